import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { runCli } from '../../src/cli/cli.ts';
import { holdsSecret, openHistory } from '../../src/cli/repl/history.ts';
import { fakeIo, plain, until, type FakeIo } from './support.ts';

const CTRL_C = '\x03';
const CTRL_D = '\x04';
const TAB = '\t';
const UP = '\x1b[A';
const PROMPT = 'Bellbird Coffee Traders/ACCOUNTING> ';

let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-repl-'));
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

let open: Terminal[] = [];

afterEach(async () => {
  await Promise.all(open.map((terminal) => terminal.leave()));
  open = [];
});

interface Terminal {
  readonly io: FakeIo;
  readonly code: Promise<number>;
  /** Types, as one press of keys after another. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Enters a line and returns what appears until the prompt is back. */
  readonly enter: (line: string) => Promise<string>;
  readonly leave: () => Promise<void>;
}

async function terminal(
  connection = emulator.connectionString(),
  historyFile?: string,
): Promise<Terminal> {
  const io = fakeIo({
    stdin: null,
    terminal: true,
    columns: 160,
    env: { NO_COLOR: '1' },
    ...(historyFile === undefined ? {} : { historyFile }),
  });
  const code = runCli(['-c', connection], io);
  const seen = (): string => plain(io.all());
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      io.stdin.write(key);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  let isOver = false;
  void code.then(() => (isOver = true));
  const opened: Terminal = {
    io,
    code,
    press,
    async enter(line) {
      const from = seen().length;
      await press(line, '\r');
      await until(
        () => isOver || /(?:ACCOUNTING|[-'"*])> $/.test(seen().slice(from)),
        `an answer to ${line}`,
      );
      return seen().slice(from).replaceAll('\r\n', '\n');
    },
    async leave() {
      if (!isOver) await press(CTRL_C, CTRL_D);
      await code;
    },
  };
  open.push(opened);
  await until(() => seen().endsWith(PROMPT), 'the prompt');
  return opened;
}

describe('the prompt', () => {
  test('greets with the organisation and runs what ends with a semicolon', async () => {
    const { io, enter } = await terminal();
    expect(plain(io.err())).toContain('connected to Bellbird Coffee Traders');
    const out = await enter('SELECT 1 AS one;');
    expect(out).toContain(' one\n─────\n   1\n(1 row, 0 calls)\n');
    expect(out.endsWith(PROMPT)).toBe(true);
  });

  test('a connection that does not work ends it before it begins', async () => {
    const io = fakeIo({ stdin: null, terminal: true });
    expect(await runCli(['-c', emulator.connectionString({ Tenant: 'Nope' })], io)).toBe(3);
    expect(io.err()).toContain('TENANT_NOT_FOUND');
  });

  test('a statement may take several lines, which the prompt shows', async () => {
    const { enter } = await terminal();
    expect(await enter("SELECT 'a")).toMatch(/ '> $/);
    expect(await enter("b' AS t,")).toMatch(/ -> $/);
    expect(await enter('/* ; more')).toMatch(/ \*> $/);
    expect(await enter('*/ 2 AS u; SELECT 3 AS v;')).toMatch(/a\\nb │ 2\n[^]* v\n───\n 3\n/);
  });

  test('several lines pasted at once run one after another', async () => {
    const { io, press } = await terminal();
    await press('SELECT 1\r\nAS a;\r\nSELECT 2 AS b;\r\n');
    await until(() => /b\n───\n 2\n/.test(plain(io.out()).replaceAll('\r', '')), 'both results');
  });

  test('lives on after a failure, and shows where it was', async () => {
    const { enter } = await terminal();
    await enter('SELECT 1,');
    const out = await enter('  Totl FROM Invoices;');
    expect(out).toContain('error[UNKNOWN_COLUMN]');
    expect(out).toContain('  2 │   Totl FROM Invoices;\n    │   ^^^^ line 2, column 3');
    expect(await enter('SELECT 5 AS five;')).toContain('   5\n');
  });

  test.each(['exit', 'quit;', '\\q', 'EXIT'])('%s leaves', async (word) => {
    const { enter, code } = await terminal();
    await enter(word);
    expect(await code).toBe(0);
  });

  test('Ctrl-D leaves', async () => {
    const { press, code } = await terminal();
    await press(CTRL_D);
    expect(await code).toBe(0);
  });

  test('Ctrl-C forgets the line and the statement begun', async () => {
    const { enter, press, io } = await terminal();
    await enter('SELECT nonsense');
    await press('more nonsense', CTRL_C);
    await until(() => plain(io.all()).endsWith(`^C\n${PROMPT}`), 'a fresh prompt');
    expect(await enter('SELECT 1 AS a;')).toContain(' 1\n');
  });

  test('Ctrl-C while a query runs cancels it and its calls, not the session', async () => {
    const slow = await startEmulator({ latencyMs: 400 });
    const { io, enter, press, leave } = await terminal(slow.connectionString({ PageSize: '10' }));
    await press('SELECT SUM(Total) FROM Invoices; SELECT 7 AS seven;', '\r');
    await until(
      () => /\d+ calls?, [\d,]+ rows?.* left this minute/.test(plain(io.err())),
      'progress',
    );
    await press(CTRL_C);
    await until(() => io.err().includes('error[CANCELLED]'), 'the cancelling');
    const calls = slow.log.length;
    expect(await enter('SELECT 1 AS a;')).toContain(' 1\n');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(slow.log.length).toBe(calls);
    expect(plain(io.out())).not.toContain('seven\n');
    // The progress line is gone before anything else is written.
    expect(io.err().replaceAll('\x1b', 'ESC')).toMatch(/\rESC\[2Kerror\[CANCELLED\]/);
    await leave();
    await slow.close();
  });
});

describe('commands', () => {
  test('\\d lists the tables, \\d TABLE its columns with keys and pushed filters', async () => {
    const { enter } = await terminal();
    expect(await enter('\\d')).toMatch(/ACCOUNTING │ InvoiceLineItems +│/);
    const out = await enter('\\d accounting.invoicelineitems');
    expect(out).toContain('ACCOUNTING.InvoiceLineItems: ');
    expect(out).toMatch(/ InvoiceID +│ uuid +│ [^│]*→ Invoices.InvoiceID/);
    expect(await enter('\\d Invoices;')).toMatch(/ Status +│ text +│ +│ =, in[^│]*│/);
    expect(await enter('\\d Invices')).toContain('Did you mean Invoices?');
  });

  test('\\format changes how results are written', async () => {
    const { enter } = await terminal();
    expect(await enter('\\format jsonl')).toContain('Format: jsonl');
    expect(await enter('SELECT 1.50 AS a;')).toContain('{"a":1.50}\n');
    expect(await enter('\\format xml')).toContain('table, expanded, markdown, csv');
  });

  test('\\timing adds how long it took', async () => {
    const { enter } = await terminal();
    expect(await enter('\\timing')).toContain('Timing: on');
    expect(await enter('SELECT 1;')).toMatch(/\(1 row, 0 calls, \d\.\d\d s\)/);
    expect(await enter('\\timing off')).toContain('Timing: off');
  });

  test('\\tenants lists the organisations, \\? the commands; others are refused', async () => {
    const { enter } = await terminal();
    expect(await enter('\\tenants')).toContain('Harbour Trading');
    expect(await enter('\\?')).toContain('\\timing [on|off]');
    expect(await enter('\\tim')).toContain('did you mean \\timing?');
  });

  test('a backslash inside a text is no command', async () => {
    const { enter } = await terminal();
    await enter("SELECT 'a");
    expect(await enter("\\q' AS t;")).toContain('a\\n\\q');
  });
});

describe('completion', () => {
  test('of keywords, tables and columns while typing', async () => {
    const { press, io, enter } = await terminal();
    await press('sel', TAB, ' co', 'unt(*) fr', TAB, ' Curr', TAB);
    await until(
      () => plain(io.out()).includes('select count(*) from Currencies'),
      'the completion',
    );
    expect(await enter(';')).toMatch(/count\n/);
  });
});

describe('history', () => {
  test('comes back as whole statements, in the next session too', async () => {
    const file = join(folder, 'history');
    const first = await terminal(undefined, file);
    await first.enter('SELECT 11');
    await first.enter('AS eleven;');
    await first.press(UP, '\r');
    await until(() => plain(first.io.out()).match(/eleven\n/g)?.length === 2, 'the same again');
    await first.leave();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const second = await terminal(undefined, file);
    await second.press(UP);
    await until(() => plain(second.io.out()).endsWith('SELECT 11 AS eleven;'), 'the old statement');
  });

  test('never holds what looks like a secret', async () => {
    const file = join(folder, 'secrets');
    const { enter, press, io } = await terminal(undefined, file);
    await enter("SELECT 'OAuthClientId=abc;OAuth Client Secret=hush-hush' AS c;");
    await enter('SELECT 1 AS a;');
    await press(UP, UP);
    expect(await readFile(file, 'utf8')).toBe('"SELECT 1 AS a;"\n');
    const after = plain(io.out()).split('SELECT 1 AS a;').slice(1).join('');
    expect(after).not.toContain('hush');
  });

  test.each([
    ['OAuthClientSecret=abc', true],
    ['x; client_secret = "abc"', true],
    ["SELECT 'Refresh Token=abc'", true],
    ['Bearer abcdefghijklmnop', true],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.abc', true],
    ["SELECT * FROM Invoices WHERE Status = 'PAID'", false],
    ['SELECT Total AS t FROM Invoices WHERE Reference = Token', false],
  ])('tells a secret: %s', (text, isSecret) => {
    expect(holdsSecret(text)).toBe(isSecret);
  });

  test('reads a damaged file as far as it goes, and makes it private', async () => {
    const file = join(folder, 'damaged');
    await writeFile(file, '"SELECT 1;"\n{\nnonsense\n"SELECT 2;"', { mode: 0o644 });
    const history = await openHistory(file);
    expect(history.entries).toEqual(['SELECT 1;', 'SELECT 2;']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('a folder that cannot be written to is no reason to fail', async () => {
    const history = await openHistory(join(folder, 'damaged', 'below', 'history'));
    await history.add('SELECT 1;');
    expect(history.entries).toEqual(['SELECT 1;']);
  });
});
