import { describe, expect, it } from 'vitest';
import { tree } from './show.ts';

/** PostgreSQL's precedence, each line an expression and the tree it must make. */
const TREES: readonly (readonly [sql: string, tree: string])[] = [
  // || below + and -, above comparisons
  ['a + b || c', '((a + b) || c)'],
  ['a || b + c', '(a || (b + c))'],
  ["a || b = 'x'", '((a || b) = "x")'],
  ["a LIKE b || '%'", '(a like (b || "%"))'],
  // arithmetic
  ['a - b - c', '((a - b) - c)'],
  ['a + b * c % d / e', '(a + (((b * c) % d) / e))'],
  ['2 * 3 ^ 2 ^ 2', '(2 * ((3 ^ 2) ^ 2))'],
  ['-2 ^ 2', '((- 2) ^ 2)'],
  ['2 ^ -1', '(2 ^ (- 1))'],
  ['a - -b', '(a - (- b))'],
  ['- - a', '(- (- a))'],
  ['-a::int', '(- cast(a as int))'],
  ['a + b::int', '(a + cast(b as int))'],
  ['a::int::text', 'cast(cast(a as int) as text)'],
  ['+5', '5'],
  ['+a * - + 5', '((+ a) * (- 5))'],
  // NOT below comparisons and IS, above AND
  ['NOT a = b', '(not (a = b))'],
  ['NOT (x) = 1', '(not (x = 1))'],
  ['NOT (x = 1)', '(not (x = 1))'],
  ['NOT a IS NULL', '(not (a is null))'],
  ['NOT a AND b OR c', '(((not a) and b) or c)'],
  ['NOT NOT a', '(not (not a))'],
  ['NOT a LIKE b', '(not (a like b))'],
  ['a OR b AND c', '(a or (b and c))'],
  ['(a OR b) AND c', '((a or b) and c)'],
  ['a AND b AND c', '((a and b) and c)'],
  // IS below comparisons
  ['a = b IS NULL', '((a = b) is null)'],
  ['a > 1 IS NOT TRUE', '((a > 1) is not true)'],
  ['a + 1 IS NULL', '((a + 1) is null)'],
  ['a IS NULL = b', '((a is null) = b)'],
  ['a = b IS FALSE AND c IS UNKNOWN', '(((a = b) is false) and (c is unknown))'],
  ['a IS NOT UNKNOWN', '(a is not unknown)'],
  ['a ISNULL OR b NOTNULL', '((a is null) or (b is not null))'],
  ['a IS DISTINCT FROM b', '(a is distinct from b)'],
  ['a IS NOT DISTINCT FROM b + 1 AND c', '((a is not distinct from (b + 1)) and c)'],
  ['a IS DISTINCT FROM b = c', '(a is distinct from (b = c))'],
  // BETWEEN, IN, LIKE above comparisons
  ['a BETWEEN 1 AND 2 AND b', '((a between 1 and 2) and b)'],
  ['a NOT BETWEEN 1 + 1 AND b * 2 OR c', '((a not between (1 + 1) and (b * 2)) or c)'],
  ['a = b BETWEEN 1 AND 2', '(a = (b between 1 and 2))'],
  ['a IN (1, 2) = b', '((a in [1, 2]) = b)'],
  ['a + 1 IN (1)', '((a + 1) in [1])'],
  ['a NOT IN (1) AND b', '((a not in [1]) and b)'],
  ["a NOT LIKE 'x' ESCAPE '!' AND b", '((a not like "x" escape "!") and b)'],
  ["a ILIKE 'x'", '(a ilike "x")'],
  ["a NOT ILIKE 'x'", '(a not ilike "x")'],
  // operators without spaces
  ['a<-1', '(a < (- 1))'],
  ['a=-1', '(a = (- 1))'],
  ['a*-1', '(a * (- 1))'],
  ['a<@p', '(a < $p)'],
  ['a!=b', '(a <> b)'],
];

describe('operator precedence is PostgreSQL’s', () => {
  it.each(TREES)('%s', (sql, expected) => {
    expect(tree(sql)).toBe(expected);
  });

  it('keeps redundant parentheses out of the tree', () => {
    const depth = 30;
    expect(tree(`${'('.repeat(depth)}a = 1${')'.repeat(depth)}`)).toBe('(a = 1)');
  });

  it('balances long chains of OR, in order', () => {
    const terms = Array.from({ length: 10_000 }, (_, i) => `t${i}`);
    const shown = tree(terms.join(' OR '));
    expect(shown.match(/t\d+/g)).toEqual(terms);
    expect(/^\(*/.exec(shown)?.[0].length).toBeLessThan(20);
  });
});
