/** What an access token says of itself. Read for people and for tests of a connection, never trusted. */

export interface TokenClaims {
  /** Null when the token does not say. */
  readonly scopes: readonly string[] | null;
}

/** The claims of a token that is a JSON web token, as Xero's are. */
export function claimsOf(accessToken: string): TokenClaims {
  const payload = payloadOf(accessToken);
  const scope: unknown = payload?.['scope'];
  if (typeof scope === 'string') return { scopes: scope.split(' ').filter((part) => part !== '') };
  if (!Array.isArray(scope)) return { scopes: null };
  return { scopes: scope.filter((part) => typeof part === 'string') };
}

function payloadOf(token: string): Readonly<Record<string, unknown>> | null {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
