/** The documents that one request brings from one organisation, page by page, each document once. */
import type { Endpoint } from '../../schemas/model.ts';
import type { XeroResponse } from '../../xero/client.ts';
import type { ApiRequest } from '../plan/plan.ts';
import { badAnswer, type Page, readList, readSingle } from './answer.ts';
import { ChangeWatch } from './change-watch.ts';
import type { DocumentCheck } from './heeded.ts';
import type { IdSet } from './id-set.ts';
import { whereWithin } from './list-parts.ts';
import type { Json } from './object-reader.ts';
import { pagedList, USUAL_SIZES } from './paged-list.ts';

export interface DocumentRequest {
  readonly endpoint: Endpoint;
  readonly request: ApiRequest;
  /** Documents in a page, for paged lists. */
  readonly pageSize: number;
  /** The same, when all must be read after all. */
  readonly fullPageSize: number;
  /** Documents wanted at most; null = all. */
  readonly limit: number | null;
  readonly lookAhead: number;
  /** `order` of a paged list; null = as Xero likes. */
  readonly order: string | null;
  /** Which documents pass the conditions that Xero was to apply; null = there are none. */
  readonly passes: DocumentCheck | null;
  /** Ask for archived documents too. */
  readonly archived: boolean;
  /** Told how many pages will be read, once the first answer says so. */
  readonly onPageCount: (pages: number) => void;
  /** Told, in a sentence, of an answer that may lack documents. */
  readonly onDoubt: (doubt: string) => void;
  /** Told how many documents the whole list has, when an answer says so or its end is reached. */
  readonly onSize: (documents: number) => void;
}

/** Makes a call with these query parameters. `fresh` must not be answered from memory. */
export type Fetch = (
  query: Readonly<Record<string, string>>,
  allowNotFound: boolean,
  fresh?: boolean,
) => Promise<{ readonly response: XeroResponse; readonly call: string }>;

/** `seen` holds the ids of the documents delivered, by other requests of the scan too. */
export async function* readDocuments(
  what: DocumentRequest,
  fetch: Fetch,
  seen: IdSet,
): AsyncGenerator<readonly Json[]> {
  for await (const page of pages(what, fetch)) {
    const passing = what.passes === null ? page.documents : page.documents.filter(what.passes);
    const documents = unseen(passing, what.endpoint.idField, seen);
    if (documents.length > 0) yield documents;
    const isHeeded = passing.length === page.documents.length;
    if (isHeeded || what.limit === null || what.pageSize === what.fullPageSize) continue;
    // small pages would bring what was wanted in very many calls
    yield* readDocuments({ ...what, limit: null, pageSize: what.fullPageSize }, fetch, seen);
    return;
  }
}

/** The first documents of a list. */
export interface FirstPage {
  readonly documents: readonly Json[];
  /** Whether all pass the conditions that Xero was to apply. */
  readonly passing: boolean;
  /**
   * How many the whole list has. null when the answer does not say, or says what the page itself
   * contradicts: then they must be read and counted.
   */
  readonly count: number | null;
}

/** One page alone of a paged list, in the order and of the size that `what` wants. */
export async function readFirstPage(what: DocumentRequest, fetch: Fetch): Promise<FirstPage> {
  const { endpoint, order, pageSize, passes } = what;
  const { paging } = endpoint;
  if (paging.kind !== 'page') throw new Error(`${endpoint.path} has no pages`);
  const query = { ...pageQuery(what, paging, order, pageSize), page: '1' };
  const { response, call } = await fetch(query, false);
  if (response.status !== 200) {
    what.onSize(0);
    return { documents: [], passing: true, count: 0 };
  }
  const page = readList(response, endpoint, call);
  const { documents } = page;
  const passing = passes === null || documents.every(passes);
  const count = passing ? countSaid(page) : null;
  if (count !== null) what.onSize(count);
  return { documents, passing, count };
}

function countSaid({ documents, pagination }: Page): number | null {
  const { page, pageSize, pageCount, itemCount } = pagination ?? {};
  if (typeof itemCount !== 'number' || typeof pageSize !== 'number' || pageSize < 1) return null;
  const pages = Math.ceil(itemCount / pageSize);
  const isConsistent =
    documents.length === Math.min(itemCount, pageSize) &&
    (page === 1 || (page === null && pageCount === null) || itemCount === 0) &&
    (pageCount === null || pageCount === pages || (itemCount === 0 && pageCount === 1));
  return isConsistent ? itemCount : null;
}

function pageQuery(
  what: DocumentRequest,
  { sizeParam }: Paging<'page'>,
  order: string | null,
  size: number,
): Record<string, string> {
  return {
    ...listQuery(what),
    ...(order === null ? {} : { order }),
    ...(sizeParam === null ? {} : { [sizeParam]: String(size) }),
  };
}

function pages(what: DocumentRequest, fetch: Fetch): AsyncGenerator<Page> {
  const { endpoint, request } = what;
  if (request.single) return single(what, fetch);
  switch (endpoint.paging.kind) {
    case 'whole':
      return whole(what, fetch);
    case 'single':
      return single(what, fetch);
    case 'offset':
      return offsetPages(what, fetch, endpoint.paging);
    case 'page':
      return numberedPages(what, fetch, endpoint.paging);
  }
}

/** Where inputs stand in the path, what they name may be gone: 404 is no row. */
const hasPathInputs = ({ endpoint }: DocumentRequest): boolean => endpoint.path.includes('{');

async function* single({ endpoint, request }: DocumentRequest, fetch: Fetch): AsyncGenerator<Page> {
  const { response, call } = await fetch({ ...endpoint.fixedParams, ...request.query }, true);
  yield readSingle(response, endpoint, call);
}

async function* whole(what: DocumentRequest, fetch: Fetch): AsyncGenerator<Page> {
  const { response, call } = await fetch(listQuery(what), hasPathInputs(what));
  yield readList(response, what.endpoint, call);
}

type Paging<Kind> = Extract<Endpoint['paging'], { kind: Kind }>;

async function* numberedPages(
  what: DocumentRequest,
  fetch: Fetch,
  paging: Paging<'page'>,
): AsyncGenerator<Page> {
  const { endpoint, order, pageSize, limit, lookAhead } = what;
  const query = pageQuery(what, paging, order, pageSize);
  let lastTold = Infinity;
  let first: Page | null = null;
  let received = 0;
  let size: number | null = null;
  const fetchPage = async (number: number, fresh = false): Promise<Page> => {
    const asked = { ...query, page: String(number) };
    const { response, call } = await fetch(asked, hasPathInputs(what), fresh);
    const page = readList(response, endpoint, call);
    // Asked beyond the last page that it told of, a service may repeat an earlier one.
    if (number > lastTold && (page.pagination?.page ?? number) < number) return NO_MORE;
    if (number === 1) first = page;
    else if (first !== null && isWholeList(first, page, what)) return NO_MORE;
    else if (first !== null && isOnlyPage(first, page, endpoint)) {
      what.onDoubt(doubtOf(first, call));
      return NO_MORE;
    }
    checkPage(page, number, call);
    return page;
  };
  const mostPages = limit === null ? Infinity : Math.ceil(limit / pageSize);
  const list = { size: pageSize, isCounted: paging.sizeParam !== null, lookAhead, mostPages };
  const watched = { idField: endpoint.idField, mayBeLeft: mayBeLeft(what) };
  let changes = new ChangeWatch(watched);
  const repeats = new RepeatWatch(endpoint);
  for await (const page of pagedList({ ...list, fetch: (number) => fetchPage(number) })) {
    changes.see(page);
    repeats.see(page);
    if (lastTold === Infinity) {
      lastTold = pageCountOf(page, pageSize);
      size = sizeOf(page, pageSize);
      if (size !== null) {
        what.onSize(size);
        what.onPageCount(Math.max(1, Math.min(mostPages, lastTold)));
      }
    }
    received += page.documents.length;
    yield page;
  }
  if (size === null && limit === null) what.onSize(received);
  // Documents left the list while it was read, and others moved up into pages already read.
  for (let again = 0; changes.disturbed && endpoint.idField !== null; again += 1) {
    if (again === MOST_REREADINGS) return;
    changes = new ChangeWatch(watched);
    for await (const page of pagedList({ ...list, fetch: (number) => fetchPage(number, true) })) {
      changes.see(page);
      yield page;
    }
  }
}

const NO_MORE: Page = { documents: [], pagination: null, answeredAt: null };

/**
 * Whether `page` is the first page again, which was shorter than its own page size and yet told of
 * more: a service of one fixed answer, whose counts are not of its documents. A full page that comes
 * again is another matter, for pages lack then.
 */
function isOnlyPage(first: Page, page: Page, endpoint: Endpoint): boolean {
  const size = first.pagination?.pageSize ?? 0;
  const count = first.documents.length;
  return count > 0 && count < size && endsOf(page, endpoint) === endsOf(first, endpoint);
}

/**
 * Whether `page` is the first page again, of a service that says nothing of pages and gives the whole
 * list for any: of a length that no page size explains.
 */
function isWholeList(first: Page, page: Page, { endpoint, pageSize }: DocumentRequest): boolean {
  const count = first.documents.length;
  const isPageSize = count === pageSize || USUAL_SIZES.has(count);
  if (count === 0 || isPageSize || first.pagination !== null) return false;
  return count === page.documents.length && endsOf(page, endpoint) === endsOf(first, endpoint);
}

const doubtOf = ({ documents, pagination }: Page, call: string): string =>
  `${call.replace(/\?.*/s, '')} gave ${documents.length} documents, counted ` +
  `${pagination?.itemCount ?? 'more'}, and answered every further page with the first. Some may be missing.`;

/** As far as the first page tells. */
function pageCountOf({ pagination }: Page, size: number): number {
  const { pageCount = null, itemCount = null } = pagination ?? {};
  return pageCount ?? (itemCount === null ? 1 : Math.ceil(itemCount / size));
}

/** Documents in the whole list, as far as a page says it; of the last page all places count. */
function sizeOf({ pagination }: Page, size: number): number | null {
  const { pageCount = null, itemCount = null } = pagination ?? {};
  return itemCount ?? (pageCount === null ? null : pageCount * size);
}

/** @throws ApiError BAD_RESPONSE for an answer that contradicts itself */
function checkPage({ documents, pagination }: Page, number: number, call: string): void {
  if (pagination === null) return;
  if (documents.length > 0 && pagination.page !== null && pagination.page !== number) {
    throw badAnswer(call, `was answered with page ${pagination.page}`);
  }
  if (documents.length === 0 && (pagination.pageCount ?? 0) > number) {
    throw badAnswer(call, `came empty, though it counts ${pagination.pageCount} pages`);
  }
}

/** Readings of a list that keeps changing under each: a busy hour must not read on for ever. */
const MOST_REREADINGS = 2;

/** Whether a change can take a document off the list: only conditions see to that. */
function mayBeLeft({ endpoint, request }: DocumentRequest): boolean {
  const { summaryParam } = endpoint;
  return Object.keys(request.query).some((name) => name !== summaryParam && name !== 'order');
}

/** The same full page so often in a row: the service does not page, and would never end. */
const MOST_REPEATS = 3;

/** Notices a service that answers every page number with the same page. */
class RepeatWatch {
  readonly #endpoint: Endpoint;
  #last = '';
  #repeats = 0;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  see(page: Page): void {
    const { idField, path } = this.#endpoint;
    if (idField === null || page.documents.length === 0) return;
    const ends = endsOf(page, this.#endpoint);
    this.#repeats = ends === this.#last ? this.#repeats + 1 : 0;
    this.#last = ends;
    if (this.#repeats < MOST_REPEATS) return;
    throw badAnswer(`GET ${path}`, 'was answered with the same page again and again');
  }
}

/** The ids of a page's first and last document: a page told by them. */
function endsOf({ documents }: Page, { idField }: Endpoint): string {
  if (idField === null) return JSON.stringify(documents);
  return JSON.stringify([documents[0]?.[idField], documents.at(-1)?.[idField]]);
}

async function* offsetPages(
  what: DocumentRequest,
  fetch: Fetch,
  paging: Paging<'offset'>,
): AsyncGenerator<Page> {
  const { endpoint, request } = what;
  let offset = request.startOffset;
  let received = 0;
  for (;;) {
    if (isPast(offset, request.endOffset)) return;
    const query = listQuery(what);
    if (offset !== null) query[paging.param] = String(offset);
    const { response, call } = await fetch(query, false);
    const page = readList(response, endpoint, call);
    yield page;
    received += page.documents.length;
    const { length } = page.documents;
    if (length < paging.size && !USUAL_SIZES.has(length)) {
      what.onSize(received);
      return;
    }
    offset = nextOffset(page, paging.cursor, offset, call);
  }
}

function isPast(offset: number | null, end: number | null): boolean {
  return offset !== null && end !== null && offset >= end;
}

function nextOffset(page: Page, cursor: string, offset: number | null, call: string): number {
  const cursors = page.documents.map((document) => Number(document[cursor]));
  const next = cursors.reduce((most, value) => Math.max(most, value), -Infinity);
  if (Number.isSafeInteger(next) && next > (offset ?? -Infinity)) return next;
  throw badAnswer(call, `was answered with a ${cursor} that does not rise`);
}

function listQuery({ endpoint, request, archived }: DocumentRequest): Record<string, string> {
  const { archivedParam } = endpoint;
  const where = whereWithin(request);
  return {
    ...endpoint.fixedParams,
    ...(archived && archivedParam !== null ? { [archivedParam]: 'true' } : {}),
    ...request.query,
    ...(where === null ? {} : { where }),
  };
}

/** Documents not delivered before; those without an id cannot be told apart and all count. */
function unseen(documents: readonly Json[], idField: string | null, seen: IdSet): readonly Json[] {
  if (idField === null) return documents;
  return documents.filter((document) => {
    const id = document[idField];
    return id === undefined || id === null || seen.add(id);
  });
}
