/** Trouble on the way: every statement ends with the right answer or a typed error, never with less. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Emulator, type Fault, startEmulator } from '../../fixtures/emulator/index.ts';
import { MAIN_TENANT_ID } from '../../fixtures/books/index.ts';
import type { Database, QueryResult } from '../../src/database/database.ts';
import { connect, XeroSqlError } from '../../src/index.ts';
import { BudgetRegistry } from '../../src/xero/budget.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, NOW, open, type OpenOptions } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
const opened: Database[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time, latencyMs: 1 });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.clear());
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** 170 contacts and 110 credit notes come in 4 and 3 pages. */
const PAGE_SIZE = '43';

async function database(
  options: OpenOptions = {},
  properties: Readonly<Record<string, string>> = {},
): Promise<Database> {
  const made = await open(emulator, {
    clock,
    ...options,
    properties: { PageSize: PAGE_SIZE, Tenant: MAIN_TENANT_ID, ...properties },
  });
  opened.push(made);
  return made;
}

/** How the statement fails; it must not succeed. */
async function failure(work: Promise<unknown>): Promise<XeroSqlError> {
  const error = await work.then(
    () => new Error('It succeeded.'),
    (reason: unknown) => reason,
  );
  if (error instanceof XeroSqlError) return error;
  throw error;
}

interface Statement {
  readonly what: string;
  readonly sql: string;
  /** The list to be spoiled, and how many pages it has. */
  readonly path: string;
  readonly pages: number;
}

const CONTACTS = { path: '/api.xro/2.0/Contacts', pages: 4 } as const;
const STATEMENTS: readonly Statement[] = [
  { what: 'a scan', sql: 'SELECT ContactID, Name FROM Contacts ORDER BY ContactID', ...CONTACTS },
  {
    what: 'an aggregate',
    sql: 'SELECT COUNT(*) AS n, MIN(Name) AS first, MAX(Name) AS last FROM Contacts',
    ...CONTACTS,
  },
  {
    what: 'a join',
    sql: `SELECT n.CreditNoteNumber, n.Total, c.Name FROM CreditNotes n
          LEFT JOIN Contacts c USING (ContactID) ORDER BY n.CreditNoteID`,
    ...CONTACTS,
  },
  {
    what: 'the other side of a join',
    sql: `SELECT c.Name, SUM(n.Total) AS total FROM Contacts c
          LEFT JOIN CreditNotes n USING (ContactID) GROUP BY c.Name ORDER BY c.Name`,
    path: '/api.xro/2.0/CreditNotes',
    pages: 3,
  },
  {
    what: 'pages that two scans share',
    sql: `SELECT c.Name, a.City FROM Contacts c JOIN ContactAddresses a USING (ContactID)
          ORDER BY c.ContactID, a.AddressType`,
    ...CONTACTS,
  },
  {
    what: 'a subquery',
    sql: `SELECT CreditNoteNumber FROM CreditNotes WHERE ContactID NOT IN
            (SELECT ContactID FROM Contacts WHERE Name LIKE 'B%') ORDER BY CreditNoteID`,
    ...CONTACTS,
    pages: 1,
  },
];

const MINUTE_LIMIT = { 'X-Rate-Limit-Problem': 'minute' } as const;
const PASSING: readonly (readonly [name: string, fault: Fault, code: string])[] = [
  [
    '429 of the minute',
    { kind: 'status', status: 429, retryAfter: 7, headers: MINUTE_LIMIT },
    'RATE_LIMIT_MINUTE',
  ],
  [
    '429 of too many at once',
    { kind: 'status', status: 429, headers: { 'X-Rate-Limit-Problem': 'concurrent' } },
    'RATE_LIMIT_MINUTE',
  ],
  ['500', { kind: 'status', status: 500 }, 'SERVER_ERROR'],
  ['502', { kind: 'status', status: 502, body: '<html>Bad gateway</html>' }, 'SERVER_ERROR'],
  ['503', { kind: 'status', status: 503 }, 'SERVER_ERROR'],
  ['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 3 }, 'SERVER_ERROR'],
  ['a reset', { kind: 'reset' }, 'NETWORK'],
  ['a truncated body', { kind: 'truncate' }, 'BAD_RESPONSE'],
  ['a body that is no JSON', { kind: 'malformed' }, 'BAD_RESPONSE'],
];

describe.each(STATEMENTS)('$what', ({ sql, path, pages }) => {
  const positions = Array.from({ length: pages }, (_, index) => index + 1);
  let calm: QueryResult;
  beforeAll(async () => {
    emulator.clear();
    calm = await (await database()).query(sql);
    expect(calm.rows.length).toBeGreaterThan(0);
  });

  it.each(PASSING)('is right after %s on any page, for one call more', async (_, fault) => {
    for (const page of positions) {
      emulator.clear();
      emulator.fault({ ...fault, match: { path, page } });
      const { rows, stats } = await (await database()).query(sql);
      expect(rows).toEqual(calm.rows);
      expect(apiCalls(emulator)).toHaveLength(calm.stats.apiCalls + 1);
      expect(stats.apiCalls).toBe(calm.stats.apiCalls + 1);
    }
  });

  it('is right after the token expired on any page', async () => {
    for (const page of positions) {
      emulator.clear();
      emulator.fault({ kind: 'expireToken', match: { path, page } });
      const { rows } = await (await database()).query(sql);
      expect(rows).toEqual(calm.rows);
      const refused = apiCalls(emulator).filter(({ status }) => status === 401);
      expect(refused.length).toBeGreaterThanOrEqual(1);
      // calls under way with the same token are refused with it
      expect(refused.length).toBeLessThanOrEqual(5);
    }
  });

  it.each(PASSING)(
    'fails when %s stays on any page, after bounded tries',
    async (_, fault, code) => {
      for (const page of positions) {
        emulator.clear();
        emulator.fault({ ...fault, times: 1_000, match: { path, page } });
        const error = await failure((await database({}, { MaxRetries: '2' })).query(sql));
        expect(error).toMatchObject({ name: 'ApiError', code });
        expect(error.message).toMatch(/\/(Contacts|CreditNotes)/);
        expect(error.hint).toBeTruthy();
        const tries = apiCalls(emulator).filter(({ query }) => query['page'] === String(page));
        expect(tries.filter((call) => call.path === path)).toHaveLength(3);
      }
    },
  );
});

describe('answers that do not change by trying again', () => {
  it.each([
    [400, 'BAD_REQUEST'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [501, 'SERVER_ERROR'],
  ])('%d fails at once', async (status, code) => {
    emulator.fault({ kind: 'status', status, times: 99, match: { ...CONTACTS, page: 3 } });
    const error = await failure((await database()).query('SELECT COUNT(Name) FROM Contacts'));
    expect(error).toMatchObject({ name: 'ApiError', code, status });
    expect(apiCalls(emulator).filter(({ query }) => query['page'] === '3')).toHaveLength(1);
  });

  it('a token that stays refused is renewed once', async () => {
    emulator.fault({ kind: 'expireToken', times: 99, match: { path: CONTACTS.path } });
    const error = await failure((await database()).query('SELECT COUNT(Name) FROM Contacts'));
    expect(error.code).toBe('UNAUTHORISED');
    expect(apiCalls(emulator)).toHaveLength(2);
  });

  it('a web page in place of an answer names the likely cause', async () => {
    const body = '<!DOCTYPE html><html><body>Sign in to the guest network</body></html>';
    emulator.fault({ kind: 'status', status: 200, body, times: 99, match: CONTACTS });
    const error = await failure((await database()).query('SELECT COUNT(Name) FROM Contacts'));
    expect(error).toMatchObject({ code: 'BAD_RESPONSE' });
    expect(error.hint).toMatch(/ApiUrl/);
    expect(apiCalls(emulator)).toHaveLength(1);
  });
});

describe('slow answers', () => {
  const sql = 'SELECT COUNT(Name) AS n FROM Contacts';

  it.each([1, 2, 4])(
    'that exceed the time-out on page %d once are asked for again',
    async (page) => {
      emulator.fault({ kind: 'delay', ms: 600, match: { path: CONTACTS.path, page } });
      const { rows } = await (await database({ timeoutMs: 250 })).query(sql);
      expect(rows).toEqual([{ n: 170 }]);
      expect(apiCalls(emulator)).toHaveLength(5);
    },
  );

  it.each([1, 4])('that stay slow on page %d are a TIMEOUT', async (page) => {
    emulator.fault({ kind: 'delay', ms: 400, times: 99, match: { path: CONTACTS.path, page } });
    const slow = await database({ timeoutMs: 100 }, { MaxRetries: '1' });
    expect(await failure(slow.query(sql))).toMatchObject({ name: 'ApiError', code: 'TIMEOUT' });
  });

  it('within the time-out are waited for', async () => {
    emulator.fault({ kind: 'delay', ms: 100, times: 99, match: { path: CONTACTS.path } });
    expect((await (await database()).query(sql)).rows).toEqual([{ n: 170 }]);
    expect(apiCalls(emulator)).toHaveLength(4);
  });
});

describe('signing in', () => {
  const TOKEN = '/connect/token';

  it.each<readonly [string, Fault]>([
    ['503', { kind: 'status', status: 503 }],
    ['a reset', { kind: 'reset' }],
  ])('is right after %s', async (_, fault) => {
    emulator.fault({ ...fault, match: { path: TOKEN } });
    const { rows } = await (await database()).query('SELECT COUNT(Name) AS n FROM Contacts');
    expect(rows).toEqual([{ n: 170 }]);
  });

  it('fails as a typed error when it cannot succeed, with no call to an organisation', async () => {
    emulator.fault({ kind: 'reset', times: 99, match: { path: TOKEN } });
    const error = await failure((await database()).query('SELECT COUNT(Name) FROM Contacts'));
    expect(['AuthError', 'ApiError']).toContain(error.name);
    expect(error.hint).toBeTruthy();
    expect(apiCalls(emulator)).toHaveLength(0);
  });

  it('fails in the same way when the list of organisations cannot be had', async () => {
    emulator.fault({ kind: 'status', status: 500, times: 99, match: { path: '/connections' } });
    const error = await failure(
      (await database({}, { Tenant: '*' })).query('SELECT COUNT(Name) FROM Contacts'),
    );
    expect(error.code).toBe('SERVER_ERROR');
    expect(apiCalls(emulator)).toHaveLength(0);
  });
});

describe('the limits of the day', () => {
  it('fail at once, name the reset, and are remembered without a call', async () => {
    const limited = await startEmulator({
      clock: () => clock.time,
      rateLimits: { perDay: 2 },
    });
    // Another program has used them up.
    const other = await open(limited, { clock });
    await other.query('SELECT * FROM Accounts');
    await other.query('SELECT * FROM TaxRates');
    await other.close();
    const small = await open(limited, { clock, properties: { PageSize: PAGE_SIZE } });
    const before = clock.slept.length;
    const error = await failure(small.query('SELECT COUNT(Name) FROM Contacts'));
    expect(error).toMatchObject({ name: 'ApiError', code: 'RATE_LIMIT_DAY', status: 429 });
    expect(error.message).toMatch(/resets (at .*Z|within)/);
    expect(clock.slept.length).toBe(before);
    const calls = apiCalls(limited).length;
    expect(calls).toBeLessThanOrEqual(4);
    expect(await failure(small.query('SELECT * FROM Accounts'))).toMatchObject({
      code: 'RATE_LIMIT_DAY',
    });
    expect(apiCalls(limited)).toHaveLength(calls);
    await small.close();
    await limited.close();
  });
});

describe('the limits of the minute', () => {
  const refused = (): number => apiCalls(emulator).filter(({ status }) => status === 429).length;

  it('are kept by a statement of 81 calls: five at once, 60 a minute, none refused', async () => {
    const { rows, stats } = await (
      await database({}, { PageSize: '30' })
    ).query('SELECT COUNT(Type) AS n FROM Invoices');
    expect(rows).toEqual([{ n: 2402 }]);
    expect(stats.apiCalls).toBe(81);
    const seen = emulator.stats[MAIN_TENANT_ID];
    expect(seen?.calls).toBe(81);
    expect(seen?.maxInFlight).toBeLessThanOrEqual(5);
    expect(seen?.maxPerMinute).toBeGreaterThan(50);
    expect(seen?.maxPerMinute).toBeLessThanOrEqual(60);
    expect(refused()).toBe(0);
  });

  it('are shared by two connections and several statements at once', async () => {
    const budgets = new BudgetRegistry();
    const one = await database({ budgets }, { PageSize: '60' });
    const two = await database({ budgets }, { PageSize: '60' });
    const sql = 'SELECT COUNT(Type) AS n FROM Invoices';
    const results = await Promise.all([one, two, one].map((each) => each.query(sql)));
    expect(results.map(({ rows }) => rows)).toEqual(Array(3).fill([{ n: 2402 }]));
    const seen = emulator.stats[MAIN_TENANT_ID];
    expect(seen?.calls).toBe(3 * 41);
    expect(seen?.maxInFlight).toBeLessThanOrEqual(5);
    expect(seen?.maxPerMinute).toBeLessThanOrEqual(60);
    expect(refused()).toBe(0);
  });

  it('have five calls in progress as long as more are to be made, never a sixth', async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    const budgets = new BudgetRegistry();
    const one = await database({ budgets }, { PageSize: '60' });
    const two = await database({ budgets }, { PageSize: '60' });
    emulator.fault({ kind: 'hold', until, times: 99, match: { path: '/api.xro/2.0/*' } });
    const inProgress = (): number => apiCalls(emulator).filter(({ status }) => status === 0).length;
    const tables = ['Accounts', 'Items', 'Users', 'Currencies', 'TaxRates', 'Invoices', 'Contacts'];
    const results = tables.flatMap((table) =>
      [one, two].map((each) => each.query(`SELECT COUNT(*) AS n FROM ${table}`)),
    );
    await vi.waitFor(() => expect(inProgress()).toBe(5), { timeout: 15_000 });
    await sleep(50);
    expect(inProgress()).toBe(5);
    release();
    await Promise.all(results);
    expect(emulator.stats[MAIN_TENANT_ID]?.maxInFlight).toBe(5);
    expect(refused()).toBe(0);
  });

  it('are shared by connections that programs open', async () => {
    const properties = { PageSize: '60', Tenant: MAIN_TENANT_ID };
    const real = await startEmulator({ latencyMs: 5 });
    const one = await connect(real.connectionString(properties));
    const two = await connect(real.connectionString(properties));
    const sql = "SELECT COUNT(Type) AS n FROM Invoices WHERE Type = 'ACCREC'";
    const results = await Promise.all([one.query(sql), two.query(sql)]);
    expect(results[0].rows).toEqual(results[1].rows);
    expect(real.stats[MAIN_TENANT_ID]?.maxInFlight).toBeLessThanOrEqual(5);
    expect(real.log.some(({ status }) => status === 429)).toBe(false);
    await one.close();
    await two.close();
    await real.close();
  });

  it('of a program that others disturb are waited out', async () => {
    const shared = await startEmulator({ clock: () => clock.time, rateLimits: { perMinute: 3 } });
    const tight = await open(shared, { clock, properties: { PageSize: '20' } });
    const { rows } = await tight.query('SELECT COUNT(Name) AS n FROM Contacts');
    expect(rows).toEqual([{ n: 170 }]);
    await tight.close();
    await shared.close();
  });
});

describe('cancelling', () => {
  const sql = 'SELECT COUNT(Name) AS n FROM Contacts';
  const aborted = { name: 'XeroSqlError', code: 'CANCELLED' };

  /** No call starts any more. */
  async function expectQuiet(): Promise<void> {
    await sleep(20);
    const calls = apiCalls(emulator).length;
    await sleep(120);
    expect(apiCalls(emulator)).toHaveLength(calls);
  }

  it('before the statement starts makes no call', async () => {
    const signal = AbortSignal.abort();
    expect(await failure((await database()).query(sql, [], { signal }))).toMatchObject(aborted);
    expect(emulator.log).toHaveLength(0);
  });

  it('in flight ends the call', async () => {
    emulator.fault({ kind: 'delay', ms: 3_000, match: { path: CONTACTS.path, page: 2 } });
    const controller = new AbortController();
    const started = performance.now();
    const query = failure((await database()).query(sql, [], { signal: controller.signal }));
    await sleep(150);
    controller.abort();
    expect(await query).toMatchObject(aborted);
    expect(performance.now() - started).toBeLessThan(1_500);
    await expectQuiet();
  });

  it('in the queue starts none of the calls that wait there', async () => {
    emulator.fault({ kind: 'delay', ms: 300, times: 99, match: { path: CONTACTS.path } });
    const crowded = await database({}, { PageSize: '10' });
    const controller = new AbortController();
    const query = failure(crowded.query(sql, [], { signal: controller.signal }));
    await sleep(450);
    controller.abort();
    expect(await query).toMatchObject(aborted);
    expect(apiCalls(emulator).length).toBeLessThanOrEqual(6);
    await expectQuiet();
  });

  it('while it waits for Retry-After ends the wait', async () => {
    const real = await startEmulator();
    real.fault({
      kind: 'status',
      status: 429,
      retryAfter: 30,
      headers: MINUTE_LIMIT,
      match: { path: CONTACTS.path },
    });
    const waiting = await open(real, { properties: { Tenant: MAIN_TENANT_ID } });
    const controller = new AbortController();
    const started = performance.now();
    const query = failure(waiting.query(sql, [], { signal: controller.signal }));
    await sleep(150);
    controller.abort(new Error('the user pressed Ctrl-C'));
    expect(await query).toMatchObject(aborted);
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(apiCalls(real)).toHaveLength(1);
    await waiting.close();
    await real.close();
  });

  it('one of two statements leaves the other alone', async () => {
    emulator.fault({ kind: 'delay', ms: 150, times: 4, match: { path: CONTACTS.path } });
    const both = await database();
    const controller = new AbortController();
    const cancelled = failure(both.query(sql, [], { signal: controller.signal }));
    const other = both.query(sql);
    await sleep(100);
    controller.abort();
    expect(await cancelled).toMatchObject(aborted);
    expect((await other).rows).toEqual([{ n: 170 }]);
  });

  it('by leaving a stream makes no more calls', async () => {
    const streaming = await database({}, { PageSize: '10' });
    const stream = streaming.stream('SELECT ContactID FROM Contacts');
    for await (const row of stream) {
      expect(row).toHaveProperty('ContactID');
      break;
    }
    expect(apiCalls(emulator).length).toBeLessThanOrEqual(6);
    expect(stream.stats().apiCalls).toBeLessThanOrEqual(6);
    await expectQuiet();
  });

  it('a stream by its signal throws CANCELLED in the loop', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const stream = (await database()).stream('SELECT ContactID FROM Contacts', [], { signal });
    const read = async (): Promise<number> => {
      let rows = 0;
      for await (const row of stream)
        if (row['ContactID'] !== null && ++rows === 5) controller.abort();
      return rows;
    };
    expect(await failure(read())).toMatchObject(aborted);
    await expectQuiet();
  });

  it('by closing the connection fails running statements with CLOSED, and later ones', async () => {
    emulator.fault({ kind: 'delay', ms: 3_000, match: { path: CONTACTS.path, page: 1 } });
    const closing = await database();
    const query = failure(closing.query(sql));
    await sleep(100);
    await closing.close();
    expect((await query).code).toBe('CLOSED');
    expect((await failure(closing.query(sql))).code).toBe('CLOSED');
    expect(() => closing.stream(sql)).toThrow(/closed/i);
    await closing.close();
    await expectQuiet();
  });
});

describe('a stream', () => {
  it('that fails late has delivered only rows of the right answer, and throws', async () => {
    const sql = 'SELECT ContactID FROM Contacts';
    const { rows } = await (await database()).query(sql);
    emulator.clear();
    emulator.fault({
      kind: 'status',
      status: 500,
      times: 99,
      match: { path: CONTACTS.path, page: 4 },
    });
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const row of (await database()).stream(sql)) seen.push(row);
    };
    expect((await failure(read())).code).toBe('SERVER_ERROR');
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual(rows.slice(0, seen.length));
  });
});
