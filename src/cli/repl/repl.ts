/** The prompt: reads lines, runs what is complete, lives on after failures and Ctrl-C. */
import { createInterface, type Interface } from 'node:readline';
import { XeroSqlError } from '../../errors.ts';
import { FORMAT_NAMES } from '../formats/index.ts';
import type { Session } from '../session.ts';
import { splitStatements, type Open } from '../split.ts';
import { widthOf } from '../width.ts';
import { COMMANDS, HELP, runCommand, type Prompt } from './commands.ts';
import { complete, type Names } from './completion/index.ts';
import type { History } from './history.ts';
import { LineQueue } from './lines.ts';

/** As psql marks what a line goes on with. */
const MARKS: Readonly<Record<Open, string>> = {
  statement: '->',
  string: "'>",
  name: '">',
  comment: '*>',
};

export class Repl implements Prompt {
  readonly session: Session;
  readonly #history: History;
  readonly #label: string;
  readonly #names: Names;
  readonly #lines = new LineQueue();
  readonly #readline: Interface;
  /** The editor's own list, newest first; each entry is a line until its statement is known. */
  #editorHistory: string[] = [];
  /** What was entered since the last complete statement. */
  #begun = '';
  #running: AbortController | null = null;
  #isAsking = false;
  #isOver = false;

  /** @param label what the prompt says of where the person is */
  constructor(session: Session, label: string, history: History) {
    this.session = session;
    this.#history = history;
    this.#label = label;
    const { catalogue, properties } = session.database;
    this.#names = {
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
    };
    const { stdin, stdout } = session.io;
    this.#readline = createInterface({
      input: stdin,
      output: stdout,
      terminal: stdin.isTTY === true,
      historySize: 1000,
      history: newestFirst(history),
      completer: (line: string) => this.#complete(line),
    });
  }

  /** Reads until the person leaves. */
  async run(): Promise<void> {
    this.#listen();
    this.session.person.ask = (question, signal) => this.#ask(question, signal);
    while (!this.#isOver) {
      if (this.#lines.isEmpty) this.#showPrompt();
      const line = await this.#lines.next();
      if (line === null) break;
      await this.#take(line);
    }
    this.#readline.close();
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

  #listen(): void {
    const { session } = this;
    this.#readline.on('line', (line) => this.#lines.push(line));
    this.#readline.on('SIGINT', () => this.#interrupt());
    this.#readline.on('history', (entries) => {
      this.#editorHistory = entries;
      // The answer to a question may be a sign-in code.
      if (this.#isAsking) entries.shift();
    });
    this.#readline.on('close', () => {
      this.#running?.abort(cancelled());
      this.#lines.end();
      if (session.io.stdout.isTTY === true && !this.#isOver) session.screen.write('\n');
    });
  }

  #interrupt(): void {
    this.#lines.clear();
    if (this.#running !== null) {
      this.#running.abort(cancelled());
      return;
    }
    this.clear();
    // To the end of the line, then delete it.
    this.#readline.write(null, { ctrl: true, name: 'e' });
    this.#readline.write(null, { ctrl: true, name: 'u' });
    this.session.screen.write('^C\n');
    this.#showPrompt();
  }

  #ask(question: string, signal: AbortSignal): Promise<string> {
    this.#isAsking = true;
    return new Promise<string>((resolve, reject) => {
      const stop = (): void => reject(cancelled());
      signal.addEventListener('abort', stop, { once: true });
      this.#readline.question(question, { signal }, (answer) => {
        signal.removeEventListener('abort', stop);
        resolve(answer);
      });
    }).finally(() => (this.#isAsking = false));
  }

  #showPrompt(): void {
    const { rest, openComment } = splitStatements(this.#begun);
    const open = rest?.open ?? (openComment ? 'comment' : null);
    const prompt =
      open === null
        ? `${this.#label}> `
        : `${' '.repeat(Math.max(widthOf(this.#label) - 1, 0))}${MARKS[open]} `;
    this.#readline.setPrompt(prompt);
    this.#readline.prompt();
  }

  // ------------------------------------------------------------------------- one line

  async #take(line: string): Promise<void> {
    const { rest, openComment } = splitStatements(this.#begun);
    const isInsideText = openComment || (rest !== null && rest.open !== 'statement');
    if (!isInsideText && line.trimStart().startsWith('\\')) return this.#command(line);
    if (this.#begun.trim() === '' && !isInsideText) {
      if (line.trim() === '' || this.#isWord(line)) return;
    }
    await this.#takeSql(line);
  }

  /** The words that people type to leave or to get help, in other programs too. */
  #isWord(line: string): boolean {
    const word = /^\s*(exit|quit|help)\s*;?\s*$/i.exec(line)?.[1]?.toLowerCase();
    if (word === 'help') this.session.screen.write(HELP());
    else if (word !== undefined) this.quit();
    return word !== undefined;
  }

  async #command(line: string): Promise<void> {
    try {
      await runCommand(this, line);
    } catch (error) {
      this.session.report(error);
    }
    await this.#remember(line.trim());
  }

  async #takeSql(line: string): Promise<void> {
    const script = this.#begun === '' ? line : `${this.#begun}\n${line}`;
    const { statements, rest, openComment, restOffset } = splitStatements(script);
    this.#begun = rest !== null || openComment ? script.slice(restOffset) : '';
    if (statements.length === 0) return;
    await this.#remember(script.slice(0, restOffset).trim());
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

  /** Keeps a statement as one entry, in place of the lines that it was entered in. */
  async #remember(entry: string): Promise<void> {
    await this.#history.add(entry);
    this.#editorHistory.splice(0, Infinity, ...newestFirst(this.#history));
  }

  // ----------------------------------------------------------------------- completion

  #complete(line: string): [string[], string] {
    const begun = this.#begun === '' || /^\s*\\/.test(line) ? '' : `${this.#begun}\n`;
    const text = begun + line;
    const after = this.#readline.line.slice(line.length);
    const { from, proposals } = complete(text + after, text.length, this.#names);
    const typed = text.slice(from);
    // The editor puts in what all have in common, which must not be less than what was typed.
    const hits = proposals
      .filter((one) => one.text.toLowerCase().startsWith(typed.toLowerCase()))
      .map((one) => typed + one.text.slice(typed.length));
    return [hits, typed];
  }
}

const newestFirst = ({ entries }: History): string[] => entries.map(oneLine).reverse();

/** On one line, for the editor, where that means the same: no comment or text spans its end. */
function oneLine(statement: string): string {
  const lines = statement.split(/\s*\r?\n\s*/);
  const isSafe = lines.every(
    (line) => !/--|\/\*/.test(line) && line.split(/['"`]/).length % 2 === 1,
  );
  return isSafe ? lines.join(' ') : statement;
}

const cancelled = (): XeroSqlError => new XeroSqlError('CANCELLED', 'The query was cancelled.');
