/** Which engine runs what can be large. */
import type { Part } from './parts.ts';

/** `auto`: whichever is faster, as far as that is known. */
export type EngineChoice = 'auto' | 'builtin' | 'duckdb';

/**
 * The rows of a part's inputs from which `auto` takes DuckDB. Measured from tuples to tuples, DuckDB's
 * time over the built-in engine's:
 *
 *     rows read                 10,000   30,000   100,000
 *     GROUP BY                  0.2–1.8  0.6–0.7  0.3–0.8
 *     join, GROUP BY, top 10    0.5      0.6      0.4
 *     join                      1.2      0.7      0.7
 *     ORDER BY                  0.5      0.8      0.7
 *     windows                   0.5–0.7  0.3      0.2–0.4
 *
 * Starting it takes some 30 ms, and loading its library 100 ms once in a process: at 30,000 rows what
 * is saved begins to exceed that.
 */
export const FROM_ROWS = 30_000;

/** Which engine ran a part. */
export interface EngineUse {
  readonly part: Part;
  readonly engine: 'built-in' | 'DuckDB';
  /** Of the part's inputs. */
  readonly rows: number;
  /** Why DuckDB did not run it, although there were rows enough; null where that is not so. */
  readonly declined: string | null;
}
