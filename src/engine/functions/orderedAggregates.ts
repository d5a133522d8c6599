/** Aggregates of values in order: percentiles, median, mode, first and last. */
import { ExecutionError } from '../../errors.ts';
import { compareValues } from '../values/compare.ts';
import { Decimal } from '../values/decimal.ts';
import { addIntervals, multiplyInterval, negateInterval } from '../values/interval.ts';
import { arrayOf } from '../values/arrays.ts';
import type {
  ElementType,
  ElementValue,
  Interval,
  SqlArray,
  SqlType,
  SqlValue,
} from '../values/types.ts';
import { type Fold, fold, perType } from './aggregates.ts';
import { type AggregateDeclaration, type AggregateOverload, ELEMENT_TYPES } from './declare.ts';

/** The values in the order they came in, and the fraction that a percentile asks for. */
interface Ordered {
  readonly values: SqlValue[];
  fraction: SqlValue;
}

type AtFraction = (values: readonly SqlValue[], fraction: Decimal) => SqlValue;

const orderedBy = (
  result: (values: readonly SqlValue[], fraction: Exclude<SqlValue, null>) => SqlValue,
): Fold =>
  fold<Ordered>(
    () => ({ values: [], fraction: null }),
    (state, [value = null, fraction = null]) => {
      state.values.push(value);
      state.fraction = fraction;
      return state;
    },
    ({ values, fraction }) =>
      fraction === null || values.length === 0 ? null : result(values, fraction),
  );

const ordered = (at: AtFraction): Fold =>
  orderedBy((values, fraction) => at(values, checkFraction(fraction as Decimal)));

/** An array of the values at each of several fractions. */
const orderedEach = (at: AtFraction): Fold =>
  orderedBy((values, fractions) =>
    (fractions as SqlArray).map((fraction) =>
      fraction === null ? null : (at(values, checkFraction(fraction as Decimal)) as ElementValue),
    ),
  );

function checkFraction(fraction: Decimal): Decimal {
  const inside = !fraction.isNegative() && !Decimal.of(1).subtract(fraction).isNegative();
  if (inside) return fraction;
  throw new ExecutionError(
    'OUT_OF_RANGE',
    `the percentile ${fraction.toString()} is not between 0 and 1`,
  );
}

/** The value at a place between two of the list, by `between` their two neighbours. */
function interpolate<T>(
  values: readonly SqlValue[],
  fraction: Decimal,
  between: (low: T, high: T, part: Decimal) => T,
): T {
  const place = fraction.multiply(Decimal.of(values.length - 1));
  const index = place.floor();
  const part = place.subtract(index);
  const low = values[index.toNumber()] as T;
  return part.isZero() ? low : between(low, values[index.toNumber() + 1] as T, part);
}

/** Exact, so that the median of money is money: PostgreSQL answers with a double. */
const exactly = (low: Decimal, high: Decimal, part: Decimal): Decimal =>
  low.add(high.subtract(low).multiply(part));
const ofDoubles = (low: number, high: number, part: Decimal): number =>
  low + (high - low) * part.toNumber();
const ofIntervals = (low: Interval, high: Interval, part: Decimal): Interval =>
  addIntervals(low, multiplyInterval(addIntervals(high, negateInterval(low)), part.toNumber()));

/** Over one fraction, and over an array of them. */
const percentile = (
  type: ElementType,
  returns: ElementType,
  at: AtFraction,
): readonly AggregateOverload[] => [
  { args: [type, 'decimal'], rowCount: 1, returns, fold: ordered(at) },
  { args: [type, 'decimal[]'], rowCount: 1, returns: arrayOf(returns), fold: orderedEach(at) },
];

const CONTINUOUS: readonly [type: ElementType, returns: ElementType, at: AtFraction][] = [
  [
    'integer',
    'decimal',
    (values, fraction) =>
      interpolate(
        values.map((value) => Decimal.of(value as number)),
        fraction,
        exactly,
      ),
  ],
  ['decimal', 'decimal', (values, fraction) => interpolate(values, fraction, exactly)],
  ['double', 'double', (values, fraction) => interpolate(values, fraction, ofDoubles)],
  ['interval', 'interval', (values, fraction) => interpolate(values, fraction, ofIntervals)],
];

/** The first value that at least `fraction` of them do not come after. */
function discrete(values: readonly SqlValue[], fraction: Decimal): SqlValue {
  const rank = fraction.multiply(Decimal.of(values.length)).ceiling().toNumber();
  return values[Math.max(rank, 1) - 1] ?? null;
}

const HALF = Decimal.parse('0.5');

/** The value of the longest run of equal ones; the first of runs that are equally long. */
function mostFrequent(type: SqlType): (values: readonly SqlValue[]) => SqlValue {
  const compare = compareValues(type);
  return (values) => {
    let best: SqlValue = null;
    let [longest, run] = [0, 0];
    let before: SqlValue = null;
    for (const value of values) {
      if (value === null) continue;
      run = before !== null && compare(before, value) === 0 ? run + 1 : 1;
      if (run > longest) [best, longest] = [value, run];
      before = value;
    }
    return best;
  };
}

const withoutFraction = (result: (values: readonly SqlValue[]) => SqlValue): Fold =>
  fold<SqlValue[]>(
    () => [],
    (values, [value = null]) => {
      values.push(value);
      return values;
    },
    result,
  );

/** The first or last value, NULLs included. */
const edge = (choose: (kept: SqlValue, next: SqlValue) => SqlValue): readonly AggregateOverload[] =>
  perType(() =>
    fold<{ readonly value: SqlValue } | null>(
      () => null,
      (kept, [next = null]) => ({ value: kept === null ? next : choose(kept.value, next) }),
      (kept) => kept?.value ?? null,
    ),
  );

export const ORDERED_AGGREGATES: readonly AggregateDeclaration[] = [
  {
    name: 'percentile_cont',
    description:
      'The value at a fraction of the ordered values, between its neighbours; exact for decimals. Takes WITHIN GROUP (ORDER BY x); of an array of fractions an array.',
    overloads: CONTINUOUS.flatMap(([type, returns, at]) => percentile(type, returns, at)),
  },
  {
    name: 'percentile_disc',
    description:
      'The first of the ordered values at or after a fraction of them. Takes WITHIN GROUP (ORDER BY x); of an array of fractions an array.',
    overloads: ELEMENT_TYPES.flatMap((type) => percentile(type, type, discrete)),
  },
  {
    name: 'median',
    description: 'The middle of the values, or between the two in the middle; exact for decimals.',
    overloads: CONTINUOUS.map(([type, returns, at]) => ({
      args: [type],
      returns,
      fold: withoutFraction((values) => (values.length === 0 ? null : at(values, HALF))),
    })),
  },
  {
    name: 'mode',
    description: 'The most frequent value, as mode(x) or mode() WITHIN GROUP (ORDER BY x).',
    overloads: perType((type) => withoutFraction(mostFrequent(type))),
  },
  {
    name: 'first',
    aliases: ['arbitrary'],
    description: 'The first value, NULL or not, by the ORDER BY in its parentheses.',
    keepsNulls: true,
    overloads: edge((kept) => kept),
  },
  {
    name: 'last',
    description: 'The last value, NULL or not, by the ORDER BY in its parentheses.',
    keepsNulls: true,
    overloads: edge((_, next) => next),
  },
];
