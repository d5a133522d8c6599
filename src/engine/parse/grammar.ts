/** Runs node-sql-parser over a skeleton. */
import nodeSqlParser from 'node-sql-parser/build/postgresql.js';
import { fail } from '../lex/index.ts';
import type { Cursor } from './cursor.ts';
import { unexpectedAt } from './hints.ts';
import { userOffset, type Skeleton } from './skeleton.ts';

const parser = new nodeSqlParser.Parser();

/**
 * @returns What the parser made of the skeleton, unchecked.
 * @throws SqlError SYNTAX_ERROR that points into the user's text, where the grammar gave up.
 */
export function runGrammar(skeleton: Skeleton, cursor: Cursor): unknown {
  try {
    return parser.astify(skeleton.text);
  } catch (error) {
    if (error instanceof RangeError) {
      fail(cursor.sql, 0, 'TOO_COMPLEX', 'The statement has too many parts.');
    }
    const offset = offsetOf(error);
    if (offset === undefined) throw error;
    return unexpectedAt(cursor, userOffset(skeleton, offset));
  }
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
