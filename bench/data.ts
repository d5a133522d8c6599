/** Invoices, their contacts and lines, made up: the same for every engine. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LocalColumn } from '../src/index.ts';

type Cell = string | number;

export interface BenchTable {
  readonly name: string;
  readonly columns: readonly LocalColumn[];
  /** Amounts are doubles of two places, as in JSON; dates and ids are texts. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

const STATUSES = ['AUTHORISED', 'PAID', 'DRAFT', 'SUBMITTED', 'VOIDED', 'PAID', 'PAID'];
const CURRENCIES = ['AUD', 'AUD', 'AUD', 'NZD', 'USD', 'GBP'];
const FIRST_DAY = Date.UTC(2023, 0, 1);
const DAYS = 1400;
const MS_PER_DAY = 86_400_000;

/** mulberry32: small, fast, the same everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const guid = (kind: number, number: number): string =>
  `${hex(Math.imul(number, 0x9e3779b1) >>> 0, 8)}-${hex(kind, 4)}-4000-8000-${hex(number, 12)}`;
const pick = (texts: readonly string[], index: number): string => texts[index] ?? '';
const dayText = (day: number): string =>
  new Date(FIRST_DAY + day * MS_PER_DAY).toISOString().slice(0, 10);
const DAY_TEXTS = Array.from({ length: DAYS + 60 }, (_, day) => dayText(day));

const columnsOf = (types: Readonly<Record<string, LocalColumn['type']>>): readonly LocalColumn[] =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

/** `size` invoices of a twentieth as many contacts, and `size` lines of a third of the invoices. */
export function benchTables(size: number): readonly BenchTable[] {
  const random = randomFrom(size);
  const contacts = Math.max(1, Math.floor(size / 20));
  const numbers = Array.from({ length: size }, (_, number) => number);
  return [
    {
      name: 'con',
      columns: columnsOf({ ContactID: 'uuid', Name: 'text', City: 'text' }),
      rows: numbers.slice(0, contacts).map((number) => ({
        ContactID: guid(1, number),
        Name: `Contact ${hex(random(2 ** 31), 8)} ${number}`,
        City: `City ${number % 97}`,
      })),
    },
    {
      name: 'inv',
      columns: columnsOf({
        InvoiceID: 'uuid',
        ContactID: 'uuid',
        InvoiceNumber: 'text',
        Status: 'text',
        CurrencyCode: 'text',
        Date: 'date',
        DueDate: 'date',
        Total: 'decimal',
        AmountDue: 'decimal',
      }),
      rows: numbers.map((number) => {
        const day = random(DAYS);
        const cents = random(2_000_000);
        return {
          InvoiceID: guid(2, number),
          ContactID: guid(1, random(contacts)),
          InvoiceNumber: `INV-${String(number).padStart(7, '0')}`,
          Status: pick(STATUSES, random(STATUSES.length)),
          CurrencyCode: pick(CURRENCIES, random(CURRENCIES.length)),
          Date: pick(DAY_TEXTS, day),
          DueDate: pick(DAY_TEXTS, day + 14 + random(30)),
          Total: cents / 100,
          AmountDue: random(3) === 0 ? cents / 100 : 0,
        };
      }),
    },
    {
      name: 'lin',
      columns: columnsOf({
        LineItemID: 'uuid',
        InvoiceID: 'uuid',
        AccountCode: 'text',
        Quantity: 'decimal',
        LineAmount: 'decimal',
      }),
      rows: numbers.map((number) => ({
        LineItemID: guid(3, number),
        InvoiceID: guid(2, random(Math.ceil(size / 3))),
        AccountCode: String(200 + random(60)),
        Quantity: 1 + random(20),
        LineAmount: random(500_000) / 100,
      })),
    },
  ];
}

const DUCKDB_TYPES: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  text: 'VARCHAR',
  date: 'DATE',
  decimal: 'DECIMAL(18, 2)',
};

/** Loads a table with typed columns, as one would by hand. */
export async function loadIntoDuckDb(
  connection: DuckDBConnection,
  { name, columns, rows }: BenchTable,
): Promise<void> {
  const typed = columns.map(
    (column) => `"${column.name}" ${DUCKDB_TYPES[column.type ?? ''] ?? ''}`,
  );
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${typed.join(', ')})`);
  const texts = columns.map((column) => `"${column.name}" VARCHAR`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE raw (${texts.join(', ')})`);
  const appender = await connection.createAppender('raw');
  for (const row of rows) {
    for (const column of columns) appender.appendVarchar(String(row[column.name] ?? ''));
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`INSERT INTO ${name} SELECT * FROM raw; DROP TABLE raw`);
}
