/** The program with streams of our own in place of the terminal's. */
import { PassThrough, Writable } from 'node:stream';
import { runCli } from '../../src/cli/cli.ts';
import type { CliIo, Input, Output } from '../../src/cli/io.ts';

export interface FakeIo extends CliIo {
  readonly stdin: Input & PassThrough;
  /** What was written so far. */
  out(): string;
  err(): string;
  /** Both, in the order it was written. */
  all(): string;
  /** Presses Ctrl-C where no line editor takes it. */
  interrupt(): void;
  /** Hears of everything that is written, on either stream. */
  onWrite(listener: (text: string) => void): void;
}

export interface FakeIoOptions {
  /** What is piped in; null leaves the input open, as a terminal does. */
  readonly stdin?: string | Buffer | null;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly historyFile?: string;
}

export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const { terminal = false, columns = 100, rows = 30 } = options;
  const written: { readonly to: 'out' | 'err'; readonly text: string }[] = [];
  const listeners: ((text: string) => void)[] = [];
  const output = (to: 'out' | 'err'): Output => {
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        const text = chunk.toString();
        written.push({ to, text });
        for (const listener of listeners) listener(text);
        done();
      },
    });
    return terminal ? Object.assign(stream, { isTTY: true, columns, rows }) : stream;
  };
  const stdin = Object.assign(new PassThrough(), terminal ? { isTTY: true } : {});
  if (options.stdin !== null) stdin.end(options.stdin ?? '');
  const interrupts = new Set<() => void>();
  const text = (to?: 'out' | 'err'): string =>
    written
      .filter((part) => to === undefined || part.to === to)
      .map((part) => part.text)
      .join('');
  return {
    stdin,
    stdout: output('out'),
    stderr: output('err'),
    env: options.env ?? {},
    onInterrupt(listener) {
      interrupts.add(listener);
      return () => interrupts.delete(listener);
    },
    historyFile: () => Promise.resolve(options.historyFile ?? null),
    out: () => text('out'),
    err: () => text('err'),
    all: () => text(),
    interrupt: () => [...interrupts].forEach((listener) => listener()),
    onWrite: (listener) => void listeners.push(listener),
  };
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program to its end. */
export async function run(argv: readonly string[], options: FakeIoOptions = {}): Promise<Outcome> {
  const io = fakeIo(options);
  const code = await runCli(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** Without what colours and moves the cursor. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
