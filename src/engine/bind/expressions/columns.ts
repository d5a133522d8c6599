/** Column names → columns of the FROM clause, here or further out. */
import type { Expression, Identifier } from '../../ast/ast.ts';
import { exprKey } from '../../rel/equal.ts';
import type { Expr } from '../../rel/rel.ts';
import { columnHint, qualifierHint } from '../names.ts';
import {
  type FromScope,
  type Level,
  matchColumns,
  matchTables,
  sameName,
  type ScopeColumn,
  type ScopeTable,
} from '../scope.ts';
import { noteReference, sqlError } from '../statement.ts';
import { bindExpression } from './index.ts';

export type ColumnNode = Extract<Expression, { kind: 'column' }>;

interface Match {
  readonly column: ScopeColumn;
  readonly table: ScopeTable;
}

/** @throws SqlError UNKNOWN_COLUMN, UNKNOWN_TABLE, AMBIGUOUS_COLUMN. */
export function bindColumn(node: ColumnNode, level: Level): Expr {
  for (let place: Level | null = level; place !== null; place = place.parent) {
    const expr = bindLocalColumn(node, place) ?? bindAlias(node, place);
    if (expr !== null) return expr;
  }
  if (level.clause === 'LIMIT') throw columnInLimit(node, level);
  if (node.qualifier.length > 0) throw unknownQualifier(node, level);
  throw unknownColumn(node, level, null);
}

/**
 * What an alias of the select list stands for, where aliases may be named. It is bound anew: its
 * subqueries make columns of their own.
 */
function bindAlias(node: ColumnNode, place: Level): Expr | null {
  if (node.qualifier.length > 0) return null;
  const meant = place.aliased.flatMap((item) =>
    item.kind === 'item' && item.alias !== null && sameName(item.alias.name, node.name.name)
      ? [bindExpression(item.expression, { ...place, aliased: [] })]
      : [],
  );
  if (new Set(meant.map(exprKey)).size < 2) return meant[0] ?? null;
  throw sqlError(
    place.statement,
    'AMBIGUOUS_COLUMN',
    `The select list has several columns named ${node.name.name}`,
    node.at,
  );
}

/** The column of `place`'s own FROM clause; null when it has none of that name. */
export function bindLocalColumn(node: ColumnNode, place: Level): Expr | null {
  const match =
    node.qualifier.length === 0
      ? findUnqualified(node, place)
      : findQualified(node, place, node.qualifier);
  if (match === null) return null;
  const expr = match.column.use();
  noteReference(place.statement, expr, node.at, { level: place.query, table: match.table });
  return expr;
}

function findUnqualified(node: ColumnNode, place: Level): Match | null {
  const matches = matchColumns(place.scope.columns, node.name.name);
  const [first, ...others] = matches;
  if (first === undefined) return null;
  const [table] = first.tables;
  if (table === undefined) return null;
  if (others.length === 0) return { column: first.column, table };
  throw ambiguous(
    node,
    place,
    matches.flatMap((match) => match.tables),
  );
}

function findQualified(
  node: ColumnNode,
  place: Level,
  qualifier: readonly Identifier[],
): Match | null {
  const table = findTable(place, place.scope, qualifier);
  if (table === null) return null;
  const matches = matchColumns(
    table.columns.map((column) => ({ column })),
    node.name.name,
  );
  const [first, ...others] = matches;
  if (first === undefined) throw unknownColumn(node, place, table);
  if (others.length === 0) return { column: first.column, table };
  throw ambiguous(node, place, [table]);
}

/**
 * The table that `qualifier` names in `scope`; null when none does.
 * @throws SqlError AMBIGUOUS_COLUMN when several do, NOT_SUPPORTED for more than two parts.
 */
export function findTable(
  level: Level,
  scope: FromScope,
  qualifier: readonly Identifier[],
): ScopeTable | null {
  const [schema, name] = qualifier.length === 1 ? [null, qualifier[0]] : qualifier;
  if (name === undefined || qualifier.length > 2) {
    throw sqlError(
      level.statement,
      'NOT_SUPPORTED',
      'A column has at most a schema and a table before it',
      qualifier[0]?.at ?? 0,
    );
  }
  const matches = matchTables(scope.tables, schema?.name ?? null, name.name);
  if (matches.length < 2) return matches[0] ?? null;
  throw sqlError(
    level.statement,
    'AMBIGUOUS_COLUMN',
    `${name.name} may be any of ${matches.map(qualifiedName).join(', ')}`,
    name.at,
    'Write the schema before it, or give the tables aliases.',
  );
}

const qualifiedName = (table: ScopeTable): string =>
  table.schema === null ? table.name : `${table.schema}.${table.name}`;

function ambiguous(node: ColumnNode, place: Level, tables: readonly ScopeTable[]): Error {
  const names = [...new Set(tables.map((table) => table.name))];
  const [only] = names;
  const single = names.length === 1 && only !== undefined;
  return sqlError(
    place.statement,
    'AMBIGUOUS_COLUMN',
    single
      ? `${only} has several columns named ${node.name.name}`
      : `${node.name.name} is in several tables: ${names.join(', ')}`,
    node.at,
    single
      ? 'Give them different names inside it.'
      : `Say which: ${names.map((name) => `${name}.${node.name.name}`).join(' or ')}.`,
  );
}

function unknownColumn(node: ColumnNode, level: Level, table: ScopeTable | null): Error {
  const { statement } = level;
  const { name, at } = node.name;
  const quoted = statement.sql.charAt(at) === '"';
  const where = table === null ? '' : ` in ${table.name}`;
  return sqlError(
    statement,
    'UNKNOWN_COLUMN',
    `There is no column ${name}${where}`,
    node.at,
    columnHint(level, { name, table, quoted }),
  );
}

const columnInLimit = (node: ColumnNode, { statement }: Level): Error =>
  sqlError(
    statement,
    'NOT_SUPPORTED',
    `LIMIT and OFFSET take a number or a parameter, not the column ${node.name.name}`,
    node.at,
  );

function unknownQualifier(node: ColumnNode, level: Level): Error {
  const table = node.qualifier.at(-1)?.name ?? '';
  return sqlError(
    level.statement,
    'UNKNOWN_TABLE',
    `There is no table ${node.qualifier.map(({ name }) => name).join('.')} in FROM`,
    node.at,
    qualifierHint(level, table),
  );
}
