/** A terminal that tests look at: what the program writes is drawn by a real terminal emulator. */
import xterm from '@xterm/headless';
import { runCli } from '../../src/cli/cli.ts';
// Loaded beforehand, so that no test waits for it.
import '../../src/cli/repl/index.ts';
import '../../src/database/connect.ts';
import { fakeIo, until, type FakeIo, type FakeIoOptions } from './support.ts';

export const KEYS = {
  enter: '\r',
  tab: '\t',
  shiftTab: '\x1b[Z',
  up: '\x1b[A',
  down: '\x1b[B',
  left: '\x1b[D',
  home: '\x1b[H',
  escape: '\x1b',
  backspace: '\x7f',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlR: '\x12',
  ctrlU: '\x15',
} as const;

export interface TestTerminal {
  readonly io: FakeIo;
  readonly code: Promise<number>;
  /** Everything on the screen and above it, without blanks at the ends of lines. */
  readonly text: () => string;
  /** The lines that the screen shows now. */
  readonly screen: () => readonly string[];
  /** The line that the cursor is in, up to the cursor. */
  readonly beforeCursor: () => string;
  /** Types, as one press of keys after another. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Types a text and Enter; waits for the next prompt and returns what has appeared. */
  readonly enter: (text: string) => Promise<string>;
  readonly sees: (wanted: string | RegExp) => Promise<void>;
  readonly resize: (columns: number) => void;
  readonly leave: () => Promise<void>;
}

export interface TerminalOptions extends FakeIoOptions {
  readonly rows?: number;
}

const PROMPT = /(?:^|\n)\S[^\n]*> $| (?:->|'>|">|\*>) $/;

/** Starts the program in a terminal of its own and waits for the prompt. */
export async function openTerminal(
  argv: readonly string[],
  options: TerminalOptions = {},
): Promise<TestTerminal> {
  const { columns = 100, rows = 30 } = options;
  const io = fakeIo({ stdin: null, terminal: true, ...options, columns, rows });
  // The line feeds of a program move to the first column: the driver of a real terminal does that.
  const view = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 5000,
    convertEol: true,
    allowProposedApi: true,
  });
  let [sent, drawn] = [0, 0];
  io.onWrite((text) => {
    sent++;
    view.write(text, () => drawn++);
  });
  const code = runCli(argv, io);
  let isOver = false;
  void code.then(() => (isOver = true));
  const buffer = () => view.buffer.active;
  const line = (y: number): string => buffer().getLine(y)?.translateToString(true) ?? '';
  const lines = (from: number): string[] => {
    const all = Array.from({ length: buffer().length - from }, (_, y) => line(from + y).trimEnd());
    while (all.at(-1) === '') all.pop();
    return all;
  };
  /** Up to the cursor, blanks included: a prompt ends with one. */
  const upToCursor = (): string => {
    const y = buffer().baseY + buffer().cursorY;
    const last = buffer().getLine(y)?.translateToString(false, 0, buffer().cursorX) ?? '';
    return [...lines(0).slice(0, y), last].join('\n');
  };
  const isDrawn = (): boolean => sent === drawn;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      io.stdin.write(key);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const atPrompt = (): boolean => isDrawn() && PROMPT.test(upToCursor());
  const terminal: TestTerminal = {
    io,
    code,
    press,
    text: () => lines(0).join('\n'),
    screen: () => lines(buffer().baseY),
    beforeCursor: () => upToCursor().split('\n').at(-1) ?? '',
    async enter(text) {
      const from = lines(0).join('\n').length;
      const writes = sent;
      await press(text, KEYS.enter);
      await until(() => isOver || (sent > writes && atPrompt()), `an answer to ${text}`);
      return lines(0).join('\n').slice(from);
    },
    async sees(wanted) {
      const isSeen = (): boolean => {
        const text = lines(0).join('\n');
        return (
          isDrawn() && (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text))
        );
      };
      await until(isSeen, String(wanted)).catch((error: unknown) => {
        throw new Error(`${String(error)} There was:\n${lines(0).join('\n')}`);
      });
    },
    resize(columns) {
      view.resize(columns, rows);
      Object.assign(io.stdout, { columns });
      io.stdout.emit('resize');
    },
    async leave() {
      if (!isOver) await press(KEYS.ctrlC);
      io.stdin.end();
      await code;
    },
  };
  await until(() => isOver || atPrompt(), 'the prompt');
  return terminal;
}
