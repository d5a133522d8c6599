/** Answers of small lists that seldom change, kept for the connection's next statements. */
import type { Endpoint } from '../../schemas/model.ts';
import type { XeroResponse } from '../../xero/client.ts';
import { type Clock, systemClock } from '../../xero/clock.ts';
import type { ApiRequest } from '../plan/plan.ts';

export interface AnswerCacheOptions {
  /** How long an answer serves, from when it was asked for; 0 keeps none. */
  readonly seconds: number;
  /** For tests. */
  readonly clock?: Clock;
}

interface Kept {
  readonly response: XeroResponse;
  /** On the clock, in ms. */
  readonly askedAt: number;
}

/** Different calls kept at most: programs may ask for the same list with ever new conditions. */
const MOST_KEPT = 200;

export class AnswerCache {
  readonly #ms: number;
  readonly #clock: Clock;
  /** The oldest first. */
  readonly #kept = new Map<string, Kept>();
  #cleared = 0;

  constructor({ seconds, clock = systemClock }: AnswerCacheOptions) {
    this.#ms = seconds * 1000;
    this.#clock = clock;
  }

  /** Whether the whole list comes in the one answer, and may serve again. */
  takes({ cacheable, paging }: Endpoint, { single }: ApiRequest): boolean {
    return this.#ms > 0 && cacheable && paging.kind === 'whole' && !single;
  }

  /** The answer of that very call, if it is fresh enough. */
  find(key: string): XeroResponse | null {
    const kept = this.#kept.get(key);
    if (kept === undefined) return null;
    if (this.#clock.now() - kept.askedAt < this.#ms) return kept.response;
    this.#kept.delete(key);
    return null;
  }

  /** Makes the call and keeps its answer; a failure is not kept, nor what was asked before `clear`. */
  async keep(key: string, call: () => Promise<XeroResponse>): Promise<XeroResponse> {
    const askedAt = this.#clock.now();
    const cleared = this.#cleared;
    const response = await call();
    if (response.status !== 200 || cleared !== this.#cleared) return response;
    this.#kept.delete(key);
    this.#kept.set(key, { response, askedAt });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return response;
  }

  clear(): void {
    this.#cleared += 1;
    this.#kept.clear();
  }
}
