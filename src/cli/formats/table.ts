/** A table for people. Holds the whole result: the widths are known only at its end. */
import type { FlatCell, FlatColumn, FlatRow, WriteFlat } from './flat.ts';
import type { Style } from '../style.ts';
import { visible } from '../visible.ts';
import { padEnd, padStart, truncate, widthOf } from '../width.ts';
import { hanging } from '../wrap.ts';
import { apart } from './digits.ts';
import type { Layout } from './format.ts';
import { isNumeric, isWhole } from './types.ts';

/** Texts are not cut shorter than this: columns are left out instead. */
const LEAST_TEXT = 10;
const LINES_A_PIECE = 500;

interface Field {
  readonly column: FlatColumn;
  readonly title: string;
  /** Width of the widest value. */
  content: number;
}

export const table: WriteFlat = async function* ({ columns, batches }, layout) {
  const fields: readonly Field[] = columns.map((column) => ({
    column,
    title: visible(column.name),
    content: 0,
  }));
  const cells: (readonly (string | null)[])[] = [];
  const nullText = layout.nullText ?? 'NULL';
  for await (const rows of batches) {
    for (const row of rows) cells.push(measured(row, fields, { ...layout, nullText }));
  }
  const [only] = fields;
  if (only !== undefined && fields.length === 1 && layout.terminalWidth !== null) {
    yield* pieces(singleColumn(only, cells, { ...layout, nullText }, layout.terminalWidth));
    return;
  }
  const widths = fit(fields, layout);
  yield* pieces(lines(fields, widths, cells, { ...layout, nullText }));
  const hidden = fields.length - widths.length;
  if (hidden > 0) {
    layout.note(
      `${hidden} of ${fields.length} columns do not fit here: name the ones you need, widen the ` +
        'terminal, or take another format.',
    );
  }
};

/** The row's values as text, with the fields' widths grown to them. */
function measured(
  row: FlatRow,
  fields: readonly Field[],
  { nullText, thousands }: { readonly nullText: string; readonly thousands: boolean },
): readonly (string | null)[] {
  return fields.map((field) => {
    const { name, type } = field.column;
    const plain = shown(row[name] ?? null);
    const text = plain !== null && thousands && isNumeric(type) ? apart(plain, type) : plain;
    field.content = Math.max(field.content, widthOf(text ?? nullText));
    return text;
  });
}

const shown = (cell: FlatCell): string | null => (cell === null ? null : visible(String(cell)));

// ------------------------------------------------------------------------- widths

/** Between two columns ` │ `, and a blank on either side of the row. */
const overhead = (count: number): number => 3 * (count - 1) + 2;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The widths of the columns that are shown: fewer than there are when not all fit the terminal. */
function fit(fields: readonly Field[], { header, terminalWidth }: Layout): readonly number[] {
  const natural = fields.map(({ title, content }) =>
    Math.max(content, header ? widthOf(title) : 0, 1),
  );
  if (terminalWidth === null) return natural;
  const least = fields.map(({ column, content }, index) =>
    Math.min(natural[index] ?? 0, isWhole(column.type) ? Math.max(content, 4) : LEAST_TEXT),
  );
  let count = fields.length;
  while (count > 1 && sum(least.slice(0, count)) + overhead(count) > terminalWidth) count--;
  return shareOut(
    natural.slice(0, count),
    least.slice(0, count),
    Math.max(terminalWidth - overhead(count), least[0] ?? 1),
  );
}

/** Lets narrow columns have what they need and cuts the wide ones to the same width. */
function shareOut(
  natural: readonly number[],
  least: readonly number[],
  available: number,
): readonly number[] {
  const cut = (limit: number): readonly number[] =>
    natural.map((width, index) => Math.max(Math.min(width, limit), least[index] ?? 1));
  let limit = Math.max(...natural);
  while (limit > 1 && sum(cut(limit)) > available) limit--;
  return cut(limit);
}

// -------------------------------------------------------------------------- lines

interface Look {
  readonly header: boolean;
  readonly nullText: string;
  readonly style: Style;
}

function* lines(
  fields: readonly Field[],
  widths: readonly number[],
  rows: readonly (readonly (string | null)[])[],
  { header, nullText, style }: Look,
): Generator<string> {
  if (header) {
    const titles = widths.map((width, index) => {
      const { title, column } = fields[index] as Field;
      return style.bold(aligned(truncate(title, width), width, column));
    });
    yield ` ${titles.join(' │ ')}`.trimEnd();
    yield widths.map((width) => '─'.repeat(width + 2)).join('┼');
  }
  for (const row of rows) {
    const texts = widths.map((width, index) => {
      const { column } = fields[index] as Field;
      const cell = row[index] ?? null;
      const text = aligned(truncate(cell ?? nullText, width), width, column);
      return cell === null ? style.dim(text) : text;
    });
    yield ` ${texts.join(' │ ')}`.trimEnd();
  }
}

/** One column breaks no alignment: long texts, such as plans, go on in the next line instead of being cut. */
function* singleColumn(
  { title, column, content }: Field,
  rows: readonly (readonly (string | null)[])[],
  { header, nullText, style }: Look,
  terminalWidth: number,
): Generator<string> {
  const room = Math.max(terminalWidth - 2, 20);
  const width = Math.min(Math.max(content, header ? widthOf(title) : 0), room);
  if (header) {
    yield ` ${style.bold(aligned(truncate(title, room), width, column).trimEnd())}`;
    yield '─'.repeat(width + 2);
  }
  for (const [cell = null] of rows) {
    if (cell === null) yield ` ${style.dim(aligned(nullText, width, column).trimEnd())}`;
    else for (const line of hanging(aligned(cell, width, column).trimEnd(), room)) yield ` ${line}`;
  }
}

const aligned = (text: string, width: number, { type }: FlatColumn): string =>
  isNumeric(type) ? padStart(text, width) : padEnd(text, width);

function* pieces(all: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  for (const line of all) {
    piece.push(line);
    if (piece.length < LINES_A_PIECE) continue;
    yield `${piece.join('\n')}\n`;
    piece = [];
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
}
