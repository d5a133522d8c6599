/** WITH: each common table expression is bound once and read under new ids wherever it is named. */
import type { CommonTableExpression, Query, TableExpression } from '../ast/ast.ts';
import type { Cte, OutputColumn, Rel } from '../rel/rel.ts';
import { isCorrelated, visitRel } from '../rel/walk.ts';
import { columnAliases } from './from.ts';
import { bindQuery } from './query.ts';
import { bindRecursive } from './recursion.ts';
import { columnsOf, type CteName, type Env, type FromItem, sameName, scopeOf } from './scope.ts';
import { copyClockTimes, newColumn, sqlError } from './statement.ts';

/** `env` with the names of the query's WITH clause. */
export function bindWith(query: Query, env: Env): Env {
  const outer = env.ctes;
  let names: readonly CteName[] = [];
  for (const [index, expression] of query.with.entries()) {
    checkNew(expression, names, env);
    // Under RECURSIVE a name may also mean itself or a later one.
    const open = query.recursive
      ? query.with.slice(index).map((later) => openName(later, env))
      : [];
    const inside = { ...env, ctes: [...open, ...names, ...outer] };
    const bound = query.recursive ? bindRecursive(expression, inside) : null;
    names = [bound ?? bindCte(expression, inside), ...names];
  }
  return { ...env, ctes: [...names, ...outer] };
}

function checkNew({ name }: CommonTableExpression, names: readonly CteName[], env: Env): void {
  if (!names.some((known) => sameName(known.name, name.name))) return;
  throw sqlError(env.statement, 'DUPLICATE_ALIAS', `WITH defines ${name.name} twice`, name.at);
}

const openName = ({ name, query }: CommonTableExpression, env: Env): CteName => ({
  name: name.name,
  cte: null,
  columns: [],
  open: true,
  source: { query, env },
});

function bindCte(expression: CommonTableExpression, env: Env): CteName {
  const { statement } = env;
  const { rel, columns } = bindQuery(expression.query, env);
  const name = expression.name.name;
  const names = columnAliases(statement, expression, columns.length, name);
  const renamed = columns.map((column, index) => ({
    ...column,
    name: names[index] ?? column.name,
  }));
  return {
    name,
    cte: isCorrelated(rel) ? null : addCte(env, name, rel),
    columns: renamed,
    open: false,
    source: { query: expression.query, env },
  };
}

function addCte({ statement }: Env, name: string, rel: Rel): Cte {
  const cte: Cte = { cteId: statement.newId(), name, rel };
  statement.ctes.push(cte);
  return cte;
}

/** The CTE that a table name means; null when there is none of that name. */
export function bindCteReference(
  node: Extract<TableExpression, { kind: 'table' }>,
  env: Env,
): FromItem | null {
  const { statement } = env;
  const found = env.ctes.find((cte) => sameName(cte.name, node.name.name));
  if (found === undefined) return null;
  if (found.open) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `${found.name} cannot be read here: it is being defined`,
      node.name.at,
      'A recursive query reads itself once, in the part after its last UNION; none reads a later one.',
    );
  }
  const { rel, columns } = readCte(found, env);
  const name = node.alias?.name.name ?? found.name;
  const scope = scopeOf({
    name,
    otherNames: [],
    schema: null,
    definition: null,
    columns: columnsOf(columns, columnAliases(statement, node.alias, columns.length, name)),
    at: (node.alias?.name ?? node.name).at,
  });
  return { rel, scope };
}

/** A CTE that depends on an outer row is no table of its own: it is bound again in its place. */
function readCte(
  { name, cte, columns, source }: CteName,
  { statement }: Env,
): { readonly rel: Rel; readonly columns: readonly OutputColumn[] } {
  if (cte === null) {
    const again = bindQuery(source.query, source.env);
    const named = again.columns.map((column, index) => ({
      ...column,
      name: columns[index]?.name ?? column.name,
    }));
    return { rel: again.rel, columns: named };
  }
  const read = columns.map((column) => newColumn(statement, column.name, column.type));
  copyClockTimes(statement, columns, read);
  return { rel: { kind: 'cteScan', cteId: cte.cteId, name, columns: read }, columns: read };
}

/** Those that the query reads, directly or through others: the rest is never computed. */
export function usedCtes(root: Rel, ctes: readonly Cte[]): readonly Cte[] {
  const used = new Set<number>();
  const note = (rel: Rel): void => {
    if (rel.kind === 'cteScan') used.add(rel.cteId);
  };
  visitRel(root, note);
  for (const cte of ctes.toReversed()) if (used.has(cte.cteId)) visitRel(cte.rel, note);
  return ctes.filter((cte) => used.has(cte.cteId));
}
