/** What is going on while calls run: one line, from the client's events. */
import { timeFor, type ClientEvent } from '../xero/index.ts';

/** Quick queries show nothing. */
const FIRST_AFTER_MS = 400;
const EVERY_MS = 100;

/** What a statement has read so far. */
export interface ReadSoFar {
  readonly rowsFetched: number;
  /** What is known to come; nothing by default. */
  readonly toCome?: {
    readonly calls: number;
    /** Those among them that read further pages of lists already begun. */
    readonly pages: number;
  };
}

/** The calls that an organisation has left, as Xero last said. */
export interface CallsLeft {
  /** Null when Xero did not say. */
  readonly minute: number | null;
  readonly day: number | null;
  /** Milliseconds since it said so. */
  readonly ageMs: number;
}

export class Progress {
  readonly #show: (text: string) => void;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;
  #calls = 0;
  #pages = 0;
  /** Of the calls that were answered, in all. */
  #answered = { calls: 0, ms: 0 };
  #read: () => ReadSoFar = () => ({ rowsFetched: 0 });
  #latest: { readonly minute: number | null; readonly day: number | null } | null = null;
  readonly #left = new Map<string, Omit<CallsLeft, 'ageMs'> & { readonly at: number }>();
  #wait: { readonly why: string; readonly until: number } | null = null;
  #paused = false;
  /** Calls since the program began. */
  totalCalls = 0;

  /** @param now milliseconds, from any beginning */
  constructor(show: (text: string) => void, now: () => number = () => performance.now()) {
    this.#show = show;
    this.#now = now;
  }

  readonly onEvent = (event: ClientEvent): void => {
    switch (event.kind) {
      case 'callStarted':
        this.#calls++;
        this.totalCalls++;
        this.#wait = null;
        return;
      case 'callFinished':
        if (isPage(event)) this.#pages++;
        this.#answered.calls++;
        this.#answered.ms += event.ms;
        this.#learn(event);
        return;
      case 'throttled':
        this.#waitFor(
          event.reason === 'day' ? "the next day's calls" : 'the rate limit',
          event.seconds,
        );
        return;
      case 'retry':
        this.#waitFor(`retry ${event.attempt} (${event.reason})`, event.seconds);
        return;
    }
  };

  /** What Xero last said of each organisation, by its ID. */
  callsLeft(): ReadonlyMap<string, CallsLeft> {
    const now = this.#now();
    return new Map(
      [...this.#left].map(([id, { minute, day, at }]) => [id, { minute, day, ageMs: now - at }]),
    );
  }

  /** Shows the line until the returned function is called. */
  start(read: () => ReadSoFar): () => void {
    this.#calls = 0;
    this.#pages = 0;
    this.#answered = { calls: 0, ms: 0 };
    this.#read = read;
    this.#wait = null;
    const begun = this.#now();
    const timer = setInterval(() => {
      if (this.#paused || this.#now() - begun < FIRST_AFTER_MS) return;
      this.#show(this.line());
    }, EVERY_MS);
    this.#timer = timer;
    return () => {
      clearInterval(timer);
      if (this.#timer !== timer) return;
      this.#timer = null;
      this.#show('');
    };
  }

  /** Keeps the line away while the person is asked something. */
  async pausedFor<T>(work: () => Promise<T>): Promise<T> {
    this.#paused = true;
    this.#show('');
    try {
      return await work();
    } finally {
      this.#paused = false;
    }
  }

  line(): string {
    const { rowsFetched, toCome = { calls: 0, pages: 0 } } = this.#read();
    const parts = [count(this.#calls, 'call')];
    if (this.#pages > 0) parts.push(pagesText(this.#pages, toCome.pages));
    parts.push(count(rowsFetched, 'row'));
    const { minute = null, day = null } = this.#latest ?? {};
    if (minute !== null) parts.push(`${minute} left this minute`);
    if (day !== null) parts.push(`${day.toLocaleString('en-US')} today`);
    const seconds = this.#wait === null ? 0 : Math.ceil((this.#wait.until - this.#now()) / 1000);
    if (this.#wait !== null && seconds > 0) {
      parts.push(`waiting ${duration(seconds)} for ${this.#wait.why}`);
    }
    const left = this.#timeLeft(toCome.calls, minute);
    if (left > 0) parts.push(`about ${duration(left)} left`);
    return `${parts.join(', ')} … Ctrl-C cancels`;
  }

  /** Seconds that the calls known to come take within the limits. */
  #timeLeft(calls: number, minute: number | null): number {
    const answered = this.#answered;
    const latencyMs = answered.calls === 0 ? null : answered.ms / answered.calls;
    return Math.ceil(timeFor(calls, { minute, latencyMs }) / 1000);
  }

  #learn({
    tenantId,
    minuteRemaining,
    dayRemaining,
  }: Extract<ClientEvent, { kind: 'callFinished' }>): void {
    if (minuteRemaining === null && dayRemaining === null) return;
    const before = this.#left.get(tenantId ?? '');
    const known = {
      minute: minuteRemaining ?? before?.minute ?? null,
      day: dayRemaining ?? before?.day ?? null,
    };
    this.#latest = known;
    if (tenantId !== null) this.#left.set(tenantId, { ...known, at: this.#now() });
  }

  #waitFor(why: string, seconds: number): void {
    this.#wait = { why, until: this.#now() + seconds * 1000 };
  }
}

const pagesText = (read: number, toCome: number): string =>
  toCome === 0 ? count(read, 'page') : `${read} of ${count(read + toCome, 'page')}`;

const isPage = ({ status, call }: Extract<ClientEvent, { kind: 'callFinished' }>): boolean =>
  status === 200 && /[?&](?:page|offset)=/.test(call);

/** `45 s`, `2 min 5 s`, `3 h 12 min`. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
