/** Conditions before and after the rule; the differential suite runs with the rule and without. */
import { expect, test } from 'vitest';
import { evaluateConstant } from '../../../src/engine/expr/index.ts';
import { foldConstants } from '../../../src/engine/plan/rules/foldConstants.ts';
import type { RuleContext } from '../../../src/engine/plan/rules/rule.ts';
import { turnPeriodsIntoRanges } from '../../../src/engine/plan/rules/turnPeriodsIntoRanges.ts';
import { printRel } from '../../../src/engine/rel/print.ts';
import { bindSql } from '../bind/support.ts';

const now = new Date('2026-11-20T09:00:00Z');
const context: RuleContext = {
  evaluate: (expr) => ({
    kind: 'literal',
    value: evaluateConstant(expr, { now }),
    type: expr.type,
  }),
};

function rewritten(condition: string): string {
  const { root } = bindSql(`SELECT 1 FROM Invoices WHERE ${condition}`);
  const rel = turnPeriodsIntoRanges.apply(foldConstants.apply(root, context), context);
  return /Filter (.*)/.exec(printRel(rel))?.[1] ?? '';
}

const YEAR = "Date >= DATE '2026-01-01' AND Date < DATE '2027-01-01'";
const JUNE = "Date >= DATE '2026-06-01' AND Date < DATE '2026-07-01'";

test.each([
  ['extract(year FROM Date) = 2026', YEAR],
  ['2026 = year(Date)', YEAR],
  ["date_part('year', Date) = 2026", YEAR],
  ['extract(year FROM Date) <> 2026', "Date < DATE '2026-01-01' OR Date >= DATE '2027-01-01'"],
  ['year(Date) < 2026', "Date < DATE '2026-01-01'"],
  ['year(Date) <= 2026', "Date < DATE '2027-01-01'"],
  ['2025 < year(Date)', "Date >= DATE '2026-01-01'"],
  ['year(Date) IN (2026)', YEAR],
  ["date_trunc('month', Date) = DATE '2026-06-01'", JUNE],
  ["CAST(date_trunc('month', Date) AS DATE) = DATE '2026-06-01'", JUNE],
  ["date_trunc('quarter', Date) >= DATE '2026-04-01'", "Date >= DATE '2026-04-01'"],
  [
    "date_trunc('month', UpdatedDateUTC) = date_trunc('month', now())",
    "UpdatedDateUTC >= TIMESTAMP '2026-11-01T00:00:00.000Z' AND UpdatedDateUTC < TIMESTAMP '2026-12-01T00:00:00.000Z'",
  ],
  ["to_char(Date, 'YYYY-MM') = '2026-06'", JUNE],
  ["Date::text LIKE '2026-06%'", JUNE],
  ["Date::text LIKE '2026-06-%'", JUNE],
  ["Date::text NOT LIKE '2026%'", "Date < DATE '2026-01-01' OR Date >= DATE '2027-01-01'"],
  [
    "UpdatedDateUTC::date = DATE '2026-06-30'",
    "UpdatedDateUTC >= TIMESTAMP '2026-06-30T00:00:00.000Z' AND UpdatedDateUTC < TIMESTAMP '2026-07-01T00:00:00.000Z'",
  ],
  ['year(Date) = 2026 AND month(Date) = 6', JUNE],
  [
    'extract(month FROM Date) = 6 AND Total > 0 AND extract(year FROM Date) = 2026',
    `${JUNE} AND Total > 0`,
  ],
  [
    "date_part('quarter', Date) = 4 AND date_part('year', Date) = 2026",
    "Date >= DATE '2026-10-01' AND Date < DATE '2027-01-01'",
  ],
  ['current_date - DueDate > 30', "DueDate < DATE '2026-10-21'"],
  ["Date - DATE '2026-01-01' <= 5", "Date <= DATE '2026-01-06'"],
])('%s becomes %s', (before, after) => {
  expect(rewritten(before)).toBe(after);
});

test.each([
  'extract(month FROM Date) = 6',
  "month(Date) = 6 AND DueDate >= DATE '2026-01-01' AND DueDate < DATE '2027-01-01'",
  "month(Date) = 6 AND Date >= DATE '2026-01-01' AND Date < DATE '2028-01-01'",
  "month(Date) = 13 AND Date >= DATE '2026-01-01' AND Date < DATE '2027-01-01'",
  'extract(year FROM Date) = 2026.5',
  'extract(year FROM Date) = 9999',
  "date_trunc('month', Date) = DATE '2026-06-02'",
  "date_trunc('hour', Date) = TIMESTAMP '2026-06-02 01:00:00'",
  "to_char(Date, 'YYYY-MM') > '2026-06'",
  "to_char(Date, 'MM') = '06'",
  "Date::text LIKE '2026-0%'",
  "Date::text LIKE '%-06-01'",
  "Date::text LIKE '2026-13%'",
  'year(Date) NOT IN (2026)',
  'year(Date) IN (2026, NULL)',
  'year(Date) = year(DueDate)',
])('%s stays as it is', (condition) => {
  const { root } = bindSql(`SELECT 1 FROM Invoices WHERE ${condition}`);
  const folded = foldConstants.apply(root, context);
  expect(printRel(turnPeriodsIntoRanges.apply(folded, context))).toBe(printRel(folded));
});
