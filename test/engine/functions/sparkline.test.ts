import { describe, expect, it } from 'vitest';
import { aggregateFunction } from '../../../src/engine/functions/index.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { SqlType, SqlValue } from '../../../src/engine/values/types.ts';

function sparkline(type: SqlType, values: readonly SqlValue[]): SqlValue {
  const { initial, step, result } = aggregateFunction('sparkline', [type]);
  return result(values.reduce<unknown>((state, value) => step(state, [value]), initial()));
}

describe('sparkline', () => {
  it('draws from the lowest block for the least value to the highest for the most', () => {
    expect(sparkline('integer', [0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline('double', [-1.5, 1.5])).toBe('▁█');
    expect(
      sparkline(
        'decimal',
        ['10.00', '0.00', '20.00'].map((text) => Decimal.parse(text)),
      ),
    ).toBe('▅▁█');
  });

  it('leaves a gap for NULL, draws what is all alike in the middle, and of no row is NULL', () => {
    expect(sparkline('integer', [1, null, 2])).toBe('▁ █');
    expect(sparkline('integer', [5, 5])).toBe('▄▄');
    expect(sparkline('integer', [null])).toBe(' ');
    expect(sparkline('integer', [])).toBe(null);
  });
});
