import { compile, layoutOf, type Environment, type Evaluator } from '../../expr/index.ts';
import {
  outputColumns,
  type Distinct,
  type RecursiveUnion,
  type RelSetOperation,
} from '../../rel/rel.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import { KeyNumbers, keyReader } from './key-numbers.ts';

type Keep = (rows: readonly Tuple[]) => Tuple[];

/** Drops rows that came before, in this call or an earlier one. NULL equals NULL. */
export function distinctOperator(rel: Distinct, environment: Environment): Keep {
  if (rel.on === null) return distinctRows(rel);
  const layout = layoutOf(outputColumns(rel.input));
  const evaluators = rel.on.map((expr) => compile(expr, layout, environment));
  return firstOf(
    evaluators,
    rel.on.map(({ type }) => type),
  );
}

/** As DISTINCT in all columns. */
export function distinctRows(rel: Distinct | RelSetOperation | RecursiveUnion): Keep {
  const types = outputColumns(rel).map(({ type }) => type);
  return firstOf(
    types.map((_, index) => (row) => row[index] ?? null),
    types,
  );
}

function firstOf(evaluators: readonly Evaluator[], types: readonly SqlType[]): Keep {
  const reader = keyReader(evaluators, types);
  const keys = new KeyNumbers(reader, true);
  return (rows) =>
    rows.filter((row) => {
      const known = keys.size;
      return keys.add(row, reader) === known;
    });
}
