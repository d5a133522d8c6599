/** Answers of both engines in one notation, so that they can be compared. */
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Column, Row } from '../../../src/database/rows.ts';

export interface Answer {
  readonly names: readonly string[];
  /** Values as text; NULL is null. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Whether any value of the column is a binary fraction, which both round in their own way. */
  readonly inexact: readonly boolean[];
}

/** Digits to which binary fractions must agree. */
const SIGNIFICANT = 11;

// -------------------------------------------------------------------- our side

export function ourAnswer(columns: readonly Column[], rows: readonly Row[]): Answer {
  return {
    names: columns.map(({ name }) => name),
    inexact: columns.map(({ type }) => type === 'double'),
    rows: rows.map((row) =>
      columns.map(({ name, type }) => {
        const value = row[name] ?? null;
        if (value === null) return null;
        if (typeof value === 'object') return listText(value.map((item) => cellText(item, type)));
        return cellText(value, type);
      }),
    ),
  };
}

function cellText(value: string | number | boolean | null, type: string): string | null {
  if (value === null) return null;
  return type.startsWith('decimal') || typeof value === 'number'
    ? number(String(value))
    : String(value);
}

const listText = (items: readonly (string | null)[]): string => JSON.stringify(items);

// --------------------------------------------------------------------- DuckDB

/** @throws Error as DuckDB says it */
export async function oracleAnswer(connection: DuckDBConnection, sql: string): Promise<Answer> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRows();
  const names = reader.columnNames();
  return {
    names,
    inexact: names.map((_, index) => rows.some((row) => typeof row[index] === 'number')),
    rows: rows.map((row) => row.map((value) => oracleText(value))),
  };
}

function oracleText(value: DuckDBValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return number(String(value));
  if (value instanceof DuckDBDecimalValue) return number(value.toString());
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue) {
    return new Date(Number(value.micros / 1000n)).toISOString();
  }
  if (value instanceof DuckDBListValue) return listText(value.items.map(oracleText));
  if (value instanceof DuckDBIntervalValue) return intervalText(value);
  throw new Error(`the oracle answered with ${String(value)}`);
}

/** As PostgreSQL prints intervals. */
export function intervalText({ months, days, micros }: DuckDBIntervalValue): string {
  const milliseconds = Number(micros / 1000n);
  const size = Math.abs(milliseconds);
  const two = (count: number): string => String(Math.floor(count)).padStart(2, '0');
  const clock = `${milliseconds < 0 ? '-' : ''}${two(size / 3_600_000)}:${two((size / 60_000) % 60)}:${two((size / 1000) % 60)}`;
  const fraction =
    size % 1000 === 0 ? '' : `.${String(size % 1000).padStart(3, '0')}`.replace(/0+$/, '');
  const plural = (count: number, unit: string): string[] =>
    count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  const parts = [
    ...plural(Math.trunc(months / 12), 'year'),
    ...plural(months % 12, 'mon'),
    ...plural(days, 'day'),
  ];
  return parts.length === 0 || milliseconds !== 0
    ? [...parts, clock + fraction].join(' ')
    : parts.join(' ');
}

/** `1.50` and `1.5` are one value. */
function number(text: string): string {
  if (!/^-?\d+\.\d+$/.test(text)) return text;
  const short = text.replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}

// ----------------------------------------------------------------- comparison

/** Both answers' rows as lines of text, in the same notation. */
export function lines(
  ours: Answer,
  theirs: Answer,
): readonly [readonly string[], readonly string[]] {
  const columns = ours.names.map((_, index) => ({
    inexact: ours.inexact[index] === true || theirs.inexact[index] === true,
    time: [ours, theirs].some(({ rows }) => rows.some((row) => isTimestamp(row[index] ?? null))),
  }));
  const line = (row: readonly (string | null)[]): string =>
    JSON.stringify(
      row.map((value, index) => {
        if (value === null) return null;
        const { inexact = false, time = false } = columns[index] ?? {};
        if (inexact && value.trim() !== '' && Number.isFinite(Number(value))) {
          return String(Number(Number(value).toPrecision(SIGNIFICANT)));
        }
        // A day at midnight and a day are the same time.
        return time && /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00.000Z` : value;
      }),
    );
  return [ours.rows.map(line), theirs.rows.map(line)];
}

const isTimestamp = (value: string | null): boolean =>
  value !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/**
 * What differs, in words; null when nothing does.
 * @param ordered whether the order of the rows counts
 */
export function difference(ours: Answer, theirs: Answer, ordered: boolean): string | null {
  if (ours.names.length !== theirs.names.length) {
    return `${ours.names.length} columns (${ours.names.join(', ')}), the oracle has ${theirs.names.length} (${theirs.names.join(', ')})`;
  }
  const misnamed = ours.names.findIndex(
    (name, index) => !sameName(name, theirs.names[index] ?? ''),
  );
  if (misnamed >= 0) {
    return `column ${misnamed + 1} is ${ours.names[misnamed] ?? ''}, the oracle has ${theirs.names[misnamed] ?? ''}`;
  }
  const [left, right] = lines(ours, theirs);
  const [mine, other] = ordered ? [left, right] : [[...left].sort(), [...right].sort()];
  if (mine.length === other.length && mine.every((text, index) => text === other[index])) {
    return null;
  }
  return [
    `${ours.rows.length} rows, the oracle has ${theirs.rows.length}`,
    ...sample('only ours', without(mine, other)),
    ...sample('only the oracle', without(other, mine)),
    ...(without(mine, other).length + without(other, mine).length === 0
      ? ['the same rows in another order', ...sample('ours', left), ...sample('oracle', right)]
      : []),
  ].join('\n');
}

/** DuckDB names what has no name by its text, and lets names repeat. */
function sameName(ours: string, theirs: string): boolean {
  const plain = /^[A-Za-z_]\w*$/.test(theirs);
  return !plain || ours === theirs || ours.replace(/_\d+$/, '') === theirs;
}

const SHOWN = 5;

const sample = (title: string, rows: readonly string[]): readonly string[] =>
  rows.slice(0, SHOWN).map((row) => `  ${title}: ${row}`);

/** Multiset difference. */
function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    if (count > 0) left.set(row, count - 1);
    return count === 0;
  });
}
