/** Which group each row belongs to. */
import type { Evaluator } from '../../expr/index.ts';
import { rowKey } from '../../values/compare.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import type { KeyedRow, Skeleton } from '../alasql.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';

/** The number of each row's group, by alasql: groups are numbered as they come. */
export function* groupBySkeleton(
  rows: readonly Tuple[],
  keys: readonly Evaluator[],
  types: readonly SqlType[],
  { group }: Skeleton,
): Work<Int32Array> {
  const keyOf = rowKey(types);
  const keyed: KeyedRow[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % CHECKPOINT_ROWS === 0) yield;
    keyed.push({ i, k: keyOf(keys.map((key) => key(row))) });
  }
  const numbers = new Int32Array(rows.length);
  group(keyed).forEach(({ g }, number) => g.forEach((row) => (numbers[row] = number)));
  return numbers;
}
