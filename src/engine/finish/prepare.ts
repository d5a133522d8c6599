/** Reads ahead what the subqueries of an operator's expressions need. */
import { subqueryOf, visitExpr, exprsOf, inputsOf } from '../rel/walk.ts';
import type { Expr, Rel } from '../rel/rel.ts';
import type { Tuple } from '../values/types.ts';
import type { Run } from './run.ts';

/** Computes the rows of an uncorrelated operator; `limit` of them are enough. */
export type Collect = (rel: Rel, limit: number | null) => Promise<readonly Tuple[]>;

/** Makes the expressions that `rel` itself holds ready to be evaluated. */
export async function prepareExpressions(rel: Rel, run: Run, collect: Collect): Promise<void> {
  const subqueries: (readonly [Rel, number | null])[] = [];
  for (const root of exprsOf(rel)) {
    visitExpr(root, (expr) => {
      const subquery = subqueryOf(expr);
      if (subquery !== null) subqueries.push([subquery, rowsNeeded(expr)]);
    });
  }
  for (const [subquery, limit] of subqueries) await fixParts(subquery, limit, run, collect);
}

/** EXISTS asks for one row, a scalar subquery for one and whether there is another. */
function rowsNeeded(expr: Expr): number | null {
  return expr.kind === 'exists' ? 1 : expr.kind === 'scalarSubquery' ? 2 : null;
}

/** Fixes the rows of every largest part of `rel` that is not correlated. */
export async function fixParts(
  rel: Rel,
  limit: number | null,
  run: Run,
  collect: Collect,
): Promise<void> {
  if (run.freeColumns(rel).length === 0) {
    await run.fix(rel, limit, () => collect(rel, limit));
    return;
  }
  for (const input of inputsOf(rel)) await fixParts(input, null, run, collect);
  await prepareExpressions(rel, run, collect);
}
