/** Ids of documents, of which there may be millions: a GUID takes 16 bytes here, and as a text a hundred. */

/** 128 bits as four words. */
const WORDS = 4;
const FIRST_SLOTS = 1024;
/** Of the slots; with more of them taken a free one is far. */
const FULL = 2 / 3;
/** Of a GUID's text: where its words of eight digits begin, hyphens aside. */
const GUID =
  /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})([0-9a-f]{8})$/i;

/** A set of GUIDs, in any case, and of whatever else a service takes for ids. */
export class IdSet {
  readonly #others = new Set<unknown>();
  /** An open hash table; a slot of four zeros is free. */
  #table = new Uint32Array(FIRST_SLOTS * WORDS);
  #used = 0;

  /** @returns whether it is new */
  add(id: unknown): boolean {
    const words = typeof id === 'string' ? wordsOf(id) : null;
    return words === null ? this.#addOther(id) : this.#addWords(words);
  }

  #addOther(id: unknown): boolean {
    const key = typeof id === 'string' ? id.toLowerCase() : id;
    if (this.#others.has(key)) return false;
    this.#others.add(key);
    return true;
  }

  #addWords(words: Words): boolean {
    const slot = slotFor(this.#table, words);
    if (!isFree(this.#table, slot)) return false;
    this.#table.set(words, slot);
    this.#used += 1;
    if (this.#used * WORDS > this.#table.length * FULL) this.#grow();
    return true;
  }

  #grow(): void {
    // by half: twice as many slots would be two thirds empty, beside the old ones while they move
    const grown = new Uint32Array(Math.ceil((this.#table.length / WORDS) * 1.5) * WORDS);
    for (let slot = 0; slot < this.#table.length; slot += WORDS) {
      if (isFree(this.#table, slot)) continue;
      const words = this.#table.subarray(slot, slot + WORDS);
      grown.set(words, slotFor(grown, words));
    }
    this.#table = grown;
  }
}

type Words = ArrayLike<number>;

/** null for what is no GUID; nor is the one of zeros, which would look like a free slot. */
function wordsOf(id: string): Words | null {
  const match = GUID.exec(id);
  if (match === null) return null;
  const [, a = '', b = '', c = '', d = '', e = '', f = ''] = match;
  const words = [a, b + c, d + e, f].map((digits) => parseInt(digits, 16));
  return words.some((word) => word !== 0) ? words : null;
}

/** The slot that holds these words, or the free one where they belong. */
function slotFor(table: Uint32Array, words: Words): number {
  let slot = (hashOf(words) % (table.length / WORDS)) * WORDS;
  while (!isFree(table, slot) && !holds(table, slot, words)) {
    slot += WORDS;
    if (slot === table.length) slot = 0;
  }
  return slot;
}

function hashOf(words: Words): number {
  let hash = 0;
  for (let index = 0; index < WORDS; index += 1) {
    hash = Math.imul(hash ^ (words[index] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

function isFree(table: Uint32Array, slot: number): boolean {
  return !(table[slot] || table[slot + 1] || table[slot + 2] || table[slot + 3]);
}

function holds(table: Uint32Array, slot: number, words: Words): boolean {
  for (let index = 0; index < WORDS; index += 1) {
    if (table[slot + index] !== words[index]) return false;
  }
  return true;
}
