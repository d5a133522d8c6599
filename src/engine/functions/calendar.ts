/** Functions of dates that DuckDB has and PostgreSQL has not, or writes as EXTRACT. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';
import { extractField, MONTHS_PER_UNIT, parseDateUnit } from '../values/datefields.ts';
import {
  addMonths,
  civilToTime,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
  timeToDate,
  timeToTimestamp,
  toTime,
} from '../values/datetime.ts';
import { makeInterval, multiplyInterval, unitInterval } from '../values/interval.ts';
import type { Interval, SqlType, SqlValue } from '../values/types.ts';
import type { Overload, ScalarDeclaration } from './declare.ts';
import { formatDatetime } from './format.ts';
import { parseWithFormat } from './parseFormat.ts';

const time = (value: SqlValue | undefined): number => toTime(value as string);

const fieldFunction = (
  name: string,
  aliases: readonly string[],
  field: string,
  description: string,
): ScalarDeclaration => ({
  name,
  aliases,
  description,
  overloads: [
    {
      args: ['timestamp'],
      returns: 'integer',
      evaluate: ([at]) => Math.floor(extractField(field, time(at)).toNumber()),
    },
  ],
});

/** `to_days(3)`: so many of a unit. */
const unitFunction = (
  name: string,
  type: SqlType,
  of: (count: number) => Interval,
): ScalarDeclaration => ({
  name,
  description: `So many ${name.slice(3)}, as an interval.`,
  overloads: [{ args: [type], returns: 'interval', evaluate: ([count]) => of(count as number) }],
});

// ------------------------------------------------------------ strftime, strptime

/** The directives of `strftime` as templates of `to_char`. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: 'YYYY',
  y: 'YY',
  m: 'MM',
  '-m': 'FMMM',
  B: 'FMMonth',
  b: 'Mon',
  h: 'Mon',
  d: 'DD',
  '-d': 'FMDD',
  A: 'FMDay',
  a: 'Dy',
  H: 'HH24',
  '-H': 'FMHH24',
  I: 'HH12',
  '-I': 'FMHH12',
  p: 'AM',
  M: 'MI',
  '-M': 'FMMI',
  S: 'SS',
  '-S': 'FMSS',
  f: 'US',
  g: 'MS',
  j: 'DDD',
  '-j': 'FMDDD',
  u: 'ID',
  G: 'IYYY',
  V: 'IW',
  F: 'YYYY-MM-DD',
  T: 'HH24:MI:SS',
  x: 'YYYY-MM-DD',
  X: 'HH24:MI:SS',
};

/** A template of `strftime` as one of `to_char`: what is no directive goes in double quotes. */
function templateOf(format: string): string {
  return format.replace(/%(-?[a-zA-Z%])|[^%]+|%/g, (text, directive: string | undefined) => {
    if (directive === '%') return '%';
    if (directive === undefined) return text === '%' ? unknownDirective(text) : quoted(text);
    const pattern = DIRECTIVES[directive];
    return pattern ?? unknownDirective(text);
  });
}

const quoted = (text: string): string => text.replace(/[A-Za-z]+/g, (letters) => `"${letters}"`);

function unknownDirective(text: string): never {
  throw new ExecutionError(
    'INVALID_VALUE',
    `${abbreviate(text)} is no directive of strftime here`,
    {
      hint: `There are ${Object.keys(DIRECTIVES)
        .map((directive) => `%${directive}`)
        .join(' ')}.`,
    },
  );
}

// -------------------------------------------------------------------- differences

/** How many whole units lie between two instants; negative when `to` is earlier. */
function wholeUnits(unit: string, from: number, to: number): number {
  if (to < from) return 0 - wholeUnits(unit, to, from);
  const name = parseDateUnit(unit);
  const months = MONTHS_PER_UNIT[name];
  if (months === undefined) {
    const one = unitInterval(name);
    const length = one === null ? 1 : one.days * MS_PER_DAY + one.milliseconds;
    return Math.floor((to - from) / length);
  }
  const [start, end] = [new Date(from), new Date(to)];
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  let count = years * 12 + end.getUTCMonth() - start.getUTCMonth();
  // A month is over on its last day, though it began on a later one.
  if (addMonths(from, count) > to) count -= 1;
  return Math.floor(count / months);
}

/** Months are counted from 2000-01-01, other widths from Monday 2000-01-03: DuckDB's origins. */
function bucketStart({ months, days, milliseconds }: Interval, at: number): number {
  const width = days * MS_PER_DAY + milliseconds;
  if (months > 0 && width === 0) {
    const date = new Date(at);
    const number = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
    const first = Math.floor(number / months) * months;
    const start = civilToTime(2000 + Math.floor(first / 12), (((first % 12) + 12) % 12) + 1, 1);
    if (start !== null) return start;
  }
  if (months === 0 && width > 0) {
    const origin = Date.UTC(2000, 0, 3);
    return origin + Math.floor((at - origin) / width) * width;
  }
  throw new ExecutionError(
    'INVALID_VALUE',
    'a bucket is of months, or of days and less, not of both',
  );
}

const TIME_BUCKET: readonly Overload[] = (['date', 'timestamp'] as const).map((type) => ({
  args: ['interval', type],
  returns: type,
  evaluate: ([width, at]) => {
    const start = bucketStart(width as Interval, time(at));
    return type === 'date' ? timeToDate(start) : timeToTimestamp(start);
  },
}));

export const WHOLE_UNITS: Overload = {
  args: ['text', 'timestamp', 'timestamp'],
  returns: 'integer',
  evaluate: ([unit, from, to]) => wholeUnits(unit as string, time(from), time(to)),
};

export const CALENDAR_FUNCTIONS: readonly ScalarDeclaration[] = [
  fieldFunction('dayofmonth', [], 'day', 'The day of the month.'),
  fieldFunction('dayofweek', ['weekday'], 'dow', 'The day of the week, from Sunday, 0.'),
  fieldFunction('isodow', [], 'isodow', 'The day of the week, from Monday, 1.'),
  fieldFunction('dayofyear', [], 'doy', 'The day of the year, from 1.'),
  fieldFunction('weekofyear', [], 'week', 'The ISO week of the year.'),
  fieldFunction('isoyear', [], 'isoyear', 'The year that the ISO week belongs to.'),
  fieldFunction('decade', [], 'decade', 'The year by ten.'),
  fieldFunction('century', [], 'century', 'The century, 21 from 2001 on.'),
  {
    name: 'yearweek',
    description: 'The ISO week with its year: 202409.',
    overloads: [
      {
        args: ['timestamp'],
        returns: 'integer',
        evaluate: ([at]) => Number(formatDatetime(time(at), 'IYYYIW')),
      },
    ],
  },
  {
    name: 'epoch',
    description: 'Seconds since 1970.',
    overloads: [{ args: ['timestamp'], returns: 'double', evaluate: ([at]) => time(at) / 1000 }],
  },
  {
    name: 'epoch_ms',
    description: 'Milliseconds since 1970, or the timestamp of so many.',
    overloads: [
      { args: ['timestamp'], returns: 'integer', evaluate: ([at]) => time(at) },
      {
        args: ['integer'],
        returns: 'timestamp',
        evaluate: ([milliseconds]) => timeToTimestamp(milliseconds as number),
      },
    ],
  },
  unitFunction('to_years', 'integer', (count) => makeInterval(count * 12, 0, 0)),
  unitFunction('to_months', 'integer', (count) => makeInterval(count, 0, 0)),
  unitFunction('to_weeks', 'integer', (count) => makeInterval(0, count * 7, 0)),
  unitFunction('to_days', 'integer', (count) => makeInterval(0, count, 0)),
  unitFunction('to_hours', 'integer', (count) => makeInterval(0, 0, count * MS_PER_HOUR)),
  unitFunction('to_minutes', 'integer', (count) => makeInterval(0, 0, count * MS_PER_MINUTE)),
  unitFunction('to_seconds', 'double', (count) =>
    multiplyInterval(makeInterval(0, 0, MS_PER_SECOND), count),
  ),
  {
    name: 'datesub',
    description: "How many whole units lie between two instants: datesub('month', a, b).",
    overloads: [WHOLE_UNITS],
  },
  {
    name: 'time_bucket',
    description: 'The start of the bucket of an interval that a date or timestamp is in.',
    overloads: TIME_BUCKET,
  },
  {
    name: 'strftime',
    description: "A date or timestamp as text: strftime(d, '%Y-%m-%d').",
    overloads: [
      {
        args: ['timestamp', 'text'],
        returns: 'text',
        evaluate: ([at, format]) => formatDatetime(time(at), templateOf(format as string)),
      },
    ],
  },
  {
    name: 'strptime',
    description: "The timestamp in a text of a form: strptime('31/01/2026', '%d/%m/%Y').",
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'timestamp',
        evaluate: ([text, format]) =>
          timeToTimestamp(parseWithFormat(text as string, templateOf(format as string))),
      },
    ],
  },
];
