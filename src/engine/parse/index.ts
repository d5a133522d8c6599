/** Text → AST. Nothing outside this folder knows node-sql-parser's shapes. */
import type { Statement } from '../ast/ast.ts';

/**
 * Parses one SQL statement.
 * @throws SqlError SYNTAX_ERROR, NOT_SUPPORTED, READ_ONLY or TOO_COMPLEX, with position and hint.
 */
export function parse(_sql: string): Statement {
  throw new Error('not written yet');
}
