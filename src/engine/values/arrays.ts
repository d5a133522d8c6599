/** Arrays: their types, and their text as PostgreSQL writes and reads it: `{1,2,NULL}`. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import type { ArrayType, ElementType, SqlArray, SqlType, SqlValue } from './types.ts';

export const arrayOf = (type: ElementType): ArrayType => `${type}[]`;

/** The type of an array's elements; null for what is no array. */
export const elementOf = (type: SqlType): ElementType | null =>
  isArrayType(type) ? (type.slice(0, -2) as ElementType) : null;

export const isArrayType = (type: SqlType): type is ArrayType => type.endsWith('[]');

export const isArray = (value: SqlValue): value is SqlArray => Array.isArray(value);

// ------------------------------------------------------------------------ text

/** The text of an array, given its elements'; null is NULL. */
export const arrayText = (elements: readonly (string | null)[]): string =>
  `{${elements.map((text) => (text === null ? 'NULL' : quoted(text))).join(',')}}`;

/** In quotes where it would otherwise be read as something else. */
function quoted(text: string): string {
  const plain = text !== '' && !/[{},"\\\s]/.test(text) && text.toUpperCase() !== 'NULL';
  return plain ? text : `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}

const SPACE = /\s*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const BARE = /(?:[^{},"\\]|\\.)+/sy;

/**
 * The texts of an array's elements; null for NULL.
 * @throws ExecutionError INVALID_VALUE unless `text` is an array of one dimension
 */
export function arrayElements(text: string): readonly (string | null)[] {
  const reader = new ArrayReader(text);
  if (!reader.takes('{')) throw malformed(text);
  const elements: (string | null)[] = [];
  if (!reader.takes('}')) {
    do elements.push(reader.element());
    while (reader.takes(','));
    if (!reader.takes('}')) throw malformed(text);
  }
  if (!reader.atEnd()) throw malformed(text);
  return elements;
}

class ArrayReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  takes(symbol: string): boolean {
    this.#match(SPACE);
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  atEnd(): boolean {
    this.#match(SPACE);
    return this.#at === this.#text.length;
  }

  element(): string | null {
    this.#match(SPACE);
    const inQuotes = this.#match(QUOTED);
    if (inQuotes !== undefined) return unescaped(inQuotes.slice(1, -1));
    const bare = this.#match(BARE)?.trim() ?? '';
    if (bare === '') throw malformed(this.#text);
    return bare.toUpperCase() === 'NULL' ? null : unescaped(bare);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

function malformed(text: string): ExecutionError {
  const nested = /^\s*\{\s*\{/.test(text);
  return new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not an array`, {
    hint: nested
      ? 'Arrays have one dimension here.'
      : 'An array is written {1,2,3} or ARRAY[1, 2, 3].',
  });
}
