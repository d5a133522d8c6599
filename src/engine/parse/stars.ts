/** `* EXCLUDE (a) REPLACE (e AS b) RENAME (c AS d)`: which columns a star stands for. */
import type { Identifier, Renamed, Star } from '../ast/ast.ts';
import { syntaxError } from '../lex/index.ts';
import {
  cursorInto,
  expectEnd,
  expectName,
  expectWord,
  peek,
  peekGroup,
  peekWord,
  takeName,
  takeSymbol,
  type Cursor,
} from './cursor.ts';
import { parseExpressionAt } from './operators.ts';
import { isQuery } from './query.ts';

type Changes = Pick<Star, 'exclude' | 'replace' | 'rename'>;

/** What follows a star, in the order in which DuckDB has it; nothing mostly. */
export function parseStarChanges(cursor: Cursor): Changes {
  const exclude = parseExclude(cursor);
  const replace = parseRenamed(cursor, 'REPLACE', parseReplaced);
  const rename = parseRenamed(cursor, 'RENAME', parseColumn);
  return {
    ...(exclude === null ? {} : { exclude }),
    ...(replace === null ? {} : { replace }),
    ...(rename === null ? {} : { rename }),
  };
}

/** `EXCLUDE (a, b)`, `EXCLUDE a`; EXCEPT in its place, but not `SELECT * EXCEPT (SELECT …)`. */
function parseExclude(cursor: Cursor): readonly Identifier[] | null {
  const word = peekWord(cursor);
  const group = peekGroup(cursor, 1);
  if (group !== undefined && (word === 'EXCLUDE' || (word === 'EXCEPT' && !isQuery(group.items)))) {
    cursor.index += 2;
    const inside = cursorInto(cursor.sql, group);
    const names = [parseName(inside)];
    while (takeSymbol(inside, ',')) names.push(parseName(inside));
    expectEnd(inside);
    return names;
  }
  if (word !== 'EXCLUDE' || peek(cursor, 1) === undefined) return null;
  cursor.index += 1;
  return [parseName(cursor)];
}

function parseName(cursor: Cursor): Identifier {
  const name = expectName(cursor, 'a column name');
  if (!takeSymbol(cursor, '.')) return name;
  return syntaxError(
    cursor.sql,
    name.at,
    'EXCLUDE takes names of columns alone.',
    'Write t.* EXCLUDE (column).',
  );
}

/** `REPLACE (expression AS name, …)`, or without parentheses for one. */
function parseRenamed(
  cursor: Cursor,
  word: 'REPLACE' | 'RENAME',
  parseOne: (inside: Cursor) => Renamed,
): readonly Renamed[] | null {
  if (peekWord(cursor) !== word) return null;
  const group = peekGroup(cursor, 1);
  if (group === undefined) {
    cursor.index += 1;
    return [parseOne(cursor)];
  }
  cursor.index += 2;
  const inside = cursorInto(cursor.sql, group);
  const list = [parseOne(inside)];
  while (takeSymbol(inside, ',')) list.push(parseOne(inside));
  expectEnd(inside);
  return list;
}

function parseReplaced(inside: Cursor): Renamed {
  const expression = parseExpressionAt(inside);
  expectWord(inside, 'AS', 'Write REPLACE (expression AS column).');
  return { expression, alias: expectName(inside, 'a column name', true) };
}

function parseColumn(inside: Cursor): Renamed {
  const name = takeName(inside) ?? expectName(inside, 'a column name');
  expectWord(inside, 'AS', 'Write RENAME (column AS name).');
  const expression = { kind: 'column', qualifier: [], name, at: name.at } as const;
  return { expression, alias: expectName(inside, 'a name', true) };
}
