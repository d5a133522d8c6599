/** Reads a list of items from left to right. */
import { notSupported, syntaxError } from '../lex/index.ts';
import type { Identifier } from '../ast/ast.ts';
import type { Group, Item } from './nest.ts';
import { RESERVED } from './words.ts';

export interface Cursor {
  readonly sql: string;
  readonly items: readonly Item[];
  index: number;
  /** Where an error about something missing at the end points. */
  readonly endAt: number;
  /** How many NOTs and signs are being read one inside the other. */
  prefixes: number;
}

export function cursorOver(sql: string, items: readonly Item[], endAt: number): Cursor {
  return { sql, items, index: 0, endAt, prefixes: 0 };
}

export function cursorInto(sql: string, group: Group): Cursor {
  return cursorOver(sql, group.items, group.closeAt);
}

export function peek(cursor: Cursor, ahead = 0): Item | undefined {
  return cursor.items[cursor.index + ahead];
}

/** The next item's offset, or the end's. */
export function here(cursor: Cursor): number {
  return peek(cursor)?.at ?? cursor.endAt;
}

/** The upper-case text of the next item when it is a word, else ''. */
export function peekWord(cursor: Cursor, ahead = 0): string {
  return wordOf(peek(cursor, ahead));
}

export function wordOf(item: Item | undefined): string {
  return item?.kind === 'word' ? item.text.toUpperCase() : '';
}

export function peekSymbol(cursor: Cursor, ahead = 0): string {
  const item = peek(cursor, ahead);
  return item?.kind === 'symbol' ? item.text : '';
}

export function peekGroup(cursor: Cursor, ahead = 0): Group | undefined {
  const item = peek(cursor, ahead);
  return item?.kind === 'group' && item.open === 'paren' ? item : undefined;
}

export function peekBracket(cursor: Cursor, ahead = 0): Group | undefined {
  const item = peek(cursor, ahead);
  return item?.kind === 'group' && item.open === 'bracket' ? item : undefined;
}

export function atEnd(cursor: Cursor): boolean {
  return cursor.index >= cursor.items.length;
}

/** Consumes the words if the next items are exactly these. */
export function takeWords(cursor: Cursor, ...words: readonly string[]): boolean {
  if (!words.every((word, ahead) => peekWord(cursor, ahead) === word)) return false;
  cursor.index += words.length;
  return true;
}

export function takeSymbol(cursor: Cursor, text: string): boolean {
  if (peekSymbol(cursor) !== text) return false;
  cursor.index += 1;
  return true;
}

export function expectWord(cursor: Cursor, word: string, hint?: string): void {
  if (!takeWords(cursor, word)) unexpected(cursor, `Expected ${word}`, hint);
}

export function expectGroup(cursor: Cursor, after: string): Group {
  const group = peekGroup(cursor);
  if (group === undefined) return unexpected(cursor, `Expected "(" after ${after}`);
  cursor.index += 1;
  return group;
}

export function expectEnd(cursor: Cursor): void {
  if (!atEnd(cursor)) unexpected(cursor);
}

/** A word that may stand as a name without quotes. */
export function isFreeWord(item: Item | undefined): boolean {
  return item?.kind === 'word' && !RESERVED.has(item.text.toUpperCase());
}

/** Reads a name; `anyWord` admits reserved words too (after a dot or AS). */
export function takeName(cursor: Cursor, anyWord = false): Identifier | undefined {
  const item = peek(cursor);
  if (item?.kind === 'quotedName') {
    cursor.index += 1;
    return { name: item.name, at: item.at };
  }
  if (item?.kind === 'word' && (anyWord || isFreeWord(item))) {
    cursor.index += 1;
    return { name: item.text, at: item.at };
  }
  return undefined;
}

export function expectName(cursor: Cursor, what: string, anyWord = false): Identifier {
  const name = takeName(cursor, anyWord);
  if (name !== undefined) return name;
  const item = peek(cursor);
  const hint =
    item?.kind === 'string'
      ? 'Names stand in double quotes, text in single quotes.'
      : item?.kind === 'word'
        ? `${item.text} is a keyword: as a name it needs double quotes.`
        : undefined;
  return unexpected(cursor, `Expected ${what}`, hint);
}

const SHOWN: Readonly<Record<Group['open'], string>> = {
  paren: '"("',
  bracket: '"["',
  case: '"CASE"',
};

/** What the user sees of an item in a message. */
export function show(cursor: Cursor, item: Item | undefined): string {
  if (item === undefined) return showEnd(cursor);
  if (item.kind === 'group') return SHOWN[item.open];
  const text = cursor.sql.slice(item.at, item.end);
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return item.kind === 'quotedName' || item.kind === 'string' ? shown : `"${shown}"`;
}

function showEnd(cursor: Cursor): string {
  const rest = cursor.sql.slice(cursor.endAt, cursor.endAt + 3).toUpperCase();
  if (rest.startsWith(')') || rest.startsWith(']')) return `"${rest.charAt(0)}"`;
  return rest === 'END' ? '"END"' : 'the end of the statement';
}

/** "Expected X, found Y." or "Unexpected Y." at the next item. */
export function unexpected(cursor: Cursor, expected?: string, hint?: string): never {
  const found = show(cursor, peek(cursor));
  const message = expected === undefined ? `Unexpected ${found}.` : `${expected}, found ${found}.`;
  return syntaxError(cursor.sql, here(cursor), message, hint);
}

export function refuse(cursor: Cursor, what: string, hint?: string): never {
  return notSupported(cursor.sql, here(cursor), what, hint);
}
