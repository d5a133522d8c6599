/** Window functions over rows with NULLs and ties, answered as DuckDB answers them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { Tuple } from '../../../src/engine/values/types.ts';
import { ask, openOracle, texts } from './oracle.ts';
import { runSql, table } from './support.ts';

const ROWS = 60;

const DAYS = ['2024-01-30', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-31', '2024-04-30'];

/** `n` is unique; all else has NULLs and ties. Amounts differ in their digits after the point. */
const entry = table(
  'entry',
  {
    n: 'integer',
    acc: 'text',
    qty: 'integer',
    amount: 'decimal',
    day: 'date',
    stamp: 'timestamp',
    ok: 'boolean',
  },
  Array.from({ length: ROWS }, (_, n): Tuple => [
    n,
    n % 11 === 0 ? null : `a${(n * 7) % 3}`,
    n % 9 === 0 ? null : ((n * 13) % 8) - 3,
    n % 7 === 0 ? null : Decimal.parse(['0.5', '10.25', '-3', '7.125', '100.00'][n % 5] ?? '0'),
    n % 8 === 0 ? null : (DAYS[(n * 5) % DAYS.length] ?? null),
    n % 6 === 0 ? null : `2024-01-${10 + (n % 19)}T${10 + (n % 9)}:30:00.000Z`,
    n % 5 === 0 ? null : n % 2 === 0,
  ]),
);
const nothing = table('nothing', { n: 'integer', acc: 'text' });
const TABLES = [entry, nothing];

let oracle: DuckDBConnection;

beforeAll(async () => {
  oracle = await openOracle(TABLES);
});

async function agrees(sql: string): Promise<void> {
  const ours = [...texts(await runSql(sql, TABLES))].sort();
  const theirs = [...(await ask(oracle, sql))].sort();
  const different = ours.filter((row, index) => row !== theirs[index]);
  expect(different, sql).toEqual(theirs.filter((row, index) => row !== ours[index]));
}

/** Calls that mean the same in any order of the rows that tie. */
const AGGREGATES = [
  'sum(qty)',
  'sum(amount)',
  'avg(amount)',
  'count(*)',
  'count(amount)',
  'min(amount)',
  'max(day)',
  'bool_and(ok)',
  'bool_or(ok)',
  'sum(amount) FILTER (WHERE ok)',
  'stddev_pop(qty)',
  'stddev(amount)',
];

/** Calls to which the order of all rows matters. */
const ORDERED = [
  "string_agg(acc, '-')",
  'first_value(amount)',
  'last_value(amount)',
  'nth_value(n, 3)',
  'any_value(qty)',
];

const EXCLUSIONS = ['', ' EXCLUDE CURRENT ROW', ' EXCLUDE GROUP', ' EXCLUDE TIES'];

const BOUNDS = [
  'UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
  'UNBOUNDED PRECEDING AND CURRENT ROW',
  'CURRENT ROW AND UNBOUNDED FOLLOWING',
  'CURRENT ROW AND CURRENT ROW',
];

const COUNTED = [
  '2 PRECEDING AND CURRENT ROW',
  '3 PRECEDING AND 1 PRECEDING',
  '1 FOLLOWING AND 4 FOLLOWING',
  '5 PRECEDING AND 2 FOLLOWING',
  'UNBOUNDED PRECEDING AND 2 PRECEDING',
  '2 FOLLOWING AND UNBOUNDED FOLLOWING',
  '0 PRECEDING AND 0 FOLLOWING',
  '1000 PRECEDING AND 1000 FOLLOWING',
];

const PARTITIONS = ['', 'PARTITION BY acc '];

const selects = (calls: readonly string[], window: string): string =>
  `SELECT n, ${calls.map((call) => `${call} OVER (${window})`).join(', ')} FROM entry`;

describe('frames', () => {
  describe.each(EXCLUSIONS)('with%s', (exclude) => {
    test.each([...BOUNDS, ...COUNTED])('ROWS BETWEEN %s', async (bounds) => {
      for (const partition of PARTITIONS) {
        const window = `${partition}ORDER BY n DESC ROWS BETWEEN ${bounds}${exclude}`;
        await agrees(selects([...AGGREGATES, ...ORDERED], window));
      }
    });

    test.each([...BOUNDS, ...COUNTED])('GROUPS BETWEEN %s', async (bounds) => {
      for (const order of ['qty, ok DESC', 'day DESC NULLS LAST']) {
        const window = `PARTITION BY acc ORDER BY ${order} GROUPS BETWEEN ${bounds}${exclude}`;
        await agrees(selects(AGGREGATES, window));
      }
    });

    test.each([...BOUNDS, ...COUNTED])('RANGE BETWEEN %s', async (bounds) => {
      for (const key of ['qty', 'amount DESC', 'qty DESC NULLS LAST', 'amount NULLS FIRST']) {
        const window = `ORDER BY ${key} RANGE BETWEEN ${bounds}${exclude}`;
        await agrees(selects(AGGREGATES, window));
      }
    });

    test.each([
      "INTERVAL '1 month' PRECEDING AND CURRENT ROW",
      "INTERVAL '40 days' PRECEDING AND INTERVAL '1 day' PRECEDING",
      "INTERVAL '0 days' FOLLOWING AND INTERVAL '2 months' FOLLOWING",
      "UNBOUNDED PRECEDING AND INTERVAL '1 month' FOLLOWING",
      "INTERVAL '30 hours' PRECEDING AND INTERVAL '30 hours' FOLLOWING",
    ])('RANGE over time BETWEEN %s', async (bounds) => {
      for (const key of ['day', 'day DESC', 'stamp', 'stamp DESC NULLS LAST']) {
        const window = `PARTITION BY ok ORDER BY ${key} RANGE BETWEEN ${bounds}${exclude}`;
        await agrees(selects(AGGREGATES, window));
      }
    });
  });

  test.each([
    'ORDER BY amount RANGE BETWEEN 0.25 PRECEDING AND 6.875 FOLLOWING',
    'ORDER BY qty RANGE UNBOUNDED PRECEDING',
    'ORDER BY qty GROUPS CURRENT ROW',
    'ORDER BY n ROWS (1 + 1) PRECEDING',
    'PARTITION BY acc, ok ORDER BY n',
    'PARTITION BY upper(acc)',
    'ORDER BY qty % 2, ok',
    '',
  ])('of (%s)', async (window) => {
    await agrees(selects(AGGREGATES, window));
  });
});

const RANKS = 'row_number() rank() dense_rank() percent_rank() cume_dist() ntile(4)'.split(' ');

describe('functions of place', () => {
  test.each(['ORDER BY n', 'PARTITION BY acc ORDER BY n DESC', 'PARTITION BY ok ORDER BY qty, n'])(
    'over (%s)',
    (window) =>
      agrees(
        selects(
          [
            ...RANKS,
            'ntile(1)',
            'ntile(7)',
            'ntile(1000)',
            'lag(amount)',
            'lead(amount, 2)',
            'lag(amount, 0)',
            'lag(amount, 3, 0)',
            'lead(qty, 2, -1)',
            "lag(acc, 1, 'none')",
            'lead(amount, 1, amount)',
            'lag(day, -1)',
            'lag(n, qty)',
            'first_value(acc)',
            'last_value(acc)',
            'nth_value(acc, 2)',
          ],
          window,
        ),
      ),
  );

  test.each(['ORDER BY qty', 'PARTITION BY acc ORDER BY ok DESC, day', 'PARTITION BY acc'])(
    'with ties over (%s)',
    (window) =>
      agrees(selects(['rank()', 'dense_rank()', 'percent_rank()', 'cume_dist()'], window)),
  );
});

const STATEMENTS: readonly string[] = [
  'SELECT n, row_number() OVER (ORDER BY n), rank() OVER (ORDER BY acc), sum(qty) OVER (PARTITION BY ok) FROM entry WHERE qty > 0',
  'SELECT acc, sum(sum(amount)) OVER (ORDER BY acc), rank() OVER (ORDER BY count(*) DESC), sum(count(*)) OVER () FROM entry GROUP BY acc',
  'SELECT acc, ok, sum(qty), sum(sum(qty)) OVER (PARTITION BY acc) FROM entry GROUP BY acc, ok HAVING count(*) > 2',
  'SELECT count(*), sum(count(*)) OVER () FROM entry',
  'SELECT row_number() OVER (), n FROM nothing',
  'SELECT acc, count(*), rank() OVER (ORDER BY acc) FROM nothing GROUP BY acc',
  'SELECT DISTINCT acc, count(*) OVER (PARTITION BY acc) FROM entry',
  'SELECT n FROM entry ORDER BY row_number() OVER (ORDER BY n DESC) LIMIT 3',
  'SELECT n, sum(qty) OVER w, avg(qty) OVER w, count(*) OVER (w ROWS 1 PRECEDING) FROM entry WINDOW w AS (PARTITION BY acc ORDER BY n)',
  'SELECT n, sum(qty) OVER v, count(*) OVER u FROM entry WINDOW u AS (PARTITION BY acc), v AS (u ORDER BY n)',
  'SELECT n, sum(qty) OVER w FROM entry WINDOW w AS (ORDER BY n ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)',
  'SELECT n FROM entry QUALIFY row_number() OVER (PARTITION BY acc ORDER BY n) <= 2',
  'SELECT n, row_number() OVER (PARTITION BY acc ORDER BY n DESC) AS place FROM entry QUALIFY place = 1 ORDER BY n',
  'SELECT n, qty * 2 AS twice FROM entry QUALIFY twice > avg(qty) OVER (PARTITION BY acc)',
  'SELECT acc, sum(qty) AS total FROM entry GROUP BY acc HAVING count(*) > 1 QUALIFY rank() OVER (ORDER BY sum(qty) DESC) = 1',
  'SELECT n FROM entry WINDOW w AS (PARTITION BY acc ORDER BY n) QUALIFY lag(qty) OVER w > qty',
  'SELECT * FROM (SELECT acc, n, row_number() OVER (PARTITION BY acc ORDER BY n) AS r FROM entry) x WHERE r = 2',
  "SELECT * FROM (SELECT acc, n, count(*) OVER (PARTITION BY acc) AS c FROM entry) x WHERE acc = 'a1' AND n > 20",
  'SELECT e.n, (SELECT max(r) FROM (SELECT row_number() OVER (ORDER BY i.n) AS r FROM entry i WHERE i.qty = e.qty) x) FROM entry e',
  'SELECT e.n, x.n, x.r FROM entry e, LATERAL (SELECT i.n, rank() OVER (ORDER BY i.amount) AS r FROM entry i WHERE i.acc = e.acc AND i.n < 9) x',
  'SELECT n, sum(qty) OVER (PARTITION BY (SELECT max(i.n) FROM entry i WHERE i.acc = e.acc)) FROM entry e',
  'SELECT n, CASE WHEN rank() OVER (ORDER BY qty) > 3 THEN 1 ELSE 0 END + 1 FROM entry',
  'SELECT a.n, row_number() OVER (PARTITION BY b.acc ORDER BY a.n, b.n) FROM entry a JOIN entry b ON a.qty = b.qty WHERE a.n < 20',
  'SELECT n, rank() OVER (ORDER BY qty) FROM entry WHERE ok UNION ALL SELECT n, ntile(2) OVER (ORDER BY n) FROM entry WHERE NOT ok',
  'WITH r AS (SELECT n, acc, row_number() OVER (PARTITION BY acc ORDER BY n) AS place FROM entry) SELECT a.n, b.n FROM r a JOIN r b ON a.acc = b.acc AND a.place = b.place + 1',
  'SELECT DISTINCT ON (acc) acc, n FROM entry ORDER BY acc, n DESC',
  'SELECT DISTINCT ON (acc, ok) n FROM entry ORDER BY ok, acc DESC, n',
  'SELECT DISTINCT ON (1) acc AS a, n FROM entry ORDER BY a DESC, n LIMIT 2',
  'SELECT DISTINCT ON (upper(acc)) n, amount FROM entry ORDER BY upper(acc), amount DESC NULLS LAST, n',
  'SELECT * FROM (SELECT DISTINCT ON (acc) acc, n FROM entry ORDER BY acc, n) x WHERE n > 1',
  "SELECT * FROM (SELECT DISTINCT ON (acc) acc, n FROM entry ORDER BY acc, n) x WHERE acc <> 'a1'",
  'SELECT DISTINCT ON (acc) acc, count(*) FROM entry GROUP BY acc, ok ORDER BY acc, count(*) DESC',
  'SELECT DISTINCT ON (acc) acc, row_number() OVER (ORDER BY n) AS r FROM entry ORDER BY acc, n DESC',
  'SELECT e.n, (SELECT x.n FROM (SELECT DISTINCT ON (i.acc) i.acc, i.n FROM entry i WHERE i.qty > e.qty ORDER BY i.acc, i.n) x WHERE x.acc = e.acc) FROM entry e',
];

describe('statements', () => {
  test.each(STATEMENTS)('%s', agrees);
});

describe('what no oracle is needed for', () => {
  const failure = async (sql: string): Promise<unknown> => {
    try {
      return await runSql(sql, TABLES);
    } catch (error) {
      return (error as { code: string; message: string }).message;
    }
  };

  test('rows come in the order in which they were read', async () => {
    const rows = await runSql('SELECT n, row_number() OVER (ORDER BY n DESC) FROM entry', TABLES);
    expect(rows).toEqual(Array.from({ length: ROWS }, (_, n) => [n, ROWS - n]));
  });

  test('a sum that slides has the digits of the rows in its frame', async () => {
    const rows = await runSql(
      'SELECT CAST(sum(amount) OVER (ORDER BY n ROWS 1 PRECEDING) AS TEXT) FROM entry WHERE n IN (3, 12, 17, 22)',
      TABLES,
    );
    expect(rows.flat()).toEqual(['7.125', '4.125', '-6', '-6']);
  });

  test.each([
    ['ntile(0) OVER ()', 'NTILE needs a number of at least 1'],
    ['nth_value(n, -1) OVER ()', 'NTH_VALUE needs a number of at least 1'],
    [
      'sum(n) OVER (ORDER BY n ROWS CAST(NULL AS INTEGER) PRECEDING)',
      'The offset of a window frame must not be NULL',
    ],
    [
      'sum(n) OVER (ORDER BY n RANGE -1 PRECEDING)',
      'The offset of a window frame must not be negative',
    ],
    [
      "sum(n) OVER (ORDER BY day RANGE INTERVAL '-1 day' PRECEDING)",
      'The offset of a window frame must not be negative',
    ],
  ])('%s fails', async (call, message) => {
    expect(await failure(`SELECT ${call} FROM entry`)).toContain(message);
  });

  test('a frame that ends before it starts is empty', async () => {
    const calls = ['count(*)', 'sum(n)', 'first_value(n)'];
    const window = 'ORDER BY n ROWS BETWEEN 1 PRECEDING AND 3 PRECEDING';
    const rows = await runSql(selects(calls, window), TABLES);
    expect(rows).toEqual(Array.from({ length: ROWS }, (_, n) => [n, 0, null, null]));
  });

  test('a window that builds on one that builds on another has all its parts', async () => {
    const window = 'WINDOW u AS (PARTITION BY acc), v AS (u)';
    const through = await runSql(`SELECT sum(n) OVER (v ORDER BY n) FROM entry ${window}`, TABLES);
    const whole = 'SELECT sum(n) OVER (PARTITION BY acc ORDER BY n) FROM entry';
    expect(through).toEqual(await runSql(whole, TABLES));
  });

  test('RANGE reaches beyond the largest integer', async () => {
    const sql =
      'SELECT count(*) OVER (ORDER BY qty RANGE BETWEEN 9007199254740991 PRECEDING AND 9007199254740991 FOLLOWING) FROM entry WHERE qty IS NOT NULL';
    const rows = await runSql(sql, TABLES);
    expect(new Set(rows.flat())).toEqual(new Set([rows.length]));
  });
});
