/** Functions that make rows: generate_series and unnest, with the rows' numbers if they are asked for. */
import { compile, type Environment } from '../../expr/index.ts';
import type { TableFunction } from '../../rel/rel.ts';
import { isArray } from '../../values/arrays.ts';
import type { SqlArray, SqlValue, Tuple } from '../../values/types.ts';
import type { Run } from '../run.ts';
import { breather } from '../work.ts';
import { series } from './series.ts';

const BATCH_ROWS = 1000;

/** The function's rows for the outer columns that the environment holds. */
export function tableFunctionOperator(rel: TableFunction, environment: Environment): () => Tuple[] {
  const rows = rowsOf(rel, environment);
  return () => [...rows()];
}

/** The rows of an uncorrelated function, batch by batch. */
export async function* streamTableFunction(
  rel: TableFunction,
  run: Run,
): AsyncGenerator<readonly Tuple[], undefined, undefined> {
  const breathe = breather(run.signal);
  let batch: Tuple[] = [];
  for (const row of rowsOf(rel, run.environment)()) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    await breathe();
    batch = [];
  }
  yield batch;
}

function rowsOf(rel: TableFunction, environment: Environment): () => Iterable<Tuple> {
  const args = rel.args.map((arg) => compile(arg, new Map(), environment));
  const values = (): readonly SqlValue[] => args.map((arg) => arg([]));
  const type = rel.columns[0]?.type ?? 'integer';
  const rows = (): Iterable<Tuple> =>
    rel.name === 'unnest' ? unnested(values()) : series(type, values());
  return rel.ordinality ? () => numbered(rows()) : rows;
}

function* numbered(rows: Iterable<Tuple>): Generator<Tuple, undefined, undefined> {
  let number = 0;
  for (const row of rows) yield [...row, ++number];
}

/** Side by side, the shorter ones filled with NULLs; a NULL is as an empty array. */
function* unnested(values: readonly SqlValue[]): Generator<Tuple, undefined, undefined> {
  const arrays = values.map((value): SqlArray => (isArray(value) ? value : []));
  const longest = Math.max(...arrays.map(({ length }) => length));
  for (let index = 0; index < longest; index++) yield arrays.map((array) => array[index] ?? null);
}
