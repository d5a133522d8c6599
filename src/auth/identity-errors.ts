/** What the identity host's refusals mean for the user. */
import type { AuthScheme } from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import { networkAdvice } from '../xero/network-advice.ts';
import { redact } from '../xero/redact.ts';
import { IdentityUnreachableError } from './identity-fetch.ts';

/** What was asked of the identity host, for the message. */
export type Asked = 'code' | 'refresh' | 'client' | 'revoke';

export interface RefusalContext {
  readonly asked: Asked;
  readonly scheme: AuthScheme;
  readonly tokenUrl: string;
  readonly callbackUrl: string;
  /** The scopes that the request named; empty when it named none. */
  readonly scopes: readonly string[];
  /** Never shown, even when the host repeats them. */
  readonly secrets: readonly string[];
}

/** An OAuth error as the host words it. */
export interface Refusal {
  readonly status: number;
  readonly error: string | null;
  readonly description: string | null;
}

export function refusalError(refusal: Refusal, context: RefusalContext): AuthError {
  const { status, error } = refusal;
  if (error === 'invalid_client' || (error === null && status === 401)) {
    return new AuthError('TOKEN_REFUSED', `Xero does not accept ${credentials(context)}.`, {
      hint: CREDENTIAL_HINTS[context.scheme],
    });
  }
  if (error === 'unauthorized_client') {
    return new AuthError(
      'TOKEN_REFUSED',
      `The app may not sign in with AuthScheme=${context.scheme}${words(refusal, context)}.`,
      { hint: CREDENTIAL_HINTS[context.scheme] },
    );
  }
  if (error === 'invalid_scope') return invalidScope(refusal, context);
  if (error === 'invalid_grant' && context.asked === 'code') {
    return new AuthError(
      'TOKEN_REFUSED',
      `Xero refused the sign-in code${words(refusal, context)}.`,
      {
        hint:
          'A code works once and for 5 minutes, and only with the CallbackURL that it was sent to ' +
          `(${context.callbackUrl}). Sign in again.`,
      },
    );
  }
  if (status === 407) {
    return new AuthError(
      'NETWORK',
      `The proxy wants a sign-in before it passes on to ${hostOf(context)}.`,
      { hint: 'Set ProxyUser and ProxyPassword.' },
    );
  }
  if (status === 429 || status >= 500) {
    return new AuthError('SERVER_ERROR', `Xero's identity service failed with ${status}.`, {
      hint: 'Try again later.',
    });
  }
  if (error === null) {
    return new AuthError(
      'BAD_RESPONSE',
      `${hostOf(context)} answered ${status} without an OAuth error.`,
      { hint: `Is IdentityUrl or TokenUrl right (${context.tokenUrl}), or a proxy in the way?` },
    );
  }
  return new AuthError(
    'TOKEN_REFUSED',
    `Xero refused the sign-in: ${clean(error, context)}${words(refusal, context)}.`,
  );
}

/** Why no code came back to the callback address. */
export function authorizationRefused(refusal: Refusal, context: RefusalContext): AuthError {
  switch (refusal.error) {
    case 'access_denied':
      return new AuthError('SIGN_IN_REFUSED', 'The sign-in was declined.', {
        hint: 'Run it again and choose "Allow access" for the organisations to query.',
      });
    case 'invalid_scope':
      return invalidScope(refusal, context);
    default:
      return new AuthError(
        'SIGN_IN_REFUSED',
        `Xero refused the sign-in: ${clean(refusal.error ?? 'no reason given', context)}${words(refusal, context)}.`,
        { hint: signInPageHint(context) },
      );
  }
}

/** What to look for when Xero's own page shows the error instead of coming back. */
export function signInPageHint({ callbackUrl, scopes }: RefusalContext): string {
  return (
    `If Xero's page says "invalid redirect_uri", add exactly ${callbackUrl} to the app's redirect URIs ` +
    `or set CallbackURL; if it says "invalid_scope" or "unauthorized_client", check OAuthClientId and ` +
    `that the app may have these scopes, or set Scope: ${scopes.join(' ')}`
  );
}

function invalidScope(refusal: Refusal, context: RefusalContext): AuthError {
  const asked = context.scopes.length === 0 ? 'a scope' : `one of: ${context.scopes.join(' ')}`;
  return new AuthError(
    'TOKEN_REFUSED',
    `The app may not have ${asked}${words(refusal, context)}.`,
    {
      hint:
        'Set Scope to scopes that the app has. Apps made since 2 March 2026 have granular ones such ' +
        'as accounting.invoices.read in place of accounting.transactions.read.',
    },
  );
}

export function unreachableError(
  failure: IdentityUnreachableError,
  context: RefusalContext,
): AuthError {
  const detail = clean(failure.message, context);
  return failure.reason === 'timeout'
    ? new AuthError('TIMEOUT', `${hostOf(context)} took too long: ${detail}.`, {
        hint: 'Try again; check the network and the proxy.',
      })
    : new AuthError('NETWORK', `Could not reach ${hostOf(context)}: ${detail}.`, {
        hint: [
          'Check the network, the proxy and the IdentityUrl and TokenUrl properties.',
          networkAdvice(detail),
        ]
          .filter((part) => part !== null)
          .join(' '),
      });
}

export function badAnswerError(context: RefusalContext): AuthError {
  return new AuthError('BAD_RESPONSE', `${hostOf(context)} answered without a token.`, {
    hint: `Is IdentityUrl or TokenUrl right (${context.tokenUrl}), or a proxy in the way?`,
  });
}

/** Whether the same request may succeed a moment later. */
export function isPassing(error: unknown): boolean {
  return error instanceof AuthError && ['SERVER_ERROR', 'NETWORK', 'TIMEOUT'].includes(error.code);
}

const CREDENTIAL_HINTS: Readonly<Record<AuthScheme, string>> = {
  OAuth:
    'Compare OAuthClientId and OAuthClientSecret with the app at developer.xero.com. A mobile or ' +
    'desktop app has no secret: AuthScheme=PKCE.',
  PKCE:
    'Compare OAuthClientId with the app at developer.xero.com. An app that has a client secret needs ' +
    'AuthScheme=OAuth and OAuthClientSecret.',
  OAuthClient:
    'Compare OAuthClientId and OAuthClientSecret with the Custom Connection at developer.xero.com, and ' +
    'see that an organisation has authorised it.',
};

function credentials({ scheme }: RefusalContext): string {
  return scheme === 'PKCE' ? 'the client ID' : 'the client ID or the client secret';
}

function words({ description }: Refusal, context: RefusalContext): string {
  return description === null ? '' : ` (${clean(description, context)})`;
}

function clean(text: string, { secrets }: RefusalContext): string {
  const oneLine = redact(text, secrets).replace(/\s+/g, ' ').trim();
  return oneLine.slice(0, 300).replace(/\.$/, '');
}

function hostOf({ tokenUrl }: RefusalContext): string {
  return new URL(tokenUrl).host;
}
