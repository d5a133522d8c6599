import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/engine/scan/answer.ts';
import { pagedList } from '../../../src/engine/scan/paged-list.ts';

const PAGES = 30;
const LOOK_AHEAD = 8;

function page(number: number): Page {
  const pagination = { page: number, pageSize: 1, pageCount: PAGES, itemCount: PAGES };
  return { documents: [{ number }], pagination, answeredAt: null };
}

/** The numbers of the pages delivered, and how many pages had been asked for beyond each. */
async function readAll(
  fetch: (number: number) => Promise<Page>,
  read: () => Promise<unknown>,
): Promise<{ readonly numbers: unknown[]; readonly ahead: number[] }> {
  let asked = 0;
  const counted = (number: number): Promise<Page> => {
    asked = Math.max(asked, number);
    return fetch(number);
  };
  const numbers: unknown[] = [];
  const ahead: number[] = [];
  const list = {
    fetch: counted,
    size: 1,
    isCounted: true,
    lookAhead: LOOK_AHEAD,
    mostPages: Infinity,
  };
  for await (const { documents } of pagedList(list)) {
    numbers.push(documents[0]?.['number']);
    ahead.push(asked - numbers.length);
    await read();
  }
  return { numbers, ahead };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const inOrder = Array.from({ length: PAGES }, (_, index) => index + 1);

describe('a list of pages', () => {
  it('is asked for as far ahead as allowed by a reader that waits for it', async () => {
    const fetch = async (number: number): Promise<Page> => {
      await soon();
      return page(number);
    };
    const { numbers, ahead } = await readAll(fetch, () => Promise.resolve());
    expect(numbers).toEqual(inOrder);
    expect(Math.max(...ahead)).toBe(LOOK_AHEAD - 1);
  });

  it('does not pile up before a reader that is slower than its pages', async () => {
    const { numbers, ahead } = await readAll((number) => Promise.resolve(page(number)), soon);
    expect(numbers).toEqual(inOrder);
    expect(ahead.slice(LOOK_AHEAD * 2, -2).every((pages) => pages === 1)).toBe(true);
  });
});
