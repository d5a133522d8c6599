/** Aggregates. NULLs never reach `step`; DISTINCT, FILTER and ORDER BY are the executor's. */
import { compareValues } from '../values/compare.ts';
import { Decimal } from '../values/decimal.ts';
import { addIntervals, divideInterval } from '../values/interval.ts';
import { arrayOf } from '../values/arrays.ts';
import type { ElementValue, Interval, SqlType, SqlValue } from '../values/types.ts';
import { checkDouble } from './arithmetic.ts';
import {
  type AggregateDeclaration,
  type AggregateOverload,
  ELEMENT_TYPES,
  VALUE_TYPES,
} from './declare.ts';
import { checkIntegerSum, ExactSum, ExactSums } from './sums.ts';

export type Fold = AggregateOverload['fold'];

/** A typed fold whose state is replaced (or changed in place and returned) by each step. */
export function fold<State>(
  initial: () => State,
  step: (state: State, args: readonly SqlValue[]) => State,
  result: (state: State) => SqlValue,
  undo?: (state: State, args: readonly SqlValue[]) => State | undefined,
): Fold {
  return {
    initial,
    step: (state, args) => step(state as State, args),
    result: (state) => result(state as State),
    ...(undo && { undo: (state, args) => undo(state as State, args) }),
  };
}

const COUNT: Fold = {
  ...fold(
    () => 0,
    (count) => count + 1,
    (count) => count,
    (count) => count - 1,
  ),
  ofGroups() {
    const counts: number[] = [];
    return {
      grow(size) {
        while (counts.length < size) counts.push(0);
      },
      step(group) {
        (counts[group] as number)++;
      },
      result: (group) => counts[group] as number,
    };
  },
};

/** The first value, then whatever `choose` keeps of it and each other one. NULL over no rows. */
const keep = (choose: (kept: SqlValue, next: SqlValue) => SqlValue): Fold =>
  fold<SqlValue>(
    () => null,
    (kept, [next = null]) => (kept === null ? next : choose(kept, next)),
    (kept) => kept,
  );

/** As `keep`, where it does not matter in which order or how often a value comes. */
const keepAnyhow = (choose: (kept: SqlValue, next: SqlValue) => SqlValue): Fold => ({
  ...keep(choose),
  combines: true,
});

export const perType = (make: (type: SqlType) => Fold): readonly AggregateOverload[] =>
  VALUE_TYPES.map((type) => ({ args: [type], returns: type, fold: make(type) }));

const extreme = (sign: 1 | -1): readonly AggregateOverload[] =>
  perType((type) => {
    const compare = compareValues(type);
    return keepAnyhow((kept, next) => (compare(next, kept) * sign > 0 ? next : kept));
  });

/** @param ofGroup the same as `result`, of a group with values */
const exact = (
  result: (sum: ExactSum) => SqlValue,
  ofGroup: (sums: ExactSums, group: number) => SqlValue,
): Fold => ({
  ...fold(
    () => new ExactSum(),
    (sum, [value]) => sum.add(value as number | Decimal),
    (sum) => (sum.count === 0 ? null : result(sum)),
    (sum, [value]) => (sum.remove(value as number | Decimal) ? sum : undefined),
  ),
  ofGroups() {
    const sums = new ExactSums();
    return {
      grow: (size) => sums.grow(size),
      step: (group, value) => sums.add(group, value as number | Decimal),
      result: (group) => (sums.count(group) === 0 ? null : ofGroup(sums, group)),
    };
  },
});

const INTEGER_SUM = exact(
  (sum) => checkIntegerSum(sum.total()),
  (sums, group) => checkIntegerSum(sums.total(group)),
);
const DECIMAL_SUM = exact(
  (sum) => sum.total(),
  (sums, group) => sums.total(group),
);
const EXACT_MEAN = exact(
  (sum) => sum.mean(),
  (sums, group) => sums.mean(group),
);

interface DoubleSum {
  readonly count: number;
  readonly total: number;
}

const doubles = (result: (sum: DoubleSum) => number): Fold =>
  fold<DoubleSum>(
    () => ({ count: 0, total: 0 }),
    ({ count, total }, [value]) => ({ count: count + 1, total: total + (value as number) }),
    (sum) => (sum.count === 0 ? null : checkDouble(result(sum))),
  );

interface IntervalSum {
  readonly count: number;
  readonly total: Interval;
}

const NO_TIME: Interval = { kind: 'interval', months: 0, days: 0, milliseconds: 0 };

const intervals = (result: (sum: IntervalSum) => Interval): Fold =>
  fold<IntervalSum>(
    () => ({ count: 0, total: NO_TIME }),
    ({ count, total }, [value]) => ({
      count: count + 1,
      total: addIntervals(total, value as Interval),
    }),
    (sum) => (sum.count === 0 ? null : result(sum)),
  );

// --------------------------------------------------------------- deviations

interface Moments {
  readonly sum: ExactSum;
  readonly squares: ExactSum;
}

const asDecimal = (value: SqlValue | undefined): Decimal =>
  typeof value === 'number' ? Decimal.of(value) : (value as Decimal);

/** Exact: n·Σx² - (Σx)² over n·(n-1) or n², as PostgreSQL's numeric variance. */
const exactVariance = (sample: boolean, root: boolean): Fold =>
  fold<Moments>(
    () => ({ sum: new ExactSum(), squares: new ExactSum() }),
    (moments, [value]) => {
      const number = asDecimal(value);
      moments.sum.add(number);
      moments.squares.add(number.multiply(number));
      return moments;
    },
    ({ sum, squares }) => {
      const n = sum.count;
      if (n === 0 || (sample && n === 1)) return null;
      const total = sum.total();
      const numerator = squares.total().multiply(Decimal.of(n)).subtract(total.multiply(total));
      if (numerator.isZero()) return Decimal.ZERO;
      const denominator = Decimal.of(n).multiply(Decimal.of(sample ? n - 1 : n));
      const variance = numerator.divide(denominator);
      return root ? variance.squareRootTo(variance.scale) : variance;
    },
    (moments, [value]) => {
      const number = asDecimal(value);
      const [sum, squares] = [
        moments.sum.remove(number),
        moments.squares.remove(number.multiply(number)),
      ];
      return sum && squares ? moments : undefined;
    },
  );

interface DoubleMoments {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared distances from the mean (Welford). */
  readonly spread: number;
}

const doubleVariance = (sample: boolean, root: boolean): Fold =>
  fold<DoubleMoments>(
    () => ({ count: 0, mean: 0, spread: 0 }),
    ({ count, mean, spread }, [value]) => {
      const distance = (value as number) - mean;
      const next = mean + distance / (count + 1);
      return {
        count: count + 1,
        mean: next,
        spread: spread + distance * ((value as number) - next),
      };
    },
    ({ count, spread }) => {
      if (count === 0 || (sample && count === 1)) return null;
      const variance = spread / (sample ? count - 1 : count);
      return checkDouble(root ? Math.sqrt(variance) : variance);
    },
  );

const deviation = (
  name: string,
  aliases: readonly string[],
  description: string,
  sample: boolean,
  root: boolean,
): AggregateDeclaration => ({
  name,
  aliases,
  description,
  overloads: [
    { args: ['integer'], returns: 'decimal', fold: exactVariance(sample, root) },
    { args: ['decimal'], returns: 'decimal', fold: exactVariance(sample, root) },
    { args: ['double'], returns: 'double', fold: doubleVariance(sample, root) },
  ],
});

// ----------------------------------------------------------------- the list

const TEXT_JOIN = fold<string | null>(
  () => null,
  (joined, [text, delimiter]) =>
    joined === null
      ? (text as string)
      : joined + ((delimiter as string | null) ?? '') + (text as string),
  (joined) => joined,
);

const COMMA_JOIN = fold<string | null>(
  () => null,
  (joined, [text]) => (joined === null ? (text as string) : `${joined},${text as string}`),
  (joined) => joined,
);

interface Kept {
  readonly value: SqlValue;
  readonly by: SqlValue;
}

/** The value of the first row whose other value is the largest, or smallest; NULLs do not count. */
const valueBy = (name: string, aliases: readonly string[], sign: 1 | -1): AggregateDeclaration => ({
  name,
  aliases,
  description: `The first argument where the second is ${sign > 0 ? 'largest' : 'smallest'}; rows with a NULL do not count.`,
  overloads: ELEMENT_TYPES.flatMap((type) => {
    const compare = compareValues(type);
    return VALUE_TYPES.map((returns) => ({
      args: [returns, type],
      returns,
      fold: fold<Kept | null>(
        () => null,
        (kept, [value = null, by = null]) =>
          by === null || (kept !== null && compare(by, kept.by) * sign <= 0) ? kept : { value, by },
        (kept) => kept?.value ?? null,
      ),
    }));
  }),
});

const PRODUCT = fold<number | null>(
  () => null,
  (product, [value]) => (product ?? 1) * (value as number),
  (product) => (product === null ? null : checkDouble(product)),
);

const bits = (
  name: string,
  description: string,
  operate: (a: bigint, b: bigint) => bigint,
): AggregateDeclaration => ({
  name,
  description,
  overloads: [
    {
      args: ['integer'],
      returns: 'integer',
      fold: keep((kept, next) => Number(operate(BigInt(kept as number), BigInt(next as number)))),
    },
  ],
});

const ARRAY_OF_ALL = fold<ElementValue[]>(
  () => [],
  (values, [value = null]) => {
    values.push(value as ElementValue);
    return values;
  },
  (values) => (values.length === 0 ? null : [...values]),
);

export const AGGREGATES: readonly AggregateDeclaration[] = [
  {
    name: 'array_agg',
    aliases: ['list'],
    description: 'An array of the values, NULLs included; NULL over no rows.',
    keepsNulls: true,
    overloads: ELEMENT_TYPES.map((type) => ({
      args: [type],
      returns: arrayOf(type),
      fold: ARRAY_OF_ALL,
    })),
  },
  {
    name: 'count',
    description: 'Number of rows, or of values that are not NULL.',
    overloads: [
      { args: [], returns: 'integer', fold: COUNT },
      ...VALUE_TYPES.map((type) => ({ args: [type], returns: 'integer' as const, fold: COUNT })),
    ],
  },
  {
    name: 'sum',
    description: 'Sum of the values, exact for integers and decimals; NULL over no values.',
    overloads: [
      { args: ['integer'], returns: 'integer', fold: INTEGER_SUM },
      { args: ['decimal'], returns: 'decimal', fold: DECIMAL_SUM },
      { args: ['double'], returns: 'double', fold: doubles(({ total }) => total) },
      { args: ['interval'], returns: 'interval', fold: intervals(({ total }) => total) },
    ],
  },
  {
    name: 'avg',
    aliases: ['mean'],
    description: 'Mean of the values; of integers and decimals with at least 16 digits.',
    overloads: [
      { args: ['integer'], returns: 'decimal', fold: EXACT_MEAN },
      { args: ['decimal'], returns: 'decimal', fold: EXACT_MEAN },
      { args: ['double'], returns: 'double', fold: doubles(({ total, count }) => total / count) },
      {
        args: ['interval'],
        returns: 'interval',
        fold: intervals(({ total, count }) => divideInterval(total, count)),
      },
    ],
  },
  { name: 'min', description: 'The smallest value.', overloads: extreme(-1) },
  { name: 'max', description: 'The largest value.', overloads: extreme(1) },
  {
    name: 'any_value',
    description: 'One of the values that are not NULL.',
    overloads: perType(() => keep((kept) => kept)),
  },
  {
    name: 'bool_and',
    aliases: ['every'],
    description: 'Whether all values are true.',
    overloads: [
      {
        args: ['boolean'],
        returns: 'boolean',
        fold: keepAnyhow((kept, next) => kept === true && next === true),
      },
    ],
  },
  {
    name: 'count_if',
    aliases: ['countif'],
    description: 'Number of rows for which the condition is true.',
    overloads: [
      {
        args: ['boolean'],
        returns: 'integer',
        fold: fold(
          () => 0,
          (count, [value]) => (value === true ? count + 1 : count),
          (count) => count,
        ),
      },
    ],
  },
  {
    name: 'bool_or',
    description: 'Whether one of the values is true.',
    overloads: [
      {
        args: ['boolean'],
        returns: 'boolean',
        fold: keepAnyhow((kept, next) => kept === true || next === true),
      },
    ],
  },
  {
    name: 'string_agg',
    aliases: ['listagg'],
    description: 'The texts one after the other, with a delimiter between them.',
    overloads: [{ args: ['text', 'text'], returns: 'text', fold: TEXT_JOIN }],
  },
  {
    name: 'group_concat',
    description: 'The texts one after the other, with commas or a delimiter between them.',
    overloads: [
      { args: ['text'], returns: 'text', fold: COMMA_JOIN },
      { args: ['text', 'text'], returns: 'text', fold: TEXT_JOIN },
    ],
  },
  valueBy('max_by', ['arg_max', 'argmax'], 1),
  valueBy('min_by', ['arg_min', 'argmin'], -1),
  {
    name: 'product',
    description: 'Product of the values, as a double.',
    overloads: [{ args: ['double'], returns: 'double', fold: PRODUCT }],
  },
  bits('bit_and', 'The bits that all integers have.', (a, b) => a & b),
  bits('bit_or', 'The bits that one of the integers has.', (a, b) => a | b),
  bits('bit_xor', 'The bits that an odd number of the integers have.', (a, b) => a ^ b),
  deviation('stddev', ['stddev_samp'], 'Standard deviation of a sample.', true, true),
  deviation('stddev_pop', [], 'Standard deviation of a whole population.', false, true),
  deviation('variance', ['var_samp'], 'Variance of a sample.', true, false),
  deviation('var_pop', [], 'Variance of a whole population.', false, false),
];
