/**
 * Operators by PostgreSQL's precedence. node-sql-parser binds `||` above `+` and `NOT (x) = 1` as
 * `(NOT x) = 1`, reads `IS DISTINCT FROM b` as text and refuses `a = b IS NULL`, `^` and unary
 * operators in many places: so it is never shown an operator, only whole expressions.
 */
import type { ArithmeticOperator, ComparisonOperator, Expression } from '../ast/ast.ts';
import { plainCall } from '../ast/build.ts';
import { syntaxError } from '../lex/index.ts';
import { boundChain } from './bounds.ts';
import {
  cursorInto,
  expectEnd,
  expectName,
  here,
  peek,
  peekGroup,
  peekSymbol,
  peekWord,
  refuse,
  takeSymbol,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';
import type { Group } from './nest.ts';
import { isQuery, parseQueryGroup } from './query.ts';
import { parseOperand } from './operands.ts';

/** Loosest first. */
const OR = 1;
const AND = 2;
const NOT = 3;
const IS = 4;
const COMPARISON = 5;
/** BETWEEN, IN, LIKE. */
const RANGE = 6;
/** `||`: PostgreSQL's level for operators it has no level of their own for. */
const OTHER = 7;
const ADDITIVE = 8;
const MULTIPLICATIVE = 9;
const POWER = 10;
/** AT TIME ZONE. */
const AT = 11;
const SIGN = 12;

const ARITHMETIC: Readonly<Record<string, { operator: ArithmeticOperator; level: number }>> = {
  '||': { operator: '||', level: OTHER },
  '~': { operator: '~', level: OTHER },
  '@>': { operator: '@>', level: OTHER },
  '<@': { operator: '<@', level: OTHER },
  '&&': { operator: '&&', level: OTHER },
  '&': { operator: '&', level: OTHER },
  '|': { operator: '|', level: OTHER },
  '#': { operator: '#', level: OTHER },
  '<<': { operator: '<<', level: OTHER },
  '>>': { operator: '>>', level: OTHER },
  '~*': { operator: '~*', level: OTHER },
  '!~': { operator: '!~', level: OTHER },
  '!~*': { operator: '!~*', level: OTHER },
  '+': { operator: '+', level: ADDITIVE },
  '-': { operator: '-', level: ADDITIVE },
  '*': { operator: '*', level: MULTIPLICATIVE },
  '/': { operator: '/', level: MULTIPLICATIVE },
  '%': { operator: '%', level: MULTIPLICATIVE },
  '^': { operator: '^', level: POWER },
};

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** PostgreSQL's operators for LIKE. */
const LIKE_OPERATORS: Readonly<Record<string, { negated: boolean; caseInsensitive: boolean }>> = {
  '~~': { negated: false, caseInsensitive: false },
  '~~*': { negated: false, caseInsensitive: true },
  '!~~': { negated: true, caseInsensitive: false },
  '!~~*': { negated: true, caseInsensitive: true },
};

/** The orders of text that are ours: by code point. */
const OWN_COLLATIONS = new Set(['c', 'posix', 'ucs_basic']);

const FOREIGN_HINTS: Readonly<Record<string, string>> = {
  '==': 'Equality is a single =.',
  '<=>': 'Use IS NOT DISTINCT FROM.',
  '**': 'The power operator is ^.',
  '!': 'Use NOT, or <> for "not equal".',
};

/** Symbols that are part of clauses, not operators. */
const PUNCTUATION = new Set(['', ',', '.', ';', ':', '::']);

/** An operand with the level of its outermost operator; `COMPARISON` and `RANGE` do not chain. */
interface Left {
  readonly expression: Expression;
  readonly level: number;
}

/** Reads as much as makes one expression. */
export function parseExpressionAt(cursor: Cursor): Expression {
  return parseAbove(cursor, OR);
}

/** As much as may stand before the IN of `POSITION(a IN b)`. */
export function parseBelowRange(cursor: Cursor): Expression {
  return parseAbove(cursor, OTHER);
}

/** `e, e, …` to the end of the group. */
export function parseExpressionList(cursor: Cursor): readonly Expression[] {
  const list: Expression[] = [];
  do list.push(parseExpressionAt(cursor));
  while (takeComma(cursor));
  return list;
}

/** @throws SqlError SYNTAX_ERROR when nothing follows the comma. */
export function takeComma(cursor: Cursor): boolean {
  const at = here(cursor);
  if (!takeSymbol(cursor, ',')) return false;
  if (peek(cursor) === undefined) {
    syntaxError(cursor.sql, at, 'Nothing follows this comma.', 'Remove it.');
  }
  return true;
}

/** Reads operators of at least level `min`. */
function parseAbove(cursor: Cursor, min: number): Expression {
  let left = parsePrefix(cursor);
  for (let terms = 0; ; terms += 1) {
    boundChain(cursor, terms, 'operators');
    const next = parseInfix(cursor, left, min);
    if (next === undefined) return left.expression;
    left = next;
  }
}

function parsePrefix(cursor: Cursor): Left {
  const at = here(cursor);
  if (takeWords(cursor, 'NOT')) {
    return { expression: { kind: 'not', operand: parsePrefixed(cursor, NOT), at }, level: NOT };
  }
  if (takeSymbol(cursor, '-')) {
    return {
      expression: { kind: 'negate', operand: parsePrefixed(cursor, SIGN), at },
      level: SIGN,
    };
  }
  if (takeSymbol(cursor, '+')) {
    const operand = parsePrefixed(cursor, SIGN);
    const expression: Expression =
      operand.kind === 'number' ? operand : { kind: 'plus', operand, at };
    return { expression, level: SIGN };
  }
  if (takeSymbol(cursor, '~')) {
    return {
      expression: plainCall({ name: '~', at }, [parsePrefixed(cursor, OTHER + 1)]),
      level: OTHER,
    };
  }
  return { expression: parseOperand(cursor), level: Infinity };
}

function parsePrefixed(cursor: Cursor, level: number): Expression {
  boundChain(cursor, cursor.prefixes, 'operators');
  cursor.prefixes += 1;
  const operand = parseAbove(cursor, level);
  cursor.prefixes -= 1;
  return operand;
}

function parseInfix(cursor: Cursor, left: Left, min: number): Left | undefined {
  const symbol = peekSymbol(cursor);
  const arithmetic = ARITHMETIC[symbol];
  if (arithmetic !== undefined) return parseArithmetic(cursor, left, arithmetic, min);
  const comparison = COMPARISONS[symbol];
  if (comparison !== undefined) return parseComparison(cursor, left, comparison, min);
  const like = LIKE_OPERATORS[symbol];
  if (like !== undefined) return parseLikeOperator(cursor, left, like, min);
  if (!PUNCTUATION.has(symbol))
    return refuse(cursor, `The operator ${symbol}`, FOREIGN_HINTS[symbol]);
  switch (peekWord(cursor)) {
    case 'OR':
      return min <= OR ? parseLogical(cursor, left, 'or') : undefined;
    case 'AND':
      return min <= AND ? parseLogical(cursor, left, 'and') : undefined;
    case 'IS':
    case 'ISNULL':
    case 'NOTNULL':
      return min <= IS ? parseIs(cursor, left.expression) : undefined;
    case 'NOT':
    case 'BETWEEN':
    case 'IN':
    case 'LIKE':
    case 'ILIKE':
    case 'SIMILAR':
      return min <= RANGE ? parseRange(cursor, left) : undefined;
    case 'AT':
      return min <= AT ? parseAtTimeZone(cursor, left.expression) : undefined;
    case 'OVERLAPS':
      return min <= RANGE ? parseOverlaps(cursor, left.expression) : undefined;
    case 'COLLATE':
      return min <= AT ? parseCollate(cursor, left.expression) : undefined;
    default:
      return undefined;
  }
}

function parseArithmetic(
  cursor: Cursor,
  { expression: left }: Left,
  { operator, level }: { operator: ArithmeticOperator; level: number },
  min: number,
): Left | undefined {
  if (level < min) return undefined;
  cursor.index += 1;
  const right = parseAbove(cursor, level + 1);
  return { expression: { kind: 'arithmetic', operator, left, right, at: left.at }, level };
}

function parseLikeOperator(
  cursor: Cursor,
  { expression: operand }: Left,
  like: { readonly negated: boolean; readonly caseInsensitive: boolean },
  min: number,
): Left | undefined {
  if (OTHER < min) return undefined;
  cursor.index += 1;
  const pattern = parseAbove(cursor, OTHER + 1);
  const { at } = operand;
  return {
    expression: { kind: 'like', operand, pattern, escape: null, ...like, at },
    level: OTHER,
  };
}

/** `x COLLATE "C"` is x: texts are in that order here. */
function parseCollate(cursor: Cursor, operand: Expression): Left {
  const at = cursor.index;
  cursor.index += 1;
  const name = expectName(cursor, 'a collation', true);
  if (OWN_COLLATIONS.has(name.name.toLowerCase())) return { expression: operand, level: AT };
  cursor.index = at;
  return refuse(
    cursor,
    `COLLATE ${name.name}`,
    'Texts are ordered by code point, as in "C"; without case it is lower(x).',
  );
}

/** AND and OR chains become balanced trees, so that 10,000 terms do not nest 10,000 deep. */
function parseLogical(cursor: Cursor, { expression: first }: Left, kind: 'and' | 'or'): Left {
  const level = kind === 'or' ? OR : AND;
  const terms = [first];
  while (takeWords(cursor, kind.toUpperCase())) terms.push(parseAbove(cursor, level + 1));
  return { expression: balance(terms, kind), level };
}

function balance(terms: readonly Expression[], kind: 'and' | 'or'): Expression {
  const [first] = terms;
  if (first === undefined) throw new RangeError('an empty chain');
  if (terms.length === 1) return first;
  const middle = Math.ceil(terms.length / 2);
  const left = balance(terms.slice(0, middle), kind);
  const right = balance(terms.slice(middle), kind);
  return { kind, left, right, at: first.at };
}

function parseComparison(
  cursor: Cursor,
  left: Left,
  operator: ComparisonOperator,
  min: number,
): Left | undefined {
  if (min > COMPARISON) return undefined;
  if (left.level === COMPARISON) noChain(cursor, 'Comparisons', 'Write a < b AND b < c.');
  cursor.index += 1;
  const operand = left.expression;
  const { at } = operand;
  const quantified = parseQuantifier(cursor);
  const expression: Expression =
    quantified === undefined
      ? { kind: 'comparison', operator, left: operand, right: parseAbove(cursor, RANGE), at }
      : { ...quantified, operator, operand, at };
  return { expression, level: COMPARISON };
}

function noChain(cursor: Cursor, what: string, hint: string): never {
  syntaxError(cursor.sql, here(cursor), `${what} cannot be chained.`, hint);
}

type Quantified =
  | Pick<Extract<Expression, { kind: 'quantified' }>, 'kind' | 'quantifier' | 'query'>
  | Pick<Extract<Expression, { kind: 'quantifiedArray' }>, 'kind' | 'quantifier' | 'array'>;

/** `ANY (SELECT …)` or `ANY (array)`. */
function parseQuantifier(cursor: Cursor): Quantified | undefined {
  const quantifier = quantifierOf(cursor);
  const group = peekGroup(cursor, 1);
  if (group === undefined || quantifier === undefined) return undefined;
  if (isQuery(group.items)) {
    cursor.index += 2;
    return { kind: 'quantified', quantifier, query: parseQueryGroup(cursor.sql, group) };
  }
  const [array, ...others] = expressionsIn(cursor.sql, group);
  if (array === undefined || others.length > 0) {
    return refuse(cursor, `${peekWord(cursor)} of a list`, 'Use IN (…), or ANY (ARRAY[…]).');
  }
  cursor.index += 2;
  return { kind: 'quantifiedArray', quantifier, array };
}

function quantifierOf(cursor: Cursor): 'any' | 'all' | undefined {
  const word = peekWord(cursor);
  return word === 'ALL' ? 'all' : word === 'ANY' || word === 'SOME' ? 'any' : undefined;
}

/** The expressions that parentheses hold, between commas. */
function expressionsIn(sql: string, group: Group): readonly Expression[] {
  const inside = cursorInto(sql, group);
  const list = parseExpressionList(inside);
  expectEnd(inside);
  return list;
}

function parseAtTimeZone(cursor: Cursor, operand: Expression): Left | undefined {
  const { at } = operand;
  if (peekWord(cursor, 1) === 'LOCAL') {
    refuse(cursor, 'AT LOCAL', "Say which zone: AT TIME ZONE 'Pacific/Auckland'.");
  }
  if (!takeWords(cursor, 'AT', 'TIME', 'ZONE')) return undefined;
  const zone = parseAbove(cursor, AT + 1);
  return { expression: { kind: 'atTimeZone', operand, zone, at }, level: AT };
}

function parseOverlaps(cursor: Cursor, operand: Expression): Left {
  const { at } = operand;
  const left = periodOf(operand);
  if (left === undefined) unexpected(cursor, undefined, OVERLAPS_HINT);
  cursor.index += 1;
  const start = here(cursor);
  const right = periodOf(parseAbove(cursor, OTHER));
  if (right === undefined)
    syntaxError(cursor.sql, start, 'OVERLAPS needs two rows.', OVERLAPS_HINT);
  return { expression: { kind: 'overlaps', left, right, at }, level: RANGE };
}

const OVERLAPS_HINT = 'Write (start, end) OVERLAPS (start, end).';

function periodOf(expression: Expression): readonly [Expression, Expression] | undefined {
  if (expression.kind !== 'row' || expression.items.length !== 2) return undefined;
  const [start, end] = expression.items;
  return start === undefined || end === undefined ? undefined : [start, end];
}

function parseIs(cursor: Cursor, operand: Expression): Left {
  const { at } = operand;
  const is = (test: Extract<Expression, { kind: 'is' }>['test'], negated: boolean): Left => ({
    expression: { kind: 'is', operand, test, negated, at },
    level: IS,
  });
  if (takeWords(cursor, 'ISNULL')) return is('null', false);
  if (takeWords(cursor, 'NOTNULL')) return is('null', true);
  cursor.index += 1;
  const negated = takeWords(cursor, 'NOT');
  if (takeWords(cursor, 'NULL')) return is('null', negated);
  if (takeWords(cursor, 'TRUE')) return is('true', negated);
  if (takeWords(cursor, 'FALSE')) return is('false', negated);
  if (takeWords(cursor, 'UNKNOWN')) return is('unknown', negated);
  if (takeWords(cursor, 'DISTINCT', 'FROM')) {
    const right = parseAbove(cursor, COMPARISON);
    return {
      expression: { kind: 'isDistinctFrom', left: operand, right, negated, at },
      level: IS,
    };
  }
  return unexpected(
    cursor,
    `Expected NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS${negated ? ' NOT' : ''}`,
    'Values are compared with = and <>.',
  );
}

function parseRange(cursor: Cursor, left: Left): Left {
  const operand = left.expression;
  const negated = peekWord(cursor) === 'NOT';
  const word = peekWord(cursor, negated ? 1 : 0);
  if (!['BETWEEN', 'IN', 'LIKE', 'ILIKE', 'SIMILAR'].includes(word)) {
    return unexpected(cursor, undefined, 'After a value NOT goes with IN, LIKE, ILIKE or BETWEEN.');
  }
  if (left.level === RANGE)
    noChain(cursor, 'IN, LIKE and BETWEEN', 'Put the first in parentheses.');
  cursor.index += negated ? 2 : 1;
  return { expression: parseRangeTail(cursor, operand, word, negated), level: RANGE };
}

function parseRangeTail(
  cursor: Cursor,
  operand: Expression,
  word: string,
  negated: boolean,
): Expression {
  if (word === 'BETWEEN') return parseBetween(cursor, operand, negated);
  if (word === 'IN') return parseIn(cursor, operand, negated);
  if (word === 'SIMILAR') return parseSimilar(cursor, operand, negated);
  return parseLike(cursor, operand, word === 'ILIKE', negated);
}

function parseBetween(cursor: Cursor, operand: Expression, negated: boolean): Expression {
  const symmetric = takeWords(cursor, 'SYMMETRIC');
  if (!symmetric) takeWords(cursor, 'ASYMMETRIC');
  const low = parseAbove(cursor, OTHER);
  if (!takeWords(cursor, 'AND')) unexpected(cursor, 'Expected AND and the upper bound of BETWEEN');
  const high = parseAbove(cursor, OTHER);
  return {
    kind: 'between',
    operand,
    low,
    high,
    negated,
    ...(symmetric ? { symmetric } : {}),
    at: operand.at,
  };
}

function parseIn(cursor: Cursor, operand: Expression, negated: boolean): Expression {
  const { sql } = cursor;
  const group = peekGroup(cursor);
  if (group === undefined) {
    return unexpected(cursor, 'Expected "(" after IN', 'Write IN (1, 2, 3) or IN (SELECT …).');
  }
  cursor.index += 1;
  const { at } = operand;
  if (isQuery(group.items)) {
    return { kind: 'inSubquery', operand, query: parseQueryGroup(sql, group), negated, at };
  }
  if (group.items.length === 0) {
    syntaxError(sql, group.at, 'The list of IN is empty.', 'Give it at least one value.');
  }
  const list = expressionsIn(sql, group);
  return { kind: 'inList', operand, list, negated, at };
}

/** `x SIMILAR TO pattern [ESCAPE e]`. */
function parseSimilar(cursor: Cursor, operand: Expression, negated: boolean): Expression {
  if (!takeWords(cursor, 'TO')) unexpected(cursor, 'Expected TO after SIMILAR');
  const pattern = parseAbove(cursor, OTHER);
  const escape = takeWords(cursor, 'ESCAPE') ? [parseAbove(cursor, OTHER)] : [];
  const { at } = operand;
  const similar = plainCall({ name: 'similar_to', at }, [operand, pattern, ...escape]);
  return negated ? { kind: 'not', operand: similar, at } : similar;
}

function parseLike(
  cursor: Cursor,
  operand: Expression,
  caseInsensitive: boolean,
  negated: boolean,
): Expression {
  const { at } = operand;
  const quantifier = quantifierOf(cursor);
  const group = peekGroup(cursor, 1);
  if (group !== undefined && quantifier !== undefined) {
    if (isQuery(group.items)) refuse(cursor, `LIKE ${peekWord(cursor)} of a subquery`);
    cursor.index += 2;
    const array = arrayIn(expressionsIn(cursor.sql, group), group);
    return { kind: 'likeArray', quantifier, operand, array, caseInsensitive, negated, at };
  }
  const pattern = parseAbove(cursor, OTHER);
  const escape = takeWords(cursor, 'ESCAPE') ? parseAbove(cursor, OTHER) : null;
  return { kind: 'like', operand, pattern, escape, caseInsensitive, negated, at };
}

/** One expression is the array, several are its elements. */
const arrayIn = (items: readonly Expression[], { at }: Group): Expression => {
  const [only, ...others] = items;
  return only !== undefined && others.length === 0 ? only : { kind: 'array', items, at };
};
