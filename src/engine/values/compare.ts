/** Order and identity of values, by type. NULL is the caller's business. */
import { elementOf } from './arrays.ts';
import type { Decimal } from './decimal.ts';
import { intervalLength } from './interval.ts';
import type { ElementType, Interval, SqlArray, SqlType, SqlValue } from './types.ts';

export type Comparator = (left: SqlValue, right: SqlValue) => number;

/**
 * Text order by code point (PostgreSQL's "C" collation). JavaScript's `<` compares UTF-16 units,
 * which puts characters above U+FFFF before U+E000 … U+FFFF.
 */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return codePointOrder(a) - codePointOrder(b);
  }
  return left.length - right.length;
}

/** A text whose UTF-16 order is the code point order of `text`; for sorting with `<`. */
export function codePointKey(text: string): string {
  return text.replace(/[\ud800-\uffff]/g, (unit) =>
    String.fromCharCode(codePointOrder(unit.charCodeAt(0))),
  );
}

/** Moves surrogates above all other units. */
function codePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

const byNumber: Comparator = (left, right) => Number(left) - Number(right);
const byDouble: Comparator = (left, right) =>
  (left as number) < (right as number) ? -1 : (left as number) > (right as number) ? 1 : 0;
const byText: Comparator = (left, right) => compareText(left as string, right as string);
/** Fixed-width ASCII: UTF-16 order is code point order. */
const byAscii: Comparator = (left, right) =>
  (left as string) < (right as string) ? -1 : left === right ? 0 : 1;
const byDecimal: Comparator = (left, right) => (left as Decimal).compare(right as Decimal);
const byInterval: Comparator = (left, right) => {
  const a = intervalLength(left as Interval);
  const b = intervalLength(right as Interval);
  return a < b ? -1 : a > b ? 1 : 0;
};

/** How values of `type` compare: negative, 0 or positive. Neither side may be NULL. */
export function compareValues(type: SqlType): Comparator {
  const element = elementOf(type);
  return element === null ? compareElements(type as ElementType | 'unknown') : byArray(element);
}

/** From the left, as PostgreSQL: NULLs inside are alike and come last, then the longer one. */
function byArray(type: ElementType): Comparator {
  const compare = compareElements(type);
  return (left, right) => {
    const [a, b] = [left as SqlArray, right as SqlArray];
    for (let index = 0; index < Math.min(a.length, b.length); index++) {
      const [x = null, y = null] = [a[index], b[index]];
      if (x === null && y === null) continue;
      if (x === null || y === null) return x === null ? 1 : -1;
      const order = compare(x, y);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  };
}

function compareElements(type: ElementType | 'unknown'): Comparator {
  switch (type) {
    case 'boolean':
    case 'integer':
      return byNumber;
    case 'double':
      return byDouble;
    case 'decimal':
      return byDecimal;
    case 'uuid':
    case 'date':
    case 'timestamp':
      return byAscii;
    case 'interval':
      return byInterval;
    case 'text':
    case 'unknown':
      return byText;
  }
}

/**
 * A text for a value of `type` that is the same for equal values and for no others. It begins
 * with a letter of the type, so that no value can be mistaken for NULL, for a value of another
 * type or for a property name such as `__proto__`. NULL has a key of its own.
 */
export function keyOf(type: SqlType): (value: SqlValue) => string {
  const key = nonNullKeyOf(type);
  return (value) => (value === null ? 'n' : key(value));
}

function nonNullKeyOf(type: SqlType): (value: Exclude<SqlValue, null>) => string {
  const element = elementOf(type);
  if (element === null) return elementKeyOf(type as ElementType | 'unknown');
  const key = keyOf(element);
  return (value) => `a${joinKeys((value as SqlArray).map(key))}`;
}

function elementKeyOf(type: ElementType | 'unknown'): (value: Exclude<SqlValue, null>) => string {
  switch (type) {
    case 'boolean':
      return (value) => (value === true ? 'bt' : 'bf');
    case 'integer':
      return (value) => `i${value as number}`;
    case 'double':
      // -0 equals 0, and prints as it.
      return (value) => `f${value as number}`;
    case 'decimal':
      return (value) => `d${(value as Decimal).hashKey()}`;
    case 'uuid':
      return (value) => `u${value as string}`;
    case 'date':
      return (value) => `D${value as string}`;
    case 'timestamp':
      return (value) => `t${value as string}`;
    case 'interval':
      return (value) => `v${intervalLength(value as Interval)}`;
    case 'text':
    case 'unknown':
      return (value) => `s${value as string}`;
  }
}

/** Each part is preceded by its length, so that no text inside one can move the border of two. */
const joinKeys = (parts: readonly string[]): string =>
  parts.map((part) => `${part.length}:${part}`).join('');

/** One key for several values. */
export function rowKey(types: readonly SqlType[]): (values: readonly SqlValue[]) => string {
  const keys = types.map(keyOf);
  return (values) => {
    let row = '';
    for (let index = 0; index < keys.length; index++) {
      const part = keys[index]?.(values[index] ?? null) ?? '';
      row += `${part.length}:${part}`;
    }
    return row;
  };
}

/** Whether equal values of `type` are identical for JavaScript. */
export const isPlain = (type: SqlType): boolean =>
  type !== 'decimal' && type !== 'interval' && elementOf(type) === null;

/**
 * What a `Set` or `Map` may hold in place of a value: equal for equal values of `type`. Not the key:
 * of text and numbers it is the value itself. NULL is its own.
 */
export function identityOf(type: SqlType): (value: SqlValue) => unknown {
  if (isPlain(type)) return (value) => value;
  if (type !== 'decimal') return keyOf(type);
  return (value) => (value === null ? null : (value as Decimal).identity());
}
