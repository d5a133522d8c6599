/** Structural equality of expressions, as GROUP BY and ORDER BY need it. */
import type { ColumnId, Expr, Rel } from './rel.ts';
import { subqueryOf, visitExpr, visitRel } from './walk.ts';
import { outputColumns } from './rel.ts';

/** Ids that the subqueries of `expr` make: equal subqueries differ only in those. */
function inner(expr: Expr): ReadonlyMap<ColumnId, number> {
  const ids = new Map<ColumnId, number>();
  const scans = (rel: Rel): void => {
    for (const column of outputColumns(rel)) {
      if (!ids.has(column.id)) ids.set(column.id, -1 - ids.size);
    }
  };
  visitExpr(expr, (part) => {
    const rel = subqueryOf(part);
    if (rel !== null) visitRel(rel, scans);
  });
  return ids;
}

/**
 * A text that two expressions share exactly when they compute the same: same operators, same
 * literals with the same types, same columns; subqueries alike but for the ids they make.
 */
export function exprKey(expr: Expr): string {
  const ids = inner(expr);
  return JSON.stringify(expr, (key, value: unknown): unknown => {
    if (key === 'id' && typeof value === 'number') return ids.get(value) ?? value;
    if (key === 'scanId') return undefined;
    if (key === 'table') return tableKey(value);
    return value;
  });
}

/** A table definition may hold functions and thousands of words: its name is enough. */
function tableKey(value: unknown): unknown {
  const { schema, name } = value as { readonly schema: string; readonly name: string };
  return `${schema}.${name}`;
}

export const sameExpr = (left: Expr, right: Expr): boolean => exprKey(left) === exprKey(right);
