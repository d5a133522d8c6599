const MASK = '***';

/**
 * A value that must not be shown. Printing, logging, concatenating or serialising a `Secret` gives
 * `***`; only `reveal()` gives the text, so a search for `reveal` lists every use of a secret.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  static {
    // By the symbol's registered name, so that the type declarations need none of Node's.
    const inspect = Symbol.for('nodejs.util.inspect.custom');
    Object.defineProperty(Secret.prototype, inspect, { value: () => MASK });
  }
}
