/** The local server that Xero redirects the browser to: it takes one answer and closes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { codeOf } from '../connection/private-file.ts';
import { AuthError } from '../errors.ts';
import { renderPage, type CallbackPage } from './callback-page.ts';
import { isLoopback } from './identity-fetch.ts';

export interface CallbackServer {
  /** The parameters of the first request that carries an answer. */
  readonly answer: Promise<URLSearchParams>;
  close(): void;
}

const LINGER_MS = 500;

/** Whether a browser on this machine can be sent to a server of ours at this address. */
export function isLocalCallback(callbackUrl: string): boolean {
  const { protocol, hostname } = new URL(callbackUrl);
  return protocol === 'http:' && isLoopback(hostname);
}

/** @throws AuthError SIGN_IN_REFUSED when the port cannot be had */
export async function startCallbackServer(
  callbackUrl: string,
  expectedState: string,
): Promise<CallbackServer> {
  const { pathname, hostname, port } = new URL(callbackUrl);
  let settle: (answer: URLSearchParams) => void = () => undefined;
  const answer = new Promise<URLSearchParams>((resolve) => {
    settle = resolve;
  });
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', callbackUrl);
    const isAnswer = url.searchParams.has('code') || url.searchParams.has('error');
    if (request.method !== 'GET' || url.pathname !== pathname || !isAnswer) {
      send(response, 404, { title: 'Not found', text: 'Nothing is here.' });
      return;
    }
    const { status, page } = pageFor(url.searchParams, expectedState);
    // Only when the browser has the page: the program may end at once.
    response.on('close', () => settle(url.searchParams));
    send(response, status, page);
  };
  const servers = await listen(hostname, port === '' ? 80 : Number(port), handle);
  return {
    answer,
    close() {
      for (const server of servers) {
        server.close();
        // The answer's page may be on its way; connections that a browser opened ahead are not waited for.
        setTimeout(() => server.closeAllConnections(), LINGER_MS).unref();
      }
    },
  };
}

function pageFor(
  answer: URLSearchParams,
  expectedState: string,
): { status: number; page: CallbackPage } {
  if (answer.get('state') !== expectedState) {
    return {
      status: 400,
      page: {
        title: 'Sign-in refused',
        text: 'This answer does not belong to the sign-in that is waiting. Start it again.',
      },
    };
  }
  const error = answer.get('error');
  if (error !== null) {
    const text = `Xero answered: ${answer.get('error_description') ?? error}. You can close this window.`;
    return { status: 200, page: { title: 'Sign-in not completed', text } };
  }
  return {
    status: 200,
    page: { title: 'Thank you', text: 'xero-sql goes on. You can close this window.' },
  };
}

function send(response: ServerResponse, status: number, page: CallbackPage): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    // The address holds the code: it is not passed on.
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(renderPage(page));
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** `localhost` is both loopback addresses: which one a browser tries first differs. */
async function listen(hostname: string, port: number, handler: Handler): Promise<Server[]> {
  const first = hostname === 'localhost' ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, '');
  const servers = [await listenOn(first, port, handler).catch(portUnavailable(port))];
  if (hostname !== 'localhost') return servers;
  try {
    return [...servers, await listenOn('::1', port, handler)];
  } catch (error) {
    // A machine without IPv6 is fine; another program there would get the answer.
    if (codeOf(error) !== 'EADDRINUSE') return servers;
    servers.forEach((server) => server.close());
    return portUnavailable(port)(error);
  }
}

async function listenOn(address: string, port: number, handler: Handler): Promise<Server> {
  const server = createServer(handler);
  server.listen(port, address);
  await once(server, 'listening');
  return server;
}

function portUnavailable(port: number): (error: unknown) => never {
  return (error) => {
    const code = codeOf(error) ?? 'unknown error';
    const reason = PORT_PROBLEMS[code] ?? `cannot be listened on (${code})`;
    throw new AuthError('SIGN_IN_REFUSED', `Port ${port} of the CallbackURL ${reason}.`, {
      hint:
        'Close the program that uses it (another sign-in?), or set CallbackURL to another address ' +
        'that is among the redirect URIs of the app.',
    });
  };
}

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'may not be used by this user',
};
