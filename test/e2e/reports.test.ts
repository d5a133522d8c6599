/** Reports as tables tie to the journals to the cent, in the fewest calls; every period is whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, open } from './support.ts';

const clock = new FakeClock();
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

afterAll(async () => {
  await database.close();
  await emulator.close();
});

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(sql: string): Promise<readonly Row[]> {
  return (await database.query(sql)).rows;
}

async function ask(sql: string): Promise<{ rows: readonly Row[]; calls: number }> {
  emulator.clear();
  const rows = await rowsOf(sql);
  return { rows, calls: apiCalls(emulator).length };
}

/** An amount in cents; nothing is none. */
const cents = (value: unknown): number => Math.round(Number(value ?? 0) * 100);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Income is a credit, and shown positive. */
const isIncome = (section: unknown): boolean => /income/i.test(text(section));

/** What the ledger says by account and month, in cents; debits are positive. */
async function ledger(until: string, from = '0001-01-01'): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf(
    `SELECT l.AccountID, SUM(l.NetAmount) AS Net
     FROM Journals j JOIN JournalLines l ON l.JournalID = j.JournalID
     WHERE j.JournalDate BETWEEN '${from}' AND '${until}'
     GROUP BY l.AccountID`,
  );
  return new Map(rows.map((row) => [text(row['AccountID']), cents(row['Net'])]));
}

const RANGE = "FromDate = '2024-07-01' AND ToDate = '2026-06-30'";

const PERIODS = `SELECT DISTINCT PeriodStart, PeriodEnd FROM ProfitAndLoss`;

describe('ProfitAndLoss', () => {
  it('of 24 months takes three calls and ties to the journals, account by account', async () => {
    const { rows, calls } = await ask(
      `SELECT * FROM ProfitAndLoss WHERE ${RANGE} AND Timeframe = 'MONTH'`,
    );
    expect(calls).toBe(3);
    const booked = await rowsOf(
      `SELECT l.AccountID, CAST(date_trunc('month', j.JournalDate) AS DATE) AS Month, SUM(l.NetAmount) AS Net
       FROM Journals j
       JOIN JournalLines l ON l.JournalID = j.JournalID
       JOIN Accounts a ON a.AccountID = l.AccountID
       WHERE j.JournalDate BETWEEN '2024-07-01' AND '2026-06-30' AND a.Class IN ('REVENUE', 'EXPENSE')
       GROUP BY l.AccountID, CAST(date_trunc('month', j.JournalDate) AS DATE)`,
    );
    const keyOf = (account: unknown, start: unknown): string => `${text(account)} ${text(start)}`;
    const reported = new Map(
      rows
        .filter((row) => row['AccountID'] !== null)
        .map((row) => [
          keyOf(row['AccountID'], row['PeriodStart']),
          isIncome(row['Section']) ? 0 - cents(row['Amount']) : cents(row['Amount']),
        ]),
    );
    const expected = new Map(
      booked.map((row) => [keyOf(row['AccountID'], row['Month']), cents(row['Net'])]),
    );
    expect(expected.size).toBeGreaterThan(500);
    for (const [key, amount] of expected) expect(reported.get(key) ?? 0, key).toBe(amount);
    for (const [key, amount] of reported) expect(expected.get(key) ?? 0, key).toBe(amount);
  });

  it.each([
    ['MONTH', 24, 3],
    ['QUARTER', 8, 1],
    ['YEAR', 2, 1],
  ] as const)(
    'by %s has whole periods without gaps: %i in %i calls',
    async (frame, count, least) => {
      const { rows, calls } = await ask(
        `${PERIODS} WHERE ${RANGE} AND Timeframe = '${frame}' ORDER BY PeriodStart`,
      );
      expect(calls).toBe(least);
      expect(rows.length).toBe(count);
      rows.forEach((row, index) => {
        const next = rows[index + 1]?.['PeriodStart'] ?? '2026-07-01';
        const dayAfter = new Date(`${text(row['PeriodEnd'])}T00:00:00Z`);
        dayAfter.setUTCDate(dayAfter.getUTCDate() + 1);
        expect(dayAfter.toISOString().slice(0, 10)).toBe(next);
      });
    },
  );

  it.each([
    ['2024-01-01', '2024-02-29'],
    ['2025-02-01', '2025-02-28'],
    ['2025-11-01', '2026-02-28'],
  ])('by month from %s to %s has the last day of February', async (from, to) => {
    const where = `FromDate = '${from}' AND ToDate = '${to}' AND Timeframe = 'MONTH'`;
    const rows = await rowsOf(`${PERIODS} WHERE ${where} ORDER BY PeriodStart`);
    expect(rows[0]?.['PeriodStart']).toBe(from);
    expect(rows.at(-1)?.['PeriodEnd']).toBe(to);
    const monthly = await rowsOf(
      `SELECT SUM(Amount) AS Amount FROM ProfitAndLoss WHERE ${where} AND Label = 'Net Profit'`,
    );
    const inOne = await rowsOf(
      `SELECT Amount FROM ProfitAndLoss WHERE FromDate = '${from}' AND ToDate = '${to}' AND Label = 'Net Profit'`,
    );
    expect(cents(monthly[0]?.['Amount'])).toBe(cents(inOne[0]?.['Amount']));
    expect(cents(inOne[0]?.['Amount'])).not.toBe(0);
  });

  it('refuses a range that is no whole number of its periods', async () => {
    await expect(
      rowsOf(
        "SELECT * FROM ProfitAndLoss WHERE FromDate = '2026-01-15' AND ToDate = '2026-06-30' AND Timeframe = 'MONTH'",
      ),
    ).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});

describe('reports of a day', () => {
  it('TrialBalance balances, and ties to the journals of the financial year', async () => {
    const { rows, calls } = await ask("SELECT * FROM TrialBalance WHERE Date = '2026-06-30'");
    expect(calls).toBe(1);
    const lines = rows.filter((row) => row['AccountID'] !== null);
    expect(lines.length).toBeGreaterThan(40);
    const net = (row: Row): number => cents(row['YTDDebit']) - cents(row['YTDCredit']);
    expect(lines.reduce((sum, row) => sum + net(row), 0)).toBe(0);
    const [ever, year] = [await ledger('2026-06-30'), await ledger('2026-06-30', '2025-07-01')];
    const earnings = lines.filter((row) => /^Retained Earnings/.test(text(row['Label'])));
    for (const row of lines.filter((line) => !earnings.includes(line))) {
      const isOfYear = /^(Revenue|Expenses)$/.test(text(row['Section']));
      const booked = (isOfYear ? year : ever).get(text(row['AccountID'])) ?? 0;
      expect(net(row), text(row['Label'])).toBe(booked);
    }
  });

  it('BalanceSheet ties to the journals, and its sides to each other', async () => {
    const { rows, calls } = await ask("SELECT * FROM BalanceSheet WHERE Date = '2026-06-30'");
    expect(calls).toBe(1);
    const booked = await ledger('2026-06-30');
    const lines = rows.filter(
      (row) => row['AccountID'] !== null && row['Label'] !== 'Retained Earnings',
    );
    expect(lines.length).toBeGreaterThan(15);
    for (const row of lines) {
      const isDebit = /Bank|Assets/.test(text(row['Section']));
      const net = booked.get(text(row['AccountID'])) ?? 0;
      expect(cents(row['Amount']), text(row['Label'])).toBe(isDebit ? net : -net);
    }
    const total = (label: string): number =>
      cents(rows.find((row) => row['Label'] === label)?.['Amount']);
    expect(total('Total Assets') - total('Total Liabilities')).toBe(total('Net Assets'));
    expect(total('Net Assets')).toBe(total('Total Equity'));
    expect(total('Net Assets')).not.toBe(0);
  });

  it('BankSummary ties to the journals of bank accounts', async () => {
    const { rows, calls } = await ask(
      "SELECT * FROM BankSummary WHERE FromDate = '2026-06-01' AND ToDate = '2026-06-30' AND RowType = 'Row'",
    );
    expect(calls).toBe(1);
    expect(rows.length).toBe(5);
    const [before, after] = [await ledger('2026-05-31'), await ledger('2026-06-30')];
    for (const row of rows) {
      const account = text(row['AccountID']);
      expect(cents(row['OpeningBalance'])).toBe(before.get(account) ?? 0);
      expect(cents(row['ClosingBalance'])).toBe(after.get(account) ?? 0);
      const moved = cents(row['CashReceived']) - cents(row['CashSpent']) + cents(row['FXGain']);
      expect(cents(row['OpeningBalance']) + moved).toBe(cents(row['ClosingBalance']));
    }
  });

  it('BankStatement takes a call for each bank account and ties to BankSummary', async () => {
    const june = "FromDate = '2026-06-01' AND ToDate = '2026-06-30'";
    const { rows, calls } = await ask(
      `SELECT BankAccountID, Date, Description, Amount, Balance FROM BankStatement WHERE ${june}
       ORDER BY BankAccountID, LineNumber`,
    );
    const summary = (await ask(`SELECT * FROM BankSummary WHERE ${june} AND RowType = 'Row'`)).rows;
    // The accounts, then one each.
    expect(calls).toBe(1 + summary.length);
    expect(rows.length).toBeGreaterThan(3 * summary.length);
    for (const account of summary) {
      const own = rows.filter((row) => row['BankAccountID'] === account['AccountID']);
      const moved = own.reduce((sum, row) => sum + cents(row['Amount'] ?? '0'), 0);
      expect(own[0]?.['Description']).toBe('Opening Balance');
      expect(cents(own[0]?.['Balance'])).toBe(cents(account['OpeningBalance']));
      expect(cents(own.at(-1)?.['Balance'])).toBe(cents(account['ClosingBalance']));
      expect(cents(own[0]?.['Balance']) + moved).toBe(cents(own.at(-1)?.['Balance']));
    }
  });

  it('BankStatement of one account is one call', async () => {
    const { rows } = await ask("SELECT AccountID FROM Accounts WHERE Type = 'BANK' LIMIT 1");
    const { calls, rows: lines } = await ask(
      `SELECT Reconciled, Source FROM BankStatement WHERE BankAccountID = '${text(rows[0]?.['AccountID'])}'`,
    );
    expect(calls).toBe(1);
    expect(lines.map((line) => line['Reconciled'])).toContain('Yes');
  });
});

describe('what is read one document at a time', () => {
  const INVOICE = '89c4fbb4-1d9d-48a9-8118-5261a7e50047';

  it.each([
    ['by a condition', `SELECT * FROM HistoryInvoices WHERE InvoiceID = '${INVOICE}'`, 1],
    [
      'by a join',
      "SELECT h.* FROM Invoices i JOIN HistoryInvoices h ON h.InvoiceID = i.InvoiceID WHERE i.InvoiceNumber IN ('INV-0042', 'INV-0043')",
      3,
    ],
    [
      'by a subquery',
      "SELECT * FROM HistoryInvoices WHERE InvoiceID IN (SELECT InvoiceID FROM Invoices WHERE InvoiceNumber = 'INV-0042')",
      2,
    ],
    [
      'by a join of attachments',
      "SELECT a.* FROM Invoices i JOIN AttachmentsInvoices a ON a.InvoiceID = i.InvoiceID WHERE i.HasAttachments = TRUE AND i.Date >= '2026-11-01'",
      null,
    ],
  ])('is read %s', async (_, sql, least) => {
    const { rows, calls } = await ask(sql);
    expect(rows.length).toBeGreaterThan(0);
    if (least === null) {
      const parents = new Set(rows.map((row) => row['InvoiceID'])).size;
      expect(calls).toBe(parents + 1);
    } else expect(calls).toBe(least);
  });

  it('is refused for all documents before the calls are made', async () => {
    emulator.clear();
    await expect(rowsOf('SELECT * FROM HistoryInvoices')).rejects.toMatchObject({
      code: 'TOO_MANY_CALLS',
    });
    // The list of invoices alone, to know how many there are.
    expect(apiCalls(emulator).length).toBeLessThanOrEqual(3);
  });
});
