import { describe, expect, it } from 'vitest';
import { AnswerCache } from '../../../src/engine/scan/answer-cache.ts';
import type { XeroResponse } from '../../../src/xero/client.ts';
import { FakeClock } from '../../xero/support.ts';

const answer = (body: unknown, status = 200): XeroResponse => ({ status, body, bytes: 1 });

function cache(seconds = 60): { readonly clock: FakeClock; readonly answers: AnswerCache } {
  const clock = new FakeClock(1_000_000);
  return { clock, answers: new AnswerCache({ seconds, clock }) };
}

describe('AnswerCache', () => {
  it('serves an answer until it is so many seconds old, from when it was asked for', async () => {
    const { clock, answers } = cache(60);
    const response = await answers.keep('a', async () => {
      await clock.sleep(10_000);
      return answer('first');
    });
    expect(answers.find('a')).toBe(response);
    await clock.sleep(49_999);
    expect(answers.find('a')).toBe(response);
    await clock.sleep(1);
    expect(answers.find('a')).toBeNull();
    expect(answers.find('b')).toBeNull();
  });

  it('keeps no failure and nothing but a 200', async () => {
    const { answers } = cache();
    await expect(answers.keep('a', () => Promise.reject(new Error('refused')))).rejects.toThrow();
    expect(answers.find('a')).toBeNull();
    await answers.keep('a', () => Promise.resolve(answer(undefined, 404)));
    expect(answers.find('a')).toBeNull();
  });

  it('clear forgets what was asked before it, also what arrives after it', async () => {
    const { answers } = cache();
    await answers.keep('a', () => Promise.resolve(answer('a')));
    await answers.keep('b', () => {
      answers.clear();
      return Promise.resolve(answer('b'));
    });
    expect([answers.find('a'), answers.find('b')]).toEqual([null, null]);
    await answers.keep('b', () => Promise.resolve(answer('b')));
    expect(answers.find('b')).not.toBeNull();
  });

  it('is bounded: the oldest answers go', async () => {
    const { answers } = cache();
    for (let n = 0; n < 201; n++) await answers.keep(`${n}`, () => Promise.resolve(answer(n)));
    expect(answers.find('0')).toBeNull();
    expect(answers.find('1')).not.toBeNull();
    expect(answers.find('200')).not.toBeNull();
  });
});
