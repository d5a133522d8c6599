/** Planned query → rows. Nothing outside this folder knows alasql. */
import type { QueryPlan } from '../plan/plan.ts';
import { outputColumns, type Rel } from '../rel/rel.ts';
import { visitRel } from '../rel/walk.ts';
import type { RowSource } from '../scan/source.ts';
import type { Tuple } from '../values/types.ts';
import { loadSkeleton } from './alasql.ts';
import { subqueriesOfRun } from './correlated.ts';
import { fail, Run } from './run.ts';
import { type EngineOptions, SecondEngine } from './second-engine.ts';
import { stream } from './stream.ts';
import { throwIfCancelled } from './work.ts';

export interface ExecuteOptions {
  /** The instant the statement began. */
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Which engine runs large parts; absent: the built-in one runs all. */
  readonly engine?: EngineOptions;
}

export type { EngineOptions } from './second-engine.ts';

/** Rows in a batch of the result, at most. */
const BATCH_ROWS = 1000;

/**
 * Runs a plan; batches of result tuples in the order of `plan.columns`. Leaving the loop early
 * stops reading.
 * @throws ExecutionError DIVISION_BY_ZERO, OUT_OF_RANGE, INVALID_VALUE, CARDINALITY; CANCELLED, or
 * the signal's reason when that is a XeroSqlError; ENGINE_MISSING, ENGINE_FAILED; whatever `source`
 * throws.
 */
export async function* execute(
  plan: QueryPlan,
  source: RowSource,
  options: ExecuteOptions,
): AsyncGenerator<readonly Tuple[], undefined, undefined> {
  const skeleton = needsSkeleton(plan) ? await loadSkeleton() : null;
  const second = await SecondEngine.forPlan(plan, options.engine);
  const run = new Run(plan, source, options, skeleton, subqueriesOfRun, null, second);
  const arrange = columnOrder(plan);
  try {
    run.throwIfCancelled();
    for await (const rows of stream(plan.root, run, null)) {
      for (let start = 0; start < rows.length; start += BATCH_ROWS) {
        yield arrange(rows.slice(start, start + BATCH_ROWS));
      }
    }
  } catch (error) {
    // A source that was aborted may report that in its own words.
    throwIfCancelled(options.signal);
    throw error;
  } finally {
    run.stop();
  }
}

/** Whether some operator of the plan runs in alasql; loading it takes time. */
function needsSkeleton(plan: QueryPlan): boolean {
  let needed = false;
  const look = ({ kind }: Rel): void => {
    if (['join', 'sort', 'aggregate', 'window'].includes(kind)) needed = true;
  };
  for (const root of [plan.root, ...plan.ctes.map(({ rel }) => rel)]) visitRel(root, look);
  return needed;
}

/** The planner may leave the root's columns in another order than the result's. */
function columnOrder(plan: QueryPlan): (rows: readonly Tuple[]) => readonly Tuple[] {
  const produced = outputColumns(plan.root).map(({ id }) => id);
  const places = plan.columns.map(({ id, name }) => {
    const place = produced.indexOf(id);
    return place < 0 ? fail(`the plan does not produce column ${name}`) : place;
  });
  const same = places.length === produced.length && places.every((place, index) => place === index);
  return same
    ? (rows) => rows
    : (rows) => rows.map((row) => places.map((place) => row[place] ?? null));
}
