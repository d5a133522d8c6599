import type { Decimal } from './decimal.ts';

/**
 * The SQL types. Money is `decimal` (exact), identifiers that Xero issues are `uuid`,
 * `timestamp` is always UTC. `unknown` is the type of NULL, of a string literal and of a
 * string parameter until its context gives it one (as in PostgreSQL).
 */
export type SqlType = ElementType | ArrayType | 'unknown';

/** The types that an array can be of: arrays have one dimension. */
export type ElementType =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'text'
  | 'uuid'
  | 'date'
  | 'timestamp'
  | 'interval';

/** `integer[]`: a list of values of one type, numbered from 1, NULLs among them. */
export type ArrayType = `${ElementType}[]`;

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
 * interval → Interval; an array → a list of such values; NULL of any type → null.
 */
export type SqlValue = ElementValue | SqlArray;

/** What an array holds. */
export type ElementValue = null | boolean | number | string | Decimal | Interval;

export type SqlArray = readonly ElementValue[];

/** One row inside the engine: values by position, never by name. */
export type Tuple = readonly SqlValue[];
