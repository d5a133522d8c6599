/** Statements of every shape over hostile rows, answered as DuckDB answers them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlValue } from '../../../src/engine/values/types.ts';
import { ask, openOracle, texts } from './oracle.ts';
import { runSql, table } from './support.ts';

const d = (text: string): Decimal => Decimal.parse(text);

const NAMES: readonly SqlValue[] = [
  '__proto__',
  'constructor',
  "O'Brien",
  'back\\slash',
  '😀 smile',
  '\uffee half',
  'null',
  null,
  '',
  '1',
  'a`b',
  'A_%b',
];

const customer = table(
  'customer',
  { id: 'integer', name: 'text', region: 'text', since: 'date', active: 'boolean', lim: 'decimal' },
  NAMES.map((name, index) => [
    index,
    name,
    index % 3 === 0 ? null : `r${index % 3}`,
    index % 4 === 0 ? null : `20${20 + (index % 5)}-0${1 + (index % 9)}-${10 + index}`,
    index % 5 === 0 ? null : index % 2 === 0,
    index % 6 === 0 ? null : d(`${index * 100}.${index}0`),
  ]),
);

const invoice = table(
  'invoice',
  {
    id: 'integer',
    cust: 'integer',
    ref: 'text',
    total: 'decimal',
    stamp: 'timestamp',
    qty: 'integer',
  },
  Array.from({ length: 40 }, (_, index) => [
    index,
    index % 7 === 0 ? null : index % 13,
    NAMES[index % NAMES.length] ?? null,
    index % 8 === 0 ? null : d(`${(index * 37) % 11}.${index % 10}${index % 3}5`),
    index % 9 === 0 ? null : `2024-0${1 + (index % 9)}-15T0${index % 10}:30:00.000Z`,
    index % 11 === 0 ? null : (index % 5) - 2,
  ]),
);

const empty = table('nothing', { id: 'integer', x: 'text' });
const TABLES = [customer, invoice, empty];

const QUERIES: readonly string[] = [
  // filters and logic
  'SELECT id FROM customer WHERE NOT (lim > 300)',
  "SELECT id FROM customer WHERE name LIKE '%a%' OR active",
  "SELECT id FROM customer WHERE name LIKE 'A\\_%' ESCAPE '\\'",
  "SELECT id FROM customer WHERE name ILIKE '_ONSTR%'",
  'SELECT id FROM customer WHERE active IS NOT TRUE',
  'SELECT id FROM customer WHERE region NOT IN (SELECT region FROM customer)',
  'SELECT id FROM customer WHERE region IN (SELECT region FROM customer WHERE active)',
  "SELECT id, region IN ('r1', NULL) FROM customer",
  'SELECT id, region IS DISTINCT FROM name FROM customer',
  'SELECT id, CASE WHEN qty <> 0 THEN 10 / 1 * id ELSE NULL END FROM invoice WHERE false',
  'SELECT id, CASE WHEN qty <> 0 THEN id % qty ELSE -1 END FROM invoice',
  "SELECT id, coalesce(region, name, 'none') FROM customer",
  'SELECT id, nullif(qty, 0), greatest(qty, id, NULL), least(qty, 1) FROM invoice',
  // joins
  'SELECT c.id, i.id FROM customer c JOIN invoice i ON c.id = i.cust',
  'SELECT c.id, i.id FROM customer c LEFT JOIN invoice i ON c.id = i.cust AND i.qty > 0',
  'SELECT c.id, i.id FROM customer c RIGHT JOIN invoice i ON c.id = i.cust AND c.active',
  'SELECT c.id, i.id FROM customer c FULL JOIN invoice i ON c.name = i.ref AND c.id < i.id',
  'SELECT c.id, i.id FROM customer c FULL JOIN invoice i ON c.id > i.id',
  'SELECT c.id, i.id FROM customer c, invoice i WHERE c.id = i.cust AND c.lim > i.total',
  'SELECT c.id, i.id FROM customer c CROSS JOIN invoice i WHERE c.name = i.ref',
  'SELECT c.id, n.id FROM customer c LEFT JOIN nothing n ON c.id = n.id',
  'SELECT c.id, n.id FROM nothing n RIGHT JOIN customer c ON c.id = n.id',
  'SELECT c.id, n.id FROM customer c JOIN nothing n ON c.id = n.id',
  'SELECT a.id, b.id, c.id FROM customer a LEFT JOIN customer b ON a.region = b.region LEFT JOIN invoice c ON b.id = c.cust AND a.id = c.qty',
  'SELECT name, a.id, b.lim FROM customer a JOIN customer b USING (name)',
  'SELECT c.id, x.id FROM customer c, LATERAL (SELECT id FROM invoice i WHERE i.cust = c.id ORDER BY total DESC, id LIMIT 2) x',
  'SELECT c.id, x.n FROM customer c LEFT JOIN LATERAL (SELECT count(*) AS n FROM invoice i WHERE i.cust = c.id) x ON x.n > 2',
  // aggregates
  'SELECT count(*), count(region), count(DISTINCT region), sum(lim), avg(lim), min(name), max(name) FROM customer',
  'SELECT count(*), sum(id), min(x), max(x), avg(id) FROM nothing',
  'SELECT x, count(*) FROM nothing GROUP BY x',
  'SELECT name, count(*), sum(lim) FROM customer GROUP BY name',
  'SELECT ref, cust, count(*), sum(total), min(stamp), max(stamp) FROM invoice GROUP BY ref, cust',
  'SELECT cust % 3 AS m, sum(qty) FROM invoice GROUP BY cust % 3 HAVING sum(qty) > -5',
  'SELECT active, bool_and(active), bool_or(lim > 500) FROM customer GROUP BY active',
  "SELECT region, string_agg(name, ',' ORDER BY name DESC) FROM customer GROUP BY region",
  "SELECT cust, string_agg(DISTINCT ref, '|' ORDER BY ref) FROM invoice GROUP BY cust",
  'SELECT cust, sum(total) FILTER (WHERE qty > 0), count(*) FILTER (WHERE ref IS NULL) FROM invoice GROUP BY cust',
  'SELECT stddev(total), var_pop(total), stddev_pop(qty), variance(qty) FROM invoice',
  'SELECT sum(DISTINCT qty), avg(DISTINCT qty) FROM invoice',
  "SELECT date_trunc('month', stamp) AS m, sum(total) FROM invoice GROUP BY 1 ORDER BY 1",
  // subqueries
  'SELECT id, (SELECT max(total) FROM invoice i WHERE i.cust = c.id) FROM customer c',
  'SELECT id FROM customer c WHERE EXISTS (SELECT 1 FROM invoice i WHERE i.cust = c.id AND i.qty > 1)',
  'SELECT id FROM customer c WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.cust = c.id)',
  'SELECT id FROM customer c WHERE id IN (SELECT qty FROM invoice i WHERE i.cust <> c.id)',
  'SELECT id FROM customer c WHERE lim > ALL (SELECT total FROM invoice i WHERE i.cust = c.id)',
  'SELECT id FROM customer c WHERE lim > ANY (SELECT total * 50 FROM invoice)',
  'SELECT id, (SELECT count(*) FROM invoice i WHERE i.total > (SELECT avg(total) FROM invoice j WHERE j.cust = i.cust) AND i.cust = c.id) FROM customer c',
  'SELECT id FROM customer c WHERE (SELECT count(*) FROM invoice i JOIN customer k ON k.id = i.cust WHERE k.region = c.region) > 3',
  'SELECT id FROM customer c WHERE EXISTS (SELECT 1 FROM nothing)',
  'SELECT c.id FROM customer c JOIN invoice i ON i.cust = c.id AND EXISTS (SELECT 1 FROM invoice j WHERE j.qty = c.id)',
  'SELECT (SELECT id FROM nothing), id FROM customer WHERE id < 2',
  // set operations, distinct
  'SELECT name FROM customer UNION SELECT ref FROM invoice',
  'SELECT name FROM customer UNION ALL SELECT ref FROM invoice',
  'SELECT ref FROM invoice INTERSECT SELECT name FROM customer',
  'SELECT ref FROM invoice INTERSECT ALL SELECT name FROM customer',
  'SELECT ref, cust FROM invoice EXCEPT SELECT name, id FROM customer',
  'SELECT ref FROM invoice EXCEPT ALL SELECT name FROM customer',
  'SELECT DISTINCT region, active FROM customer',
  'SELECT DISTINCT total FROM invoice',
  'SELECT qty FROM invoice UNION SELECT lim FROM customer',
  // WITH
  'WITH t AS (SELECT cust, sum(total) AS s FROM invoice GROUP BY cust) SELECT a.cust, b.s FROM t a JOIN t b ON a.cust = b.cust + 1',
  'WITH t AS (SELECT id FROM customer), u AS (SELECT id FROM t WHERE id > 3) SELECT id FROM u WHERE id IN (SELECT id FROM t WHERE id < 9)',
  // values, dates, text
  "SELECT date '2024-01-31' + interval '1 month', date '2024-03-31' - date '2024-02-01', extract(week FROM date '2024-12-30')",
  "SELECT id, upper(name), length(name), substring(name, 2, 3), replace(name, 'a', '$&'), reverse(name), lpad(name, 5, 'xy') FROM customer",
  'SELECT id, round(total, 1), trunc(total, 1), ceil(total), floor(-total), abs(qty) FROM invoice',
  "SELECT extract(year FROM stamp), extract(quarter FROM stamp), extract(doy FROM stamp), date_trunc('week', stamp) FROM invoice",
  "SELECT split_part('a,b,c', ',', 2), concat('a', NULL, 1), concat_ws('-', 'a', NULL, 'b'), position('b' IN 'abc'), starts_with('abc', 'ab')",
];

const ORDERED: readonly string[] = [
  'SELECT name FROM customer ORDER BY name',
  'SELECT name FROM customer ORDER BY name DESC',
  'SELECT id, region, lim FROM customer ORDER BY region DESC NULLS LAST, lim NULLS FIRST, id DESC',
  'SELECT id FROM invoice ORDER BY total DESC, id LIMIT 7 OFFSET 3',
  'SELECT id FROM invoice ORDER BY qty * -1, stamp DESC, id',
  'SELECT cust, sum(total) AS s FROM invoice GROUP BY cust ORDER BY s DESC NULLS LAST, cust',
  'SELECT name AS x FROM customer UNION SELECT ref FROM invoice ORDER BY x NULLS FIRST LIMIT 5',
  'SELECT id FROM customer ORDER BY (SELECT count(*) FROM invoice i WHERE i.cust = customer.id) DESC, id',
  'SELECT id FROM customer ORDER BY active, id LIMIT 0',
];

let oracle: DuckDBConnection;

beforeAll(async () => {
  oracle = await openOracle(TABLES);
});

const multiset = (rows: readonly string[]): readonly string[] => [...rows].sort();

describe('answers in any order', () => {
  test.each(QUERIES)('%s', async (sql) => {
    const rows = texts(await runSql(sql, TABLES));
    expect(multiset(rows)).toEqual(multiset(await ask(oracle, sql)));
  });
});

describe('answers in order', () => {
  test.each(ORDERED)('%s', async (sql) => {
    expect(texts(await runSql(sql, TABLES))).toEqual(await ask(oracle, sql));
  });
});
