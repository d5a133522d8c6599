/** Calls of the function registry: the types it asks for, the errors when it has no answer. */
import { refusalOf, resolveAggregate, resolveScalar, resolveWindow } from '../functions/index.ts';
import type { Resolution, ResolvedFunction } from '../functions/registry.ts';
import type { Expr } from '../rel/rel.ts';
import type { SqlType } from '../values/types.ts';
import { coerceLiteral, type Operand, settle, typeName } from './types.ts';
import { sqlError, type Statement } from './statement.ts';

const types = (operands: readonly Operand[]): readonly SqlType[] =>
  operands.map(({ expr }) => expr.type);

/** @param shown the call as messages name it: `round(text)`, `date + date`. */
function found(
  statement: Statement,
  resolution: Resolution,
  shown: string,
  operands: readonly Operand[],
  at: number,
): ResolvedFunction {
  if (resolution.kind === 'found') return resolution.fn;
  if (resolution.kind === 'unknown') {
    const name = shown.replace(/\(.*$/, '');
    const instead = refusalOf(name.toLowerCase());
    if (instead !== undefined) {
      throw sqlError(statement, 'NOT_SUPPORTED', `${name} is not supported`, at, instead);
    }
    const [near] = resolution.suggestions;
    throw sqlError(
      statement,
      'UNKNOWN_FUNCTION',
      `There is no function ${shown}`,
      at,
      near === undefined ? undefined : `Did you mean ${near}?`,
    );
  }
  throw sqlError(
    statement,
    'TYPE_MISMATCH',
    `There is no ${shown}`,
    at,
    `There is ${near(resolution.signatures, operands).join(', ')}.`,
  );
}

/** Of many signatures those that take one of the types given. */
function near(signatures: readonly string[], operands: readonly Operand[]): readonly string[] {
  const given = types(operands).map((type) => new RegExp(`\\b${typeName(type)}\\b.*→`));
  const fitting = signatures.filter((signature) => given.some((type) => type.test(signature)));
  return fitting.length === 0 ? signatures : fitting;
}

/** The arguments as the function takes them: what it asked for is what it casts to. */
export function castArguments(
  statement: Statement,
  operands: readonly Operand[],
  argTypes: readonly SqlType[],
): readonly Expr[] {
  return operands.map(({ expr, at }, index) => {
    const type = argTypes[index] ?? expr.type;
    if (type === 'unknown') return settle(expr);
    if (type === expr.type) return expr;
    if (expr.kind === 'literal') return coerceLiteral(statement, expr, type, at);
    return { kind: 'cast', arg: expr, type };
  });
}

const call = (statement: Statement, fn: ResolvedFunction, operands: readonly Operand[]): Expr => ({
  kind: 'call',
  name: fn.name,
  args: castArguments(statement, operands, fn.argTypes),
  type: fn.returnType === 'unknown' ? 'text' : fn.returnType,
});

const signature = (name: string, operands: readonly Operand[]): string =>
  `${name}(${types(operands).map(typeName).join(', ')})`;

/** @throws SqlError UNKNOWN_FUNCTION, TYPE_MISMATCH, INVALID_VALUE. */
export function scalarCall(
  statement: Statement,
  name: string,
  operands: readonly Operand[],
  at: number,
): Expr {
  const resolution = resolveScalar(name.toLowerCase(), types(operands));
  return call(
    statement,
    found(statement, resolution, signature(name, operands), operands, at),
    operands,
  );
}

/** A binary operator, or `negate`. @throws SqlError TYPE_MISMATCH, INVALID_VALUE. */
export function operatorCall(
  statement: Statement,
  name: string,
  operands: readonly Operand[],
  at: number,
): Expr {
  const [left, right] = types(operands).map(typeName);
  const shown = right === undefined ? `-${left ?? ''}` : `${left ?? ''} ${name} ${right}`;
  const resolution = resolveScalar(name, types(operands));
  return call(statement, found(statement, resolution, shown, operands, at), operands);
}

/** Whether an aggregate has that name, whatever its arguments. */
export const isAggregate = (name: string): boolean =>
  resolveAggregate(name.toLowerCase(), []).kind !== 'unknown';

/** @throws SqlError TYPE_MISMATCH. */
export function aggregateFunction(
  statement: Statement,
  name: string,
  operands: readonly Operand[],
  at: number,
): ResolvedFunction {
  const resolution = resolveAggregate(name.toLowerCase(), types(operands));
  return found(statement, resolution, signature(name, operands), operands, at);
}

/** Whether a function of that name takes OVER and nothing else. */
export const isWindowFunction = (name: string): boolean =>
  resolveWindow(name.toLowerCase(), []).kind !== 'unknown';

/**
 * What stands before OVER: a window function or an aggregate.
 * @throws SqlError UNKNOWN_FUNCTION, TYPE_MISMATCH, WINDOW_ERROR for a scalar function.
 */
export function windowFunction(
  statement: Statement,
  name: string,
  operands: readonly Operand[],
  at: number,
): ResolvedFunction {
  const lower = name.toLowerCase();
  if (isWindowFunction(name)) {
    const resolution = resolveWindow(lower, types(operands));
    return found(statement, resolution, signature(name, operands), operands, at);
  }
  if (isAggregate(name)) return aggregateFunction(statement, name, operands, at);
  const scalar = resolveScalar(lower, types(operands));
  if (scalar.kind === 'unknown') {
    return found(statement, scalar, signature(name, operands), operands, at);
  }
  throw sqlError(
    statement,
    'WINDOW_ERROR',
    `${name.toUpperCase()} takes no OVER: it is neither a window function nor an aggregate`,
    at,
  );
}
