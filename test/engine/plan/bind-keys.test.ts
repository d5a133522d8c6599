/** Which scans are told the keys they need, by which rows, and which are not. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../../src/engine/bind/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import { plan, type QueryPlan } from '../../../src/engine/plan/index.ts';
import { catalogue } from '../../../src/schemas/index.ts';

const NOW = new Date('2026-11-20T10:00:00Z');

function planOf(sql: string, oneTenant = true): QueryPlan {
  const bound = bind(parse(sql).query, {
    sql,
    catalogue,
    defaultSchema: 'ACCOUNTING',
    parameters: [],
  });
  return plan(bound, { pageSize: 1000, now: NOW, oneTenant });
}

/** `Table.Column each|narrow by Source`, for each scan that has keys, in the order of the statement. */
function keysOf(sql: string, oneTenant = true): readonly string[] {
  const { scans, ctes } = planOf(sql, oneTenant);
  return [...scans.values()].flatMap(({ table, keys }) => {
    if (keys === null) return [];
    const from = ctes.find(({ cteId }) => cteId === keys.cteId)?.name ?? '';
    return [`${table.name}.${keys.column} ${keys.use} by ${from}`];
  });
}

const ID = '297c2dc5-cc47-4afd-8ec8-74990b8761e9';

describe('the keys of one side of a join', () => {
  it.each<readonly [sql: string, ...keys: string[]]>([
    [
      `SELECT i.Total FROM Invoices i JOIN Contacts c USING (ContactID) WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
    ],
    [
      `SELECT i.Total FROM Contacts c LEFT JOIN Invoices i USING (ContactID) WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
    ],
    // through a GROUP BY of the key, and through a set operation
    [
      `SELECT c.Name, t.n FROM Contacts c JOIN
         (SELECT ContactID, COUNT(*) AS n FROM Invoices GROUP BY ContactID) t USING (ContactID)
       WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
    ],
    [
      `SELECT c.Name, t.Total FROM Contacts c JOIN
         (SELECT ContactID, Total FROM Invoices UNION ALL SELECT ContactID, Total FROM CreditNotes) t
         USING (ContactID)
       WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
      'CreditNotes.ContactID narrow by c',
    ],
    // a LIMIT holds rows down, too
    [
      `SELECT p.Amount FROM (SELECT InvoiceID FROM Invoices ORDER BY Date LIMIT 5) i
         JOIN Payments p USING (InvoiceID)`,
      'Payments.InvoiceID narrow by rows 1',
    ],
    // one after the other
    [
      `SELECT h.Details FROM Contacts c JOIN Invoices i USING (ContactID)
         JOIN HistoryInvoices h USING (InvoiceID) WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
      'HistoryInvoices.InvoiceID each by rows 2',
    ],
    // what is read one parent at a time takes them from any rows that have them
    [
      `SELECT h.Details FROM Invoices i JOIN HistoryInvoices h USING (InvoiceID)`,
      'HistoryInvoices.InvoiceID each by i',
    ],
  ])('%s', (sql, ...keys) => expect(keysOf(sql)).toEqual(keys));

  it.each([
    // whole lists: nothing holds either side down
    `SELECT i.Total FROM Invoices i JOIN Contacts c USING (ContactID)`,
    // every row of Invoices is wanted
    `SELECT i.Total FROM Invoices i LEFT JOIN Contacts c ON c.ContactID = i.ContactID AND c.Name = 'x'
     WHERE i.ContactID IS NULL`,
    `SELECT i.Total FROM Invoices i FULL JOIN (SELECT * FROM Contacts WHERE Name = 'x') c USING (ContactID)`,
    // a list that comes whole is one call
    `SELECT a.Name FROM InvoiceLineItems l JOIN Accounts a USING (AccountID) WHERE l.InvoiceID = '${ID}'`,
    // documents and their children come in the same calls anyway
    `SELECT l.Description FROM (SELECT InvoiceID FROM Invoices ORDER BY Date LIMIT 5) i
       JOIN InvoiceLineItems l USING (InvoiceID)`,
    `SELECT l.Description FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) WHERE i.Total > 5`,
    // below a LIMIT a row more or less changes the others
    `SELECT i.Total FROM (SELECT * FROM Invoices LIMIT 5) i JOIN Contacts c USING (ContactID)
     WHERE c.ContactStatus = 'ACTIVE' AND i.ContactID = '${ID}'`,
  ])('are not used: %s', (sql) =>
    expect(keysOf(sql).filter((key) => key.startsWith('Invoices'))).toEqual([]),
  );
});

describe('the keys of subqueries', () => {
  it.each<readonly [sql: string, ...keys: string[]]>([
    [
      `SELECT Total FROM Invoices WHERE ContactID IN (SELECT ContactID FROM Contacts WHERE Name = 'x')`,
      'Invoices.ContactID narrow by Contacts',
    ],
    [
      `SELECT Name FROM Contacts c WHERE c.Name = 'x'
         AND NOT EXISTS (SELECT 1 FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Total > 5)`,
      'Invoices.ContactID narrow by c',
    ],
    [
      `SELECT Name, (SELECT SUM(Total) FROM Invoices i WHERE i.ContactID = c.ContactID)
         FROM Contacts c WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
    ],
    [
      `SELECT c.Name, t.Total FROM Contacts c, LATERAL (SELECT Total FROM Invoices i
         WHERE i.ContactID = c.ContactID ORDER BY Date DESC LIMIT 1) t WHERE c.Name = 'x'`,
      'Invoices.ContactID narrow by c',
    ],
  ])('%s', (sql, ...keys) => expect(keysOf(sql)).toEqual(keys));

  it.each([
    `SELECT Total FROM Invoices WHERE ContactID NOT IN (SELECT ContactID FROM Contacts WHERE Name = 'x')`,
    `SELECT Total FROM Invoices WHERE ContactID IN (SELECT ContactID FROM Contacts)`,
    `SELECT Total FROM Invoices WHERE Total = 1 OR ContactID IN (SELECT ContactID FROM Contacts WHERE Name = 'x')`,
  ])('are not used: %s', (sql) => expect(keysOf(sql)).toEqual([]));
});

describe('the keys of parents', () => {
  it('are those that the conditions leave; those on repeated columns choose parents', () => {
    const { scans } = planOf(
      `SELECT * FROM ReceiptLineItems WHERE ReceiptStatus = 'DRAFT' AND Quantity > 1`,
    );
    const [lines, receipts] = [...scans.values()];
    expect(lines?.keys).toMatchObject({ column: 'ReceiptID', use: 'each' });
    expect(lines?.requests.map(({ path }) => path)).toEqual(['/Receipts/{ReceiptID}']);
    expect(receipts?.requests.map(({ query }) => query['where'])).toEqual(['Status == "DRAFT"']);
  });

  it('are not read where conditions give them', () => {
    const { scans } = planOf(`SELECT * FROM HistoryInvoices WHERE InvoiceID = '${ID}'`);
    expect([...scans.values()].map(({ keys, requests }) => [keys, requests[0]?.path])).toEqual([
      [null, `/Invoices/${ID}/History`],
    ]);
  });

  it('are those of documents whose details are asked for', () => {
    const paths = (columns: string): readonly (string | undefined)[] =>
      [
        ...planOf(
          `SELECT ${columns} FROM ASSETS.Assets WHERE AssetStatus = 'Draft'`,
        ).scans.values(),
      ].map(({ requests }) => requests[0]?.path);
    expect(paths('AssetName')).toEqual(['/Assets']);
    expect(paths('AssetName, SerialNumber')).toEqual(['/Assets/{AssetId}', '/Assets']);
  });

  it('come through a chain of parents', () => {
    expect(keysOf('SELECT Amount FROM PAYROLLAUS.PayslipTaxes')).toEqual([
      'PayslipTaxes.PayslipID each by keys of Payslips',
      'Payslips.PayRunID each by keys of PayRuns',
    ]);
  });

  it('of several organisations are not taken from rows that do not say whose they are', () => {
    const sql = (using: string): string =>
      `SELECT h.Details FROM Invoices i JOIN HistoryInvoices h USING (${using}) WHERE i.Total > 5`;
    expect(keysOf(sql('InvoiceID'), false)).toEqual([
      'HistoryInvoices.InvoiceID each by keys of Invoices',
    ]);
    expect(keysOf(sql('InvoiceID, TenantId'), false)).toEqual([
      'HistoryInvoices.InvoiceID each by i',
    ]);
  });
});

describe('other ways to the same rows', () => {
  it('are taken where conditions or joins give what they need', () => {
    const paths = (sql: string): readonly (string | undefined)[] =>
      [...planOf(sql).scans.values()].map(({ requests }) => requests[0]?.path);
    expect(paths(`SELECT * FROM FILES.Associations WHERE ObjectId = '${ID}'`)).toEqual([
      `/Associations/${ID}`,
    ]);
    expect(
      paths(
        `SELECT a.FileId FROM Invoices i JOIN FILES.Associations a ON a.ObjectId = i.InvoiceID
         WHERE i.InvoiceNumber = 'INV-1'`,
      ),
    ).toEqual(['/Invoices', '/Associations/{ObjectId}']);
  });

  it('take further conditions on what rows are asked by, for rows say it too', () => {
    expect(
      keysOf(`SELECT a.FileId FROM Invoices i JOIN FILES.Associations a ON a.ObjectId = i.InvoiceID
       WHERE i.InvoiceNumber = 'INV-1' AND a.ObjectId <> '${ID}'`),
    ).toEqual(['Associations.ObjectId each by i']);
  });
});

describe('parameters of reports', () => {
  const periods = (sql: string): readonly (readonly (string | undefined)[])[] =>
    [...planOf(sql).scans.values()].flatMap(({ requests }) =>
      requests.map(({ query }) => [query['fromDate'], query['toDate'], query['periods']]),
    );
  const range = (from: string, to: string, timeframe: string): string =>
    `SELECT Amount FROM ProfitAndLoss WHERE FromDate = '${from}' AND ToDate = '${to}' AND Timeframe = '${timeframe}'`;

  it('cut a range into periods in the fewest calls, each ending where no day is lost', () => {
    expect(periods(range('2025-08-01', '2026-07-31', 'MONTH'))).toEqual([
      ['2026-07-01', '2026-07-31', '11'],
    ]);
    // A June is asked for with the July after it, or its May would end on the 30th.
    expect(periods(range('2026-05-01', '2026-06-30', 'MONTH'))).toEqual([
      ['2026-07-01', '2026-07-31', '2'],
    ]);
    expect(periods(range('2026-02-01', '2026-02-28', 'MONTH'))).toEqual([
      ['2026-02-01', '2026-02-28', undefined],
    ]);
    expect(periods(range('2024-07-01', '2026-06-30', 'MONTH'))).toHaveLength(3);
    expect(periods(range('2024-01-01', '2025-12-31', 'QUARTER'))).toEqual([
      ['2025-10-01', '2025-12-31', '7'],
    ]);
  });

  it('default to the month so far', () => {
    expect(periods('SELECT Amount FROM ProfitAndLoss')).toEqual([
      ['2026-11-01', '2026-11-20', undefined],
    ]);
  });

  it.each([
    [range('2026-01-02', '2026-06-30', 'MONTH'), /needs whole periods/],
    [range('2026-01-01', '2026-05-31', 'QUARTER'), /needs whole periods/],
    [`SELECT * FROM ProfitAndLoss WHERE FromDate > '2026-01-01'`, /is a parameter/],
    [
      `SELECT * FROM ProfitAndLoss WHERE FromDate = '2024-01-01' AND ToDate = '2026-01-01'`,
      /at most 365 days/,
    ],
  ])('%s is refused', (sql, message) => expect(() => planOf(sql)).toThrow(message));
});
