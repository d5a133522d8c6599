/** What names mean at a place of the statement. */
import type { TableDefinition } from '../../schemas/model.ts';
import type { Query, SelectItem } from '../ast/ast.ts';
import type { ColumnId, Cte, Expr, OutputColumn, Rel } from '../rel/rel.ts';
import type { SqlType } from '../values/types.ts';
import type { AggregateSink } from './aggregates.ts';
import type { Statement } from './statement.ts';
import type { RowSink } from './selectedRows.ts';
import type { WindowSink } from './windows.ts';

export interface ScopeColumn {
  /** As declared. */
  readonly name: string;
  /** Names that resolve too but are never shown. */
  readonly aliases: readonly string[];
  readonly type: SqlType;
  /** A new reference; from then on its table yields it. */
  readonly use: () => Expr;
}

export interface ScopeTable {
  /** The alias, else the table's name. */
  readonly name: string;
  /** Also matches: a table without an alias, written by one of its other names. */
  readonly otherNames: readonly string[];
  /** Null for all but tables without an alias. */
  readonly schema: string | null;
  readonly definition: TableDefinition | null;
  readonly columns: readonly ScopeColumn[];
  /** Where its name or alias stands. */
  readonly at: number;
}

/** A column as a name without qualifier finds it, and as `*` lists it. */
export interface VisibleColumn {
  readonly column: ScopeColumn;
  /** One; several for a column merged by USING or NATURAL. */
  readonly tables: readonly ScopeTable[];
}

/** The names that a FROM clause, or a part of it, makes. */
export interface FromScope {
  readonly tables: readonly ScopeTable[];
  readonly columns: readonly VisibleColumn[];
}

/** What both sides of a join, or of a comma, make visible. */
export const besides = (left: FromScope, right: FromScope): FromScope => ({
  tables: [...left.tables, ...right.tables],
  columns: [...left.columns, ...right.columns],
});

export const EMPTY_SCOPE: FromScope = { tables: [], columns: [] };

/** A part of a FROM clause: what it computes and the names it makes. */
export interface FromItem {
  readonly rel: Rel;
  readonly scope: FromScope;
}

/** A name from a WITH clause. */
export interface CteName {
  readonly name: string;
  /** The bound one; null for one that depends on an outer row and is bound where it is read. */
  readonly cte: Cte | null;
  readonly columns: readonly OutputColumn[];
  /** Being defined right now under WITH RECURSIVE: may not be read. */
  readonly open: boolean;
  readonly source: { readonly query: Query; readonly env: Env };
}

/** Where a query stands: what it can see from outside. */
export interface Env {
  readonly statement: Statement;
  /** The place in the outer query; null for the outermost. */
  readonly parent: Level | null;
  /** Inner ones first. */
  readonly ctes: readonly CteName[];
  /** Tables nearby that may not be named here: hints know of them. */
  readonly unreachable: readonly Unreachable[];
}

export interface Unreachable {
  readonly table: ScopeTable;
  /** Outside the join whose ON this is, or beside the derived table that this is in. */
  readonly why: 'join' | 'derived';
}

/** Identity of one SELECT: all places inside it share it. */
export interface QueryLevel {
  readonly kind: 'query';
}

export type Clause =
  | 'SELECT'
  | 'FROM'
  | 'WHERE'
  | 'ON'
  | 'GROUP BY'
  | 'HAVING'
  | 'OVER'
  | 'QUALIFY'
  | 'DISTINCT ON'
  | 'ORDER BY'
  | 'LIMIT'
  | 'VALUES'
  | 'FILTER';

/** A place in a query where expressions stand. */
export interface Level extends Env {
  readonly query: QueryLevel;
  readonly scope: FromScope;
  readonly clause: Clause;
  /** Where aggregates go; null where they may not stand. */
  readonly aggregates: AggregateSink | null;
  /** Where window functions go; null where they may not stand. */
  readonly windows: WindowSink | null;
  /** Where functions that make rows go; null where they may not stand. */
  readonly rows: RowSink | null;
  /** The select list, where names that are no column may mean its aliases: in QUALIFY. */
  readonly aliased: readonly SelectItem[];
  /** Names of the select list, which hints know of. */
  readonly outputNames: readonly string[];
}

export const newLevel = (env: Env, query: QueryLevel, scope: FromScope, clause: Clause): Level => ({
  ...env,
  query,
  scope,
  clause,
  aggregates: null,
  windows: null,
  rows: null,
  aliased: [],
  outputNames: [],
});

export const sameName = (left: string, right: string): boolean =>
  left.toLowerCase() === right.toLowerCase();

/** Declared names first: hidden ones count only where no declared one matches. */
export function matchColumns<T extends { readonly column: ScopeColumn }>(
  columns: readonly T[],
  name: string,
): readonly T[] {
  const declared = columns.filter(({ column }) => sameName(column.name, name));
  if (declared.length > 0) return declared;
  return columns.filter(({ column }) => column.aliases.some((alias) => sameName(alias, name)));
}

/** The tables that the qualifier `name` or `schema.name` means. */
export function matchTables(
  tables: readonly ScopeTable[],
  schema: string | null,
  name: string,
): readonly ScopeTable[] {
  return tables.filter(
    (table) =>
      [table.name, ...table.otherNames].some((known) => sameName(known, name)) &&
      (schema === null || (table.schema !== null && sameName(table.schema, schema))),
  );
}

/** Ordinary columns of one table, in order. */
export function scopeOf(table: ScopeTable): FromScope {
  return { tables: [table], columns: table.columns.map((column) => ({ column, tables: [table] })) };
}

/** Columns that an operator already yields, under their names or the first of `names`. */
export function columnsOf(
  columns: readonly OutputColumn[],
  names: readonly string[] = [],
): readonly ScopeColumn[] {
  return columns.map((column, index) => {
    const name = names[index] ?? column.name;
    return {
      name,
      aliases: [],
      type: column.type,
      use: (): Expr => ({ kind: 'column', id: column.id, name, type: column.type }),
    };
  });
}

/** Ids that a scope's columns were given so far are in `Statement.origins`; this finds one's table. */
export function originTable(statement: Statement, id: ColumnId): ScopeTable | null {
  return statement.origins.get(id)?.table ?? null;
}
