/** The first documents of a list in some orders, and how many it has, in as few calls as tell. */
import type { ScanOrder } from '../plan/plan.ts';
import type { FirstPage } from './documents.ts';
import { IdSet } from './id-set.ts';
import type { Json } from './object-reader.ts';

export interface ExtremesRequest {
  /** One at least. */
  readonly orders: readonly ScanOrder[];
  /** Whether it matters how many documents there are. */
  readonly counted: boolean;
  readonly idField: string | null;
  /** Documents in a page, at most. */
  readonly pageSize: number;
  /** How many the list had when it was last read, if that is known. */
  readonly size: number | null;
  /** Documents in a page that shows whether its order was heeded. */
  readonly sample: number;
  readonly read: (order: ScanOrder, pageSize: number) => Promise<FirstPage>;
  readonly isInOrder: (documents: readonly Json[], order: ScanOrder) => boolean;
}

export interface FoundExtremes {
  /** The first ones in each order, each once, and perhaps more. */
  readonly documents: readonly Json[];
  /** How many there are besides, if that matters. */
  readonly others: number;
}

/**
 * A short list is read whole by the first call, in place of one call for each order. null when
 * the answers do not count the list, or not alike, or are not what was asked for: then it must be
 * read.
 */
export async function readExtremes(what: ExtremesRequest): Promise<FoundExtremes | null> {
  const { orders, counted, idField, pageSize, sample, size, read, isInOrder } = what;
  const found: Json[] = [];
  const seen = new IdSet();
  const isShort = size === null || size <= pageSize;
  let count: number | null = null;
  for (const [index, order] of orders.entries()) {
    const page = await read(order, index === 0 && orders.length > 1 && isShort ? pageSize : sample);
    if (!page.passing || !isInOrder(page.documents, order)) return null;
    if (counted && (page.count === null || (index > 0 && page.count !== count))) return null;
    count = page.count;
    found.push(...page.documents.filter((document) => isNew(document, idField, seen)));
    if (count !== null && page.documents.length >= count) break;
  }
  const others = counted ? (count ?? 0) - found.length : 0;
  return others < 0 ? null : { documents: found, others };
}

function isNew(document: Json, idField: string | null, seen: IdSet): boolean {
  const id = idField === null ? null : document[idField];
  return id === undefined || id === null || seen.add(id);
}
