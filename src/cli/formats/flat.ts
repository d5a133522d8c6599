/**
 * Results for formats whose cells are single values: all but JSON. An array is its text there, as
 * PostgreSQL writes it: `{1,2,NULL}`.
 */
import type { Column, CellValue, Row, ScalarCell } from '../../database/rows.ts';
import { arrayText, isArrayType } from '../../engine/values/arrays.ts';
import type { ElementType } from '../../engine/values/types.ts';
import type { Layout, Piece, WriteResult } from './format.ts';

export type FlatCell = ScalarCell;
export type FlatRow = Readonly<Record<string, FlatCell>>;

export interface FlatColumn {
  readonly name: string;
  readonly type: ElementType;
}

export interface FlatRows {
  readonly columns: readonly FlatColumn[];
  readonly batches: AsyncIterable<readonly FlatRow[]> | Iterable<readonly FlatRow[]>;
}

/** As `WriteResult`, of a result without arrays. */
export type WriteFlat = (result: FlatRows, layout: Layout) => AsyncIterable<Piece>;

/** Writes results with arrays by `write`, which knows none. */
export function flat(write: WriteFlat): WriteResult {
  return ({ columns, batches }, layout) => {
    const flatColumns = columns.map(flatColumn);
    const arrays = columns.filter(({ type }) => isArrayType(type));
    if (arrays.length === 0) {
      return write({ columns: flatColumns, batches: batches as FlatRows['batches'] }, layout);
    }
    async function* flatBatches(): AsyncGenerator<readonly FlatRow[]> {
      for await (const rows of batches) yield rows.map((row) => flatRow(row, arrays));
    }
    return write({ columns: flatColumns, batches: flatBatches() }, layout);
  };
}

function flatColumn({ name, type }: Column): FlatColumn {
  return { name, type: isArrayType(type) ? 'text' : type };
}

function flatRow(row: Row, arrays: readonly Column[]): FlatRow {
  const changed = arrays.map(({ name }) => [name, textOf(row[name] ?? null)] as const);
  return { ...(row as FlatRow), ...Object.fromEntries(changed) };
}

/** The text of an array; what is none stays as it is. */
export function textOf(cell: CellValue): FlatCell {
  if (cell === null || typeof cell !== 'object') return cell;
  return arrayText(
    cell.map((item) => {
      if (item === null) return null;
      return typeof item === 'boolean' ? String(item).charAt(0) : String(item);
    }),
  );
}
