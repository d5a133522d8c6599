import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { runCli } from '../../src/cli/cli.ts';
import { holdsSecret, openHistory } from '../../src/cli/repl/history.ts';
import { fakeIo, plain, until } from './support.ts';
import { KEYS, openTerminal, type TerminalOptions, type TestTerminal } from './terminal.ts';

const PROMPT = 'Bellbird Coffee Traders/ACCOUNTING> ';

let emulator: Emulator;
let folder: string;
let open: TestTerminal[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-repl-'));
});

afterEach(async () => {
  await Promise.all(open.map((terminal) => terminal.leave()));
  open = [];
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

async function terminal(
  options: TerminalOptions = {},
  connection = emulator.connectionString(),
): Promise<TestTerminal> {
  const opened = await openTerminal(['-c', connection], {
    columns: 160,
    env: { NO_COLOR: '1' },
    ...options,
  });
  open.push(opened);
  return opened;
}

describe('the prompt', () => {
  test('greets with the organisation and runs what ends with a semicolon', async () => {
    const { io, enter, beforeCursor } = await terminal();
    expect(plain(io.err())).toContain('connected to Bellbird Coffee Traders');
    const out = await enter('SELECT 1 AS one;');
    expect(out).toContain(' one\n─────\n   1\n(1 row, 0 calls)\n');
    expect(beforeCursor()).toBe(PROMPT);
  });

  test('tells with each result what the day leaves', async () => {
    const { enter } = await terminal();
    const out = await enter('SELECT Code FROM Currencies LIMIT 1;');
    expect(out).toMatch(/\(1 row, \d calls?; 4,\d{3} left today\)\n/);
  });

  test('a connection that does not work ends it before it begins', async () => {
    const io = fakeIo({ stdin: null, terminal: true });
    expect(await runCli(['-c', emulator.connectionString({ Tenant: 'Nope' })], io)).toBe(3);
    expect(io.err()).toContain('TENANT_NOT_FOUND');
  });

  test('a statement may take several lines, which the prompt shows', async () => {
    const { enter, beforeCursor } = await terminal();
    await enter("SELECT 'a");
    expect(beforeCursor()).toMatch(/ '> $/);
    await enter("b' AS t,");
    expect(beforeCursor()).toMatch(/ -> $/);
    await enter('/* ; more');
    expect(beforeCursor()).toMatch(/ \*> $/);
    expect(await enter('*/ 2 AS u; SELECT 3 AS v;')).toMatch(/a\\nb │ 2\n[^]* v\n───\n 3\n/);
  });

  test('several lines pasted at once run one after another, with the line ends of Windows too', async () => {
    const { press, sees } = await terminal();
    await press('SELECT 1\r\nAS a;\r\nSELECT 2 AS b;\r\n');
    await sees(/a\n───\n 1\n[^]*b\n───\n 2\n/);
  });

  test('a paste that the terminal announces is text to look at first', async () => {
    const { press, sees, screen } = await terminal();
    await press('\x1b[200~SELECT 1\r\nAS a;\r\n\tSELECT 2 AS b;\x1b[201~');
    await sees('SELECT 2 AS b;');
    expect(screen().join('\n')).not.toContain('row');
    await press(KEYS.enter);
    await sees(/a\n───\n 1\n[^]*b\n───\n 2\n/);
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
    await press(KEYS.ctrlD);
    expect(await code).toBe(0);
  });

  test('Ctrl-C forgets the text', async () => {
    const { enter, press, sees } = await terminal();
    await enter('SELECT nonsense');
    await press('more nonsense', KEYS.ctrlC);
    await sees(/more nonsense\^C\n[^\n]*ACCOUNTING>$/);
    expect(await enter('SELECT 1 AS a;')).toContain(' 1\n');
  });

  test('what is typed while a statement runs is not lost', async () => {
    const { press, sees } = await terminal();
    await press('SELECT COUNT(*) AS n FROM Invoices;\rSELECT 2 AS b;\r');
    await sees(/ n\n[^]*b\n───\n 2\n/);
  });

  test('Ctrl-C while a query runs cancels it and its calls, not the session', async () => {
    const slow = await startEmulator({ latencyMs: 400 });
    const connection = slow.connectionString({ PageSize: '10' });
    const { io, enter, press, leave, text } = await terminal({}, connection);
    await press('SELECT SUM(Total) FROM Invoices; SELECT 7 AS seven;', KEYS.enter);
    await until(
      () => /\d+ calls?, (?:[^…]*pages?, )?[\d,]+ rows?/.test(plain(io.err())),
      'progress',
    );
    await press(KEYS.ctrlC);
    await until(() => io.err().includes('error[CANCELLED]'), 'the cancelling');
    const calls = slow.log.length;
    expect(await enter('SELECT 1 AS a;')).toContain(' 1\n');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(slow.log.length).toBe(calls);
    expect(text()).not.toContain('seven\n');
    // The progress line is gone before anything else is written.
    expect(io.err().replaceAll('\x1b', 'ESC')).toMatch(/\rESC\[2Kerror\[CANCELLED\]/);
    await leave();
    await slow.close();
  });
});

describe('editing', () => {
  test('several lines: up and down between them, then to the history', async () => {
    const { enter, press, sees, beforeCursor } = await terminal();
    await enter('SELECT 11 AS eleven;');
    await press('SELECT 1 AS a,', KEYS.enter, '2 AS b', KEYS.up, KEYS.home, KEYS.up);
    await sees(/ACCOUNTING> SELECT 11 AS eleven;$/);
    await press(KEYS.down, ';', KEYS.enter);
    await sees(/ a │ b\n───┼───\n 1 │ 2\n/);
    expect(beforeCursor()).toBe(PROMPT);
  });

  test('the keys of bash: words, lines, cutting, pasting, undoing', async () => {
    const { press, sees, beforeCursor } = await terminal();
    await press('SELECT Total FROM Invoices', '\x17', '\x17', 'X');
    await until(() => beforeCursor() === `${PROMPT}SELECT Total X`, 'two words less');
    await press('\x01', '\x0b', '\x19', '\x19');
    await sees('SELECT Total XSELECT Total X');
    await press('\x1f', '\x1b[D', '\x1b[D', '\x1bd');
    await sees(/> SELECT TotalX?$/);
  });

  test('a long line wraps in a narrow terminal, and again when it is resized', async () => {
    const { press, screen, sees, resize } = await terminal({ columns: 40 });
    const statement = `SELECT '${'abcdefghij'.repeat(6)}' AS t;`;
    await press(statement);
    await sees(/t;$/);
    expect(screen().every((line) => line.length <= 40)).toBe(true);
    expect(screen().join('').replaceAll(' ', '')).toContain(statement.replaceAll(' ', ''));
    resize(120);
    await until(() => screen().some((line) => line.includes(statement)), 'one line');
    await press(KEYS.enter);
    await sees('(1 row, 0 calls)');
  });

  test('a text taller than the terminal keeps its cursor in sight', async () => {
    const { press, sees, screen } = await terminal({ rows: 8 });
    await press('\x1b[200~SELECT 1\r' + '-- line\r'.repeat(20) + ' AS a\x1b[201~');
    await sees(/AS a$/);
    expect(screen().length).toBeLessThanOrEqual(8);
    await press(';', KEYS.enter);
    await sees(/ a\n───\n 1\n/);
  });

  test('colours while typing, from text that is no statement yet too', async () => {
    const { io, press } = await terminal({ env: {} });
    await press("select 'ab");
    const out = io.out().replaceAll('\x1b', '~');
    expect(out).toContain('~[34mselect~[39m');
    expect(out).toContain("~[32m'ab~[39m");
  });
});

describe('completion', () => {
  test('of keywords, tables and columns while typing', async () => {
    const { press, sees, enter } = await terminal();
    await press('sel', KEYS.tab, 'count(*) fr', KEYS.tab, 'Curre', KEYS.tab);
    await sees('select count(*) from Currencies');
    expect(await enter(';')).toMatch(/count\n/);
  });

  test('shows what there is with types; Tab chooses, Enter takes, Escape leaves', async () => {
    const { press, sees, screen } = await terminal();
    await press('select FullyPaid', KEYS.tab);
    await sees(/> select FullyPaidOnDate$/);
    await press(KEYS.ctrlU, 'select * from Invoices where Amount', KEYS.tab);
    await sees(/ {2}AmountDue +decimal\n/);
    await press(KEYS.tab);
    await sees(/› AmountDue +decimal/);
    await press(KEYS.tab, KEYS.shiftTab, KEYS.enter);
    await sees(/where AmountDue$/);
    expect(screen().join('\n')).not.toContain('›');
    await press('> 0 and Amount', KEYS.tab, KEYS.tab, KEYS.escape);
    // An escape is told from an escape sequence by the time that passes.
    await sees(/> 0 and Amount$/);
  });

  test('typing on narrows the list', async () => {
    const { press, sees, text } = await terminal();
    await press('select * from Invoices where Amount', KEYS.tab);
    await sees('AmountPaid');
    await press('D');
    await until(() => !text().includes('AmountPaid'), 'one proposal');
    await press('u', KEYS.tab);
    await sees(/where AmountDue$/);
  });

  test('proposes join conditions and documented values', async () => {
    const { press, sees } = await terminal();
    await press('select 1 from Invoices i join Contacts c on c.ContactID = i', KEYS.ctrlU);
    await press('select 1 from Invoices i join Contacts c o', KEYS.tab);
    await sees('on c.ContactID = i.ContactID'.replace('on', 'ON'));
    await press("where Status = 'AUTH", KEYS.tab, ';');
    await sees("'AUTHORISED';");
  });
});

describe('history', () => {
  test('comes back as whole statements, line by line, in the next session too', async () => {
    const historyFile = join(folder, 'history');
    const first = await terminal({ historyFile });
    await first.enter('SELECT 11');
    await first.enter('AS eleven;');
    await first.press(KEYS.up, KEYS.enter);
    await first.sees(/eleven\n[^]*eleven\n/);
    await first.leave();
    if (process.platform !== 'win32') expect((await stat(historyFile)).mode & 0o777).toBe(0o600);
    const second = await terminal({ historyFile });
    await second.press(KEYS.up);
    await second.sees(/> SELECT 11\n +-> AS eleven;$/);
  });

  test('Ctrl-R looks for a text, older with each press; Enter runs, Ctrl-C goes back', async () => {
    const { enter, press, sees } = await terminal();
    await enter('SELECT 1 AS first;');
    await enter('SELECT 2 AS second;');
    await enter('SELECT 3 AS other;');
    await press('own text', KEYS.ctrlR, 'AS');
    await sees(/SELECT 3 AS other;\nsearch in the history: AS$/);
    await press(KEYS.ctrlR);
    await sees(/SELECT 2 AS second;\nsearch/);
    await press('zzz');
    await sees('not found: ASzzz');
    await press(KEYS.ctrlC);
    await sees(/> own text$/);
    await press(KEYS.ctrlU, KEYS.ctrlR, 'first', KEYS.enter);
    await sees(/ first\n[^]* first\n/);
  });

  test('never holds what looks like a secret', async () => {
    const historyFile = join(folder, 'secrets');
    const { enter, press, text } = await terminal({ historyFile });
    await enter("SELECT 'OAuthClientId=abc;OAuth Client Secret=hush-hush' AS c;");
    await enter('SELECT 1 AS a;');
    await press(KEYS.up, KEYS.up);
    expect(await readFile(historyFile, 'utf8')).toBe('"SELECT 1 AS a;"\n');
    const after = text().split('SELECT 1 AS a;').slice(1).join('');
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

describe('commands', () => {
  test('\\d lists the tables, \\d TABLE its columns with keys and pushed filters', async () => {
    const { enter } = await terminal();
    const all = await enter('\\d');
    expect(all).toMatch(/ACCOUNTING │ InvoiceLineItems +│/);
    expect(all).not.toContain('INFORMATION_SCHEMA');
    expect(await enter('\\dt information_schema.*')).toContain('key_column_usage');
    const out = await enter('\\d accounting.invoicelineitems');
    expect(out).toContain('ACCOUNTING.InvoiceLineItems: ');
    expect(out).toMatch(/ InvoiceID +│ uuid +│ [^│]*→ Invoices /);
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
    await enter('');
    expect(await enter('\\?')).toContain('\\timing [on|off]');
    expect(await enter('\\tim')).toContain('did you mean \\timing?');
  });

  test('a backslash inside a text is no command', async () => {
    const { enter } = await terminal();
    await enter("SELECT 'a");
    expect(await enter("\\q' AS t;")).toContain('a\\n\\q');
  });
});

describe('a terminal that cannot move the cursor', () => {
  const dumb = { env: { TERM: 'dumb' } };

  test('gets plain lines only', async () => {
    const { io, enter, beforeCursor } = await terminal(dumb);
    await enter('SELECT 1');
    expect(beforeCursor()).toMatch(/ -> $/);
    expect(await enter('AS one;')).toContain(' one\n─────\n   1\n(1 row, 0 calls)\n');
    expect(await enter('\\timing')).toContain('Timing: on');
    expect(io.all()).not.toContain('\x1b');
  });

  test('reads the line ends of Windows; Ctrl-C forgets and cancels', async () => {
    const { io, press, sees } = await terminal(dumb);
    await press('SELECT 1\r\nAS a;\r\n');
    await sees(/ a\n───\n 1\n/);
    await press('SELECT nonsense\r\n');
    io.interrupt();
    await press('SELECT 2 AS b;\r\n');
    await sees(/ b\n───\n 2\n/);
  });
});
