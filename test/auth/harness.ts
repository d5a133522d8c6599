import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createAccessTokens, type AuthDependencies } from '../../src/auth/index.ts';
import type { ConnectionTokens } from '../../src/auth/index.ts';
import { parseConnectionString } from '../../src/connection/index.ts';
import { XeroSqlError } from '../../src/errors.ts';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startFakeIdentity,
  type FakeIdentity,
  type FakeIdentityOptions,
} from './fake-identity.ts';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

export async function fakeIdentity(options: FakeIdentityOptions = {}): Promise<FakeIdentity> {
  const identity = await startFakeIdentity(options);
  cleanUps.push(() => identity.close());
  return identity;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xero-sql-auth-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const PKCE = `AuthScheme=PKCE;OAuthClientId=${CLIENT_ID}`;
export const WEB_APP = `AuthScheme=OAuth;OAuthClientId=${CLIENT_ID};OAuthClientSecret=${CLIENT_SECRET}`;
export const CUSTOM_CONNECTION = `AuthScheme=OAuthClient;OAuthClientId=${CLIENT_ID};OAuthClientSecret=${CLIENT_SECRET}`;

/** Tokens for a connection to `identity`; nothing is kept, and nothing opens, unless said. */
export function tokensFor(
  identity: Pick<FakeIdentity, 'url'>,
  connection: string,
  deps: AuthDependencies = {},
): ConnectionTokens {
  const location = /OAuthSettingsLocation/.test(connection)
    ? ''
    : ';OAuthSettingsLocation=memory://';
  const retries = /MaxRetries/.test(connection) ? '' : ';MaxRetries=0';
  const text = `${connection};IdentityUrl=${identity.url};LoginUrl=${identity.url}${location}${retries}`;
  return createAccessTokens(parseConnectionString(text), {
    write: () => undefined,
    signInMode: 'browser',
    openBrowser: () => Promise.reject(new Error('no browser here')),
    ...deps,
  });
}

/** A browser in which the person does what the fake identity host was told. */
export async function browse(url: string): Promise<void> {
  await fetch(url);
}

export async function failureOf(promise: Promise<unknown>): Promise<XeroSqlError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof XeroSqlError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
