/** JSON without losing a digit. */
import { isAscii } from 'node:buffer';
import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

/** A text that should be JSON. */
export interface JsonText {
  readonly text: string;
  /** Whether a number may have more digits than a double holds. */
  readonly hasManyDigits: boolean;
}

/** @param body UTF-8 */
export function readText(body: Buffer): JsonText {
  return { text: utf8Text(body).replace(/^\uFEFF/, ''), hasManyDigits: hasManyDigits(body) };
}

/**
 * @returns what `JSON.parse` returns, but numbers that a double cannot hold are `LosslessNumber`
 * @throws SyntaxError
 */
export function parseJson({ text, hasManyDigits }: JsonText): unknown {
  if (!hasManyDigits && !LONG_EXPONENT.test(text)) return JSON.parse(text);
  return parse(text, null, {
    parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)),
    // as JSON.parse does
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

/** Bytes that are decoded together. */
const PIECE = 1024;

/** As `body.toString()`, which reads all of a text byte by byte twice for one accent in it. */
function utf8Text(body: Buffer): string {
  if (isAscii(body)) return body.toString('latin1');
  const pieces: string[] = [];
  for (let start = 0; start < body.length;) {
    let end = Math.min(start + PIECE, body.length);
    while (isContinuation(body[end])) end += 1;
    const piece = body.subarray(start, end);
    pieces.push(piece.toString(isAscii(piece) ? 'latin1' : 'utf8'));
    start = end;
  }
  return pieces.join('');
}

/** Whether a byte stands within a character. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** An exponent of three digits. A string may look like one; that only costs the slower parser. */
const LONG_EXPONENT = /\d[eE][+-]?\d{3,}\s*(?:[,}\]]|$)/;

/** A double holds every number of fewer digits. */
const LONG = 16;

/**
 * Whether a number may have more digits than a double holds; a string may look like one. A run of 16
 * digits holds one of every 16 places: the others need not be looked at.
 */
function hasManyDigits(body: Buffer): boolean {
  for (let place = LONG - 1; place < body.length; place += LONG) {
    if (!isDigitOrPoint(body[place])) continue;
    let start = place;
    while (isDigitOrPoint(body[start - 1])) start -= 1;
    let end = place + 1;
    while (isDigitOrPoint(body[end])) end += 1;
    if (end - start >= LONG && isLong(body, start, end)) return true;
    place = end - 1;
  }
  return false;
}

/** Undefined, before and after the text, is neither. */
function isDigitOrPoint(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 48 && byte <= 57) || byte === POINT);
}

const POINT = 46;

/** Whether the run from `start` to `end` stands where a value begins, and has as many digits. */
function isLong(body: Buffer, start: number, end: number): boolean {
  const before = body.toString('latin1', Math.max(0, start - MOST_SPACE), start);
  if (!/(?:^|[:[,])\s*-?$/.test(before)) return false;
  return end - start > LONG || !body.subarray(start, end).includes(POINT);
}

/** White space that is looked through before a number; more of it is taken for one that precedes it. */
const MOST_SPACE = 100;
