/** Literals, and expressions whose value is known when the statement is bound. */
import { XeroSqlError } from '../../errors.ts';
import type { Expression } from '../ast/ast.ts';
import { scalarFunction } from '../functions/index.ts';
import { printExpr } from '../rel/print.ts';
import type { Expr } from '../rel/rel.ts';
import { castValue } from '../values/coerce.ts';
import { Decimal } from '../values/decimal.ts';
import { coerceLiteral } from './types.ts';
import { sqlError, type Statement } from './statement.ts';

export type Literal = Extract<Expr, { kind: 'literal' }>;

export const textLiteral = (value: string): Literal => ({ kind: 'literal', value, type: 'text' });

export const booleanLiteral = (value: boolean): Literal => ({
  kind: 'literal',
  value,
  type: 'boolean',
});

/** As PostgreSQL: integers are integers, all else is an exact decimal, exponents included. */
export function numberLiteral(statement: Statement, text: string, at: number): Literal {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) {
    return { kind: 'literal', value: Number(text), type: 'integer' };
  }
  return coerceLiteral(statement, { kind: 'literal', value: text, type: 'unknown' }, 'decimal', at);
}

/** The literal that `-literal` is; null when it is not a number. */
export function negated(literal: Literal): Literal | null {
  const { value } = literal;
  if (typeof value === 'number') return { ...literal, value: 0 - value };
  if (value instanceof Decimal) return { ...literal, value: value.negate() };
  return null;
}

/** The value of literals, casts and functions of them; null when that is not all there is. */
function fold(expr: Expr): Literal | null {
  if (expr.kind === 'literal') return expr;
  if (expr.kind === 'cast') {
    const arg = fold(expr.arg);
    if (arg === null) return null;
    return { ...arg, value: castValue(arg.value, arg.type, expr.type, expr), type: expr.type };
  }
  if (expr.kind !== 'call') return null;
  const args = expr.args.map(fold).filter((arg) => arg !== null);
  if (args.length < expr.args.length) return null;
  const values = args.map(({ value }) => value);
  const { strict, evaluate } = scalarFunction(
    expr.name,
    expr.args.map(({ type }) => type),
  );
  if (strict && values.includes(null)) return { kind: 'literal', value: null, type: expr.type };
  const clock = new UnknownClock();
  const value = evaluate(values, clock);
  return clock.wasRead ? null : { kind: 'literal', value, type: expr.type };
}

/** When the statement runs is not known while it is bound. */
class UnknownClock {
  wasRead = false;

  get now(): Date {
    this.wasRead = true;
    return new Date(0);
  }
}

/**
 * The row count that a bound LIMIT or OFFSET expression is; null for NULL, which means all, and
 * 'unknown' for one over rows or the time.
 * @throws SqlError INVALID_VALUE for a constant that is no whole number of rows.
 */
export function rowCount(
  statement: Statement,
  expr: Expr,
  expression: Expression,
  clause: 'LIMIT' | 'OFFSET',
): number | null | 'unknown' {
  const literal = constantAt(statement, expr, expression);
  if (literal === null) return 'unknown';
  if (literal.value === null) return null;
  const count = wholeNumber(literal);
  if (count !== null && count >= 0) return count;
  throw sqlError(
    statement,
    'INVALID_VALUE',
    `${clause} must be a whole number of rows, 0 or more, not ${printExpr(literal)}`,
    expression.at,
  );
}

/** @throws SqlError at the expression, when evaluating it fails. */
function constantAt(statement: Statement, expr: Expr, { at }: Expression): Literal | null {
  try {
    return fold(expr);
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    throw sqlError(statement, error.code, error.message, at, error.hint);
  }
}

function wholeNumber({ value, type }: Literal): number | null {
  if (type === 'unknown' || type === 'text') {
    return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? safe(Number(value)) : null;
  }
  if (typeof value === 'number') return safe(value);
  return value instanceof Decimal ? value.toInteger() : null;
}

const safe = (value: number): number | null => (Number.isSafeInteger(value) ? value : null);
