import { describe, expect, it } from 'vitest';
import { exprKey, sameExpr } from '../../../src/engine/rel/equal.ts';
import { printExpr, printRel, printValue } from '../../../src/engine/rel/print.ts';
import type { Expr, Rel } from '../../../src/engine/rel/rel.ts';
import {
  childExprs,
  conjunction,
  conjuncts,
  freeColumns,
  hasSubquery,
  isCorrelated,
  mapExpr,
  mapRel,
  mapRelDeep,
  referencedColumns,
  replaceColumns,
  visitRel,
} from '../../../src/engine/rel/walk.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';

const column = (id: number, name = `c${id}`): Extract<Expr, { kind: 'column' }> => ({
  kind: 'column',
  id,
  name,
  type: 'integer',
});
const literal = (value: number): Expr => ({ kind: 'literal', value, type: 'integer' });
const equals = (left: Expr, right: Expr): Expr => ({
  kind: 'compare',
  operator: '=',
  left,
  right,
  type: 'boolean',
});
const rows = (...ids: readonly number[]): Rel => ({
  kind: 'values',
  columns: ids.map((id) => ({ id, name: `c${id}`, type: 'integer' })),
  rows: [],
});
const filter = (input: Rel, predicate: Expr): Rel => ({ kind: 'filter', input, predicate });
const exists = (rel: Rel): Expr => ({ kind: 'exists', rel, negated: false, type: 'boolean' });

describe('conjuncts', () => {
  const [a, b, c] = [equals(column(1), literal(1)), equals(column(2), literal(2)), column(3)];

  it('split nested ANDs, and join again into one', () => {
    const nested: Expr = {
      kind: 'and',
      args: [a, { kind: 'and', args: [b, c], type: 'boolean' }],
      type: 'boolean',
    };
    expect(conjuncts(nested)).toEqual([a, b, c]);
    expect(conjunction(conjuncts(nested))).toEqual({
      kind: 'and',
      args: [a, b, c],
      type: 'boolean',
    });
  });

  it('of nothing are none', () => {
    expect(conjuncts(null)).toEqual([]);
    expect(conjunction([])).toBeNull();
    expect(conjunction([a])).toBe(a);
  });
});

describe('columns', () => {
  const correlated = filter(rows(10), equals(column(10), column(1)));

  it('that an expression reads include those that its subqueries take from outside', () => {
    const expr = equals(column(2), literal(1));
    const both: Expr = { kind: 'and', args: [expr, exists(correlated)], type: 'boolean' };
    expect([...referencedColumns(both)].sort()).toEqual([1, 2]);
    expect(hasSubquery(both)).toBe(true);
    expect(hasSubquery(expr)).toBe(false);
  });

  it('that nothing inside produces are free', () => {
    expect([...freeColumns(correlated)]).toEqual([1]);
    expect(isCorrelated(filter(rows(1, 10), exists(correlated)))).toBe(false);
  });

  it('of the left side are not free in a lateral join’s right side, in another’s they are', () => {
    const join = (lateral: boolean): Rel => ({
      kind: 'join',
      type: 'inner',
      left: rows(1),
      right: correlated,
      on: equals(column(1), column(10)),
      lateral,
    });
    expect([...freeColumns(join(true))]).toEqual([]);
    expect([...freeColumns(join(false))]).toEqual([1]);
  });

  it('are replaced in subqueries too', () => {
    const replaced = replaceColumns(exists(correlated), ({ id }) =>
      id === 1 ? literal(7) : undefined,
    );
    expect([...referencedColumns(replaced)]).toEqual([]);
  });
});

describe('mapping', () => {
  it('rebuilds from the leaves and keeps what did not change', () => {
    const kept = equals(column(1), literal(1));
    const changed = equals(column(2), literal(2));
    const or: Expr = { kind: 'or', args: [kept, changed], type: 'boolean' };
    const mapped = mapExpr(or, (expr) =>
      expr.kind === 'literal' && expr.value === 2 ? literal(3) : expr,
    );
    expect(printExpr(mapped)).toBe('c1 = 1 OR c2 = 3');
    expect(childExprs(mapped)[0]).toBe(kept);
    expect(mapExpr(or, (expr) => expr)).toBe(or);
  });

  it('goes into subqueries only when it says so', () => {
    const tree = filter(rows(1), exists(rows(10)));
    const drop = (rel: Rel): Rel => (rel.kind === 'values' ? { ...rel, columns: [] } : rel);
    const count = (rel: Rel): number => {
      let columns = 0;
      visitRel(rel, (inner) => {
        if (inner.kind === 'values') columns += inner.columns.length;
      });
      return columns;
    };
    expect(count(tree)).toBe(2);
    expect(count(mapRel(tree, drop))).toBe(1);
    expect(count(mapRelDeep(tree, drop))).toBe(0);
  });
});

describe('equality', () => {
  it('tells types, scales and columns apart', () => {
    const ten: Expr = { kind: 'literal', value: Decimal.parse('10'), type: 'decimal' };
    expect(sameExpr(literal(10), ten)).toBe(false);
    expect(sameExpr(column(1), column(2))).toBe(false);
    expect(sameExpr(equals(column(1), ten), equals(column(1), ten))).toBe(true);
  });

  it('takes subqueries that differ only in the ids they make for equal', () => {
    const subquery = (own: number, outer: number): Expr =>
      exists(filter(rows(own), equals(column(own, 'own'), column(outer))));
    const named = (own: number): string => exprKey(subquery(own, 1)).replaceAll(`"c${own}"`, '"c"');
    expect(named(10)).toBe(named(20));
    expect(exprKey(subquery(10, 1))).not.toBe(exprKey(subquery(10, 2)));
  });
});

describe('printing', () => {
  it.each([
    [null, 'text', 'NULL'],
    ["it's", 'text', "'it''s'"],
    ['2026-01-31', 'date', "DATE '2026-01-31'"],
    [Decimal.parse('1.50'), 'decimal', '1.50'],
    [
      { kind: 'interval', months: 1, days: 2, milliseconds: 1500 },
      'interval',
      "INTERVAL '1 months 2 days 1.5 seconds'",
    ],
    [{ kind: 'interval', months: 0, days: 0, milliseconds: 0 }, 'interval', "INTERVAL '0 days'"],
  ] as const)('%s as %s', (value, type, expected) => {
    expect(printValue(value, type)).toBe(expected);
  });

  it('indents inputs and numbers subqueries', () => {
    expect(printRel(filter(rows(1), exists(rows(10))))).toBe(
      ['Filter EXISTS (subquery 1)', '  subquery 1:', '    Values [c10]', '  Values [c1]'].join(
        '\n',
      ),
    );
  });
});
