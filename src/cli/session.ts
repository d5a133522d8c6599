/** A connection with the person at it: runs statements and shows their results. */
import { setImmediate } from 'node:timers/promises';
import type { Database, QueryStats, RowStream } from '../database/database.ts';
import type { Column, Row } from '../database/rows.ts';
import type { Parameters } from '../database/statement.ts';
import { LocalTables } from '../schemas/local.ts';
import { askLine, type AskLine } from './ask.ts';
import {
  FORMAT_NAMES,
  formatNamed,
  loadFormat,
  type FormatName,
  type Layout,
  type Piece,
  type ResultRows,
} from './formats/index.ts';
import type { ResultFile } from './formats/file.ts';
import { UsageError } from './exit-codes.ts';
import { columnsOf, type CliIo } from './io.ts';
import { count, Progress } from './progress.ts';
import { errorAsJson, renderError, type ErrorPlace } from './render-error.ts';
import { safeJson } from './safe-json.ts';
import type { Screen } from './screen.ts';
import { PLAIN, styleFor } from './style.ts';
import { widestLine } from './width.ts';

/** What `\format` and the options change. */
export interface Settings {
  format: FormatName;
  header: boolean;
  nullText: string | null;
  timing: boolean;
  /** Only results, warnings and errors: no summary and no progress. */
  quiet: boolean;
  /** Errors and warnings as JSON, one object a line. */
  jsonErrors: boolean;
  thousands: boolean;
  formulas: Layout['formulas'];
  insertInto: string;
  /** A line for each value instead of a table; `auto` where the table is wider than the terminal. */
  expanded: 'on' | 'off' | 'auto';
}

/** A result that is kept, for charts. */
export interface KeptResult {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Some rows are missing: there were too many to keep. */
  readonly isCut: boolean;
}

/** Shows a whole text, page by page when it is long; false when it has no way to. */
export type Pager = (text: string) => Promise<boolean>;

export const DEFAULT_SETTINGS: Settings = {
  format: 'table',
  header: true,
  nullText: null,
  timing: false,
  quiet: false,
  jsonErrors: false,
  thousands: false,
  formulas: 'harmless',
  insertInto: 'result',
  expanded: 'off',
};

/** Rows of a result that are kept at most. */
const MOST_KEPT = 10_000;

/** Rows that are turned to text together, and how long one may wait for the next. */
const GROUP_ROWS = 256;
const GROUP_MS = 100;

export class Session {
  readonly io: CliIo;
  readonly screen: Screen;
  readonly settings: Settings;
  readonly progress: Progress;
  #database: Database;
  readonly #open: Open;
  /** What is in LOCAL: files that are tables, views. */
  #localTables: LocalTables;
  /** The latest result, where a prompt asks for it to be kept. */
  kept: KeptResult | null = null;
  keepsResults = false;
  /** Set by the prompt, on a terminal that a pager can take over. */
  pager: Pager | null = null;
  /** The file that results go to instead of the terminal. */
  output: ResultFile | null = null;
  /** How a sign-in asks the person; the prompt puts its own way here. */
  readonly person: { ask: AskLine };

  private constructor(parts: Omit<SessionParts, 'connection'> & Connected) {
    this.io = parts.io;
    this.screen = parts.screen;
    this.settings = parts.settings;
    this.progress = parts.progress;
    this.#database = parts.database;
    this.#open = parts.open;
    this.#localTables = parts.localTables;
    this.person = parts.person;
  }

  get database(): Database {
    return this.#database;
  }

  /**
   * Goes on with another connection, once `check` has found that it works; else stays with this one.
   * @param keepsLocal the tables and views of LOCAL stay: it is the same connection with other properties
   * @throws ConnectionError; what `check` throws
   */
  async reconnect(
    connection: string,
    check: (database: Database) => Promise<void>,
    { keepsLocal = false }: { readonly keepsLocal?: boolean } = {},
  ): Promise<void> {
    const localTables = keepsLocal ? this.#localTables : new LocalTables();
    const next = await this.#open(connection, localTables);
    try {
      await check(next);
    } catch (error) {
      await next.close();
      throw error;
    }
    await this.#database.close();
    this.#database = next;
    this.#localTables = localTables;
  }

  /** @throws ConnectionError */
  static async open(parts: SessionParts): Promise<Session> {
    const { io, screen } = parts;
    const progress = new Progress((text) => {
      if (!parts.settings.quiet) screen.status(text);
    });
    const { connect } = await import('../database/connect.ts');
    const person = {
      ask: (question: string, signal: AbortSignal) => askLine(io, question, signal),
    };
    const prompt: AskLine = (question, signal) =>
      progress.pausedFor(() => person.ask(question, signal));
    const open: Open = (connection, localTables) =>
      connect(connection, {
        localTables,
        onEvent: progress.onEvent,
        signIn: {
          write: (text) => screen.write(text),
          ...(io.stdin.isTTY === true && io.stderr.isTTY === true ? { prompt } : {}),
        },
      });
    const localTables = new LocalTables();
    const database = await open(parts.connection, localTables);
    return new Session({ ...parts, database, localTables, progress, person, open });
  }

  /**
   * Runs one statement and writes its result. Ends quietly when nobody reads the result any more.
   * @param beforeResult called once it is known that there will be rows to write, if only none
   * @returns whether it was a statement that gives rows
   * @throws what `Database.stream` throws; UsageError when the format is not for a terminal
   */
  async run(
    sql: string,
    signal: AbortSignal,
    parameters: Parameters = [],
    beforeResult: () => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    this.#refuseBytesOnTerminal();
    const left = this.screen.readerLeft;
    try {
      const stream = this.database.stream(sql, parameters, {
        signal: AbortSignal.any([signal, left]),
      });
      if (stream.columns.length === 0) {
        await this.#carryOut(stream);
        return false;
      }
      await beforeResult();
      await this.#write(stream);
    } catch (error) {
      if (!left.aborted) throw error;
    }
    return true;
  }

  /** A statement without rows tells what it has done. */
  async #carryOut(stream: RowStream): Promise<void> {
    const rows = stream[Symbol.asyncIterator]();
    while ((await rows.next()).done !== true);
    const notice = stream.notice();
    if (notice !== null && !this.settings.quiet) this.screen.tell(notice);
  }

  /** Shows a table that is no result of a statement. */
  async show(columns: readonly Column[], rows: readonly Row[]): Promise<void> {
    const write = await loadFormat('table');
    const layout = { ...this.#layout(), header: true };
    for await (const piece of write({ columns, batches: [rows] }, layout)) {
      await this.screen.result(piece);
    }
  }

  /** Writes part of a result to where results go. */
  put(piece: Piece): Promise<void> {
    return this.output === null ? this.screen.result(piece) : this.output.write(piece);
  }

  /** Tells the person of a failure. */
  report(error: unknown, place?: ErrorPlace): void {
    reportError(this.io, this.screen, error, { place, json: this.settings.jsonErrors });
  }

  #refuseBytesOnTerminal(): void {
    const { name, content } = formatNamed(this.settings.format);
    if (content === 'text' || this.output !== null || this.io.stdout.isTTY !== true) return;
    throw new UsageError(`${name} is not for a terminal: name a file for it.`);
  }

  async #write(stream: RowStream): Promise<void> {
    const { screen } = this;
    const stopProgress = this.progress.start(() => ({
      ...stream.stats(),
      toCome: stream.outlook(),
    }));
    const keep = this.keepsResults ? keeper(stream.columns) : null;
    let rows = 0;
    async function* counted(): AsyncGenerator<readonly Row[]> {
      for await (const group of inGroups(stream)) {
        rows += group.length;
        keep?.add(group);
        yield group;
      }
      stopProgress();
    }
    try {
      const result = { columns: stream.columns, batches: counted() };
      if (this.#isLookedAt()) await this.#present(result);
      else await this.#pass(result);
      if (screen.readerLeft.aborted) return;
      if (keep !== null && !isPlan(stream.columns)) this.kept = keep.result();
      for (const warning of stream.warnings()) this.#warn(warning);
      this.#summarise(rows, stream.stats());
    } finally {
      stopProgress();
    }
  }

  async #pass(result: ResultRows): Promise<void> {
    const write = await loadFormat(this.settings.format);
    for await (const piece of write(result, this.#layout())) {
      await this.put(piece);
      if (this.screen.readerLeft.aborted) return;
    }
  }

  /** Whether a result can be laid out as a whole: a table at a prompt, whose rows are held anyway. */
  #isLookedAt(): boolean {
    const { settings, output, pager, io } = this;
    const isTable = settings.format === 'table' && output === null && io.stdout.isTTY === true;
    return isTable && (pager !== null || settings.expanded !== 'off');
  }

  /** A table, or its expanded form, as suits the terminal; through the pager when it is long. */
  async #present({ columns, batches }: ResultRows): Promise<void> {
    const held: (readonly Row[])[] = [];
    for await (const group of batches) held.push(group);
    const { expanded } = this.settings;
    const layout = this.#layout();
    const notes: string[] = [];
    const render = (format: 'table' | 'expanded', changes: Partial<Layout> = {}): Promise<string> =>
      rendered(
        format,
        { columns, batches: held },
        { ...layout, note: (n) => notes.push(n), ...changes },
      );
    const wide = { terminalWidth: null };
    const isTooWide = async (): Promise<boolean> =>
      columns.length > 1 &&
      widestLine(await render('table', wide)) > (layout.terminalWidth ?? Infinity);
    let text: string;
    if (expanded === 'on' || (expanded === 'auto' && (await isTooWide()))) {
      text = await render('expanded');
    } else {
      text = await render('table');
      // Columns were left out: a pager scrolls sideways and shows them all.
      const whole = notes.length > 0 && this.pager !== null ? await render('table', wide) : null;
      if (whole !== null && (await this.pager?.(whole)) === true) return;
    }
    const isPaged = (await this.pager?.(text)) === true;
    if (!isPaged) await this.put(text);
    for (const note of notes) this.#warn(note);
  }

  #layout(): Layout {
    const { output, settings } = this;
    const { stdout, env } = this.io;
    const isTerminal = output === null && stdout.isTTY === true;
    return {
      terminalWidth: isTerminal ? columnsOf(stdout) : null,
      header: settings.header,
      nullText: settings.nullText,
      style: output === null ? styleFor(stdout, env) : PLAIN,
      thousands: settings.thousands,
      formulas: settings.formulas,
      insertInto: settings.insertInto,
      note: (sentence) => this.#warn(sentence),
    };
  }

  /** For people: a program that reads CSV or JSON gets it only on a terminal. */
  #summarise(rows: number, stats: QueryStats): void {
    const { screen, io, settings, database } = this;
    if (rows === database.properties.MaxRows) {
      this.#warn(`The property MaxRows ends results at ${count(rows, 'row')}: there may be more.`);
    }
    if (settings.quiet) return;
    if (settings.format !== 'table' && io.stderr.isTTY !== true) return;
    const parts = [count(rows, 'row'), count(stats.apiCalls, 'call')];
    if (settings.timing) parts.push(`${(stats.elapsedMs / 1000).toFixed(2)} s`);
    screen.tell(
      styleFor(io.stderr, io.env).dim(
        `(${parts.join(', ')}${stats.apiCalls > 0 ? this.#leftText() : ''})`,
      ),
    );
  }

  /** What the day leaves, at a prompt: of several organisations, of the one that has least. */
  #leftText(): string {
    const days = [...this.progress.callsLeft().values()].flatMap(({ day }) => day ?? []);
    if (!this.keepsResults || days.length === 0) return '';
    return `; ${Math.min(...days).toLocaleString('en-US')} left today`;
  }

  /** What a reader of the result must know is told even when all else is quiet. */
  #warn(sentence: string): void {
    const { screen, settings } = this;
    screen.tell(settings.jsonErrors ? safeJson({ warning: sentence }) : sentence);
  }
}

/** What EXPLAIN answers. */
const isPlan = ([first]: readonly Column[]): boolean => first?.name === 'QUERY PLAN';

async function rendered(
  format: 'table' | 'expanded',
  result: ResultRows,
  layout: Layout,
): Promise<string> {
  const write = await loadFormat(format);
  let text = '';
  for await (const piece of write(result, layout)) text += String(piece);
  return text;
}

function keeper(columns: readonly Column[]): {
  add: (rows: readonly Row[]) => void;
  result: () => KeptResult;
} {
  const rows: Row[] = [];
  let isCut = false;
  return {
    add(group) {
      const room = MOST_KEPT - rows.length;
      isCut ||= group.length > room;
      rows.push(...group.slice(0, room));
    },
    result: () => ({ columns, rows, isCut }),
  };
}

async function* inGroups(rows: AsyncIterable<Row>): AsyncGenerator<readonly Row[]> {
  let group: Row[] = [];
  let handedOn = performance.now();
  for await (const row of rows) {
    group.push(row);
    if (group.length < GROUP_ROWS && performance.now() - handedOn <= GROUP_MS) continue;
    yield group;
    group = [];
    // Rows that are there already come without a pause: let Ctrl-C and a reader that left be heard.
    await setImmediate();
    handedOn = performance.now();
  }
  if (group.length > 0) yield group;
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
  readonly localTables: LocalTables;
  readonly open: Open;
}

/** @throws ConnectionError */
type Open = (connection: string | undefined, localTables: LocalTables) => Promise<Database>;

export interface ReportOptions {
  readonly place?: ErrorPlace | undefined;
  /** As one JSON object on one line, for programs. */
  readonly json?: boolean;
}

export function reportError(
  io: CliIo,
  screen: Screen,
  error: unknown,
  { place, json = false }: ReportOptions = {},
): void {
  if (json) {
    screen.tell(errorAsJson(error, place));
    return;
  }
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
