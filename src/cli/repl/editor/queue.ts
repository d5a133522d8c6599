/** What came in, in its order, for a reader that is slower than the person or a paste. */
export class Queue<T> {
  #items: T[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  /** Forgets what nobody has read. */
  clear(): void {
    this.#items = [];
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The next item; null at the end. Only one reader may wait. */
  async next(): Promise<T | null> {
    while (this.#items.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#items.shift() ?? null;
  }
}
