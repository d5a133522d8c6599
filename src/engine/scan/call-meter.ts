/** Counts the calls of one statement, and refuses to begin what would take too many. */
import { ExecutionError } from '../../errors.ts';

export class CallMeter {
  readonly #most: number | null;
  #made = 0;

  /** @param most calls that a statement may make; null = no limit */
  constructor(most: number | null) {
    this.#most = most;
  }

  /**
   * To be told before calls whose number is known are begun.
   *
   * @param what what takes them, as `HistoryInvoices`
   * @throws ExecutionError TOO_MANY_CALLS
   */
  announce(calls: number, what: string): void {
    if (this.#most === null || this.#made + calls <= this.#most) return;
    const total = (this.#made + calls).toLocaleString('en');
    throw new ExecutionError(
      'TOO_MANY_CALLS',
      `reading ${what} brings this statement to ${total} calls to Xero, and MaxCalls is ${this.#most.toLocaleString('en')}`,
      {
        hint: `Narrow it with WHERE, a join or IN (SELECT …), or raise MaxCalls. Xero allows 5,000 calls a day.`,
      },
    );
  }

  /** To be told of every call. @throws ExecutionError TOO_MANY_CALLS */
  made(what: string): void {
    this.announce(1, what);
    this.#made += 1;
  }
}
