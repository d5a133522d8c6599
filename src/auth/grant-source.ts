/** Where a connection's grants come from. The simple ways are here, the sign-in in `code-flow.ts`. */
import { AuthError } from '../errors.ts';
import type { Grant } from './grant.ts';
import type { Identity } from './identity.ts';

/** A way to get a grant; `rejected` is an access token that Xero refused, or null. */
export interface GrantSource {
  obtain(rejected: string | null, signal: AbortSignal): Promise<Grant>;
  signOut(): Promise<void>;
}

/** An access token from the connection string: used as it is, never renewed. */
export function givenToken(accessToken: string, isOff: boolean): GrantSource {
  return {
    obtain(rejected) {
      if (rejected === accessToken) {
        return Promise.reject(
          new AuthError('SIGN_IN_REQUIRED', 'Xero no longer accepts the OAuthAccessToken given.', {
            hint: isOff
              ? 'Give a new one, or set InitiateOAuth to REFRESH or GETANDREFRESH.'
              : 'It lasts 30 minutes. Give a new one, or OAuthRefreshToken, or leave it out to sign in.',
          }),
        );
      }
      const grant = { accessToken, issuedAt: 0, expiresAt: null, refreshToken: null, scope: null };
      return Promise.resolve(grant);
    },
    signOut: () => Promise.resolve(),
  };
}

/** A Custom Connection: it can always ask for another token, so none is kept on disk. */
export function clientCredentials(identity: Identity, scopes: readonly string[]): GrantSource {
  return {
    obtain: () => identity.clientCredentials(scopes),
    signOut: () => Promise.resolve(),
  };
}
