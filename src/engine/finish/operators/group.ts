/** Which group each row belongs to. */
import type { Evaluator } from '../../expr/index.ts';
import { rowKey } from '../../values/compare.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import { isLarge, type KeyedRow, type Skeleton } from '../alasql.ts';
import { CHECKPOINT_ROWS, type Work } from '../work.ts';
import { keyReader, numberRows, type Numbered } from './key-numbers.ts';

/** Groups rows by those of the keys that `inSet` marks; groups are numbered as they come. */
export type Group = (rows: readonly Tuple[], inSet: readonly boolean[]) => Work<Numbered>;

export function grouper(
  keys: readonly Evaluator[],
  types: readonly SqlType[],
  skeleton: () => Skeleton,
): Group {
  return function* (rows, inSet) {
    const [own, ownTypes] = [marked(keys, inSet), marked(types, inSet)];
    return isLarge(rows)
      ? yield* numberRows(rows, keyReader(own, ownTypes))
      : yield* bySkeleton(rows, own, rowKey(ownTypes), skeleton());
  };
}

const marked = <T>(items: readonly T[], marks: readonly boolean[]): readonly T[] =>
  items.filter((_, index) => marks[index] === true);

function* bySkeleton(
  rows: readonly Tuple[],
  keys: readonly Evaluator[],
  keyOf: ReturnType<typeof rowKey>,
  { group }: Skeleton,
): Work<Numbered> {
  const keyed: KeyedRow[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % CHECKPOINT_ROWS === 0) yield;
    keyed.push({ i, k: keyOf(keys.map((key) => key(row))) });
  }
  const groups = group(keyed);
  const numbers = new Int32Array(rows.length);
  groups.forEach(({ g }, number) => g.forEach((row) => (numbers[row] = number)));
  return { numbers, size: groups.length };
}
