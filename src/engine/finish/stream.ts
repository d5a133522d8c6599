/** Runs operators: rows flow in batches where an operator allows it, so that LIMIT ends paging. */
import { severalRows } from '../expr/index.ts';
import type { ScanKeys } from '../plan/plan.ts';
import type {
  Aggregate,
  Cte,
  Filter,
  Join,
  Limit,
  Rel,
  RelSetOperation,
  Scan,
  Sort,
} from '../rel/rel.ts';
import { outputColumns } from '../rel/rel.ts';
import type { Keys } from '../scan/source.ts';
import type { Tuple } from '../values/types.ts';
import { type Aggregation, aggregateOperator } from './operators/aggregate.ts';
import { distinctOperator, distinctRows } from './operators/distinct.ts';
import { filterOperator } from './operators/filter.ts';
import { fuse, joinOperator } from './operators/join.ts';
import { lateralJoinOperator } from './operators/lateral-join.ts';
import { limitOperator, wantedBy } from './operators/limit.ts';
import { projectOperator, valuesOperator } from './operators/project.ts';
import { setOperator } from './operators/set-operation.ts';
import { type FirstRows, sortOperator } from './operators/sort.ts';
import { streamTableFunction } from './operators/table-function.ts';
import { windowOperator } from './operators/window.ts';
import { fixParts, prepareExpressions } from './prepare.ts';
import { streamRecursion } from './recursion.ts';
import type { Run } from './run.ts';
import type { Work } from './work.ts';

type Batches = AsyncGenerator<readonly Tuple[], undefined, undefined>;

/**
 * The rows of an uncorrelated operator.
 * @param wanted how many the consumer will take, when it knows; it leaves the loop by itself
 */
export async function* stream(rel: Rel, run: Run, wanted: number | null): Batches {
  if (run.round !== null && run.isSameEachRound(rel)) {
    const { around } = run.round;
    yield await around.fix(rel, null, () => collect(rel, around, null));
    return;
  }
  const { second } = run;
  const given = second?.given(rel);
  if (given !== undefined) {
    yield given;
    return;
  }
  const part = second?.partAt(rel, wanted) ?? null;
  if (second !== null && part !== null) {
    yield* second.run(part, run, (inner) => stream(inner, run, null));
    return;
  }
  switch (rel.kind) {
    case 'scan':
      yield* streamScan(rel, run);
      break;
    case 'cteScan': {
      const working = run.workingRows(rel.cteId);
      if (working === undefined) yield* streamCte(run.cte(rel.cteId), run, wanted);
      else yield working;
      break;
    }
    case 'values':
      await prepare(rel, run);
      yield valuesOperator(rel, run.environment)();
      break;
    case 'filter':
      yield* streamFilter(rel, run, wanted);
      break;
    case 'project':
      yield* mapBatches(rel, stream(rel.input, run, wanted), run, () =>
        projectOperator(rel, run.environment),
      );
      break;
    case 'join':
      if (rel.lateral) yield* streamLateralJoin(rel, run);
      else yield* streamJoin(rel, run, wanted);
      break;
    case 'aggregate':
      yield* streamAggregate(rel, run);
      break;
    case 'sort':
      yield* streamSort(rel, run, wanted);
      break;
    case 'limit':
      yield* streamLimit(rel, run, wanted);
      break;
    case 'window': {
      const rows = await collect(rel.input, run, null);
      if (rows.length === 0) break;
      await prepare(rel, run);
      yield await run.do(windowOperator(rel, run.environment, run.skeleton)(rows));
      break;
    }
    case 'distinct': {
      const distinct = distinctOperator(rel, run.environment);
      for await (const rows of stream(rel.input, run, null)) yield distinct(rows);
      break;
    }
    case 'setOperation':
      yield* streamSetOperation(rel, run, wanted);
      break;
    case 'recursiveUnion':
      yield* streamRecursion(rel, run, (part, round) => collect(part, round, null));
      break;
    case 'tableFunction':
      await prepare(rel, run);
      yield* streamTableFunction(rel, run);
      break;
  }
}

/** The rows of an uncorrelated operator, at most about `limit` of them. */
export async function collect(rel: Rel, run: Run, limit: number | null): Promise<readonly Tuple[]> {
  return gather(stream(rel, run, limit), limit);
}

async function gather(batches: Batches, limit: number | null): Promise<readonly Tuple[]> {
  const rows: Tuple[] = [];
  if (limit === 0) return rows;
  for await (const batch of batches) {
    for (const row of batch) rows.push(row);
    if (limit !== null && rows.length >= limit) break;
  }
  return rows;
}

function prepare(rel: Rel, run: Run): Promise<void> {
  return prepareExpressions(rel, run, (part, limit) => collect(part, run, limit));
}

async function* streamCte(cte: Cte, run: Run, wanted: number | null): Batches {
  if (run.isShared(cte)) yield await run.fix(cte.rel, null, () => collect(cte.rel, run, null));
  else yield* stream(cte.rel, run, wanted);
}

/** The keys that a scan is told to read rows of. */
async function* streamKeys({ cteId, value, tenant }: ScanKeys, run: Run): AsyncGenerator<Keys> {
  const cte = run.cte(cteId);
  const produced = outputColumns(cte.rel).map(({ id }) => id);
  const [valueAt, tenantAt] = [
    produced.indexOf(value),
    tenant === null ? -1 : produced.indexOf(tenant),
  ];
  for await (const rows of streamCte(cte, run, null)) {
    yield rows.map((row) => ({ value: row[valueAt] ?? null, tenantId: row[tenantAt] ?? null }));
  }
}

/**
 * Null where a scalar subquery has several rows: the list is read as if there were no keys, so that
 * the condition fails on its rows if there are any.
 */
async function keysFor(keys: ScanKeys, run: Run): Promise<AsyncIterable<Keys> | null> {
  if (keys.single !== true) return streamKeys(keys, run);
  const rows = await gather(streamCte(run.cte(keys.cteId), run, null), 2);
  if (rows.length <= 1) return streamKeys(keys, run);
  if (keys.use === 'narrow') return null;
  throw severalRows();
}

async function* streamScan(rel: Scan, run: Run): Batches {
  run.throwIfCancelled();
  const plan = run.scanPlan(rel);
  const keys = plan.keys === null ? null : await keysFor(plan.keys, run);
  for await (const rows of run.source.read(plan, run.signal, keys)) {
    run.throwIfCancelled();
    if (rows.length > 0) yield rows;
  }
}

/** Applies an operator to each batch. Its subqueries are read once there is a row to test. */
async function* mapBatches(
  rel: Rel,
  input: Batches,
  run: Run,
  makeOperator: () => (rows: readonly Tuple[]) => Work<readonly Tuple[]>,
): Batches {
  let operate: ReturnType<typeof makeOperator> | undefined;
  for await (const batch of input) {
    if (batch.length === 0) continue;
    if (operate === undefined) {
      await prepare(rel, run);
      operate = makeOperator();
    }
    const rows = await run.do(operate(batch));
    if (rows.length > 0) yield rows;
  }
}

async function* streamFilter(rel: Filter, run: Run, wanted: number | null): Batches {
  const fused = fuse(rel);
  if (fused.kind === 'join') yield* streamJoin(fused, run, wanted);
  else {
    yield* mapBatches(rel, stream(rel.input, run, null), run, () =>
      filterOperator(rel, run.environment),
    );
  }
}

async function* streamAggregate(rel: Aggregate, run: Run): Batches {
  const begin = async (): Promise<Aggregation> => {
    await prepare(rel, run);
    return aggregateOperator(rel, run.environment, run.skeleton)();
  };
  let aggregation: Aggregation | undefined;
  for await (const batch of stream(rel.input, run, null)) {
    if (batch.length === 0) continue;
    aggregation ??= await begin();
    await run.do(aggregation.add(batch));
  }
  aggregation ??= await begin();
  yield await run.do(aggregation.result());
}

async function* streamLimit(rel: Limit, run: Run, wanted: number | null): Batches {
  if (rel.count === 0) return;
  if (rel.ties !== undefined) {
    const rows = await collect(rel.input, run, null);
    yield limitOperator(rel, run.environment)(rows);
    return;
  }
  let [skip, take] = [rel.offset, rel.count ?? Infinity];
  for await (const batch of stream(rel.input, run, wantedBy(rel, wanted))) {
    const rows = batch.slice(skip, skip + take);
    skip = Math.max(skip - batch.length, 0);
    take -= rows.length;
    if (rows.length > 0) yield rows;
    if (take === 0) return;
  }
}

/**
 * Sorting. Where the input is said to come in order and few rows are wanted, it is read only
 * until they are there; if they are not in order after all, everything is read and sorted.
 */
async function* streamSort(rel: Sort, run: Run, wanted: number | null): Batches {
  if (wanted !== null && rel.batchesOrdered === true) {
    yield* streamOrderedBatches(rel, run, wanted);
    return;
  }
  if (wanted !== null && rel.inputOrdered !== true) {
    yield* streamFirst(rel, run, wanted);
    return;
  }
  const columns = outputColumns(rel.input);
  const input = stream(rel.input, run, rel.inputOrdered === true ? wanted : null);
  const rows: Tuple[] = [];
  let [trusted, prepared] = [rel.inputOrdered === true && wanted !== null, false];
  const sorter = (): ReturnType<typeof sortOperator> =>
    sortOperator(rel.keys, columns, run.environment, run.skeleton);
  for await (const batch of input) {
    for (const row of batch) rows.push(row);
    if (!trusted || rows.length < (wanted ?? 0)) continue;
    if (!prepared) await prepare(rel, run);
    [trusted, prepared] = [false, true];
    if (!sorter().inOrder(rows)) continue;
    yield rows;
    return;
  }
  if (rows.length === 0) return;
  if (!prepared) await prepare(rel, run);
  yield await run.do(sorter().sort(rows));
}

/** Of batches that come in order no more are read than have the rows wanted. */
async function* streamOrderedBatches(rel: Sort, run: Run, wanted: number): Batches {
  const columns = outputColumns(rel.input);
  let sorter: ReturnType<typeof sortOperator> | undefined;
  let rows: readonly Tuple[] = [];
  let inOrder = true;
  for await (const batch of stream(rel.input, run, null)) {
    if (batch.length === 0) continue;
    if (sorter === undefined) {
      await prepare(rel, run);
      sorter = sortOperator(rel.keys, columns, run.environment, run.skeleton);
    }
    const sorted = await run.do(sorter.sort(batch));
    inOrder &&= sorter.inOrder([...rows.slice(-1), ...sorted.slice(0, 1)]);
    rows = inOrder ? [...rows, ...sorted] : await run.do(sorter.sort([...rows, ...sorted]));
    if (inOrder && rows.length >= wanted) break;
  }
  yield rows;
}

/** The first rows of a sort, without keeping the others. */
async function* streamFirst(rel: Sort, run: Run, wanted: number): Batches {
  let first: FirstRows | undefined;
  for await (const batch of stream(rel.input, run, null)) {
    if (batch.length === 0) continue;
    if (first === undefined) {
      await prepare(rel, run);
      const columns = outputColumns(rel.input);
      first = sortOperator(rel.keys, columns, run.environment, run.skeleton).firstOf(wanted);
    }
    await run.do(first.add(batch));
  }
  if (first !== undefined) yield await run.do(first.result());
}

async function* streamLateralJoin(rel: Join, run: Run): Batches {
  let operate: ReturnType<typeof lateralJoinOperator> | undefined;
  for await (const batch of stream(rel.left, run, null)) {
    if (batch.length === 0) continue;
    if (operate === undefined) {
      await fixParts(rel.right, null, run, (part, limit) => collect(part, run, limit));
      await prepare(rel, run);
      operate = lateralJoinOperator(rel, run.environment);
    }
    yield await run.do(operate(batch));
  }
}

/**
 * Joins. A side whose emptiness settles the result is begun first, and the other is read only
 * if it has rows. Under a LIMIT the left side flows in batches past the whole right side; so it does
 * where it is no call's answer, for then nothing is gained by reading both at the same time.
 */
async function* streamJoin(rel: Join, run: Run, wanted: number | null): Batches {
  const flows =
    wanted === null
      ? (rel.type === 'inner' || rel.type === 'cross') && run.makesNoCall(rel.left)
      : rel.type !== 'right' && rel.type !== 'full';
  if (!flows) {
    const [left, right] = await readSides(rel, run, decidingSide(rel));
    if (left.length === 0 && right.length === 0) return;
    await prepare(rel, run);
    yield* run.flow(joinOperator(rel, run.environment, run.skeleton)(left, right));
    return;
  }
  let right: readonly Tuple[] | undefined;
  let operate: ReturnType<typeof joinOperator> | undefined;
  for await (const left of stream(rel.left, run, null)) {
    if (left.length === 0) continue;
    right ??= await collect(rel.right, run, null);
    if (right.length === 0 && rel.type !== 'left') return;
    if (operate === undefined) {
      await prepare(rel, run);
      operate = joinOperator(rel, run.environment, run.skeleton);
    }
    yield* run.flow(operate(left, right));
  }
}

/** The side without whose rows there is no result; null when each side counts alone. */
function decidingSide({ type }: Join): 'left' | 'right' | null {
  return type === 'full' ? null : type === 'right' ? 'right' : 'left';
}

async function* streamSetOperation(rel: RelSetOperation, run: Run, wanted: number | null): Batches {
  if (rel.operator !== 'union') {
    const [left, right] = await readSides(rel, run, 'left');
    yield await run.do(setOperator(rel)(left, right));
    return;
  }
  const pass = rel.all ? (rows: readonly Tuple[]): readonly Tuple[] => rows : distinctRows(rel);
  const enough = rel.all ? wanted : null;
  for await (const rows of stream(rel.left, run, enough)) yield pass(rows);
  for await (const rows of stream(rel.right, run, enough)) yield pass(rows);
}

/** All rows of both sides, read at the same time once the deciding side has a row. */
async function readSides(
  { left, right }: { readonly left: Rel; readonly right: Rel },
  run: Run,
  deciding: 'left' | 'right' | null,
): Promise<readonly [readonly Tuple[], readonly Tuple[]]> {
  const [leftRows, rightRows] = [stream(left, run, null), stream(right, run, null)];
  const first = deciding === null ? null : deciding === 'left' ? leftRows : rightRows;
  const head = first === null ? [] : await firstBatch(first);
  if (head === null) return [[], []];
  const [restLeft = [], restRight = []] = await run.together([
    gather(leftRows, null),
    gather(rightRows, null),
  ]);
  return [
    first === leftRows ? [...head, ...restLeft] : restLeft,
    first === rightRows ? [...head, ...restRight] : restRight,
  ];
}

/** The first rows there are; null when there are none. */
async function firstBatch(batches: Batches): Promise<readonly Tuple[] | null> {
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return null;
    if (next.value.length > 0) return next.value;
  }
}
