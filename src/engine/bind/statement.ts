/** What the binding of one statement shares: its text, its names, its ids. */
import { type ErrorCode, positionAt, SqlError } from '../../errors.ts';
import type { Catalogue, SchemaName } from '../../schemas/model.ts';
import type { Query } from '../ast/ast.ts';
import type { ColumnId, Cte, Expr, OutputColumn } from '../rel/rel.ts';
import { referencedColumns, visitExpr } from '../rel/walk.ts';
import type { SqlType } from '../values/types.ts';
import type { ParameterReader } from './parameters.ts';
import type { QueryLevel, ScopeTable } from './scope.ts';

export interface BindContext {
  /** The statement's text, for positions. */
  readonly sql: string;
  readonly catalogue: Catalogue;
  /** Where tables without a schema are looked up. */
  readonly defaultSchema: SchemaName;
  /** By position for `?` and `$1`, by name for `:name`; null where none may stand: in a view. */
  readonly parameters: readonly unknown[] | Readonly<Record<string, unknown>> | null;
  /** Parses the text of a view; needed where the catalogue has any. @throws SqlError */
  readonly readQuery?: (sql: string) => Query;
  /** The views that the query is part of, outermost first, by `viewKey`: none of them may be read. */
  readonly openViews?: readonly string[];
}

/** Where a column that was referred to comes from. */
interface Origin {
  /** The query whose FROM clause has it. */
  readonly level: QueryLevel;
  /** The table it belongs to. */
  readonly table: ScopeTable;
}

export interface Statement extends BindContext {
  readonly reader: ParameterReader;
  readonly openViews: readonly string[];
  /** How many views have been put in their places so far. */
  readonly viewCount: { value: number };
  /** In order of definition; grows as WITH clauses are bound. */
  readonly ctes: Cte[];
  readonly newId: () => number;
  /** Of every table column referred to so far. */
  readonly origins: Map<ColumnId, Origin>;
  /** Where a column reference stands in the text. */
  readonly references: WeakMap<Expr, number>;
  /** The columns that hold times on some clock; all other timestamps are instants. */
  readonly clockTimes: Set<ColumnId>;
  /** Tables whose rows an outer join may make up, of NULLs. */
  readonly outerTables: Set<ScopeTable>;
}

export function newStatement(context: BindContext, reader: ParameterReader): Statement {
  let last = 0;
  return {
    ...context,
    reader,
    openViews: context.openViews ?? [],
    viewCount: { value: 0 },
    ctes: [],
    newId: () => ++last,
    origins: new Map(),
    references: new WeakMap(),
    clockTimes: new Set(),
    outerTables: new Set(),
  };
}

/** The error to throw for what stands at offset `at`. Its message becomes a full sentence. */
export function sqlError(
  statement: Statement,
  code: ErrorCode,
  message: string,
  at: number,
  hint?: string,
): SqlError {
  const sentence = message.endsWith('.') ? message : `${message}.`;
  return new SqlError(code, sentence, { hint, position: positionAt(statement.sql, at) });
}

/** A column of a new operator. */
export const newColumn = (statement: Statement, name: string, type: SqlType): OutputColumn => ({
  id: statement.newId(),
  name,
  type,
});

/** What `from` holds as the columns `to`, by position. */
export function copyClockTimes(
  { clockTimes }: Statement,
  from: readonly OutputColumn[],
  to: readonly OutputColumn[],
): void {
  from.forEach(({ id }, index) => {
    const copy = to[index];
    if (clockTimes.has(id) && copy !== undefined) clockTimes.add(copy.id);
  });
}

export const columnExpr = (column: OutputColumn): Expr => ({
  kind: 'column',
  id: column.id,
  name: column.name,
  type: column.type,
});

/** Notes that `expr`, what a name at offset `at` stands for, belongs to `table` of `level`. */
export function noteReference(statement: Statement, expr: Expr, at: number, origin: Origin): void {
  visitExpr(expr, (part) => statement.references.set(part, at));
  for (const id of referencedColumns(expr)) {
    // A merged column reads columns of several tables, each of which was noted with its own.
    if (!statement.origins.has(id)) statement.origins.set(id, origin);
  }
}
