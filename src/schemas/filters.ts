/**
 * The filters that Xero applies, by how they are said. What decides between exact and superset
 * stands here, once:
 *
 * - **Keys** (uuid) are compared by value: exact. A reference that can be missing is a superset,
 *   because Xero holds the zero GUID where SQL sees NULL.
 * - **Text** is compared by Xero without regard to case and accents: a superset of SQL's answer.
 *   `<>` is never declared on text, because there the looser comparison keeps fewer rows.
 *   NULL tests are not declared either: whether Xero holds an absent text as NULL or empty differs
 *   by field.
 * - **Enumerations** are text whose documented values differ in more than case. The planner sends
 *   no other value, so they are exact.
 * - **Dates** are calendar days, said as half-open ranges of instants: exact, NULLs drop out of a
 *   comparison in C# as in SQL.
 * - **Amounts** pass through a double on the way: a superset to be safe.
 * - **Parameters that bound days or instants** (`DateFrom`, `DateTo`) are a superset: whether they
 *   count the bounds themselves in is not documented.
 * - **If-Modified-Since** counts whole seconds: a superset.
 *
 * Xero refuses requests that filter by anything but its "optimised" fields when an organisation
 * has very many documents. Fields outside that list are declared only where they narrow much.
 */
import type { FilterOperator, PushableFilter } from './model.ts';

const EQUAL: readonly FilterOperator[] = ['=', 'in'];
const RANGE: readonly FilterOperator[] = ['=', '<', '<=', '>', '>='];
const MATCH: readonly FilterOperator[] = ['startsWith', 'endsWith', 'contains'];
const SINCE: readonly FilterOperator[] = ['>', '>='];

const where = <C extends string>(
  column: C,
  field: string,
  operators: readonly FilterOperator[],
  exactness: PushableFilter['exactness'],
): PushableFilter<C> => ({ column, operators, encoding: { kind: 'where', field }, exactness });

const list = <C extends string>(
  column: C,
  param: string,
  exactness: PushableFilter['exactness'],
): PushableFilter<C> => ({
  column,
  operators: EQUAL,
  encoding: { kind: 'param', param, list: true },
  exactness,
});

/** `IDs=a,b`: keys that every document has. */
export const keyList = <C extends string>(column: C, param: string): PushableFilter<C> =>
  list(column, param, 'exact');

/** `Statuses=DRAFT,PAID`: documented values. */
export const enumList = <C extends string>(column: C, param: string): PushableFilter<C> =>
  list(column, param, 'exact');

/** `InvoiceNumbers=INV-1,INV-2`. */
export const textList = <C extends string>(column: C, param: string): PushableFilter<C> =>
  list(column, param, 'superset');

const single = <C extends string>(
  column: C,
  param: string,
  exactness: PushableFilter['exactness'],
): PushableFilter<C> => ({
  column,
  operators: ['='],
  encoding: { kind: 'param', param, list: false },
  exactness,
});

/** `ContactID=a`: one key, that every document has. */
export const keyParam = <C extends string>(column: C, param: string): PushableFilter<C> =>
  single(column, param, 'exact');

/** `Status=DRAFT`: one documented value. */
export const enumParam = <C extends string>(column: C, param: string): PushableFilter<C> =>
  single(column, param, 'exact');

/** `QuoteNumber=QU-1`; or a key or value of which it is not sure that Xero heeds it. */
export const looseParam = <C extends string>(column: C, param: string): PushableFilter<C> =>
  single(column, param, 'superset');

/** `DateFrom=2026-01-01&DateTo=2026-01-31`. */
export const dateRange = <C extends string>(
  column: C,
  from: string,
  to: string,
): PushableFilter<C> => ({
  column,
  operators: RANGE,
  encoding: { kind: 'range', from, to },
  exactness: 'superset',
});

/** `dateAfterUtc=2026-01-31T00:00:00&dateBeforeUtc=…`: instants, of which the bounds may be out. */
export const instantRange = dateRange;

/** `InvoiceID == Guid("…")`: a key that every document has. */
export const whereKey = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, EQUAL, 'exact');

/** `BankAccount.AccountID == Guid("…")`: a reference that can be missing. */
export const whereReference = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, EQUAL, 'superset');

/** `Status == "PAID"`: documented values. */
export const whereEnum = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, EQUAL, 'exact');

export const whereText = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, EQUAL, 'superset');

/** LIKE with a fixed start, end or middle. */
export const whereMatch = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, MATCH, 'superset');

export const whereDate = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, RANGE, 'exact');

export const whereAmount = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, RANGE, 'superset');

export const whereBoolean = <C extends string>(column: C, field: string): PushableFilter<C> =>
  where(column, field, ['='], 'superset');

/** The If-Modified-Since header. */
export const modifiedSince = <C extends string>(column: C): PushableFilter<C> => ({
  column,
  operators: SINCE,
  encoding: { kind: 'modifiedSince' },
  exactness: 'superset',
});

/** One document by its key: `/Invoices/{id}`. */
export const byPath = <C extends string>(column: C): PushableFilter<C> => ({
  column,
  operators: ['='],
  encoding: { kind: 'path' },
  exactness: 'exact',
});

/** The cursor of an `offset` list: both ends bound what is read. */
export const byOffset = <C extends string>(column: C): PushableFilter<C> => ({
  column,
  operators: ['=', 'in', '<', '<=', '>', '>='],
  encoding: { kind: 'offset' },
  exactness: 'superset',
});
