/** A small identity host with the behaviours that sign-in depends on. Strict where Xero is. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeIdentityOptions {
  /** Seconds that access tokens live. */
  expiresIn?: number;
  /** Milliseconds that a replaced refresh token still works. */
  graceMs?: number;
  /** Scopes that the app may have; any when left out. */
  allowedScopes?: readonly string[];
  redirectUris?: readonly string[];
  /** What the person does on the page. */
  person?: 'allows' | 'declines' | 'is sent with another state';
  /** Answers a token request in place of the real answer; undefined gives the real one. */
  intercept?: (call: TokenCall) => FakeAnswer | undefined | Promise<FakeAnswer | undefined>;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
}

export interface TokenCall {
  readonly authorization: string | undefined;
  readonly body: URLSearchParams;
}

export interface FakeIdentity {
  readonly url: string;
  readonly options: FakeIdentityOptions;
  readonly tokenCalls: readonly TokenCall[];
  readonly pages: readonly URLSearchParams[];
  readonly revoked: readonly string[];
  /** A refresh token as an earlier sign-in left it. */
  issueRefreshToken(): string;
  isLive(refreshToken: string): boolean;
  /** As a refresh whose answer is lost. */
  replace(refreshToken: string): void;
  /** All refresh tokens end, as after 60 days. */
  expireAll(): void;
  close(): Promise<void>;
}

export const CLIENT_ID = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
export const CLIENT_SECRET = 'sEcReT-of_the.app~1234567890';

interface Code {
  readonly challenge: string | null;
  readonly redirectUri: string;
}

export async function startFakeIdentity(options: FakeIdentityOptions = {}): Promise<FakeIdentity> {
  const codes = new Map<string, Code>();
  /** When each was replaced; null while it is the newest. */
  const refreshTokens = new Map<string, number | null>();
  const tokenCalls: TokenCall[] = [];
  const pages: URLSearchParams[] = [];
  const revoked: string[] = [];

  const isLive = (token: string): boolean => {
    const replacedAt = refreshTokens.get(token);
    if (replacedAt === undefined) return false;
    return replacedAt === null || Date.now() - replacedAt <= (options.graceMs ?? 0);
  };
  const issueRefreshToken = (): string => {
    const token = `rt-${randomBytes(12).toString('hex')}`;
    refreshTokens.set(token, null);
    return token;
  };

  const authorize = (query: URLSearchParams): FakeAnswer => {
    pages.push(query);
    const redirectUri = query.get('redirect_uri') ?? '';
    if (options.redirectUris?.includes(redirectUri) === false) {
      return { status: 400, body: 'unauthorized_client: Invalid redirect_uri' };
    }
    const answer = new URL(redirectUri);
    const state = query.get('state') ?? '';
    const scopes = (query.get('scope') ?? '').split(' ');
    answer.searchParams.set('state', state);
    if (scopes.some((scope) => options.allowedScopes?.includes(scope) === false)) {
      answer.searchParams.set('error', 'invalid_scope');
    } else if (options.person === 'declines') {
      answer.searchParams.set('error', 'access_denied');
      answer.searchParams.set('error_description', 'TenantConsent status <b>DENIED</b>');
    } else {
      const code = `code-${randomBytes(8).toString('hex')}`;
      codes.set(code, { challenge: query.get('code_challenge'), redirectUri });
      answer.searchParams.set('code', code);
      if (options.person === 'is sent with another state') answer.searchParams.set('state', 'x');
    }
    return { status: 302, body: '', headers: { Location: answer.href } };
  };

  const issue = (withRefreshToken: boolean): FakeAnswer =>
    json(200, {
      access_token: `at-${randomBytes(12).toString('hex')}`,
      token_type: 'Bearer',
      expires_in: options.expiresIn ?? 1800,
      ...(withRefreshToken ? { refresh_token: issueRefreshToken() } : {}),
    });

  const redeem = (body: URLSearchParams): FakeAnswer => {
    const code = codes.get(body.get('code') ?? '');
    codes.delete(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      code !== undefined &&
      code.redirectUri === body.get('redirect_uri') &&
      (code.challenge === null || code.challenge === challenge);
    return isRight ? issue(true) : json(400, { error: 'invalid_grant' });
  };

  const refresh = (body: URLSearchParams): FakeAnswer => {
    const token = body.get('refresh_token') ?? '';
    if (!isLive(token)) return json(400, { error: 'invalid_grant' });
    refreshTokens.set(token, refreshTokens.get(token) ?? Date.now());
    return issue(true);
  };

  const isClientRight = ({ authorization, body }: TokenCall): boolean =>
    authorization === undefined
      ? body.get('client_id') === CLIENT_ID
      : authorization ===
        `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;

  const token = async (call: TokenCall): Promise<FakeAnswer> => {
    tokenCalls.push(call);
    const intercepted = await options.intercept?.(call);
    if (intercepted !== undefined) return intercepted;
    if (!isClientRight(call)) return json(400, { error: 'invalid_client' });
    switch (call.body.get('grant_type')) {
      case 'authorization_code':
        return redeem(call.body);
      case 'refresh_token':
        return refresh(call.body);
      case 'client_credentials': {
        const scopes = call.body.get('scope')?.split(' ') ?? [];
        const isAllowed = scopes.every((scope) => options.allowedScopes?.includes(scope) !== false);
        return isAllowed ? issue(false) : json(400, { error: 'invalid_scope' });
      }
      default:
        return json(400, { error: 'unsupported_grant_type' });
    }
  };

  const answer = async (request: IncomingMessage): Promise<FakeAnswer> => {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (url.pathname === '/identity/connect/authorize') return authorize(url.searchParams);
    const { authorization } = request.headers;
    const call = { authorization, body: new URLSearchParams(await text(request)) };
    if (url.pathname === '/connect/token') return token(call);
    if (url.pathname === '/connect/revocation') {
      revoked.push(call.body.get('token') ?? '');
      return { status: 200, body: '' };
    }
    return { status: 404, body: 'not found' };
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    options,
    tokenCalls,
    pages,
    revoked,
    issueRefreshToken,
    isLive,
    replace: (token) => void refreshTokens.set(token, Date.now()),
    expireAll: () => refreshTokens.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(status: number, body: unknown): FakeAnswer {
  return { status, body: JSON.stringify(body) };
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
