/** Window functions: what each is for one row of an ordered partition. */
import { ExecutionError } from '../../errors.ts';
import type { SqlValue } from '../values/types.ts';
import { VALUE_TYPES } from './declare.ts';
import type { Declaration, Signature } from './resolve.ts';

/** A partition as the functions see it. Rows are numbered from 0 in the window's order. */
export interface PartitionView {
  readonly size: number;
  /** The value of argument `index` at a row. */
  readonly argument: (index: number, row: number) => SqlValue;
  /** The number of the first row that is equal in order. */
  readonly firstPeer: (row: number) => number;
  /** The number after that of the last row that is equal in order. */
  readonly peersEnd: (row: number) => number;
  /** How many groups of peers come before. */
  readonly peersBefore: (row: number) => number;
  /** How many rows the frame of a row has. */
  readonly frameSize: (row: number) => number;
  /** The row at `index` of that frame; undefined when it has fewer. */
  readonly frameRow: (row: number, index: number) => number | undefined;
}

export interface WindowOverload extends Signature {
  readonly evaluate: (row: number, partition: PartitionView) => SqlValue;
}

export type WindowDeclaration = Declaration<WindowOverload>;

type Evaluate = WindowOverload['evaluate'];

const counted = (
  name: string,
  description: string,
  returns: 'integer' | 'double',
  evaluate: Evaluate,
): WindowDeclaration => ({ name, description, overloads: [{ args: [], returns, evaluate }] });

/** One overload for each type of the first argument, which is the result's too. */
const perType = (
  more: readonly ('integer' | 'same')[],
  evaluate: Evaluate,
): readonly WindowOverload[] =>
  VALUE_TYPES.map((type) => ({
    args: [type, ...more.map((argument) => (argument === 'same' ? type : argument))],
    returns: type,
    ...(more.length > 0 && { rowCount: 1 }),
    evaluate,
  }));

/** The value one row before (`direction` -1) or after, or so many; the default beyond the ends. */
function atDistance(direction: 1 | -1): readonly WindowOverload[] {
  const evaluate =
    (hasDistance: boolean, hasDefault: boolean): Evaluate =>
    (row, { size, argument }) => {
      const distance = hasDistance ? argument(1, row) : 1;
      if (distance === null) return null;
      const target = row + direction * (distance as number);
      if (target >= 0 && target < size) return argument(0, target);
      return hasDefault ? argument(2, row) : null;
    };
  return [
    ...perType([], evaluate(false, false)),
    ...perType(['integer'], evaluate(true, false)),
    ...perType(['integer', 'same'], evaluate(true, true)),
  ];
}

/** `buckets` runs of rows whose lengths differ by one at most, the longer ones first. */
const bucketOf: Evaluate = (row, { size, argument }) => {
  const buckets = argument(0, 0);
  if (buckets === null) return null;
  const count = atLeastOne(buckets, 'NTILE');
  const short = Math.floor(size / count);
  const longOnes = size % count;
  const inLongOnes = longOnes * (short + 1);
  return row < inLongOnes
    ? Math.floor(row / (short + 1)) + 1
    : longOnes + Math.floor((row - inLongOnes) / short) + 1;
};

const nthOfFrame: Evaluate = (row, { argument, frameRow }) => {
  const place = argument(1, row);
  if (place === null) return null;
  const found = frameRow(row, atLeastOne(place, 'NTH_VALUE') - 1);
  return found === undefined ? null : argument(0, found);
};

function atLeastOne(value: SqlValue, name: string): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new ExecutionError('INVALID_VALUE', `${name} needs a number of at least 1`);
}

const valueAt = (index: (size: number) => number): Evaluate => {
  return (row, { argument, frameSize, frameRow }) => {
    const found = frameRow(row, index(frameSize(row)));
    return found === undefined ? null : argument(0, found);
  };
};

// -------------------------------------------------------------- IGNORE NULLS

/** The rows of a partition where the first argument is not NULL, found once. */
const VALUE_ROWS = new WeakMap<PartitionView, readonly number[]>();

function valueRows(partition: PartitionView): readonly number[] {
  const known = VALUE_ROWS.get(partition);
  if (known !== undefined) return known;
  const rows: number[] = [];
  for (let row = 0; row < partition.size; row++) {
    if (partition.argument(0, row) !== null) rows.push(row);
  }
  VALUE_ROWS.set(partition, rows);
  return rows;
}

/** How many of ascending `rows` come before `row`. */
function countBefore(rows: readonly number[], row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As `atDistance`, but only rows with a value are counted. */
function atDistanceOfValues(direction: 1 | -1): readonly WindowOverload[] {
  const evaluate =
    (hasDistance: boolean, hasDefault: boolean): Evaluate =>
    (row, partition) => {
      const distance = hasDistance ? partition.argument(1, row) : 1;
      if (distance === null) return null;
      const steps = direction * (distance as number);
      if (steps === 0) return partition.argument(0, row);
      const rows = valueRows(partition);
      const place =
        steps < 0 ? countBefore(rows, row) + steps : countBefore(rows, row + 1) + steps - 1;
      const target = rows[place];
      if (target !== undefined) return partition.argument(0, target);
      return hasDefault ? partition.argument(2, row) : null;
    };
  return [
    ...perType([], evaluate(false, false)),
    ...perType(['integer'], evaluate(true, false)),
    ...perType(['integer', 'same'], evaluate(true, true)),
  ];
}

/** The value at a place, from 0, or from the end, among those of the frame that are not NULL. */
function valueOfFrame(row: number, partition: PartitionView, place: number): SqlValue {
  const { argument, frameSize, frameRow } = partition;
  const size = frameSize(row);
  const [first, last] = [frameRow(row, 0), frameRow(row, size - 1)];
  if (first === undefined || last === undefined) return null;
  if (last - first + 1 === size) {
    const rows = valueRows(partition);
    const [low, high] = [countBefore(rows, first), countBefore(rows, last + 1)];
    const found = place < 0 ? high + place : low + place;
    const target = found >= low && found < high ? rows[found] : undefined;
    return target === undefined ? null : argument(0, target);
  }
  const values: SqlValue[] = [];
  for (let index = 0; index < size; index++) {
    const value = argument(0, frameRow(row, index) ?? 0);
    if (value !== null) values.push(value);
  }
  return values.at(place) ?? null;
}

/** What stands after the names of the functions that pass over NULLs. */
const IGNORING = ' ignore nulls';

/** The name under which a function passes over NULLs; null for one that cannot. */
export function ignoringNulls(name: string): string | null {
  const ignoring = name.toLowerCase() + IGNORING;
  return WINDOW_FUNCTIONS.some((declared) => declared.name === ignoring) ? ignoring : null;
}

const ignoring = (name: string, overloads: readonly WindowOverload[]): WindowDeclaration => ({
  name: name + IGNORING,
  description: `As ${name}, of the rows where the value is not NULL.`,
  overloads,
});

export const WINDOW_FUNCTIONS: readonly WindowDeclaration[] = [
  counted('row_number', 'Number of the row in its partition, from 1.', 'integer', (row) => row + 1),
  counted(
    'rank',
    'Number of the first of the rows that are equal in order.',
    'integer',
    (row, { firstPeer }) => firstPeer(row) + 1,
  ),
  counted(
    'dense_rank',
    'Rank without gaps.',
    'integer',
    (row, { peersBefore }) => peersBefore(row) + 1,
  ),
  counted(
    'percent_rank',
    'Share of the other rows that come before in order.',
    'double',
    (row, { size, firstPeer }) => (size === 1 ? 0 : firstPeer(row) / (size - 1)),
  ),
  counted(
    'cume_dist',
    'Share of the rows that come before or are equal in order.',
    'double',
    (row, { size, peersEnd }) => peersEnd(row) / size,
  ),
  {
    name: 'ntile',
    description: 'Which of n parts of nearly one size the row is in, from 1.',
    overloads: [{ args: ['integer'], returns: 'integer', evaluate: bucketOf }],
  },
  {
    name: 'lag',
    description: 'The value of an earlier row: one before, or as many as the second argument says.',
    overloads: atDistance(-1),
  },
  {
    name: 'lead',
    description: 'The value of a later row: one after, or as many as the second argument says.',
    overloads: atDistance(1),
  },
  {
    name: 'first_value',
    description: 'The value of the first row of the frame.',
    overloads: perType(
      [],
      valueAt(() => 0),
    ),
  },
  {
    name: 'last_value',
    description: 'The value of the last row of the frame.',
    overloads: perType(
      [],
      valueAt((size) => size - 1),
    ),
  },
  {
    name: 'nth_value',
    description: 'The value of the n-th row of the frame, from 1.',
    overloads: perType(['integer'], nthOfFrame),
  },
  ignoring('lag', atDistanceOfValues(-1)),
  ignoring('lead', atDistanceOfValues(1)),
  ignoring(
    'first_value',
    perType([], (row, partition) => valueOfFrame(row, partition, 0)),
  ),
  ignoring(
    'last_value',
    perType([], (row, partition) => valueOfFrame(row, partition, -1)),
  ),
  ignoring(
    'nth_value',
    perType(['integer'], (row, partition) => {
      const place = partition.argument(1, row);
      return place === null
        ? null
        : valueOfFrame(row, partition, atLeastOne(place, 'NTH_VALUE') - 1);
    }),
  ),
];
