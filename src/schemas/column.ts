import type { ColumnDefinition, TableDefinition } from './model.ts';

/** The definition of a column that the engine already knows to exist. */
export function columnNamed(table: TableDefinition, name: string): ColumnDefinition {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`${table.name} has no column ${name}`);
  return column;
}
