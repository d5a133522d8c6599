import type { ArgumentKind } from '../completion/index.ts';
import type { Session } from '../../session.ts';
import type { History } from '../history.ts';

/** What commands may do to the prompt. */
export interface Prompt {
  readonly session: Session;
  readonly history: History;
  readonly variables: Map<string, string | null>;
  /** The statement that was begun before the command, else the one that ran last; null without either. */
  statement(): string | null;
  /** Runs a statement as if it had been entered. @returns whether it ran to its end */
  runSql(sql: string): Promise<boolean>;
  /** Runs what could have been entered. @returns whether all of it ran to its end */
  runText(text: string): Promise<boolean>;
  /** Ctrl-C aborts the signal. */
  cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What the next text begins with. */
  begin(text: string): void;
  /** Asks for a line; null when the person gives none. */
  ask(question: string): Promise<string | null>;
  /** Leaves the terminal to another program. */
  suspend<T>(work: () => Promise<T>): Promise<T>;
  /** The connection, or what it reads, is another one now. */
  moved(): Promise<void>;
  /** Sends results to a file until it is called with null. */
  sendTo(path: string | null): Promise<void>;
  setPager(on: boolean): void;
  quit(): void;
}

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it takes, for help. */
  readonly argument: string;
  readonly takes: ArgumentKind;
  readonly help: string;
  /** Further lines of its help. */
  readonly details?: readonly string[];
  readonly run: (prompt: Prompt, argument: string) => Promise<void> | void;
}
