/** `ROLLUP (…)`, `CUBE (…)`, `GROUPING SETS (…)` and `()`: what GROUP BY takes besides expressions. */
import type { Expression, GroupingSets } from '../ast/ast.ts';
import { notSupported } from '../lex/index.ts';
import {
  cursorInto,
  expectEnd,
  expectGroup,
  here,
  peekGroup,
  peekWord,
  type Cursor,
} from './cursor.ts';
import { parseExpressionAt, takeComma } from './operators.ts';

/** Reads grouping sets if they stand here; `rollup` may also be a column's name. */
export function parseGroupingSets(cursor: Cursor): GroupingSets | undefined {
  const at = here(cursor);
  const word = peekWord(cursor);
  if (word === 'GROUPING' && peekWord(cursor, 1) === 'SETS') {
    cursor.index += 2;
    return { kind: 'groupingSets', items: parseItems(cursor, 'GROUPING SETS', parseSet), at };
  }
  if ((word === 'ROLLUP' || word === 'CUBE') && peekGroup(cursor, 1) !== undefined) {
    cursor.index += 1;
    const kind = word === 'ROLLUP' ? 'rollup' : 'cube';
    return { kind, items: parseItems(cursor, word, parseTogether), at };
  }
  if (peekGroup(cursor)?.items.length !== 0) return undefined;
  cursor.index += 1;
  return { kind: 'groupingSets', items: [{ kind: 'row', items: [], at }], at };
}

type Item = Expression | GroupingSets;

function parseItems<T extends Item>(
  cursor: Cursor,
  word: string,
  parseItem: (inside: Cursor) => T,
): readonly T[] {
  const group = expectGroup(cursor, word);
  const inside = cursorInto(cursor.sql, group);
  const items: T[] = [];
  do items.push(parseItem(inside));
  while (takeComma(inside));
  expectEnd(inside);
  return items;
}

/** An element of GROUPING SETS: a set `(a, b)`, one expression, or sets again. */
function parseSet(inside: Cursor): Item {
  return parseGroupingSets(inside) ?? parseTogether(inside);
}

/** `a` or `(a, b)`, which are rolled up together. */
function parseTogether(inside: Cursor): Expression {
  const group = peekGroup(inside);
  if (group?.items.length === 0) {
    notSupported(inside.sql, group.at, 'The empty set () inside ROLLUP or CUBE');
  }
  return parseExpressionAt(inside);
}
