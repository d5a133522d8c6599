/**
 * Text that is no formula. A spreadsheet that opens CSV runs a field that begins with one of these
 * characters, and the data comes from anyone who can write a contact's name. Such a text is written
 * with an apostrophe before it, as OWASP advises; numbers, dates and booleans never are.
 */
import type { FlatColumn } from './flat.ts';

const FORMULA = /^[=+\-@\t\r]/;

export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Whether values of this type are text that somebody wrote. */
export function isText({ type }: FlatColumn): boolean {
  return type === 'text' || type === 'uuid';
}
