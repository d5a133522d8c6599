/** Executes scan plans: chooses organisations, makes the calls, turns documents into tuples. */
import { columnNamed } from '../../schemas/column.ts';
import type { Endpoint } from '../../schemas/model.ts';
import { callText } from '../../xero/address.ts';
import { throwIfAborted } from '../../xero/cancel.ts';
import type { XeroClient, XeroConnection, XeroRequest } from '../../xero/client.ts';
import { type Clock, systemClock } from '../../xero/clock.ts';
import type { ClientEvent } from '../../xero/events.ts';
import type { Tenant, TenantDirectory } from '../../xero/tenants.ts';
import { requestsForEach, requestsNarrowedTo } from '../plan/keyedRequests.ts';
import { callsName, callsOfList, sampleSize, pagesWanted } from '../plan/expectedCalls.ts';
import { valueText } from '../plan/calls/valueText.ts';
import { orderAsked, orderField } from '../plan/order.ts';
import {
  readingOf,
  type ApiRequest,
  type Extremes,
  type ListReading,
  type ScanOrder,
  type ScanPlan,
} from '../plan/plan.ts';
import type { Expr, ScanColumn } from '../rel/rel.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import type { AnswerCache } from './answer-cache.ts';
import { fanOut } from './fan-out.ts';
import { decoded, firstRows } from './batches.ts';
import { catalogueRows } from './catalogue-rows.ts';
import { CallMeter, type ExpectedCalls, type Outlook } from './call-meter.ts';
import { compileDecoder, type Decoder } from './decode.ts';
import { type DocumentRequest, type Fetch, readDocuments, readFirstPage } from './documents.ts';
import { readExtremes } from './extremes.ts';
import { IdSet } from './id-set.ts';
import { documentCheck, type DocumentCheck, isInOrder } from './heeded.ts';
import { inOrder } from './in-order.ts';
import { KeySet } from './key-set.ts';
import { halves, isTooLong, whereWithin } from './list-parts.ts';
import { listName, ListSizes } from './list-sizes.ts';
import { localRows } from './local-rows.ts';
import { concessions, type Concessions, isRefusal } from './refusals.ts';
import { reportRows } from './report-rows.ts';
import { SharedAnswers } from './shared-answers.ts';
import type { Keys, RowSource } from './source.ts';
import type { Json } from './object-reader.ts';
import { nothingRead, type ScanStats, total } from './stats.ts';
import { type TenantFailure, TenantFailures } from './tenant-failures.ts';

export interface ScannerOptions {
  readonly client: XeroClient;
  readonly tenants: TenantDirectory;
  /** The connection's IncludeArchived. */
  readonly includeArchived: boolean;
  /**
   * Whether an organisation passes all of a scan's tenant conditions; `columns` are the scan's, so
   * that the ids in the expressions can be told.
   */
  readonly tenantPasses: (
    conditions: readonly Expr[],
    columns: readonly ScanColumn[],
    tenant: Tenant,
  ) => boolean;
  /** Every scan of the statement: those that make the same calls share the answers. */
  readonly plans?: Iterable<ScanPlan>;
  /** Calls that the statement may make; null = no limit. */
  readonly maxCalls?: number | null;
  /** Calls that an organisation has left of its day; null, the default = not known, or no limit. */
  readonly leftToday?: (tenantId: string) => number | null;
  /** Hears of each page as its rows become known. */
  readonly onPage?: ((page: ScannedPage) => void) | undefined;
  /** Organisations that may not be read are left out by `beginAgain`. */
  readonly skipsTenants?: boolean;
  /** What the connection has kept of earlier statements; nothing by default. */
  readonly answers?: AnswerCache;
  /** What the connection has seen of lists; forgotten with the statement by default. */
  readonly sizes?: ListSizes;
  /** Calls of one scan asked for at once. */
  readonly lookAhead?: number;
  /** The instant the statement began; the clock's by default. */
  readonly now?: Date;
  /** For tests. */
  readonly clock?: Clock;
}

/** One answer's rows of a scan. */
export interface ScannedPage {
  readonly schema: string;
  readonly table: string;
  readonly tenantId: string;
  readonly rows: number;
  /** Which answer of its list it is, from 1. */
  readonly page: number;
  /** How many its list has; null when that is not known. */
  readonly pages: number | null;
}

/** Reads the scans of one statement: make one for each. */
export interface Scanner extends RowSource {
  /** Of all scans so far. */
  stats(): Readonly<ScanStats>;
  /** Of one scan, by `Scan.scanId`. */
  scanStats(scanId: number): Readonly<ScanStats>;
  /** What is known to come. */
  outlook(): Outlook;
  /** Organisations that may not be read: reading failed, and is begun again without them. */
  skipped(): readonly TenantFailure[];
  /** What makes the rows doubtful, in sentences. */
  doubts(): readonly string[];
  /** To be told before the statement is read anew from its start. */
  beginAgain(): void;
}

/** Of them five run at once: when one ends before those ahead of it, the next has its place at once. */
const LOOK_AHEAD = 8;

/** Rows in a batch of those that are only counted. */
const COUNTED_BATCH = 10_000;

/** Organisations whose lists are read side by side. */
const ORGANISATIONS_AT_ONCE = 20;

/** Pages of each that may wait in memory until those of the organisations before it are delivered. */
const BATCHES_AHEAD = 20;

export function createScanner(options: ScannerOptions): Scanner {
  const plans = [...(options.plans ?? [])];
  let shared = new SharedAnswers(plans);
  const failures = new TenantFailures(options.skipsTenants ?? false);
  const startedAt = (options.clock ?? systemClock).now();
  const { maxCalls: most = null, leftToday = () => null, sizes = new ListSizes() } = options;
  const meter = new CallMeter({ most, leftToday });
  const byScan = new Map<number, ScanStats>();
  const doubts = new Set<string>();
  const statsOf = (scanId: number): ScanStats => {
    const stats = byScan.get(scanId) ?? nothingRead();
    byScan.set(scanId, stats);
    return stats;
  };
  return {
    read(plan, signal, keys) {
      const stats = statsOf(plan.scan.scanId);
      const parts = {
        options,
        shared,
        failures,
        doubts,
        meter,
        sizes,
        startedAt,
        plan,
        stats,
        signal,
        keys,
      };
      return new ScanRun(parts).rows();
    },
    outlook: () => meter.outlook(),
    skipped: () => failures.skipped(),
    doubts: () => [...doubts],
    beginAgain() {
      shared = new SharedAnswers(plans);
      for (const stats of byScan.values()) stats.rowsFetched = 0;
    },
    stats: () => total(byScan.values()),
    scanStats: statsOf,
  };
}

interface ScanRunParts {
  readonly options: ScannerOptions;
  readonly shared: SharedAnswers;
  readonly failures: TenantFailures;
  readonly doubts: Set<string>;
  readonly meter: CallMeter;
  readonly sizes: ListSizes;
  readonly startedAt: number;
  readonly plan: ScanPlan;
  readonly stats: ScanStats;
  readonly signal: AbortSignal;
  readonly keys: AsyncIterable<Keys> | null;
}

/** A list or document to be read from an organisation. */
interface Reading {
  readonly tenant: Tenant;
  readonly request: ApiRequest;
  /** What it is asked for without, since Xero refused it. */
  readonly without?: Concessions;
}

/** Answers of a list so far. */
interface Progress {
  page: number;
  /** null when not known */
  pages: number | null;
}

/** One reading of one scan. */
class ScanRun {
  readonly #options: ScannerOptions;
  readonly #shared: SharedAnswers;
  readonly #failures: TenantFailures;
  readonly #doubts: Set<string>;
  readonly #meter: CallMeter;
  readonly #sizes: ListSizes;
  readonly #keys: AsyncIterable<Keys> | null;
  /** Ids of the documents delivered, by organisation. */
  readonly #seen = new Map<string, IdSet>();
  readonly #startedAt: number;
  readonly #plan: ScanPlan;
  readonly #stats: ScanStats;
  /** The statement's. */
  readonly #signal: AbortSignal;
  /** By organisation. */
  readonly #documentsRead = new Map<string, number>();
  #decode: Decoder | null = null;
  #check: DocumentCheck | null | undefined;
  #severalTenants = false;
  /** This scan's own, which ends its look-ahead when nobody reads on. */
  readonly #stop = new AbortController();

  constructor(parts: ScanRunParts) {
    const { options, shared, failures, doubts, meter, sizes } = parts;
    const { startedAt, plan, stats, signal, keys } = parts;
    this.#options = options;
    this.#shared = shared;
    this.#failures = failures;
    this.#doubts = doubts;
    this.#meter = meter;
    this.#sizes = sizes;
    this.#keys = keys;
    this.#startedAt = startedAt;
    this.#plan = plan;
    this.#stats = stats;
    this.#signal = signal;
  }

  async *rows(): AsyncGenerator<readonly Tuple[]> {
    const stop = (): void => this.#stop.abort(this.#signal.reason);
    if (this.#signal.aborted) stop();
    this.#signal.addEventListener('abort', stop, { once: true });
    try {
      if (this.#plan.requests.length === 0 || this.#plan.rowLimit === 0) return;
      for await (const rows of this.#limited(this.#source())) {
        throwIfAborted(this.#signal);
        this.#stats.rowsFetched += rows.length;
        yield rows;
      }
    } finally {
      this.#signal.removeEventListener('abort', stop);
      this.#stop.abort();
    }
  }

  #source(): AsyncGenerator<readonly Tuple[]> {
    const { source } = this.#plan.table;
    switch (source.kind) {
      case 'endpoint':
        return this.#endpointRows(source.endpoint);
      case 'connections':
        return this.#connectionRows();
      case 'catalogue':
        return this.#catalogueRows(source.rows());
      case 'union':
      case 'view':
        throw new Error(`${this.#plan.table.name} is read by way of other tables`);
      case 'local':
        return localRows(this.#plan.table, this.#columns(), source.rows);
    }
  }

  /** With an order each organisation has its own first rows, so each is limited by itself. */
  async *#limited(batches: AsyncGenerator<readonly Tuple[]>): AsyncGenerator<readonly Tuple[]> {
    const { order } = this.#plan;
    yield* order === null ? firstRows(batches, this.#plan.rowLimit) : batches;
  }

  // ------------------------------------------------------------- endpoints

  async *#endpointRows(endpoint: Endpoint): AsyncGenerator<readonly Tuple[]> {
    const { requests, keys, rowLimit, stopsEarly = false } = this.#plan;
    const tenants = await this.#tenants();
    const all = readingsOf(tenants, () => requests);
    if (keys === null || this.#keys === null) yield* this.#readAll(endpoint, all);
    else if (keys.use === 'narrow') yield* this.#narrowed(endpoint, tenants, this.#keys);
    else if (stopsEarly || rowLimit !== null)
      yield* this.#eachLazily(endpoint, tenants, this.#keys);
    else yield* this.#each(endpoint, tenants, this.#keys);
  }

  async *#readAll(
    endpoint: Endpoint,
    readings: readonly Reading[],
  ): AsyncGenerator<readonly Tuple[]> {
    this.#expect(endpoint, readings, (reading) => this.#leastCalls(endpoint, reading));
    const byTenant = new Map<string, Reading[]>();
    for (const reading of readings) {
      const { tenantId } = reading.tenant;
      byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), reading]);
    }
    yield* this.#organisations(
      [...byTenant.values()].map((own) => () => this.#readings(endpoint, own)),
    );
  }

  /** Of one organisation. */
  async *#readings(
    endpoint: Endpoint,
    readings: readonly Reading[],
  ): AsyncGenerator<readonly Tuple[]> {
    const streams = readings.map((reading) => () => this.#inParts(endpoint, reading));
    yield* inOrder(streams, this.#oneByOne() ? 1 : this.#lookAhead());
  }

  /** A list that Xero refuses for its length is read in as few parts as it takes. */
  async *#inParts(endpoint: Endpoint, reading: Reading): AsyncGenerator<readonly Tuple[]> {
    if (this.#hasAllDocuments(reading)) return;
    // Xero counts a list that it does not put into an order
    const how = this.#plan.countOnly === true ? 'counted' : 'in order';
    const list = `${this.#listName(endpoint, reading)} ${how}`;
    const today = new Date(this.#startedAt).toISOString().slice(0, 10);
    const parts = halves(endpoint, reading.request, today);
    if (
      parts === null ||
      !(this.#sizes.isTooLong(list) || this.#isKnownTooLong(endpoint, reading))
    ) {
      try {
        yield* this.#conceding(endpoint, reading);
        return;
      } catch (error) {
        if (parts === null || !isTooLong(error)) throw error;
        this.#sizes.learnTooLong(list);
      }
    }
    yield* this.#parts(endpoint, reading, parts);
  }

  /** Whether the list was seen to have more documents than Xero puts into an order. */
  #isKnownTooLong(endpoint: Endpoint, reading: Reading): boolean {
    const { mostInOrder = Infinity } = endpoint;
    const size = this.#sizes.find(this.#listName(endpoint, reading));
    return this.#plan.countOnly !== true && size !== null && size.documents > mostInOrder;
  }

  /** In the order that is asked for, if the parts have one: then no more of them than are wanted. */
  async *#parts(
    endpoint: Endpoint,
    reading: Reading,
    parts: readonly ApiRequest[],
  ): AsyncGenerator<readonly Tuple[]> {
    const { order, rowLimit, firstWithTies } = readingOf(this.#plan);
    const byDate = order !== null && orderField(this.#plan) === endpoint.splitBy;
    if (order !== null && !byDate && rowLimit !== null && this.#plan.readAs === undefined) {
      yield* this.#mergedParts(endpoint, reading, parts, order);
      return;
    }
    const wanted = byDate ? (rowLimit ?? firstWithTies ?? Infinity) : Infinity;
    const before = this.#documentsOf(reading);
    for (const request of byDate && order.descending ? parts.toReversed() : parts) {
      if (this.#documentsOf(reading) - before >= wanted) return;
      yield* this.#inParts(endpoint, { ...reading, request });
    }
  }

  /** Each part brings first rows of its own: the first of them all are among those. */
  async *#mergedParts(
    endpoint: Endpoint,
    reading: Reading,
    parts: readonly ApiRequest[],
    { column, descending }: ScanOrder,
  ): AsyncGenerator<readonly Tuple[]> {
    const rows: Tuple[] = [];
    for (const request of parts) {
      for await (const batch of this.#inParts(endpoint, { ...reading, request })) {
        rows.push(...batch);
      }
    }
    const place = this.#columns().indexOf(column);
    yield firstInOrder(rows, place, descending).slice(0, this.#plan.rowLimit ?? rows.length);
  }

  /** A list that Xero refuses as it is asked for, without what it may have disliked. */
  async *#conceding(endpoint: Endpoint, reading: Reading): AsyncGenerator<readonly Tuple[]> {
    const { refusals } = this.#sizes;
    let without = refusals.known(endpoint, reading.request);
    let left: Concessions[] | null = null;
    let refused: unknown = null;
    for (;;) {
      let begun = false;
      try {
        for await (const rows of this.#asPlanned(endpoint, { ...reading, without })) {
          begun = true;
          yield rows;
        }
        if (refused !== null) refusals.learn(endpoint, reading.request, without);
        return;
      } catch (error) {
        if (begun || reading.request.single || !isRefusal(error)) throw error;
        refused ??= error;
        left ??= [...concessions(this.#asked(endpoint, reading, without), error)];
        const next = left.shift();
        if (next === undefined) throw refused;
        without = next;
      }
    }
  }

  /** What of a list could be left out, and is not yet. */
  #asked(endpoint: Endpoint, { tenant, request }: Reading, without: Concessions): Concessions {
    const { order } = this.#documentRequest(endpoint, { tenant, request });
    const where = whereWithin(request) !== null && request.span === undefined;
    const isOrdered = order !== null && endpoint.paging.kind === 'page';
    return { order: isOrdered && !without.order, where: where && !without.where };
  }

  #asPlanned(endpoint: Endpoint, reading: Reading): AsyncGenerator<readonly Tuple[]> {
    const { countOnly, extremes } = this.#plan;
    const { order, firstWithTies, rowLimit } = readingOf(this.#plan);
    const { without } = reading;
    const isFiltered = without?.where !== true;
    const isOrdered = isFiltered && without?.order !== true;
    if (countOnly === true && isFiltered) return this.#counted(endpoint, reading);
    if (extremes !== undefined && isOrdered) return this.#extremes(endpoint, reading, extremes);
    if (order !== null && isOrdered) {
      return this.#readFirst(endpoint, reading, firstWithTies ?? rowLimit ?? 0);
    }
    return this.#read(endpoint, reading, this.#wholeList(endpoint, reading));
  }

  /** Each has a budget of its own: they are read side by side, unless the reader may stop early. */
  async *#organisations(
    streams: readonly (() => AsyncGenerator<readonly Tuple[]>)[],
  ): AsyncGenerator<readonly Tuple[]> {
    const oneByOne = this.#oneByOne() || this.#plan.stopsEarly === true;
    yield* streams.length === 1 || oneByOne
      ? inOrder(streams, 1)
      : fanOut(streams, { atOnce: ORGANISATIONS_AT_ONCE, ahead: BATCHES_AHEAD });
  }

  #oneByOne(): boolean {
    const { rowLimit, order } = readingOf(this.#plan);
    return rowLimit !== null && order === null;
  }

  /** As many rows as there are documents: they are alike in all that is read of them. */
  async *#counted(endpoint: Endpoint, reading: Reading): AsyncGenerator<readonly Tuple[]> {
    const { tenant, request } = reading;
    const { count } = await readFirstPage(
      {
        ...this.#documentRequest(endpoint, reading),
        order: null,
        pageSize: sampleSize(this.#plan),
      },
      this.#fetcher(endpoint, request, tenant),
    );
    if (count === null) {
      yield* this.#read(endpoint, reading);
      return;
    }
    const decode = this.#decoder(endpoint);
    const [row = []] = decode([{}], tenant, request.inputs);
    yield* repeated(row, count);
  }

  /** Rows of which each aggregate of the plan's extremes makes what it makes of the whole list. */
  async *#extremes(
    endpoint: Endpoint,
    reading: Reading,
    { orders, counted }: Extremes,
  ): AsyncGenerator<readonly Tuple[]> {
    const { tenant, request } = reading;
    const fetch = this.#fetcher(endpoint, request, tenant);
    const what = this.#documentRequest(endpoint, reading);
    const found = await readExtremes({
      orders,
      counted,
      idField: endpoint.idField,
      pageSize: what.pageSize,
      sample: Math.min(sampleSize(this.#plan), what.pageSize),
      size: this.#sizes.find(this.#listName(endpoint, reading))?.documents ?? null,
      read: (order, pageSize) =>
        readFirstPage({ ...what, order: orderAsked({ ...this.#plan, order }), pageSize }, fetch),
      isInOrder: (documents, order) =>
        isInOrder(this.#orderKeys(documents, order, tenant), order.descending),
    });
    if (found === null) {
      yield* this.#read(endpoint, reading, this.#wholeList(endpoint, reading));
      return;
    }
    const rows = this.#rowsOf(endpoint, reading, { page: 0, pages: 1 }, found.documents);
    yield rows;
    yield* repeated(rows[0] ?? [], found.others);
  }

  /**
   * The first rows in the plan's order; with `firstWithTies` also all that equal the last one wanted.
   * One page tells, unless it ends too soon or is in no order. Then the whole list is read, by its
   * key, for between pages equal rows may change places.
   */
  async *#readFirst(
    endpoint: Endpoint,
    reading: Reading,
    wanted: number,
  ): AsyncGenerator<readonly Tuple[]> {
    const { firstWithTies } = readingOf(this.#plan);
    let size = Infinity;
    const first: Json[] = [];
    const onSize = (documents: number): void => {
      size = documents;
    };
    const progress = { page: 0, pages: null };
    for await (const batch of this.#documents(endpoint, reading, progress, { onSize })) {
      first.push(...batch);
      break;
    }
    if (this.#areFirst(first, wanted, size, reading)) {
      const enough = firstWithTies === undefined ? first.slice(0, wanted) : first;
      yield this.#rowsOf(endpoint, reading, progress, enough);
      return;
    }
    // all at once: part of them, in order by chance, must not pass for the first of all
    const rest = this.#read(endpoint, reading, this.#wholeList(endpoint, reading));
    const all = [...this.#rowsOf(endpoint, reading, progress, first)];
    for await (const rows of rest) for (const row of rows) all.push(row);
    yield all;
  }

  /** Whether documents are in order, and enough of them. @param size of the whole list */
  #areFirst(
    documents: readonly Json[],
    wanted: number,
    size: number,
    { tenant }: Reading,
  ): boolean {
    const { order, firstWithTies } = readingOf(this.#plan);
    if (order === null) return false;
    const keys = this.#orderKeys(documents, order, tenant);
    if (!isInOrder(keys, order.descending)) return false;
    if (keys.length >= size) return true;
    const last = keys[wanted - 1];
    if (last === undefined) return false;
    return firstWithTies === undefined || last !== keys.at(-1);
  }

  /** The values that documents are ordered by. */
  #orderKeys(
    documents: readonly Json[],
    { column }: ScanOrder,
    tenant: Tenant,
  ): readonly (SqlValue | undefined)[] {
    const { table } = readingOf(this.#plan);
    return compileDecoder(table, [column], table.name)(documents, tenant).map(([key]) => key);
  }

  /** How all of a list is read whose first documents do not do; no difference for other lists. */
  #wholeList({ stableOrder }: Endpoint, { without }: Reading): Partial<DocumentRequest> {
    const { pageSize, extremes } = this.#plan;
    const { order } = readingOf(this.#plan);
    if (order === null && extremes === undefined && without?.where !== true) return {};
    return {
      order: without?.order === true ? null : stableOrder,
      limit: null,
      ...(pageSize === null ? {} : { pageSize }),
    };
  }

  #read(
    endpoint: Endpoint,
    reading: Reading,
    differences: Partial<DocumentRequest> = {},
  ): AsyncGenerator<readonly Tuple[]> {
    const { readAs } = this.#plan;
    const progress = { page: 0, pages: null };
    const documents = this.#documents(endpoint, reading, progress, differences);
    const wanted =
      readAs?.order === null ? this.#firstDocuments(reading, documents, readAs) : documents;
    return decoded(wanted, (batch) => this.#rowsOf(endpoint, reading, progress, batch));
  }

  #documents(
    endpoint: Endpoint,
    reading: Reading,
    progress: Progress,
    differences: Partial<DocumentRequest>,
  ): AsyncGenerator<readonly Json[]> {
    const { onPageCount = (count: number): void => this.#expectPages(endpoint, reading, count) } =
      differences;
    const { tenant, request } = reading;
    const seen = this.#seen.get(tenant.tenantId) ?? new IdSet();
    const onPages = (count: number): void => {
      progress.pages = count;
      onPageCount(count);
    };
    this.#seen.set(tenant.tenantId, seen);
    const documents = readDocuments(
      { ...this.#documentRequest(endpoint, reading), ...differences, onPageCount: onPages },
      this.#fetcher(endpoint, request, tenant),
      seen,
    );
    return this.#settled(documents, reading);
  }

  /** As far as the scan reads whose calls this one shares, over all its lists. */
  async *#firstDocuments(
    reading: Reading,
    documents: AsyncGenerator<readonly Json[]>,
    { rowLimit }: ListReading,
  ): AsyncGenerator<readonly Json[]> {
    const limit = rowLimit === null ? null : rowLimit - this.#documentsOf(reading);
    yield* firstRows(documents, limit);
  }

  #hasAllDocuments(reading: Reading): boolean {
    const { readAs } = this.#plan;
    if (readAs === undefined || readAs.order !== null || readAs.rowLimit === null) return false;
    return this.#documentsOf(reading) >= readAs.rowLimit;
  }

  #documentsOf({ tenant }: Reading): number {
    return this.#documentsRead.get(tenant.tenantId) ?? 0;
  }

  #rowsOf(
    endpoint: Endpoint,
    { tenant, request }: Reading,
    progress: Progress,
    documents: readonly Json[],
  ): readonly Tuple[] {
    const { source } = this.#plan.table;
    const report = source.kind === 'endpoint' ? source.report : null;
    const objects =
      report === null
        ? documents
        : documents.flatMap((document) => reportRows(document, report, request.periods));
    const rows = this.#decoder(endpoint)(objects, tenant, request.inputs);
    progress.page += 1;
    const { page, pages } = progress;
    this.#tellPage({ tenantId: tenant.tenantId, rows: rows.length, page, pages });
    return rows;
  }

  /** What was expected of a list and did not come is not awaited once it is left. */
  async *#settled(
    documents: AsyncGenerator<readonly Json[]>,
    reading: Reading,
  ): AsyncGenerator<readonly Json[]> {
    const { tenantId } = reading.tenant;
    try {
      for await (const batch of documents) {
        this.#documentsRead.set(tenantId, this.#documentsOf(reading) + batch.length);
        yield batch;
      }
    } finally {
      this.#meter.abandon(this.#callsName(reading), reading.tenant.tenantId);
    }
  }

  /** Compiled once for all calls of the scan. */
  #decoder({ path }: Endpoint): Decoder {
    return (this.#decode ??= compileDecoder(this.#plan.table, this.#columns(), `GET ${path}`));
  }

  #documentCheck({ path }: Endpoint): DocumentCheck | null {
    if (this.#check === undefined) {
      const { now = new Date(this.#startedAt) } = this.#options;
      this.#check = documentCheck(readingOf(this.#plan), `GET ${path}`, now);
    }
    return this.#check;
  }

  // ------------------------------------------------------------------ keys

  /** One call, or list, for each key. All keys are known before the first, and so how many calls. */
  async *#each(
    endpoint: Endpoint,
    tenants: readonly Tenant[],
    batches: AsyncIterable<Keys>,
  ): AsyncGenerator<readonly Tuple[]> {
    const keys = new KeySet();
    await keys.addAll(batches);
    const readings = readingsOf(tenants, ({ tenantId }) =>
      requestsForEach(this.#plan, keys.of(tenantId)),
    );
    yield* this.#readAll(endpoint, readings);
  }

  /** As `#each`, for a reader that may stop early: keys are not read ahead of their rows. */
  async *#eachLazily(
    endpoint: Endpoint,
    tenants: readonly Tenant[],
    batches: AsyncIterable<Keys>,
  ): AsyncGenerator<readonly Tuple[]> {
    const known = new KeySet();
    for await (const batch of batches) {
      const fresh = new KeySet();
      fresh.add(known.add(batch));
      const readings = readingsOf(tenants, ({ tenantId }) =>
        requestsForEach(this.#plan, fresh.of(tenantId)),
      );
      for (const reading of readings) yield* this.#read(endpoint, reading);
    }
  }

  /** Of each organisation the rows with these keys, or its whole list where that is cheaper. */
  async *#narrowed(
    endpoint: Endpoint,
    tenants: readonly Tenant[],
    batches: AsyncIterable<Keys>,
  ): AsyncGenerator<readonly Tuple[]> {
    const keys = new KeySet();
    await keys.addAll(batches);
    const wanted = tenants.filter(({ tenantId }) => keys.of(tenantId).length > 0);
    yield* this.#organisations(
      wanted.map((tenant) => () => this.#narrowedOf(endpoint, tenant, keys.of(tenant.tenantId))),
    );
  }

  async *#narrowedOf(
    endpoint: Endpoint,
    tenant: Tenant,
    values: readonly SqlValue[],
  ): AsyncGenerator<readonly Tuple[]> {
    const { requests } = this.#plan;
    const narrowed = requestsNarrowedTo(this.#plan, values);
    const [whole, ...more] = readingsOf([tenant], () => requests);
    const some = readingsOf([tenant], () => narrowed ?? requests);
    if (whole === undefined || more.length > 0 || some.length <= 1) {
      yield* this.#readAll(endpoint, some);
    } else yield* this.#cheaper(endpoint, whole, some);
  }

  /**
   * How many pages the whole list has is known from before, else its first page tells, whose rows
   * are not read again.
   */
  async *#cheaper(
    endpoint: Endpoint,
    whole: Reading,
    narrowed: readonly Reading[],
  ): AsyncGenerator<readonly Tuple[]> {
    if (this.#leastCalls(endpoint, whole) > narrowed.length) {
      yield* this.#readAll(endpoint, narrowed);
      return;
    }
    let pages = 1;
    const onPageCount = (count: number): void => {
      pages = count;
      if (count - 1 <= narrowed.length) this.#expectPages(endpoint, whole, count);
    };
    const batches = this.#read(endpoint, whole, { onPageCount });
    const first = await batches.next().catch((error: unknown) => {
      if (isTooLong(error)) return null;
      throw error;
    });
    if (first === null) {
      yield* this.#readAll(endpoint, narrowed);
      return;
    }
    if (first.done === true) return;
    yield first.value;
    if (pages - 1 <= narrowed.length) yield* batches;
    else {
      await batches.return(undefined);
      yield* this.#readAll(endpoint, narrowed);
    }
  }

  // ------------------------------------------------------- calls known to come

  /** As far as the size of the list is known from before. */
  #leastCalls(endpoint: Endpoint, reading: Reading): number {
    const size = this.#sizes.find(this.#listName(endpoint, reading));
    return callsOfList(this.#plan, endpoint, reading.request, size?.documents ?? null).least;
  }

  #expectPages(endpoint: Endpoint, reading: Reading, pages: number): void {
    // a reader that may stop early needs no more than the next page for sure
    if (this.#plan.stopsEarly !== true) this.#expect(endpoint, [reading], () => pages);
  }

  /** @throws ExecutionError TOO_MANY_CALLS */
  #expect(
    endpoint: Endpoint,
    readings: readonly Reading[],
    callsOf: (reading: Reading) => number,
  ): void {
    const asked = readings.filter(
      ({ request }) => this.#options.answers?.takes(endpoint, request) !== true,
    );
    const lists = asked.map((reading): ExpectedCalls => {
      const { tenant } = reading;
      return { list: this.#callsName(reading), tenant, calls: callsOf(reading) };
    });
    this.#meter.expect(lists, this.#plan.table.name);
  }

  /** For what is known of the list itself. */
  #listName(endpoint: Endpoint, { tenant, request }: Reading): string {
    const { tenantId } = tenant;
    return listName({ tenantId, endpoint, request, archived: this.#options.includeArchived });
  }

  /** For the calls that are made for it in this statement. */
  #callsName({ tenant, request }: Reading): string {
    return `${tenant.tenantId} ${callsName(this.#plan, request)}`;
  }

  #lookAhead(): number {
    return this.#plan.stopsEarly === true ? 1 : (this.#options.lookAhead ?? LOOK_AHEAD);
  }

  #documentRequest(endpoint: Endpoint, { tenant, request, without }: Reading): DocumentRequest {
    const list = this.#listName(endpoint, { tenant, request });
    return {
      endpoint,
      request: without?.where === true ? withoutWhere(request) : request,
      ...pagesWanted(this.#plan, endpoint),
      lookAhead: this.#lookAhead(),
      order: without?.order === true ? null : orderAsked(this.#plan),
      passes: this.#documentCheck(endpoint),
      archived: this.#options.includeArchived,
      onPageCount: () => undefined,
      onDoubt: (doubt) => void this.#doubts.add(doubt),
      onSize: (documents) => {
        this.#sizes.learn(list, documents);
      },
    };
  }

  #fetcher(endpoint: Endpoint, request: ApiRequest, tenant: Tenant): Fetch {
    const { tenantId } = tenant;
    const scopes = [...new Set([endpoint.scopes.broad, endpoint.scopes.granular])];
    const isShared = this.#shared.isShared(this.#plan, request);
    const list = this.#callsName({ tenant, request });
    return async (query, allowNotFound, fresh = false) => {
      const { path, modifiedSince } = request;
      if (path.includes('{')) throw new Error(`Nothing gives the inputs of ${path}`);
      const what: XeroRequest = { api: endpoint.schema, tenantId, path, query, modifiedSince };
      const onEvent = (event: ClientEvent): void => this.#count(event);
      const call = callText(what);
      // What other scans wait for too must not end when this one has read enough.
      const keep = isShared && !fresh;
      const signal = keep ? this.#signal : this.#stop.signal;
      const made = (): ReturnType<XeroClient['get']> => {
        this.#meter.made(list, tenantId, this.#plan.table.name);
        return this.#options.client.get(what, { signal, allowNotFound, scopes, onEvent });
      };
      const key = JSON.stringify([endpoint.schema, tenantId, call, modifiedSince]);
      const { answers } = this.#options;
      const get = (): ReturnType<XeroClient['get']> => {
        if (answers?.takes(endpoint, request) !== true) return made();
        const kept = answers.find(key);
        if (kept === null) return answers.keep(key, made);
        this.#stats.cacheHits += 1;
        return Promise.resolve(kept);
      };
      const response = keep ? this.#shared.get(this.#plan, request, key, get) : get();
      try {
        return { response: await response, call };
      } catch (error) {
        throw this.#severalTenants ? this.#failures.see(error, tenant) : error;
      }
    };
  }

  #tellPage(page: Omit<ScannedPage, 'schema' | 'table'>): void {
    const { schema, name } = this.#plan.table;
    this.#options.onPage?.({ schema, table: name, ...page });
  }

  #count(event: ClientEvent): void {
    if (event.kind !== 'callFinished') return;
    this.#stats.apiCalls += 1;
    this.#stats.bytes += event.bytes;
  }

  // --------------------------------------------------------- organisations

  async #tenants(): Promise<readonly Tenant[]> {
    const chosen = await this.#chosenTenants();
    this.#severalTenants = chosen.length > 1;
    return this.#failures.without(chosen);
  }

  async #chosenTenants(): Promise<readonly Tenant[]> {
    const { tenantFilter, scan } = this.#plan;
    const { tenants, tenantPasses } = this.#options;
    const request = this.#directoryRequest();
    if (tenantFilter.length === 0) return tenants.defaults(this.#needsNames(), request);
    const all = await tenants.all(request);
    return all.filter((tenant) => tenantPasses(tenantFilter, scan.columns, tenant));
  }

  #needsNames(): boolean {
    const { scan, table } = this.#plan;
    return scan.columns.some(({ column }) => {
      const { source } = columnNamed(table, column);
      return source.kind === 'tenant' && source.field === 'tenantName';
    });
  }

  #directoryRequest(): Parameters<TenantDirectory['all']>[0] {
    // other statements may wait for the same answer: it does not end with this scan
    return { signal: this.#signal, onEvent: (event) => this.#count(event) };
  }

  async *#connectionRows(): AsyncGenerator<readonly Tuple[]> {
    const request = this.#directoryRequest();
    const connections = await this.#options.tenants.connections(this.#startedAt, request);
    const decode = compileDecoder(this.#plan.table, this.#columns(), 'GET /connections');
    const passing = connections.filter((connection) => this.#connectionPasses(connection));
    yield passing.flatMap((connection) => decode([asJson(connection)], tenantOf(connection)));
  }

  #connectionPasses(connection: XeroConnection): boolean {
    const { tenantFilter, scan } = this.#plan;
    if (tenantFilter.length === 0) return true;
    return this.#options.tenantPasses(tenantFilter, scan.columns, tenantOf(connection));
  }

  // ------------------------------------------------------------- catalogue

  // eslint-disable-next-line @typescript-eslint/require-await -- one shape for all sources
  async *#catalogueRows(rows: readonly (readonly unknown[])[]): AsyncGenerator<readonly Tuple[]> {
    yield catalogueRows(this.#plan.table, this.#columns(), rows);
  }

  #columns(): readonly string[] {
    return this.#plan.scan.columns.map(({ column }) => column);
  }
}

/** By a column of days or instants, whose texts are in their order. */
function firstInOrder(rows: readonly Tuple[], place: number, descending: boolean): Tuple[] {
  const textOf = (row: Tuple): string => valueText(row[place] ?? null);
  return rows.toSorted((one, other) => {
    const [first, second] = descending ? [other, one] : [one, other];
    return textOf(first) < textOf(second) ? -1 : textOf(first) > textOf(second) ? 1 : 0;
  });
}

/** `count` rows alike. */
function* repeated(row: Tuple, count: number): Generator<readonly Tuple[]> {
  for (let left = count; left > 0; left -= COUNTED_BATCH) {
    yield new Array<Tuple>(Math.min(left, COUNTED_BATCH)).fill(row);
  }
}

function readingsOf(
  tenants: readonly Tenant[],
  requestsOf: (tenant: Tenant) => readonly ApiRequest[],
): readonly Reading[] {
  return tenants.flatMap((tenant) => requestsOf(tenant).map((request) => ({ tenant, request })));
}

function withoutWhere(request: ApiRequest): ApiRequest {
  const others = Object.entries(request.query).filter(([name]) => name !== 'where');
  return { ...request, query: Object.fromEntries(others) };
}

function tenantOf({ tenantId, tenantName }: XeroConnection): Tenant {
  return { tenantId: tenantId.toLowerCase(), tenantName };
}

function asJson(connection: XeroConnection): Json {
  return { ...connection };
}
