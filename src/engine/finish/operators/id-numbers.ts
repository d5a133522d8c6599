import { CHUNK_ROWS } from '../work.ts';
import { NO_KEY, type PartNumbers } from './part-numbers.ts';

/** Bytes of an id, `01234567-89ab-…`, and words of four of them. */
const ID_BYTES = 36;
const ID_WORDS = 9;

/** The ids of a chunk, one after the other, and room to see that there was too much to write. */
const WORDS = new Int32Array((CHUNK_ROWS + 1) * ID_WORDS);
const BYTES = Buffer.from(WORDS.buffer);

/**
 * Numbers for ids: a hash table in flat arrays that holds their characters. Its `Map` of texts would
 * look each up where it lies in memory, which takes several times as long when they are many. What
 * is not 36 characters of ASCII (NULL; Xero's answers are not checked for more) is in a `Map`.
 */
export class IdNumbers implements PartNumbers {
  size = 0;
  readonly #others = new Map<unknown, number>();
  /** By hash, and then one after the other: the id's place and 1; 0 where there is none. */
  #slots: Int32Array = new Int32Array(64);
  /** By place: the words of the id, and its number. */
  #words: Int32Array = new Int32Array(32 * ID_WORDS);
  #numbers: Int32Array = new Int32Array(32);
  #ids = 0;

  number(values: readonly unknown[], count: number, numbers: Int32Array, adds: boolean): void {
    const written = writeIds(values, count);
    let at = 0;
    for (let index = 0; index < count; index++) {
      const value = values[index];
      if (written && isLongEnough(value)) {
        numbers[index] = this.#ofId(at, adds);
        at += ID_WORDS;
      } else if (!written && isLongEnough(value) && writeIds([value], 1)) {
        numbers[index] = this.#ofId(0, adds);
      } else numbers[index] = this.#ofOther(value, adds);
    }
  }

  #ofOther(value: unknown, adds: boolean): number {
    const known = this.#others.get(value);
    if (known !== undefined) return known;
    if (!adds) return NO_KEY;
    this.#others.set(value, this.size);
    return this.size++;
  }

  /** @param at where its words begin in WORDS */
  #ofId(at: number, adds: boolean): number {
    const slot = this.#slotOf(WORDS, at);
    const place = (this.#slots[slot] as number) - 1;
    if (place >= 0) return this.#numbers[place] as number;
    return adds ? this.#add(at, slot) : NO_KEY;
  }

  #add(at: number, slot: number): number {
    const place = this.#ids++;
    this.#slots[slot] = place + 1;
    this.#numbers[place] = this.size;
    for (let word = 0; word < ID_WORDS; word++) {
      this.#words[place * ID_WORDS + word] = WORDS[at + word] as number;
    }
    if (this.#ids === this.#numbers.length) this.#grow();
    return this.size++;
  }

  /** Where an id stands, or would stand. */
  #slotOf(words: Int32Array, at: number): number {
    const [slots, known] = [this.#slots, this.#words];
    const last = slots.length - 1;
    let slot = hash(words, at) & last;
    for (let next = slots[slot] as number; next > 0; next = slots[slot] as number) {
      const place = (next - 1) * ID_WORDS;
      let word = 0;
      while (word < ID_WORDS && known[place + word] === words[at + word]) word++;
      if (word === ID_WORDS) return slot;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #grow(): void {
    const [words, numbers] = [this.#words, this.#numbers];
    this.#words = new Int32Array(words.length * 2);
    this.#words.set(words);
    this.#numbers = new Int32Array(numbers.length * 2);
    this.#numbers.set(numbers);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let place = 0; place < this.#ids; place++) {
      this.#slots[this.#slotOf(this.#words, place * ID_WORDS)] = place + 1;
    }
  }
}

const isLongEnough = (value: unknown): value is string =>
  typeof value === 'string' && value.length === ID_BYTES;

/**
 * Writes those of the values that are long enough to WORDS, all with one call.
 * @returns whether they are ASCII, so that each has its place
 */
function writeIds(values: readonly unknown[], count: number): boolean {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const value = values[index];
    if (isLongEnough(value)) ids.push(value);
  }
  return BYTES.write(ids.join('')) === ids.length * ID_BYTES;
}

function hash(words: Int32Array, at: number): number {
  let mixed = 0;
  for (let word = 0; word < ID_WORDS; word++) {
    mixed = Math.imul(mixed ^ (words[at + word] as number), 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed;
}
