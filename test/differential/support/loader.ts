/** Loads the demo books into DuckDB, as `documents.ts` maps them. */
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Doc, DocValue, OrganisationBooks } from '../../../fixtures/books/index.ts';
import { MAPPINGS, type Mapping } from './documents.ts';

/** Wide enough for the books; a product of two still fits into 38 digits. */
const WIDTH = 14;
const SCALE = 4;
const RATE_SCALE = 6;
const RATES = new Set(['CurrencyRate']);
const MS_PER_DAY = 86_400_000;
const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

export type OracleType = 'id' | 'text' | 'boolean' | 'integer' | 'decimal' | 'date' | 'timestamp';

interface Column {
  readonly name: string;
  readonly type: OracleType;
  /** Documents to go up from the row. */
  readonly up: number;
  /** Fields from there; null for the place in the list. */
  readonly path: readonly string[] | null;
}

const SQL_TYPES: Readonly<Record<OracleType, string>> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: `DECIMAL(${WIDTH}, ${SCALE})`,
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

const scaleOf = (name: string): number => (RATES.has(name) ? RATE_SCALE : SCALE);

function columnsOf(columns: string): readonly Column[] {
  return columns.split(',').map((text) => {
    const [name = '', type, path = name] = text.trim().split(/\s+/);
    const fields = path.split('/').filter((part) => part !== '..');
    return {
      name,
      type: type as OracleType,
      up: path.split('../').length - 1,
      path: path === '#' ? null : fields.join('').split('.'),
    };
  });
}

// ----------------------------------------------------------------------- rows

/** A row: the document and those it stands in, innermost first. */
interface Row {
  readonly documents: readonly Doc[];
  readonly position: number;
}

const isDoc = (value: DocValue | undefined): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (document: Doc, name: string): readonly Doc[] => {
  const list = document[name];
  return Array.isArray(list) ? (list as readonly DocValue[]).filter(isDoc) : [];
};

function rowsOf(documents: readonly Doc[], lists: readonly string[]): readonly Row[] {
  const start = documents.map((document): Row => ({ documents: [document], position: 1 }));
  return lists.reduce<readonly Row[]>(
    (rows, list) =>
      rows.flatMap(({ documents: path }) =>
        listOf(path[0] ?? {}, list).map((child, index) => ({
          documents: [child, ...path],
          position: index + 1,
        })),
      ),
    start,
  );
}

function valueOf({ documents, position }: Row, { up, path }: Column): DocValue {
  if (path === null) return position;
  let value: DocValue = documents[up] ?? null;
  for (const name of path) {
    if (!isDoc(value) || !Object.hasOwn(value, name)) return null;
    value = value[name] ?? null;
  }
  return value;
}

// --------------------------------------------------------------------- values

/** @throws Error when a digit would be lost */
function decimal(value: number, scale: number): DuckDBDecimalValue {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || fraction.length > scale || whole.length + scale > WIDTH) {
    throw new Error(`${value} does not fit into DECIMAL(${WIDTH}, ${scale})`);
  }
  return new DuckDBDecimalValue(BigInt(sign + whole + fraction.padEnd(scale, '0')), WIDTH, scale);
}

/** A value of a document as DuckDB takes it. @throws Error for one of another type */
function duckValue(value: DocValue, { name, type }: Pick<Column, 'name' | 'type'>): DuckDBValue {
  switch (type) {
    case 'id':
      return value === '' || value === ZERO_GUID ? null : text(value, name).toLowerCase();
    case 'text':
      return text(value, name);
    case 'boolean':
      if (typeof value !== 'boolean') throw unexpected(name, value);
      return value;
    case 'integer':
      if (!Number.isSafeInteger(value)) throw unexpected(name, value);
      return BigInt(value as number);
    case 'decimal':
      if (typeof value !== 'number') throw unexpected(name, value);
      return decimal(value, scaleOf(name));
    case 'date':
      return new DuckDBDateValue(Date.parse(`${text(value, name)}T00:00:00Z`) / MS_PER_DAY);
    case 'timestamp':
      return new DuckDBTimestampValue(BigInt(Date.parse(text(value, name))) * 1000n);
  }
}

function append(
  appender: DuckDBAppender,
  value: DocValue,
  column: Pick<Column, 'name' | 'type'>,
): void {
  const converted = value === null ? null : duckValue(value, column);
  if (converted === null) appender.appendNull();
  else if (typeof converted === 'bigint') appender.appendBigInt(converted);
  else appender.appendValue(converted);
}

function text(value: DocValue, name: string): string {
  if (typeof value !== 'string') throw unexpected(name, value);
  return value;
}

const unexpected = (name: string, value: DocValue): Error =>
  new Error(`${name} holds ${JSON.stringify(value)}`);

// --------------------------------------------------------------------- tables

const TENANT: readonly Column[] = columnsOf('TenantId id, TenantName text');

const TENANTS = columnsOf(
  'TenantId id, TenantName text, TenantType text, ConnectionId id, AuthEventId id, CreatedDateUtc timestamp, UpdatedDateUtc timestamp',
);

/** Makes a table of the schema and fills it. */
export async function fillTable(
  connection: DuckDBConnection,
  schema: string,
  table: string,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  rows: Iterable<readonly DocValue[]>,
): Promise<void> {
  const declared = columns.map(
    ({ name, type }) =>
      `"${name}" ${type === 'decimal' ? `DECIMAL(${WIDTH}, ${scaleOf(name)})` : SQL_TYPES[type]}`,
  );
  await connection.run(`CREATE TABLE "${schema}"."${table}" (${declared.join(', ')})`);
  const appender = await connection.createAppender(table, schema);
  for (const row of rows) {
    columns.forEach((column, index) => append(appender, row[index] ?? null, column));
    appender.endRow();
  }
  appender.closeSync();
}

/** Documents of an organisation, by list. */
export interface LoadedOrganisation<Name extends string> {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly collections: Readonly<Record<Name, readonly Doc[]>>;
}

function* tableRows<Name extends string>(
  { collection, lists }: Mapping<Name>,
  columns: readonly Column[],
  organisations: readonly LoadedOrganisation<Name>[],
): Generator<readonly DocValue[]> {
  for (const { collections, tenantId, tenantName } of organisations) {
    for (const row of rowsOf(collections[collection], lists)) {
      yield [...columns.map((column) => valueOf(row, column)), tenantId, tenantName];
    }
  }
}

const tenantRow = (books: OrganisationBooks): readonly DocValue[] => [
  books.tenantId,
  books.tenantName,
  books.tenantType,
  books.connectionId,
  books.authEventId,
  books.createdDateUtc,
  books.updatedDateUtc,
];

/**
 * DuckDB in memory with the books of `organisations` in the schema ACCOUNTING, without access to
 * anything outside.
 * @param all every organisation of the sign-in, for Tenants
 */
export async function loadBooks(
  organisations: readonly OrganisationBooks[],
  all: readonly OrganisationBooks[] = organisations,
): Promise<DuckDBConnection> {
  const connection = await openDuckDb();
  await connection.run('CREATE SCHEMA accounting; USE accounting');
  await loadTables(connection, 'accounting', MAPPINGS, organisations);
  await fillTable(connection, 'accounting', 'Tenants', TENANTS, all.map(tenantRow));
  return connection;
}

/** Fills the tables of `mappings` in a schema that exists. */
export async function loadTables<Name extends string>(
  connection: DuckDBConnection,
  schema: string,
  mappings: readonly Mapping<Name>[],
  organisations: readonly LoadedOrganisation<Name>[],
): Promise<void> {
  for (const mapping of mappings) {
    const columns = columnsOf(mapping.columns);
    const rows = tableRows(mapping, columns, organisations);
    await fillTable(connection, schema, mapping.table, [...columns, ...TENANT], rows);
  }
}

/**
 * DuckDB with PostgreSQL's settings where it has them. Its optimiser is off: it moves conditions
 * below LIMIT and forgets the order that OFFSET needs.
 */
export async function openDuckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { enable_external_access: 'false' });
  const connection = await instance.connect();
  await connection.run(
    "SET TimeZone = 'UTC'; SET integer_division = true; PRAGMA disable_optimizer; SET threads = 1; SET order_by_non_integer_literal = true; SET default_null_order = 'nulls_last_on_asc_first_on_desc'",
  );
  return connection;
}
