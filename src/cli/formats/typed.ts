/**
 * Rows for formats whose columns have types (Parquet, Arrow).
 *
 * Such a column of decimals has one precision and scale for all its rows, which come before the
 * rows do. A scale chosen in advance would round; so a result with decimals is set aside on disk
 * until its last row is known, and then written with types that hold every digit.
 */
import type { FlatColumn, FlatRow, FlatRows } from './flat.ts';
import type { Layout } from './format.ts';
import { Spool, type Cells } from './spool.ts';

export type TypedColumn =
  | { readonly name: string; readonly kind: PlainKind }
  | {
      readonly name: string;
      readonly kind: 'decimal';
      readonly precision: number;
      readonly scale: number;
    };

type PlainKind = 'boolean' | 'integer' | 'double' | 'date' | 'timestamp' | 'text';

export type WriteTyped = (
  columns: readonly TypedColumn[],
  batches: AsyncIterable<readonly Cells[]>,
) => AsyncIterable<Uint8Array>;

/** Writes a result once its types are known. */
export async function* typed(
  { columns, batches }: FlatRows,
  layout: Layout,
  write: WriteTyped,
): AsyncGenerator<Uint8Array> {
  const toCells = (row: FlatRow): Cells => columns.map(({ name }) => row[name] ?? null);
  if (columns.every(({ type }) => type !== 'decimal')) {
    yield* write(typedColumns(columns, [], layout), cellsOf(batches, toCells));
    return;
  }
  const spool = await Spool.open();
  try {
    const digits = columns.map(() => new Digits());
    for await (const rows of batches) {
      const group = rows.map(toCells);
      columns.forEach(({ type }, index) => {
        if (type !== 'decimal') return;
        for (const cells of group) digits[index]?.add(cells[index] as string | null);
      });
      await spool.add(group);
    }
    yield* write(typedColumns(columns, digits, layout), spool.read());
  } finally {
    await spool.remove();
  }
}

async function* cellsOf(
  batches: FlatRows['batches'],
  toCells: (row: FlatRow) => Cells,
): AsyncGenerator<readonly Cells[]> {
  for await (const rows of batches) yield rows.map(toCells);
}

// -------------------------------------------------------------------------- types

/** What Parquet's readers and Arrow's 128-bit decimals hold. */
const MAX_PRECISION = 38;
/**
 * The type of decimals that need no more: money has up to four places, and files written on
 * different days are easier to read together when their types agree.
 */
const USUAL = { precision: 18, scale: 4 };

function typedColumns(
  columns: readonly FlatColumn[],
  digits: readonly Digits[],
  layout: Layout,
): readonly TypedColumn[] {
  return columns.map((column, index) => {
    const { name, type } = column;
    if (type !== 'decimal') return { name, kind: plainKind(type) };
    const shape = decimalShape(digits[index] ?? new Digits());
    if (shape !== null) return { name, kind: 'decimal', ...shape };
    layout.note(
      `${name} is written as text: it has numbers of more digits than a decimal column holds (${MAX_PRECISION}).`,
    );
    return { name, kind: 'text' };
  });
}

/** UUIDs and intervals are text: few readers share a type for them. */
function plainKind(type: Exclude<FlatColumn['type'], 'decimal'>): PlainKind {
  return type === 'uuid' || type === 'interval' ? 'text' : type;
}

interface Shape {
  readonly precision: number;
  readonly scale: number;
}

/** The precision and scale that hold every digit; null when there are none. */
function decimalShape({ whole, fraction }: Digits): Shape | null {
  const scale = whole + USUAL.scale > MAX_PRECISION ? fraction : Math.max(fraction, USUAL.scale);
  const precision = Math.max(whole + scale, USUAL.precision);
  return precision > MAX_PRECISION ? null : { precision, scale };
}

/** The most digits before and after the point; zeros at either end do not count. */
class Digits {
  whole = 0;
  fraction = 0;

  add(decimal: string | null): void {
    if (decimal === null) return;
    const [, whole = '', fraction = ''] = /^-?0*(\d*)(?:\.(\d*?)0*)?$/.exec(decimal) ?? [];
    this.whole = Math.max(this.whole, whole.length);
    this.fraction = Math.max(this.fraction, fraction.length);
  }
}

// ------------------------------------------------------------------------- values

/** `-1.5` at a scale of 4 is -15000. The text has no digits beyond the scale but zeros. */
export function unscaled(decimal: string, scale: number): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
}

/** Days since 1970-01-01. */
export const daysOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Milliseconds since 1970-01-01. */
export const millisecondsOf = (timestamp: string): number => Date.parse(timestamp);

/** Groups of `size` rows; the last may be smaller. Never more than one group is held. */
export async function* inGroupsOf(
  size: number,
  batches: AsyncIterable<readonly Cells[]>,
): AsyncGenerator<readonly Cells[]> {
  let group: Cells[] = [];
  for await (const rows of batches) {
    for (const row of rows) {
      group.push(row);
      if (group.length < size) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
