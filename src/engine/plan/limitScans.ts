/** Tells scans under a LIMIT how few rows are wanted, and in which order, when Xero can give just those. */
import { columnNamed } from '../../schemas/column.ts';
import type { Cte, Limit, Rel, Scan, Sort } from '../rel/rel.ts';
import { mapRelDeep } from '../rel/walk.ts';
import type { PlannedRels } from './attachScans.ts';
import { isCursor } from './cursor.ts';
import { behindFilters, passedThrough } from './passedThrough.ts';
import type { ScanPlan } from './plan.ts';

/** @param oneTenant the connection reads one organisation */
export function limitScans(planned: PlannedRels, oneTenant: boolean): PlannedRels {
  const scans = new Map(planned.scans);
  const limit = (rel: Rel): Rel =>
    mapRelDeep(rel, (node) => (node.kind === 'limit' ? limitOne(node, scans, oneTenant) : node));
  const ctes = planned.ctes.map((cte): Cte => ({ ...cte, rel: limit(cte.rel) }));
  return { root: limit(planned.root), ctes, scans };
}

function limitOne(limit: Limit, scans: Map<number, ScanPlan>, oneTenant: boolean): Rel {
  // Nobody knows how many rows tie with the last one.
  if (limit.count === null || limit.ties !== undefined) return limit;
  const wanted = limit.count + limit.offset;
  stopEarly(limit.input, scans);
  const byNumber = oneTenant ? cursorOrdered(limit.input, scans) : null;
  if (byNumber !== null) return { ...limit, input: byNumber };
  const target = scanBelow(limit.input);
  if (!target || !readsDocuments(target.scan)) return limit;
  const plan = scans.get(target.scan.scanId);
  if (!plan) return limit;
  if (!target.sort) {
    scans.set(target.scan.scanId, { ...plan, rowLimit: wanted });
    return limit;
  }
  const order = xeroOrder(target.sort, target.scan, plan, wanted);
  if (!order) return limit;
  if (target.sort.keys.length > 1) {
    scans.set(target.scan.scanId, { ...plan, order, firstWithTies: wanted });
    return limit;
  }
  scans.set(target.scan.scanId, { ...plan, rowLimit: wanted, order });
  // Of several organisations each brings its own first rows: only sorting tells which come first.
  if (!oneTenant || plan.tenantFilter.length > 0) return limit;
  return { ...limit, input: markOrdered(limit.input) };
}

/** Rows stream through filters and projections, so the scan below may be left before its end. */
function stopEarly(rel: Rel, scans: Map<number, ScanPlan>): void {
  if (rel.kind === 'filter' || rel.kind === 'project') stopEarly(rel.input, scans);
  const plan = rel.kind === 'scan' ? scans.get(rel.scanId) : undefined;
  if (plan) scans.set(plan.scan.scanId, { ...plan, stopsEarly: true });
}

interface Below {
  readonly scan: Scan;
  readonly sort: Sort | null;
}

/** The scan whose rows reach `rel` unfiltered and one for one, and the sort between them. */
function scanBelow(rel: Rel): Below | null {
  switch (rel.kind) {
    case 'scan':
      return { scan: rel, sort: null };
    case 'project':
      return scanBelow(rel.input);
    case 'sort': {
      const below = scanBelow(rel.input);
      return below && !below.sort ? { ...below, sort: rel } : null;
    }
    default:
      return null;
  }
}

function readsDocuments({ table }: Scan): boolean {
  return (
    table.source.kind === 'endpoint' &&
    table.source.rowPath.length === 0 &&
    table.source.endpoint.paging.kind === 'page'
  );
}

/**
 * Only by a first key that Xero sorts as SQL does, and only when one page holds all rows wanted:
 * between pages, equal keys may come in any order.
 */
function xeroOrder(sort: Sort, scan: Scan, plan: ScanPlan, wanted: number): ScanPlan['order'] {
  const [key] = sort.keys;
  const source = scan.table.source;
  if (!key || source.kind !== 'endpoint') return null;
  // Several requests each bring their own first rows.
  if (plan.keys !== null || plan.requests.length !== 1) return null;
  if (plan.requests[0]?.single === true) return null;
  if (wanted > (plan.pageSize ?? 0)) return null;
  const column =
    key.expr.kind === 'column' ? passedThrough(sort.input, key.expr.id)?.column : undefined;
  if (column === undefined || !source.sortable.includes(column)) return null;
  const { source: json } = columnNamed(scan.table, column);
  return json.kind === 'json' ? { column, descending: key.descending } : null;
}

/**
 * Journals come in the order of their numbers: sorted by those, no more is read than the rows wanted.
 * In descending order the last ones would come first, which no call asks for.
 */
function cursorOrdered(rel: Rel, scans: Map<number, ScanPlan>): Rel | null {
  if (rel.kind === 'project') {
    const input = cursorOrdered(rel.input, scans);
    return input && { ...rel, input };
  }
  if (rel.kind !== 'sort') return null;
  const [key] = rel.keys;
  if (key === undefined || key.descending || key.expr.kind !== 'column') return null;
  const found = behindFilters(rel.input, key.expr.id);
  const plan = found === null ? undefined : scans.get(found.scan.scanId);
  if (found === null || plan === undefined || !isCursor(plan, found.column)) return null;
  if (plan.requests.length !== 1 || plan.keys !== null || plan.tenantFilter.length > 0) return null;
  scans.set(found.scan.scanId, { ...plan, stopsEarly: true });
  return { ...rel, batchesOrdered: true };
}

function markOrdered(rel: Rel): Rel {
  if (rel.kind === 'sort') return { ...rel, inputOrdered: true };
  return rel.kind === 'project' ? { ...rel, input: markOrdered(rel.input) } : rel;
}
