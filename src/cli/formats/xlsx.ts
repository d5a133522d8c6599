/**
 * A workbook with the result as its sheet, streamed. Excel keeps numbers as doubles and shows fifteen
 * digits; a number with more is written as text, whole, and the person is told. Texts are cells of
 * type text with the format Text: a spreadsheet neither runs nor, when edited, turns them into
 * formulas, so none is changed. NULL is an empty cell.
 */
import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx';
import { XeroSqlError } from '../../errors.ts';
import type { FlatCell, FlatColumn, FlatRow, FlatRows, WriteFlat } from './flat.ts';
import { count } from '../progress.ts';
import type { Layout } from './format.ts';

/** What a double surely holds. */
const MAX_DIGITS = 15;
/** Excel's own limit; a longer text makes it call the file damaged. */
const MAX_TEXT = 32_767;
/** Excel counts a day in 1900 that was none: from here on its dates are sure. */
const FIRST_DATE = '1900-03-01';
const DAY_MS = 86_400_000;
/** Day 1 of Excel's count, as if 1900 had been a leap year. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

const FORMATS: Readonly<Record<FlatColumn['type'], string>> = {
  boolean: 'General',
  integer: '0',
  decimal: '#,##0.00################',
  double: 'General',
  date: 'yyyy-mm-dd',
  timestamp: 'yyyy-mm-dd hh:mm:ss',
  text: '@',
  uuid: '@',
  interval: '@',
};

/** In characters: a date that does not fit is shown as `#####`. */
const WIDTHS: Readonly<Record<FlatColumn['type'], number>> = {
  boolean: 8,
  integer: 10,
  decimal: 14,
  double: 14,
  date: 12,
  timestamp: 20,
  text: 24,
  uuid: 38,
  interval: 24,
};
const MAX_WIDTH = 60;

type XlsxCell = string | number | boolean | null;

export const xlsx: WriteFlat = async function* (result, layout) {
  const notes = new Notes();
  const failures: unknown[] = [];
  async function* rows(): AsyncGenerator<XlsxCell[]> {
    try {
      yield* cellsOf(result, layout, notes);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }
  const stream = writeXlsxStream(rows(), {
    name: 'Result',
    columns: result.columns.map((column) => ({
      numFmt: FORMATS[column.type],
      width: Math.min(Math.max(WIDTHS[column.type], column.name.length + 2), MAX_WIDTH),
    })),
    repeatHeaders: layout.header,
    ...(layout.header ? { freezePane: { rows: 1 } } : {}),
  });
  try {
    for await (const piece of stream) yield piece;
  } catch (error) {
    // As it was thrown, not as the streams between wrapped it.
    throw failures.length > 0 ? failures[0] : error;
  }
  for (const note of notes.sentences()) layout.note(note);
};

async function* cellsOf(
  { columns, batches }: FlatRows,
  { header }: Layout,
  notes: Notes,
): AsyncGenerator<XlsxCell[]> {
  if (header) yield columns.map(({ name }) => textCell(name, name));
  for await (const batch of batches) {
    notes.rows += batch.length;
    for (const row of batch) yield columns.map((column) => cellOf(row, column, notes));
  }
}

function cellOf(row: FlatRow, column: FlatColumn, notes: Notes): XlsxCell {
  const { name, type } = column;
  const cell: FlatCell = row[name] ?? null;
  if (cell === null || typeof cell === 'boolean') return cell;
  const text = String(cell);
  switch (type) {
    case 'double':
      return Number.isFinite(cell) ? cell : text;
    case 'integer':
    case 'decimal':
      return exactDouble(text) ?? notes.asText(column, text);
    case 'date':
      return text < FIRST_DATE || text.length > 10 ? notes.asText(column, text) : serial(text);
    case 'timestamp':
      return text < FIRST_DATE ? notes.asText(column, text) : serial(text);
    case 'text':
    case 'uuid':
    case 'interval':
    case 'boolean':
      return textCell(text, name);
  }
}

/** The double that shows every digit of a number; null where there is none. */
function exactDouble(text: string): number | null {
  const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length;
  const double = Number(text);
  if (digits === 0) return 0;
  // Beyond these a double has fewer digits, or none.
  const inRange = Math.abs(double) >= 1e-290 && Math.abs(double) <= 1e290;
  return digits <= MAX_DIGITS && inRange ? double : null;
}

/** Days since the beginning of Excel's count, in UTC. */
const serial = (date: string): number => (Date.parse(date) - DAY_ZERO) / DAY_MS;

/**
 * Text as XLSX escapes it: `_x000D_` stands for a character, so the same seven characters as text
 * must not look like it. The writer escapes what XML cannot hold but for these two.
 */
function textCell(text: string, column: string): string {
  if (text.length > MAX_TEXT) {
    throw new XeroSqlError(
      'OUTPUT',
      `A text of ${count(text.length, 'character')} in ${column} does not fit a cell of a workbook, which holds ${MAX_TEXT}.`,
      { hint: 'Shorten it with LEFT(…), or take another format.' },
    );
  }
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\ufffe\uffff]/g, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase()}_`);
}

/** What the person must know of the workbook. */
class Notes {
  rows = 0;
  /** By column: values that a spreadsheet cannot hold as what they are. */
  readonly #counts = new Map<string, { readonly column: FlatColumn; values: number }>();

  asText(column: FlatColumn, text: string): string {
    const entry = this.#counts.get(column.name) ?? { column, values: 0 };
    entry.values++;
    this.#counts.set(column.name, entry);
    return text;
  }

  sentences(): readonly string[] {
    const sheets =
      this.rows < XLSX_MAX_ROWS_PER_SHEET
        ? []
        : [
            `A sheet ends at ${count(XLSX_MAX_ROWS_PER_SHEET, 'row')}: the result goes on in the next.`,
          ];
    const asText = [...this.#counts.values()].map(({ column: { name, type }, values }) =>
      type === 'date' || type === 'timestamp'
        ? `${count(values, 'value')} of ${name} stand as text: spreadsheets have no dates before ${FIRST_DATE}.`
        : `${count(values, 'value')} of ${name} stand as text: spreadsheets keep ${MAX_DIGITS} digits of a number.`,
    );
    return [...sheets, ...asText];
  }
}
