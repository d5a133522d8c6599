/** Syntax tree → bound relational algebra: names, types, scopes and grouping are settled here. */
import type { Query } from '../ast/ast.ts';
import type { BoundQuery } from '../rel/rel.ts';
import { usedCtes } from './ctes.ts';
import { parameterReader } from './parameters.ts';
import { bindQuery } from './query.ts';
import { type BindContext, newStatement } from './statement.ts';

export type { BindContext } from './statement.ts';
export { viewKey } from './views.ts';

/**
 * Binds one query.
 * @param query the tree that `parse` made of `context.sql`.
 * @throws SqlError for names that are unknown, ambiguous or used twice, types that do not meet,
 *   values that cannot be read, wrong grouping or parameters, and SQL that is not there yet;
 *   with the position in `context.sql` and, where there is one, a hint.
 */
export function bind(query: Query, context: BindContext): BoundQuery {
  const reader = parameterReader(context);
  const statement = newStatement(context, reader);
  const { rel, columns } = bindQuery(query, {
    statement,
    parent: null,
    ctes: [],
    unreachable: [],
  });
  reader.finish();
  return { root: rel, columns, ctes: usedCtes(rel, statement.ctes) };
}
