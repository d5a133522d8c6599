import { combine, lines } from './combine.ts';
import type { CorpusTheme } from './index.ts';

const JOINS = ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN'] as const;
const CONDITIONS = [
  'l.k = r.k',
  'l.k = r.k AND l.id > 2',
  'l.k = r.k AND r.id > 20',
  "l.k = r.k AND l.v <> 'two'",
  'l.k = r.k AND l.v < r.w',
  'l.k = r.k + 1',
  'l.k = r.k AND l.id * 10 = r.id',
  'l.k = r.k AND FALSE',
  'l.k = r.k AND NULL',
  'l.k = r.k AND l.k IS NULL',
  'l.k = r.k AND (l.id = 2 OR r.id = 30)',
] as const;
const LOOSE = [
  'l.k < r.k',
  'l.k <> r.k',
  'l.k = r.k OR l.k IS NULL',
  'l.k IS NOT DISTINCT FROM r.k',
  'TRUE',
  'FALSE',
  'l.v LIKE r.w',
  'l.id + r.id = 12',
  'l.k = r.k OR l.id * 10 = r.id',
  'l.k BETWEEN r.k - 1 AND r.k',
] as const;
const AFTER = [
  '',
  ' WHERE r.k IS NULL',
  ' WHERE l.k IS NULL',
  ' WHERE r.id > 10',
  ' WHERE l.id < 4 OR r.id IS NULL',
  ' WHERE l.k = 2',
] as const;
const SETS = ['UNION', 'UNION ALL', 'INTERSECT', 'INTERSECT ALL', 'EXCEPT', 'EXCEPT ALL'] as const;
const PAIRS = [
  ['SELECT k FROM l', 'SELECT k FROM r'],
  ['SELECT a FROM nums', 'SELECT b FROM nums'],
  ['SELECT p, q FROM truth', 'SELECT q, p FROM truth'],
  ['SELECT s FROM words', 'SELECT t FROM words'],
  ['SELECT a FROM empty', 'SELECT x FROM one'],
  ['SELECT x FROM nothing', 'SELECT NULL'],
  ['SELECT d FROM nums', 'SELECT d FROM nums WHERE id > 4'],
] as const;
const CORRELATED = [
  'SELECT count(*) FROM emp x WHERE x.dept_id = e.dept_id',
  'SELECT max(x.salary) FROM emp x WHERE x.dept_id = e.dept_id AND x.id <> e.id',
  'SELECT d.name FROM dept d WHERE d.id = e.dept_id',
  'SELECT sum(x.salary) FROM emp x WHERE x.id <= e.id',
  'SELECT b.name FROM emp b WHERE b.id = e.boss_id',
  'SELECT count(*) FROM emp x WHERE x.boss_id = e.id',
  'SELECT min(s.day) FROM sales s WHERE s.qty > e.dept_id',
  'SELECT x.name FROM emp x WHERE x.dept_id = e.dept_id ORDER BY x.salary DESC NULLS LAST, x.id LIMIT 1',
  'SELECT count(*) FROM (SELECT DISTINCT salary FROM emp x WHERE x.dept_id = e.dept_id) q',
  'SELECT avg(x.salary) FROM emp x WHERE x.salary < e.salary AND EXISTS (SELECT 1 FROM dept d WHERE d.id = x.dept_id AND d.id <> e.id)',
] as const;

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  joins: {
    heading: 'Joins of every kind, NULL and duplicate keys, conditions beside the keys.',
    statements: [
      ...combine(
        JOINS,
        CONDITIONS,
        (join, on) => `SELECT l.id, l.k, r.id, r.k FROM l ${join} r ON ${on} ORDER BY 1, 3`,
      ),
      ...combine(
        JOINS.slice(0, 3),
        LOOSE,
        (join, on) => `SELECT l.id, r.id FROM l ${join} r ON ${on} ORDER BY 1, 2`,
      ),
      ...combine(LOOSE, (on) => `SELECT l.id, r.id FROM l FULL JOIN r ON ${on} ORDER BY 1, 2`),
      ...combine(
        JOINS,
        AFTER,
        (join, where) => `SELECT l.id, r.id FROM l ${join} r ON l.k = r.k${where} ORDER BY 1, 2`,
      ),
      ...combine(JOINS, (join) => `SELECT * FROM l ${join} r USING (k) ORDER BY 1, 2, 4`),
      ...combine(
        ['NATURAL JOIN', 'NATURAL LEFT JOIN', 'NATURAL FULL JOIN'],
        (join) =>
          `SELECT * FROM (SELECT k, v FROM l) a ${join} (SELECT k, w FROM r) b ORDER BY 1, 2, 3`,
      ),
      ...combine(
        JOINS,
        ['empty', 'nothing', 'one'],
        (join, t) =>
          `SELECT count(*), count(l.id) FROM l ${join} (SELECT ${t === 'empty' ? 'a' : 'x'} AS x FROM ${t}) q ON l.k = q.x`,
      ),
      ...combine(
        JOINS,
        JOINS,
        (first, second) =>
          `SELECT l.id, r.id, d.id FROM l ${first} r ON l.k = r.k ${second} dept d ON d.id = r.k ORDER BY 1, 2, 3`,
      ),
      ...combine(
        JOINS,
        JOINS,
        (first, second) =>
          `SELECT l.id, r.id, d.id FROM l ${first} (r ${second} dept d ON d.id = r.k) ON l.k = d.id ORDER BY 1, 2, 3`,
      ),
      ...combine(
        [
          'a1 = b2 AND a2 = b3',
          'a1 = b3 AND a3 = b2',
          'a1 = b2 AND b2 = b3',
          'a3 = a1 AND b1 = b2',
          'a1 + 1 = b2 AND a2 - 1 = b3',
          'a1 = 3 AND a2 = b1',
          'a1 < b2 AND a2 = b3 AND a1 > 8',
          'a1 IN (1, 2) AND b2 = a1 AND b3 = a2',
          'a1 = b2 OR a1 = b3',
        ],
        (where) => `SELECT count(*), min(x1), max(x2), min(x3) FROM c1, c2, c3 WHERE ${where}`,
      ),
      ...combine([4, 6, 8, 10], (n) => {
        const tables = Array.from({ length: n }, (_, i) => i + 1);
        const scattered = [
          ...tables.filter((i) => i % 2 === 1),
          ...tables.filter((i) => i % 2 === 0).reverse(),
        ];
        const where = tables
          .slice(1)
          .map((i) => `a${i - 1} = b${i}`)
          .reverse();
        return `SELECT ${tables.map((i) => `x${i}`).join(', ')} FROM ${scattered.map((i) => `c${i}`).join(', ')} WHERE ${where.join(' AND ')} AND a1 = 5`;
      }),
      ...lines(`
        SELECT * FROM l CROSS JOIN one ORDER BY 1
        SELECT count(*) FROM l, r
        SELECT count(*) FROM l, r, one, nothing
        SELECT count(*) FROM tab0 AS cor0 CROSS JOIN tab0 cor1, tab0
        SELECT l.id, r.id FROM l, r WHERE l.k = r.k ORDER BY 1, 2
        SELECT a.id, b.id FROM l a, l b WHERE a.k = b.k AND a.id < b.id ORDER BY 1, 2
        SELECT e.name, b.name FROM emp e LEFT JOIN emp b ON e.boss_id = b.id ORDER BY e.id
        SELECT e.name, b.name, d.name FROM emp e LEFT JOIN emp b ON e.boss_id = b.id LEFT JOIN dept d ON d.id = b.dept_id AND d.budget > 1000 ORDER BY e.id
        SELECT d.name, e.name FROM dept d LEFT JOIN emp e ON e.dept_id = d.id AND e.salary > 400 ORDER BY d.id, e.id
        SELECT d.name FROM dept d LEFT JOIN emp e ON e.dept_id = d.id WHERE e.id IS NULL ORDER BY d.id
        SELECT e.name FROM emp e LEFT JOIN dept d ON d.id = e.dept_id WHERE d.id IS NULL ORDER BY e.id
        SELECT * FROM l FULL JOIN r USING (k) WHERE k > 1 ORDER BY 1, 2, 4
        SELECT l.k, r.k, k FROM l FULL JOIN r USING (k) ORDER BY 3, l.id, r.id
        SELECT k, count(*) FROM l FULL JOIN r USING (k) GROUP BY k ORDER BY k
        SELECT * FROM l JOIN r USING (k) JOIN l AS l2 USING (k) ORDER BY 1, 2, 4, 6
        SELECT l.id, q.n FROM l LEFT JOIN (SELECT k, count(*) AS n FROM r GROUP BY k) q ON q.k = l.k ORDER BY l.id
        SELECT l.id, q.w FROM l LEFT JOIN LATERAL (SELECT w FROM r WHERE r.k = l.k ORDER BY id DESC LIMIT 1) q ON TRUE ORDER BY l.id
        SELECT l.id, q.n FROM l CROSS JOIN LATERAL (SELECT count(*) AS n FROM r WHERE r.k < l.k) q ORDER BY l.id
        SELECT l.id, q.id FROM l JOIN LATERAL (SELECT id FROM r WHERE r.k = l.k) q ON q.id > 20 ORDER BY 1, 2
        SELECT a.x, b.x FROM one a LEFT JOIN nothing b ON a.x = b.x
        SELECT a.x, b.x FROM nothing a FULL JOIN nothing b ON a.x = b.x ORDER BY 1, 2
        SELECT id FROM l, r
        SELECT l.id FROM l JOIN l ON TRUE
        SELECT * FROM l JOIN r USING (nosuch)
        SELECT x.id FROM l
        SELECT l.id FROM l AS x
        SELECT l.id FROM l JOIN r ON l.nosuch = r.k
        SELECT * FROM nosuch
        SELECT l.id FROM l JOIN r ON l.k = 'x'
      `),
    ],
  },
  'set-operations': {
    heading: 'UNION, INTERSECT and EXCEPT with ALL, NULLs and precedence.',
    statements: [
      ...combine(SETS, PAIRS, (op, [one, other]) => `${one} ${op} ${other} ORDER BY 1`),
      ...combine(
        SETS,
        PAIRS,
        (op, [one, other]) => `SELECT count(*) FROM (${other} ${op} ${one}) q`,
      ),
      ...combine(
        SETS,
        SETS,
        (one, other) => `SELECT k FROM l ${one} SELECT k FROM r ${other} SELECT 2 ORDER BY 1`,
      ),
      ...combine(
        SETS,
        SETS,
        (one, other) => `SELECT k FROM l ${one} (SELECT k FROM r ${other} SELECT 2) ORDER BY 1`,
      ),
      ...lines(`
        SELECT 1 UNION SELECT 1.0 UNION SELECT 2 ORDER BY 1
        SELECT 1 UNION ALL SELECT 2.5 UNION ALL SELECT NULL ORDER BY 1
        SELECT NULL UNION SELECT NULL
        SELECT NULL UNION ALL SELECT 1 ORDER BY 1
        SELECT 'a' UNION SELECT 'b' ORDER BY 1 DESC LIMIT 1
        SELECT a AS x FROM nums UNION SELECT b FROM nums ORDER BY x DESC NULLS LAST LIMIT 3 OFFSET 1
        (SELECT a FROM nums ORDER BY a LIMIT 2) UNION ALL (SELECT b FROM nums ORDER BY b DESC NULLS LAST LIMIT 2) ORDER BY 1
        (SELECT 1 LIMIT 0) UNION ALL SELECT 2
        SELECT * FROM (SELECT 1 AS x UNION ALL SELECT 1) t UNION SELECT 1
        SELECT a, b FROM nums EXCEPT SELECT a, b FROM nums WHERE b = 2 ORDER BY 1, 2
        SELECT a, count(*) FROM (SELECT a FROM nums UNION ALL SELECT b FROM nums) q GROUP BY a ORDER BY a
        SELECT DATE '2024-01-01' UNION SELECT TIMESTAMP '2024-01-01 00:00:00'
        SELECT day FROM sales UNION SELECT d FROM days ORDER BY 1
        SELECT id FROM nums WHERE a IN (SELECT k FROM l UNION SELECT k FROM r) ORDER BY id
        SELECT 1 UNION SELECT 'a'
        SELECT 1, 2 UNION SELECT 1
        SELECT a FROM nums UNION SELECT s FROM words
        SELECT a FROM nums UNION SELECT b FROM nums ORDER BY b
        SELECT a FROM nums UNION SELECT b FROM nums ORDER BY nosuch
        VALUES (1, 'a'), (2, NULL) ORDER BY 1 DESC
        VALUES (1), (2) UNION SELECT 3 ORDER BY 1
        SELECT * FROM (VALUES (1, 'x'), (2, 'y')) AS v (n, c) ORDER BY n DESC
        SELECT n FROM (VALUES (1), (NULL), (3)) AS v (n) WHERE n IS NOT NULL ORDER BY 1
        SELECT * FROM (VALUES (1, 2), (3)) AS v
      `),
    ],
  },
  subqueries: {
    heading: 'Scalar, correlated and EXISTS subqueries in every clause.',
    statements: [
      ...combine(CORRELATED, (q) => `SELECT e.id, (${q}) FROM emp e ORDER BY e.id`),
      ...combine(
        CORRELATED,
        (q) => `SELECT e.id FROM emp e WHERE (${q}) IS NOT NULL ORDER BY e.id`,
      ),
      ...combine(CORRELATED, (q) => `SELECT e.id FROM emp e ORDER BY (${q}) DESC, e.id`),
      ...combine(
        CORRELATED,
        (q) =>
          `SELECT e.dept_id, count(*) FROM emp e GROUP BY e.dept_id, e.id, e.salary, e.boss_id HAVING (${q}) IS NULL ORDER BY 1, 2`,
      ),
      ...combine(CORRELATED, (q) => `SELECT count((${q})), min((${q})) FROM emp e`),
      ...combine(
        CORRELATED,
        (q) =>
          `SELECT CASE WHEN EXISTS (${q}) THEN 'some' ELSE 'none' END AS found, count(*) FROM emp e GROUP BY 1 ORDER BY 1`,
      ),
      ...combine(
        [
          'x.dept_id = e.dept_id',
          'x.boss_id = e.id',
          'x.salary > e.salary',
          'x.dept_id = e.dept_id AND x.salary > e.salary',
          'x.id <> e.id AND x.salary = e.salary',
          'x.name = e.name',
          'FALSE',
          'x.id = 1',
        ],
        ['EXISTS', 'NOT EXISTS'],
        (where, op) =>
          `SELECT e.id FROM emp e WHERE ${op} (SELECT 1 FROM emp x WHERE ${where}) ORDER BY e.id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        [
          'x.id <> e.id',
          'x.dept_id = e.dept_id AND x.id <> e.id',
          'x.salary IS NOT NULL AND x.id < e.id',
          'FALSE',
        ],
        (op, where) =>
          `SELECT e.id FROM emp e WHERE e.salary ${op} (SELECT x.salary FROM emp x WHERE ${where}) ORDER BY e.id`,
      ),
      ...combine(
        ['> ALL', '>= ALL', '= ANY', '< ANY', '<> ALL', '<> ANY'],
        ['x.dept_id = e.dept_id', 'x.dept_id = e.dept_id AND x.id <> e.id', 'x.id > e.id'],
        (op, where) =>
          `SELECT e.id FROM emp e WHERE e.salary ${op} (SELECT x.salary FROM emp x WHERE ${where}) ORDER BY e.id`,
      ),
      ...combine(
        ['a', 'b', 'c', 'd', 'e'],
        (x) =>
          `SELECT (SELECT count(*) FROM t1 AS x WHERE x.${x} < t1.${x}), ${x} FROM t1 ORDER BY 2, 1`,
      ),
      ...combine(
        [
          'a > b',
          'c > d',
          '(e > a AND e < b)',
          'd NOT BETWEEN 110 AND 150',
          'EXISTS (SELECT 1 FROM t1 AS x WHERE x.b < t1.b)',
          'b > (SELECT avg(b) FROM t1)',
        ],
        [
          'a + b * 2 + c * 3 + d * 4 + e * 5',
          '(a + b + c + d + e) / 5',
          'abs(b - c)',
          'CASE WHEN a < b - 3 THEN 111 WHEN a <= b THEN 222 ELSE 333 END',
          'c - d',
          'd - e, a - b',
        ],
        (where, items) =>
          `SELECT ${items} FROM t1 WHERE ${where} ORDER BY ${items.includes(', a') ? '1, 2' : '1'}`,
      ),
      ...lines(`
        SELECT (SELECT 1), (SELECT NULL), (SELECT a FROM empty)
        SELECT (SELECT id FROM dept)
        SELECT (SELECT id, name FROM dept WHERE id = 1)
        SELECT id FROM nums WHERE a = (SELECT max(a) FROM nums)
        SELECT id FROM nums WHERE a > (SELECT a FROM empty) ORDER BY id
        SELECT name FROM emp WHERE dept_id IN (SELECT id FROM dept WHERE budget > (SELECT avg(budget) FROM dept)) ORDER BY id
        SELECT d.name, (SELECT count(*) FROM emp e WHERE e.dept_id = d.id AND e.salary > (SELECT avg(salary) FROM emp x WHERE x.dept_id = d.id)) FROM dept d ORDER BY d.id
        SELECT * FROM (SELECT dept_id, avg(salary) AS pay FROM emp GROUP BY dept_id) q WHERE pay > 200 ORDER BY 1
        SELECT q.* FROM (SELECT * FROM (SELECT id, a FROM nums) x WHERE a > 0) q ORDER BY id
        SELECT e.id FROM emp e WHERE (SELECT count(*) FROM emp x WHERE x.salary > e.salary) < 2 AND e.salary IS NOT NULL ORDER BY id
        SELECT max((SELECT budget FROM dept d WHERE d.id = e.dept_id)) FROM emp e
        SELECT sum(salary) FILTER (WHERE dept_id IN (SELECT id FROM dept WHERE budget > 1500)) FROM emp
        SELECT coalesce((SELECT name FROM dept WHERE id = e.dept_id), 'no department') FROM emp e ORDER BY e.id
        SELECT id FROM emp e WHERE NOT EXISTS (SELECT 1 FROM dept d WHERE NOT EXISTS (SELECT 1 FROM emp x WHERE x.dept_id = d.id AND x.id <= e.id)) ORDER BY id
        SELECT e.id FROM emp e, (SELECT e.id) q
        SELECT nosuch.id FROM emp WHERE EXISTS (SELECT 1 FROM dept WHERE nosuch.id = 1)
        SELECT id FROM emp WHERE dept_id IN (SELECT id, name FROM dept)
        SELECT id FROM emp WHERE EXISTS (SELECT nosuch FROM dept)
        SELECT DISTINCT ON (dept_id) dept_id, name, salary FROM emp ORDER BY dept_id, salary DESC NULLS LAST, id
        SELECT DISTINCT ON (salary) salary, id FROM emp ORDER BY salary NULLS FIRST, id DESC
        SELECT DISTINCT ON (dept_id) id FROM emp ORDER BY salary
      `),
    ],
  },
  ctes: {
    heading: 'WITH and WITH RECURSIVE.',
    statements: lines(`
      WITH x AS (SELECT 1 AS a) SELECT a FROM x
      WITH x (b) AS (SELECT a FROM nums) SELECT count(*), sum(b) FROM x
      WITH x AS (SELECT a FROM nums), y AS (SELECT a FROM x WHERE a > 0) SELECT * FROM y ORDER BY 1
      WITH x AS (SELECT a, b FROM nums) SELECT p.a, q.b FROM x p JOIN x q ON p.a = q.b ORDER BY 1, 2
      WITH nums AS (SELECT 5 AS a) SELECT a FROM nums
      WITH x AS (SELECT * FROM nums ORDER BY id LIMIT 3) SELECT id FROM x ORDER BY id DESC
      WITH t AS (SELECT dept_id, sum(salary) AS s FROM emp GROUP BY dept_id) SELECT dept_id FROM t WHERE s = (SELECT max(s) FROM t)
      WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT * FROM a UNION ALL SELECT * FROM b ORDER BY 1
      SELECT * FROM (WITH x AS (SELECT 3 AS n) SELECT n FROM x) q
      SELECT (WITH x AS (SELECT 3 AS n) SELECT n FROM x)
      WITH x AS (SELECT 1) SELECT * FROM y
      WITH a AS MATERIALIZED (SELECT 1 AS x), b AS NOT MATERIALIZED (SELECT 2 AS y) SELECT * FROM a, b
      WITH x AS (SELECT 1), x AS (SELECT 2) SELECT * FROM x
      WITH x (a, b) AS (SELECT 1) SELECT * FROM x
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n ORDER BY i
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT sum(i), count(*), max(i) FROM n
      WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT (i * 2) % 7 FROM n) SELECT i FROM n ORDER BY i
      WITH RECURSIVE f (a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 100) SELECT a FROM f ORDER BY a
      WITH RECURSIVE p (node, depth) AS (SELECT 1, 0 UNION ALL SELECT e.dst, p.depth + 1 FROM p JOIN edges e ON e.src = p.node WHERE p.depth < 4) SELECT node, min(depth), count(*) FROM p GROUP BY node ORDER BY node
      WITH RECURSIVE p (node) AS (SELECT 5 UNION SELECT e.dst FROM p JOIN edges e ON e.src = p.node) SELECT node FROM p ORDER BY node
      WITH RECURSIVE p (node, cost) AS (SELECT 1, 0 UNION ALL SELECT e.dst, p.cost + e.cost FROM p JOIN edges e ON e.src = p.node) SELECT node, min(cost) FROM p GROUP BY node ORDER BY node
      WITH RECURSIVE t (id, name, path) AS (SELECT id, name, name FROM emp WHERE boss_id IS NULL UNION ALL SELECT e.id, e.name, t.path || '/' || coalesce(e.name, '?') FROM t JOIN emp e ON e.boss_id = t.id) SELECT id, path FROM t ORDER BY id
      WITH RECURSIVE t (id, depth) AS (SELECT id, 1 FROM emp WHERE id = 1 UNION ALL SELECT e.id, depth + 1 FROM emp e, t WHERE e.boss_id = t.id) SELECT depth, count(*) FROM t GROUP BY depth ORDER BY depth
      WITH RECURSIVE d (day) AS (SELECT DATE '2024-02-27' UNION ALL SELECT day + 1 FROM d WHERE day < DATE '2024-03-02') SELECT day FROM d ORDER BY 1
      WITH RECURSIVE x AS (SELECT 1 AS n), y AS (SELECT n FROM x) SELECT * FROM y
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5), m AS (SELECT i * i AS sq FROM n) SELECT * FROM m ORDER BY 1
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT a.i, b.i FROM n a JOIN n b ON b.i = a.i + 1 ORDER BY 1
      WITH x AS (SELECT a FROM nums WHERE a > 5) SELECT n.id, x.a FROM nums n LEFT JOIN x ON x.a = n.a ORDER BY 1, 2
      WITH x AS (SELECT count(*) AS n FROM empty) SELECT n FROM x
      WITH x AS (SELECT region, sum(amount) AS total FROM sales GROUP BY region) SELECT region, total, rank() OVER (ORDER BY total DESC NULLS LAST) FROM x ORDER BY 3, 1
    `),
  },
  'order-and-limit': {
    heading: 'ORDER BY, NULLS, LIMIT, OFFSET, FETCH and DISTINCT.',
    statements: [
      ...combine(
        [
          'a',
          'd',
          'a DESC',
          'a NULLS FIRST',
          'a DESC NULLS LAST',
          'b, a DESC',
          'a + b',
          '-a',
          'abs(a)',
          'a IS NULL, a',
          'a % 3',
          'coalesce(a, b, 0)',
          'r',
        ],
        (key) => `SELECT id FROM nums ORDER BY ${key}, id`,
      ),
      ...combine(
        ['s', 's DESC', 'lower(s)', 'length(s)', 's NULLS FIRST', 'length(s) DESC, s'],
        (key) => `SELECT id FROM words ORDER BY ${key}, id`,
      ),
      ...combine(
        ['d', 'd DESC', 'at', 'extract(month FROM d)', 'd NULLS FIRST'],
        (key) => `SELECT id FROM days ORDER BY ${key}, id`,
      ),
      ...combine(
        [
          'LIMIT 3',
          'LIMIT 0',
          'LIMIT ALL',
          'LIMIT NULL',
          'LIMIT 3 OFFSET 2',
          'OFFSET 9',
          'OFFSET 100',
          'LIMIT 100',
          'OFFSET 2 LIMIT 3',
          'FETCH FIRST 2 ROWS ONLY',
          'FETCH FIRST ROW ONLY',
          'OFFSET 2 ROWS FETCH NEXT 2 ROWS ONLY',
          'LIMIT 1 + 1',
          'LIMIT 2 OFFSET NULL',
        ],
        ['id', 'a, id', 'b DESC, id'],
        (limit, key) => `SELECT id FROM nums ORDER BY ${key} ${limit}`,
      ),
      ...combine(
        [
          'FETCH FIRST 2 ROWS WITH TIES',
          'FETCH FIRST 4 ROWS WITH TIES',
          'OFFSET 1 FETCH FIRST 1 ROW WITH TIES',
        ],
        ['a', 'a DESC', 'b NULLS FIRST'],
        (limit, key) => `SELECT ${key.split(' ')[0] ?? ''} FROM nums ORDER BY ${key} ${limit}`,
      ),
      ...combine(
        [
          'a',
          'b',
          'a, b',
          'a % 2',
          'a IS NULL',
          'd',
          'b > 2, a > 2',
          'NULL',
          "'x'",
          'coalesce(a, 0)',
        ],
        (items) => `SELECT DISTINCT ${items} FROM nums ORDER BY 1`,
      ),
      ...lines(`
        SELECT a, b FROM nums ORDER BY 2, 1 DESC
        SELECT a AS x, b AS y FROM nums ORDER BY y DESC, x
        SELECT a AS b, b AS c FROM nums ORDER BY b, c
        SELECT -a AS a, id FROM nums ORDER BY a, id
        SELECT col0, col1 FROM tab0 ORDER BY 2 DESC NULLS LAST, pk
        SELECT pk FROM tab0 WHERE ((col0 > 10 AND col3 < 50) OR (col4 >= 5.5)) AND NOT col1 IS NULL ORDER BY pk
        SELECT pk, col2 FROM tab0 WHERE col0 BETWEEN 10 AND 90 AND (col4 < 20.5 OR col3 IN (59, 7)) ORDER BY 1 DESC
        SELECT pk FROM tab0 WHERE col3 IN (SELECT col0 FROM tab0 WHERE col1 > 50) ORDER BY pk
        SELECT ALL a FROM nums ORDER BY a, id LIMIT 2
        SELECT DISTINCT a FROM nums ORDER BY a DESC NULLS LAST LIMIT 2
        SELECT DISTINCT a, b FROM nums ORDER BY b, a
        SELECT DISTINCT upper(s) FROM words ORDER BY upper(s)
        SELECT a FROM nums ORDER BY 3
        SELECT a FROM nums ORDER BY nosuch
        SELECT DISTINCT a FROM nums ORDER BY b
        SELECT a FROM nums LIMIT -1
        SELECT a FROM nums LIMIT 'x'
        SELECT a FROM nums OFFSET -1
        SELECT a FROM nums LIMIT a
        SELECT a FROM nums FETCH FIRST 2 ROWS WITH TIES
        SELECT * FROM (SELECT id FROM nums ORDER BY a DESC NULLS LAST, id LIMIT 4) q ORDER BY id
        SELECT count(*) FROM (SELECT id FROM nums LIMIT 5 OFFSET 10) q
        SELECT 1 ORDER BY 1
        SELECT 34 col0 FROM cor0, cor1 cor2
        SELECT id n FROM nums ORDER BY n DESC LIMIT 1
        SELECT nums.* FROM nums ORDER BY id LIMIT 1
        SELECT n.id, n.* FROM nums AS n WHERE n.id = 4
        SELECT *, a + 1 AS next FROM nums WHERE id = 1
        SELECT FROM nums WHERE
        SELECT a,, b FROM nums
        SELECT a FROM nums WHERE a = = 1
        SELEC a FROM nums
        SELECT (a FROM nums
        SELECT a FROM nums ORDER a
      `),
    ],
  },
};
