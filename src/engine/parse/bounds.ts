/** How large a statement may be in the ways that cost the parser, or later stages' stacks, too much. */
import { fail } from '../lex/index.ts';
import { here, type Cursor } from './cursor.ts';

/** Terms of one chain: `a + b + …`, nested NOTs and signs, joins, set operations, WITH queries. */
export const MAX_CHAIN = 500;

/**
 * @param count - How many terms came before the one at the cursor.
 * @throws SqlError TOO_COMPLEX above `MAX_CHAIN`.
 */
export function boundChain(cursor: Cursor, count: number, what: string): void {
  if (count < MAX_CHAIN) return;
  fail(
    cursor.sql,
    here(cursor),
    'TOO_COMPLEX',
    `More than ${MAX_CHAIN} ${what} follow each other here.`,
    'Split the statement with parentheses or WITH queries.',
  );
}
