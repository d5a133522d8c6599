import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const finished = (minuteRemaining: number | null) =>
  ({
    kind: 'callFinished',
    call: 'GET /x',
    tenantId: 't',
    status: 200,
    bytes: 1,
    ms: 1,
    minuteRemaining,
    dayRemaining: null,
  }) as const;

const started = { kind: 'callStarted', call: 'GET /x', tenantId: 't' } as const;

describe('Progress', () => {
  const begin = (rows = 0) => {
    const shown: string[] = [];
    const progress = new Progress(
      (text) => shown.push(text),
      () => Date.now(),
    );
    return { progress, shown, stop: progress.start(() => ({ rowsFetched: rows })) };
  };

  test('shows nothing for a quick query', () => {
    const { shown, stop } = begin();
    vi.advanceTimersByTime(300);
    stop();
    expect(shown).toEqual(['']);
  });

  test('tells calls, rows and the calls left this minute; is cleared at the end', () => {
    const { progress, shown, stop } = begin(1234);
    progress.onEvent(started);
    progress.onEvent(finished(58));
    progress.onEvent(started);
    progress.onEvent(finished(null));
    vi.advanceTimersByTime(600);
    expect(shown.at(-1)).toBe('2 calls, 1,234 rows, 58 left this minute … Ctrl-C cancels');
    stop();
    expect(shown.at(-1)).toBe('');
    vi.advanceTimersByTime(1000);
    expect(shown.at(-1)).toBe('');
  });

  test('counts a wait down until the next call begins', () => {
    const { progress, stop } = begin();
    progress.onEvent({ kind: 'throttled', reason: 'minute', seconds: 12.4 });
    expect(progress.line()).toContain('waiting 13 s for the rate limit');
    vi.advanceTimersByTime(5000);
    expect(progress.line()).toContain('waiting 8 s for the rate limit');
    progress.onEvent(started);
    expect(progress.line()).not.toContain('waiting');
    progress.onEvent({ kind: 'retry', call: 'GET /x', attempt: 2, reason: '503', seconds: 4 });
    expect(progress.line()).toContain('waiting 4 s for retry 2 (503)');
    stop();
  });

  test('tells the pages read, the calls left today, and long waits in minutes', () => {
    const { progress, stop } = begin(200);
    for (const call of ['GET /Invoices?page=1', 'GET /Invoices?unitdp=4&page=2', 'GET /x']) {
      progress.onEvent(started);
      progress.onEvent({ ...finished(40), call, dayRemaining: 4321 });
    }
    progress.onEvent({ kind: 'throttled', reason: 'day', seconds: 3725 });
    expect(progress.line()).toBe(
      "3 calls, 2 pages, 200 rows, 40 left this minute, 4,321 today, waiting 1 h 2 min for the next day's calls … Ctrl-C cancels",
    );
    vi.advanceTimersByTime(3_600_000);
    expect(progress.line()).toContain('waiting 2 min 5 s for');
    stop();
  });

  test('tells how many pages there are, and how long the rest takes', () => {
    const progress = new Progress(
      () => undefined,
      () => Date.now(),
    );
    let toCome = { calls: 9, pages: 8 };
    const stop = progress.start(() => ({ rowsFetched: 2000, toCome }));
    for (const call of ['GET /Invoices?page=1', 'GET /Invoices?page=2']) {
      progress.onEvent(started);
      progress.onEvent({ ...finished(50), call, ms: 400 });
    }
    expect(progress.line()).toBe(
      '2 calls, 2 of 10 pages, 2,000 rows, 50 left this minute, about 1 s left … Ctrl-C cancels',
    );
    // beyond the minute's calls every sixty take a minute
    toCome = { calls: 130, pages: 130 };
    expect(progress.line()).toContain('2 of 132 pages');
    expect(progress.line()).toContain('about 2 min 1 s left');
    toCome = { calls: 0, pages: 0 };
    expect(progress.line()).toContain('2 pages, 2,000 rows, 50 left this minute …');
    stop();
  });

  test('remembers what each organisation has left', () => {
    const { progress, stop } = begin();
    progress.onEvent({ ...finished(40), dayRemaining: 4000 });
    progress.onEvent({ ...finished(null), dayRemaining: 3999 });
    progress.onEvent({ ...finished(7), tenantId: 'other' });
    progress.onEvent({ ...finished(1), tenantId: null });
    vi.advanceTimersByTime(5000);
    expect([...progress.callsLeft()]).toEqual([
      ['t', { minute: 40, day: 3999, ageMs: 5000 }],
      ['other', { minute: 7, day: null, ageMs: 5000 }],
    ]);
    stop();
  });

  test('keeps away while the person is asked', async () => {
    const { progress, shown, stop } = begin();
    await progress.pausedFor(async () => {
      await vi.advanceTimersByTimeAsync(2000);
    });
    expect(shown).toEqual(['']);
    stop();
  });
});
