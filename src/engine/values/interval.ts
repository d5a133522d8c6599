import { ExecutionError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from './datetime.ts';
import type { Interval } from './types.ts';

const DAYS_PER_MONTH = 30;
const SECONDS_PER_DAY = MS_PER_DAY / MS_PER_SECOND;

/** Units and what one of them is, as [months, days, milliseconds]. */
const UNITS: readonly (readonly [RegExp, number, number, number])[] = [
  [/^(y|yrs?|years?)$/, 12, 0, 0],
  [/^(mons?|months?)$/, 1, 0, 0],
  [/^(qtrs?|quarters?)$/, 3, 0, 0],
  [/^(decs?|decades?)$/, 120, 0, 0],
  [/^(c|cent|century|centuries)$/, 1200, 0, 0],
  [/^(mil|mils|millennium|millennia)$/, 12_000, 0, 0],
  [/^(w|weeks?)$/, 0, 7, 0],
  [/^(d|days?)$/, 0, 1, 0],
  [/^(h|hrs?|hours?)$/, 0, 0, MS_PER_HOUR],
  [/^(m|mins?|minutes?)$/, 0, 0, MS_PER_MINUTE],
  [/^(s|secs?|seconds?)$/, 0, 0, MS_PER_SECOND],
  [/^(ms|msecs?|milliseconds?)$/, 0, 0, 1],
];

/**
 * An interval from parts that may have fractions: a fraction of a month goes to days (30 a
 * month), a fraction of a day to the time, as in PostgreSQL.
 * @throws ExecutionError OUT_OF_RANGE
 */
export function makeInterval(months: number, days: number, milliseconds: number): Interval {
  const wholeMonths = Math.trunc(months);
  const allDays = days + cleanFraction(months - wholeMonths) * DAYS_PER_MONTH;
  const wholeDays = Math.trunc(allDays);
  const allMilliseconds = milliseconds + cleanFraction(allDays - wholeDays) * MS_PER_DAY;
  const parts = [wholeMonths, wholeDays, Math.round(allMilliseconds)].map((part) => part + 0);
  if (!parts.every((part) => Number.isSafeInteger(part))) {
    throw new ExecutionError('OUT_OF_RANGE', 'the interval is out of range');
  }
  const [m = 0, d = 0, ms = 0] = parts;
  return { kind: 'interval', months: m, days: d, milliseconds: ms };
}

/** Removes the binary noise of a fraction: 0.1 months are 3 days, not 2.9999. */
function cleanFraction(fraction: number): number {
  return Math.round(fraction * 1e9) / 1e9;
}

/**
 * Reads PostgreSQL's forms: `1 month`, `2 years 3 days`, `1 day 02:30:00`, `-1.5 hours`,
 * `1 month - 1 day`, `3 days ago`, `1-2` (years and months), `1 02:30:00`, `P1Y2M3DT4H`.
 * @throws ExecutionError INVALID_VALUE
 */
export function parseInterval(text: string): Interval {
  const parsed = /^\s*P/i.test(text) ? parseIso(text) : parseUnits(text);
  if (parsed !== null) return parsed;
  throw new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not an interval`, {
    hint: "Intervals are written as '1 month', '2 years 3 days' or '1 day 02:30:00'.",
  });
}

const ISO_INTERVAL =
  /^\s*P(?:([+-]?[\d.]+)Y)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.]+)W)?(?:([+-]?[\d.]+)D)?(?:T(?:([+-]?[\d.]+)H)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.]+)S)?)?\s*$/i;

function parseIso(text: string): Interval | null {
  const match = ISO_INTERVAL.exec(text);
  if (match === null || /[PT]\s*$/i.test(text)) return null;
  const parts = match.slice(1).map((part) => Number((part as string | undefined) ?? '0'));
  if (parts.some(Number.isNaN)) return null;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return makeInterval(
    years * 12 + months,
    weeks * 7 + days,
    hours * MS_PER_HOUR + minutes * MS_PER_MINUTE + seconds * MS_PER_SECOND,
  );
}

/** As in `1 month - 1 day`. */
const SPACE_AFTER_SIGN = /([+-])\s+(?=[\d.])/g;
/** Years and months: `1-2`. */
const YEARS_AND_MONTHS = /^([+-]?)(\d+)-(\d{1,2})(?=\s|$)/;
/** A number before the time of a clock is of days: `1 02:03:04`. */
const DAYS_BEFORE_CLOCK = /(^|\s)([+-]?\d+)(?=\s+[+-]?\d+:\d)/;

const TOKEN =
  /\s*(?:([+-]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?![\d:.])|([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?![\d:.])\s*([a-z]+)?)/iy;

function parseUnits(text: string): Interval | null {
  const ago = /\sago\s*$/i.test(text);
  const body = (ago ? text.replace(/\sago\s*$/i, '') : text)
    .trim()
    .replace(SPACE_AFTER_SIGN, '$1')
    .replace(YEARS_AND_MONTHS, '$1$2 years $1$3 months')
    .replace(DAYS_BEFORE_CLOCK, '$1$2 days');
  if (body === '') return null;
  let [months, days, milliseconds] = [0, 0, 0];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const match = TOKEN.exec(body);
    const part = match === null ? null : tokenParts(match);
    if (part === null) return null;
    months += part[0];
    days += part[1];
    milliseconds += part[2];
  }
  return ago
    ? makeInterval(-months, -days, -milliseconds)
    : makeInterval(months, days, milliseconds);
}

type Parts = readonly [months: number, days: number, milliseconds: number];

function tokenParts(match: RegExpExecArray): Parts | null {
  const [, sign, hours, minutes, seconds = '0', amount, unit] = match;
  if (hours === undefined) return unitParts(Number(amount), (unit ?? 's').toLowerCase());
  if (Number(minutes) > 59 || Number(seconds) >= 60) return null;
  const time =
    Number(hours) * MS_PER_HOUR + Number(minutes) * MS_PER_MINUTE + Number(seconds) * MS_PER_SECOND;
  return [0, 0, sign === '-' ? -time : time];
}

function unitParts(amount: number, name: string): Parts | null {
  const unit = UNITS.find(([pattern]) => pattern.test(name));
  if (unit === undefined) return null;
  const [, months, days, milliseconds] = unit;
  return [amount * months, amount * days, amount * milliseconds];
}

/** One of `unit` (`month`, `days`, …); null when there is no such unit. */
export function unitInterval(unit: string): Interval | null {
  const parts = unitParts(1, unit.trim().toLowerCase());
  return parts === null ? null : makeInterval(...parts);
}

/** As PostgreSQL prints it: `1 year 2 mons 3 days 04:05:06.5`. */
export function intervalToText({ months, days, milliseconds }: Interval): string {
  const parts: string[] = [];
  const signed = (negative: boolean, text: string): string =>
    negative ? `-${text}` : `${parts.at(-1)?.startsWith('-') === true ? '+' : ''}${text}`;
  const append = (value: number, unit: string): void => {
    if (value === 0) return;
    parts.push(signed(value < 0, `${Math.abs(value)} ${unit}${value === 1 ? '' : 's'}`));
  };
  append(Math.trunc(months / 12), 'year');
  append(months % 12, 'mon');
  append(days, 'day');
  if (milliseconds !== 0 || parts.length === 0) {
    parts.push(signed(milliseconds < 0, clock(Math.abs(milliseconds))));
  }
  return parts.join(' ');
}

function clock(milliseconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const fraction = milliseconds % MS_PER_SECOND;
  const decimals = fraction === 0 ? '' : `.${String(fraction).padStart(3, '0').replace(/0+$/, '')}`;
  return `${two(milliseconds / MS_PER_HOUR)}:${two((milliseconds / MS_PER_MINUTE) % 60)}:${two((milliseconds / MS_PER_SECOND) % 60)}${decimals}`;
}

export function addIntervals(left: Interval, right: Interval): Interval {
  return makeInterval(
    left.months + right.months,
    left.days + right.days,
    left.milliseconds + right.milliseconds,
  );
}

export const multiplyInterval = (interval: Interval, factor: number): Interval =>
  scaleInterval(interval, (part) => part * factor);

/** @param divisor not 0 */
export const divideInterval = (interval: Interval, divisor: number): Interval =>
  scaleInterval(interval, (part) => part / divisor);

/**
 * As PostgreSQL: what is left of a month goes to days, what is left of days to the time, each rounded
 * to a millionth, and a whole day among it is a day.
 */
function scaleInterval(
  { months, days, milliseconds }: Interval,
  scale: (part: number) => number,
): Interval {
  const wholeMonths = Math.trunc(scale(months));
  const daysOfMonths = millionths((scale(months) - wholeMonths) * DAYS_PER_MONTH);
  const wholeDays = Math.trunc(scale(days));
  const rest = scale(days) - wholeDays + daysOfMonths - Math.trunc(daysOfMonths);
  const seconds = millionths(rest * SECONDS_PER_DAY);
  const carried = Math.trunc(seconds / SECONDS_PER_DAY);
  return makeInterval(
    wholeMonths,
    wholeDays + Math.trunc(daysOfMonths) + carried,
    scale(milliseconds) + (seconds - carried * SECONDS_PER_DAY) * MS_PER_SECOND,
  );
}

const millionths = (value: number): number => Math.round(value * 1e6) / 1e6;

export function negateInterval(interval: Interval): Interval {
  return makeInterval(-interval.months, -interval.days, -interval.milliseconds);
}

/** The length that comparison goes by: a month is 30 days, a day 24 hours. */
export function intervalLength({ months, days, milliseconds }: Interval): bigint {
  return (
    (BigInt(months) * BigInt(DAYS_PER_MONTH) + BigInt(days)) * BigInt(MS_PER_DAY) +
    BigInt(milliseconds)
  );
}

/** Whole days of a duration, then the time of day that remains: `timestamp - timestamp`. */
export function durationToInterval(milliseconds: number): Interval {
  const days = Math.trunc(milliseconds / MS_PER_DAY);
  return makeInterval(0, days, milliseconds - days * MS_PER_DAY);
}
