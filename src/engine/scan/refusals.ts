/**
 * What of a list's parameters a service refused. Neither an order nor a condition is needed for the
 * right rows: pages are watched, and conditions are checked here. So a list that was refused with
 * them is asked for without, at the price of more bytes and maybe calls.
 */
import { ApiError } from '../../errors.ts';
import type { Endpoint } from '../../schemas/model.ts';
import type { ApiRequest } from '../plan/plan.ts';

/** What a list is asked for without. */
export interface Concessions {
  readonly order: boolean;
  readonly where: boolean;
}

export class Refusals {
  readonly #orders = new Set<string>();
  readonly #wheres = new Set<string>();

  /** What earlier answers taught. */
  known({ schema, path }: Endpoint, { query }: ApiRequest): Concessions {
    const list = `${schema}${path}`;
    return { order: this.#orders.has(list), where: this.#wheres.has(`${list} ${query['where']}`) };
  }

  learn({ schema, path }: Endpoint, { query }: ApiRequest, { order, where }: Concessions): void {
    const list = `${schema}${path}`;
    if (order) this.#orders.add(list);
    if (where) this.#wheres.add(`${list} ${query['where']}`);
  }

  clear(): void {
    this.#orders.clear();
    this.#wheres.clear();
  }
}

/** A refusal that names no reason: what was asked for is not to its liking. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'BAD_REQUEST' && error.status === 400;

/**
 * What to leave out next: what the refusal seems to speak of, then the other, then both.
 *
 * @param asked what the list was first asked for with
 */
function concessions(asked: Concessions, error: unknown): readonly Concessions[] {
  const order = { order: true, where: false };
  const where = { order: false, where: true };
  if (!asked.where) return asked.order ? [order] : [];
  if (!asked.order) return [where];
  const isOrder = error instanceof Error && /\border/i.test(error.message.replace(/GET \S+/, ''));
  return [...(isOrder ? [order, where] : [where, order]), { order: true, where: true }];
}

/**
 * Reads a list as it is planned or, where that is refused, without what may be to blame. What a
 * service once refused is not tried again.
 *
 * @param asked what the list is asked for with, and could be asked for without
 */
export async function* conceding<T>(
  refusals: Refusals,
  list: { readonly endpoint: Endpoint; readonly request: ApiRequest },
  asked: (without: Concessions) => Concessions,
  read: (without: Concessions) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const { endpoint, request } = list;
  const known = refusals.known(endpoint, request);
  let without = known;
  let left: Concessions[] | null = null;
  let refused: unknown = null;
  for (;;) {
    let begun = false;
    try {
      for await (const rows of read(without)) {
        begun = true;
        yield rows;
      }
      if (refused !== null) refusals.learn(endpoint, request, without);
      return;
    } catch (error) {
      if (begun || request.single || !isRefusal(error)) throw error;
      refused ??= error;
      left ??= [...concessions(asked(known), error)];
      const next = left.shift();
      if (next === undefined) throw refused;
      without = { order: known.order || next.order, where: known.where || next.where };
    }
  }
}
