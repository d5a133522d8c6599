/** Numbers for the keys of rows: equal keys have one number, counted from 0 as they come. */
import type { Evaluator } from '../../expr/index.ts';
import { identityOf, isPlain } from '../../values/compare.ts';
import type { SqlType, Tuple } from '../../values/types.ts';
import { CHUNK_ROWS, inChunks, type Work } from '../work.ts';
import { IdNumbers } from './id-numbers.ts';
import { NO_KEY, PairNumbers, type PartNumbers, ValueNumbers } from './part-numbers.ts';

/** Reads the keys of a chunk of rows by their parts, as a `Map` may hold them; valid until it reads again. */
export type KeyReader = (
  rows: readonly Tuple[],
  start: number,
  end: number,
) => readonly (readonly unknown[])[];

export function keyReader(evaluators: readonly Evaluator[], types: readonly SqlType[]): KeyReader {
  const readers = evaluators.map((evaluate, index) => {
    const type = types[index] ?? 'unknown';
    if (isPlain(type)) return evaluate;
    const identity = identityOf(type);
    return (row: Tuple) => identity(evaluate(row));
  });
  // All rows are alike in no columns.
  if (readers.length === 0) readers.push(() => true);
  const columns = readers.map((): unknown[] => []);
  return (rows, start, end) => {
    for (let part = 0; part < readers.length; part++) {
      const [read, column] = [readers[part] as Evaluator, columns[part] as unknown[]];
      for (let index = start; index < end; index++) {
        column[index - start] = read(rows[index] as Tuple);
      }
    }
    return columns;
  };
}

/** The codes of one part, while the parts before it wait. */
const CODES = new Int32Array(CHUNK_ROWS);

/**
 * Values are hashed as they are, part by part: no text is made of a row. NULL is a value like others
 * where rows are grouped; where they are matched a key with NULL has no number.
 */
export class KeyNumbers {
  readonly #nullsMatch: boolean;
  readonly #parts: readonly PartNumbers[];
  /** For each part but the first: numbers by the number of the parts before it and its own. */
  readonly #pairs: readonly PairNumbers[];

  constructor(types: readonly SqlType[], nullsMatch: boolean) {
    this.#nullsMatch = nullsMatch;
    const parts: readonly SqlType[] = types.length === 0 ? ['boolean'] : types;
    this.#parts = parts.map((type) => (type === 'uuid' ? new IdNumbers() : new ValueNumbers()));
    this.#pairs = parts.slice(1).map(() => new PairNumbers());
  }

  /** How many different keys there are. */
  get size(): number {
    return this.#pairs.at(-1)?.size ?? this.#parts[0]?.size ?? 0;
  }

  /**
   * Puts the numbers of the first `count` keys, CHUNK_ROWS at most, into `numbers`; a new key gets the
   * next one.
   */
  add(columns: readonly (readonly unknown[])[], count: number, numbers: Int32Array): void {
    this.#number(columns, count, numbers, true);
  }

  /** As `add`, but a new key has NO_KEY. */
  find(columns: readonly (readonly unknown[])[], count: number, numbers: Int32Array): void {
    this.#number(columns, count, numbers, false);
  }

  #number(
    columns: readonly (readonly unknown[])[],
    count: number,
    numbers: Int32Array,
    adds: boolean,
  ): void {
    for (const [part, values] of columns.entries()) {
      const pairs = this.#pairs[part - 1];
      this.#parts[part]?.number(values, count, pairs === undefined ? numbers : CODES, adds);
      pairs?.number(numbers, CODES, count, adds);
    }
    if (this.#nullsMatch) return;
    for (const values of columns) {
      for (let index = 0; index < count; index++) {
        if (values[index] === null) numbers[index] = NO_KEY;
      }
    }
  }
}

/** The number of each row's key, all added to `keys`. */
export function* numberRows(
  rows: readonly Tuple[],
  read: KeyReader,
  keys: KeyNumbers,
): Work<Int32Array> {
  const numbers = new Int32Array(rows.length);
  yield* inChunks(rows.length, (start, end) => {
    keys.add(read(rows, start, end), end - start, numbers.subarray(start, end));
  });
  return numbers;
}
