/** What one aggregate call makes of the rows of many groups. */
import {
  compile,
  compilePredicate,
  type Environment,
  type Evaluator,
  type Layout,
} from '../../expr/index.ts';
import { aggregateFunction } from '../../functions/index.ts';
import type { GroupStates } from '../../functions/registry.ts';
import type { AggregateCall, OutputColumn } from '../../rel/rel.ts';
import { identityOf } from '../../values/compare.ts';
import type { SqlType, SqlValue, Tuple } from '../../values/types.ts';
import type { Skeleton } from '../alasql.ts';
import { inChunks, type Work } from '../work.ts';
import { KeyNumbers } from './key-numbers.ts';
import { sortOperator } from './sort.ts';

export interface GroupFold {
  /**
   * Takes the rows from `start` up to `end`.
   * @param numbers of the groups of these rows, in order
   * @param size how many groups there are by now
   */
  readonly add: (
    rows: readonly Tuple[],
    start: number,
    end: number,
    numbers: Int32Array,
    size: number,
  ) => void;
  /** The value of each of `size` groups. */
  readonly result: (size: number) => Work<readonly SqlValue[]>;
}

/** Begins a fold. */
export type FoldMaker = () => GroupFold;

export function foldMaker(
  call: AggregateCall,
  columns: readonly OutputColumn[],
  layout: Layout,
  environment: Environment,
  skeleton: () => Skeleton,
): FoldMaker {
  const make = plainFold(call, layout, environment);
  if (call.orderBy.length === 0) return make;
  const { order } = sortOperator(call.orderBy, columns, environment, skeleton);
  return () => inOrder(make(), order);
}

/** Folds rows as they come. */
function plainFold(call: AggregateCall, layout: Layout, environment: Environment): FoldMaker {
  const types = call.args.map(({ type }) => type);
  const { ofGroups, ...fold } = aggregateFunction(call.name, types);
  const args = call.args.map((arg) => compile(arg, layout, environment));
  const counts = call.filter === null ? null : compilePredicate(call.filter, layout, environment);
  if (ofGroups !== undefined && !call.distinct && args.length <= 1) {
    return () => flatFold(ofGroups(), args[0] ?? null, counts);
  }
  const { initial, step, result, keepsNulls } = fold;
  return () => {
    const states: unknown[] = [];
    const isNew = call.distinct ? distinctTest(types) : null;
    // One for all rows: no step keeps it.
    const values = new Array<SqlValue>(args.length).fill(null);
    return {
      add(rows, start, end, numbers, size) {
        while (states.length < size) states.push(initial());
        for (let index = start; index < end; index++) {
          const row = rows[index] as Tuple;
          if (counts !== null && !counts(row)) continue;
          for (let place = 0; place < args.length; place++) {
            values[place] = (args[place] as Evaluator)(row);
          }
          if (values[0] === null && keepsNulls !== true) continue;
          const number = numbers[index - start] as number;
          if (isNew !== null && !isNew(number, values)) continue;
          states[number] = step(states[number], values);
        }
      },
      // eslint-disable-next-line require-yield -- as quick as the rows before it
      *result(size) {
        while (states.length < size) states.push(initial());
        return states.map(result);
      },
    };
  };
}

/** A fold of one argument, or none, whose states are in flat arrays. */
function flatFold(
  states: GroupStates,
  arg: Evaluator | null,
  counts: ((row: Tuple) => boolean) | null,
): GroupFold {
  return {
    add(rows, start, end, numbers, size) {
      states.grow(size);
      for (let index = start; index < end; index++) {
        const row = rows[index] as Tuple;
        if (counts !== null && !counts(row)) continue;
        const value = arg === null ? true : arg(row);
        if (value !== null) states.step(numbers[index - start] as number, value);
      }
    },
    // eslint-disable-next-line require-yield -- as quick as the rows before it
    *result(size) {
      states.grow(size);
      return Array.from({ length: size }, (_, group) => states.result(group));
    },
  };
}

/** Whether the values of arguments are new in their group. */
function distinctTest(
  types: readonly SqlType[],
): (group: number, values: readonly SqlValue[]) => boolean {
  const identities = types.map(identityOf);
  // One key at a time: as values, for ids are packed by the chunk.
  const seen = new KeyNumbers(['integer', ...types.map((): SqlType => 'unknown')], true);
  const columns: unknown[][] = [[0], ...types.map(() => [null])];
  const number = new Int32Array(1);
  return (group, values) => {
    for (const [part, column] of columns.entries()) {
      column[0] = part === 0 ? group : identities[part - 1]?.(values[part - 1] ?? null);
    }
    const known = seen.size;
    seen.add(columns, 1, number);
    return number[0] === known;
  };
}

/** Folds all rows in an order of their own, at the end. */
function inOrder(
  fold: GroupFold,
  order: (rows: readonly Tuple[]) => Work<readonly number[]>,
): GroupFold {
  const kept: Tuple[] = [];
  const groups: number[] = [];
  return {
    add(rows, start, end, numbers) {
      for (let index = start; index < end; index++) {
        kept.push(rows[index] as Tuple);
        groups.push(numbers[index - start] as number);
      }
    },
    *result(size) {
      const places = yield* order(kept);
      const rows = places.map((place) => kept[place] ?? []);
      const numbers = Int32Array.from(places, (place) => groups[place] ?? 0);
      yield* inChunks(rows.length, (start, end) =>
        fold.add(rows, start, end, numbers.subarray(start, end), size),
      );
      return yield* fold.result(size);
    },
  };
}
