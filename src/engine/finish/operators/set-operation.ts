import type { RelSetOperation } from '../../rel/rel.ts';
import { rowKey } from '../../values/compare.ts';
import type { Tuple } from '../../values/types.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { distinctRows } from './distinct.ts';

/**
 * UNION, INTERSECT and EXCEPT, of distinct rows or ALL: then a row that is m times on the left
 * and n times on the right is m + n, min(m, n) or max(m - n, 0) times in the result.
 */
export function setOperator(
  rel: RelSetOperation,
): (left: readonly Tuple[], right: readonly Tuple[]) => Work<readonly Tuple[]> {
  const keyOf = rowKey(rel.columns.map(({ type }) => type));
  return function* (left, right) {
    if (rel.operator === 'union') {
      const all = [...left, ...right];
      return rel.all ? all : distinctRows(rel)(all);
    }
    const counts = yield* countRows(right, keyOf);
    const kept = yield* pick(left, keyOf, counts, rel);
    return rel.all ? kept : distinctRows(rel)(kept);
  };
}

function* countRows(
  rows: readonly Tuple[],
  keyOf: (row: Tuple) => string,
): Work<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    if (index % CHECKPOINT_ROWS === 0) yield;
    const key = keyOf(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Rows of the left side that the right side has (INTERSECT) or has not (EXCEPT). */
function* pick(
  rows: readonly Tuple[],
  keyOf: (row: Tuple) => string,
  counts: Map<string, number>,
  { operator, all }: RelSetOperation,
): Work<Tuple[]> {
  const kept: Tuple[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % CHECKPOINT_ROWS === 0) yield;
    const key = keyOf(row);
    const count = counts.get(key) ?? 0;
    if (all && count > 0) counts.set(key, count - 1);
    if (count > 0 === (operator === 'intersect')) kept.push(row);
  }
  return kept;
}
