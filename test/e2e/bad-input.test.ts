/**
 * What people get to read when they are wrong. The statements stand in wrong-statements.txt, the
 * connection strings below: the error's place, code and message, then its hint.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_TENANT_ID } from '../../fixtures/books/index.ts';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import { connect, type Database, XeroSqlError } from '../../src/index.ts';

let emulator: Emulator;
let web: Server;
/** A server that answers with a web page, whatever it is asked. */
let webUrl = '';
let home = '';
const homeBefore = process.env['XDG_CONFIG_HOME'];

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'xero-sql-bad-input-'));
  process.env['XDG_CONFIG_HOME'] = home;
  emulator = await startEmulator();
  web = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!DOCTYPE html><html><body>Welcome</body></html>');
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(async () => {
  if (homeBefore === undefined) delete process.env['XDG_CONFIG_HOME'];
  else process.env['XDG_CONFIG_HOME'] = homeBefore;
  rmSync(home, { recursive: true });
  await new Promise((resolve) => web.close(resolve));
  await emulator.close();
});

/** As the file and the table show it. */
async function shown(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'OK';
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    const { position, code, message, hint } = error;
    const place = position === undefined ? '' : `${position.line}:${position.column} `;
    return `${place}${code} ${message}${hint === undefined ? '' : `\nhint: ${hint}`}`;
  }
}

/** Nothing that is not for people: stacks, paths of ours, placeholders, names we generate. */
function expectReadable(text: string): void {
  expect(text).not.toMatch(/undefined|\[object|NaN|node_modules|\bat .*:\d+:\d+|__|alasql|axios/);
  expect(text).toMatch(/[.?!…]$/);
}

describe('wrong statements', () => {
  const file = readFileSync(new URL('wrong-statements.txt', import.meta.url), 'utf8');
  const cases = file
    .trim()
    .split('\n\n')
    .map((block): [string, string] => {
      const [statement = '', ...expected] = block.split('\n');
      return [statement, expected.map((line) => line.replace(/^ {2}/, '')).join('\n')];
    });
  let database: Database;
  beforeAll(async () => {
    database = await connect(emulator.connectionString());
  });
  afterAll(() => database.close());

  it('are many', () => expect(cases.length).toBeGreaterThanOrEqual(120));

  it.each(cases)('%s', async (statement, expected) => {
    const text = await shown(() => database.query(statement));
    expect(text).toBe(expected);
    expectReadable(text);
  });

  it('name their line and column in a long statement', async () => {
    const text = await shown(() =>
      database.query('SELECT InvoiceID,\r\n  Total\nFROM Invoices -- Totl\nWHERE\tTotl > 1'),
    );
    expect(text).toBe('4:7 UNKNOWN_COLUMN There is no column Totl.\nhint: Did you mean Total?');
  });

  it.each<readonly [string, readonly unknown[] | object, string]>([
    ['SELECT ?', [], '1:8 PARAMETER_ERROR There is no value for parameter 1: 0 values given.'],
    [
      'SELECT 1',
      ['x'],
      'PARAMETER_ERROR A value was given for the parameter $1, which the statement does not have.',
    ],
    ['SELECT :a', { b: 1 }, '1:8 PARAMETER_ERROR There is no value for the parameter :a.'],
    [
      'SELECT * FROM Invoices WHERE Date = ?',
      ['soon'],
      "1:37 INVALID_VALUE 'soon' is not a date.\nhint: Dates are written as '2026-01-31'.",
    ],
  ])('%s with %j', async (statement, parameters, expected) => {
    expect(await shown(() => database.query(statement, parameters as never))).toBe(expected);
  });
});

describe('wrong connection strings', () => {
  const EMULATOR = (): string =>
    `ApiUrl=${emulator.url};IdentityUrl=${emulator.url};LoginUrl=${emulator.url};OAuthSettingsLocation=memory://`;
  const custom =
    (overrides: Readonly<Record<string, string>>): (() => string) =>
    () =>
      emulator.connectionString({ MaxRetries: '0', ...overrides });
  const pkce =
    (rest: string): (() => string) =>
    () =>
      `AuthScheme=PKCE;OAuthClientId=${emulator.apps.pkce.clientId};${rest};${EMULATOR()}`;

  const CASES: readonly (readonly [what: string, text: () => string, expected: string])[] = [
    [
      'a bare name',
      () => 'Tenant',
      'CONNECTION_NOT_FOUND There is no saved connection named "Tenant".\nhint: None is saved yet. A connection string has the form Key=Value;Key=Value.',
    ],
    [
      'no key',
      () => 'Tenant=a;=b',
      '1:10 CONNECTION_STRING_SYNTAX Part 2 of the connection string has no key before "=".',
    ],
    [
      'an open quote',
      () => 'Tenant="abc',
      '1:8 CONNECTION_STRING_SYNTAX The value in part 1 of the connection string has no closing ".\nhint: Inside a quoted value, write " twice; put a value that begins with " in quotes.',
    ],
    [
      'text after a quote',
      () => 'Tenant="a"b;',
      '1:11 CONNECTION_STRING_SYNTAX Part 1 of the connection string goes on after its closing quote.\nhint: Put ";" after the closing quote; inside a quoted value, write the quote twice.',
    ],
    [
      'a property twice',
      () => 'Tenant=a;Tenant=b',
      '1:10 PROPERTY_INVALID Tenant is given twice.\nhint: Remove one of them.',
    ],
    [
      'a property twice, by another name',
      () => 'Tenant=a;TenantId=b',
      '1:10 PROPERTY_INVALID Tenant is given twice.\nhint: "TenantId" is another name for Tenant. Remove one of them.',
    ],
    [
      'an unknown property, nearly right',
      () => 'Tennant=x',
      '1:1 PROPERTY_UNKNOWN There is no connection property "Tennant".\nhint: Did you mean Tenant?',
    ],
    [
      'an unknown property',
      () => 'Zebra=1',
      '1:1 PROPERTY_UNKNOWN There is no connection property "Zebra".\nhint: xero-sql --help lists the properties.',
    ],
    [
      'a secret with a semicolon',
      () => 'OAuthClientId=a;OAuthClientSecret=ab;cd=ef',
      '1:38 PROPERTY_UNKNOWN There is no connection property with the name given here.\nhint: If the value of OAuthClientSecret contains ";", put quotes around it.',
    ],
    [
      'a wrong boolean',
      () => 'Readonly=maybe',
      '1:10 PROPERTY_INVALID Readonly must be true or false.',
    ],
    [
      'a wrong number',
      () => 'PageSize=abc',
      '1:10 PROPERTY_INVALID PageSize must be a whole number from 1 to 1000.',
    ],
    [
      'a number too large',
      () => 'PageSize=5000',
      '1:10 PROPERTY_INVALID PageSize must be a whole number from 1 to 1000.',
    ],
    [
      'a number too small',
      () => 'Timeout=-1',
      '1:9 PROPERTY_INVALID Timeout must be a whole number from 1 to 3600.',
    ],
    [
      'a wrong schema',
      () => 'Schema=ACOUNTING',
      '1:8 PROPERTY_INVALID Schema must be ACCOUNTING, ASSETS, PAYROLLAUS, FILES or PROJECTS.\nhint: Did you mean ACCOUNTING?',
    ],
    [
      'a wrong sign-in',
      () => 'AuthScheme=Basic',
      '1:12 PROPERTY_INVALID AuthScheme must be OAuth, PKCE or OAuthClient.',
    ],
    [
      'an address without a scheme',
      () => 'ApiUrl=api.xero.com',
      '1:8 PROPERTY_INVALID ApiUrl must be an address like http://localhost:8080, without a user, "?" or "#".',
    ],
    [
      'an address of another kind',
      () => 'ApiUrl=ftp://x',
      '1:8 PROPERTY_INVALID ApiUrl must be an address like http://localhost:8080, without a user, "?" or "#".',
    ],
    [
      'a port out of range',
      () => 'ProxyServer=http://localhost;ProxyPort=99999',
      '1:40 PROPERTY_INVALID ProxyPort must be a whole number from 1 to 65535.',
    ],
    [
      'no client secret',
      () => 'AuthScheme=OAuthClient;OAuthClientId=abc',
      'PROPERTY_MISSING AuthScheme=OAuthClient needs OAuthClientSecret.\nhint: Copy both from the Custom Connection at developer.xero.com.',
    ],
    [
      'no client ID',
      () => 'AuthScheme=OAuthClient;OAuthClientSecret=abc',
      'PROPERTY_MISSING AuthScheme=OAuthClient needs OAuthClientId.\nhint: Copy both from the Custom Connection at developer.xero.com.',
    ],
    [
      'no client ID for PKCE',
      () => 'AuthScheme=PKCE',
      'PROPERTY_MISSING AuthScheme=PKCE needs OAuthClientId.\nhint: Copy the client ID from the app at developer.xero.com. An app with a client secret needs OAuthClientSecret too.',
    ],
    [
      'an unknown saved connection',
      () => 'no-such-connection-name',
      'CONNECTION_NOT_FOUND There is no saved connection named "no-such-connection-name".\nhint: None is saved yet. A connection string has the form Key=Value;Key=Value.',
    ],
    [
      'a connection file that is not there',
      () => '@/no/such/file',
      'CONNECTION_NOT_FOUND The connection file /no/such/file cannot be read (ENOENT).',
    ],
    [
      'a log file that cannot be written',
      custom({ Logfile: '/no/such/folder/x.log' }),
      'PROPERTY_INVALID The Logfile /no/such/folder/x.log cannot be written (ENOENT).\nhint: Name a file in a folder that exists and that you may write to.',
    ],
    [
      'a wrong client ID',
      custom({ OAuthClientId: '0000000000000000' }),
      'TOKEN_REFUSED Xero does not accept the client ID or the client secret.\nhint: Compare OAuthClientId and OAuthClientSecret with the Custom Connection at developer.xero.com, and see that an organisation has authorised it.',
    ],
    [
      'a wrong client secret',
      custom({ OAuthClientSecret: 'wrong-secret-value' }),
      'TOKEN_REFUSED Xero does not accept the client ID or the client secret.\nhint: Compare OAuthClientId and OAuthClientSecret with the Custom Connection at developer.xero.com, and see that an organisation has authorised it.',
    ],
    [
      'a scope that the app may not have',
      custom({ Scope: 'accounting.nonsense' }),
      'TOKEN_REFUSED The app may not have one of: accounting.nonsense.\nhint: Set Scope to scopes that the app has. Apps made since 2 March 2026 have granular ones such as accounting.invoices.read in place of accounting.transactions.read.',
    ],
    [
      'a scope that does not reach the table',
      custom({ Scope: 'accounting.contacts.read' }),
      'FORBIDDEN Xero does not allow GET /api.xro/2.0/Accounts: AuthorizationUnsuccessful.\nhint: It needs the scope accounting.settings.read: add it to the app or the Scope property and sign in again.',
    ],
    [
      'an unknown organisation',
      custom({ Tenant: 'No Such Company' }),
      'TENANT_NOT_FOUND No connected organisation is "No Such Company".\nhint: Connected: "Bellbird Coffee Traders", "Harbour Trading" (a3d94e17-52c8-4f60-8b1d-6e7f09c4d2a8), "Harbour Trading" (c86b0f52-e19d-4a73-b5f4-1d3a7e92806c).',
    ],
    [
      'an organisation misspelt',
      custom({ Tenant: 'Bellbird Cofee Traders' }),
      'TENANT_NOT_FOUND No connected organisation is "Bellbird Cofee Traders".\nhint: Did you mean "Bellbird Coffee Traders"?',
    ],
    [
      'a name that two organisations bear',
      custom({ Tenant: 'Harbour Trading' }),
      'TENANT_AMBIGUOUS 2 connected organisations are called "Harbour Trading": a3d94e17-52c8-4f60-8b1d-6e7f09c4d2a8, c86b0f52-e19d-4a73-b5f4-1d3a7e92806c.\nhint: Set the Tenant property to one of these IDs.',
    ],
    [
      'an unknown organisation ID',
      custom({ Tenant: '11111111-2222-3333-4444-555555555555' }),
      'TENANT_NOT_FOUND No connected organisation is "11111111-2222-3333-4444-555555555555".\nhint: Connected: "Bellbird Coffee Traders", "Harbour Trading" (a3d94e17-52c8-4f60-8b1d-6e7f09c4d2a8), "Harbour Trading" (c86b0f52-e19d-4a73-b5f4-1d3a7e92806c).',
    ],
    [
      'a practice',
      custom({ Tenant: 'Lane & Ledger Accountants' }),
      'TENANT_NOT_FOUND "Lane & Ledger Accountants" is no organisation.\nhint: It is a practice, which has no books to read.',
    ],
    [
      'a practice by its ID',
      custom({ Tenant: PRACTICE_TENANT_ID }),
      'TENANT_NOT_FOUND "0e7d4b63-9a21-4c5f-a7d8-b2c91f3e6045" is no organisation.\nhint: It is a practice, which has no books to read.',
    ],
    [
      'no server at ApiUrl',
      custom({ ApiUrl: 'http://127.0.0.1:1' }),
      'NETWORK Could not reach Xero for GET /connections: connect ECONNREFUSED 127.0.0.1:1.\nhint: Check the network, the proxy and the ApiUrl property. Nothing answers there: is the server (or the proxy) running, and are its address and port right?',
    ],
    [
      'no server at IdentityUrl',
      custom({ IdentityUrl: 'http://127.0.0.1:1' }),
      'NETWORK Could not reach 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.\nhint: Check the network, the proxy and the IdentityUrl and TokenUrl properties. Nothing answers there: is the server (or the proxy) running, and are its address and port right?',
    ],
    [
      'a web page at ApiUrl',
      () => emulator.connectionString({ ApiUrl: webUrl }),
      'BAD_RESPONSE GET /connections was answered with a web page or XML.\nhint: Is a proxy in the way, or the ApiUrl property wrong?',
    ],
    [
      'a web page at IdentityUrl',
      () => emulator.connectionString({ IdentityUrl: webUrl }),
      'BAD_RESPONSE WEB answered without a token.\nhint: Is IdentityUrl or TokenUrl right (http://WEB/connect/token), or a proxy in the way?',
    ],
    [
      'a path too many in ApiUrl',
      () => emulator.connectionString({ ApiUrl: `${emulator.url}/wrong` }),
      "NOT_FOUND Xero has no /connections: The resource you're looking for cannot be found.\nhint: Check the ApiUrl property; the organisation may also not have this feature.",
    ],
    [
      'no server at ProxyServer',
      custom({ ProxyServer: 'http://127.0.0.1:1' }),
      'NETWORK Could not reach EMULATOR: connect ECONNREFUSED 127.0.0.1:1.\nhint: Check the network, the proxy and the IdentityUrl and TokenUrl properties. Nothing answers there: is the server (or the proxy) running, and are its address and port right?',
    ],
    [
      'no access token where none may be asked for',
      pkce('InitiateOAuth=OFF'),
      'PROPERTY_MISSING InitiateOAuth=OFF needs OAuthAccessToken.\nhint: Give an access token, or set InitiateOAuth to REFRESH or GETANDREFRESH.',
    ],
    [
      'no sign-in where none may be started',
      pkce('InitiateOAuth=REFRESH'),
      'SIGN_IN_REQUIRED Nobody has signed in to Xero yet.\nhint: Set InitiateOAuth=GETANDREFRESH to sign in, or give OAuthRefreshToken.',
    ],
    [
      'a wrong access token',
      pkce('InitiateOAuth=OFF;OAuthAccessToken=abc123def456'),
      'SIGN_IN_REQUIRED Xero no longer accepts the OAuthAccessToken given.\nhint: Give a new one, or set InitiateOAuth to REFRESH or GETANDREFRESH.',
    ],
    [
      'a wrong refresh token',
      pkce('InitiateOAuth=REFRESH;OAuthRefreshToken=bogus-refresh-token'),
      'SIGN_IN_REQUIRED Xero no longer accepts the refresh token: it was revoked, or not used for 60 days.\nhint: Sign in again with InitiateOAuth=GETANDREFRESH.',
    ],
  ];

  it.each(CASES)('%s', async (_, text, expected) => {
    const error = await shown(async () => {
      const database = await connect(text());
      try {
        await database.query('SELECT Name, TenantName FROM Accounts LIMIT 1');
      } finally {
        await database.close();
      }
    });
    const steady = error
      .replaceAll(emulator.url.replace('http://', ''), 'EMULATOR')
      .replaceAll(webUrl.replace('http://', ''), 'WEB');
    expect(steady).toBe(expected);
    expectReadable(error);
  });
});
