import type { Expr, Rel } from '../../rel/rel.ts';
import { mapChildExprs, mapExpr, mapExprsDeep } from '../../rel/walk.ts';

export interface RuleContext {
  /** The value of an expression without columns and subqueries; null when it fails to evaluate. */
  readonly evaluate: (expr: Expr) => Expr | null;
  /** The connection reads one organisation; false when not known. */
  readonly oneTenant?: boolean;
}

/** A rewrite that keeps every answer: same rows, same columns, same ids. */
export interface Rule {
  /** What it does, as EXPLAIN and tests name it. */
  readonly name: string;
  readonly apply: (rel: Rel, context: RuleContext) => Rel;
}

/** `rel` with `apply` done to every subquery inside its expressions, innermost first. */
export function mapSubqueries(rel: Rel, apply: (subquery: Rel) => Rel): Rel {
  const inExpr = (expr: Expr): Expr =>
    mapChildExprs(expr, inExpr, (subquery) => apply(mapSubqueries(subquery, apply)));
  return mapExprsDeep(rel, inExpr);
}

/** `rel` with every expression rebuilt from its leaves up by `map`, those of subqueries included. */
export function rewriteExprs(rel: Rel, map: (expr: Expr) => Expr): Rel {
  const rewrite = (node: Rel): Rel => mapExprsDeep(node, (expr) => mapExpr(expr, map));
  return rewrite(mapSubqueries(rel, rewrite));
}
