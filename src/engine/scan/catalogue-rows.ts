/** Rows that the catalogue itself holds: the `sys_` tables. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { valueReader } from './values.ts';

/** `rows` hold a value for each column of `table`; `columns` names the ones wanted. */
export function catalogueRows(
  table: TableDefinition,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): readonly Tuple[] {
  const readers = columns.map((column) => catalogueReader(table, column));
  return rows.map((row) => readers.map((read) => read(row)));
}

function catalogueReader(
  table: TableDefinition,
  name: string,
): (row: readonly unknown[]) => SqlValue {
  const column = columnNamed(table, name);
  const index = table.columns.indexOf(column);
  const read = valueReader(column);
  return (row) => {
    const value = row[index];
    if (value === undefined || value === null) return null;
    const converted = read(value);
    if (converted === undefined) throw new Error(`${table.name}.${name} is no ${column.type}`);
    return converted;
  };
}
