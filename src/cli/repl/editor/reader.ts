/** How the prompt gets what the person types: by the line editor, or plainly on a simple terminal. */

export interface ReadOptions {
  /** What stands before each line; `before` is the text above it. */
  readonly prompt: (line: number, before: string) => string;
  /** Whether Enter ends the text; else it begins a new line. */
  readonly isComplete: (text: string) => boolean;
  /** Text to begin with. */
  readonly initial: string;
}

export type Read =
  | { readonly kind: 'text'; readonly text: string }
  /** Ctrl-C. */
  | { readonly kind: 'interrupt' }
  /** Ctrl-D, or the input has ended. */
  | { readonly kind: 'end' };

export interface Reader {
  read(options: ReadOptions): Promise<Read>;
  /** One line that is not kept. Rejects with the signal's reason. */
  ask(question: string, signal: AbortSignal): Promise<string | null>;
  /** Leaves the terminal to another program. */
  suspend<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

export interface ReaderParts {
  /** Ctrl-C while nothing is read. */
  readonly onInterrupt: () => void;
  /** The input ended while nothing is read. */
  readonly onEnd: () => void;
}
