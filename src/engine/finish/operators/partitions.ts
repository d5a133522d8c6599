/** The partitions of a window: rows alike in the partition keys, in the window's order. */
import { compile, layoutOf, type Environment, type Layout } from '../../expr/index.ts';
import { outputColumns, type Expr, type Window } from '../../rel/rel.ts';
import { rowKey } from '../../values/compare.ts';
import type { Tuple } from '../../values/types.ts';
import type { Skeleton } from '../alasql.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { sortOperator } from './sort.ts';

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
  const partitionKey = keyOver(rel.partitionBy, layout, environment);
  const orders = rel.orderBy.map(({ expr }) => expr);
  const orderKey = keyOver(orders, layout, environment);
  return function* (rows) {
    const byKey = new Map<string, number[]>();
    for (const [place, number] of (yield* order(rows)).entries()) {
      if (place % CHECKPOINT_ROWS === 0) yield;
      const key = partitionKey(rows[number] ?? []);
      const numbers = byKey.get(key);
      if (numbers === undefined) byKey.set(key, [number]);
      else numbers.push(number);
    }
    const partitions: Partition[] = [];
    for (const numbers of byKey.values()) {
      const members = numbers.map((number) => rows[number] ?? []);
      partitions.push(yield* withPeers(members, numbers, orderKey));
    }
    return partitions;
  };
}

function* withPeers(
  rows: readonly Tuple[],
  numbers: readonly number[],
  orderKey: (row: Tuple) => string,
): Work<Partition> {
  const groups: number[] = [];
  const groupStarts: number[] = [];
  let before: string | null = null;
  for (const [index, row] of rows.entries()) {
    if (index % CHECKPOINT_ROWS === 0) yield;
    const key = orderKey(row);
    if (key !== before) groupStarts.push(index);
    before = key;
    groups.push(groupStarts.length - 1);
  }
  return { rows, numbers, groups, groupStarts: [...groupStarts, rows.length] };
}

/** A text that rows alike in `exprs` share; NULL is like NULL. */
function keyOver(
  exprs: readonly Expr[],
  layout: Layout,
  environment: Environment,
): (row: Tuple) => string {
  const evaluators = exprs.map((expr) => compile(expr, layout, environment));
  const keyOf = rowKey(exprs.map(({ type }) => type));
  return (row) => keyOf(evaluators.map((evaluate) => evaluate(row)));
}
