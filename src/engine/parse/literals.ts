/** `DATE '2026-01-31'`, `TIMESTAMP '…'`, `INTERVAL '1 month'`, `INTERVAL 1 MONTH`. */
import type { Expression } from '../ast/ast.ts';
import { notSupported, type Token } from '../lex/index.ts';
import { here, peek, peekWord, refuse, type Cursor } from './cursor.ts';
import { parseOperand } from './operands.ts';

const UNIT = /^(?:year|quarter|month|week|day|hour|minute|second|millisecond)s?$/i;

/** Types that may stand before a string, which is then cast to them. */
const TYPES_BEFORE_STRING = new Set(
  `NUMERIC DECIMAL INT INTEGER BIGINT SMALLINT FLOAT REAL BOOLEAN BOOL TEXT VARCHAR CHAR UUID`.split(
    /\s+/,
  ),
);

/** Types that PostgreSQL has besides. */
const FOREIGN_BEFORE_STRING = new Set('TIME MONEY JSON JSONB BYTEA'.split(' '));

/** Reads a typed literal if one stands here; a column named `Date` or `Interval` is none. */
export function parseTypedLiteral(cursor: Cursor): Expression | undefined {
  const word = peekWord(cursor);
  switch (word) {
    case 'DATE':
      return typed(cursor, 'date', 1);
    case 'TIMESTAMP':
      return typed(cursor, 'timestamp', timeZoneWords(cursor));
    case 'TIMESTAMPTZ':
      return typed(cursor, 'timestamp', 1, true);
    case 'DATETIME':
      return typed(cursor, 'timestamp', 1);
    case 'INTERVAL':
      return parseInterval(cursor);
    default:
      return castLiteral(cursor, word);
  }
}

/** `NUMERIC '1.50'`. */
function castLiteral(cursor: Cursor, word: string): Expression | undefined {
  const text = peek(cursor, 1);
  if (text?.kind !== 'string') return undefined;
  if (FOREIGN_BEFORE_STRING.has(word)) {
    const hint = word === 'TIME' ? "Write TIMESTAMP '…' or INTERVAL '…'." : undefined;
    refuse(cursor, `A literal of the form ${word} '…'`, hint);
  }
  if (!TYPES_BEFORE_STRING.has(word)) return undefined;
  const at = here(cursor);
  cursor.index += 2;
  const operand = { kind: 'string', value: text.value, at: text.at } as const;
  return { kind: 'cast', operand, type: { name: word.toLowerCase(), args: [], at }, at };
}

function typed(
  cursor: Cursor,
  type: 'date' | 'timestamp',
  words: number,
  isZoned = peekWord(cursor, 1) === 'WITH',
): Expression | undefined {
  const text = peek(cursor, words);
  if (text?.kind !== 'string') return undefined;
  const at = here(cursor);
  cursor.index += words + 1;
  const zoned = isZoned ? { zoned: true as const } : {};
  return { kind: 'typedLiteral', type, value: text.value, ...zoned, at };
}

/** How many words name the type: 1, or 4 in `TIMESTAMP WITH[OUT] TIME ZONE`. */
function timeZoneWords(cursor: Cursor): number {
  if (peekWord(cursor, 2) !== 'TIME' || peekWord(cursor, 3) !== 'ZONE') return 1;
  return ['WITH', 'WITHOUT'].includes(peekWord(cursor, 1)) ? 4 : 1;
}

/** A sign belongs inside the quotes: `Interval - 2 Day` is a subtraction with an alias. */
function parseInterval(cursor: Cursor): Expression | undefined {
  const item = peek(cursor, 1);
  const unit = peekWord(cursor, 2);
  const hasUnit = UNIT.test(unit);
  if (item?.kind === 'parameter' || item?.kind === 'group') return parseComputed(cursor, hasUnit);
  const amount = amountOf(item);
  if (amount === undefined || (item?.kind === 'number' && !hasUnit)) return undefined;
  const at = here(cursor);
  if (hasUnit && peekWord(cursor, 3) === 'TO') return parseUnits(cursor, amount);
  if (hasUnit && !/^\s*[+-]?\d*\.?\d*\s*$/.test(amount)) {
    notSupported(cursor.sql, at, 'A unit both in and after an interval');
  }
  cursor.index += hasUnit ? 3 : 2;
  const value = hasUnit ? `${amount.trim()} ${unit.toLowerCase()}` : amount;
  return { kind: 'typedLiteral', type: 'interval', value, at };
}

/** `INTERVAL '1-2' YEAR TO MONTH`: the text says by itself what its parts are. */
function parseUnits(cursor: Cursor, value: string): Expression {
  const at = here(cursor);
  const isPlain = /^\s*[+-]?(?:\d+-\d+|(?:\d+\s+[+-]?)?\d+:\d+(?::\d+(?:\.\d+)?)?)\s*$/.test(value);
  if (!isPlain || !UNIT.test(peekWord(cursor, 4))) {
    refuse(cursor, 'An interval of two units', "Write INTERVAL '1 day 12 hours'.");
  }
  const isClock = /^\s*[+-]?\d+:\d+\s*$/.test(value) && peekWord(cursor, 2) === 'MINUTE';
  // '5:30' is hours and minutes, unless it is said to be minutes and seconds.
  const text = isClock ? value.replace(/^\s*([+-]?)(\d+):/, minutesOf) : value;
  cursor.index += 5;
  return { kind: 'typedLiteral', type: 'interval', value: text, at };
}

const minutesOf = (_: string, sign: string, minutes: string): string =>
  `${sign}00:${minutes.padStart(2, '0')}:`;

function amountOf(item: Token | { readonly kind: 'group' } | undefined): string | undefined {
  if (item?.kind === 'string') return item.value;
  return item?.kind === 'number' ? item.text : undefined;
}

/** `INTERVAL (n) DAY` is n times a day. A call `interval(…)` without unit is the binder's. */
function parseComputed(cursor: Cursor, hasUnit: boolean): Expression | undefined {
  if (!hasUnit) return undefined;
  const at = here(cursor);
  cursor.index += 1;
  const left = parseOperand(cursor);
  const value = `1 ${peekWord(cursor).toLowerCase()}`;
  cursor.index += 1;
  const right = { kind: 'typedLiteral', type: 'interval', value, at } as const;
  return { kind: 'arithmetic', operator: '*', left, right, at };
}
