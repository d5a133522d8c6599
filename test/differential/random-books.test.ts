/**
 * Random statements over a small organisation's demo books, through the emulator: what Xero is
 * asked to filter must not change an answer. As `random.test.ts` for the number and the seed.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateDemoBooks } from '../../fixtures/books/index.ts';
import { oracleAnswer } from './support/answers.ts';
import { startEngine, VARIANTS, type Engine } from './support/engine.ts';
import { agreesOnRandomStatements, RUNS, SEED } from './support/property.ts';
import type { GenColumn, GenTable, GenType } from './support/generator.ts';
import { loadBooks } from './support/loader.ts';
import { literal } from './support/tables.ts';

const books = generateDemoBooks();
const organisation = books.organisations.slice(1, 2);
const NOW = new Date('2026-11-20T09:00:00.000Z');
/** Of the statements: through HTTP each costs more than over small tables. */
const SHARE = 1 / 3;
const SAMPLES = 6;

/** Columns that Xero filters by, and some that it does not. */
const TABLES: Readonly<Record<string, Readonly<Record<string, GenType>>>> = {
  Invoices: {
    Status: 'text',
    Type: 'text',
    Date: 'date',
    Total: 'decimal',
    InvoiceNumber: 'text',
    ContactName: 'text',
    DueDate: 'date',
    AmountDue: 'decimal',
    Reference: 'text',
    UpdatedDateUTC: 'timestamp',
    InvoiceID: 'uuid',
    ContactID: 'uuid',
    SentToContact: 'boolean',
  },
  Contacts: {
    Name: 'text',
    ContactStatus: 'text',
    EmailAddress: 'text',
    UpdatedDateUTC: 'timestamp',
    ContactID: 'uuid',
    IsCustomer: 'boolean',
    Discount: 'decimal',
    PaymentTermsSalesDay: 'integer',
  },
  CreditNotes: {
    Status: 'text',
    Type: 'text',
    Date: 'date',
    Total: 'decimal',
    CreditNoteNumber: 'text',
    ContactID: 'uuid',
    UpdatedDateUTC: 'timestamp',
  },
  Payments: {
    Status: 'text',
    PaymentType: 'text',
    Date: 'date',
    Amount: 'decimal',
    InvoiceID: 'uuid',
    Reference: 'text',
    IsReconciled: 'boolean',
  },
  BankTransactions: {
    Type: 'text',
    Status: 'text',
    Date: 'date',
    Total: 'decimal',
    ContactID: 'uuid',
    BankAccountID: 'uuid',
    IsReconciled: 'boolean',
    UpdatedDateUTC: 'timestamp',
  },
  CreditNoteLineItems: {
    CreditNoteStatus: 'text',
    CreditNoteDate: 'date',
    CreditNoteID: 'uuid',
    LineNumber: 'integer',
    Quantity: 'decimal',
    ItemCode: 'text',
  },
  Accounts: {
    Code: 'text',
    Type: 'text',
    Status: 'text',
    AccountID: 'uuid',
    AddToWatchlist: 'boolean',
    UpdatedDateUTC: 'timestamp',
  },
  Items: { Code: 'text', IsSold: 'boolean', SalesDetailsUnitPrice: 'decimal', ItemID: 'uuid' },
  TaxRates: { TaxType: 'text', Status: 'text', EffectiveRate: 'decimal' },
};

/** Values that occur: the first by their text, so that the same are taken each time. */
async function sampled(
  oracle: DuckDBConnection,
  table: string,
  name: string,
  type: GenType,
): Promise<GenColumn> {
  const sql = `SELECT DISTINCT ${name} FROM ${table} WHERE ${name} IS NOT NULL ORDER BY md5(CAST(${name} AS VARCHAR)) LIMIT ${SAMPLES}`;
  const { rows } = await oracleAnswer(oracle, sql);
  const values = rows.flatMap(([value]) => (value === null || value === undefined ? [] : [value]));
  return {
    name,
    type,
    samples: values.map((value) => literal(type === 'boolean' ? value === 'true' : value, type)),
  };
}

let engine: Engine;
let oracle: DuckDBConnection;
let tables: readonly GenTable[];

beforeAll(async () => {
  const properties = { Tenant: organisation[0]?.tenantId ?? '', IncludeArchived: 'true' };
  engine = await startEngine({ books, properties, now: NOW });
  oracle = await loadBooks(organisation, books.organisations);
  tables = await Promise.all(
    Object.entries(TABLES).map(async ([name, columns]) => ({
      name,
      columns: await Promise.all(
        Object.entries(columns).map(([column, type]) => sampled(oracle, name, column, type)),
      ),
    })),
  );
});

afterAll(() => engine.close());

test(`random statements over the books, seed ${SEED}`, async () => {
  const report = await agreesOnRandomStatements({
    tables,
    largeTables: true,
    oracle,
    variants: VARIANTS.map((variant) => [variant, (sql) => engine.ask(sql, variant)]),
    runs: Math.ceil(RUNS * SHARE),
    seed: SEED,
  });
  expect(report.declined, 'statements that DuckDB declines').toBeLessThan(report.runs / 20);
  expect(report.withRows, 'statements with rows').toBeGreaterThan(report.runs / 3);
}, 600_000);
