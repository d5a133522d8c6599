import { afterEach, describe, expect, it } from 'vitest';
import { BudgetRegistry, OrganisationBudget } from '../../src/xero/budget.ts';
import type { ClientEvent } from '../../src/xero/events.ts';
import type { RateHeaders } from '../../src/xero/rate-headers.ts';
import { clientFor, FakeClock, type FakeServer, INVOICES, json, serve } from './support.ts';

const headers = (more: Partial<RateHeaders> = {}): RateHeaders => ({
  minuteRemaining: null,
  dayRemaining: null,
  problem: null,
  retryAfterSeconds: null,
  ...more,
});

/** Makes `count` calls one after the other, each taking `ms`; returns when each started. */
async function callMany(
  budget: OrganisationBudget,
  clock: FakeClock,
  count: number,
  ms: number,
  answer = (): RateHeaders => headers(),
): Promise<number[]> {
  const starts: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const ticket = await budget.admit(() => undefined);
    starts.push(clock.time);
    clock.time += ms;
    budget.finish(ticket, answer());
  }
  return starts;
}

const mostIn60s = (times: readonly number[]): number =>
  Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + 60_000).length),
  );

describe('the minute', () => {
  it.each([1, 100, 900, 3_000])('never holds more than 60 calls of %i ms', async (ms) => {
    const clock = new FakeClock();
    const starts = await callMany(new OrganisationBudget(clock), clock, 200, ms);
    expect(mostIn60s(starts)).toBeLessThanOrEqual(60);
    // counted when they arrive or when they are answered
    expect(
      mostIn60s(starts.map((start, index) => start + (index % 2 === 0 ? 0 : ms))),
    ).toBeLessThanOrEqual(60);
  });

  it('is used to the full', async () => {
    const clock = new FakeClock(0);
    const starts = await callMany(new OrganisationBudget(clock), clock, 121, 10);
    expect(starts[59]).toBe(590);
    expect(starts[119]).toBeLessThan(64_000);
    expect(starts[120]).toBeGreaterThan(120_000);
  });

  it('counts what others use, as Xero tells it', async () => {
    const clock = new FakeClock(0);
    let used = 40;
    const answer = (): RateHeaders => headers({ minuteRemaining: Math.max(0, 60 - (used += 1)) });
    const starts = await callMany(new OrganisationBudget(clock), clock, 21, 10, answer);
    expect(starts[19]).toBeLessThan(1_000);
    expect(starts[20]).toBeGreaterThan(60_000);
  });

  it('is left alone for as long as Xero asks, by every caller', async () => {
    const clock = new FakeClock(0);
    const budget = new OrganisationBudget(clock);
    budget.pause(37);
    const waits: [string, number][] = [];
    await Promise.all([1, 2].map(() => budget.admit((reason, ms) => waits.push([reason, ms]))));
    expect(clock.time).toBeGreaterThanOrEqual(37_000);
    expect(waits).toHaveLength(2);
    expect(waits[0]).toEqual(['retryAfter', 37_000]);
  });

  it('is waited for no longer once the signal is aborted', async () => {
    const budget = new OrganisationBudget(new FakeClock());
    budget.pause(60);
    await expect(budget.admit(() => undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('a registry', () => {
  it('has one budget for an organisation at a host, whoever asks', () => {
    const registry = new BudgetRegistry();
    const clock = new FakeClock();
    expect(registry.get('a', 'T', clock)).toBe(registry.get('a', 't', clock));
    expect(registry.get('a', 'T', clock)).not.toBe(registry.get('a', 'U', clock));
    expect(registry.get('a', 'T', clock)).not.toBe(registry.get('b', 'T', clock));
  });
});

describe('clients', () => {
  let server: FakeServer;
  afterEach(() => server.close());

  it('share five calls at once for an organisation, and have five more for another', async () => {
    server = await serve((_, response) => {
      setTimeout(() => json(response, {}), 150);
    });
    const budgets = new BudgetRegistry();
    const [one, two] = [clientFor(server.url, { budgets }), clientFor(server.url, { budgets })];
    await Promise.all([one, two].flatMap((c) => Array.from({ length: 12 }, () => c.get(INVOICES))));
    expect(server.mostAtOnce()).toBe(5);
    const other = { ...INVOICES, tenantId: 'other' };
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => one.get(i % 2 === 0 ? INVOICES : other)),
    );
    expect(server.mostAtOnce()).toBe(10);
  });

  it('never make a server with a minute of 60 refuse, alone on the account', async () => {
    const clock = new FakeClock(0);
    const arrivals: number[] = [];
    server = await serve((_, response) => {
      arrivals.push((clock.time += 7));
      const used = arrivals.filter((time) => time > clock.time - 60_000).length;
      const rate = { 'X-MinLimit-Remaining': String(Math.max(0, 60 - used)) };
      json(response, {}, used > 60 ? 429 : 200, rate);
    });
    const client = clientFor(server.url, { clock });
    await Promise.all(Array.from({ length: 150 }, () => client.get(INVOICES)));
    expect(arrivals).toHaveLength(150);
    expect(mostIn60s(arrivals)).toBeLessThanOrEqual(60);
    expect(clock.time).toBeLessThan(4 * 60_000);
  });

  it.each(['minute', 'appminute', 'concurrent'])(
    'wait as a 429 (%s) asks, all of them',
    async (problem) => {
      const clock = new FakeClock(0);
      const times: number[] = [];
      server = await serve((_, response, call) => {
        times.push(clock.time);
        const rate = { 'Retry-After': '21', 'X-Rate-Limit-Problem': problem };
        if (call === 1) json(response, {}, 429, rate);
        else json(response, { ok: true });
      });
      const client = clientFor(server.url, { clock });
      expect((await client.get(INVOICES)).body).toEqual({ ok: true });
      expect(times[1]).toBeGreaterThanOrEqual(21_000);
    },
  );

  it('give up when 429 does not end', async () => {
    server = await serve((_, response) => json(response, {}, 429, { 'Retry-After': '5' }));
    const get = clientFor(server.url, { maxRetries: 2 }).get(INVOICES);
    await expect(get).rejects.toMatchObject({ code: 'RATE_LIMIT_MINUTE', retryAfterSeconds: 5 });
    expect(server.calls).toHaveLength(3);
  });

  it('fail at once on a day limit, and call no more until it resets', async () => {
    const clock = new FakeClock(Date.UTC(2026, 0, 31, 12));
    const rate = { 'Retry-After': '7200', 'X-Rate-Limit-Problem': 'day' };
    server = await serve((_, response, call) =>
      call === 1 ? json(response, {}, 429, rate) : json(response, {}),
    );
    const client = clientFor(server.url, { clock });
    for (let time = 0; time < 2; time += 1) {
      await expect(client.get(INVOICES)).rejects.toMatchObject({
        code: 'RATE_LIMIT_DAY',
        retryAfterSeconds: 7200,
        message: expect.stringContaining('2026-01-31T14:00:00Z (in 2 h)') as unknown,
      });
    }
    expect(server.calls).toHaveLength(1);
    clock.time += 7_200_000;
    await client.get(INVOICES);
    expect(server.calls).toHaveLength(2);
  });

  it.each([false, true])('never hammer a day that ends at once (waiting: %s)', async (wait) => {
    const rate = { 'Retry-After': '0', 'X-Rate-Limit-Problem': 'day' };
    server = await serve((_, response) => json(response, {}, 429, rate));
    const client = clientFor(server.url, { retryDailyLimit: wait, maxRetries: 2 });
    await expect(client.get(INVOICES)).rejects.toMatchObject({ code: 'RATE_LIMIT_DAY' });
    expect(server.calls).toHaveLength(wait ? 3 : 1);
  });

  it('take X-DayLimit-Remaining: 0 for the end of the day', async () => {
    server = await serve((_, response) => json(response, {}, 200, { 'X-DayLimit-Remaining': '0' }));
    const client = clientFor(server.url);
    await client.get(INVOICES);
    await expect(client.get(INVOICES)).rejects.toMatchObject({ code: 'RATE_LIMIT_DAY' });
    expect(server.calls).toHaveLength(1);
  });

  it('wait for the next day when asked to', async () => {
    const clock = new FakeClock(0);
    const rate = { 'Retry-After': '7200', 'X-Rate-Limit-Problem': 'day' };
    server = await serve((_, response, call) =>
      call === 1 ? json(response, {}, 429, rate) : json(response, {}),
    );
    const events: ClientEvent[] = [];
    const client = clientFor(server.url, {
      clock,
      retryDailyLimit: true,
      onEvent: (event) => events.push(event),
    });
    await client.get(INVOICES);
    expect(clock.time).toBeGreaterThanOrEqual(7_200_000);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'retry', seconds: 7200 }));
  });
});
