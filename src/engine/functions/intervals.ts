/** PostgreSQL's functions that build and normalise intervals, and the bins of time and numbers. */
import { ExecutionError } from '../../errors.ts';
import {
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
  timeToTimestamp,
  toTime,
} from '../values/datetime.ts';
import type { Decimal } from '../values/decimal.ts';
import { makeInterval } from '../values/interval.ts';
import type { Interval, SqlType, SqlValue } from '../values/types.ts';
import { BUCKET_OF_THRESHOLDS } from './arrays.ts';
import type { ScalarDeclaration } from './declare.ts';

/** The argument types of `make_interval(years, months, weeks, days, hours, minutes, seconds)`. */
const PARTS: readonly SqlType[] = [
  ...(['integer', 'integer', 'integer', 'integer', 'integer', 'integer'] as const),
  'double',
];

function intervalOf(args: readonly SqlValue[]): Interval {
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    args as readonly number[];
  return makeInterval(
    years * 12 + months,
    weeks * 7 + days,
    hours * MS_PER_HOUR + minutes * MS_PER_MINUTE + seconds * MS_PER_SECOND,
  );
}

/** Full units of the smaller part move to the larger; both then have one sign. */
function carry(large: number, small: number, size: number): readonly [number, number] {
  const moved = Math.trunc(small / size);
  const [up, rest] = [large + moved, small - moved * size];
  if (up > 0 && rest < 0) return [up - 1, rest + size];
  return up < 0 && rest > 0 ? [up + 1, rest - size] : [up, rest];
}

function justifyHours({ months, days, milliseconds }: Interval): Interval {
  const [d, ms] = carry(days, milliseconds, MS_PER_DAY);
  return makeInterval(months, d, ms);
}

function justifyDays({ months, days, milliseconds }: Interval): Interval {
  const [m, d] = carry(months, days, 30);
  return makeInterval(m, d, milliseconds);
}

/** As both, and then months, days and time of one sign. */
function justify(interval: Interval): Interval {
  const { months, days, milliseconds } = justifyDays(justifyHours(interval));
  const sign = Math.sign(months);
  const against = days === 0 ? milliseconds : days;
  if (sign === 0 || Math.sign(against) !== -sign) return makeInterval(months, days, milliseconds);
  const [d, ms] = carry(days + sign * 30, milliseconds, MS_PER_DAY);
  return makeInterval(months - sign, d, ms);
}

/** The start of the bin of `stride` that holds `time`, bins counted from `origin`. */
function binStart({ months, days, milliseconds }: Interval, time: number, origin: number): number {
  const stride = days * MS_PER_DAY + milliseconds;
  if (months !== 0 || stride <= 0) {
    throw new ExecutionError(
      'INVALID_VALUE',
      'a bin must be longer than nothing and without months',
      {
        hint: "For months, quarters and years use date_trunc('month', x).",
      },
    );
  }
  return origin + Math.floor((time - origin) / stride) * stride;
}

/** The number of the bucket, from 1; 0 below the first, `count` + 1 at or above the end. */
function bucket(value: Decimal, low: Decimal, high: Decimal, count: number): number {
  const rising = low.compare(high);
  if (count < 1 || rising === 0) {
    throw new ExecutionError(
      'INVALID_VALUE',
      'buckets need two different bounds and a count of 1 or more',
    );
  }
  const [distance, width] =
    rising < 0
      ? [value.subtract(low), high.subtract(low)]
      : [low.subtract(value), low.subtract(high)];
  if (distance.isNegative()) return 0;
  if (distance.compare(width) >= 0) return count + 1;
  // The whole number of widths that fit, exactly.
  const scale = Math.max(distance.scale, width.scale);
  const [d, w] = [BigInt(distance.unscaledAt(scale)), BigInt(width.unscaledAt(scale))];
  return Number((d * BigInt(count)) / w) + 1;
}

const ofInterval = (
  name: string,
  description: string,
  map: (interval: Interval) => Interval,
): ScalarDeclaration => ({
  name,
  description,
  overloads: [
    {
      args: ['interval'],
      returns: 'interval',
      evaluate: ([interval]) => map(interval as Interval),
    },
  ],
});

export const INTERVAL_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'make_interval',
    description: 'The interval of so many years, months, weeks, days, hours, minutes and seconds.',
    overloads: PARTS.map((_, index) => ({
      args: PARTS.slice(0, index + 1),
      returns: 'interval',
      evaluate: intervalOf,
    })),
  },
  ofInterval('justify_hours', 'Every 24 hours as a day.', justifyHours),
  ofInterval('justify_days', 'Every 30 days as a month.', justifyDays),
  ofInterval('justify_interval', 'Hours as days and days as months, all of one sign.', justify),
  {
    name: 'isfinite',
    description: 'True: there are no infinite dates here.',
    overloads: (['timestamp', 'interval'] as const).map((type) => ({
      args: [type],
      returns: 'boolean',
      evaluate: () => true,
    })),
  },
  {
    name: 'date_bin',
    description:
      'The start of the bin of an interval that a timestamp is in, counted from an origin.',
    overloads: [
      {
        args: ['interval', 'timestamp', 'timestamp'],
        returns: 'timestamp',
        evaluate: ([stride, at, origin]) =>
          timeToTimestamp(
            binStart(stride as Interval, toTime(at as string), toTime(origin as string)),
          ),
      },
    ],
  },
  {
    name: 'width_bucket',
    description:
      'The number of the bucket between two bounds that a number is in, or among an array of ascending thresholds.',
    overloads: [
      {
        args: ['decimal', 'decimal', 'decimal', 'integer'],
        returns: 'integer',
        evaluate: ([value, low, high, count]) =>
          bucket(value as Decimal, low as Decimal, high as Decimal, count as number),
      },
      ...BUCKET_OF_THRESHOLDS,
    ],
  },
];
