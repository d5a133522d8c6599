import type { Environment } from '../../expr/index.ts';
import { outputColumns, type Limit } from '../../rel/rel.ts';
import type { Tuple } from '../../values/types.ts';
import { rowOrder } from './sort.ts';

/** Rows that a LIMIT needs from its input; null = all. */
export function wantedBy({ count, offset, ties }: Limit, wanted: number | null): number | null {
  if (ties !== undefined) return null;
  const least = count === null ? wanted : wanted === null ? count : Math.min(count, wanted);
  return least === null ? null : least + offset;
}

/** The rows of a LIMIT over all the rows of its input. */
export function limitOperator(
  rel: Limit,
  environment: Environment,
): (rows: readonly Tuple[]) => readonly Tuple[] {
  const { input, count, offset, ties } = rel;
  if (count === null) return (rows) => rows.slice(offset);
  if (ties === undefined) return (rows) => rows.slice(offset, offset + count);
  const order = rowOrder(ties, outputColumns(input), environment);
  return (rows) => {
    const last = count === 0 ? undefined : rows[offset + count - 1];
    if (last === undefined) return rows.slice(offset, offset + count);
    let end = offset + count;
    for (let next = rows[end]; next !== undefined && order(last, next) === 0; next = rows[end])
      end++;
    return rows.slice(offset, end);
  };
}
