/** More expressions and the texts that PostgreSQL 18 gives for them. */
import { expect, test } from 'vitest';
import { valueToText } from '../../../src/engine/values/coerce.ts';
import { MemorySource, planSql, run } from '../finish/support.ts';

async function textOf(expression: string): Promise<string | null> {
  const plan = planSql(`SELECT ${expression}`, []);
  const rows = await run(plan, new MemorySource([]));
  const value = rows[0]?.[0] ?? null;
  return value === null ? null : valueToText(value, plan.columns[0]?.type ?? 'text');
}

const ANSWERS: readonly (readonly [expression: string, text: string | null])[] = [
  ["format('%s has %s', 'a', 5)", 'a has 5'],
  ["format('%I %L', 'x y', 'it''s')", "\"x y\" 'it''s'"],
  ["format('%I', 'plain')", 'plain'],
  ["format('100%%')", '100%'],
  ["format('%2$s %1$s', 'a', 'b')", 'b a'],
  ["format('%5s|%-5s|', 'a', 'b')", '    a|b    |'],
  ["format('%s|%L', NULL, NULL)", '|NULL'],
  ["quote_literal('it''s')", "'it''s'"],
  ["quote_ident('A b')", '"A b"'],
  ["to_number('12,454.8-', '99G999D9S')", '-12454.8'],
  ["to_number('$1,234.50', 'L9,999.99')", '1234.50'],
  ["to_number('00123', '99999')", '123'],
  ['num_nulls(1, NULL, 2)', '1'],
  ['num_nonnulls(1, NULL, 2)', '2'],
  ["overlay('Txxxxas' PLACING 'hom' FROM 2 FOR 4)", 'Thomas'],
  ["overlay('abcdef' PLACING 'ZZ' FROM 3)", 'abZZef'],
  ["overlay('abc' PLACING 'xyz' FROM 3 FOR 0)", 'abxyzc'],
  ["octet_length('é')", '2'],
  ["bit_length('a')", '8'],
  ['cbrt(27.0)', '3'],
  ['degrees(pi())', '180'],
  ['radians(180)', '3.141592653589793'],
  ['sin(0)', '0'],
  ['atan2(1, 1)', '0.7853981633974483'],
  ['gcd(12, -8)', '4'],
  ['gcd(0, 5)', '5'],
  ['lcm(4, 6)', '12'],
  ['lcm(0, 6)', '0'],
  ['factorial(20)', '2432902008176640000'],
  ['scale(1.50)', '2'],
  ['min_scale(1.50)', '1'],
  ['trim_scale(1.50)', '1.5'],
  ['trim_scale(100.00)', '100'],
  ['5 & 3', '1'],
  ['5 | 3', '7'],
  ['5 # 3', '6'],
  ['~5', '-6'],
  ['1 << 4', '16'],
  ['-16 >> 2', '-4'],
  ['5 & 3 = 1', 'true'],
  ['+5', '5'],
  ['+(2 + 3)', '5'],
  ['- +5', '-5'],
  ['make_timestamp(2026, 2, 28, 1, 2, 3.5)', '2026-02-28 01:02:03.5'],
  ["to_char(date '2026-01-05', 'J CC RM')", '2461046 21 I   '],
  ["to_char(1234.5, '$9,999.00')", '$ 1,234.50'],
  ["to_char(1234.5, 'FM$9,999.00')", '$1,234.50'],
  ["to_char(-1234.5, '$9,999.00')", '$-1,234.50'],
  ['to_char(-5, \'FM"£"999.00\')', '£-5.00'],
  ['to_char(5, \'99" items"\')', '  5 items'],
  ["to_char(12.5, '99.9%')", ' 12.5%'],
  ["to_char(1234.5, '9G999D99PR')", ' 1,234.50 '],
  ["to_char(-1234.5, '9G999D99PR')", '<1,234.50>'],
  ["to_char(-12.5, '9G999D99PR')", '   <12.50>'],
  ["to_char(-1234.5, 'FM9G999D99PR')", '<1,234.5>'],
  ["extract(julian FROM date '2026-01-01')", '2461042'],
  ["extract(julian FROM timestamp '2026-01-01 12:00')", '2461042.50000000000000000000'],
  ['make_interval(days => 10, hours => 2)', '10 days 02:00:00'],
  ['make_interval(1, months := 2)', '1 year 2 mons'],
  ['make_interval()', '00:00:00'],
  ["INT '5'", '5'],
  ["NUMERIC '1.50'", '1.50'],
  ["BOOLEAN 'yes'", 'true'],
  ["TEXT 'abc'", 'abc'],
  ["interval '1-2' year to month", '1 year 2 mons'],
  ["interval '-1-2'", '-1 years -2 mons'],
  ["interval '1 02:03:04' day to second", '1 day 02:03:04'],
  ["interval '1 02:03'", '1 day 02:03:00'],
  ["interval '5:30' hour to minute", '05:30:00'],
  ["interval '5:30' minute to second", '00:05:30'],
  ['1_000 + 0x1F + 0b101 + 0o17', '1051'],
  ['1_0.5_0', '10.50'],
  ["$$it's$$", "it's"],
  ['$tag$a $$ b$tag$', 'a $$ b'],
  ["'a'\n'b'", 'ab'],
  ['ROW(1, NULL) IS DISTINCT FROM ROW(1, NULL)', 'false'],
  ['(1, 2) IS DISTINCT FROM (1, 3)', 'true'],
  ['(1, NULL) IS NOT DISTINCT FROM (1, 2)', 'false'],
  ['5 BETWEEN SYMMETRIC 7 AND 3', 'true'],
  ['5 NOT BETWEEN SYMMETRIC 7 AND 3', 'false'],
  ['2 BETWEEN SYMMETRIC 7 AND 3', 'false'],
  ['5 BETWEEN ASYMMETRIC 7 AND 3', 'false'],
  ['5 BETWEEN SYMMETRIC NULL AND 3', null],
  [
    "(date '2026-01-01', date '2026-02-01') OVERLAPS (date '2026-01-15', date '2026-03-01')",
    'true',
  ],
  [
    "(date '2026-01-01', date '2026-02-01') OVERLAPS (date '2026-02-01', date '2026-03-01')",
    'false',
  ],
  [
    "(date '2026-02-01', date '2026-01-01') OVERLAPS (date '2026-01-15', date '2026-01-16')",
    'true',
  ],
  [
    "(date '2026-01-01', interval '10 days') OVERLAPS (date '2026-01-11', date '2026-03-01')",
    'false',
  ],
  [
    "(date '2026-01-01', date '2026-01-01') OVERLAPS (date '2026-01-01', date '2026-01-02')",
    'true',
  ],
  ["(date '2026-01-01', NULL) OVERLAPS (date '2026-01-01', date '2026-01-02')", null],
  ["(NULL, date '2026-01-05') OVERLAPS (date '2026-01-01', date '2026-01-10')", 'true'],
  [
    "NOT (date '2026-01-01', date '2026-02-01') OVERLAPS (date '2026-05-15', date '2026-06-01')",
    'true',
  ],
  ["timestamptz '2026-07-15 12:00:00+00' AT TIME ZONE 'Australia/Sydney'", '2026-07-15 22:00:00'],
  ["timestamptz '2026-01-15 12:00:00+00' AT TIME ZONE 'Australia/Sydney'", '2026-01-15 23:00:00'],
  [
    "timestamp with time zone '2001-02-16 20:38:40-05' AT TIME ZONE 'America/Denver'",
    '2001-02-16 18:38:40',
  ],
  [
    "timestamp '2026-07-15 12:00' AT TIME ZONE 'UTC' AT TIME ZONE 'Pacific/Auckland'",
    '2026-07-16 00:00:00',
  ],
  [
    "(timestamptz '2026-07-15 12:00+00' + interval '1 day') AT TIME ZONE 'Asia/Kolkata'",
    '2026-07-16 17:30:00',
  ],
  [
    "date_trunc('day', timestamptz '2026-07-15 13:00+00' AT TIME ZONE 'Pacific/Auckland')",
    '2026-07-16 00:00:00',
  ],
  [
    "(timestamp '2026-01-15 12:00' AT TIME ZONE 'Pacific/Auckland') AT TIME ZONE 'UTC'",
    '2026-01-14 23:00:00',
  ],
  [
    "(timestamp '2001-02-16 20:38:40' AT TIME ZONE 'America/Denver') AT TIME ZONE 'UTC'",
    '2001-02-17 03:38:40',
  ],
  // Clocks go forward at 2:00 on 2026-10-04 in Sydney, and back at 3:00 on 2026-04-05.
  [
    "(timestamp '2026-10-04 02:30' AT TIME ZONE 'Australia/Sydney') AT TIME ZONE 'UTC'",
    '2026-10-03 16:30:00',
  ],
  [
    "(timestamp '2026-10-04 03:30' AT TIME ZONE 'Australia/Sydney') AT TIME ZONE 'UTC'",
    '2026-10-03 16:30:00',
  ],
  [
    "(timestamp '2026-04-05 02:30' AT TIME ZONE 'Australia/Sydney') AT TIME ZONE 'UTC'",
    '2026-04-04 16:30:00',
  ],
  [
    "(timestamp '2026-04-05 01:30' AT TIME ZONE 'Australia/Sydney') AT TIME ZONE 'UTC'",
    '2026-04-04 14:30:00',
  ],
];

test.each(ANSWERS)('%s is %s', async (expression, text) => {
  expect(await textOf(expression)).toBe(text);
});

/** An organisation whose year ends in June, one with the tax year of the United Kingdom, February's. */
const FISCAL: readonly (readonly [expression: string, text: string])[] = [
  ["fiscal_year(date '2026-06-30', 6)", '2026'],
  ["fiscal_year(date '2026-07-01', 6)", '2027'],
  ["fiscal_year(date '2026-07-01', 6, 30)", '2027'],
  ["fiscal_year(date '2026-12-31', 12)", '2026'],
  ["fiscal_year(date '2026-04-05', 4, 5)", '2026'],
  ["fiscal_year(date '2026-04-06', 4, 5)", '2027'],
  ["fiscal_year(date '2024-02-29', 2, 28)", '2024'],
  ["fiscal_year(timestamp '2026-06-30 23:59:59', 6)", '2026'],
  ["fiscal_quarter(date '2026-07-01', 6)", '1'],
  ["fiscal_quarter(date '2026-06-30', 6)", '4'],
  ["fiscal_quarter(date '2026-07-05', 4, 5)", '1'],
  ["fiscal_quarter(date '2026-07-06', 4, 5)", '2'],
  ["fiscal_month(date '2026-07-31', 6, 30)", '1'],
  ["fiscal_month(date '2026-04-30', 4, 5)", '1'],
  ["fiscal_month(date '2026-05-06', 4, 5)", '2'],
  ["fiscal_year_start(date '2026-06-30', 6)", '2025-07-01'],
  ["fiscal_year_start(date '2026-12-25', 4, 5)", '2026-04-06'],
  ["fiscal_year_start(date '2024-02-29', 2, 28)", '2023-03-01'],
  ["fiscal_year_end(date '2024-01-15', 2)", '2024-02-29'],
  ["fiscal_year_end(date '2026-12-25', 3)", '2027-03-31'],
  ["fiscal_quarter_start(date '2026-08-15', 6)", '2026-07-01'],
  ["fiscal_quarter_start(date '2026-01-15', 6)", '2026-01-01'],
  ["fiscal_month_start(date '2026-03-03', 4, 30)", '2026-03-01'],
  ["fiscal_month_start(date '2026-03-03', 4, 5)", '2026-02-06'],
];

test.each(FISCAL)('%s is %s', async (expression, text) => {
  expect(await textOf(expression)).toBe(text);
});

test.each([
  ["now() AT TIME ZONE 'Auckland'", 'INVALID_VALUE', "'Auckland' is not a time zone."],
  ["now() AT TIME ZONE '+10:00'", 'INVALID_VALUE', "'+10:00' is not a time zone."],
  ["format('%s')", 'INVALID_VALUE', 'Format has too few arguments for its template.'],
  ["format('%d', 1)", 'INVALID_VALUE', "'%d' is no part of a template."],
  ["format('%I', NULL)", 'INVALID_VALUE', 'NULL cannot be a name: %I takes a text.'],
  ["to_number('12345', '999')", 'INVALID_VALUE', "'12345' is not of the form '999'."],
  ['fiscal_year(current_date, 13)', 'OUT_OF_RANGE', 'No fiscal year ends in month 13, day 31.'],
  ['asin(2)', 'OUT_OF_RANGE', 'Asin has no value there.'],
  ["interval '1 12' day to hour", 'NOT_SUPPORTED', 'An interval of two units is not supported.'],
])('%s is refused', async (expression, code, message) => {
  await expect(textOf(expression)).rejects.toMatchObject({ code, message });
});

/** A time on a clock is known as such through derived tables, common table expressions and unions. */
test.each([
  "SELECT l AT TIME ZONE 'Pacific/Auckland' FROM (SELECT now() AT TIME ZONE 'Pacific/Auckland' AS l) t",
  "WITH t AS (SELECT now() AT TIME ZONE 'Pacific/Auckland' AS l) SELECT l AT TIME ZONE 'Pacific/Auckland' FROM t",
  "SELECT l AT TIME ZONE 'Pacific/Auckland' FROM (SELECT * FROM (SELECT now() AT TIME ZONE 'Pacific/Auckland' AS l) a UNION SELECT now() AT TIME ZONE 'Pacific/Auckland') t",
])('%s is now', async (sql) => {
  const rows = await run(planSql(sql, []), new MemorySource([]));
  expect(rows).toEqual([['2026-03-15T10:20:30.456Z']]);
});
