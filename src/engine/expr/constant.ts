/** Evaluating expressions without a query. */
import { XeroSqlError } from '../../errors.ts';
import type { EvaluationContext } from '../functions/registry.ts';
import type { ColumnId, Expr } from '../rel/rel.ts';
import { childExprs } from '../rel/walk.ts';
import type { SqlValue } from '../values/types.ts';
import { compile } from './compile.ts';
import type { Environment } from './environment.ts';

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

function noSubqueries(): never {
  throw new XeroSqlError('INTERNAL', 'a subquery cannot be evaluated without its query');
}
