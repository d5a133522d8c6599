/**
 * The two output streams of the program. Results wait for a slow reader; a reader that left
 * (`| head`) is no error; and the progress line never mixes with other text.
 */
import { columnsOf, type CliIo, type Output } from './io.ts';
import { truncate } from './width.ts';

const CLEAR_LINE = '\r\x1b[2K';

export class Screen {
  readonly #stdout: Output;
  readonly #stderr: Output;
  readonly #left = new AbortController();
  /** Whether the cursor can go back to rewrite a line. */
  readonly #showsStatus: boolean;
  #status = '';

  constructor({ stdout, stderr, env }: Pick<CliIo, 'stdout' | 'stderr' | 'env'>) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#showsStatus = stderr.isTTY === true && env['TERM'] !== 'dumb';
    stdout.on('error', (error: NodeJS.ErrnoException) => this.#left.abort(error));
    // Nobody is left to tell.
    stderr.on('error', () => undefined);
  }

  /** Aborted when nobody reads the results any more. */
  get readerLeft(): AbortSignal {
    return this.#left.signal;
  }

  /** Writes part of a result; resolves when there is room for more. */
  async result(text: string | Uint8Array): Promise<void> {
    if (text.length === 0 || this.#left.signal.aborted) return;
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

  /** Replaces the line at the cursor while something runs; empty takes it away. */
  status(text: string): void {
    if (!this.#showsStatus || text === this.#status) return;
    const shown = truncate(text, columnsOf(this.#stderr) - 1);
    this.#stderr.write(`${CLEAR_LINE}${shown}`);
    this.#status = text;
  }
}
