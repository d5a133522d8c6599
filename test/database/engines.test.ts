/** The connection's Engine: which one runs, what EXPLAIN says of it, and that answers and calls are the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { FROM_ROWS } from '../../src/engine/duckdb/index.ts';
import { apiCalls, lineOf, NOW, open } from '../e2e/support.ts';
import { FakeClock } from '../xero/support.ts';

const clock = new FakeClock(NOW.getTime());
const CHOICES = ['auto', 'builtin', 'duckdb'] as const;

let emulator: Emulator;
let databases: Readonly<Record<(typeof CHOICES)[number], Database>>;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
  const [auto, builtin, duckdb] = await Promise.all(
    CHOICES.map((Engine) => open(emulator, { clock, properties: { Engine, CacheSeconds: '0' } })),
  );
  if (!auto || !builtin || !duckdb) throw new Error('no connections');
  databases = { auto, builtin, duckdb };
  const rows = Array.from({ length: FROM_ROWS }, (_, id) => ({
    id,
    month: `2026-${String((id % 12) + 1).padStart(2, '0')}`,
    amount: id / 4,
  }));
  for (const database of Object.values(databases)) database.registerTable('targets', rows);
});
afterAll(async () => {
  for (const database of Object.values(databases)) await database.close();
  await emulator.close();
});

async function lines(database: Database, sql: string): Promise<readonly string[]> {
  const { rows } = await database.query(sql);
  return rows.map((row) => String(row['QUERY PLAN'])).filter((line) => line.startsWith('Engine:'));
}

const GROUPED = 'SELECT month, SUM(amount) AS s FROM targets GROUP BY month ORDER BY month';
const DISTINCT =
  'SELECT month, COUNT(DISTINCT amount) AS n FROM targets GROUP BY month ORDER BY month';
const JOINED =
  "SELECT to_char(i.Date, 'YYYY-MM') AS m, b.s, COUNT(*) AS n, SUM(i.Total) AS t FROM Invoices i " +
  'JOIN (SELECT month, SUM(amount) AS s FROM targets GROUP BY month) b ' +
  "ON b.month = to_char(i.Date, 'YYYY-MM') JOIN Contacts c ON c.ContactID = i.ContactID " +
  'GROUP BY 1, 2 ORDER BY 1';

describe('EXPLAIN', () => {
  it.each<[keyof typeof databases, string, string]>([
    ['auto', DISTINCT, 'DuckDB for sort, aggregate from 300,000 rows read on, otherwise built-in'],
    [
      'auto',
      GROUPED,
      'built-in for sort, aggregate, however many rows: rows are grouped as they come',
    ],
    [
      'auto',
      'SELECT id FROM targets ORDER BY amount DESC LIMIT 10',
      'built-in for sort, however many rows: only the first rows are kept',
    ],
    ['duckdb', GROUPED, 'DuckDB for sort, aggregate, as Engine=duckdb says'],
    ['builtin', GROUPED, 'built-in, as Engine=builtin says'],
    ['auto', 'SELECT id FROM targets WHERE id < 5', 'built-in'],
    ['auto', 'SELECT STDDEV(amount) FROM targets', 'built-in; not in DuckDB: it uses stddev()'],
  ])('%s: %s', async (engine, sql, line) => {
    expect(await lines(databases[engine], `EXPLAIN ${sql}`)).toEqual([`Engine: ${line}`]);
  });

  it('says what is not in DuckDB where the rest is', async () => {
    const sql =
      'SELECT * FROM (SELECT month, STDDEV(amount) AS s FROM targets GROUP BY month) x ORDER BY s';
    expect(await lines(databases.duckdb, `EXPLAIN ${sql}`)).toEqual([
      'Engine: DuckDB for sort, as Engine=duckdb says',
      'Engine: built-in for the rest; not in DuckDB: it uses stddev()',
    ]);
  });
});

describe('EXPLAIN ANALYZE', () => {
  it('says which engine ran, over how many rows', async () => {
    expect(await lines(databases.auto, `EXPLAIN ANALYZE ${DISTINCT}`)).toEqual([
      'Engine: DuckDB ran sort, aggregate over 300,000 rows',
    ]);
    const few = DISTINCT.replace('GROUP', 'WHERE id < 100 GROUP');
    expect(await lines(databases.auto, `EXPLAIN ANALYZE ${few}`)).toEqual([
      'Engine: built-in ran sort, aggregate over 100 rows; DuckDB runs it from 300,000 rows on',
    ]);
    expect(await lines(databases.duckdb, `EXPLAIN ANALYZE ${few}`)).toEqual([
      'Engine: DuckDB ran sort, aggregate over 100 rows',
    ]);
    expect(await lines(databases.auto, `EXPLAIN ANALYZE ${GROUPED}`)).toEqual([
      'Engine: built-in for sort, aggregate, however many rows: rows are grouped as they come',
    ]);
  });
});

describe('answers', () => {
  it.each([GROUPED, DISTINCT, JOINED])('%s', async (sql) => {
    const answers = [];
    const calls = [];
    for (const engine of CHOICES) {
      const before = apiCalls(emulator).length;
      answers.push((await databases[engine].query(sql)).rows);
      calls.push(apiCalls(emulator).slice(before).map(lineOf).sort());
    }
    const [auto, builtIn, duckDb] = answers;
    expect(builtIn?.length).toBeGreaterThan(1);
    expect(auto).toEqual(builtIn);
    expect(duckDb).toEqual(builtIn);
    expect(calls[0]).toEqual(calls[1]);
    expect(calls[2]).toEqual(calls[1]);
  });
});
