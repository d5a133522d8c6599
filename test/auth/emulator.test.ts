/** The same flows against the project's emulator of Xero, which was written independently. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { createAccessTokens, type ConnectionTokens } from '../../src/auth/index.ts';
import { parseConnectionString } from '../../src/connection/index.ts';
import { freePort } from './fake-identity.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

function tokensFor(connection: string, allow = true): ConnectionTokens {
  const hosts = `ApiUrl=${emulator.url};IdentityUrl=${emulator.url};LoginUrl=${emulator.url}`;
  const text = `${connection};${hosts};OAuthSettingsLocation=memory://`;
  return createAccessTokens(parseConnectionString(text), {
    signInMode: 'browser',
    write: () => undefined,
    openBrowser: async (url) => {
      await fetch(await emulator.approve(url, { allow }));
    },
  });
}

async function callbackUrl(): Promise<string> {
  const url = `http://localhost:${await freePort()}/callback`;
  emulator.allowRedirect(url);
  return url;
}

async function statusWith(token: string): Promise<number> {
  const response = await fetch(`${emulator.url}/connections`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return response.status;
}

const webApp = (): string =>
  `OAuthClientId=${emulator.apps.oauth.clientId};OAuthClientSecret=${emulator.apps.oauth.clientSecret}`;
const pkceApp = (): string => `OAuthClientId=${emulator.apps.pkce.clientId}`;

describe('with the emulator', () => {
  it.each([
    ['a web app', webApp],
    ['a PKCE app', pkceApp],
  ])('%s signs in, is refreshed and signs out', async (_what, app) => {
    const tokens = tokensFor(`${app()};CallbackURL=${await callbackUrl()}`);
    const first = await tokens.current();
    expect(await statusWith(first)).toBe(200);
    emulator.expireTokens();
    expect(await statusWith(first)).toBe(401);
    const second = await tokens.renew(first);
    expect(await statusWith(second)).toBe(200);
    await tokens.signOut();
    expect(await statusWith(second)).toBe(401);
  });

  it('a person who cancels is told', async () => {
    const tokens = tokensFor(`${pkceApp()};CallbackURL=${await callbackUrl()}`, false);
    await expect(tokens.current()).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it('a Custom Connection gets and renews its token', async () => {
    const tokens = createAccessTokens(parseConnectionString(emulator.connectionString()));
    const first = await tokens.current();
    emulator.expireTokens();
    expect(await statusWith(await tokens.renew(first))).toBe(200);
  });

  it('a wrong secret is refused with what to do', async () => {
    const connection = emulator.connectionString({ OAuthClientSecret: 'wrong-secret' });
    const tokens = createAccessTokens(parseConnectionString(connection));
    await expect(tokens.current()).rejects.toMatchObject({
      code: 'TOKEN_REFUSED',
      message: 'Xero does not accept the client ID or the client secret.',
    });
  });

  it('an app that must use a secret is not a Custom Connection', async () => {
    const tokens = tokensFor(`${webApp()};AuthScheme=OAuthClient`);
    await expect(tokens.current()).rejects.toMatchObject({
      code: 'TOKEN_REFUSED',
      message: 'The app may not sign in with AuthScheme=OAuthClient.',
    });
  });
});
