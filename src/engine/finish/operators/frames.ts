/** Window frames: which rows of a partition a call sees for each row of it. */
import { ExecutionError } from '../../../errors.ts';
import { compile, type Environment, type Evaluator, type Layout } from '../../expr/index.ts';
import type { Frame, FrameBound, FrameRange, SortKey } from '../../rel/rel.ts';
import { compareValues } from '../../values/compare.ts';
import { Decimal } from '../../values/decimal.ts';
import { intervalLength } from '../../values/interval.ts';
import type { Interval, SqlValue, Tuple } from '../../values/types.ts';
import { firstPeer, peersEnd, type Partition } from './partitions.ts';

/** Rows `start` up to but not including `end`; none when they are equal. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Frames {
  /** The frame of a row before EXCLUDE. */
  readonly span: (row: number) => Span;
  /** What EXCLUDE takes out of it, in order. */
  readonly holes: (row: number) => readonly Span[];
  /** What is left of it, in order. */
  readonly parts: (row: number) => readonly Span[];
}

/** The place of a bound for a row of the partition, perhaps beyond its ends. */
type Place = (row: number) => number;
type BoundPlaces = (partition: Partition) => Place;

export interface WindowContext {
  readonly layout: Layout;
  readonly environment: Environment;
  readonly orderBy: readonly SortKey[];
}

/** @throws ExecutionError INVALID_VALUE for an offset that is NULL or negative */
export function frameFinder(
  frame: Frame,
  context: WindowContext,
): (partition: Partition) => Frames {
  const start = boundPlaces(frame.start, frame.mode, 'start', context);
  const end = boundPlaces(frame.end, frame.mode, 'end', context);
  return (partition) => {
    const size = partition.rows.length;
    const within = (place: number): number => Math.min(Math.max(place, 0), size);
    const [startOf, endOf] = [start(partition), end(partition)];
    const span = (row: number): Span => {
      const first = within(startOf(row));
      return { start: first, end: Math.max(first, within(endOf(row))) };
    };
    const holes = holesOf(frame.exclude, partition);
    return { span, holes, parts: (row) => without(span(row), holes(row)) };
  };
}

function holesOf(exclude: Frame['exclude'], partition: Partition): Frames['holes'] {
  switch (exclude) {
    case 'no others':
      return () => NONE;
    case 'current row':
      return (row) => [{ start: row, end: row + 1 }];
    case 'group':
      return (row) => [{ start: firstPeer(partition, row), end: peersEnd(partition, row) }];
    case 'ties':
      return (row) => [
        { start: firstPeer(partition, row), end: row },
        { start: row + 1, end: peersEnd(partition, row) },
      ];
  }
}

const NONE: readonly Span[] = [];

function without(span: Span, holes: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let { start } = span;
  for (const hole of holes) {
    const end = Math.min(hole.start, span.end);
    if (end > start) parts.push({ start, end });
    start = Math.max(start, hole.end);
  }
  if (span.end > start) parts.push({ start, end: span.end });
  return parts;
}

// -------------------------------------------------------------------- bounds

type Side = 'start' | 'end';

function boundPlaces(
  bound: FrameBound,
  mode: Frame['mode'],
  side: Side,
  context: WindowContext,
): BoundPlaces {
  switch (bound.kind) {
    case 'unboundedPreceding':
      return () => () => 0;
    case 'unboundedFollowing':
      return ({ rows }) =>
        () =>
          rows.length;
    case 'currentRow':
      return currentRow(mode, side);
    case 'preceding':
    case 'following': {
      const offset = compile(bound.offset, new Map(), context.environment);
      const sign = bound.kind === 'preceding' ? -1 : 1;
      if (bound.range !== null) return rangePlaces(bound.range, offset, sign, side, context);
      const places = mode === 'rows' ? rowPlaces : groupPlaces;
      return (partition) => places(partition, sign * Number(checked(offset([]))), side);
    }
  }
}

function currentRow(mode: Frame['mode'], side: Side): BoundPlaces {
  if (mode === 'rows') return () => (side === 'start' ? (row) => row : (row) => row + 1);
  return (partition) => (row) =>
    side === 'start' ? firstPeer(partition, row) : peersEnd(partition, row);
}

function rowPlaces(_: Partition, distance: number, side: Side): Place {
  return (row) => row + distance + (side === 'end' ? 1 : 0);
}

function groupPlaces(
  { rows, groups, groupStarts }: Partition,
  distance: number,
  side: Side,
): Place {
  return (row) => {
    const group = (groups[row] ?? 0) + distance + (side === 'end' ? 1 : 0);
    return group < 0 ? 0 : (groupStarts[group] ?? rows.length);
  };
}

function checked(offset: SqlValue): Exclude<SqlValue, null> {
  if (offset === null) {
    throw new ExecutionError('INVALID_VALUE', 'the offset of a window frame must not be NULL');
  }
  if (!isNegative(offset)) return offset;
  throw new ExecutionError('INVALID_VALUE', 'the offset of a window frame must not be negative');
}

function isNegative(offset: Exclude<SqlValue, null>): boolean {
  if (offset instanceof Decimal) return offset.isNegative();
  if (typeof offset === 'object') return intervalLength(offset as Interval) < 0n;
  return Number(offset) < 0;
}

// --------------------------------------------------------------------- RANGE

/**
 * Where the rows begin, or end, whose key is within reach. A row whose key is NULL reaches its
 * peers alone, and no other row reaches it.
 */
function rangePlaces(
  range: FrameRange,
  offset: Evaluator,
  sign: 1 | -1,
  side: Side,
  { layout, environment, orderBy }: WindowContext,
): BoundPlaces {
  const key = compile(range.key, layout, environment);
  const edge = compile(range.edge, layout, environment);
  const compare = compareValues(range.key.type);
  const direction = orderBy[0]?.descending === true ? -1 : 1;
  return (partition) => {
    checked(offset([]));
    const { rows } = partition;
    const keys = rows.map((row) => key(row));
    const first = keys.findIndex((value) => value !== null);
    const end = keys.findLastIndex((value) => value !== null) + 1;
    return (row) => {
      if (keys[row] === null || first < 0) {
        return side === 'start' ? firstPeer(partition, row) : peersEnd(partition, row);
      }
      const limit = edgeOf(edge, rows[row] ?? []);
      if (limit === BEYOND) return sign < 0 ? first : end;
      // The first row that is not before the edge, or that is after it.
      return search(first, end, (index) => {
        const order = direction * compare(keys[index] ?? null, limit);
        return side === 'start' ? order >= 0 : order > 0;
      });
    };
  };
}

/** Beyond all values of the type. */
const BEYOND = Symbol('beyond');

function edgeOf(edge: Evaluator, row: Tuple): SqlValue | typeof BEYOND {
  try {
    return edge(row);
  } catch (error) {
    if (error instanceof ExecutionError && error.code === 'OUT_OF_RANGE') return BEYOND;
    throw error;
  }
}

/** The first of `start` … `end` that passes, by halving; once one passes, all after it do. */
function search(start: number, end: number, passes: (index: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
