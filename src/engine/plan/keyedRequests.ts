/** The requests of a scan whose keys are known: chosen while the statement runs. */
import type { Expr } from '../rel/rel.ts';
import type { SqlValue } from '../values/types.ts';
import { planScan } from './calls/index.ts';
import { withInputs } from './calls/inputs.ts';
import type { ApiRequest, ScanPlan } from './plan.ts';

/** One call, or list, for each key. */
export function requestsForEach(plan: ScanPlan, keys: readonly SqlValue[]): readonly ApiRequest[] {
  const { source } = plan.table;
  const column = plan.keys?.column ?? '';
  if (source.kind !== 'endpoint') return plan.requests;
  return keys.flatMap((key) =>
    plan.requests.map((request) => withInputs(request, source.inputs, { [column]: key })),
  );
}

/**
 * Requests for the rows with one of these keys alone; null when the endpoint cannot be asked so.
 * They filter by whatever the plan's own requests filter by exactly.
 */
export function requestsNarrowedTo(
  plan: ScanPlan,
  keys: readonly SqlValue[],
): readonly ApiRequest[] | null {
  const column = plan.conditionColumns.find((candidate) => candidate.column === plan.keys?.column);
  if (column === undefined) return null;
  const { id, name, type } = column;
  const wanted: Expr = {
    kind: 'inList',
    arg: { kind: 'column', id, name, type },
    list: keys.map((value) => ({ kind: 'literal', value, type })),
    negated: false,
    type: 'boolean',
  };
  const scan = { ...plan.scan, table: plan.table, columns: plan.conditionColumns };
  const options = { pageSize: plan.pageSize ?? 1, today: '' };
  const { plan: narrowed } = planScan(scan, [...plan.conditions, wanted], options);
  const checked: ReadonlySet<Expr> = new Set([...plan.residual, wanted]);
  const isFiltered = narrowed.pushed.includes(wanted);
  if (!isFiltered || !narrowed.residual.every((expr) => checked.has(expr))) return null;
  return narrowed.requests.map((request) => lightAs(plan, request));
}

/** Light answers where the plan asks for such. */
function lightAs({ table, requests }: ScanPlan, request: ApiRequest): ApiRequest {
  const param = table.source.kind === 'endpoint' ? table.source.endpoint.summaryParam : null;
  const value = param === null ? undefined : requests[0]?.query[param];
  if (param === null || value === undefined || request.single) return request;
  return { ...request, query: { ...request.query, [param]: value } };
}
