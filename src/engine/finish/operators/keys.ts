/** Keys by which rows are matched. */
import { compile, type Environment, type Layout } from '../../expr/index.ts';
import type { Expr } from '../../rel/rel.ts';
import { rowKey } from '../../values/compare.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { keyReader, type KeyReader } from './key-numbers.ts';

/** The key of a row; null when one of its values is NULL, which equals nothing. */
export type RowKey = (row: Tuple) => string | null;

/** What rows of one side are matched by. */
export interface MatchKeys {
  readonly types: readonly SqlType[];
  readonly read: KeyReader;
  readonly text: RowKey;
}

export function matchKeys(
  exprs: readonly Expr[],
  layout: Layout,
  environment: Environment,
): MatchKeys {
  const evaluators = exprs.map((expr) => compile(expr, layout, environment));
  const types = exprs.map(({ type }) => type);
  const keyOf = rowKey(types);
  return {
    types,
    read: keyReader(evaluators, types),
    text: (row) => {
      const values = evaluators.map((evaluate) => evaluate(row));
      return values.includes(null) ? null : keyOf(values);
    },
  };
}

export const matchKey = (
  exprs: readonly Expr[],
  layout: Layout,
  environment: Environment,
): RowKey => matchKeys(exprs, layout, environment).text;

/** Row numbers by key. */
export type RowIndex = ReadonlyMap<string, readonly number[]>;

export function* indexRows(rows: readonly Tuple[], keyOf: RowKey): Work<RowIndex> {
  const index = new Map<string, number[]>();
  for (const [number, row] of rows.entries()) {
    if (number % CHECKPOINT_ROWS === 0) yield;
    const key = keyOf(row);
    if (key === null) continue;
    const numbers = index.get(key);
    if (numbers === undefined) index.set(key, [number]);
    else numbers.push(number);
  }
  return index;
}
