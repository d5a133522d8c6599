/** Joins, groups and order against plain nested loops, over rows chosen to collide. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr, Join, Rel } from '../../../src/engine/rel/rel.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlValue, Tuple } from '../../../src/engine/values/types.ts';
import { col, compare, MemorySource, planOf, run, scanOf, table } from './support.ts';

const HOSTILE = [null, '__proto__', 'constructor', 'null', '', 'a`b', "it's", '\\', '😀', '1'];

const rows = fc.array(
  fc.tuple(
    fc.constantFrom<SqlValue>(...HOSTILE),
    fc.option(fc.integer({ min: -1, max: 3 })),
    fc.option(
      fc
        .tuple(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, 1, 2))
        .map(([n, scale]) => Decimal.of(n * 10 ** scale, scale)),
    ),
  ),
  { maxLength: 12 },
);

const types = fc.constantFrom<Join['type']>('inner', 'left', 'right', 'full', 'cross');
const conditions = fc.constantFrom(
  'text',
  'integer',
  'decimal',
  'text and integer',
  'less',
  'text and less',
);

const tableOf = (name: string, data: readonly Tuple[]): ReturnType<typeof table> =>
  table(name, { s: 'text', i: 'integer', m: 'decimal' }, data);

function conditionOf(name: string, left: Rel, right: Rel): Expr {
  const on = (column: string, operator: '=' | '<'): Expr =>
    compare(col(left, column), operator, col(right, column));
  const parts: Record<string, readonly Expr[]> = {
    text: [on('s', '=')],
    integer: [on('i', '=')],
    decimal: [on('m', '=')],
    'text and integer': [on('s', '='), on('i', '=')],
    less: [on('i', '<')],
    'text and less': [on('s', '='), on('i', '<')],
  };
  const args = parts[name] ?? [];
  return args.length === 1 && args[0] ? args[0] : { kind: 'and', args, type: 'boolean' };
}

/** What the condition says of two rows, by JavaScript's own means. */
function holds(name: string, [s1, i1, m1]: Tuple, [s2, i2, m2]: Tuple): boolean {
  const texts = s1 !== null && s1 === s2;
  const integers = i1 !== null && i1 === i2;
  const numbers = m1 instanceof Decimal && m2 instanceof Decimal && m1.toNumber() === m2.toNumber();
  const less = typeof i1 === 'number' && typeof i2 === 'number' && i1 < i2;
  switch (name) {
    case 'text':
      return texts;
    case 'integer':
      return integers;
    case 'decimal':
      return numbers;
    case 'text and integer':
      return texts && integers;
    case 'less':
      return less;
    default:
      return texts && less;
  }
}

function reference(
  type: Join['type'],
  condition: string,
  left: readonly Tuple[],
  right: readonly Tuple[],
): readonly Tuple[] {
  const matches = (l: Tuple, r: Tuple): boolean => type === 'cross' || holds(condition, l, r);
  const joined = left.flatMap((l) => right.filter((r) => matches(l, r)).map((r) => [...l, ...r]));
  if (type === 'left' || type === 'full') {
    for (const l of left) {
      if (!right.some((r) => matches(l, r))) joined.push([...l, null, null, null]);
    }
  }
  if (type === 'right' || type === 'full') {
    for (const r of right) {
      if (!left.some((l) => matches(l, r))) joined.push([null, null, null, ...r]);
    }
  }
  return joined;
}

const printed = (tuples: readonly Tuple[]): readonly string[] =>
  tuples.map((tuple) => JSON.stringify(tuple)).sort();

test('every kind of join gives what nested loops give', async () => {
  await fc.assert(
    fc.asyncProperty(types, conditions, rows, rows, async (type, condition, left, right) => {
      const tables = [tableOf('l', left), tableOf('r', right)] as const;
      const [l, r] = [scanOf(tables[0]), scanOf(tables[1])];
      const on = type === 'cross' ? null : conditionOf(condition, l, r);
      const join: Rel = { kind: 'join', type, left: l, right: r, on, lateral: false };
      const result = await run(planOf(join), new MemorySource(tables, 3));
      expect(printed(result)).toEqual(printed(reference(type, condition, left, right)));
    }),
    { numRuns: 500 },
  );
});

test('many equal keys are joined in parts', async () => {
  const same = Array.from({ length: 700 }, (_, i): Tuple => ['k', i, null]);
  const tables = [tableOf('l', same), tableOf('r', same)] as const;
  const [l, r] = [scanOf(tables[0]), scanOf(tables[1])];
  const on = conditionOf('text', l, r);
  const join: Rel = { kind: 'join', type: 'inner', left: l, right: r, on, lateral: false };
  const result = await run(planOf(join), new MemorySource(tables, 1000));
  expect(result).toHaveLength(490_000);
  expect(new Set(result.map((row) => Number(row[1]) * 1000 + Number(row[4]))).size).toBe(490_000);
});

test('groups hold the rows of equal keys, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (data) => {
      const source = tableOf('t', data);
      const scan = scanOf(source);
      const [s, m] = [col(scan, 's'), col(scan, 'm')];
      const grouped: Rel = {
        kind: 'aggregate',
        input: scan,
        keys: [
          { id: 1, name: 's', type: 'text', expr: s },
          { id: 2, name: 'm', type: 'decimal', expr: m },
        ],
        aggregates: [
          {
            id: 3,
            name: 'n',
            type: 'integer',
            call: { name: 'count', args: [], distinct: false, filter: null, orderBy: [] },
          },
        ],
      };
      const result = await run(planOf(grouped), new MemorySource([source]));
      const keyOf = ([text, , amount]: Tuple): string =>
        JSON.stringify([text, amount instanceof Decimal ? amount.toNumber() : null]);
      const expected = new Map<string, number>();
      for (const row of data) expected.set(keyOf(row), (expected.get(keyOf(row)) ?? 0) + 1);
      const counted = new Map(
        result.map(([text = null, amount = null, n]) => [keyOf([text, null, amount]), n]),
      );
      expect(counted).toEqual(expected);
      expect(result).toHaveLength(expected.size);
    }),
    { numRuns: 200 },
  );
});

test('sorting is by every key in turn, NULLs where they are asked for, and stable', async () => {
  const flags = fc.tuple(fc.boolean(), fc.boolean());
  await fc.assert(
    fc.asyncProperty(rows, flags, flags, async (data, first, second) => {
      const numbered = data.map((row, index): Tuple => [row[0], row[1], row[2], index]);
      const source = table('t', { s: 'text', i: 'integer', m: 'decimal', n: 'integer' }, numbered);
      const scan = scanOf(source);
      const sort: Rel = {
        kind: 'sort',
        input: scan,
        keys: [
          { expr: col(scan, 'm'), descending: first[0], nullsFirst: first[1] },
          { expr: col(scan, 's'), descending: second[0], nullsFirst: second[1] },
        ],
      };
      const result = await run(planOf(sort), new MemorySource([source]));
      const order = (
        a: SqlValue,
        b: SqlValue,
        [down, nullsFirst]: readonly [boolean, boolean],
      ): number => {
        if (a === null || b === null) {
          return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
        }
        const sign =
          a instanceof Decimal && b instanceof Decimal
            ? Math.sign(a.toNumber() - b.toNumber())
            : Math.sign(Buffer.compare(Buffer.from(a as string), Buffer.from(b as string)));
        return down ? -sign : sign;
      };
      const expected = [...numbered].sort(
        (a, b) =>
          order(a[2] ?? null, b[2] ?? null, first) || order(a[0] ?? null, b[0] ?? null, second),
      );
      expect(result.map((row) => row[3])).toEqual(expected.map((row) => row[3]));
    }),
    { numRuns: 200 },
  );
});

describe('hostile values', () => {
  test('leave the prototypes of JavaScript alone', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype).filter((name) => /\W/.test(name))).toEqual(
      [],
    );
  });
});
