import { Decimal } from '../../values/decimal.ts';
import type { SqlValue } from '../../values/types.ts';

/** A constant as text for a URL: no quotes, nothing escaped. NULL and intervals have none. */
export function valueText(value: SqlValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Decimal ? value.toString() : '';
}
