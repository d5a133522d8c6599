/** Each cause for which a connection may not work, tried, with the words that say what to do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { testConnection } from '../../src/cli/test-connection.ts';
import { connect, type Database, type SignInOptions } from '../../src/index.ts';
import { freePort } from '../auth/fake-identity.ts';
import { selfSigned } from '../fixtures/certificate.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-test-'));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => emulator.clear());

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

async function answerTo(connection: string, signIn: SignInOptions = {}): Promise<string> {
  const open: Database[] = [];
  const { line, works } = await testConnection(async () => {
    const database = await connect(connection, { signIn });
    open.push(database);
    return database;
  });
  await Promise.all(open.map((database) => database.close()));
  expect(works).toBe(line === 'connection available');
  if (!works) expect(line).toMatch(/^Connection unavailable: [^\n]+$/);
  return line;
}

const answer = (overrides: Record<string, string> = {}): Promise<string> =>
  answerTo(emulator.connectionString({ MaxRetries: '0', ...overrides }));

async function serve(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe('a Custom Connection', () => {
  test('that works', async () => {
    expect(await answer()).toBe('connection available');
  });

  test.each([
    [
      'the client ID is wrong',
      { OAuthClientId: 'F'.repeat(32) },
      /does not accept the client ID or the client secret\. Compare OAuthClientId and OAuthClientSecret/,
    ],
    [
      'the client secret is wrong',
      { OAuthClientSecret: 'wrong-secret-value' },
      /does not accept the client ID or the client secret\. Compare .* developer\.xero\.com/,
    ],
    [
      'a scope is asked for that the app does not have',
      { Scope: 'nothing.read' },
      /may not have one of: nothing\.read\. Set Scope to scopes that the app has/,
    ],
    [
      'no scope reads the schema',
      { Scope: 'accounting.contacts.read', Schema: 'PROJECTS' },
      /no scope that reads the schema PROJECTS\. .*: projects\.read$/,
    ],
    [
      'the organisation is not connected',
      { Tenant: 'Nowhere Pty Ltd' },
      /No connected organisation is "Nowhere Pty Ltd".*Set the Tenant property/,
    ],
    [
      'the name of the host is unknown',
      { IdentityUrl: 'http://xero.invalid' },
      /Could not reach xero\.invalid.*name was not found: check the network, its DNS/,
    ],
    [
      'the identity server is down',
      { IdentityUrl: 'http://127.0.0.1:1' },
      /Could not reach 127\.0\.0\.1:1.*Nothing answers there/,
    ],
    [
      'the API server is down',
      { ApiUrl: 'http://127.0.0.1:1' },
      /Could not reach Xero for GET \/connections.*Nothing answers there/,
    ],
    [
      'the proxy is down',
      { ProxyServer: 'http://127.0.0.1:1' },
      /Could not reach .*Check the network, the proxy.*Nothing answers there.*proxy/,
    ],
    [
      'the proxy is unknown',
      { ProxyServer: 'http://proxy.invalid' },
      /Could not reach .*name was not found/,
    ],
    ['it speaks no TLS', { IdentityUrl: '$HTTPS' }, /Could not reach .*does not speak TLS/],
  ])('says that %s', async (_what, overrides: Record<string, string>, expected) => {
    const url = emulator.url.replace('http:', 'https:');
    const said = Object.entries(overrides).map(([name, value]) => [
      name,
      value.replace('$HTTPS', url),
    ]);
    const line = await answer(Object.fromEntries(said) as Record<string, string>);
    expect(line).toMatch(expected);
    expect(line).not.toContain('wrong-secret-value');
  });

  test('says that nothing is connected', async () => {
    const lonely = await startEmulator({ tenants: { custom: [] } });
    cleanUps.push(() => lonely.close());
    expect(await answerTo(lonely.connectionString())).toBe(
      'Connection unavailable: No organisation is connected. Sign in again and choose an organisation. ' +
        'Set the Tenant property to one that is connected, or leave it out.',
    );
  });

  test.each([
    ['identity', '/connect/token', /identity service failed with 503\. Try again later/],
    ['API', '/connections', /Xero failed with 503 on GET \/connections.*Try again later/],
  ])('says that the %s server fails', async (_what, path, expected) => {
    emulator.fault({ kind: 'status', status: 503, match: { path }, times: 9 });
    expect(await answer()).toMatch(expected);
  });

  test('says that the proxy wants a sign-in', async () => {
    const port = await serve(
      createServer((_request, response) => response.writeHead(407).end('who are you?')),
    );
    const proxy = { ProxyServer: `http://127.0.0.1:${port}` };
    expect(await answer(proxy)).toMatch(/proxy wants a sign-in.*Set ProxyUser and ProxyPassword/);
  });

  test('does not mind a clock that differs from Xero’s', async () => {
    for (const hours of [-3, 3]) {
      const shifted = await startEmulator({ clock: () => Date.now() + hours * 3_600_000 });
      cleanUps.push(() => shifted.close());
      expect(await answerTo(shifted.connectionString())).toBe('connection available');
    }
  });
});

describe('TLS', () => {
  const tlsServer = async (days: readonly [number, number]): Promise<[url: string, ca: string]> => {
    const certificate = selfSigned('localhost', days);
    const server = createTlsServer(certificate, (_request, response) => response.end('{}'));
    const ca = join(folder, `${days.join('to')}.pem`);
    await writeFile(ca, certificate.cert);
    return [`https://localhost:${await serve(server)}`, ca];
  };

  test('says that the certificate is not trusted', async () => {
    const [url] = await tlsServer([-1, 1]);
    expect(await answer({ IdentityUrl: url })).toMatch(
      /Could not reach localhost:\d+: .*not trusted\. .*NODE_EXTRA_CA_CERTS/,
    );
  });

  test.each([
    ['has expired, or the clock is ahead', [-2, -1] as const],
    ['is not yet valid, or the clock is behind', [1, 2] as const],
  ])('says that the certificate %s', async (_what, days) => {
    const [url, ca] = await tlsServer(days);
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'test'], {
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: ca,
        XERO_SQL_CONNECTION: emulator.connectionString({ IdentityUrl: url, MaxRetries: '0' }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(out).toMatch(/^Connection unavailable: .*clock: set the clock right[^\n]*\n$/);
    expect(code).toBe(3);
  });
});

describe('a sign-in by a person', () => {
  const connection = async (callback?: string): Promise<string> => {
    const url = callback ?? `http://localhost:${await freePort()}/`;
    if (callback === undefined) emulator.allowRedirect(url);
    const hosts = `ApiUrl=${emulator.url};IdentityUrl=${emulator.url};LoginUrl=${emulator.url}`;
    const app = `OAuthClientId=${emulator.apps.pkce.clientId}`;
    return `${app};CallbackURL=${url};${hosts};OAuthSettingsLocation=memory://`;
  };
  const person = (allow: boolean): SignInOptions => ({
    signInMode: 'browser',
    write: () => undefined,
    openBrowser: async (url) => {
      await fetch(await emulator.approve(url, { allow }));
    },
  });

  test('that works', async () => {
    expect(await answerTo(await connection(), person(true))).toBe('connection available');
  });

  test('says that consent was refused', async () => {
    expect(await answerTo(await connection(), person(false))).toBe(
      'Connection unavailable: The sign-in was declined. Run it again and choose "Allow access" for ' +
        'the organisations to query.',
    );
  });

  test('says how to mend a redirect URI that the app does not have', async () => {
    const callback = `http://localhost:${await freePort()}/elsewhere`;
    const pages: Promise<string>[] = [];
    const line = await answerTo(await connection(callback), {
      ...person(true),
      signInTimeoutMs: 500,
      // Xero shows the error on its own page and sends nobody back.
      openBrowser: (url) => {
        pages.push(fetch(url).then((response) => response.text()));
        return Promise.resolve();
      },
    });
    expect(await pages[0]).toContain('Invalid redirect_uri');
    expect(line).toMatch(/^Connection unavailable: Nobody completed the sign-in within/);
    expect(line).toContain(`"invalid redirect_uri", add exactly ${callback} to the app's redirect`);
  });

  test('says that nobody has signed in when it may not ask', async () => {
    expect(await answerTo(`${await connection()};InitiateOAuth=REFRESH`)).toMatch(
      /Nobody has signed in to Xero yet\. Set InitiateOAuth=GETANDREFRESH/,
    );
  });
});
