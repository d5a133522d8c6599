/** The statements of the bench cost as many calls as would do by hand. Calls are counted, nothing is timed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { costOf, leastCostOf } from '../../bench/count.ts';
import { skippingClock } from '../../bench/offline.ts';
import { QUERY_SET } from '../../bench/query-set.ts';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';

const clock = skippingClock();
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.now() });
});
afterAll(() => emulator.close());

it('has sixty statements', () => {
  expect(QUERY_SET).toHaveLength(60);
});

it.each(QUERY_SET)('$sql', async (query) => {
  const least = await leastCostOf(query, emulator, clock);
  const { calls } = await costOf(query, emulator, clock);
  expect(calls).toBe(least.calls);
});
