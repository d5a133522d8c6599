import { compile, layoutOf, type Environment, type Evaluator } from '../../expr/index.ts';
import { outputColumns, type Project, type RelValues } from '../../rel/rel.ts';
import type { SqlValue, Tuple } from '../../values/types.ts';
import { inChunks, type Work } from '../work.ts';

/** Computes the output columns of each row. */
export function projectOperator(
  rel: Project,
  environment: Environment,
): (rows: readonly Tuple[]) => Work<readonly Tuple[]> {
  if (isWhole(rel)) return atOnce;
  const layout = layoutOf(outputColumns(rel.input));
  const evaluators = rel.columns.map(({ expr }) => compile(expr, layout, environment));
  return function* (rows) {
    const projected = new Array<Tuple>(rows.length);
    yield* inChunks(rows.length, (start, end) => {
      for (let index = start; index < end; index++) {
        projected[index] = evaluated(evaluators, rows[index] as Tuple);
      }
    });
    return projected;
  };
}

/** Whether the columns are those of the input, in their order. */
function isWhole({ columns, input }: Project): boolean {
  const given = outputColumns(input);
  return (
    columns.length === given.length &&
    columns.every(({ expr }, place) => expr.kind === 'column' && expr.id === given[place]?.id)
  );
}

// eslint-disable-next-line require-yield -- nothing is to be done
function* atOnce(rows: readonly Tuple[]): Work<readonly Tuple[]> {
  return rows;
}

function evaluated(evaluators: readonly Evaluator[], row: Tuple): Tuple {
  const values = new Array<SqlValue>(evaluators.length);
  for (let index = 0; index < evaluators.length; index++) {
    values[index] = (evaluators[index] as Evaluator)(row);
  }
  return values;
}

/** The rows of VALUES. */
export function valuesOperator(rel: RelValues, environment: Environment): () => Tuple[] {
  const rows = rel.rows.map((row) => row.map((expr) => compile(expr, new Map(), environment)));
  return () => rows.map((row) => row.map((evaluate) => evaluate([])));
}
