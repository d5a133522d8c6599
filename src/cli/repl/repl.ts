/** The prompt: reads what is entered, runs it, lives on after failures and Ctrl-C. */
import { XeroSqlError } from '../../errors.ts';
import { FORMAT_NAMES } from '../formats/index.ts';
import { columnsOf } from '../io.ts';
import type { Session } from '../session.ts';
import { splitStatements } from '../split.ts';
import { styleFor } from '../style.ts';
import { COMMANDS, HELP, runCommand, type Prompt } from './commands.ts';
import { complete, type Completion } from './completion/index.ts';
import { LineEditor } from './editor/line-editor.ts';
import { PlainReader } from './editor/plain-reader.ts';
import type { Reader } from './editor/reader.ts';
import type { History } from './history.ts';
import {
  continuation,
  isComplete,
  promptText,
  readEntered,
  wordIn,
  type Place,
} from './prompt-text.ts';

export class Repl implements Prompt {
  readonly session: Session;
  readonly #history: History;
  readonly #place: Place;
  readonly #reader: Reader;
  /** What the next text begins with. */
  #begun = '';
  #running: AbortController | null = null;
  #isOver = false;

  /** @param place what the prompt says of where the person is */
  constructor(session: Session, place: Place, history: History) {
    this.session = session;
    this.#history = history;
    this.#place = place;
    const { io } = session;
    const parts = {
      onInterrupt: () => this.#running?.abort(cancelled()),
      onEnd: () => this.#running?.abort(cancelled()),
    };
    this.#reader =
      io.env['TERM'] === 'dumb'
        ? new PlainReader(io, parts)
        : new LineEditor({
            ...parts,
            io,
            style: styleFor(io.stdout, io.env),
            history: () => history.entries,
            complete: (text, cursor) => this.#complete(text, cursor),
          });
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
    } finally {
      this.#reader.close();
    }
  }

  async runSql(sql: string): Promise<void> {
    await this.#execute(sql, { script: sql, offset: 0 });
  }

  clear(): void {
    this.#begun = '';
  }

  quit(): void {
    this.#isOver = true;
  }

  // ---------------------------------------------------------------------------- input

  async #step(): Promise<void> {
    const first = promptText(this.#place, columnsOf(this.session.io.stdout));
    const initial = this.#begun;
    this.#begun = '';
    const read = await this.#reader.read({
      prompt: (line, before) => (line === 0 ? first : continuation(first, before)),
      isComplete,
      initial,
    });
    if (read.kind === 'end') this.#isOver = true;
    if (read.kind === 'text') await this.#take(read.text);
  }

  async #take(text: string): Promise<void> {
    if (text.trim() === '') return;
    const word = wordIn(text);
    if (word === 'help') {
      this.session.screen.write(HELP());
      return;
    }
    if (word !== null) {
      this.quit();
      return;
    }
    const { sql, command } = readEntered(text);
    if (command === null) return this.#takeSql(sql);
    this.#begun = sql;
    await this.#command(command);
  }

  async #command(line: string): Promise<void> {
    try {
      await runCommand(this, line);
    } catch (error) {
      this.session.report(error);
    }
    await this.#history.add(line);
  }

  async #takeSql(script: string): Promise<void> {
    const { statements } = splitStatements(script);
    if (statements.length === 0) return;
    await this.#history.add(script.trim());
    for (const { text, offset } of statements) {
      const isDone = await this.#execute(text, { script, offset });
      // What was pasted after it may build on it.
      if (!isDone) break;
    }
  }

  /** @returns whether it ran to its end */
  async #execute(sql: string, place: { script: string; offset: number }): Promise<boolean> {
    const running = new AbortController();
    this.#running = running;
    try {
      await this.session.run(sql, running.signal);
      return true;
    } catch (error) {
      this.session.report(error, place);
      return false;
    } finally {
      this.#running = null;
    }
  }

  // ----------------------------------------------------------------------- completion

  #complete(text: string, cursor: number): Completion {
    const { catalogue, properties } = this.session.database;
    return complete(text, cursor, {
      catalogue,
      defaultSchema: properties.Schema,
      commands: COMMANDS.map(({ name, help }) => {
        return {
          name,
          help,
          takes: name === 'd' ? 'table' : name === 'format' ? 'format' : 'none',
        };
      }),
      formats: FORMAT_NAMES,
      tenants: [],
      variables: [],
      resultColumns: [],
      connections: [],
      settings: [],
      topics: [],
      listFolder: () => [],
    });
  }
}

const cancelled = (): XeroSqlError => new XeroSqlError('CANCELLED', 'The query was cancelled.');
