/** The text being edited and what keys do to it. Plain values: an edit gives a new one. */

export interface Buffer {
  readonly text: string;
  /** UTF-16 offset, never inside a character. */
  readonly cursor: number;
}

export const EMPTY: Buffer = { text: '', cursor: 0 };

/** A text with the cursor at its end. */
export const bufferOf = (text: string): Buffer => ({ text, cursor: text.length });

export function insert({ text, cursor }: Buffer, added: string): Buffer {
  return {
    text: text.slice(0, cursor) + added + text.slice(cursor),
    cursor: cursor + added.length,
  };
}

/** `from … to` replaced; the cursor goes behind what replaces it. */
export function replace({ text }: Buffer, from: number, to: number, by: string): Buffer {
  return { text: text.slice(0, from) + by + text.slice(to), cursor: from + by.length };
}

export const remove = (buffer: Buffer, from: number, to: number): Buffer =>
  replace(buffer, from, to, '');

export const moveTo = ({ text }: Buffer, cursor: number): Buffer => ({ text, cursor });

// ---------------------------------------------------------------------- positions

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of the character before the cursor, as a person counts characters. */
export function before({ text, cursor }: Buffer): number {
  const near = Math.max(cursor - 64, 0);
  const last = [...segmenter.segment(text.slice(near, cursor))].at(-1);
  return last === undefined ? 0 : near + last.index;
}

export function after({ text, cursor }: Buffer): number {
  const [first] = segmenter.segment(text.slice(cursor, cursor + 64));
  return cursor + (first?.segment.length ?? 0);
}

export function wordBefore({ text, cursor }: Buffer): number {
  const found = /[\p{L}\p{N}_]+[^\p{L}\p{N}_]*$|[^\p{L}\p{N}_]+$/u.exec(text.slice(0, cursor));
  return found?.index ?? 0;
}

export function wordAfter({ text, cursor }: Buffer): number {
  const found = /^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(cursor));
  return cursor + (found?.[0].length ?? 0);
}

export const lineStart = ({ text, cursor }: Buffer): number =>
  text.lastIndexOf('\n', cursor - 1) + 1;

export function lineEnd({ text, cursor }: Buffer): number {
  const end = text.indexOf('\n', cursor);
  return end < 0 ? text.length : end;
}

/** The same column of the line above, as far as it goes; null on the first line. */
export function above(buffer: Buffer): number | null {
  const start = lineStart(buffer);
  if (start === 0) return null;
  const upper = lineStart({ text: buffer.text, cursor: start - 1 });
  return Math.min(upper + (buffer.cursor - start), start - 1);
}

/** The same column of the line below, as far as it goes; null on the last line. */
export function below(buffer: Buffer): number | null {
  const { text, cursor } = buffer;
  const end = lineEnd(buffer);
  if (end === text.length) return null;
  const lower = end + 1;
  return Math.min(lower + (cursor - lineStart(buffer)), lineEnd({ text, cursor: lower }));
}

/** The two characters before the cursor change places. */
export function transpose(buffer: Buffer): Buffer {
  const end = buffer.cursor === lineEnd(buffer) ? buffer.cursor : after(buffer);
  const middle = before({ text: buffer.text, cursor: end });
  const start = before({ text: buffer.text, cursor: middle });
  if (start < lineStart(buffer) || start === middle) return buffer;
  const { text } = buffer;
  return replace(buffer, start, end, text.slice(middle, end) + text.slice(start, middle));
}
