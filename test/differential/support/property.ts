/** The property that both engines answer random statements alike. */
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { XeroSqlError } from '../../../src/errors.ts';
import { difference, oracleAnswer, type Answer } from './answers.ts';
import { Generator, type GenTable, type Limits } from './generator.ts';

export const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 3000);
export const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20_261_123);

export type Ask = (sql: string) => Promise<Answer>;

export interface RandomOptions extends Limits {
  readonly tables: readonly GenTable[];
  readonly oracle: DuckDBConnection;
  readonly variants: readonly (readonly [name: string, ask: Ask])[];
  readonly runs: number;
  readonly seed: number;
}

export interface RandomReport {
  readonly runs: number;
  /** Statements beyond what DuckDB can do, or its arithmetic can hold. */
  readonly declined: number;
  readonly withRows: number;
}

/** What DuckDB says of statements that are right but too much for it. */
const DECLINES =
  /in a DISTINCT aggregate, ORDER BY|not (yet )?(supported|implemented)|unsupported|overflow|out of range|could not cast|conversion error|internal error/i;

/** @throws Error that shows the smallest statement on which the engines differ */
export async function agreesOnRandomStatements(options: RandomOptions): Promise<RandomReport> {
  const { tables, oracle, variants, runs, seed } = options;
  let declined = 0;
  let withRows = 0;
  const choices = fc.array(fc.noBias(fc.integer({ min: 0, max: 65_535 })), {
    minLength: 0,
    maxLength: 120,
    size: 'max',
  });
  const property = fc.asyncProperty(choices, async (numbers) => {
    const { sql, ordered } = new Generator(tables, numbers, options).statement();
    const theirs = await attempt(() => oracleAnswer(oracle, sql));
    if (theirs instanceof Error && DECLINES.test(theirs.message)) {
      declined++;
      return;
    }
    if (!(theirs instanceof Error) && theirs.rows.length > 0) withRows++;
    for (const [name, ask] of variants) {
      const ours = await attempt(() => ask(sql));
      const found = disagreement(ours, theirs, ordered);
      if (found !== null) throw new Error(`${sql}\n${name}: ${found}`);
    }
  });
  await fc.assert(property, { numRuns: runs, seed });
  return { runs, declined, withRows };
}

async function attempt(ask: () => Promise<Answer>): Promise<Answer | Error> {
  try {
    return await ask();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function disagreement(
  ours: Answer | Error,
  theirs: Answer | Error,
  ordered: boolean,
): string | null {
  if (ours instanceof Error) {
    const code = ours instanceof XeroSqlError ? `${ours.code} ` : '';
    const both = theirs instanceof Error && code !== '' && code !== 'INTERNAL ';
    return both
      ? null
      : `fails (${code}${ours.stack ?? ours.message}), the oracle ${outcome(theirs)}`;
  }
  if (theirs instanceof Error) return `answers, the oracle ${outcome(theirs)}`;
  return difference(ours, theirs, ordered);
}

const outcome = (theirs: Answer | Error): string =>
  theirs instanceof Error ? `fails: ${theirs.message}` : `has ${theirs.rows.length} rows`;
