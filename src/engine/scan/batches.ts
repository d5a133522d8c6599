/** Streams of batches of rows. */
import type { Tuple } from '../values/types.ts';
import type { Json } from './object-reader.ts';

export async function* decoded(
  batches: AsyncGenerator<readonly Json[]>,
  decode: (batch: readonly Json[]) => readonly Tuple[],
): AsyncGenerator<readonly Tuple[]> {
  for await (const batch of batches) {
    const rows = decode(batch);
    if (rows.length > 0) yield rows;
  }
}

/** The first `limit` rows, or documents; what comes after is not asked for. */
export async function* firstRows<T>(
  batches: AsyncGenerator<readonly T[]>,
  limit: number | null,
): AsyncGenerator<readonly T[]> {
  let left = limit ?? Infinity;
  for await (const batch of batches) {
    yield batch.length > left ? batch.slice(0, left) : batch;
    left -= batch.length;
    if (left <= 0) return;
  }
}
