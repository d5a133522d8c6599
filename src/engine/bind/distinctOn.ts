/** DISTINCT ON: of the rows that are alike in some expressions, the first by ORDER BY. */
import type { Expression, OrderItem } from '../ast/ast.ts';
import { exprKey } from '../rel/equal.ts';
import type { Expr } from '../rel/rel.ts';
import { bindOrderBy, type OrderKey } from './orderBy.ts';
import type { Level } from './scope.ts';
import type { SelectColumn } from './select.ts';
import { sqlError, type Statement } from './statement.ts';

/** The expressions mean what they would in ORDER BY: positions and names of the select list too. */
export function bindDistinctOn(
  expressions: readonly Expression[],
  selected: readonly SelectColumn[],
  level: Level,
): readonly Expr[] {
  const items = expressions
    .flatMap((expression) => (expression.kind === 'row' ? expression.items : [expression]))
    .map((expression): OrderItem => ({ expression, descending: false, nulls: null }));
  return bindOrderBy(items, selected, level).map(({ expr }) => expr);
}

/**
 * What is ordered by before all of `on` is done would decide nothing, or the wrong thing.
 * @throws SqlError ORDER_BY_ERROR, as PostgreSQL.
 */
export function checkLeadingOrder(
  statement: Statement,
  on: readonly Expr[],
  order: readonly OrderKey[],
): void {
  const wanted = new Set(on.map(exprKey));
  const missing = new Set(wanted);
  const stray = order.find(({ expr }) => {
    missing.delete(exprKey(expr));
    return !wanted.has(exprKey(expr));
  });
  if (stray === undefined || missing.size === 0) return;
  throw sqlError(
    statement,
    'ORDER_BY_ERROR',
    'ORDER BY must begin with the expressions of DISTINCT ON',
    stray.item.expression.at,
    'Put them first, in any order; what follows chooses the row that is kept.',
  );
}
