import { columnsOf, type ColumnSpecs } from '../define.ts';
import type { CatalogueValue, SystemSchema, TableDefinition } from '../model.ts';

export interface SystemTableSpec<C extends ColumnSpecs> {
  /** SYS by default. */
  readonly schema?: SystemSchema;
  readonly name: string;
  readonly description: string;
  readonly columns: C;
  readonly key: readonly NoInfer<Extract<keyof C, string>>[];
  readonly rows: () => readonly Readonly<
    Record<NoInfer<Extract<keyof C, string>>, CatalogueValue>
  >[];
}

/** A table whose rows the catalogue holds. Rows are given by name, so that none is misplaced. */
export function defineSystemTable<C extends ColumnSpecs>(
  spec: SystemTableSpec<C>,
): TableDefinition {
  const columns = columnsOf(spec.columns, null);
  const names = columns.map(({ name }) => name as Extract<keyof C, string>);
  return {
    schema: spec.schema ?? 'SYS',
    name: spec.name,
    aliases: [],
    description: spec.description,
    columns,
    primaryKey: spec.key,
    references: [],
    source: {
      kind: 'catalogue',
      rows: () => spec.rows().map((row) => names.map((name) => row[name])),
    },
  };
}

/** The tables the system tables speak of, themselves included. */
export type Tables = () => readonly TableDefinition[];
