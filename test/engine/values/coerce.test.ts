import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canCast, canCoerce, castValue, commonType } from '../../../src/engine/values/coerce.ts';
import { codePointKey, compareText, keyOf, rowKey } from '../../../src/engine/values/compare.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlType, SqlValue } from '../../../src/engine/values/types.ts';

const d = (text: string): Decimal => Decimal.parse(text);

describe('types', () => {
  test.each<readonly [SqlType, SqlType, SqlType | null]>([
    ['integer', 'decimal', 'decimal'],
    ['decimal', 'double', 'double'],
    ['date', 'timestamp', 'timestamp'],
    ['uuid', 'text', 'text'],
    ['unknown', 'date', 'date'],
    ['unknown', 'unknown', 'unknown'],
    ['integer', 'text', null],
    ['boolean', 'integer', null],
    ['date', 'interval', null],
  ])('%s and %s meet in %s', (a, b, common) => {
    expect(commonType(a, b)).toBe(common);
    expect(commonType(b, a)).toBe(common);
  });

  test('implicit conversions only widen', () => {
    expect(canCoerce('integer', 'double')).toBe(true);
    expect(canCoerce('double', 'integer')).toBe(false);
    expect(canCoerce('text', 'integer')).toBe(false);
    expect(canCast('double', 'integer')).toBe(true);
    expect(canCast('text', 'date')).toBe(true);
    expect(canCast('date', 'integer')).toBe(false);
  });
});

describe('casts', () => {
  // As PostgreSQL 18 answers.
  test.each<readonly [SqlValue, SqlType, SqlType, SqlValue]>([
    [' Yes ', 'text', 'boolean', true],
    ['t', 'text', 'boolean', true],
    ['off', 'text', 'boolean', false],
    ['0', 'text', 'boolean', false],
    [true, 'boolean', 'text', 'true'],
    [true, 'boolean', 'integer', 1],
    [2, 'integer', 'boolean', true],
    [d('2.5'), 'decimal', 'integer', 3],
    [d('-2.5'), 'decimal', 'integer', -3],
    [2.5, 'double', 'integer', 2],
    [3.5, 'double', 'integer', 4],
    [-2.5, 'double', 'integer', -2],
    [' 42 ', 'text', 'integer', 42],
    ['1e3', 'text', 'double', 1000],
    [d('1.50'), 'decimal', 'text', '1.50'],
    [1e15, 'double', 'text', '1e+15'],
    [0.00001, 'double', 'text', '1e-05'],
    [0.1, 'double', 'text', '0.1'],
    ['2026-01-31', 'date', 'timestamp', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00:00.000Z', 'timestamp', 'date', '2026-01-31'],
    ['2026-01-31T10:00:00.000Z', 'timestamp', 'text', '2026-01-31 10:00:00'],
    [
      'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
      'text',
      'uuid',
      'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    ],
    ['{a0eebc999c0b4ef8bb6d6bb9bd380a11}', 'text', 'uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    [null, 'text', 'integer', null],
  ])('%s of type %s as %s is %s', (value, from, to, result) => {
    expect(castValue(value, from, to)).toEqual(result);
  });

  test.each<readonly [SqlValue, SqlType, SqlType, string]>([
    ['abc', 'text', 'integer', 'INVALID_VALUE'],
    ['1.5', 'text', 'integer', 'INVALID_VALUE'],
    ['', 'text', 'decimal', 'INVALID_VALUE'],
    ['maybe', 'text', 'boolean', 'INVALID_VALUE'],
    ['o', 'text', 'boolean', 'INVALID_VALUE'],
    ['99999999999999999', 'text', 'integer', 'OUT_OF_RANGE'],
    [d('9007199254740992'), 'decimal', 'integer', 'OUT_OF_RANGE'],
    ['1e400', 'text', 'double', 'OUT_OF_RANGE'],
    ['not-a-uuid', 'text', 'uuid', 'INVALID_VALUE'],
    ['2026-02-30', 'text', 'date', 'INVALID_VALUE'],
  ])('%s of type %s as %s fails with %s', (value, from, to, code) => {
    expect(() => castValue(value, from, to)).toThrow(expect.objectContaining({ code }));
    expect(castValue(value, from, to, { try: true })).toBeNull();
  });

  test('messages shorten what they quote', () => {
    expect(() => castValue('x'.repeat(500), 'text', 'integer')).toThrow(
      /^'x{39}…' is not an integer\.$/,
    );
  });

  test('DECIMAL(p, s) rounds and bounds', () => {
    const options = { decimal: { precision: 5, scale: 2 } };
    expect(castValue(d('123.455'), 'decimal', 'decimal', options)).toEqual(d('123.46'));
    expect(castValue(7, 'integer', 'decimal', options)).toEqual(d('7.00'));
    expect(() => castValue(d('999.995'), 'decimal', 'decimal', options)).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
  });

  test('VARCHAR(n) counts characters', () => {
    expect(castValue('😀😀a', 'text', 'text', { length: 2 })).toBe('😀😀');
    expect(castValue(12345, 'integer', 'text', { length: 3 })).toBe('123');
  });
});

describe('order', () => {
  const byCodePoint = (a: string, b: string): number => {
    const [left, right] = [Array.from(a), Array.from(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const order = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  };
  const texts = fc.string({
    unit: fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '🦊'),
  });

  test('text is ordered by code point, characters above U+FFFF last', () => {
    expect(compareText('\uffee', '😀')).toBeLessThan(0);
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(byCodePoint(a, b)));
        const [left, right] = [codePointKey(a), codePointKey(b)];
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(Math.sign(byCodePoint(a, b)));
      }),
    );
  });
});

describe('keys', () => {
  test('values that differ in type or are NULL never share one', () => {
    const keys = [
      keyOf('text')(null),
      keyOf('text')('null'),
      keyOf('text')('1'),
      keyOf('integer')(1),
      keyOf('boolean')(true),
      keyOf('text')('true'),
      keyOf('text')(''),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('no key is the name of an inherited property', () => {
    for (const text of ['__proto__', 'constructor', 'toString']) {
      expect(keyOf('text')(text) in {}).toBe(false);
    }
  });

  test('rows have equal keys exactly when their values are equal', () => {
    const part = fc.option(fc.string({ unit: fc.constantFrom('1', ':', 'n', 's', '`') }));
    const row = fc.tuple(part, part);
    const keyFor = rowKey(['text', 'text']);
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(keyFor(a) === keyFor(b)).toBe(a[0] === b[0] && a[1] === b[1]);
      }),
      { numRuns: 2000 },
    );
  });

  test('equal numbers share one', () => {
    expect(keyOf('decimal')(d('1.0'))).toBe(keyOf('decimal')(d('1.00')));
    expect(keyOf('double')(0)).toBe(keyOf('double')(-0));
  });
});
