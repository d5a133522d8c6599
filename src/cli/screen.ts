/**
 * The two output streams of the program. Results wait for a slow reader; a reader that left
 * (`| head`) is no error; and the progress line never mixes with other text.
 */
import type { CliIo, Output } from './io.ts';
import { truncate } from './width.ts';

const CLEAR_LINE = '\r\x1b[2K';

export class Screen {
  readonly #stdout: Output;
  readonly #stderr: Output;
  readonly #left = new AbortController();
  #status = '';

  constructor({ stdout, stderr }: Pick<CliIo, 'stdout' | 'stderr'>) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    stdout.on('error', (error: NodeJS.ErrnoException) => this.#left.abort(error));
    // Nobody is left to tell.
    stderr.on('error', () => undefined);
  }

  /** Aborted when nobody reads the results any more. */
  get readerLeft(): AbortSignal {
    return this.#left.signal;
  }

  /** Writes part of a result; resolves when there is room for more. */
  async result(text: string): Promise<void> {
    if (text === '' || this.#left.signal.aborted) return;
    if (this.#stdout.isTTY === true) this.status('');
    if (this.#stdout.write(text)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#stdout.off('drain', go);
        this.#stdout.off('close', go);
        this.#left.signal.removeEventListener('abort', go);
        resolve();
      };
      this.#stdout.once('drain', go);
      this.#stdout.once('close', go);
      this.#left.signal.addEventListener('abort', go);
    });
  }

  /** Tells the person something, on a line of its own. */
  tell(text: string): void {
    this.write(`${text}\n`);
  }

  write(text: string): void {
    this.status('');
    this.#stderr.write(text);
  }

  get showsStatus(): boolean {
    return this.#stderr.isTTY === true;
  }

  /** Replaces the line at the cursor while something runs; empty takes it away. */
  status(text: string): void {
    if (!this.showsStatus || text === this.#status) return;
    const shown = truncate(text, (this.#stderr.columns ?? 80) - 1);
    this.#stderr.write(`${CLEAR_LINE}${shown}`);
    this.#status = text;
  }
}
