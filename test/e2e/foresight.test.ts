/** What statements will cost is known before they are run, and what cannot end is not begun. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HARBOUR_UK_TENANT_ID, MAIN_TENANT_ID } from '../../fixtures/books/index.ts';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { BudgetRegistry } from '../../src/xero/budget.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, connectionCalls, lineOf, NOW, open, type OpenOptions } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
let starter: Emulator;
const opened: Database[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
  // the cheapest tier has a fifth of the calls; so few are quicker to use up
  starter = await startEmulator({ clock: () => clock.time, rateLimits: { perDay: 5 } });
});
beforeEach(() => {
  emulator.clear();
  starter.clear();
});
afterAll(async () => {
  for (const database of opened) await database.close();
  await emulator.close();
  await starter.close();
});

async function database(on = emulator, options: OpenOptions = {}): Promise<Database> {
  const made = await open(on, { clock, ...options });
  opened.push(made);
  return made;
}

const explained = async (db: Database, sql: string): Promise<readonly string[]> =>
  (await db.query(`EXPLAIN ${sql}`)).rows.map((row) => String(row['QUERY PLAN']).trim());

const lines = (on = emulator): readonly string[] => apiCalls(on).map(lineOf);

const LARGE = 'SELECT InvoiceID FROM Invoices';
/** Contacts of about all invoices: their ids take more calls than there are pages of invoices. */
const MANY_KEYS = `SELECT i.Total FROM Invoices i JOIN Contacts c USING (ContactID)
  WHERE c.ContactStatus = 'ACTIVE'`;

describe('EXPLAIN', () => {
  it('says that calls left are not known before the first call, and makes none', async () => {
    const text = await explained(await database(), LARGE);
    expect(text).toContain('Calls to Xero: at least 1 call');
    expect(text).toContain('Calls left: not known before the first call');
    expect(apiCalls(emulator)).toHaveLength(0);
    expect(connectionCalls(emulator)).toHaveLength(0);
  });

  it('says calls needed, calls left and the time once lists were read', async () => {
    const db = await database();
    await db.query(LARGE);
    const text = await explained(db, LARGE);
    expect(text).toContain('2,402 documents when it was last read');
    expect(text).toContain('Calls to Xero: 3 calls');
    expect(text).toContain('Calls left: 4,997 today, 57 this minute');
    expect(apiCalls(emulator)).toHaveLength(3);
  });

  it('knows how large a list is from its count', async () => {
    const db = await database();
    await db.query('SELECT COUNT(*) FROM Invoices');
    expect(await explained(db, LARGE)).toContain('Calls to Xero: 3 calls');
    expect(await explained(db, 'SELECT InvoiceID FROM Invoices LIMIT 1500')).toContain(
      'Calls to Xero: 2 calls',
    );
    // the same pages serve both
    expect(
      await explained(db, 'SELECT * FROM Invoices JOIN InvoiceLineItems USING (InvoiceID)'),
    ).toContain('Calls to Xero: 3 calls');
    // of a filtered list nothing is known
    expect(await explained(db, "SELECT * FROM Invoices WHERE Status = 'PAID'")).toContain(
      'Calls to Xero: at least 1 call',
    );
  });

  it('knows how many journals there are once all were read', async () => {
    const db = await database();
    await db.query('SELECT JournalID FROM Journals');
    const text = await explained(db, 'SELECT JournalID FROM Journals');
    expect(text).toContain('Calls to Xero: 60 calls');
    expect(text.at(-1)).toMatch(/^Time: about 60 s/);
  });

  it('tells organisations apart', async () => {
    const db = await database(emulator, { properties: { Tenant: '*' } });
    await db.query('SELECT COUNT(*) FROM Invoices');
    const text = await explained(db, LARGE);
    expect(text).toContain('Calls to Xero: 5 calls');
    expect(text).toContain('Bellbird Coffee Traders: 3 calls; left: 4,999 today, 59 this minute');
    expect(text.filter((line) => line.startsWith('Harbour Trading: 1 call;'))).toHaveLength(2);
    const one = await explained(db, `${LARGE} WHERE TenantId = '${HARBOUR_UK_TENANT_ID}'`);
    expect(one).toContain('Calls to Xero: 1 call');
    expect(one).toContain('Calls left: 4,999 today, 59 this minute');
  });

  it('says when the day has too few', async () => {
    const db = await database(starter);
    for (let n = 0; n < 3; n += 1) await db.query('SELECT COUNT(*) FROM Invoices');
    expect(await explained(db, LARGE)).toContain('Calls left: 2 today, 57 this minute, too few');
  });
});

describe('a statement that the day cannot hold', () => {
  it('is refused before its first call when its pages are known', async () => {
    const db = await database(starter);
    for (let n = 0; n < 3; n += 1) await db.query('SELECT COUNT(*) FROM Invoices');
    const before = apiCalls(starter).length;
    await expect(db.query(LARGE)).rejects.toMatchObject({
      code: 'TOO_MANY_CALLS',
      message:
        'Reading Invoices takes 3 calls more, and Bellbird Coffee Traders has 2 left of its day.',
      hint: expect.stringMatching(/^Narrow it with WHERE.*EXPLAIN shows the calls/) as string,
    });
    expect(apiCalls(starter)).toHaveLength(before);
    // what fits is not
    expect((await db.query("SELECT * FROM Invoices WHERE Status = 'DRAFT'")).rows).not.toEqual([]);
  });

  it('is refused after the page that tells how many there are, before the others', async () => {
    const db = await database(starter, { properties: { PageSize: '400' } });
    await expect(db.query(LARGE)).rejects.toMatchObject({
      code: 'TOO_MANY_CALLS',
      message:
        'Reading Invoices takes 6 calls more, and Bellbird Coffee Traders has 4 left of its day.',
    });
    expect(lines(starter)).toHaveLength(1);
  });

  it('counts a list once that serves two tables', async () => {
    const db = await database(starter);
    await db.query('SELECT COUNT(*) FROM Invoices');
    await db.query('SELECT COUNT(*) FROM Invoices');
    const { rows } = await db.query(
      'SELECT COUNT(*) AS n FROM Invoices JOIN InvoiceLineItems USING (InvoiceID)',
    );
    expect(Number(rows[0]?.['n'])).toBeGreaterThan(2402);
    expect(lines(starter)).toHaveLength(5);
  });

  it('is begun when the number of calls left was said long ago', async () => {
    const budgets = new BudgetRegistry();
    const db = await database(starter, { budgets });
    for (let n = 0; n < 3; n += 1) await db.query('SELECT COUNT(*) FROM Invoices');
    clock.time += 11 * 60_000;
    starter.clear();
    await db.query(LARGE);
    expect(lines(starter)).toHaveLength(3);
  });

  it('is begun where the connection waits for the next day', async () => {
    const db = await database(starter, { properties: { RetryDailyLimit: 'true' } });
    for (let n = 0; n < 3; n += 1) await db.query('SELECT COUNT(*) FROM Invoices');
    const { rows } = await db.query(LARGE);
    expect(rows).toHaveLength(2402);
  });
});

describe('MaxCalls', () => {
  it('is held against pages before the others are read', async () => {
    const db = await database(emulator, { properties: { MaxCalls: '2' } });
    await expect(db.query(LARGE)).rejects.toMatchObject({ code: 'TOO_MANY_CALLS' });
    expect(lines()).toHaveLength(1);
    // and before the first, once their number is known
    await expect(db.query(LARGE)).rejects.toMatchObject({ code: 'TOO_MANY_CALLS' });
    expect(lines()).toHaveLength(1);
  });

  it('allows a reader that stops', async () => {
    const db = await database(emulator, { properties: { MaxCalls: '2' } });
    expect((await db.query(`${LARGE} LIMIT 1500`)).rows).toHaveLength(1500);
    expect((await db.query(`${LARGE} WHERE Total - AmountPaid > 0 LIMIT 5`)).rows).toHaveLength(5);
  });
});

describe('pages to come', () => {
  it('are told by the events', async () => {
    const db = await database();
    const seen: string[] = [];
    db.on('page', ({ page, pages, tenantId }) => {
      expect(tenantId).toBe(MAIN_TENANT_ID);
      seen.push(`${page} of ${pages}`);
    });
    await db.query(LARGE);
    expect(seen).toEqual(['1 of 3', '2 of 3', '3 of 3']);
    seen.length = 0;
    await db.query('SELECT JournalID FROM Journals WHERE JournalNumber > 5700');
    expect(seen).toEqual(['1 of null', '2 of null', '3 of null']);
  });

  it('are told while a result is read', async () => {
    const db = await database();
    const stream = db.stream(LARGE);
    const outlooks = new Set<string>();
    for await (const row of stream) {
      expect(row).toHaveProperty('InvoiceID');
      outlooks.add(JSON.stringify(stream.outlook()));
    }
    expect([...outlooks][0]).toBe('{"calls":2,"pages":2}');
    expect(stream.outlook()).toEqual({ calls: 0, pages: 0 });
  });
});

describe('sizes of lists', () => {
  it('spare the page that asks whether keys or the whole list are cheaper', async () => {
    const db = await database();
    await db.query(MANY_KEYS);
    expect(lines()).toHaveLength(4);
    emulator.clear();
    // one page of 100 of the keyed lists is a call more than the whole list would be
    const few = await database(emulator, { properties: { PageSize: '100' } });
    await few.query('SELECT COUNT(*) FROM Invoices');
    emulator.clear();
    const { stats } = await few.query(
      `SELECT i.Total FROM Invoices i JOIN Contacts c USING (ContactID)
       WHERE c.Name >= 'A' AND c.Name < 'F'`,
    );
    expect(lines().some((line) => /\/Invoices\?(?!.*ContactIDs=)/.test(line))).toBe(false);
    expect(stats.apiCalls).toBe(lines().length);
  });

  it('are forgotten by refresh and after a while', async () => {
    const db = await database();
    await db.query('SELECT COUNT(*) FROM Invoices');
    db.refresh();
    expect(await explained(db, LARGE)).toContain('Calls to Xero: at least 1 call');
    await db.query('SELECT COUNT(*) FROM Invoices');
    clock.time += 16 * 60_000;
    expect(await explained(db, LARGE)).toContain('Calls to Xero: at least 1 call');
  });

  it('that are stale cost calls, and no rows', async () => {
    const other = await startEmulator({ clock: () => clock.time });
    const db = await database(other);
    await db.query('SELECT COUNT(*) FROM Invoices');
    other.mutate(MAIN_TENANT_ID, (collections) => {
      collections.Invoices = collections.Invoices.slice(0, 1500);
    });
    expect((await db.query(LARGE)).rows).toHaveLength(1500);
    other.clear();
    other.mutate(MAIN_TENANT_ID, (collections) => {
      const [first] = collections.Invoices;
      const more = Array.from({ length: 2000 }, (_, n) => ({
        ...first,
        InvoiceID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      }));
      collections.Invoices = [...collections.Invoices, ...more];
    });
    expect((await db.query(LARGE)).rows).toHaveLength(3500);
    expect(lines(other)).toHaveLength(4);
    await other.close();
  });
});
