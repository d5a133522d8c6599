/** Thousands apart, for reading. */
import type { ColumnTypeName } from '../../database/rows.ts';

/** Digits before the point from which an integer is parted: years and short codes stay whole. */
const LEAST_INTEGER = 5;

/**
 * `1,234,567.89` of `1234567.89`. What is no plain number in digits stays as it is.
 * @param type of the column
 */
export function apart(text: string, type: ColumnTypeName): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  const least = type === 'integer' ? LEAST_INTEGER : 4;
  if (whole.length < least) return text;
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${rest}`;
}
