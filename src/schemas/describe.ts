/** What a table definition says, in words: for the `sys_` tables and the documentation. */
import type { ColumnDefinition, FilterOperator, PushableFilter, TableDefinition } from './model.ts';

export const filtersOf = (table: TableDefinition): readonly PushableFilter[] =>
  table.source.kind === 'endpoint' ? table.source.filters : [];

export const sortableOf = (table: TableDefinition): readonly string[] =>
  table.source.kind === 'endpoint' ? table.source.sortable : [];

/**
 * The operators that Xero applies to a column, as `=, in (exact); startsWith (superset)`; empty
 * when there are none. Of several ways to say one operator the best counts.
 */
export function pushedFilters(table: TableDefinition, column: string): string {
  const filters = filtersOf(table).filter((filter) => filter.column === column);
  const exact = operatorsOf(filters.filter((filter) => filter.exactness === 'exact'));
  const all = operatorsOf(filters);
  const superset = all.filter((operator) => !exact.includes(operator));
  return [said(exact, 'exact'), said(superset, 'superset')].filter(Boolean).join('; ');
}

const operatorsOf = (filters: readonly PushableFilter[]): FilterOperator[] => [
  ...new Set(filters.flatMap((filter) => filter.operators)),
];

const said = (operators: readonly FilterOperator[], exactness: string): string =>
  operators.length === 0 ? '' : `${operators.join(', ')} (${exactness})`;

/** Whether SQL can see NULL in the column, as far as its definition tells. */
export function isNullable(table: TableDefinition, column: ColumnDefinition): boolean {
  const never =
    table.primaryKey.includes(column.name) ||
    sortableOf(table).includes(column.name) ||
    column.source.kind === 'position' ||
    (column.source.kind === 'tenant' && column.source.field === 'tenantId');
  return !never;
}
