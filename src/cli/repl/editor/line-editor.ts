/**
 * The line editor: several lines, colours while typing, proposals under the text, history and its
 * search. Keys come from node:readline's decoder; what they do to the text is in `buffer.ts`, how it
 * looks in `layout.ts`. This file keeps the state and draws it.
 */
import { emitKeypressEvents } from 'node:readline';
import { columnsOf, type CliIo } from '../../io.ts';
import type { Style } from '../../style.ts';
import { truncate } from '../../width.ts';
import { commonPrefix, type Completion, type Proposal } from '../completion/index.ts';
import { highlight, paintOf } from '../highlight.ts';
import * as edit from './buffer.ts';
import { bufferOf, EMPTY, type Buffer } from './buffer.ts';
import { actionOf, type Action, type Key } from './keys.ts';
import { layout, windowOf, type Layout } from './layout.ts';
import { menuRows, type Menu } from './menu.ts';
import type { Read, Reader, ReaderParts, ReadOptions } from './reader.ts';
import { find, newer, older, type Search } from './search.ts';

export interface EditorParts extends ReaderParts {
  readonly io: CliIo;
  readonly style: Style;
  /** Oldest first. */
  readonly history: () => readonly string[];
  readonly complete: (text: string, cursor: number) => Completion;
}

interface Press {
  readonly char: string | undefined;
  readonly key: Key;
}

/** What is being read. */
interface Reading extends ReadOptions {
  readonly done: (read: Read) => void;
  /** A statement: with colours, proposals and history. An answer has none of them. */
  readonly isStatement: boolean;
}

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
const MOST_MENU_ROWS = 9;
const MOST_UNDO = 200;

export class LineEditor implements Reader {
  readonly #parts: EditorParts;
  #reading: Reading | null = null;
  /** Pressed while nothing was read. */
  #waiting: Press[] = [];
  #ended = false;
  #buffer: Buffer = EMPTY;
  #undo: Buffer[] = [];
  #cut = '';
  #menu: Menu | null = null;
  #search: (Search & { readonly before: Buffer }) | null = null;
  /** Index of the history's entry that is shown; its length is the text of one's own. */
  #entry = 0;
  #own: Buffer = EMPTY;
  #pasted: string | null = null;
  #lastKey = '';
  /** Row of the cursor below the first row drawn. */
  #row = 0;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    const { stdin, stdout } = parts.io;
    emitKeypressEvents(stdin);
    stdin.on('keypress', this.#onKey);
    stdin.on('end', this.#onEnd);
    stdout.on('resize', this.#onResize);
    this.#takeTerminal();
  }

  read(options: ReadOptions): Promise<Read> {
    return this.#start({ ...options, isStatement: true });
  }

  async ask(question: string, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    const stop = (): void => this.#finish({ kind: 'interrupt' });
    signal.addEventListener('abort', stop, { once: true });
    const read = await this.#start({
      prompt: (line) => (line === 0 ? question : ''),
      isComplete: () => true,
      initial: '',
      isStatement: false,
    }).finally(() => signal.removeEventListener('abort', stop));
    signal.throwIfAborted();
    return read.kind === 'text' ? read.text : null;
  }

  async suspend<T>(work: () => Promise<T>): Promise<T> {
    const { stdin } = this.#parts.io;
    stdin.off('keypress', this.#onKey);
    this.#leaveTerminal();
    try {
      return await work();
    } finally {
      stdin.on('keypress', this.#onKey);
      this.#takeTerminal();
    }
  }

  close(): void {
    const { stdin, stdout } = this.#parts.io;
    stdin.off('keypress', this.#onKey);
    stdin.off('end', this.#onEnd);
    stdout.off('resize', this.#onResize);
    this.#leaveTerminal();
  }

  // ------------------------------------------------------------------------ reading

  #start(options: Omit<Reading, 'done'>): Promise<Read> {
    if (this.#ended && this.#waiting.length === 0) return Promise.resolve({ kind: 'end' });
    return new Promise((done) => {
      this.#reading = { ...options, done };
      this.#buffer = bufferOf(options.initial);
      this.#own = this.#buffer;
      this.#undo = [];
      this.#entry = this.#parts.history().length;
      this.#row = 0;
      this.#draw();
      this.#takeWaiting();
    });
  }

  #takeWaiting(): void {
    while (this.#reading !== null) {
      const press = this.#waiting.shift();
      if (press === undefined) break;
      this.#press(press);
    }
    if (this.#ended && this.#waiting.length === 0) this.#finish({ kind: 'end' });
  }

  #finish(read: Read): void {
    const reading = this.#reading;
    if (reading === null) return;
    this.#menu = null;
    this.#search = null;
    this.#buffer = bufferOf(this.#buffer.text);
    this.#draw(true);
    this.#parts.io.stdout.write(read.kind === 'interrupt' ? '^C\r\n' : '\r\n');
    this.#reading = null;
    this.#buffer = EMPTY;
    reading.done(read);
  }

  readonly #onKey = (char: string | undefined, key: Key): void => {
    if (this.#reading !== null) {
      this.#press({ char, key });
    } else if (key.ctrl === true && key.name === 'c') {
      this.#waiting = [];
      this.#parts.onInterrupt();
    } else {
      this.#waiting.push({ char, key });
    }
  };

  readonly #onEnd = (): void => {
    this.#ended = true;
    if (this.#reading === null) this.#parts.onEnd();
    else this.#finish({ kind: 'end' });
  };

  readonly #onResize = (): void => {
    if (this.#reading !== null) this.#draw();
  };

  #takeTerminal(): void {
    const { stdin, stdout } = this.#parts.io;
    stdin.setRawMode?.(true);
    stdin.resume();
    stdout.write(PASTE_ON);
  }

  #leaveTerminal(): void {
    const { stdin, stdout } = this.#parts.io;
    stdout.write(PASTE_OFF);
    stdin.setRawMode?.(false);
    stdin.pause();
  }

  // --------------------------------------------------------------------------- keys

  #press({ char, key }: Press): void {
    const last = this.#lastKey;
    this.#lastKey = key.name ?? '';
    // Windows' line ends, pasted: the second half of one key.
    if (key.name === 'enter' && last === 'return') return;
    if (this.#takePaste(char, key)) return;
    const action = actionOf(key);
    const text = this.#typedText(char, key);
    if (this.#search !== null && this.#pressInSearch(action, text)) return;
    if (action !== null) this.#act(action);
    else if (text !== null) this.#type(text);
    if (this.#reading !== null) this.#draw();
  }

  /** The character that a key puts in; null when it is none. */
  #typedText(char: string | undefined, { ctrl, meta }: Key): string | null {
    if (char === undefined || ctrl === true || meta === true) return null;
    return /^[\x00-\x1f\x7f]/.test(char) ? null : char; // eslint-disable-line no-control-regex
  }

  /** A paste is text: its line ends and tabs are no keys. */
  #takePaste(char: string | undefined, { name, sequence }: Key): boolean {
    if (name === 'paste-start') {
      this.#pasted = '';
      return true;
    }
    if (this.#pasted === null) return false;
    if (name === 'paste-end') {
      const text = this.#pasted.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n\t]/gu, '');
      this.#pasted = null;
      this.#menu = null;
      this.#edit(
        edit.insert(this.#buffer, this.#reading?.isStatement === true ? text : text.trim()),
      );
      this.#draw();
    } else {
      this.#pasted += char ?? sequence ?? '';
    }
    return true;
  }

  #type(text: string): void {
    this.#edit(edit.insert(this.#buffer, text));
    if (this.#menu !== null) this.#narrowMenu();
  }

  #act(action: Action): void {
    if (action === 'complete' || action === 'completeBack') {
      this.#complete(action === 'complete' ? 1 : -1);
      return;
    }
    const menu = this.#menu;
    if (menu !== null && this.#actInMenu(menu, action)) return;
    this.#menu = null;
    const target = this.#target(action);
    if (target !== null) this.#buffer = edit.moveTo(this.#buffer, target);
    else this.#actOnText(action);
  }

  /** Where a key moves the cursor to; null when it does not. */
  #target(action: Action): number | null {
    const buffer = this.#buffer;
    switch (action) {
      case 'left':
        return edit.before(buffer);
      case 'right':
        return edit.after(buffer);
      case 'wordLeft':
        return edit.wordBefore(buffer);
      case 'wordRight':
        return edit.wordAfter(buffer);
      case 'lineStart':
        return edit.lineStart(buffer);
      case 'lineEnd':
        return edit.lineEnd(buffer);
      case 'textStart':
        return 0;
      case 'textEnd':
        return buffer.text.length;
      case 'up':
        return edit.above(buffer);
      case 'down':
        return edit.below(buffer);
      default:
        return null;
    }
  }

  #actOnText(action: Action): void {
    const buffer = this.#buffer;
    switch (action) {
      case 'enter': {
        this.#enter();
        return;
      }
      case 'newLine': {
        this.#edit(edit.insert(buffer, '\n'));
        return;
      }
      case 'interrupt': {
        this.#finish({ kind: 'interrupt' });
        return;
      }
      case 'endOrDelete':
        if (buffer.text === '') {
          this.#finish({ kind: 'end' });
          return;
        }
        {
          this.#edit(edit.remove(buffer, buffer.cursor, edit.after(buffer)));
          return;
        }
      case 'up':
      case 'olderEntry': {
        this.#showEntry(this.#entry - 1);
        return;
      }
      case 'down':
      case 'newerEntry': {
        this.#showEntry(this.#entry + 1);
        return;
      }
      case 'deleteBack': {
        this.#edit(edit.remove(buffer, edit.before(buffer), buffer.cursor));
        return;
      }
      case 'delete': {
        this.#edit(edit.remove(buffer, buffer.cursor, edit.after(buffer)));
        return;
      }
      case 'deleteWordBack': {
        this.#cutOut(edit.wordBefore(buffer), buffer.cursor);
        return;
      }
      case 'deleteWord': {
        this.#cutOut(buffer.cursor, edit.wordAfter(buffer));
        return;
      }
      case 'cutToStart': {
        this.#cutOut(edit.lineStart(buffer), buffer.cursor);
        return;
      }
      case 'cutToEnd': {
        const end = edit.lineEnd(buffer);
        this.#cutOut(buffer.cursor, end === buffer.cursor ? edit.after(buffer) : end);
        return;
      }
      case 'paste': {
        this.#edit(edit.insert(buffer, this.#cut));
        return;
      }
      case 'transpose': {
        this.#edit(edit.transpose(buffer));
        return;
      }
      case 'undo':
        this.#buffer = this.#undo.pop() ?? buffer;
        return;
      case 'search':
        if (this.#reading?.isStatement === true) {
          this.#search = { query: '', found: null, before: buffer };
        }
        return;
      case 'clearScreen':
        this.#parts.io.stdout.write('\x1b[2J\x1b[H');
        this.#row = 0;
        return;
      case 'suspend': {
        this.#stopProcess();
        return;
      }
      default:
        return;
    }
  }

  #edit(next: Buffer): void {
    if (next.text !== this.#buffer.text) {
      this.#undo.push(this.#buffer);
      if (this.#undo.length > MOST_UNDO) this.#undo.shift();
    }
    this.#buffer = next;
  }

  #cutOut(from: number, to: number): void {
    if (from < to) this.#cut = this.#buffer.text.slice(from, to);
    this.#edit(edit.remove(this.#buffer, from, to));
  }

  #enter(): void {
    const { text } = this.#buffer;
    if (this.#reading?.isComplete(text) === true) this.#finish({ kind: 'text', text });
    else this.#edit(edit.insert(this.#buffer, '\n'));
  }

  /** Ctrl-Z, where there is a shell to go back to. */
  #stopProcess(): void {
    if (this.#parts.io.stdin !== process.stdin || process.platform === 'win32') return;
    this.#leaveTerminal();
    process.once('SIGCONT', () => {
      this.#takeTerminal();
      this.#row = 0;
      this.#draw();
    });
    process.kill(process.pid, 'SIGTSTP');
  }

  // ------------------------------------------------------------------------ history

  #showEntry(index: number): void {
    const entries = this.#parts.history();
    if (this.#reading?.isStatement !== true || index < 0 || index > entries.length) return;
    if (this.#entry === entries.length) this.#own = this.#buffer;
    this.#entry = index;
    this.#undo = [];
    this.#buffer = bufferOf(index === entries.length ? this.#own.text : (entries[index] ?? ''));
  }

  /** @returns whether the key was the search's */
  #pressInSearch(action: Action | null, text: string | null): boolean {
    const search = this.#search;
    if (search === null) return false;
    const entries = this.#parts.history();
    const newest = entries.length - 1;
    const show = (next: Search): boolean => {
      this.#search = { ...next, before: search.before };
      if (next.found !== null) {
        const entry = entries[next.found] ?? '';
        const at = entry.toLowerCase().indexOf(next.query.toLowerCase());
        this.#buffer = { text: entry, cursor: Math.max(at, 0) };
        this.#entry = next.found;
      }
      this.#draw();
      return true;
    };
    if (text !== null) return show(find(entries, search.query + text, search.found ?? newest));
    switch (action) {
      case 'deleteBack':
        return show(find(entries, search.query.slice(0, -1), newest));
      case 'search':
        return show(older(entries, search));
      case 'searchNewer':
        return show(newer(entries, search));
      case 'escape':
      case 'interrupt':
        this.#search = null;
        this.#buffer = search.before;
        this.#entry = entries.length;
        this.#draw();
        return true;
      default:
        // Any other key takes what was found and does what it does.
        this.#search = null;
        return false;
    }
  }

  // ----------------------------------------------------------------------- proposals

  #complete(step: 1 | -1): void {
    if (this.#reading?.isStatement !== true) return;
    if (this.#menu !== null && this.#menu.completion.proposals.length > 1) {
      this.#choose(this.#menu, step);
      return;
    }
    this.#menu = null;
    const { text, cursor } = this.#buffer;
    const completion = this.#parts.complete(text, cursor);
    const { proposals, from, to } = completion;
    const [only] = proposals;
    if (only === undefined) return;
    if (proposals.length === 1) {
      this.#edit(this.#taken(completion, only));
      return;
    }
    const prefix = commonPrefix(proposals);
    const typed = text.slice(from, cursor);
    if (prefix.length > typed.length) {
      this.#edit(edit.replace(this.#buffer, from, to, prefix));
      this.#menu = {
        completion: { ...completion, to: from + prefix.length },
        typed: this.#buffer,
        chosen: null,
      };
    } else {
      this.#menu = { completion, typed: this.#buffer, chosen: null };
    }
  }

  /** The text with a proposal in it, and a blank after it unless more belongs to it. A value may end a list. */
  #taken({ from, to }: Completion, { text, kind, goesOn }: Proposal): Buffer {
    const after = this.#buffer.text.slice(to);
    const blank = goesOn === true || kind === 'value' || /^[\s;,)]/.test(after) ? '' : ' ';
    return edit.replace(this.#buffer, from, to, text + blank);
  }

  #choose({ completion, typed, chosen }: Menu, step: 1 | -1): void {
    const count = completion.proposals.length;
    const next = chosen === null ? (step === 1 ? 0 : count - 1) : (chosen + step + count) % count;
    const { text } = completion.proposals[next] ?? { text: '' };
    this.#menu = { completion, typed, chosen: next };
    this.#buffer = edit.replace(typed, completion.from, completion.to, text);
  }

  /** @returns whether the key was the menu's */
  #actInMenu(menu: Menu, action: Action): boolean {
    switch (action) {
      case 'down':
      case 'newerEntry':
        this.#choose(menu, 1);
        return true;
      case 'up':
      case 'olderEntry':
        this.#choose(menu, -1);
        return true;
      case 'escape':
        this.#buffer = menu.typed;
        this.#menu = null;
        return true;
      case 'enter': {
        const chosen = menu.completion.proposals[menu.chosen ?? -1];
        this.#menu = null;
        if (chosen === undefined) return false;
        this.#buffer = menu.typed;
        this.#edit(this.#taken(menu.completion, chosen));
        return true;
      }
      case 'deleteBack': {
        this.#edit(edit.remove(this.#buffer, edit.before(this.#buffer), this.#buffer.cursor));
        this.#narrowMenu();
        return true;
      }
      default:
        return false;
    }
  }

  /** After a character more or less: the proposals that still go with the text. */
  #narrowMenu(): void {
    const { text, cursor } = this.#buffer;
    const completion = this.#parts.complete(text, cursor);
    const isWord = /[\p{L}\p{N}_$']$/u.test(text.slice(0, cursor));
    const stays = isWord && completion.proposals.length > 0;
    this.#menu = stays ? { completion, typed: this.#buffer, chosen: null } : null;
  }

  // ------------------------------------------------------------------------ drawing

  /** @param isLast the text as it stays on the screen: the whole of it, and nothing below it */
  #draw(isLast = false): void {
    const reading = this.#reading;
    if (reading === null) return;
    const { io } = this.#parts;
    const columns = columnsOf(io.stdout);
    const height = Math.max(io.stdout.rows ?? 24, 4);
    const under = isLast ? [] : this.#rowsUnder(columns, height);
    const whole = this.#layout(reading, columns);
    const { rows, cursor } = isLast ? whole : windowOf(whole, Math.max(height - under.length, 1));
    const all = [...rows, ...under];
    const up = all.length - 1 - cursor.row;
    const begin = `${this.#row > 0 ? `\x1b[${this.#row}A` : ''}\r\x1b[J`;
    const back = `${up > 0 ? `\x1b[${up}A` : ''}\r${cursor.column > 0 ? `\x1b[${cursor.column}C` : ''}`;
    io.stdout.write(`\x1b[?25l${begin}${all.join('\r\n')}${back}\x1b[?25h`);
    this.#row = cursor.row;
  }

  #layout({ prompt, isStatement }: Reading, columns: number): Layout {
    const { text, cursor } = this.#buffer;
    const { style } = this.#parts;
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    return layout(text, cursor, {
      columns,
      prompt: (line) => prompt(line, text.slice(0, starts[line] ?? text.length)),
      paintPrompt: isStatement ? style.bold : (question) => question,
      spans: isStatement ? highlight(text) : [],
      paint: paintOf(style),
    });
  }

  #rowsUnder(columns: number, height: number): readonly string[] {
    const { style } = this.#parts;
    if (this.#search !== null) {
      const { query, found } = this.#search;
      const failed = found === null && query !== '' ? 'not found: ' : '';
      const line = `search in the history: ${failed}${query}`;
      return [style.dim(truncate(line, columns - 1))];
    }
    if (this.#menu === null) return [];
    const most = Math.max(Math.min(MOST_MENU_ROWS, Math.floor(height / 2)), 2);
    return menuRows(this.#menu, { columns, most, style });
  }
}
