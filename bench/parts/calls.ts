/** Calls and bytes against the least that could give the answer. */
import { startEmulator } from '../../fixtures/emulator/index.ts';
import { type Cost, costOf, leastCostOf } from '../count.ts';
import { atMost, geometricMean, type Measurement, type Part } from '../measure.ts';
import { skippingClock } from '../offline.ts';
import { QUERY_SET } from '../query-set.ts';

const CALLS = atMost(
  1,
  'The table names the statements that take more calls than somebody who knows Xero’s API would make.',
);

export const calls: Part = {
  name: 'calls',
  title: 'Calls and bytes against the least possible',
  method: `${QUERY_SET.length} statements (\`bench/query-set.ts\`), each beside the calls that somebody who knows Xero’s API would make by hand for the same answer: as few as can be, filtered by Xero as far as it can, summaries where no lines are needed. Both run over HTTP against the emulator, which counts. The list of organisations is not counted. Bytes are of the answers as sent, compressed.`,
  async run(tell) {
    const clock = skippingClock();
    const emulator = await startEmulator({ clock: () => clock.now() });
    const found: Found[] = [];
    for (const query of QUERY_SET) {
      const [ours, least] = [
        await costOf(query, emulator, clock),
        await leastCostOf(query, emulator, clock),
      ];
      const sql = query.sql.replace(/\s+/g, ' ');
      const [callRatio, byteRatio] = [
        ratio(ours.calls, least.calls),
        ratio(ours.bytes, least.bytes),
      ];
      if (callRatio > 1 || byteRatio > 1.01) {
        tell(
          `${sql}: ${ours.calls} of ${least.calls} calls, ${ours.bytes} of ${least.bytes} bytes`,
        );
      }
      found.push({ sql, ours, least, callRatio, byteRatio });
    }
    await emulator.close();
    const atLeastPossible = found.filter(({ callRatio }) => callRatio === 1).length;
    const worst = (ratios: readonly number[]): number => Math.max(...ratios);
    const total = (cost: 'ours' | 'least', of: 'calls' | 'bytes'): number =>
      found.reduce((sum, query) => sum + query[cost][of], 0);
    const summary = (what: string, value: number, figures: string): Measurement => ({
      what,
      against: 'the least',
      ratio: value,
      figures,
    });
    return [
      {
        ...summary(
          'calls, the worst statement',
          worst(found.map(({ callRatio }) => callRatio)),
          `${atLeastPossible} of ${found.length} statements at 1.00`,
        ),
        target: CALLS,
      },
      summary(
        'calls, all statements',
        total('ours', 'calls') / total('least', 'calls'),
        `${total('ours', 'calls')} against ${total('least', 'calls')}`,
      ),
      summary(
        'bytes, geometric mean',
        geometricMean(found.map(({ byteRatio }) => byteRatio)),
        `${total('ours', 'bytes')} against ${total('least', 'bytes')} in all`,
      ),
      ...found
        .filter(({ callRatio, byteRatio }) => callRatio > 1 || byteRatio > 1.05)
        .map(({ sql, ours, least, callRatio, byteRatio }) =>
          summary(
            `${callRatio > 1 ? 'calls' : 'bytes'} of \`${sql.replaceAll('|', '\\|')}\``,
            callRatio > 1 ? callRatio : byteRatio,
            `${ours.calls} calls, ${ours.bytes} bytes against ${least.calls}, ${least.bytes}`,
          ),
        ),
    ];
  },
};

interface Found {
  readonly sql: string;
  readonly ours: Cost;
  readonly least: Cost;
  readonly callRatio: number;
  readonly byteRatio: number;
}

/** Nothing against nothing is as little as can be. */
const ratio = (ours: number, least: number): number =>
  least === 0 ? (ours === 0 ? 1 : Infinity) : ours / least;
