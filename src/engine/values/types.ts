import type { Decimal } from './decimal.ts';

/**
 * The SQL types. Money is `decimal` (exact), identifiers that Xero issues are `uuid`,
 * `timestamp` is always UTC. `unknown` is the type of NULL, of a string literal and of a
 * string parameter until its context gives it one (as in PostgreSQL).
 */
export type SqlType =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'text'
  | 'uuid'
  | 'date'
  | 'timestamp'
  | 'interval'
  | 'unknown';

/** PostgreSQL's interval: its three parts never carry into each other. */
export interface Interval {
  readonly kind: 'interval';
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

/**
 * A value at run time, by SQL type:
 * boolean → boolean; integer → number (a safe integer); decimal → Decimal; double → number;
 * text → string; uuid → lower-case string; date → 'YYYY-MM-DD';
 * timestamp → 'YYYY-MM-DDTHH:MM:SS.sssZ' (fixed width, so text order is time order);
 * interval → Interval; NULL of any type → null.
 */
export type SqlValue = null | boolean | number | string | Decimal | Interval;

/** One row inside the engine: values by position, never by name. */
export type Tuple = readonly SqlValue[];
