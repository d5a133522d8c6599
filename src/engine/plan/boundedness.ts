/** How few rows an operator is likely to have, as far as its conditions tell. */
import { columnNamed } from '../../schemas/column.ts';
import type { Cte, Expr, Rel } from '../rel/rel.ts';
import { conjuncts } from '../rel/walk.ts';

/**
 * How far the rows of `rel` are held down, from 0, every row of whole lists, to 3, a row or a few.
 * Only the order counts: it decides which side of a join is read first.
 */
export function boundedness(rel: Rel, ctes: readonly Cte[]): number {
  switch (rel.kind) {
    case 'scan':
      return rel.table.source.kind === 'endpoint' ? 0 : 2;
    case 'values':
    case 'tableFunction':
      return 3;
    case 'recursiveUnion':
      return 0;
    case 'filter':
      return Math.max(
        boundedness(rel.input, ctes),
        ...conjuncts(rel.predicate).map((condition) => selectivity(condition, rel.input)),
      );
    case 'limit':
      return rel.count === null ? boundedness(rel.input, ctes) : 3;
    case 'aggregate': {
      const isGrandTotal = rel.keys.length === 0 && rel.sets === undefined;
      return isGrandTotal ? 3 : boundedness(rel.input, ctes);
    }
    case 'join': {
      const [left, right] = [boundedness(rel.left, ctes), boundedness(rel.right, ctes)];
      if (rel.type === 'left') return left;
      if (rel.type === 'right') return right;
      return rel.type === 'inner' ? Math.max(left, right) : Math.min(left, right);
    }
    case 'setOperation':
      return Math.min(boundedness(rel.left, ctes), boundedness(rel.right, ctes));
    case 'cteScan': {
      const cte = ctes.find(({ cteId }) => cteId === rel.cteId);
      return cte === undefined ? 0 : boundedness(cte.rel, ctes);
    }
    default:
      return boundedness(rel.input, ctes);
  }
}

function selectivity(condition: Expr, input: Rel): number {
  switch (condition.kind) {
    case 'compare': {
      const isConstant = condition.left.kind === 'literal' || condition.right.kind === 'literal';
      if (condition.operator !== '=' || !isConstant) return 1;
      return isEnumeration(condition.left, input) ? 1 : 3;
    }
    case 'inList':
      return condition.negated || isEnumeration(condition.arg, input) ? 1 : 3;
    case 'like':
      return condition.negated ? 1 : 2;
    default:
      return 1;
  }
}

/** Columns of a few documented values tell few rows apart. */
function isEnumeration(expr: Expr, input: Rel): boolean {
  if (expr.kind !== 'column' || input.kind !== 'scan') return false;
  const column = input.columns.find(({ id }) => id === expr.id)?.column;
  return column !== undefined && columnNamed(input.table, column).values.length > 0;
}
