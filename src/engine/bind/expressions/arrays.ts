/** Arrays: constructors, subscripts, and comparisons with ANY or ALL of an array. */
import type { Expression } from '../../ast/ast.ts';
import { type Expr, outputColumns } from '../../rel/rel.ts';
import { arrayOf, elementOf, isArray } from '../../values/arrays.ts';
import type { ElementType } from '../../values/types.ts';
import { aggregateFunction, castArguments, operatorCall, scalarCall } from '../functions.ts';
import type { Level } from '../scope.ts';
import { columnExpr, newColumn, sqlError } from '../statement.ts';
import { coerce, type Operand, settle, unify, unifyForComparison } from '../types.ts';
import { notExpr } from './comparisons.ts';
import { bindOperand } from './index.ts';
import { bindOneColumn } from './subqueries.ts';

type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

const ANY_INDEX = Number.MAX_SAFE_INTEGER;

/** @throws SqlError TYPE_MISMATCH for elements without a common type, or without any. */
export function bindArray(node: Node<'array'>, level: Level): Expr {
  if (node.items.length === 0) {
    throw sqlError(
      level.statement,
      'TYPE_MISMATCH',
      'An empty array needs a type',
      node.at,
      'Write ARRAY[]::INTEGER[].',
    );
  }
  const operands = node.items.map((item) => bindOperand(item, level));
  const nested = operands.find(({ expr }) => elementOf(expr.type) !== null);
  if (nested !== undefined) {
    throw sqlError(
      level.statement,
      'NOT_SUPPORTED',
      'An array of arrays is not supported',
      nested.at,
      'Arrays have one dimension here.',
    );
  }
  const args = unify(level.statement, operands, 'the elements of an array').map(settle);
  const element = (args[0]?.type ?? 'text') as ElementType;
  return { kind: 'call', name: 'array', args, type: arrayOf(element) };
}

/** `ARRAY(SELECT x ORDER BY y)`: an empty array over no rows, where array_agg is NULL. */
export function bindArraySubquery(node: Node<'arraySubquery'>, level: Level): Expr {
  const { statement } = level;
  const rel = bindOneColumn(node.query, level, node.at, 'that an array is made of');
  const [column] = outputColumns(rel);
  if (column === undefined) throw new RangeError('a subquery without columns');
  const operands = [{ expr: settle(columnExpr(column)), at: node.at }];
  const fn = aggregateFunction(statement, 'array_agg', operands, node.at);
  const result = newColumn(statement, 'array', fn.returnType);
  const call = {
    name: fn.name,
    args: castArguments(statement, operands, fn.argTypes),
    distinct: false,
    filter: null,
    orderBy: [],
  };
  const { type } = result;
  const all: Expr = {
    kind: 'scalarSubquery',
    rel: { kind: 'aggregate', input: rel, keys: [], aggregates: [{ ...result, call }] },
    type,
  };
  const none: Expr = { kind: 'literal', value: [], type };
  return { kind: 'call', name: 'coalesce', args: [all, none], type };
}

/** @throws SqlError TYPE_MISMATCH for what is no array. */
function arrayOperand(expression: Expression, level: Level): Operand {
  const operand = bindOperand(expression, level);
  if (elementOf(operand.expr.type) !== null) return operand;
  throw sqlError(
    level.statement,
    'TYPE_MISMATCH',
    `Only an array has elements, and this is ${operand.expr.type}`,
    expression.at,
  );
}

const bound = (
  expression: Expression | null,
  otherwise: number,
  level: Level,
  at: number,
): Operand =>
  expression === null
    ? { expr: { kind: 'literal', value: otherwise, type: 'integer' }, at }
    : bindOperand(expression, level);

export function bindSubscript(node: Node<'subscript'>, level: Level): Expr {
  const operands = [arrayOperand(node.operand, level), bindOperand(node.index, level)];
  return scalarCall(level.statement, 'subscript', operands, node.at);
}

export function bindSlice(node: Node<'slice'>, level: Level): Expr {
  const { operand, low, high, at } = node;
  const operands = [
    arrayOperand(operand, level),
    bound(low, 1, level, at),
    bound(high, ANY_INDEX, level, at),
  ];
  return scalarCall(level.statement, 'slice', operands, at);
}

// ----------------------------------------------------------------- ANY and ALL

/** The elements of an array whose length is known now; null when it is not. */
function elementsOf(
  expression: Expression,
  element: ElementType | 'unknown',
  level: Level,
): readonly Operand[] | null {
  const { at } = expression;
  if (expression.kind === 'array') {
    return expression.items.map((item) => bindOperand(item, level));
  }
  if (expression.kind !== 'string' && expression.kind !== 'parameter') return null;
  const { expr } = bindOperand(expression, level);
  if (expr.kind !== 'literal') return null;
  const target = arrayOf(element === 'unknown' ? 'text' : element);
  // What a list of texts holds takes the type of what it is compared with, as one text does.
  const literal =
    elementOf(expr.type) === null ? coerce(level.statement, { expr, at }, target) : expr;
  if (literal.kind !== 'literal' || literal.value === null || !isArray(literal.value)) return null;
  const own = elementOf(literal.type);
  const type = own === 'text' || own === null ? 'unknown' : own;
  return literal.value.map((value) => ({ expr: { kind: 'literal', value, type }, at }));
}

/** One of several conditions, or all of them; of none FALSE or TRUE. */
function joined(quantifier: 'any' | 'all', conditions: readonly Expr[]): Expr {
  const [only, ...others] = conditions;
  if (only === undefined) return { kind: 'literal', value: quantifier === 'all', type: 'boolean' };
  if (others.length === 0) return only;
  return { kind: quantifier === 'all' ? 'and' : 'or', args: conditions, type: 'boolean' };
}

/**
 * `x <op> ANY | ALL (array)`. Over elements that are known it is what it stands for, an IN list or
 * comparisons, which the planner knows what to do with.
 */
export function bindQuantifiedArray(node: Node<'quantifiedArray'>, level: Level): Expr {
  const { operator, quantifier } = node;
  const { statement } = level;
  const operand = bindOperand(node.operand, level);
  const known = elementsOf(node.array, elementTypeFor(operand, level), level);
  if (known === null) return compareWithArray(node, operand, level);
  const isIn = operator === '=' && quantifier === 'any';
  const isNotIn = operator === '<>' && quantifier === 'all';
  if ((isIn || isNotIn) && known.length > 0) {
    const [arg, ...list] = unifyForComparison(statement, [operand, ...known]) as [Expr, ...Expr[]];
    return { kind: 'inList', arg, list, negated: isNotIn, type: 'boolean' };
  }
  const conditions = known.map((element): Expr => {
    const left = bindOperand(node.operand, level);
    const [a, b] = unifyForComparison(statement, [left, element]) as [Expr, Expr];
    return { kind: 'compare', operator, left: a, right: b, type: 'boolean' };
  });
  return joined(quantifier, conditions);
}

function elementTypeFor({ expr, at }: Operand, { statement }: Level): ElementType | 'unknown' {
  if (elementOf(expr.type) === null) return expr.type as ElementType | 'unknown';
  throw sqlError(
    statement,
    'TYPE_MISMATCH',
    'ANY and ALL compare a value with the elements of an array, and this is an array itself',
    at,
    'Arrays are compared with =, @>, <@ and &&.',
  );
}

function compareWithArray(
  { operator, quantifier, array, at }: Node<'quantifiedArray'>,
  operand: Operand,
  level: Level,
): Expr {
  const members = bindOperand(array, level);
  const types = [operand.expr.type, elementOf(members.expr.type)];
  // A GUID's text has no case: as text it would be compared with one.
  if (types.includes('uuid') && types.includes('text')) {
    throw sqlError(
      level.statement,
      'TYPE_MISMATCH',
      `Cannot compare ${types[0] ?? ''} with ${types[1] ?? ''}`,
      at,
      'Convert the array: x = ANY (array::UUID[]).',
    );
  }
  return operatorCall(level.statement, `${operator} ${quantifier}`, [operand, members], at);
}

export function bindLikeArray(node: Node<'likeArray'>, level: Level): Expr {
  const { quantifier, operand, array, caseInsensitive, negated } = node;
  const patterns = elementsOf(array, 'text', level);
  if (patterns === null) {
    throw sqlError(
      level.statement,
      'NOT_SUPPORTED',
      `LIKE ${quantifier.toUpperCase()} takes patterns that are written out`,
      array.at,
      "Write LIKE ANY (ARRAY['a%', 'b%']).",
    );
  }
  const conditions = patterns.map((pattern): Expr => {
    const like: Expr = {
      kind: 'like',
      arg: coerce(level.statement, bindOperand(operand, level), 'text'),
      pattern: coerce(level.statement, pattern, 'text'),
      escape: { kind: 'literal', value: '\\', type: 'text' },
      caseInsensitive,
      negated: false,
      type: 'boolean',
    };
    return negated ? notExpr(like) : like;
  });
  return joined(quantifier, conditions);
}
