/** "Did you mean": names that a slip of the finger may have meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The candidates near enough to `name` to be meant by it, nearest first. Case, spaces, underscores
 * and a plural s do not matter; two neighbouring letters swapped are one slip.
 */
export function nearNames(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = fold(name);
  const most = Math.max(1, Math.floor(wanted.length / 3));
  return [...candidates]
    .map((candidate) => ({ candidate, slips: slips(wanted, fold(candidate)) }))
    .filter((near) => near.slips <= most)
    .sort((a, b) => a.slips - b.slips)
    .map(({ candidate }) => candidate);
}

/** The nearest of the candidates; undefined when none is near. */
export const nearestName = (name: string, candidates: Iterable<string>): string | undefined =>
  nearNames(name, candidates)[0];

const fold = (text: string): string =>
  text
    .replace(/[\s_]/g, '')
    .toLowerCase()
    .replace(/(?<=.)s$/, '');

const slips = (wanted: string, candidate: string): number =>
  isSwapped(wanted, candidate) ? 1 : distance(wanted, candidate);

/** Whether swapping two neighbouring letters of one gives the other. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const swapped = one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2);
  return at >= 0 && swapped === other;
}
