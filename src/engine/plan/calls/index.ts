/** One table scan and the conjuncts that stand on it → the calls to make. */
import { columnNamed } from '../../../schemas/column.ts';
import { SqlError } from '../../../errors.ts';
import type {
  Endpoint,
  EndpointSource,
  TableDefinition,
  TableInput,
} from '../../../schemas/model.ts';
import type { ColumnId, Expr, Scan, ScanColumn } from '../../rel/rel.ts';
import { referencedColumns } from '../../rel/walk.ts';
import { partition } from '../partition.ts';
import type { ApiRequest, ScanKeys, ScanPlan } from '../plan.ts';
import { accessPath, chooseInputs, detailTable, withInputs, type OpenInput } from './inputs.ts';
import { reportDefaults, reportRequests } from './report-calls.ts';
import { chooseRequests } from './requests.ts';

export type { OpenInput };

export interface ScanOptions {
  /** The connection's PageSize: the most rows to ask for in one call. */
  readonly pageSize: number;
  /** The day that reports are as at when no condition says one. */
  readonly today: string;
}

export interface PlannedScan {
  /** `residual` must be checked above it. */
  readonly plan: ScanPlan;
  /** Keys of a parent's rows that the plan still lacks. */
  readonly open: OpenInput | null;
}

/**
 * Plans the calls of `scan` under the conjuncts `exprs`.
 *
 * @param keys where the values of one of its columns come from, when that is known already
 */
export function planScan(
  scan: Scan,
  exprs: readonly Expr[],
  options: ScanOptions,
  keys: ScanKeys | null = null,
): PlannedScan {
  const { table } = scan;
  const base = {
    scan,
    table,
    keys,
    rowLimit: null,
    order: null,
    exact: [],
    filteredColumns: [],
    conditions: [],
    conditionColumns: [],
  };
  if (exprs.some(isNeverTrue)) {
    const nothing = { requests: [], pageSize: null, pushed: exprs, residual: [] };
    return { plan: { ...base, ...nothing, keys: null, tenantFilter: [] }, open: null };
  }
  if (table.source.kind !== 'endpoint') {
    const plan = {
      ...base,
      tenantFilter: [],
      requests: [plainRequest(table.source.kind === 'connections' ? '/connections' : '')],
      pageSize: null,
      pushed: [],
      residual: exprs,
    };
    return { plan, open: null };
  }
  const columns = new Map(scan.columns.map((column) => [column.id, column]));
  const [tenantFilter, others] = partition(exprs, (expr) => isTenantFilter(expr, table, columns));
  const keyed = keys?.column ?? null;
  const read = needsDetail(scan, table.source) ? detailTable(table, table.source) : table;
  if (read.source.kind !== 'endpoint') return unreachable();
  const path = accessPath(read.source, others, columns, keyed);
  const source: EndpointSource = { ...read.source, ...path };
  const inputs = chooseInputs(read, path.inputs, others, columns, keyed);
  const chosen = chooseRequests(
    { ...read, source },
    path.endpoint,
    others.filter((expr) => !inputs.exact.includes(expr)),
    columns,
  );
  refuseOpenParameters(read, path.inputs, others, inputs.pushed, columns);
  const combinations =
    source.report === null
      ? inputs.combinations
      : inputs.combinations.map((values) => reportDefaults(source, values, options.today));
  const made = chosen.requests.flatMap((request) =>
    combinations.map((values) => withInputs(request, path.inputs, values)),
  );
  const { report } = source;
  const requests =
    report === null ? made : made.flatMap((request) => reportRequests(read.name, report, request));
  const plan: ScanPlan = {
    ...base,
    table: path.inputs === table.source.inputs ? table : { ...read, source },
    tenantFilter,
    requests,
    pageSize: pageSize(path.endpoint, options),
    pushed: others.filter((expr) => inputs.pushed.includes(expr) || chosen.pushed.includes(expr)),
    residual: chosen.residual,
    exact: chosen.pushed.filter((expr) => !chosen.residual.includes(expr)),
    filteredColumns: chosen.filteredColumns,
    conditions: others,
    conditionColumns: scan.columns,
  };
  return { plan, open: requests.length === 0 ? null : inputs.open };
}

/**
 * A parameter that rows only repeat from the call, and that no condition gives, has its default, or none: a condition of another kind on it
 * would then be held against that, which is not what it asks.
 */
function refuseOpenParameters(
  table: TableDefinition,
  inputs: readonly TableInput[],
  exprs: readonly Expr[],
  followed: readonly Expr[],
  columns: ReadonlyMap<ColumnId, ScanColumn>,
): void {
  const parameters = inputs.filter(
    ({ from, column }) =>
      from.kind === 'optional' && columnNamed(table, column).source.kind === 'input',
  );
  const open = exprs.filter((expr) => !followed.includes(expr));
  for (const id of open.flatMap((expr) => [...referencedColumns(expr)])) {
    const column = columns.get(id)?.column;
    if (column === undefined || !parameters.some((input) => input.column === column)) continue;
    throw new SqlError(
      'NOT_SUPPORTED',
      `${table.name}.${column} is a parameter: Xero takes one value.`,
      {
        hint: `Give it with =, as ${column} = …, or several with IN.`,
      },
    );
  }
}

function unreachable(): never {
  throw new Error('An endpoint table stays one.');
}

/** Whether a column is read that lists leave empty. */
function needsDetail(scan: Scan, source: EndpointSource): boolean {
  if (source.detail === null) return false;
  return scan.columns.some(({ column }) => columnNamed(scan.table, column).onlyInDetail);
}

function isNeverTrue(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value !== true;
}

function plainRequest(path: string): ApiRequest {
  return {
    path,
    query: {},
    modifiedSince: null,
    single: false,
    startOffset: null,
    endOffset: null,
    inputs: {},
    periods: null,
  };
}

function pageSize(endpoint: Endpoint, options: ScanOptions): number | null {
  if (endpoint.paging.kind !== 'page') return null;
  const { sizeParam, maxSize } = endpoint.paging;
  return sizeParam === null ? maxSize : Math.min(maxSize, options.pageSize);
}

/** Conditions on TenantId and TenantName alone say which organisations are read at all. */
function isTenantFilter(
  expr: Expr,
  table: TableDefinition,
  columns: ReadonlyMap<ColumnId, ScanColumn>,
): boolean {
  const used = [...referencedColumns(expr)];
  return (
    used.length > 0 &&
    used.every((id) => {
      const column = columns.get(id);
      return column && columnNamed(table, column.column).source.kind === 'tenant';
    })
  );
}
