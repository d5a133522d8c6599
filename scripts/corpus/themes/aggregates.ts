import { combine, lines } from './combine.ts';
import type { CorpusTheme } from './index.ts';

const AGGREGATES = [
  'count(*)',
  'count(X)',
  'count(DISTINCT X)',
  'sum(X)',
  'sum(DISTINCT X)',
  'avg(X)',
  'avg(DISTINCT X)',
  'min(X)',
  'max(X)',
  'sum(X) FILTER (WHERE X > 0)',
  'count(*) FILTER (WHERE X IS NULL)',
] as const;
const STATISTICS = [
  'stddev(X)',
  'stddev_pop(X)',
  'variance(X)',
  'var_pop(X)',
  'percentile_disc(0.5) WITHIN GROUP (ORDER BY X)',
  'percentile_disc(0) WITHIN GROUP (ORDER BY X DESC)',
  'mode() WITHIN GROUP (ORDER BY X)',
] as const;
const SOURCES = [
  'nums',
  'nums WHERE id > 100',
  'nums WHERE a IS NULL',
  'nums WHERE id = 1',
  'nums WHERE b > 0',
] as const;
const FRAMES = [
  '',
  'ROWS UNBOUNDED PRECEDING',
  'ROWS 1 PRECEDING',
  'ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
  'ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
  'ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING',
  'ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING',
  'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW',
  'ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE GROUP',
  'ROWS BETWEEN 2 FOLLOWING AND 1 FOLLOWING',
] as const;
const PEERS = [
  '',
  'RANGE UNBOUNDED PRECEDING',
  'RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
  'RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING',
  'RANGE BETWEEN 5 PRECEDING AND CURRENT ROW EXCLUDE TIES',
  'GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
  'GROUPS 1 PRECEDING',
  'GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE GROUP',
  'RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING',
] as const;
const GROUPINGS = [
  'region',
  'product',
  'region, product',
  'day',
  '()',
  'ROLLUP (region)',
  'ROLLUP (region, product)',
  'CUBE (region, product)',
  'GROUPING SETS ((region), (product), ())',
  'GROUPING SETS ((region, product), (day))',
  'region, ROLLUP (product)',
  'ROLLUP ((region, product))',
  'GROUPING SETS ((), ())',
  'region IS NULL',
  'lower(region)',
  'qty % 2',
  "date_trunc('month', day)",
  'CUBE (region), CUBE (product)',
] as const;

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  aggregates: {
    heading: 'Aggregates over NULLs, duplicates and no rows.',
    statements: [
      ...combine(
        ['a', 'd', 'r'],
        SOURCES,
        (x, source) =>
          `SELECT ${AGGREGATES.map((call) => call.replaceAll('X', x)).join(', ')} FROM ${source}`,
      ),
      ...combine(
        ['a', 'd'],
        STATISTICS,
        (x, call) => `SELECT ${call.replaceAll('X', x)} FROM nums WHERE id <> 11`,
      ),
      ...combine(
        STATISTICS,
        (call) => `SELECT ${call.replaceAll('X', 'a')} FROM nums WHERE id > 100`,
      ),
      ...combine(
        [
          'count(*)',
          'count(a)',
          'sum(a)',
          'avg(a)',
          'min(a)',
          'max(b)',
          'sum(d)',
          'count(DISTINCT b)',
          "string_agg(b, ',')",
          'bool_and(a > 0)',
          'min(day)',
        ],
        (call) => `SELECT ${call} FROM empty`,
      ),
      ...combine(
        ['count(*)', 'count(a)', 'sum(a)', 'max(b)'],
        (call) => `SELECT ${call} FROM empty GROUP BY day`,
      ),
      ...combine(
        [
          'count(*) > 1',
          'sum(a) > 5',
          'sum(a) IS NULL',
          'NOT sum(a) > 5',
          'max(a) = min(a)',
          'count(*) = count(a)',
          'b IS NULL',
          'b = 2 OR count(*) = 1',
          'NULL',
          'NOT NULL IS NULL',
          'avg(a) > (SELECT avg(a) FROM nums)',
          'EXISTS (SELECT 1 FROM nums x WHERE x.a = nums.b)',
        ],
        (having) => `SELECT b, count(*), sum(a) FROM nums GROUP BY b HAVING ${having} ORDER BY b`,
      ),
      ...combine(
        ['s', 't', 'lower(s)', 'length(s)', 'left(s, 1)', 's IS NULL', 's = t'],
        (key) =>
          `SELECT ${key}, count(*), count(s), min(t), max(t) FROM words GROUP BY ${key} ORDER BY 2 DESC, 1`,
      ),
      ...combine(['min', 'max', 'count'], ['s', 'd', 'at', 'p', 'amount'], (f, x) => {
        const from =
          { s: 'words', d: 'days', at: 'days', p: 'truth', amount: 'sales' }[x] ?? 'words';
        return `SELECT ${f}(${x}), ${f}(DISTINCT ${x}) FROM ${from}`;
      }),
      ...lines(`
        SELECT sum(1), sum(1.5), sum(NULL::int), count(NULL), avg(NULL::int), count(1)
        SELECT sum(1) FROM nums WHERE FALSE
        SELECT count(*) FROM nums HAVING count(*) > 100
        SELECT count(*) FROM nums HAVING sum(a) > 1
        SELECT 1 FROM nums HAVING TRUE
        SELECT sum(a) + count(*) * 2, -sum(a), abs(min(a)), sum(a) / count(a), sum(a + b), sum(a) + sum(b) FROM nums
        SELECT sum(a) / 2, avg(a) / 2, max(a) / 2, count(*) / 5 FROM nums
        SELECT min(a + b), max(a * b), sum(coalesce(a, 0)), avg(coalesce(a, 0)) FROM nums
        SELECT sum(DISTINCT a), count(DISTINCT a), avg(DISTINCT d), sum(DISTINCT a % 2) FROM nums
        SELECT count(DISTINCT a) FILTER (WHERE a <> 7), sum(a) FILTER (WHERE b IS NULL), max(d) FILTER (WHERE FALSE) FROM nums
        SELECT dept_id, count(*), sum(salary), avg(salary), min(hired) FROM emp GROUP BY dept_id ORDER BY dept_id
        SELECT d.name, count(e.id), coalesce(sum(e.salary), 0) FROM dept d LEFT JOIN emp e ON e.dept_id = d.id GROUP BY d.id, d.name ORDER BY d.id
        SELECT a % 3 AS m, count(*) FROM nums GROUP BY m ORDER BY m
        SELECT a % 3, count(*) FROM nums GROUP BY a % 3 HAVING a % 3 > 0 ORDER BY 1
        SELECT (a % 3) * 10 + 1, count(*) FROM nums GROUP BY a % 3 ORDER BY 1
        SELECT count(*) FROM (SELECT DISTINCT a, b FROM nums) q
        SELECT DISTINCT count(*) FROM nums GROUP BY a ORDER BY 1
        SELECT max(n) FROM (SELECT count(*) AS n FROM nums GROUP BY a) q
        SELECT b FROM nums GROUP BY b ORDER BY max(a) DESC NULLS LAST, b
        SELECT b, sum(a) AS total FROM nums GROUP BY b ORDER BY total, b
        SELECT a FROM nums GROUP BY b
        SELECT a, sum(b) FROM nums
        SELECT sum(sum(a)) FROM nums
        SELECT id FROM nums WHERE sum(a) > 1
        SELECT sum(s) FROM words
        SELECT avg(p) FROM truth
        SELECT count(*) FROM nums GROUP BY 2
        SELECT a FROM nums GROUP BY sum(a)
        SELECT stddev(a) FROM nums WHERE id = 1
        SELECT var_pop(a), stddev_pop(a), variance(a) FROM nums WHERE id = 1
        SELECT corr(a, b), covar_pop(a, b), covar_samp(a, b), regr_slope(a, b), regr_intercept(a, b), regr_count(a, b), regr_r2(a, b) FROM nums
        SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY d), percentile_disc(1) WITHIN GROUP (ORDER BY hired) FROM nums, emp WHERE nums.id = emp.id
        SELECT dept_id, mode() WITHIN GROUP (ORDER BY salary), percentile_disc(0.5) WITHIN GROUP (ORDER BY salary) FROM emp GROUP BY dept_id ORDER BY dept_id
        SELECT percentile_disc(0) WITHIN GROUP (ORDER BY 'x'::text), percentile_disc(1) WITHIN GROUP (ORDER BY NULL::int) FROM nums
        SELECT percentile_disc(1.5) WITHIN GROUP (ORDER BY a) FROM nums
        SELECT MIN ( ALL col0 ), MAX ( DISTINCT - col1 ), SUM( ALL + col2 ) FROM cor1
        SELECT ALL + COUNT( * ) FROM cor0, cor1
        SELECT DISTINCT - + 71 FROM cor0, cor1 AS c
      `),
    ],
  },
  grouping: {
    heading: 'GROUP BY with NULL groups, ROLLUP, CUBE and GROUPING SETS.',
    statements: [
      ...combine(
        GROUPINGS,
        (g) =>
          `SELECT count(*), sum(qty), sum(amount), min(id) FROM sales GROUP BY ${g} ORDER BY 1, 2, 3, 4`,
      ),
      ...combine(
        GROUPINGS,
        ['count(*) > 1', 'sum(amount) IS NULL', 'max(qty) >= 7'],
        (g, having) =>
          `SELECT count(*), max(id) FROM sales GROUP BY ${g} HAVING ${having} ORDER BY 1, 2`,
      ),
      ...combine(
        [
          'ROLLUP (region, product)',
          'CUBE (region, product)',
          'GROUPING SETS ((region), (product), ())',
          'GROUPING SETS ((region, product), (region))',
        ],
        [
          'region, product, count(*)',
          'grouping(region), grouping(product), sum(qty)',
          'grouping(region, product), region, avg(amount)',
          "coalesce(region, 'all'), coalesce(product, 'any'), max(day)",
          'region, rank() OVER (PARTITION BY grouping(region) ORDER BY count(*)), count(*)',
        ],
        (g, items) => `SELECT ${items} FROM sales GROUP BY ${g} ORDER BY 1, 2, 3`,
      ),
      ...combine(
        ['ROLLUP (a)', 'CUBE (a, b)', 'GROUPING SETS ((a), ())', 'GROUPING SETS ((a))', '()'],
        (g) => `SELECT count(*), sum(a) FROM empty GROUP BY ${g}`,
      ),
      ...lines(`
        SELECT region, product, count(*) FROM sales GROUP BY region, product ORDER BY region NULLS FIRST, product
        SELECT region, count(*) FROM sales GROUP BY 1 ORDER BY 2 DESC, 1
        SELECT lower(region) AS region, count(*) FROM sales GROUP BY lower(region) ORDER BY 1
        SELECT region AS product, count(*) FROM sales GROUP BY product, region ORDER BY 1, 2
        SELECT product, sum(qty) FROM sales WHERE region IS NOT NULL GROUP BY product HAVING sum(qty) IS NOT NULL ORDER BY product
        SELECT region, region || '!' AS loud, count(*) FROM sales GROUP BY region ORDER BY 1
        SELECT region, (SELECT count(*) FROM sales s WHERE s.region = sales.region) FROM sales GROUP BY region ORDER BY 1
        SELECT grouping(product) FROM sales GROUP BY region
        SELECT region, product FROM sales GROUP BY ROLLUP (region)
        SELECT DISTINCT grouping(region, product) FROM sales GROUP BY CUBE (region, product) ORDER BY 1
        SELECT region, count(*) FROM sales GROUP BY ROLLUP (region) HAVING grouping(region) = 0 ORDER BY 1
        SELECT region, sum(amount) FROM sales GROUP BY ROLLUP (region) ORDER BY grouping(region), region LIMIT 3
        SELECT * FROM (SELECT region, product, sum(qty) AS q FROM sales GROUP BY CUBE (region, product)) x WHERE region IS NULL ORDER BY 2, 3
      `),
    ],
  },
  windows: {
    heading: 'Window functions: frames, peers, exclusion, NULLs, defaults.',
    statements: [
      ...combine(
        [
          'sum(a)',
          'count(*)',
          'count(a)',
          'avg(a)',
          'min(a)',
          'max(d)',
          'first_value(a)',
          'last_value(a)',
          'nth_value(a, 2)',
        ],
        FRAMES,
        (call, frame) =>
          `SELECT id, ${call} OVER (ORDER BY id ${frame}) FROM nums ORDER BY id`.replaceAll(
            ' )',
            ')',
          ),
      ),
      ...combine(['sum(b)', 'count(*)', 'min(id)', 'max(id)'], PEERS, (call, frame) =>
        `SELECT id, ${call} OVER (ORDER BY a ${frame}) FROM nums ORDER BY id`.replaceAll(' )', ')'),
      ),
      ...combine(
        [
          'row_number()',
          'rank()',
          'dense_rank()',
          'percent_rank()',
          'cume_dist()',
          'ntile(3)',
          'ntile(20)',
          'lag(salary)',
          'lead(salary)',
          'lag(salary, 2)',
          'lead(salary, 0)',
          'lag(salary, 1, 0)',
          'lead(name, 1, name)',
          'lag(salary, -1)',
        ],
        [
          'ORDER BY salary, id',
          'ORDER BY salary DESC NULLS LAST, id',
          'PARTITION BY dept_id ORDER BY id',
          'PARTITION BY dept_id, hired ORDER BY id DESC',
        ],
        (call, window) => `SELECT id, ${call} OVER (${window}) FROM emp ORDER BY id`,
      ),
      ...combine(
        ['rank()', 'dense_rank()', 'percent_rank()', 'cume_dist()', 'count(*)', 'sum(salary)'],
        [
          '',
          'ORDER BY salary',
          'ORDER BY salary DESC',
          'PARTITION BY dept_id',
          'PARTITION BY dept_id ORDER BY salary NULLS FIRST',
        ],
        (call, window) => `SELECT id, ${call} OVER (${window}) FROM emp ORDER BY id`,
      ),
      ...combine(
        [
          "RANGE BETWEEN INTERVAL '1 month' PRECEDING AND CURRENT ROW",
          "RANGE BETWEEN CURRENT ROW AND INTERVAL '1 year' FOLLOWING",
          "RANGE BETWEEN INTERVAL '30 days' PRECEDING AND INTERVAL '30 days' FOLLOWING",
          'GROUPS 1 PRECEDING',
        ],
        ['', 'PARTITION BY region '],
        (frame, by) =>
          `SELECT id, sum(qty) OVER (${by}ORDER BY day ${frame}), count(*) OVER (${by}ORDER BY day DESC ${frame}) FROM sales ORDER BY id`,
      ),
      ...lines(`
        SELECT id, sum(amount) OVER w, rank() OVER w FROM sales WINDOW w AS (PARTITION BY region ORDER BY amount) ORDER BY id
        SELECT id, sum(qty) OVER (w ORDER BY id), count(*) OVER w FROM sales WINDOW w AS (PARTITION BY product) ORDER BY id
        SELECT dept_id, sum(salary), rank() OVER (ORDER BY sum(salary) DESC NULLS LAST), sum(sum(salary)) OVER () FROM emp GROUP BY dept_id ORDER BY dept_id
        SELECT id, salary - avg(salary) OVER (PARTITION BY dept_id) FROM emp ORDER BY id
        SELECT id, 100.0 * amount / sum(amount) OVER () FROM sales ORDER BY id
        SELECT id, sum(qty) FILTER (WHERE product = 'tea') OVER (ORDER BY id), count(*) FILTER (WHERE qty > 4) OVER (PARTITION BY region) FROM sales ORDER BY id
        SELECT id FROM nums ORDER BY row_number() OVER (ORDER BY a DESC NULLS LAST, id DESC)
        SELECT * FROM (SELECT id, row_number() OVER (PARTITION BY dept_id ORDER BY salary DESC NULLS LAST, id) AS n FROM emp) q WHERE n = 1 ORDER BY id
        SELECT DISTINCT dept_id, count(*) OVER (PARTITION BY dept_id) FROM emp ORDER BY 1
        SELECT id, string_agg(s, '|') OVER (ORDER BY id ROWS 2 PRECEDING), max(s) OVER (ORDER BY id) FROM words ORDER BY id
        SELECT id, bool_or(p) OVER (ORDER BY id), bool_and(p) OVER (ORDER BY id DESC) FROM truth ORDER BY id
        SELECT id, lag(d) OVER (ORDER BY id), first_value(d) OVER (ORDER BY d NULLS FIRST, id) FROM days ORDER BY id
        SELECT id FROM emp QUALIFY row_number() OVER (PARTITION BY dept_id ORDER BY id) = 1 ORDER BY id
        SELECT id, rank() OVER (ORDER BY salary) AS r FROM emp QUALIFY r <= 2 ORDER BY id
        SELECT dept_id, count(*) FROM emp GROUP BY dept_id QUALIFY rank() OVER (ORDER BY count(*) DESC) = 1 ORDER BY 1
        SELECT row_number() OVER () FROM one WHERE row_number() OVER () = 1
        SELECT sum(row_number() OVER ()) FROM nums
        SELECT id FROM nums GROUP BY rank() OVER (ORDER BY id)
        SELECT ntile(0) OVER (ORDER BY id) FROM nums
        SELECT nth_value(a, 0) OVER (ORDER BY id) FROM nums
        SELECT sum(a) OVER (ORDER BY id ROWS -1 PRECEDING) FROM nums
        SELECT sum(a) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM nums
        SELECT sum(a) OVER (ORDER BY id RANGE BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM nums
        SELECT sum(a) OVER (ORDER BY id, a RANGE 1 PRECEDING) FROM nums
        SELECT rank() FROM nums
        SELECT sum(a) OVER w FROM nums
        SELECT sum(DISTINCT a) OVER () FROM nums
        SELECT count(*) OVER (), sum(a) OVER () FROM empty
        SELECT sum(count(*)) OVER (), count(*) FROM empty
      `).filter((sql) => sql !== 'SELECT sum(DISTINCT a) OVER () FROM nums'),
    ],
  },
};
