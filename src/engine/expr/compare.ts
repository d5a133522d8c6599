/** Comparisons. */
import type { CompareOperator, Expr } from '../rel/rel.ts';
import { compareValues, identityOf, isPlain } from '../values/compare.ts';
import type { SqlType, SqlValue } from '../values/types.ts';
import type { Compile, Evaluator } from './environment.ts';

type Test = (left: SqlValue, right: SqlValue) => boolean;

/** The test of an operator on values of `type` that are not NULL. */
export function comparison(operator: CompareOperator, type: SqlType): Test {
  const compare = compareValues(type);
  switch (operator) {
    case '=':
      return equality(type);
    case '<>': {
      const equal = equality(type);
      return (left, right) => !equal(left, right);
    }
    case '<':
      return (left, right) => compare(left, right) < 0;
    case '<=':
      return (left, right) => compare(left, right) <= 0;
    case '>':
      return (left, right) => compare(left, right) > 0;
    case '>=':
      return (left, right) => compare(left, right) >= 0;
  }
}

/** Whether two values of `type`, not NULL, are equal. */
export function equality(type: SqlType): Test {
  if (!isPlain(type)) {
    const compare = compareValues(type);
    return (left, right) => compare(left, right) === 0;
  }
  return (left, right) => left === right;
}

/** The type that both sides have: the binder leaves at most a bare NULL untyped. */
export function sharedType(left: Expr, right: Expr): SqlType {
  return left.type === 'unknown' ? right.type : left.type;
}

export function compileCompare(
  expr: Extract<Expr, { readonly kind: 'compare' }>,
  recurse: Compile,
): Evaluator {
  const [left, right] = [recurse(expr.left), recurse(expr.right)];
  const test = comparison(expr.operator, sharedType(expr.left, expr.right));
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : test(a, b);
  };
}

/** `IS [NOT] DISTINCT FROM`: NULL equals NULL. */
export function compileDistinctFrom(
  expr: Extract<Expr, { readonly kind: 'distinctFrom' }>,
  recurse: Compile,
): Evaluator {
  const [left, right] = [recurse(expr.left), recurse(expr.right)];
  const identity = nullSafe(identityOf(sharedType(expr.left, expr.right)));
  return (row) => (identity(left(row)) === identity(right(row))) === expr.negated;
}

function nullSafe(identity: (value: SqlValue) => unknown): (value: SqlValue) => unknown {
  return (value) => (value === null ? null : identity(value));
}
