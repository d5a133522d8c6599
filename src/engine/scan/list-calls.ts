/** The calls that the lists of one scan take: made, shared and counted. */
import type { Endpoint } from '../../schemas/model.ts';
import { callText } from '../../xero/address.ts';
import type { XeroClient, XeroRequest } from '../../xero/client.ts';
import type { ClientEvent } from '../../xero/events.ts';
import type { Tenant } from '../../xero/tenants.ts';
import { callsName, callsOfList } from '../plan/expectedCalls.ts';
import type { ApiRequest } from '../plan/plan.ts';
import type { ExpectedCalls } from './call-meter.ts';
import type { ScanContext } from './context.ts';
import type { Fetch } from './documents.ts';
import { listName } from './list-sizes.ts';
import { countCall } from './stats.ts';

/** Of them five run at once: when one ends before those ahead of it, the next has its place at once. */
const LOOK_AHEAD = 8;

/** A list or document to be read from an organisation. */
export interface Reading {
  readonly tenant: Tenant;
  readonly request: ApiRequest;
}

type Response = ReturnType<XeroClient['get']>;

export class ListCalls {
  readonly #context: ScanContext;
  readonly #endpoint: Endpoint;
  readonly #severalTenants: boolean;

  constructor(context: ScanContext, endpoint: Endpoint, severalTenants: boolean) {
    this.#context = context;
    this.#endpoint = endpoint;
    this.#severalTenants = severalTenants;
  }

  /** As far as the size of the list is known from before. */
  leastCalls(reading: Reading): number {
    const { sizes, plan } = this.#context;
    const size = sizes.find(this.listName(reading));
    return callsOfList(plan, this.#endpoint, reading.request, size?.documents ?? null).least;
  }

  /** @throws ExecutionError TOO_MANY_CALLS */
  expectPages(reading: Reading, pages: number): void {
    // a reader that may stop early needs no more than the next page for sure
    if (this.#context.plan.stopsEarly !== true) this.expect([reading], () => pages);
  }

  /** @throws ExecutionError TOO_MANY_CALLS */
  expect(
    readings: readonly Reading[],
    callsOf = (reading: Reading): number => this.leastCalls(reading),
  ): void {
    const { meter, options, plan } = this.#context;
    const asked = readings.filter(
      ({ request }) => options.answers?.takes(this.#endpoint, request) !== true,
    );
    const lists = asked.map((reading): ExpectedCalls => {
      const { tenant } = reading;
      return { list: this.#callsName(reading), tenant, calls: callsOf(reading) };
    });
    meter.expect(lists, plan.table.name);
  }

  /** What was expected of a list and did not come is not awaited any more. */
  abandon(reading: Reading): void {
    this.#context.meter.abandon(this.#callsName(reading), reading.tenant.tenantId);
  }

  /** For what is known of the list itself. */
  listName({ tenant, request }: Reading): string {
    const { tenantId } = tenant;
    const { includeArchived: archived } = this.#context.options;
    return listName({ tenantId, endpoint: this.#endpoint, request, archived });
  }

  /** For the calls that are made for it in this statement. */
  #callsName({ tenant, request }: Reading): string {
    return `${tenant.tenantId} ${callsName(this.#context.plan, request)}`;
  }

  /** Lists and pages of the scan asked for at once. */
  lookAhead(): number {
    const { plan, options } = this.#context;
    return plan.stopsEarly === true ? 1 : (options.lookAhead ?? LOOK_AHEAD);
  }

  fetcher(reading: Reading): Fetch {
    const { plan, shared, failures, signal, stop } = this.#context;
    const { tenant, request } = reading;
    const { schema } = this.#endpoint;
    const { path, modifiedSince } = request;
    const { tenantId } = tenant;
    const isShared = shared.isShared(plan, request);
    return async (query, allowNotFound, fresh = false) => {
      if (path.includes('{')) throw new Error(`Nothing gives the inputs of ${path}`);
      const what: XeroRequest = { api: schema, tenantId, path, query, modifiedSince };
      const call = callText(what);
      const key = JSON.stringify([schema, tenantId, call, modifiedSince]);
      // What other scans wait for too must not end when this one has read enough.
      const keep = isShared && !fresh;
      const made = (): Response =>
        this.#get(reading, what, { allowNotFound, signal: keep ? signal : stop.signal });
      const get = (): Response => this.#kept(request, key, made);
      try {
        return { response: await (keep ? shared.get(plan, request, key, get) : get()), call };
      } catch (error) {
        throw this.#severalTenants ? failures.see(error, tenant) : error;
      }
    };
  }

  #get(
    reading: Reading,
    what: XeroRequest,
    how: { readonly allowNotFound: boolean; readonly signal: AbortSignal },
  ): Response {
    const { plan, meter, options, stats } = this.#context;
    const { broad, granular } = this.#endpoint.scopes;
    meter.made(this.#callsName(reading), reading.tenant.tenantId, plan.table.name);
    const onEvent = (event: ClientEvent): void => countCall(stats, event);
    return options.client.get(what, { ...how, scopes: [...new Set([broad, granular])], onEvent });
  }

  /** From what the connection has kept, if it keeps such answers. */
  #kept(request: ApiRequest, key: string, made: () => Response): Response {
    const { options, stats } = this.#context;
    const { answers } = options;
    if (answers?.takes(this.#endpoint, request) !== true) return made();
    const kept = answers.find(key);
    if (kept === null) return answers.keep(key, made);
    stats.cacheHits += 1;
    return Promise.resolve(kept);
  }
}
