/** Keys and references of all tables, as constraints in the SQL standard's sense. */
import type { ForeignKey, TableDefinition } from '../model.ts';

export interface Constraint {
  readonly table: TableDefinition;
  /** Unique in the table's schema. */
  readonly name: string;
  readonly type: 'PRIMARY KEY' | 'UNIQUE' | 'FOREIGN KEY';
  readonly columns: readonly string[];
  /** For a foreign key: the key it refers to, with the column of it for each of `columns`. */
  readonly target: { readonly key: Constraint; readonly columns: readonly string[] } | null;
}

export function constraintsOf(tables: readonly TableDefinition[]): readonly Constraint[] {
  const primary = tables.filter(({ primaryKey }) => primaryKey.length > 0).map(primaryKeyOf);
  const foreign = tables.flatMap((table) =>
    table.references.flatMap((reference) => foreignKeyOf(table, reference, tables) ?? []),
  );
  const unique = new Map<string, Constraint>();
  for (const { target } of foreign) {
    if (target?.key.type !== 'UNIQUE') continue;
    unique.set(`${target.key.table.schema}.${target.key.name}`, target.key);
  }
  return [...primary, ...unique.values(), ...foreign];
}

const primaryKeyOf = (table: TableDefinition): Constraint => ({
  table,
  name: `${table.name}_pkey`,
  type: 'PRIMARY KEY',
  columns: table.primaryKey,
  target: null,
});

function foreignKeyOf(
  table: TableDefinition,
  { columns, schema, table: name, targetColumns }: ForeignKey,
  tables: readonly TableDefinition[],
): Constraint | null {
  const target = tables.find((other) => other.schema === schema && other.name === name);
  if (target === undefined) return null;
  return {
    table,
    name: [table.name, ...columns, 'fkey'].join('_'),
    type: 'FOREIGN KEY',
    columns,
    target: { key: keyOf(target, targetColumns), columns: targetColumns },
  };
}

/** Columns that are referred to are unique, whether or not they are the table's own key. */
function keyOf(table: TableDefinition, columns: readonly string[]): Constraint {
  const { primaryKey } = table;
  const isPrimary =
    primaryKey.length === columns.length && columns.every((column) => primaryKey.includes(column));
  if (isPrimary) return primaryKeyOf(table);
  const name = [table.name, ...columns, 'key'].join('_');
  return { table, name, type: 'UNIQUE', columns, target: null };
}
