/** `fetch` for the identity host over axios, which knows proxies. */
import type { AxiosError } from 'axios';
import type { ProxySettings } from '../xero/exchange.ts';

/** The part of `fetch` that the OAuth library calls. */
export type IdentityFetch = (url: string, request: IdentityRequest) => Promise<Response>;

export interface IdentityRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: URLSearchParams | undefined;
}

/** No answer came. Holds no part of the request, which carries secrets. */
export class IdentityUnreachableError extends Error {
  readonly reason: 'timeout' | 'network';

  constructor(reason: 'timeout' | 'network', detail: string) {
    super(detail);
    this.name = 'IdentityUnreachableError';
    this.reason = reason;
  }
}

export interface IdentityFetchOptions {
  /** Milliseconds that one exchange may take. */
  readonly timeoutMs: number;
  readonly proxy?: ProxySettings | undefined;
}

const MOST_BYTES = 1024 * 1024;

export function createIdentityFetch(options: IdentityFetchOptions): IdentityFetch {
  return async (url, { method, headers, body }) => {
    // with the first exchange, because it takes long and many statements need none
    const { default: axios } = await import('axios');
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), options.timeoutMs);
    try {
      const answer = await axios.request<string>({
        url,
        method,
        headers,
        data: body?.toString() ?? '',
        responseType: 'text',
        // Kept as text: the OAuth library parses it.
        transformResponse: (data: unknown) => data,
        // A secret is never carried to another address.
        maxRedirects: 0,
        maxContentLength: MOST_BYTES,
        validateStatus: null,
        signal: deadline.signal,
        ...axiosProxy(url, options.proxy),
      });
      return toResponse(answer.status, answer.headers, answer.data);
    } catch (error) {
      if (deadline.signal.aborted) {
        throw new IdentityUnreachableError(
          'timeout',
          `no answer within ${options.timeoutMs / 1000} s`,
        );
      }
      throw new IdentityUnreachableError(
        'network',
        axios.isAxiosError(error) ? describe(error) : NO_ANSWER,
      );
    } finally {
      clearTimeout(timer);
    }
  };
}

function axiosProxy(url: string, proxy: ProxySettings | undefined): { proxy?: false | AxiosProxy } {
  if (proxy === undefined) return isLoopback(new URL(url).hostname) ? { proxy: false } : {};
  const { protocol, host, port, user, password = '' } = proxy;
  const auth = user === undefined ? {} : { auth: { username: user, password } };
  return { proxy: { protocol, host, port, ...auth } };
}

type AxiosProxy = { protocol: string; host: string; port: number };

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function toResponse(status: number, headers: unknown, body: string): Response {
  const contentType =
    typeof headers === 'object' && headers !== null && 'content-type' in headers
      ? headers['content-type']
      : undefined;
  return new Response([204, 205, 304].includes(status) ? null : body, {
    status,
    headers: typeof contentType === 'string' ? { 'content-type': contentType } : {},
  });
}

const NO_ANSWER = 'no answer';

/** Only the code and the system's text: axios' error holds the request. */
const describe = ({ message, code = NO_ANSWER }: AxiosError): string => message || code;
