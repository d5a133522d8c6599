/** What a statement will take of each organisation's calls, known without making one. */
import type { Forecast, OrganisationForecast } from '../engine/explain/index.ts';
import { expectedCalls, type QueryPlan, type ScanPlan, type SizeOf } from '../engine/plan/index.ts';
import type { Expr, ScanColumn } from '../engine/rel/rel.ts';
import {
  beyondDay,
  beyondMaxCalls,
  listName,
  type AnswerCache,
  type ListSizes,
} from '../engine/scan/index.ts';
import type { ConnectionProperties } from '../connection/index.ts';
import { timeFor, type CallsLeft, type Tenant, type TenantDirectory } from '../xero/index.ts';

export interface ForesightParts {
  readonly properties: ConnectionProperties;
  readonly tenants: TenantDirectory;
  readonly answers: AnswerCache;
  readonly sizes: ListSizes;
  readonly callsLeft: (tenantId: string) => CallsLeft;
  readonly tenantPasses: (
    conditions: readonly Expr[],
    columns: readonly ScanColumn[],
    tenant: Tenant,
  ) => boolean;
}

/** What was said of the day is believed for so long: calls come free again as the day goes on. */
const DAY_BELIEVED_MS = 10 * 60_000;

/** Calls of the day that an organisation has for sure no more than; null = not known, or no limit. */
export function leftToday(
  { properties, callsLeft }: Pick<ForesightParts, 'properties' | 'callsLeft'>,
  tenantId: string,
): number | null {
  const { day, dayAgeMs } = callsLeft(tenantId);
  return properties.RetryDailyLimit || dayAgeMs > DAY_BELIEVED_MS ? null : day;
}

/** By organisation; null when which are read takes a call to learn. */
export function forecast(plan: QueryPlan, parts: ForesightParts): Forecast | null {
  const read = scansByOrganisation(plan, parts);
  if (read === null) return null;
  const documents = new Map<number, number | null>();
  const organisations = [...read].map(([tenant, scans]): OrganisationForecast => {
    for (const scan of scans) {
      const before = documents.get(scan.scan.scanId);
      const own = documentsOf(scan, tenant, parts);
      documents.set(scan.scan.scanId, own === null || before === null ? null : own + (before ?? 0));
    }
    const calls = expectedCalls(scans, sizesIn(tenant, parts));
    const left = parts.callsLeft(tenant.tenantId);
    const name = tenant.tenantName ?? tenant.tenantId;
    return { name, calls, left, ms: timeFor(calls.least, left) };
  });
  return { organisations, documents };
}

function scansByOrganisation(
  plan: QueryPlan,
  parts: ForesightParts,
): ReadonlyMap<Tenant, readonly ScanPlan[]> | null {
  const tenants = new Map<string, Tenant>();
  const scans = new Map<string, ScanPlan[]>();
  for (const scan of plan.scans.values()) {
    if (scan.table.source.kind !== 'endpoint' || scan.requests.length === 0) continue;
    const chosen = tenantsOf(scan, parts);
    if (chosen === null) return null;
    for (const tenant of chosen) {
      tenants.set(tenant.tenantId, tenant);
      scans.set(tenant.tenantId, [...(scans.get(tenant.tenantId) ?? []), scan]);
    }
  }
  return new Map([...tenants].map(([id, tenant]) => [tenant, scans.get(id) ?? []]));
}

const sizesIn =
  ({ tenantId }: Tenant, { sizes, properties }: ForesightParts): SizeOf =>
  (endpoint, request) => {
    const archived = properties.IncludeArchived;
    return sizes.find(listName({ tenantId, endpoint, request, archived }))?.documents ?? null;
  };

/** In all lists of a scan; null when one of them is not known. */
function documentsOf(scan: ScanPlan, tenant: Tenant, parts: ForesightParts): number | null {
  const { source } = scan.table;
  if (source.kind !== 'endpoint') return null;
  const sizeOf = sizesIn(tenant, parts);
  return scan.requests.reduce<number | null>((sum, request) => {
    const size = sizeOf(source.endpoint, request);
    return sum === null || size === null ? null : sum + size;
  }, 0);
}

/** The organisations a scan reads; null when that takes a call to learn. */
function tenantsOf(
  { tenantFilter, scan }: ScanPlan,
  { tenants, tenantPasses }: ForesightParts,
): readonly Tenant[] | null {
  if (tenantFilter.length === 0) return tenants.known('defaults');
  const all = tenants.known('all');
  return all?.filter((tenant) => tenantPasses(tenantFilter, scan.columns, tenant)) ?? null;
}

/**
 * Refuses a statement that cannot end, before its first call: one whose calls that are known pass
 * what an organisation has left of its day, or MaxCalls.
 *
 * @throws ExecutionError TOO_MANY_CALLS
 */
export function refuseHopeless(plan: QueryPlan, parts: ForesightParts): void {
  const { MaxCalls } = parts.properties;
  const names = [...new Set([...plan.scans.values()].map(({ table }) => table.name))];
  const what = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  let all = 0;
  for (const [tenant, scans] of scansByOrganisation(plan, parts) ?? []) {
    const asked = scans.filter((scan) => !mayBeKept(scan, parts));
    const { certain } = expectedCalls(asked, sizesIn(tenant, parts));
    const left = leftToday(parts, tenant.tenantId);
    if (left !== null && certain > left) throw beyondDay(tenant, what, certain, left);
    all += certain;
  }
  if (all > MaxCalls) throw beyondMaxCalls(what, all, MaxCalls);
}

function mayBeKept(
  { table: { source }, requests }: ScanPlan,
  { answers }: ForesightParts,
): boolean {
  return (
    source.kind === 'endpoint' &&
    requests.some((request) => answers.takes(source.endpoint, request))
  );
}
