import { compile, layoutOf, type Environment, type Evaluator } from '../../expr/index.ts';
import { outputColumns, type Aggregate } from '../../rel/rel.ts';
import type { SqlType, SqlValue, Tuple } from '../../values/types.ts';
import { isLarge, type Skeleton } from '../alasql.ts';
import { CHUNK_ROWS, inChunks, type Work } from '../work.ts';
import { foldMaker, type FoldMaker, type GroupFold } from './group-fold.ts';
import { groupBySkeleton } from './group.ts';
import { KeyNumbers, keyReader, type KeyReader } from './key-numbers.ts';

/** Takes rows batch by batch, and keeps of many no more than the groups that they are in. */
export interface Aggregation {
  readonly add: (rows: readonly Tuple[]) => Work<undefined>;
  /** For each grouping set one row per key, or one in all when the set has no keys. */
  readonly result: () => Work<Tuple[]>;
}

/** GROUP BY. @returns what begins an aggregation */
export function aggregateOperator(
  rel: Aggregate,
  environment: Environment,
  skeleton: () => Skeleton,
): () => Aggregation {
  const columns = outputColumns(rel.input);
  const layout = layoutOf(columns);
  const keys = rel.keys.map(({ expr }) => compile(expr, layout, environment));
  const types = rel.keys.map(({ type }) => type);
  const makers = rel.aggregates.map(({ call }) =>
    foldMaker(call, columns, layout, environment, skeleton),
  );
  const sets: readonly GroupingSet[] =
    rel.sets === undefined
      ? [{ inSet: keys.map(() => true), label: [] }]
      : rel.sets.keys.map((ids, number) => ({
          inSet: rel.keys.map(({ id }) => ids.includes(id)),
          label: [number],
        }));
  return () => {
    const groups = sets.map((set) => new Groups(keys, types, set, makers));
    // Few rows wait until all are there: alasql groups those.
    let waiting: Tuple[] | null = [];
    function* addToAll(rows: readonly Tuple[]): Work<undefined> {
      for (const one of groups) yield* one.add(rows);
      return undefined;
    }
    return {
      *add(rows) {
        if (waiting === null) return yield* addToAll(rows);
        for (const row of rows) waiting.push(row);
        if (!isLarge(waiting)) return undefined;
        const many = waiting;
        waiting = null;
        return yield* addToAll(many);
      },
      *result() {
        if (waiting !== null && waiting.length > 0) {
          for (const one of groups) yield* one.addBySkeleton(waiting, skeleton());
        }
        const all: Tuple[] = [];
        for (const one of groups) for (const row of yield* one.result()) all.push(row);
        return all;
      },
    };
  };
}

/** A grouping set: the keys that it groups by, and what its rows end with. */
interface GroupingSet {
  readonly inSet: readonly boolean[];
  readonly label: readonly SqlValue[];
}

/** The groups of one grouping set; keys that it does not group by are NULL. */
class Groups {
  readonly #keys: readonly (Evaluator | null)[];
  readonly #types: readonly SqlType[];
  readonly #label: readonly SqlValue[];
  readonly #read: KeyReader;
  readonly #numbers: KeyNumbers;
  readonly #folds: readonly GroupFold[];
  /** Of each group the values of the keys, as its first row has them. */
  readonly #members: SqlValue[][] = [];

  constructor(
    keys: readonly Evaluator[],
    types: readonly SqlType[],
    { inSet, label }: GroupingSet,
    makers: readonly FoldMaker[],
  ) {
    this.#keys = keys.map((key, index) => (inSet[index] === true ? key : null));
    this.#types = types.filter((_, index) => inSet[index] === true);
    this.#label = label;
    this.#read = keyReader(this.#grouped, this.#types);
    this.#numbers = new KeyNumbers(this.#types, true);
    this.#folds = makers.map((make) => make());
    // Without keys there is a group even if there is no row.
    if (this.#grouped.length === 0) this.#members.push(keys.map(() => null));
  }

  get #grouped(): readonly Evaluator[] {
    return this.#keys.filter((key) => key !== null);
  }

  add(rows: readonly Tuple[]): Work<undefined> {
    const numbers = new Int32Array(Math.min(rows.length, CHUNK_ROWS));
    return inChunks(rows.length, (start, end) => {
      this.#numbers.add(this.#read(rows, start, end), end - start, numbers);
      this.#fold(rows, start, end, numbers);
    });
  }

  /** As `add`, for all rows at once. */
  *addBySkeleton(rows: readonly Tuple[], skeleton: Skeleton): Work<undefined> {
    const keys = this.#grouped;
    const numbers =
      keys.length === 0
        ? new Int32Array(rows.length)
        : yield* groupBySkeleton(rows, keys, this.#types, skeleton);
    yield* inChunks(rows.length, (start, end) =>
      this.#fold(rows, start, end, numbers.subarray(start, end)),
    );
    return undefined;
  }

  /** @param numbers of the groups of the rows from `start` up to `end` */
  #fold(rows: readonly Tuple[], start: number, end: number, numbers: Int32Array): void {
    for (let index = start; index < end; index++) {
      // Groups are numbered as they come.
      if (numbers[index - start] !== this.#members.length) continue;
      const row = rows[index] as Tuple;
      this.#members.push(this.#keys.map((key) => (key === null ? null : key(row))));
    }
    for (const fold of this.#folds) fold.add(rows, start, end, numbers, this.#members.length);
  }

  *result(): Work<SqlValue[][]> {
    const summaries = this.#members;
    for (const fold of this.#folds) {
      const values = yield* fold.result(summaries.length);
      for (let number = 0; number < summaries.length; number++) {
        (summaries[number] as SqlValue[]).push(values[number] ?? null);
      }
    }
    if (this.#label.length > 0) for (const summary of summaries) summary.push(...this.#label);
    return summaries;
  }
}
