import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { valueReader } from '../../../src/engine/scan/values.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { ColumnType } from '../../../src/schemas/model.ts';

const GUID = '3FA85F64-5717-4562-B3FC-2C963F66AFA6';

/** Type, JSON, value; undefined = not a value of the type. */
const CASES: readonly (readonly [ColumnType, unknown, unknown])[] = [
  ['uuid', GUID, GUID.toLowerCase()],
  ['uuid', ' x ', 'x'],
  ['uuid', 12, '12'],
  ['uuid', '00000000-0000-0000-0000-000000000000', null],
  ['uuid', '', null],
  ['uuid', {}, undefined],
  ['text', ' Zoë 👍 ', ' Zoë 👍 '],
  ['text', '', ''],
  ['text', 1.5, '1.5'],
  ['text', false, 'false'],
  ['text', new LosslessNumber('12345678901234567890'), '12345678901234567890'],
  ['text', {}, undefined],
  ['text', ['a'], undefined],
  ['boolean', true, true],
  ['boolean', 'true', true],
  ['boolean', 'False', false],
  ['boolean', '', null],
  ['boolean', 'yes', undefined],
  ['boolean', 1, undefined],
  ['integer', 7, 7],
  ['integer', -0, 0],
  ['integer', '007', 7],
  ['integer', 3.0, 3],
  ['integer', '3.00', 3],
  ['integer', '', null],
  ['integer', 1.5, undefined],
  ['integer', new LosslessNumber('9007199254740993'), undefined],
  ['integer', 'x', undefined],
  ['integer', true, undefined],
  ['date', '/Date(1769817600000+0000)/', '2026-01-31'],
  ['date', '/Date(1769817600000)/', '2026-01-31'],
  ['date', '/Date(1769817600000+1300)/', '2026-01-31'],
  ['date', '/Date(-86400000-0500)/', '1969-12-31'],
  // midnight on the server's clock alone
  ['date', '/Date(1769770800000+1300)/', '2026-01-31'],
  ['date', '/Date(1769835600000-0500)/', '2026-01-31'],
  ['date', '/Date(1769770800001+1300)/', '2026-01-30'],
  ['date', '2026-01-31', '2026-01-31'],
  ['date', '2026-01-31T00:00:00', '2026-01-31'],
  ['date', '2026-01-31T23:30:00+13:00', '2026-01-31'],
  ['date', '2024-02-29T00:00:00.0000000Z', '2024-02-29'],
  ['date', '', null],
  ['date', '2026-02-30', undefined],
  ['date', '31/01/2026', undefined],
  ['date', '/Date(x)/', undefined],
  ['date', '/Date(9999999999999999)/', undefined],
  ['date', 20260131, undefined],
  ['timestamp', '/Date(1439434356790+0000)/', '2015-08-13T02:52:36.790Z'],
  ['timestamp', '/Date(-1)/', '1969-12-31T23:59:59.999Z'],
  ['timestamp', '/Date(-62135596800000)/', '0001-01-01T00:00:00.000Z'],
  ['timestamp', '/Date(-62135596800001)/', undefined],
  ['timestamp', '/Date(0)/', '1970-01-01T00:00:00.000Z'],
  ['timestamp', '2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['timestamp', '2026-01-31T10:20:30', '2026-01-31T10:20:30.000Z'],
  ['timestamp', '2026-01-31T10:20', '2026-01-31T10:20:00.000Z'],
  ['timestamp', '2026-01-31 10:20:30Z', '2026-01-31T10:20:30.000Z'],
  ['timestamp', '2026-01-31T10:20:30.5', '2026-01-31T10:20:30.500Z'],
  ['timestamp', '2026-12-31T23:59:59.9999999', '2026-12-31T23:59:59.999Z'],
  ['timestamp', '2026-01-31T10:20:30.123+13:00', '2026-01-30T21:20:30.123Z'],
  ['timestamp', '2026-01-31T10:20:30-0530', '2026-01-31T15:50:30.000Z'],
  ['timestamp', '2026-01-31T25:00:00', undefined],
  ['timestamp', 'yesterday', undefined],
  ['timestamp', '', null],
];

describe('a JSON value', () => {
  it.each(CASES)('as %s: %j → %j', (type, json, value) => {
    expect(valueReader({ type, scale: 0 })(json)).toEqual(value);
  });

  it.each([
    [1250, 2, '1250.00'],
    [0.1, 2, '0.10'],
    [-0, 2, '0.00'],
    [12.3456, 2, '12.3456'],
    [1e-7, 0, '0.0000001'],
    [1e21, 0, '1000000000000000000000'],
    [1.005, 2, '1.005'],
    ['1234.5', 2, '1234.50'],
    [' -7 ', 0, '-7'],
    [new LosslessNumber('12345678901234567.8901'), 2, '12345678901234567.8901'],
  ])('as decimal: %j with scale %i → %s', (json, scale, text) => {
    const value = valueReader({ type: 'decimal', scale })(json);
    expect(value).toBeInstanceOf(Decimal);
    expect((value as Decimal).toString()).toBe(text);
  });

  it.each([['1,234.50'], ['x'], [true], [{}], ['1e999999999']])(
    'as decimal: %j is none',
    (json) => {
      expect(valueReader({ type: 'decimal', scale: 2 })(json)).toBeUndefined();
    },
  );
});
