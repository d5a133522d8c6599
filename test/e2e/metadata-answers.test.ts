/** COUNT(*), MIN and MAX from a list's metadata are what reading the list gives. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, lineOf, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
let one: Database;
let all: Database;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
  one = await open(emulator, { clock });
  all = await open(emulator, { clock, properties: { Tenant: '*' } });
});
beforeEach(() => emulator.clear());
afterAll(async () => {
  await one.close();
  await all.close();
  await emulator.close();
});

const rowsOf = async (database: Database, sql: string) => (await database.query(sql)).rows;

describe.each([
  'Invoices',
  "Invoices WHERE Type = 'ACCREC'",
  "Invoices WHERE Status IN ('PAID', 'DRAFT')",
  "Invoices WHERE Date >= '2026-01-01' AND Date < '2026-07-01'",
  "Invoices WHERE UpdatedDateUTC > '2026-11-18'",
  "Invoices WHERE Status = 'DELETED' AND Type = 'ACCPAY'",
  'Payments',
  'Contacts',
  'CreditNotes',
  'BankTransactions',
  "BankTransactions WHERE Type = 'SPEND'",
])('%s', (source) => {
  it('is counted as it is read', async () => {
    // UpdatedDateUTC is read for every row, so the list itself is
    for (const database of [one, all]) {
      const [counted] = await rowsOf(database, `SELECT COUNT(*) AS n FROM ${source}`);
      const read = await rowsOf(database, `SELECT UpdatedDateUTC FROM ${source}`);
      expect(counted).toEqual({ n: read.length });
    }
  });

  it('has the first and last instant that reading finds', async () => {
    for (const database of [one, all]) {
      const read = (await rowsOf(database, `SELECT UpdatedDateUTC AS at FROM ${source}`))
        .map((row) => String(row['at']))
        .sort();
      const [together] = await rowsOf(
        database,
        `SELECT MIN(UpdatedDateUTC) AS first, MAX(UpdatedDateUTC) AS last, COUNT(*) AS n FROM ${source}`,
      );
      expect(together).toEqual({
        first: read[0] ?? null,
        last: read.at(-1) ?? null,
        n: read.length,
      });
      const [counted] = await rowsOf(
        database,
        `SELECT COUNT(*) AS n, MAX(UpdatedDateUTC) AS last FROM ${source}`,
      );
      expect(counted).toEqual({ n: read.length, last: read.at(-1) ?? null });
      const [first] = await rowsOf(database, `SELECT MIN(UpdatedDateUTC) AS at FROM ${source}`);
      const [last] = await rowsOf(database, `SELECT MAX(UpdatedDateUTC) AS at FROM ${source}`);
      expect([first, last]).toEqual([{ at: read[0] ?? null }, { at: read.at(-1) ?? null }]);
    }
  });
});

it('organisations are counted apart', async () => {
  const counted = await rowsOf(
    all,
    'SELECT TenantId, COUNT(*) AS n FROM Invoices GROUP BY TenantId ORDER BY 1',
  );
  const read = await rowsOf(
    all,
    'SELECT TenantId, COUNT(UpdatedDateUTC) AS n FROM Invoices GROUP BY TenantId ORDER BY 1',
  );
  expect(counted).toEqual(read);
  expect(counted).toHaveLength(3);
});

describe('a page that contradicts its count, or has none, is not believed: the list is read', () => {
  const PAGE = { page: 1, pageSize: 1, pageCount: 170, itemCount: 170 };
  const contact = { ContactID: '00000000-0000-4000-8000-000000000001', Name: 'X' };

  it.each([
    ['no pagination', undefined, [contact]],
    ['no itemCount', { ...PAGE, itemCount: undefined }, [contact]],
    ['no document', PAGE, []],
    ['more documents than it counts', { ...PAGE, pageCount: 1, itemCount: 1 }, [contact, contact]],
    ['another number of pages', { ...PAGE, pageCount: 2 }, [contact]],
    ['another page', { ...PAGE, page: 2 }, [contact]],
    ['a count that is no number', { ...PAGE, itemCount: '170' }, [contact]],
  ])('%s', async (_, pagination, Contacts) => {
    emulator.fault({
      kind: 'status',
      status: 200,
      // without the fields that are undefined
      body: JSON.parse(JSON.stringify({ Contacts, pagination })) as object,
      match: { path: '/api.xro/2.0/Contacts', query: { pageSize: '1' } },
    });
    expect(await rowsOf(one, 'SELECT COUNT(*) AS n FROM Contacts')).toEqual([{ n: 170 }]);
    const sizes = apiCalls(emulator).map(({ query }) => query['pageSize']);
    expect(
      sizes,
      apiCalls(emulator)
        .map((c) => `${c.status} ${lineOf(c)}`)
        .join('\n'),
    ).toEqual(['1', '1000']);
  });
});

describe('of first rows that are counted, too', () => {
  const PAGE = { page: 1, pageSize: 1, pageCount: 170, itemCount: 170 };
  const contact = {
    ContactID: '00000000-0000-4000-8000-000000000001',
    Name: 'X',
    UpdatedDateUTC: '/Date(4102444800000+0000)/',
  };

  it.each([
    ['no itemCount', { ...PAGE, itemCount: undefined }, [contact]],
    ['no document', PAGE, []],
    ['more documents than it counts', { ...PAGE, pageCount: 1, itemCount: 1 }, [contact, contact]],
  ])('%s: the list is read', async (_, pagination, Contacts) => {
    const sql = 'SELECT COUNT(*) AS n, MAX(UpdatedDateUTC) AS last FROM Contacts';
    const expected = await rowsOf(
      one,
      `${sql} WHERE UpdatedDateUTC + interval '0 days' IS NOT NULL`,
    );
    emulator.fault({
      kind: 'status',
      status: 200,
      body: JSON.parse(JSON.stringify({ Contacts, pagination })) as object,
      match: { path: '/api.xro/2.0/Contacts', query: { pageSize: '1' } },
    });
    expect(await rowsOf(one, sql)).toEqual(expected);
  });

  it('a list that grows between two of them is read', async () => {
    const own = await startEmulator({ clock: () => clock.time });
    const database = await open(own, { clock });
    const sql = 'SELECT MIN(Date) AS first, MAX(Date) AS last, COUNT(*) AS n FROM Invoices';
    // a second call that counts others than the first
    own.fault({
      kind: 'status',
      status: 200,
      body: {
        Invoices: [
          { InvoiceID: '00000000-0000-4000-8000-000000000001', Date: '/Date(4102444800000+0000)/' },
        ],
        pagination: { page: 1, pageSize: 1, pageCount: 2403, itemCount: 2403 },
      },
      match: { path: '/api.xro/2.0/Invoices', query: { pageSize: '1' } },
    });
    const [found] = (await database.query(sql)).rows;
    const [read] = (await database.query(`${sql} WHERE Date + 0 IS NOT NULL`)).rows;
    expect(found).toEqual(read);
    expect(found?.['n']).toBe(2402);
    await database.close();
    await own.close();
  });

  it('EXPLAIN says which', async () => {
    const rows = await rowsOf(one, 'EXPLAIN SELECT COUNT(*), MAX(Date) FROM Invoices');
    const text = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('order=Date DESC&page=1&pageSize=1');
    expect(text).toContain('only the last by Date, counted by Xero');
    expect(text).toContain('Calls to Xero: 1 call');
  });
});

it('EXPLAIN says who counts', async () => {
  const rows = await rowsOf(one, "EXPLAIN SELECT COUNT(*) FROM Invoices WHERE Status = 'PAID'");
  const text = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toContain('page=1&pageSize=1');
  expect(text).toContain('counted by Xero');
  expect(text).toContain('Calls to Xero: 1 call');
});
