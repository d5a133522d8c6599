/** Which proposals go with what was typed. */
import type { Proposal } from './model.ts';

/**
 * Those that begin with `typed`, or whose part after the qualifier does, without regard to case;
 * when there are none, those that have it inside. The order is kept, each text comes once.
 */
export function matching(proposals: readonly Proposal[], typed: string): readonly Proposal[] {
  const wanted = typed.toLowerCase();
  const seen = new Set<string>();
  const once = proposals.filter(({ text }) => !seen.has(text) && seen.add(text));
  const beginning = once.filter(({ text }) => begins(text.toLowerCase(), wanted));
  if (beginning.length > 0 || wanted.length < 3) return beginning;
  return once.filter(({ text, kind }) => kind !== 'keyword' && text.toLowerCase().includes(wanted));
}

const begins = (text: string, wanted: string): boolean =>
  text.startsWith(wanted) || /^[^.\s]+\.([^.\s]+)$/.exec(text)?.[1]?.startsWith(wanted) === true;

/** What all of them begin with, without regard to case, in the first one's spelling. */
export function commonPrefix(proposals: readonly Proposal[]): string {
  const [first, ...others] = proposals.map(({ text }) => text);
  if (first === undefined) return '';
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && other[same]?.toLowerCase() === first[same]?.toLowerCase()) same++;
    length = same;
  }
  return first.slice(0, length);
}
