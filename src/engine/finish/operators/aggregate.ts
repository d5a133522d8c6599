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
import type { KeyedRow, Skeleton } from '../alasql.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { sortOperator } from './sort.ts';

/** What one aggregate makes of the rows of a group. */
type Fold = (rows: readonly Tuple[]) => Work<SqlValue>;

/** GROUP BY: for each grouping set one row per key, or one in all when the set has no keys. */
export function aggregateOperator(
  rel: Aggregate,
  environment: Environment,
  skeleton: () => Skeleton,
): (rows: readonly Tuple[]) => Work<Tuple[]> {
  const columns = outputColumns(rel.input);
  const layout = layoutOf(columns);
  const keys = rel.keys.map(({ expr }) => compile(expr, layout, environment));
  const keyOf = rowKey(rel.keys.map(({ type }) => type));
  const folds = rel.aggregates.map(({ call }) => {
    const fold = foldOf(call, layout, environment);
    if (call.orderBy.length === 0) return fold;
    const { sort } = sortOperator(call.orderBy, columns, environment, skeleton);
    return function* (rows: readonly Tuple[]): Work<SqlValue> {
      return yield* fold(yield* sort(rows));
    };
  });

  function* summarise(keyValues: Tuple, rows: readonly Tuple[]): Work<SqlValue[]> {
    const summary = [...keyValues];
    for (const fold of folds) summary.push(yield* fold(rows));
    return summary;
  }

  /** One row per value of the keys that `inSet` marks; the other keys are NULL. */
  function* groupBy(inSet: readonly boolean[], rows: readonly Tuple[]): Work<SqlValue[][]> {
    if (!inSet.includes(true))
      return [
        yield* summarise(
          inSet.map(() => null),
          rows,
        ),
      ];
    if (rows.length === 0) return [];
    const keyValues: Tuple[] = [];
    const keyed: KeyedRow[] = [];
    for (const [i, row] of rows.entries()) {
      if (i % CHECKPOINT_ROWS === 0) yield;
      const values = keys.map((key, index) => (inSet[index] === true ? key(row) : null));
      keyValues.push(values);
      keyed.push({ i, k: keyOf(values) });
    }
    const summaries: SqlValue[][] = [];
    for (const { g } of skeleton().group(keyed)) {
      const members = g.map((i) => rows[i] ?? []);
      summaries.push(yield* summarise(keyValues[g[0] ?? 0] ?? [], members));
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

const everyKey = ({ keys }: Aggregate): readonly boolean[] => keys.map(() => true);

function foldOf(call: AggregateCall, layout: Layout, environment: Environment): Fold {
  const types = call.args.map(({ type }) => type);
  const { initial, step, result, keepsNulls } = aggregateFunction(call.name, types);
  const args = call.args.map((arg) => compile(arg, layout, environment));
  const counts =
    call.filter === null ? (): boolean => true : compilePredicate(call.filter, layout, environment);
  const keyOf = rowKey(types);
  return function* (rows) {
    const seen = call.distinct ? new Set<string>() : null;
    let state = initial();
    for (const [index, row] of rows.entries()) {
      if (index % CHECKPOINT_ROWS === 0) yield;
      if (!counts(row)) continue;
      const values = args.map((arg) => arg(row));
      if ((values[0] === null && keepsNulls !== true) || !isNew(seen, values, keyOf)) continue;
      state = step(state, values);
    }
    return result(state);
  };
}

function isNew(
  seen: Set<string> | null,
  values: readonly SqlValue[],
  keyOf: (values: readonly SqlValue[]) => string,
): boolean {
  if (seen === null) return true;
  const size = seen.size;
  return seen.add(keyOf(values)).size > size;
}
