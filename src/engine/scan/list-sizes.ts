/** How many documents the lists of an organisation had when they were last read, by what was asked. */
import type { Endpoint } from '../../schemas/model.ts';
import { type Clock, systemClock } from '../../xero/clock.ts';
import type { ApiRequest } from '../plan/plan.ts';
import { Refusals } from './refusals.ts';

/** Books grow slowly, and nothing but the choice between ways to the same rows rests on a size. */
const BELIEVED_MS = 15 * 60_000;
/** Lists remembered at most: programs may ask with ever new conditions. */
const MOST_KEPT = 1_000;

export interface ListSize {
  readonly documents: number;
  /** How long ago it was seen, in ms. */
  readonly ageMs: number;
}

export class ListSizes {
  /** What lists cannot be asked for with. */
  readonly refusals = new Refusals();
  readonly #clock: Clock;
  /** The oldest first. */
  readonly #sizes = new Map<string, { readonly documents: number; readonly at: number }>();

  /** When Xero refused them. */
  readonly #tooLong = new Map<string, number>();

  /** @param clock for tests */
  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  find(list: string): ListSize | null {
    const seen = this.#sizes.get(list);
    if (seen === undefined) return null;
    const ageMs = this.#clock.now() - seen.at;
    return ageMs < BELIEVED_MS ? { documents: seen.documents, ageMs } : null;
  }

  learn(list: string, documents: number): void {
    this.#sizes.delete(list);
    this.#sizes.set(list, { documents, at: this.#clock.now() });
    const [oldest] = this.#sizes.keys();
    if (this.#sizes.size > MOST_KEPT && oldest !== undefined) this.#sizes.delete(oldest);
  }

  /** Whether Xero refused the list for its length. */
  isTooLong(list: string): boolean {
    const at = this.#tooLong.get(list);
    return at !== undefined && this.#clock.now() - at < BELIEVED_MS;
  }

  learnTooLong(list: string): void {
    if (this.#tooLong.size >= MOST_KEPT) this.#tooLong.clear();
    this.#tooLong.set(list, this.#clock.now());
  }

  clear(): void {
    this.refusals.clear();
    this.#tooLong.clear();
    this.#sizes.clear();
  }
}

export interface ListOf {
  readonly tenantId: string;
  readonly endpoint: Endpoint;
  readonly request: ApiRequest;
  /** Whether archived documents are asked for too. */
  readonly archived: boolean;
}

/** The same for two calls whose lists hold the same documents, in whatever form and order. */
export function listName({ tenantId, endpoint, request, archived }: ListOf): string {
  const { schema, summaryParam, archivedParam } = endpoint;
  const { path, query, modifiedSince, startOffset, span } = request;
  const filters = Object.entries(query).filter(
    ([name]) => name !== summaryParam && name !== 'order',
  );
  const hidden = archivedParam !== null && !archived;
  const from = [modifiedSince, startOffset, span];
  return JSON.stringify([tenantId, schema, path, filters, from, hidden]);
}
