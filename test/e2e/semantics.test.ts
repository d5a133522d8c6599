/** Values and names as programs get them, from the statement to the row. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import {
  generateDemoBooks,
  HARBOUR_NZ_TENANT_ID,
  MAIN_TENANT_ID,
  MAIN_TENANT_NAME,
  type Doc,
} from '../../fixtures/books/index.ts';
import type { Database, QueryResult } from '../../src/database/database.ts';
import type { Parameters } from '../../src/database/statement.ts';
import { connect, query as queryOnce } from '../../src/index.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, NOW, open } from './support.ts';

const INVOICE = '89c4fbb4-1d9d-48a9-8118-5261a7e50047';
const clock = new FakeClock(NOW.getTime());
const books = generateDemoBooks().organisations[0]?.collections;
let emulator: Emulator;
let main: Database;
const opened: Database[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
  main = await open(emulator, { clock });
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});
afterAll(async () => {
  await main.close();
  await emulator.close();
});

async function withProperties(properties: Readonly<Record<string, string>>): Promise<Database> {
  const made = await open(emulator, { clock, properties });
  opened.push(made);
  return made;
}

const rowsOf = async (sql: string, parameters?: Parameters, on = main): Promise<unknown[]> =>
  (await on.query(sql, parameters)).rows;

/** The first row's values, in the order of the columns. */
async function valuesOf(sql: string, parameters?: Parameters, on = main): Promise<unknown[]> {
  const { rows, columns } = await on.query(sql, parameters);
  return columns.map(({ name }) => rows[0]?.[name]);
}

const nameOf = (row: Doc): string => row['Name'] as string;
const names = ({ columns }: QueryResult): string[] => columns.map(({ name }) => name);
const types = ({ columns }: QueryResult): string[] => columns.map(({ type }) => type);

describe('values', () => {
  it('of every type come as JSON values; money as text with its scale', async () => {
    const result = await main.query(
      `SELECT InvoiceID, InvoiceNumber, Date, UpdatedDateUTC, Total, AmountDue, CurrencyRate,
              SentToContact, ExpectedPaymentDate
       FROM Invoices WHERE InvoiceNumber = 'INV-0042'`,
    );
    expect(types(result)).toEqual([
      ...['uuid', 'text', 'date', 'timestamp', 'decimal', 'decimal', 'decimal', 'boolean', 'date'],
    ]);
    expect(result.rows).toEqual([
      {
        InvoiceID: INVOICE,
        InvoiceNumber: 'INV-0042',
        Date: '2022-09-12',
        UpdatedDateUTC: '2022-09-20T12:27:51.099Z',
        Total: '77.33',
        AmountDue: '0.00',
        CurrencyRate: '1',
        SentToContact: true,
        ExpectedPaymentDate: null,
      },
    ]);
    expect(JSON.parse(JSON.stringify(result.rows))).toEqual(result.rows);
  });

  it('keep the four decimals of unit amounts', async () => {
    expect(
      await valuesOf(
        `SELECT Quantity, UnitAmount, LineAmount, TaxAmount, Quantity * UnitAmount
         FROM InvoiceLineItems WHERE InvoiceID = '${INVOICE}'`,
      ),
    ).toEqual(['1654', '0.0425', '70.30', '7.03', '70.2950']);
  });

  it.each([
    ['100.50', '100.50'],
    ['1.10 + 2.2', '3.30'],
    ['0.1 + 0.2', '0.3'],
    ['10.00 * 3', '30.00'],
    ['9007199254740993.01 + 0.00', '9007199254740993.01'],
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 % 3', 1],
    ['round(2.345, 2)', '2.35'],
    ['CAST(2.5 AS INTEGER)', 3],
    ['CAST(0.5 AS DOUBLE)', 0.5],
    ["CAST('12.50' AS DECIMAL(9, 2))", '12.50'],
    ['1 = 1', true],
    ['NULL = NULL', null],
    ['NULL IS NULL', true],
    ['1 IN (2, NULL)', null],
    ["'a' || NULL", null],
    ["coalesce(NULL, 'x')", 'x'],
    ["DATE '2026-01-31' + INTERVAL '1 month'", '2026-02-28T00:00:00.000Z'],
    ["DATE '2026-03-01' - DATE '2026-02-01'", 28],
    ["date_trunc('month', DATE '2026-02-17')", '2026-02-01T00:00:00.000Z'],
    ["extract(year FROM DATE '2026-02-17')", '2026'],
    ['current_date', '2026-11-20'],
    ['now()', '2026-11-20T10:00:00.000Z'],
    ["'it''s'", "it's"],
    // PostgreSQL keeps a ß: it maps character by character
    ["upper('straße café')", 'STRAßE CAFÉ'],
    ["'Abc' LIKE 'a%'", false],
    ["'Abc' ILIKE 'a%'", true],
    ["char_length('👩‍👩‍👧‍👦')", 7],
  ])('%s is %j', async (expression, value) => {
    expect(await valuesOf(`SELECT ${expression}`)).toEqual([value]);
  });

  it('add up to the cent', async () => {
    const cents = (books?.Invoices ?? [])
      .filter((invoice) => invoice['Type'] === 'ACCREC' && invoice['Status'] === 'PAID')
      .reduce((sum, invoice) => sum + BigInt(Math.round(Number(invoice['Total']) * 100)), 0n);
    expect(
      await valuesOf("SELECT SUM(Total) FROM Invoices WHERE Type = 'ACCREC' AND Status = 'PAID'"),
    ).toEqual([`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`]);
  });

  it('are NULL for what Xero leaves out', async () => {
    const without = (books?.Payments ?? []).filter((payment) => payment['Invoice'] === undefined);
    expect(without.length).toBeGreaterThan(0);
    expect(
      await valuesOf(
        'SELECT COUNT(*) - COUNT(InvoiceID) FROM Payments WHERE InvoiceNumber IS NULL',
      ),
    ).not.toEqual([0]);
    expect(await valuesOf('SELECT COUNT(*) FROM Payments WHERE InvoiceID IS NULL')).toEqual([
      without.length,
    ]);
  });

  it('are NULL for the zero GUID of a reference', async () => {
    const other = await startEmulator({ clock: () => clock.time });
    other.mutate(MAIN_TENANT_ID, (collections) => {
      collections.Payments = collections.Payments.map((payment) =>
        payment['Invoice'] === undefined
          ? { ...payment, Invoice: { InvoiceID: '00000000-0000-0000-0000-000000000000' } }
          : payment,
      );
    });
    const database = await open(other, { clock });
    const sql = 'SELECT COUNT(*) FROM Payments WHERE InvoiceID IS NULL';
    expect(await valuesOf(sql, [], database)).toEqual(await valuesOf(sql));
    await database.close();
    await other.close();
  });

  it('hold every character', async () => {
    const wanted = (books?.Contacts ?? [])
      .filter((contact) => contact['ContactStatus'] === 'ACTIVE')
      .map((contact) => nameOf(contact))
      .sort();
    const rows = (await rowsOf('SELECT Name FROM Contacts')) as { Name: string }[];
    expect(rows.map(({ Name }) => Name).sort()).toEqual(wanted);
    expect(wanted.join()).toMatch(/["'\\].*[☕🚀]|[☕🚀].*["'\\]/su);
  });
});

describe('each contact is found by its very name', () => {
  it('quotes, backslashes, percent signs, emoji and all', async () => {
    const wanted = (books?.Contacts ?? []).filter(
      (contact) => contact['ContactStatus'] === 'ACTIVE' && /[^\w .&-]/.test(nameOf(contact)),
    );
    expect(wanted.length).toBeGreaterThan(10);
    for (const name of wanted.map(nameOf)) {
      const found = (await rowsOf('SELECT Name FROM Contacts WHERE Name = ?', [name])) as Doc[];
      expect(found.map((row) => row['Name'])).toContain(name);
      expect(new Set(found.map((row) => row['Name'])).size).toBe(1);
      const literal = `SELECT Name FROM Contacts WHERE Name = '${name.replaceAll("'", "''")}'`;
      expect(await rowsOf(literal)).toEqual(found);
      const start = [...name].slice(0, 4).join('');
      const pattern = `${start.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
      const begun = (await rowsOf('SELECT Name FROM Contacts WHERE Name LIKE $1', [
        pattern,
      ])) as Doc[];
      expect(begun.map((row) => row['Name'])).toContain(name);
      expect(begun.every((row) => nameOf(row).startsWith(start))).toBe(true);
    }
  });
});

describe('names', () => {
  it('SELECT * shows the declared columns in their order', async () => {
    const { columns } = await main.query('SELECT * FROM Invoices LIMIT 1');
    const table = main.catalogue.find('ACCOUNTING', 'Invoices', 'ACCOUNTING');
    expect(columns.map(({ name }) => name)).toEqual(table?.columns.map(({ name }) => name));
    expect(columns.slice(0, 5).map(({ name }) => name)).toEqual(
      'InvoiceID InvoiceNumber Type Status Date'.split(' '),
    );
    expect(columns.slice(-2).map(({ name }) => name)).toEqual(['TenantId', 'TenantName']);
  });

  it('that repeat lose no value', async () => {
    expect(await rowsOf('SELECT 1 AS a, 2 AS a, 3 AS "A", 4 AS a')).toEqual([
      { a: 1, a_2: 2, A: 3, a_3: 4 },
    ]);
  });

  it('of JavaScript are data', async () => {
    const [row] = await rowsOf('SELECT 1 AS __proto__, 2 AS constructor, 3 AS "toString"');
    expect(Object.entries(row as object)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', 3],
    ]);
  });

  it('match without case and come as declared', async () => {
    const result = await main.query('SELECT invoicenumber, TOTAL FROM accounting.INVOICES LIMIT 1');
    expect(names(result)).toEqual(['InvoiceNumber', 'Total']);
  });

  it('may be quoted in three ways', async () => {
    const result = await main.query(
      'SELECT "InvoiceNumber", [Total], `Date` FROM "Invoices" LIMIT 1',
    );
    expect(names(result)).toEqual(['InvoiceNumber', 'Total', 'Date']);
  });

  it('in the underscore form resolve, and come as declared', async () => {
    const sql = 'SELECT Contact_ContactID, BankAccount_AccountID FROM BankTransactions LIMIT 1';
    expect(names(await main.query(sql))).toEqual(['ContactID', 'BankAccountID']);
    expect(names(await main.query('SELECT * FROM BankTransactions LIMIT 1'))).not.toContain(
      'Contact_ContactID',
    );
  });

  it('of both sides of a join come once each with USING, twice with ON', async () => {
    const using = await main.query(
      'SELECT * FROM CreditNotes JOIN Contacts USING (ContactID) LIMIT 1',
    );
    expect(names(using).filter((name) => /^ContactID/.test(name))).toEqual(['ContactID']);
    const on = await main.query(
      'SELECT n.ContactID, c.ContactID FROM CreditNotes n JOIN Contacts c ON c.ContactID = n.ContactID LIMIT 1',
    );
    expect(names(on)).toEqual(['ContactID', 'ContactID_2']);
  });
});

describe('parameters', () => {
  it.each<readonly [string, Parameters, unknown[]]>([
    ['SELECT ?, ?, ?, ?, ?', [1, 'x', null, true, 1.5], [1, 'x', null, true, '1.5']],
    ['SELECT $2, $1, $2', ['x', 'y'], ['y', 'x', 'y']],
    ['SELECT :b, :a, :b', { a: 1, b: 'z' }, ['z', 1, 'z']],
    ['SELECT ? + 1', [10n], [11]],
    ['SELECT CAST(? AS DATE)', [new Date('2026-01-31T00:00:00Z')], ['2026-01-31']],
    ["SELECT 'a?b', ? -- is it ?", [2], ['a?b', 2]],
    ['SELECT "?column?" FROM (SELECT ?) q', [5], [5]],
  ])('%s', async (sql, parameters, values) => {
    expect(await valuesOf(sql, parameters)).toEqual(values);
  });

  it('are compared as the column is', async () => {
    const sql = 'SELECT InvoiceNumber FROM Invoices WHERE Total = ? AND Date = ? AND InvoiceID = ?';
    const rows = [{ InvoiceNumber: 'INV-0042' }];
    expect(await rowsOf(sql, ['77.33', '2022-09-12', INVOICE])).toEqual(rows);
    expect(await rowsOf(sql, ['77.3300', new Date('2022-09-12'), INVOICE.toUpperCase()])).toEqual(
      rows,
    );
    expect(await rowsOf(sql, [77.33, '2022-09-12', INVOICE])).toEqual(rows);
  });

  it.each([
    "' OR 1=1 --",
    '" OR Name != "',
    'x") OR (Name != "',
    "'; DROP TABLE Contacts; --",
    '\\" OR true OR Name == \\"',
    'a&includeArchived=true',
    '%',
    '${process.exit(1)}',
  ])('stay data: %s', async (text) => {
    const rows = (await rowsOf('SELECT Name FROM Contacts WHERE Name = ?', [text])) as Doc[];
    expect(rows.every((row) => row['Name'] === text)).toBe(true);
    const numbers = 'SELECT InvoiceNumber FROM Invoices WHERE InvoiceNumber = ?';
    expect(await rowsOf(numbers, [text])).toEqual([]);
    expect(await valuesOf('SELECT ?', [text])).toEqual([text]);
  });
});

describe('organisations', () => {
  const NAME = 'SELECT DISTINCT TenantId, TenantName FROM Accounts';

  it.each([
    MAIN_TENANT_NAME,
    MAIN_TENANT_NAME.toUpperCase(),
    MAIN_TENANT_ID,
    MAIN_TENANT_ID.toUpperCase(),
  ])('Tenant=%s is the main one', async (Tenant) => {
    const rows = [{ TenantId: MAIN_TENANT_ID, TenantName: MAIN_TENANT_NAME }];
    expect(await rowsOf(NAME, [], await withProperties({ Tenant }))).toEqual(rows);
  });

  it('Tenant=* reads all, and each row says whose it is', async () => {
    const all = await withProperties({ Tenant: '*' });
    const sql = 'SELECT TenantId, COUNT(*) AS n FROM Invoices GROUP BY TenantId ORDER BY n DESC';
    const expected = generateDemoBooks()
      .organisations.filter(({ tenantType }) => tenantType === 'ORGANISATION')
      .map(({ tenantId, collections }) => ({ TenantId: tenantId, n: collections.Invoices.length }))
      .sort((one, other) => other.n - one.n);
    expect(await rowsOf(sql, [], all)).toEqual(expected);
  });

  it('a condition on TenantId goes before the property', async () => {
    const sql = `SELECT DISTINCT TenantId FROM Invoices WHERE TenantId = '${HARBOUR_NZ_TENANT_ID.toUpperCase()}'`;
    expect(await rowsOf(sql)).toEqual([{ TenantId: HARBOUR_NZ_TENANT_ID }]);
  });

  it.each(['Tenants', 'ACCOUNTING.Tenants', 'FILES.Tenants', 'tenants'])(
    '%s lists them',
    async (table) => {
      const rows = await rowsOf(`SELECT TenantName FROM ${table} ORDER BY TenantName`);
      expect(rows).toEqual(
        [MAIN_TENANT_NAME, 'Harbour Trading', 'Harbour Trading', 'Lane & Ledger Accountants'].map(
          (TenantName) => ({ TenantName }),
        ),
      );
    },
  );
});

describe('properties', () => {
  it('IncludeArchived adds what Xero leaves out', async () => {
    const contacts = books?.Contacts ?? [];
    const archived = contacts.filter((contact) => contact['ContactStatus'] === 'ARCHIVED').length;
    expect(archived).toBeGreaterThan(0);
    const sql = "SELECT COUNT(*) FROM Contacts WHERE ContactStatus = 'ARCHIVED'";
    expect(await valuesOf(sql)).toEqual([0]);
    const including = await withProperties({ IncludeArchived: 'true' });
    expect(await valuesOf(sql, [], including)).toEqual([archived]);
  });

  it('MaxRows bounds results, not what they are computed from', async () => {
    const few = await withProperties({ MaxRows: '7' });
    expect(await rowsOf('SELECT Name FROM Contacts', [], few)).toHaveLength(7);
    expect(await rowsOf('SELECT Name FROM Contacts LIMIT 3', [], few)).toHaveLength(3);
    expect(await valuesOf('SELECT COUNT(*) FROM Contacts', [], few)).toEqual([170]);
  });

  it('Schema is that of unqualified names; qualified ones reach the others', async () => {
    const files = await withProperties({ Schema: 'FILES' });
    await expect(files.query('SELECT * FROM Invoices')).rejects.toMatchObject({
      code: 'UNKNOWN_TABLE',
    });
    expect(await valuesOf('SELECT COUNT(*) FROM ACCOUNTING.CreditNotes', [], files)).toEqual([110]);
  });

  it('PageSize changes no answer', async () => {
    const sql = 'SELECT CreditNoteNumber, Total FROM CreditNotes ORDER BY CreditNoteID';
    expect(await rowsOf(sql, [], await withProperties({ PageSize: '7' }))).toEqual(
      await rowsOf(sql),
    );
  });
});

describe('documents and their children in shared calls', () => {
  const of = (join: string, where: string): string =>
    `SELECT i.InvoiceNumber, i.Total, l.LineItemID, l.LineAmount FROM Invoices i ${join} JOIN
       InvoiceLineItems l USING (InvoiceID) WHERE ${where} ORDER BY i.InvoiceID, l.LineItemID`;

  it.each([
    ['', "i.Status = 'DRAFT'"],
    ['LEFT', "i.Date >= '2026-10-01' AND i.Total > 100"],
    ['RIGHT', "l.InvoiceStatus = 'SUBMITTED'"],
    ['', "l.InvoiceDate >= '2026-10-01' AND i.InvoiceNumber LIKE 'INV-1%' AND l.LineAmount > 50"],
  ])('give what calls of their own give: %s JOIN, %s', async (join, where) => {
    // over all organisations, a key alone does not say which document is meant: nothing is shared
    const all = await withProperties({ Tenant: '*' });
    const apart = `${where} AND i.TenantId = '${MAIN_TENANT_ID}' AND l.TenantId = '${MAIN_TENANT_ID}'`;
    const rows = await rowsOf(of(join, where));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(await rowsOf(of(join, apart), [], all));
  });
});

describe('what the service may do either way', () => {
  const STATEMENTS = [
    "SELECT Name FROM Contacts WHERE Name = 'CAFÉ ZOË' OR Name = 'Café Zoë'",
    "SELECT Name FROM Contacts WHERE Name LIKE 'b%'",
    "SELECT Name FROM Contacts WHERE Name LIKE 'B%'",
    "SELECT COUNT(*) AS n FROM Invoices WHERE InvoiceNumber LIKE 'inv-00%'",
    "SELECT COUNT(*) AS n FROM Invoices WHERE InvoiceNumber LIKE 'INV-00%'",
    "SELECT COUNT(*) AS n FROM Invoices WHERE Reference = 'po 40739'",
    "SELECT COUNT(*) AS n FROM Invoices WHERE NOT Reference = 'PO 40739'",
    "SELECT COUNT(*) AS n FROM Invoices WHERE Status = 'paid'",
    "SELECT COUNT(*) AS n FROM Invoices WHERE Status <> 'PAID' AND Type = 'ACCREC'",
    'SELECT InvoiceNumber FROM Invoices WHERE Date IS NOT NULL ORDER BY Date DESC, InvoiceID LIMIT 9',
  ];

  it.each([
    { whereIgnoreCase: true },
    { unstableOrder: true },
    { stringEscapes: 'backslash' as const },
  ])('changes no answer: %j', async (behaviour) => {
    const other = await startEmulator({ clock: () => clock.time, ...behaviour });
    const there = await open(other, { clock });
    for (const sql of STATEMENTS) {
      const sorted = (rows: unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      expect(sorted(await rowsOf(sql, [], there)), sql).toEqual(sorted(await rowsOf(sql)));
    }
    await there.close();
    await other.close();
  });
});

describe('the books change', () => {
  it('and the next statement sees it', async () => {
    const other = await startEmulator({ clock: () => clock.time });
    const database = await open(other, { clock });
    const sql = `SELECT Status, Total, (SELECT COUNT(*) FROM Invoices) AS n FROM Invoices WHERE InvoiceID = '${INVOICE}'`;
    expect(await rowsOf(sql, [], database)).toEqual([{ Status: 'PAID', Total: '77.33', n: 2402 }]);
    other.mutate(MAIN_TENANT_ID, (collections) => {
      collections.Invoices = collections.Invoices.slice(-2000).concat(
        collections.Invoices.filter((invoice) => invoice['InvoiceID'] === INVOICE).map(
          (invoice) => ({
            ...invoice,
            Status: 'VOIDED',
            Total: 1.5,
          }),
        ),
      );
    });
    expect(await rowsOf(sql, [], database)).toEqual([{ Status: 'VOIDED', Total: '1.50', n: 2001 }]);
    await database.close();
    await other.close();
  });
});

describe('several statements at once', () => {
  it('on one connection each get their own answer, and calls of their own', async () => {
    emulator.clear();
    const statements = [
      ['SELECT COUNT(*) AS n FROM CreditNotes', 110],
      ['SELECT COUNT(*) AS n FROM Contacts', 170],
      ['SELECT COUNT(*) AS n FROM BankTransactions', 902],
      ['SELECT COUNT(*) AS n FROM Items', 60],
      ['SELECT COUNT(*) AS n FROM CreditNotes', 110],
    ] as const;
    const results = await Promise.all(statements.map(([sql]) => main.query(sql)));
    expect(results.map(({ rows }) => rows)).toEqual(statements.map(([, n]) => [{ n }]));
    expect(results.map(({ stats }) => stats.apiCalls)).toEqual([1, 1, 1, 1, 1]);
    expect(apiCalls(emulator)).toHaveLength(5);
  });

  it('may read streams side by side', async () => {
    const one = main.stream('SELECT CreditNoteID FROM CreditNotes')[Symbol.asyncIterator]();
    const two = main.stream('SELECT ContactID FROM Contacts')[Symbol.asyncIterator]();
    let rows = 0;
    for (let ended = 0; ended < 2;) {
      ended = 0;
      for (const next of [await one.next(), await two.next()]) {
        if (next.done === true) ended += 1;
        else rows += 1;
      }
    }
    expect(rows).toBe(110 + 170);
  });
});

describe('as programs call it', () => {
  it('connect, query, stream, stats, close', async () => {
    const real = await startEmulator();
    const database = await connect(real.connectionString(), { now: () => NOW });
    const { rows, columns, stats } = await database.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM CreditNotes WHERE Date < current_date',
    );
    expect(rows[0]?.n).toBeGreaterThan(100);
    expect(columns).toEqual([{ name: 'n', type: 'integer' }]);
    expect(stats).toMatchObject({ apiCalls: 2, rowsFetched: rows[0]?.n });
    const { [MAIN_TENANT_ID]: seen } = real.stats;
    expect(stats.bytes).toBeGreaterThanOrEqual(seen?.bytes ?? Infinity);
    expect(stats.elapsedMs).toBeGreaterThan(0);
    await database.close();
    const once = await queryOnce(real.connectionString(), 'SELECT ? AS x', ['y']);
    expect(once.rows).toEqual([{ x: 'y' }]);
    await real.close();
  });

  it('EXPLAIN ANALYZE says what was done', async () => {
    const { rows, stats } = await main.query(
      "EXPLAIN ANALYZE SELECT COUNT(*) FROM Invoices WHERE Status = 'DRAFT'",
    );
    const text = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Statuses=DRAFT/);
    expect(text).toMatch(/Actual: 1 calls?, 37 rows fetched/);
    expect(stats.apiCalls).toBe(1);
  });
});
