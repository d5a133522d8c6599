import {
  compile,
  compilePredicate,
  layoutOf,
  type Environment,
  type Layout,
} from '../../expr/index.ts';
import { aggregateFunction } from '../../functions/index.ts';
import { outputColumns, type Aggregate, type AggregateCall } from '../../rel/rel.ts';
import { rowKey } from '../../values/compare.ts';
import type { SqlValue, Tuple } from '../../values/types.ts';
import type { Skeleton } from '../alasql.ts';
import { inChunks, type Work } from '../work.ts';
import { grouper } from './group.ts';
import type { Numbered } from './key-numbers.ts';
import { sortOperator } from './sort.ts';

/** What one aggregate makes of the rows of each group, in the order of the groups. */
type Fold = (rows: readonly Tuple[], groups: Numbered) => Work<SqlValue[]>;

/** GROUP BY: for each grouping set one row per key, or one in all when the set has no keys. */
export function aggregateOperator(
  rel: Aggregate,
  environment: Environment,
  skeleton: () => Skeleton,
): (rows: readonly Tuple[]) => Work<Tuple[]> {
  const columns = outputColumns(rel.input);
  const layout = layoutOf(columns);
  const keys = rel.keys.map(({ expr }) => compile(expr, layout, environment));
  const types = rel.keys.map(({ type }) => type);
  const folds = rel.aggregates.map(({ call }) => {
    const fold = foldOf(call, layout, environment);
    if (call.orderBy.length === 0) return fold;
    const { order } = sortOperator(call.orderBy, columns, environment, skeleton);
    return function* (rows: readonly Tuple[], groups: Numbered): Work<SqlValue[]> {
      const places = yield* order(rows);
      return yield* fold(
        places.map((place) => rows[place] ?? []),
        { ...groups, numbers: Int32Array.from(places, (place) => groups.numbers[place] ?? 0) },
      );
    };
  });
  const group = grouper(keys, types, skeleton);

  /** One row per value of the keys that `inSet` marks; the other keys are NULL. */
  function* groupBy(inSet: readonly boolean[], rows: readonly Tuple[]): Work<SqlValue[][]> {
    const isWhole = !inSet.includes(true);
    if (rows.length === 0 && !isWhole) return [];
    const groups = isWhole ? oneGroup(rows) : yield* group(rows, inSet);
    const members = isWhole ? [] : firstMembers(rows, groups);
    const summaries = Array.from({ length: groups.size }, (_, number): SqlValue[] =>
      keys.map((key, index) => (inSet[index] === true ? key(members[number] ?? []) : null)),
    );
    for (const fold of folds) {
      const values = yield* fold(rows, groups);
      summaries.forEach((summary, number) => summary.push(values[number] ?? null));
    }
    return summaries;
  }

  const { sets } = rel;
  if (sets === undefined) return (rows) => groupBy(everyKey(rel), rows);
  const marked = sets.keys.map((ids) => rel.keys.map(({ id }) => ids.includes(id)));
  return function* (rows) {
    const all: SqlValue[][] = [];
    for (const [number, inSet] of marked.entries()) {
      for (const summary of yield* groupBy(inSet, rows)) all.push([...summary, number]);
    }
    return all;
  };
}

const oneGroup = ({ length }: readonly Tuple[]): Numbered => ({
  numbers: new Int32Array(length),
  size: 1,
});

/** The first row of each group. */
function firstMembers(rows: readonly Tuple[], { numbers, size }: Numbered): readonly Tuple[] {
  const members: Tuple[] = [];
  for (let index = 0; members.length < size; index++) {
    // Groups are numbered as they come.
    if (numbers[index] === members.length) members.push(rows[index] ?? []);
  }
  return members;
}

const everyKey = ({ keys }: Aggregate): readonly boolean[] => keys.map(() => true);

function foldOf(call: AggregateCall, layout: Layout, environment: Environment): Fold {
  const types = call.args.map(({ type }) => type);
  const { initial, step, result, keepsNulls } = aggregateFunction(call.name, types);
  const args = call.args.map((arg) => compile(arg, layout, environment));
  const counts =
    call.filter === null ? (): boolean => true : compilePredicate(call.filter, layout, environment);
  const keyOf = call.distinct ? rowKey(types) : null;
  const [only] = args;
  const argsOf: (row: Tuple) => readonly SqlValue[] =
    args.length === 1 && only !== undefined
      ? (row) => [only(row)]
      : (row) => args.map((arg) => arg(row));
  return function* (rows, { numbers, size }) {
    const states = Array.from({ length: size }, initial);
    const seen = keyOf === null ? null : states.map(() => new Set<string>());
    yield* inChunks(rows.length, (start, end) => {
      for (let index = start; index < end; index++) {
        const row = rows[index] as Tuple;
        if (!counts(row)) continue;
        const values = argsOf(row);
        if (values[0] === null && keepsNulls !== true) continue;
        const number = numbers[index] as number;
        if (seen !== null && !isNew(seen[number], keyOf?.(values) ?? '')) continue;
        states[number] = step(states[number], values);
      }
    });
    return states.map(result);
  };
}

function isNew(seen: Set<string> | undefined, key: string): boolean {
  if (seen === undefined || seen.has(key)) return false;
  seen.add(key);
  return true;
}
