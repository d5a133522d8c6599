/** Statements with arrays: array_agg, unnest, ARRAY(subquery), sorting and grouping by arrays. */
import { expect, test } from 'vitest';
import { valueToText } from '../../../src/engine/values/coerce.ts';
import { MemorySource, planSql, run, table } from './support.ts';

const sale = table('sale', { id: 'integer', region: 'text', rep: 'text', tags: 'text' }, [
  [1, 'North', 'Ann', 'a,b'],
  [2, 'North', 'Bob', null],
  [3, 'South', 'Ann', ''],
  [4, null, 'Cid', 'b'],
  [5, 'North', 'Ann', 'c,a'],
]);

async function lines(sql: string): Promise<readonly string[]> {
  const plan = planSql(sql, [sale]);
  const rows = await run(plan, new MemorySource([sale]));
  return rows.map((row) =>
    row
      .map((value, index) =>
        value === null ? '∅' : valueToText(value, plan.columns[index]?.type ?? 'text'),
      )
      .join(' '),
  );
}

test.each<[sql: string, rows: readonly string[]]>([
  ['SELECT array_agg(id ORDER BY id DESC) FROM sale', ['{5,4,3,2,1}']],
  ['SELECT array_agg(region ORDER BY id) FROM sale', ['{North,North,South,NULL,North}']],
  ['SELECT array_agg(DISTINCT region) FROM sale', ['{North,South,NULL}']],
  ['SELECT array_agg(id) FROM sale WHERE false', ['∅']],
  ["SELECT array_agg(id ORDER BY id) FILTER (WHERE rep = 'Ann') FROM sale", ['{1,3,5}']],
  [
    'SELECT region, array_agg(rep ORDER BY id) FROM sale GROUP BY region ORDER BY region',
    ['North {Ann,Bob,Ann}', 'South {Ann}', '∅ {Cid}'],
  ],
  ['SELECT ARRAY(SELECT id FROM sale WHERE id > 2 ORDER BY id DESC)', ['{5,4,3}']],
  ['SELECT ARRAY(SELECT id FROM sale WHERE false)', ['{}']],
  [
    'SELECT id, ARRAY(SELECT s.id FROM sale s WHERE s.rep = sale.rep ORDER BY s.id) FROM sale ORDER BY id',
    ['1 {1,3,5}', '2 {2}', '3 {1,3,5}', '4 {4}', '5 {1,3,5}'],
  ],
  ['SELECT x FROM unnest(ARRAY[3, 1, 2]) AS x', ['3', '1', '2']],
  ["SELECT * FROM unnest(ARRAY['a', NULL]) WITH ORDINALITY AS t(v, n)", ['a 1', '∅ 2']],
  ["SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a']) AS t(a, b)", ['1 a', '2 ∅']],
  ['SELECT * FROM unnest(NULL::integer[]) AS x', []],
  ["SELECT * FROM string_to_table('a,b', ',') AS x", ['a', 'b']],
  ["SELECT * FROM regexp_split_to_table('a1b', '[0-9]') AS x", ['a', 'b']],
  ['SELECT * FROM generate_series(5, 6) WITH ORDINALITY', ['5 1', '6 2']],
  [
    "SELECT id, tag FROM sale, unnest(string_to_array(tags, ',')) AS tag ORDER BY id, tag",
    ['1 a', '1 b', '4 b', '5 a', '5 c'],
  ],
  [
    "SELECT id, tag FROM sale LEFT JOIN LATERAL unnest(string_to_array(tags, ',')) AS tag ON true ORDER BY id, tag",
    ['1 a', '1 b', '2 ∅', '3 ∅', '4 b', '5 a', '5 c'],
  ],
  [
    "SELECT id, unnest(string_to_array(tags, ',')) AS tag FROM sale ORDER BY tag, id",
    ['1 a', '5 a', '1 b', '4 b', '5 c'],
  ],
  [
    "SELECT DISTINCT upper(unnest(string_to_array(tags, ','))) AS tag FROM sale ORDER BY 1 DESC LIMIT 2",
    ['C', 'B'],
  ],
  ['SELECT unnest(ARRAY[1, 2, 3]) AS a, unnest(ARRAY[10]) AS b', ['1 10', '2 ∅', '3 ∅']],
  [
    'SELECT unnest(array_agg(rep ORDER BY id)) FROM sale GROUP BY region HAVING region IS NOT NULL ORDER BY 1',
    ['Ann', 'Ann', 'Ann', 'Bob'],
  ],
  ['SELECT generate_series(1, 3) * 2 AS n', ['2', '4', '6']],
  [
    'SELECT ARRAY[region, rep] AS k, count(*) FROM sale GROUP BY k ORDER BY k',
    ['{North,Ann} 2', '{North,Bob} 1', '{South,Ann} 1', '{NULL,Cid} 1'],
  ],
  ['SELECT a.id FROM sale a JOIN sale b ON ARRAY[a.rep] = ARRAY[b.region] || ARRAY[]::text[]', []],
  ["SELECT id FROM sale WHERE 'b' = ANY (string_to_array(tags, ',')) ORDER BY id", ['1', '4']],
  [
    "SELECT id FROM sale WHERE id = ANY (ARRAY(SELECT s.id + 1 FROM sale s WHERE s.rep = 'Ann')) ORDER BY id",
    ['2', '4'],
  ],
  ['SELECT percentile_cont(ARRAY[0, 0.5, 1]) WITHIN GROUP (ORDER BY id) FROM sale', ['{1,3,5}']],
  [
    'SELECT percentile_disc(ARRAY[0.5, NULL]) WITHIN GROUP (ORDER BY rep) FROM sale',
    ['{Ann,NULL}'],
  ],
  ['SELECT id, lag(ARRAY[id]) OVER (ORDER BY id) FROM sale ORDER BY id LIMIT 2', ['1 ∅', '2 {1}']],
  ['SELECT max(ARRAY[region, rep]), count(ARRAY[id]) FROM sale', ['{NULL,Cid} 5']],
  ['SELECT count(DISTINCT (region, rep)), count(DISTINCT (rep)) FROM sale', ['4 3']],
  ['SELECT count(DISTINCT (id / 2 * 1.0, NULL)) FROM sale', ['3']],
  ['SELECT ARRAY[1] UNION SELECT ARRAY[1] UNION SELECT ARRAY[2] ORDER BY 1', ['{1}', '{2}']],
])('%s', async (sql, rows) => {
  expect(await lines(sql)).toEqual(rows);
});

test.each([
  ['SELECT coalesce(unnest(ARRAY[1]), 2)', 'unnest makes rows, and cannot stand here.'],
  ['SELECT id FROM sale WHERE unnest(ARRAY[1]) = 1', 'unnest makes rows, and cannot stand here.'],
  ['SELECT sum(unnest(ARRAY[1])) FROM sale', 'unnest makes rows, and cannot stand here.'],
  [
    'SELECT unnest(ARRAY[1]), generate_series(1, 2)',
    'Several functions that make rows in one select list are not supported.',
  ],
  [
    'SELECT unnest(ARRAY[1]) AS x, count(*) FROM sale GROUP BY x',
    'GROUP BY over a function that makes rows is not supported.',
  ],
  [
    "SELECT id FROM sale WHERE rep LIKE ANY (ARRAY(SELECT 'a'))",
    'LIKE ANY takes patterns that are written out.',
  ],
])('refuses %s', (sql, message) => {
  expect(() => planSql(sql, [sale])).toThrow(
    expect.objectContaining({ code: 'NOT_SUPPORTED', message }),
  );
});
