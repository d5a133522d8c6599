import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fileTokenStore, type TokenStore } from '../../src/auth/index.ts';
import { readState } from '../../src/auth/state-file.ts';
import { createLogger } from '../../src/xero/log.ts';
import type { TokenState } from '../../src/auth/grant.ts';
import { freePort, json, type FakeIdentity, type TokenCall } from './fake-identity.ts';
import {
  browse,
  failureOf,
  fakeIdentity,
  PKCE,
  temporaryFolder,
  tokensFor,
  WEB_APP,
} from './harness.ts';

const MINUTE = 60_000;

interface Kept {
  readonly file: string;
  readonly connection: string;
  readonly state: () => Promise<TokenState>;
}

/** A connection whose tokens are kept in a file, begun with a refresh token. */
async function kept(identity: FakeIdentity, app = WEB_APP): Promise<Kept> {
  const file = join(await temporaryFolder(), 'xero', 'tokens.json');
  const refreshToken = identity.issueRefreshToken();
  return {
    file,
    connection: `${app};OAuthRefreshToken=${refreshToken};OAuthSettingsLocation=${file};InitiateOAuth=REFRESH`,
    state: async () => {
      const state = readState(await readFile(file, 'utf8'));
      if (state === null) throw new Error('the token file is damaged');
      return state;
    },
  };
}

const refreshes = (calls: readonly TokenCall[]): number =>
  calls.filter(({ body }) => body.get('grant_type') === 'refresh_token').length;

describe('access tokens', () => {
  it('are used until shortly before they end, then refreshed ahead', async () => {
    let now = 1_800_000_000_000;
    const identity = await fakeIdentity({ expiresIn: 1800 });
    const { connection } = await kept(identity);
    const tokens = tokensFor(identity, connection, { now: () => now });
    const first = await tokens.current();
    now += 28 * MINUTE;
    expect(await tokens.current()).toBe(first);
    now += MINUTE;
    const second = await tokens.current();
    expect(second).not.toBe(first);
    expect(refreshes(identity.tokenCalls)).toBe(2);
  });

  it('come from the file when another process has refreshed', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    const one = tokensFor(identity, connection);
    const other = tokensFor(identity, connection);
    const first = await one.current();
    expect(await other.current()).toBe(first);
    const second = await one.renew(first);
    expect(await other.renew(first)).toBe(second);
    expect(refreshes(identity.tokenCalls)).toBe(2);
  });

  it('are refreshed once when Xero refuses one to many callers at once', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    const tokens = tokensFor(identity, connection);
    const first = await tokens.current();
    const renewed = await Promise.all(Array.from({ length: 50 }, () => tokens.renew(first)));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(first);
    expect(refreshes(identity.tokenCalls)).toBe(2);
    // A call that was slow to fail learns of the token that has replaced it.
    expect(await tokens.renew(first)).toBe(renewed[0]);
    expect(refreshes(identity.tokenCalls)).toBe(2);
  });

  it('that are refused while an older one is refused too are not handed out again', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    const tokens = tokensFor(identity, connection);
    const first = await tokens.current();
    const second = await tokens.renew(first);
    const [third, late] = await Promise.all([tokens.renew(second), tokens.renew(first)]);
    expect(third).not.toBe(second);
    expect(late).toBe(third);
  });

  it('that hardly live are still handed out', async () => {
    const identity = await fakeIdentity({ expiresIn: 0 });
    const { connection } = await kept(identity);
    const tokens = tokensFor(identity, connection);
    expect(await tokens.current()).toMatch(/^at-/);
    expect(await tokens.current()).toMatch(/^at-/);
  });

  it('given alone are used as they are and cannot be renewed', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, 'OAuthAccessToken=given-token');
    expect(await tokens.current()).toBe('given-token');
    expect(await failureOf(tokens.renew('given-token'))).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      message: 'Xero no longer accepts the OAuthAccessToken given.',
    });
    expect(identity.tokenCalls).toHaveLength(0);
  });

  it('given with a refresh token are used until Xero refuses them', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    const tokens = tokensFor(identity, `${connection};OAuthAccessToken=given-token`);
    expect(await tokens.current()).toBe('given-token');
    expect(await tokens.renew('given-token')).toMatch(/^at-/);
  });

  it('are never refreshed with InitiateOAuth=OFF', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(
      identity,
      `${PKCE};OAuthAccessToken=given-token;OAuthRefreshToken=r;InitiateOAuth=OFF`,
    );
    expect(await tokens.current()).toBe('given-token');
    expect(await failureOf(tokens.renew('given-token'))).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    });
    expect(identity.tokenCalls).toHaveLength(0);
  });
});

describe('refresh tokens', () => {
  it('rotate, and the newest takes over from the one in the connection string', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    let token = await tokensFor(identity, connection).current();
    for (let run = 0; run < 5; run += 1) {
      const next = await tokensFor(identity, connection).renew(token);
      expect(next).not.toBe(token);
      token = next;
    }
    const used = identity.tokenCalls.map(({ body }) => body.get('refresh_token'));
    expect(new Set(used).size).toBe(6);
  });

  it('that are newly given begin a new chain', async () => {
    const identity = await fakeIdentity();
    const { connection, file } = await kept(identity);
    await tokensFor(identity, connection).current();
    const another = identity.issueRefreshToken();
    await tokensFor(
      identity,
      `${WEB_APP};OAuthRefreshToken=${another};OAuthSettingsLocation=${file}`,
    ).current();
    expect(identity.tokenCalls.at(-1)?.body.get('refresh_token')).toBe(another);
  });

  it('that are not replaced by the host are kept', async () => {
    const identity = await fakeIdentity({
      intercept: () => json(200, { access_token: 'a', token_type: 'bearer', expires_in: 1800 }),
    });
    const { connection, state } = await kept(identity);
    await tokensFor(identity, connection).current();
    expect((await state()).grant?.refreshToken).toBe(
      identity.tokenCalls[0]?.body.get('refresh_token'),
    );
  });

  it('that were replaced are tried when the newest is refused', async () => {
    const identity = await fakeIdentity({ graceMs: MINUTE });
    const { connection, state, file } = await kept(identity);
    await tokensFor(identity, connection).current();
    const before = await state();
    // As if the newest token had been lost on Xero's side.
    const broken = {
      ...before,
      grant: { ...before.grant, refreshToken: 'rt-unknown', expiresAt: 1 },
    };
    await writeFile(file, JSON.stringify({ version: 1, ...broken }));
    expect(await tokensFor(identity, connection).current()).toMatch(/^at-/);
  });

  it('that have ended need a sign-in, which REFRESH may not start', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    identity.expireAll();
    expect(await failureOf(tokensFor(identity, connection).current())).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      message: 'Xero no longer accepts the refresh token: it was revoked, or not used for 60 days.',
      hint: 'Sign in again with InitiateOAuth=GETANDREFRESH.',
    });
  });

  it('that have ended lead to a sign-in with GETANDREFRESH', async () => {
    const identity = await fakeIdentity();
    const { file } = await kept(identity);
    const url = `http://localhost:${await freePort()}`;
    const connection = `${PKCE};OAuthSettingsLocation=${file};CallbackURL=${url}`;
    const tokens = tokensFor(identity, connection, { openBrowser: browse });
    const first = await tokens.current();
    identity.expireAll();
    expect(await tokens.renew(first)).toMatch(/^at-/);
    expect(identity.pages).toHaveLength(2);
  });

  it('are needed with REFRESH when nobody has signed in', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${PKCE};InitiateOAuth=REFRESH`);
    expect(await failureOf(tokens.current())).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      message: 'Nobody has signed in to Xero yet.',
    });
  });

  it('are revoked and forgotten by signing out', async () => {
    const identity = await fakeIdentity();
    const { file } = await kept(identity);
    const url = `http://localhost:${await freePort()}`;
    const connection = `${PKCE};OAuthSettingsLocation=${file};CallbackURL=${url}`;
    const tokens = tokensFor(identity, connection, { openBrowser: browse });
    await tokens.current();
    const text = await readFile(file, 'utf8');
    await tokens.signOut();
    expect(identity.revoked).toEqual([readState(text)?.grant?.refreshToken]);
    expect(await readFile(file, 'utf8')).not.toContain(identity.revoked[0]);
    await tokens.current();
    expect(identity.pages).toHaveLength(2);
  });
});

describe('consent', () => {
  it('is asked for again when a connection wants more scopes, without losing the others', async () => {
    const identity = await fakeIdentity();
    const { file } = await kept(identity);
    const url = `http://localhost:${await freePort()}`;
    const connection = `${PKCE};OAuthSettingsLocation=${file};CallbackURL=${url}`;
    const open = { openBrowser: browse };
    await tokensFor(identity, `${connection};Schema=ASSETS`, open).current();
    await tokensFor(identity, `${connection};Schema=FILES`, open).current();
    const scopes = identity.pages.map((page) => page.get('scope'));
    expect(scopes).toEqual(['offline_access assets.read', 'offline_access files.read assets.read']);
    await tokensFor(identity, `${connection};Schema=ASSETS`, open).current();
    await tokensFor(identity, `${connection};Scope=files.read`, open).current();
    expect(identity.pages).toHaveLength(2);
  });
});

describe('the token file', () => {
  it('is readable by its owner only, its folder too, and nothing else is left there', async () => {
    const identity = await fakeIdentity();
    const { connection, file } = await kept(identity);
    await tokensFor(identity, connection).current();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(file, '..'))).toEqual(['tokens.json']);
  });

  it('regains its mode when somebody has opened it', async () => {
    const identity = await fakeIdentity();
    const { connection, file } = await kept(identity);
    const tokens = tokensFor(identity, connection);
    const first = await tokens.current();
    await chmod(file, 0o644);
    await tokens.renew(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '[]', 'null', '{"version":2}', '{"version":1,"owner":"x","grant":{}}'])(
    'is left alone when it holds %j',
    async (content) => {
      const identity = await fakeIdentity();
      const { connection, file } = await kept(identity);
      await mkdir(join(file, '..'));
      await writeFile(file, content);
      expect(await failureOf(tokensFor(identity, connection).current())).toMatchObject({
        code: 'TOKEN_STORE',
        message: `The token file ${file} is damaged.`,
      });
      expect(await readFile(file, 'utf8')).toBe(content);
      expect(identity.tokenCalls).toHaveLength(0);
    },
  );

  it('of another app is refused, and its refresh token not sent', async () => {
    const identity = await fakeIdentity();
    const { connection, file } = await kept(identity);
    await tokensFor(identity, connection).current();
    const other = `AuthScheme=PKCE;OAuthClientId=other;OAuthSettingsLocation=${file}`;
    expect(await failureOf(tokensFor(identity, other).current())).toMatchObject({
      code: 'TOKEN_STORE',
      message: `The token file ${file} belongs to another app or scheme.`,
    });
    expect(identity.tokenCalls).toHaveLength(1);
  });

  it('that cannot be written is noticed before a refresh token is spent', async () => {
    const identity = await fakeIdentity();
    const file = join(await temporaryFolder(), 'a-file', 'tokens.json');
    await writeFile(join(file, '..'), '');
    const connection = `${WEB_APP};OAuthRefreshToken=${identity.issueRefreshToken()};OAuthSettingsLocation=${file}`;
    expect(await failureOf(tokensFor(identity, connection).current())).toMatchObject({
      code: 'TOKEN_STORE',
    });
    expect(identity.tokenCalls).toHaveLength(0);
  });

  it('is not written at all with memory://', async () => {
    const identity = await fakeIdentity();
    const connection = `${WEB_APP};OAuthRefreshToken=${identity.issueRefreshToken()}`;
    const tokens = tokensFor(identity, connection);
    const first = await tokens.current();
    expect(await tokens.renew(first)).not.toBe(first);
  });

  it('that cannot be written after a refresh does not end the connection', async () => {
    const identity = await fakeIdentity();
    const { connection, file, state } = await kept(identity);
    await tokensFor(identity, connection).current();
    const real = fileTokenStore(file, (await state()).owner);
    let isFull = false;
    const store: TokenStore = {
      ...real,
      write: (next) =>
        // The intent still fits; the answer does not.
        isFull && next.refreshingSince === null
          ? Promise.reject(new Error('disk full'))
          : real.write(next),
    };
    const lines: string[] = [];
    const log = createLogger({ verbosity: 1, write: (line) => lines.push(line) });
    const tokens = tokensFor(identity, connection, { store, log });
    const first = await tokens.current();
    isFull = true;
    const second = await tokens.renew(first);
    expect((await state()).grant?.accessToken).toBe(first);
    expect(lines.join()).toContain('token.unwritten');
    isFull = false;
    const third = await tokens.renew(second);
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await state()).grant?.accessToken).toBe(third);
  });
});

describe('failures of the identity host', () => {
  it.each([
    ['a wrong secret', 400, { error: 'invalid_client' }, 'TOKEN_REFUSED'],
    ['a bare 401', 401, 'Unauthorized', 'TOKEN_REFUSED'],
    ['an app of another type', 400, { error: 'unauthorized_client' }, 'TOKEN_REFUSED'],
    ['an unknown OAuth error', 400, { error: 'strange', error_description: 'x' }, 'TOKEN_REFUSED'],
    ['a wrong address', 404, '<html>', 'BAD_RESPONSE'],
    ['a web page', 200, '<html>', 'BAD_RESPONSE'],
    ['no token', 200, { token_type: 'bearer' }, 'BAD_RESPONSE'],
    ['a redirect', 302, '', 'BAD_RESPONSE'],
  ])('%s', async (_what, status, body, code) => {
    const identity = await fakeIdentity({
      intercept: () => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const { connection } = await kept(identity);
    const failure = await failureOf(tokensFor(identity, connection).current());
    expect(failure.code).toBe(code);
    expect(failure.hint ?? failure.message).not.toBe('');
    expect(identity.tokenCalls).toHaveLength(1);
  });

  it('that pass are tried again', async () => {
    const answers = [503, 500];
    const identity = await fakeIdentity({
      intercept: () => {
        const status = answers.shift();
        return status === undefined ? undefined : { status, body: '' };
      },
    });
    const { connection } = await kept(identity);
    expect(await tokensFor(identity, `${connection};MaxRetries=2`).current()).toMatch(/^at-/);
  });

  it('that stay are said', async () => {
    const identity = await fakeIdentity({ intercept: () => ({ status: 503, body: '' }) });
    const { connection } = await kept(identity);
    const failure = await failureOf(tokensFor(identity, `${connection};MaxRetries=1`).current());
    expect(failure.code).toBe('SERVER_ERROR');
    expect(identity.tokenCalls).toHaveLength(2);
  });

  it('to be reached are said with the host', async () => {
    const identity = await fakeIdentity();
    const { connection } = await kept(identity);
    const port = await freePort();
    const failure = await failureOf(
      tokensFor({ url: `http://127.0.0.1:${port}` }, connection).current(),
    );
    expect(failure.code).toBe('NETWORK');
    expect(failure.message).toContain(`Could not reach 127.0.0.1:${port}`);
  });

  it('never show a secret or token, in errors or in the log', async () => {
    const lines: string[] = [];
    const log = createLogger({ verbosity: 5, write: (line) => lines.push(line) });
    const shown: unknown[] = [];
    const secrets = new Set<string>();
    for (const status of [200, 400, 401, 418]) {
      const identity = await fakeIdentity({
        // A host that repeats what it was sent.
        intercept: ({ authorization, body }) => {
          for (const secret of [authorization?.slice(6), body.get('refresh_token')]) {
            if (typeof secret === 'string') secrets.add(secret);
          }
          const echo = `${authorization ?? ''} ${body.toString()}`;
          return json(status, {
            error: `e ${echo}`,
            error_description: echo,
            access_token: 7,
            refresh_token: body.get('refresh_token'),
          });
        },
      });
      const { connection } = await kept(identity);
      const tokens = tokensFor(identity, connection, { log });
      shown.push(await failureOf(tokens.current()), tokens);
    }
    const text = lines.join() + inspect(shown, { depth: null, showHidden: true });
    expect(secrets.size).toBe(5);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
