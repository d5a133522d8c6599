/** LIMIT, OFFSET, FETCH FIRST and TOP, all of which become one limit and one offset. */
import type { Expression } from '../ast/ast.ts';
import { syntaxError } from '../lex/index.ts';
import {
  atEnd,
  cursorInto,
  expectEnd,
  here,
  peek,
  peekGroup,
  peekSymbol,
  peekWord,
  refuse,
  takeWords,
  unexpected,
  wordOf,
  type Cursor,
} from './cursor.ts';
import { nameOf } from './hints.ts';
import type { Group, Item } from './nest.ts';
import { parseExpressionAt } from './operators.ts';
import { parseOperand } from './operands.ts';
import { CLAUSE_ORDER, SET_OPERATORS } from './words.ts';

export interface Limits {
  readonly limit: Expression | null;
  readonly withTies: boolean;
  readonly offset: Expression | null;
}

export interface Top {
  readonly limit: Expression;
  readonly withTies: boolean;
  readonly at: number;
}

const TAIL_WORDS = new Set(['LIMIT', 'OFFSET', 'FETCH', 'FOR']);

/** The index where LIMIT, OFFSET, FETCH or FOR begins, or the length. */
export function tailIndex(items: readonly Item[]): number {
  const index = items.findIndex((item, i) => {
    if (!TAIL_WORDS.has(wordOf(item))) return false;
    const before = items[i - 1];
    const isName = (before?.kind === 'symbol' && before.text === '.') || wordOf(before) === 'AS';
    return !isName;
  });
  return index < 0 ? items.length : index;
}

/** Reads what follows the clauses: `LIMIT n OFFSET m`, in either order, `FETCH FIRST n ROWS ONLY`. */
export function parseLimits(cursor: Cursor): Limits {
  let limit: Expression | null = null;
  let withTies = false;
  let offset: Expression | null = null;
  const seen = new Set<string>();
  while (!atEnd(cursor)) {
    const word = peekWord(cursor);
    const what = word === 'FETCH' ? 'LIMIT' : word;
    if (seen.has(what)) syntaxError(cursor.sql, here(cursor), `${what} is given twice.`);
    seen.add(what);
    if (takeWords(cursor, 'LIMIT')) limit = parseLimit(cursor);
    else if (takeWords(cursor, 'OFFSET')) offset = parseOffset(cursor);
    else if (takeWords(cursor, 'FETCH')) ({ limit, withTies } = parseFetch(cursor));
    else refuseTail(cursor, word);
  }
  return { limit, withTies, offset };
}

function parseLimit(cursor: Cursor): Expression | null {
  if (takeWords(cursor, 'ALL')) return null;
  const limit = parseExpressionAt(cursor);
  if (peekSymbol(cursor) === ',') {
    refuse(cursor, 'LIMIT with a comma', 'Write LIMIT count OFFSET start.');
  }
  return limit;
}

function parseOffset(cursor: Cursor): Expression {
  const offset = parseExpressionAt(cursor);
  if (!takeWords(cursor, 'ROWS')) takeWords(cursor, 'ROW');
  return offset;
}

/** After FETCH: `{FIRST | NEXT} [n] {ROW | ROWS} {ONLY | WITH TIES}`. */
function parseFetch(cursor: Cursor): Pick<Limits, 'limit' | 'withTies'> {
  const at = here(cursor);
  const isFetch = takeWords(cursor, 'FIRST') || takeWords(cursor, 'NEXT');
  if (!isFetch) unexpected(cursor, 'Expected FIRST or NEXT after FETCH');
  const bare = peekWord(cursor) === 'ROW' || peekWord(cursor) === 'ROWS';
  const limit: Expression = bare ? { kind: 'number', text: '1', at } : parseOperand(cursor);
  if (peekWord(cursor) === 'PERCENT') refuse(cursor, 'PERCENT');
  if (!takeWords(cursor, 'ROWS') && !takeWords(cursor, 'ROW')) unexpected(cursor, 'Expected ROWS');
  const withTies = takeWords(cursor, 'WITH', 'TIES');
  if (!withTies && !takeWords(cursor, 'ONLY')) unexpected(cursor, 'Expected ONLY or WITH TIES');
  return { limit, withTies };
}

function refuseTail(cursor: Cursor, word: string): never {
  if (word === 'FOR') {
    const next = peekWord(cursor, 1);
    return refuse(cursor, next === '' ? 'FOR' : `FOR ${next}`);
  }
  if (SET_OPERATORS.has(word)) {
    return unexpected(
      cursor,
      undefined,
      `Put the part before ${word} in parentheses: its LIMIT ends it.`,
    );
  }
  const hint = CLAUSE_ORDER.includes(word)
    ? `${nameOf(word)} stands before LIMIT and OFFSET.`
    : undefined;
  return unexpected(cursor, undefined, hint);
}

/** After SELECT [DISTINCT]: `TOP n` or `TOP (n)`; a column or function named Top is none. */
export function readTop(cursor: Cursor): Top | null {
  const at = here(cursor);
  if (peekWord(cursor) !== 'TOP') return null;
  const group = peekGroup(cursor, 1);
  const limit = group === undefined ? topNumber(peek(cursor, 1)) : topInGroup(cursor.sql, group);
  const after = peek(cursor, 2);
  const endsItem = after === undefined || wordOf(after) === 'FROM' || wordOf(after) === 'AS';
  if (limit === null || endsItem || isComma(after)) return null;
  cursor.index += 2;
  if (peekWord(cursor) === 'PERCENT') refuse(cursor, 'TOP … PERCENT');
  return { limit, withTies: takeWords(cursor, 'WITH', 'TIES'), at };
}

function isComma(item: Item): boolean {
  return item.kind === 'symbol' && item.text === ',';
}

function topNumber(item: Item | undefined): Expression | null {
  if (item?.kind !== 'number') return null;
  return { kind: 'number', text: item.text, at: item.at };
}

function topInGroup(sql: string, group: Group): Expression | null {
  const [only] = group.items;
  if (group.items.length !== 1 || (only?.kind !== 'number' && only?.kind !== 'parameter'))
    return null;
  const inside = cursorInto(sql, group);
  const limit = parseOperand(inside);
  expectEnd(inside);
  return limit;
}
