/** Sorts many rows: keys are laid out in columns, and the first one in one array of numbers if it can. */
import type { Comparator } from '../../values/compare.ts';
import type { Decimal } from '../../values/decimal.ts';
import type { SqlType, SqlValue } from '../../values/types.ts';
import { type Work } from '../work.ts';

/** A key of all rows. */
export interface SortColumn {
  readonly type: SqlType;
  readonly values: readonly SqlValue[];
  readonly compare: Comparator;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** Row numbers in order; rows that are equal in all keys keep theirs. */
export function* sortedNumbers(
  length: number,
  columns: readonly SortColumn[],
): Work<readonly number[]> {
  const [first, ...rest] = columns;
  const numbers = first === undefined ? null : wholeNumbers(first);
  const packed = numbers === null ? null : pack(numbers);
  yield;
  if (packed !== null) {
    const { order, starts } = packed;
    if (rest.length > 0) yield* sortRuns(order, starts, comparisonOf(rest));
    return order;
  }
  const order = Array.from({ length }, (_, index) => index);
  return order.sort(comparisonOf(columns));
}

function comparisonOf(columns: readonly SortColumn[]): (a: number, b: number) => number {
  const [first, ...rest] = columns.map(columnComparison);
  if (first === undefined) return () => 0;
  if (rest.length === 0) return first;
  return (a, b) => {
    const order = first(a, b);
    if (order !== 0) return order;
    for (const compare of rest) {
      const next = compare(a, b);
      if (next !== 0) return next;
    }
    return 0;
  };
}

function columnComparison(column: SortColumn): (a: number, b: number) => number {
  const { nullsFirst } = column;
  const sign = column.descending ? -1 : 1;
  const numbers = wholeNumbers(column);
  if (numbers !== null) return (a, b) => (numbers[a] as number) - (numbers[b] as number);
  const { values } = column;
  const compare = isPlainText(column) ? compareUnits : column.compare;
  return (a, b) => {
    const [left, right] = [values[a] ?? null, values[b] ?? null];
    if (left === null || right === null) {
      if (left === right) return 0;
      return (left === null) === nullsFirst ? -1 : 1;
    }
    return sign * compare(left, right);
  };
}

/** Units that UTF-16 and code points order differently. */
const HIGH_UNIT = /[\ud800-\uffff]/;

/** Whether the texts are in the order of their code points when in that of their units. */
const isPlainText = ({ type, values }: SortColumn): boolean =>
  (type === 'text' || type === 'unknown') &&
  values.every((value) => value === null || !HIGH_UNIT.test(value as string));

const compareUnits: Comparator = (left, right) =>
  (left as string) < (right as string) ? -1 : left === right ? 0 : 1;

// ---------------------------------------------------------------- whole numbers

/**
 * The key as whole numbers in the order that is wanted, NULL as one beyond the others; null for
 * values that no safe integers stand for.
 */
function wholeNumbers({ type, values, descending, nullsFirst }: SortColumn): Float64Array | null {
  const read = NUMBER_OF[type]?.(values);
  if (read === undefined) return null;
  const sign = descending ? -1 : 1;
  const numbers = new Float64Array(values.length);
  let [least, most] = [0, 0];
  let hasNulls = false;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? null;
    if (value === null) {
      hasNulls = true;
      continue;
    }
    const number = sign * read(value);
    if (!Number.isSafeInteger(number)) return null;
    if (number < least) least = number;
    else if (number > most) most = number;
    numbers[index] = number;
  }
  if (hasNulls) {
    const beyond = nullsFirst ? least - 1 : most + 1;
    for (let index = 0; index < values.length; index++) {
      if ((values[index] ?? null) === null) numbers[index] = beyond;
    }
  }
  return numbers;
}

type ReadNumber = (value: Exclude<SqlValue, null>) => number;

/** By type: how a value is read as a number that sorts as it does; NaN for one that cannot be. */
const NUMBER_OF: Readonly<Partial<Record<SqlType, (values: readonly SqlValue[]) => ReadNumber>>> = {
  boolean: () => Number,
  integer: () => Number,
  date: () => (value) => dayNumber(value as string),
  decimal: (values) => {
    let scale = 0;
    for (const value of values) {
      if (value !== null) scale = Math.max(scale, (value as Decimal).scale);
    }
    return (value) => {
      const unscaled = (value as Decimal).unscaledAt(scale);
      return typeof unscaled === 'number' ? unscaled : NaN;
    };
  },
};

/** `2026-01-31` → 20260131. */
function dayNumber(date: string): number {
  let number = 0;
  for (let index = 0; index < date.length; index++) {
    const digit = date.charCodeAt(index) - 48;
    if (digit >= 0) number = number * 10 + digit;
  }
  return number;
}

interface Packed {
  readonly order: number[];
  /** Where in `order` a run of equal keys begins; then its length. */
  readonly starts: readonly number[];
}

/**
 * Key and row number in one number each, which the machine sorts without asking us. null where both
 * do not fit a double.
 */
function pack(numbers: Float64Array): Packed | null {
  const { length } = numbers;
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  if (!Number.isSafeInteger((most - least + 1) * length)) return null;
  const packed = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    packed[index] = ((numbers[index] as number) - least) * length + index;
  }
  packed.sort();
  const order = new Array<number>(length);
  const starts: number[] = [];
  let before = -1;
  for (let place = 0; place < length; place++) {
    const both = packed[place] as number;
    const index = both % length;
    const key = both - index;
    order[place] = index;
    if (key !== before) starts.push(place);
    before = key;
  }
  return { order, starts: [...starts, length] };
}

/** Puts the rows of each run in order by the keys that follow. */
function* sortRuns(
  order: number[],
  starts: readonly number[],
  compare: (a: number, b: number) => number,
): Work<undefined> {
  for (let run = 0; run + 1 < starts.length; run++) {
    const [start, end] = [starts[run] as number, starts[run + 1] as number];
    if (end - start < 2) continue;
    const sorted = order.slice(start, end).sort(compare);
    for (let index = 0; index < sorted.length; index++)
      order[start + index] = sorted[index] as number;
    if (run % 64 === 0) yield;
  }
  return undefined;
}
