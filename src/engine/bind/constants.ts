/** Literals, and expressions whose value is known when the statement is bound. */
import type { Expression } from '../ast/ast.ts';
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

const INTEGER_OPERATORS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
};

/** Folds literals, casts and integer arithmetic; null when that is not all there is. */
function fold(expr: Expr): Literal | null {
  if (expr.kind === 'literal') return expr;
  if (expr.kind === 'cast') {
    const arg = fold(expr.arg);
    if (arg === null) return null;
    return { ...arg, value: castValue(arg.value, arg.type, expr.type, expr), type: expr.type };
  }
  if (expr.kind !== 'call') return null;
  const [left, right] = expr.args.map(fold);
  if (left === undefined || left === null) return null;
  if (expr.name === 'negate') return negated(left);
  const operator = INTEGER_OPERATORS[expr.name];
  if (operator === undefined || right === undefined || right === null) return null;
  if (left.value === null || right.value === null) return { ...left, value: null };
  if (typeof left.value !== 'number' || typeof right.value !== 'number') return null;
  return { kind: 'literal', value: operator(left.value, right.value), type: 'integer' };
}

/**
 * The row count that a bound LIMIT or OFFSET expression is; null for NULL, which means all.
 * @throws SqlError INVALID_VALUE unless it is a constant, non-negative whole number.
 */
export function rowCount(
  statement: Statement,
  expr: Expr,
  expression: Expression,
  clause: 'LIMIT' | 'OFFSET',
): number | null {
  const literal = fold(expr);
  if (literal === null) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `${clause} takes a number or a parameter here, not an expression over rows or functions`,
      expression.at,
    );
  }
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

function wholeNumber({ value, type }: Literal): number | null {
  if (type === 'unknown' || type === 'text') {
    return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? safe(Number(value)) : null;
  }
  if (typeof value === 'number') return safe(value);
  return value instanceof Decimal ? value.toInteger() : null;
}

const safe = (value: number): number | null => (Number.isSafeInteger(value) ? value : null);
