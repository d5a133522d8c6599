/**
 * Notices that a list changed, while its pages were read, in a way that can have moved documents
 * between pages: then one may have been on no page when that was read.
 *
 * Pages come ordered by a key that never changes. A document that enters the list moves those after
 * it on, from a page already read to a later one: they come twice and are told apart by their ids.
 * One that leaves moves those after it up, into a page already read. These signs tell:
 *
 * - A page counts fewer documents than one with a lower number. Pages read side by side are seen in
 *   the order of their numbers, so that one answered too early shows as well.
 * - A document is on two pages though the list did not grow: one left and another entered between
 *   the answers of pages that were read side by side.
 * - More documents than the list grew by were changed after the first page was answered: some may
 *   have entered in place of others. Only lists with conditions are left by a change of a document;
 *   others keep what is voided or deleted.
 */
import type { Page } from './answer.ts';
import type { Json } from './object-reader.ts';

export interface ChangeWatchOptions {
  readonly idField: string | null;
  /** Whether a change of a document can take it off the list. */
  readonly mayBeLeft: boolean;
}

export class ChangeWatch {
  readonly #options: ChangeWatchOptions;
  #shrank = false;
  /** What the first page counted, and the most that any did. */
  #first: number | null = null;
  #most = 0;
  #since: number | null = null;
  #changed = 0;
  #twice = 0;
  #before: ReadonlySet<unknown> = new Set();

  constructor(options: ChangeWatchOptions) {
    this.#options = options;
  }

  /** Whether the list must be read again. */
  get disturbed(): boolean {
    const grown = this.#most - (this.#first ?? this.#most);
    return this.#shrank || this.#changed > grown || (grown === 0 && this.#twice > 0);
  }

  /** To be shown every page, in the order of their numbers. */
  see({ documents, pagination, answeredAt }: Page): void {
    const items = pagination?.itemCount ?? null;
    if (items !== null) {
      this.#first ??= items;
      if (items < this.#most) this.#shrank = true;
      this.#most = Math.max(this.#most, items);
    }
    const { idField, mayBeLeft } = this.#options;
    if (mayBeLeft && this.#since !== null && answeredAt !== null) {
      const [from, to] = [this.#since, answeredAt + SAME_SECOND];
      this.#changed += documents.filter((document) => changedWithin(document, from, to)).length;
    }
    this.#since ??= answeredAt;
    // who counts nothing tells no growth by which to judge
    if (idField === null || items === null) return;
    const ids = new Set(documents.map((document) => document[idField]));
    for (const id of ids) if (this.#before.has(id)) this.#twice += 1;
    this.#before = ids;
  }
}

/** Answers and documents may be dated to the second. */
const SAME_SECOND = 1_000;

/** What bears a later time than the answer that it came in was not changed by the time it says. */
function changedWithin({ UpdatedDateUTC }: Json, from: number, to: number): boolean {
  const at = instant(UpdatedDateUTC) ?? -Infinity;
  return at >= from && at <= to;
}

/** ms since 1970 of `/Date(1439434356790+0000)/`; null for anything else. */
export function instant(json: unknown): number | null {
  const ms = typeof json === 'string' ? /^\/Date\((-?\d{1,16})/.exec(json)?.[1] : undefined;
  return ms === undefined ? null : Number(ms);
}
