/** Planned query → rows. Nothing outside this folder knows alasql. */
import type { QueryPlan } from '../plan/plan.ts';
import type { RowSource } from '../scan/source.ts';
import type { Tuple } from '../values/types.ts';

export interface ExecuteOptions {
  /** The instant the statement began. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Runs a plan; batches of result tuples in the order of `plan.columns`. */
export function execute(
  _plan: QueryPlan,
  _source: RowSource,
  _options: ExecuteOptions,
): AsyncIterable<readonly Tuple[]> {
  throw new Error('not written yet');
}
