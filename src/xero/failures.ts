/** What to do about an answer that is not the data asked for: try again, or a typed error. */
import { ApiError, type ErrorCode } from '../errors.ts';
import type { Answer } from './exchange.ts';
import { errorMessage, looksLikeMarkup } from './error-body.ts';
import { networkAdvice } from './network-advice.ts';
import { redact } from './redact.ts';
import type { RateHeaders } from './rate-headers.ts';

type Complete = Extract<Answer, { kind: 'complete' }>;

export interface CallContext {
  /** As `GET /api.xro/2.0/Invoices?page=1`. */
  readonly call: string;
  /** Scopes of which one suffices, when the caller named them. */
  readonly scopes: readonly string[];
  /** Some gateways echo the request: the token must not come back in our message. */
  readonly token: string;
}

/** Statuses after which the same GET may well succeed. */
export const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** A longer wait is not worth holding a query for. */
export const LONGEST_RETRY_AFTER = 300;

export function isDayLimit(rate: RateHeaders): boolean {
  if (rate.problem !== null) return /^(day|daily)$/.test(rate.problem);
  return rate.dayRemaining === 0 || (rate.retryAfterSeconds ?? 0) > LONGEST_RETRY_AFTER;
}

/** The access token is fine, but it does not reach this. */
export function lacksScope(answer: Complete): boolean {
  return /insufficient_scope/i.test(
    `${answer.header('www-authenticate') ?? ''} ${answer.body.text.slice(0, 2_000)}`,
  );
}

/** The error for an answer that has arrived. */
export function statusError(answer: Complete, context: CallContext, rate: RateHeaders): ApiError {
  const { status } = answer;
  const { text } = answer.body;
  const said = errorMessage(redact(text, [context.token]));
  const fail = (code: ErrorCode, what: string, hint?: string): ApiError =>
    new ApiError(code, sentence(what, said), {
      call: context.call,
      status,
      retryAfterSeconds: rate.retryAfterSeconds ?? undefined,
      hint,
    });
  const call = shorten(context.call);
  if (status === 401 && !lacksScope(answer) && !/AuthorizationUnsuccessful/i.test(text)) {
    return fail('UNAUTHORISED', `Xero did not accept the access token for ${call}`, SIGN_IN_HINT);
  }
  if (status === 401 || status === 403) {
    return fail('FORBIDDEN', `Xero does not allow ${call}`, forbiddenHint(context));
  }
  if (status === 404)
    return fail('NOT_FOUND', `Xero has no ${call.replace(/^GET /, '')}`, NOT_FOUND_HINT);
  if (status === 407) {
    return fail(
      'NETWORK',
      `The proxy wants a sign-in before ${call}`,
      'Check the proxy properties.',
    );
  }
  if (status === 429) return minuteLimit(call, fail);
  if (status >= 500) {
    return fail('SERVER_ERROR', `Xero failed with ${status} on ${call}`, 'Try again later.');
  }
  if (status === 400 && said !== null && /high volume/i.test(said)) {
    return fail('HIGH_VOLUME', `Xero refused ${call}`, HIGH_VOLUME_HINT);
  }
  if (status >= 400) return fail('BAD_REQUEST', `Xero refused ${call} with ${status}`);
  return fail(
    'BAD_RESPONSE',
    `Xero answered ${call} with the unexpected status ${status}`,
    ADDRESS_HINT,
  );
}

function minuteLimit(
  call: string,
  fail: (code: ErrorCode, what: string, hint?: string) => ApiError,
): ApiError {
  return fail(
    'RATE_LIMIT_MINUTE',
    `Xero kept refusing ${call} for too many calls`,
    'Other programs use the same organisation; try again in a minute.',
  );
}

/**
 * @param until when there are calls again (epoch ms); `known` when Xero named that time
 */
export function dayLimitError(
  context: CallContext,
  limit: { readonly until: number; readonly known: boolean },
  nowMs: number,
): ApiError {
  const seconds = Math.max(0, Math.ceil((limit.until - nowMs) / 1000));
  const reset = `at ${new Date(limit.until).toISOString().replace(/\.\d+Z$/, 'Z')} (in ${spell(seconds)})`;
  const when = limit.known ? `resets ${reset}` : 'resets within 24 hours';
  return new ApiError(
    'RATE_LIMIT_DAY',
    `The organisation's calls for the day are used up; the limit ${when}.`,
    {
      call: context.call,
      status: 429,
      retryAfterSeconds: limit.known ? seconds : undefined,
      hint: 'Narrow the query so that it needs fewer calls (EXPLAIN shows them), or wait.',
    },
  );
}

/** The error for an answer that did not arrive whole, or cannot be used. */
export function exchangeError(answer: Exclude<Answer, Complete>, context: CallContext): ApiError {
  const call = shorten(context.call);
  const fail = (code: ErrorCode, what: string, hint: string): ApiError =>
    new ApiError(code, `${what}: ${answer.detail}.`, { call: context.call, hint });
  switch (answer.problem) {
    case 'timeout':
      return fail(
        'TIMEOUT',
        `${call} took too long`,
        'Raise the Timeout property or narrow the query.',
      );
    case 'network':
    case 'unreachable':
      return fail(
        'NETWORK',
        `Could not reach Xero for ${call}`,
        ['Check the network, the proxy and the ApiUrl property.', networkAdvice(answer.detail)]
          .filter((part) => part !== null)
          .join(' '),
      );
    case 'truncated':
      return fail(
        'BAD_RESPONSE',
        `The answer to ${call} kept arriving incomplete`,
        'Try again later.',
      );
    case 'tooLarge':
      return fail(
        'BAD_RESPONSE',
        `The answer to ${call} is too large`,
        'Narrow the query or lower the PageSize property.',
      );
    case 'encoding':
      return fail('BAD_RESPONSE', `The answer to ${call} cannot be read`, ADDRESS_HINT);
  }
}

/** A 200 that holds no JSON. */
export function notJsonError(text: string, context: CallContext): ApiError {
  const what = looksLikeMarkup(text) ? 'a web page or XML' : 'something that is not JSON';
  return new ApiError('BAD_RESPONSE', `${shorten(context.call)} was answered with ${what}.`, {
    call: context.call,
    status: 200,
    hint: ADDRESS_HINT,
  });
}

const SIGN_IN_HINT = 'Sign in again: the access token is wrong, expired or revoked.';
const HIGH_VOLUME_HINT =
  'The organisation has too many of these documents: narrow the query by Date, Status, Type or a key.';
const NOT_FOUND_HINT =
  'Check the ApiUrl property; the organisation may also not have this feature.';
const ADDRESS_HINT = 'Is a proxy in the way, or the ApiUrl property wrong?';

function forbiddenHint({ call, scopes }: CallContext): string {
  const journals = /\/Journals\b/.test(call)
    ? ' Newer apps need Xero’s Advanced tier to read journals.'
    : '';
  const needed =
    scopes.length === 0
      ? 'Is the scope granted, and the organisation connected?'
      : `It needs the scope ${scopes.join(' or ')}: add it to the app or the Scope property and sign in again.`;
  return `${needed}${journals}`;
}

function sentence(what: string, said: string | null): string {
  if (said === null) return `${what}.`;
  return `${what}: ${said}${/[.!?…]$/.test(said) ? '' : '.'}`;
}

function shorten(call: string): string {
  return call.length > 160 ? `${call.slice(0, 160)}…` : call;
}

function spell(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
