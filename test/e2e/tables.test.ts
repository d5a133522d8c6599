/**
 * Every table that is read from an endpoint, from its definition: `SELECT *` brings rows in the
 * fewest calls, keys tell them apart, pages of any size bring the same, and each filter that is
 * declared brings what the engine would have kept, in no more calls.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import {
  generateDemoBooks,
  HARBOUR_UK_TENANT_ID,
  MAIN_TENANT_ID,
} from '../../fixtures/books/index.ts';
import { EXAMPLES } from '../../src/schemas/examples.ts';
import type { Database } from '../../src/database/database.ts';
import { createCatalogue, tablesOf } from '../../src/schemas/index.ts';
import {
  SCHEMA_NAMES,
  type ColumnDefinition,
  type EndpointSource,
  type FilterOperator,
  type TableDefinition,
} from '../../src/schemas/model.ts';
import { withoutPushdown } from '../differential/support/engine.ts';
import { FakeClock } from '../xero/support.ts';
import { open } from './support.ts';

type Row = Readonly<Record<string, unknown>>;

interface Entry {
  readonly table: TableDefinition;
  readonly source: EndpointSource;
  readonly label: string;
}

const TABLES: readonly Entry[] = SCHEMA_NAMES.flatMap(tablesOf).flatMap((table) =>
  table.source.kind === 'endpoint'
    ? [{ table, source: table.source, label: `${table.schema}.${table.name}` }]
    : [],
);

const named: readonly (readonly [string, Entry])[] = TABLES.map((entry) => [entry.label, entry]);

const SALES_TAX = 'Only automated US sales tax fills it; the demo organisations have none.';
const NOT_HERE = 'Organisations of another country have it.';
const NO_SUCH = 'Documents of the demo books have none, or none at this size.';

/** Tables that stay empty here, and why. */
const EMPTY: Readonly<Record<string, string>> = {
  'ACCOUNTING.OrganisationCISSettings': NOT_HERE,
  'ACCOUNTING.TenNinetyNine': NOT_HERE,
  'ACCOUNTING.InvoiceLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.InvoiceAddresses': SALES_TAX,
  'ACCOUNTING.RepeatingInvoiceLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.QuoteLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.PurchaseOrderLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.CreditNoteLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.CreditNoteAddresses': SALES_TAX,
  'ACCOUNTING.BankTransactionLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.ReceiptLineItemTaxBreakdown': SALES_TAX,
  'ACCOUNTING.ContactPurchasesTracking': NO_SUCH,
  'ACCOUNTING.InvoiceOverpayments': NO_SUCH,
  'ACCOUNTING.OverpaymentAllocations': NO_SUCH,
  'ACCOUNTING.PrepaymentPayments': NO_SUCH,
  'ACCOUNTING.BankTransferFromTracking': NO_SUCH,
  'ACCOUNTING.BankTransferToTracking': NO_SUCH,
  'ACCOUNTING.ExpenseClaimPayments': NO_SUCH,
  'ACCOUNTING.BudgetTracking': NO_SUCH,
  'ACCOUNTING.AttachmentsAccounts': NO_SUCH,
  'ACCOUNTING.AttachmentsBankTransfers': NO_SUCH,
  'ACCOUNTING.AttachmentsManualJournals': NO_SUCH,
  'ACCOUNTING.AttachmentsPurchaseOrders': NO_SUCH,
  'ACCOUNTING.AttachmentsRepeatingInvoices': NO_SUCH,
};

/** Xero answers only organisations of the United Kingdom. */
const UK_ONLY: ReadonlySet<string> = new Set(['ACCOUNTING.ContactCISSettings']);

const clock = new FakeClock();
const BOOKS = generateDemoBooks({ scale: 0.05 });
const PROPERTIES = { MaxCalls: '100000', CacheSeconds: '0', OAuthSettingsLocation: 'memory://' };

let emulator: Emulator;
let database: Database;
/** Filters nothing at Xero. */
let plain: Database;
let inUk: Database;
/** Asks for pages of 25. */
let smallPages: Database;

beforeAll(async () => {
  emulator = await startEmulator({
    books: BOOKS,
    clock: () => clock.now(),
    rateLimits: { perMinute: 1e6, perDay: 1e6, appPerMinute: 1e6 },
    accessTokenSeconds: 1e8,
  });
  const opened = (properties: Readonly<Record<string, string>>) =>
    open(emulator, { clock, properties: { ...PROPERTIES, ...properties } });
  database = await opened({ Tenant: MAIN_TENANT_ID });
  inUk = await opened({ Tenant: HARBOUR_UK_TENANT_ID });
  smallPages = await opened({ Tenant: MAIN_TENANT_ID, PageSize: '25' });
  plain = await open(emulator, {
    clock,
    properties: { ...PROPERTIES, Tenant: MAIN_TENANT_ID },
    catalogue: withoutPushdown(createCatalogue()),
  });
});

afterAll(async () => {
  await Promise.all([database, plain, inUk, smallPages].map((each) => each.close()));
  await emulator.close();
});

const isCall = ({ path }: { readonly path: string }): boolean =>
  !/^\/(connect|identity)/i.test(path);

async function ask(of: Database, sql: string): Promise<{ rows: readonly Row[]; calls: number }> {
  const before = emulator.log.filter(isCall).length;
  const { rows } = await of.query(sql);
  return { rows, calls: emulator.log.filter(isCall).length - before };
}

const nameOf = ({ table }: Entry): string => `${table.schema}."${table.name}"`;

const wholes = new Map<string, Promise<{ rows: readonly Row[]; calls: number }>>();

/** `SELECT *`, asked once. */
function whole(entry: Entry): Promise<{ rows: readonly Row[]; calls: number }> {
  const of = UK_ONLY.has(entry.label) ? inUk : database;
  const known = wholes.get(entry.label) ?? ask(of, `SELECT * FROM ${nameOf(entry)}`);
  wholes.set(entry.label, known);
  return known;
}

const keysOf = ({ table }: Entry, rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(table.primaryKey.map((key) => row[key]))).sort();

// ------------------------------------------------------------------------ calls

const entryOf = (table: TableDefinition): Entry => {
  const found = TABLES.find((entry) => entry.table === table);
  if (!found) throw new Error(`${table.name} is read from no endpoint`);
  return found;
};

/** The calls of one list of so many documents. */
function pagesOf({ endpoint: { paging } }: EndpointSource, documents: number): number {
  if (paging.kind === 'page') return Math.max(1, Math.ceil(documents / paging.maxSize));
  // Only a page that is not full ends it.
  if (paging.kind === 'offset') return Math.floor(documents / paging.size) + 1;
  return 1;
}

/** The least calls of `SELECT *`, by the rows of the tables that it is read from. */
async function leastCalls(entry: Entry, detail = true): Promise<number> {
  const { table, source } = entry;
  const input = source.inputs.find(({ from }) => from.kind === 'parent');
  if (input?.from.kind === 'parent') {
    const { table: parent, column, only } = input.from;
    const parents = (await whole(entryOf(parent))).rows.filter((row) =>
      Object.entries(only).every(([name, values]) => values.some((value) => row[name] === value)),
    );
    const keys = new Set(parents.map((row) => row[column]).filter((key) => key !== null));
    return (await leastCalls(entryOf(parent), false)) + keys.size;
  }
  const documents = TABLES.find(
    (other) => other.source.endpoint === source.endpoint && other.source.rowPath.length === 0,
  );
  const rows = documents === undefined ? [] : (await whole(documents)).rows;
  const each = source.inputs.find(({ from }) => from.kind === 'each');
  const lists =
    each?.from.kind === 'each'
      ? Object.keys(each.from.values).map(
          (value) => rows.filter((row) => row[each.column] === value).length,
        )
      : [rows.length];
  const listed = lists.reduce((sum, count) => sum + pagesOf(source, count), 0);
  const costly = detail && table.columns.some(({ onlyInDetail }) => onlyInDetail);
  return listed + (costly ? rows.length : 0);
}

describe('SELECT *', () => {
  it.each(named)('of %s brings rows, told apart by their key', async (label, entry) => {
    const { rows } = await whole(entry);
    const keys = keysOf(entry, rows);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.length === 0).toBe(label in EMPTY);
  });

  it.each(named)('of %s takes the least calls', async (_, entry) => {
    if (UK_ONLY.has(entry.label)) return;
    expect((await whole(entry)).calls).toBe(await leastCalls(entry));
  });

  it('leaves only those empty that exist', () => {
    const labels = TABLES.map(({ label }) => label);
    expect(Object.keys(EMPTY).filter((label) => !labels.includes(label))).toEqual([]);
  });
});

// ------------------------------------------------------------------------ pages

const SIZABLE = named.filter(
  ([, { source }]) =>
    source.endpoint.paging.kind === 'page' &&
    source.endpoint.paging.sizeParam !== null &&
    source.rowPath.length === 0,
);

describe('pages of 25', () => {
  it.each(SIZABLE)('of %s bring the same rows', async (_, entry) => {
    const { rows } = await whole(entry);
    const keys = entry.table.primaryKey.join(', ');
    const small = await ask(smallPages, `SELECT ${keys} FROM ${nameOf(entry)}`);
    expect(keysOf(entry, small.rows)).toEqual(keysOf(entry, rows));
    if (entry.source.inputs.length > 0) return;
    expect(small.calls).toBe(Math.max(1, Math.ceil(rows.length / 25)));
  });

  it('reach beyond the first page', async () => {
    const counts = await Promise.all(SIZABLE.map(async ([, entry]) => (await whole(entry)).rows));
    expect(counts.filter((rows) => rows.length > 25).length).toBeGreaterThanOrEqual(5);
  });
});

// ---------------------------------------------------------------------- filters

type Family = 'equal' | 'in' | 'from' | 'below' | 'like' | 'ends' | 'contains' | 'null' | 'set';

const FAMILY: Readonly<Partial<Record<FilterOperator, Family>>> = {
  '=': 'equal',
  in: 'in',
  '>=': 'from',
  '>': 'from',
  '<': 'below',
  '<=': 'below',
  startsWith: 'like',
  endsWith: 'ends',
  contains: 'contains',
  isNull: 'null',
  isNotNull: 'set',
};

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

const pattern = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** A condition of the family with values that some rows have; null when there are too few. */
function condition(
  family: Family,
  { name }: ColumnDefinition,
  rows: readonly Row[],
): string | null {
  const values = [...new Set(rows.map((row) => row[name]).filter((value) => value !== null))];
  const [middle, other] = [values[Math.floor(values.length / 2)], values[0]];
  if (family === 'null') return `"${name}" IS NULL`;
  if (family === 'set') return `"${name}" IS NOT NULL`;
  if (middle === undefined) return null;
  const text = typeof middle === 'string' ? middle : '';
  switch (family) {
    case 'equal':
      return `"${name}" = ${literal(middle)}`;
    case 'in':
      return `"${name}" IN (${literal(middle)}, ${literal(other)})`;
    case 'from':
      return `"${name}" >= ${literal(middle)}`;
    case 'below':
      return `"${name}" <= ${literal(middle)}`;
    case 'like':
      return `"${name}" LIKE ${literal(`${pattern(text.slice(0, 3))}%`)}`;
    case 'ends':
      return `"${name}" LIKE ${literal(`%${pattern(text.slice(-3))}`)}`;
    case 'contains':
      return `"${name}" LIKE ${literal(`%${pattern(text.slice(1, 4))}%`)}`;
  }
}

const FILTERED = named.filter(
  ([label, { source }]) => source.filters.length > 0 && !UK_ONLY.has(label),
);

function familiesOf({ table, source }: Entry): readonly (readonly [ColumnDefinition, Family])[] {
  return table.columns.flatMap((column) => {
    const operators = source.filters
      .filter((filter) => filter.column === column.name)
      .flatMap((filter) => filter.operators);
    const families = new Set(operators.flatMap((operator) => FAMILY[operator] ?? []));
    return [...families].map((family) => [column, family] as const);
  });
}

describe('filters', () => {
  it.each(FILTERED)(
    'of %s bring what the engine keeps without them, in no more calls',
    async (label, entry) => {
      const { rows, calls: most } = await whole(entry);
      const keys = entry.table.primaryKey.map((key) => `"${key}"`).join(', ');
      for (const [column, family] of familiesOf(entry)) {
        const where = condition(family, column, rows);
        if (where === null) continue;
        const sql = `SELECT ${keys} FROM ${nameOf(entry)} WHERE ${where}`;
        const [filtered, checked] = [await ask(database, sql), await ask(plain, sql)];
        expect(keysOf(entry, filtered.rows), sql).toEqual(keysOf(entry, checked.rows));
        if (family !== 'null') expect(filtered.rows.length, sql).toBeGreaterThan(0);
        expect(filtered.calls, sql).toBeLessThanOrEqual(most);
        expect(filtered.calls, sql).toBeLessThanOrEqual(checked.calls);
      }
      expect(label in EMPTY || rows.length > 0).toBe(true);
    },
    60_000,
  );

  const INCREMENTAL = named.filter(([, { source }]) =>
    source.filters.some(({ encoding }) => encoding.kind === 'modifiedSince'),
  );

  it.each(INCREMENTAL)('of %s read only what changed since', async (_, entry) => {
    const column = entry.source.filters.find(({ encoding }) => encoding.kind === 'modifiedSince');
    const { rows } = await whole(entry);
    const instants = rows.map((row) => row[column?.column ?? '']).sort();
    const since = instants[Math.floor(instants.length / 2)];
    if (typeof since !== 'string') return;
    const sql = `SELECT * FROM ${nameOf(entry)} WHERE ${column?.column} >= '${since}'`;
    const before = emulator.log.length;
    const changed = await ask(database, sql);
    const sent = emulator.log.slice(before).filter(isCall);
    expect(sent.some(({ headers }) => headers['if-modified-since'] !== undefined)).toBe(true);
    const expected = rows.filter((row) => String(row[column?.column ?? '']) >= since);
    expect(keysOf(entry, changed.rows)).toEqual(keysOf(entry, expected));
  });
});

// --------------------------------------------------------------------- examples

describe('the examples of the documentation', () => {
  const examples = Object.values(EXAMPLES).flat();

  it.each(examples.map((example) => [example.title, example] as const))(
    '%s',
    async (title, { sql }) => {
      const { rows } = await ask(database, sql);
      expect(rows.length > 0 || NEEDS_LARGER_BOOKS.has(title)).toBe(true);
    },
  );
});

/** Examples about documents that books of this size have none of. */
const NEEDS_LARGER_BOOKS: ReadonlySet<string> = new Set([
  'Who did what to an invoice',
  'Files attached to the bills of a month',
  'What a customer owes, document by document',
  'Hours of a month by user',
]);
