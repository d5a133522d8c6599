/** Which engine runs what can be large. */
import { ORDER_FREE } from '../rel/orderFree.ts';
import type { Aggregate, Limit, Rel } from '../rel/rel.ts';
import type { Part } from './parts.ts';

/** `auto`: whichever is faster, as far as that is known. */
export type EngineChoice = 'auto' | 'builtin' | 'duckdb';

/**
 * The rows of a part's inputs from which `auto` takes DuckDB, unless the part is left to the built-in
 * engine at any size (`builtInReason`). Measured from tuples to rows on two busy processors, the
 * processor time with DuckDB over that of the built-in engine:
 *
 *     rows of the largest input                    300,000   1,000,000
 *     GROUP BY, 2 keys, few groups                 3.7       5.9
 *     GROUP BY, 1 key, a group for 20 rows         2.3       1.4
 *     GROUP BY, 1 key, a group for each row        1.1
 *     ORDER BY … LIMIT 10                          6.9
 *     COUNT(DISTINCT …) GROUP BY                   1.4
 *     join                                         2.5       2.3
 *     join, GROUP BY, ORDER BY                     1.6       0.7
 *     ORDER BY                                     1.1
 *     windows                                      0.7
 *
 * Most of DuckDB's time goes into loading rows and reading them back. From 300,000 on it saves most
 * where most is to be done; and where all rows must be kept, memory begins to count, which DuckDB can do
 * without.
 */
export const FROM_ROWS = 300_000;

/** Which engine ran a part. */
export interface EngineUse {
  readonly part: Part;
  readonly engine: 'built-in' | 'DuckDB';
  /** Of the part's inputs. */
  readonly rows: number;
  /** Why DuckDB did not run it, although there were rows enough; null where that is not so. */
  readonly declined: string | null;
}

/** First rows that the built-in engine keeps by the way. */
const FEW_ROWS = 10_000;

/**
 * Why `auto` leaves a part to the built-in engine however many rows there are: it takes them as they
 * come and keeps next to nothing, so that neither time nor memory is saved by a copy in DuckDB. null
 * for all other parts.
 */
export function builtInReason({ root, inputs }: Part): string | null {
  const isInput = (rel: Rel): boolean => inputs.some((input) => input.rel === rel);
  const flows = (rel: Rel): boolean =>
    isInput(rel) || ((rel.kind === 'filter' || rel.kind === 'project') && flows(rel.input));
  const keepsGroups = (rel: Rel): boolean => {
    if (isInput(rel)) return false;
    if (rel.kind === 'aggregate') return flows(rel.input) && isPlain(rel);
    return KEEPING.has(rel.kind) && 'input' in rel && keepsGroups(rel.input);
  };
  const keepsFirst = (rel: Rel): boolean => {
    if (isInput(rel)) return false;
    if (rel.kind === 'limit') return isFew(rel) && sortsFlow(rel.input);
    return (rel.kind === 'filter' || rel.kind === 'project') && keepsFirst(rel.input);
  };
  const sortsFlow = (rel: Rel): boolean =>
    (rel.kind === 'sort' && flows(rel.input)) || (rel.kind === 'project' && sortsFlow(rel.input));
  if (keepsGroups(root)) return 'rows are grouped as they come';
  return keepsFirst(root) ? 'only the first rows are kept' : null;
}

/** Operators over groups that the built-in engine has in memory anyway. */
const KEEPING: ReadonlySet<Rel['kind']> = new Set(['filter', 'project', 'sort', 'limit']);

/** Aggregates of which a group keeps a number or a value. */
const SMALL: ReadonlySet<string> = new Set([...ORDER_FREE, 'any_value']);

const isPlain = ({ aggregates, sets }: Aggregate): boolean =>
  sets === undefined &&
  aggregates.every(
    ({ call }) => SMALL.has(call.name) && !call.distinct && call.orderBy.length === 0,
  );

const isFew = ({ count, offset, ties }: Limit): boolean =>
  ties === undefined && count !== null && count + offset <= FEW_ROWS;
