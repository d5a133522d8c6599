/**
 * The calls that one organisation allows: at most 5 at once, 60 in a minute, some thousands in a
 * day. Every caller in the process that reads from the organisation shares one budget.
 */
import pLimit from 'p-limit';
import { throwIfAborted } from './cancel.ts';
import type { Clock } from './clock.ts';
import type { ThrottleReason } from './events.ts';
import type { RateHeaders } from './rate-headers.ts';

export const CALLS_AT_ONCE = 5;
export const CALLS_PER_MINUTE = 60;
const MINUTE = 60_000;
/** Between our clock and Xero's. */
const MARGIN = 250;
/** Naps are short so that a budget that grows again, or a laptop that slept, is noticed. */
const LONGEST_NAP = 1_000;
/** How long a spent day is believed when Xero does not say when it ends. */
const UNKNOWN_DAY_END = 10 * MINUTE;

export interface DayLimit {
  /** When calls are allowed again, as far as we know (epoch ms). */
  readonly until: number;
  /** Xero named that time. */
  readonly known: boolean;
}

/** What an organisation's limits leave, as far as it is known. */
export interface CallsLeft {
  /** Of the minute, by Xero's count and ours; null before its first answer. */
  readonly minute: number | null;
  /** Of the day, as Xero last said; null when it has not. */
  readonly day: number | null;
  /** Milliseconds since Xero said `day`; calls come free again as the day goes on. */
  readonly dayAgeMs: number;
  /** What a call takes on average, in ms; null before the first answer. */
  readonly latencyMs: number | null;
}

/** What a call is taken to need while none has been measured, in ms. */
export const ASSUMED_LATENCY = 300;

/**
 * How long `calls` to one organisation take within its limits, in ms.
 * @param minute calls left of the minute; null is taken for all
 */
export function timeFor(
  calls: number,
  { minute, latencyMs }: Pick<CallsLeft, 'minute' | 'latencyMs'>,
): number {
  if (calls <= 0) return 0;
  const latency = latencyMs ?? ASSUMED_LATENCY;
  const waiting = Math.max(0, calls - (minute ?? CALLS_PER_MINUTE));
  const minutes = Math.ceil(waiting / CALLS_PER_MINUTE);
  return Math.max(
    Math.ceil(calls / CALLS_AT_ONCE) * latency,
    minutes * (MINUTE + MARGIN) + (minutes > 0 ? latency : 0),
  );
}

/** Of the average, what the latest call weighs. */
const LATEST_WEIGHS = 0.2;

/** One call that has been admitted. */
export interface Ticket {
  readonly startedAt: number;
  finishedAt: number | null;
}

export class OrganisationBudget {
  /** Runs at most 5 calls at once, in the order asked. */
  readonly atOnce = pLimit(CALLS_AT_ONCE);
  readonly #clock: Clock;
  /** Calls that Xero may still count in its minute, oldest first. */
  #calls: Ticket[] = [];
  /** Calls that others made on the account, worked out from Xero's headers. */
  #foreign = { calls: 0, until: 0 };
  #pausedUntil = 0;
  #day: DayLimit | null = null;
  /** Of the day, as Xero last said, and when. */
  #left: { readonly day: number; readonly at: number } | null = null;
  #hasAnswered = false;
  #latencyMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The day's calls are used up, until this time; null while there are some or none is known. */
  dayLimit(): DayLimit | null {
    if (this.#day !== null && this.#day.until <= this.#clock.now()) this.#day = null;
    return this.#day;
  }

  left(): CallsLeft {
    const now = this.#clock.now();
    this.#forget(now);
    const used = this.#calls.length + this.#foreignCalls(now);
    return {
      minute: this.#hasAnswered ? Math.max(0, CALLS_PER_MINUTE - used) : null,
      day: this.dayLimit() !== null ? 0 : (this.#left?.day ?? null),
      dayAgeMs: this.#left === null ? 0 : now - this.#left.at,
      latencyMs: this.#latencyMs,
    };
  }

  /** A call was answered, so long after it was sent. */
  took(ms: number): void {
    const before = this.#latencyMs ?? ms;
    this.#latencyMs = before + (ms - before) * LATEST_WEIGHS;
  }

  /** Waits until a call may start and counts it. `onWait` hears of a wait once, when it begins. */
  async admit(
    onWait: (reason: ThrottleReason, ms: number) => void,
    signal?: AbortSignal,
  ): Promise<Ticket> {
    let told: ThrottleReason | null = null;
    for (;;) {
      throwIfAborted(signal);
      const wait = this.#wait();
      if (wait === null) break;
      if (told !== wait.reason) onWait(wait.reason, wait.ms);
      told = wait.reason;
      await this.#clock.sleep(Math.min(wait.ms, LONGEST_NAP), signal);
    }
    const ticket: Ticket = { startedAt: this.#clock.now(), finishedAt: null };
    this.#calls.push(ticket);
    return ticket;
  }

  /** An admitted call ended, with or without an answer. */
  finish(ticket: Ticket, headers: RateHeaders | null): void {
    const now = this.#clock.now();
    ticket.finishedAt = now;
    if (headers === null) return;
    this.#hasAnswered ||= headers.minuteRemaining !== null || headers.dayRemaining !== null;
    if (headers.dayRemaining !== null) this.#learnDay(headers.dayRemaining, ticket, now);
    if (headers.minuteRemaining !== null) this.#learnMinute(headers.minuteRemaining, now);
    if (headers.dayRemaining === 0 && this.dayLimit() === null) this.spendDay(null);
    if (headers.dayRemaining !== null && headers.dayRemaining > 0) this.#day = null;
  }

  /** Nobody calls this organisation for `seconds`: Xero said so. */
  pause(seconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + seconds * 1000);
  }

  /** @param seconds until there are calls again; null when Xero did not say */
  spendDay(seconds: number | null): DayLimit {
    const ms = seconds === null ? UNKNOWN_DAY_END : seconds * 1000;
    this.#day = { until: this.#clock.now() + ms, known: seconds !== null };
    return this.#day;
  }

  #wait(): { reason: ThrottleReason; ms: number } | null {
    const now = this.#clock.now();
    if (this.#pausedUntil > now) return { reason: 'retryAfter', ms: this.#pausedUntil - now };
    this.#forget(now);
    const foreign = this.#foreignCalls(now);
    if (this.#calls.length + foreign < CALLS_PER_MINUTE) return null;
    const oldest = this.#calls.find((call) => call.finishedAt !== null)?.finishedAt ?? now;
    const freed = oldest + MINUTE + MARGIN;
    const until = foreign > 0 ? Math.min(freed, this.#foreign.until) : freed;
    return { reason: 'minute', ms: Math.max(1, until - now) };
  }

  /** Of calls under way together the answers come in any order: the fewest is what is left. */
  #learnDay(remaining: number, { startedAt }: Ticket, now: number): void {
    const isTogether = this.#left !== null && startedAt <= this.#left.at;
    const day = isTogether ? Math.min(remaining, this.#left?.day ?? remaining) : remaining;
    this.#left = { day, at: now };
  }

  #foreignCalls(now: number): number {
    return this.#foreign.until > now ? this.#foreign.calls : 0;
  }

  /**
   * Xero counted each call at some time between its start and its answer. A call is held against
   * the minute from its start until a minute after its answer, so however long either took, and
   * whether Xero's minute is fixed or sliding, it never sees more than 60.
   */
  #forget(now: number): void {
    const horizon = now - MINUTE - MARGIN;
    this.#calls = this.#calls.filter(
      ({ finishedAt }) => finishedAt === null || finishedAt > horizon,
    );
  }

  /** What Xero counts beyond our own answered calls, others must have made. */
  #learnMinute(remaining: number, now: number): void {
    this.#forget(now);
    const own = this.#calls.filter((call) => call.finishedAt !== null).length;
    const calls = Math.max(0, CALLS_PER_MINUTE - remaining - own);
    this.#foreign = { calls, until: now + MINUTE + MARGIN };
  }
}

/** The budgets of a process, by API host and organisation. */
export class BudgetRegistry {
  readonly #budgets = new Map<string, OrganisationBudget>();

  get(apiUrl: string, tenantId: string | null, clock: Clock): OrganisationBudget {
    const key = `${apiUrl} ${tenantId?.toLowerCase() ?? ''}`;
    let budget = this.#budgets.get(key);
    if (budget === undefined) {
      budget = new OrganisationBudget(clock);
      this.#budgets.set(key, budget);
    }
    return budget;
  }
}

export const processBudgets = new BudgetRegistry();
