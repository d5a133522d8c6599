import {
  outputIds,
  conjuncts,
  conjunction,
  hasSubquery,
  referencedColumns,
} from '../../rel/walk.ts';
import type { ColumnId, Expr, Rel } from '../../rel/rel.ts';

/** An equality between an expression of one side and one of the other. */
export interface KeyPair {
  readonly left: Expr;
  readonly right: Expr;
}

export interface SplitCondition {
  readonly keys: readonly KeyPair[];
  /** What remains to be tested on each pair of rows; null for nothing. */
  readonly residual: Expr | null;
}

/**
 * Takes the equalities `f(left) = g(right)` out of a condition. `isLeft` and `isRight` say which
 * side an expression with these columns belongs to.
 */
export function splitCondition(
  condition: Expr | null,
  isLeft: (columns: ReadonlySet<ColumnId>) => boolean,
  isRight: (columns: ReadonlySet<ColumnId>) => boolean,
): SplitCondition {
  const keys: KeyPair[] = [];
  const residual: Expr[] = [];
  for (const conjunct of conjuncts(condition)) {
    const key = keyPair(conjunct, isLeft, isRight);
    if (key === null) residual.push(conjunct);
    else keys.push(key);
  }
  return { keys, residual: conjunction(residual) };
}

function keyPair(
  expr: Expr,
  isLeft: (columns: ReadonlySet<ColumnId>) => boolean,
  isRight: (columns: ReadonlySet<ColumnId>) => boolean,
): KeyPair | null {
  if (expr.kind !== 'compare' || expr.operator !== '=' || hasSubquery(expr)) return null;
  const [first, second] = [referencedColumns(expr.left), referencedColumns(expr.right)];
  if (isLeft(first) && isRight(second)) return { left: expr.left, right: expr.right };
  return isLeft(second) && isRight(first) ? { left: expr.right, right: expr.left } : null;
}

/** The condition of a join whose sides are `left` and `right`. */
export function splitJoin(condition: Expr | null, left: Rel, right: Rel): SplitCondition {
  return splitCondition(condition, within(outputIds(left)), within(outputIds(right)));
}

/** Whether an expression reads something, and all of it from these columns. */
export function within(ids: ReadonlySet<ColumnId>): (columns: ReadonlySet<ColumnId>) => boolean {
  return (columns) => columns.size > 0 && [...columns].every((id) => ids.has(id));
}
