/** Reads lists as a scan's plan wants them: whole, their first documents, or how many there are. */
import type { Endpoint } from '../../schemas/model.ts';
import type { Tenant } from '../../xero/tenants.ts';
import { pagesWanted, sampleSize } from '../plan/expectedCalls.ts';
import { orderAsked, orderField } from '../plan/order.ts';
import {
  readingOf,
  type ApiRequest,
  type Extremes,
  type ListReading,
  type ScanOrder,
  type ScanPlan,
} from '../plan/plan.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { decoded, firstInOrder, firstRows, repeated } from './batches.ts';
import type { ScanContext } from './context.ts';
import { compileDecoder, type Decoder } from './decode.ts';
import { type DocumentRequest, readDocuments, readFirstPage } from './documents.ts';
import { readExtremes } from './extremes.ts';
import { documentCheck, type DocumentCheck, isInOrder } from './heeded.ts';
import { IdSet } from './id-set.ts';
import type { ListCalls, Reading } from './list-calls.ts';
import { halves, isTooLong, whereWithin } from './list-parts.ts';
import type { Json } from './object-reader.ts';
import type { ScannedPage } from './options.ts';
import { conceding, type Concessions } from './refusals.ts';
import { reportRows } from './report-rows.ts';
import { columnsRead } from './source.ts';

interface PlannedReading extends Reading {
  /** What it is asked for without, since Xero refused it. */
  readonly without?: Concessions;
}

/** Answers of a list so far. */
interface Progress {
  page: number;
  /** null when not known */
  pages: number | null;
}

export class ListReader {
  readonly #context: ScanContext;
  readonly #plan: ScanPlan;
  readonly #endpoint: Endpoint;
  readonly #calls: ListCalls;
  /** Ids of the documents delivered, by organisation. */
  readonly #seen = new Map<string, IdSet>();
  /** By organisation. */
  readonly #documentsRead = new Map<string, number>();
  #decode: Decoder | null = null;
  #check: DocumentCheck | null | undefined;

  constructor(context: ScanContext, endpoint: Endpoint, calls: ListCalls) {
    this.#context = context;
    this.#plan = context.plan;
    this.#endpoint = endpoint;
    this.#calls = calls;
  }

  /** A list that Xero refuses for its length is read in as few parts as it takes. */
  async *read(reading: PlannedReading): AsyncGenerator<readonly Tuple[]> {
    if (this.#hasAllDocuments(reading)) return;
    // Xero counts a list that it does not put into an order
    const how = this.#plan.countOnly === true ? 'counted' : 'in order';
    const list = `${this.#calls.listName(reading)} ${how}`;
    const today = new Date(this.#context.startedAt).toISOString().slice(0, 10);
    const parts = halves(this.#endpoint, reading.request, today);
    if (parts === null || !(this.#context.sizes.isTooLong(list) || this.#isKnownTooLong(reading))) {
      try {
        yield* this.#conceding(reading);
        return;
      } catch (error) {
        if (parts === null || !isTooLong(error)) throw error;
        this.#context.sizes.learnTooLong(list);
      }
    }
    yield* this.#parts(reading, parts);
  }

  /** Whether the list was seen to have more documents than Xero puts into an order. */
  #isKnownTooLong(reading: PlannedReading): boolean {
    const { mostInOrder = Infinity } = this.#endpoint;
    const size = this.#context.sizes.find(this.#calls.listName(reading));
    return this.#plan.countOnly !== true && size !== null && size.documents > mostInOrder;
  }

  /** In the order that is asked for, if the parts have one: then no more of them than are wanted. */
  async *#parts(
    reading: PlannedReading,
    parts: readonly ApiRequest[],
  ): AsyncGenerator<readonly Tuple[]> {
    const { order, rowLimit, firstWithTies } = readingOf(this.#plan);
    const byDate = order !== null && orderField(this.#plan) === this.#endpoint.splitBy;
    if (order !== null && !byDate && rowLimit !== null && this.#plan.readAs === undefined) {
      yield* this.#mergedParts(reading, parts, order);
      return;
    }
    const wanted = byDate ? (rowLimit ?? firstWithTies ?? Infinity) : Infinity;
    const before = this.#documentsOf(reading);
    for (const request of byDate && order.descending ? parts.toReversed() : parts) {
      if (this.#documentsOf(reading) - before >= wanted) return;
      yield* this.read({ ...reading, request });
    }
  }

  /** Each part brings first rows of its own: the first of them all are among those. */
  async *#mergedParts(
    reading: PlannedReading,
    parts: readonly ApiRequest[],
    { column, descending }: ScanOrder,
  ): AsyncGenerator<readonly Tuple[]> {
    const rows: Tuple[] = [];
    for (const request of parts) {
      for await (const batch of this.read({ ...reading, request })) {
        rows.push(...batch);
      }
    }
    const place = columnsRead(this.#plan).indexOf(column);
    yield firstInOrder(rows, place, descending).slice(0, this.#plan.rowLimit ?? rows.length);
  }

  /** Without what Xero refuses to apply to it. */
  #conceding(reading: Reading): AsyncGenerator<readonly Tuple[]> {
    return conceding(
      this.#context.sizes.refusals,
      { endpoint: this.#endpoint, request: reading.request },
      (without) => this.#asked(reading, without),
      (without) => this.#asPlanned({ ...reading, without }),
    );
  }

  /** What of a list could be left out, and is not yet. */
  #asked({ tenant, request }: Reading, without: Concessions): Concessions {
    const { order } = this.#documentRequest({ tenant, request });
    const where = whereWithin(request) !== null && request.span === undefined;
    const isOrdered = order !== null && this.#endpoint.paging.kind === 'page';
    return { order: isOrdered && !without.order, where: where && !without.where };
  }

  #asPlanned(reading: PlannedReading): AsyncGenerator<readonly Tuple[]> {
    const { countOnly, extremes } = this.#plan;
    const { order, firstWithTies, rowLimit } = readingOf(this.#plan);
    const { without } = reading;
    const isFiltered = without?.where !== true;
    const isOrdered = isFiltered && without?.order !== true;
    if (countOnly === true && isFiltered) return this.#counted(reading);
    if (extremes !== undefined && isOrdered) return this.#extremes(reading, extremes);
    if (order !== null && isOrdered) {
      return this.#readFirst(reading, firstWithTies ?? rowLimit ?? 0);
    }
    return this.readPages(reading, this.#wholeList(reading));
  }

  /** As many rows as there are documents: they are alike in all that is read of them. */
  async *#counted(reading: PlannedReading): AsyncGenerator<readonly Tuple[]> {
    const { tenant, request } = reading;
    const { count } = await readFirstPage(
      {
        ...this.#documentRequest(reading),
        order: null,
        pageSize: sampleSize(this.#plan),
      },
      this.#calls.fetcher(reading),
    );
    if (count === null) {
      yield* this.readPages(reading);
      return;
    }
    const decode = this.#decoder();
    const [row = []] = decode([{}], tenant, request.inputs);
    yield* repeated(row, count);
  }

  /** Rows of which each aggregate of the plan's extremes makes what it makes of the whole list. */
  async *#extremes(
    reading: PlannedReading,
    { orders, counted }: Extremes,
  ): AsyncGenerator<readonly Tuple[]> {
    const { tenant } = reading;
    const fetch = this.#calls.fetcher(reading);
    const what = this.#documentRequest(reading);
    const found = await readExtremes({
      orders,
      counted,
      idField: this.#endpoint.idField,
      pageSize: what.pageSize,
      sample: Math.min(sampleSize(this.#plan), what.pageSize),
      size: this.#context.sizes.find(this.#calls.listName(reading))?.documents ?? null,
      read: (order, pageSize) =>
        readFirstPage({ ...what, order: orderAsked({ ...this.#plan, order }), pageSize }, fetch),
      isInOrder: (documents, order) =>
        isInOrder(this.#orderKeys(documents, order, tenant), order.descending),
    });
    if (found === null) {
      yield* this.readPages(reading, this.#wholeList(reading));
      return;
    }
    const rows = this.#rowsOf(reading, { page: 0, pages: 1 }, found.documents);
    yield rows;
    yield* repeated(rows[0] ?? [], found.others);
  }

  /**
   * The first rows in the plan's order; with `firstWithTies` also all that equal the last one wanted.
   * One page tells, unless it ends too soon or is in no order. Then the whole list is read, by its
   * key, for between pages equal rows may change places.
   */
  async *#readFirst(reading: PlannedReading, wanted: number): AsyncGenerator<readonly Tuple[]> {
    const { firstWithTies } = readingOf(this.#plan);
    let size = Infinity;
    const first: Json[] = [];
    const onSize = (documents: number): void => {
      size = documents;
    };
    const progress = { page: 0, pages: null };
    for await (const batch of this.#documents(reading, progress, { onSize })) {
      first.push(...batch);
      break;
    }
    if (this.#areFirst(first, wanted, size, reading)) {
      const enough = firstWithTies === undefined ? first.slice(0, wanted) : first;
      yield this.#rowsOf(reading, progress, enough);
      return;
    }
    // all at once: part of them, in order by chance, must not pass for the first of all
    const rest = this.readPages(reading, this.#wholeList(reading));
    const all = [...this.#rowsOf(reading, progress, first)];
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
  #wholeList({ without }: PlannedReading): Partial<DocumentRequest> {
    const { order } = readingOf(this.#plan);
    if (order === null && this.#plan.extremes === undefined && without?.where !== true) return {};
    return {
      order: without?.order === true ? null : this.#endpoint.stableOrder,
      limit: null,
      pageSize: pagesWanted(this.#plan, this.#endpoint).fullPageSize,
    };
  }

  readPages(
    reading: PlannedReading,
    differences: Partial<DocumentRequest> = {},
  ): AsyncGenerator<readonly Tuple[]> {
    const { readAs } = this.#plan;
    const progress = { page: 0, pages: null };
    const documents = this.#documents(reading, progress, differences);
    const wanted =
      readAs?.order === null ? this.#firstDocuments(reading, documents, readAs) : documents;
    return decoded(wanted, (batch) => this.#rowsOf(reading, progress, batch));
  }

  #documents(
    reading: PlannedReading,
    progress: Progress,
    differences: Partial<DocumentRequest>,
  ): AsyncGenerator<readonly Json[]> {
    const { onPageCount = (count: number): void => this.#calls.expectPages(reading, count) } =
      differences;
    const { tenant } = reading;
    const seen = this.#seen.get(tenant.tenantId) ?? new IdSet();
    const onPages = (count: number): void => {
      progress.pages = count;
      onPageCount(count);
    };
    this.#seen.set(tenant.tenantId, seen);
    const documents = readDocuments(
      { ...this.#documentRequest(reading), ...differences, onPageCount: onPages },
      this.#calls.fetcher(reading),
      seen,
    );
    return this.#settled(documents, reading);
  }

  /** As far as the scan reads whose calls this one shares, over all its lists. */
  async *#firstDocuments(
    reading: PlannedReading,
    documents: AsyncGenerator<readonly Json[]>,
    { rowLimit }: ListReading,
  ): AsyncGenerator<readonly Json[]> {
    const limit = rowLimit === null ? null : rowLimit - this.#documentsOf(reading);
    yield* firstRows(documents, limit);
  }

  #hasAllDocuments(reading: PlannedReading): boolean {
    const { readAs } = this.#plan;
    if (readAs === undefined || readAs.order !== null || readAs.rowLimit === null) return false;
    return this.#documentsOf(reading) >= readAs.rowLimit;
  }

  #documentsOf({ tenant }: PlannedReading): number {
    return this.#documentsRead.get(tenant.tenantId) ?? 0;
  }

  #rowsOf(
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
    const rows = this.#decoder()(objects, tenant, request.inputs);
    progress.page += 1;
    const { page, pages } = progress;
    this.#tellPage({ tenantId: tenant.tenantId, rows: rows.length, page, pages });
    return rows;
  }

  /** What was expected of a list and did not come is not awaited once it is left. */
  async *#settled(
    documents: AsyncGenerator<readonly Json[]>,
    reading: PlannedReading,
  ): AsyncGenerator<readonly Json[]> {
    const { tenantId } = reading.tenant;
    try {
      for await (const batch of documents) {
        this.#documentsRead.set(tenantId, this.#documentsOf(reading) + batch.length);
        yield batch;
      }
    } finally {
      this.#calls.abandon(reading);
    }
  }

  /** Compiled once for all calls of the scan. */
  #decoder(): Decoder {
    const { path } = this.#endpoint;
    return (this.#decode ??= compileDecoder(
      this.#plan.table,
      columnsRead(this.#plan),
      `GET ${path}`,
    ));
  }

  #documentCheck(): DocumentCheck | null {
    if (this.#check === undefined) {
      const { now = new Date(this.#context.startedAt) } = this.#context.options;
      this.#check = documentCheck(readingOf(this.#plan), `GET ${this.#endpoint.path}`, now);
    }
    return this.#check;
  }

  #documentRequest({ tenant, request, without }: PlannedReading): DocumentRequest {
    const list = this.#calls.listName({ tenant, request });
    return {
      endpoint: this.#endpoint,
      request: without?.where === true ? withoutWhere(request) : request,
      ...pagesWanted(this.#plan, this.#endpoint),
      lookAhead: this.#calls.lookAhead(),
      order: without?.order === true ? null : orderAsked(this.#plan),
      passes: this.#documentCheck(),
      archived: this.#context.options.includeArchived,
      onPageCount: () => undefined,
      onDoubt: (doubt) => void this.#context.doubts.add(doubt),
      onSize: (documents) => {
        this.#context.sizes.learn(list, documents);
      },
    };
  }

  #tellPage(page: Omit<ScannedPage, 'schema' | 'table'>): void {
    const { schema, name } = this.#plan.table;
    this.#context.options.onPage?.({ schema, table: name, ...page });
  }
}

function withoutWhere(request: ApiRequest): ApiRequest {
  const others = Object.entries(request.query).filter(([name]) => name !== 'where');
  return { ...request, query: Object.fromEntries(others) };
}
