import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import {
  connect,
  type CallEvent,
  type LogEntry,
  type PageEvent,
  type RetryEvent,
  type ThrottleEvent,
  type TokenStorage,
} from '../../src/index.ts';
import { createEvents } from '../../src/database/events.ts';
import { silentLogger } from '../../src/xero/index.ts';
import { freePort } from '../auth/fake-identity.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.clear());

describe('await using', () => {
  it('closes the connection at the end of the block', async () => {
    const db = await connect(emulator.connectionString());
    await db[Symbol.asyncDispose]();
    await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('as the language has it', async () => {
    const used = await (async () => {
      await using db = await connect(emulator.connectionString());
      expect((await db.sql`SELECT 1 AS a`).rows).toEqual([{ a: 1 }]);
      return db;
    })();
    await expect(used.query('SELECT 1')).rejects.toMatchObject({ code: 'CLOSED' });
  });
});

describe('events', () => {
  it('tell of calls and pages, from the options and from on', async () => {
    const calls: CallEvent[] = [];
    const pages: PageEvent[] = [];
    await using db = await connect(emulator.connectionString({ PageSize: '100' }), {
      on: { call: (event) => calls.push(event) },
    });
    const stop = db.on('page', (event) => pages.push(event));
    const { rows, stats } = await db.query('SELECT InvoiceID FROM Invoices');
    expect(calls).toHaveLength(stats.apiCalls);
    expect(calls[0]?.call).toBe('GET /connections');
    expect(calls[1]).toMatchObject({ status: 200 });
    expect(calls[1]?.dayRemaining).toBeGreaterThan(0);
    expect(pages.reduce((sum, page) => sum + page.rows, 0)).toBe(rows.length);
    expect(pages[0]).toMatchObject({ schema: 'ACCOUNTING', table: 'Invoices', rows: 100 });
    stop();
    const before = pages.length;
    await db.query('SELECT Code FROM Currencies');
    expect(pages).toHaveLength(before);
  });

  it('tell of retries', async () => {
    const retries: RetryEvent[] = [];
    await using db = await connect(emulator.connectionString(), {
      on: { retry: (event) => retries.push(event) },
    });
    emulator.fault({ kind: 'status', status: 503, match: { path: '/api.xro/2.0/Currencies' } });
    await db.query('SELECT Code FROM Currencies');
    expect(retries).toMatchObject([{ attempt: 1, reason: 'SERVER_ERROR' }]);
    expect(retries[0]?.call).toContain('/Currencies');
  });

  it('tell of waits', () => {
    const waits: ThrottleEvent[] = [];
    const events = createEvents(silentLogger, { throttle: (event) => waits.push(event) });
    events.fromClient({ kind: 'throttled', reason: 'minute', seconds: 3 });
    expect(waits).toEqual([{ reason: 'minute', seconds: 3 }]);
  });

  it('a listener that throws fails no query, and is logged', async () => {
    const entries: LogEntry[] = [];
    await using db = await connect(emulator.connectionString(), {
      on: {
        call: () => {
          throw new Error('listener of mine');
        },
      },
      logger: (entry) => entries.push(entry),
    });
    expect((await db.query('SELECT Code FROM Currencies')).rows.length).toBeGreaterThan(0);
    expect(entries).toContainEqual(
      expect.objectContaining({ level: 1, event: 'listener failed', on: 'call' }),
    );
  });
});

describe('the logger', () => {
  it('gets what the Logfile gets, at the level of Verbosity, and no secret', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xero-sql-log-'));
    const Logfile = join(folder, 'log.jsonl');
    const entries: LogEntry[] = [];
    {
      const connection = emulator.connectionString({ Verbosity: '5', Logfile });
      await using db = await connect(connection, { logger: (entry) => entries.push(entry) });
      await db.query('SELECT Code FROM Currencies');
    }
    const lines = (await readFile(Logfile, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      entries.map((entry) => JSON.parse(JSON.stringify(entry)) as unknown),
    );
    expect(entries.map(({ event }) => event)).toContain('callFinished');
    const text = JSON.stringify(entries);
    expect(text).not.toContain(emulator.apps.custom.clientSecret);
    expect(text).not.toMatch(/Bearer ey|eyJ/);
    await rm(folder, { recursive: true });
  });

  it('that throws fails no query', async () => {
    await using db = await connect(emulator.connectionString({ Verbosity: '5' }), {
      logger: () => {
        throw new Error('logger of mine');
      },
    });
    expect((await db.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }]);
  });
});

describe('a sign-in', () => {
  let text: string | null = null;
  const tokenStore: TokenStorage = {
    load: () => Promise.resolve(text),
    save(next) {
      text = next;
      return Promise.resolve();
    },
  };
  afterEach(() => {
    text = null;
  });

  const connection = async (): Promise<string> => {
    const callback = `http://localhost:${await freePort()}/`;
    emulator.allowRedirect(callback);
    const hosts = `ApiUrl=${emulator.url};IdentityUrl=${emulator.url};LoginUrl=${emulator.url}`;
    return `OAuthClientId=${emulator.apps.pkce.clientId};CallbackURL=${callback};${hosts}`;
  };
  const signIn = {
    signInMode: 'browser' as const,
    write: () => undefined,
    openBrowser: async (url: string) => {
      await fetch(await emulator.approve(url));
    },
  };

  it('is kept in the token store given, and ended there and at Xero by signOut', async () => {
    const string = await connection();
    {
      await using db = await connect(string, { signIn, tokenStore });
      const session = await db.session();
      expect(session.scopes).toContain('accounting.settings.read');
      expect(session.renewable).toBe(true);
      expect(session.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    }
    expect(text).toContain('refreshToken');
    await using db = await connect(`${string};InitiateOAuth=REFRESH`, { tokenStore });
    expect((await db.connections()).length).toBeGreaterThan(0);
    await db.signOut();
    expect(text).not.toMatch(/"refreshToken":"/);
    expect(emulator.log.map(({ path }) => path)).toContain('/connect/revocation');
    await expect(db.connections()).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });

  it('of a Custom Connection can be told and renewed', async () => {
    await using db = await connect(emulator.connectionString());
    expect(await db.session()).toMatchObject({ renewable: true });
  });
});
