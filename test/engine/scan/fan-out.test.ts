import { describe, expect, it } from 'vitest';
import { fanOut } from '../../../src/engine/scan/fan-out.ts';

/** A stream that notes what it was asked for, and waits at `gate` before its first item. */
function stream(
  name: string,
  items: number,
  log: string[],
  gate: Promise<void> = Promise.resolve(),
) {
  return async function* (): AsyncGenerator<string> {
    try {
      await gate;
      for (let item = 1; item <= items; item++) {
        log.push(`${name}${item}`);
        yield `${name}${item}`;
      }
    } finally {
      log.push(`${name} ends`);
    }
  };
}

function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('fanOut', () => {
  it('delivers in the order of the streams', async () => {
    const log: string[] = [];
    const streams = ['a', 'b', 'c'].map((name) => stream(name, 2, log));
    expect(await all(fanOut(streams, { atOnce: 2, ahead: 1 }))).toEqual([
      'a1',
      'a2',
      'b1',
      'b2',
      'c1',
      'c2',
    ]);
    expect(await all(fanOut([], { atOnce: 2, ahead: 1 }))).toEqual([]);
  });

  it('reads the others on while the first is slow, as far as there is room', async () => {
    const log: string[] = [];
    const slow = gate();
    const streams = [stream('a', 1, log, slow.passed), stream('b', 5, log), stream('c', 2, log)];
    const reading = all(fanOut(streams, { atOnce: 3, ahead: 3 }));
    await settle();
    expect(log).toEqual(expect.arrayContaining(['b3', 'c2', 'c ends']));
    expect(log).not.toContain('b4');
    slow.open();
    expect(await reading).toEqual(['a1', 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2']);
  });

  it('starts no more than it may, and the next when one has ended', async () => {
    const log: string[] = [];
    const slow = gate();
    const streams = [stream('a', 1, log, slow.passed), stream('b', 1, log), stream('c', 1, log)];
    const reading = all(fanOut(streams, { atOnce: 2, ahead: 3 }));
    await settle();
    expect(log).toEqual(['b1', 'b ends', 'c1', 'c ends']);
    slow.open();
    expect(await reading).toEqual(['a1', 'b1', 'c1']);
  });

  it('fails as soon as any of them fails', async () => {
    const log: string[] = [];
    const never = gate();
    const failing = async function* (): AsyncGenerator<string> {
      await Promise.resolve();
      yield 'x1';
      throw new Error('refused');
    };
    const streams = [stream('a', 1, log, never.passed), failing];
    await expect(all(fanOut(streams, { atOnce: 2, ahead: 3 }))).rejects.toThrow('refused');
  });

  it('leaving early ends them all', async () => {
    const log: string[] = [];
    const streams = [stream('a', 9, log), stream('b', 9, log), stream('c', 9, log)];
    for await (const item of fanOut(streams, { atOnce: 2, ahead: 1 })) {
      expect(item).toBe('a1');
      break;
    }
    await settle();
    expect(log).toEqual(expect.arrayContaining(['a ends', 'b ends']));
    expect(log).not.toContain('c1');
  });
});
