/** ROLLUP, CUBE and GROUPING SETS: read, expanded, and what may be pushed below them. */
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/engine/parse/index.ts';
import { pushFiltersDown } from '../../../src/engine/plan/rules/pushFiltersDown.ts';
import { printRel } from '../../../src/engine/rel/print.ts';
import { showQuery } from '../parse/show.ts';
import { bindSql } from './support.ts';

const groupsOf = (groupBy: string): string => {
  const { query } = parse(`SELECT 1 FROM t GROUP BY ${groupBy}`);
  return showQuery(query).replace(/^.* group by /, '');
};

test.each([
  ['ROLLUP (a, b)', 'rollup(a, b)'],
  ['a, rollup ((a, b), c)', 'a, rollup(row[a, b], c)'],
  ['CUBE (a + 1, f(b))', 'cube((a + 1), f(b))'],
  [
    'GROUPING SETS ((a, b), a, (), ROLLUP (c))',
    'groupingSets(row[a, b], a, groupingSets(row[]), rollup(c))',
  ],
  ['()', 'groupingSets(row[])'],
  ['rollup, "CUBE", cube.x', 'rollup, CUBE, cube.x'],
])('GROUP BY %s is read as %s', (text, shown) => {
  expect(groupsOf(text)).toBe(shown);
});

const setsOf = (groupBy: string): string =>
  printRel(bindSql(`SELECT count(*) FROM Invoices GROUP BY ${groupBy}`).root)
    .split('\n')
    .flatMap((line) => /Aggregate .*/.exec(line) ?? [])
    .join();

describe('the sets that they stand for', () => {
  test.each([
    ['ROLLUP (Status, ContactID)', '(Status, ContactID), (Status), ()'],
    ['CUBE (Status, ContactID)', '(Status, ContactID), (Status), (ContactID), ()'],
    ['ROLLUP ((Status, ContactID), Date)', '(Status, ContactID, Date), (Status, ContactID), ()'],
    ['Date, ROLLUP (Status)', '(Date, Status), (Date)'],
    ['ROLLUP (Date), CUBE (Status)', '(Date, Status), (Date), (Status), ()'],
    ['GROUPING SETS (Status, GROUPING SETS ((ContactID), ()))', '(Status), (ContactID), ()'],
    ['GROUPING SETS ((), ())', '(), ()'],
  ])('GROUP BY %s', (text, sets) => {
    expect(setsOf(text)).toMatch(new RegExp(`SETS ${sets.replace(/[()]/g, '\\$&')}$`));
  });

  test.each(['GROUPING SETS ((Status, ContactID))', '()', 'Status, GROUPING SETS ((ContactID))'])(
    'GROUP BY %s is one plain set',
    (text) => {
      expect(setsOf(text)).not.toContain('SETS');
    },
  );
});

describe('conditions above', () => {
  const pushed = (having: string): string =>
    printRel(
      pushFiltersDown.apply(
        bindSql(
          `SELECT ContactID, Status, count(*) FROM Invoices GROUP BY ContactID, ROLLUP (Status) HAVING ${having}`,
        ).root,
        { evaluate: () => null },
      ),
    );

  test('on a key of every set go below', () => {
    expect(pushed("ContactID = '11111111-2222-4333-8444-555555555555'")).toMatch(
      /Aggregate[^]*Filter ContactID/,
    );
  });

  test.each(["Status = 'PAID'", 'GROUPING(Status) = 0', 'count(*) > 1'])('%s stays', (having) => {
    expect(pushed(having)).toMatch(/Filter[^]*Aggregate/);
  });
});
