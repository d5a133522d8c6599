/** Small lists that seldom change are asked for once in CacheSeconds on a connection. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
const opened: Database[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
});
beforeEach(() => emulator.clear());
afterAll(async () => {
  for (const database of opened) await database.close();
  await emulator.close();
});

async function database(properties: Readonly<Record<string, string>> = {}): Promise<Database> {
  const made = await open(emulator, { clock, properties });
  opened.push(made);
  return made;
}

const made = (): number => apiCalls(emulator).length;

describe('the second statement', () => {
  it.each([
    'Accounts',
    'BrandingThemes',
    'Currencies',
    'Organisation',
    'TaxRates',
    'TrackingCategories',
    'Users',
    'TrackingOptions',
  ])('makes no call for %s, and has the same rows', async (table) => {
    const connection = await database();
    const first = await connection.query(`SELECT * FROM ${table}`);
    expect(first.stats.cacheHits).toBe(0);
    expect(made()).toBe(1);
    const second = await connection.query(`SELECT * FROM ${table}`);
    expect(second.rows).toEqual(first.rows);
    expect(second.stats).toMatchObject({ apiCalls: 0, cacheHits: 1, bytes: 0 });
    expect(made()).toBe(1);
  });

  it.each(['Invoices', 'Contacts', 'Items', 'Payments'])('asks again for %s', async (table) => {
    const connection = await database();
    await connection.query(`SELECT * FROM ${table} LIMIT 1`);
    const calls = made();
    const { stats } = await connection.query(`SELECT * FROM ${table} LIMIT 1`);
    expect(stats.cacheHits).toBe(0);
    expect(made()).toBe(2 * calls);
  });

  it('asks again for another call of the same list', async () => {
    const connection = await database();
    await connection.query('SELECT * FROM Accounts');
    await connection.query("SELECT * FROM Accounts WHERE Type = 'BANK'");
    expect(made()).toBe(2);
  });

  it('has each organisation its own', async () => {
    const connection = await database({ Tenant: '*' });
    const first = await connection.query('SELECT TenantId, Code FROM Accounts');
    const second = await connection.query('SELECT TenantId, Code FROM Accounts');
    expect(second.rows).toEqual(first.rows);
    expect(second.stats).toMatchObject({ apiCalls: 0, cacheHits: 3 });
  });

  it('serves joins with what changes', async () => {
    const connection = await database();
    const sql = `SELECT l.LineAmount, a.Name FROM InvoiceLineItems l JOIN Accounts a ON a.Code = l.AccountCode
                 WHERE l.InvoiceStatus = 'DRAFT'`;
    const first = await connection.query(sql);
    const calls = made();
    const second = await connection.query(sql);
    expect(second.rows).toEqual(first.rows);
    expect(made()).toBe(2 * calls - 1);
  });
});

describe('asks Xero again', () => {
  const twice = async (
    between: (connection: Database) => Promise<void> | void,
    properties: Readonly<Record<string, string>> = {},
  ): Promise<number> => {
    const connection = await database(properties);
    await connection.query('SELECT * FROM Accounts');
    await between(connection);
    await connection.query('SELECT * FROM Accounts');
    return made();
  };

  it('when the answer is CacheSeconds old', async () => {
    expect(await twice(() => clock.sleep(59_000))).toBe(1);
    emulator.clear();
    expect(await twice(() => clock.sleep(60_000))).toBe(2);
    emulator.clear();
    expect(await twice(() => clock.sleep(60_000), { CacheSeconds: '61' })).toBe(1);
  });

  it('after refresh()', async () => {
    expect(await twice((connection) => connection.refresh())).toBe(2);
  });

  it('always with CacheSeconds=0', async () => {
    expect(await twice(() => undefined, { CacheSeconds: '0' })).toBe(2);
  });

  it('after a failure', async () => {
    const connection = await database();
    emulator.fault({ kind: 'status', status: 403, match: { path: '/api.xro/2.0/Accounts' } });
    await expect(connection.query('SELECT * FROM Accounts')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const { rows } = await connection.query('SELECT * FROM Accounts');
    expect(rows.length).toBeGreaterThan(0);
    expect(made()).toBe(2);
  });

  it('on another connection', async () => {
    await (await database()).query('SELECT * FROM Accounts');
    await (await database()).query('SELECT * FROM Accounts');
    expect(made()).toBe(2);
  });
});

describe('EXPLAIN', () => {
  const explain = async (sql: string, properties: Readonly<Record<string, string>> = {}) => {
    const { rows } = await (await database(properties)).query(`EXPLAIN ${sql}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it('says what may come from the cache', async () => {
    const line = 'from the cache if read within 60 s';
    expect(await explain('SELECT * FROM Accounts')).toContain(line);
    expect(await explain('SELECT * FROM Invoices')).not.toContain('from the cache');
    expect(await explain('SELECT * FROM Accounts', { CacheSeconds: '0' })).not.toContain(
      'from the cache',
    );
  });

  it('ANALYZE says what did', async () => {
    const connection = await database();
    await connection.query('SELECT Code FROM Accounts');
    const { rows } = await connection.query('EXPLAIN ANALYZE SELECT Code FROM Accounts');
    expect(String(rows.at(-1)?.['QUERY PLAN'])).toContain('0 calls, 1 answer from the cache');
  });
});
