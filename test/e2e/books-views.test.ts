/** The views that come with xero-sql tie to Xero's reports and to the journals, in the fewest calls. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { ACCOUNT_TYPES } from '../../src/schemas/accounting/enumerations.ts';
import { shippedViews } from '../../src/schemas/books/index.ts';
import { catalogue } from '../../src/schemas/index.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, lineOf, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
let database: Database;

beforeAll(async () => {
  emulator = await startEmulator({
    clock: () => clock.now(),
    rateLimits: { perMinute: 1e6, perDay: 1e6, appPerMinute: 1e6 },
    accessTokenSeconds: 1e8,
  });
  database = await open(emulator, { clock, properties: { OAuthSettingsLocation: 'memory://' } });
});
beforeEach(() => database.refresh());
afterAll(async () => {
  await database.close();
  await emulator.close();
});

type Row = Readonly<Record<string, unknown>>;

const rowsOf = async (sql: string): Promise<readonly Row[]> => (await database.query(sql)).rows;

async function callsOf(sql: string): Promise<readonly string[]> {
  database.refresh();
  emulator.clear();
  await rowsOf(sql);
  return apiCalls(emulator).map(lineOf);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const cents = (value: unknown): number => Math.round(Number(value ?? 0) * 100);
const total = (rows: readonly Row[], column: string): number =>
  rows.reduce((sum, row) => sum + cents(row[column]), 0);

/** One value of one row. */
async function value(sql: string): Promise<unknown> {
  const [row, ...more] = await rowsOf(sql);
  if (row === undefined || more.length > 0) throw new Error(`not one row: ${sql}`);
  return Object.values(row)[0];
}

describe.each(shippedViews.map((view) => [view.table.name, view] as const))('%s', (name, view) => {
  const { table, examples } = view;

  it('has the columns that it declares, in name, order and type', async () => {
    const { columns } = await database.query(`SELECT * FROM ${name} LIMIT 0`);
    expect(columns).toEqual(
      table.columns.map((column) => ({ name: column.name, type: column.type })),
    );
  });

  it('has a key that tells its rows apart, and no name that another table has', async () => {
    const others = catalogue.tables.filter(
      (other) =>
        other !== table &&
        [other.name, ...other.aliases].some((one) => one.toLowerCase() === name.toLowerCase()),
    );
    expect(others).toEqual([]);
    if (table.primaryKey.length === 0) return;
    const key = table.primaryKey.join(', ');
    expect(await rowsOf(`SELECT ${key} FROM ${name} GROUP BY ${key} HAVING COUNT(*) > 1`)).toEqual(
      [],
    );
  });

  it.each(examples.map(({ title, sql }) => [title, sql] as const))(
    'example: %s',
    async (_, sql) => {
      expect((await rowsOf(sql)).length).toBeGreaterThan(0);
    },
  );
});

describe('GeneralLedger', () => {
  it('ties to the trial balance of a day, account by account', async () => {
    const reported = await rowsOf(
      "SELECT AccountID, Label, Section, YTDDebit, YTDCredit FROM TrialBalance WHERE Date = '2026-06-30' AND AccountID IS NOT NULL",
    );
    expect(reported.length).toBeGreaterThan(40);
    const ledger = await rowsOf(
      `SELECT AccountID, AccountClass, SUM(NetAmount) AS Ever, SUM(Debit) - SUM(Credit) AS Sides,
         SUM(NetAmount) FILTER (WHERE JournalDate >= DATE '2025-07-01') AS Year
       FROM GeneralLedger WHERE JournalDate <= DATE '2026-06-30' GROUP BY AccountID, AccountClass`,
    );
    const booked = new Map(ledger.map((row) => [text(row['AccountID']), row]));
    expect(booked.size).toBe(ledger.length);
    for (const row of reported.filter(({ Label }) => !/^Retained Earnings/.test(text(Label)))) {
      const entry = booked.get(text(row['AccountID']));
      const isOfYear = /^(REVENUE|EXPENSE)$/.test(text(entry?.['AccountClass']));
      const net = cents(entry?.[isOfYear ? 'Year' : 'Ever']);
      expect(net, text(row['Label'])).toBe(cents(row['YTDDebit']) - cents(row['YTDCredit']));
      expect(cents(entry?.['Sides'])).toBe(cents(entry?.['Ever']));
    }
    expect(total(ledger, 'Ever')).toBe(0);
  });

  it('has the class of every account that the chart gives it', async () => {
    const odd = await rowsOf(
      `SELECT DISTINCT g.AccountCode, g.AccountClass, a.Class FROM GeneralLedger g
       JOIN Accounts a ON a.AccountID = g.AccountID WHERE g.AccountClass IS DISTINCT FROM a.Class`,
    );
    expect(odd).toEqual([]);
    expect(await value('SELECT COUNT(DISTINCT AccountClass) FROM GeneralLedger')).toBe(5);
  });

  it('has a class for every type of account that Xero documents', () => {
    const ledger = shippedViews.find(({ table }) => table.name === 'GeneralLedger');
    for (const type of ACCOUNT_TYPES) expect(ledger?.table.source.sql).toContain(`'${type}'`);
  });

  it('reads the list once, and from where it is told', async () => {
    const journals = Number(await value('SELECT COUNT(*) FROM Journals'));
    const all = await callsOf('SELECT SUM(NetAmount) FROM GeneralLedger');
    expect(all.length).toBe(Math.floor(journals / 100) + 1);
    const last = Number(await value('SELECT MAX(JournalNumber) FROM Journals'));
    const since = await callsOf(
      `SELECT NetAmount FROM GeneralLedger WHERE JournalNumber > ${last - 40}`,
    );
    expect(since).toHaveLength(1);
    expect(since[0]).toContain(`offset=${last - 40}`);
    expect(await callsOf('SELECT JournalNumber, Debit FROM GeneralLedger LIMIT 10')).toHaveLength(
      1,
    );
  });
});

describe('ProfitAndLossByMonth', () => {
  it('ties to the report, by account and month over two years', async () => {
    const reported = await rowsOf(
      `SELECT AccountID, PeriodStart, Section, Amount FROM ProfitAndLoss
       WHERE FromDate = '2024-07-01' AND ToDate = '2026-06-30' AND Timeframe = 'MONTH' AND AccountID IS NOT NULL`,
    );
    const rows = await rowsOf(
      "SELECT * FROM ProfitAndLossByMonth WHERE Month BETWEEN DATE '2024-07-01' AND DATE '2026-06-01'",
    );
    expect(rows.length).toBeGreaterThan(500);
    const sections = new Map(
      rows.map((row) => [text(row['AccountID']), text(row['Section']).toLowerCase()]),
    );
    const key = (account: unknown, month: unknown): string => `${text(account)} ${text(month)}`;
    const ours = new Map(
      rows.map((row) => [key(row['AccountID'], row['Month']), cents(row['Amount'])]),
    );
    expect(ours.size).toBe(rows.length);
    const theirs = new Map(
      reported.map((row) => [key(row['AccountID'], row['PeriodStart']), cents(row['Amount'])]),
    );
    for (const [at, amount] of theirs) expect(ours.get(at) ?? 0, at).toBe(amount);
    for (const [at, amount] of ours) expect(theirs.get(at) ?? 0, at).toBe(amount);
    for (const row of reported) {
      const section = sections.get(text(row['AccountID']));
      if (section !== undefined) expect(text(row['Section']).toLowerCase()).toContain(section);
    }
  });

  it('ties to the net profit of a year', async () => {
    const ours = await value(
      "SELECT SUM(Profit) FROM ProfitAndLossByMonth WHERE Month >= DATE '2025-07-01' AND Month < DATE '2026-07-01'",
    );
    const theirs = await value(
      "SELECT Amount FROM ProfitAndLoss WHERE FromDate = '2025-07-01' AND ToDate = '2026-06-30' AND Label = 'Net Profit'",
    );
    expect(cents(theirs)).not.toBe(0);
    expect(cents(ours)).toBe(cents(theirs));
  });
});

describe.each([
  ['Receivables', 'ACCREC', 'Accounts Receivable'],
  ['Payables', 'ACCPAY', 'Accounts Payable'],
] as const)('aged %s', (side, type, account) => {
  const detail = `Aged${side}Detail`;
  const summary = `Aged${side}Summary`;

  it('ties to the balance sheet, but for prepayments', async () => {
    const open = await value(`SELECT SUM(BaseAmount) FROM ${detail} WHERE Kind <> 'PREPAYMENT'`);
    const sign = side === 'Receivables' ? 1 : -1;
    const balance = await value(
      `SELECT SUM(g.NetAmount) FROM GeneralLedger g WHERE g.AccountName = '${account}'`,
    );
    expect(cents(open)).toBe(sign * cents(balance));
    const reported = await value(
      `SELECT Amount FROM BalanceSheet WHERE Date = '2026-11-20' AND Label = '${account}'`,
    );
    expect(cents(reported)).toBe(cents(open));
    expect(cents(open)).not.toBe(0);
  });

  it('ties to the report of each contact that has open invoices', async () => {
    const contacts = await rowsOf(
      `SELECT ContactID, SUM(BaseAmount) AS Due, COUNT(*) AS Invoices FROM ${detail}
       WHERE Kind = 'INVOICE' GROUP BY ContactID ORDER BY Invoices DESC, ContactID LIMIT 12`,
    );
    expect(contacts.length).toBe(12);
    for (const { ContactID, Due, Invoices } of contacts) {
      const lines = await rowsOf(
        `SELECT Due, InvoiceID FROM Aged${side}ByContact
         WHERE ContactID = '${text(ContactID)}' AND InvoiceID IS NOT NULL AND ReportDate = '2026-11-20'`,
      );
      expect(lines).toHaveLength(Number(Invoices));
      expect(total(lines, 'Due')).toBe(cents(Due));
    }
  });

  it('ages every document in one bucket, as counted by hand', async () => {
    const rows = await rowsOf(`SELECT * FROM ${detail}`);
    for (const row of rows) {
      const days = (NOW.getTime() - Date.parse(`${text(row['DueDate'])}T10:00:00Z`)) / 86_400_000;
      expect(row['DaysOverdue']).toBe(days);
      const bucket =
        days <= 0
          ? 'Not due'
          : days <= 30
            ? '1-30'
            : days <= 60
              ? '31-60'
              : days <= 90
                ? '61-90'
                : 'Over 90';
      expect(row['Bucket']).toBe(bucket);
    }
    expect(new Set(rows.map((row) => row['Bucket'])).size).toBeGreaterThan(2);
    expect(new Set(rows.map((row) => row['Kind'])).size).toBeGreaterThan(2);
  });

  it('sums by contact without losing or doubling a cent', async () => {
    const rows = await rowsOf(`SELECT * FROM ${summary}`);
    const all = await rowsOf(`SELECT BaseAmount FROM ${detail}`);
    expect(total(rows, 'Total')).toBe(total(all, 'BaseAmount'));
    expect(rows.reduce((sum, row) => sum + Number(row['Documents']), 0)).toBe(all.length);
    for (const row of rows) {
      const buckets = ['NotDue', 'Days1To30', 'Days31To60', 'Days61To90', 'Over90Days'];
      expect(buckets.reduce((sum, name) => sum + cents(row[name]), 0)).toBe(cents(row['Total']));
    }
  });

  it('takes a call for each kind of document; the filters go to Xero', async () => {
    expect(await callsOf(`SELECT * FROM ${summary}`)).toHaveLength(4);
    const [invoices = ''] = await callsOf(
      `SELECT * FROM ${detail} WHERE Kind = 'INVOICE' AND ContactName = 'Yarra Bend Boathouse' AND DaysOverdue > 30`,
    );
    expect(invoices).toContain('Yarra Bend Boathouse');
    expect(invoices).toContain(`Type == "${type}"`);
    expect(invoices).toContain('DueDate < DateTime(2026,10,21)');
    const one = await callsOf(
      `SELECT Total FROM ${summary} WHERE ContactName = 'Yarra Bend Boathouse'`,
    );
    expect(one).toHaveLength(4);
    for (const call of one) expect(call).toContain('Yarra Bend Boathouse');
  });

  it('reads one kind alone where a condition says so', async () => {
    expect(await callsOf(`SELECT * FROM ${detail} WHERE Kind = 'INVOICE'`)).toHaveLength(1);
  });
});

describe('SalesByMonth', () => {
  it('is what sales invoices and credit notes have posted, month by month, to the cent', async () => {
    const posted = await rowsOf(
      `SELECT CAST(date_trunc('month', JournalDate) AS DATE) AS Month, -SUM(NetAmount) AS Net FROM GeneralLedger
       WHERE SourceType IN ('ACCREC', 'ACCRECCREDIT') AND AccountName NOT IN ('Accounts Receivable', 'Sales Tax')
       GROUP BY 1 HAVING SUM(NetAmount) <> 0`,
    );
    const ours = await rowsOf(
      'SELECT Month, SUM(Net) AS Net FROM SalesByMonth GROUP BY Month HAVING SUM(Net) <> 0',
    );
    expect(posted.length).toBeGreaterThan(40);
    const byMonth = new Map(ours.map((row) => [text(row['Month']), cents(row['Net'])]));
    for (const row of posted)
      expect(byMonth.get(text(row['Month'])), text(row['Month'])).toBe(cents(row['Net']));
    expect(byMonth.size).toBe(posted.length);
  });

  it('ties to the revenue of the profit and loss, less what came in otherwise', async () => {
    const where = "Month >= DATE '2025-07-01' AND Month < DATE '2026-07-01'";
    const revenue = await value(
      `SELECT SUM(Amount) FROM ProfitAndLossByMonth WHERE Section IN ('Income', 'Other Income') AND ${where}`,
    );
    const otherwise = await value(
      `SELECT -SUM(NetAmount) FROM GeneralLedger
       WHERE AccountClass = 'REVENUE' AND SourceType NOT IN ('ACCREC', 'ACCRECCREDIT')
         AND JournalDate >= DATE '2025-07-01' AND JournalDate < DATE '2026-07-01'`,
    );
    const elsewhere = await value(
      `SELECT COALESCE(-SUM(NetAmount), 0) FROM GeneralLedger
       WHERE AccountClass <> 'REVENUE' AND SourceType IN ('ACCREC', 'ACCRECCREDIT')
         AND AccountName NOT IN ('Accounts Receivable', 'Sales Tax')
         AND JournalDate >= DATE '2025-07-01' AND JournalDate < DATE '2026-07-01'`,
    );
    const net = await value(`SELECT SUM(Net) FROM SalesByMonth WHERE ${where}`);
    expect(cents(net)).toBe(cents(revenue) - cents(otherwise) + cents(elsewhere));
    expect(cents(net)).toBeGreaterThan(0);
  });

  it('lets months and names through to Xero: two calls', async () => {
    const calls = await callsOf(
      "SELECT Net FROM SalesByMonth WHERE Month >= DATE '2026-07-01' AND ContactName = 'ESPRESSO LANE'",
    );
    expect(calls).toHaveLength(2);
    for (const call of calls) {
      expect(call).toContain('Date >= DateTime(2026,07,01)');
      expect(call).toContain('ESPRESSO LANE');
    }
  });
});

describe('BankReconciliation', () => {
  it('has the balances of BankSummary, and parts them by what is reconciled', async () => {
    const rows = await rowsOf('SELECT * FROM BankReconciliation');
    const summary = await rowsOf(
      "SELECT AccountID, ClosingBalance FROM BankSummary WHERE FromDate = '2026-11-01' AND ToDate = '2026-11-20' AND RowType = 'Row'",
    );
    expect(rows).toHaveLength(5);
    const closing = new Map(summary.map((row) => [row['AccountID'], cents(row['ClosingBalance'])]));
    for (const row of rows) {
      expect(cents(row['Balance'])).toBe(closing.get(row['AccountID']));
      expect(cents(row['ReconciledBalance'])).toBe(
        cents(row['Balance']) - cents(row['UnreconciledBase']),
      );
    }
  });

  it('counts what the documents say, and all items with the opening balance make the balance', async () => {
    const opening = new Map(
      (
        await rowsOf(
          "SELECT AccountID, SUM(NetAmount) AS Net FROM GeneralLedger WHERE SourceType = 'MANJOURNAL' GROUP BY AccountID",
        )
      ).map((row) => [row['AccountID'], cents(row['Net'])]),
    );
    const items = `
      SELECT BankAccountID AS AccountID, Date, IsReconciled, CurrencyRate,
        CASE WHEN Type LIKE 'RECEIVE%' THEN Total ELSE -Total END AS Amount
      FROM BankTransactions WHERE Status = 'AUTHORISED'
      UNION ALL
      SELECT AccountID, Date, IsReconciled, CurrencyRate,
        CASE WHEN PaymentType IN ('ACCRECPAYMENT', 'APCREDITPAYMENT', 'APOVERPAYMENTPAYMENT', 'APPREPAYMENTPAYMENT') THEN BankAmount ELSE -BankAmount END
      FROM Payments WHERE Status = 'AUTHORISED'`;
    const counted = await rowsOf(
      `SELECT a.AccountID, a.CurrencyCode, COUNT(*) FILTER (WHERE NOT IsReconciled) AS Items,
         SUM(Amount) FILTER (WHERE NOT IsReconciled) AS Open, SUM(Amount) AS Everything,
         MIN(Date) FILTER (WHERE NOT IsReconciled) AS Oldest
       FROM (${items}) i JOIN Accounts a USING (AccountID) WHERE a.Type = 'BANK'
       GROUP BY a.AccountID, a.CurrencyCode`,
    );
    const ours = new Map(
      (await rowsOf('SELECT * FROM BankReconciliation')).map((row) => [row['AccountID'], row]),
    );
    expect(counted).toHaveLength(5);
    for (const row of counted) {
      expect(ours.get(row['AccountID'])).toMatchObject({
        UnreconciledItems: row['Items'],
        UnreconciledAmount: row['Open'],
        OldestUnreconciled: row['Oldest'],
      });
      if (row['CurrencyCode'] !== 'AUD') continue;
      const own = ours.get(row['AccountID']);
      expect(own?.['UnreconciledBase']).toBe(own?.['UnreconciledAmount']);
      expect(cents(own?.['Balance'])).toBe(
        cents(row['Everything']) + (opening.get(row['AccountID']) ?? 0),
      );
    }
  });

  it('takes a call for the organisation, the chart and the report, and the pages of items', async () => {
    const transactions = Number(
      await value("SELECT COUNT(*) FROM BankTransactions WHERE Status = 'AUTHORISED'"),
    );
    const payments = Number(
      await value("SELECT COUNT(*) FROM Payments WHERE Status = 'AUTHORISED'"),
    );
    const calls = await callsOf('SELECT * FROM BankReconciliation');
    const pages = Math.ceil(transactions / 1000) + Math.ceil(payments / 1000);
    expect(calls.length, calls.join('\n')).toBe(3 + pages);
  });
});

it('views of several organisations part them', async () => {
  const all = await open(emulator, {
    clock,
    properties: { OAuthSettingsLocation: 'memory://', Tenant: '*' },
  });
  try {
    const { rows } = await all.query(
      'SELECT TenantName, COUNT(*) AS Contacts, SUM(Total) AS Total FROM AgedReceivablesSummary GROUP BY TenantName ORDER BY TenantName',
    );
    expect(rows.length).toBeGreaterThan(1);
    const own = await value('SELECT SUM(Total) FROM AgedReceivablesSummary');
    const name = await value('SELECT Name FROM Organisation');
    expect(rows.find((row) => row['TenantName'] === name)?.['Total']).toBe(own);
  } finally {
    await all.close();
  }
});
