import { XeroSqlError } from '../../errors.ts';
import { scalarFunction } from '../functions/index.ts';
import type { ColumnId, Expr } from '../rel/rel.ts';
import { childExprs } from '../rel/walk.ts';
import { caster } from '../values/coerce.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { compileCompare, compileDistinctFrom } from './compare.ts';
import type { Compile, Environment, Evaluator, Layout } from './environment.ts';
import { compileInList } from './in-list.ts';
import { compileLikeExpr } from './like.ts';
import { compileAnd, compileCase, compileIsTruth, compileNot, compileOr } from './logic.ts';
import {
  compileExists,
  compileInSubquery,
  compileQuantified,
  compileScalarSubquery,
} from './subquery.ts';

/** The layout of tuples whose columns have these ids, in order. */
export function layoutOf(columns: readonly { readonly id: ColumnId }[]): Layout {
  return new Map(columns.map(({ id }, index) => [id, index]));
}

/**
 * The function that evaluates `expr` over a row. Three-valued logic throughout: NULL is null.
 * The evaluator throws ExecutionError DIVISION_BY_ZERO, OUT_OF_RANGE, INVALID_VALUE or
 * CARDINALITY; parts that SQL does not evaluate (a CASE branch not taken) never throw.
 */
export function compile(expr: Expr, layout: Layout, environment: Environment): Evaluator {
  const recurse: Compile = (part) => {
    const evaluator = compileNode(part, recurse, layout, environment);
    return isFixed(part) ? once(evaluator) : evaluator;
  };
  return recurse(expr);
}

/** As `compile`, for a condition: only TRUE passes, not NULL. */
export function compilePredicate(
  expr: Expr,
  layout: Layout,
  environment: Environment,
): (row: Tuple) => boolean {
  const evaluate = compile(expr, layout, environment);
  return (row) => evaluate(row) === true;
}

function compileNode(
  expr: Expr,
  recurse: Compile,
  layout: Layout,
  environment: Environment,
): Evaluator {
  switch (expr.kind) {
    case 'literal':
      return compileLiteral(expr.value);
    case 'column':
      return compileColumn(expr.id, expr.name, layout, environment.outer);
    case 'compare':
      return compileCompare(expr, recurse);
    case 'distinctFrom':
      return compileDistinctFrom(expr, recurse);
    case 'and':
      return compileAnd(expr.args.map(recurse));
    case 'or':
      return compileOr(expr.args.map(recurse));
    case 'not':
      return compileNot(recurse(expr.arg));
    case 'isNull':
      return compileIsNull(recurse(expr.arg), expr.negated);
    case 'isTruth':
      return compileIsTruth(recurse(expr.arg), expr.value, expr.negated);
    case 'inList':
      return compileInList(expr, recurse);
    case 'like':
      return compileLikeExpr(expr, recurse);
    case 'case':
      return compileCase(expr, recurse);
    case 'cast':
      return compileCast(expr, recurse);
    case 'call':
      return compileCall(expr, recurse, environment);
    case 'scalarSubquery':
      return compileScalarSubquery(environment.subquery(expr.rel, layout, 2));
    case 'exists':
      return compileExists(environment.subquery(expr.rel, layout, 1), expr.negated);
    case 'inSubquery':
      return compileInSubquery(expr, recurse, environment.subquery(expr.rel, layout, null));
    case 'quantified':
      return compileQuantified(expr, recurse, environment.subquery(expr.rel, layout, null));
  }
}

type Node<K extends Expr['kind']> = Extract<Expr, { readonly kind: K }>;

function compileLiteral(value: SqlValue): Evaluator {
  return () => value;
}

function compileColumn(
  id: ColumnId,
  name: string,
  layout: Layout,
  outer: Environment['outer'],
): Evaluator {
  const index = layout.get(id);
  if (index !== undefined) return (row) => row[index] ?? null;
  return () => {
    const value = outer.get(id);
    if (value !== undefined) return value;
    throw new XeroSqlError('INTERNAL', `column ${name} has no value here`);
  };
}

function compileIsNull(arg: Evaluator, negated: boolean): Evaluator {
  return negated ? (row) => arg(row) !== null : (row) => arg(row) === null;
}

function compileCast(expr: Node<'cast'>, recurse: Compile): Evaluator {
  const arg = recurse(expr.arg);
  const cast = caster(expr.arg.type, expr.type, expr);
  return (row) => cast(arg(row));
}

function compileCall(expr: Node<'call'>, recurse: Compile, { context }: Environment): Evaluator {
  const args = expr.args.map(recurse);
  if (expr.name === 'coalesce') return compileCoalesce(args);
  const { strict, evaluate } = scalarFunction(
    expr.name,
    expr.args.map((arg) => arg.type),
  );
  if (!strict) return (row) => evaluate(valuesOf(args, row), context);
  const [first, second] = args;
  if (args.length === 1 && first !== undefined) {
    return (row) => {
      const value = first(row);
      return value === null ? null : evaluate([value], context);
    };
  }
  if (args.length === 2 && first !== undefined && second !== undefined) {
    return (row) => {
      const [left, right] = [first(row), second(row)];
      return left === null || right === null ? null : evaluate([left, right], context);
    };
  }
  return (row) => {
    const values = valuesOf(args, row);
    return values.includes(null) ? null : evaluate(values, context);
  };
}

/** Later arguments are not evaluated once there is a value. */
function compileCoalesce(args: readonly Evaluator[]): Evaluator {
  return (row) => {
    for (const arg of args) {
      const value = arg(row);
      if (value !== null) return value;
    }
    return null;
  };
}

function valuesOf(args: readonly Evaluator[], row: Tuple): SqlValue[] {
  return args.map((arg) => arg(row));
}

/** Calls and casts of constants: worth evaluating only once. */
function isFixed(expr: Expr): boolean {
  return (expr.kind === 'call' || expr.kind === 'cast') && childExprs(expr).every(isLiteralLike);
}

function isLiteralLike(expr: Expr): boolean {
  return expr.kind === 'literal' || isFixed(expr);
}

/** Evaluates on first use, so that a branch never taken never fails. */
function once(evaluator: Evaluator): Evaluator {
  let value: SqlValue | undefined;
  return (row) => {
    if (value === undefined) value = evaluator(row);
    return value;
  };
}
