/** Results to write, and what it takes to write them and read them back. */
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { CellValue, Column, Row } from '../../src/database/rows.ts';
import {
  loadFormat,
  type FormatName,
  type Layout,
  type ResultRows,
} from '../../src/cli/formats/index.ts';
import { PLAIN } from '../../src/cli/style.ts';

/** The layout of a file, with every choice at its default. */
export const FILE: Layout = {
  terminalWidth: null,
  header: true,
  nullText: null,
  style: PLAIN,
  formulas: 'harmless',
  insertInto: 'result',
  thousands: false,
  note: () => undefined,
};

/** All of a result in one format. */
export async function bytesOf(
  name: FormatName,
  result: ResultRows,
  layout: Partial<Layout> = {},
): Promise<Buffer> {
  const write = await loadFormat(name);
  const pieces: Buffer[] = [];
  for await (const piece of write(result, { ...FILE, ...layout })) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** A row by position: `__proto__` is a name like any other. */
export function rowOf(columns: readonly Column[], cells: readonly CellValue[]): Row {
  const row: Record<string, CellValue> = {};
  columns.forEach(({ name }, index) => {
    Object.defineProperty(row, name, { value: cells[index] ?? null, enumerable: true });
  });
  return row;
}

/** What came out of another reader, by position. */
export interface ReadBack {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly DuckDBValue[])[];
}

/** Runs statements in a DuckDB of their own; answers with the result of the last. */
export async function duckdb(...statements: readonly string[]): Promise<ReadBack> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const [last = '', ...before] = [...statements].reverse();
    for (const statement of before.reverse()) await connection.run(statement);
    const reader = await connection.runAndReadAll(last);
    return {
      names: reader.columnNames(),
      types: reader.columnTypes().map(String),
      rows: reader.getRows(),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export const sqlString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

// ----------------------------------------------------------------------- a result

export const HOSTILE = [
  '=1+1',
  '+61 2 9999 0000',
  '-5',
  '@SUM(A1)',
  '\ttab',
  'Ann, "A" & Co',
  "it's; DROP TABLE x; --",
  'two\nlines',
  'windows\r\nlines',
  '☕ 株式会社 👩‍👩‍👧',
  '<b>&amp;</b><script>alert(1)</script>',
  'a|b\\c',
  '_x000D_ and _x0041_',
  '',
  ' blank ',
  'NULL',
  '𝒳'.repeat(300),
] as const;

export const COLUMNS: readonly Column[] = [
  { name: 'Name', type: 'text' },
  { name: 'Money', type: 'decimal' },
  { name: 'Long', type: 'decimal' },
  { name: 'Lines', type: 'integer' },
  { name: 'Rate', type: 'double' },
  { name: 'Paid', type: 'boolean' },
  { name: 'Due', type: 'date' },
  { name: 'Updated', type: 'timestamp' },
  { name: '__proto__', type: 'text' },
  { name: 'a "quoted", name', type: 'text' },
  // What the engine makes of `SELECT a, a`.
  { name: 'a', type: 'integer' },
  { name: 'a_2', type: 'integer' },
];

const VALUES: readonly (readonly CellValue[])[] = [
  [
    'Yarra Bend',
    '1234.5678',
    '12345678901234567890',
    3,
    0.1,
    true,
    '2026-01-31',
    '2026-01-31T09:30:00.123Z',
    'p',
    'q',
    1,
    2,
  ],
  COLUMNS.map(() => null),
  [
    'ESPRESSO LANE',
    '-0.0001',
    '-99999999999999999999',
    -12,
    -1e300,
    false,
    '1969-12-31',
    '1969-12-31T23:59:59.999Z',
    '',
    '=2',
    -1,
    -2,
  ],
  [
    'x',
    '0.00',
    '0.05',
    9007199254740991,
    5e-324,
    true,
    '1900-03-01',
    '1970-01-01T00:00:00.000Z',
    'constructor',
    'r',
    0,
    0,
  ],
  ...HOSTILE.map((text, index): readonly CellValue[] => [
    text,
    `${index}.10`,
    null,
    index,
    index / 3,
    index % 2 === 0,
    '2024-02-29',
    '2024-02-29T12:00:00.000Z',
    text,
    null,
    index,
    null,
  ]),
];

export const ROWS: readonly Row[] = VALUES.map((cells) => rowOf(COLUMNS, cells));

/** The cells of a column, in the order of the rows. */
export const cellsOf = (name: string): readonly CellValue[] => ROWS.map((row) => row[name] ?? null);
