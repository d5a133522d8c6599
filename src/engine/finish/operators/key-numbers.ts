/** Numbers for the keys of rows: equal keys have one number, counted from 0 as they come. */
import type { Evaluator } from '../../expr/index.ts';
import { identityOf, isPlain } from '../../values/compare.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import { inChunks, type Work } from '../work.ts';

/** Reads the parts of a key from a row, as a `Map` may hold them. */
export type KeyReader = readonly ((row: Tuple) => unknown)[];

export function keyReader(evaluators: readonly Evaluator[], types: readonly SqlType[]): KeyReader {
  // All rows are alike in no columns.
  if (evaluators.length === 0) return [() => true];
  return evaluators.map((evaluate, index) => {
    const type = types[index] ?? 'unknown';
    if (isPlain(type)) return evaluate;
    const identity = identityOf(type);
    return (row) => identity(evaluate(row));
  });
}

/** Numbers and codes below it make pairs that a double holds exactly. */
const MOST_CODES = 2 ** 26;

/** In place of the number of a key that has none. */
export const NO_KEY = -1;

/**
 * Values are hashed as they are, part by part: no text is made of a row. NULL is a value like others
 * where rows are grouped; where they are matched a key with NULL has no number.
 */
export class KeyNumbers {
  readonly #nullsMatch: boolean;
  readonly #codes: readonly Map<unknown, number>[];
  /** For each part but the first: numbers by the number of the parts before it and its code. */
  readonly #pairs: readonly Map<number, number>[];

  constructor(reader: KeyReader, nullsMatch: boolean) {
    this.#nullsMatch = nullsMatch;
    this.#codes = reader.map(() => new Map<unknown, number>());
    this.#pairs = reader.slice(1).map(() => new Map<number, number>());
  }

  /** How many different keys there are. */
  get size(): number {
    return this.#pairs.at(-1)?.size ?? this.#codes[0]?.size ?? 0;
  }

  /** The number of a row's key; a new key gets the next one. */
  add(row: Tuple, reader: KeyReader): number {
    let number = NO_KEY;
    for (let index = 0; index < reader.length; index++) {
      const part = (reader[index] as KeyReader[number])(row);
      if (part === null && !this.#nullsMatch) return NO_KEY;
      const code = numberIn(this.#codes[index] as Map<unknown, number>, part);
      const pairs = this.#pairs[index - 1];
      number = pairs === undefined ? code : numberIn(pairs, number * MOST_CODES + code);
    }
    return number;
  }

  /** The number of a row's key, or NO_KEY. Adds none. */
  find(row: Tuple, reader: KeyReader): number {
    let number = NO_KEY;
    for (let index = 0; index < reader.length; index++) {
      const part = (reader[index] as KeyReader[number])(row);
      if (part === null && !this.#nullsMatch) return NO_KEY;
      const code = this.#codes[index]?.get(part);
      if (code === undefined) return NO_KEY;
      const pairs = this.#pairs[index - 1];
      const found = pairs === undefined ? code : pairs.get(number * MOST_CODES + code);
      if (found === undefined) return NO_KEY;
      number = found;
    }
    return number;
  }
}

function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const next = numbers.size;
  numbers.set(key, next);
  return next;
}

/** Rows by the number of their key. */
export interface Numbered {
  /** Of each row. */
  readonly numbers: Int32Array;
  /** How many there are. */
  readonly size: number;
}

/** Groups rows by their keys; NULL is like NULL. */
export function* numberRows(rows: readonly Tuple[], reader: KeyReader): Work<Numbered> {
  const keys = new KeyNumbers(reader, true);
  const numbers = new Int32Array(rows.length);
  yield* inChunks(rows.length, (start, end) => {
    for (let index = start; index < end; index++) {
      numbers[index] = keys.add(rows[index] as Tuple, reader);
    }
  });
  return { numbers, size: keys.size };
}
