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
    return { progress, shown, stop: progress.start(() => rows) };
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

  test('keeps away while the person is asked', async () => {
    const { progress, shown, stop } = begin();
    await progress.pausedFor(async () => {
      await vi.advanceTimersByTimeAsync(2000);
    });
    expect(shown).toEqual(['']);
    stop();
  });
});
