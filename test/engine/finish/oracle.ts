/** DuckDB as the reference for answers over tables in memory. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { isArray } from '../../../src/engine/values/arrays.ts';
import { timestampToText } from '../../../src/engine/values/datetime.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import { intervalToText } from '../../../src/engine/values/interval.ts';
import type { SqlValue, Tuple } from '../../../src/engine/values/types.ts';
import type { MemoryTable } from './support.ts';

const DUCKDB_TYPES: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: 'DECIMAL(24, 4)',
  double: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  interval: 'INTERVAL',
};

export async function openOracle(tables: readonly MemoryTable[]): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    "SET TimeZone = 'UTC'; SET default_null_order = 'nulls_last_on_asc_first_on_desc'",
  );
  for (const { definition, rows } of tables) {
    const columns = definition.columns.map(({ name, type }) => `"${name}" ${DUCKDB_TYPES[type]}`);
    await connection.run(`CREATE TABLE "${definition.name}" (${columns.join(', ')})`);
    const types = definition.columns.map(({ type }) => type);
    for (const row of rows) {
      const values = row.map((value, index) => literal(value, types[index] ?? 'text'));
      await connection.run(`INSERT INTO "${definition.name}" VALUES (${values.join(', ')})`);
    }
  }
  return connection;
}

function literal(value: SqlValue, type: string): string {
  if (value === null) return 'NULL';
  const text = plain(value);
  return `'${text.replaceAll("'", "''")}'::${DUCKDB_TYPES[type]}`;
}

export async function ask(connection: DuckDBConnection, sql: string): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRows()
    .map((row) => row.map((value) => canonical(oracleText(value))).join(' | '));
}

/** Our rows in the same notation. */
export function texts(rows: readonly Tuple[]): readonly string[] {
  return rows.map((row) =>
    row.map((value) => (value === null ? '∅' : canonical(plain(value)))).join(' | '),
  );
}

/** DuckDB's values print themselves. */
interface Printable {
  toString(): string;
}

function oracleText(value: Printable | null): string {
  return value === null ? '∅' : value.toString();
}

function plain(value: Exclude<SqlValue, null>): string {
  if (value instanceof Decimal) return value.toString();
  if (isArray(value))
    return `{${value.map((item) => (item === null ? 'NULL' : plain(item))).join(',')}}`;
  if (typeof value === 'object') return intervalToText(value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)) {
    return timestampToText(value);
  }
  return String(value);
}

/** Numbers without trailing zeros and with at most ten significant digits. */
function canonical(text: string): string {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) return text;
  return String(Number(Number(text).toPrecision(10)));
}
