import fc from 'fast-check';
import { isLosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/engine/values/decimal.ts';
import { parseJson as parseRead, readText } from '../../src/xero/json.ts';

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

/** Numbers as JSON writes them, short and long, with and without exponents. */
const literals = fc
  .tuple(
    fc.boolean(),
    digits(1, 22).map((text) => text.replace(/^0+(?=\d)/, '')),
    fc.option(digits(1, 22)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), digits(1, 3))),
  )
  .map(([isNegative, whole, fraction, exponent]) =>
    [
      isNegative ? '-' : '',
      whole,
      fraction === null ? '' : `.${fraction}`,
      exponent === null ? '' : exponent.join(''),
    ].join(''),
  );

const parseJson = (text: string): unknown => parseRead(readText(Buffer.from(text)));

/** The number that a parsed value is taken for. */
const exactly = (value: unknown): string => {
  const decimal = isLosslessNumber(value)
    ? Decimal.parse(value.value)
    : Decimal.fromNumber(value as number);
  return decimal.normalize().toString();
};

describe('parseJson', () => {
  it('loses no digit of a number, wherever it stands', () => {
    const spaces = fc.constantFrom('', ' ', '\n  ', ' '.repeat(150));
    const texts = fc.string({ unit: fc.constantFrom(...'0123456789.eE-+:[, ') });
    fc.assert(
      fc.property(literals, spaces, texts, (literal, space, text) => {
        const json = `{"a":${space}${literal}${space},"b":[${literal},${space}${literal}],"c":${JSON.stringify(text)}}`;
        const parsed = parseJson(json) as Record<string, unknown>;
        const expected = Decimal.parse(literal).normalize().toString();
        const [first, second] = parsed['b'] as readonly unknown[];
        expect([parsed['a'], first, second].map(exactly)).toEqual([expected, expected, expected]);
        expect(parsed['c']).toBe(text);
        expect(exactly(parseJson(`${space}${literal}`))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives numbers where a double holds them', () => {
    expect(parseJson('[123456789012345, 0.1, 40.0000, -1e5]')).toEqual([
      123456789012345, 0.1, 40, -1e5,
    ]);
  });

  it('takes long runs of digits in texts for what they are, in no more time', () => {
    const long = '7'.repeat(400_000);
    const texts = { a: long, b: `: ${long}`, c: '1.'.repeat(200_000), d: '1e-123 '.repeat(50_000) };
    expect(parseJson(JSON.stringify(texts))).toEqual(texts);
  });

  it('reads every character, wherever the text is cut to be read in pieces', () => {
    const characters = fc.constantFrom('a', 'é', 'Ж', '日', '👍');
    const texts = fc.string({ unit: characters, minLength: 990, maxLength: 1050 });
    fc.assert(
      fc.property(fc.nat(1030), texts, fc.nat(1030), (before, text, after) => {
        const value = ['x'.repeat(before), text, 'x'.repeat(after)];
        expect(parseJson(JSON.stringify(value))).toEqual(value);
      }),
    );
  });

  it('refuses what JSON refuses', () => {
    expect(() => parseJson('{"a": 12345678901234567890')).toThrow(SyntaxError);
    expect(() => parseJson('{"a": 1')).toThrow(SyntaxError);
  });
});
