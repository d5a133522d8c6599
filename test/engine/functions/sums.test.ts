import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactSum, ExactSums } from '../../../src/engine/functions/sums.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';

/** Of several scales, and near the limits of safe integers. */
const values = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc
    .tuple(
      fc.oneof(
        fc.bigInt(-(10n ** 6n), 10n ** 6n),
        fc.bigInt(2n ** 53n - 10n, 2n ** 53n + 10n),
        fc.bigInt(-(2n ** 53n) - 10n, -(2n ** 53n) + 10n),
        fc.bigInt(-(10n ** 20n), 10n ** 20n),
      ),
      fc.integer({ min: 0, max: 18 }),
    )
    .map(([unscaled, scale]) => Decimal.of(unscaled, scale)),
);

const asDecimal = (value: number | Decimal): Decimal =>
  typeof value === 'number' ? Decimal.of(value) : value;

const plainSum = (list: readonly (number | Decimal)[]): Decimal =>
  list.reduce<Decimal>((sum, value) => sum.add(asDecimal(value)), Decimal.ZERO);

test('a sum is what its values come to one after the other, to the last digit and zero', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 40 }), (list) => {
      const sum = list.reduce<ExactSum>((state, value) => state.add(value), new ExactSum());
      expect(sum.total().toString()).toBe(plainSum(list).toString());
      expect(sum.count).toBe(list.length);
    }),
    { numRuns: 1000 },
  );
});

test('what was added first can be taken out, unless the sum says that it cannot tell', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 20 }), fc.nat(19), (list, count) => {
      const sum = list.reduce<ExactSum>((state, value) => state.add(value), new ExactSum());
      const gone = list.slice(0, count);
      if (!gone.every((value) => sum.remove(value))) return;
      const left = plainSum(list.slice(count));
      expect(sum.total().equals(left)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('sums of many groups are what each group would come to by itself', () => {
  const rows = fc.array(fc.tuple(fc.nat(40), values), { maxLength: 120 });
  fc.assert(
    fc.property(rows, (list) => {
      const sums = new ExactSums();
      sums.grow(1);
      for (const [group, value] of list) {
        sums.grow(group + 1);
        sums.add(group, value);
      }
      for (let group = 0; group <= 40; group++) {
        const own = list.filter(([number]) => number === group).map(([, value]) => value);
        sums.grow(group + 1);
        expect(sums.total(group).toString()).toBe(plainSum(own).toString());
        expect(sums.count(group)).toBe(own.length);
      }
    }),
    { numRuns: 500 },
  );
});
