/**
 * CSV as RFC 4180 has it, with plain line feeds, and the same with tabs. NULL is an empty field, an
 * empty text is `""`. Text that a spreadsheet would run as a formula is made harmless.
 */
import { stringify } from 'csv-stringify/sync';
import type { FlatCell, FlatColumn, FlatRow, WriteFlat } from './flat.ts';
import { visibleLines } from '../visible.ts';
import type { Layout } from './format.ts';
import { harmless, isText } from './formulas.ts';

export const csv: WriteFlat = (result, layout) => separated(',', result, layout);
export const tsv: WriteFlat = (result, layout) => separated('\t', result, layout);

async function* separated(
  delimiter: string,
  { columns, batches }: Parameters<WriteFlat>[0],
  { header, nullText, terminalWidth, formulas }: Layout,
): AsyncGenerator<string> {
  const lines = (records: readonly (readonly (string | null)[])[]): string =>
    // An empty text is quoted: an empty field is NULL.
    records.length === 0 ? '' : stringify([...records], { delimiter, quoted_match: /^$/ });
  const shown = terminalWidth === null ? (text: string) => text : visibleLines;
  const safe = formulas === 'harmless' ? harmless : (text: string) => text;
  const field = (cell: FlatCell, column: FlatColumn): string | null => {
    if (cell === null) return nullText;
    return shown(isText(column) ? safe(String(cell)) : String(cell));
  };
  const record = (row: FlatRow): readonly (string | null)[] =>
    columns.map((column) => field(row[column.name] ?? null, column));
  let due = header ? lines([columns.map(({ name }) => shown(safe(name)))]) : '';
  for await (const rows of batches) {
    yield due + lines(rows.map(record));
    due = '';
  }
  if (due !== '') yield due;
}
