/** What a list's metadata, or the first row of an ordered page, answers without reading the list. */
import { columnNamed } from '../../schemas/column.ts';
import type { Aggregate, Cte, Rel } from '../rel/rel.ts';
import { mapRelDeep } from '../rel/walk.ts';
import type { PlannedRels } from './attachScans.ts';
import { callsOf, type ScanPlans } from './lightAnswers.ts';
import { passedThrough } from './passedThrough.ts';
import type { ScanPlan } from './plan.ts';

// ---------------------------------------------------------------------- MIN, MAX

/**
 * The smallest or greatest of a column that Xero sorts as SQL does is in the first row in that
 * order; of several organisations each brings its own, and the aggregate chooses. Such columns are
 * never NULL.
 */
export function firstOfOrder(planned: PlannedRels): PlannedRels {
  const scans = new Map(planned.scans);
  const mark = (rel: Rel): Rel =>
    mapRelDeep(rel, (node) => {
      if (node.kind === 'aggregate') markExtreme(node, scans);
      return node;
    });
  const ctes = planned.ctes.map((cte): Cte => ({ ...cte, rel: mark(cte.rel) }));
  return { root: mark(planned.root), ctes, scans };
}

function markExtreme({ keys, aggregates, input }: Aggregate, scans: Map<number, ScanPlan>): void {
  const [only, ...more] = aggregates;
  if (keys.length > 0 || more.length > 0 || only === undefined) return;
  const { name, args, filter } = only.call;
  const [arg] = args;
  if ((name !== 'min' && name !== 'max') || filter !== null || arg?.kind !== 'column') return;
  const source = passedThrough(input, arg.id);
  const plan = source === null ? undefined : scans.get(source.scan.scanId);
  if (source === null || plan === undefined || !isOneWholeList(plan)) return;
  const { table } = plan;
  if (table.source.kind !== 'endpoint' || !table.source.sortable.includes(source.column)) return;
  if (columnNamed(table, source.column).source.kind !== 'json') return;
  const order = { column: source.column, descending: name === 'max' };
  scans.set(source.scan.scanId, { ...plan, rowLimit: 1, order });
}

// ---------------------------------------------------------------------- COUNT(*)

/**
 * Scans of which only the number of rows matters ask for a page of one: the answer counts the
 * list. Those whose list another scan of the statement reads anyway do not.
 */
export function countedLists(plans: ScanPlans): ScanPlans {
  const readAnyway = new Set<string>();
  for (const plan of plans.values()) if (!isCountable(plan)) readAnyway.add(callsOf(plan));
  return new Map(
    [...plans].map(([id, plan]) => [
      id,
      isCountable(plan) && !readAnyway.has(callsOf(plan)) ? { ...plan, countOnly: true } : plan,
    ]),
  );
}

/** Whether its rows differ in nothing that is read but their organisation. */
function isCountable(plan: ScanPlan): boolean {
  const { scan, table, rowLimit, order } = plan;
  if (rowLimit !== null || order !== null || !isOneWholeList(plan)) return false;
  return scan.columns.every(({ column }) => columnNamed(table, column).source.kind === 'tenant');
}

/** Documents of one sizable list that Xero filters exactly: a row for each, and no row besides. */
function isOneWholeList(plan: ScanPlan): boolean {
  const { table, requests, keys, residual, rowLimit, readAs } = plan;
  const { source } = table;
  if (source.kind !== 'endpoint' || source.rowPath.length > 0 || source.report !== null) {
    return false;
  }
  const { paging, path } = source.endpoint;
  if (paging.kind !== 'page' || paging.sizeParam === null || path.includes('{')) return false;
  const [request, ...more] = requests;
  if (request === undefined || more.length > 0 || request.single) return false;
  return keys === null && residual.length === 0 && rowLimit === null && readAs === undefined;
}
