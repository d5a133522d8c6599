/** Within a statement, calls that several scans make are made once. */
import type { XeroResponse } from '../../xero/client.ts';
import type { Endpoint } from '../../schemas/model.ts';
import { orderAsked } from '../plan/order.ts';
import { readingOf, type ApiRequest, type ScanKeys, type ScanPlan } from '../plan/plan.ts';

/** What the scans of one statement read in common: a table and its lines come in the same pages. */
export class SharedAnswers {
  /** How many scans read each list; lists that only one reads are not remembered. */
  readonly #readers = new Map<string, number>();
  readonly #answers = new Map<string, { answer: Promise<XeroResponse>; left: number }>();

  constructor(plans: Iterable<ScanPlan>) {
    for (const plan of plans) {
      const { requests, keys } = plan;
      for (const request of keys === null ? requests : requests.slice(0, 1)) {
        const list = listKey(plan, request);
        if (list !== null) this.#readers.set(list, (this.#readers.get(list) ?? 0) + 1);
      }
    }
  }

  isShared(plan: ScanPlan, request: ApiRequest): boolean {
    const list = listKey(plan, request);
    return list !== null && (this.#readers.get(list) ?? 0) > 1;
  }

  /** The answer of the call `key` of that list: made by the first scan, dropped after the last. */
  get(
    plan: ScanPlan,
    request: ApiRequest,
    key: string,
    call: () => Promise<XeroResponse>,
  ): Promise<XeroResponse> {
    const readers = this.#readers.get(listKey(plan, request) ?? '') ?? 1;
    const known = this.#answers.get(key);
    const entry = known ?? { answer: call(), left: readers };
    if (known === undefined) {
      this.#answers.set(key, entry);
      entry.answer.catch(() => this.#answers.delete(key));
    }
    entry.left -= 1;
    if (entry.left <= 0) this.#answers.delete(key);
    return entry.answer;
  }
}

/** Scans with the same key make the same calls, as far as each reads on. */
function listKey(plan: ScanPlan, request: ApiRequest): string | null {
  const { source } = plan.table;
  if (source.kind !== 'endpoint') return null;
  if (plan.keys !== null) return keyedListKey(plan, plan.keys, source.endpoint);
  const { path, query, modifiedSince, single, startOffset } = request;
  const { schema } = source.endpoint;
  const { rowLimit, firstWithTies } = readingOf(plan);
  const { pageSize, countOnly, extremes } = plan;
  const paging = [pageSize, rowLimit, firstWithTies, orderAsked(plan), countOnly, extremes];
  return JSON.stringify([schema, path, query, modifiedSince, single, startOffset, paging]);
}

/**
 * What keyed scans read is known only when their keys are. Two that read one document for each key
 * may well read the same ones, wherever their keys come from.
 */
function keyedListKey(plan: ScanPlan, keys: ScanKeys, { schema, path }: Endpoint): string {
  const from = keys.use === 'each' ? keys.column : keys;
  const queries = plan.requests.map(({ query, modifiedSince }) => [query, modifiedSince]);
  return JSON.stringify([schema, path, queries, from, plan.pageSize, plan.rowLimit, plan.order]);
}
