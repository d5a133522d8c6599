/** Evaluating expressions without a query. */
import { XeroSqlError } from '../../errors.ts';
import type { EvaluationContext } from '../functions/registry.ts';
import type { ColumnId, Expr } from '../rel/rel.ts';
import { childExprs } from '../rel/walk.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { compile, compilePredicate } from './compile.ts';
import type { Environment, Layout } from './environment.ts';

/** Whether an expression has one value in a whole statement: no columns, no subqueries. */
export function isConstant(expr: Expr): boolean {
  return expr.kind !== 'column' && !('rel' in expr) && childExprs(expr).every(isConstant);
}

/**
 * The value of an expression for which `isConstant` holds.
 * @throws ExecutionError when evaluating it fails.
 */
export function evaluateConstant(expr: Expr, context: EvaluationContext): SqlValue {
  return evaluateOver(expr, new Map(), context);
}

/**
 * The value of an expression without subqueries, given its columns' values.
 * @throws ExecutionError when evaluating it fails.
 */
export function evaluateOver(
  expr: Expr,
  values: ReadonlyMap<ColumnId, SqlValue>,
  context: EvaluationContext,
): SqlValue {
  const environment: Environment = { context, outer: values, subquery: noSubqueries };
  return compile(expr, new Map(), environment)([]);
}

/** As `compilePredicate`, for a condition without subqueries and columns of outer rows. */
export function compilePlainPredicate(
  expr: Expr,
  layout: Layout,
  context: EvaluationContext,
): (row: Tuple) => boolean {
  return compilePredicate(expr, layout, { context, outer: new Map(), subquery: noSubqueries });
}

function noSubqueries(): never {
  throw new XeroSqlError('INTERNAL', 'a subquery cannot be evaluated without its query');
}
