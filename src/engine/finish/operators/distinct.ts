import { compile, layoutOf, type Environment } from '../../expr/index.ts';
import {
  outputColumns,
  type Distinct,
  type RecursiveUnion,
  type RelSetOperation,
} from '../../rel/rel.ts';
import { rowKey } from '../../values/compare.ts';
import type { Tuple } from '../../values/types.ts';

type Keep = (rows: readonly Tuple[]) => Tuple[];

/** Drops rows that came before, in this call or an earlier one. NULL equals NULL. */
export function distinctOperator(rel: Distinct, environment: Environment): Keep {
  if (rel.on === null) return distinctRows(rel);
  const layout = layoutOf(outputColumns(rel.input));
  const evaluators = rel.on.map((expr) => compile(expr, layout, environment));
  const keyOf = rowKey(rel.on.map(({ type }) => type));
  return firstOf((row) => keyOf(evaluators.map((evaluate) => evaluate(row))));
}

/** As DISTINCT in all columns. */
export function distinctRows(rel: Distinct | RelSetOperation | RecursiveUnion): Keep {
  return firstOf(rowKey(outputColumns(rel).map(({ type }) => type)));
}

function firstOf(keyOf: (row: Tuple) => string): Keep {
  const seen = new Set<string>();
  return (rows) =>
    rows.filter((row) => {
      const key = keyOf(row);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
