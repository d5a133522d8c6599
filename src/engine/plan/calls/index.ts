/** One table scan and the conjuncts that stand on it → the calls to make. */
import { columnNamed } from '../../../schemas/column.ts';
import type { Endpoint, TableDefinition } from '../../../schemas/model.ts';
import type { ColumnId, Expr, Scan, ScanColumn } from '../../rel/rel.ts';
import { referencedColumns } from '../../rel/walk.ts';
import { partition } from '../partition.ts';
import type { ApiRequest, ScanPlan } from '../plan.ts';
import { chooseRequests } from './requests.ts';

export interface ScanOptions {
  /** The connection's PageSize: the most rows to ask for in one call. */
  readonly pageSize: number;
}

/** Plans the calls of `scan` under the conjuncts `exprs`; `plan.residual` must be checked above it. */
export function planScan(scan: Scan, exprs: readonly Expr[], options: ScanOptions): ScanPlan {
  const { table } = scan;
  const base = { scan, table, rowLimit: null, order: null, filteredColumns: [] };
  if (exprs.some(isNeverTrue)) {
    return { ...base, tenantFilter: [], requests: [], pageSize: null, pushed: exprs, residual: [] };
  }
  if (table.source.kind !== 'endpoint') {
    return {
      ...base,
      tenantFilter: [],
      requests: [plainRequest(table.source.kind === 'connections' ? '/connections' : '')],
      pageSize: null,
      pushed: [],
      residual: exprs,
    };
  }
  const { endpoint } = table.source;
  const columns = new Map(scan.columns.map((column) => [column.id, column]));
  const [tenantFilter, others] = partition(exprs, (expr) => isTenantFilter(expr, table, columns));
  const chosen = chooseRequests(table, endpoint, others, columns);
  return {
    ...base,
    tenantFilter,
    requests: chosen.requests,
    pageSize: pageSize(endpoint, options),
    pushed: chosen.pushed,
    residual: chosen.residual,
    filteredColumns: chosen.filteredColumns,
  };
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
