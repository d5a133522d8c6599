/** The type that all values of a column have, of those that text can show. */
import type { ColumnType } from '../../schemas/model.ts';

/** Texts of one column; null where there is none. */
export type Cells = readonly (string | null)[];

export interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: Cells;
}

/** Numbers with leading zeros are codes: `0200` would lose its zero. */
const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const BOOLEAN = /^(?:true|false)$/i;

/** The narrowest first: what fits a type in all its values is of that type. */
const TYPES: readonly (readonly [ColumnType, (text: string) => boolean])[] = [
  ['boolean', (text) => BOOLEAN.test(text)],
  ['integer', (text) => INTEGER.test(text) && Number.isSafeInteger(Number(text))],
  ['decimal', (text) => DECIMAL.test(text)],
  ['date', (text) => DATE.test(text) && isDay(text)],
  ['timestamp', (text) => TIMESTAMP.test(text) && isDay(text.slice(0, 10))],
];

/** A column without any value is text. */
export function columnTyped(name: string, cells: Cells): TypedColumn {
  const present = cells.filter((cell) => cell !== null);
  const fits = present.length === 0 ? undefined : TYPES.find(([, is]) => present.every(is));
  return { name, type: fits?.[0] ?? 'text', cells };
}

/** 2026-02-30 is no day. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
