/** A connection with the person at it: runs statements and shows their results. */
import { setImmediate } from 'node:timers/promises';
import type { Database, QueryStats, RowStream } from '../database/database.ts';
import type { Column, Row } from '../database/rows.ts';
import { askLine, type AskLine } from './ask.ts';
import { FORMAT_NAMES, loadFormat, type FormatName, type Layout } from './formats/index.ts';
import { columnsOf, type CliIo } from './io.ts';
import { count, Progress } from './progress.ts';
import { renderError, type ErrorPlace } from './render-error.ts';
import type { Screen } from './screen.ts';
import { styleFor } from './style.ts';

/** What `\format` and the options change. */
export interface Settings {
  format: FormatName;
  header: boolean;
  nullText: string | null;
  timing: boolean;
}

/** Rows are turned to text in groups, but none is held back for longer. */
const GROUP_ROWS = 256;
const GROUP_MS = 100;

export class Session {
  readonly io: CliIo;
  readonly screen: Screen;
  readonly settings: Settings;
  readonly progress: Progress;
  readonly database: Database;
  /** How a sign-in asks the person; the prompt puts its own way here. */
  readonly person: { ask: AskLine };

  private constructor(parts: Omit<SessionParts, 'connection'> & Connected) {
    this.io = parts.io;
    this.screen = parts.screen;
    this.settings = parts.settings;
    this.progress = parts.progress;
    this.database = parts.database;
    this.person = parts.person;
  }

  /** @throws ConnectionError */
  static async open(parts: SessionParts): Promise<Session> {
    const { io, screen } = parts;
    const progress = new Progress((text) => screen.status(text));
    const { connect } = await import('../database/connect.ts');
    const person = {
      ask: (question: string, signal: AbortSignal) => askLine(io, question, signal),
    };
    const prompt: AskLine = (question, signal) =>
      progress.pausedFor(() => person.ask(question, signal));
    const database = await connect(parts.connection, {
      onEvent: progress.onEvent,
      signIn: {
        write: (text) => screen.write(text),
        ...(io.stdin.isTTY === true && io.stderr.isTTY === true ? { prompt } : {}),
      },
    });
    return new Session({ ...parts, database, progress, person });
  }

  /**
   * Runs one statement and writes its result. Ends quietly when nobody reads the result any more.
   * @throws what `Database.stream` throws
   */
  async run(sql: string, signal: AbortSignal): Promise<void> {
    const left = this.screen.readerLeft;
    try {
      const stream = this.database.stream(sql, [], { signal: AbortSignal.any([signal, left]) });
      await this.#write(stream);
    } catch (error) {
      if (!left.aborted) throw error;
    }
  }

  /** Shows a table that is no result of a statement. */
  async show(columns: readonly Column[], rows: readonly Row[]): Promise<void> {
    const writer = (await loadFormat('table'))(columns, { ...this.#layout(), header: true });
    writer.rows(rows);
    for (const piece of writer.end()) await this.screen.result(piece);
  }

  /** Tells the person of a failure. */
  report(error: unknown, place?: ErrorPlace): void {
    reportError(this.io, this.screen, error, place);
  }

  async #write(stream: RowStream): Promise<void> {
    const { screen, settings } = this;
    const stopProgress = this.progress.start(() => stream.stats().rowsFetched);
    let rows = 0;
    try {
      const format = await loadFormat(settings.format);
      const writer = format(stream.columns, this.#layout());
      let group: Row[] = [];
      let written = performance.now();
      const flush = async (): Promise<void> => {
        await screen.result(writer.rows(group));
        group = [];
        // Rows that are there already come without a pause: let Ctrl-C and a reader that left be heard.
        await setImmediate();
        written = performance.now();
      };
      for await (const row of stream) {
        rows++;
        group.push(row);
        if (group.length >= GROUP_ROWS || performance.now() - written > GROUP_MS) await flush();
        if (screen.readerLeft.aborted) return;
      }
      stopProgress();
      if (group.length > 0) await flush();
      for (const piece of writer.end()) await screen.result(piece);
      for (const warning of stream.warnings()) screen.tell(`Warning: ${warning}`);
      this.#summarise(rows, stream.stats(), writer.note?.());
    } finally {
      stopProgress();
    }
  }

  #layout(): Layout {
    const { stdout, env } = this.io;
    return {
      terminalWidth: stdout.isTTY === true ? columnsOf(stdout) : null,
      header: this.settings.header,
      nullText: this.settings.nullText,
      style: styleFor(stdout, env),
    };
  }

  /** For people: a program that reads CSV or JSON gets it only on a terminal. */
  #summarise(rows: number, stats: QueryStats, note: string | undefined): void {
    const { screen, io, settings, database } = this;
    if (note !== undefined) screen.tell(note);
    if (rows === database.properties.MaxRows) {
      screen.tell(`The property MaxRows ends results at ${count(rows, 'row')}: there may be more.`);
    }
    if (settings.format !== 'table' && io.stderr.isTTY !== true) return;
    const parts = [count(rows, 'row'), count(stats.apiCalls, 'call')];
    if (settings.timing) parts.push(`${(stats.elapsedMs / 1000).toFixed(2)} s`);
    screen.tell(styleFor(io.stderr, io.env).dim(`(${parts.join(', ')})`));
  }
}

export interface SessionParts {
  readonly io: CliIo;
  readonly screen: Screen;
  readonly connection: string | undefined;
  readonly settings: Settings;
}

interface Connected {
  readonly database: Database;
  readonly progress: Progress;
  readonly person: { ask: AskLine };
}

export function reportError(io: CliIo, screen: Screen, error: unknown, place?: ErrorPlace): void {
  const look = {
    style: styleFor(io.stderr, io.env),
    width: columnsOf(io.stderr, 100),
    debug: (io.env['XERO_SQL_DEBUG'] ?? '') !== '',
  };
  screen.write(renderError(error, look, place));
}

export function isFormatName(name: string): name is FormatName {
  return (FORMAT_NAMES as readonly string[]).includes(name);
}
