/** Runs node-sql-parser over a skeleton. */
import nodeSqlParser from 'node-sql-parser/build/postgresql.js';
import { fail } from '../lex/index.ts';
import type { Cursor } from './cursor.ts';
import { unexpectedAt } from './hints.ts';
import { userOffset, type Skeleton } from './skeleton.ts';

const parser = new nodeSqlParser.Parser();

/** Columns, tables, keywords and commas of one query. The parser's time grows faster than they do. */
const MAX_PIECES = 10_000;

/**
 * @returns What the parser made of the skeleton, unchecked.
 * @throws SqlError SYNTAX_ERROR that points into the user's text, where the grammar gave up.
 */
export function runGrammar(skeleton: Skeleton, cursor: Cursor): unknown {
  if (skeleton.pieces.length > MAX_PIECES) tooLong(cursor);
  try {
    return parser.astify(skeleton.text);
  } catch (error) {
    if (error instanceof RangeError) tooLong(cursor);
    const offset = offsetOf(error);
    if (offset === undefined) throw error;
    return unexpectedAt(cursor, userOffset(skeleton, offset));
  }
}

function tooLong(cursor: Cursor): never {
  fail(cursor.sql, cursor.items[0]?.at ?? 0, 'TOO_COMPLEX', 'This query has too many parts.');
}

function offsetOf(error: unknown): number | undefined {
  if (!isRecord(error) || !isRecord(error['location']) || !isRecord(error['location']['start'])) {
    return undefined;
  }
  const { offset } = error['location']['start'];
  return typeof offset === 'number' ? offset : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
