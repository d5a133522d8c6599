/**
 * INSERT statements in standard SQL, one a row: quotes are doubled, a backslash is a backslash
 * (MySQL reads them so in its mode NO_BACKSLASH_ESCAPES only), timestamps are in UTC.
 */
import type { FlatCell, FlatColumn, WriteFlat } from './flat.ts';

export const insert: WriteFlat = async function* ({ columns, batches }, { insertInto }) {
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const start = `INSERT INTO ${quoted(insertInto)} (${names}) VALUES (`;
  for await (const rows of batches) {
    yield rows
      .map((row) => {
        const values = columns.map(({ name, type }) => literal(row[name] ?? null, type));
        return `${start}${values.join(', ')});\n`;
      })
      .join('');
  }
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const string = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function literal(cell: FlatCell, type: FlatColumn['type']): string {
  if (cell === null) return 'NULL';
  const text = String(cell);
  switch (type) {
    case 'boolean':
      return text.toUpperCase();
    case 'integer':
    case 'decimal':
      return text;
    case 'double':
      return Number.isFinite(cell) ? text : `CAST(${string(text)} AS DOUBLE PRECISION)`;
    case 'date':
      return `DATE ${string(text)}`;
    case 'timestamp':
      return `TIMESTAMP ${string(text.replace('T', ' ').replace('Z', ''))}`;
    case 'interval':
      return `INTERVAL ${string(text)}`;
    case 'text':
    case 'uuid':
      return string(text);
  }
}
