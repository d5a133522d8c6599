/**
 * Chooses the requests of one scan: the fewest calls that bring every row the conjuncts keep.
 * What a request does not filter exactly stays a residual condition, checked by the engine.
 */
import type { Endpoint, TableDefinition } from '../../../schemas/model.ts';
import type { Expr } from '../../rel/rel.ts';
import type { SqlValue } from '../../values/types.ts';
import type { ApiRequest } from '../plan.ts';
import { areDocumented, declaredFilter, whereText, type WhereText } from './conditions.ts';
import { conjunctsOf, equalities, type Conjunct, type EqualityList } from './equalities.ts';
import type { ColumnPredicate, ScanColumns } from './predicates.ts';
import { valueText } from './valueText.ts';

export interface ChosenRequests {
  readonly requests: readonly ApiRequest[];
  readonly pushed: readonly Expr[];
  readonly residual: readonly Expr[];
  /** Columns that the `where` of the requests names. */
  readonly filteredColumns: readonly string[];
}

/**
 * Escaped characters that lists and `where` may take of a query string together. Xero answers 404
 * above 2,048; the rest is for `order`, paging and the other parameters.
 */
const QUERY_LENGTH = 1_800;
/** And a single list of values. */
const LIST_LENGTH = 1_500;
/** Beyond this many requests for one long list, reading the whole table is likely cheaper. */
const MOST_CHUNKS = 25;
/** Documents fetched one by one where the endpoint takes neither lists of ids nor `where`. */
const MOST_SINGLES = 10;

/** What is decided so far; conjuncts move from `open` to `exact` or stay to be checked again. */
interface Draft {
  readonly table: TableDefinition;
  readonly endpoint: Endpoint;
  readonly columns: ScanColumns;
  readonly conjuncts: readonly Conjunct[];
  /** Conjuncts that some part of the request filters by. */
  readonly pushed: Set<Expr>;
  /** Those among them that need no second check. */
  readonly exact: Set<Expr>;
}

export function chooseRequests(
  table: TableDefinition,
  endpoint: Endpoint,
  exprs: readonly Expr[],
  columns: ScanColumns,
): ChosenRequests {
  const conjuncts = conjunctsOf(exprs, columns);
  const draft: Draft = {
    table,
    endpoint,
    columns,
    conjuncts,
    pushed: new Set(),
    exact: new Set(),
  };
  const lists = equalities(conjuncts);
  if ([...lists.values()].some((list) => list.values.length === 0)) {
    return { requests: [], pushed: exprs, residual: [], filteredColumns: [] };
  }
  const listed = listParams(draft, lists);
  const documents = listed.chunks.length === 0 ? singleDocuments(draft, lists) : null;
  const params = documents
    ? listed
    : { ...listed, fixed: { ...listed.fixed, ...dayRanges(draft) } };
  const bounds = offsetBounds(draft);
  const modifiedSince = documents ? null : modifiedSinceHeader(draft);
  const where = documents ? { texts: [''], columns: [] } : whereTexts(draft, params);
  const bases = documents ?? chunkedQueries(endpoint, params);
  const requests = bases.flatMap((base) =>
    where.texts.map((text) => ({
      ...base,
      query: text === '' ? base.query : { ...base.query, where: text },
      modifiedSince,
      startOffset: bounds.start,
      endOffset: bounds.end,
      inputs: {},
      periods: null,
    })),
  );
  return {
    requests,
    pushed: exprs.filter((expr) => draft.pushed.has(expr)),
    residual: exprs.filter((expr) => !draft.exact.has(expr)),
    filteredColumns: where.columns,
  };
}

// ------------------------------------------------------------- lists of values

interface ListParams {
  /** Parameters that every request carries. */
  readonly fixed: Readonly<Record<string, string>>;
  /** One more parameter that differs between requests; empty when none is long. */
  readonly chunks: readonly Readonly<Record<string, string>>[];
}

/** `IDs=a,b`, `Statuses=X`: every equality for which the endpoint has a parameter. */
function listParams(draft: Draft, lists: ReadonlyMap<string, EqualityList>): ListParams {
  const fixed: Record<string, string> = {};
  let chunks: Readonly<Record<string, string>>[] = [];
  for (const [name, list] of lists) {
    const declared = declaredFilter(draft.table, name, 'in', 'param');
    if (!declared || !canBeListed(draft.table, name, list.values)) continue;
    const { param, list: takesList } = declared.encoding;
    if (!takesList && list.values.length > 1) continue;
    const used = longest({ fixed, chunks });
    const parts = chunk(list.values.map(valueText), Math.min(LIST_LENGTH, QUERY_LENGTH - used));
    if (parts.length > 1 && (chunks.length > 1 || parts.length > MOST_CHUNKS)) continue;
    if (parts.length > 1) chunks = parts.map((part) => ({ [param]: part.join(',') }));
    else fixed[param] = list.values.map(valueText).join(',');
    markPushed(draft, list.from, declared.exactness === 'exact');
  }
  if (chunks.length === 0 && Object.keys(fixed).length > 0) chunks = [{}];
  return { fixed, chunks };
}

/** A list is split at commas, and Xero may refuse a value that it does not document. */
function canBeListed(table: TableDefinition, name: string, values: readonly SqlValue[]): boolean {
  const isListable = (text: string): boolean =>
    text !== '' && !/[,\p{Cc}]/u.test(text) && text.trim() === text;
  return areDocumented(table, name, values) && values.map(valueText).every(isListable);
}

function markPushed(draft: Draft, conjuncts: readonly Conjunct[], exact: boolean): void {
  for (const { expr } of conjuncts) {
    draft.pushed.add(expr);
    if (exact) draft.exact.add(expr);
  }
}

/** Splits a list so that each part, joined with commas, has at most `length` characters. */
function chunk(values: readonly string[], length: number): string[][] {
  const parts: string[][] = [[]];
  let used = 0;
  for (const value of values) {
    const size = encodeURIComponent(value).length + 3;
    if (used + size > length && used > 0) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(value);
    used += size;
  }
  return parts;
}

type RequestBase = Pick<ApiRequest, 'path' | 'query' | 'single'>;

function chunkedQueries(endpoint: Endpoint, params: ListParams): RequestBase[] {
  const chunks = params.chunks.length > 0 ? params.chunks : [{}];
  return chunks.map((query) => ({
    path: endpoint.path,
    query: { ...params.fixed, ...query },
    single: false,
  }));
}

// ------------------------------------------------------------ single documents

/** `GET /Invoices/{id}` for each wanted key, when that is the cheapest way to them. */
function singleDocuments(
  draft: Draft,
  lists: ReadonlyMap<string, EqualityList>,
): RequestBase[] | null {
  for (const [name, list] of lists) {
    const declared = declaredFilter(draft.table, name, '=', 'path');
    if (!declared || !list.values.every((value) => isPathSegment(valueText(value)))) continue;
    const many = list.values.length > 1;
    if (many && declaredFilter(draft.table, name, 'in', 'where')) continue;
    if (list.values.length > MOST_SINGLES) continue;
    markPushed(draft, list.from, declared.exactness === 'exact');
    return list.values.map((value) => ({
      path: `${draft.endpoint.path}/${encodeURIComponent(valueText(value))}`,
      query: {},
      single: true,
    }));
  }
  return null;
}

const isPathSegment = (text: string): boolean => /^[\w-]+$/.test(text);

// ------------------------------------------------------------- ranges of days

/**
 * `DateFrom=…&DateTo=…`; of several bounds on one side the narrowest. Whether the service counts
 * the named days in is not documented: the days just outside are named, and the conditions are
 * checked again.
 */
function dayRanges(draft: Draft): Record<string, string> {
  const params: Record<string, string> = {};
  for (const { expr, predicate } of draft.conjuncts) {
    if (!predicate) continue;
    const { column, operator } = predicate;
    const declared = declaredFilter(draft.table, column.column, operator, 'range');
    if (!declared) continue;
    const { from, to } = declared.encoding;
    const { after, before } =
      column.type === 'timestamp' ? instantsOutside(predicate) : daysOutside(predicate);
    if (after !== null) params[from] = laterDay(params[from], after);
    if (before !== null) params[to] = earlierDay(params[to], before);
    if (after !== null || before !== null) draft.pushed.add(expr);
  }
  return params;
}

/** The last day before the first one wanted, the first day after the last one; null = no bound. */
interface DaysOutside {
  readonly after: string | null;
  readonly before: string | null;
}

/** As `daysOutside`, but for instants: whole seconds, with one to spare on either side. */
function instantsOutside({ operator, values }: ColumnPredicate): DaysOutside {
  const times = values.map((value) => (typeof value === 'string' ? Date.parse(value) : NaN));
  const after = instantText(Math.min(...times), -1);
  const before = instantText(Math.max(...times), 1);
  switch (operator) {
    case '=':
    case 'in':
      return { after, before };
    case '>':
    case '>=':
      return { after, before: null };
    case '<':
    case '<=':
      return { after: null, before };
    default:
      return { after: null, before: null };
  }
}

function instantText(time: number, seconds: number): string | null {
  if (!Number.isFinite(time)) return null;
  const whole = Math.floor(time / 1000) + seconds + (seconds > 0 ? 1 : 0);
  const text = new Date(whole * 1000).toISOString().slice(0, 19);
  return text < '1900' || text > '3000' ? null : `${text}Z`;
}

function daysOutside({ operator, values }: ColumnPredicate): DaysOutside {
  const days = values.filter((value) => typeof value === 'string').sort();
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  switch (operator) {
    case '=':
    case 'in':
      return { after: dayAway(first, -1), before: dayAway(last, 1) };
    case '>':
      return { after: dayAway(first, 0), before: null };
    case '>=':
      return { after: dayAway(first, -1), before: null };
    case '<':
      return { after: null, before: dayAway(last, 0) };
    case '<=':
      return { after: null, before: dayAway(last, 1) };
    default:
      return { after: null, before: null };
  }
}

/** `date` moved by some days; null outside the years a database of books can hold. */
function dayAway(date: string, days: number): string | null {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return null;
  const moved = new Date(instant + days * 86_400_000).toISOString().slice(0, 10);
  return moved < '1900' || moved > '3000' ? null : moved;
}

const laterDay = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);
const earlierDay = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);

// ---------------------------------------------------- If-Modified-Since, offset

/**
 * Whether the service's boundary is inclusive is not documented, and it counts whole seconds:
 * one second earlier is asked for, and the condition is checked again.
 */
function modifiedSinceHeader(draft: Draft): string | null {
  let latest: string | null = null;
  for (const conjunct of draft.conjuncts) {
    const predicate = conjunct.predicate;
    const value = predicate?.values[0];
    if (!predicate || typeof value !== 'string') continue;
    if (predicate.operator !== '>' && predicate.operator !== '>=') continue;
    if (!declaredFilter(draft.table, predicate.column.column, '>=', 'modifiedSince')) continue;
    draft.pushed.add(conjunct.expr);
    if (latest === null || value > latest) latest = value;
  }
  if (latest === null) return null;
  const second = Math.floor(Date.parse(latest) / 1000) - 1;
  return new Date(second * 1000).toISOString().slice(0, 19);
}

interface OffsetBounds {
  readonly start: number | null;
  readonly end: number | null;
}

/** An offset list gives the documents whose cursor is above `start`; `end` is the last one wanted. */
function offsetBounds(draft: Draft): OffsetBounds {
  let start: number | null = null;
  let end: number | null = null;
  for (const { expr, predicate } of draft.conjuncts) {
    if (!predicate || !declaredFilter(draft.table, predicate.column.column, '>', 'offset'))
      continue;
    const bound = cursorBound(predicate);
    if (bound.start !== null) start = Math.max(start ?? 0, bound.start);
    if (bound.end !== null) end = Math.min(end ?? bound.end, bound.end);
    if (bound.start !== null || bound.end !== null) draft.pushed.add(expr);
  }
  return { start, end };
}

function cursorBound({ operator, values }: ColumnPredicate): OffsetBounds {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) return { start: null, end: null };
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  switch (operator) {
    case '=':
    case 'in':
      return { start: Math.max(0, low - 1), end: high };
    case '>':
      return { start: Math.max(0, low), end: null };
    case '>=':
      return { start: Math.max(0, low - 1), end: null };
    case '<':
      return { start: null, end: high - 1 };
    case '<=':
      return { start: null, end: high };
    default:
      return { start: null, end: null };
  }
}

// ------------------------------------------------------------------------ where

interface WhereTexts {
  /** One a request; a single empty text when there is nothing to say. */
  readonly texts: readonly string[];
  readonly columns: readonly string[];
}

/** Every conjunct that is not yet filtered exactly, as far as the URL has room. */
function whereTexts(draft: Draft, params: ListParams): WhereTexts {
  const said: { conjunct: Conjunct; where: WhereText }[] = [];
  let room = QUERY_LENGTH - longest(params);
  const long: Conjunct[] = [];
  for (const conjunct of draft.conjuncts) {
    if (draft.pushed.has(conjunct.expr)) continue;
    const where = whereText(conjunct.expr, draft.table, draft.columns);
    if (!where) continue;
    const length = encodeURIComponent(where.text).length;
    if (length > room) {
      long.push(conjunct);
      continue;
    }
    room -= length;
    said.push({ conjunct, where });
  }
  for (const { conjunct, where } of said) markPushed(draft, [conjunct], where.exact);
  const common = said.map(({ where }) => where.text);
  const split = params.chunks.length > 1 ? null : splitList(draft, long, room);
  const texts = (split?.texts ?? ['']).map((text) =>
    [...common, text].filter((part) => part !== '').join(' AND '),
  );
  const columns = said.flatMap(({ where }) => where.columns);
  return { texts, columns: [...columns, ...(split?.columns ?? [])] };
}

/** Escaped characters that the parameters take in the longest request. */
function longest({ fixed, chunks }: ListParams): number {
  const length = (query: Readonly<Record<string, string>>): number =>
    new URLSearchParams(query).toString().length;
  return length(fixed) + Math.max(0, ...chunks.map(length));
}

/** One list too long for a URL becomes several requests, each for a part of the values. */
function splitList(draft: Draft, long: readonly Conjunct[], room: number): WhereTexts | null {
  for (const conjunct of long) {
    const { expr, predicate } = conjunct;
    if (expr.kind !== 'inList' || predicate?.operator !== 'in') continue;
    const parts = splitByWhereLength(draft, expr, room);
    const all = parts.map((list) => whereText({ ...expr, list }, draft.table, draft.columns));
    const wheres = all.filter((where) => where !== null);
    // A part that cannot be said would be rows that are never asked for.
    if (wheres.length < parts.length || wheres.length > MOST_CHUNKS) continue;
    markPushed(
      draft,
      [conjunct],
      wheres.every((where) => where.exact),
    );
    return { texts: wheres.map((where) => where.text), columns: wheres[0]?.columns ?? [] };
  }
  return null;
}

function splitByWhereLength(
  draft: Draft,
  expr: Extract<Expr, { kind: 'inList' }>,
  room: number,
): Expr[][] {
  const parts: Expr[][] = [[]];
  let used = 0;
  for (const item of expr.list) {
    const one = whereText({ ...expr, list: [item] }, draft.table, draft.columns);
    const size = encodeURIComponent(`${one?.text ?? ''} OR `).length;
    if (used + size > room && used > 0) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(item);
    used += size;
  }
  return parts;
}
