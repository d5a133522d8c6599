/** Which engine runs what can be large. */
import type { Part } from './parts.ts';

/** `auto`: whichever is faster, as far as that is known. */
export type EngineChoice = 'auto' | 'builtin' | 'duckdb';

/**
 * The rows of a part's inputs from which `auto` takes DuckDB. Measured from tuples to tuples on two
 * processors, DuckDB's time over the built-in engine's:
 *
 *     rows of the largest input    30,000   100,000   300,000   1,000,000
 *     GROUP BY                     3.7–5.0  2.0–3.2   1.5–1.8   0.7–2.2
 *     join                         3.2      2.5       1.6       1.4
 *     join, GROUP BY, ORDER BY     2.6      1.2       0.6       0.6
 *     ORDER BY                     1.9      1.4       1.3       0.9
 *     windows                      1.0      0.8       0.7
 *
 * Most of its time goes into loading rows and reading them back. From 300,000 on it saves most where
 * most is to be done, and from there memory, which it can do without, begins to count.
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
