import { compile, layoutOf, type Environment } from '../../expr/index.ts';
import { outputColumns, type Project, type RelValues } from '../../rel/rel.ts';
import type { Tuple } from '../../values/types.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';

/** Computes the output columns of each row. */
export function projectOperator(
  rel: Project,
  environment: Environment,
): (rows: readonly Tuple[]) => Work<Tuple[]> {
  const layout = layoutOf(outputColumns(rel.input));
  const evaluators = rel.columns.map(({ expr }) => compile(expr, layout, environment));
  return function* (rows) {
    const projected: Tuple[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % CHECKPOINT_ROWS === 0) yield;
      projected.push(evaluators.map((evaluate) => evaluate(row)));
    }
    return projected;
  };
}

/** The rows of VALUES. */
export function valuesOperator(rel: RelValues, environment: Environment): () => Tuple[] {
  const rows = rel.rows.map((row) => row.map((expr) => compile(expr, new Map(), environment)));
  return () => rows.map((row) => row.map((evaluate) => evaluate([])));
}
