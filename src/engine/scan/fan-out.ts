/**
 * The items of several streams one after the other, as if read in sequence, while all of up to
 * `atOnce` streams are read on, each until `ahead` of its items wait to be delivered. So a slow
 * stream holds up no other. The first failure of any of them ends it at once.
 */
export async function* fanOut<T>(
  streams: readonly (() => AsyncGenerator<T>)[],
  { atOnce, ahead }: { readonly atOnce: number; readonly ahead: number },
): AsyncGenerator<T> {
  const running: ReadAhead<T>[] = [];
  let next = 0;
  let failure: { readonly error: unknown } | null = null;
  const onFailure = (error: unknown): void => {
    failure ??= { error };
    for (const stream of running) stream.wake();
  };
  // a stream that has ended makes room for the next, though its items still wait
  const fill = (): void => {
    for (; running.filter(({ ended }) => !ended).length < atOnce && next < streams.length; next++) {
      const start = streams[next] as () => AsyncGenerator<T>;
      const hasFailed = (): boolean => failure !== null;
      running.push(new ReadAhead(start(), { ahead, onEnd: fill, onFailure, hasFailed }));
    }
  };
  const throwIfFailed = (): void => {
    if (failure !== null) throw failure.error;
  };
  try {
    fill();
    for (let current = running[0]; current !== undefined; current = running[0]) {
      for (;;) {
        const item = await current.take();
        throwIfFailed();
        if (item.done === true) break;
        yield item.value;
      }
      running.shift();
      fill();
    }
  } finally {
    next = streams.length;
    for (const stream of running) stream.stop();
  }
}

interface ReadAheadOptions {
  readonly ahead: number;
  readonly onEnd: () => void;
  readonly onFailure: (error: unknown) => void;
  /** Whether any stream has failed: then there is nothing to wait for. */
  readonly hasFailed: () => boolean;
}

/** A stream that is read on while nobody asks, as far as there is room. */
class ReadAhead<T> {
  ended = false;
  readonly #stream: AsyncGenerator<T>;
  readonly #options: ReadAheadOptions;
  readonly #waiting: T[] = [];
  #stopped = false;
  /** Wakes whoever waits for an item, or for room. */
  #changed: () => void = () => undefined;

  constructor(stream: AsyncGenerator<T>, options: ReadAheadOptions) {
    this.#stream = stream;
    this.#options = options;
    void this.#read();
  }

  async take(): Promise<IteratorResult<T, undefined>> {
    while (this.#waiting.length === 0 && !this.ended && !this.#options.hasFailed()) {
      await this.#change();
    }
    if (this.#waiting.length === 0) return { done: true, value: undefined };
    const value = this.#waiting.shift() as T;
    this.#changed();
    return { done: false, value };
  }

  wake(): void {
    this.#changed();
  }

  /** Not awaited: the caller's signal ends what the stream is waiting for. */
  stop(): void {
    this.#stopped = true;
    this.wake();
    this.#stream.return(undefined).catch(() => undefined);
  }

  async #read(): Promise<void> {
    try {
      for (let item = await this.#stream.next(); item.done !== true;) {
        this.#waiting.push(item.value);
        this.#changed();
        while (this.#waiting.length >= this.#options.ahead && !this.#stopped) await this.#change();
        if (this.#stopped) return;
        item = await this.#stream.next();
      }
      this.ended = true;
      this.#options.onEnd();
      this.#changed();
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  /** One waits for an item and the other for room, never both: there is room when there is no item. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}
