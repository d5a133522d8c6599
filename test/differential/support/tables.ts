/** Small tables of random rows. */
import type { GenTable, GenType } from './generator.ts';

export interface RandomTable extends GenTable {
  readonly columns: readonly {
    readonly name: string;
    readonly type: Exclude<GenType, 'uuid'>;
    readonly samples: readonly string[];
  }[];
  readonly rows: readonly (readonly (Value | null)[])[];
}

type Value = string | number | boolean;
type ColumnKind = Exclude<GenType, 'uuid'>;

const COLUMNS: Readonly<Record<string, Readonly<Record<string, ColumnKind>>>> = {
  alpha: {
    id: 'integer',
    n: 'integer',
    amount: 'decimal',
    name: 'text',
    ok: 'boolean',
    day: 'date',
    at: 'timestamp',
  },
  beta: {
    id: 'integer',
    alpha_id: 'integer',
    price: 'decimal',
    label: 'text',
    day: 'date',
    flag: 'boolean',
  },
  gamma: { k: 'integer', v: 'decimal', s: 'text', at: 'timestamp' },
};

const VALUES: Readonly<Record<ColumnKind, readonly Value[]>> = {
  integer: [0, 1, 2, 3, 4, 5, -1, -7, 100],
  decimal: [0, 0.5, 1, 1.1, 10.25, 10.2575, -3.75, 99.9, 0.01, 1234.5678],
  text: [
    'a',
    'A',
    '',
    ' ',
    'ab',
    '__proto__',
    'constructor',
    "it's",
    'a%b',
    'a_b',
    'b\\c',
    '😀',
    'é',
    'e\u0301',
    'null',
    '1',
    '10',
    '\uffee',
    'say "hi"',
  ],
  boolean: [true, false],
  date: ['2024-02-29', '2024-01-01', '2024-03-31', '2025-12-31', '2026-01-01', '1999-12-31'],
  timestamp: [
    '2024-02-29T12:30:00.000Z',
    '2024-02-29T00:00:00.000Z',
    '2025-01-01T00:00:00.500Z',
    '2025-12-31T23:59:59.999Z',
  ],
};

/** SQL of a value. Only for statements, which are text; data goes in as values. */
export function literal(value: Value, type: GenType): string {
  const text = `'${String(value).replaceAll("'", "''")}'`;
  switch (type) {
    case 'integer':
    case 'decimal':
      return Number(value) < 0 ? `(${String(value)})` : String(value);
    case 'boolean':
      return value === true ? 'TRUE' : 'FALSE';
    case 'date':
      return `DATE ${text}`;
    case 'timestamp':
      return `TIMESTAMP ${text.replace('T', ' ').replace('Z', '')}`;
    default:
      return text;
  }
}

/** Mulberry32: numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same seed gives the same tables. A fifth of the values are NULL. */
export function randomTables(seed: number): readonly RandomTable[] {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const value = (type: ColumnKind): Value | null =>
    random() < 0.2 ? null : (VALUES[type][below(VALUES[type].length)] ?? null);
  return Object.entries(COLUMNS).map(([name, types], table) => {
    // The first has rows, so that most statements have some.
    const size = table > 0 && below(10) === 0 ? 0 : 3 + below(9);
    const kinds = Object.entries(types);
    const rows = Array.from({ length: size }, () => kinds.map(([, type]) => value(type)));
    const columns = kinds.map(([column, type], index) => ({
      name: column,
      type,
      samples: [...new Set(rows.map((row) => row[index] ?? null))].flatMap((known) =>
        known === null ? [] : [literal(known, type)],
      ),
    }));
    return { name, columns, rows };
  });
}
