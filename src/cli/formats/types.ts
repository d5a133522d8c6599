import type { ColumnTypeName } from '../../database/rows.ts';

/** Numbers are aligned at the right and never cut: half a number looks like a number. */
export function isNumeric(type: ColumnTypeName): boolean {
  return type === 'integer' || type === 'decimal' || type === 'double';
}

/** Types whose values make no sense in part. */
export function isWhole(type: ColumnTypeName): boolean {
  return isNumeric(type) || type === 'date' || type === 'timestamp' || type === 'boolean';
}
