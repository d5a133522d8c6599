/** The first rows by several keys, of which Xero sorts by the first alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAIN_TENANT_ID } from '../../fixtures/books/index.ts';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
let database: Database;
/** The same books, on one day of which there are more invoices than a page holds. */
let crowded: Emulator;
let onCrowded: Database;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time, unstableOrder: true });
  database = await open(emulator, { clock });
  crowded = await startEmulator({ clock: () => clock.time, unstableOrder: true });
  crowded.mutate(MAIN_TENANT_ID, (collections) => {
    collections.Invoices = collections.Invoices.map((invoice, index) =>
      index % 2 === 0 ? { ...invoice, Date: '2026-11-19' } : invoice,
    );
  });
  onCrowded = await open(crowded, { clock });
});
beforeEach(() => {
  emulator.clear();
  crowded.clear();
});
afterAll(async () => {
  await database.close();
  await onCrowded.close();
  await emulator.close();
  await crowded.close();
});

const STATEMENTS = [
  'SELECT InvoiceID, Date FROM Invoices ORDER BY Date DESC, InvoiceID LIMIT 15',
  'SELECT InvoiceID, Date FROM Invoices ORDER BY Date, InvoiceID DESC LIMIT 15 OFFSET 5',
  "SELECT InvoiceNumber, Total FROM Invoices WHERE Status = 'PAID' ORDER BY Date DESC, Total, InvoiceID LIMIT 30",
];

/** The same rows, by a way that Xero cannot sort. */
const whole = (sql: string): string => sql.replace('ORDER BY Date', 'ORDER BY Date + 0');

describe.each(STATEMENTS)('%s', (sql) => {
  it('takes one call, and has the rows of the whole list sorted', async () => {
    const { rows } = await database.query(sql);
    expect(apiCalls(emulator)).toHaveLength(1);
    expect(rows).toEqual((await database.query(whole(sql))).rows);
  });

  it('reads the whole list where the page ends among equal rows', async () => {
    const { rows } = await onCrowded.query(sql);
    const calls = apiCalls(crowded).length;
    expect(rows).toEqual((await onCrowded.query(whole(sql))).rows);
    if (sql.includes('DESC, InvoiceID')) expect(calls).toBe(4);
  });
});
