/**
 * Random statements over small random tables: NULLs, duplicates, decimals, dates, hostile texts.
 *
 * DIFFERENTIAL_RUNS is the number of statements, DIFFERENTIAL_SEED the seed; both have fixed
 * defaults. A failure shows the smallest statement that fails and both answers.
 */
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../src/engine/values/decimal.ts';
import type { Tuple } from '../../src/engine/values/types.ts';
import type { DocValue } from '../../fixtures/books/index.ts';
import { agreesOnRandomStatements, RUNS, SEED } from './support/property.ts';
import { fillTable, openDuckDb } from './support/loader.ts';
import { memoryEngine } from './support/memory.ts';
import { randomTables, type RandomTable } from './support/tables.ts';

const DATASETS = 6;
const NOW = new Date('2026-11-20T09:00:00.000Z');

/** A row as our engine holds it. */
function tuple({ columns }: RandomTable, row: readonly DocValue[]): Tuple {
  return columns.map(({ type }, index) => {
    const value = row[index] ?? null;
    if (value === null) return null;
    return type === 'decimal' ? Decimal.fromNumber(value as number) : (value as string | boolean);
  });
}

describe(`random statements, seed ${SEED}`, () => {
  test.each(Array.from({ length: DATASETS }, (_, index) => index))(
    'tables %i',
    async (dataset) => {
      const tables = randomTables(SEED + dataset);
      const oracle = await openDuckDb();
      for (const { name, columns, rows } of tables)
        await fillTable(oracle, 'main', name, columns, rows);
      const engine = memoryEngine(
        tables.map((table) => ({ ...table, rows: table.rows.map((row) => tuple(table, row)) })),
        NOW,
      );
      const report = await agreesOnRandomStatements({
        tables,
        oracle,
        variants: [
          ['rules on', (sql) => engine(sql, false)],
          ['rules off', (sql) => engine(sql, true)],
        ],
        runs: Math.ceil(RUNS / DATASETS),
        seed: SEED + dataset,
      });
      expect(report.declined, 'statements that DuckDB declines').toBeLessThan(report.runs / 20);
      expect(report.withRows, 'statements with rows').toBeGreaterThan(report.runs / 3);
    },
    600_000,
  );
});
