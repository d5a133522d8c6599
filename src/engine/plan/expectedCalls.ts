/** How many calls a plan takes, as far as that is known before it runs. */
import type { Endpoint } from '../../schemas/model.ts';
import { orderAsked } from './order.ts';
import { readingOf, type ApiRequest, type Extremes, type ScanPlan } from './plan.ts';

/** How the pages of a scan's lists are asked for. */
export interface PagesWanted {
  /** Documents in a page, for paged lists. */
  readonly pageSize: number;
  /** The same, when all of a list must be read after all. */
  readonly fullPageSize: number;
  /** Documents wanted at most; null = all. */
  readonly limit: number | null;
}

/** Rows asked for beyond the first, so that the last of them seldom equals the last one wanted. */
const TIES = 200;

/** Documents that show whether Xero heeded a condition or an order, where one would do. */
const SAMPLE = 10;

/** Documents in the page that tells how many its list has, or which is the first. */
export const sampleSize = ({ exact, extremes }: ScanPlan): number =>
  exact.length > 0 || extremes !== undefined ? SAMPLE : 1;

export function pagesWanted(plan: ScanPlan, { paging }: Endpoint): PagesWanted {
  const { pageSize } = plan;
  const { rowLimit, firstWithTies, table, order } = readingOf(plan);
  const most = paging.kind === 'page' ? paging.maxSize : 1;
  const perDocument = table.source.kind === 'endpoint' && table.source.rowPath.length === 0;
  const first = firstWithTies === undefined ? null : firstWithTies + TIES;
  const limit = perDocument ? (rowLimit ?? first) : null;
  const sizable = paging.kind === 'page' && paging.sizeParam !== null;
  const needed = limit === null ? most : Math.max(limit, order === null ? 1 : SAMPLE);
  const fullPageSize = sizable ? Math.min(pageSize ?? most, most) : most;
  return { pageSize: sizable ? Math.min(fullPageSize, needed) : most, fullPageSize, limit };
}

export interface ListCalls {
  /** At least so many. */
  readonly least: number;
  /** There may be more: that is known with the first answer, or when the reader has enough. */
  readonly open: boolean;
}

const ONE: ListCalls = { least: 1, open: false };
const ONE_OR_MORE: ListCalls = { least: 1, open: true };

/** @param documents how many the list has, if that is known */
export function callsOfList(
  plan: ScanPlan,
  endpoint: Endpoint,
  request: ApiRequest,
  documents: number | null,
): ListCalls {
  const { paging } = endpoint;
  if (request.single || plan.countOnly === true) return ONE;
  if (plan.extremes !== undefined) return callsOfExtremes(plan, plan.extremes, documents);
  if (paging.kind === 'whole' || paging.kind === 'single') return ONE;
  if (paging.kind === 'offset') {
    const isBounded = request.endOffset !== null || plan.stopsEarly === true;
    if (documents === null || isBounded) return ONE_OR_MORE;
    // a full page may be the last: only a short one tells
    return { least: Math.floor(documents / paging.size) + 1, open: false };
  }
  // equal rows may run on beyond the page
  if (readingOf(plan).firstWithTies !== undefined) return ONE_OR_MORE;
  const { pageSize, limit } = pagesWanted(plan, endpoint);
  const stops = plan.stopsEarly === true && limit === null;
  const wanted = Math.min(documents ?? Infinity, limit ?? Infinity);
  if (wanted <= pageSize) return ONE;
  if (documents === null || stops) return ONE_OR_MORE;
  return { least: Math.ceil(wanted / pageSize), open: false };
}

/** A list of more than a page takes one for each order. */
function callsOfExtremes(
  { pageSize }: ScanPlan,
  { orders }: Extremes,
  documents: number | null,
): ListCalls {
  if (orders.length === 1) return ONE;
  if (documents === null) return ONE_OR_MORE;
  return { least: documents <= (pageSize ?? 1) ? 1 : orders.length, open: false };
}

export interface ExpectedCalls extends ListCalls {
  /** Those among `least` that are made whatever the rows are: keys may prove to be none. */
  readonly certain: number;
  /** Columns for each of whose values one more call is made; how many there are is not known. */
  readonly each: ReadonlySet<string>;
}

/** How many documents a list has; null when that is not known. */
export type SizeOf = (endpoint: Endpoint, request: ApiRequest) => number | null;

/** Of one organisation. Lists that are read for several tables are read once, and count once. */
export function expectedCalls(plans: Iterable<ScanPlan>, sizeOf: SizeOf): ExpectedCalls {
  const lists = new Map<string, ListCalls & { readonly certain: boolean }>();
  const each = new Set<string>();
  for (const plan of plans) {
    const { source } = plan.table;
    if (source.kind === 'catalogue' || source.kind === 'local') continue;
    if (plan.keys?.use === 'each') {
      each.add(plan.keys.column);
      continue;
    }
    for (const request of plan.requests) {
      const calls =
        source.kind === 'endpoint'
          ? callsOfList(plan, source.endpoint, request, sizeOf(source.endpoint, request))
          : ONE;
      const name = callsName(plan, request);
      const known = lists.get(name);
      lists.set(name, {
        least: Math.max(known?.least ?? 0, calls.least),
        open: calls.open || plan.keys !== null || known?.open === true,
        certain: (plan.keys === null && source.kind === 'endpoint') || known?.certain === true,
      });
    }
  }
  const all = [...lists.values()];
  return {
    least: sum(all.map(({ least, certain }) => (certain ? least : Math.min(1, least)))),
    certain: sum(all.map(({ least, certain }) => (certain ? least : 0))),
    open: all.some(({ open }) => open),
    each,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The same for requests of a statement that make the same calls. */
export function callsName(plan: ScanPlan, request: ApiRequest): string {
  const { source } = plan.table;
  if (source.kind !== 'endpoint') return source.kind;
  const { schema } = source.endpoint;
  const { path, query, modifiedSince, startOffset, single, span } = request;
  const { pageSize } = pagesWanted(plan, source.endpoint);
  const { countOnly = false, extremes = null } = plan;
  const paging = [startOffset, single, orderAsked(plan), pageSize, countOnly, extremes];
  return JSON.stringify([schema, path, query, modifiedSince, span, paging]);
}
