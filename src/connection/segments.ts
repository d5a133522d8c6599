/** Splits a connection string into its `Key=Value` segments. Knows nothing of the properties. */
import { ConnectionError, positionAt } from '../errors.ts';

export interface Segment {
  /** As written, without the surrounding spaces. */
  readonly key: string;
  readonly keyOffset: number;
  /** Without its quotes. */
  readonly value: string;
  readonly valueOffset: number;
  readonly quoted: boolean;
}

/**
 * @throws ConnectionError CONNECTION_STRING_SYNTAX. Its text never repeats what was written: any
 * part of a malformed string may be a piece of a secret.
 */
export function splitSegments(text: string): Segment[] {
  const segments: Segment[] = [];
  let offset = skip(text, 0, /[\s;]/);
  while (offset < text.length) {
    const { segment, end } = readSegment(text, offset, segments.length + 1);
    segments.push(segment);
    offset = skip(text, end, /[\s;]/);
  }
  return segments;
}

function readSegment(
  text: string,
  start: number,
  ordinal: number,
): { segment: Segment; end: number } {
  const equals = indexOfFirst(text, start, /[=;]/);
  if (text[equals] !== '=') {
    throw syntaxError(
      text,
      start,
      `Part ${ordinal} of the connection string has no "=".`,
      'Write it as Key=Value;Key=Value, and put quotes around a value that contains ";".',
    );
  }
  const key = text.slice(start, equals).trim();
  if (key === '') {
    throw syntaxError(
      text,
      start,
      `Part ${ordinal} of the connection string has no key before "=".`,
    );
  }
  const valueOffset = skip(text, equals + 1, /\s/);
  const quote = text[valueOffset];
  const { value, end } =
    quote === '"' || quote === "'"
      ? readQuoted(text, valueOffset, quote, ordinal)
      : readBare(text, valueOffset);
  const quoted = quote === '"' || quote === "'";
  return { segment: { key, keyOffset: start, value, valueOffset, quoted }, end };
}

function readBare(text: string, start: number): { value: string; end: number } {
  const end = indexOfFirst(text, start, /;/);
  return { value: text.slice(start, end).trim(), end };
}

function readQuoted(
  text: string,
  start: number,
  quote: string,
  ordinal: number,
): { value: string; end: number } {
  let value = '';
  let offset = start + 1;
  for (;;) {
    const close = text.indexOf(quote, offset);
    if (close === -1) {
      throw syntaxError(
        text,
        start,
        `The value in part ${ordinal} of the connection string has no closing ${quote}.`,
        `Inside a quoted value, write ${quote} twice; put a value that begins with ${quote} in quotes.`,
      );
    }
    value += text.slice(offset, close);
    if (text[close + 1] !== quote) {
      return { value, end: endOfQuoted(text, close + 1, ordinal) };
    }
    value += quote;
    offset = close + 2;
  }
}

function endOfQuoted(text: string, afterQuote: number, ordinal: number): number {
  const end = skip(text, afterQuote, /\s/);
  if (end < text.length && text[end] !== ';') {
    throw syntaxError(
      text,
      end,
      `Part ${ordinal} of the connection string goes on after its closing quote.`,
      'Put ";" after the closing quote; inside a quoted value, write the quote twice.',
    );
  }
  return end;
}

function syntaxError(
  text: string,
  offset: number,
  message: string,
  hint?: string,
): ConnectionError {
  return new ConnectionError('CONNECTION_STRING_SYNTAX', message, {
    hint,
    position: positionAt(text, offset),
  });
}

function skip(text: string, offset: number, what: RegExp): number {
  let end = offset;
  while (end < text.length && what.test(text.charAt(end))) end += 1;
  return end;
}

function indexOfFirst(text: string, offset: number, what: RegExp): number {
  let end = offset;
  while (end < text.length && !what.test(text.charAt(end))) end += 1;
  return end;
}
