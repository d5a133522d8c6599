import type { ScanPlan } from '../plan/plan.ts';
import type { Tuple } from '../values/types.ts';

/**
 * Where the executor gets rows. Batches come as pages arrive, tuples in the order of
 * `plan.scan.columns`. Leaving the loop early stops further calls.
 */
export interface RowSource {
  read(plan: ScanPlan, signal: AbortSignal): AsyncIterable<readonly Tuple[]>;
}
