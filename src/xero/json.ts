/** JSON without losing a digit. */
import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

/** A double holds every number of fewer digits. */
const LONG = 16;

/** An exponent of three digits. */
const LONG_EXPONENT = /\d[eE][+-]?\d{3,}\s*(?:[,}\]]|$)/;

/**
 * Whether a number of a text may not fit a double. A string may look like one; that only costs the
 * slower parser.
 */
const hasLongNumber = (text: string): boolean => hasManyDigits(text) || LONG_EXPONENT.test(text);

/** A run of 16 digits holds one of every 16 places: the others need not be looked at. */
function hasManyDigits(text: string): boolean {
  for (let place = LONG - 1; place < text.length; place += LONG) {
    if (!isDigitOrPoint(text.charCodeAt(place))) continue;
    let start = place;
    while (isDigitOrPoint(text.charCodeAt(start - 1))) start -= 1;
    let end = place + 1;
    while (isDigitOrPoint(text.charCodeAt(end))) end += 1;
    if (end - start >= LONG && mayBeLong(text, start, end)) return true;
    place = end - 1;
  }
  return false;
}

/** NaN, before and after the text, is neither. */
const isDigitOrPoint = (code: number): boolean => (code >= 48 && code <= 57) || code === 46;

/** Whether the run from `start` to `end` stands where a value begins, and has as many digits. */
function mayBeLong(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - MOST_SPACE), start);
  const digits = text.slice(start, end).replace('.', '');
  return digits.length >= LONG && /(?:^|[:[,])\s*-?$/.test(before);
}

/** White space that is looked through before a number; more of it is taken for one that precedes it. */
const MOST_SPACE = 100;

/**
 * @returns what `JSON.parse` returns, but numbers that a double cannot hold are `LosslessNumber`
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (!hasLongNumber(text)) return JSON.parse(text);
  return parse(text, null, {
    parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)),
    // as JSON.parse does
    onDuplicateKey: ({ newValue }) => newValue,
  });
}
