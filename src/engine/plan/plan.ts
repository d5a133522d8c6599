/** What the planner hands to the executor: rewritten algebra, and for each scan its requests. */
import type { TableDefinition } from '../../schemas/model.ts';
import type { Cte, Expr, OutputColumn, Rel, Scan } from '../rel/rel.ts';

/**
 * One list (or document) to read from each organisation. Several requests of one scan read
 * disjoint rows or rows told apart by the document's id.
 */
export interface ApiRequest {
  /** Below the API's base, with any id already escaped: `/Invoices` or `/Invoices/{guid}`. */
  readonly path: string;
  /** Without paging parameters; values unescaped. */
  readonly query: Readonly<Record<string, string>>;
  /** `If-Modified-Since` as `yyyy-mm-ddThh:mm:ss`; null for none. */
  readonly modifiedSince: string | null;
  /** A single document: no paging, 404 is no row. */
  readonly single: boolean;
  /** Where an `offset` list starts; null = from the beginning. */
  readonly startOffset: number | null;
  /** The last cursor value wanted of an `offset` list: reading stops when it is reached; null = to the end. */
  readonly endOffset: number | null;
}

export interface ScanPlan {
  readonly scan: Scan;
  readonly table: TableDefinition;
  /** Conjuncts on TenantId and TenantName alone; empty = the connection's Tenant. They choose organisations. */
  readonly tenantFilter: readonly Expr[];
  /** Empty when a contradiction proves that there is no row: no call is made. */
  readonly requests: readonly ApiRequest[];
  /** Rows wanted, when no residual filter can drop one; null = all. */
  readonly rowLimit: number | null;
  /** A LIMIT above may stop the scan before its end: pages are not fetched ahead. */
  readonly stopsEarly?: boolean;
  /** For paged lists. */
  readonly pageSize: number | null;
  /** Xero is asked for this order; SQL's own sort above may rely on it after checking. */
  readonly order: { readonly column: string; readonly descending: boolean } | null;
  /** For EXPLAIN: what Xero filters, and what is checked again or only here. */
  readonly pushed: readonly Expr[];
  readonly residual: readonly Expr[];
  /** Columns that the requests' `where` names. */
  readonly filteredColumns: readonly string[];
}

export interface QueryPlan {
  /** Residual filters are Filter operators in here; a scan's pushed exact filters are gone. */
  readonly root: Rel;
  readonly columns: readonly OutputColumn[];
  readonly ctes: readonly Cte[];
  /** By `Scan.scanId`, for every scan in `root`, `ctes` and subqueries. */
  readonly scans: ReadonlyMap<number, ScanPlan>;
}
