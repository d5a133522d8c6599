/** Asks for the light form of documents where nothing that it leaves out is needed. */
import { columnNamed } from '../../schemas/column.ts';
import { orderAsked } from './order.ts';
import { readingOf, type ApiRequest, type ScanPlan } from './plan.ts';

export type ScanPlans = ReadonlyMap<number, ScanPlan>;

/**
 * A scan whose full answers another scan of the statement reads anyway keeps the full form: then
 * both read the same calls.
 */
export function lightAnswers(plans: ScanPlans): ScanPlans {
  const needsFull = new Set<string>();
  for (const plan of plans.values()) if (!canBeLight(plan)) needsFull.add(callsOf(plan));
  return new Map(
    [...plans].map(([id, plan]) => [
      id,
      canBeLight(plan) && !needsFull.has(callsOf(plan)) ? light(plan) : plan,
    ]),
  );
}

/** What tells the calls of two scans apart. */
export function callsOf(plan: ScanPlan): string {
  const { table, requests, tenantFilter } = plan;
  const { rowLimit, firstWithTies } = readingOf(plan);
  const path = table.source.kind === 'endpoint' ? table.source.endpoint.path : table.name;
  const own = tenantFilter.length > 0 ? table.name : '';
  return JSON.stringify([path, own, requests, orderAsked(plan), rowLimit, firstWithTies]);
}

function canBeLight(plan: ScanPlan): boolean {
  const { source } = plan.table;
  if (source.kind !== 'endpoint' || source.rowPath.length > 0) return false;
  const needed = [
    ...plan.scan.columns.map(({ column }) => column),
    ...plan.filteredColumns,
    ...(plan.order ? [plan.order.column] : []),
  ];
  return source.endpoint.summaryParam !== null && !needed.some((name) => isAbsent(plan, name));
}

function light(plan: ScanPlan): ScanPlan {
  const { source } = plan.table;
  const param = source.kind === 'endpoint' ? source.endpoint.summaryParam : null;
  if (param === null) return plan;
  const requests = plan.requests.map((request): ApiRequest =>
    request.single ? request : { ...request, query: { ...request.query, [param]: 'true' } },
  );
  return { ...plan, requests };
}

const isAbsent = (plan: ScanPlan, column: string): boolean =>
  columnNamed(plan.table, column).absentFromSummary;
