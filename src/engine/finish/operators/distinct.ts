import { compile, layoutOf, type Environment, type Evaluator } from '../../expr/index.ts';
import {
  outputColumns,
  type Distinct,
  type RecursiveUnion,
  type RelSetOperation,
} from '../../rel/rel.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import { CHUNK_ROWS } from '../work.ts';
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
  const read = keyReader(evaluators, types);
  const keys = new KeyNumbers(types, true);
  const numbers = new Int32Array(CHUNK_ROWS);
  return (rows) => {
    const kept: Tuple[] = [];
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const end = Math.min(start + CHUNK_ROWS, rows.length);
      // Keys are numbered as they come.
      let next = keys.size;
      keys.add(read(rows, start, end), end - start, numbers);
      for (let index = start; index < end; index++) {
        if (numbers[index - start] !== next) continue;
        kept.push(rows[index] as Tuple);
        next++;
      }
    }
    return kept;
  };
}
