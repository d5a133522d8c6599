/** Asks for the light form of documents where nothing that it leaves out is needed. */
import type { ApiRequest, ScanPlan } from './plan.ts';
import { columnDefinition } from './calls/conditions.ts';

export function lightAnswers(plan: ScanPlan): ScanPlan {
  const { source } = plan.table;
  if (source.kind !== 'endpoint' || source.rowPath.length > 0) return plan;
  const param = source.endpoint.summaryParam;
  const needed = [
    ...plan.scan.columns.map(({ column }) => column),
    ...plan.filteredColumns,
    ...(plan.order ? [plan.order.column] : []),
  ];
  if (param === null || needed.some((name) => isAbsent(plan, name))) return plan;
  const light = (request: ApiRequest): ApiRequest =>
    request.single ? request : { ...request, query: { ...request.query, [param]: 'true' } };
  return { ...plan, requests: plan.requests.map(light) };
}

const isAbsent = (plan: ScanPlan, column: string): boolean =>
  columnDefinition(plan.table, column).absentFromSummary;
