/** Timing that a busy machine disturbs little: runs side by side, and the middle of their ratios. */

/** What one part of the bench found out. */
export interface Measurement {
  /** What is measured, in a few words. */
  readonly what: string;
  /** What it is compared with. */
  readonly against: string;
  /** Ours over theirs. */
  readonly ratio: number;
  /** The figures that the ratio is of. */
  readonly figures: string;
  readonly target?: Target | undefined;
}

export interface Target {
  /** The ratio is to be at most, or at least, this. */
  readonly bound: 'most' | 'least';
  readonly ratio: number;
  /** Said when it is missed. */
  readonly why: string;
}

export const atMost = (ratio: number, why: string): Target => ({ bound: 'most', ratio, why });
export const atLeast = (ratio: number, why: string): Target => ({ bound: 'least', ratio, why });

/** Ratios are judged as they are printed: by two digits after the point. */
export function isMet({ ratio }: Measurement, target: Target): boolean {
  const shown = Number(ratio.toFixed(2));
  return target.bound === 'most' ? shown <= target.ratio : shown >= target.ratio;
}

export interface Part {
  readonly name: string;
  readonly title: string;
  /** How it is measured, as a paragraph for the document. */
  readonly method: string;
  readonly run: (tell: (line: string) => void) => Promise<readonly Measurement[]>;
}

export type Work = () => unknown;

export interface Compared {
  /** Median milliseconds of each work, in the order given. */
  readonly ms: readonly number[];
  /** Of each work, the median over the rounds of its time over the first one's. */
  readonly ratios: readonly number[];
}

/** Runs the works by turns, `rounds` times, after one run of each that does not count. */
export async function compare(rounds: number, works: readonly Work[]): Promise<Compared> {
  for (const work of works) await work();
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) times[index]?.push(await timeOf(work));
  }
  const [first = []] = times;
  return {
    ms: times.map(median),
    ratios: times.map((own) => median(own.map((ms, round) => ms / (first[round] ?? NaN)))),
  };
}

export async function timeOf(work: Work): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** The mean of ratios: half as fast and twice as fast are 1 together. */
export function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

export const milliseconds = (ms: number): string => `${ms.toPrecision(3)} ms`;
