/** A GitHub-flavoured Markdown table that shows the very text of every value. */
import type { Row } from '../../database/rows.ts';
import { visible } from '../visible.ts';
import type { Format } from './format.ts';
import { isNumeric } from './types.ts';

export const markdown: Format = (columns, { nullText }) => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const head =
    line(columns.map(({ name }) => escape(name))) +
    line(columns.map(({ type }) => (isNumeric(type) ? '---:' : '---')));
  let headDue = true;
  const withHead = (text: string): string => {
    const whole = headDue ? head + text : text;
    headDue = false;
    return whole;
  };
  const cellsOf = (row: Row): readonly string[] =>
    columns.map(({ name }) => {
      const cell = row[name] ?? null;
      return cell === null ? escape(nullText ?? '') : escape(String(cell));
    });
  return {
    rows: (rows) => withHead(rows.map((row) => line(cellsOf(row))).join('')),
    end: () => [withHead('')],
  };
};

/** Backslashes before what Markdown would act on; a line break inside a cell is `<br>`. */
function escape(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((part) => visible(part).replace(/[\\|`*_<>[\]~]|&(?=#?\w+;)/g, '\\$&'))
    .join('<br>');
}
