/** A GitHub-flavoured Markdown table that shows the very text of every value. */
import type { FlatRow, WriteFlat } from './flat.ts';
import { visible } from '../visible.ts';
import { isNumeric } from './types.ts';

export const markdown: WriteFlat = async function* ({ columns, batches }, { nullText }) {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const cellsOf = (row: FlatRow): readonly string[] =>
    columns.map(({ name }) => {
      const cell = row[name] ?? null;
      return cell === null ? escape(nullText ?? '') : escape(String(cell));
    });
  let head =
    line(columns.map(({ name }) => escape(name))) +
    line(columns.map(({ type }) => (isNumeric(type) ? '---:' : '---')));
  for await (const rows of batches) {
    yield head + rows.map((row) => line(cellsOf(row))).join('');
    head = '';
  }
  if (head !== '') yield head;
};

/** Backslashes before what Markdown would act on; a line break inside a cell is `<br>`. */
function escape(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((part) => visible(part).replace(/[\\|`*_<>[\]~]|&(?=#?\w+;)/g, '\\$&'))
    .join('<br>');
}
