import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { parametersFor, readAssignment } from '../../src/cli/repl/variables.ts';
import { patternOf } from '../../src/cli/repl/commands/describe.ts';
import { until } from './support.ts';
import { KEYS, openTerminal, type TerminalOptions, type TestTerminal } from './terminal.ts';

let emulator: Emulator;
let folder: string;
let open: TestTerminal[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-commands-'));
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
    columns: 140,
    rows: 60,
    ...options,
    env: { NO_COLOR: '1', PAGER: '', ...options.env },
  });
  open.push(opened);
  return opened;
}

/** A program that a shell runs, made of JavaScript. */
async function program(name: string, code: string): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, code);
  await chmod(file, 0o755);
  return `"${process.execPath}" "${file}"`;
}

describe('describing', () => {
  test('\\dt and \\df take patterns, \\dn lists schemas', async () => {
    const { enter } = await terminal();
    const tables = await enter('\\dt invoice*');
    expect(tables).toContain('InvoiceLineItems');
    expect(tables).not.toContain('RepeatingInvoices');
    expect(await enter('\\dt tracking')).toContain('InvoiceLineItemTracking');
    expect(await enter('\\df date_tr')).toMatch(/date_trunc +│ datetrunc/);
    expect(await enter('\\dn')).toMatch(/ACCOUNTING +│ \d+ +│ yes/);
  });

  test('\\d+ tells the calls, who refers to a table and the documented values', async () => {
    const { enter } = await terminal({ rows: 90 });
    const out = await enter('\\d+ Invoices');
    expect(out).toContain('Calls: one call for each 1,000 documents.');
    expect(out).toMatch(/Referred to by .*InvoiceLineItems/);
    expect(out).toMatch(/Status: .*AUTHORISED/);
    expect(out).toContain('-- Which customers owe most, and since when');
  });

  test('\\d marks what calls are made with, what costs a call for each row, other schemas', async () => {
    const { enter } = await terminal({ rows: 90 });
    const report = await enter('\\d ProfitAndLoss');
    expect(report).toMatch(/FromDate +│ date +│ +│ parameter: =, in \(exact\)/);
    expect(report).toContain('A parameter is what calls are made with');
    const employees = await enter('\\d PAYROLLAUS.Employees');
    expect(employees).toMatch(/Title † /);
    expect(employees).toContain('† Reading it costs a call for each row');
    expect(await enter('\\d PROJECTS.Projects')).toMatch(/ContactId .*→ ACCOUNTING\.Contacts/);
  });

  test('patterns', () => {
    expect(patternOf('a.b').test('xa.b')).toBe(true);
    expect(patternOf('a.b').test('axb')).toBe(false);
    expect(patternOf('a?c*').test('ABCDE')).toBe(true);
    expect(patternOf('a?c*').test('xabc')).toBe(false);
  });
});

describe('views', () => {
  test('are made, listed, shown, kept across organisations and dropped', async () => {
    const { enter } = await terminal();
    expect(
      await enter("CREATE VIEW mine AS\nSELECT Name, Type FROM Accounts WHERE Type = 'BANK';"),
    ).toContain('The view mine is made, for as long as this session lasts.');
    expect(await enter('\\dv m*')).toMatch(/LOCAL +│ mine/);
    expect(await enter('\\dv')).toMatch(/BOOKS +│ GeneralLedger/);
    expect(await enter('\\dv')).not.toContain('Invoices ');
    const shown = await enter('\\d+ mine');
    expect(shown).toMatch(/Name +│ text/);
    expect(shown).toContain("SELECT Name, Type FROM Accounts WHERE Type = 'BANK';");
    await enter('\\tenant *');
    expect(await enter('SELECT COUNT(*) FROM mine;')).toContain('(1 row');
    expect(await enter('DROP VIEW mine;')).toContain('The view mine is dropped.');
    expect(await enter('\\d mine')).toContain('There is no table mine');
  });
});

describe('variables', () => {
  test('bind as parameters and are never spliced', async () => {
    const { enter } = await terminal();
    await enter("\\set status PAID'; --");
    await enter('\\set n 2');
    await enter("\\set name 'it''s me'");
    expect(await enter('SELECT :name AS a, :status AS b;')).toMatch(/it's me │ PAID'; --/);
    expect(await enter('SELECT COUNT(*) AS n FROM Invoices WHERE Status = :status;')).toMatch(
      /n\n─+\n +0\n/,
    );
    expect(await enter('SELECT COUNT(*) > :n AS more FROM Invoices;')).toContain('true');
    expect(await enter('\\echo n is :n, :unknown')).toContain('n is 2, :unknown');
    expect(await enter('\\set')).toMatch(/n +│ 2/);
    await enter('\\unset n');
    const out = await enter('SELECT :n;');
    expect(out).toContain('The variable :n is not set.');
    expect(out).toContain('\\set n VALUE sets it.');
    expect(out).toMatch(/│ +\^/);
  });

  test('reading', () => {
    expect(readAssignment('a = 5')).toEqual({ name: 'a', value: '5' });
    expect(readAssignment('a null')).toEqual({ name: 'a', value: null });
    expect(readAssignment("a 'null'")).toEqual({ name: 'a', value: 'null' });
    expect(readAssignment('a')).toBeNull();
    expect(parametersFor('SELECT \':a\', :b, ":c" -- :d', new Map([['b', '1']]))).toEqual({
      b: '1',
    });
  });
});

describe('looks', () => {
  test('\\x writes a line for each value; auto where the table is too wide', async () => {
    const { enter, resize } = await terminal();
    expect(await enter('\\x')).toContain('Expanded: on');
    const out = await enter("SELECT 1 AS a, 'b' AS longer;");
    expect(out).not.toContain('│ longer');
    expect(out).toMatch(/longer\b.*b\n/);
    await enter('\\x auto');
    expect(await enter("SELECT 1 AS a, 'b' AS b;")).toContain(' a │ b');
    resize(60);
    const wide = await enter(`SELECT '${'x'.repeat(40)}' AS first, '${'y'.repeat(40)}' AS second;`);
    expect(wide).toContain('y'.repeat(40));
    expect(await enter('\\x maybe')).toContain('\\x takes on, off, auto or nothing.');
  });

  test('\\pset null, \\format, \\timing', async () => {
    const { enter } = await terminal();
    await enter('\\pset null ∅');
    expect(await enter('SELECT NULL AS a;')).toContain(' ∅\n');
    expect(await enter('\\pset nul')).toContain('There is no setting nul');
  });

  test('a long result goes through the pager, a short one does not', async () => {
    const log = join(folder, 'paged');
    const pager = await program(
      'pager',
      `import { appendFileSync, readFileSync } from 'node:fs';
       appendFileSync(${JSON.stringify(log)}, readFileSync(0, 'utf8'));
       console.log('PAGED');`,
    );
    const { enter } = await terminal({ rows: 20, env: { PAGER: pager } });
    expect(await enter('SELECT 1 AS short;')).not.toContain('PAGED');
    expect(await enter('SELECT InvoiceNumber FROM Invoices LIMIT 40;')).toContain('PAGED');
    expect((await readFile(log, 'utf8')).split('\n').length).toBe(43);
    // Columns that do not fit are not left out there.
    expect(await enter('SELECT * FROM Invoices LIMIT 2;')).toContain('PAGED');
    expect(await readFile(log, 'utf8')).toContain('UpdatedDateUTC');
    await enter('\\pset pager off');
    expect(await enter('SELECT * FROM Invoices LIMIT 2;')).toContain('columns do not fit here');
  });
});

describe('files', () => {
  test('\\o writes results to a file by its ending, until it is ended', async () => {
    const { enter } = await terminal();
    const file = join(folder, 'out.jsonl');
    expect(await enter(`\\o ${file}`)).toContain('as jsonl');
    expect(await enter('SELECT 1 AS a;')).not.toContain('{"a"');
    await enter('SELECT 2 AS a;');
    expect(await enter('\\o')).toContain('is written.');
    expect(await readFile(file, 'utf8')).toBe('{"a":1}\n{"a":2}\n');
    expect(await enter('SELECT 3 AS a;')).toContain(' a\n───\n 3\n');
  });

  test('a format of one result ends after it; a failure leaves no file', async () => {
    const { enter } = await terminal();
    const file = join(folder, 'one.csv');
    await enter(`\\o ${file}`);
    expect(await enter('SELECT Nope FROM Invoices;')).toContain('is not written.');
    expect(await readdir(folder)).not.toContain('one.csv');
    await enter(`\\o ${file}`);
    expect(await enter('SELECT 1 AS a;')).toContain('is written.');
    expect(await readFile(file, 'utf8')).toBe('a\n1\n');
    expect(await enter('SELECT 2 AS b;')).toContain(' b\n───\n 2\n');
  });

  test('\\i runs statements and commands, with the line ends of Windows, up to the first failure', async () => {
    const { enter } = await terminal();
    const file = join(folder, 'script.sql');
    await writeFile(
      file,
      '\\set x 7\r\nSELECT :x\r\n  AS seven;\r\nSELECT Nope FROM Invoices;\r\nSELECT 9 AS nine;\r\n',
    );
    const out = await enter(`\\i ${file}`);
    expect(out).toMatch(/seven\n─+\n 7\n/);
    expect(out).toContain('UNKNOWN_COLUMN');
    expect(out).not.toContain('nine\n');
    expect(await enter('\\i /no/such/file')).toContain('cannot be read (ENOENT)');
    const itself = join(folder, 'itself.sql');
    await writeFile(itself, `\\i ${itself}\n`);
    expect(await enter(`\\i ${itself}`)).toContain('include each other too deeply');
  });

  test('\\e brings back what the editor leaves', async () => {
    const EDITOR = await program(
      'editor',
      `import { readFileSync, writeFileSync } from 'node:fs';
       const file = process.argv[2];
       writeFileSync(file, readFileSync(file, 'utf8').replace('1', '42') + ' AS answer;\\r\\n');`,
    );
    const { press, sees } = await terminal({ env: { EDITOR } });
    await press('SELECT 1', KEYS.enter, '\\e', KEYS.enter);
    await sees(/> SELECT 42 AS answer;$/);
    await press(KEYS.enter);
    await sees(/answer\n─+\n +42\n/);
    const broken = await terminal({ env: { EDITOR: await program('broken', 'process.exit(3)') } });
    expect(await broken.enter('\\e')).toContain('failed: set VISUAL or EDITOR');
  });
});

describe('running', () => {
  test('\\explain and \\analyze take a statement, or the last one', async () => {
    const { enter, press, sees } = await terminal();
    expect(await enter('\\explain')).toContain('There is no statement yet');
    await enter('SELECT COUNT(*) FROM Currencies;');
    expect(await enter('\\explain')).toContain('Calls to Xero');
    expect(await enter('\\analyze')).toMatch(/Actual: \d+ call/);
    expect(await enter('\\explain SELECT * FROM Items;')).toContain('/Items');
    // What was begun stays there to go on with.
    await press('SELECT *', KEYS.enter, 'FROM Users', KEYS.enter, '\\explain', KEYS.enter);
    await sees(/\/Users[^]*> SELECT \*\n +-> FROM Users$/);
  });

  test('\\watch runs again and again until Ctrl-C', async () => {
    const { enter, press, text } = await terminal();
    await enter('SELECT 5 AS five;');
    await press('\\watch 1', KEYS.enter);
    await until(() => (text().match(/five\n/g)?.length ?? 0) >= 3, 'two more runs');
    await press(KEYS.ctrlC);
    expect(await enter('SELECT 6 AS six;')).toContain(' 6\n');
    expect(await enter('\\watch 0')).toContain('1 to 86400');
  });

  test('\\history finds earlier statements', async () => {
    const { enter } = await terminal();
    await enter('SELECT 1 AS first;');
    await enter('SELECT 2 AS second;');
    const out = await enter('\\history first');
    expect(out).toContain('SELECT 1 AS first;');
    expect(out).not.toContain('SELECT 2');
  });
});

describe('the connection', () => {
  test('\\tenant reads another organisation, \\tenants picks one, * reads all', async () => {
    const { enter, beforeCursor } = await terminal();
    const list = await enter('\\tenants');
    expect(list).toMatch(/1 │ Bellbird Coffee Traders +│ ORGANISATION │ [^│]+│ yes/);
    expect(list).toMatch(/2 │ Harbour Trading/);
    expect(await enter('2')).toContain('Reading Harbour Trading/ACCOUNTING.');
    expect(beforeCursor()).toBe('Harbour Trading/ACCOUNTING> ');
    expect(await enter('SELECT TenantName FROM Organisation;')).toMatch(/Harbour Trading *\n/);
    expect(await enter('\\tenant Harbour Trading')).toContain('TENANT_AMBIGUOUS');
    expect(await enter('\\tenant Nowhere')).toContain('TENANT_NOT_FOUND');
    expect(beforeCursor()).toBe('Harbour Trading/ACCOUNTING> ');
    await enter('\\tenant bellbird coffee traders');
    expect(beforeCursor()).toBe('Bellbird Coffee Traders/ACCOUNTING> ');
    await enter('\\tenants');
    expect(await enter('99')).toContain('There is no organisation 99');
    await enter('\\tenant *');
    expect(beforeCursor()).toMatch(/^\d organisations\/ACCOUNTING> $/);
  });

  test('\\conninfo masks secrets; \\connect keeps what works when the new one does not', async () => {
    const { enter, text, beforeCursor } = await terminal();
    expect(await enter('\\conninfo')).toMatch(/OAuthClientSecret +│ \*\*\*/);
    expect(await enter('\\connect Nonsense=1')).toContain('PROPERTY_UNKNOWN');
    expect(await enter('SELECT COUNT(*) AS n FROM Currencies;')).toContain('(1 row');
    await enter(`\\connect ${emulator.connectionString({ Schema: 'FILES' })}`).catch(() => '');
    await until(() => beforeCursor().includes('/FILES> '), 'the other schema');
    await enter('\\history connect').catch(() => '');
    expect(text().split('\\history connect').at(-1)).not.toContain('Secret=');
  });

  test('\\limits tells what each organisation has left, \\refresh forgets what is kept', async () => {
    const { enter } = await terminal();
    expect(await enter('\\limits')).toContain('not asked yet');
    await enter('SELECT COUNT(*) FROM Currencies;');
    expect(await enter('\\limits')).toMatch(/Bellbird Coffee Traders │ \d+ +│ [\d,]+ +│ \d+ s ago/);
    expect(await enter('\\refresh')).toContain('from Xero anew');
  });
});

describe('help', () => {
  test('on topics, commands, functions, properties and errors', async () => {
    const { enter } = await terminal();
    expect(await enter('\\?')).toContain('\\watch [SECONDS]');
    expect(await enter('help')).toContain('\\chart bar|line|pie|heatmap');
    expect(await enter('\\help keys')).toContain('Ctrl-R');
    expect(await enter('\\help \\set')).toContain('\\set [NAME VALUE]');
    expect(await enter('\\help date_trunc')).toContain('date_trunc(text, ');
    expect(await enter('\\help PageSize')).toContain('PageSize (');
    expect(await enter('\\help division_by_zero')).toContain('Division by zero.');
    expect(await enter('\\help kesy')).toContain('did you mean keys?');
    expect(await enter('\\tenat')).toContain('did you mean \\tenant');
  });
});

describe('charts', () => {
  test('of the last result, in the terminal and in a file', async () => {
    const { enter } = await terminal({ columns: 80 });
    expect(await enter('\\chart bar')).toContain('There is no result yet');
    await enter("SELECT 'a' AS k, 10.50 AS v UNION ALL SELECT 'b', 5.25;");
    const out = await enter('\\chart bar');
    expect(out).toMatch(/a 10.50 █+\n/);
    expect(out).toContain('v by k');
    await enter('\\explain');
    expect(await enter('\\chart bar y=nope')).toContain('no column nope; it has k, v');
    const file = join(folder, 'chart.svg');
    expect(await enter(`\\chart bar ${file}`)).toContain('is written.');
    expect(await readFile(file, 'utf8')).toContain('<title>a: v: 10.50</title>');
  });
});
