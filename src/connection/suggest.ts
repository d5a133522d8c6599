import { distance } from 'fastest-levenshtein';

/** The candidate that `text` is most likely a misspelling of; undefined when none is near. */
export function suggest(text: string, candidates: readonly string[]): string | undefined {
  const wanted = text.replace(/[\s_]/g, '').toLowerCase();
  const mostEdits = Math.max(1, Math.floor(wanted.length / 3));
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(wanted, candidate.replace(/[\s_]/g, '').toLowerCase());
    if (edits <= mostEdits && (best === undefined || edits < best.edits)) {
      best = { candidate, edits };
    }
  }
  return best?.candidate;
}
