import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/engine/parse/index.ts';
import { queryTree } from './show.ts';

const TREES: readonly (readonly [sql: string, tree: string])[] = [
  // select list
  ['SELECT *, t.*, s.t.* FROM t', 'select *, t.*, s.t.* from t'],
  ['SELECT DISTINCT a, b c, d AS "e""f"', 'select distinct a, b as c, d as e"f'],
  ['SELECT ALL a', 'select a'],
  ['SELECT a AS select, b AS from FROM t', 'select a as select, b as from from t'],
  ['SELECT a Key, b Value, c End FROM t', 'select a as Key, b as Value, c as End from t'],
  [
    'SELECT Date, Type, Total, Status, Value, Name, Code, Key, End, Index, Timestamp, Reference, User, Class, Option, Description, Number FROM t',
    'select Date, Type, Total, Status, Value, Name, Code, Key, End, Index, Timestamp, Reference, User, Class, Option, Description, Number from t',
  ],
  ['SELECT "a""b"', 'select a"b'],
  // joins
  ['SELECT 1 FROM t CROSS JOIN u', 'select 1 from (t cross join u)'],
  ['SELECT 1 FROM t NATURAL JOIN u', 'select 1 from (t inner join u natural)'],
  ['SELECT 1 FROM t NATURAL LEFT OUTER JOIN u v', 'select 1 from (t left join u as v natural)'],
  ['SELECT 1 FROM t "CROSS" JOIN u ON true', 'select 1 from (t as CROSS inner join u on true)'],
  [
    'SELECT 1 FROM a x JOIN b y ON x.i = y.i RIGHT JOIN c ON true FULL OUTER JOIN d USING (i, j)',
    'select 1 from (((a as x inner join b as y on (x.i = y.i)) right join c on true) full join d using (i, j))',
  ],
  ['SELECT 1 FROM a, b INNER JOIN c ON true, d', 'select 1 from a, (b inner join c on true), d'],
  [
    'SELECT 1 FROM (a JOIN b ON true) LEFT JOIN (c CROSS JOIN d) ON true',
    'select 1 from ((a inner join b on true) left join (c cross join d) on true)',
  ],
  ['SELECT 1 FROM ((a JOIN (b) ON true))', 'select 1 from (a inner join b on true)'],
  ['SELECT 1 FROM ACCOUNTING.Invoices AS i', 'select 1 from ACCOUNTING.Invoices as i'],
  ['SELECT 1 FROM [my table] `q`', 'select 1 from my table as q'],
  ['SELECT 1 FROM t x (a, b)', 'select 1 from t as x(a, b)'],
  // queries that do not begin with SELECT
  ['FROM t', 'select * from t'],
  ['FROM t SELECT a WHERE b ORDER BY c LIMIT 1', 'select a from t where b order by c limit 1'],
  ['FROM t JOIN u USING (i) LIMIT 3', 'select * from (t inner join u using (i)) limit 3'],
  [
    'WITH q AS (FROM t) FROM q SELECT a UNION ALL FROM u SELECT b',
    'with q {select * from t} (select a from q union all select b from u)',
  ],
  [
    "PIVOT t ON a IN ('x', 'y') USING sum(b) GROUP BY c ORDER BY c",
    'select * from pivot[t sum(b) for a in "x", "y" by c] order by c',
  ],
  ['PIVOT t ON a IN (x)', 'select * from pivot[t count(*) for a in "x"]'],
  ['UNPIVOT t ON a, b INTO NAME n VALUE v', 'select * from unpivot[t v for n in a, b]'],
  ['SELECT EXISTS (SELECT FROM t WHERE a)', 'select exists {select 1 from t where a}'],
  ['SELECT * EXCLUDE (a, b) FROM t', 'select * exclude (a, b) from t'],
  ['SELECT * EXCEPT (a) FROM t', 'select * exclude (a) from t'],
  [
    'SELECT t.* EXCLUDE a REPLACE (b + 1 AS b) RENAME (c AS d) FROM t',
    'select t.* exclude (a) replace ((b + 1) as b) rename (c as d) from t',
  ],
  [
    'SELECT a, b FROM t GROUP BY ALL ORDER BY ALL DESC',
    'select a, b from t group by all order by all desc',
  ],
  // derived tables
  ['SELECT 1 FROM (SELECT 1) AS t(x)', 'select 1 from {select 1} as t(x)'],
  ['SELECT 1 FROM (VALUES (1, 2)) v(n, m)', 'select 1 from {values [1, 2]} as v(n, m)'],
  [
    'SELECT 1 FROM t JOIN LATERAL (SELECT t.a) l ON true, LATERAL (SELECT 2) m',
    'select 1 from (t inner join lateral {select t.a} as l on true), lateral {select 2} as m',
  ],
  // clauses
  [
    'SELECT a, SUM(b) FROM t WHERE c GROUP BY a, 2, (d, e) HAVING SUM(b) > 0 ORDER BY 1 DESC NULLS LAST, a ASC NULLS FIRST, c LIMIT 10 OFFSET 5',
    'select a, SUM(b) from t where c group by a, 2, d, e having (SUM(b) > 0) order by 1 desc nulls last, a nulls first, c limit 10 offset 5',
  ],
  ['SELECT 1 WHERE true', 'select 1 where true'],
  // windows, QUALIFY, DISTINCT ON
  [
    'SELECT SUM(a) OVER w, b FROM t WHERE c GROUP BY a HAVING d WINDOW w AS (PARTITION BY b), v AS (w ORDER BY c) QUALIFY e ORDER BY f LIMIT 1',
    'select SUM(a) over w, b from t where c group by a having d window w [partition by b], v [w order by c] qualify e order by f limit 1',
  ],
  ['SELECT 1 FROM t QUALIFY a WINDOW w AS ()', 'select 1 from t window w [] qualify a'],
  [
    'SELECT a FROM t QUALIFY a UNION SELECT b FROM u WINDOW w AS (ROWS 1 PRECEDING)',
    '(select a from t qualify a union select b from u window w [rows 1 preceding to currentRow])',
  ],
  ['SELECT SUM(a) over FROM t', 'select SUM(a) as over from t'],
  ['SELECT DISTINCT ON (a, b + 1) c, d FROM t', 'select distinct on [a, (b + 1)] c, d from t'],
  ['SELECT DISTINCT ON (a) TOP 5 b FROM t', 'select distinct on [a] b from t limit 5'],
  [
    'SELECT nulls FROM t ORDER BY nulls NULLS LAST',
    'select nulls from t order by nulls nulls last',
  ],
  // limits
  ['SELECT 1 LIMIT 1 + 1', 'select 1 limit (1 + 1)'],
  ['SELECT 1 LIMIT 0', 'select 1 limit 0'],
  ['SELECT 1 LIMIT ALL', 'select 1'],
  ['SELECT 1 LIMIT ? OFFSET ?', 'select 1 limit $0 offset $1'],
  ['SELECT 1 OFFSET 5', 'select 1 offset 5'],
  ['SELECT 1 OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY', 'select 1 limit 10 offset 5'],
  ['SELECT 1 FETCH FIRST ROW ONLY', 'select 1 limit 1'],
  ['SELECT TOP 10 a FROM t ORDER BY a', 'select a from t order by a limit 10'],
  ['SELECT DISTINCT TOP (5) * FROM t', 'select distinct * from t limit 5'],
  ['SELECT Top FROM t', 'select Top from t'],
  ['SELECT Top, a FROM t', 'select Top, a from t'],
  // set operations
  [
    'SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT ALL SELECT 4',
    '((select 1 union (select 2 intersect select 3)) except all select 4)',
  ],
  [
    'SELECT 1 INTERSECT ALL SELECT 2 UNION DISTINCT SELECT 3',
    '((select 1 intersect all select 2) union select 3)',
  ],
  ['SELECT 1 EXCEPT SELECT 2 EXCEPT SELECT 3', '((select 1 except select 2) except select 3)'],
  [
    'SELECT 1 UNION ALL SELECT a FROM t ORDER BY 1 LIMIT 3',
    '(select 1 union all select a from t) order by 1 limit 3',
  ],
  [
    '(SELECT 1 ORDER BY 1 LIMIT 1) UNION ALL (SELECT 2 ORDER BY 1 LIMIT 2) ORDER BY 1',
    '({select 1 order by 1 limit 1} union all {select 2 order by 1 limit 2}) order by 1',
  ],
  [
    '((SELECT 1) UNION (SELECT 2)) INTERSECT SELECT 3',
    '({({select 1} union {select 2})} intersect select 3)',
  ],
  ['((SELECT 1))', 'select 1'],
  ['(SELECT 1 LIMIT 1) LIMIT 2', '{select 1 limit 1} limit 2'],
  ['VALUES (1, 2), (3, 4) ORDER BY 1', 'values [1, 2], [3, 4] order by 1'],
  ['SELECT 1 UNION VALUES (2)', '(select 1 union values [2])'],
  // WITH
  [
    'WITH a AS (SELECT 1), b(x, y) AS (VALUES (1, 2)) SELECT * FROM a, b',
    'with a {select 1}, b(x, y) {values [1, 2]} select * from a, b',
  ],
  [
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n',
    'with recursive n(i) {(select 1 union all select (i + 1) from n where (i < 5))} select * from n',
  ],
  [
    'SELECT (WITH z AS (SELECT 1) SELECT * FROM z) FROM (WITH y AS (SELECT 2) SELECT * FROM y) d',
    'select {with z {select 1} select * from z} from {with y {select 2} select * from y} as d',
  ],
  // comments, semicolons
  ['SELECT /* a /* nested */ b */ 1 -- rest\n;;', 'select 1'],
];

describe('queries', () => {
  it.each(TREES)('%s', (sql, expected) => {
    expect(queryTree(sql)).toBe(expected);
  });

  it('peels EXPLAIN and EXPLAIN ANALYZE off', () => {
    expect(parse('EXPLAIN SELECT 1')).toMatchObject({ kind: 'explain', analyze: false });
    expect(parse('explain analyze SELECT 1')).toMatchObject({ kind: 'explain', analyze: true });
    expect(parse('EXPLAIN (ANALYZE) SELECT 1')).toMatchObject({ kind: 'explain', analyze: true });
    expect(parse('SELECT 1')).toMatchObject({ kind: 'query' });
  });
});
