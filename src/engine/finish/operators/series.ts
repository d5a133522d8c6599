/** generate_series(start, stop[, step]): both ends included. */
import { ExecutionError } from '../../../errors.ts';
import { compile, type Environment } from '../../expr/index.ts';
import type { TableFunction } from '../../rel/rel.ts';
import { addInterval, timeToTimestamp, toTime } from '../../values/datetime.ts';
import { Decimal } from '../../values/decimal.ts';
import { intervalLength } from '../../values/interval.ts';
import type { Interval, SqlType, SqlValue, Tuple } from '../../values/types.ts';
import type { Run } from '../run.ts';
import { breather } from '../work.ts';

/** More rows than that are taken for a mistake. */
const MAX_ROWS = 10_000_000;
const BATCH_ROWS = 1000;

/** The rows of a series for the outer columns that the environment holds. */
export function seriesOperator(rel: TableFunction, environment: Environment): () => Tuple[] {
  const values = seriesOf(rel, environment);
  return () => {
    const rows: Tuple[] = [];
    for (const value of values()) rows.push([value]);
    return rows;
  };
}

/** The rows of an uncorrelated series, batch by batch. */
export async function* streamSeries(
  rel: TableFunction,
  run: Run,
): AsyncGenerator<readonly Tuple[], undefined, undefined> {
  const breathe = breather(run.signal);
  let batch: Tuple[] = [];
  for (const value of seriesOf(rel, run.environment)()) {
    batch.push([value]);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    await breathe();
    batch = [];
  }
  yield batch;
}

function seriesOf(rel: TableFunction, environment: Environment): () => Iterable<SqlValue> {
  const args = rel.args.map((arg) => compile(arg, new Map(), environment));
  const type = rel.columns[0]?.type ?? 'integer';
  return () => {
    const [start = null, stop = null, step = null] = args.map((arg) => arg([]));
    // A series with a NULL has no row, as in PostgreSQL.
    return start === null || stop === null || step === null ? [] : count(type, start, stop, step);
  };
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
