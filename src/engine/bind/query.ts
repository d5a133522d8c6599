/** A whole query: WITH, body, ORDER BY, LIMIT and OFFSET. */
import type { Query } from '../ast/ast.ts';
import { type OutputColumn, outputColumns, type Rel } from '../rel/rel.ts';
import { bindWith } from './ctes.ts';
import { limited } from './limit.ts';
import { sortOutput } from './orderBy.ts';
import { narrowed } from './retype.ts';
import { EMPTY_SCOPE, type Env, newLevel } from './scope.ts';
import { type Body, bindSelect } from './select.ts';
import { bindBody } from './setOperations.ts';
import { sqlError, type Statement } from './statement.ts';

export interface QueryResult {
  readonly rel: Rel;
  /** Exactly what `rel` yields, all of settled types. */
  readonly columns: readonly OutputColumn[];
}

export function bindQuery(written: Query, outer: Env): QueryResult {
  const { statement } = outer;
  const query = unwrap(written, statement);
  const env = bindWith(query, outer);
  const body = bindOrderedBody(query, env);
  const rows = limited(body.rel, query, env);
  // Columns that only the sort needed are dropped last.
  const rel = narrowed(statement, rows, body.columns);
  return { rel, columns: outputColumns(rel) };
}

function bindOrderedBody(query: Query, env: Env): Body {
  const { body, orderBy } = query;
  if (body.kind === 'select') return bindSelect(body, env, { orderBy, keepUnknown: false });
  const bound = bindBody(body, env);
  const level = newLevel(env, { kind: 'query' }, EMPTY_SCOPE, 'ORDER BY');
  return { ...bound, rel: sortOutput(orderBy, bound.rel, bound.columns, level) };
}

/**
 * `(SELECT …) ORDER BY … LIMIT …` is one query, as in PostgreSQL.
 * @throws SqlError SYNTAX_ERROR when a clause stands inside and outside.
 */
function unwrap(query: Query, statement: Statement): Query {
  const { body } = query;
  if (body.kind !== 'query') return query;
  const inner = unwrap(body, statement);
  const twice = (clause: string, at: number): Error =>
    sqlError(
      statement,
      'SYNTAX_ERROR',
      `${clause} stands both inside and outside the parentheses`,
      at,
      'Put the inner query in FROM: SELECT * FROM (…) AS q.',
    );
  const [firstOrder] = query.orderBy;
  if (firstOrder !== undefined && inner.orderBy.length > 0) {
    throw twice('ORDER BY', firstOrder.expression.at);
  }
  if (query.limit !== null && inner.limit !== null) throw twice('LIMIT', query.limit.at);
  if (query.offset !== null && inner.offset !== null) throw twice('OFFSET', query.offset.at);
  return {
    ...inner,
    with: [...query.with, ...inner.with],
    recursive: query.recursive || inner.recursive,
    orderBy: firstOrder === undefined ? inner.orderBy : query.orderBy,
    limit: query.limit ?? inner.limit,
    withTies: query.withTies ?? inner.withTies ?? false,
    offset: query.offset ?? inner.offset,
  };
}
