/** One HTTP exchange: a GET and its whole answer, or how it failed to arrive. No retries here. */
import type { AxiosInstance, AxiosProxyConfig } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { type JsonText, readText } from './json.ts';

export interface ProxySettings {
  readonly protocol: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

export interface ExchangeOptions {
  /** For one call from its start to its last byte. */
  readonly timeoutMs: number;
  /** Without it, HTTP_PROXY, HTTPS_PROXY and NO_PROXY decide; never for this machine itself. */
  readonly proxy?: ProxySettings | undefined;
}

export type Answer =
  | {
      readonly kind: 'complete';
      readonly status: number;
      readonly header: (name: string) => string | undefined;
      /** Unpacked. The bytes are let go of: parsing them takes long enough for them to grow old. */
      readonly body: JsonText;
      /** Of the body as it was sent. */
      readonly bytes: number;
    }
  /** It broke on the way; the same call may succeed. */
  | { readonly kind: 'broken'; readonly problem: BrokenProblem; readonly detail: string }
  /** Trying again would not help. */
  | { readonly kind: 'unusable'; readonly problem: UnusableProblem; readonly detail: string };

export type BrokenProblem = 'network' | 'timeout' | 'truncated';
export type UnusableProblem = 'unreachable' | 'tooLarge' | 'encoding';

export interface Exchange {
  /** Never rejects; an aborted `signal` shows as `broken`. */
  get(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Answer>;
  /** Closes idle connections. */
  close(): void;
}

const MOST_BYTES_SENT = 128 * 1024 * 1024;
const MOST_BYTES_INFLATED = 480 * 1024 * 1024;
const INFLATERS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** Wrong address, no such host, no trust: as good as permanent. */
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS|ERR_INVALID)|CERT|SELF_SIGNED|UNABLE_TO/;

export function createExchange(options: ExchangeOptions): Exchange {
  const httpAgent = new HttpAgent({ keepAlive: true });
  const httpsAgent = new HttpsAgent({ keepAlive: true });
  let http: Promise<AxiosInstance> | null = null;
  return {
    async get(url, headers, signal) {
      http ??= createHttp(httpAgent, httpsAgent);
      return get(await http, options, url, headers, signal);
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** Loaded with the first call, because it takes long and many statements make none. */
async function createHttp(httpAgent: HttpAgent, httpsAgent: HttpsAgent): Promise<AxiosInstance> {
  const { default: axios } = await import('axios');
  return axios.create({
    httpAgent,
    httpsAgent,
    // the bytes as sent: they are counted, and a cut gzip body must not pass for a whole one
    responseType: 'stream',
    decompress: false,
    maxContentLength: MOST_BYTES_SENT,
    // a token is never carried to another address
    maxRedirects: 0,
    validateStatus: null,
  });
}

async function get(
  http: AxiosInstance,
  options: ExchangeOptions,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const deadline = new Deadline(options.timeoutMs, signal);
  let hasBegun = false;
  try {
    const response = await http.request<Readable>({
      url,
      headers: { ...headers, 'Accept-Encoding': 'gzip' },
      signal: deadline.signal,
      ...proxyFor(url, options.proxy),
    });
    hasBegun = true;
    const { status, headers: received } = response;
    const header = (name: string): string | undefined => {
      const value: unknown = received[name];
      return typeof value === 'string' ? value : undefined;
    };
    const sent = new GrowingBytes(Number(header('content-length')));
    for await (const part of response.data) sent.add(part as Buffer);
    return await complete(status, header, sent.take());
  } catch (error) {
    if (deadline.passed) {
      const detail = `no complete answer within ${options.timeoutMs / 1000} s`;
      return { kind: 'broken', problem: 'timeout', detail };
    }
    return failure(error, hasBegun);
  } finally {
    deadline.clear();
  }
}

async function complete(
  status: number,
  header: (name: string) => string | undefined,
  sent: Buffer,
): Promise<Answer> {
  const encoding = header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const bytes = sent.length;
  const body = bytes === 0 ? sent : await inflateBody(encoding, sent);
  if (!Buffer.isBuffer(body)) return body;
  if (!isUtf8(body)) return unusable('encoding', 'the body is not UTF-8 text');
  return { kind: 'complete', status, header, body: readText(body), bytes };
}

async function inflateBody(encoding: string, sent: Buffer): Promise<Buffer | Answer> {
  if (encoding === 'identity' || encoding === '') return sent;
  if (!(encoding in INFLATERS)) return unusable('encoding', `unknown encoding "${encoding}"`);
  try {
    return await INFLATERS[encoding as keyof typeof INFLATERS](sent, {
      maxOutputLength: MOST_BYTES_INFLATED,
    });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge(MOST_BYTES_INFLATED);
    return {
      kind: 'broken',
      problem: 'truncated',
      detail: `the ${encoding} body is cut or damaged`,
    };
  }
}

/** Only code and text are taken from axios' error: it holds the request with its token. */
function failure(error: unknown, hasBegun: boolean): Answer {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : 'unknown failure';
  if (detail.startsWith('maxContentLength')) return tooLarge(MOST_BYTES_SENT);
  if (UNREACHABLE.test(code)) return unusable('unreachable', detail === '' ? code : detail);
  const problem = hasBegun ? 'truncated' : 'network';
  return { kind: 'broken', problem, detail: detail || code };
}

function unusable(problem: UnusableProblem, detail: string): Answer {
  return { kind: 'unusable', problem, detail };
}

function tooLarge(most: number): Answer {
  return unusable('tooLarge', `the body is larger than ${most / (1024 * 1024)} MB`);
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

function proxyFor(
  url: string,
  proxy: ProxySettings | undefined,
): { proxy?: AxiosProxyConfig | false } {
  if (proxy === undefined) return isLoopback(new URL(url).hostname) ? { proxy: false } : {};
  const { protocol, host, port, user, password = '' } = proxy;
  const auth = user === undefined ? {} : { auth: { username: user, password } };
  return { proxy: { protocol, host, port, ...auth } };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

const FIRST_SIZE = 64 * 1024;
const MOST_FIRST = 1024 * 1024;

/**
 * The parts of a body in one buffer. Kept apart until the last has come, or given out twice, they
 * would grow old with the call that waits for them, and take memory until V8's next full collection.
 */
class GrowingBytes {
  #buffer: Buffer;
  #length = 0;

  /** @param expected NaN when that is not known */
  constructor(expected: number) {
    const first = Number.isSafeInteger(expected) ? Math.min(expected, MOST_FIRST) : FIRST_SIZE;
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(first, 0));
  }

  add(part: Buffer): void {
    const length = this.#length + part.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    part.copy(this.#buffer, this.#length);
    this.#length = length;
  }

  /** All of them. None are left. */
  take(): Buffer {
    const all = this.#buffer.subarray(0, this.#length);
    this.#buffer = Buffer.alloc(0);
    this.#length = 0;
    return all;
  }
}

/** The caller's signal and the call's own time-out as one signal. */
class Deadline {
  passed = false;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #caller: AbortSignal | undefined;
  readonly #abort = (): void => this.#controller.abort();

  constructor(ms: number, caller: AbortSignal | undefined) {
    this.#caller = caller;
    this.#timer = setTimeout(() => {
      this.passed = true;
      this.#abort();
    }, ms);
    if (caller?.aborted === true) this.#abort();
    caller?.addEventListener('abort', this.#abort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#abort);
  }
}
