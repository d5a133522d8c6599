/**
 * Both engines over the same rows: the same tuples in the same order, to the last digit that a
 * decimal shows. DuckDB is given every part it can be given, however few rows there are.
 *
 * ENGINES_RUNS is the number of random statements, DIFFERENTIAL_SEED the seed.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDemoBooks } from '../../fixtures/books/index.ts';
import type { EngineUse } from '../../src/engine/duckdb/index.ts';
import type { EngineOptions } from '../../src/engine/finish/index.ts';
import { Decimal } from '../../src/engine/values/decimal.ts';
import type { SqlValue, Tuple } from '../../src/engine/values/types.ts';
import { readThemes } from './support/cases.ts';
import { startEngine, type Engine } from './support/engine.ts';
import { memoryRunner } from './support/memory.ts';
import { Generator } from './support/generator.ts';
import { SEED } from './support/property.ts';
import { randomTables, type RandomTable } from './support/tables.ts';

const RUNS = Number(process.env.ENGINES_RUNS ?? 300);
const NOW = new Date('2026-11-20T09:00:00.000Z');

/** A row as the engine holds it; some decimals show more digits than they need. */
function tuple({ columns, rows }: RandomTable, number: number): Tuple {
  return columns.map(({ type }, index): SqlValue => {
    const value = rows[number]?.[index] ?? null;
    if (type !== 'decimal' || value === null) return value;
    return Decimal.fromNumber(value as number).withMinScale(number % 3);
  });
}

/** What a run came to, for comparison: its tuples with every digit, or its error. */
async function outcome(run: () => Promise<readonly Tuple[]>): Promise<unknown> {
  try {
    return (await run()).map((row) => row.map(shown));
  } catch (error) {
    return { code: (error as { readonly code?: unknown }).code, message: String(error) };
  }
}

const shown = (value: SqlValue): unknown =>
  value instanceof Decimal ? `decimal ${value.toString()}` : value;

/** One thread: starting more takes longer than these rows do. */
const SMALL = { memoryLimit: 100_000_000 };

type Run = (sql: string, engine?: EngineOptions) => Promise<readonly Tuple[]>;

/** What both engines answer; alike by itself where no part of the statement is for DuckDB. */
async function inBoth(
  run: Run,
  sql: string,
  uses: EngineUse[],
): Promise<{ readonly duckDb: unknown; readonly builtIn: unknown }> {
  const before = uses.length;
  const duckDb = await outcome(() =>
    run(sql, { choice: 'duckdb', session: SMALL, onUse: (use) => uses.push(use) }),
  );
  if (uses.length === before) return { duckDb, builtIn: duckDb };
  return { duckDb, builtIn: await outcome(() => run(sql)) };
}

describe('queries over the books', () => {
  const books = generateDemoBooks();
  const uses: EngineUse[] = [];
  let engine: Engine;

  beforeAll(async () => {
    const properties = {
      Tenant: books.organisations[0]?.tenantId ?? '',
      IncludeArchived: 'true',
      MaxCalls: '100000',
    };
    engine = await startEngine({ books, properties, now: NOW });
  });
  afterAll(() => engine.close());

  const themes = readThemes(new URL('./queries/one-organisation/', import.meta.url));

  test.each(themes)(
    '$name',
    async ({ cases }) => {
      for (const { sql } of cases) {
        const { builtIn, duckDb } = await inBoth(engine.run, sql, uses);
        expect(duckDb, sql).toEqual(builtIn);
      }
    },
    600_000,
  );

  test('DuckDB has run most of what it was given', () => {
    const ran = uses.filter(({ engine: ranIn }) => ranIn === 'DuckDB');
    expect(uses.length).toBeGreaterThan(300);
    expect(ran.length).toBeGreaterThan(uses.length * 0.9);
    // What fails, and is then run by the built-in engine, would hide a mistake of the printer.
    expect(uses.filter(({ declined }) => declined === 'it failed')).toEqual([]);
  });
});

describe(`random statements, seed ${SEED}`, () => {
  test.each([0, 1, 2])(
    'tables %i',
    async (dataset) => {
      const tables = randomTables(SEED + dataset);
      const run = memoryRunner(
        tables.map((table) => ({ ...table, rows: table.rows.map((_, row) => tuple(table, row)) })),
        NOW,
      );
      const uses: EngineUse[] = [];
      const choices = fc.array(fc.noBias(fc.integer({ min: 0, max: 65_535 })), {
        maxLength: 120,
        size: 'max',
      });
      const property = fc.asyncProperty(choices, async (numbers) => {
        const { sql } = new Generator(tables, numbers).statement();
        const builtIn = await outcome(() => run(sql));
        const duckDb = await outcome(() =>
          run(sql, { choice: 'duckdb', session: SMALL, onUse: (use) => uses.push(use) }),
        );
        expect(duckDb, sql).toEqual(builtIn);
      });
      await fc.assert(property, { numRuns: Math.ceil(RUNS / 3), seed: SEED + dataset });
      const byDuckDb = uses.filter(({ engine }) => engine === 'DuckDB');
      expect(byDuckDb.length).toBeGreaterThan(RUNS / 9);
    },
    600_000,
  );
});
