/** What a table definition says, in words: for the `sys_` tables and the documentation. */
import type {
  ColumnDefinition,
  EndpointSource,
  FilterOperator,
  Paging,
  PushableFilter,
  TableDefinition,
  TableInput,
} from './model.ts';

export const filtersOf = (table: TableDefinition): readonly PushableFilter[] =>
  table.source.kind === 'endpoint' ? table.source.filters : [];

export const sortableOf = (table: TableDefinition): readonly string[] =>
  table.source.kind === 'endpoint' ? table.source.sortable : [];

/**
 * The operators that Xero applies to a column, as `=, in (exact); startsWith (superset)`; empty
 * when there are none. Of several ways to say one operator the best counts.
 */
export function pushedFilters(table: TableDefinition, column: string): string {
  const filters = [...filtersOf(table), ...inputFilters(table)].filter(
    (filter) => filter.column === column,
  );
  const exact = operatorsOf(filters.filter((filter) => filter.exactness === 'exact'));
  const all = operatorsOf(filters);
  const superset = all.filter((operator) => !exact.includes(operator));
  return [said(exact, 'exact'), said(superset, 'superset')].filter(Boolean).join('; ');
}

/** Values that calls are made with are chosen by equality; those that rows repeat are checked again. */
function inputFilters(table: TableDefinition): readonly Filter[] {
  if (table.source.kind !== 'endpoint') return [];
  const inputs = [table.source, ...table.source.alternatives].flatMap((path) => path.inputs);
  return inputs.map(({ column }) => ({
    column,
    operators: ['=', 'in'],
    exactness: isSaidByCall(table, column) ? 'exact' : 'superset',
  }));
}

type Filter = Pick<PushableFilter, 'column' | 'operators' | 'exactness'>;

const isSaidByCall = (table: TableDefinition, column: string): boolean =>
  table.columns.some(({ name, source }) => name === column && source.kind === 'input');

const operatorsOf = (filters: readonly Filter[]): FilterOperator[] => [
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

// ------------------------------------------------------------------ calls needed

const inputsOf = ({ source }: TableDefinition): readonly TableInput[] =>
  source.kind === 'endpoint' ? source.inputs : [];

/** Whether calls are made with a value of the column: a condition on it says which. */
export const isParameter = (table: TableDefinition, { name }: ColumnDefinition): boolean =>
  inputsOf(table).some(({ column }) => column === name);

/** The table of whose rows each takes a call, when no condition or join says which; null = none. */
export function parentOf(table: TableDefinition): TableDefinition | null {
  const from = inputsOf(table).find((input) => input.from.kind === 'parent')?.from;
  return from?.kind === 'parent' ? from.table : null;
}

/** What `SELECT *` without conditions takes, in words, as `one call for each 1,000 documents`. */
export function callsNeeded(table: TableDefinition): string {
  const { source } = table;
  if (source.kind === 'catalogue' || source.kind === 'local') return 'none';
  if (source.kind === 'connections') return 'one call';
  if (source.kind === 'view') return 'those of the tables that it reads';
  if (source.kind === 'union') return 'those of the tables whose rows it has';
  const { endpoint, inputs } = source;
  const parts = [callsOf(source, endpoint.paging), ...inputs.flatMap((input) => timesOf(input))];
  const others = source.alternatives.map(
    (path) => `; with ${path.inputs.map(({ column }) => column).join(', ')} given, one for each`,
  );
  return parts.join(' ') + others.join('') + detailCalls(table, source);
}

function callsOf({ report }: EndpointSource, paging: Paging): string {
  if (report?.calls === 'range') {
    return 'one call, or as few as cover the range by periods where Timeframe is said';
  }
  switch (paging.kind) {
    case 'page':
      return `one call for each ${paging.maxSize.toLocaleString('en')} documents`;
    case 'offset':
      return `one call for each ${paging.size.toLocaleString('en')} documents`;
    case 'whole':
    case 'single':
      return 'one call';
  }
}

function timesOf({ column, from }: TableInput): readonly string[] {
  switch (from.kind) {
    case 'optional':
      return [];
    case 'each':
      return [`and each of the ${Object.keys(from.values).length} values of ${column}`];
    case 'parent':
      return [
        `for each row of ${from.table.name}${onlyThose(from.only)}, unless ${column} is given`,
      ];
  }
}

function onlyThose(only: Readonly<Record<string, readonly (string | boolean)[]>>): string {
  const said = Object.entries(only).map(([column, values]) => `${column} ${values.join(' or ')}`);
  return said.length === 0 ? '' : ` with ${said.join(' and ')}`;
}

function detailCalls({ columns }: TableDefinition, { detail }: EndpointSource): string {
  if (detail === null) return '';
  const costly = columns.filter(({ onlyInDetail }) => onlyInDetail).length;
  return `; one more for each row when one of ${costly} columns that lists omit is read`;
}
