/** A JSON array of objects, or an object on each line. Numbers keep every digit. */
import { isLosslessNumber, parse } from 'lossless-json';
import type { LocalColumn, LocalRow } from '../../database/local-table.ts';
import { Decimal } from '../../engine/values/decimal.ts';
import { XeroSqlError } from '../../errors.ts';
import type { FileRows } from './index.ts';
import { columnTyped, type Cells } from './infer.ts';

/** @throws XeroSqlError LOCAL_TABLE */
export function readJson(text: string, file: string): FileRows {
  const list = parsed(text, file);
  if (!Array.isArray(list)) throw wrong(file, 'holds no array of objects');
  return typed(
    list.map((row, index) => rowOf(row, `${file}, row ${index + 1}`)),
    file,
  );
}

/** @throws XeroSqlError LOCAL_TABLE with the line */
export function readJsonLines(text: string, file: string): FileRows {
  const rows = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${file}, line ${index + 1}`;
    return [rowOf(parsed(line, place), place)];
  });
  return typed(rows, file);
}

function parsed(text: string, place: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw wrong(place, `is no JSON (${cause.message})`);
  }
}

type FileValue = string | number | boolean | Decimal | null;
type FileRow = ReadonlyMap<string, FileValue>;

function rowOf(row: unknown, place: string): FileRow {
  if (typeof row !== 'object' || row === null || Array.isArray(row) || isLosslessNumber(row)) {
    throw wrong(place, 'is no object');
  }
  const values = new Map<string, FileValue>();
  for (const [name, value] of Object.entries(row as Record<string, unknown>)) {
    if (isLosslessNumber(value)) values.set(name, numberOf(value.value));
    else if (value === null || typeof value === 'string' || typeof value === 'boolean') {
      values.set(name, value);
    } else throw wrong(place, `has an object or array in ${name}, which no column can hold`);
  }
  return values;
}

function numberOf(text: string): number | Decimal {
  const isInteger = /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text));
  return isInteger ? Number(text) + 0 : Decimal.parse(text);
}

/** Columns of strings are dates where all of them are: JSON has no other way to write one. */
function typed(rows: readonly FileRow[], file: string): FileRows {
  const names = new Map<string, string>();
  for (const row of rows) {
    for (const name of row.keys()) {
      if (!names.has(name.toUpperCase())) names.set(name.toUpperCase(), name);
    }
  }
  if (names.size === 0) throw wrong(file, 'has no rows, and so no columns');
  const columns = [...names.values()].map((name) => columnOf(name, rows, file));
  return { rows: rows.map((row): LocalRow => Object.fromEntries(row)), columns };
}

function columnOf(name: string, rows: readonly FileRow[], file: string): LocalColumn {
  const same = (key: string): boolean => key.toUpperCase() === name.toUpperCase();
  const values = rows.map(
    (row) => row.get(name) ?? [...row].find(([key]) => same(key))?.[1] ?? null,
  );
  const present = values.filter((value) => value !== null);
  if (present.every((value) => typeof value === 'string')) {
    const { type } = columnTyped(name, values as Cells);
    return { name, type: type === 'date' || type === 'timestamp' ? type : 'text' };
  }
  if (present.every((value) => typeof value === 'boolean')) return { name, type: 'boolean' };
  if (present.every((value) => typeof value === 'number')) return { name, type: 'integer' };
  if (present.every((value) => typeof value === 'number' || value instanceof Decimal)) {
    return { name, type: 'decimal' };
  }
  const [first] = present;
  const odd = values.findIndex((value) => value !== null && kindOf(value) !== kindOf(first));
  throw wrong(`${file}, row ${odd + 1}`, `has another type in ${name} than the rows before it`);
}

const kindOf = (value: FileValue | undefined): string =>
  value instanceof Decimal ? 'number' : typeof value;

const wrong = (place: string, what: string): XeroSqlError =>
  new XeroSqlError('LOCAL_TABLE', `${place} ${what}.`);
