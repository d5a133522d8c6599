/** generate_series(start, stop[, step]): both ends included. */
import { ExecutionError } from '../../../errors.ts';
import { addInterval, timeToTimestamp, toTime } from '../../values/datetime.ts';
import { Decimal } from '../../values/decimal.ts';
import { intervalLength } from '../../values/interval.ts';
import type { Interval, SqlType, SqlValue, Tuple } from '../../values/types.ts';

/** More rows than that are taken for a mistake. */
const MAX_ROWS = 10_000_000;

/** The rows of a series of `type`. One with a NULL has no row, as in PostgreSQL. */
export function* series(
  type: SqlType,
  [start = null, stop = null, step = null]: readonly SqlValue[],
): Generator<Tuple, undefined, undefined> {
  if (start === null || stop === null || step === null) return;
  for (const value of count(type, start, stop, step)) yield [value];
}

function* count(
  type: SqlType,
  start: SqlValue,
  stop: SqlValue,
  step: SqlValue,
): Generator<SqlValue, undefined, undefined> {
  const direction = signOf(step);
  if (direction === 0) throw new ExecutionError('INVALID_VALUE', 'the step of a series is zero');
  const { next, order } = ARITHMETIC[type] ?? INTEGERS;
  let rows = 0;
  for (let value = start; order(value, stop) * direction <= 0; value = next(value, step)) {
    rows += 1;
    if (rows > MAX_ROWS) {
      throw new ExecutionError('OUT_OF_RANGE', `a series has more than ${MAX_ROWS} rows`);
    }
    yield value;
  }
}

interface Arithmetic {
  readonly next: (value: SqlValue, step: SqlValue) => SqlValue;
  readonly order: (value: SqlValue, stop: SqlValue) => number;
}

const INTEGERS: Arithmetic = {
  next: (value, step) => (value as number) + (step as number),
  order: (value, stop) => (value as number) - (stop as number),
};

const ARITHMETIC: Partial<Record<SqlType, Arithmetic>> = {
  decimal: {
    next: (value, step) => (value as Decimal).add(step as Decimal),
    order: (value, stop) => (value as Decimal).compare(stop as Decimal),
  },
  timestamp: {
    next: (value, step) => timeToTimestamp(addInterval(toTime(value as string), step as Interval)),
    order: (value, stop) => toTime(value as string) - toTime(stop as string),
  },
};

function signOf(step: SqlValue): number {
  if (step instanceof Decimal) return step.sign();
  if (typeof step === 'number') return Math.sign(step);
  const length = intervalLength(step as Interval);
  return length === 0n ? 0 : length > 0n ? 1 : -1;
}
