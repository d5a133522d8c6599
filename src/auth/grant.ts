/** What a sign-in gives and what is kept of it. Plain data, in memory and as JSON in the token file. */

export interface Grant {
  readonly accessToken: string;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly issuedAt: number;
  /** In milliseconds since the epoch; null when not known: good until Xero refuses it. */
  readonly expiresAt: number | null;
  readonly refreshToken: string | null;
  /** The scopes that the sign-in asked for; null when it was made elsewhere. */
  readonly scope: string | null;
}

/**
 * A refresh token besides the grant's: one that was replaced, which Xero honours for a while in case
 * the new one got lost, or the one that the connection string gives.
 */
export interface SpareToken {
  readonly refreshToken: string;
  readonly since: number;
}

/** A sign-in page was handed out, and its answer has not come yet. */
export interface PendingSignIn {
  readonly state: string;
  /** The PKCE code verifier; null without PKCE. */
  readonly verifier: string | null;
  readonly redirectUri: string;
  readonly scope: string;
  readonly startedAt: number;
}

export interface TokenState {
  /** Hash of the identity host, scheme and client ID that the tokens belong to. */
  readonly owner: string;
  /** Hash of the tokens in the connection string that the chain of refreshes began with. */
  readonly seed: string | null;
  readonly grant: Grant | null;
  readonly spares: readonly SpareToken[];
  /** Set before a refresh and cleared with its result: still set means that one was interrupted. */
  readonly refreshingSince: number | null;
  readonly pending: PendingSignIn | null;
  /** Hash of the OAuthVerifier that was last exchanged: a code works once. */
  readonly redeemed: string | null;
}

export function emptyState(owner: string): TokenState {
  return {
    owner,
    seed: null,
    grant: null,
    spares: [],
    refreshingSince: null,
    pending: null,
    redeemed: null,
  };
}

const MINUTE = 60_000;
/** Xero says 30 minutes; trying one that is too old only costs a refused call. */
const KEEP_SPARES_FOR = 60 * MINUTE;
const MOST_SPARES = 4;

/** A token is renewed this long before it ends, but a short-lived one not at once. */
const RENEW_AHEAD = 90_000;

export function isFresh(grant: Grant, now: number): boolean {
  if (grant.expiresAt === null) return true;
  const lifetime = grant.expiresAt - grant.issuedAt;
  return now < grant.expiresAt - Math.min(RENEW_AHEAD, lifetime / 4);
}

/** The refresh tokens to try, the likeliest first. */
export function refreshTokensOf(state: TokenState): readonly string[] {
  const current = state.grant?.refreshToken ?? null;
  const spares = state.spares.map((token) => token.refreshToken);
  return [...new Set(current === null ? spares : [current, ...spares])];
}

/**
 * `state` with `grant` as a refresh's or sign-in's result. When the state holds a grant that was
 * issued later (a lock was lost), that one stays; whichever is not current is kept as a spare.
 */
export function withGrant(state: TokenState, grant: Grant, now: number): TokenState {
  const kept = state.grant;
  // A time in the future comes from a clock that was wrong then, and orders nothing.
  const isOlder = kept !== null && kept.issuedAt > grant.issuedAt && kept.issuedAt <= now;
  const [current, other] = isOlder ? [kept, grant] : [grant, kept];
  const otherToken = other?.refreshToken ?? null;
  const spares = [
    ...(otherToken === null ? [] : [{ refreshToken: otherToken, since: now }]),
    ...state.spares,
  ].filter(
    ({ refreshToken, since }, index, all) =>
      refreshToken !== current.refreshToken &&
      now - since < KEEP_SPARES_FOR &&
      all.findIndex((token) => token.refreshToken === refreshToken) === index,
  );
  return {
    ...state,
    grant: current,
    spares: spares.slice(0, MOST_SPARES),
    refreshingSince: null,
  };
}

const PENDING_FOR = 60 * MINUTE;

/** The sign-in that still waits for its answer; null when there is none or it is too old. */
export function livePending(state: TokenState, now: number): PendingSignIn | null {
  return state.pending !== null && now - state.pending.startedAt < PENDING_FOR
    ? state.pending
    : null;
}
