import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/engine/values/decimal.ts';

const d = (text: string): Decimal => Decimal.parse(text);

/** Values on both sides of the limit of safe integers. */
const decimals = fc
  .tuple(
    fc.oneof(fc.bigInt(-(10n ** 6n), 10n ** 6n), fc.bigInt(-(10n ** 24n), 10n ** 24n)),
    fc.integer({ min: 0, max: 12 }),
  )
  .map(([unscaled, scale]) => Decimal.of(unscaled, scale));

const at = (value: Decimal, scale: number): bigint =>
  BigInt(value.unscaled) * 10n ** BigInt(scale - value.scale);

describe('text', () => {
  test.each([
    ['12', '12'],
    ['-0.50', '-0.50'],
    ['.5', '0.5'],
    ['5.', '5'],
    [' +1.20 ', '1.20'],
    ['1e3', '1000'],
    ['1.25e-3', '0.00125'],
    ['-0', '0'],
    ['000.10', '0.10'],
    ['123456789012345678901234567890.12', '123456789012345678901234567890.12'],
  ])('%s reads as %s', (text, printed) => {
    expect(d(text).toString()).toBe(printed);
  });

  test.each(['', 'abc', '1.2.3', '1e', '--1', 'NaN', 'Infinity', '0x10', '1,000'])(
    '%j is not a number',
    (text) => {
      expect(() => d(text)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
      expect(Decimal.tryParse(text)).toBeNull();
    },
  );

  test('absurd exponents are out of range, not a hang', () => {
    expect(() => d('1e999999999')).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => d('1e-999999999')).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });

  test('every decimal prints to a text that reads back', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        const again = d(value.toString());
        expect([again.unscaled, again.scale]).toEqual([value.unscaled, value.scale]);
      }),
    );
  });
});

describe('doubles', () => {
  test('become the decimal they print as', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e30, min: -1e30 }),
        (x) => {
          fc.pre(x === 0 || Math.abs(x) > 1e-100);
          expect(Decimal.fromNumber(x).toNumber()).toBe(x + 0);
          expect(Decimal.fromNumber(x).equals(d(String(x)))).toBe(true);
        },
      ),
    );
  });

  test('amounts keep their cents', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 4 }),
        (n, scale) => {
          const text = Decimal.of(n, scale).toString();
          expect(Decimal.fromNumber(Number(text)).equals(d(text))).toBe(true);
        },
      ),
    );
  });

  test('infinities are out of range', () => {
    expect(() => Decimal.fromNumber(Infinity)).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
  });
});

describe('arithmetic', () => {
  test('sums and products are those of integers', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const scale = Math.max(a.scale, b.scale);
        const [sum, difference, product] = [a.add(b), a.subtract(b), a.multiply(b)];
        expect([BigInt(sum.unscaled), sum.scale]).toEqual([at(a, scale) + at(b, scale), scale]);
        expect(BigInt(difference.unscaled)).toBe(at(a, scale) - at(b, scale));
        expect([BigInt(product.unscaled), product.scale]).toEqual([
          BigInt(a.unscaled) * BigInt(b.unscaled),
          a.scale + b.scale,
        ]);
      }),
    );
  });

  test('small results are numbers and never -0', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        for (const { unscaled } of [a.add(b), a.multiply(b), a.negate(), a.round(1)]) {
          const small = Number.isSafeInteger(Number(unscaled));
          expect(typeof unscaled).toBe(small ? 'number' : 'bigint');
          expect(Object.is(unscaled, -0)).toBe(false);
        }
      }),
    );
  });

  test('a quotient is within half a unit of its last digit', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        fc.pre(!b.isZero());
        const quotient = a.divide(b);
        const error = quotient.multiply(b).subtract(a).abs().multiply(Decimal.of(2));
        const unit = Decimal.of(1, quotient.scale).multiply(b.abs());
        expect(error.compare(unit)).toBeLessThanOrEqual(0);
      }),
    );
  });

  // As PostgreSQL 18 answers.
  test.each([
    ['1', '3', '0.33333333333333333333'],
    ['2', '3', '0.66666666666666666667'],
    ['10.00', '4', '2.5000000000000000'],
    ['100000', '3', '33333.333333333333'],
    ['1', '7', '0.14285714285714285714'],
    ['1000.00', '3', '333.3333333333333333'],
    ['0', '5', '0.00000000000000000000'],
    ['-1', '2', '-0.50000000000000000000'],
    ['5', '2', '2.5000000000000000'],
  ])('%s / %s = %s', (a, b, quotient) => {
    expect(d(a).divide(d(b)).toString()).toBe(quotient);
  });

  test.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['1.005', 2, '1.01'],
    ['1.004999', 2, '1.00'],
    ['1.5', 3, '1.500'],
    ['1250', -2, '1300'],
    ['49', -2, '0'],
    ['-0.4', 0, '0'],
  ])('round(%s, %i) = %s', (value, digits, rounded) => {
    expect(d(value).round(digits).toString()).toBe(rounded);
  });

  test('truncation, floor and ceiling', () => {
    expect(d('-1.567').truncate(2).toString()).toBe('-1.56');
    expect(d('1567').truncate(-2).toString()).toBe('1500');
    expect(d('-1.5').floor().toString()).toBe('-2');
    expect(d('-1.5').ceiling().toString()).toBe('-1');
    expect(d('1.2').ceiling().toString()).toBe('2');
  });

  test('remainder has the sign of the dividend', () => {
    expect(d('-7.5').remainder(d('2')).toString()).toBe('-1.5');
    expect(d('7.5').remainder(d('-2')).toString()).toBe('1.5');
  });

  test('powers and roots', () => {
    expect(d('1.5').power(d('2')).toString()).toBe('2.2500000000000000');
    expect(d('2').power(d('-2')).toString()).toBe('0.2500000000000000');
    expect(d('2').squareRoot().toString()).toBe('1.414213562373095');
    expect(d('0').power(d('0')).equals(Decimal.ONE)).toBe(true);
    expect(() => d('0').power(d('-1'))).toThrow(
      expect.objectContaining({ code: 'DIVISION_BY_ZERO' }),
    );
    expect(() => d('10').power(d('999999999'))).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
    expect(() => d('-1').squareRoot()).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });

  test('logarithms and fractional powers are right to the last digit', () => {
    const places = '1.41421356237309504880168872420969807856967187537695';
    expect(
      d('2')
        .power(d(`0.5${'0'.repeat(49)}`))
        .toString(),
    ).toBe(places);
    expect(d('1.000').ln().toString()).toBe('0.0000000000000000');
    expect(
      d(`2.${'0'.repeat(50)}`)
        .ln()
        .exp()
        .round(45)
        .toString(),
    ).toBe(`2.${'0'.repeat(45)}`);
    expect(d('8').log(d('2')).toString()).toBe('3.0000000000000000');
    for (const operate of [() => d('0').ln(), () => d('2').log(d('-1')), () => d('6001').exp()]) {
      expect(operate).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    }
    expect(() => d('2').log(d('1'))).toThrow(expect.objectContaining({ code: 'DIVISION_BY_ZERO' }));
    expect(() => d('-2').power(d('0.5'))).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
  });

  test('division by zero', () => {
    const zero = d('0.00');
    for (const operate of [() => d('1').divide(zero), () => d('1').remainder(zero)]) {
      expect(operate).toThrow(expect.objectContaining({ code: 'DIVISION_BY_ZERO' }));
    }
  });
});

describe('identity', () => {
  test('equal numbers of different scale have one key', () => {
    expect(d('1.0').equals(d('1.00'))).toBe(true);
    expect(d('1.0').hashKey()).toBe(d('1.00').hashKey());
    expect(d('100').hashKey()).toBe('100');
    expect(d('0.00').hashKey()).toBe('0');
  });

  test('keys are equal exactly when numbers are', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const scale = Math.max(a.scale, b.scale);
        const [left, right] = [at(a, scale), at(b, scale)];
        expect(a.compare(b)).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(a.hashKey() === b.hashKey()).toBe(left === right);
      }),
    );
  });

  test('only integers have an integer', () => {
    expect(d('5.00').toInteger()).toBe(5);
    expect(d('5.01').toInteger()).toBeNull();
    expect(d('9007199254740993').toInteger()).toBeNull();
  });

  test('scale can be widened, not the number changed', () => {
    expect(d('1.5').withMinScale(2).toString()).toBe('1.50');
    expect(d('1.555').withMinScale(2).toString()).toBe('1.555');
    expect(JSON.stringify({ total: d('1.50') })).toBe('{"total":"1.50"}');
  });
});

describe('identity', () => {
  test('is the same for equal numbers and for no others', () => {
    const near = fc
      .tuple(decimals, fc.integer({ min: 0, max: 20 }), fc.bigInt(-2n, 2n))
      .map(([value, more, apart]) => {
        const scale = value.scale + more;
        return [value, Decimal.of(at(value, scale) + apart, scale)] as const;
      });
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(decimals, decimals)), ([left, right]) => {
        expect(left.identity() === right.identity()).toBe(left.equals(right));
      }),
      { numRuns: 5000 },
    );
  });
});

test('a double with a least scale is the double, then with that scale', () => {
  const doubles = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
    fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((unscaled) => unscaled / 10_000),
  );
  fc.assert(
    fc.property(doubles, fc.integer({ min: 0, max: 6 }), (value, scale) => {
      const whole = Decimal.fromNumber(value).withMinScale(scale);
      expect(Decimal.fromNumber(value, scale)).toEqual(whole);
    }),
  );
});
