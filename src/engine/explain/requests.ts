import { orderAsked, type ApiRequest, type ScanPlan } from '../plan/index.ts';

const NOT_FROM_LISTS = {
  connections: 'GET /connections',
  catalogue: 'no call: from the catalogue',
  union: 'the calls of its members',
  view: 'the calls of its query',
  local: 'no call: rows of a local table',
} as const;

/** `GET /Invoices?Statuses=PAID&page=1…&pageSize=1000`, readable: values are not escaped. */
export function requestLine(plan: ScanPlan, request: ApiRequest): string {
  const { source } = plan.table;
  if (source.kind !== 'endpoint') {
    return NOT_FROM_LISTS[source.kind];
  }
  const params = Object.entries({ ...source.endpoint.fixedParams, ...request.query });
  if (!request.single) params.push(...pagingParams(plan, request));
  const query = params.map(([name, value]) => `${name}=${value}`).join('&');
  const since =
    request.modifiedSince === null ? '' : `  If-Modified-Since: ${request.modifiedSince}`;
  return `GET ${source.endpoint.schema} ${request.path}${query === '' ? '' : `?${query}`}${since}`;
}

function pagingParams(plan: ScanPlan, request: ApiRequest): [string, string][] {
  if (plan.table.source.kind !== 'endpoint') return [];
  const { paging } = plan.table.source.endpoint;
  switch (paging.kind) {
    case 'whole':
    case 'single':
      return [];
    case 'offset':
      return [[paging.param, `${request.startOffset ?? 0}…`]];
    case 'page': {
      const order = orderAsked(plan);
      const most = plan.countOnly === true ? 1 : (plan.rowLimit ?? Infinity);
      const size = Math.min(plan.pageSize ?? paging.maxSize, most);
      return [
        ...(order === null ? [] : [['order', order] as [string, string]]),
        ['page', plan.countOnly === true ? '1' : '1…'],
        ...(paging.sizeParam === null
          ? []
          : [[paging.sizeParam, String(size)] as [string, string]]),
      ];
    }
  }
}

export interface ExpectedCalls {
  readonly least: number;
  /** More pages may follow: how many is not known before the first answer. */
  readonly open: boolean;
  /** Columns for each of whose values one more call is made; how many there are is not known. */
  readonly each: ReadonlySet<string>;
}

/** The fewest calls that reading `plans` takes; requests that are the same are made once. */
export function callsOf(plans: readonly ScanPlan[]): ExpectedCalls {
  const lines = new Set<string>();
  const each = new Set<string>();
  let open = false;
  for (const plan of plans) {
    if (isWithoutCalls(plan)) continue;
    if (plan.keys?.use === 'each') {
      each.add(plan.keys.column);
      continue;
    }
    for (const request of plan.requests) {
      lines.add(`${plan.table.source.kind} ${requestLine(plan, request)}`);
      open ||= mayHaveMorePages(plan, request);
    }
  }
  return { least: lines.size, open, each };
}

const isWithoutCalls = ({ table }: ScanPlan): boolean =>
  table.source.kind === 'catalogue' || table.source.kind === 'local';

function mayHaveMorePages(plan: ScanPlan, request: ApiRequest): boolean {
  if (plan.table.source.kind !== 'endpoint' || request.single) return false;
  const { paging } = plan.table.source.endpoint;
  if (paging.kind === 'whole' || paging.kind === 'single' || plan.countOnly === true) return false;
  return plan.rowLimit === null || plan.rowLimit > (plan.pageSize ?? 0);
}
