/** Numbers for the values of a part of a key, and for pairs of such numbers. */

/** In place of the number of a key that has none. */
export const NO_KEY = -1;

/** Numbers for the values of one part of a key. */
export interface PartNumbers {
  readonly size: number;
  /**
   * Puts the numbers of the first `count` values into `numbers`.
   * @param adds whether a new value gets the next number, else NO_KEY
   */
  readonly number: (
    values: readonly unknown[],
    count: number,
    numbers: Int32Array,
    adds: boolean,
  ) => void;
}

/** Values by what a `Map` takes for equal. */
export class ValueNumbers implements PartNumbers {
  readonly #numbers = new Map<unknown, number>();

  get size(): number {
    return this.#numbers.size;
  }

  number(values: readonly unknown[], count: number, numbers: Int32Array, adds: boolean): void {
    const known = this.#numbers;
    for (let index = 0; index < count; index++) {
      const value = values[index];
      let number = known.get(value);
      if (number === undefined) {
        number = adds ? known.size : NO_KEY;
        if (adds) known.set(value, number);
      }
      numbers[index] = number;
    }
  }
}

/** Numbers for pairs of numbers: a hash table in flat arrays, for a `Map` takes no two keys. */
export class PairNumbers {
  size = 0;
  /** By hash, and then one after the other: the pair's number and 1; 0 where there is none. */
  #slots: Int32Array = new Int32Array(64);
  /** By number: the pair. */
  #firsts: Int32Array = new Int32Array(32);
  #seconds: Int32Array = new Int32Array(32);

  /** Puts the numbers of pairs in the place of their first numbers. */
  number(firsts: Int32Array, seconds: Int32Array, count: number, adds: boolean): void {
    for (let index = 0; index < count; index++) {
      const [first, second] = [firsts[index] as number, seconds[index] as number];
      const slot = this.#slotOf(first, second);
      const known = (this.#slots[slot] as number) - 1;
      firsts[index] = known >= 0 || !adds ? known : this.#add(first, second, slot);
    }
  }

  #add(first: number, second: number, slot: number): number {
    const next = this.size++;
    this.#slots[slot] = next + 1;
    this.#firsts[next] = first;
    this.#seconds[next] = second;
    if (this.size === this.#firsts.length) this.#grow();
    return next;
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
