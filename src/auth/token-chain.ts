/**
 * The chain of refresh tokens of one sign-in. Each use of a refresh token makes Xero replace it, so
 * the newest must never be lost, whoever refreshes and whenever a process dies:
 *
 * - one refresher at a time holds the store's lock, and reads what others wrote before it refreshes;
 * - an intent is written first, so that a store that cannot be written is noticed before a token is
 *   spent, and an interrupted refresh can be told from an expired sign-in;
 * - a process that dies before it wrote the answer leaves the old token, which Xero still honours for
 *   about 30 minutes; tokens that were replaced are kept as long, in case the newest is refused;
 * - a newer grant is never overwritten by an older one.
 */
import type { ConnectionProperties } from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import type { Logger } from '../xero/client.ts';
import { isFresh, refreshTokensOf, withGrant, type Grant, type TokenState } from './grant.ts';
import type { Identity } from './identity.ts';
import { hash, type TokenStore } from './token-store.ts';

export interface ChainOptions {
  readonly properties: ConnectionProperties;
  readonly store: TokenStore;
  readonly identity: Identity;
  readonly now: () => number;
  readonly log: Logger;
}

export type ChainResult =
  | { readonly kind: 'granted'; readonly grant: Grant }
  /** There is no refresh token, or Xero refused all of them. */
  | { readonly kind: 'ended'; readonly interruptedAt: number | null; readonly hadToken: boolean };

export interface TokenChain {
  /** What is kept, begun anew when the connection string gives other tokens than before. */
  read(): Promise<TokenState>;
  /** The kept grant when it is fresh and its access token is not `rejected`. */
  usable(state: TokenState, rejected: string | null): Grant | null;
  /** A grant that is fresh and not `rejected`: another process's, or by a refresh. */
  refresh(rejected: string | null): Promise<ChainResult>;
  /** Changes what is kept, while nobody else does. */
  update(change: (state: TokenState) => TokenState): Promise<TokenState>;
}

export function createTokenChain(options: ChainOptions): TokenChain {
  const { store, identity, now, log } = options;
  const seed = seedOf(options.properties, now());
  /** A grant that could not be written; it is newer than what the store holds. */
  let unwritten: Grant | null = null;

  const read = async (): Promise<TokenState> => {
    const kept = seeded(await store.read(), seed);
    return unwritten === null ? kept : withGrant(kept, unwritten, now());
  };

  const usable = ({ grant }: TokenState, rejected: string | null): Grant | null =>
    grant !== null && grant.accessToken !== rejected && isFresh(grant, now()) ? grant : null;

  const keep = async (grant: Grant): Promise<void> => {
    unwritten = grant;
    try {
      // Read again: a lock that was lost meanwhile may have let another process write.
      await store.write(await read());
      unwritten = null;
    } catch (error) {
      // The grant is good and the old token spent: this process goes on and writes it next time.
      log.log(1, 'token.unwritten', { error });
    }
  };

  const tryTokens = async (state: TokenState): Promise<Grant | null> => {
    for (const refreshToken of refreshTokensOf(state)) {
      const grant = await identity.refresh(refreshToken, state.grant?.scope ?? null);
      if (grant !== null) return grant;
      log.log(4, 'token.refused', {});
    }
    return null;
  };

  const refreshLocked = async (rejected: string | null): Promise<ChainResult> => {
    const state = await read();
    const ready = usable(state, rejected);
    if (ready !== null) return { kind: 'granted', grant: ready };
    const interruptedAt = state.refreshingSince;
    const hadToken = refreshTokensOf(state).length > 0;
    if (!hadToken) return { kind: 'ended', interruptedAt, hadToken };
    await store.write({ ...state, refreshingSince: now() });
    const grant = await tryTokens(state);
    if (grant !== null) {
      await keep(grant);
      log.log(4, 'token.refreshed', { expiresAt: grant.expiresAt });
      return { kind: 'granted', grant };
    }
    const latest = await read();
    const others = usable(latest, rejected);
    if (others !== null) return { kind: 'granted', grant: others };
    await store.write({ ...latest, refreshingSince: null });
    return { kind: 'ended', interruptedAt, hadToken };
  };

  return {
    read,
    usable,
    refresh: (rejected) => store.exclusive(() => refreshLocked(rejected)),
    update: (change) =>
      store.exclusive(async () => {
        const next = change(await read());
        await store.write(next);
        unwritten = null;
        return next;
      }),
  };
}

type Seed = Pick<TokenState, 'seed' | 'grant' | 'spares'>;

/** The chain that begins with the refresh token that the connection string gives. */
function seedOf(properties: ConnectionProperties, now: number): Seed | null {
  const refreshToken = properties.OAuthRefreshToken?.reveal();
  if (refreshToken === undefined) return null;
  const accessToken = properties.OAuthAccessToken?.reveal();
  const grant =
    accessToken === undefined
      ? null
      : { accessToken, issuedAt: 0, expiresAt: null, refreshToken, scope: null };
  return { seed: hash(refreshToken), grant, spares: [{ refreshToken, since: now }] };
}

/** The chain that `seed` began goes on; another one makes way for it. */
function seeded(state: TokenState, seed: Seed | null): TokenState {
  if (seed === null || state.seed === seed.seed) return state;
  return { ...state, ...seed, refreshingSince: null };
}

/** Why there is no token although a refresh was tried. */
export function chainEnded(result: Extract<ChainResult, { kind: 'ended' }>): AuthError {
  if (!result.hadToken) {
    return new AuthError('SIGN_IN_REQUIRED', 'Nobody has signed in to Xero yet.', {
      hint: 'Set InitiateOAuth=GETANDREFRESH to sign in, or give OAuthRefreshToken.',
    });
  }
  const why =
    result.interruptedAt === null
      ? 'it was revoked, or not used for 60 days'
      : `a refresh was interrupted at ${new Date(result.interruptedAt).toISOString()}, and Xero honours ` +
        'the token before it for about 30 minutes only';
  return new AuthError('SIGN_IN_REQUIRED', `Xero no longer accepts the refresh token: ${why}.`, {
    hint: 'Sign in again with InitiateOAuth=GETANDREFRESH.',
  });
}
