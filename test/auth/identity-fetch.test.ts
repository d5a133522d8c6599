import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { createIdentityFetch } from '../../src/auth/index.ts';
import { CUSTOM_CONNECTION, failureOf, tokensFor } from './harness.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(listener?: RequestListener): Promise<number> {
  server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('createIdentityFetch', () => {
  it('goes through the proxy, with its user and password', async () => {
    const seen: unknown[] = [];
    const port = await serve((request, response) => {
      seen.push(request.url, request.headers['proxy-authorization']);
      response.setHeader('Content-Type', 'application/json');
      response.end('{"access_token":"a","token_type":"Bearer","expires_in":1800}');
    });
    const tokens = tokensFor(
      { url: 'http://identity.example' },
      `${CUSTOM_CONNECTION};ProxyServer=127.0.0.1;ProxyPort=${port};ProxyUser=me;ProxyPassword=pw`,
    );
    expect(await tokens.current()).toBe('a');
    expect(seen).toEqual([
      'http://identity.example/connect/token',
      `Basic ${Buffer.from('me:pw').toString('base64')}`,
    ]);
  });

  it('gives up in time, and says nothing of what it sent', async () => {
    const port = await serve();
    const fetch = createIdentityFetch({ timeoutMs: 50 });
    const request = {
      method: 'POST',
      headers: { authorization: 'Basic c2VjcmV0' },
      body: new URLSearchParams({ refresh_token: 'rt-secret' }),
    };
    const failure: unknown = await fetch(`http://127.0.0.1:${port}/`, request).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ reason: 'timeout', message: 'no answer within 0.05 s' });
    expect(inspect(failure, { depth: null })).not.toMatch(/c2VjcmV0|rt-secret/);
  });

  it('does not follow a redirect with a secret', async () => {
    let calls = 0;
    const port = await serve((_request, response) => {
      calls += 1;
      response.writeHead(307, { Location: '/elsewhere' }).end();
    });
    const failure = await failureOf(
      tokensFor({ url: `http://127.0.0.1:${port}` }, CUSTOM_CONNECTION).current(),
    );
    expect(failure.code).toBe('BAD_RESPONSE');
    expect(calls).toBe(1);
  });
});
