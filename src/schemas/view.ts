/** Views as definitions: a query's text, and the columns that it gives. */
import type { ColumnSpecs } from './define.ts';
import { columnsOf } from './define.ts';
import type { ColumnDefinition, SchemaName, TableDefinition, ViewSource } from './model.ts';

/** A column of a view that was made by CREATE VIEW. */
export interface ViewColumn {
  readonly name: string;
  /** What the view's query calls it. */
  readonly output: string;
  readonly type: ColumnDefinition['type'];
}

export interface OwnView {
  readonly name: string;
  /** The query as written. */
  readonly sql: string;
  /** Where its tables without a schema are looked up. */
  readonly defaultSchema: SchemaName;
  readonly columns: readonly ViewColumn[];
}

/** The view `LOCAL.name`. */
export function ownView({ name, sql, defaultSchema, columns }: OwnView): TableDefinition {
  return {
    schema: 'LOCAL',
    name,
    aliases: [],
    description: 'A view of your own.',
    columns: columns.map(columnDefinition),
    primaryKey: [],
    references: [],
    source: { kind: 'view', sql, defaultSchema },
  };
}

function columnDefinition({ name, output, type }: ViewColumn): ColumnDefinition {
  return {
    name,
    type,
    source: { kind: 'query', output },
    description: '',
    scale: 0,
    aliases: [],
    values: [],
    absentFromSummary: false,
    onlyInDetail: false,
  };
}

export interface ShippedViewSpec<C extends ColumnSpecs> {
  readonly name: string;
  readonly description: string;
  /** What a reader must know to trust its numbers: Markdown, in sentences. */
  readonly notes: string;
  /** In the order and under the names of the query. */
  readonly columns: C;
  readonly key: readonly NoInfer<Extract<keyof C, string>>[];
  /** Over the tables of ACCOUNTING. */
  readonly sql: string;
  /** Statements for its page, each with what it answers. */
  readonly examples: readonly ViewExample[];
}

export interface ViewExample {
  readonly title: string;
  readonly sql: string;
}

/** A view that comes with xero-sql, in BOOKS. */
export interface ShippedView {
  readonly table: TableDefinition & { readonly source: ViewSource };
  readonly notes: string;
  readonly examples: readonly ViewExample[];
}

export function defineView<C extends ColumnSpecs>(spec: ShippedViewSpec<C>): ShippedView {
  const columns = columnsOf(spec.columns, null).map((column) => ({
    ...column,
    aliases: [],
    source: { kind: 'query', output: column.name } as const,
  }));
  return {
    table: {
      schema: 'BOOKS',
      name: spec.name,
      aliases: [],
      description: spec.description,
      columns,
      primaryKey: spec.key,
      references: [],
      source: { kind: 'view', sql: spec.sql.trim(), defaultSchema: 'ACCOUNTING' },
    },
    notes: spec.notes,
    examples: spec.examples,
  };
}
