/** What the program touches of the process, so that tests can stand in for it. */
import type { Readable, Writable } from 'node:stream';

export interface Input extends Readable {
  readonly isTTY?: boolean | undefined;
  /** Terminals only: whether keys come as they are pressed. */
  setRawMode?(mode: boolean): unknown;
}

export interface Output extends Writable {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export interface CliIo {
  readonly stdin: Input;
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Everything that is not a result. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls `listener` at Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Where statements of earlier sessions are kept; null keeps none. */
  historyFile(): Promise<string | null>;
}

export function processIo(): CliIo {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    onInterrupt(listener) {
      process.once('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
    async historyFile() {
      const { configFolder } = await import('../connection/index.ts');
      return `${configFolder()}/history`;
    },
  };
}

/** Whether a person is at both ends: only then is there a prompt. */
export function isInteractive({ stdin, stdout }: CliIo): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

/** The width of a terminal; some tell 0, and what is no terminal tells none. */
export function columnsOf({ columns = 0 }: Output, otherwise = 80): number {
  return columns > 0 ? columns : otherwise;
}
