/** The identity host's endpoints, spoken to by the OAuth library. */
import * as oauth from 'oauth4webapi';
import pRetry from 'p-retry';
import { proxySettings, type ConnectionProperties } from '../connection/index.ts';
import type { Grant } from './grant.ts';
import {
  authorizationRefused,
  badAnswerError,
  isPassing,
  refusalError,
  signInPageHint,
  unreachableError,
  type Asked,
  type Refusal,
  type RefusalContext,
} from './identity-errors.ts';
import {
  createIdentityFetch,
  IdentityUnreachableError,
  type IdentityFetch,
} from './identity-fetch.ts';

export interface AuthorizationRequest {
  readonly state: string;
  /** The PKCE code verifier; null without PKCE. */
  readonly verifier: string | null;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

export interface Identity {
  /** The address of the sign-in page. */
  authorizationUrl(request: AuthorizationRequest): Promise<string>;
  /**
   * @param answer the parameters that Xero redirected with; their state must be the request's.
   * @throws AuthError SIGN_IN_REFUSED, TOKEN_REFUSED, NETWORK, …
   */
  exchangeCode(answer: URLSearchParams, request: AuthorizationRequest): Promise<Grant>;
  /** A new grant; null when the refresh token is spent, expired or revoked. */
  refresh(refreshToken: string, scope: string | null): Promise<Grant | null>;
  /** @param scopes empty asks for all that the Custom Connection has. */
  clientCredentials(scopes: readonly string[]): Promise<Grant>;
  revoke(refreshToken: string): Promise<void>;
  /** What may have gone wrong on Xero's own page. */
  signInPageHint(scopes: readonly string[]): string;
}

export interface IdentityOptions {
  readonly now: () => number;
  readonly fetch?: IdentityFetch | undefined;
}

/** Others wait for the token file while a refresh runs, so it must end sooner than a query's call. */
const LONGEST_EXCHANGE_MS = 20_000;
const MOST_RETRIES = 2;

export function createIdentity(
  properties: ConnectionProperties,
  { now, fetch: customFetch }: IdentityOptions,
): Identity {
  const { AuthScheme, IdentityUrl, LoginUrl, CallbackURL } = properties;
  const tokenUrl = properties.TokenUrl ?? `${IdentityUrl}/connect/token`;
  const server: oauth.AuthorizationServer = {
    issuer: IdentityUrl,
    authorization_endpoint: `${LoginUrl}/identity/connect/authorize`,
    token_endpoint: tokenUrl,
    revocation_endpoint: `${IdentityUrl}/connect/revocation`,
  };
  const client: oauth.Client = { client_id: properties.OAuthClientId ?? '' };
  const secret = properties.OAuthClientSecret?.reveal() ?? '';
  const authentication = AuthScheme === 'PKCE' ? oauth.None() : basicAuthentication(secret);
  const send =
    customFetch ??
    createIdentityFetch({
      timeoutMs: Math.min(properties.Timeout * 1000, LONGEST_EXCHANGE_MS),
      proxy: proxySettings(properties),
    });
  const options = {
    [oauth.customFetch]: send,
    // Only an emulator has an http address, and only because the user gave it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the mark is a warning label
    [oauth.allowInsecureRequests]: [tokenUrl, IdentityUrl].some(
      (url) => new URL(url).protocol === 'http:',
    ),
  };

  const contextOf = (
    asked: Asked,
    scopes: readonly string[],
    ...secrets: readonly string[]
  ): RefusalContext => ({
    asked,
    scheme: AuthScheme,
    tokenUrl,
    callbackUrl: CallbackURL,
    scopes,
    secrets: [secret, ...secrets].filter((known) => known !== ''),
  });

  /** Requests that may be repeated are, while the failure may pass. */
  const patiently = <T>(request: () => Promise<T>): Promise<T> =>
    pRetry(request, {
      retries: Math.min(properties.MaxRetries, MOST_RETRIES),
      minTimeout: 250,
      factor: 3,
      randomize: true,
      shouldRetry: ({ error }) => isPassing(error),
    });

  const grantOf = async (
    exchange: () => Promise<Response>,
    context: RefusalContext,
    scope: string | null,
    previousRefreshToken: string | null,
  ): Promise<Grant | null> => {
    const issuedAt = now();
    const response = await reached(exchange, context);
    if (response.status !== 200) {
      const refusal = await readRefusal(response);
      if (context.asked === 'refresh' && refusal.error === 'invalid_grant') return null;
      throw refusalError(refusal, context);
    }
    const token = await processed(server, client, response, context);
    return {
      accessToken: token.access_token,
      issuedAt,
      expiresAt: token.expires_in === undefined ? null : issuedAt + token.expires_in * 1000,
      refreshToken: token.refresh_token ?? previousRefreshToken,
      scope,
    };
  };

  return {
    async authorizationUrl({ state, verifier, redirectUri, scopes }) {
      const url = new URL(`${LoginUrl}/identity/connect/authorize`);
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('client_id', client.client_id);
      url.searchParams.set('redirect_uri', redirectUri);
      url.searchParams.set('scope', scopes.join(' '));
      url.searchParams.set('state', state);
      if (verifier !== null) {
        url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier));
        url.searchParams.set('code_challenge_method', 'S256');
      }
      // Identity servers differ on "+" for a space; "%20" is read by all.
      return url.href.replaceAll('+', '%20');
    },

    async exchangeCode(answer, { state, verifier, redirectUri, scopes }) {
      const code = answer.get('code') ?? '';
      const context = contextOf('code', scopes, code, verifier ?? '', state);
      const checked = validated(server, client, answer, state, context);
      const grant = await grantOf(
        () =>
          oauth.authorizationCodeGrantRequest(
            server,
            client,
            authentication,
            checked,
            redirectUri,
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- Xero's web apps have a secret instead
            verifier ?? oauth.nopkce,
            options,
          ),
        context,
        scopes.join(' '),
        null,
      );
      return present(grant, context);
    },

    refresh(refreshToken, scope) {
      const context = contextOf('refresh', [], refreshToken);
      return patiently(() =>
        grantOf(
          () =>
            oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
          context,
          scope,
          refreshToken,
        ),
      );
    },

    async clientCredentials(scopes) {
      const context = contextOf('client', scopes);
      const parameters = new URLSearchParams(
        scopes.length === 0 ? {} : { scope: scopes.join(' ') },
      );
      const grant = await patiently(() =>
        grantOf(
          () =>
            oauth.clientCredentialsGrantRequest(
              server,
              client,
              authentication,
              parameters,
              options,
            ),
          context,
          null,
          null,
        ),
      );
      return present(grant, context);
    },

    async revoke(refreshToken) {
      const context = contextOf('revoke', [], refreshToken);
      const response = await patiently(() =>
        reached(
          () => oauth.revocationRequest(server, client, authentication, refreshToken, options),
          context,
        ),
      );
      if (!response.ok) throw refusalError(await readRefusal(response), context);
    },

    signInPageHint: (scopes) => signInPageHint(contextOf('code', scopes)),
  };
}

/**
 * HTTP Basic with `id:secret` as Xero documents it. The OAuth library would percent-escape both
 * first, which not every server undoes.
 */
function basicAuthentication(secret: string): oauth.ClientAuth {
  return (_server, client, _body, headers) => {
    const credentials = Buffer.from(`${client.client_id}:${secret}`).toString('base64');
    headers.set('authorization', `Basic ${credentials}`);
  };
}

function validated(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  answer: URLSearchParams,
  state: string,
  context: RefusalContext,
): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, answer, state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      const refusal = {
        status: 302,
        error: error.error,
        description: error.error_description ?? null,
      };
      throw authorizationRefused(refusal, context);
    }
    throw authorizationRefused(
      { status: 302, error: 'the answer does not belong to this sign-in', description: null },
      context,
    );
  }
}

async function reached(
  exchange: () => Promise<Response>,
  context: RefusalContext,
): Promise<Response> {
  try {
    return await exchange();
  } catch (error) {
    // Errors of the library are not passed on as causes: they hold what was sent.
    throw error instanceof IdentityUnreachableError
      ? unreachableError(error, context)
      : badAnswerError(context);
  }
}

async function processed(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  response: Response,
  context: RefusalContext,
): Promise<oauth.TokenEndpointResponse> {
  try {
    return await oauth.processGenericTokenEndpointResponse(server, client, response);
  } catch {
    throw badAnswerError(context);
  }
}

async function readRefusal(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null);
  const field = (name: string): string | null => {
    const value: unknown =
      typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : null;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    status: response.status,
    error: field('error'),
    description: field('error_description'),
  };
}

function present(grant: Grant | null, context: RefusalContext): Grant {
  if (grant === null) throw badAnswerError(context);
  return grant;
}
