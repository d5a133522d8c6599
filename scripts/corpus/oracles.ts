/** The judges of the corpus: PostgreSQL (as PGlite) and DuckDB, over the same tables. */
import { PGlite } from '@electric-sql/pglite';
import {
  DuckDBInstance,
  DuckDBIntervalValue,
  DuckDBListValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { arrayElements, arrayText } from '../../src/engine/values/arrays.ts';
import { intervalText } from '../../test/differential/support/answers.ts';
import {
  CORPUS_TABLES,
  type CorpusTable,
  type CorpusValue,
} from '../../test/corpus/support/tables.ts';

/** Values as text; NULL is null. */
export interface OracleAnswer {
  readonly types: readonly string[];
  /** As the database writes them, but in our notation of truth values, times and doubles. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** @throws Error as the database says it */
export type Oracle = (sql: string) => Promise<OracleAnswer>;

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function literal(value: CorpusValue): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function definition({ name, columns, rows }: CorpusTable, double: string): readonly string[] {
  const declared = columns.map(
    (column) => `${identifier(column.name)} ${column.type === 'DOUBLE' ? double : column.type}`,
  );
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  return [
    `CREATE TABLE ${identifier(name)} (${declared.join(', ')})`,
    ...(rows.length === 0 ? [] : [`INSERT INTO ${identifier(name)} VALUES ${values.join(', ')}`]),
  ];
}

/** PostgreSQL's numbers of types → ours. */
const POSTGRES_TYPES: Readonly<Record<number, string>> = {
  16: 'boolean',
  20: 'integer',
  21: 'integer',
  23: 'integer',
  25: 'text',
  700: 'double',
  701: 'double',
  1042: 'text',
  1043: 'text',
  1082: 'date',
  1114: 'timestamp',
  1184: 'timestamp',
  1186: 'interval',
  1700: 'decimal',
  2950: 'uuid',
  1000: 'boolean[]',
  1005: 'integer[]',
  1007: 'integer[]',
  1016: 'integer[]',
  1009: 'text[]',
  1015: 'text[]',
  1022: 'double[]',
  1115: 'timestamp[]',
  1182: 'date[]',
  1231: 'decimal[]',
};

export async function openPostgres(): Promise<Oracle> {
  const database = await PGlite.create();
  await database.exec("SET TimeZone = 'UTC'; SET statement_timeout = 10000");
  for (const table of CORPUS_TABLES) {
    for (const sql of definition(table, 'DOUBLE PRECISION')) await database.exec(sql);
  }
  const asText = Object.fromEntries(
    Object.keys(POSTGRES_TYPES).map((type) => [type, (text: string) => text]),
  );
  return async (sql) => {
    const { rows, fields } = await database.query<(string | null)[]>(sql, [], {
      rowMode: 'array',
      parsers: asText,
    });
    const types = fields.map(
      ({ dataTypeID }) => POSTGRES_TYPES[dataTypeID] ?? `type ${dataTypeID}`,
    );
    return { types, rows: rows.map((row) => row.map((value, i) => noted(value, types[i] ?? ''))) };
  };
}

const DUCKDB_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)\[\]$/, 'integer[]'],
  [/^DECIMAL.*\[\]$/, 'decimal[]'],
  [/^VARCHAR\[\]$/, 'text[]'],
  [/^(BOOLEAN|DOUBLE|DATE|TIMESTAMP)\[\]$/, 'array'],
  [/^BOOLEAN$/, 'boolean'],
  [/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/, 'integer'],
  [/^DECIMAL/, 'decimal'],
  [/^(FLOAT|DOUBLE)$/, 'double'],
  [/^VARCHAR$/, 'text'],
  [/^DATE$/, 'date'],
  [/^TIMESTAMP/, 'timestamp'],
  [/^INTERVAL$/, 'interval'],
];

/** DuckDB runs a recursion that has no end for ever. */
const TIME_LIMIT_MS = 5000;

export async function openDuckDb(): Promise<Oracle> {
  const instance = await DuckDBInstance.create(':memory:', { enable_external_access: 'false' });
  const connection = await instance.connect();
  await connection.run(
    "SET TimeZone = 'UTC'; SET integer_division = true; PRAGMA disable_optimizer; SET threads = 1; SET order_by_non_integer_literal = true; SET default_null_order = 'nulls_last_on_asc_first_on_desc'",
  );
  for (const table of CORPUS_TABLES) {
    for (const sql of definition(table, 'DOUBLE')) await connection.run(sql);
  }
  return async (sql) => {
    const timer = setTimeout(() => connection.interrupt(), TIME_LIMIT_MS);
    const reader = await connection.runAndReadAll(sql).finally(() => clearTimeout(timer));
    const types = reader.columnTypes().map((type) => {
      const name = String(type);
      return DUCKDB_TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? name;
    });
    const rows = reader.getRows();
    return {
      types,
      rows: rows.map((row) => row.map((value, i) => noted(duckText(value), types[i] ?? ''))),
    };
  };
}

function duckText(value: DuckDBValue): string | null {
  if (value === null) return null;
  if (value instanceof DuckDBListValue) return arrayText(value.items.map(duckText));
  return value instanceof DuckDBIntervalValue ? intervalText(value) : String(value);
}

/** A value in our notation. */
function noted(value: string | null, type: string): string | null {
  if (value === null) return null;
  if (type.endsWith('[]')) {
    return arrayText(arrayElements(value).map((item) => noted(item, type.slice(0, -2))));
  }
  switch (type) {
    case 'boolean':
      return value === 't' || value === 'true' ? 'true' : 'false';
    case 'double':
      return Number.isFinite(Number(value)) ? String(Number(value)) : value;
    case 'timestamp': {
      const utc = `${value.replace(' ', 'T').replace(/(\+00(:00)?|Z)$/, '')}Z`;
      const time = Date.parse(utc);
      return Number.isNaN(time) ? value : new Date(time).toISOString();
    }
    default:
      return value;
  }
}

/** Digits to which binary fractions must agree. */
const SIGNIFICANT = 12;

/** One text for what is one value; `types` are those that the judges give it. */
export function normal(value: string | null, ...types: readonly string[]): string | null {
  if (value === null) return null;
  if (types.includes('double')) {
    const number = Number(value);
    return Number.isFinite(number) ? String(Number(number.toPrecision(SIGNIFICANT)) + 0) : value;
  }
  if (types.includes('timestamp')) {
    return /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00.000Z` : value;
  }
  if (types.includes('decimal[]') || types.includes('double[]')) {
    return arrayText(arrayElements(value).map((item) => normal(item, 'double')));
  }
  if (types.includes('decimal')) {
    const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
    return short === '-0' ? '0' : short;
  }
  return value;
}
