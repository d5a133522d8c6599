/** Executes scan plans: chooses organisations, makes the calls, turns documents into tuples. */
import { columnNamed } from '../../schemas/column.ts';
import type { Endpoint } from '../../schemas/model.ts';
import { callText } from '../../xero/address.ts';
import { throwIfAborted } from '../../xero/cancel.ts';
import type { XeroClient, XeroConnection, XeroRequest } from '../../xero/client.ts';
import { type Clock, systemClock } from '../../xero/clock.ts';
import type { ClientEvent } from '../../xero/events.ts';
import type { Tenant, TenantDirectory } from '../../xero/tenants.ts';
import { orderAsked } from '../plan/order.ts';
import type { ApiRequest, ScanPlan } from '../plan/plan.ts';
import type { Expr, ScanColumn } from '../rel/rel.ts';
import type { Tuple } from '../values/types.ts';
import { decoded, firstRows } from './batches.ts';
import { catalogueRows } from './catalogue-rows.ts';
import { compileDecoder, type Json } from './decode.ts';
import { type DocumentRequest, type Fetch, readDocuments } from './documents.ts';
import { inOrder } from './in-order.ts';
import { SharedAnswers } from './shared-answers.ts';
import type { RowSource } from './source.ts';
import { nothingRead, type ScanStats, total } from './stats.ts';

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
  /** Hears of each page as its rows become known. */
  readonly onPage?: ((page: ScannedPage) => void) | undefined;
  /** Calls of one scan under way at once. */
  readonly lookAhead?: number;
  /** For tests. */
  readonly clock?: Clock;
}

/** One answer's rows of a scan. */
export interface ScannedPage {
  readonly schema: string;
  readonly table: string;
  readonly tenantId: string;
  readonly rows: number;
}

/** Reads the scans of one statement: make one for each. */
export interface Scanner extends RowSource {
  /** Of all scans so far. */
  stats(): Readonly<ScanStats>;
  /** Of one scan, by `Scan.scanId`. */
  scanStats(scanId: number): Readonly<ScanStats>;
}

/** As many as Xero lets run at once. */
const LOOK_AHEAD = 5;

export function createScanner(options: ScannerOptions): Scanner {
  const shared = new SharedAnswers(options.plans ?? []);
  const startedAt = (options.clock ?? systemClock).now();
  const byScan = new Map<number, ScanStats>();
  const statsOf = (scanId: number): ScanStats => {
    const stats = byScan.get(scanId) ?? nothingRead();
    byScan.set(scanId, stats);
    return stats;
  };
  return {
    read(plan, signal) {
      const stats = statsOf(plan.scan.scanId);
      return new ScanRun(options, shared, startedAt, plan, stats, signal).rows();
    },
    stats: () => total(byScan.values()),
    scanStats: statsOf,
  };
}

/** One reading of one scan. */
class ScanRun {
  readonly #options: ScannerOptions;
  readonly #shared: SharedAnswers;
  readonly #startedAt: number;
  readonly #plan: ScanPlan;
  readonly #stats: ScanStats;
  /** The statement's. */
  readonly #signal: AbortSignal;
  /** This scan's own, which ends its look-ahead when nobody reads on. */
  readonly #stop = new AbortController();

  constructor(
    options: ScannerOptions,
    shared: SharedAnswers,
    startedAt: number,
    plan: ScanPlan,
    stats: ScanStats,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#shared = shared;
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
    }
  }

  /** With an order each organisation has its own first rows, so each is limited by itself. */
  async *#limited(batches: AsyncGenerator<readonly Tuple[]>): AsyncGenerator<readonly Tuple[]> {
    const { order } = this.#plan;
    yield* order === null ? firstRows(batches, this.#plan.rowLimit) : batches;
  }

  // ------------------------------------------------------------- endpoints

  async *#endpointRows(endpoint: Endpoint): AsyncGenerator<readonly Tuple[]> {
    const { table, requests, rowLimit, order } = this.#plan;
    const tenants = await this.#tenants();
    const decode = compileDecoder(table, this.#columns(), `GET ${endpoint.path}`);
    const streams = tenants.flatMap((tenant) => {
      const seen = new Set<unknown>();
      return requests.map((request) => () => {
        const documents = readDocuments(
          this.#documentRequest(endpoint, request),
          this.#fetcher(endpoint, request, tenant),
          seen,
        );
        const rows = decoded(documents, (batch) => this.#page(decode(batch, tenant), tenant));
        return order === null ? rows : firstRows(rows, rowLimit);
      });
    });
    const oneByOne = rowLimit !== null && order === null;
    yield* inOrder(streams, oneByOne ? 1 : this.#lookAhead());
  }

  #page(rows: readonly Tuple[], { tenantId }: Tenant): readonly Tuple[] {
    const { schema, name } = this.#plan.table;
    this.#options.onPage?.({ schema, table: name, tenantId, rows: rows.length });
    return rows;
  }

  #lookAhead(): number {
    return this.#plan.stopsEarly === true ? 1 : (this.#options.lookAhead ?? LOOK_AHEAD);
  }

  #documentRequest(endpoint: Endpoint, request: ApiRequest): DocumentRequest {
    const { pageSize, rowLimit, table } = this.#plan;
    const { paging } = endpoint;
    const most = paging.kind === 'page' ? paging.maxSize : 1;
    const perDocument = table.source.kind === 'endpoint' && table.source.rowPath.length === 0;
    const limit = perDocument ? rowLimit : null;
    const sizable = paging.kind === 'page' && paging.sizeParam !== null;
    return {
      endpoint,
      request,
      pageSize: sizable ? Math.min(pageSize ?? most, most, limit ?? most) : most,
      limit,
      lookAhead: this.#lookAhead(),
      order: request.query['order'] ?? orderAsked(this.#plan),
      archived: this.#options.includeArchived,
    };
  }

  #fetcher(endpoint: Endpoint, request: ApiRequest, { tenantId }: Tenant): Fetch {
    const scopes = [...new Set([endpoint.scopes.broad, endpoint.scopes.granular])];
    const isShared = this.#shared.isShared(this.#plan, request);
    return async (query, allowNotFound, fresh = false) => {
      const { path, modifiedSince } = request;
      const what: XeroRequest = { api: endpoint.schema, tenantId, path, query, modifiedSince };
      const onEvent = (event: ClientEvent): void => this.#count(event);
      const call = callText(what);
      // What other scans wait for too must not end when this one has read enough.
      const keep = isShared && !fresh;
      const signal = keep ? this.#signal : this.#stop.signal;
      const get = (): ReturnType<XeroClient['get']> =>
        this.#options.client.get(what, { signal, allowNotFound, scopes, onEvent });
      const key = JSON.stringify([tenantId, call, modifiedSince]);
      const response = keep ? this.#shared.get(this.#plan, request, key, get) : get();
      return { response: await response, call };
    };
  }

  #count(event: ClientEvent): void {
    if (event.kind !== 'callFinished') return;
    this.#stats.apiCalls += 1;
    this.#stats.bytes += event.bytes;
  }

  // --------------------------------------------------------- organisations

  async #tenants(): Promise<readonly Tenant[]> {
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

function tenantOf({ tenantId, tenantName }: XeroConnection): Tenant {
  return { tenantId: tenantId.toLowerCase(), tenantName };
}

function asJson(connection: XeroConnection): Json {
  return { ...connection };
}
