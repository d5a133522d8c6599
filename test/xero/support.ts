/** A small HTTP server that answers as told, a clock that never waits, and clients on them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BudgetRegistry } from '../../src/xero/budget.ts';
import type { AccessTokens } from '../../src/xero/client.ts';
import type { Clock } from '../../src/xero/clock.ts';
import { createXeroClient, type XeroClientOptions } from '../../src/xero/http-client.ts';
import { silentLogger } from '../../src/xero/log.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => unknown;

export interface FakeServer {
  readonly url: string;
  /** The calls so far, in order. */
  readonly calls: readonly IncomingMessage[];
  /** Most calls ever under way at once. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

export async function serve(handler: Handler): Promise<FakeServer> {
  const calls: IncomingMessage[] = [];
  let now = 0;
  let most = 0;
  const server = createServer((request, response) => {
    calls.push(request);
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => (now -= 1));
    handler(request, response, calls.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Sleeping moves the time on at once. */
export class FakeClock implements Clock {
  time: number;
  readonly slept: number[] = [];

  constructor(time = Date.UTC(2026, 0, 31)) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.time += ms;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }
}

export const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.secret-access-token.sig';

export function fixedTokens(): AccessTokens & { renewals: number } {
  const tokens = {
    renewals: 0,
    current: () => Promise.resolve(tokens.renewals === 0 ? TOKEN : `${TOKEN}${tokens.renewals}`),
    renew: () => {
      tokens.renewals += 1;
      return tokens.current();
    },
  };
  return tokens;
}

export function clientFor(
  url: string,
  options: Partial<XeroClientOptions> = {},
): ReturnType<typeof createXeroClient> {
  return createXeroClient({
    apiUrl: url,
    tokens: fixedTokens(),
    timeoutMs: 5_000,
    maxRetries: 3,
    userAgent: 'xero-sql/test',
    retryDailyLimit: false,
    log: silentLogger,
    clock: new FakeClock(),
    random: () => 0.5,
    budgets: new BudgetRegistry(),
    ...options,
  });
}

export const INVOICES = {
  api: 'ACCOUNTING',
  tenantId: '11111111-1111-1111-1111-111111111111',
  path: '/Invoices',
} as const;
