/** CSV as RFC 4180 has it, with plain line feeds. NULL is an empty field, an empty text is `""`. */
import { stringify } from 'csv-stringify/sync';
import { visibleLines } from '../visible.ts';
import type { Format } from './format.ts';

export const csv: Format = (columns, { header, nullText, terminalWidth }) => {
  const shown = terminalWidth === null ? (text: string) => text : visibleLines;
  const lines = (records: readonly (readonly (string | null)[])[]): string =>
    // An empty text is quoted: an empty field is NULL.
    records.length === 0 ? '' : stringify([...records], { quoted_match: /^$/ });
  let headerDue = header;
  const withHeader = (text: string): string => {
    const head = headerDue ? lines([columns.map(({ name }) => shown(name))]) : '';
    headerDue = false;
    return head + text;
  };
  return {
    rows: (rows) =>
      withHeader(
        lines(
          rows.map((row) =>
            columns.map(({ name }) => {
              const cell = row[name] ?? null;
              return cell === null ? nullText : shown(String(cell));
            }),
          ),
        ),
      ),
    end: () => [withHeader('')],
  };
};
