/** Keys have one number when, and only when, they are equal: against a `Map` of texts of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  KeyNumbers,
  keyReader,
  numberRows,
} from '../../../src/engine/finish/operators/key-numbers.ts';
import { runAtOnce } from '../../../src/engine/finish/work.ts';
import { rowKey } from '../../../src/engine/values/compare.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlType, SqlValue, Tuple } from '../../../src/engine/values/types.ts';

const id = (number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** Ids as Xero has them, and what nobody has checked to be one. */
const ids = fc.oneof(
  { weight: 8, arbitrary: fc.nat(60).map(id) },
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'short',
      `é${id(1).slice(1)}`,
      `é${id(2).slice(1)}`,
      id(3).slice(1),
      `${id(3)}0`,
      '€'.repeat(12),
      'é'.repeat(18),
      '\ud800'.padEnd(36, 'x'),
      '\ud801'.padEnd(36, 'x'),
    ),
  },
);

const OF_TYPE = {
  uuid: ids,
  text: fc.option(fc.constantFrom('', 'a', 'b', '__proto__', 'n', '0', 'ä')),
  integer: fc.option(fc.integer({ min: -2, max: 2 })),
  decimal: fc.option(
    fc
      .tuple(fc.integer({ min: -3, max: 3 }), fc.nat(2))
      .map(([unscaled, scale]) => Decimal.of(unscaled * 10 ** scale, scale)),
  ),
} as const satisfies Partial<Record<SqlType, fc.Arbitrary<SqlValue>>>;

type Type = keyof typeof OF_TYPE;

const keyed = fc
  .array(fc.constantFrom<Type>('uuid', 'text', 'integer', 'decimal'), { maxLength: 3 })
  .chain((types) =>
    fc.tuple(
      fc.constant(types),
      fc.array(fc.tuple(...types.map((type): fc.Arbitrary<SqlValue> => OF_TYPE[type])), {
        maxLength: 200,
      }),
    ),
  );

const readerOf = (types: readonly SqlType[]): ReturnType<typeof keyReader> =>
  keyReader(
    types.map((_, place) => (row: Tuple) => row[place] ?? null),
    types,
  );

test('equal keys have one number, counted as they come', () => {
  fc.assert(
    fc.property(keyed, ([types, rows]) => {
      const keys = new KeyNumbers(types, true);
      const numbers = runAtOnce(numberRows(rows, readerOf(types), keys));
      const known = new Map<string, number>();
      const textOf = rowKey(types);
      const expected = rows.map((row) => {
        const text = textOf(row);
        const number = known.get(text) ?? known.size;
        known.set(text, number);
        return number;
      });
      expect([...numbers]).toEqual(expected);
      expect(keys.size).toBe(known.size);
    }),
    { numRuns: 500 },
  );
});

test('what is matched finds the equal key, and nothing matches NULL', () => {
  fc.assert(
    fc.property(keyed, fc.nat(200), ([types, rows], half) => {
      const keys = new KeyNumbers(types, false);
      const read = readerOf(types);
      const textOf = rowKey(types);
      const [left, right] = [rows.slice(half), rows.slice(0, half)];
      const rightNumbers = runAtOnce(numberRows(right, read, keys));
      const leftNumbers = new Int32Array(left.length);
      keys.find(read(left, 0, left.length), left.length, leftNumbers);
      for (const [index, row] of left.entries()) {
        const equal = row.includes(null)
          ? []
          : right.flatMap((other, place) =>
              textOf(other) === textOf(row) ? [rightNumbers[place]] : [],
            );
        expect(new Set(equal).size).toBeLessThan(2);
        expect(leftNumbers[index]).toBe(equal[0] ?? -1);
      }
    }),
    { numRuns: 500 },
  );
});

test('many ids, beyond every first size of the tables', () => {
  const rows = Array.from({ length: 30_000 }, (_, index): Tuple => [
    id((index * 7) % 10_000),
    index % 3,
  ]);
  const keys = new KeyNumbers(['uuid', 'integer'], true);
  const numbers = runAtOnce(numberRows(rows, readerOf(['uuid', 'integer']), keys));
  expect(keys.size).toBe(30_000);
  expect([...numbers]).toEqual(rows.map((_, index) => index));
  expect([...runAtOnce(numberRows(rows, readerOf(['uuid', 'integer']), keys))]).toEqual([
    ...numbers,
  ]);
});
