/** Measurements as text and as docs/performance.md. */
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { isMet, type Measurement, type Part } from './measure.ts';

export interface PartResult {
  readonly part: Part;
  readonly measurements: readonly Measurement[];
}

type Line = readonly string[];

const HEAD: Line = ['what', 'against', 'ratio', 'target', '', 'figures'];

export function asText({ part, measurements }: PartResult): string {
  const lines = [HEAD, ...measurements.map(lineOf)];
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  const rows = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `\n${part.title}\n${rows.join('\n')}\n`;
}

function lineOf(measurement: Measurement): Line {
  const { what, against, ratio, figures, target } = measurement;
  const bound =
    target === undefined ? '' : `${target.bound === 'most' ? '≤' : '≥'} ${target.ratio}`;
  const met = target === undefined ? '' : isMet(measurement, target) ? 'met' : 'missed';
  return [what, against, ratio.toFixed(2), bound, met, figures];
}

/** The whole document. A part that was not measured is not in it. */
export async function asMarkdown(results: readonly PartResult[]): Promise<string> {
  const sections = results.map(
    (result) => `## ${result.part.title}

${result.part.method}

${table([HEAD, ...result.measurements.map(lineOf)])}
${missed(result)}`,
  );
  const text = `# Performance

Measured by \`npm run bench\`, which writes this page with \`npm run bench -- --write\` (\`npm run bench -- finish scan\`
measures some parts alone). ${machine()}

Everything is a ratio: ours over what it is compared with, so that smaller is better unless a target says
\`≥\`. What is compared runs by turns in the same minute, and the ratio is the median of the pairs’ ratios.
Milliseconds are medians and hold for this machine alone.

${sections.join('\n')}`;
  const file = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
  return format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
}

const table = ([head = [], ...lines]: readonly Line[]): string =>
  [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');

function missed({ measurements }: PartResult): string {
  const reasons = measurements.flatMap((measurement) => {
    const { target } = measurement;
    return target === undefined || isMet(measurement, target) ? [] : [target.why];
  });
  return reasons.length === 0
    ? ''
    : `\nWhy targets are missed: ${[...new Set(reasons)].join(' ')}\n`;
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `This run: Node ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} processors, ${gigabytes} GB of memory.`;
}
