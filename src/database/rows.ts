/** Tuples of the engine as the rows that programs get: JSON values only. */
import { castValue } from '../engine/values/coerce.ts';
import { Decimal } from '../engine/values/decimal.ts';
import { elementOf, isArray } from '../engine/values/arrays.ts';
import type { ElementValue, SqlType, SqlValue, Tuple } from '../engine/values/types.ts';

/** As `CellValue`, but no array. */
export type ScalarCell = string | number | boolean | null;

/**
 * A value as programs get it: integers and doubles are numbers; decimals are strings (`'1234.50'`),
 * so that no digit of money is lost; a date is `'2026-01-31'`; a timestamp is ISO 8601 in UTC,
 * `'2026-01-31T09:30:00.000Z'`; text and GUIDs are strings; an array is a list of such values; NULL
 * is null.
 */
export type CellValue = ScalarCell | readonly ScalarCell[];

export type Row = Readonly<Record<string, CellValue>>;

/** SQL type of a result column. */
export type ColumnTypeName = Exclude<SqlType, 'unknown'>;

export interface Column {
  /** As the statement names it; a name that repeats gets `_2`, `_3`, … so that no value is lost. */
  readonly name: string;
  readonly type: ColumnTypeName;
}

export function resultColumns(
  columns: readonly { readonly name: string; readonly type: SqlType }[],
): readonly Column[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return { name: unique, type: type === 'unknown' ? 'text' : type };
  });
}

/** Makes rows of tuples, in the order of `columns`. */
export function rowMaker(columns: readonly Column[]): (tuple: Tuple) => Row {
  const names = columns.map(({ name }) => name);
  const cells = columns.map(({ type }) => cellOf(type));
  // `__proto__` is a legal name in SQL and must become a property like any other.
  const set = names.includes('__proto__') ? defineCell : setCell;
  return (tuple) => {
    const row: Record<string, CellValue> = {};
    for (let index = 0; index < names.length; index++) {
      const value = tuple[index] ?? null;
      set(row, names[index] as string, value === null ? null : (cells[index] as Cell)(value));
    }
    return row;
  };
}

function setCell(row: Record<string, CellValue>, name: string, value: CellValue): void {
  row[name] = value;
}

function defineCell(row: Record<string, CellValue>, name: string, value: CellValue): void {
  Object.defineProperty(row, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

type Cell = (value: Exclude<SqlValue, null>) => CellValue;

/** How a value of a type is given to programs. */
function cellOf(type: SqlType): Cell {
  const element = elementOf(type);
  return (value) => {
    if (typeof value !== 'object') return value;
    if (isArray(value)) return value.map((item) => scalarCell(item, element ?? 'text'));
    return scalarCell(value, type);
  };
}

function scalarCell(value: ElementValue, type: SqlType): ScalarCell {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Decimal) return value.toString();
  return castValue(value, type, 'text') as string;
}
