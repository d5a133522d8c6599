/** What is inside an expression. */
import type { ColumnId, Expr, Rel } from '../rel/rel.ts';

/** The parts an expression is made of, without the insides of subqueries. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'scalarSubquery':
    case 'exists':
      return [];
    case 'compare':
    case 'distinctFrom':
      return [expr.left, expr.right];
    case 'and':
    case 'or':
    case 'call':
    case 'inSubquery':
      return expr.args;
    case 'not':
    case 'isNull':
    case 'isTruth':
    case 'cast':
    case 'quantified':
      return [expr.arg];
    case 'inList':
      return [expr.arg, ...expr.list];
    case 'like':
      return expr.escape === null
        ? [expr.arg, expr.pattern]
        : [expr.arg, expr.pattern, expr.escape];
    case 'case':
      return [...expr.whens.flatMap(({ when, then }) => [when, then]), expr.otherwise];
  }
}

/** The columns an expression names itself, those inside its subqueries left out. */
export function columnsOf(expr: Expr, found = new Set<ColumnId>()): Set<ColumnId> {
  if (expr.kind === 'column') found.add(expr.id);
  for (const child of children(expr)) columnsOf(child, found);
  return found;
}

/** The subqueries directly inside an expression. */
export function subqueriesOf(expr: Expr): readonly Rel[] {
  const inner = children(expr).flatMap(subqueriesOf);
  return 'rel' in expr ? [expr.rel, ...inner] : inner;
}
