/**
 * The client that talks to Xero over HTTP: authorised GETs within the organisation's budget, with
 * bounded retries. A query waits here rather than draw a refusal.
 */
import { setMaxListeners } from 'node:events';
import { XeroSqlError } from '../errors.ts';
import { type ApiUrls, callText, callUrl } from './address.ts';
import {
  type BudgetRegistry,
  type CallsLeft,
  type OrganisationBudget,
  processBudgets,
} from './budget.ts';
import { cancellation, orCancelled, throwIfAborted } from './cancel.ts';
import type {
  AccessTokens,
  Logger,
  RequestOptions,
  XeroClient,
  XeroRequest,
  XeroResponse,
} from './client.ts';
import { type Clock, systemClock } from './clock.ts';
import type { ClientEvent, ClientListener } from './events.ts';
import { type Answer, createExchange, type Exchange, type ProxySettings } from './exchange.ts';
import {
  type CallContext,
  dayLimitError,
  exchangeError,
  isDayLimit,
  lacksScope,
  LONGEST_RETRY_AFTER,
  notJsonError,
  RETRYABLE_STATUSES,
  statusError,
} from './failures.ts';
import { looksLikeMarkup } from './error-body.ts';
import { parseJson } from './json.ts';
import { type RateHeaders, readRateHeaders } from './rate-headers.ts';

export interface XeroClientOptions {
  /** As `https://api.xero.com`; a path is kept. */
  readonly apiUrl: string;
  readonly apiUrls?: ApiUrls;
  readonly tokens: AccessTokens;
  /** For one call, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
  /** How often one request is tried again after the first call. */
  readonly maxRetries: number;
  readonly userAgent: string;
  /** Wait for the next day when the day's calls are used up, instead of failing. */
  readonly retryDailyLimit: boolean;
  readonly proxy?: ProxySettings | undefined;
  readonly log: Logger;
  readonly onEvent?: ClientListener | undefined;
  /** For tests. */
  readonly clock?: Clock;
  /** For tests: as `Math.random`. */
  readonly random?: () => number;
  /** For tests; clients of one process share theirs. */
  readonly budgets?: BudgetRegistry;
}

export interface HttpXeroClient extends XeroClient {
  /** What the limits of an organisation leave, as far as it is known. Makes no call. */
  callsLeft(tenantId: string): CallsLeft;
  /** Closes idle connections. */
  close(): void;
}

export function createXeroClient(options: XeroClientOptions): HttpXeroClient {
  const { timeoutMs, proxy, apiUrl, clock = systemClock, budgets = processBudgets } = options;
  const exchange = createExchange({ timeoutMs, proxy });
  return {
    callsLeft: (tenantId) => budgets.get(apiUrl, tenantId, clock).left(),
    get: (request, requestOptions = {}) =>
      new Call(options, exchange, request, requestOptions).run(),
    close: () => exchange.close(),
  };
}

const BACKOFF_BASE = 500;
const BACKOFF_MOST = 20_000;
/** Seconds between tries when too many calls were made and nobody says for how long: five outlast a minute. */
const UNTOLD_WAIT = 15;

type Complete = Extract<Answer, { kind: 'complete' }>;

interface Sent {
  readonly answer: Answer;
  readonly rate: RateHeaders;
}

/** What one try came to. */
type Outcome =
  | { readonly kind: 'done'; readonly response: XeroResponse }
  /** Try again, unless that has been done often enough: then fail with `error`. */
  | { readonly kind: 'retry'; readonly error: XeroSqlError; readonly afterSeconds: number | null }
  /** Try again as soon as the budget allows: nothing was wrong with the call. */
  | { readonly kind: 'again' };

/** One request on its way to an answer. */
class Call {
  readonly #options: XeroClientOptions;
  readonly #exchange: Exchange;
  readonly #request: XeroRequest;
  readonly #signal: AbortSignal | undefined;
  readonly #allowNotFound: boolean;
  readonly #call: string;
  readonly #scopes: readonly string[];
  readonly #listeners: readonly ClientListener[];
  readonly #clock: Clock;
  readonly #budget: OrganisationBudget;
  /** The token of the latest try. */
  #token = '';
  #renewed = false;

  constructor(
    options: XeroClientOptions,
    exchange: Exchange,
    request: XeroRequest,
    { signal, allowNotFound = false, scopes = [], onEvent }: RequestOptions,
  ) {
    this.#options = options;
    this.#exchange = exchange;
    this.#request = request;
    this.#signal = signal;
    // many calls wait on one query's signal: that is no leak
    if (signal !== undefined) setMaxListeners(0, signal);
    this.#allowNotFound = allowNotFound;
    this.#call = callText(request);
    this.#scopes = scopes;
    this.#listeners = [options.onEvent, onEvent].filter((listener) => listener !== undefined);
    this.#clock = options.clock ?? systemClock;
    const budgets = options.budgets ?? processBudgets;
    this.#budget = budgets.get(options.apiUrl, request.tenantId, this.#clock);
  }

  async run(): Promise<XeroResponse> {
    try {
      return await this.#retrying();
    } catch (error) {
      const failure = this.#signal?.aborted === true ? cancellation(this.#signal) : error;
      this.#options.log.log(1, 'call failed', { call: this.#call, error: failure });
      throw failure;
    }
  }

  async #retrying(): Promise<XeroResponse> {
    for (let retries = 0; ;) {
      const outcome = await this.#queued();
      if (outcome.kind === 'done') return outcome.response;
      if (outcome.kind === 'again') continue;
      if (retries >= this.#options.maxRetries) throw outcome.error;
      retries += 1;
      await this.#backOff(retries, outcome.error, outcome.afterSeconds);
    }
  }

  /** One try, when fewer than five calls of the organisation are under way. */
  #queued(): Promise<Outcome> {
    const attempt = this.#budget.atOnce(() => {
      throwIfAborted(this.#signal);
      return this.#attempt();
    });
    return orCancelled(attempt, this.#signal);
  }

  async #attempt(): Promise<Outcome> {
    await this.#awaitDay();
    const ticket = await this.#budget.admit((reason, ms) => {
      this.#tell({ kind: 'throttled', reason, seconds: Math.ceil(ms / 1000) });
    }, this.#signal);
    let sent: Sent | null = null;
    try {
      this.#token = await this.#options.tokens.current(this.#signal);
      sent = await this.#send();
    } finally {
      this.#budget.finish(ticket, sent?.rate ?? null);
    }
    const { answer, rate } = sent;
    return answer.kind === 'complete' ? this.#judge(answer, rate) : this.#broken(answer);
  }

  async #awaitDay(): Promise<void> {
    const limit = this.#budget.dayLimit();
    if (limit === null) return;
    const now = this.#clock.now();
    if (!this.#options.retryDailyLimit) throw dayLimitError(this.#context(), limit, now);
    const ms = limit.until - now;
    this.#tell({ kind: 'throttled', reason: 'day', seconds: Math.ceil(ms / 1000) });
    await this.#clock.sleep(ms, this.#signal);
  }

  async #send(): Promise<Sent> {
    const call = this.#call;
    const { tenantId } = this.#request;
    this.#tell({ kind: 'callStarted', call, tenantId });
    const started = this.#clock.now();
    const url = callUrl(this.#options.apiUrl, this.#request, this.#options.apiUrls);
    const answer = await this.#exchange.get(url, this.#headers(), this.#signal);
    const arrived = answer.kind === 'complete' ? answer : null;
    const ms = Math.round(this.#clock.now() - started);
    if (arrived !== null) this.#budget.took(ms);
    const rate = readRateHeaders((name) => arrived?.header(name), Date.now());
    this.#tell({
      kind: 'callFinished',
      call,
      tenantId,
      status: arrived?.status ?? null,
      bytes: arrived?.bytes ?? 0,
      ms,
      minuteRemaining: rate.minuteRemaining,
      dayRemaining: rate.dayRemaining,
    });
    if (arrived !== null)
      this.#options.log.log(5, 'body', { call, body: arrived.body.text.slice(0, 4_000) });
    return { answer, rate };
  }

  #headers(): Record<string, string> {
    const { tenantId, modifiedSince } = this.#request;
    return {
      Accept: 'application/json',
      'User-Agent': this.#options.userAgent,
      Authorization: `Bearer ${this.#token}`,
      ...(tenantId === null ? {} : { 'xero-tenant-id': tenantId }),
      ...(modifiedSince === undefined || modifiedSince === null
        ? {}
        : { 'If-Modified-Since': modifiedSince }),
    };
  }

  #broken(answer: Exclude<Answer, Complete>): Outcome {
    throwIfAborted(this.#signal);
    const error = exchangeError(answer, this.#context());
    if (answer.kind === 'unusable') throw error;
    return { kind: 'retry', error, afterSeconds: null };
  }

  async #judge(answer: Complete, rate: RateHeaders): Promise<Outcome> {
    const { status, bytes } = answer;
    if (status === 200) return this.#parsed(answer);
    // a page in place of an answer is the 404 of another server, not of a document
    const notFound = status === 404 && this.#allowNotFound && !looksLikeMarkup(answer.body.text);
    if (status === 304 || notFound) {
      return { kind: 'done', response: { status, body: undefined, bytes } };
    }
    if (status === 401 && !this.#renewed && !lacksScope(answer)) return this.#renew();
    if (status === 429) return this.#tooMany(answer, rate);
    const error = statusError(answer, this.#context(), rate);
    if (!RETRYABLE_STATUSES.has(status)) throw error;
    return this.#retryAfter(error, rate);
  }

  #parsed(answer: Complete): Outcome {
    const { status, body, bytes } = answer;
    try {
      return { kind: 'done', response: { status, body: parseJson(body), bytes } };
    } catch {
      const { text } = body;
      const error = notJsonError(text, this.#context());
      if (looksLikeMarkup(text)) throw error;
      // cut short on the way, without the connection having shown it
      return { kind: 'retry', error, afterSeconds: null };
    }
  }

  async #renew(): Promise<Outcome> {
    this.#renewed = true;
    this.#options.log.log(3, 'access refused, renewing', { call: this.#call });
    this.#token = await this.#options.tokens.renew(this.#token, this.#signal);
    return { kind: 'again' };
  }

  #tooMany(answer: Complete, rate: RateHeaders): Outcome {
    if (isDayLimit(rate)) return this.#dayIsSpent(rate);
    const untold = rate.problem === 'concurrent' ? null : UNTOLD_WAIT;
    const retryAfterSeconds = rate.retryAfterSeconds ?? untold;
    if (retryAfterSeconds !== null && retryAfterSeconds <= LONGEST_RETRY_AFTER) {
      this.#budget.pause(retryAfterSeconds);
    }
    const error = statusError(answer, this.#context(), rate);
    return this.#retryAfter(error, { ...rate, retryAfterSeconds });
  }

  #dayIsSpent({ retryAfterSeconds }: RateHeaders): Outcome {
    const limit = this.#budget.spendDay(retryAfterSeconds);
    const error = dayLimitError(this.#context(), limit, this.#clock.now());
    if (!this.#options.retryDailyLimit) throw error;
    return { kind: 'retry', error, afterSeconds: retryAfterSeconds };
  }

  #retryAfter(error: XeroSqlError, rate: RateHeaders): Outcome {
    const afterSeconds = rate.retryAfterSeconds;
    if (afterSeconds !== null && afterSeconds > LONGEST_RETRY_AFTER) throw error;
    return { kind: 'retry', error, afterSeconds };
  }

  /** As long as Xero asked, else exponential with full jitter. */
  async #backOff(retry: number, error: XeroSqlError, afterSeconds: number | null): Promise<void> {
    const { random = Math.random } = this.#options;
    const ceiling = Math.min(BACKOFF_MOST, BACKOFF_BASE * 2 ** (retry - 1));
    const jitter = Math.round(random() * ceiling);
    const ms = Math.max(jitter, (afterSeconds ?? 0) * 1000);
    this.#tell({
      kind: 'retry',
      call: this.#call,
      attempt: retry,
      reason: error.code,
      seconds: ms / 1000,
    });
    await this.#clock.sleep(ms, this.#signal);
  }

  #context(): CallContext {
    return { call: this.#call, scopes: this.#scopes, token: this.#token };
  }

  #tell(event: ClientEvent): void {
    const { kind, ...fields } = event;
    this.#options.log.log(kind === 'callFinished' ? 2 : 3, kind, fields);
    for (const listener of this.#listeners) listener(event);
  }
}
