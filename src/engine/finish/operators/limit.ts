import type { Limit } from '../../rel/rel.ts';
import type { Tuple } from '../../values/types.ts';

/** Rows that a LIMIT needs from its input; null = all. */
export function wantedBy({ count, offset }: Limit, wanted: number | null): number | null {
  const least = count === null ? wanted : wanted === null ? count : Math.min(count, wanted);
  return least === null ? null : least + offset;
}

export function limitRows({ count, offset }: Limit, rows: readonly Tuple[]): readonly Tuple[] {
  return rows.slice(offset, count === null ? undefined : offset + count);
}
