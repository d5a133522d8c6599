/** Text → AST. Nothing outside this folder knows node-sql-parser's shapes. */
import type { Expression, Statement, ViewStatement } from '../ast/ast.ts';
import { fail, syntaxError, tokenize, type Token } from '../lex/index.ts';
import {
  cursorOver,
  expectEnd,
  peekGroup,
  peekWord,
  refuse,
  takeWords,
  wordOf,
  type Cursor,
} from './cursor.ts';
import { nest } from './nest.ts';
import { parseExpressionAt } from './operators.ts';
import { parseQuery } from './query.ts';
import { takeViewStatement } from './views.ts';

/**
 * Parses one statement: a query, or EXPLAIN [ANALYZE] and a query. A `;` may follow.
 * @param sql - The statement; every `at` of the result is a UTF-16 offset into it.
 * @throws SqlError SYNTAX_ERROR, NOT_SUPPORTED, READ_ONLY, PARAMETER_ERROR or TOO_COMPLEX, with
 *   position and, where there is something to do, a hint.
 */
export function parse(sql: string): Statement {
  return guarded(sql, parseQueryStatement);
}

/** Parses what `parse` does, CREATE VIEW or DROP VIEW. Throws as `parse` does. */
export function parseStatement(sql: string): Statement | ViewStatement {
  return guarded(sql, (cursor) => takeViewStatement(cursor) ?? parseQueryStatement(cursor));
}

function parseQueryStatement(cursor: Cursor): Statement {
  const explain = takeExplain(cursor);
  const query = parseQuery(restOf(cursor));
  return explain === null
    ? { kind: 'query', query }
    : { kind: 'explain', analyze: explain.analyze, query };
}

/** Parses a single expression, as it may stand after WHERE. Throws as `parse` does. */
export function parseExpression(sql: string): Expression {
  return guarded(sql, (cursor) => {
    const expression = parseExpressionAt(cursor);
    expectEnd(cursor);
    return expression;
  });
}

function guarded<T>(sql: string, read: (cursor: Cursor) => T): T {
  const tokens = oneStatement(sql, tokenize(sql));
  const items = nest(sql, tokens);
  try {
    return read(cursorOver(sql, items, tokens.at(-1)?.end ?? 0));
  } catch (error) {
    // The stack's end: bounded nesting makes this unlikely, not impossible.
    if (!(error instanceof RangeError)) throw error;
    return fail(sql, 0, 'TOO_COMPLEX', 'The statement is nested too deeply.');
  }
}

function oneStatement(sql: string, tokens: readonly Token[]): readonly Token[] {
  const isEnd = (token: Token): boolean => token.kind === 'symbol' && token.text === ';';
  const end = tokens.findIndex(isEnd);
  const statement = end < 0 ? tokens : tokens.slice(0, end);
  const second = end < 0 ? undefined : tokens.slice(end).find((token) => !isEnd(token));
  if (statement.length === 0) {
    syntaxError(
      sql,
      0,
      'The statement is empty.',
      'Write a query, for example SELECT * FROM Invoices.',
    );
  }
  if (second !== undefined) {
    syntaxError(sql, second.at, 'A second statement begins here.', 'Run one statement at a time.');
  }
  return statement;
}

/** Consumes EXPLAIN [ANALYZE] or EXPLAIN (ANALYZE). */
function takeExplain(cursor: Cursor): { readonly analyze: boolean } | null {
  if (!takeWords(cursor, 'EXPLAIN')) return null;
  const options = peekGroup(cursor);
  if (options?.items.length === 1 && isAnalyze(wordOf(options.items[0]))) {
    cursor.index += 1;
    return { analyze: true };
  }
  const analyze = isAnalyze(peekWord(cursor));
  if (analyze) cursor.index += 1;
  const word = peekWord(cursor);
  if (['VERBOSE', 'QUERY', 'PLAN', 'FORMAT'].includes(word)) {
    refuse(cursor, `EXPLAIN ${word}`, 'Use EXPLAIN or EXPLAIN ANALYZE.');
  }
  return { analyze };
}

function isAnalyze(word: string): boolean {
  return word === 'ANALYZE' || word === 'ANALYSE';
}

function restOf(cursor: Cursor): Cursor {
  return cursorOver(cursor.sql, cursor.items.slice(cursor.index), cursor.endAt);
}
