/** JSON without losing a digit. */
import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

/**
 * A number that may not fit a double: 16 digits or more, or an exponent of three digits. It may
 * also match inside a string; that only costs the slower parser.
 */
const LONG_NUMBER = /[:[,]\s*-?(?:\d{16}|\d[\d.]{16}|\d[\d.]*[eE][+-]?\d{3})/;

/**
 * @returns what `JSON.parse` returns, but numbers that a double cannot hold are `LosslessNumber`
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return parse(text, null, {
    parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)),
    // as JSON.parse does
    onDuplicateKey: ({ newValue }) => newValue,
  });
}
