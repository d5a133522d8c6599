/** What a statement's scans are read with. */
import type { XeroClient } from '../../xero/client.ts';
import type { Clock } from '../../xero/clock.ts';
import type { Tenant, TenantDirectory } from '../../xero/tenants.ts';
import type { ScanPlan } from '../plan/plan.ts';
import type { Expr, ScanColumn } from '../rel/rel.ts';
import type { AnswerCache } from './answer-cache.ts';
import type { ListSizes } from './list-sizes.ts';

export interface ScannerOptions {
  readonly client: XeroClient;
  readonly tenants: TenantDirectory;
  /** The connection's IncludeArchived. */
  readonly includeArchived: boolean;
  /**
   * Whether an organisation passes all of a scan's tenant conditions; `columns` are the scan's, so
   * that the ids in the expressions can be told.
   */
  readonly tenantPasses: (
    conditions: readonly Expr[],
    columns: readonly ScanColumn[],
    tenant: Tenant,
  ) => boolean;
  /** Every scan of the statement: those that make the same calls share the answers. */
  readonly plans?: Iterable<ScanPlan>;
  /** Calls that the statement may make; null = no limit. */
  readonly maxCalls?: number | null;
  /** Calls that an organisation has left of its day; null, the default = not known, or no limit. */
  readonly leftToday?: (tenantId: string) => number | null;
  /** Hears of each page as its rows become known. */
  readonly onPage?: ((page: ScannedPage) => void) | undefined;
  /** Organisations that may not be read are left out by `beginAgain`. */
  readonly skipsTenants?: boolean;
  /** What the connection has kept of earlier statements; nothing by default. */
  readonly answers?: AnswerCache;
  /** What the connection has seen of lists; forgotten with the statement by default. */
  readonly sizes?: ListSizes;
  /** Calls of one scan asked for at once. */
  readonly lookAhead?: number;
  /** The instant the statement began; the clock's by default. */
  readonly now?: Date;
  /** For tests. */
  readonly clock?: Clock;
}

/** One answer's rows of a scan. */
export interface ScannedPage {
  readonly schema: string;
  readonly table: string;
  readonly tenantId: string;
  readonly rows: number;
  /** Which answer of its list it is, from 1. */
  readonly page: number;
  /** How many its list has; null when that is not known. */
  readonly pages: number | null;
}
