/** Making types meet: implicit casts, and the errors when there is none. */
import { XeroSqlError } from '../../errors.ts';
import type { TypeName } from '../ast/ast.ts';
import { printExpr } from '../rel/print.ts';
import type { Expr } from '../rel/rel.ts';
import { referencedColumns } from '../rel/walk.ts';
import { canCast, canCoerce, castValue, commonType } from '../values/coerce.ts';
import { arrayOf } from '../values/arrays.ts';
import type { ElementType, SqlType } from '../values/types.ts';
import type { Literal } from './constants.ts';
import { nameColumnHint } from './names.ts';
import { sqlError, type Statement } from './statement.ts';

/** A bound expression and where it stands. */
export interface Operand {
  readonly expr: Expr;
  readonly at: number;
}

/** A value of a type as messages name it: `an integer`, `text`. */
function aValueOf(type: SqlType): string {
  const noun = typeName(type);
  if (noun === 'text') return noun;
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A type as messages name it. */
export const typeName = (type: SqlType): string => (type === 'unknown' ? 'text' : type);

// --------------------------------------------------------------------- casts

/** A literal of another type. @throws SqlError INVALID_VALUE or OUT_OF_RANGE, at its place */
export function coerceLiteral(
  statement: Statement,
  literal: Literal,
  type: SqlType,
  at: number,
  hint?: string,
): Literal {
  try {
    return { kind: 'literal', value: castValue(literal.value, literal.type, type), type };
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    throw sqlError(statement, error.code, error.message, at, hint ?? error.hint);
  }
}

/**
 * `expr` as a value of `type`, which its own type implicitly becomes.
 * @param hint said when a literal cannot be read as `type`.
 * @throws SqlError TYPE_MISMATCH when there is no implicit cast; INVALID_VALUE for a literal.
 */
export function coerce(
  statement: Statement,
  { expr, at }: Operand,
  type: SqlType,
  hint?: string,
): Expr {
  if (expr.type === type) return expr;
  if (!canCoerce(expr.type, type)) throw notThatType(statement, { expr, at }, type);
  if (expr.kind === 'literal') return coerceLiteral(statement, expr, type, at, hint);
  return { kind: 'cast', arg: expr, type };
}

function notThatType(statement: Statement, { expr, at }: Operand, type: SqlType): Error {
  return sqlError(
    statement,
    'TYPE_MISMATCH',
    `${printExpr(expr)} is ${aValueOf(expr.type)}, where ${aValueOf(type)} is needed`,
    at,
    castHint(expr, type),
  );
}

function castHint(expr: Expr, type: SqlType): string | undefined {
  if (!canCast(expr.type, type)) return undefined;
  return `Convert it: CAST(${printExpr(expr)} AS ${type.toUpperCase()}).`;
}

/** What nothing gave a type is text. */
export const settle = (expr: Expr): Expr =>
  expr.type !== 'unknown'
    ? expr
    : expr.kind === 'literal'
      ? { ...expr, type: 'text' }
      : { kind: 'cast', arg: expr, type: 'text' };

/** A condition. @param clause where it stands, for the message. */
export function coerceBoolean(statement: Statement, operand: Operand, clause: string): Expr {
  const { expr, at } = operand;
  if (canCoerce(expr.type, 'boolean')) return coerce(statement, operand, 'boolean');
  throw sqlError(
    statement,
    'TYPE_MISMATCH',
    `${clause} needs a condition, but ${printExpr(expr)} is ${aValueOf(expr.type)}`,
    at,
    conditionHint(expr),
  );
}

function conditionHint(expr: Expr): string {
  const text = printExpr(expr);
  if (expr.kind === 'literal') return 'Write TRUE or FALSE, or a comparison.';
  const example = expr.type === 'integer' || expr.type === 'decimal' ? '<> 0' : 'IS NOT NULL';
  return `Compare it, as in ${text} ${example}.`;
}

// -------------------------------------------------------------- common types

/**
 * The operands as values of their one common type.
 * @param what they are, for the message: "the branches of CASE".
 * @throws SqlError TYPE_MISMATCH at the first operand that does not fit those before it.
 */
export function unify(
  statement: Statement,
  operands: readonly Operand[],
  what: string,
): readonly Expr[] {
  const type = commonTypeOf(operands, (fitting, { expr, at }, soFar) => {
    const types = `${printExpr(fitting.expr)} is ${aValueOf(soFar)} but ${printExpr(expr)} is ${aValueOf(expr.type)}`;
    const hint = meetingHint(fitting.expr, expr);
    return sqlError(statement, 'TYPE_MISMATCH', `${types}: ${what} need one type`, at, hint);
  });
  return operands.map((operand) => coerce(statement, operand, type));
}

/** Everything can become text; what is not text rarely comes from it. */
function meetingHint(left: Expr, right: Expr): string | undefined {
  if (right.type === 'text') return castHint(left, 'text');
  return castHint(right, left.type) ?? castHint(left, right.type);
}

function commonTypeOf(
  operands: readonly Operand[],
  mismatch: (fitting: Operand, operand: Operand, soFar: SqlType) => Error,
): SqlType {
  let soFar: SqlType = 'unknown';
  let deciding = operands[0];
  for (const operand of operands) {
    const next = commonType(soFar, operand.expr.type);
    if (next === null) throw mismatch(deciding ?? operand, operand, soFar);
    if (next !== soFar) deciding = operand;
    soFar = next;
  }
  return soFar === 'unknown' ? 'text' : soFar;
}

/**
 * The operands of a comparison as values of one type. Text and UUIDs compare as lower-case text.
 * @throws SqlError TYPE_MISMATCH, INVALID_VALUE.
 */
export function unifyForComparison(
  statement: Statement,
  operands: readonly Operand[],
): readonly Expr[] {
  const type = commonTypeOf(operands, (fitting, operand, soFar) =>
    sqlError(
      statement,
      'TYPE_MISMATCH',
      `Cannot compare ${printExpr(fitting.expr)} (${typeName(soFar)}) with ${printExpr(operand.expr)} (${typeName(operand.expr.type)})`,
      operand.at,
      comparisonHint(fitting.expr, operand.expr),
    ),
  );
  const uuids = operands.some(({ expr }) => expr.type === 'uuid');
  if (uuids && type === 'text') {
    return operands.map((operand) => lowerText(statement, operand));
  }
  const hint = type === 'uuid' ? nameColumnHint(statement, operands) : undefined;
  return operands.map((operand) => coerce(statement, operand, type, hint));
}

/** A UUID's text is in lower case already. */
function lowerText(statement: Statement, operand: Operand): Expr {
  const arg = coerce(statement, operand, 'text');
  return operand.expr.type === 'uuid'
    ? arg
    : { kind: 'call', name: 'lower', args: [arg], type: 'text' };
}

function comparisonHint(left: Expr, right: Expr): string | undefined {
  const [literal, other] = left.kind === 'literal' ? [left, right] : [right, left];
  if (literal.kind === 'literal' && other.type === 'text') {
    return `Write the value as a string: '${printExpr(literal)}'.`;
  }
  return unquotedDateHint(left, right) ?? unquotedDateHint(right, left) ?? meetingHint(left, right);
}

/** `Date > 2026-01-31` compares with 1994. */
function unquotedDateHint(time: Expr, number: Expr): string | undefined {
  if (time.type !== 'date' && time.type !== 'timestamp') return undefined;
  if (number.type !== 'integer' || referencedColumns(number).size > 0) return undefined;
  return `A ${time.type} stands in quotes: '2026-01-31'.`;
}

// ----------------------------------------------------------------- type names

const TYPES: Readonly<Record<string, ElementType>> = {
  boolean: 'boolean',
  bool: 'boolean',
  smallint: 'integer',
  integer: 'integer',
  int: 'integer',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  numeric: 'decimal',
  dec: 'decimal',
  real: 'double',
  float: 'double',
  float4: 'double',
  float8: 'double',
  double: 'double',
  'double precision': 'double',
  text: 'text',
  string: 'text',
  varchar: 'text',
  'character varying': 'text',
  nvarchar: 'text',
  char: 'text',
  character: 'text',
  bpchar: 'text',
  uuid: 'uuid',
  uniqueidentifier: 'uuid',
  date: 'date',
  timestamp: 'timestamp',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamp',
  timestamptz: 'timestamp',
  datetime: 'timestamp',
  interval: 'interval',
};

/** @param name in lower case, without numbers: `double precision` */
export const sqlTypeNamed = (name: string): ElementType | undefined =>
  Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;

export interface CastTarget {
  readonly type: SqlType;
  readonly decimal?: { readonly precision: number; readonly scale: number };
  readonly length?: number;
}

/** The bounds that PostgreSQL sets for NUMERIC(p, s). */
const MAX_PRECISION = 1000;

/** @throws SqlError NOT_SUPPORTED for a type that there is not, INVALID_VALUE for its numbers. */
export function castTarget(statement: Statement, name: TypeName): CastTarget {
  const type = sqlTypeNamed(name.name);
  if (type === undefined) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `There is no type ${name.name.toUpperCase()}`,
      name.at,
      'The types are BOOLEAN, INTEGER, DECIMAL, DOUBLE, TEXT, UUID, DATE, TIMESTAMP and INTERVAL, and arrays of them.',
    );
  }
  const [first, second = 0] = name.args;
  if (name.array === true) {
    if (first === undefined && !isChar(name.name)) return { type: arrayOf(type) };
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      'An array of a type with a length is not supported',
      name.at,
      `Write ${type.toUpperCase()}[].`,
    );
  }
  if (first === undefined) return isChar(name.name) ? { type, length: 1 } : { type };
  if (type === 'decimal') {
    if (first < 1 || first > MAX_PRECISION || second < 0 || second > first) {
      throw sqlError(
        statement,
        'INVALID_VALUE',
        `DECIMAL(${name.args.join(', ')}) is not possible: precision is 1 to ${MAX_PRECISION}, scale 0 to the precision`,
        name.at,
      );
    }
    return { type, decimal: { precision: first, scale: second } };
  }
  if (type !== 'text') return { type };
  if (first >= 1) return { type, length: first };
  throw sqlError(statement, 'INVALID_VALUE', 'A text length must be at least 1', name.at);
}

const isChar = (name: string): boolean => name === 'char' || name === 'character';
