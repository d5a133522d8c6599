import { describe, expect, it } from 'vitest';
import { tree } from './show.ts';

const TREES: readonly (readonly [sql: string, tree: string])[] = [
  // literals
  ['NULL', 'null'],
  ['TRUE AND false', '(true and false)'],
  ['0.10', '0.10'],
  ['9007199254740993', '9007199254740993'],
  ['12345678901234567890.123456789', '12345678901234567890.123456789'],
  ['1e3 + .5 + 5.', '((1e3 + .5) + 5.)'],
  ["'it''s'", '"it\'s"'],
  [String.raw`'ends in \'`, String.raw`"ends in \\"`],
  [String.raw`'x\' || 'y'`, String.raw`("x\\" || "y")`],
  [String.raw`E'a\'b\n\x41\u00e9\\'`, String.raw`"a'b\nAé\\"`],
  ["N'é'", '"é"'],
  ["DATE '2026-01-31'", 'date:"2026-01-31"'],
  ["TIMESTAMP '2026-01-31 10:00'", 'timestamp:"2026-01-31 10:00"'],
  ["TIMESTAMP WITHOUT TIME ZONE '2026-01-31 10:00'", 'timestamp:"2026-01-31 10:00"'],
  ["INTERVAL '1 month 2 days'", 'interval:"1 month 2 days"'],
  ['INTERVAL 1 MONTH', 'interval:"1 month"'],
  ["INTERVAL '3' days", 'interval:"3 days"'],
  ["INTERVAL '-2' DAY", 'interval:"-2 day"'],
  ['Interval - 2', '(Interval - 2)'],
  ["current_date - INTERVAL '1 day'", '(current_date() - interval:"1 day")'],
  // names
  ['Date', 'Date'],
  ["Date >= DATE '2026-01-01'", '(Date >= date:"2026-01-01")'],
  ['Timestamp', 'Timestamp'],
  ['Interval', 'Interval'],
  ['"a""b"', 'a"b'],
  ['[a]]b]', 'a]b'],
  ['`a``b`', 'a`b'],
  ['t.Order', 't.Order'],
  ['ACCOUNTING.Invoices."Total"', 'ACCOUNTING.Invoices.Total'],
  // parameters
  ['? + ?', '($0 + $1)'],
  ['$2 + $1', '($1 + $0)'],
  [':from_date', '$from_date'],
  ['@p', '$p'],
  // CASE
  ['CASE WHEN a THEN 1 END', 'case when a then 1 end'],
  [
    "CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' ELSE 'z' END",
    'case a when 1 then "x" when 2 then "y" else "z" end',
  ],
  ['CASE WHEN End > 1 THEN End ELSE 0 END + 1', '(case when (End > 1) then End else 0 end + 1)'],
  ['CASE WHEN a THEN CASE WHEN b THEN 1 END END', 'case when a then case when b then 1 end end'],
  // casts
  ['CAST(a AS decimal(18, 2))', 'cast(a as decimal(18, 2))'],
  ['CAST(a AS double precision)', 'cast(a as double precision)'],
  ['a::timestamp with time zone', 'cast(a as timestamp with time zone)'],
  ['CAST(a AS character varying(10))', 'cast(a as character varying(10))'],
  ['TRY_CAST(a AS int)', 'try_cast(a as int)'],
  // calls
  ['f()', 'f()'],
  ['COUNT(*)', 'COUNT(*)'],
  ['SUM(DISTINCT a)', 'SUM(distinct a)'],
  ['SUM(ALL a)', 'SUM(a)'],
  ['SUM(a) FILTER (WHERE b > 0)', 'SUM(a) filter (b > 0)'],
  [
    "string_agg(a, ',' ORDER BY b DESC NULLS LAST, c)",
    'string_agg(a, "," order by b desc nulls last, c)',
  ],
  ['LEFT(a, 2) || RIGHT(b, 1)', '(LEFT(a, 2) || RIGHT(b, 1))'],
  ["REPLACE(a, 'b', 'c')", 'REPLACE(a, "b", "c")'],
  ['EXTRACT(YEAR FROM Date)', 'extract(year from Date)'],
  ["EXTRACT('month' FROM Date)", 'extract(month from Date)'],
  ['SUBSTRING(a FROM 2 FOR 3)', 'SUBSTRING(a, 2, 3)'],
  ['SUBSTRING(a FROM 2)', 'SUBSTRING(a, 2)'],
  ['SUBSTRING(a FOR 3)', 'SUBSTRING(a, 1, 3)'],
  ['SUBSTRING(a, 2, 3)', 'SUBSTRING(a, 2, 3)'],
  ["POSITION('x' IN a || b)", 'POSITION("x", (a || b))'],
  ["TRIM(BOTH 'x' FROM a)", 'btrim(a, "x")'],
  ['TRIM(LEADING FROM a)', 'ltrim(a)'],
  ["TRIM('x' FROM a)", 'TRIM(a, "x")'],
  ['TRIM(a)', 'TRIM(a)'],
  ['TRIM(Leading)', 'TRIM(Leading)'],
  ['DATEADD(day, -30, GETDATE())', 'DATEADD("day", (- 30), GETDATE())'],
  ['DATEDIFF(mm, a, b)', 'DATEDIFF("month", a, b)'],
  ["DATEPART('year', a)", 'DATEPART("year", a)'],
  ['DATEPART(Day)', 'DATEPART(Day)'],
  ['ISNULL(a, 0)', 'ISNULL(a, 0)'],
  ['a ISNULL', '(a is null)'],
  [
    'SUM(a) OVER (PARTITION BY b, c ORDER BY d DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)',
    'SUM(a) over [partition by b, c order by d desc ROWS BETWEEN 1 PRECEDING AND CURRENT ROW]',
  ],
  ['RANK() OVER (ORDER BY Rows)', 'RANK() over [ order by Rows]'],
  // rows and subqueries
  ['(a, b) = (1, 2)', '(row[a, b] = row[1, 2])'],
  ['ROW(a, b)', 'row[a, b]'],
  ['(a, b) IN ((1, 2), (3, 4))', '(row[a, b] in [row[1, 2], row[3, 4]])'],
  ['(a, b) NOT IN (SELECT c, d FROM t)', '(row[a, b] not in {select c, d from t})'],
  ['a IN (SELECT b FROM t)', '(a in {select b from t})'],
  ['a IN (VALUES (1), (2))', '(a in {values [1], [2]})'],
  [
    'EXISTS (SELECT 1) AND NOT EXISTS (SELECT 2)',
    '(exists {select 1} and (not exists {select 2}))',
  ],
  ['(SELECT MAX(a) FROM t) + 1', '({select MAX(a) from t} + 1)'],
  ['a = ANY (SELECT b)', '(a = any {select b})'],
  ['a > SOME (SELECT b)', '(a > any {select b})'],
  ['a <> ALL (SELECT b)', '(a <> all {select b})'],
  ['COALESCE((SELECT 1), 0)', 'COALESCE({select 1}, 0)'],
  ['a IN ((SELECT 1) UNION (SELECT 2))', '(a in {({select 1} union {select 2})})'],
];

describe('expressions', () => {
  it.each(TREES)('%s', (sql, expected) => {
    expect(tree(sql)).toBe(expected);
  });
});
