/**
 * `npm run bench [-- part …] [--write]`: measures the engine against the least possible, and against
 * others that do the same work. With --write the tables go to docs/performance.md.
 */
import { writeFile } from 'node:fs/promises';
import { isMet, type Measurement, type Part } from './measure.ts';
import { calls } from './parts/calls.ts';
import { finish } from './parts/finish.ts';
import { memory } from './parts/memory.ts';
import { planning } from './parts/planning.ts';
import { scan } from './parts/scan.ts';
import { startup } from './parts/startup.ts';
import { wall } from './parts/wall.ts';
import { asMarkdown, asText, type PartResult } from './report.ts';

const PARTS: readonly Part[] = [calls, wall, finish, scan, memory, startup, planning];

const DOCUMENT = new URL('../docs/performance.md', import.meta.url);

const args = process.argv.slice(2);
const names = args.filter((arg) => arg !== '--write');
const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
if (unknown === undefined) await bench(names, args.includes('--write'));
else {
  console.error(
    `There is no part ${unknown}. The parts are ${PARTS.map(({ name }) => name).join(', ')}.`,
  );
  process.exitCode = 2;
}

async function bench(wanted: readonly string[], write: boolean): Promise<void> {
  const started = performance.now();
  const results: PartResult[] = [];
  for (const part of PARTS) {
    if (wanted.length > 0 && !wanted.includes(part.name)) continue;
    console.error(`${part.title} …`);
    const measurements = await part.run((line) => console.error(`  ${line}`));
    results.push({ part, measurements });
    // a run that is broken off has written what it measured
    if (write) await writeFile(DOCUMENT, await asMarkdown(results));
  }
  for (const result of results) console.log(asText(result));
  const all = results.flatMap(({ measurements }) => measurements);
  console.log(`${verdict(all)} ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

function verdict(measurements: readonly Measurement[]): string {
  const judged = measurements.flatMap((measurement) =>
    measurement.target === undefined ? [] : [isMet(measurement, measurement.target)],
  );
  return `${judged.filter(Boolean).length} of ${judged.length} targets met.`;
}
