/**
 * Blocking work that can be interrupted. It is written as a generator that yields now and then;
 * run at one go inside expressions, or with pauses in which timers and Ctrl-C get their turn.
 */
import { setImmediate as pause } from 'node:timers/promises';
import { XeroSqlError } from '../../errors.ts';

export type Work<T> = Generator<undefined, T, undefined>;

/** Work that gives rows batch by batch as they come; it yields undefined where it may be interrupted. */
export type Flow<Row> = Generator<readonly Row[] | undefined, undefined, undefined>;

/** Rows of a batch of a flow, about. */
export const BATCH_ROWS = 2000;

/** Rows between two yields of a loop. */
export const CHECKPOINT_ROWS = 128;

/** Rows of a chunk of `inChunks`: a fraction of a millisecond's work. */
export const CHUNK_ROWS = 1024;

/** Calls `work` for the rows from `start` up to `end`, of `length` rows, chunk by chunk. */
export function* inChunks(
  length: number,
  work: (start: number, end: number) => void,
  chunk = CHUNK_ROWS,
): Work<undefined> {
  for (let start = 0; start < length; start += chunk) {
    yield;
    work(start, Math.min(start + chunk, length));
  }
  return undefined;
}

/** Milliseconds to work before the event loop gets a turn. */
const SLICE_MS = 20;

/** Runs work at one go. */
export function runAtOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs work with pauses.
 * @throws the reason of `signal` once it is aborted; see `throwIfCancelled`.
 */
export async function runWithPauses<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
  throwIfCancelled(signal);
  let sliceStart = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await pause();
    throwIfCancelled(signal);
    sliceStart = performance.now();
  }
}

/** All that a flow gives, at one go. */
export function allOf<Row>(flow: Flow<Row>): readonly Row[] {
  const all: Row[] = [];
  for (const rows of flow) if (rows !== undefined) for (const row of rows) all.push(row);
  return all;
}

/** Runs a flow with pauses. @throws as `runWithPauses` */
export async function* flowWithPauses<Row>(
  flow: Flow<Row>,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], undefined, undefined> {
  let sliceStart = performance.now();
  for (const rows of flow) {
    if (performance.now() - sliceStart >= SLICE_MS) {
      await pause();
      sliceStart = performance.now();
    }
    throwIfCancelled(signal);
    if (rows !== undefined) yield rows;
  }
}

/** @throws the signal's reason when that is an error of ours (a time-out), else CANCELLED. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  if (reason instanceof XeroSqlError) throw reason;
  throw new XeroSqlError('CANCELLED', 'The query was cancelled.');
}

/**
 * A function to await between short pieces of work: now and then it gives timers and Ctrl-C their
 * turn. It throws as `throwIfCancelled` does.
 */
export function breather(signal: AbortSignal): () => Promise<void> {
  let sliceStart = performance.now();
  return async () => {
    if (performance.now() - sliceStart >= SLICE_MS) {
      await pause();
      sliceStart = performance.now();
    }
    throwIfCancelled(signal);
  };
}
