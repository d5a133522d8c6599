import { combine, lines } from './combine.ts';
import type { CorpusTheme } from './index.ts';

const OPERATORS = ['+', '-', '*', '/', '%'] as const;
const INTEGERS = ['7', '-7', '0', '3', '(- - 5)', 'NULL::int'] as const;
const DECIMALS = [
  '1.5',
  '-2.5',
  '0.0001',
  '100',
  '-0.05',
  'NULL::numeric',
  '2.50',
  '-99.9999',
] as const;
const DOUBLES = [
  '1.5::float8',
  '-2.5::float8',
  '0.1::float8',
  '3.5::float8',
  '1e10::float8',
  'NULL::float8',
] as const;
const TEXTS = [
  "''",
  "' 12 '",
  "'12'",
  "'-7'",
  "'1.5'",
  "'abc'",
  "'1e3'",
  "'true'",
  "'t'",
  "'off'",
  "'2024-02-29'",
  "'2024-02-30'",
  "'2024-02-29 10:30:00'",
  'NULL',
  "'0'",
  "'99999999999999999999'",
] as const;
const TARGETS = [
  'INTEGER',
  'NUMERIC',
  'NUMERIC(6,2)',
  'DOUBLE PRECISION',
  'BOOLEAN',
  'DATE',
  'TIMESTAMP',
  'VARCHAR(3)',
  'TEXT',
  'INTERVAL',
] as const;

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  arithmetic: {
    heading:
      'Arithmetic of integers, decimals and doubles: signs, division, remainders, NULL, zero.',
    statements: [
      ...combine(
        OPERATORS,
        INTEGERS,
        (op, a) =>
          `SELECT ${INTEGERS.filter((b) => !(b === '0' && '/%'.includes(op)))
            .map((b) => `${a} ${op} ${b}`)
            .join(', ')}`,
      ),
      ...combine(
        OPERATORS,
        DECIMALS,
        (op, a) => `SELECT ${DECIMALS.map((b) => `${a} ${op} ${b}`).join(', ')}`,
      ),
      ...combine(
        ['+', '-', '*', '/'],
        DOUBLES,
        (op, a) => `SELECT ${DOUBLES.map((b) => `${a} ${op} ${b}`).join(', ')}`,
      ),
      ...combine(OPERATORS, ['a, b', 'b, a', 'a, d', 'd, a', 'd, d'], (op, pair) => {
        const [x = '', y = ''] = pair.split(', ');
        return `SELECT id, ${x} ${op} ${y} FROM nums WHERE ${y} <> 0 ORDER BY id`;
      }),
      ...combine(
        ['abs', 'sign', 'ceil', 'floor', 'round', 'trunc'],
        ['a', 'd', 'r'],
        (f, x) => `SELECT id, ${f}(${x}), ${f}(-${x}) FROM nums ORDER BY id`,
      ),
      ...combine(
        ['round', 'trunc'],
        ['0', '1', '2', '-1', '-2', '6'],
        (f, n) => `SELECT id, ${f}(d, ${n}), ${f}(-d, ${n}) FROM nums ORDER BY id`,
      ),
      ...combine(
        ['round', 'ceil', 'floor', 'trunc', 'abs', 'sign'],
        (f) => `SELECT ${f}(7) / 2, ${f}(-7) / 2, ${f}(7.0) / 2`,
      ),
      ...combine(
        ['0.5', '1.5', '2.5', '-0.5', '-1.5', '2.4999', '0.05', '1234567.895'],
        (x) =>
          `SELECT round(${x}), round(${x}, 1), round(${x}, 2), trunc(${x}), ceil(${x}), floor(${x}), ${x}::int, round(${x}::float8), (${x}::float8)::int`,
      ),
      ...combine(
        [
          'sqrt(4)',
          'sqrt(2.0)',
          'sqrt(0)',
          'power(2, 10)',
          'power(2.0, -1)',
          'power(0, 0)',
          '2 ^ 3 ^ 2',
          '-2 ^ 2',
          'exp(0)',
          'ln(1)',
          'log(1000)',
          'mod(7, 4)',
          'mod(-7, 4)',
          'mod(7.5, 2)',
          'div(7, 2)',
          'div(-7, 2)',
          'pi()',
          'power(9, 0.5)',
          'sqrt(16::float8)',
          'exp(1::float8)',
          'ln(2.5::float8)',
          'power(1.5, 3)',
          'mod(-7.25, 2.5)',
        ],
        (x) => `SELECT ${x}`,
      ),
      ...combine(
        ['greatest', 'least'],
        [
          '1, 2, 3',
          '1, NULL',
          'NULL, NULL::int',
          '1, 2.5',
          "'a', 'B'",
          "DATE '2024-01-01', DATE '2023-12-31'",
          'TRUE, FALSE',
          '-0.5, -0.50, -1',
        ],
        (f, args) => `SELECT ${f}(${args})`,
      ),
      ...combine(
        ['coalesce', 'greatest', 'least'],
        ['a, b', 'a, b, 0', 'b, a', 'a, d', 'd, 0.5, a', 'NULL, a', 'NULL, NULL, b'],
        (f, args) => `SELECT id, ${f}(${args}) FROM nums ORDER BY id`,
      ),
      ...combine(
        ['a, 7', 'a, b', 'd, 1', 'a, NULL', 'NULL::int, a', '7, a'],
        (args) => `SELECT id, nullif(${args}) FROM nums ORDER BY id`,
      ),
      ...combine(
        [
          '7 / 0',
          '7 % 0',
          '7.5 / 0',
          '7.5 % 0',
          '1::float8 / 0',
          'sqrt(-1)',
          'sqrt(-1.5)',
          'ln(0)',
          'ln(-1)',
          'log(0)',
          'power(0, -1)',
          'power(-1, 0.5)',
          'mod(1, 0)',
          'div(1, 0)',
          'exp(1000::float8)',
          '1e200::float8 * 1e200::float8',
          "1 + 'a'",
          "'a' + 1",
          'TRUE + 1',
          "'a' - 'b'",
          "- 'a'",
          'NOT 1',
          '1 AND TRUE',
          "DATE '2024-01-01' + DATE '2024-01-01'",
          "DATE '2024-01-01' * 2",
          '+ TRUE',
        ],
        (x) => `SELECT ${x}`,
      ),
      ...lines(`
        SELECT a / b FROM nums
        SELECT a % b FROM nums
        SELECT id, CASE WHEN b <> 0 THEN a / b END FROM nums ORDER BY id
        SELECT id FROM nums WHERE b <> 0 AND a / b > 1 ORDER BY id
        SELECT - - 5, + 5, - + 5, + - 5, - - - 5, -(-5), + + 5
        SELECT - - a, - + b, + a FROM nums WHERE id = 1
        SELECT - col0 * + col1 + - col2, + - 12, - ( + col0 ) FROM cor0 ORDER BY 1
        SELECT 2 + 3 * 4, (2 + 3) * 4, 10 - 3 - 2, 100 / 10 / 2, 7 - -3, 2 * -3, -7 / 2 * 2
        SELECT 7 / 2 * 2.0, 7 / 2.0, 7.0 / 2, 1 / 3.0, 10 / 4, -10 / 4, 10 % -4
        SELECT 0.1 + 0.2, 0.1::float8 + 0.2::float8, 0.1 + 0.2 = 0.3, 0.1::float8 + 0.2::float8 = 0.3::float8
        SELECT 1.10, 1.1 + 1.10, 1.1 * 1.10, 1.00 = 1, 1.50 - 0.5, -0.00, 1000000.0000
        SELECT 9007199254740991 - 1, -9007199254740991 + 1, big - 1, big::numeric + 2 FROM nums WHERE id = 1
        SELECT sum(big), avg(big), max(big), min(big) FROM nums
        SELECT id, big / 2, big % 1000 FROM nums ORDER BY id
        SELECT 12345678901234567890.12345 + 0.00001, 99999999999999999999 * 2, 0.00000000001 * 0.00000000001
        SELECT 1e3, 1.5e-2, 1E2, .5, 5.
        SELECT 3 BETWEEN 1 AND 5 AND 2 > 1, 1 + 1 = 2, 1 < 2 = TRUE
      `),
    ],
  },
  casts: {
    heading: 'CAST and :: of good and bad values.',
    statements: [
      ...combine(TARGETS, TEXTS, (type, text) =>
        type === 'INTERVAL' && text.startsWith("'2024")
          ? 'SELECT 1'
          : `SELECT CAST(${text} AS ${type})`,
      ),
      ...combine(
        TARGETS,
        [
          '7',
          '-1.5',
          '2.5',
          '0',
          '123.456',
          '1.5::float8',
          'TRUE',
          "DATE '2024-02-29'",
          "TIMESTAMP '2024-02-29 10:30:15.5'",
          "INTERVAL '1 day'",
        ],
        (type, value) => `SELECT CAST(${value} AS ${type})`,
      ),
      ...combine(
        ['a', 'd', 'r', 'big'],
        ['text', 'numeric(8,1)', 'float8', 'varchar(2)', 'numeric'],
        (x, type) => `SELECT id, ${x}::${type} FROM nums WHERE abs(${x}) < 1000000 ORDER BY id`,
      ),
      ...combine(
        ['d', 'at'],
        ['text', 'date', 'timestamp', 'varchar(7)'],
        (x, type) => `SELECT id, ${x}::${type} FROM days ORDER BY id`,
      ),
      ...combine(
        ['p', 'q'],
        ['int', 'text'],
        (x, type) => `SELECT id, ${x}::${type} FROM truth ORDER BY id`,
      ),
      ...lines(`
        SELECT 99999::numeric(4,0)
        SELECT 9.99::numeric(2,1), 9.94::numeric(2,1)
        SELECT 9.95::numeric(2,1)
        SELECT 'hello'::varchar(3), 'hello'::char(2), cast('😀😀😀' AS varchar(2))
        SELECT '1'::int + 1, '1.5'::numeric + 1, 1::text || 1::text
        SELECT 1::boolean, 0::boolean, 5::boolean, TRUE::int, FALSE::text
        SELECT NULL::int IS NULL, NULL::text || 'a', CAST(NULL AS DATE)
        SELECT -5::int, (-5)::text, - 5::text::int
        SELECT '5' = 5, 5 = '5', '2024-02-29' = DATE '2024-02-29'
        SELECT 'a' = 5
        SELECT id FROM days WHERE d = 'yesterdayish'
        SELECT 1 WHERE 'x'
      `),
    ],
  },
  case: {
    heading: 'CASE, COALESCE and NULLIF, nested and in every clause.',
    statements: [
      ...combine(
        ['7', 'NULL', 'b', '-7', '5.0'],
        (v) =>
          `SELECT id, CASE a WHEN ${v} THEN 'yes' WHEN 100 THEN 'hundred' ELSE 'no' END FROM nums ORDER BY id`,
      ),
      ...combine(
        [
          'a > 0',
          'a IS NULL',
          'a = b',
          'a NOT IN (7, b)',
          'a > b OR b IS NULL',
          'EXISTS (SELECT 1 FROM nums x WHERE x.a = nums.b)',
          'a > (SELECT avg(a) FROM nums)',
          'd = a',
          'r > 1',
        ],
        (c) => `SELECT id, CASE WHEN ${c} THEN 1 WHEN NOT (${c}) THEN 0 END FROM nums ORDER BY id`,
      ),
      ...lines(`
        SELECT CASE WHEN 1 = 1 THEN 1 ELSE 1 / 0 END
        SELECT CASE WHEN NULL THEN 1 END, CASE NULL WHEN NULL THEN 1 ELSE 2 END
        SELECT id, CASE WHEN b = 0 THEN NULL ELSE a / b END FROM nums ORDER BY id
        SELECT CASE WHEN a > 0 THEN 1 ELSE 2.5 END FROM nums ORDER BY id
        SELECT CASE WHEN a > 0 THEN 'x' ELSE NULL END, count(*) FROM nums GROUP BY 1 ORDER BY 1
        SELECT CASE a + 1 WHEN b + 6 THEN 111 WHEN b + 5 THEN 222 WHEN 8 THEN 333 ELSE 555 END FROM nums ORDER BY id
        SELECT id FROM nums ORDER BY CASE WHEN a IS NULL THEN 1 ELSE 0 END, a DESC, id
        SELECT sum(CASE WHEN a > 0 THEN a ELSE 0 END), count(CASE WHEN a > 0 THEN 1 END) FROM nums
        SELECT CASE WHEN sum(a) > 0 THEN 'plus' ELSE 'minus' END FROM nums
        SELECT id FROM nums WHERE CASE WHEN b = 0 THEN FALSE ELSE a / b > 1 END ORDER BY id
        SELECT CASE WHEN c > (SELECT avg(c) FROM t1) THEN a * 2 ELSE b * 10 END FROM t1 ORDER BY 1
        SELECT CASE WHEN a < b - 3 THEN 111 WHEN a <= b THEN 222 WHEN a < b + 3 THEN 333 ELSE 444 END, a + b * 2 + c * 3 + d * 4 FROM t1 ORDER BY 2, 1
        SELECT coalesce(NULL, NULL), coalesce(NULL, 1, 1 / 0), coalesce(1)
        SELECT CASE WHEN TRUE THEN 'a' ELSE 1 END
        SELECT CASE 1 WHEN 'a' THEN 1 END
        SELECT CASE WHEN CASE WHEN a > 3 THEN b > 1 END THEN CASE b WHEN 2 THEN 'two' ELSE 'more' END ELSE 'none' END FROM nums ORDER BY id
        SELECT nullif(nullif(a, 7), 5), coalesce(nullif(a, 7), b, -1) FROM nums ORDER BY id
      `),
    ],
  },
};
