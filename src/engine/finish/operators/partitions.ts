/** The partitions of a window: rows alike in the partition keys, in the window's order. */
import { compile, layoutOf, type Environment } from '../../expr/index.ts';
import { outputColumns, type Window } from '../../rel/rel.ts';
import type { Tuple } from '../../values/types.ts';
import type { Skeleton } from '../alasql.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { KeyNumbers, keyReader, numberRows } from './key-numbers.ts';
import { rowOrder, sortOperator } from './sort.ts';

export interface Partition {
  readonly rows: readonly Tuple[];
  /** Of each row: its number in the operator's input. */
  readonly numbers: readonly number[];
  /** Of each row: its group of peers, which are equal in order. */
  readonly groups: readonly number[];
  /** Of each group: its first row; then the number of rows. */
  readonly groupStarts: readonly number[];
}

export const firstPeer = ({ groups, groupStarts }: Partition, row: number): number =>
  groupStarts[groups[row] ?? 0] ?? 0;

/** The number after that of the last peer. */
export const peersEnd = ({ rows, groups, groupStarts }: Partition, row: number): number =>
  groupStarts[(groups[row] ?? 0) + 1] ?? rows.length;

export function partitioner(
  rel: Window,
  environment: Environment,
  skeleton: () => Skeleton,
): (rows: readonly Tuple[]) => Work<readonly Partition[]> {
  const columns = outputColumns(rel.input);
  const layout = layoutOf(columns);
  const { order } = sortOperator(rel.orderBy, columns, environment, skeleton);
  const types = rel.partitionBy.map(({ type }) => type);
  const read = keyReader(
    rel.partitionBy.map((expr) => compile(expr, layout, environment)),
    types,
  );
  const compare = rowOrder(rel.orderBy, columns, environment);
  return function* (rows) {
    const keys = new KeyNumbers(types, true);
    const keyOf = yield* numberRows(rows, read, keys);
    const members = Array.from({ length: keys.size }, (): number[] => []);
    for (const number of yield* order(rows)) members[keyOf[number] as number]?.push(number);
    yield;
    const partitions: Partition[] = [];
    for (const numbers of members) {
      const own = numbers.map((number) => rows[number] ?? []);
      partitions.push(yield* withPeers(own, numbers, compare));
    }
    return partitions;
  };
}

function* withPeers(
  rows: readonly Tuple[],
  numbers: readonly number[],
  compare: (left: Tuple, right: Tuple) => number,
): Work<Partition> {
  const groups: number[] = [];
  const groupStarts: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    if (index % CHECKPOINT_ROWS === 0) yield;
    const before = rows[index - 1];
    const isPeer = before !== undefined && compare(before, rows[index] as Tuple) === 0;
    if (!isPeer) groupStarts.push(index);
    groups.push(groupStarts.length - 1);
  }
  return { rows, numbers, groups, groupStarts: [...groupStarts, rows.length] };
}
