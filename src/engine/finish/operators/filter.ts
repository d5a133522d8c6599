import { compilePredicate, layoutOf, type Environment } from '../../expr/index.ts';
import { outputColumns, type Filter } from '../../rel/rel.ts';
import type { Tuple } from '../../values/types.ts';
import { CHECKPOINT_ROWS, inChunks, type Work } from '../work.ts';

/** Keeps the rows for which the predicate is TRUE; stops at `wanted` of them. */
export function filterOperator(
  rel: Filter,
  environment: Environment,
): (rows: readonly Tuple[], wanted?: number | null) => Work<Tuple[]> {
  const passes = compilePredicate(rel.predicate, layoutOf(outputColumns(rel.input)), environment);
  return (rows, wanted = null) => keep(rows, passes, wanted ?? Infinity);
}

/** The first `wanted` rows that pass. */
export function* keep(
  rows: readonly Tuple[],
  passes: (row: Tuple) => boolean,
  wanted = Infinity,
): Work<Tuple[]> {
  const kept: Tuple[] = [];
  const test = (start: number, end: number): void => {
    for (let index = start; index < end && kept.length < wanted; index++) {
      const row = rows[index] as Tuple;
      if (passes(row)) kept.push(row);
    }
  };
  yield* inChunks(rows.length, test, CHECKPOINT_ROWS);
  return kept;
}
