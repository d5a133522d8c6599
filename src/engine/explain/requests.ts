import {
  sampleSize,
  orderAsked,
  pagesWanted,
  type ApiRequest,
  type ScanPlan,
} from '../plan/index.ts';

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
  const { source } = plan.table;
  if (source.kind !== 'endpoint') return [];
  const { paging } = source.endpoint;
  switch (paging.kind) {
    case 'whole':
    case 'single':
      return [];
    case 'offset':
      return [[paging.param, `${request.startOffset ?? 0}…`]];
    case 'page': {
      const { countOnly = false, extremes } = plan;
      const [first = plan.order, ...more] = extremes?.orders ?? [];
      const order = countOnly ? null : orderAsked({ ...plan, order: first });
      const isSample = countOnly || (extremes !== undefined && more.length === 0);
      const size = isSample ? sampleSize(plan) : pagesWanted(plan, source.endpoint).pageSize;
      return [
        ...(order === null ? [] : [['order', order] as [string, string]]),
        ['page', countOnly || extremes !== undefined ? '1' : '1…'],
        ...(paging.sizeParam === null
          ? []
          : [[paging.sizeParam, String(size)] as [string, string]]),
      ];
    }
  }
}
