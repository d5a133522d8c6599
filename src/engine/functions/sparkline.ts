/** A curve in a column: one block character for each value. */
import { Decimal } from '../values/decimal.ts';
import type { SqlType } from '../values/types.ts';
import { fold } from './aggregates.ts';
import type { AggregateDeclaration } from './declare.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';

const drawn = (type: SqlType): AggregateDeclaration['overloads'][number] => ({
  args: [type],
  returns: 'text',
  fold: fold<(number | null)[]>(
    () => [],
    (values, [value]) => {
      values.push(value instanceof Decimal ? value.toNumber() : (value as number | null));
      return values;
    },
    (values) => (values.length === 0 ? null : sparkline(values)),
  ),
});

/** The lowest value is the lowest block, the highest the highest; all alike are in the middle. */
function sparkline(values: readonly (number | null)[]): string {
  const numbers = values.filter((value) => value !== null);
  const low = numbers.reduce((least, value) => Math.min(least, value), Infinity);
  const high = numbers.reduce((most, value) => Math.max(most, value), -Infinity);
  const level = (value: number): number =>
    high === low ? 3 : Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1));
  return values.map((value) => (value === null ? ' ' : (BLOCKS[level(value)] ?? ' '))).join('');
}

export const SPARKLINES: readonly AggregateDeclaration[] = [
  {
    name: 'sparkline',
    description:
      'The numbers as a line of blocks, one each, as ▁▃█: sparkline(Total ORDER BY Month); NULL leaves a gap.',
    keepsNulls: true,
    overloads: (['integer', 'decimal', 'double'] as const).map(drawn),
  },
];
