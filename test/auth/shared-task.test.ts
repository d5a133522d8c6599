import { describe, expect, it } from 'vitest';
import { sharedTask } from '../../src/auth/shared-task.ts';

describe('sharedTask', () => {
  it('runs once for all who wait, and anew afterwards', async () => {
    let runs = 0;
    const task = sharedTask(() => Promise.resolve((runs += 1)));
    expect(await Promise.all([task.join(undefined), task.join(undefined)])).toEqual([1, 1]);
    expect(await task.join(undefined)).toBe(2);
  });

  it('tells every caller of a failure, and runs anew afterwards', async () => {
    let runs = 0;
    const task = sharedTask(() => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('no')) : Promise.resolve(runs);
    });
    const settled = await Promise.allSettled([task.join(undefined), task.join(undefined)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await task.join(undefined)).toBe(2);
  });

  it('is told to stop only when the last caller has left', async () => {
    const signals: AbortSignal[] = [];
    const task = sharedTask((signal) => {
      signals.push(signal);
      return new Promise<number>(() => undefined);
    });
    const [one, other] = [new AbortController(), new AbortController()];
    const waiting = [task.join(one.signal), task.join(other.signal)];
    one.abort();
    await expect(waiting[0]).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(signals[0]?.aborted).toBe(false);
    other.abort();
    await expect(waiting[1]).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(signals[0]?.aborted).toBe(true);
    expect(task.running).toBe(false);
  });
});
