/** Parts of an instant: truncation and the fields of EXTRACT. Weeks are ISO weeks. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import {
  civilToTime,
  daysInMonth,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
  positiveModulo,
} from './datetime.ts';
import { Decimal } from './decimal.ts';
import type { Interval } from './types.ts';

/** Units that date_trunc, dateadd and datediff know, by each of their names. */
const UNIT_NAMES = {
  millisecond: ['millisecond', 'milliseconds', 'ms'],
  second: ['second', 'seconds', 'ss', 's'],
  minute: ['minute', 'minutes', 'mi', 'n'],
  hour: ['hour', 'hours', 'hh'],
  day: ['day', 'days', 'dd', 'd'],
  week: ['week', 'weeks', 'wk', 'ww'],
  month: ['month', 'months', 'mm', 'm'],
  quarter: ['quarter', 'quarters', 'qq', 'q'],
  year: ['year', 'years', 'yy', 'yyyy'],
  decade: ['decade', 'decades'],
  century: ['century', 'centuries'],
  millennium: ['millennium', 'millennia'],
} as const;

export type DateUnit = keyof typeof UNIT_NAMES;

const UNITS = new Map<string, DateUnit>(
  (Object.keys(UNIT_NAMES) as DateUnit[]).flatMap((unit) =>
    UNIT_NAMES[unit].map((name) => [name, unit] as const),
  ),
);

/** @throws ExecutionError INVALID_VALUE */
export function parseDateUnit(text: string): DateUnit {
  const unit = UNITS.get(text.trim().toLowerCase());
  if (unit !== undefined) return unit;
  throw new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not a unit of time`, {
    hint: `Units are ${Object.keys(UNIT_NAMES).join(', ')}.`,
  });
}

const FIXED_LENGTH: Partial<Record<DateUnit, number>> = {
  millisecond: 1,
  second: MS_PER_SECOND,
  minute: MS_PER_MINUTE,
  hour: MS_PER_HOUR,
  day: MS_PER_DAY,
};

/** Months in a unit of whole months; undefined for the others. */
export const MONTHS_PER_UNIT: Partial<Record<DateUnit, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  decade: 120,
  century: 1200,
  millennium: 12_000,
};

/** The instant at which the unit that holds `time` begins. Weeks begin on Monday. */
export function truncateTime(unit: DateUnit, time: number): number {
  const length = FIXED_LENGTH[unit];
  if (length !== undefined) return time - positiveModulo(time, length);
  if (unit === 'week') {
    const day = time - positiveModulo(time, MS_PER_DAY);
    return day - (isoDayOfWeek(time) - 1) * MS_PER_DAY;
  }
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [firstYear, firstMonth] = firstMonthOf(unit, year, month);
  const start = civilToTime(firstYear, firstMonth + 1, 1);
  if (start !== null) return start;
  throw new ExecutionError('OUT_OF_RANGE', 'a timestamp must lie in the years 0001 to 9999');
}

function firstMonthOf(unit: DateUnit, year: number, month: number): readonly [number, number] {
  switch (unit) {
    case 'quarter':
      return [year, month - (month % 3)];
    case 'year':
      return [year, 0];
    case 'decade':
      return [year - (year % 10), 0];
    case 'century':
      return [year - ((year - 1) % 100), 0];
    case 'millennium':
      return [year - ((year - 1) % 1000), 0];
    default:
      return [year, month];
  }
}

/** How many times `unit` begins between `from` and `to`; negative when `to` is earlier. */
export function countBoundaries(unit: DateUnit, from: number, to: number): number {
  const months = MONTHS_PER_UNIT[unit];
  const [start, end] = [truncateTime(unit, from), truncateTime(unit, to)];
  if (months !== undefined) return (monthNumber(end) - monthNumber(start)) / months + 0;
  const length = unit === 'week' ? 7 * MS_PER_DAY : (FIXED_LENGTH[unit] ?? 1);
  return (end - start) / length + 0;
}

function monthNumber(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Monday is 1, Sunday 7. */
function isoDayOfWeek(time: number): number {
  return positiveModulo(Math.floor(time / MS_PER_DAY) + 3, 7) + 1;
}

export function dayOfYear(time: number): number {
  return Math.floor((time - truncateTime('year', time)) / MS_PER_DAY) + 1;
}

/** The ISO week and the year it belongs to: that of its Thursday. */
export function isoWeek(time: number): { readonly year: number; readonly week: number } {
  const thursday = time + (4 - isoDayOfWeek(time)) * MS_PER_DAY;
  const year = new Date(thursday).getUTCFullYear();
  const firstDay = Date.UTC(year + 400, 0, 1) - 146_097 * MS_PER_DAY;
  return { year, week: Math.floor((thursday - firstDay) / (7 * MS_PER_DAY)) + 1 };
}

type Field = (time: number, date: Date) => Decimal;

const whole =
  (of: (time: number, date: Date) => number): Field =>
  (time, date) =>
    Decimal.of(of(time, date));

const FIELDS: Readonly<Record<string, Field>> = {
  millennium: whole((_, date) => Math.ceil(date.getUTCFullYear() / 1000)),
  century: whole((_, date) => Math.ceil(date.getUTCFullYear() / 100)),
  decade: whole((_, date) => Math.floor(date.getUTCFullYear() / 10)),
  year: whole((_, date) => date.getUTCFullYear()),
  isoyear: whole((time) => isoWeek(time).year),
  quarter: whole((_, date) => Math.floor(date.getUTCMonth() / 3) + 1),
  month: whole((_, date) => date.getUTCMonth() + 1),
  week: whole((time) => isoWeek(time).week),
  day: whole((_, date) => date.getUTCDate()),
  doy: whole(dayOfYear),
  dow: whole((_, date) => date.getUTCDay()),
  isodow: whole(isoDayOfWeek),
  hour: whole((_, date) => date.getUTCHours()),
  minute: whole((_, date) => date.getUTCMinutes()),
  // PostgreSQL's scales: seconds to six digits, milliseconds to three.
  second: (time) => seconds(positiveModulo(time, MS_PER_MINUTE)),
  milliseconds: (time) => Decimal.of(positiveModulo(time, MS_PER_MINUTE)).withMinScale(3),
  microseconds: whole((time) => positiveModulo(time, MS_PER_MINUTE) * 1000),
  epoch: (time) => seconds(time),
  julian: (time) => julianDay(time),
};

/** The number of 1970-01-01 in the count of days that astronomers use. */
export const JULIAN_1970 = 2_440_588;

function julianDay(time: number): Decimal {
  const days = Math.floor(time / MS_PER_DAY);
  const rest = positiveModulo(time, MS_PER_DAY);
  const day = Decimal.of(days + JULIAN_1970);
  return rest === 0 ? day : day.add(Decimal.of(rest).divide(Decimal.of(MS_PER_DAY)));
}

const seconds = (milliseconds: number): Decimal => Decimal.of(milliseconds, 3).withMinScale(6);

const FIELD_ALIASES: Readonly<Record<string, string>> = {
  years: 'year',
  months: 'month',
  weeks: 'week',
  days: 'day',
  dayofweek: 'dow',
  dayofyear: 'doy',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
  millisecond: 'milliseconds',
  microsecond: 'microseconds',
};

function fieldName(text: string): string {
  const name = text.trim().toLowerCase();
  return FIELD_ALIASES[name] ?? name;
}

function unknownField(text: string): ExecutionError {
  return new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not a field to extract`, {
    hint: `Fields are ${Object.keys(FIELDS).join(', ')}.`,
  });
}

/**
 * `EXTRACT(field FROM instant)`.
 * @throws ExecutionError INVALID_VALUE for an unknown field.
 */
export function extractField(field: string, time: number): Decimal {
  const name = fieldName(field);
  const extract = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (extract === undefined) throw unknownField(field);
  return extract(time, new Date(time));
}

const INTERVAL_FIELDS: Readonly<Record<string, (interval: Interval) => Decimal>> = {
  year: ({ months }) => Decimal.of(Math.trunc(months / 12)),
  month: ({ months }) => Decimal.of(months % 12),
  quarter: ({ months }) => Decimal.of(Math.trunc((months % 12) / 3) + 1),
  day: ({ days }) => Decimal.of(days),
  hour: ({ milliseconds }) => Decimal.of(Math.trunc(milliseconds / MS_PER_HOUR)),
  minute: ({ milliseconds }) => Decimal.of(Math.trunc(milliseconds / MS_PER_MINUTE) % 60),
  second: ({ milliseconds }) => seconds(milliseconds % MS_PER_MINUTE),
  // A year has 365.25 days here, a loose month 30: PostgreSQL's reckoning.
  epoch: ({ months, days, milliseconds }) =>
    seconds(
      (Math.trunc(months / 12) * 365.25 + (months % 12) * 30 + days) * MS_PER_DAY + milliseconds,
    ),
};

/**
 * `EXTRACT(field FROM interval)`.
 * @throws ExecutionError INVALID_VALUE for a field that intervals do not have.
 */
export function extractIntervalField(field: string, interval: Interval): Decimal {
  const name = fieldName(field);
  const extract = Object.hasOwn(INTERVAL_FIELDS, name) ? INTERVAL_FIELDS[name] : undefined;
  if (extract === undefined) throw unknownField(field);
  return extract(interval);
}

/**
 * `age(later, earlier)`: years, months and days as a person counts them, by borrowing from the
 * month that `earlier` lies in.
 */
export function ageBetween(later: number, earlier: number): Interval {
  if (later < earlier) {
    const { months, days, milliseconds } = ageBetween(earlier, later);
    return { kind: 'interval', months: 0 - months, days: 0 - days, milliseconds: 0 - milliseconds };
  }
  const [from, to] = [new Date(earlier), new Date(later)];
  let months = monthNumber(later) - monthNumber(earlier);
  let days = to.getUTCDate() - from.getUTCDate();
  let milliseconds = positiveModulo(later, MS_PER_DAY) - positiveModulo(earlier, MS_PER_DAY);
  if (milliseconds < 0) {
    milliseconds += MS_PER_DAY;
    days--;
  }
  if (days < 0) {
    days += daysInMonth(from.getUTCFullYear(), from.getUTCMonth() + 1);
    months--;
  }
  return { kind: 'interval', months, days, milliseconds };
}
