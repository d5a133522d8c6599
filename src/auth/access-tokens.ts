/** Bearer tokens for the client, however the connection says to get them. */
import { stderr } from 'node:process';
import type { ConnectionProperties } from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import type { SchemaName } from '../schemas/model.ts';
import { throwIfAborted } from '../xero/cancel.ts';
import type { AccessTokens, Logger } from '../xero/client.ts';
import { silentLogger } from '../xero/log.ts';
import { claimsOf } from './claims.ts';
import { CodeFlow } from './code-flow.ts';
import { clientCredentials, givenToken, type GrantSource } from './grant-source.ts';
import { isFresh, type Grant } from './grant.ts';
import { createIdentity } from './identity.ts';
import type { IdentityFetch } from './identity-fetch.ts';
import { splitScopes } from './scopes.ts';
import { sharedTask } from './shared-task.ts';
import { suitableMode, type Environment, type SignInDesk, type SignInMode } from './sign-in.ts';
import { tokenStoreFor, type TokenStore } from './token-store.ts';

export interface AuthDependencies {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** The schemas whose scopes a sign-in asks for when Scope is not set; the connection's by default. */
  readonly schemas?: readonly SchemaName[];
  readonly fetch?: IdentityFetch;
  /** Where tokens are kept; OAuthSettingsLocation decides by default. */
  readonly store?: TokenStore | undefined;
  readonly log?: Logger;
  /** Told of each token before it is used, so that a log can know what to take out. */
  readonly onToken?: (token: string) => void;
  /** How to sign in; what suits the machine by default. */
  readonly signInMode?: SignInMode;
  readonly openBrowser?: (url: string) => Promise<void>;
  /** Asks the person for a line; without it a sign-in cannot be pasted. */
  readonly prompt?: (question: string, signal: AbortSignal) => Promise<string>;
  /** Text for the person; the standard error stream by default. */
  readonly write?: (text: string) => void;
  readonly signInTimeoutMs?: number;
  readonly env?: Environment;
  readonly platform?: NodeJS.Platform;
}

/** What a sign-in has at the moment. */
export interface SignInSession {
  /** The scopes that the access token has; null when that is not known. */
  readonly scopes: readonly string[] | null;
  /** When the access token ends, in milliseconds since the epoch; null when that is not known. */
  readonly expiresAt: number | null;
  /** Whether the token can be renewed without a person. */
  readonly renewable: boolean;
}

export interface ConnectionTokens extends AccessTokens {
  /** Signs in when needed and tells what the sign-in has. */
  session(signal?: AbortSignal): Promise<SignInSession>;
  /** Ends the sign-in at Xero and forgets its tokens. Tokens given in the connection string stay given. */
  signOut(): Promise<void>;
}

const FIVE_MINUTES = 5 * 60_000;

/**
 * The tokens of a connection. Nothing happens until the first one is asked for; then a kept token is
 * used, refreshed, or a sign-in started, as InitiateOAuth allows.
 *
 * @returns tokens whose methods throw AuthError, or XeroSqlError CANCELLED.
 */
export function createAccessTokens(
  properties: ConnectionProperties,
  deps: AuthDependencies = {},
): ConnectionTokens {
  const now = deps.now ?? Date.now;
  const canRenew = properties.AuthScheme === 'OAuthClient' && properties.OAuthAccessToken === null;
  return cachedTokens(sourceFor(properties, deps, now), {
    now,
    onToken: deps.onToken ?? (() => undefined),
    canRenew,
  });
}

interface CacheOptions {
  readonly now: () => number;
  readonly onToken: (token: string) => void;
  /** Without a refresh token. */
  readonly canRenew: boolean;
}

function sourceFor(
  properties: ConnectionProperties,
  deps: AuthDependencies,
  now: () => number,
): GrantSource {
  const { InitiateOAuth, OAuthAccessToken, OAuthRefreshToken, AuthScheme } = properties;
  if (OAuthAccessToken !== null && (InitiateOAuth === 'OFF' || OAuthRefreshToken === null)) {
    return givenToken(OAuthAccessToken.reveal(), InitiateOAuth === 'OFF');
  }
  const identity = createIdentity(properties, { now, fetch: deps.fetch });
  return AuthScheme === 'OAuthClient'
    ? clientCredentials(identity, splitScopes(properties.Scope ?? ''))
    : new CodeFlow({
        properties,
        schemas: deps.schemas ?? [properties.Schema],
        identity,
        store: deps.store ?? tokenStoreFor(properties),
        desk: deskFor(properties, deps),
        now,
        log: deps.log ?? silentLogger,
      });
}

/** One caller at a time asks the source; a fresh grant is used until it ends or Xero refuses it. */
function cachedTokens(
  source: GrantSource,
  { now, onToken, canRenew }: CacheOptions,
): ConnectionTokens {
  let grant: Grant | null = null;
  let refused: string | null = null;
  const task = sharedTask(async (signal) => {
    grant = await source.obtain(refused, signal);
    onToken(grant.accessToken);
    if (grant.refreshToken !== null) onToken(grant.refreshToken);
  });

  const cached = (): string | null =>
    grant !== null && grant.accessToken !== refused && isFresh(grant, now())
      ? grant.accessToken
      : null;

  const obtain = async (signal: AbortSignal | undefined): Promise<string> => {
    throwIfAborted(signal);
    // A run that began before the token was refused may bring the refused one again.
    const wasRunning = task.running;
    await task.join(signal);
    if (wasRunning && grant?.accessToken === refused) await task.join(signal);
    if (grant === null) throw new AuthError('INTERNAL', 'A sign-in ended without a token.');
    // Not only when it is fresh: a server may issue tokens that hardly live.
    return grant.accessToken;
  };

  const current = async (signal?: AbortSignal): Promise<string> =>
    cached() ?? (await obtain(signal));

  return {
    current,
    async session(signal) {
      const { scopes } = claimsOf(await current(signal));
      return {
        scopes: scopes ?? grant?.scope?.split(' ') ?? null,
        expiresAt: grant?.expiresAt ?? null,
        renewable: canRenew || (grant?.refreshToken ?? null) !== null,
      };
    },
    async renew(rejected, signal) {
      // A late answer about a token that was replaced since says nothing of the one that is cached.
      if (grant === null || grant.accessToken === rejected) refused = rejected;
      return cached() ?? (await obtain(signal));
    },
    async signOut() {
      grant = null;
      await source.signOut();
    },
  };
}

function deskFor(properties: ConnectionProperties, deps: AuthDependencies): SignInDesk {
  const { prompt } = deps;
  const { env = process.env, platform = process.platform } = deps;
  return {
    mode:
      deps.signInMode ?? suitableMode(properties.CallbackURL, prompt !== undefined, env, platform),
    openBrowser: deps.openBrowser ?? openInBrowser,
    prompt: prompt ?? (() => Promise.reject(new AuthError('INTERNAL', 'There is no prompt.'))),
    write: deps.write ?? ((text) => void stderr.write(text)),
    timeoutMs: deps.signInTimeoutMs ?? FIVE_MINUTES,
  };
}

async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  const child = await open(url);
  // A missing opener shows as an event; the address was printed for that case.
  child.on('error', () => undefined);
}
