import { describe, expect, test } from 'vitest';
import {
  AGGREGATE_FUNCTIONS,
  aggregateFunction,
  resolveAggregate,
  resolveScalar,
  SCALAR_FUNCTIONS,
  WINDOW_FUNCTIONS,
  scalarFunction,
} from '../../../src/engine/functions/index.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlType, SqlValue } from '../../../src/engine/values/types.ts';
import { NOW } from '../finish/support.ts';

const d = (text: string): Decimal => Decimal.parse(text);
const context = { now: NOW };

const call = (name: string, types: readonly SqlType[], ...args: readonly SqlValue[]): SqlValue =>
  scalarFunction(name, types).evaluate(args, context);

describe('resolution', () => {
  test.each<readonly [string, readonly SqlType[], readonly SqlType[], SqlType]>([
    ['+', ['integer', 'decimal'], ['decimal', 'decimal'], 'decimal'],
    ['+', ['integer', 'unknown'], ['integer', 'integer'], 'integer'],
    ['+', ['date', 'unknown'], ['date', 'interval'], 'timestamp'],
    ['-', ['date', 'unknown'], ['date', 'date'], 'integer'],
    ['-', ['date', 'timestamp'], ['timestamp', 'timestamp'], 'interval'],
    ['*', ['interval', 'integer'], ['interval', 'double'], 'interval'],
    ['/', ['integer', 'integer'], ['integer', 'integer'], 'integer'],
    ['||', ['text', 'integer'], ['text', 'text'], 'text'],
    ['COALESCE', ['integer', 'decimal', 'unknown'], ['decimal', 'decimal', 'decimal'], 'decimal'],
    ['upper', ['unknown'], ['text'], 'text'],
    ['year', ['date'], ['timestamp'], 'integer'],
    ['dateadd', ['unknown', 'integer', 'date'], ['text', 'integer', 'date'], 'date'],
    ['greatest', ['date', 'timestamp'], ['timestamp', 'timestamp'], 'timestamp'],
    ['nvl', ['uuid', 'text'], ['text', 'text'], 'text'],
  ])('%s of %j takes %j', (name, given, argTypes, returnType) => {
    expect(resolveScalar(name, given)).toMatchObject({
      kind: 'found',
      fn: { argTypes, returnType },
    });
  });

  test.each<readonly [string, readonly SqlType[], SqlType]>([
    ['count', [], 'integer'],
    ['sum', ['integer'], 'integer'],
    ['sum', ['decimal'], 'decimal'],
    ['avg', ['integer'], 'decimal'],
    ['max', ['text'], 'text'],
    ['min', ['uuid'], 'uuid'],
    ['every', ['boolean'], 'boolean'],
  ])('%s(%s) gives %s', (name, given, returnType) => {
    expect(resolveAggregate(name, given)).toMatchObject({ kind: 'found', fn: { returnType } });
  });

  test('an alias resolves to the declared name', () => {
    expect(resolveScalar('IFNULL', ['text', 'text'])).toMatchObject({ fn: { name: 'coalesce' } });
  });

  test('slips of the finger are suggested, strangers are not', () => {
    expect(resolveScalar('uper', ['text'])).toEqual({ kind: 'unknown', suggestions: ['upper'] });
    expect(resolveScalar('qqqqqqq', [])).toEqual({ kind: 'unknown', suggestions: [] });
    expect(resolveScalar('constructor', [])).toMatchObject({ kind: 'unknown' });
  });

  test('wrong types show what there is', () => {
    expect(resolveScalar('length', ['integer'])).toEqual({
      kind: 'mismatch',
      signatures: ['length(text) → integer'],
    });
    expect(resolveScalar('+', ['boolean', 'boolean'])).toMatchObject({ kind: 'mismatch' });
    expect(resolveAggregate('sum', ['text'])).toMatchObject({ kind: 'mismatch' });
    expect(resolveAggregate('json_agg', ['text'])).toMatchObject({ kind: 'unknown' });
  });
});

test('every declaration has a description, and no name is taken twice', () => {
  for (const declarations of [SCALAR_FUNCTIONS, AGGREGATE_FUNCTIONS, WINDOW_FUNCTIONS]) {
    const names = declarations.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const { description } of declarations) expect(description).toMatch(/\.$/);
  }
});

describe('limits', () => {
  test.each<readonly [string, readonly SqlType[], readonly SqlValue[], string]>([
    ['+', ['integer', 'integer'], [Number.MAX_SAFE_INTEGER, 1], 'OUT_OF_RANGE'],
    ['*', ['integer', 'integer'], [4e9, 4e9], 'OUT_OF_RANGE'],
    ['*', ['double', 'double'], [1e300, 1e300], 'OUT_OF_RANGE'],
    ['/', ['integer', 'integer'], [1, 0], 'DIVISION_BY_ZERO'],
    ['/', ['double', 'double'], [1, 0], 'DIVISION_BY_ZERO'],
    ['%', ['integer', 'integer'], [1, 0], 'DIVISION_BY_ZERO'],
    ['/', ['decimal', 'decimal'], [d('1'), d('0.0')], 'DIVISION_BY_ZERO'],
    ['sqrt', ['double'], [-1], 'OUT_OF_RANGE'],
    ['ln', ['double'], [0], 'OUT_OF_RANGE'],
    ['exp', ['double'], [1000], 'OUT_OF_RANGE'],
    ['repeat', ['text', 'integer'], ['abc', 1e9], 'OUT_OF_RANGE'],
    ['lpad', ['text', 'integer', 'text'], ['abc', 1e9, 'x'], 'OUT_OF_RANGE'],
    ['substring', ['text', 'integer', 'integer'], ['abc', 1, -1], 'INVALID_VALUE'],
    ['chr', ['integer'], [0], 'OUT_OF_RANGE'],
    ['chr', ['integer'], [0xd800], 'OUT_OF_RANGE'],
    ['split_part', ['text', 'text', 'integer'], ['a', ',', 0], 'INVALID_VALUE'],
    ['make_date', ['integer', 'integer', 'integer'], [2023, 2, 29], 'OUT_OF_RANGE'],
    ['date_trunc', ['text', 'timestamp'], ['fortnight', '2024-01-01'], 'INVALID_VALUE'],
    ['to_char', ['timestamp', 'text'], ['2024-01-01T00:00:00.000Z', 'YYYY foo'], 'INVALID_VALUE'],
    ['date', ['text', 'text'], ['31-13-2026', 'DD-MM-YYYY'], 'INVALID_VALUE'],
    ['dateadd', ['text', 'integer', 'date'], ['hour', 1, '2024-01-01'], 'INVALID_VALUE'],
    ['+', ['date', 'integer'], ['9999-12-31', 1], 'OUT_OF_RANGE'],
  ])('%s of %j with %j fails with %s', (name, types, args, code) => {
    expect(() => call(name, types, ...args)).toThrow(expect.objectContaining({ code }));
  });

  test('large integers divide exactly', () => {
    const large = Number.MAX_SAFE_INTEGER;
    expect(call('/', ['integer', 'integer'], large, 2)).toBe(Number(BigInt(large) / 2n));
    expect(call('/', ['integer', 'integer'], -large, 10)).toBe(Number(-BigInt(large) / 10n));
    expect(call('%', ['integer', 'integer'], -4, 2)).toBe(0);
  });
});

describe('time', () => {
  test('now is the instant at which the statement began, in UTC', () => {
    expect(call('current_timestamp', [])).toBe('2026-03-15T10:20:30.456Z');
    expect(call('current_date', [])).toBe('2026-03-15');
  });

  test('T-SQL functions', () => {
    expect(call('dateadd', ['text', 'integer', 'date'], 'month', 1, '2024-01-31')).toBe(
      '2024-02-29',
    );
    expect(
      call('datediff', ['text', 'timestamp', 'timestamp'], 'day', '2024-01-30', '2024-02-02'),
    ).toBe(3);
    expect(call('last_day', ['timestamp'], '2024-02-10T00:00:00.000Z')).toBe('2024-02-29');
    expect(call('year', ['timestamp'], '2024-02-10T00:00:00.000Z')).toBe(2024);
  });
});

describe('aggregates', () => {
  const fold = (name: string, types: readonly SqlType[], values: readonly SqlValue[]): SqlValue => {
    const { initial, step, result } = aggregateFunction(name, types);
    return result(values.reduce<unknown>((state, value) => step(state, [value]), initial()));
  };

  test('sums are exact where doubles are not', () => {
    const cents = Array.from({ length: 1000 }, () => d('0.10'));
    expect(fold('sum', ['decimal'], cents)).toEqual(d('100.00'));
    const large = [d('9007199254740991'), d('1.5'), d('0.25'), d('-9007199254740991')];
    expect(fold('sum', ['decimal'], large)).toEqual(d('1.75'));
  });

  test('an integer sum may pass 2^53 on its way, but not end there', () => {
    const large = Number.MAX_SAFE_INTEGER;
    expect(fold('sum', ['integer'], [large, large, -large])).toBe(large);
    expect(() => fold('sum', ['integer'], [large, 1])).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
    expect(fold('avg', ['integer'], [large, large])).toMatchObject({ scale: 4 });
  });

  test('no values give NULL, but a count of 0', () => {
    for (const name of ['sum', 'avg', 'min', 'max', 'stddev', 'var_pop', 'any_value']) {
      expect(fold(name, ['decimal'], [])).toBeNull();
    }
    expect(fold('count', ['decimal'], [])).toBe(0);
    expect(fold('bool_and', ['boolean'], [])).toBeNull();
  });

  test('a sample of one has no deviation, a population has 0', () => {
    expect(fold('stddev', ['decimal'], [d('5')])).toBeNull();
    expect(fold('var_pop', ['decimal'], [d('5')])).toEqual(Decimal.ZERO);
  });

  test('averages carry at least 16 digits', () => {
    expect(String(fold('avg', ['integer'], [1, 2]) as Decimal)).toBe('1.5000000000000000');
    expect(String(fold('avg', ['decimal'], [d('1.00'), d('2.00'), d('2.00')]) as Decimal)).toBe(
      '1.6666666666666667',
    );
  });

  test('the largest text is so by code point', () => {
    expect(fold('max', ['text'], ['\uffee', '😀', 'z'])).toBe('😀');
    expect(fold('min', ['text'], ['b', 'B', 'a'])).toBe('B');
  });
});
