import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compile,
  compileLike,
  evaluateConstant,
  evaluateOver,
  isConstant,
  layoutOf,
  type Environment,
} from '../../../src/engine/expr/index.ts';
import type { Expr, Rel } from '../../../src/engine/rel/rel.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlType, SqlValue, Tuple } from '../../../src/engine/values/types.ts';
import { compare, lit, newColumn, NOW } from '../finish/support.ts';

const context = { now: NOW };
const evaluate = (expr: Expr): SqlValue => evaluateConstant(expr, context);

const TRUTHS = [true, false, null] as const;
const truth = (value: boolean | null): Expr => lit(value, 'boolean');
const integer = (value: number | null): Expr => lit(value, 'integer');
const text = (value: string | null): Expr => lit(value, 'text');
const divide = (a: number, b: number): Expr => ({
  kind: 'call',
  name: '/',
  args: [integer(a), integer(b)],
  type: 'integer',
});
const boom = compare(divide(1, 0), '=', integer(1));

describe('three-valued logic', () => {
  const and = [
    [true, false, null],
    [false, false, false],
    [null, false, null],
  ];
  const or = [
    [true, true, true],
    [true, false, null],
    [true, null, null],
  ];

  test.each(TRUTHS.flatMap((a, i) => TRUTHS.map((b, j) => [a, b, and[i]?.[j], or[i]?.[j]])))(
    '%s AND/OR %s',
    (a, b, both, either) => {
      const args = [truth(a ?? null), truth(b ?? null)];
      expect(evaluate({ kind: 'and', args, type: 'boolean' })).toBe(both);
      expect(evaluate({ kind: 'or', args, type: 'boolean' })).toBe(either);
    },
  );

  test.each([
    [true, false],
    [false, true],
    [null, null],
  ])('NOT %s is %s', (value, result) => {
    expect(evaluate({ kind: 'not', arg: truth(value), type: 'boolean' })).toBe(result);
  });

  test.each(
    TRUTHS.flatMap((arg) =>
      [true, false].flatMap((value) => [true, false].map((negated) => ({ arg, value, negated }))),
    ),
  )('$arg IS (negated: $negated) $value', ({ arg, value, negated }) => {
    expect(evaluate({ kind: 'isTruth', arg: truth(arg), value, negated, type: 'boolean' })).toBe(
      (arg === value) !== negated,
    );
  });

  test('what is decided is not evaluated further', () => {
    expect(evaluate({ kind: 'and', args: [truth(false), boom], type: 'boolean' })).toBe(false);
    expect(evaluate({ kind: 'or', args: [truth(true), boom], type: 'boolean' })).toBe(true);
    expect(() => evaluate({ kind: 'and', args: [truth(true), boom], type: 'boolean' })).toThrow(
      expect.objectContaining({ code: 'DIVISION_BY_ZERO' }),
    );
  });

  test('CASE and COALESCE evaluate only what they take', () => {
    expect(
      evaluate({
        kind: 'case',
        whens: [
          { when: truth(null), then: divide(1, 0) },
          { when: truth(true), then: integer(7) },
          { when: boom, then: integer(8) },
        ],
        otherwise: divide(1, 0),
        type: 'integer',
      }),
    ).toBe(7);
    const args = [integer(null), integer(3), divide(1, 0)];
    expect(evaluate({ kind: 'call', name: 'coalesce', args, type: 'integer' })).toBe(3);
  });
});

describe('comparison', () => {
  test.each<readonly [SqlType, SqlValue, SqlValue]>([
    ['integer', 1, 2],
    ['decimal', Decimal.parse('1.00'), Decimal.parse('1.01')],
    ['double', -1.5, 0],
    ['text', '\uffee', '😀'],
    ['date', '2024-01-31', '2024-02-01'],
    ['boolean', false, true],
    [
      'interval',
      { kind: 'interval', months: 0, days: 29, milliseconds: 0 },
      { kind: 'interval', months: 1, days: 0, milliseconds: 0 },
    ],
  ])('of %s', (type, small, large) => {
    const test = (
      operator: '=' | '<>' | '<' | '<=' | '>' | '>=',
      a: SqlValue,
      b: SqlValue,
    ): SqlValue => evaluate(compare(lit(a, type), operator, lit(b, type)));
    for (const [operator, less, equal, greater] of [
      ['=', false, true, false],
      ['<>', true, false, true],
      ['<', true, false, false],
      ['<=', true, true, false],
      ['>', false, false, true],
      ['>=', false, true, true],
    ] as const) {
      expect([
        test(operator, small, large),
        test(operator, small, small),
        test(operator, large, small),
        test(operator, null, small),
        test(operator, small, null),
      ]).toEqual([less, equal, greater, null, null]);
    }
  });

  test('IS DISTINCT FROM is never NULL', () => {
    const distinct = (a: number | null, b: number | null, negated: boolean): SqlValue =>
      evaluate({
        kind: 'distinctFrom',
        left: integer(a),
        right: integer(b),
        negated,
        type: 'boolean',
      });
    expect(distinct(null, null, false)).toBe(false);
    expect(distinct(null, 1, false)).toBe(true);
    expect(distinct(1, 1, true)).toBe(true);
  });
});

describe('IN', () => {
  const within = (
    arg: number | null,
    list: readonly (number | null)[],
    negated = false,
  ): SqlValue =>
    evaluate({
      kind: 'inList',
      arg: integer(arg),
      list: list.map(integer),
      negated,
      type: 'boolean',
    });

  test.each([
    [1, [1, 2], true, false],
    [3, [1, 2], false, true],
    [3, [1, null], null, null],
    [1, [1, null], true, false],
    [null, [1, 2], null, null],
  ] as const)('%s IN %j is %s, NOT IN %s', (arg, list, inside, outside) => {
    expect(within(arg, list)).toBe(inside);
    expect(within(arg, list, true)).toBe(outside);
  });

  test('decimals match whatever their scale, computed items too', () => {
    const decimal = (value: string): Expr => lit(Decimal.parse(value), 'decimal');
    const sum: Expr = {
      kind: 'call',
      name: '+',
      args: [decimal('1'), decimal('1.0')],
      type: 'decimal',
    };
    const find = (value: string): SqlValue =>
      evaluate({
        kind: 'inList',
        arg: decimal(value),
        list: [decimal('1.50'), sum],
        negated: false,
        type: 'boolean',
      });
    expect(['1.5', '2.000', '3'].map(find)).toEqual([true, true, false]);
  });
});

describe('LIKE', () => {
  test('patterns are no regular expressions', () => {
    expect(compileLike('a.c', '\\', false)('abc')).toBe(false);
    expect(compileLike('[a]%(', '\\', false)('[a](')).toBe(true);
  });

  test('an escape character can be anything or nothing', () => {
    expect(compileLike('5!%', '!', false)('5%')).toBe(true);
    expect(compileLike('5!%', '!', false)('50')).toBe(false);
    expect(compileLike('a\\%', '', false)('a\\b')).toBe(true);
    for (const [pattern, escape] of [
      ['abc\\', '\\'],
      ['abc', 'xy'],
    ] as const) {
      expect(() => compileLike(pattern, escape, false)).toThrow(
        expect.objectContaining({ code: 'INVALID_VALUE' }),
      );
    }
  });

  test('NULL in text, pattern or escape gives NULL', () => {
    const like = (arg: Expr, pattern: Expr, escape: Expr | null): SqlValue =>
      evaluate({
        kind: 'like',
        arg,
        pattern,
        escape,
        caseInsensitive: false,
        negated: true,
        type: 'boolean',
      });
    expect(like(text(null), text('a'), null)).toBeNull();
    expect(like(text('a'), text(null), null)).toBeNull();
    expect(like(text('a'), text('a'), text(null))).toBeNull();
    expect(like(text('a'), text('b'), null)).toBe(true);
  });

  /** Textbook matching by recursion. */
  const reference = (subject: readonly string[], pattern: readonly string[]): boolean => {
    const [head, ...rest] = pattern;
    if (head === undefined) return subject.length === 0;
    if (head === '%') {
      return (
        reference(subject, rest) || (subject.length > 0 && reference(subject.slice(1), pattern))
      );
    }
    const [first, ...others] = subject;
    return first !== undefined && (head === '_' || head === first) && reference(others, rest);
  };

  test('agrees with the textbook', () => {
    const subject = fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '_', '%'), maxLength: 6 });
    fc.assert(
      fc.property(subject, pattern, (s, p) => {
        expect(compileLike(p, '\\', false)(s)).toBe(reference(Array.from(s), Array.from(p)));
      }),
      { numRuns: 3000 },
    );
  });

  test('many % on a long text take no exponential time', () => {
    expect(compileLike(`${'%a_'.repeat(40)}%b`, '\\', false)('a'.repeat(20_000))).toBe(false);
  });
});

describe('columns', () => {
  const [id, name] = [newColumn('id', 'integer'), newColumn('name', 'text')];
  const outer = newColumn('outer', 'integer');
  const column = ({ id: of, name: called, type }: typeof id): Expr => ({
    kind: 'column',
    id: of,
    name: called,
    type,
  });

  test('are read by place, others from the row around', () => {
    const values = new Map<number, SqlValue>();
    const environment: Environment = { context, outer: values, subquery: () => () => [] };
    const evaluator = compile(
      compare(column(id), '=', column(outer)),
      layoutOf([name, id]),
      environment,
    );
    values.set(outer.id, 5);
    expect(evaluator(['x', 5])).toBe(true);
    values.set(outer.id, null);
    expect(evaluator(['x', 5])).toBeNull();
  });

  test('can be given by id', () => {
    const expr = compare(column(name), '=', text('a'));
    expect(isConstant(expr)).toBe(false);
    expect(evaluateOver(expr, new Map([[name.id, 'a']]), context)).toBe(true);
    expect(() => evaluateOver(expr, new Map(), context)).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });
});

describe('subqueries', () => {
  const rel: Rel = { kind: 'values', columns: [newColumn('x', 'integer')], rows: [] };
  const over = (expr: Expr, rows: readonly Tuple[]): SqlValue =>
    compile(expr, new Map(), { context, outer: new Map(), subquery: () => () => rows })([]);

  test('a scalar is NULL for no row and an error for two', () => {
    const scalar: Expr = { kind: 'scalarSubquery', rel, type: 'integer' };
    expect(over(scalar, [])).toBeNull();
    expect(over(scalar, [[4]])).toBe(4);
    expect(() => over(scalar, [[4], [4]])).toThrow(
      expect.objectContaining({ code: 'CARDINALITY' }),
    );
  });

  test.each<readonly [readonly (number | null)[], readonly Tuple[], boolean | null]>([
    [[1], [], false],
    [[null], [], false],
    [[1], [[1], [null]], true],
    [[2], [[1], [null]], null],
    [[2], [[1]], false],
    [[null], [[1]], null],
    [[1, 2], [[1, null]], null],
    [[1, 2], [[3, null]], false],
    [[1, null], [[1, 2]], null],
    [[1, null], [[2, 2]], false],
    [[1, 2], [[1, 2]], true],
  ])('%j IN %j is %s', (args, rows, result) => {
    const member = (negated: boolean): SqlValue =>
      over({ kind: 'inSubquery', args: args.map(integer), rel, negated, type: 'boolean' }, rows);
    expect(member(false)).toBe(result);
    expect(member(true)).toBe(result === null ? null : !result);
  });

  test.each<readonly [number | null, 'any' | 'all', readonly Tuple[], boolean | null]>([
    [1, 'any', [], false],
    [1, 'all', [], true],
    [null, 'all', [], true],
    [5, 'any', [[9], [4]], true],
    [5, 'any', [[9], [null]], null],
    [5, 'all', [[4], [null]], null],
    [5, 'all', [[9], [null]], false],
    [null, 'any', [[1]], null],
  ])('%s > %s %j is %s', (arg, quantifier, rows, result) => {
    expect(
      over(
        { kind: 'quantified', operator: '>', quantifier, arg: integer(arg), rel, type: 'boolean' },
        rows,
      ),
    ).toBe(result);
  });
});
