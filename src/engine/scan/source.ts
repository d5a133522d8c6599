import type { ScanPlan } from '../plan/plan.ts';
import type { SqlValue, Tuple } from '../values/types.ts';

/** The columns of a scan's rows, in their order. */
export const columnsRead = ({ scan }: ScanPlan): readonly string[] =>
  scan.columns.map(({ column }) => column);

/** Values of the column that `plan.keys` names, and the organisations they are of (null: any). */
export type Keys = readonly { readonly value: SqlValue; readonly tenantId: SqlValue }[];

/**
 * Where the executor gets rows. Batches come as pages arrive, tuples in the order of
 * `plan.scan.columns`. Leaving the loop early stops further calls.
 */
export interface RowSource {
  /** @param keys in batches as they become known, for a plan that has keys; else null */
  read(
    plan: ScanPlan,
    signal: AbortSignal,
    keys: AsyncIterable<Keys> | null,
  ): AsyncIterable<readonly Tuple[]>;
}
