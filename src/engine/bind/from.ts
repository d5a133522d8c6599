/** FROM: tables, common table expressions and derived tables → operators and the names they make. */
import { nearestName } from '../../suggest.ts';
import type { Identifier, TableAlias, TableExpression } from '../ast/ast.ts';
import { OWN_SCHEMAS, SCHEMA_NAMES, type TableDefinition } from '../../schemas/model.ts';
import type { Expr, Rel, ScanColumn } from '../rel/rel.ts';
import { bindCteReference } from './ctes.ts';
import { columnCount } from './expressions/comparisons.ts';
import { bindJoin, crossJoin } from './joins.ts';
import { tableHint } from './names.ts';
import { pivoted, unpivoted } from './pivot.ts';
import { bindQuery } from './query.ts';
import {
  besides,
  columnsOf,
  EMPTY_SCOPE,
  type Env,
  type FromItem,
  type FromScope,
  newLevel,
  type QueryLevel,
  sameName,
  type ScopeColumn,
  scopeOf,
} from './scope.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';
import { bindUnion } from './unionTable.ts';
import { bindTableFunction } from './tableFunctions.ts';
import { bindView, viewKey } from './views.ts';

/** Where in a FROM clause a table stands. */
export interface FromPlace {
  readonly env: Env;
  readonly query: QueryLevel;
  /** The tables to its left, which a LATERAL subquery sees. */
  readonly left: FromScope;
}

/** What a query without FROM selects from: one row without columns. */
const NO_TABLE: FromItem = {
  rel: { kind: 'values', columns: [], rows: [[]] },
  scope: EMPTY_SCOPE,
};

export function bindFrom(
  tables: readonly TableExpression[],
  env: Env,
  query: QueryLevel,
): FromItem {
  let all: FromItem | null = null;
  for (const table of tables) {
    const next = bindTableExpression(table, { env, query, left: all?.scope ?? EMPTY_SCOPE });
    all = all === null ? next : crossJoin(env.statement, all, next);
  }
  return all ?? NO_TABLE;
}

export function bindTableExpression(node: TableExpression, place: FromPlace): FromItem {
  switch (node.kind) {
    case 'table':
      return bindTable(node, place.env);
    case 'derived':
      return bindDerived(node, place);
    case 'function':
      return bindTableFunction(node, place);
    case 'pivot':
      return bindDerived(pivoted(node, place), place);
    case 'unpivot':
      return bindDerived(unpivoted(node, place), place);
    case 'join':
      return bindJoin(node, place);
  }
}

// ------------------------------------------------------------------- tables

type TableNode = Extract<TableExpression, { kind: 'table' }>;

function bindTable(node: TableNode, env: Env): FromItem {
  return (node.schema === null ? bindCteReference(node, env) : null) ?? bindBaseTable(node, env);
}

function bindBaseTable(node: TableNode, env: Env): FromItem {
  const { statement } = env;
  const definition = findTable(node, env);
  const name = node.alias?.name.name ?? definition.name;
  const renamed = columnAliases(statement, node.alias, definition.columns.length, name);
  const named = {
    name,
    otherNames: node.alias === null ? [node.name.name] : [],
    schema: node.alias === null ? definition.schema : null,
    definition,
    at: (node.alias?.name ?? node.name).at,
  };
  if (definition.source.kind === 'union') {
    const { rel, columns } = bindUnion(statement, definition, definition.source);
    return { rel, scope: scopeOf({ ...named, columns: columnsOf(columns, renamed) }) };
  }
  if (definition.source.kind === 'view') {
    const { rel, columns } = bindView(statement, definition, definition.source, node.name.at);
    return { rel, scope: scopeOf({ ...named, columns: columnsOf(columns, renamed) }) };
  }
  const columns: ScanColumn[] = [];
  const rel: Rel = {
    kind: 'scan',
    scanId: statement.newId(),
    table: definition,
    alias: name,
    columns,
  };
  const scope = scopeOf({
    ...named,
    columns: scanColumns(statement, definition, columns, renamed),
  });
  return { rel, scope };
}

const UNTYPED_NULL: Expr = { kind: 'literal', value: null, type: 'unknown' };

/** The columns of a table; one gets an id, and the scan yields it, when it is first used. */
function scanColumns(
  statement: Statement,
  definition: TableDefinition,
  yielded: ScanColumn[],
  renamed: readonly string[],
): readonly ScopeColumn[] {
  const use = (name: string, column: TableDefinition['columns'][number]): Expr => {
    let known = yielded.find((candidate) => candidate.column === column.name);
    if (known === undefined) {
      known = { ...newColumn(statement, name, column.type), column: column.name };
      yielded.push(known);
    }
    return columnExpr(known);
  };
  return definition.columns.map((column, index) => {
    const name = renamed[index] ?? column.name;
    const aliases = renamed[index] === undefined ? column.aliases : [];
    return column.untyped === true
      ? { name, aliases, type: 'unknown', use: () => UNTYPED_NULL }
      : { name, aliases, type: column.type, use: () => use(name, column) };
  });
}

/** @throws SqlError UNKNOWN_SCHEMA, UNKNOWN_TABLE. */
function findTable({ schema, name }: TableNode, { statement, ctes }: Env): TableDefinition {
  const { catalogue, defaultSchema } = statement;
  if (schema !== null) checkSchema(statement, schema);
  const found = catalogue.find(schema?.name ?? null, name.name, defaultSchema);
  if (found !== null) {
    return schema === null ? withoutHiding(statement, found, name) : found;
  }
  const where = schema === null ? '' : ` in ${schema.name.toUpperCase()}`;
  const inScope = schema === null ? ctes.map((cte) => cte.name) : [];
  throw sqlError(
    statement,
    'UNKNOWN_TABLE',
    `There is no table ${name.name}${where}`,
    name.at,
    tableHint(catalogue, schema?.name ?? null, name.name, inScope),
  );
}

/**
 * A local table takes no name away from Xero's, nor they from it: where both have it, the schema says
 * which is meant. The other spellings of a table of Xero's (`Item` for `Items`) give way.
 * @throws SqlError AMBIGUOUS_TABLE
 */
function withoutHiding(
  statement: Statement,
  found: TableDefinition,
  name: Identifier,
): TableDefinition {
  const local = statement.catalogue.find('LOCAL', name.name, statement.defaultSchema);
  if (local === null || local === found) return found;
  // A view may be called as a table that it reads.
  if (statement.openViews.includes(viewKey(local))) return found;
  if (!sameName(found.name, name.name)) return local;
  throw sqlError(
    statement,
    'AMBIGUOUS_TABLE',
    `${name.name} is a ${kindOf(local)} and a ${found.source.kind === 'view' ? 'view' : 'table'} of ${found.schema}`,
    name.at,
    `Write LOCAL.${local.name} or ${found.schema}.${found.name}.`,
  );
}

const kindOf = ({ source }: TableDefinition): string =>
  source.kind === 'view' ? 'view of yours' : 'local table';

function checkSchema(statement: Statement, { name, at }: Identifier): void {
  const known = [...SCHEMA_NAMES, ...OWN_SCHEMAS];
  if (known.some((schema) => sameName(schema, name))) return;
  const near = nearestName(name, known);
  throw sqlError(
    statement,
    'UNKNOWN_SCHEMA',
    `There is no schema ${name}`,
    at,
    near === undefined ? `The schemas are ${SCHEMA_NAMES.join(', ')}.` : `Did you mean ${near}?`,
  );
}

/** The names that `AS t (a, b)` gives the first columns. @throws SqlError COLUMN_COUNT */
export function columnAliases(
  statement: Statement,
  alias: TableAlias | null,
  columns: number,
  table: string,
): readonly string[] {
  const extra = alias?.columns[columns];
  if (extra !== undefined) {
    throw sqlError(
      statement,
      'COLUMN_COUNT',
      `${table} has ${columnCount(columns)}, but ${alias?.columns.length ?? 0} names are given`,
      extra.at,
    );
  }
  return alias?.columns.map((column) => column.name) ?? [];
}

// ----------------------------------------------------------- derived tables

type DerivedNode = Extract<TableExpression, { kind: 'derived' }>;

/** What a subquery without alias is called in messages; nothing can name it. */
export const ANONYMOUS = '(subquery)';

function bindDerived(node: DerivedNode, place: FromPlace): FromItem {
  const { rel, columns } = bindQuery(node.query, envOfDerived(node, place));
  const { statement } = place.env;
  const name = node.alias?.name.name ?? ANONYMOUS;
  const scope = scopeOf({
    name,
    otherNames: [],
    schema: null,
    definition: null,
    columns: columnsOf(columns, columnAliases(statement, node.alias, columns.length, name)),
    at: node.alias?.name.at ?? node.at,
  });
  return { rel, scope };
}

/** Only a LATERAL subquery sees the tables to its left. */
function envOfDerived(node: DerivedNode, { env, query, left }: FromPlace): Env {
  if (node.lateral) return { ...env, parent: newLevel(env, query, left, 'FROM') };
  const beside = left.tables.map((table) => ({ table, why: 'derived' as const }));
  return { ...env, unreachable: [...env.unreachable, ...beside] };
}

/** The names of two parts of a FROM clause together. @throws SqlError DUPLICATE_ALIAS */
export function combine(statement: Statement, left: FromScope, right: FromScope): FromScope {
  for (const table of right.tables) {
    const twin = left.tables.find(
      (other) =>
        sameName(other.name, table.name) &&
        other.name !== ANONYMOUS &&
        (other.schema === null || table.schema === null || other.schema === table.schema),
    );
    if (twin === undefined) continue;
    throw sqlError(
      statement,
      'DUPLICATE_ALIAS',
      `Two tables are called ${table.name}`,
      table.at,
      `Give one of them another alias: ${table.name} AS ${table.name.charAt(0).toLowerCase()}2.`,
    );
  }
  return besides(left, right);
}
