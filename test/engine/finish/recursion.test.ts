/** WITH RECURSIVE and series: what is read once, what ends them. */
import { expect, test } from 'vitest';
import { XeroSqlError } from '../../../src/errors.ts';
import type { Decimal } from '../../../src/engine/values/decimal.ts';
import { MemorySource, planSql, run, runSql, table } from './support.ts';

const edges = table('edges', { a: 'integer', b: 'integer' }, [
  [1, 2],
  [2, 3],
  [3, 4],
  [3, 1],
  [7, 8],
]);

const REACHABLE = `WITH RECURSIVE r AS (
  SELECT 1 AS n UNION SELECT e.b FROM r JOIN edges e ON e.a = r.n
) SELECT n FROM r ORDER BY n`;

test('a cycle ends under UNION, and the other table of the step is read once', async () => {
  const source = new MemorySource([edges]);
  expect(await runSql(REACHABLE, [edges], source)).toEqual([[1], [2], [3], [4]]);
  expect(source.scans.get('edges')).toBe(1);
});

test('a subquery of the step that is the same in every round is read once', async () => {
  const source = new MemorySource([edges]);
  const sql = `WITH RECURSIVE r AS (SELECT 1 AS n
    UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT max(b) FROM edges)) SELECT count(*) FROM r`;
  expect(await runSql(sql, [edges], source)).toEqual([[8]]);
  expect(source.scans.get('edges')).toBe(1);
});

test('a correlated subquery of the step is evaluated for the rows of each round', async () => {
  const sql = `WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL
    SELECT q.b FROM r, LATERAL (SELECT min(e.b) AS b FROM edges e WHERE e.a = r.n) AS q WHERE q.b > r.n
  ) SELECT n FROM r`;
  expect(await runSql(sql, [edges])).toEqual([[1], [2], [3]]);
});

const ENDLESS = 'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r)';

test('LIMIT ends what would not end by itself', async () => {
  expect(await runSql(`${ENDLESS} SELECT n FROM r LIMIT 3`, [])).toEqual([[1], [2], [3]]);
});

test('without an end it is an error that says so', async () => {
  const doubling =
    'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + v.d FROM r, (VALUES (1), (2)) AS v (d))';
  await expect(runSql(`${doubling} SELECT count(*) FROM r`, [])).rejects.toMatchObject({
    code: 'OUT_OF_RANGE',
    message: 'The recursive query r reached 1000000 rows.',
  });
});

test('it can be cancelled', async () => {
  const controller = new AbortController();
  const rows = run(
    planSql(`${ENDLESS} SELECT count(*) FROM r`, []),
    new MemorySource([]),
    controller.signal,
  );
  setTimeout(() => controller.abort(), 30);
  await expect(rows).rejects.toBeInstanceOf(XeroSqlError);
  await expect(rows).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a series of decimals is exact', async () => {
  const rows = await runSql('SELECT n FROM generate_series(0.1, 0.5, 0.2) AS n', []);
  expect(rows.map(([n]) => (n as Decimal).toString())).toEqual(['0.1', '0.3', '0.5']);
});

test('LIMIT ends a long series', async () => {
  const series = 'FROM generate_series(1, 1000000000) AS n';
  expect(await runSql(`SELECT n ${series} LIMIT 2`, [])).toEqual([[1], [2]]);
});
