/** JSON: an array of objects, or one object a line. Decimals are numbers with all their digits. */
import type { CellValue, Column, Row } from '../../database/rows.ts';
import type { Format } from './format.ts';

/** One array. It stays open when the query fails half-way, so that no part passes for the whole. */
export const json: Format = (columns) => {
  const object = objectWriter(columns);
  let isEmpty = true;
  return {
    rows: (rows) =>
      rows
        .map((row) => {
          const before = isEmpty ? '[\n' : ',\n';
          isEmpty = false;
          return before + object(row);
        })
        .join(''),
    end: () => [isEmpty ? '[]\n' : '\n]\n'],
  };
};

export const jsonl: Format = (columns) => {
  const object = objectWriter(columns);
  return { rows: (rows) => rows.map((row) => `${object(row)}\n`).join(''), end: () => [] };
};

function objectWriter(columns: readonly Column[]): (row: Row) => string {
  const members = columns.map(({ name, type }) => ({ name, type, key: text(name) }));
  return (row) =>
    `{${members.map(({ name, type, key }) => `${key}:${value(row[name] ?? null, type)}`).join(',')}}`;
}

function value(cell: CellValue, type: Column['type']): string {
  if (typeof cell === 'string') return type === 'decimal' ? cell : text(cell);
  // JSON has no infinities: as text they are at least not lost.
  if (typeof cell === 'number' && !Number.isFinite(cell)) return text(String(cell));
  return JSON.stringify(cell);
}

/** JSON leaves these as they are, but a terminal acts on them. */
const RISKY = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function text(string: string): string {
  return JSON.stringify(string).replace(
    RISKY,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
