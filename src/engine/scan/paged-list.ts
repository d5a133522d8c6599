/** Reads a list of numbered pages to its end, in order, with bounded look-ahead. */
import type { Page } from './answer.ts';

export interface PagedListOptions {
  /** Fetches page `number`, from 1. */
  readonly fetch: (number: number) => Promise<Page>;
  /** Documents asked for in a page, or that Xero gives where that cannot be said. */
  readonly size: number;
  /** Whether Xero says of such a list how many pages it has. */
  readonly isCounted: boolean;
  /** Pages under way at once at most, once it is known how many there are. */
  readonly lookAhead: number;
  /** Pages that can be needed at most. */
  readonly mostPages: number;
}

/**
 * Page 1 comes first and alone. When it says how many pages there are, the following ones are
 * fetched together; else one by one until a page is short. Nothing is fetched before it is asked
 * for: a caller that stops after a page has caused no call beyond the look-ahead.
 *
 * Who should count and does not may also give smaller pages than were asked for: there a first page
 * is never taken for the last, and a later one only if it is shorter than the first.
 */
export async function* pagedList(options: PagedListOptions): AsyncGenerator<Page> {
  const { fetch, lookAhead, mostPages } = options;
  const underWay = new Map<number, UnderWay>();
  let received = 0;
  let full = 0;
  let ended = 1;
  let most = lookAhead;
  for (let number = 1; ; number += 1) {
    most = wantedAhead(underWay, number, most, lookAhead);
    for (let ahead = number; ahead <= Math.min(ended, number + most - 1); ahead += 1) {
      if (!underWay.has(ahead)) underWay.set(ahead, begun(fetch(ahead)));
    }
    const page = await (underWay.get(number)?.page ?? fetch(number));
    underWay.delete(number);
    received += page.documents.length;
    full = Math.max(full, page.documents.length);
    yield page;
    const last = lastPage(page, number, { ...options, received, full });
    if (last !== null && number >= last) return;
    ended = Math.min(last ?? number, mostPages);
  }
}

interface UnderWay {
  readonly page: Promise<Page>;
  hasArrived: boolean;
}

function begun(page: Promise<Page>): UnderWay {
  const underWay: UnderWay = { page, hasArrived: false };
  // a page that is never waited for must not count as an unhandled failure
  page.then(() => (underWay.hasArrived = true)).catch(() => undefined);
  return underWay;
}

/** Enough for a reader that is slower than the pages come. */
const LEAST_AHEAD = 2;

/**
 * Pages to have under way. As many as allowed for a reader that waits; one less than before when all
 * pages wait for the reader, for they take memory.
 */
function wantedAhead(
  underWay: ReadonlyMap<number, UnderWay>,
  next: number,
  before: number,
  lookAhead: number,
): number {
  if (underWay.get(next)?.hasArrived !== true) return lookAhead;
  const haveAllArrived = [...underWay.values()].every(({ hasArrived }) => hasArrived);
  return haveAllArrived ? Math.max(Math.min(LEAST_AHEAD, lookAhead), before - 1) : before;
}

interface SoFar extends Pick<PagedListOptions, 'size' | 'isCounted'> {
  /** Documents on this page and those before it. */
  readonly received: number;
  /** On the longest of them. */
  readonly full: number;
}

/** The number of the last page as `page` tells it; null when only the next page can tell. */
function lastPage(page: Page, number: number, so: SoFar): number | null {
  const { documents, pagination } = page;
  const { size, received } = so;
  const said = pagesSaid(page, size);
  if (said > number) return said;
  if (documents.length === 0) return number;
  if (said === number && !(received < (pagination?.itemCount ?? 0))) return number;
  if (said === 0) return isShort(documents.length, so) ? number : null;
  // it counts fewer pages than there are, or more documents than came: read on to an empty page
  return null;
}

/** 0 when the answer does not say. */
function pagesSaid({ pagination }: Page, size: number): number {
  if (pagination === null) return 0;
  const { pageCount, itemCount, pageSize } = pagination;
  const byItems = itemCount === null ? 0 : Math.ceil(itemCount / (pageSize || size));
  return Math.max(pageCount ?? 0, byItems);
}

/** Page sizes of services that were not told one: such a page may be a full one. */
export const USUAL_SIZES: ReadonlySet<number> = new Set([50, 100]);

function isShort(length: number, { size, isCounted, full }: SoFar): boolean {
  if (length < full) return true;
  return !isCounted && length < size && !USUAL_SIZES.has(length);
}
