/** What operators stand between: literals, parameters, columns, calls, CASE, casts, subqueries. */
import type { Expression, Identifier } from '../ast/ast.ts';
import { plainCall } from '../ast/build.ts';
import { notSupported, syntaxError } from '../lex/index.ts';
import { boundChain } from './bounds.ts';
import { parseCall } from './calls.ts';
import {
  atEnd,
  cursorInto,
  cursorOver,
  expectEnd,
  expectName,
  here,
  isFreeWord,
  peek,
  peekBracket,
  peekGroup,
  peekSymbol,
  peekWord,
  refuse,
  takeName,
  takeSymbol,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';
import { parseTypedLiteral } from './literals.ts';
import type { Group, Item } from './nest.ts';
import { parseExpressionAt, parseExpressionList } from './operators.ts';
import { isQuery, parseQueryGroup } from './query.ts';
import { parseTypeName } from './types.ts';
import { BARE_CALLS, FUNCTION_WORDS, RESERVED } from './words.ts';

/** Whether an operand or a prefix operator may begin with the next item. */
export function startsExpression(cursor: Cursor): boolean {
  const item = peek(cursor);
  if (item === undefined) return false;
  if (item.kind === 'symbol') return ['-', '+', '~'].includes(item.text);
  if (item.kind !== 'word') return true;
  return isFreeWord(item) || startsByKeyword(cursor);
}

function startsByKeyword(cursor: Cursor): boolean {
  const word = peekWord(cursor);
  if (['NOT', 'NULL', 'TRUE', 'FALSE'].includes(word)) return true;
  return FUNCTION_WORDS.has(word) && peekGroup(cursor, 1) !== undefined;
}

/** An operand with the casts and subscripts that follow it. */
export function parseOperand(cursor: Cursor): Expression {
  let operand = parseBareOperand(cursor);
  for (let parts = 0; ; parts += 1) {
    boundChain(cursor, parts, 'casts');
    const { at } = operand;
    const bracket = peekBracket(cursor);
    if (bracket !== undefined) {
      cursor.index += 1;
      operand = parseSubscript(cursorInto(cursor.sql, bracket), operand);
    } else if (takeSymbol(cursor, '::')) {
      operand = { kind: 'cast', operand, type: parseTypeName(cursor), at };
    } else {
      return operand;
    }
  }
}

/** `[index]`, or `[low:high]` with either bound left out. */
function parseSubscript(inside: Cursor, operand: Expression): Expression {
  const { at } = operand;
  const low = peekSymbol(inside) === ':' ? null : parseExpressionAt(inside);
  if (!takeSymbol(inside, ':')) {
    expectEnd(inside);
    return low === null
      ? unexpected(inside, 'Expected a number')
      : { kind: 'subscript', operand, index: low, at };
  }
  const high = atEnd(inside) ? null : parseExpressionAt(inside);
  expectEnd(inside);
  return { kind: 'slice', operand, low, high, at };
}

function parseBareOperand(cursor: Cursor): Expression {
  const item = peek(cursor);
  switch (item?.kind) {
    case 'string':
      cursor.index += 1;
      return { kind: 'string', value: item.value, at: item.at };
    case 'number':
      cursor.index += 1;
      return { kind: 'number', text: item.text, at: item.at };
    case 'parameter':
      cursor.index += 1;
      return { kind: 'parameter', key: item.key, at: item.at };
    case 'group':
      if (item.open === 'bracket') {
        return unexpected(
          cursor,
          'Expected a value',
          'A name in brackets needs a space before it.',
        );
      }
      cursor.index += 1;
      return item.open === 'case' ? parseCase(cursor.sql, item) : parseGroup(cursor, item);
    case 'quotedName':
      return parseNamed(cursor);
    case 'word':
      return parseWord(cursor, item);
    default:
      return missingOperand(cursor, item);
  }
}

function missingOperand(cursor: Cursor, item: Item | undefined): never {
  if (item?.kind === 'symbol' && item.text === '*') {
    unexpected(cursor, 'Expected a value', '* stands alone in the select list or in COUNT(*).');
  }
  if (item?.kind === 'symbol' && item.text === '!') {
    unexpected(cursor, 'Expected a value', 'Use NOT.');
  }
  return unexpected(cursor, 'Expected a value');
}

function parseWord(cursor: Cursor, item: Item): Expression {
  const word = peekWord(cursor);
  const { at } = item;
  const dotted = peekSymbol(cursor, 1) === '.';
  if (!dotted) {
    if (takeWords(cursor, 'NULL')) return { kind: 'null', at };
    if (takeWords(cursor, 'TRUE')) return { kind: 'boolean', value: true, at };
    if (takeWords(cursor, 'FALSE')) return { kind: 'boolean', value: false, at };
    const literal = parseTypedLiteral(cursor) ?? parseArray(cursor);
    if (literal !== undefined) return literal;
  }
  const isFunction = FUNCTION_WORDS.has(word) && peekGroup(cursor, 1) !== undefined;
  if (RESERVED.has(word) && !isFunction) return reservedWord(cursor, word);
  return parseNamed(cursor);
}

/** `ARRAY[a, b]`. */
function parseArray(cursor: Cursor): Expression | undefined {
  const bracket = peekBracket(cursor, 1);
  if (bracket === undefined || peekWord(cursor) !== 'ARRAY') return undefined;
  const at = here(cursor);
  cursor.index += 2;
  const inside = cursorInto(cursor.sql, bracket);
  const items = atEnd(inside) ? [] : parseExpressionList(inside);
  expectEnd(inside);
  return { kind: 'array', items, at };
}

function reservedWord(cursor: Cursor, word: string): never {
  if (word === 'SELECT') {
    unexpected(cursor, 'Expected a value', 'A subquery stands in parentheses.');
  }
  const before = cursor.items[cursor.index - 1];
  if (before?.kind === 'symbol' && before.text === ',') {
    syntaxError(
      cursor.sql,
      before.at,
      `Nothing stands between this comma and ${word}.`,
      'Remove the comma.',
    );
  }
  return unexpected(
    cursor,
    'Expected a value',
    `${word} is a keyword: as a name it needs double quotes.`,
  );
}

/** A column, a star-free path or a call. */
function parseNamed(cursor: Cursor): Expression {
  const start = cursor.index;
  const path = parsePath(cursor);
  const name = path.at(-1);
  const [first] = path;
  if (name === undefined || first === undefined) return unexpected(cursor, 'Expected a name');
  const { at } = first;
  const group = peekGroup(cursor);
  if (group !== undefined) {
    if (path.length > 1) notSupported(cursor.sql, at, 'A schema before a function');
    cursor.index += 1;
    const quoted = cursor.items[start]?.kind === 'quotedName';
    return parseCall(cursor, name, group, quoted);
  }
  const only = path.length === 1 ? cursor.items[start] : undefined;
  if (only?.kind === 'word' && BARE_CALLS.has(only.text.toUpperCase())) return plainCall(name, []);
  if (path.length > 3) notSupported(cursor.sql, at, 'A name of more than three parts');
  return { kind: 'column', qualifier: path.slice(0, -1), name, at };
}

/** Reads `a.b.c`; leaves `.*` where it is an error. */
function parsePath(cursor: Cursor): readonly Identifier[] {
  const first = takeName(cursor, true);
  if (first === undefined) return [];
  const path = [first];
  while (takeSymbol(cursor, '.')) {
    if (peekSymbol(cursor) === '*') {
      unexpected(cursor, undefined, 'x.* stands alone in the select list.');
    }
    path.push(expectName(cursor, 'a name after "."', true));
  }
  return path;
}

/** `(e)`, `(a, b)` or `(SELECT …)`. */
function parseGroup(cursor: Cursor, group: Group): Expression {
  const { sql } = cursor;
  const { at } = group;
  if (peekSymbol(cursor) === '.') refuse(cursor, 'A field of a row');
  if (isQuery(group.items))
    return { kind: 'scalarSubquery', query: parseQueryGroup(sql, group), at };
  if (group.items.length === 0) {
    return syntaxError(sql, at, 'These parentheses are empty.', 'Put a value between them.');
  }
  const inside = cursorInto(sql, group);
  const items = parseExpressionList(inside);
  expectEnd(inside);
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'row', items, at };
}

/** The group's items do not hold CASE and END themselves. */
function parseCase(sql: string, group: Group): Expression {
  const cursor = cursorOver(sql, group.items, group.closeAt);
  const operand = peekWord(cursor) === 'WHEN' ? null : parseExpressionAt(cursor);
  const whens: { when: Expression; then: Expression }[] = [];
  while (takeWords(cursor, 'WHEN')) {
    const when = parseExpressionAt(cursor);
    if (!takeWords(cursor, 'THEN')) unexpected(cursor, 'Expected THEN');
    whens.push({ when, then: parseExpressionAt(cursor) });
  }
  if (whens.length === 0) unexpected(cursor, 'Expected WHEN');
  const otherwise = takeWords(cursor, 'ELSE') ? parseExpressionAt(cursor) : null;
  expectEnd(cursor);
  return { kind: 'case', operand, whens, otherwise, at: group.at };
}
