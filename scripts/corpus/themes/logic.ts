import { combine, lines } from './combine.ts';
import type { CorpusTheme } from './index.ts';

const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='] as const;
const TRUTHS = ['TRUE', 'FALSE', 'NULL::boolean'] as const;
const TESTS = [
  'IS NULL',
  'IS NOT NULL',
  'IS TRUE',
  'IS NOT TRUE',
  'IS FALSE',
  'IS NOT FALSE',
  'IS UNKNOWN',
  'IS NOT UNKNOWN',
];
const CONDITIONS = [
  ...['p AND q', 'p OR q', 'NOT p', 'p = q', 'p <> q', 'p < q', 'p >= q', 'NOT (p AND q)'],
  ...['NOT p OR q', 'p AND NOT q', 'p IS DISTINCT FROM q', 'p IS NOT DISTINCT FROM q'],
  ...['p IN (q)', 'p NOT IN (q, TRUE)', 'p = NULL', 'NOT (p = NULL)', 'coalesce(p, q)'],
  ...['CASE WHEN p THEN q ELSE NOT q END', 'p BETWEEN q AND TRUE', 'nullif(p, q)'],
];
const SETS = [
  'SELECT b FROM nums',
  'SELECT b FROM nums WHERE b IS NOT NULL',
  'SELECT a FROM empty',
  'SELECT x FROM nothing',
  'SELECT 7',
  'SELECT b FROM nums WHERE b > 2',
];
const LISTS = ['7', '7, 2', 'NULL', '7, NULL', 'b', 'b, NULL', '7, 5, 100, -7', 'a', 'a + b, 0'];

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  'three-valued-logic': {
    heading: 'AND, OR, NOT, comparisons and tests, with every truth value.',
    statements: [
      ...combine(
        TRUTHS,
        TRUTHS,
        (a, b) => `SELECT ${a} AND ${b}, ${a} OR ${b}, ${a} = ${b}, ${a} <> ${b}`,
      ),
      ...combine(CONDITIONS, (c) => `SELECT id, ${c} FROM truth ORDER BY id`),
      ...combine(CONDITIONS, (c) => `SELECT id FROM truth WHERE ${c} ORDER BY id`),
      ...combine(CONDITIONS, (c) => `SELECT id FROM truth WHERE NOT (${c}) ORDER BY id`),
      ...combine(
        CONDITIONS,
        (c) => `SELECT count(*), count(${c}) FROM truth WHERE (${c}) IS NOT TRUE`,
      ),
      ...combine(TESTS, (t) => `SELECT id FROM truth WHERE p ${t} ORDER BY id`),
      ...combine(TESTS, (t) => `SELECT id FROM truth WHERE (p OR q) ${t} ORDER BY id`),
      ...combine(TESTS, (t) => `SELECT id FROM truth WHERE NOT (p AND q) ${t} ORDER BY id`),
      ...lines(`
        SELECT NULL = NULL, NULL <> NULL, NULL IS NULL, NULL IS NOT DISTINCT FROM NULL
        SELECT NOT NULL IS NULL, NOT (NULL) IS NULL, (NOT NULL) IS NULL
        SELECT 1 = 1 AND NULL IS NULL, 1 = 2 OR NULL, NULL AND 1 = 2
        SELECT id FROM truth WHERE p AND q OR NOT p AND NOT q ORDER BY id
        SELECT id FROM truth WHERE p OR q AND NOT p ORDER BY id
        SELECT id FROM truth WHERE NOT p = q ORDER BY id
        SELECT id FROM truth WHERE NOT p IS NULL AND q IS NULL ORDER BY id
        SELECT p, q, count(*) FROM truth GROUP BY p, q ORDER BY p, q
        SELECT p AND q AS both, count(*) FROM truth GROUP BY p AND q ORDER BY 1
        SELECT DISTINCT p OR q FROM truth ORDER BY 1
        SELECT bool_and(p), bool_or(p), every(q), bool_and(p AND q), bool_or(p IS NULL) FROM truth
        SELECT min(id), max(id) FROM truth WHERE p
        SELECT id FROM truth ORDER BY p, q, id
        SELECT id FROM truth ORDER BY p DESC, q NULLS FIRST, id
        SELECT sum(CASE WHEN p THEN 1 WHEN NOT p THEN -1 ELSE 0 END) FROM truth
        SELECT a.id, b.id FROM truth a JOIN truth b ON a.p AND b.q AND a.id < b.id ORDER BY 1, 2
        SELECT a.id, b.id FROM truth a LEFT JOIN truth b ON a.p = b.q AND b.id > 7 ORDER BY 1, 2
        SELECT TRUE > FALSE, TRUE = 'yes', FALSE < NULL, 'off' = FALSE
      `),
    ],
  },
  comparisons: {
    heading: 'Comparisons, BETWEEN and row values of numbers, texts and days with NULLs.',
    statements: [
      ...combine(
        COMPARISONS,
        ['7', '0', '-7', 'b', 'NULL', '2.5', 'd'],
        (op, v) => `SELECT id FROM nums WHERE a ${op} ${v} ORDER BY id`,
      ),
      ...combine(
        COMPARISONS,
        ["'a'", "''", "'null'", "'10'", 't'],
        (op, v) => `SELECT id FROM words WHERE s ${op} ${v} ORDER BY id`,
      ),
      ...combine(
        COMPARISONS,
        ["DATE '2024-02-29'", "'2024-01-01'", "TIMESTAMP '2024-01-31 06:00:00'", 'at'],
        (op, v) => `SELECT id FROM days WHERE d ${op} ${v} ORDER BY id`,
      ),
      ...combine(
        COMPARISONS,
        ['(7, 2)', '(7, NULL)', '(NULL, 2)', '(b, a)'],
        (op, v) => `SELECT id FROM nums WHERE (a, b) ${op} ${v} ORDER BY id`,
      ),
      ...combine(
        ['', 'NOT '],
        [
          '0 AND 7',
          '7 AND 0',
          'NULL AND 5',
          '5 AND NULL',
          'b AND 100',
          '-7 AND b',
          '1.5 AND 7.5',
          'SYMMETRIC 7 AND 0',
          'SYMMETRIC b AND 5',
        ],
        (not, v) => `SELECT id FROM nums WHERE a ${not}BETWEEN ${v} ORDER BY id`,
      ),
      ...combine(
        ['', 'NOT '],
        ["'a' AND 'b'", "'' AND 'Z'", "'b' AND 'a'"],
        (not, v) => `SELECT id FROM words WHERE s ${not}BETWEEN ${v} ORDER BY id`,
      ),
      ...combine(
        ['', 'NOT '],
        ["DATE '2024-01-01' AND DATE '2024-12-31'", "'2000-01-01' AND '2000-12-31'", 'NULL AND d'],
        (not, v) => `SELECT id FROM days WHERE d ${not}BETWEEN ${v} ORDER BY id`,
      ),
      ...combine(
        ['IS DISTINCT FROM', 'IS NOT DISTINCT FROM'],
        ['7', 'b', 'NULL', 'd'],
        (op, v) => `SELECT id FROM nums WHERE a ${op} ${v} ORDER BY id`,
      ),
      ...combine(
        [
          'IS NULL',
          'IS NOT NULL',
          'IS DISTINCT FROM (7, 2)',
          'IS NOT DISTINCT FROM (NULL, 3)',
          'IN ((7, 2), (5, 0))',
          'NOT IN ((7, 2), (5, 0))',
          'IN ((7, 2), (NULL, 3))',
          'NOT IN ((7, NULL))',
          '= (SELECT x.a, x.b FROM nums x WHERE x.id = 3)',
          '< (SELECT x.a, x.b FROM nums x WHERE x.id = 1)',
        ],
        (test) => `SELECT id FROM nums WHERE (a, b) ${test} ORDER BY id`,
      ),
    ],
  },
  'in-any-all': {
    heading: 'IN, NOT IN, ANY and ALL of lists, subqueries, empty ones and NULLs.',
    statements: [
      ...combine(
        ['IN', 'NOT IN'],
        LISTS,
        (op, list) => `SELECT id FROM nums WHERE a ${op} (${list}) ORDER BY id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        LISTS,
        (op, list) => `SELECT id, a ${op} (${list}) FROM nums ORDER BY id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        SETS,
        (op, set) => `SELECT id FROM nums WHERE a ${op} (${set}) ORDER BY id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        SETS,
        (op, set) => `SELECT id, a ${op} (${set}) FROM nums ORDER BY id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        SETS,
        (op, set) => `SELECT NULL ${op} (${set}), 7 ${op} (${set})`,
      ),
      ...combine(
        COMPARISONS,
        SETS,
        (op, set) => `SELECT id FROM nums WHERE a ${op} ANY (${set}) ORDER BY id`,
      ),
      ...combine(
        COMPARISONS,
        SETS,
        (op, set) => `SELECT id FROM nums WHERE a ${op} ALL (${set}) ORDER BY id`,
      ),
      ...combine(
        COMPARISONS,
        SETS,
        (op, set) =>
          `SELECT 7 ${op} ANY (${set}), 7 ${op} ALL (${set}), NULL ${op} ANY (${set}), NULL ${op} ALL (${set})`,
      ),
      ...combine(
        ['EXISTS', 'NOT EXISTS'],
        SETS,
        (op, set) => `SELECT ${op} (${set}), count(*) FROM nums WHERE ${op} (${set})`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        ["'a', 'A'", "'', NULL", 't', "'__proto__', 'it''s', '😀'"],
        (op, list) => `SELECT id FROM words WHERE s ${op} (${list}) ORDER BY id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        [
          'SELECT t FROM words',
          'SELECT t FROM words WHERE t IS NOT NULL',
          'SELECT b FROM empty',
          'SELECT upper(t) FROM words WHERE id < 5',
        ],
        (op, set) => `SELECT id FROM words WHERE s ${op} (${set}) ORDER BY id`,
      ),
      ...combine(
        ['IN', 'NOT IN'],
        [
          "DATE '2024-02-29', DATE '2024-01-01'",
          "'2024-01-31'",
          'at::date',
          "NULL, DATE '1900-03-01'",
        ],
        (op, list) => `SELECT id FROM days WHERE d ${op} (${list}) ORDER BY id`,
      ),
      ...lines(`
        SELECT id FROM nums WHERE a IN (SELECT a FROM nums WHERE id > 100) OR b = 3 ORDER BY id
        SELECT id FROM nums WHERE NOT (a IN (SELECT b FROM nums)) ORDER BY id
        SELECT id FROM nums WHERE NOT a NOT IN (7, 5) ORDER BY id
        SELECT id FROM nums WHERE (a IN (7, NULL)) IS NULL ORDER BY id
        SELECT id FROM nums WHERE a IN (SELECT DISTINCT b FROM nums UNION SELECT 100) ORDER BY id
        SELECT id FROM nums WHERE a IN (SELECT b FROM nums ORDER BY b LIMIT 2) ORDER BY id
        SELECT id FROM nums WHERE a = ANY (SELECT max(a) FROM nums) ORDER BY id
        SELECT id FROM nums WHERE a > ALL (SELECT avg(a) FROM nums) ORDER BY id
        SELECT id FROM nums WHERE (a, b) IN (SELECT b, a FROM nums) ORDER BY id
        SELECT id FROM nums WHERE (a, b) NOT IN (SELECT a, b FROM nums WHERE id < 3) ORDER BY id
        SELECT id FROM nums WHERE a IN (VALUES (7), (5)) ORDER BY id
        SELECT id FROM nums WHERE a NOT IN (VALUES (7), (NULL)) ORDER BY id
        SELECT id FROM nums WHERE d IN (1.5, -1.50, 99.99) ORDER BY id
        SELECT id FROM nums WHERE a IN (1.5, 7.0) ORDER BY id
        SELECT id FROM nums WHERE a IN ('7', '5') ORDER BY id
      `),
    ],
  },
};
