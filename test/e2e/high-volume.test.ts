/** Organisations with more documents than Xero lets be asked for freely. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { catalogueOf } from '../../src/schemas/catalogue.ts';
import { createCatalogue, LocalTables } from '../../src/schemas/index.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, lineOf, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
/** The same books where thresholds are as at Xero, and where they are low. */
let free: Emulator;
let limited: Emulator;
let reference: Database;
const opened: Database[] = [];

beforeAll(async () => {
  free = await startEmulator({ clock: () => clock.time });
  limited = await startEmulator({
    clock: () => clock.time,
    thresholds: { Invoices: 1_500, Payments: 1_500 },
  });
  reference = await open(free, { clock });
});
beforeEach(() => {
  free.clear();
  limited.clear();
});
afterAll(async () => {
  for (const database of [...opened, reference]) await database.close();
  await free.close();
  await limited.close();
});

async function database(): Promise<Database> {
  const made = await open(limited, { clock });
  opened.push(made);
  return made;
}

const lines = (): readonly string[] => apiCalls(limited).map(lineOf);
const sorted = (rows: readonly object[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted();

describe('the emulator', () => {
  const ask = async (query: string): Promise<number> => {
    const db = await database();
    await db.query('SELECT 1');
    const token = await fetch(new URL('/connect/token', limited.url), {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${limited.apps.custom.clientId}:${limited.apps.custom.clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'accounting.transactions.read',
      }),
    });
    const { access_token: bearer } = (await token.json()) as { access_token: string };
    const connections = await fetch(new URL('/connections', limited.url), {
      headers: { authorization: `Bearer ${bearer}` },
    });
    const [first] = (await connections.json()) as { tenantId: string }[];
    const answer = await fetch(new URL(`/api.xro/2.0/${query}`, limited.url), {
      headers: {
        authorization: `Bearer ${bearer}`,
        accept: 'application/json',
        'xero-tenant-id': first?.tenantId ?? '',
      },
    });
    await answer.text();
    return answer.status;
  };

  it.each([
    ['Invoices', 400],
    ['Invoices?page=1', 200],
    ['Invoices?page=1&order=InvoiceID', 200],
    ['Invoices?page=1&order=Total', 400],
    ['Invoices?page=1&where=Total>1000', 400],
    ['Invoices?page=1&where=Status=="PAID"', 200],
    ['Invoices?page=1&where=Status=="DRAFT" AND Total>1000', 200],
    ['Invoices?page=1&where=Status=="DRAFT" OR Total>1000', 400],
    ['Invoices?page=1&where=Date>=DateTime(2026,06,01) AND Total>1000', 200],
    ['Payments?page=1&order=PaymentID', 400],
    ['Payments?page=1&order=PaymentID&where=Date>=DateTime(2026,06,01)', 200],
  ])('answers %s with %i', async (query, status) => {
    expect(await ask(query)).toBe(status);
  });
});

describe('a list that is too long', () => {
  it.each([
    'SELECT PaymentID, Amount FROM Payments',
    "SELECT PaymentID FROM Payments WHERE Status = 'AUTHORISED'",
    'SELECT InvoiceID, Total FROM Invoices WHERE Total > 100',
    "SELECT InvoiceID FROM Invoices WHERE Total > 100 OR Status = 'DRAFT'",
    'SELECT i.InvoiceID, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) WHERE i.Total > 100',
    'SELECT COUNT(*) AS n FROM Payments',
    'SELECT SUM(Amount) AS total, COUNT(*) AS n FROM Payments WHERE Amount > 50',
    'SELECT i.InvoiceID, p.Amount FROM Invoices i JOIN Payments p USING (InvoiceID)',
  ])('is read whole by parts: %s', async (sql) => {
    const { rows: wanted } = await reference.query(sql);
    expect(wanted).not.toHaveLength(0);
    const db = await database();
    const { rows, stats } = await db.query(sql);
    expect(sorted(rows)).toEqual(sorted(wanted));
    expect(stats.apiCalls).toBe(lines().length + 1);
  });

  it('is divided no further than it takes, and not asked for whole again', async () => {
    const db = await database();
    const { rows } = await db.query('SELECT PaymentID FROM Payments');
    expect(rows).toHaveLength(2445);
    const first = lines();
    const refused = apiCalls(limited).filter(({ status }) => status === 400);
    expect(first.length - refused.length, first.join('\n')).toBeLessThanOrEqual(6);
    limited.clear();
    await db.query('SELECT PaymentID FROM Payments');
    expect(apiCalls(limited).filter(({ status }) => status === 400)).toHaveLength(0);
    expect(lines()).toHaveLength(first.length - refused.length);
  });

  it('has the same parts for a document and its lines', async () => {
    const where = 'WHERE i.Total > 100';
    const one = await database();
    await one.query(`SELECT i.InvoiceID, i.Total FROM Invoices i ${where}`);
    const calls = lines().length;
    limited.clear();
    const both = await database();
    await both.query(
      `SELECT i.Total, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) ${where}`,
    );
    expect(lines().length, lines().join('\n')).toBe(calls);
  });

  it('takes no part of a list where what is asked is served by an index', async () => {
    const db = await database();
    await db.query("SELECT InvoiceID FROM Invoices WHERE Status = 'PAID'");
    await db.query('SELECT InvoiceID FROM Invoices');
    await db.query('SELECT COUNT(*) FROM Invoices');
    expect(apiCalls(limited).filter(({ status }) => status !== 200)).toHaveLength(0);
  });

  it.each([
    'SELECT PaymentID, Date FROM Payments ORDER BY Date, PaymentID LIMIT 5',
    'SELECT PaymentID, Date FROM Payments ORDER BY Date DESC, PaymentID LIMIT 25 OFFSET 3',
    "SELECT PaymentID, UpdatedDateUTC FROM Payments WHERE Status = 'AUTHORISED' ORDER BY UpdatedDateUTC DESC LIMIT 5",
    'SELECT PaymentID FROM Payments ORDER BY UpdatedDateUTC, PaymentID LIMIT 12',
    'SELECT Date FROM Payments ORDER BY Date DESC LIMIT 7',
    'SELECT InvoiceID, Date, Total FROM Invoices WHERE Total > 100 ORDER BY Date DESC, InvoiceID LIMIT 10',
    'SELECT MIN(Date) AS a FROM Payments',
    'SELECT MAX(Date) AS a, COUNT(*) AS n FROM Payments',
    'SELECT MIN(Date) AS a, MAX(Date) AS b, MAX(UpdatedDateUTC) AS c, COUNT(*) AS n FROM Payments',
    'SELECT MAX(UpdatedDateUTC) AS a FROM Payments',
    `SELECT i.InvoiceID, l.LineAmount FROM
       (SELECT InvoiceID FROM Invoices WHERE Total > 100 ORDER BY Date, InvoiceID LIMIT 6) i
     JOIN InvoiceLineItems l USING (InvoiceID)`,
    `SELECT i.InvoiceID, l.LineAmount FROM
       (SELECT InvoiceID FROM Invoices WHERE Total > 100 ORDER BY UpdatedDateUTC DESC, InvoiceID LIMIT 6) i
     JOIN InvoiceLineItems l USING (InvoiceID)`,
  ])('has first and last rows: %s', async (sql) => {
    const { rows: wanted } = await reference.query(sql);
    expect(wanted).not.toHaveLength(0);
    const db = await database();
    const { rows } = await db.query(sql);
    if (sql.startsWith('SELECT i.')) expect(sorted(rows)).toEqual(sorted(wanted));
    else expect(rows).toEqual(wanted);
  });

  it('is read from the end that is wanted', async () => {
    const db = await database();
    await db.query('SELECT PaymentID FROM Payments ORDER BY Date DESC LIMIT 5');
    const answered = apiCalls(limited).filter(({ status }) => status === 200);
    expect(answered, lines().join('\n')).toHaveLength(1);
    limited.clear();
    await db.query('SELECT MAX(Date) FROM Payments');
    expect(lines(), 'what was refused is known').toHaveLength(1);
  });

  it('is counted as before, whatever order was refused', async () => {
    const db = await database();
    await db.query('SELECT PaymentID FROM Payments');
    limited.clear();
    const { rows } = await db.query('SELECT COUNT(*) AS n FROM Payments');
    expect(rows).toEqual([{ n: 2445 }]);
    expect(lines()).toHaveLength(1);
  });

  it('is not asked for whole where its size is known to be beyond what Xero puts into an order', async () => {
    const known = createCatalogue({ connectionProperties: [], localTables: new LocalTables() });
    const lower = catalogueOf(
      known.tables.map((table) =>
        table.source.kind === 'endpoint' && table.name === 'Payments'
          ? {
              ...table,
              source: {
                ...table.source,
                endpoint: { ...table.source.endpoint, mostInOrder: 1_500 },
              },
            }
          : table,
      ),
    );
    const sql = 'SELECT PaymentID FROM Payments ORDER BY Date DESC, PaymentID LIMIT 5';
    const { rows: wanted } = await reference.query(sql);
    const db = await open(limited, { clock, catalogue: lower });
    opened.push(db);
    await db.query('SELECT COUNT(*) FROM Payments');
    limited.clear();
    expect((await db.query(sql)).rows).toEqual(wanted);
    expect(apiCalls(limited).map(({ status }) => status)).toEqual([200]);
    expect((await db.query('SELECT PaymentID FROM Payments')).rows).toHaveLength(2445);
    expect((await db.query('SELECT COUNT(*) AS n FROM Payments')).rows).toEqual([{ n: 2445 }]);
  });

  it('is a clear error where a day alone has too many documents', async () => {
    const tiny = await startEmulator({ clock: () => clock.time, thresholds: { Payments: 1 } });
    const db = await open(tiny, { clock });
    await expect(
      db.query('SELECT PaymentID FROM Payments ORDER BY Date DESC LIMIT 2000'),
    ).rejects.toMatchObject({
      code: 'HIGH_VOLUME',
      hint: expect.stringMatching(/narrow the query by Date/) as string,
    });
    await db.close();
    await tiny.close();
  });
});
