/** What is going on while calls run: one line, from the client's events. */
import type { ClientEvent } from '../xero/index.ts';

/** Quick queries show nothing. */
const FIRST_AFTER_MS = 400;
const EVERY_MS = 100;

export class Progress {
  readonly #show: (text: string) => void;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;
  #calls = 0;
  #rows: () => number = () => 0;
  #minuteRemaining: number | null = null;
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
        this.#minuteRemaining = event.minuteRemaining ?? this.#minuteRemaining;
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

  /** Shows the line until the returned function is called. */
  start(rows: () => number): () => void {
    this.#calls = 0;
    this.#rows = rows;
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
    const parts = [count(this.#calls, 'call'), count(this.#rows(), 'row')];
    if (this.#minuteRemaining !== null) parts.push(`${this.#minuteRemaining} left this minute`);
    const seconds = this.#wait === null ? 0 : Math.ceil((this.#wait.until - this.#now()) / 1000);
    if (this.#wait !== null && seconds > 0) {
      parts.push(`waiting ${seconds} s for ${this.#wait.why}`);
    }
    return `${parts.join(', ')} … Ctrl-C cancels`;
  }

  #waitFor(why: string, seconds: number): void {
    this.#wait = { why, until: this.#now() + seconds * 1000 };
  }
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
