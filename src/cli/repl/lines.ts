/** Lines in the order they were entered, for a reader that is slower than the person or a paste. */
export class LineQueue {
  #lines: string[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  push(line: string): void {
    this.#lines.push(line);
    this.#wake();
  }

  /** Forgets the lines that nobody has read. */
  clear(): void {
    this.#lines = [];
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The next line; null at the end. */
  async next(): Promise<string | null> {
    while (this.#lines.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#lines.shift() ?? null;
  }
}
