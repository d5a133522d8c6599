/** Comparisons of values and of rows, BETWEEN, IN (list), LIKE, IS DISTINCT FROM. */
import type { ComparisonOperator, Expression } from '../../ast/ast.ts';
import { MIRRORED } from '../../rel/mirrored.ts';
import type { Expr } from '../../rel/rel.ts';
import { conjunction } from '../../rel/walk.ts';
import { textLiteral } from '../constants.ts';
import { compareWithRange, type DateRange, dateRange, isDateLiteral } from '../dateLiterals.ts';
import type { Level } from '../scope.ts';
import { sqlError } from '../statement.ts';
import { coerce, type Operand, unifyForComparison } from '../types.ts';
import { bindOperand } from './index.ts';
import { bindFieldOfSubquery } from './subqueries.ts';

type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** NOT; of a test that can be negated itself, that. True to NULL: neither form knows. */
export const notExpr = (arg: Expr): Expr =>
  'negated' in arg ? { ...arg, negated: !arg.negated } : { kind: 'not', arg, type: 'boolean' };

const anyOf = (args: readonly Expr[]): Expr => {
  const [only] = args;
  return args.length === 1 && only !== undefined ? only : { kind: 'or', args, type: 'boolean' };
};

const allOf = (args: readonly Expr[]): Expr =>
  conjunction(args) ?? { kind: 'literal', value: true, type: 'boolean' };

/** One comparison of two operands. */
function compare(level: Level, operator: ComparisonOperator, left: Operand, right: Operand): Expr {
  const [a, b] = unifyForComparison(level.statement, [left, right]) as [Expr, Expr];
  return { kind: 'compare', operator, left: a, right: b, type: 'boolean' };
}

/** The fields of a row, or the one value that `expression` is. */
export const fieldsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'row' ? expression.items : [expression];

export function bindComparison(node: Node<'comparison'>, level: Level): Expr {
  return compareExpressions(level, node.operator, node.left, node.right);
}

function compareExpressions(
  level: Level,
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
): Expr {
  const range = dateRange(right, level);
  if (range !== null) return compareDays(level, operator, left, range);
  const mirrored = dateRange(left, level);
  if (mirrored !== null) return compareDays(level, MIRRORED[operator], right, mirrored);
  const [lefts, rights] = operandsOf(left, right, level);
  checkWidth(level, lefts.length, rights.length, right.at);
  return compareRows(level, operator, lefts, rights);
}

/** A field of a row. Each use binds it anew. */
type Field = () => Operand;

/** The fields of both sides; a row meets the row that a subquery has. */
function operandsOf(
  left: Expression,
  right: Expression,
  level: Level,
): readonly [readonly Field[], readonly Field[]] {
  const side = (expression: Expression, other: Expression): readonly Field[] => {
    if (expression.kind === 'scalarSubquery' && other.kind === 'row') {
      return other.items.map((_, place) => () => ({
        expr: bindFieldOfSubquery(expression, place, other.items.length, level),
        at: expression.at,
      }));
    }
    return fieldsOf(expression).map((field) => () => bindOperand(field, level));
  };
  return [side(left, right), side(right, left)];
}

/** Each bound is compared with the operand bound anew. */
function compareDays(
  level: Level,
  operator: ComparisonOperator,
  operand: Expression,
  range: DateRange,
): Expr {
  return compareWithRange(operator, range, (with_, bound) =>
    compare(level, with_, bindOperand(operand, level), { expr: bound, at: range.at }),
  );
}

export function checkWidth(level: Level, left: number, right: number, at: number): void {
  if (left === right) return;
  throw sqlError(
    level.statement,
    'COLUMN_COUNT',
    `Cannot compare ${columnCount(left)} with ${columnCount(right)}`,
    at,
  );
}

export const columnCount = (count: number): string => `${count} column${count === 1 ? '' : 's'}`;

/** Rows compare field by field from the left; each use of a field is bound anew. */
function compareRows(
  level: Level,
  operator: ComparisonOperator,
  lefts: readonly Field[],
  rights: readonly Field[],
): Expr {
  const [left, ...moreLefts] = lefts;
  const [right, ...moreRights] = rights;
  if (left === undefined || right === undefined) return allOf([]);
  const field = (with_: ComparisonOperator): Expr => compare(level, with_, left(), right());
  if (moreLefts.length === 0) return field(operator);
  const rest = (): Expr => compareRows(level, operator, moreLefts, moreRights);
  if (operator === '=') return allOf([field('='), rest()]);
  if (operator === '<>') return anyOf([field('<>'), rest()]);
  const strict = operator === '<' || operator === '<=' ? '<' : '>';
  return anyOf([field(strict), allOf([field('='), rest()])]);
}

export function bindDistinctFrom(node: Node<'isDistinctFrom'>, level: Level): Expr {
  const [lefts, rights] = operandsOf(node.left, node.right, level);
  checkWidth(level, lefts.length, rights.length, node.right.at);
  const { negated } = node;
  const tests = lefts.map((field, place): Expr => {
    const operands = [field(), ...rights.slice(place, place + 1).map((other) => other())];
    const [left, right] = unifyForComparison(level.statement, operands) as [Expr, Expr];
    return { kind: 'distinctFrom', left, right, negated, type: 'boolean' };
  });
  return negated ? allOf(tests) : anyOf(tests);
}

/** `x BETWEEN a AND b` is `x >= a AND x <= b`, NULLs included; SYMMETRIC in either order. */
export function bindBetween(node: Node<'between'>, level: Level): Expr {
  const between = (low: Expression, high: Expression): Expr =>
    allOf([
      compareExpressions(level, '>=', node.operand, low),
      compareExpressions(level, '<=', node.operand, high),
    ]);
  const inside =
    node.symmetric === true
      ? anyOf([between(node.low, node.high), between(node.high, node.low)])
      : between(node.low, node.high);
  return node.negated ? notExpr(inside) : inside;
}

export function bindInList(node: Node<'inList'>, level: Level): Expr {
  if (node.operand.kind === 'row' || node.list.some(isDateLiteral)) {
    const equal = anyOf(
      node.list.map((item) => compareExpressions(level, '=', node.operand, item)),
    );
    return node.negated ? notExpr(equal) : equal;
  }
  const operands = [node.operand, ...node.list].map((item) => bindOperand(item, level));
  const [arg, ...list] = unifyForComparison(level.statement, operands) as [Expr, ...Expr[]];
  return { kind: 'inList', arg, list, negated: node.negated, type: 'boolean' };
}

export function bindLike(node: Node<'like'>, level: Level): Expr {
  const { statement } = level;
  const text = (expression: Expression): Expr =>
    coerce(statement, bindOperand(expression, level), 'text');
  return {
    kind: 'like',
    arg: text(node.operand),
    pattern: text(node.pattern),
    escape: node.escape === null ? textLiteral('\\') : escapeCharacter(node.escape, level),
    caseInsensitive: node.caseInsensitive,
    negated: node.negated,
    type: 'boolean',
  };
}

function escapeCharacter(expression: Expression, level: Level): Expr | null {
  const { statement } = level;
  const escape = coerce(statement, bindOperand(expression, level), 'text');
  if (escape.kind !== 'literal' || typeof escape.value !== 'string') return escape;
  const characters = Array.from(escape.value);
  if (characters.length === 0) return null;
  if (characters.length === 1) return escape;
  throw sqlError(statement, 'INVALID_VALUE', 'ESCAPE takes one character, or none', expression.at);
}
