/** Counts the calls of one statement, made and known to come, and refuses what would take too many. */
import { ExecutionError } from '../../errors.ts';
import type { Tenant } from '../../xero/tenants.ts';

export interface CallLimits {
  /** Calls that a statement may make; null = no limit. */
  readonly most: number | null;
  /** Calls that an organisation has left of its day; null = not known, or no limit. */
  readonly leftToday: (tenantId: string) => number | null;
}

/** Calls known to be needed for one list. */
export interface ExpectedCalls {
  /** Lists of the same name share their answers, and count once. */
  readonly list: string;
  readonly tenant: Tenant;
  readonly calls: number;
}

/** What is known to come, for a progress line. */
export interface Outlook {
  /** Calls that the rest of the statement needs at least. */
  readonly calls: number;
  /** Those among them that read further pages of lists already begun. */
  readonly pages: number;
}

interface List {
  expected: number;
  made: number;
}

export class CallMeter {
  readonly #limits: CallLimits;
  #made = 0;
  readonly #lists = new Map<string, List>();
  readonly #toCome = new Map<string, number>();
  #pagesToCome = 0;

  constructor(limits: CallLimits) {
    this.#limits = limits;
  }

  outlook(): Outlook {
    return { calls: this.#allToCome(), pages: this.#pagesToCome };
  }

  /**
   * To be told as soon as it is known how many calls lists take, before they are begun or read on.
   * What is told of a list later holds.
   *
   * @param what what takes them, as `HistoryInvoices`
   * @throws ExecutionError TOO_MANY_CALLS
   */
  expect(lists: readonly ExpectedCalls[], what: string): void {
    for (const { list, tenant, calls } of lists) this.#change(list, tenant.tenantId, calls, 0);
    this.#refuseTooMany(0, what);
    const tenants = new Map(lists.map(({ tenant }) => [tenant.tenantId, tenant]));
    for (const tenant of tenants.values()) this.#refuseBeyondDay(tenant, what);
  }

  /** The rest of the list is not read. */
  abandon(list: string, tenantId: string): void {
    this.#change(list, tenantId, 0, 0);
  }

  /** To be told of every call. @throws ExecutionError TOO_MANY_CALLS */
  made(list: string, tenantId: string, what: string): void {
    const { expected, made } = this.#lists.get(list) ?? { expected: 0, made: 0 };
    this.#refuseTooMany(expected > made ? 0 : 1, what);
    this.#made += 1;
    this.#change(list, tenantId, expected, 1);
  }

  #change(name: string, tenantId: string, expected: number, more: number): void {
    const list = this.#lists.get(name) ?? { expected: 0, made: 0 };
    this.#lists.set(name, list);
    const before = toCome(list);
    const pagesBefore = list.made > 0 ? before : 0;
    list.expected = expected;
    list.made += more;
    const after = toCome(list);
    this.#toCome.set(tenantId, (this.#toCome.get(tenantId) ?? 0) + after - before);
    this.#pagesToCome += (list.made > 0 ? after : 0) - pagesBefore;
  }

  #allToCome(): number {
    return [...this.#toCome.values()].reduce((sum, calls) => sum + calls, 0);
  }

  #refuseTooMany(more: number, what: string): void {
    const { most } = this.#limits;
    const total = this.#made + this.#allToCome() + more;
    if (most === null || total <= most) return;
    throw beyondMaxCalls(what, total, most);
  }

  #refuseBeyondDay(tenant: Tenant, what: string): void {
    const left = this.#limits.leftToday(tenant.tenantId);
    const needed = this.#toCome.get(tenant.tenantId) ?? 0;
    if (left !== null && needed > left) throw beyondDay(tenant, what, needed, left);
  }
}

const toCome = ({ expected, made }: List): number => Math.max(0, expected - made);

/** @param what what takes the calls, as `Invoices` */
export function beyondMaxCalls(what: string, total: number, most: number): ExecutionError {
  return new ExecutionError(
    'TOO_MANY_CALLS',
    `reading ${what} brings this statement to ${said(total)} calls to Xero, and MaxCalls is ${said(most)}`,
    { hint: `${NARROW}, or raise MaxCalls. Xero allows 5,000 calls a day.` },
  );
}

/** @param what what takes the calls, as `Invoices` */
export function beyondDay(
  { tenantId, tenantName }: Tenant,
  what: string,
  needed: number,
  left: number,
): ExecutionError {
  const taken = `${said(needed)} ${needed === 1 ? 'call' : 'calls'}`;
  return new ExecutionError(
    'TOO_MANY_CALLS',
    `reading ${what} takes ${taken} more, and ${tenantName ?? tenantId} has ${said(left)} left of its day`,
    {
      hint: `${NARROW}; LIMIT ends paging early, and EXPLAIN shows the calls. Or wait: calls come free again within 24 hours.`,
    },
  );
}

const NARROW = 'Narrow it with WHERE, a join or IN (SELECT …)';

const said = (calls: number): string => calls.toLocaleString('en');
