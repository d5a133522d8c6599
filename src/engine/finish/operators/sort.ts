import { compile, layoutOf, type Environment, type Evaluator } from '../../expr/index.ts';
import type { OutputColumn, SortKey } from '../../rel/rel.ts';
import { isArrayType } from '../../values/arrays.ts';
import { codePointKey, type Comparator, compareValues, keyOf } from '../../values/compare.ts';
import type { Decimal } from '../../values/decimal.ts';
import { intervalLength } from '../../values/interval.ts';
import type { Interval, SqlType, SqlValue, Tuple } from '../../values/types.ts';
import { isLarge, type Skeleton, type SortableRow } from '../alasql.ts';
import { CHECKPOINT_ROWS, inChunks, type Work } from '../work.ts';
import { sortedNumbers, type SortColumn } from './sort-rows.ts';

interface CompiledKey {
  readonly evaluate: Evaluator;
  readonly type: SqlType;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

type Comparable = number | bigint | string;

export interface Sorter {
  /** The numbers of the rows in order; equal ones stay in the order they came in. */
  readonly order: (rows: readonly Tuple[]) => Work<readonly number[]>;
  /** The rows in order; equal ones stay in the order they came in. */
  readonly sort: (rows: readonly Tuple[]) => Work<readonly Tuple[]>;
  /** Whether the rows are in order already. */
  readonly inOrder: (rows: readonly Tuple[]) => boolean;
  /** Takes rows batch by batch, and gives the first `wanted` of all of them in order. */
  readonly firstOf: (wanted: number) => FirstRows;
}

export interface FirstRows {
  readonly add: (rows: readonly Tuple[]) => Work<undefined>;
  readonly result: () => Work<readonly Tuple[]>;
}

/** Which of two rows comes first: negative, positive, or 0 when they sort alike. */
export const rowOrder = (
  keys: readonly SortKey[],
  columns: readonly OutputColumn[],
  environment: Environment,
): ((left: Tuple, right: Tuple) => number) => compareRows(compileKeys(keys, columns, environment));

function compileKeys(
  keys: readonly SortKey[],
  columns: readonly OutputColumn[],
  environment: Environment,
): readonly CompiledKey[] {
  const layout = layoutOf(columns);
  return keys.map(({ expr, descending, nullsFirst }) => ({
    evaluate: compile(expr, layout, environment),
    type: expr.type,
    descending,
    nullsFirst,
  }));
}

export function sortOperator(
  keys: readonly SortKey[],
  columns: readonly OutputColumn[],
  environment: Environment,
  skeleton: () => Skeleton,
): Sorter {
  const compiled = compileKeys(keys, columns, environment);
  const directions = keys.map(({ descending }) => descending);
  const compare = compareRows(compiled);
  function* order(rows: readonly Tuple[]): Work<readonly number[]> {
    if (rows.length < 2 || keys.length === 0) return rows.map((_, i) => i);
    if (isLarge(rows)) return yield* sortedNumbers(rows.length, yield* sortColumns(rows, compiled));
    const sortable = yield* sortableRows(rows, compiled);
    return skeleton()
      .sort(sortable, directions)
      .map(({ i }) => i);
  }
  function* sort(rows: readonly Tuple[]): Work<readonly Tuple[]> {
    if (rows.length < 2 || keys.length === 0) return rows;
    return (yield* order(rows)).map((i) => rows[i] ?? []);
  }
  return {
    order,
    sort,
    firstOf: (wanted) => firstRows(wanted, sort, (last) => compareWith(compiled, last)),
    inOrder: (rows) =>
      rows.every((row, index) => index === 0 || compare(rows[index - 1] ?? [], row) <= 0),
  };
}

/** Rows that wait to be sorted among the first, at least. */
const MIN_WAITING = 200;

/**
 * Keeps the rows that may be among the first `wanted`: those before the last one of the first that
 * are known. An equal one that comes later is not.
 */
function firstRows(
  wanted: number,
  sort: Sorter['sort'],
  compareTo: (last: Tuple) => (row: Tuple) => number,
): FirstRows {
  const most = wanted + Math.max(wanted, MIN_WAITING);
  let kept: Tuple[] = [];
  /** How a row compares with the last of the first. */
  let compare: ((row: Tuple) => number) | undefined;
  function* cut(): Work<undefined> {
    kept = (yield* sort(kept)).slice(0, wanted);
    const last = kept[wanted - 1];
    compare = last === undefined ? undefined : compareTo(last);
    return undefined;
  }
  return {
    *add(rows) {
      for (const row of rows) {
        if (compare !== undefined && compare(row) >= 0) continue;
        kept.push(row);
        if (kept.length >= most) yield* cut();
      }
      return undefined;
    },
    *result() {
      yield* cut();
      return kept;
    },
  };
}

function* sortColumns(
  rows: readonly Tuple[],
  keys: readonly CompiledKey[],
): Work<readonly SortColumn[]> {
  const columns: SortColumn[] = [];
  for (const { evaluate, type, descending, nullsFirst } of keys) {
    const values = new Array<SqlValue>(rows.length);
    yield* inChunks(rows.length, (start, end) => {
      for (let index = start; index < end; index++) values[index] = evaluate(rows[index] as Tuple);
    });
    columns.push({ type, values, compare: compareValues(type), descending, nullsFirst });
  }
  return columns;
}

/** One object per row: its number, and per key the place of NULL and a value to compare. */
function* sortableRows(
  rows: readonly Tuple[],
  keys: readonly CompiledKey[],
): Work<readonly SortableRow[]> {
  const sortable: Record<string, Comparable>[] = rows.map((_, i) => ({ i }));
  for (const [j, key] of keys.entries()) {
    const values: SqlValue[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % CHECKPOINT_ROWS === 0) yield;
      values.push(key.evaluate(row));
    }
    const comparable = comparableOf(key.type, values);
    const nullPlace = key.nullsFirst ? 0 : 2;
    for (const [index, target] of sortable.entries()) {
      const value = values[index] ?? null;
      target[`n${j}`] = value === null ? nullPlace : 1;
      target[`k${j}`] = value === null ? 0 : comparable(value);
    }
  }
  return sortable;
}

/** Turns values into ones that `<` orders as SQL does. */
function comparableOf(
  type: SqlType,
  values: readonly SqlValue[],
): (value: Exclude<SqlValue, null>) => Comparable {
  if (isArrayType(type)) return placeAmong(type, values);
  switch (type) {
    case 'boolean':
    case 'integer':
    case 'double':
      return Number;
    case 'decimal': {
      const scale = values.reduce<number>(
        (most, value) => (value === null ? most : Math.max(most, (value as Decimal).scale)),
        0,
      );
      return (value) => (value as Decimal).unscaledAt(scale);
    }
    case 'interval':
      return (value) => intervalLength(value as Interval);
    case 'uuid':
    case 'date':
    case 'timestamp':
      return (value) => value as string;
    case 'text':
    case 'unknown':
      return (value) => codePointKey(value as string);
  }
}

/** Arrays are compared by their places in order. */
function placeAmong(
  type: SqlType,
  values: readonly SqlValue[],
): (value: Exclude<SqlValue, null>) => Comparable {
  const [compare, key] = [compareValues(type), keyOf(type)];
  const places = new Map<string, number>();
  const known = values.filter((value) => value !== null);
  for (const value of known.sort(compare)) {
    const name = key(value);
    if (!places.has(name)) places.set(name, places.size);
  }
  return (value) => places.get(key(value)) ?? 0;
}

function compareRows(keys: readonly CompiledKey[]): (left: Tuple, right: Tuple) => number {
  const parts = keys.map((key) => ({ evaluate: key.evaluate, compare: keyComparator(key) }));
  return (left, right) => {
    for (const { evaluate, compare } of parts) {
      const order = compare(evaluate(left), evaluate(right));
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** How rows compare with one whose keys are read once. */
function compareWith(keys: readonly CompiledKey[], right: Tuple): (left: Tuple) => number {
  const parts = keys.map((key) => ({
    evaluate: key.evaluate,
    compare: keyComparator(key),
    known: key.evaluate(right),
  }));
  return (left) => {
    for (const { evaluate, compare, known } of parts) {
      const order = compare(evaluate(left), known);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Of values of one key, NULLs among them. */
function keyComparator({ type, descending, nullsFirst }: CompiledKey): Comparator {
  const compare = compareValues(type);
  return (a, b) => {
    if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
    return descending ? -compare(a, b) : compare(a, b);
  };
}
