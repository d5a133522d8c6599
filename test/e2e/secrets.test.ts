/** No secret and no token leaves the process but to Xero: not in logs, errors, plans or objects. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, type Fault, startEmulator } from '../../fixtures/emulator/index.ts';
import { connect, type Database } from '../../src/index.ts';

let emulator: Emulator;
let folder: string;
let logfile: string;
/** The access tokens that calls bore. */
const tokens = new Set<string>();
const noteToken = (message: unknown): void => {
  const { request } = message as { request: ClientRequest };
  const [, token] = /^Bearer (.+)$/.exec(String(request.getHeader('authorization'))) ?? [];
  if (token !== undefined) tokens.add(token);
};

beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(path.join(tmpdir(), 'xero-sql-secrets-'));
  subscribe('http.client.request.start', noteToken);
});
afterAll(async () => {
  unsubscribe('http.client.request.start', noteToken);
  await emulator.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  emulator.clear();
  tokens.clear();
  logfile = path.join(folder, `${Math.random()}.log`);
});

const open = (properties: Readonly<Record<string, string>> = {}): Promise<Database> =>
  connect(
    emulator.connectionString({
      Logfile: logfile,
      Verbosity: '5',
      MaxRetries: '0',
      Timeout: '1',
      ...properties,
    }),
  );

/** Every form in which someone may see an error or another value. */
function appearances(value: unknown): string {
  const parts = [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 20, showHidden: true, getters: true }),
  ];
  if (value instanceof Error) {
    const { cause } = value;
    parts.push(value.message, value.stack ?? '', JSON.stringify({ ...value }));
    parts.push(JSON.stringify(value, Object.getOwnPropertyNames(value)));
    if (cause !== undefined && cause !== null) parts.push(appearances(cause));
  }
  return parts.join('\n');
}

function expectClean(text: string, what: string): void {
  const { clientId, clientSecret } = emulator.apps.custom;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64').slice(-24);
  for (const secret of [...tokens, clientSecret, basic]) {
    expect(secret.length).toBeGreaterThan(10);
    expect(text.includes(secret), `${what} holds ${secret}`).toBe(false);
    expect(text.includes(encodeURIComponent(secret)), what).toBe(false);
    // a part of it, as a cut-off text would hold
    expect(text.includes(secret.slice(0, 24)), what).toBe(false);
    expect(text.includes(Buffer.from(secret).toString('base64').slice(0, 24)), what).toBe(false);
  }
}

const log = (): string => readFileSync(logfile, 'utf8');

describe('at Verbosity 5', () => {
  it.each([
    'SELECT COUNT(*) FROM Contacts',
    'SELECT * FROM Tenants',
    'SELECT * FROM sys_connection_props',
    'EXPLAIN SELECT * FROM Invoices WHERE Total > 5',
    'EXPLAIN ANALYZE SELECT * FROM Accounts',
  ])('%s shows no secret', async (sql) => {
    const database = await open();
    const result = await database.query(sql);
    await database.close();
    expect(log().length).toBeGreaterThan(0);
    expectClean(log(), 'the log');
    expectClean(appearances(result), 'the result');
    expectClean(appearances(database), 'the connection');
    expectClean(appearances(database.properties), 'its properties');
  });

  it('issued tokens were there to be seen', async () => {
    const database = await open();
    await database.query('SELECT COUNT(*) FROM Accounts');
    await database.close();
    expect(tokens.size).toBeGreaterThan(0);
    expect(log()).toMatch(/"level":2/);
    expect(log()).toMatch(/"level":5/);
    expect(statSync(logfile).mode & 0o077).toBe(0);
  });

  const ECHO = { match: { path: '/api.xro/2.0/Contacts' }, times: 99 };
  it.each<readonly [string, Fault]>([
    ['401', { kind: 'status', status: 401 }],
    ['403', { kind: 'status', status: 403 }],
    ['429', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['reset', { kind: 'reset' }],
    ['truncated', { kind: 'truncate' }],
    ['malformed', { kind: 'malformed' }],
    ['slow', { kind: 'delay', ms: 1_500 }],
    ['expired', { kind: 'expireToken' }],
  ])('a failing call (%s) shows none', async (_, fault) => {
    emulator.fault({ ...fault, ...ECHO });
    const database = await open();
    const error: unknown = await database
      .query('SELECT COUNT(*) FROM Contacts')
      .catch((e: unknown) => e);
    await database.close();
    expect(error).toMatchObject({ name: 'ApiError' });
    expect(tokens.size).toBeGreaterThan(0);
    expectClean(log(), 'the log');
    expectClean(appearances(error), 'the error');
  });

  it('a gateway that echoes the token in its answer shows none', async () => {
    const first = await open();
    await first.query('SELECT COUNT(*) FROM Accounts');
    await first.close();
    const [token = ''] = tokens;
    const body = { Title: `Bad gateway for Authorization: Bearer ${token}`, Detail: token };
    emulator.fault({ kind: 'status', status: 502, body, ...ECHO });
    const database = await open({
      OAuthAccessToken: token,
      InitiateOAuth: 'OFF',
      AuthScheme: 'PKCE',
    });
    const error: unknown = await database
      .query('SELECT COUNT(*) FROM Contacts')
      .catch((e: unknown) => e);
    await database.close();
    expect(error).toMatchObject({ code: 'SERVER_ERROR' });
    expectClean(log(), 'the log');
    expectClean(appearances(error), 'the error');
  });

  it.each([
    { OAuthClientId: 'NO0SUCH0CLIENT' },
    { OAuthClientSecret: 'wrong-secret-of-some-length' },
    { Scope: 'accounting.nonsense' },
    { IdentityUrl: 'http://127.0.0.1:1' },
    { ApiUrl: 'http://127.0.0.1:1' },
    { Tenant: 'No such organisation' },
  ])('a sign-in that fails by %j shows none', async (properties) => {
    const database = await open(properties);
    const error: unknown = await database
      .query('SELECT COUNT(*) FROM Contacts')
      .catch((e: unknown) => e);
    await database.close();
    expect(error).toHaveProperty('code');
    expectClean(log(), 'the log');
    expectClean(appearances(error), 'the error');
    for (const text of [log(), appearances(error), appearances(database.properties)]) {
      expect(text).not.toContain('wrong-secret-of-some-length');
    }
  });

  it('a wrong statement shows none, even one that holds the secret', async () => {
    const database = await open();
    const secret = emulator.apps.custom.clientSecret;
    for (const sql of ['SELECT * FROM Nope', `SELECT '${secret}' FROM`]) {
      const error: unknown = await database.query(sql).catch((e: unknown) => e);
      expect(error).toMatchObject({ name: 'SqlError' });
      expectClean(appearances(error), 'the error');
    }
    await database.close();
    expectClean(log(), 'the log');
  });
});

describe('a connection string that is wrong', () => {
  const SECRET = 'sk-9f8e7d6c5b4a39281706';
  it.each([
    `OAuthClientSecret=${SECRET};PageSize=abc`,
    `OAuthClientSecret=${SECRET};Tennant=x`,
    `OAuthClientSecret="${SECRET}`,
    `OAuthClientSecret=${SECRET};=x`,
    `OAuthClientSecret=${SECRET};OAuthClientSecret=${SECRET}`,
    `AuthScheme=OAuthClient;OAuthClientSecret=${SECRET}`,
    `OAuthClientId=a;OAuthClientSecret=abc;${SECRET}`,
    `OAuthClientId=a;OAuthClientSecret=abc;${SECRET}=`,
    `OAuthClientId=a;OAuthAccessToken='${SECRET}'x`,
    `ClientSecrets=${SECRET}`,
    `ApiUrl=http://user:${SECRET}@localhost`,
    `ProxyServer=http://user:${SECRET}@localhost:99999`,
  ])('shows no secret (%#)', async (text) => {
    const error: unknown = await connect(text).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'ConnectionError' });
    expect(appearances(error)).not.toContain(SECRET);
  });
});
