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
  // moved by days: exactly so much earlier or later
  ["Date + interval '30 days' < DATE '2026-03-01'", "Date < DATE '2026-01-30'"],
  ["interval '2 weeks' + Date <= DATE '2026-03-01'", "Date < DATE '2026-02-16'"],
  ["Date - 7 >= DATE '2026-01-01'", "Date >= DATE '2026-01-08'"],
  ["7 + Date = DATE '2026-01-08'", "Date >= DATE '2026-01-01' AND Date < DATE '2026-01-02'"],
  ["DATE '2026-01-08' > Date + 7", "Date < DATE '2026-01-01'"],
  // a day and ten hours is after noon of the next day for no day before it
  [
    "Date + interval '1 day 10 hours' > TIMESTAMP '2026-01-02 12:00:00'",
    "Date >= DATE '2026-01-02'",
  ],
  [
    "Date + interval '1 day 10 hours' = TIMESTAMP '2026-01-02 12:00:00'",
    "Date >= DATE '2026-01-02' AND Date < DATE '2026-01-02'",
  ],
  // moved by months: 28 to 31 January all come to the last of February
  ["Date + interval '1 month' >= DATE '2026-02-28'", "Date >= DATE '2026-01-28'"],
  ["Date + interval '1 month' > DATE '2026-02-28'", "Date >= DATE '2026-02-01'"],
  [
    "Date + interval '1 month' = DATE '2026-02-28'",
    "Date >= DATE '2026-01-28' AND Date < DATE '2026-02-01'",
  ],
  [
    "Date + interval '1 month' <> DATE '2026-02-28'",
    "Date < DATE '2026-01-28' OR Date >= DATE '2026-02-01'",
  ],
  ["Date - interval '1 month' < DATE '2026-02-28'", "Date < DATE '2026-03-28'"],
  ["Date - interval '1 month' <= DATE '2026-02-28'", "Date < DATE '2026-04-01'"],
  // no day comes to the 30th of March: what would be later comes to its last
  [
    "Date + interval '1 month' = DATE '2024-03-30'",
    "Date >= DATE '2024-03-01' AND Date < DATE '2024-03-01'",
  ],
  ["Date + interval '1 year' < DATE '2025-03-01'", "Date < DATE '2024-03-01'"],
  [
    "(Date + interval '1 month' - interval '1 day')::date = DATE '2026-02-27'",
    "Date >= DATE '2026-01-28' AND Date < DATE '2026-02-01'",
  ],
  [
    "UpdatedDateUTC - interval '90 minutes' < TIMESTAMP '2026-06-30 00:00:00'",
    "UpdatedDateUTC < TIMESTAMP '2026-06-30T01:30:00.000Z'",
  ],
])('%s becomes %s', (before, after) => {
  expect(rewritten(before)).toBe(after);
});

test.each([
  'extract(month FROM Date) = 6',
  // of times of day the order can change
  "UpdatedDateUTC + interval '1 month' < TIMESTAMP '2026-06-30T00:00:00.000Z'",
  "Date + interval '200 years' < DATE '2026-01-01'",
  'DueDate - Date > 30',
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
