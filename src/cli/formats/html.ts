/** A page that stands by itself, with the result as a table. No value of it becomes markup. */
import type { FlatCell, FlatColumn, WriteFlat } from './flat.ts';
import { visibleLines } from '../visible.ts';
import { isNumeric } from './types.ts';

const HEAD = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Result</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #ccc; padding: 0.2rem 0.5rem; text-align: left; white-space: pre-wrap; }
.number { text-align: right; }
.null { color: #999; }
</style>
</head>
<body>
<table>
`;
const FOOT = '</tbody>\n</table>\n</body>\n</html>\n';

export const html: WriteFlat = async function* ({ columns, batches }, { header, nullText }) {
  const titles = columns.map((column) => `<th${kind(column)}>${escape(column.name)}</th>`);
  const cellOf = (cell: FlatCell, column: FlatColumn): string =>
    cell === null
      ? `<td class="null">${escape(nullText ?? '')}</td>`
      : `<td${kind(column)}>${escape(String(cell))}</td>`;
  const head = header ? `<thead>\n<tr>${titles.join('')}</tr>\n</thead>\n` : '';
  let due = `${HEAD}${head}<tbody>\n`;
  for await (const rows of batches) {
    const lines = rows.map(
      (row) =>
        `<tr>${columns.map((column) => cellOf(row[column.name] ?? null, column)).join('')}</tr>\n`,
    );
    yield due + lines.join('');
    due = '';
  }
  yield due + FOOT;
};

const kind = ({ type }: FlatColumn): string => (isNumeric(type) ? ' class="number"' : '');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
