/** How many columns of a terminal a text takes. The text must be free of control characters. */
import stringWidth from 'string-width';

const PLAIN = /^[\x20-\x7e]*$/;

export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** Made when first needed: the tables of Unicode take time to load. */
let segmenter: Intl.Segmenter | null = null;

/** `text` in at most `width` columns, with `…` where something is left out. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (PLAIN.test(text)) return `${text.slice(0, Math.max(width - 1, 0))}…`;
  let kept = '';
  let taken = 0;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) {
    taken += widthOf(segment);
    if (taken > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(width - widthOf(text), 0));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(width - widthOf(text), 0)) + text;
}

/** The width of the widest line of a text that may have colours in it. */
export function widestLine(text: string): number {
  // string-width counts no escape sequences.
  return text.split('\n').reduce((widest, line) => Math.max(widest, widthOf(line)), 0);
}
