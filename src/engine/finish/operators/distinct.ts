import {
  outputColumns,
  type Distinct,
  type RecursiveUnion,
  type RelSetOperation,
} from '../../rel/rel.ts';
import { rowKey } from '../../values/compare.ts';
import type { Tuple } from '../../values/types.ts';

/** Drops rows that came before, in this call or an earlier one. NULL equals NULL. */
export function distinctOperator(
  rel: Distinct | RelSetOperation | RecursiveUnion,
): (rows: readonly Tuple[]) => Tuple[] {
  const keyOf = rowKey(outputColumns(rel).map(({ type }) => type));
  const seen = new Set<string>();
  return (rows) =>
    rows.filter((row) => {
      const key = keyOf(row);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
