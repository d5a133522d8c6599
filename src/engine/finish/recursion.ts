/** WITH RECURSIVE: rounds until one has no row. */
import { ExecutionError } from '../../errors.ts';
import type { RecursiveUnion, Rel } from '../rel/rel.ts';
import type { Tuple } from '../values/types.ts';
import { distinctRows } from './operators/distinct.ts';
import type { Run } from './run.ts';
import { breather } from './work.ts';

/** Beyond these a recursive query is taken for one that never ends. */
const MAX_ROUNDS = 100_000;
const MAX_ROWS = 1_000_000;

/**
 * The rows of each round as they come, so that LIMIT can end what would not end by itself. Parts
 * of the step that are the same in every round are read once.
 * @param collect all rows of an operator in a run
 * @throws ExecutionError OUT_OF_RANGE after 100,000 rounds or 1,000,000 rows
 */
export async function* streamRecursion(
  rel: RecursiveUnion,
  run: Run,
  collect: (part: Rel, run: Run) => Promise<readonly Tuple[]>,
): AsyncGenerator<readonly Tuple[], undefined, undefined> {
  const fresh = rel.all ? (rows: readonly Tuple[]): readonly Tuple[] => rows : distinctRows(rel);
  const breathe = breather(run.signal);
  let rows = fresh(await collect(rel.seed, run));
  let total = 0;
  for (let round = 1; rows.length > 0; round++) {
    total += rows.length;
    if (round > MAX_ROUNDS) throw endless(rel, `${MAX_ROUNDS} rounds`);
    if (total > MAX_ROWS) throw endless(rel, `${MAX_ROWS} rows`);
    yield rows;
    await breathe();
    rows = fresh(await collect(rel.step, run.inRound(rel.workId, rows)));
  }
}

const endless = ({ name }: RecursiveUnion, reached: string): ExecutionError =>
  new ExecutionError('OUT_OF_RANGE', `the recursive query ${name} reached ${reached}`, {
    hint: 'Does its last part have a condition that ends it? Or put a LIMIT on what reads it.',
  });
