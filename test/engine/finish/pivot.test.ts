/** PIVOT and UNPIVOT: names, order and number of columns, and what is refused. */
import { expect, test } from 'vitest';
import { valueToText } from '../../../src/engine/values/coerce.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import { MemorySource, planSql, run, table } from './support.ts';

const d = (text: string): Decimal => Decimal.parse(text);

const sale = table(
  'sale',
  { region: 'text', rep: 'text', year: 'integer', amount: 'decimal', tax: 'decimal' },
  [
    ['North', 'Ann', 2025, d('100'), d('15')],
    ['North', 'Ann', 2026, d('50'), null],
    ['North', 'Bob', 2026, d('20'), d('3')],
    ['South', 'Ann', 2026, d('7'), d('1')],
    [null, 'Cid', 2025, null, d('2')],
  ],
);

async function result(sql: string): Promise<readonly string[]> {
  const plan = planSql(sql, [sale]);
  const rows = await run(plan, new MemorySource([sale]));
  return [
    plan.columns.map(({ name }) => name).join(' '),
    ...rows.map((row) =>
      row
        .map((value, index) =>
          value === null ? 'null' : valueToText(value, plan.columns[index]?.type ?? 'text'),
        )
        .join(' '),
    ),
  ];
}

const sales = '(SELECT region, rep, year, amount FROM sale)';

test.each<[sql: string, lines: readonly string[]]>([
  [
    `SELECT * FROM ${sales} PIVOT (sum(amount) FOR year IN (2025, 2026 AS now)) ORDER BY region, rep`,
    [
      'region rep 2025 now',
      'North Ann 100 50',
      'North Bob null 20',
      'South Ann null 7',
      'null Cid null null',
    ],
  ],
  [
    'SELECT * FROM sale PIVOT (sum(amount), count(*) AS n FOR year IN (2025, 2026) GROUP BY rep) AS p ORDER BY p.rep',
    [
      'rep 2025_sum 2025_n 2026_sum 2026_n',
      'Ann 100 1 57 2',
      'Bob null 0 20 1',
      'Cid null 1 null 0',
    ],
  ],
  [
    'SELECT * FROM (SELECT region, amount FROM sale) PIVOT (SUM(amount) FOR region IN ([North], South, NULL))',
    ['North South NULL', '170 7 null'],
  ],
  [
    'SELECT p.North FROM (SELECT region, amount FROM sale) AS s PIVOT (count(amount) FOR s.region IN (North)) p',
    ['North', '3'],
  ],
  [
    `SELECT * FROM ${sales} PIVOT (sum(amount) FILTER (WHERE amount > 20) FOR region IN ('North') GROUP BY year) ORDER BY year`,
    ['year North', '2025 100', '2026 50'],
  ],
  [
    "SELECT rep, k, v FROM sale UNPIVOT (v FOR k IN (amount AS 'net', tax)) WHERE rep <> 'Ann' ORDER BY rep, k",
    ['rep k v', 'Bob net 20', 'Bob tax 3', 'Cid tax 2'],
  ],
  [
    'SELECT * FROM (SELECT rep, amount, tax FROM sale WHERE year = 2026) UNPIVOT INCLUDE NULLS (v FOR k IN (amount, tax)) ORDER BY rep, k, v LIMIT 3',
    ['rep k v', 'Ann amount 7', 'Ann amount 50', 'Ann tax 1'],
  ],
  [
    'SELECT * FROM (SELECT rep, amount, tax FROM sale) UNPIVOT (v FOR k IN (amount, tax)) PIVOT (sum(v) FOR k IN (tax, amount)) ORDER BY rep',
    ['rep tax amount', 'Ann 16 157', 'Bob 3 20', 'Cid 2 null'],
  ],
])('%s', async (sql, lines) => {
  expect(await result(sql)).toEqual(lines);
});

test.each([
  [
    'SELECT * FROM sale PIVOT (amount FOR year IN (2026))',
    'SYNTAX_ERROR',
    'PIVOT takes aggregates.',
  ],
  [
    'SELECT * FROM sale PIVOT (upper(rep) FOR year IN (2026))',
    'GROUPING_ERROR',
    'PIVOT takes aggregates, and upper is none.',
  ],
  [
    'SELECT * FROM sale PIVOT (sum(amount) FOR year IN (2025 + 1))',
    'SYNTAX_ERROR',
    'A value of PIVOT that is computed needs a name.',
  ],
  [
    'SELECT * FROM sale PIVOT (sum(amount) FOR year IN (SELECT 2026))',
    'SYNTAX_ERROR',
    'Expected the values, found "SELECT".',
  ],
  [
    'SELECT * FROM sale PIVOT (sum(amount) FOR yaer IN (2026))',
    'UNKNOWN_COLUMN',
    'There is no column yaer.',
  ],
  [
    'SELECT * FROM sale UNPIVOT (v FOR k IN (amount, rep))',
    'TYPE_MISMATCH',
    'amount is a decimal but rep is text: the values of column 2 need one type.',
  ],
])('refuses %s', (sql, code, message) => {
  expect(() => planSql(sql, [sale])).toThrow(expect.objectContaining({ code, message }));
});
