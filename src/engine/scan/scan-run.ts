/** One reading of one scan: chooses organisations and what to read of each. */
import { columnNamed } from '../../schemas/column.ts';
import type { Endpoint } from '../../schemas/model.ts';
import { throwIfAborted } from '../../xero/cancel.ts';
import type { XeroConnection } from '../../xero/client.ts';
import type { Tenant, TenantDirectory } from '../../xero/tenants.ts';
import { requestsForEach, requestsNarrowedTo } from '../plan/keyedRequests.ts';
import { readingOf, type ApiRequest, type ScanPlan } from '../plan/plan.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { firstRows } from './batches.ts';
import { catalogueRows } from './catalogue-rows.ts';
import type { ScanContext } from './context.ts';
import { compileDecoder } from './decode.ts';
import { fanOut } from './fan-out.ts';
import { inOrder } from './in-order.ts';
import { KeySet } from './key-set.ts';
import { ListCalls, type Reading } from './list-calls.ts';
import { isTooLong } from './list-parts.ts';
import { ListReader } from './list-reader.ts';
import { localRows } from './local-rows.ts';
import type { Json } from './object-reader.ts';
import { columnsRead, type Keys } from './source.ts';
import { countCall } from './stats.ts';

/** Organisations whose lists are read side by side. */
const ORGANISATIONS_AT_ONCE = 20;

/** Pages of each that may wait in memory until those of the organisations before it are delivered. */
const BATCHES_AHEAD = 20;

/** The lists of the scan's endpoint. */
interface Lists {
  readonly calls: ListCalls;
  readonly reader: ListReader;
}

export class ScanRun {
  readonly #context: ScanContext;
  readonly #plan: ScanPlan;
  readonly #keys: AsyncIterable<Keys> | null;

  /** @param keys what the plan's keys are, if it has any */
  constructor(context: ScanContext, keys: AsyncIterable<Keys> | null) {
    this.#context = context;
    this.#plan = context.plan;
    this.#keys = keys;
  }

  async *rows(): AsyncGenerator<readonly Tuple[]> {
    const stop = (): void => this.#context.stop.abort(this.#context.signal.reason);
    if (this.#context.signal.aborted) stop();
    this.#context.signal.addEventListener('abort', stop, { once: true });
    try {
      if (this.#plan.requests.length === 0 || this.#plan.rowLimit === 0) return;
      for await (const rows of this.#limited(this.#source())) {
        throwIfAborted(this.#context.signal);
        this.#context.stats.rowsFetched += rows.length;
        yield rows;
      }
    } finally {
      this.#context.signal.removeEventListener('abort', stop);
      this.#context.stop.abort();
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
        return localRows(this.#plan.table, columnsRead(this.#plan), source.rows);
    }
  }

  /** With an order each organisation has its own first rows, so each is limited by itself. */
  async *#limited(batches: AsyncGenerator<readonly Tuple[]>): AsyncGenerator<readonly Tuple[]> {
    const { order } = this.#plan;
    yield* order === null ? firstRows(batches, this.#plan.rowLimit) : batches;
  }

  async *#endpointRows(endpoint: Endpoint): AsyncGenerator<readonly Tuple[]> {
    const { requests, keys, rowLimit, stopsEarly = false } = this.#plan;
    const chosen = await this.#chosenTenants();
    const tenants = this.#context.failures.without(chosen);
    const calls = new ListCalls(this.#context, endpoint, chosen.length > 1);
    const lists = { calls, reader: new ListReader(this.#context, endpoint, calls) };
    const all = readingsOf(tenants, () => requests);
    if (keys === null || this.#keys === null) yield* this.#readAll(lists, all);
    else if (keys.use === 'narrow') yield* this.#narrowed(lists, tenants, this.#keys);
    else if (stopsEarly || rowLimit !== null) yield* this.#eachLazily(lists, tenants, this.#keys);
    else yield* this.#each(lists, tenants, this.#keys);
  }

  async *#readAll(lists: Lists, readings: readonly Reading[]): AsyncGenerator<readonly Tuple[]> {
    lists.calls.expect(readings);
    const byTenant = new Map<string, Reading[]>();
    for (const reading of readings) {
      const { tenantId } = reading.tenant;
      byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), reading]);
    }
    yield* this.#organisations(
      [...byTenant.values()].map((own) => () => this.#readings(lists, own)),
    );
  }

  /** Of one organisation. */
  async *#readings(
    { calls, reader }: Lists,
    readings: readonly Reading[],
  ): AsyncGenerator<readonly Tuple[]> {
    const streams = readings.map((reading) => () => reader.read(reading));
    yield* inOrder(streams, this.#oneByOne() ? 1 : calls.lookAhead());
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

  /** One call, or list, for each key. All keys are known before the first, and so how many calls. */
  async *#each(
    lists: Lists,
    tenants: readonly Tenant[],
    batches: AsyncIterable<Keys>,
  ): AsyncGenerator<readonly Tuple[]> {
    const keys = new KeySet();
    await keys.addAll(batches);
    yield* this.#readAll(lists, this.#readingsForEach(tenants, keys));
  }

  /** As `#each`, for a reader that may stop early: keys are not read ahead of their rows. */
  async *#eachLazily(
    lists: Lists,
    tenants: readonly Tenant[],
    batches: AsyncIterable<Keys>,
  ): AsyncGenerator<readonly Tuple[]> {
    const known = new KeySet();
    for await (const batch of batches) {
      const fresh = new KeySet();
      fresh.add(known.add(batch));
      for (const reading of this.#readingsForEach(tenants, fresh)) {
        yield* lists.reader.readPages(reading);
      }
    }
  }

  #readingsForEach(tenants: readonly Tenant[], keys: KeySet): readonly Reading[] {
    return readingsOf(tenants, ({ tenantId }) => requestsForEach(this.#plan, keys.of(tenantId)));
  }

  /** Of each organisation the rows with these keys, or its whole list where that is cheaper. */
  async *#narrowed(
    lists: Lists,
    tenants: readonly Tenant[],
    batches: AsyncIterable<Keys>,
  ): AsyncGenerator<readonly Tuple[]> {
    const keys = new KeySet();
    await keys.addAll(batches);
    const wanted = tenants.filter(({ tenantId }) => keys.of(tenantId).length > 0);
    yield* this.#organisations(
      wanted.map((tenant) => () => this.#narrowedOf(lists, tenant, keys.of(tenant.tenantId))),
    );
  }

  async *#narrowedOf(
    lists: Lists,
    tenant: Tenant,
    values: readonly SqlValue[],
  ): AsyncGenerator<readonly Tuple[]> {
    const { requests } = this.#plan;
    const narrowed = requestsNarrowedTo(this.#plan, values);
    const [whole, ...more] = readingsOf([tenant], () => requests);
    const some = readingsOf([tenant], () => narrowed ?? requests);
    if (whole === undefined || more.length > 0 || some.length <= 1) {
      yield* this.#readAll(lists, some);
    } else yield* this.#cheaper(lists, whole, some);
  }

  /**
   * How many pages the whole list has is known from before, else its first page tells, whose rows
   * are not read again.
   */
  async *#cheaper(
    lists: Lists,
    whole: Reading,
    narrowed: readonly Reading[],
  ): AsyncGenerator<readonly Tuple[]> {
    const { calls, reader } = lists;
    if (calls.leastCalls(whole) > narrowed.length) {
      yield* this.#readAll(lists, narrowed);
      return;
    }
    let pages = 1;
    const onPageCount = (count: number): void => {
      pages = count;
      if (count - 1 <= narrowed.length) calls.expectPages(whole, count);
    };
    const batches = reader.readPages(whole, { onPageCount });
    const first = await batches.next().catch((error: unknown) => {
      if (isTooLong(error)) return null;
      throw error;
    });
    if (first === null) {
      yield* this.#readAll(lists, narrowed);
      return;
    }
    if (first.done === true) return;
    yield first.value;
    if (pages - 1 <= narrowed.length) yield* batches;
    else {
      await batches.return(undefined);
      yield* this.#readAll(lists, narrowed);
    }
  }

  async #chosenTenants(): Promise<readonly Tenant[]> {
    const { tenantFilter, scan } = this.#plan;
    const { tenants, tenantPasses } = this.#context.options;
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
    return {
      signal: this.#context.signal,
      onEvent: (event) => countCall(this.#context.stats, event),
    };
  }

  async *#connectionRows(): AsyncGenerator<readonly Tuple[]> {
    const request = this.#directoryRequest();
    const connections = await this.#context.options.tenants.connections(
      this.#context.startedAt,
      request,
    );
    const decode = compileDecoder(this.#plan.table, columnsRead(this.#plan), 'GET /connections');
    const passing = connections.filter((connection) => this.#connectionPasses(connection));
    yield passing.flatMap((connection) => decode([asJson(connection)], tenantOf(connection)));
  }

  #connectionPasses(connection: XeroConnection): boolean {
    const { tenantFilter, scan } = this.#plan;
    if (tenantFilter.length === 0) return true;
    return this.#context.options.tenantPasses(tenantFilter, scan.columns, tenantOf(connection));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- one shape for all sources
  async *#catalogueRows(rows: readonly (readonly unknown[])[]): AsyncGenerator<readonly Tuple[]> {
    yield catalogueRows(this.#plan.table, columnsRead(this.#plan), rows);
  }
}

function readingsOf(
  tenants: readonly Tenant[],
  requestsOf: (tenant: Tenant) => readonly ApiRequest[],
): readonly Reading[] {
  return tenants.flatMap((tenant) => requestsOf(tenant).map((request) => ({ tenant, request })));
}

function tenantOf({ tenantId, tenantName }: XeroConnection): Tenant {
  return { tenantId: tenantId.toLowerCase(), tenantName };
}

function asJson(connection: XeroConnection): Json {
  return { ...connection };
}
