/**
 * Lists that Xero refuses for their length, in parts by the date of their documents. Beyond a "high
 * volume threshold" it takes only conditions and orders that its indexes serve, unless dates leave it
 * few enough documents to search.
 */
import { ApiError } from '../../errors.ts';
import type { Endpoint } from '../../schemas/model.ts';
import { whereCondition } from '../plan/calls/where.ts';
import type { ApiRequest, DateSpan } from '../plan/plan.ts';

export const isTooLong = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'HIGH_VOLUME';

/**
 * The request for earlier and for later documents; null when it cannot be divided further.
 *
 * @param today most documents of a book are of the last few years before it
 */
export function halves(
  { splitBy }: Endpoint,
  request: ApiRequest,
  today: string,
): readonly [ApiRequest, ApiRequest] | null {
  if (splitBy === null || request.single) return null;
  const { from = null, to = null } = request.span ?? {};
  const at = middle(from, to, today);
  if (at === null) return null;
  return [
    { ...request, span: { field: splitBy, from, to: at } },
    { ...request, span: { field: splitBy, from: at, to } },
  ];
}

/** The `where` of a request, its span of dates included; null for none. */
export function whereWithin({ query, span }: ApiRequest): string | null {
  const where = query['where'] ?? null;
  if (span === undefined) return where;
  const { field, from, to } = span;
  const bounds = [
    from === null ? null : whereCondition(field, 'date', '>=', [from]),
    to === null ? null : whereCondition(field, 'date', '<', [to]),
  ].flatMap((condition) => condition?.text ?? []);
  // conjuncts are said without parentheses where they need none: AND binds what an OR is in
  return [...(where === null ? [] : [where]), ...bounds].join(' AND ');
}

const EARLIEST = '1901-01-01';
const LATEST = '2999-01-01';

function middle(from: DateSpan['from'], to: DateSpan['to'], today: string): string | null {
  if (from === null && to === null) return moved(today, -2 * 365);
  if (from === null) {
    const at = moved(to ?? today, -4 * 365);
    return at > EARLIEST ? at : null;
  }
  if (to === null && from >= today) {
    const at = moved(from, 365);
    return at < LATEST ? at : null;
  }
  const days = (Date.parse(to ?? moved(today, 1)) - Date.parse(from)) / DAY;
  const at = moved(from, Math.max(1, Math.floor(days / 2)));
  return to === null || at < to ? at : null;
}

const DAY = 86_400_000;

const moved = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
