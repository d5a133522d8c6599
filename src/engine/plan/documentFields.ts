/** The fields of a document as its own table and those of its children hold them, by whatever name. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import { exprKey } from '../rel/equal.ts';
import type { Expr, ScanColumn } from '../rel/rel.ts';
import { replaceColumns } from '../rel/walk.ts';

/** The field of the document that a column holds, with its type; null when it holds none. */
export function fieldOf(table: TableDefinition, { column, type }: ScanColumn): string | null {
  const { source } = table;
  const { source: of } = columnNamed(table, column);
  if (source.kind !== 'endpoint' || of.kind !== 'json') return null;
  return of.up === source.rowPath.length ? JSON.stringify([type, of.path]) : null;
}

/** A text that conditions on two tables of one list share just when they say the same of its documents. */
export function documentCondition(
  condition: Expr,
  table: TableDefinition,
  columns: readonly ScanColumn[],
): string {
  const fields = new Map(columns.map((column) => [column.id, fieldOf(table, column)]));
  return exprKey(
    replaceColumns(condition, ({ id, type }) => {
      const field = fields.get(id) ?? null;
      return field === null ? undefined : { kind: 'column', id: 0, name: field, type };
    }),
  );
}
