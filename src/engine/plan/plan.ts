/** What the planner hands to the executor: rewritten algebra, and for each scan its requests. */
import type { TableDefinition } from '../../schemas/model.ts';
import type { ColumnId, Cte, Expr, OutputColumn, Rel, Scan, ScanColumn } from '../rel/rel.ts';
import type { SqlValue } from '../values/types.ts';

/**
 * One list (or document) to read from each organisation. Several requests of one scan read
 * disjoint rows or rows told apart by the document's id.
 */
export interface ApiRequest {
  /**
   * Below the API's base, with any id already escaped: `/Invoices` or `/Invoices/{guid}`. An input
   * that the scan's keys give still stands there by its name: `/Invoices/{InvoiceID}/History`.
   */
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
  /** The inputs that it is made with, by column. */
  readonly inputs: Readonly<Record<string, SqlValue>>;
  /** What the columns of amounts of a report are, in order; null: what their headers say. */
  readonly periods: readonly ReportPeriod[] | null;
  /** The days whose documents alone are asked for: a part of a list that is too long; all by default. */
  readonly span?: DateSpan;
}

/** `from` counts in, `to` does not; null = no bound. */
export interface DateSpan {
  /** As `where` names it. */
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ReportPeriod {
  readonly start: string;
  readonly end: string;
  /** false for one that was asked for only because Xero then cuts the others right. */
  readonly wanted: boolean;
}

/** Where the values of a column that a scan has to read come from: rows that are read before. */
export interface ScanKeys {
  /** Column of the scanned table. */
  readonly column: string;
  /**
   * `each`: one call, or list, for each value. `narrow`: rows with other values are not needed, so
   * they are not asked for where that takes fewer calls.
   */
  readonly use: 'each' | 'narrow';
  /** The common table expression that produces them, and which of its columns holds them. */
  readonly cteId: number;
  readonly value: ColumnId;
  /** The organisation each belongs to; null: whichever the scan reads. */
  readonly tenant: ColumnId | null;
  /** There must be one at most, for they are a scalar subquery's: of several rows nothing can be said. */
  readonly single?: true;
}

export interface ScanPlan {
  readonly scan: Scan;
  /** The scan's, but for the access path that was chosen. */
  readonly table: TableDefinition;
  /** Conjuncts on TenantId and TenantName alone; empty = the connection's Tenant. They choose organisations. */
  readonly tenantFilter: readonly Expr[];
  /** Empty when a contradiction proves that there is no row: no call is made. */
  readonly requests: readonly ApiRequest[];
  /** null: the requests bring what is wanted as they stand. */
  readonly keys: ScanKeys | null;
  /** Rows wanted, when no residual filter can drop one; null = all. */
  readonly rowLimit: number | null;
  /** A LIMIT above may stop the scan before its end: pages are not fetched ahead. */
  readonly stopsEarly?: boolean;
  /** Only the number of rows matters: a page of one says it. */
  readonly countOnly?: boolean;
  /** Only what its first rows in some orders tell matters, and how many rows there are. */
  readonly extremes?: Extremes;
  /** For paged lists. */
  readonly pageSize: number | null;
  /** Xero is asked for this order; SQL's own sort above may rely on it after checking. */
  readonly order: ScanOrder | null;
  /**
   * With an `order` that SQL's own sort only begins with: that many first rows, and all that are equal
   * to the last of them in it.
   */
  readonly firstWithTies?: number;
  /** The list is read as far, and in the order, that another scan of it is read: they share the calls. */
  readonly readAs?: ListReading;
  /** For EXPLAIN: what Xero filters, and what is checked again or only here. */
  readonly pushed: readonly Expr[];
  readonly residual: readonly Expr[];
  /** Conditions that Xero alone applies; its answers are held against them. */
  readonly exact: readonly Expr[];
  /** Columns that the requests' `where` names. */
  readonly filteredColumns: readonly string[];
  /** All conjuncts the requests were chosen by but those on organisations, and the columns they read. */
  readonly conditions: readonly Expr[];
  readonly conditionColumns: readonly ScanColumn[];
}

export interface ScanOrder {
  readonly column: string;
  readonly descending: boolean;
}

/** MIN, MAX and COUNT(*) over a list: the first row in each of the orders, and others like it. */
export interface Extremes {
  readonly orders: readonly ScanOrder[];
  /** As many rows come as the list has. */
  readonly counted: boolean;
}

/** How far a list is read and in which order, as a scan of `table` wants it. */
export type ListReading = Pick<
  ScanPlan,
  'table' | 'order' | 'rowLimit' | 'firstWithTies' | 'exact' | 'conditionColumns'
>;

export const readingOf = (plan: ScanPlan): ListReading => plan.readAs ?? plan;

export interface QueryPlan {
  /** Residual filters are Filter operators in here; a scan's pushed exact filters are gone. */
  readonly root: Rel;
  readonly columns: readonly OutputColumn[];
  readonly ctes: readonly Cte[];
  /** By `Scan.scanId`, for every scan in `root`, `ctes` and subqueries. */
  readonly scans: ReadonlyMap<number, ScanPlan>;
}
