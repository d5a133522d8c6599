/** The sign-in that a person takes part in: in the browser here, or elsewhere with a code to paste. */
import * as oauth from 'oauth4webapi';
import type { ConnectionProperties } from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import { cancellation } from '../xero/cancel.ts';
import { isLocalCallback, startCallbackServer } from './callback-server.ts';
import type { Grant, PendingSignIn } from './grant.ts';
import type { AuthorizationRequest, Identity } from './identity.ts';

/**
 * `browser`: opens it and waits for Xero to redirect to the CallbackURL here. `paste`: prints the
 * address and asks for the code. `print`: prints the address and ends; the code comes with a later
 * run's OAuthVerifier. `never`: fails.
 */
export type SignInMode = 'browser' | 'paste' | 'print' | 'never';

/** How a sign-in reaches the person. */
export interface SignInDesk {
  readonly mode: SignInMode;
  openBrowser(url: string): Promise<void>;
  /** Only asked in mode `paste`. */
  prompt(question: string, signal: AbortSignal): Promise<string>;
  /** For people, not for programs: the standard error stream. */
  write(text: string): void;
  readonly timeoutMs: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The mode that suits the machine: a browser where there is a screen, else a code to paste. */
export function suitableMode(
  callbackUrl: string,
  canPrompt: boolean,
  env: Environment,
  platform: NodeJS.Platform,
): SignInMode {
  const isRemote = env['SSH_CONNECTION'] !== undefined || env['SSH_TTY'] !== undefined;
  const hasScreen =
    platform !== 'linux' ||
    [env['DISPLAY'], env['WAYLAND_DISPLAY'], env['WSL_DISTRO_NAME']].some(
      (value) => value !== undefined && value !== '',
    );
  if (isLocalCallback(callbackUrl) && hasScreen && !isRemote) return 'browser';
  return canPrompt ? 'paste' : 'print';
}

/** A new sign-in, not yet shown to anyone. */
export function newPending(
  properties: ConnectionProperties,
  scopes: readonly string[],
  now: number,
): PendingSignIn {
  return {
    state: oauth.generateRandomState(),
    verifier: properties.AuthScheme === 'PKCE' ? oauth.generateRandomCodeVerifier() : null,
    redirectUri: properties.CallbackURL,
    scope: scopes.join(' '),
    startedAt: now,
  };
}

export function requestOf(pending: PendingSignIn): AuthorizationRequest {
  const { state, verifier, redirectUri, scope } = pending;
  return { state, verifier, redirectUri, scopes: scope.split(' ') };
}

/**
 * Shows the sign-in page and waits for what comes back.
 *
 * @throws AuthError SIGN_IN_REQUIRED in mode `print`; SIGN_IN_REFUSED when it is declined or takes too
 * long; XeroSqlError CANCELLED
 */
export async function signIn(
  identity: Identity,
  desk: SignInDesk,
  pending: PendingSignIn,
  signal: AbortSignal,
): Promise<Grant> {
  const request = requestOf(pending);
  const url = await identity.authorizationUrl(request);
  switch (desk.mode) {
    case 'browser':
      return identity.exchangeCode(
        await askInBrowser(identity, desk, url, pending, signal),
        request,
      );
    case 'paste':
      return identity.exchangeCode(await askToPaste(identity, desk, url, pending, signal), request);
    case 'never':
      throw new AuthError('SIGN_IN_REQUIRED', 'Nobody is signed in to Xero.', {
        hint: 'Sign in first: xero-sql login, or any query.',
      });
    case 'print':
      desk.write(`To sign in to Xero, open this address:\n\n  ${url}\n\n`);
      throw new AuthError('SIGN_IN_REQUIRED', 'A sign-in to Xero is needed.', {
        hint:
          'Open the address printed above within an hour, allow access, and run this again with ' +
          'OAuthVerifier set to the address (in quotes) that Xero redirects to.',
      });
  }
}

async function askInBrowser(
  identity: Identity,
  desk: SignInDesk,
  url: string,
  pending: PendingSignIn,
  signal: AbortSignal,
): Promise<URLSearchParams> {
  const server = await startCallbackServer(pending.redirectUri, pending.state);
  try {
    desk.write(
      `Sign in to Xero in your browser. If none opens, open this address:\n\n  ${url}\n\n`,
    );
    // Without a browser the address can still be opened by hand.
    desk.openBrowser(url).catch(() => undefined);
    return await inTime(() => server.answer, desk, identity, pending, signal);
  } finally {
    server.close();
  }
}

async function askToPaste(
  identity: Identity,
  desk: SignInDesk,
  url: string,
  pending: PendingSignIn,
  signal: AbortSignal,
): Promise<URLSearchParams> {
  desk.write(`To sign in to Xero, open this address:\n\n  ${url}\n\n`);
  const question = 'Paste the address that Xero redirected to, or the code in it: ';
  const pasted = await inTime(
    (stop) => desk.prompt(question, stop),
    desk,
    identity,
    pending,
    signal,
  );
  return readPasted(pasted, pending.state);
}

/**
 * What a person pasted, as the parameters of a redirect: the whole address, its query, or the bare
 * code. A bare code comes from the person and not from a redirect, so it has no state to compare;
 * `state` stands in for it.
 *
 * @throws AuthError SIGN_IN_REFUSED when there is no code in it
 */
export function readPasted(pasted: string, state: string): URLSearchParams {
  const text = pasted.trim().replace(/^(["'])(.*)\1$/, '$2');
  const query = /[?&]?\b(?:code|error)=/.test(text)
    ? text.replace(/^[^?]*\?/, '').replace(/#.*$/, '')
    : null;
  if (query !== null) return new URLSearchParams(query);
  if (text === '' || /[\s/?&=]/.test(text)) {
    throw new AuthError('SIGN_IN_REFUSED', 'There is no sign-in code in what was given.', {
      hint: 'Give the whole address that Xero redirected to, with "code=" in it.',
    });
  }
  return new URLSearchParams({ code: text, state });
}

async function inTime<T>(
  wait: (signal: AbortSignal) => Promise<T>,
  desk: SignInDesk,
  identity: Identity,
  { scope }: PendingSignIn,
  signal: AbortSignal,
): Promise<T> {
  const stop = new AbortController();
  const { promise: ended, reject } = deferredFailure();
  const timer = setTimeout(() => {
    reject(
      new AuthError(
        'SIGN_IN_REFUSED',
        `Nobody completed the sign-in within ${Math.round(desk.timeoutMs / 1000)} s.`,
        { hint: identity.signInPageHint(scope.split(' ')) },
      ),
    );
  }, desk.timeoutMs);
  const cancel = (): void => reject(cancellation(signal));
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([wait(stop.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    stop.abort();
  }
}

function deferredFailure(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, refuse) => {
    reject = refuse;
  });
  // Whoever races it sees the failure; a failure after the race is nobody's.
  promise.catch(() => undefined);
  return { promise, reject };
}
