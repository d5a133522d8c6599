/** The documents in an answer, and what it says about further pages. */
import { ApiError } from '../../errors.ts';
import type { Endpoint } from '../../schemas/model.ts';
import type { XeroResponse } from '../../xero/client.ts';
import { instant } from './change-watch.ts';
import { isObject, type Json } from './object-reader.ts';

/** One answer of a list. */
export interface Page {
  readonly documents: readonly Json[];
  readonly pagination: Pagination | null;
  /** By Xero's clock, ms since 1970; null when the answer does not say. */
  readonly answeredAt: number | null;
}

/** As far as Xero sent it and it makes sense. */
export interface Pagination {
  readonly page: number | null;
  readonly pageSize: number | null;
  readonly pageCount: number | null;
  readonly itemCount: number | null;
}

const EMPTY: Page = { documents: [], pagination: null, answeredAt: null };

/** @throws ApiError BAD_RESPONSE when the list is missing: part of the data never passes for all of it */
export function readList(response: XeroResponse, endpoint: Endpoint, call: string): Page {
  if (response.status !== 200) return EMPTY;
  const { body } = response;
  const { items } = endpoint;
  const said = items === null ? body : isObject(body) ? memberOf(body, items) : undefined;
  const list = (said ?? null) === null && items !== null && saysNothing(body) ? [] : said;
  if (!Array.isArray(list)) {
    const name = items ?? 'a list';
    throw badAnswer(call, `was answered without ${name}`);
  }
  const pagination = isObject(body) ? readPagination(body) : null;
  const answeredAt = isObject(body) ? instant(body['DateTimeUTC']) : null;
  return { documents: objectsOf(list, call), pagination, answeredAt };
}

/**
 * Whether an answer is one to a list, and holds none: some services leave out what is empty, or say
 * null. What lacks the list but holds another is not understood.
 */
function saysNothing(body: unknown): boolean {
  if (!isObject(body) || Object.values(body).some(Array.isArray)) return false;
  const { Status, pagination } = body;
  return Status === 'OK' || (isObject(pagination) && pagination['itemCount'] === 0);
}

/** A document by its key: wrapped in a list or an object, or bare. 404 is none. */
export function readSingle(response: XeroResponse, endpoint: Endpoint, call: string): Page {
  if (response.status !== 200) return EMPTY;
  const { body } = response;
  const { items, idField } = endpoint;
  const wrapped = items !== null && isObject(body) ? memberOf(body, items) : body;
  if (Array.isArray(wrapped)) return { ...EMPTY, documents: objectsOf(wrapped, call) };
  if (isObject(wrapped)) return { ...EMPTY, documents: [wrapped] };
  if (isObject(body) && idField !== null && idField in body) {
    return { ...EMPTY, documents: [body] };
  }
  throw badAnswer(call, 'was answered without the document');
}

/** A list, or one of its documents under the name in the singular: `Timesheet` of `Timesheets`. */
const memberOf = (body: Json, items: string): unknown =>
  items in body ? body[items] : body[items.replace(/s$/, '')];

export function badAnswer(call: string, what: string): ApiError {
  return new ApiError('BAD_RESPONSE', `${call} ${what}.`, {
    call,
    status: 200,
    hint: 'Try again; if it stays so, please report it.',
  });
}

function objectsOf(list: readonly unknown[], call: string): readonly Json[] {
  if (list.every(isObject)) return list;
  throw badAnswer(call, 'was answered with a list of something else than objects');
}

/** An object of its own in most APIs; Files says it beside its list. */
function readPagination(body: Json): Pagination | null {
  const { pagination } = body;
  const value = isObject(pagination) ? pagination : filesPagination(body);
  if (value === null) return null;
  const count = (name: string): number | null => {
    const field = value[name];
    return Number.isSafeInteger(field) && (field as number) >= 0 ? (field as number) : null;
  };
  return {
    page: count('page'),
    pageSize: count('pageSize'),
    pageCount: count('pageCount'),
    itemCount: count('itemCount'),
  };
}

function filesPagination({ Page, PerPage, TotalCount }: Json): Json | null {
  return TotalCount === undefined ? null : { page: Page, pageSize: PerPage, itemCount: TotalCount };
}
