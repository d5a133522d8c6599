/** Reads line by line, for terminals that cannot move the cursor (TERM=dumb). */
import { createInterface, type Interface } from 'node:readline';
import type { CliIo } from '../../io.ts';
import { Queue } from './queue.ts';
import type { Read, Reader, ReaderParts, ReadOptions } from './reader.ts';

export class PlainReader implements Reader {
  readonly #io: CliIo;
  readonly #readline: Interface;
  readonly #lines = new Queue<string | Read>();
  readonly #stopListening: () => void;
  #isReading = false;

  constructor(io: CliIo, parts: ReaderParts) {
    this.#io = io;
    this.#readline = createInterface({ input: io.stdin, terminal: false });
    this.#readline.on('line', (line) => this.#lines.push(line));
    this.#readline.on('close', () => {
      this.#lines.end();
      parts.onEnd();
    });
    let stop = (): void => undefined;
    const listen = (): void => {
      stop = io.onInterrupt(() => {
        listen();
        this.#lines.clear();
        if (this.#isReading) this.#lines.push({ kind: 'interrupt' });
        else parts.onInterrupt();
      });
    };
    listen();
    this.#stopListening = () => stop();
  }

  async read({ prompt, isComplete, initial }: ReadOptions): Promise<Read> {
    let text = initial;
    for (let line = 0; ; line++) {
      if (this.#lines.isEmpty) this.#io.stdout.write(prompt(line, text));
      const next = await this.#next();
      if (typeof next !== 'string') return next;
      text = text === '' ? next : `${text}\n${next}`;
      if (isComplete(text)) return { kind: 'text', text };
    }
  }

  async ask(question: string, signal: AbortSignal): Promise<string | null> {
    this.#io.stdout.write(question);
    const stop = (): void => this.#lines.push({ kind: 'interrupt' });
    signal.addEventListener('abort', stop, { once: true });
    const next = await this.#next().finally(() => signal.removeEventListener('abort', stop));
    signal.throwIfAborted();
    return typeof next === 'string' ? next : null;
  }

  suspend<T>(work: () => Promise<T>): Promise<T> {
    this.#readline.pause();
    return work().finally(() => this.#readline.resume());
  }

  close(): void {
    this.#stopListening();
    this.#readline.close();
  }

  async #next(): Promise<string | Read> {
    this.#isReading = true;
    try {
      return (await this.#lines.next()) ?? { kind: 'end' };
    } finally {
      this.#isReading = false;
    }
  }
}
