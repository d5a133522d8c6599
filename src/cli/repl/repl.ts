/** The prompt: reads what is entered, runs it, lives on after failures and Ctrl-C. */
import { XeroSqlError } from '../../errors.ts';
import { openResultFile } from '../formats/file.ts';
import { FORMAT_NAMES, formatNamed, formatOfFile, type FormatName } from '../formats/index.ts';
import { columnsOf } from '../io.ts';
import type { Session } from '../session.ts';
import { splitStatements } from '../split.ts';
import { styleFor } from '../style.ts';
import { widestLine } from '../width.ts';
import {
  COMMANDS,
  helpText,
  HELP_TOPICS,
  runCommand,
  SETTING_NAMES,
  type Prompt,
} from './commands/index.ts';
import { complete, type Completion } from './completion/index.ts';
import { LineEditor } from './editor/line-editor.ts';
import { PlainReader } from './editor/plain-reader.ts';
import type { Reader } from './editor/reader.ts';
import { filesIn } from './files.ts';
import type { History } from './history.ts';
import { page, pagerCommand } from './programs.ts';
import {
  continuation,
  isComplete,
  promptText,
  readEntered,
  wordIn,
  type Place,
} from './prompt-text.ts';
import { parametersFor } from './variables.ts';

export interface ReplParts {
  readonly session: Session;
  readonly history: History;
  /** Where the person is, for the prompt; asked again when the connection changes. */
  readonly findPlace: () => Promise<Whereabouts>;
  /** Names of saved connections. */
  readonly connections: readonly string[];
}

export interface Whereabouts {
  readonly place: Place;
  /** The names of all organisations that the sign-in reaches. */
  readonly tenants: readonly string[];
}

const DEEPEST_INCLUDE = 10;

export class Repl implements Prompt {
  readonly session: Session;
  readonly history: History;
  readonly variables = new Map<string, string | null>();
  readonly #parts: ReplParts;
  readonly #reader: Reader;
  #where: Whereabouts;
  /** What the next text begins with. */
  #begun = '';
  #lastSql: string | null = null;
  #running: AbortController | null = null;
  /** The format before results went to a file. */
  #formatBefore: FormatName | null = null;
  #depth = 0;
  #isOver = false;

  constructor(parts: ReplParts, where: Whereabouts) {
    const { session, history } = parts;
    this.#parts = parts;
    this.#where = where;
    this.session = session;
    this.history = history;
    const { io } = session;
    const stop = (): void => this.#running?.abort(cancelled());
    this.#reader =
      io.env['TERM'] === 'dumb'
        ? new PlainReader(io, { onInterrupt: stop, onEnd: stop })
        : new LineEditor({
            onInterrupt: stop,
            onEnd: stop,
            io,
            style: styleFor(io.stdout, io.env),
            history: () => history.entries,
            complete: (text, cursor) => this.#complete(text, cursor),
          });
    session.keepsResults = true;
    this.setPager(true);
  }

  /** Reads until the person leaves. */
  async run(): Promise<void> {
    this.session.person.ask = async (question, signal) => {
      const answer = await this.#reader.ask(question, signal);
      if (answer === null) throw cancelled();
      return answer;
    };
    try {
      while (!this.#isOver) await this.#step();
      await this.#guarded(() => this.sendTo(null));
    } finally {
      await this.session.output?.discard();
      this.#reader.close();
    }
  }

  // ------------------------------------------------------------------- for commands

  statement(): string | null {
    const begun = this.#begun.trim();
    return begun === '' ? this.#lastSql : begun;
  }

  runSql(sql: string): Promise<boolean> {
    return this.#execute(sql, { script: sql, offset: 0 });
  }

  async runText(text: string): Promise<boolean> {
    if (this.#depth >= DEEPEST_INCLUDE)
      throw new XeroSqlError('TOO_COMPLEX', 'Files include each other too deeply.');
    this.#depth++;
    try {
      let entered = '';
      for (const line of text.split(/\r\n|\r|\n/)) {
        entered = entered === '' ? line : `${entered}\n${line}`;
        if (!isComplete(entered)) continue;
        if (!(await this.#take(entered)) || this.#isOver) return false;
        entered = '';
      }
      return entered.trim() === '' || (await this.#takeSql(`${entered}\n;`));
    } finally {
      this.#depth--;
    }
  }

  async cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = new AbortController();
    this.#running = running;
    try {
      return await work(running.signal);
    } finally {
      this.#running = null;
    }
  }

  begin(text: string): void {
    this.#begun = text;
  }

  ask(question: string): Promise<string | null> {
    return this.#reader.ask(question, new AbortController().signal);
  }

  suspend<T>(work: () => Promise<T>): Promise<T> {
    return this.#reader.suspend(work);
  }

  async moved(): Promise<void> {
    this.#where = await this.#parts.findPlace();
    const { organisation, schema } = this.#where.place;
    this.session.screen.tell(`Reading ${organisation}/${schema}.`);
  }

  async sendTo(path: string | null): Promise<void> {
    const { session } = this;
    await this.#endFile();
    if (path === null) return;
    const format = formatOfFile(path) ?? formatNamed(session.settings.format);
    session.output = await openResultFile(path);
    this.#formatBefore = session.settings.format;
    session.settings.format = format.name;
    const until = format.holds === 'one result' ? 'The next result goes' : 'Results go';
    session.screen.tell(`${until} to ${path} as ${format.name}; \\o ends it.`);
  }

  setPager(on: boolean): void {
    const { session } = this;
    const { io } = session;
    const command = on && io.env['TERM'] !== 'dumb' ? pagerCommand(io.env) : null;
    session.pager =
      command === null
        ? null
        : async (text) => {
            const rows = io.stdout.rows ?? 24;
            const isLong = text.split('\n').length > rows - 2;
            if (!isLong && widestLine(text) <= columnsOf(io.stdout)) return false;
            session.screen.status('');
            return this.suspend(() => page(io, command, text));
          };
  }

  quit(): void {
    this.#isOver = true;
  }

  // -------------------------------------------------------------------------- input

  async #step(): Promise<void> {
    const first = promptText(this.#where.place, columnsOf(this.session.io.stdout));
    const initial = this.#begun;
    this.#begun = '';
    const read = await this.#reader.read({
      prompt: (line, before) => (line === 0 ? first : continuation(first, before)),
      isComplete,
      initial,
    });
    if (read.kind === 'end') this.quit();
    if (read.kind === 'text') await this.#take(read.text);
  }

  /** @returns whether all of it ran to its end */
  async #take(text: string): Promise<boolean> {
    if (text.trim() === '') return true;
    const word = wordIn(text);
    if (word === 'help') this.session.screen.write(helpText(COMMANDS));
    else if (word !== null) this.quit();
    if (word !== null) return true;
    const { sql, command } = readEntered(text);
    if (command === null) return this.#takeSql(sql);
    this.#begun = sql.trimEnd();
    const isDone = await this.#guarded(() => runCommand(this, command));
    if (this.#depth === 0) await this.history.add(command);
    return isDone;
  }

  async #takeSql(script: string): Promise<boolean> {
    const { statements } = splitStatements(script);
    if (statements.length > 0 && this.#depth === 0) await this.history.add(script.trim());
    for (const { text, offset } of statements) {
      this.#lastSql = text;
      // What was pasted after it may build on it.
      if (!(await this.#execute(text, { script, offset }))) return false;
    }
    return true;
  }

  async #guarded(work: () => Promise<void> | void): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.session.report(error);
      return false;
    }
  }

  /** @returns whether it ran to its end */
  async #execute(sql: string, place: { script: string; offset: number }): Promise<boolean> {
    const { session } = this;
    try {
      const parameters = parametersFor(sql, this.variables);
      const gaveRows = await this.cancellable((signal) => session.run(sql, signal, parameters));
      if (gaveRows && this.#holdsOneResult()) await this.#endFile();
      return true;
    } catch (error) {
      session.report(error, place);
      if (this.#holdsOneResult()) await this.#endFile('discard');
      return false;
    }
  }

  #holdsOneResult(): boolean {
    const { output, settings } = this.session;
    return output !== null && formatNamed(settings.format).holds === 'one result';
  }

  /** Results go to the terminal again; the file gets its name, or is taken away. */
  async #endFile(how: 'commit' | 'discard' = 'commit'): Promise<void> {
    const { session } = this;
    const { output } = session;
    if (output === null) return;
    session.output = null;
    session.settings.format = this.#formatBefore ?? session.settings.format;
    await output[how]();
    session.screen.tell(
      how === 'commit' ? `${output.path} is written.` : `${output.path} is not written.`,
    );
  }

  // --------------------------------------------------------------------- completion

  #complete(text: string, cursor: number): Completion {
    const { database, kept } = this.session;
    return complete(text, cursor, {
      catalogue: database.catalogue,
      defaultSchema: database.properties.Schema,
      commands: COMMANDS,
      formats: FORMAT_NAMES,
      tenants: this.#where.tenants,
      variables: [...this.variables.keys()],
      resultColumns: kept?.columns ?? [],
      connections: this.#parts.connections,
      settings: SETTING_NAMES,
      topics: [...HELP_TOPICS, ...COMMANDS.map(({ name }) => name)],
      listFolder: filesIn,
    });
  }
}

const cancelled = (): XeroSqlError => new XeroSqlError('CANCELLED', 'The query was cancelled.');
