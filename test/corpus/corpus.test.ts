/**
 * The corpus: statements over local tables with the answers of PostgreSQL and DuckDB, kept as text.
 * `support/format.ts` says how the files read, `scripts/corpus.ts` writes them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { XeroSqlError } from '../../src/errors.ts';
import type { Database } from '../../src/database/database.ts';
import { openCorpus } from './support/database.ts';
import { readCorpus, rowText, writeCorpus, type CorpusCase } from './support/format.ts';

const FOLDER = new URL('./', import.meta.url);
const ENDING = '.test.txt';

let database: Database;

beforeAll(async () => {
  database = await openCorpus();
});
afterAll(() => database.close());

const themes = readdirSync(FOLDER)
  .filter((file) => file.endsWith(ENDING))
  .sort()
  .map((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    return { name: file.slice(0, -ENDING.length), text, cases: readCorpus(text) };
  });

/** The case as the file would have it, were the engine right. */
async function answered(corpusCase: CorpusCase): Promise<CorpusCase> {
  const { sql, expected } = corpusCase;
  try {
    const { rows, columns } = await database.query(sql);
    const types = columns.map(({ type }) => type);
    const lines = rows.map((row) =>
      rowText(
        columns.map(({ name }) => row[name] ?? null),
        types,
      ),
    );
    const sorted = expected !== null && !('error' in expected) && expected.sorted;
    return { ...corpusCase, expected: { types, sorted, rows: sorted ? lines.sort() : lines } };
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    return { ...corpusCase, expected: { error: error.code } };
  }
}

/** Doubles agree to twelve digits: sums of them depend on their order. */
function rounded(corpusCase: CorpusCase): CorpusCase {
  const { expected } = corpusCase;
  if (expected === null || 'error' in expected || !expected.types.includes('double')) {
    return corpusCase;
  }
  const rows = expected.rows.map((row) =>
    row
      .split(' | ')
      .map((cell) =>
        /^-?[\d.]+(e[+-]?\d+)?$/.test(cell) ? String(+(+cell).toPrecision(12)) : cell,
      )
      .join(' | '),
  );
  return { ...corpusCase, expected: { ...expected, rows } };
}

const shown = (corpusCase: CorpusCase): string => writeCorpus('', [rounded(corpusCase)]);

describe.each(themes)('$name', ({ name, cases }) => {
  test.each(cases.map((corpusCase) => [corpusCase.line, corpusCase] as const))(
    `${name}${ENDING}:%i`,
    async (_, corpusCase) => {
      expect(shown(await answered(corpusCase))).toBe(shown(corpusCase));
    },
  );
});

test('there are enough of them, and none twice', () => {
  const statements = themes.flatMap(({ name, cases }) => cases.map(({ sql }) => `${name}: ${sql}`));
  expect(statements.length).toBeGreaterThan(1000);
  expect(new Set(statements).size).toBe(statements.length);
});

test.each(themes)('$name reads and writes as it stands', ({ text, cases }) => {
  const [heading = ''] = text.split('\n');
  expect(writeCorpus(heading.slice(2), cases)).toBe(text);
});
