/** Type names: after `::` and in `CAST(x AS …)`. */
import type { TypeName } from '../ast/ast.ts';
import {
  cursorInto,
  expectName,
  here,
  peek,
  peekBracket,
  peekGroup,
  peekSymbol,
  peekWord,
  refuse,
  takeSymbol,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';

/** Second words of two-word names: `double precision`, `character varying`. */
const SECOND_WORDS: Readonly<Record<string, string>> = {
  DOUBLE: 'PRECISION',
  CHARACTER: 'VARYING',
  CHAR: 'VARYING',
  NATIONAL: 'CHARACTER',
  BIT: 'VARYING',
};

/** Reads `name[(n[, n])] [WITH[OUT] TIME ZONE]`. */
export function parseTypeName(cursor: Cursor): TypeName {
  const first = expectName(cursor, 'a type');
  let name = first.name.toLowerCase();
  const second = SECOND_WORDS[first.name.toUpperCase()];
  if (second !== undefined && takeWords(cursor, second)) name += ` ${second.toLowerCase()}`;
  if (peekSymbol(cursor) === '.') refuse(cursor, 'A schema before a type');
  const args = parseTypeArguments(cursor);
  if (name === 'timestamp' || name === 'time') {
    if (takeWords(cursor, 'WITH', 'TIME', 'ZONE')) name += ' with time zone';
    else if (takeWords(cursor, 'WITHOUT', 'TIME', 'ZONE')) name += ' without time zone';
  }
  const array = takeArray(cursor);
  return { name, args, ...(array ? { array } : {}), at: first.at };
}

/** `[]` or ARRAY after a type, also with a length, which means nothing as in PostgreSQL. */
function takeArray(cursor: Cursor): true | undefined {
  const word = takeWords(cursor, 'ARRAY') || undefined;
  const group = peekBracket(cursor);
  if (group === undefined) return word;
  cursor.index += 1;
  const [length] = group.items;
  if (length !== undefined && (length.kind !== 'number' || group.items.length > 1)) {
    unexpected(cursorInto(cursor.sql, group), 'Expected "]"');
  }
  if (peekBracket(cursor) !== undefined) {
    refuse(cursor, 'An array of arrays', 'Arrays have one dimension here.');
  }
  return true;
}

function parseTypeArguments(cursor: Cursor): readonly number[] {
  const group = peekGroup(cursor);
  if (group === undefined) return [];
  cursor.index += 1;
  const inside = cursorInto(cursor.sql, group);
  const args = [parseTypeArgument(inside)];
  while (takeSymbol(inside, ',')) args.push(parseTypeArgument(inside));
  if (peek(inside) !== undefined) unexpected(inside, 'Expected ","');
  return args;
}

function parseTypeArgument(cursor: Cursor): number {
  const item = peek(cursor);
  if (item?.kind !== 'number' || !/^\d{1,9}$/.test(item.text)) {
    if (here(cursor) !== cursor.endAt && peekWord(cursor) === 'MAX') {
      refuse(cursor, 'The length MAX', 'Leave the length out.');
    }
    return unexpected(cursor, "Expected a whole number as the type's length");
  }
  cursor.index += 1;
  return Number(item.text);
}
