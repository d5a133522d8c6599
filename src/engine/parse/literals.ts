/** `DATE '2026-01-31'`, `TIMESTAMP '…'`, `INTERVAL '1 month'`, `INTERVAL 1 MONTH`. */
import type { Expression } from '../ast/ast.ts';
import { notSupported, type Token } from '../lex/index.ts';
import { here, peek, peekWord, refuse, type Cursor } from './cursor.ts';

const UNIT = /^(?:year|quarter|month|week|day|hour|minute|second|millisecond)s?$/i;

/** Types that PostgreSQL lets stand before a string and that have no literal here. */
const TYPES_BEFORE_STRING = new Set(
  `TIME TIMESTAMPTZ DATETIME NUMERIC DECIMAL INT INTEGER BIGINT SMALLINT FLOAT REAL MONEY BOOLEAN BOOL
   TEXT VARCHAR CHAR UUID JSON JSONB BYTEA`.split(/\s+/),
);

/** Reads a typed literal if one stands here; a column named `Date` or `Interval` is none. */
export function parseTypedLiteral(cursor: Cursor): Expression | undefined {
  const word = peekWord(cursor);
  switch (word) {
    case 'DATE':
      return typed(cursor, 'date', 1);
    case 'TIMESTAMP':
      return typed(cursor, 'timestamp', timeZoneWords(cursor));
    case 'INTERVAL':
      return parseInterval(cursor);
    default:
      if (TYPES_BEFORE_STRING.has(word) && peek(cursor, 1)?.kind === 'string') {
        refuse(
          cursor,
          `A literal of the form ${word} '…'`,
          `Use CAST('…' AS ${word.toLowerCase()}).`,
        );
      }
      return undefined;
  }
}

function typed(cursor: Cursor, type: 'date' | 'timestamp', words: number): Expression | undefined {
  const text = peek(cursor, words);
  if (text?.kind !== 'string') return undefined;
  const at = here(cursor);
  cursor.index += words + 1;
  return { kind: 'typedLiteral', type, value: text.value, at };
}

/** How many words name the type: 1, or 4 in `TIMESTAMP WITHOUT TIME ZONE`. */
function timeZoneWords(cursor: Cursor): number {
  if (peekWord(cursor, 2) !== 'TIME' || peekWord(cursor, 3) !== 'ZONE') return 1;
  if (peekWord(cursor, 1) === 'WITH')
    refuse(cursor, 'A literal of the form TIMESTAMP WITH TIME ZONE');
  return peekWord(cursor, 1) === 'WITHOUT' ? 4 : 1;
}

/** A sign belongs inside the quotes: `Interval - 2 Day` is a subtraction with an alias. */
function parseInterval(cursor: Cursor): Expression | undefined {
  const item = peek(cursor, 1);
  const unit = peekWord(cursor, 2);
  const hasUnit = UNIT.test(unit);
  if (item?.kind === 'parameter' || item?.kind === 'group') refuseComputed(cursor, hasUnit);
  const amount = amountOf(item);
  if (amount === undefined || (item?.kind === 'number' && !hasUnit)) return undefined;
  const at = here(cursor);
  if (hasUnit && peekWord(cursor, 3) === 'TO') refuse(cursor, 'An interval of two units');
  if (hasUnit && !/^\s*[+-]?\d*\.?\d*\s*$/.test(amount)) {
    notSupported(cursor.sql, at, 'A unit both in and after an interval');
  }
  cursor.index += hasUnit ? 3 : 2;
  const value = hasUnit ? `${amount.trim()} ${unit.toLowerCase()}` : amount;
  return { kind: 'typedLiteral', type: 'interval', value, at };
}

function amountOf(item: Token | { readonly kind: 'group' } | undefined): string | undefined {
  if (item?.kind === 'string') return item.value;
  return item?.kind === 'number' ? item.text : undefined;
}

/** `INTERVAL $1 DAY`: not SQL in PostgreSQL either. A call `interval(…)` without unit is the binder's. */
function refuseComputed(cursor: Cursor, hasUnit: boolean): void {
  if (hasUnit) refuse(cursor, 'A computed INTERVAL', "Multiply: $1 * INTERVAL '1 day'.");
}
