/** Reads one property's value from text. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { PropertyDefinition, PropertyValue, UrlForm } from './definition.ts';
import { Secret } from './secret.ts';
import { nearestName } from '../suggest.ts';

const TRUE = ['true', 'yes', 'on', '1'];
const FALSE = ['false', 'no', 'off', '0'];

/** `ok: false` carries what would have been allowed, as the end of a sentence: "PageSize must be …". */
export type ValueResult =
  | { readonly ok: true; readonly value: PropertyValue }
  | { readonly ok: false; readonly expected: string; readonly suggestion?: string | undefined };

/** `text` as a value of the property; an empty text is the default. */
export function readValue(definition: PropertyDefinition, text: string): ValueResult {
  if (text === '') return found(definition.default);
  switch (definition.kind) {
    case 'string':
      return found(text);
    case 'secret':
      return found(new Secret(text));
    case 'path':
      return found(text.startsWith('~/') ? join(homedir(), text.slice(2)) : text);
    case 'integer':
      return readInteger(text, definition.min, definition.max);
    case 'boolean':
      return readBoolean(text);
    case 'enum':
      return readEnum(text, definition.values);
    case 'url':
      return readUrl(text, definition.form);
  }
}

function readInteger(text: string, min: number, max: number): ValueResult {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return found(value);
  const expected =
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${min}`
      : `a whole number from ${min} to ${max}`;
  return { ok: false, expected };
}

function readBoolean(text: string): ValueResult {
  const lower = text.toLowerCase();
  if (TRUE.includes(lower)) return found(true);
  if (FALSE.includes(lower)) return found(false);
  return { ok: false, expected: 'true or false' };
}

function readEnum(text: string, values: readonly string[]): ValueResult {
  const value = values.find((allowed) => allowed.toLowerCase() === text.toLowerCase());
  if (value !== undefined) return found(value);
  const expected = `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
  return { ok: false, expected, suggestion: nearestName(text, values) };
}

function readUrl(text: string, form: UrlForm): ValueResult {
  const address = form === 'proxy' && !text.includes('://') ? `http://${text}` : text;
  if (isPlainHttpAddress(address)) {
    return found(form === 'callback' ? address : address.replace(/\/+$/, ''));
  }
  return {
    ok: false,
    expected: 'an address like http://localhost:8080, without a user, "?" or "#"',
  };
}

function isPlainHttpAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}

function found(value: PropertyValue): ValueResult {
  return { ok: true, value };
}
