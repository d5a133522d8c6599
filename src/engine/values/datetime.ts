/**
 * Dates ('YYYY-MM-DD') and timestamps ('YYYY-MM-DDTHH:MM:SS.sssZ') of the years 0001 to 9999,
 * all UTC. Their text order is their time order.
 */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import type { Interval } from './types.ts';

export const MS_PER_DAY = 86_400_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_MINUTE = 60_000;
export const MS_PER_SECOND = 1000;

const MIN_TIME = Date.parse('0001-01-01T00:00:00.000Z');
const MAX_TIME = Date.parse('9999-12-31T23:59:59.999Z');

const DATE_TEXT = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})|^\s*(\d{4})(\d{2})(\d{2})(?!\d)/;
const TIME_TEXT =
  /^(?:\s*|[Tt]|\s+[Tt]?)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?\s*$/i;

/**
 * Reads an ISO date; a time after it is checked and dropped.
 * @throws ExecutionError INVALID_VALUE
 */
export function parseDate(text: string): string {
  if (isDate(text)) return text;
  return timeToDate(parseParts(text, 'date').day);
}

/** Whether a text is a date value already. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)];
  return civilToTime(Number(year), Number(month), Number(day)) !== null;
}

/**
 * Reads an ISO date with or without a time and an offset; without an offset it is UTC.
 * Fractions of a second are rounded to milliseconds.
 * @throws ExecutionError INVALID_VALUE
 */
export function parseTimestamp(text: string): string {
  const { day, time } = parseParts(text, 'timestamp');
  return timeToTimestamp(day + time);
}

function parseParts(text: string, type: string): { readonly day: number; readonly time: number } {
  const match = DATE_TEXT.exec(text);
  const day = match === null ? null : dayOf(match);
  const rest = match === null ? '' : text.slice(match[0].length);
  const time = rest.trim() === '' ? 0 : timeOf(rest);
  if (day !== null && time !== null) return { day, time };
  throw new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not a ${type}`, {
    hint:
      type === 'date'
        ? "Dates are written as '2026-01-31'."
        : "Timestamps are written as '2026-01-31 10:00:00', in UTC unless an offset follows.",
  });
}

function dayOf(match: RegExpExecArray): number | null {
  const [year, month, day] = [match[1] ?? match[4], match[2] ?? match[5], match[3] ?? match[6]];
  return civilToTime(Number(year), Number(month), Number(day));
}

function timeOf(text: string): number | null {
  const match = TIME_TEXT.exec(text);
  if (match === null || !/^[\sTt]/.test(text)) return null;
  const [, hours, minutes, seconds = '0', fraction = '0', zone = 'Z'] = match;
  // 24:00:00 is the day's end, and a leap second the next one, as in PostgreSQL.
  const isEnd = /^24:00(:00(\.0*)?)?$/.test(text.slice(1).replace(zone, ''));
  if (Number(hours) > 23 && !isEnd) return null;
  if (Number(minutes) > 59 || Number(seconds) > 60) return null;
  const offset = offsetOf(zone);
  if (offset === null) return null;
  return (
    Number(hours) * MS_PER_HOUR +
    Number(minutes) * MS_PER_MINUTE +
    Number(seconds) * MS_PER_SECOND +
    Math.round(Number(`0.${fraction}`) * 1000) -
    offset
  );
}

function offsetOf(zone: string): number | null {
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const [, sign, hours, minutes = '0'] = match;
  if (Number(hours) > 15 || Number(minutes) > 59) return null;
  const offset = Number(hours) * MS_PER_HOUR + Number(minutes) * MS_PER_MINUTE;
  return sign === '-' ? -offset : offset;
}

/** Milliseconds since 1970 at which a calendar day begins; null when there is no such day. */
export function civilToTime(year: number, month: number, day: number): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return Date.UTC(year + 400, month - 1, day) - GREGORIAN_CYCLE;
}

/** 400 years; `Date.UTC` would read the years 1 to 99 as 1901 to 1999. */
const GREGORIAN_CYCLE = 146_097 * MS_PER_DAY;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Milliseconds since 1970 of a date or timestamp value. */
export function toTime(value: string): number {
  return Date.parse(value);
}

/** @throws ExecutionError OUT_OF_RANGE outside the years 0001 to 9999. */
export function timeToTimestamp(time: number): string {
  if (!(time >= MIN_TIME && time <= MAX_TIME)) {
    throw new ExecutionError('OUT_OF_RANGE', 'a timestamp must lie in the years 0001 to 9999');
  }
  return new Date(time).toISOString();
}

/** The calendar day of an instant. @throws ExecutionError OUT_OF_RANGE */
export function timeToDate(time: number): string {
  return timeToTimestamp(time).slice(0, 10);
}

/** `2026-01-31T10:00:00.000Z` → `2026-01-31 10:00:00`; milliseconds only when there are any. */
export function timestampToText(value: string): string {
  const milliseconds = value.slice(19, 23).replace(/0+$/, '');
  return `${value.slice(0, 10)} ${value.slice(11, 19)}${milliseconds === '.' ? '' : milliseconds}`;
}

/** Adds months first, keeping within the month (31 Jan + 1 month = 28 or 29 Feb), then the rest. */
export function addInterval(time: number, interval: Interval): number {
  const shifted = interval.months === 0 ? time : addMonths(time, interval.months);
  return shifted + interval.days * MS_PER_DAY + interval.milliseconds;
}

export function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const [year, month] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  const day = civilToTime(year, month, 1);
  if (day === null) {
    throw new ExecutionError('OUT_OF_RANGE', 'a timestamp must lie in the years 0001 to 9999');
  }
  const dayOfMonth = Math.min(date.getUTCDate(), daysInMonth(year, month));
  return day + (dayOfMonth - 1) * MS_PER_DAY + positiveModulo(time, MS_PER_DAY);
}

function positiveModulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

export { positiveModulo };
