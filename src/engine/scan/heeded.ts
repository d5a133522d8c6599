/**
 * Whether Xero did what it was asked. Conditions that it applies exactly are not part of the plan any
 * more, and an order spares reading the rest of a list: a service that let one pass in silence would
 * make rows wrong that look right. What came is therefore held against what was asked.
 */
import { columnNamed } from '../../schemas/column.ts';
import type { ColumnDefinition, TableDefinition } from '../../schemas/model.ts';
import { compilePlainPredicate, layoutOf } from '../expr/index.ts';
import type { ListReading } from '../plan/plan.ts';
import type { Expr } from '../rel/rel.ts';
import { referencedColumns } from '../rel/walk.ts';
import type { SqlValue } from '../values/types.ts';
import { compileDecoder } from './decode.ts';
import type { Json } from './object-reader.ts';

/** Whether a document passes the conditions that Xero was to apply. */
export type DocumentCheck = (document: Json) => boolean;

/** null when nothing was asked that shows in documents. @param call named in errors */
export function documentCheck(plan: ListReading, call: string, now: Date): DocumentCheck | null {
  const { source } = plan.table;
  if (source.kind !== 'endpoint') return null;
  const conditions = plan.exact.filter((expr) => isSeenInDocuments(expr, plan));
  if (conditions.length === 0) return null;
  const used = new Set(conditions.flatMap((expr) => [...referencedColumns(expr)]));
  const columns = plan.conditionColumns.filter(({ id }) => used.has(id));
  const names = columns.map(({ column }) => column);
  const decode = compileDecoder(documentTable(plan.table, names), names, call);
  const tests = conditions.map((expr) => compilePlainPredicate(expr, layoutOf(columns), { now }));
  // conditions on documents say nothing of organisations
  const tenant = { tenantId: '', tenantName: null };
  return (document) => {
    const [row = []] = decode([document], tenant);
    return tests.every((test) => test(row));
  };
}

function isSeenInDocuments(expr: Expr, { table, conditionColumns }: ListReading): boolean {
  const ids = referencedColumns(expr);
  return conditionColumns.every(
    ({ id, column }) => !ids.has(id) || isOfDocument(columnNamed(table, column), table),
  );
}

function isOfDocument({ source, onlyInDetail }: ColumnDefinition, table: TableDefinition): boolean {
  if (source.kind !== 'json' || onlyInDetail || table.source.kind !== 'endpoint') return false;
  return source.up === table.source.rowPath.length;
}

/** The documents themselves as the rows of the table, with these of its columns. */
function documentTable(table: TableDefinition, names: readonly string[]): TableDefinition {
  if (table.source.kind !== 'endpoint') return table;
  const columns = names.map((name): ColumnDefinition => {
    const column = columnNamed(table, name);
    return column.source.kind === 'json'
      ? { ...column, source: { ...column.source, up: 0 } }
      : column;
  });
  return { ...table, columns, source: { ...table.source, rowPath: [], plainRows: false } };
}

/** Whether keys are in order, which are dates, times or numbers and never NULL. */
export function isInOrder(keys: readonly (SqlValue | undefined)[], descending: boolean): boolean {
  let before: string | number | undefined;
  for (const value of keys) {
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    if (before !== undefined && (descending ? value > before : value < before)) return false;
    before = value;
  }
  return true;
}
