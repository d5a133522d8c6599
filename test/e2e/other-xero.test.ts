/**
 * Answers through a stand-in for Xero that has other habits than our emulator: the same statements
 * under each way that Xero's documentation leaves open, compared with DuckDB on the same data.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { connect } from '../../src/index.ts';
import {
  difference,
  oracleAnswer,
  ourAnswer,
  type Answer,
} from '../differential/support/answers.ts';
import { FakeClock } from '../xero/support.ts';
import { makeBooks, textOf } from './other-xero/books.ts';
import { loadOtherBooks } from './other-xero/oracle.ts';
import { AGED, reportLines } from './other-xero/reports.ts';
import { startOtherXero, type OtherXero } from './other-xero/server.ts';
import { ALL_ORGANISATIONS, isOrdered, STATEMENTS } from './other-xero/statements.ts';
import type { Trouble, Variation } from './other-xero/variation.ts';
import { NOW, open } from './support.ts';

const TENANT = '7d1c0f6e-9a1b-4c55-8f2e-0b7a61c3d901';
const OTHER_TENANT = '0e9b8a7c-6d5e-4f3a-a2b1-c0d9e8f7a6b5';
const FIRST = makeBooks(
  41,
  { tenantId: TENANT, tenantName: 'Kererū Joinery' },
  // a last page exactly full, a single full one, one document, none
  {
    contacts: 230,
    invoices: 300,
    payments: 200,
    journals: 200,
    quotes: 100,
    employees: 100,
    files: 57,
    projects: 12,
  },
);
const SECOND = makeBooks(
  99,
  { tenantId: OTHER_TENANT, tenantName: 'Second & Sons' },
  {
    contacts: 9,
    invoices: 100,
    payments: 1,
    journals: 3,
    quotes: 0,
    employees: 7,
    files: 0,
    projects: 1,
  },
);

const LOST = makeBooks(
  7,
  { tenantId: '11111111-2222-4333-8444-555555555555', tenantName: 'Lost Ltd' },
  {
    contacts: 1,
    invoices: 1,
    payments: 1,
    journals: 1,
    quotes: 1,
    employees: 1,
    files: 1,
    projects: 1,
  },
);

let xero: OtherXero;
const oracles = new Map<string, Answer>();
const clock = new FakeClock(NOW.getTime());
const opened: Database[] = [];

beforeAll(async () => {
  xero = await startOtherXero(
    [{ books: FIRST }, { books: LOST, disconnected: true }, { books: SECOND }],
    [{ tenantId: '5f5f5f5f-0000-4000-8000-00000000000f', tenantName: 'Advisers' }],
  );
  const one = await loadOtherBooks([FIRST]);
  const all = await loadOtherBooks([FIRST, SECOND]);
  const learn = async (oracle: DuckDBConnection, sql: string): Promise<void> => {
    oracles.set(sql, await oracleAnswer(oracle, sql));
  };
  for (const sql of STATEMENTS) await learn(one, sql);
  for (const sql of ALL_ORGANISATIONS) await learn(all, sql);
}, 30_000);
afterAll(() => xero.close());
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function database(properties: Readonly<Record<string, string>> = {}): Promise<Database> {
  const service = {
    connectionString: (extra: Readonly<Record<string, string>> = {}) =>
      Object.entries({
        AuthScheme: 'OAuthClient',
        OAuthClientId: 'other-client',
        OAuthClientSecret: 'other-secret',
        ApiUrl: xero.url,
        IdentityUrl: xero.url,
        LoginUrl: xero.url,
        CacheSeconds: '0',
        ...extra,
      })
        .map(([name, value]) => `${name}=${value}`)
        .join(';'),
  };
  const made = await open(service, { clock, properties });
  opened.push(made);
  return made;
}

const everywhere = (): Promise<Database> => database({ Tenant: '*', OnTenantError: 'skip' });

const MOST_SHOWN = 600;

/** What is wrong with the answers, one line a statement. */
async function wrongAnswers(
  db: Database,
  statements: readonly string[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const sql of statements) {
    try {
      const { columns, rows } = await db.query(sql);
      const oracle = oracles.get(sql);
      if (oracle === undefined) throw new Error('no oracle');
      const found = difference(ourAnswer(columns, rows), oracle, isOrdered(sql));
      if (found !== null) wrong.push(`${sql}\n  ${found.slice(0, MOST_SHOWN)}`);
    } catch (error) {
      wrong.push(`${sql}\n  ${String(error)}`);
    }
  }
  return wrong;
}

/** What a variation can change the answers of. */
type Reach = 'all' | 'values' | 'lists';

const IS_OF: Readonly<Record<Reach, (sql: string) => boolean>> = {
  all: () => true,
  values: (sql) =>
    /^SELECT \* FROM (Invoices|Contacts|Payments|Journals|Items|ContactAddresses)$/.test(sql) ||
    /PAYROLLAUS\.\w+$|(Files|Projects|Time)$|date_trunc|MIN\(|BETWEEN|SUM\(Total|UTC/.test(sql),
  lists: (sql) => !/JOIN|LIKE|MIN|SUM|EXISTS|PROJECTS.T|IN \(/.test(sql),
};

type Case = readonly [name: string, reach: Reach, differences: Partial<Variation>];

const VARIATIONS: readonly Case[] = [
  ['as documented', 'all', { body: 'gzip' }],
  ['pages of a hundred', 'lists', { pageSize: 'hundred' }],
  ['pages of forty, without pagination', 'all', { pageSize: 'capped', pagination: 'none' }],
  ['pages of a hundred, without pagination', 'lists', { pageSize: 'hundred', pagination: 'none' }],
  ['pages as asked for, without pagination', 'lists', { pagination: 'none', unchanged: '304' }],
  ['pagination without itemCount', 'lists', { pagination: 'withoutCount' }],
  [
    'pages of forty, without itemCount',
    'lists',
    { pageSize: 'capped', pagination: 'withoutCount' },
  ],
  ['offsets in dates', 'values', { dates: 'offset', dateStrings: 'beside', ids: 'upper' }],
  ['days at midnight of the server', 'values', { dates: 'localMidnight', limitHeaders: false }],
  ['no offsets, nulls', 'values', { dates: 'bare', nulls: 'null', emptyLists: 'null' }],
  ['dates in ISO', 'values', { dates: 'iso', emptyLists: 'absent', body: 'chunked' }],
  ['dates in ISO with Z, numbers as text', 'values', { dates: 'isoZ', numbers: 'texts' }],
  [
    'dates as text, numbers of four places',
    'values',
    { dateStrings: 'only', numbers: 'fourPlaces' },
  ],
  ['numbers with exponents', 'values', { numbers: 'exponents', texts: 'caseless' }],
  ['nothing undocumented', 'all', { undocumented: 'refused', pageSize: 'hundred' }],
  ['where refused', 'all', { where: 'refused' }],
  ['filters ignored', 'all', { filters: 'ignored' }],
  ['order ignored', 'lists', { order: 'ignored' }],
];

it.each(VARIATIONS)('%s: the answers are right', async (_, reach, differences) => {
  xero.vary(differences);
  const statements = STATEMENTS.filter(IS_OF[reach]);
  expect(await wrongAnswers(await database({ Tenant: TENANT }), statements)).toEqual([]);
  expect(await wrongAnswers(await everywhere(), ALL_ORGANISATIONS)).toEqual([]);
});

/** Each of several pages, of several lists, and one read for the keys of another. */
const FEW = STATEMENTS.filter((sql) =>
  /^SELECT \* FROM (Contacts|Journals|InvoiceLineItems)|GROUP BY c.ContactID|PROJECTS.Tasks$/.test(
    sql,
  ),
);

const TROUBLES: readonly Trouble[] = [
  'minute',
  'minuteWithoutHeaders',
  'concurrent',
  'expired',
  'html503',
  'html500',
  'truncated',
  'reset',
  'slow',
];

it.each(TROUBLES)('after trouble (%s) the answers are right', async (trouble) => {
  xero.vary({ trouble, pageSize: 'hundred' });
  expect(FEW).toHaveLength(5);
  expect(await wrongAnswers(await database({ Tenant: TENANT }), FEW)).toEqual([]);
  expect(await wrongAnswers(await everywhere(), ALL_ORGANISATIONS)).toEqual([]);
});

describe('reports', () => {
  const rowsOf = async (sql: string): Promise<readonly unknown[]> =>
    (await (await database({ Tenant: TENANT })).query(sql)).rows.map((row) => Object.values(row));
  const amountOf = (text: string | undefined): string | null =>
    text === '' ? null : (text ?? null);

  it.each(['texts', 'plain'] as const)('give the amounts of their lines (%s)', async (numbers) => {
    xero.vary({ numbers });
    const one = reportLines(FIRST, 1).map(({ label, accountId, values: [value] }) => [
      label,
      accountId,
      '2026-08-31',
      amountOf(value),
    ]);
    const condition = "WHERE RowType = 'Row' ORDER BY LineNumber";
    for (const [report, when] of [
      ['ProfitAndLoss', "FromDate = '2026-08-01' AND ToDate = '2026-08-31'"],
      ['BalanceSheet', "Date = '2026-08-31'"],
    ] as const) {
      const columns = 'Label, AccountID, PeriodEnd, Amount';
      expect(
        await rowsOf(
          `SELECT ${columns} FROM ${report} ${condition.replace('ORDER', `AND ${when} ORDER`)}`,
        ),
      ).toEqual(one);
    }
    expect(
      await rowsOf(
        `SELECT Label, Debit, Credit, YTDDebit, YTDCredit FROM TrialBalance ${condition}`,
      ),
    ).toEqual(reportLines(FIRST, 4).map(({ label, values }) => [label, ...values.map(amountOf)]));
  });

  it('of contacts are read for the contact', async () => {
    xero.vary({});
    const id = textOf(FIRST.collections.Contacts[0]?.['ContactID']);
    const sql = `SELECT Number, DueDate, Total, Due FROM AgedReceivablesByContact WHERE ContactID = '${id}'`;
    expect(await rowsOf(sql)).toEqual(
      AGED.map(([, number, due, , total, , , left]) => [number, due.slice(0, 10), total, left]),
    );
    expect(xero.calls).toHaveLength(1);
  });
});

describe('whoever has an emulator', () => {
  const APP = 'AuthScheme=OAuthClient;OAuthClientId=other-client;OAuthClientSecret=other-secret';
  const COUNT = 'SELECT COUNT(*) AS n FROM Invoices';

  it.each<readonly [string, (url: string) => string]>([
    ['one address', (url) => `ApiUrl=${url}`],
    ['a path before all others', (url) => `ApiUrl=${url}/gateway/`],
    ['another address for tokens', (url) => `ApiUrl=${url};TokenUrl=${url}/oauth/issue`],
    [
      'an address for each API',
      (url) =>
        `ApiUrl=${url};AccountingUrl=${url}/books-only;ProjectsUrl=${url}/projects-only;TokenUrl=${url}/oauth/issue`,
    ],
  ])('needs but say %s', async (_, address) => {
    xero.vary({});
    const db = await connect(`${APP};Tenant=Kererū Joinery;${address(xero.url)}`);
    expect((await db.query(COUNT)).rows).toEqual([{ n: 300 }]);
    expect((await db.query('SELECT COUNT(*) AS n FROM PROJECTS.Projects')).rows).toEqual([
      { n: 12 },
    ]);
    await db.close();
  });

  it('needs no sign-in and no list of organisations with a token and a tenant', async () => {
    xero.vary({});
    const token = xero.token();
    const db = await connect(
      `InitiateOAuth=OFF;AccessToken=${token};Tenant=${TENANT};ApiUrl=${xero.url}`,
    );
    expect((await db.query(COUNT)).rows).toEqual([{ n: 300 }]);
    expect(xero.calls.map(({ path }) => path)).toEqual(['/api.xro/2.0/Invoices']);
    await db.close();
  });
});

describe('connections', () => {
  it('are all in Tenants; practices and lost organisations are not read', async () => {
    xero.vary({ ids: 'upper' });
    const { rows } = await (
      await database()
    ).query('SELECT TenantName, TenantType FROM Tenants ORDER BY TenantName');
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['Advisers', 'PRACTICE'],
      ['Kererū Joinery', 'ORGANISATION'],
      ['Lost Ltd', 'ORGANISATION'],
      ['Second & Sons', 'ORGANISATION'],
    ]);
    const lost = (await database({ Tenant: 'Lost Ltd' })).query('SELECT * FROM Accounts');
    await expect(lost).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const all = (await database({ Tenant: '*' })).query('SELECT COUNT(*) FROM Accounts');
    await expect(all).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(all).rejects.toThrow(/Lost Ltd/);
  });

  it('are found where the OpenAPI file has them', async () => {
    xero.vary({ connections: '/Connections' });
    const { rows } = await (await database()).query('SELECT COUNT(*) AS n FROM Tenants');
    expect(rows).toEqual([{ n: 4 }]);
    const paths = xero.calls.map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith('/api.xro'))).toEqual([
      '/connections',
      '/Connections',
    ]);
  });

  it('a lost one can be left out', async () => {
    xero.vary({});
    const db = await database({ Tenant: '*', OnTenantError: 'skip' });
    const { rows, warnings } = await db.query(
      'SELECT TenantName, COUNT(*) AS n FROM Invoices GROUP BY TenantName ORDER BY n',
    );
    expect(rows).toEqual([
      { TenantName: 'Second & Sons', n: 100 },
      { TenantName: 'Kererū Joinery', n: 300 },
    ]);
    expect(warnings.join()).toMatch(/Lost Ltd/);
  });
});

describe('an id that is not there', () => {
  it('is no row, in any case of its letters', async () => {
    xero.vary({ ids: 'upper' });
    const db = await database({ Tenant: TENANT });
    const missing = 'aaaaaaaa-0000-4000-8000-000000000000';
    expect((await db.query(`SELECT * FROM Quotes WHERE QuoteID = '${missing}'`)).rows).toEqual([]);
    const [quote] = FIRST.collections.Quotes;
    const id = textOf(quote?.['QuoteID']).toUpperCase();
    const { rows } = await db.query(`SELECT QuoteNumber FROM Quotes WHERE QuoteID = '${id}'`);
    expect(rows).toEqual([{ QuoteNumber: quote?.['QuoteNumber'] }]);
  });
});

describe('calls', () => {
  const callsFor = async (sql: string, differences: Partial<Variation> = {}): Promise<number> => {
    xero.vary(differences);
    const { rows } = await (await database({ Tenant: TENANT })).query(sql);
    expect(rows.length).toBeGreaterThan(0);
    return xero.calls.filter(({ path }) => path !== '/connections').length;
  };
  const CONTACTS = 'SELECT Name, IsCustomer FROM Contacts';
  const PAID = "SELECT InvoiceID, CurrencyRate FROM Invoices WHERE Status = 'PAID'";

  it.each<readonly [number, string, Partial<Variation>]>([
    [1, CONTACTS, {}],
    [3, CONTACTS, { pageSize: 'hundred' }],
    // who does not count may have more: one call tells
    [2, CONTACTS, { pagination: 'none' }],
    [3, CONTACTS, { pageSize: 'hundred', pagination: 'none' }],
    [1, 'SELECT COUNT(*) AS n FROM Contacts', { pageSize: 'hundred' }],
    [1, "SELECT COUNT(*) AS n FROM Invoices WHERE Type = 'ACCREC'", {}],
    [1, 'SELECT MAX(Date) AS d FROM Invoices', { pageSize: 'hundred' }],
    [1, 'SELECT InvoiceID FROM Invoices LIMIT 40', { pagination: 'none' }],
    [2, PAID, { pageSize: 'hundred' }],
    [2, "SELECT InvoiceID FROM Invoices WHERE Status = 'VOIDED' LIMIT 5", { filters: 'ignored' }],
    [1, "SELECT MIN(Date) AS d FROM Payments WHERE Status = 'DELETED'", { filters: 'ignored' }],
    // whose clock stands still cannot tell that a document was changed meanwhile
    [2, PAID, { pageSize: 'hundred', clock: 'stopped' }],
  ])('%d for %s', async (calls, sql, differences) => {
    expect(await callsFor(sql, differences)).toBe(calls);
  });

  it('what was refused once is not asked again', async () => {
    xero.vary({ undocumented: 'refused' });
    const db = await database({ Tenant: TENANT });
    const sql = 'SELECT LastName FROM PAYROLLAUS.Employees';
    const statuses = async (): Promise<readonly number[]> => {
      xero.calls.splice(0);
      await db.query(sql);
      return xero.calls.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([400, 200, 200]);
    expect(await statuses()).toEqual([200, 200]);
  });

  it('a refusal that has other reasons stays one', async () => {
    xero.vary({ where: 'refused', undocumented: 'refused' });
    const db = await database({ Tenant: TENANT });
    xero.refuse = true;
    const refused = db.query("SELECT EmployeeID FROM PAYROLLAUS.Employees WHERE Status = 'ACTIVE'");
    await expect(refused).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    xero.refuse = false;
  });
});
