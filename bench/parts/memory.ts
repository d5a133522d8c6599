/** Memory while many rows pass through. */
import { createInterface } from 'node:readline';
import { firstLine, startChild, stopChild } from '../child/start.ts';
import { atMost, type Part } from '../measure.ts';

const ROWS = 1_000_000;
const MEGABYTE = 1e6;
const MOST_MEGABYTES = 200;

interface Sample {
  readonly rows: number;
  readonly rss: number;
}

const WHY =
  'Of the rows only the ids of their documents stay, so that none comes twice: 24 MB for a million, and 16 MB more while the table grows. The rest is garbage that V8 lets grow while the machine has memory: with `--max-old-space-size=64` the same stream stays below the target.';

export const memory: Part = {
  name: 'memory',
  title: 'Memory while streaming',
  method: `A process of its own streams ${ROWS.toLocaleString('en')} invoices from an HTTP server, a thousand a page, through \`database.stream\` and the CSV writer, and tells its resident memory (the whole process, Node included) at each hundredth. Flat means that the second half needs no more than the first. Waits for Xero’s minute are skipped.`,
  async run(tell) {
    const server = await startChild('many-invoices.ts', [String(ROWS)]);
    const url = await firstLine(server);
    const started = performance.now();
    const reader = await startChild('stream-csv.ts', [url, String(ROWS)]);
    const samples: Sample[] = [];
    for await (const line of createInterface({ input: reader.stdout })) {
      samples.push(JSON.parse(line) as Sample);
    }
    const seconds = (performance.now() - started) / 1000;
    await stopChild(server);
    if (samples.at(-1)?.rows !== ROWS) throw new Error('Not all rows came.');
    const peak = (of: readonly Sample[]): number =>
      Math.max(...of.map(({ rss }) => rss)) / MEGABYTE;
    const half = samples.length >> 1;
    const [first, second] = [peak(samples.slice(0, half)), peak(samples.slice(half))];
    const most = Math.max(first, second);
    tell(`${most.toFixed(0)} MB at most, ${(ROWS / seconds).toFixed(0)} rows/s`);
    return [
      {
        what: 'peak',
        against: `${MOST_MEGABYTES} MB`,
        ratio: most / MOST_MEGABYTES,
        figures: `${most.toFixed(0)} MB; ${Math.round(ROWS / seconds).toLocaleString('en')} rows/s`,
        target: atMost(1, WHY),
      },
      {
        what: 'second half',
        against: 'first half',
        ratio: second / first,
        figures: `${second.toFixed(0)} MB against ${first.toFixed(0)} MB`,
        target: atMost(1.1, WHY),
      },
    ];
  },
};
