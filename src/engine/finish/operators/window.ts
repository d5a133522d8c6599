import { compile, layoutOf, type Environment } from '../../expr/index.ts';
import { windowFunction, type PartitionView } from '../../functions/index.ts';
import { outputColumns, type Window, type WindowCall } from '../../rel/rel.ts';
import type { SqlValue, Tuple } from '../../values/types.ts';
import type { Skeleton } from '../alasql.ts';
import { CHECKPOINT_ROWS, inChunks, type Work } from '../work.ts';
import { frameFinder, type Frames, type Span, type WindowContext } from './frames.ts';
import { firstPeer, partitioner, peersEnd, type Partition } from './partitions.ts';
import { aggregateCall, type WindowValues } from './window-aggregate.ts';

/** Window functions: the rows in the order they came in, each with the values of the calls. */
export function windowOperator(
  rel: Window,
  environment: Environment,
  skeleton: () => Skeleton,
): (rows: readonly Tuple[]) => Work<readonly Tuple[]> {
  const layout = layoutOf(outputColumns(rel.input));
  const context: WindowContext = { layout, environment, orderBy: rel.orderBy };
  const partitionsOf = partitioner(rel, environment, skeleton);
  const calls = rel.calls.map(
    ({ call }) => functionCall(call, context) ?? aggregateCall(call, context),
  );
  return function* (rows) {
    const results = calls.map(() => new Array<SqlValue>(rows.length));
    for (const partition of yield* partitionsOf(rows)) {
      for (const [place, call] of calls.entries()) {
        const [values, result] = [yield* call(partition), results[place] ?? []];
        for (let index = 0; index < values.length; index++) {
          result[partition.numbers[index] as number] = values[index] as SqlValue;
        }
      }
    }
    const extended = new Array<Tuple>(rows.length);
    yield* inChunks(rows.length, (start, end) => {
      for (let number = start; number < end; number++) {
        extended[number] = withValues(rows[number] as Tuple, results, number);
      }
    });
    return extended;
  };
}

/** A row, and then its values of the calls. */
function withValues(row: Tuple, results: readonly SqlValue[][], number: number): Tuple {
  const { length } = row;
  const extended = new Array<SqlValue>(length + results.length);
  for (let place = 0; place < length; place++) extended[place] = row[place] as SqlValue;
  for (let call = 0; call < results.length; call++) {
    extended[length + call] = (results[call] as SqlValue[])[number] as SqlValue;
  }
  return extended;
}

/** The values of a window function proper; null for an aggregate. */
function functionCall(call: WindowCall, context: WindowContext): WindowValues | null {
  const evaluate = windowFunction(
    call.name,
    call.args.map(({ type }) => type),
  );
  if (evaluate === null) return null;
  const args = call.args.map((arg) => compile(arg, context.layout, context.environment));
  const framesOf = frameFinder(call.frame, context);
  return function* (partition) {
    const argument: PartitionView['argument'] = (index, row) =>
      args[index]?.(partition.rows[row] ?? []) ?? null;
    const view = viewOf(partition, framesOf(partition), argument);
    const values: SqlValue[] = [];
    for (let row = 0; row < partition.rows.length; row++) {
      if (row % CHECKPOINT_ROWS === 0) yield;
      values.push(evaluate(row, view));
    }
    return values;
  };
}

const viewOf = (
  partition: Partition,
  frames: Frames,
  argument: PartitionView['argument'],
): PartitionView => ({
  size: partition.rows.length,
  argument,
  firstPeer: (row) => firstPeer(partition, row),
  peersEnd: (row) => peersEnd(partition, row),
  peersBefore: (row) => partition.groups[row] ?? 0,
  frameSize: (row) => frames.parts(row).reduce((size, { start, end }) => size + end - start, 0),
  frameRow: (row, index) => rowAt(frames.parts(row), index),
});

function rowAt(parts: readonly Span[], index: number): number | undefined {
  let before = index;
  for (const { start, end } of parts) {
    if (before < 0) return undefined;
    if (before < end - start) return start + before;
    before -= end - start;
  }
  return undefined;
}
