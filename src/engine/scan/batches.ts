/** Streams of batches of rows. */
import { valueText } from '../plan/calls/valueText.ts';
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

/** By a column of days or instants, whose texts are in their order. */
export function firstInOrder(
  rows: readonly Tuple[],
  place: number,
  descending: boolean,
): readonly Tuple[] {
  const textOf = (row: Tuple): string => valueText(row[place] ?? null);
  return rows.toSorted((one, other) => {
    const [first, second] = descending ? [other, one] : [one, other];
    return textOf(first) < textOf(second) ? -1 : textOf(first) > textOf(second) ? 1 : 0;
  });
}

/** Rows in a batch of those that are only counted. */
const COUNTED_BATCH = 10_000;

/** `count` rows alike. */
export function* repeated(row: Tuple, count: number): Generator<readonly Tuple[]> {
  for (let left = count; left > 0; left -= COUNTED_BATCH) {
    yield new Array<Tuple>(Math.min(left, COUNTED_BATCH)).fill(row);
  }
}
