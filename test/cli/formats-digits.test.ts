import { expect, test } from 'vitest';
import { apart } from '../../src/cli/formats/digits.ts';
import { run } from './support.ts';

test('thousands are parted, but for years and what is no plain number', () => {
  expect(apart('1234567.89', 'decimal')).toBe('1,234,567.89');
  expect(apart('-1234.50', 'decimal')).toBe('-1,234.50');
  expect(apart('999.00', 'decimal')).toBe('999.00');
  expect(apart('2026', 'integer')).toBe('2026');
  expect(apart('20260', 'integer')).toBe('20,260');
  expect(apart('1e+21', 'double')).toBe('1e+21');
  expect(apart('NaN', 'double')).toBe('NaN');
});

test('--thousands parts the numbers of tables, and of nothing that programs read', async () => {
  const sql = "SELECT 1234567.5 AS a, 12345 AS b, '12345' AS c";
  const table = await run(['--demo', '--thousands', sql]);
  expect(table.out).toContain('1,234,567.5 │ 12,345 │ 12345');
  const expanded = await run(['--demo', '--thousands', '--format', 'expanded', sql]);
  expect(expanded.out).toContain('a │ 1,234,567.5');
  const csv = await run(['--demo', '--thousands', '--format', 'csv', sql]);
  expect(csv.out).toContain('1234567.5,12345,12345');
});
