/** Date and time functions. All of UTC. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';
import {
  ageBetween,
  countBoundaries,
  type DateUnit,
  extractField,
  extractIntervalField,
  MONTHS_PER_UNIT,
  parseDateUnit,
  truncateTime,
} from '../values/datefields.ts';
import {
  addInterval,
  addMonths,
  civilToTime,
  MS_PER_DAY,
  parseDate,
  parseTimestamp,
  timeToDate,
  timeToTimestamp,
  toTime,
} from '../values/datetime.ts';
import { multiplyInterval, negateInterval, unitInterval } from '../values/interval.ts';
import type { Interval, SqlType, SqlValue } from '../values/types.ts';
import type { Evaluate, Overload, ScalarDeclaration } from './declare.ts';
import { WHOLE_UNITS } from './calendar.ts';
import { formatDatetime, formatDouble, formatInterval, formatNumber } from './format.ts';
import { parseWithFormat } from './parseFormat.ts';
import type { Decimal } from '../values/decimal.ts';

const overload = (args: readonly SqlType[], returns: SqlType, evaluate: Evaluate): Overload => ({
  args,
  returns,
  evaluate,
});

const time = (value: SqlValue | undefined): number => toTime(value as string);

/** One field of a date or timestamp as an integer. */
const fieldFunction = (name: string): ScalarDeclaration => ({
  name,
  description: `The ${name} of a date or timestamp.`,
  overloads: [
    overload(['timestamp'], 'integer', ([at]) => extractField(name, time(at)).toNumber()),
  ],
});

const timeFieldFunction = (name: string): ScalarDeclaration => ({
  name,
  description: `The ${name} of a timestamp, in whole.`,
  overloads: [
    overload(['timestamp'], 'integer', ([at]) =>
      Math.floor(extractField(name, time(at)).toNumber()),
    ),
  ],
});

function makeDate(year: number, month: number, day: number): string {
  const start = civilToTime(year, month, day);
  if (start !== null) return timeToDate(start);
  throw new ExecutionError('OUT_OF_RANGE', `there is no date ${year}-${month}-${day}`);
}

/** PostgreSQL lets seconds have a fraction. */
function makeTimestamp(parts: readonly number[]): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!isTime) {
    throw new ExecutionError('OUT_OF_RANGE', `there is no time ${hour}:${minute}:${second}`);
  }
  const clock = (hour * 60 + minute) * 60 + second;
  return timeToTimestamp(toTime(makeDate(year, month, day)) + Math.round(clock * 1000));
}

function addUnits(unit: DateUnit, count: number, from: number): number {
  const months = MONTHS_PER_UNIT[unit];
  if (months !== undefined) return addMonths(from, months * count);
  const one = unitInterval(unit);
  return one === null ? from : addInterval(from, multiplyInterval(one, count));
}

function addUnitsToDate(unit: string, count: number, date: string): string {
  const moved = addUnits(parseDateUnit(unit), count, toTime(date));
  if (moved % MS_PER_DAY === 0) return timeToDate(moved);
  throw new ExecutionError('INVALID_VALUE', `a date has no ${abbreviate(unit)}`, {
    hint: 'Cast the date to TIMESTAMP.',
  });
}

const plus = (at: SqlValue | undefined, interval: Interval): string =>
  timeToTimestamp(addInterval(time(at), interval));

const lastDay = (at: number): string =>
  timeToDate(addMonths(truncateTime('month', at), 1) - MS_PER_DAY);

export const DATE_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'make_timestamp',
    aliases: ['make_timestamptz'],
    description: 'The timestamp of a year, month, day, hour, minute and second.',
    overloads: [
      overload(
        ['integer', 'integer', 'integer', 'integer', 'integer', 'double'],
        'timestamp',
        (parts) => makeTimestamp(parts as readonly number[]),
      ),
    ],
  },
  {
    name: 'current_date',
    aliases: ['today', 'curdate'],
    description: 'The day (UTC) on which the statement began.',
    overloads: [overload([], 'date', (_, { now }) => timeToDate(now.getTime()))],
  },
  {
    name: 'current_timestamp',
    aliases: [
      'now',
      'localtimestamp',
      'getdate',
      'getutcdate',
      'sysdatetime',
      'sysutcdatetime',
      'transaction_timestamp',
      'statement_timestamp',
    ],
    description: 'The instant at which the statement began.',
    overloads: [overload([], 'timestamp', (_, { now }) => timeToTimestamp(now.getTime()))],
  },
  {
    name: 'date_trunc',
    aliases: ['datetrunc'],
    description: "The start of the 'year', 'quarter', 'month', 'week', 'day', 'hour', … it is in.",
    overloads: [
      overload(['text', 'timestamp'], 'timestamp', ([unit, at]) =>
        timeToTimestamp(truncateTime(parseDateUnit(unit as string), time(at))),
      ),
    ],
  },
  {
    name: 'extract',
    description: 'A field of a date, timestamp or interval, as EXTRACT(field FROM x).',
    overloads: [
      overload(['text', 'timestamp'], 'decimal', ([field, at]) =>
        extractField(field as string, time(at)),
      ),
      // A day has no part of a second.
      overload(['text', 'date'], 'decimal', ([field, day]) =>
        extractField(field as string, time(day)).truncate(),
      ),
      overload(['text', 'interval'], 'decimal', ([field, interval]) =>
        extractIntervalField(field as string, interval as Interval),
      ),
    ],
  },
  {
    name: 'date_part',
    description: 'A field of a date, timestamp or interval, as a double.',
    overloads: [
      overload(['text', 'timestamp'], 'double', ([field, at]) =>
        extractField(field as string, time(at)).toNumber(),
      ),
      overload(['text', 'interval'], 'double', ([field, interval]) =>
        extractIntervalField(field as string, interval as Interval).toNumber(),
      ),
    ],
  },
  fieldFunction('year'),
  fieldFunction('quarter'),
  fieldFunction('month'),
  fieldFunction('week'),
  fieldFunction('day'),
  timeFieldFunction('hour'),
  timeFieldFunction('minute'),
  timeFieldFunction('second'),
  {
    name: 'age',
    description:
      'From the second instant to the first (or from one to today) in years, months, days.',
    overloads: [
      overload(['timestamp', 'timestamp'], 'interval', ([later, earlier]) =>
        ageBetween(time(later), time(earlier)),
      ),
      overload(['timestamp'], 'interval', ([earlier], { now }) =>
        ageBetween(truncateTime('day', now.getTime()), time(earlier)),
      ),
    ],
  },
  {
    name: 'make_date',
    aliases: ['datefromparts'],
    description: 'The date of a year, month and day.',
    overloads: [
      overload(['integer', 'integer', 'integer'], 'date', ([year, month, day]) =>
        makeDate(year as number, month as number, day as number),
      ),
    ],
  },
  {
    name: 'last_day',
    aliases: ['eomonth'],
    description: 'The last day of the month.',
    overloads: [overload(['timestamp'], 'date', ([at]) => lastDay(time(at)))],
  },
  {
    name: 'date',
    aliases: ['to_date'],
    description: 'The calendar day of a timestamp, or of a text (in the given format).',
    overloads: [
      overload(['timestamp'], 'date', ([at]) => timeToDate(time(at))),
      overload(['text'], 'date', ([text]) => parseDate(text as string)),
      overload(['text', 'text'], 'date', ([text, format]) =>
        timeToDate(parseWithFormat(text as string, format as string)),
      ),
    ],
  },
  {
    name: 'to_timestamp',
    description: 'The instant of seconds since 1970, or of a text (in the given format).',
    overloads: [
      overload(['double'], 'timestamp', ([seconds]) =>
        timeToTimestamp(Math.round((seconds as number) * 1000)),
      ),
      overload(['text'], 'timestamp', ([text]) => parseTimestamp(text as string)),
      overload(['text', 'text'], 'timestamp', ([text, format]) =>
        timeToTimestamp(parseWithFormat(text as string, format as string)),
      ),
    ],
  },
  {
    name: 'to_char',
    description: 'A date, timestamp, number or interval as text in a format.',
    overloads: [
      overload(['timestamp', 'text'], 'text', ([at, format]) =>
        formatDatetime(time(at), format as string),
      ),
      overload(['decimal', 'text'], 'text', ([value, format]) =>
        formatNumber(value as Decimal, format as string),
      ),
      overload(['double', 'text'], 'text', ([value, format]) =>
        formatDouble(value as number, format as string),
      ),
      overload(['interval', 'text'], 'text', ([interval, format]) =>
        formatInterval(interval as Interval, format as string),
      ),
    ],
  },
  {
    name: 'dateadd',
    description: "So many units later: dateadd('month', 1, d).",
    overloads: [
      overload(['text', 'integer', 'date'], 'date', ([unit, count, date]) =>
        addUnitsToDate(unit as string, count as number, date as string),
      ),
      overload(['text', 'integer', 'timestamp'], 'timestamp', ([unit, count, at]) =>
        timeToTimestamp(addUnits(parseDateUnit(unit as string), count as number, time(at))),
      ),
    ],
  },
  {
    name: 'datediff',
    aliases: ['date_diff'],
    description: "How many times a unit begins between two instants: datediff('day', a, b).",
    overloads: [
      overload(['text', 'timestamp', 'timestamp'], 'integer', ([unit, from, to]) =>
        countBoundaries(parseDateUnit(unit as string), time(from), time(to)),
      ),
    ],
  },
  {
    name: 'date_add',
    description: 'An interval later.',
    overloads: [
      overload(['timestamp', 'interval'], 'timestamp', ([at, interval]) =>
        plus(at, interval as Interval),
      ),
    ],
  },
  {
    name: 'date_sub',
    aliases: ['date_subtract'],
    description: 'An interval earlier; of a unit and two instants, the whole units between them.',
    overloads: [
      overload(['timestamp', 'interval'], 'timestamp', ([at, interval]) =>
        plus(at, negateInterval(interval as Interval)),
      ),
      WHOLE_UNITS,
    ],
  },
];
