/** What a list's metadata, or the first row of an ordered page, answers without reading the list. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import type { Aggregate, Expr, Scan } from '../rel/rel.ts';
import { visitRel } from '../rel/walk.ts';
import type { PlannedRels } from './attachScans.ts';
import { callsOf, type ScanPlans } from './lightAnswers.ts';
import { passedThrough } from './passedThrough.ts';
import type { Extremes, ScanOrder, ScanPlan } from './plan.ts';

// ---------------------------------------------------------------------- MIN, MAX

/**
 * The smallest or greatest of a column that Xero sorts as SQL does is in the first row in that
 * order; of several organisations each brings its own, and the aggregate chooses. Such columns are
 * never NULL. COUNT(*) beside them is in the same page. Not where another scan reads the list anyway.
 */
export function firstOfOrder(planned: PlannedRels): PlannedRels {
  const found = new Map<number, Extremes>();
  for (const rel of [planned.root, ...planned.ctes.map((cte) => cte.rel)]) {
    visitRel(rel, (node) => {
      const extremes = node.kind === 'aggregate' ? extremesOf(node, planned.scans) : null;
      if (extremes !== null) found.set(extremes.scan.scanId, extremes);
    });
  }
  const readAnyway = new Set(
    [...planned.scans]
      .filter(([id, plan]) => !found.has(id) && !isCountable(plan) && isReadToItsEnd(plan))
      .map(([, plan]) => callsOf(plan)),
  );
  const scans = new Map(planned.scans);
  for (const [id, plan] of planned.scans) {
    const extremes = found.get(id);
    if (extremes === undefined || readAnyway.has(callsOf(plan))) continue;
    const { orders, counted } = extremes;
    const [order, ...more] = orders;
    if (order !== undefined && more.length === 0 && !counted) {
      scans.set(id, { ...plan, rowLimit: 1, order });
    } else scans.set(id, { ...plan, extremes: { orders, counted } });
  }
  return { ...planned, scans };
}

const isReadToItsEnd = ({ keys, rowLimit, stopsEarly }: ScanPlan): boolean =>
  keys === null && rowLimit === null && stopsEarly !== true;

/** What is wanted of a scan, if it is only MIN, MAX and COUNT(*), by organisation at most. */
function extremesOf(
  { keys, aggregates, input, sets }: Aggregate,
  scans: ScanPlans,
): (Extremes & { readonly scan: Scan }) | null {
  if (sets !== undefined) return null;
  const used: Scan[] = [];
  const columnOf = (expr: Expr | undefined): string | null => {
    const source = expr?.kind === 'column' ? passedThrough(input, expr.id) : null;
    if (source !== null) used.push(source.scan);
    return source?.column ?? null;
  };
  const orders: ScanOrder[] = [];
  let counted = false;
  for (const { call } of aggregates) {
    const { name, args, filter } = call;
    if (filter !== null || (name !== 'min' && name !== 'max' && name !== 'count')) return null;
    if (name === 'count') {
      if (args.length > 0) return null;
      counted = true;
      continue;
    }
    const column = columnOf(args[0]);
    if (column === null) return null;
    const order = { column, descending: name === 'max' };
    if (!orders.some((one) => isSameOrder(one, order))) orders.push(order);
  }
  const groups = keys.map(({ expr }) => columnOf(expr));
  const plan = scans.get(used[0]?.scanId ?? -1);
  if (orders.length === 0 || plan === undefined || !isOneWholeList(plan)) return null;
  if (plan.stopsEarly === true || plan.firstWithTies !== undefined) return null;
  const { table } = plan;
  if (!orders.every(({ column }) => isSortedAlike(table, column))) return null;
  if (!groups.every((column) => column !== null && isOfTenant(table, column))) return null;
  return { orders, counted, scan: plan.scan };
}

const isSameOrder = (one: ScanOrder, other: ScanOrder): boolean =>
  one.column === other.column && one.descending === other.descending;

const isSortedAlike = (table: TableDefinition, column: string): boolean =>
  table.source.kind === 'endpoint' &&
  table.source.sortable.includes(column) &&
  columnNamed(table, column).source.kind === 'json';

const isOfTenant = (table: TableDefinition, column: string): boolean =>
  columnNamed(table, column).source.kind === 'tenant';

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
  const { scan, table, rowLimit, order, extremes } = plan;
  if (rowLimit !== null || order !== null || extremes !== undefined) return false;
  return isOneWholeList(plan) && scan.columns.every(({ column }) => isOfTenant(table, column));
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
