/** Which columns of a side that is read later are equal to columns of one that is known before. */
import type { ColumnId, Expr, Rel } from '../rel/rel.ts';
import { conjuncts, equatedColumns, outputIds } from '../rel/walk.ts';
import type { Bindable } from './bindable.ts';

/** Two columns that are equal in every row that counts. */
export type Pair = readonly [ColumnId, ColumnId];

export interface Found {
  readonly bindable: Bindable;
  /** Column of the known side that holds the keys. */
  readonly value: ColumnId;
  readonly tenant: ColumnId | null;
}

/** The pairs that `condition` says are equal. */
export function equalities(condition: Expr | null): readonly Pair[] {
  return conjuncts(condition).flatMap((part): Pair[] => {
    const pair = equatedColumns(part);
    return pair === null ? [] : [[pair[0].id, pair[1].id]];
  });
}

/** The columns `wanted`, of `to`, that are equal to one that is `known`. */
export function foundBy(
  pairs: readonly Pair[],
  wanted: readonly Bindable[],
  known: ReadonlySet<ColumnId>,
  to: Rel,
): readonly Found[] {
  const equal = (id: ColumnId): ColumnId | undefined =>
    pairs
      .filter((pair) => pair.includes(id))
      .flat()
      .find((other) => known.has(other));
  const ids = outputIds(to);
  return wanted.flatMap((bindable): Found[] => {
    const value = equal(bindable.id);
    if (value === undefined) return [];
    // of which organisation the rows are
    const tenant = bindable.scan.columns.find(({ column }) => column === 'TenantId')?.id;
    const organisation = tenant !== undefined && ids.has(tenant) ? equal(tenant) : undefined;
    return [{ bindable, value, tenant: organisation ?? null }];
  });
}
