/** Numbers for the keys of rows: equal keys have one number, counted from 0 as they come. */
import type { Evaluator } from '../../expr/index.ts';
import { identityOf, isPlain } from '../../values/compare.ts';
import type { SqlType, Tuple } from '../../values/types.ts';

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

/** In place of the number of a key that has none. */
export const NO_KEY = -1;

/**
 * Values are hashed as they are, part by part: no text is made of a row. NULL is a value like others
 * where rows are grouped; where they are matched a key with NULL has no number.
 */
export class KeyNumbers {
  readonly #nullsMatch: boolean;
  /** For each part: a code for each of its values. */
  readonly #codes: readonly Map<unknown, number>[];
  /** For each part but the first: numbers by the number of the parts before it and its code. */
  readonly #pairs: readonly PairNumbers[];

  constructor(reader: KeyReader, nullsMatch: boolean) {
    this.#nullsMatch = nullsMatch;
    this.#codes = reader.map(() => new Map<unknown, number>());
    this.#pairs = reader.slice(1).map(() => new PairNumbers());
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
      number = index === 0 ? code : (this.#pairs[index - 1] as PairNumbers).add(number, code);
    }
    return number;
  }

  /** The number of a row's key, or NO_KEY. Adds none. */
  find(row: Tuple, reader: KeyReader): number {
    let number = NO_KEY;
    for (let index = 0; index < reader.length; index++) {
      const part = (reader[index] as KeyReader[number])(row);
      if (part === null && !this.#nullsMatch) return NO_KEY;
      const code = (this.#codes[index] as Map<unknown, number>).get(part);
      if (code === undefined) return NO_KEY;
      number = index === 0 ? code : (this.#pairs[index - 1] as PairNumbers).find(number, code);
      if (number === NO_KEY) return NO_KEY;
    }
    return number;
  }
}

function numberIn(numbers: Map<unknown, number>, key: unknown): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const next = numbers.size;
  numbers.set(key, next);
  return next;
}

/** Numbers for pairs of numbers: a hash table in flat arrays, for a `Map` takes no two keys. */
export class PairNumbers {
  size = 0;
  /** By hash, and then one after the other: the pair's number and 1; 0 where there is none. */
  #slots: Int32Array = new Int32Array(64);
  /** By number: the pair. */
  #firsts: Int32Array = new Int32Array(32);
  #seconds: Int32Array = new Int32Array(32);

  /** The number of a pair; a new one gets the next. */
  add(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const known = this.#slots[slot] as number;
    if (known > 0) return known - 1;
    const next = this.size++;
    this.#slots[slot] = next + 1;
    this.#firsts[next] = first;
    this.#seconds[next] = second;
    if (this.size === this.#firsts.length) this.#grow();
    return next;
  }

  /** The number of a pair, or NO_KEY. */
  find(first: number, second: number): number {
    return (this.#slots[this.#slotOf(first, second)] as number) - 1;
  }

  /** Where the pair stands, or would stand. */
  #slotOf(first: number, second: number): number {
    const slots = this.#slots;
    let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    mixed ^= mixed >>> 15;
    for (let slot = mixed & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const number = (slots[slot] as number) - 1;
      if (number < 0) return slot;
      if (this.#firsts[number] === first && this.#seconds[number] === second) return slot;
    }
  }

  #grow(): void {
    this.#firsts = twice(this.#firsts);
    this.#seconds = twice(this.#seconds);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.size; number++) {
      const slot = this.#slotOf(this.#firsts[number] as number, this.#seconds[number] as number);
      this.#slots[slot] = number + 1;
    }
  }
}

function twice(numbers: Int32Array): Int32Array {
  const longer = new Int32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
