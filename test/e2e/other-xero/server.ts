/**
 * A second stand-in for Xero, with other data, written from Xero's OpenAPI files and without regard
 * to our emulator: the engine must lean on what is documented and on nothing else.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { textOf, type Books, type Doc, type Value } from './books.ts';
import { LISTS, type List } from './endpoints.ts';
import { reportOf } from './reports.ts';
import { PLAIN, type Variation } from './variation.ts';
import { parseWhere, QueryParseError } from './where.ts';
import { wireText } from './wire.ts';

export interface SeenCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
}

export interface OtherXero {
  readonly url: string;
  /** Calls since the last `vary`, those for tokens not among them. */
  readonly calls: SeenCall[];
  /** Refuses every call with 400. */
  refuse: boolean;
  /** The access token that is good now. */
  token(): string;
  /** Answers by another variation from now on, and forgets the calls. */
  vary(differences: Partial<Variation>): void;
  close(): Promise<void>;
}

export interface Connected {
  readonly books: Books;
  /** Listed by /connections, but its data may not be read. */
  readonly disconnected?: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Other addresses for the same: a gateway's, and those of services that are of one API each. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^\/gateway\//, '/'],
  [/^\/books-only\//, '/api.xro/2.0/'],
  [/^\/projects-only\//, '/projects.xro/2.0/'],
  [/^\/oauth\/issue$/, '/connect/token'],
];

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function startOtherXero(
  organisations: readonly Connected[],
  practices: readonly { readonly tenantId: string; readonly tenantName: string }[],
): Promise<OtherXero> {
  let variation = PLAIN;
  let token = 1;
  let count = 0;
  let troubled = new Set<string>();
  const calls: SeenCall[] = [];

  const answer = (request: IncomingMessage, url: URL): Answer => {
    if (url.pathname === '/connect/token') {
      token += 1;
      return json(200, { access_token: `token-${token}`, token_type: 'Bearer', expires_in: 1800 });
    }
    if (request.headers.authorization !== `Bearer token-${token}`) {
      return json(401, { Type: null, Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired' });
    }
    if (service.refuse) throw new Refused(400, 'No');
    if (url.pathname === variation.connections) return json(200, connections());
    if (/^\/connections$/i.test(url.pathname)) {
      return { status: 404, body: '<html><body>Cannot GET</body></html>' };
    }
    const books = booksOf(String(request.headers['xero-tenant-id'] ?? ''));
    return dataAnswer(books, url, request.headers, variation);
  };

  const connections = (): readonly Doc[] => {
    const entry = (tenantType: string, tenantId: string, tenantName: string): Doc => ({
      id: tenantId.replace(/^./, 'c'),
      authEventId: tenantId.replace(/^./, 'e'),
      tenantId,
      tenantType,
      tenantName,
      createdDateUtc: '2026-01-31T10:00:00.1234560',
      updatedDateUtc: '2026-01-31T10:00:00.1234560',
    });
    return [
      ...practices.map((one) => entry('PRACTICE', one.tenantId, one.tenantName)),
      ...organisations.map(({ books }) => entry('ORGANISATION', books.tenantId, books.tenantName)),
    ];
  };

  const booksOf = (tenantId: string): Books => {
    const found = organisations.find(({ books }) => books.tenantId === tenantId.toLowerCase());
    if (found === undefined || found.disconnected === true) {
      throw new Refused(403, 'AuthenticationUnsuccessful');
    }
    return found.books;
  };

  /** Whether the call was spoiled. */
  const spoil = (key: string, request: IncomingMessage, response: ServerResponse): boolean => {
    const { trouble } = variation;
    count += 1;
    // a token does not expire again before the calls that were refused with it have been repeated
    const every = trouble === 'expired' ? 20 : 3;
    if (trouble === null || troubled.has(key) || count % every !== 1) return false;
    troubled.add(key);
    const page = '<!DOCTYPE html><html><body>Service unavailable</body></html>';
    const html = { 'Content-Type': 'text/html' };
    const limit = (headers: Readonly<Record<string, string>>): boolean => {
      response.writeHead(429, headers).end();
      return true;
    };
    switch (trouble) {
      case 'minute':
        return limit({ 'Retry-After': '9', 'x-rate-limit-problem': 'minute' });
      case 'minuteWithoutHeaders':
        return limit({});
      case 'concurrent':
        return limit({ 'X-Rate-Limit-Problem': 'Concurrent', 'retry-after': '1' });
      case 'expired':
        token += 1000;
        response.writeHead(401, { 'Content-Type': 'application/json' });
        response.end(
          '{"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired"}',
        );
        return true;
      case 'html503':
        response.writeHead(503, html).end(page);
        return true;
      case 'html500':
        response.writeHead(500, html).end(page);
        return true;
      case 'truncated':
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"Contacts":[{"Na');
        return true;
      case 'reset':
        request.socket.destroy();
        return true;
      case 'slow':
        return false;
    }
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    for (const [alias, path] of ALIASES) url.pathname = url.pathname.replace(alias, path);
    const isToken = url.pathname === '/connect/token';
    if (
      !isToken &&
      spoil(`${url.href} ${String(request.headers['xero-tenant-id'])}`, request, response)
    ) {
      return;
    }
    const made = ((): Answer => {
      try {
        return answer(request, url);
      } catch (error) {
        if (error instanceof QueryParseError)
          return refusal(400, 'QueryParseException', error.message);
        if (error instanceof Refused)
          return refusal(error.status, 'ValidationException', error.message);
        return refusal(500, 'Failure', String(error));
      }
    })();
    const query = Object.fromEntries(url.searchParams);
    if (!isToken) calls.push({ path: url.pathname, query, status: made.status });
    const reply = (): void => send(response, made, variation);
    if (variation.trouble === 'slow') setTimeout(reply, 15);
    else reply();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const service: OtherXero = {
    url: `http://127.0.0.1:${port}`,
    calls,
    refuse: false,
    token: () => `token-${token}`,
    vary(differences) {
      variation = { ...PLAIN, ...differences };
      troubled = new Set();
      count = 0;
      calls.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

const json = (status: number, body: unknown): Answer => ({ status, body: JSON.stringify(body) });

const refusal = (status: number, Type: string, Message: string): Answer =>
  json(status, { ErrorNumber: status === 400 ? 16 : status, Type, Message });

function send(
  response: ServerResponse,
  { status, body, headers }: Answer,
  variation: Variation,
): void {
  const limits = variation.limitHeaders
    ? {
        'x-daylimit-remaining': '4321',
        'X-MinLimit-Remaining': '59',
        'X-AppMinLimit-Remaining': '9999',
      }
    : {};
  const all = { 'Content-Type': 'application/json; charset=utf-8', ...limits, ...headers };
  if (status === 304) response.writeHead(304, limits).end();
  else if (variation.body === 'gzip') {
    response.writeHead(status, { ...all, 'Content-Encoding': 'gzip' }).end(gzipSync(body));
  } else if (variation.body === 'chunked') {
    response.writeHead(status, all);
    // in the midst of a character, too
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 10_007)
      response.write(bytes.subarray(at, at + 10_007));
    response.end();
  } else
    response.writeHead(status, { ...all, 'Content-Length': Buffer.byteLength(body) }).end(body);
}

// ------------------------------------------------------------------------ data

function dataAnswer(
  books: Books,
  url: URL,
  headers: IncomingMessage['headers'],
  variation: Variation,
): Answer {
  const { pathname, searchParams } = url;
  const report = reportOf(books, pathname, searchParams);
  if (report !== null)
    return { status: 200, body: wireText(report, { ...variation, dateStrings: 'none' }, true) };
  const parent = /^(\/projects\.xro\/2\.0\/Projects\/)([^/]+)(\/(?:Tasks|Time))$/.exec(pathname);
  const list = LISTS[parent === null ? pathname : `${parent[1]}{projectId}${parent[3]}`];
  if (list === undefined) return byKey(books, pathname, variation);
  const inParent = books.collections[list.collection].filter(
    ({ projectId }) => parent === null || projectId === parent[2]?.toLowerCase(),
  );
  return listAnswer(list, inParent, searchParams, headers, variation);
}

function byKey(books: Books, pathname: string, variation: Variation): Answer {
  const [, path = '', id = ''] = /^(.*)\/([^/]+)$/.exec(pathname) ?? [];
  const list = LISTS[path];
  const found =
    list && books.collections[list.collection].find((doc) => doc[list.key] === id.toLowerCase());
  if (list === undefined || found === undefined) {
    return { status: 404, body: 'The resource you’re looking for cannot be found' };
  }
  const body = list.dotNet && list.items !== null ? { [list.items]: [found] } : found;
  return { status: 200, body: wireText(body, variation, list.dotNet) };
}

function listAnswer(
  list: List,
  documents: readonly Doc[],
  params: URLSearchParams,
  headers: IncomingMessage['headers'],
  variation: Variation,
): Answer {
  refuseUnknown(list, params, variation);
  const since = headers['if-modified-since'];
  const filtered = documents.filter((doc) => passes(list, doc, params, since, variation));
  if (since !== undefined && filtered.length === 0 && variation.unchanged === '304') {
    return { status: 304, body: '' };
  }
  const ordered = inOrder(list, filtered, params.get('order'), variation);
  const page = pageOf(list, ordered, params, variation);
  const left = page.isUnpaged ? (list.onlyPaged ?? []) : leftOut(list, params);
  const texts = page.documents.map((doc) => documentText(doc, left, variation, list.dotNet));
  return { status: 200, body: enveloped(list.items, texts, page.about, variation) };
}

/** Texts of documents by variation and by what is left out of them. */
const known = new WeakMap<Variation, Map<string, WeakMap<Doc, string>>>();

function documentText(
  doc: Doc,
  left: readonly string[],
  variation: Variation,
  dotNet: boolean,
): string {
  const byForm = known.get(variation) ?? new Map<string, WeakMap<Doc, string>>();
  known.set(variation, byForm);
  const texts = byForm.get(left.join()) ?? new WeakMap<Doc, string>();
  byForm.set(left.join(), texts);
  const text = texts.get(doc) ?? wireText(without(doc, left), variation, dotNet);
  texts.set(doc, text);
  return text;
}

function enveloped(
  items: string | null,
  texts: readonly string[],
  about: Doc,
  variation: Variation,
): string {
  const list = `[${texts.join(',')}]`;
  if (items === null) return list;
  const members = Object.entries(about).map(
    ([name, value]) => `"${name}":${wireText(value, PLAIN, false)}`,
  );
  const { emptyLists } = variation;
  if (texts.length > 0 || emptyLists === 'empty') members.push(`"${items}":${list}`);
  else if (emptyLists === 'null') members.push(`"${items}":null`);
  return `{${members.join(',')}}`;
}

function refuseUnknown(list: List, params: URLSearchParams, { undocumented }: Variation): void {
  if (undocumented === 'ignored') return;
  const known = new Set([
    ...(list.paging === 'sized' ? ['page', 'pageSize'] : []),
    ...(list.paging === 'hundred' ? ['page'] : []),
    ...(list.paging === 'files' ? ['page', 'pagesize'] : []),
    ...(list.paging === 'offset' ? ['offset'] : []),
    ...(list.where === true ? ['where'] : []),
    ...(list.order === undefined ? [] : ['order']),
    ...Object.keys({ ...list.equal, ...list.bounds }),
    ...(list.others ?? []),
  ]);
  for (const name of params.keys()) {
    if (!known.has(name)) throw new Refused(400, `The parameter ${name} is not known`);
  }
}

function passes(
  list: List,
  doc: Doc,
  params: URLSearchParams,
  since: string | undefined,
  { filters, texts, where: whereIs }: Variation,
): boolean {
  const where = params.get('where');
  if (where !== null && whereIs === 'refused') throw new QueryParseError('Operator not supported');
  if (filters === 'ignored') return true;
  if (where !== null && list.where === true && !parseWhere(where, texts === 'caseless')(doc))
    return false;
  for (const [name, field] of Object.entries(list.equal ?? {})) {
    const wanted = params.get(name)?.toLowerCase().split(',');
    if (wanted !== undefined && !wanted.includes(textOf(at(doc, field)).toLowerCase()))
      return false;
  }
  for (const [name, [field, isLower]] of Object.entries(list.bounds ?? {})) {
    const bound = params.get(name);
    const value = textOf(at(doc, field));
    if (bound !== null && (isLower ? value < bound : value > bound)) return false;
  }
  if (since === undefined || list.changed === undefined) return true;
  return Date.parse(textOf(doc[list.changed])) >= Date.parse(`${since.replace(/Z$/, '')}Z`);
}

const at = (doc: Doc, path: string): Value =>
  path.split('.').reduce<Value>((value, name) => (value as Doc | null)?.[name] ?? null, doc);

function inOrder(
  list: List,
  documents: readonly Doc[],
  order: string | null,
  { undocumented, order: orderIs }: Variation,
): readonly Doc[] {
  if (order === null || list.order === undefined) return documents;
  const [field = '', direction = 'ASC'] = order.trim().split(/\s+/);
  if (undocumented === 'refused' && !list.order.includes(field)) {
    throw new Refused(400, `No property or field '${field}' exists in the order clause`);
  }
  if (orderIs === 'ignored') return documents;
  const sign = /^desc/i.test(direction) ? -1 : 1;
  const key = (doc: Doc): string | number => {
    const value = at(doc, field);
    return typeof value === 'number' ? value : textOf(value);
  };
  return [...documents].sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

interface Page {
  readonly documents: readonly Doc[];
  readonly isUnpaged?: boolean;
  readonly about: Doc;
}

/** Said in accounting's and payroll's answers. */
const ENVELOPE = {
  Id: '0b3ee35e-b97c-4b3c-b7e2-9a465233e329',
  Status: 'OK',
  ProviderName: 'Other',
};

function pageOf(
  list: List,
  all: readonly Doc[],
  params: URLSearchParams,
  variation: Variation,
): Page {
  const clock = variation.clock === 'stopped' ? { DateTimeUTC: '/Date(1551399323399)/' } : {};
  const about = list.dotNet ? { ...ENVELOPE, ...clock } : {};
  const number = Number(params.get('page') ?? '1');
  const asked = Number(params.get('pageSize') ?? params.get('pagesize') ?? NaN);
  if (Number.isNaN(number) || number < 1) throw new Refused(400, 'page');
  const cut = (size: number): readonly Doc[] => all.slice((number - 1) * size, number * size);
  switch (list.paging) {
    case 'whole':
      return { documents: all, about };
    case 'offset': {
      const after = Number(params.get('offset') ?? '0');
      return {
        documents: all.filter(({ JournalNumber }) => Number(JournalNumber) > after).slice(0, 100),
        about,
      };
    }
    case 'hundred':
      return { documents: params.has('page') ? cut(100) : all, about };
    case 'files': {
      const size = Math.min(sizeAllowed(Number.isNaN(asked) ? 50 : asked, variation), 100);
      return {
        documents: cut(size),
        about: { TotalCount: all.length, Page: number, PerPage: size },
      };
    }
    case 'sized': {
      if (list.dotNet && !params.has('page')) return { documents: all, about, isUnpaged: true };
      const most = list.most ?? 1_000;
      if (asked > most) throw new Refused(400, 'pageSize');
      const size = Math.min(
        sizeAllowed(Number.isNaN(asked) ? (list.defaultSize ?? 100) : asked, variation),
        most,
      );
      const pagination = { page: number, pageSize: size, pageCount: Math.ceil(all.length / size) };
      const counted = { ...pagination, itemCount: all.length };
      const said = { whole: { pagination: counted }, withoutCount: { pagination }, none: {} };
      return { documents: cut(size), about: { ...about, ...said[variation.pagination] } };
    }
  }
}

function sizeAllowed(asked: number, { pageSize }: Variation): number {
  if (pageSize === 'hundred') return 100;
  return pageSize === 'capped' ? Math.min(asked, 40) : asked;
}

const leftOut = (list: List, params: URLSearchParams): readonly string[] =>
  params.get('summaryOnly') === 'true' ? (list.notInSummary ?? []) : [];

function without(doc: Doc, fields: readonly string[]): Doc {
  if (fields.length === 0) return doc;
  return Object.fromEntries(Object.entries(doc).filter(([name]) => !fields.includes(name)));
}
