import { gzipSync } from 'node:zlib';
import { LosslessNumber } from 'lossless-json';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError, XeroSqlError } from '../../src/errors.ts';
import type { ClientEvent } from '../../src/xero/events.ts';
import {
  clientFor,
  FakeClock,
  type FakeServer,
  fixedTokens,
  type Handler,
  INVOICES,
  json,
  serve,
  TOKEN,
} from './support.ts';

let server: FakeServer;

async function start(handler: Handler): Promise<void> {
  server = await serve(handler);
}

afterEach(() => server.close());

async function failureOf(work: Promise<unknown>): Promise<XeroSqlError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(XeroSqlError);
  return error as XeroSqlError;
}

describe('a call', () => {
  it('carries token, organisation, agent and the wish for gzipped JSON', async () => {
    await start((_, response) => json(response, { Invoices: [] }));
    await clientFor(server.url).get({ ...INVOICES, modifiedSince: '2026-01-31T00:00:00' });
    expect(server.calls[0]?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'xero-tenant-id': INVOICES.tenantId,
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'xero-sql/test',
      'if-modified-since': '2026-01-31T00:00:00',
    });
  });

  it.each([
    ['ACCOUNTING', '/api.xro/2.0/X'],
    ['ASSETS', '/assets.xro/1.0/X'],
    ['PAYROLLAUS', '/payroll.xro/1.0/X'],
    ['FILES', '/files.xro/1.0/X'],
    ['PROJECTS', '/projects.xro/2.0/X'],
    [null, '/X'],
  ] as const)('of %s goes to %s', async (api, path) => {
    await start((_, response) => json(response, []));
    await clientFor(`${server.url}/`).get({ api, tenantId: null, path: '/X' });
    expect(server.calls[0]?.url).toBe(path);
    expect(server.calls[0]?.headers).not.toHaveProperty('xero-tenant-id');
  });

  it('escapes the query so that it arrives as it was meant', async () => {
    await start((_, response) => json(response, {}));
    const query = { where: 'Name=="a+b & c%26é\ud800"', IDs: '1,2', 'a&b': '#' };
    await clientFor(server.url).get({ ...INVOICES, query });
    const { searchParams } = new URL(`http://x${server.calls[0]?.url ?? ''}`);
    expect(Object.fromEntries(searchParams)).toEqual({
      ...query,
      where: 'Name=="a+b & c%26é\ufffd"',
    });
    expect(server.calls[0]?.url).toContain('IDs=1,2');
  });

  it('reads gzip, and counts the bytes that were sent', async () => {
    const packed = gzipSync(JSON.stringify({ Invoices: Array(500).fill({ Name: 'Zoë' }) }));
    await start((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(packed);
    });
    const answer = await clientFor(server.url).get(INVOICES);
    expect(answer.bytes).toBe(packed.length);
    expect((answer.body as { Invoices: unknown[] }).Invoices[499]).toEqual({ Name: 'Zoë' });
  });

  it('keeps every digit of a number that a double cannot hold', async () => {
    await start((_, response) => response.end('{"a":12345678901234567.89,"b":0.1,"c":[1]}'));
    const { body } = await clientFor(server.url).get(INVOICES);
    expect(body).toEqual({ a: new LosslessNumber('12345678901234567.89'), b: 0.1, c: [1] });
  });

  it.each([
    [304, {}, 304],
    [404, { allowNotFound: true }, 404],
  ])('answers %i without a body when that is an answer', async (status, options, expected) => {
    await start((_, response) => response.writeHead(status).end());
    const answer = await clientFor(server.url).get(INVOICES, options);
    expect(answer).toEqual({ status: expected, body: undefined, bytes: 0 });
  });

  it('takes a web page for a wrong address, not for a document that is not there', async () => {
    await start((_, response) => response.writeHead(404).end('<html>nginx</html>'));
    const get = clientFor(server.url).get(INVOICES, { allowNotFound: true });
    expect((await failureOf(get)).code).toBe('NOT_FOUND');
  });

  it('goes through the proxy it is given, with the proxy’s own sign-in', async () => {
    await start((_, response) => json(response, { via: 'proxy' }));
    const { port } = new URL(server.url);
    const proxy = {
      protocol: 'http',
      host: '127.0.0.1',
      port: Number(port),
      user: 'me',
      password: 'p:w',
    } as const;
    const client = clientFor('http://api.example.test', { proxy });
    expect((await client.get(INVOICES)).body).toEqual({ via: 'proxy' });
    expect(server.calls[0]?.url).toBe('http://api.example.test/api.xro/2.0/Invoices');
    expect(server.calls[0]?.headers['proxy-authorization']).toBe(`Basic ${btoa('me:p:w')}`);
  });

  it('keeps its connection', async () => {
    const ports = new Set<number | undefined>();
    await start((request, response) => {
      ports.add(request.socket.remotePort);
      json(response, {});
    });
    const client = clientFor(server.url);
    for (let i = 0; i < 3; i += 1) await client.get(INVOICES);
    expect(ports.size).toBe(1);
    client.close();
  });

  it('tells listeners of the client and of the request what it does', async () => {
    await start((_, response, call) =>
      call === 1
        ? json(response, {}, 503)
        : json(response, {}, 200, { 'X-MinLimit-Remaining': '58', 'X-DayLimit-Remaining': '4998' }),
    );
    const events: ClientEvent[] = [];
    const onEvent = (event: ClientEvent): unknown => events.push(event);
    await clientFor(server.url, { onEvent }).get(INVOICES, { onEvent });
    expect(events.filter((_, index) => index % 2 === 0)).toMatchObject([
      { kind: 'callStarted', call: 'GET /api.xro/2.0/Invoices' },
      { kind: 'callFinished', status: 503 },
      { kind: 'retry', attempt: 1, reason: 'SERVER_ERROR', seconds: 0.25 },
      { kind: 'callStarted' },
      { kind: 'callFinished', status: 200, bytes: 2, minuteRemaining: 58, dayRemaining: 4998 },
    ]);
    expect(events).toHaveLength(10);
  });
});

/** Faults that pass: the first call meets one, the second is answered. */
const PASSING: readonly (readonly [string, Handler])[] = [
  ...[500, 502, 503, 504].map(
    (status) =>
      [`a ${status}`, (_, response) => json(response, {}, status)] as const satisfies readonly [
        string,
        Handler,
      ],
  ),
  ['a 429 without advice', (_, response) => json(response, {}, 429)],
  ['a reset', (request) => void request.socket.destroy()],
  [
    'a body shorter than its Content-Length',
    (request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('{"Invoices":[');
      setTimeout(() => request.socket.destroy(), 5);
    },
  ],
  [
    'a chunked body that is cut',
    (request, response) => {
      response.write('{"Invoices":[');
      setTimeout(() => request.socket.destroy(), 5);
    },
  ],
  [
    'a cut gzip body',
    (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync('{"Invoices":[]}'.repeat(50)).subarray(0, 40));
    },
  ],
  ['JSON that ends in the middle', (_, response) => response.end('{"Invoices":[{"a"')],
  ['an empty body', (_, response) => response.end()],
  ['no answer in time', () => undefined],
];

it('tries for longer than a minute after a 429 that names no time', async () => {
  await start((_, response) => json(response, {}, 429));
  const clock = new FakeClock(0);
  await failureOf(clientFor(server.url, { maxRetries: 5, clock }).get(INVOICES));
  expect(clock.time).toBeGreaterThan(60_000);
});

describe('a fault that passes', () => {
  it.each(PASSING)('%s is tried again', async (_, fault) => {
    await start((request, response, call) =>
      call === 1 ? fault(request, response, call) : json(response, { Invoices: [1] }),
    );
    const { body } = await clientFor(server.url, { timeoutMs: 100 }).get(INVOICES);
    expect(body).toEqual({ Invoices: [1] });
    expect(server.calls).toHaveLength(2);
  });

  it.each(PASSING)('%s that does not pass ends as a typed error', async (_, fault) => {
    await start(fault);
    const error = await failureOf(
      clientFor(server.url, { timeoutMs: 100, maxRetries: 2 }).get(INVOICES),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(['SERVER_ERROR', 'RATE_LIMIT_MINUTE', 'NETWORK', 'BAD_RESPONSE', 'TIMEOUT']).toContain(
      error.code,
    );
    expect(error.message).toContain('/Invoices');
    expect(error.hint).toBeTruthy();
    expect(server.calls).toHaveLength(3);
  });

  it('backs off ever longer, with jitter', async () => {
    await start((_, response) => json(response, {}, 500));
    const clock = new FakeClock();
    await failureOf(clientFor(server.url, { clock, maxRetries: 5 }).get(INVOICES));
    expect(clock.slept).toEqual([250, 500, 1000, 2000, 4000]);
  });

  it('waits as long as a 503 asks, but not for hours', async () => {
    await start((_, response, call) =>
      json(response, {}, 503, { 'Retry-After': call === 1 ? '7' : '3600' }),
    );
    const clock = new FakeClock();
    const error = await failureOf(clientFor(server.url, { clock }).get(INVOICES));
    expect(clock.slept).toEqual([7000]);
    expect(error).toMatchObject({ code: 'SERVER_ERROR', status: 503, retryAfterSeconds: 3600 });
  });
});

describe('a refused token', () => {
  it('is renewed once, and the call repeated', async () => {
    await start((request, response) =>
      request.headers.authorization === `Bearer ${TOKEN}`
        ? json(response, { Detail: 'TokenExpired' }, 401)
        : json(response, { ok: true }),
    );
    const tokens = fixedTokens();
    const { body } = await clientFor(server.url, { tokens }).get(INVOICES);
    expect(body).toEqual({ ok: true });
    expect(tokens.renewals).toBe(1);
  });

  it('twice is UNAUTHORISED', async () => {
    await start((_, response) =>
      json(response, { Title: 'Unauthorized', Detail: 'TokenInvalid' }, 401),
    );
    const error = await failureOf(clientFor(server.url).get(INVOICES));
    expect(error).toMatchObject({ code: 'UNAUTHORISED', status: 401 });
    expect(error.message).toContain('TokenInvalid');
    expect(server.calls).toHaveLength(2);
  });

  it('for want of a scope is FORBIDDEN and names the scopes', async () => {
    await start((_, response) =>
      json(response, {}, 401, { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' }),
    );
    const scopes = ['accounting.transactions.read', 'accounting.invoices.read'];
    const error = await failureOf(clientFor(server.url).get(INVOICES, { scopes }));
    expect(error.code).toBe('FORBIDDEN');
    expect(error.hint).toContain('accounting.transactions.read or accounting.invoices.read');
    expect(server.calls).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it.each([
    [
      400,
      { ErrorNumber: 16, Type: 'QueryParseException', Message: "No property 'Foo' exists" },
      'BAD_REQUEST',
      "Xero refused GET /api.xro/2.0/Invoices with 400: QueryParseException: No property 'Foo' exists.",
    ],
    [
      400,
      {
        Type: 'ValidationException',
        Message: 'A validation exception occurred',
        Elements: [{ ValidationErrors: [{ Message: 'Bad date' }, { Message: 'Bad date' }] }],
      },
      'BAD_REQUEST',
      'ValidationException: A validation exception occurred: Bad date.',
    ],
    [
      400,
      {
        type: 'about:blank',
        title: 'Invalid',
        detail: 'status is required',
        errors: { status: ['x'] },
      },
      'BAD_REQUEST',
      'status is required: status: x.',
    ],
    [403, { Detail: 'AuthenticationUnsuccessful' }, 'FORBIDDEN', 'AuthenticationUnsuccessful.'],
    [404, 'The resource was not found', 'NOT_FOUND', 'Xero has no /api.xro/2.0/Invoices'],
    [501, {}, 'SERVER_ERROR', 'failed with 501'],
    [302, {}, 'BAD_RESPONSE', 'unexpected status 302'],
    [418, {}, 'BAD_REQUEST', 'with 418'],
  ])('%i is final and says why', async (status, body, code, message) => {
    await start((_, response) => json(response, body, status, { Location: 'http://127.0.0.1:1/' }));
    const error = await failureOf(clientFor(server.url).get(INVOICES));
    expect(error).toMatchObject({ code, status, call: 'GET /api.xro/2.0/Invoices' });
    expect(error.message).toContain(message);
    expect(server.calls).toHaveLength(1);
  });

  it.each([['<html><body>Gateway</body></html>'], ['<?xml version="1.0"?><Response/>']])(
    'a page in place of JSON is BAD_RESPONSE: %s',
    async (page) => {
      await start((_, response) => response.end(page));
      const error = await failureOf(clientFor(server.url).get(INVOICES));
      expect(error.code).toBe('BAD_RESPONSE');
      expect(server.calls).toHaveLength(1);
    },
  );

  it('text that is not UTF-8 is BAD_RESPONSE, never a guess', async () => {
    await start((_, response) => response.end(Buffer.from([0x22, 0xe9, 0x22])));
    expect((await failureOf(clientFor(server.url).get(INVOICES))).code).toBe('BAD_RESPONSE');
  });

  it('no server at all is NETWORK, at once', async () => {
    await start(() => undefined);
    const clock = new FakeClock();
    const error = await failureOf(clientFor('http://127.0.0.1:1', { clock }).get(INVOICES));
    expect(error.code).toBe('NETWORK');
    expect(clock.slept).toEqual([]);
  });
});

describe('secrets', () => {
  it('are in no error, however it is looked at', async () => {
    const { inspect } = await import('node:util');
    await start((request, response) =>
      request.url?.includes('reset') === true
        ? void request.socket.destroy()
        : json(response, { Message: `You sent ${request.headers.authorization ?? ''}` }, 400),
    );
    const client = clientFor(server.url, { maxRetries: 0 });
    for (const path of ['/reset', '/echo']) {
      const error = await failureOf(client.get({ ...INVOICES, path }));
      const shown = `${inspect(error, { depth: 20, showHidden: true })} ${error.stack ?? ''}`;
      expect(shown).not.toContain('secret-access-token');
    }
  });
});

describe('cancelling', () => {
  it('ends a call in flight, and its connection', async () => {
    let closed = false;
    const controller = new AbortController();
    await start((request) => {
      request.socket.on('close', () => (closed = true));
      controller.abort();
    });
    const error = await failureOf(
      clientFor(server.url).get(INVOICES, { signal: controller.signal }),
    );
    expect(error.code).toBe('CANCELLED');
    await expect.poll(() => closed).toBe(true);
    expect(server.calls).toHaveLength(1);
  });

  it('ends calls in the queue without making them', async () => {
    await start(() => undefined);
    const controller = new AbortController();
    const client = clientFor(server.url);
    const calls = Array.from({ length: 12 }, () =>
      client.get(INVOICES, { signal: controller.signal }),
    );
    await expect.poll(() => server.calls.length).toBe(5);
    controller.abort();
    const errors = await Promise.all(calls.map(failureOf));
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['CANCELLED']));
    expect(server.calls).toHaveLength(5);
  });

  it('ends a wait', async () => {
    await start((_, response) => json(response, {}, 503, { 'Retry-After': '60' }));
    const controller = new AbortController();
    const { systemClock } = await import('../../src/xero/clock.ts');
    const call = clientFor(server.url, { clock: systemClock }).get(INVOICES, {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    expect((await failureOf(call)).code).toBe('CANCELLED');
  });

  it('before the start makes no call', async () => {
    await start((_, response) => json(response, {}));
    const signal = AbortSignal.abort();
    expect((await failureOf(clientFor(server.url).get(INVOICES, { signal }))).code).toBe(
      'CANCELLED',
    );
    expect(server.calls).toHaveLength(0);
  });

  it('with an error of ours ends with that error', async () => {
    await start(() => undefined);
    const signal = AbortSignal.abort(new XeroSqlError('TIMEOUT', 'The query took too long.'));
    expect((await failureOf(clientFor(server.url).get(INVOICES, { signal }))).code).toBe('TIMEOUT');
  });
});
