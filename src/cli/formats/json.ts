/** JSON: an array of objects, or one object a line. Decimals are numbers with all their digits. */
import type { CellValue, Column, Row } from '../../database/rows.ts';
import { elementOf } from '../../engine/values/arrays.ts';
import { safeJson } from '../safe-json.ts';
import type { WriteResult } from './format.ts';

/** One array. It stays open when the query fails half-way, so that no part passes for the whole. */
export const json: WriteResult = async function* ({ columns, batches }) {
  const object = objectWriter(columns);
  let before = '[\n';
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield before + rows.map(object).join(',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
};

export const jsonl: WriteResult = async function* ({ columns, batches }) {
  const object = objectWriter(columns);
  for await (const rows of batches) yield rows.map((row) => `${object(row)}\n`).join('');
};

function objectWriter(columns: readonly Column[]): (row: Row) => string {
  const members = columns.map(({ name, type }) => ({ name, type, key: safeJson(name) }));
  return (row) =>
    `{${members.map(({ name, type, key }) => `${key}:${value(row[name] ?? null, type)}`).join(',')}}`;
}

function value(cell: CellValue, type: Column['type']): string {
  if (cell !== null && typeof cell === 'object') {
    const element = elementOf(type) ?? 'text';
    return `[${cell.map((item) => value(item, element)).join(',')}]`;
  }
  if (typeof cell === 'string') return type === 'decimal' ? cell : safeJson(cell);
  // JSON has no infinities: as text they are at least not lost.
  if (typeof cell === 'number' && !Number.isFinite(cell)) return safeJson(String(cell));
  return JSON.stringify(cell);
}
