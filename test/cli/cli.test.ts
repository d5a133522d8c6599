import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { runCli } from '../../src/cli/cli.ts';
import { fakeIo, plain, run, until, type Outcome } from './support.ts';

let emulator: Emulator;
let connection: string;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  connection = emulator.connectionString();
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-cli-'));
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => emulator.clear());

const query = (sql: string, ...options: readonly string[]): Promise<Outcome> =>
  run(['-c', connection, ...options, sql]);

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('views in scripts', () => {
  test('are made without a result, told on stderr, and read by the statements after them', async () => {
    const script = 'CREATE VIEW v AS SELECT 1 AS a; SELECT a FROM v; DROP VIEW v; SELECT 2 AS b';
    expect(await query(script, '--format', 'csv')).toEqual({
      code: 0,
      out: 'a\n1\n\nb\n2\n',
      err: 'The view v is made, for as long as this session lasts.\nThe view v is dropped.\n',
    });
    expect((await query(script, '--format', 'csv', '--quiet')).err).toBe('');
  });

  test('leave the one result of a file to the statement that has it', async () => {
    const path = join(folder, 'out.xlsx');
    const script = '-- first\nCREATE VIEW v AS SELECT 1 AS a; SELECT a FROM v';
    expect(await query(script, '-o', path)).toMatchObject({ code: 0, out: '' });
    const twice = await query(`${script}; SELECT a FROM v`, '-o', path);
    expect(twice).toMatchObject({ code: 2 });
    expect(twice.err).toContain('there are 2 statements');
  });

  test('that are wrong end the script, with the place', async () => {
    const { code, out, err } = await query(
      'SELECT 1 AS a; CREATE VIEW v AS\n  SELECT x FROM Accounts',
      '--format',
      'csv',
    );
    expect({ code, out }).toEqual({ code: 1, out: 'a\n1\n' });
    expect(err).toContain('line 2, column 10');
  });

  test('come to be known to `types`, those of BOOKS', async () => {
    const { out } = await run(['types']);
    expect(out).toMatch(
      /export namespace BOOKS \{[^]*interface GeneralLedger \{[^]*readonly Debit: string \| null;/,
    );
  });
});

describe('a query', () => {
  test('writes the result to stdout and the rest to stderr', async () => {
    expect(await query('SELECT 1 AS one, 2.50 AS two')).toEqual({
      code: 0,
      out: ' one │  two\n─────┼──────\n   1 │ 2.50\n',
      err: '(1 row, 0 calls)\n',
    });
  });

  test('reads from Xero, and says how many calls it took', async () => {
    const { code, out, err } = await query('SELECT Code FROM Currencies', '--format', 'jsonl');
    expect(code).toBe(0);
    expect(out).toContain('{"Code":"AUD"}\n');
    expect(err).toBe('');
    expect((await query('SELECT Code FROM Currencies', '--timing')).err).toMatch(
      /^\(\d+ rows, 2 calls, \d+\.\d\d s\)\n$/,
    );
  });

  test('may come from a file, which may begin with a byte-order mark and end lines as Windows does', async () => {
    const path = await file('a.sql', '\ufeff-- two\r\nSELECT 1 AS a;\r\nSELECT 2 AS b\r\n');
    const { code, out } = await run(['-c', connection, '-f', path, '--format', 'csv']);
    expect({ code, out }).toEqual({ code: 0, out: 'a\n1\n\nb\n2\n' });
  });

  test.each([[[]], [['-f', '-']]])('may come from stdin %j', async (options) => {
    const argv = ['-c', connection, '--format', 'jsonl', ...options];
    const { code, out } = await run(argv, { stdin: 'SELECT 1 AS a; SELECT 2 AS a;' });
    expect({ code, out }).toEqual({ code: 0, out: '{"a":1}\n{"a":2}\n' });
  });

  test('may begin with a comment', async () => {
    expect(await query('-- one\nSELECT 1 AS a', '--format', 'csv')).toMatchObject({
      code: 0,
      out: 'a\n1\n',
    });
  });

  test('EXPLAIN makes no call', async () => {
    const { code, out } = await query("EXPLAIN SELECT Total FROM Invoices WHERE Status = 'PAID'");
    expect(code).toBe(0);
    expect(out).toContain('/Invoices?');
    expect(emulator.log).toEqual([]);
  });

  test('tells when MaxRows may have cut the result', async () => {
    const argv = ['-c', `${connection};MaxRows=2`, 'SELECT Code FROM Accounts'];
    expect((await run(argv)).err).toContain('MaxRows ends results at 2 rows');
  });
});

describe('a failure', () => {
  test('of a statement exits with 1, shows the place, and writes nothing to stdout', async () => {
    expect(await query('SELECT Totl\nFROM Invoices', '--format', 'json')).toEqual({
      code: 1,
      out: '',
      err:
        'error[UNKNOWN_COLUMN]: There is no column Totl.\n' +
        '  1 │ SELECT Totl\n    │        ^^^^ line 1, column 8\n' +
        '  hint: Did you mean Total?\n',
    });
  });

  test('ends a script, and its place is that in the script', async () => {
    const stdin = 'SELECT 1 AS a;\n\nSELECT x;\nSELECT 2 AS b;';
    const { code, out, err } = await run(['-c', connection, '--format', 'jsonl'], { stdin });
    expect({ code, out }).toEqual({ code: 1, out: '{"a":1}\n' });
    expect(err).toContain('line 3, column 8');
  });

  test('half-way leaves no JSON that could pass for the whole', async () => {
    const { code, out } = await query(
      'SELECT 1 / (2 - x) AS y FROM (SELECT 1 AS x UNION ALL SELECT 2) t',
      '--format',
      'json',
    );
    expect(code).toBe(1);
    expect(() => JSON.parse(out) as unknown).toThrow();
  });

  test.each([
    ['an unknown option', ['--nope', 'SELECT 1'], /unknown option '--nope'/],
    ['an unknown format', ['--format', 'xml', 'SELECT 1'], /'xml' is invalid.*Allowed.*csv/],
    ['two statements as arguments', ['SELECT 1', 'SELECT 2'], /too many arguments/],
    ['SQL twice', ['-f', 'a.sql', 'SELECT 1'], /not both/],
    ['a file that is not there', ['-f', '/nowhere/a.sql'], /cannot be read \(ENOENT\)/],
    ['the demo with a connection', ['--demo', '-c', 'x', 'SELECT 1'], /leave -c out/],
    ['no SQL', [], /There is no SQL in stdin/],
    [
      'a command of the prompt',
      ['SELECT 1; \\d Invoices'],
      /^error: \\d is a command of the prompt/m,
    ],
  ])('of the command line exits with 2: %s', async (_what, argv, message) => {
    const { code, out, err } = await run(['-c', connection, ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a script that is not UTF-8 is refused', async () => {
    const path = await file('latin1.sql', Buffer.from("SELECT 'caf\xe9'", 'latin1'));
    expect(await run(['-c', connection, '-f', path])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not text in UTF-8') as string,
    });
  });

  test.each([
    ['no connection', undefined, 'PROPERTY_MISSING'],
    ['a wrong property', 'Foo=1', 'PROPERTY_UNKNOWN'],
    ['a file that is not there', '@/nowhere', 'CONNECTION_NOT_FOUND'],
    ['no such organisation', { Tenant: 'Nope' }, 'TENANT_NOT_FOUND'],
    ['a wrong secret', { OAuthClientSecret: 'wrong-secret-value' }, 'TOKEN_REFUSED'],
    ['nobody there', { IdentityUrl: 'http://127.0.0.1:1' }, 'NETWORK'],
    ['no API there', { ApiUrl: 'http://127.0.0.1:1', MaxRetries: '0' }, 'NETWORK'],
  ])('of the connection exits with 3: %s', async (_what, given, code) => {
    const text = typeof given === 'object' ? emulator.connectionString(given) : given;
    const argv = [...(text === undefined ? [] : ['-c', text]), 'SELECT Code FROM Accounts'];
    const outcome = await run(argv);
    expect(outcome).toMatchObject({ code: 3, out: '' });
    expect(outcome.err).toContain(`error[${code}]`);
    expect(outcome.err).not.toContain('wrong-secret-value');
  });
});

describe('test', () => {
  const testing = (overrides?: Record<string, string>): Promise<Outcome> =>
    run(['test', '-c', emulator.connectionString(overrides)]);

  test('signs in, lists the connections and finds the organisation', async () => {
    expect(await testing()).toEqual({ code: 0, out: 'connection available\n', err: '' });
    expect(emulator.log.map(({ path }) => path)).toEqual(['/connect/token', '/connections']);
    expect(await testing({ Tenant: 'Bellbird Coffee Traders' })).toMatchObject({ code: 0 });
    expect(await testing({ Tenant: '*' })).toMatchObject({ code: 0 });
  });

  test.each([
    [{ Tenant: 'Nope' }, /No connected organisation is "Nope".*Set the Tenant property/],
    [{ Tenant: 'Harbour Trading' }, /2 connected organisations are called .*IDs/],
    [{ OAuthClientSecret: 'wrong-secret-value' }, /secret/i],
    [{ IdentityUrl: 'http://127.0.0.1:1' }, /Could not reach .*Check the network/],
    [{ ApiUrl: 'http://127.0.0.1:1', MaxRetries: '0' }, /Could not reach .*Check the network/],
  ])('says why it does not work and what to do, on one line: %j', async (overrides, reason) => {
    const { code, out, err } = await testing(overrides);
    expect(code).toBe(3);
    expect(out).toMatch(/^Connection unavailable: [^\n]+\n$/);
    expect(out).toMatch(reason);
    expect(err).toBe('');
    expect(out).not.toMatch(/wrong-secret-value|\bat .*:\d+:\d+/);
  });

  test('says so when there is no connection', async () => {
    expect(await run(['test', '-c', 'Foo=1'])).toMatchObject({
      code: 3,
      out: 'Connection unavailable: There is no connection property "Foo". xero-sql --help lists the properties.\n',
    });
  });
});

test('demo shows its queries with their results, and the calls they took', async () => {
  const { code, out } = await run(['demo']);
  expect(code).toBe(0);
  expect(out).toContain('Bellbird Coffee Traders   │ ORGANISATION');
  expect(out).toMatch(/DueDate < DATE '2026-11-20'/);
  expect(out).toMatch(
    /Yarra Bend Boathouse +│ .* +│ AUD +│ +\d+ │ 20\d\d-\d\d-\d\d │ +\d+\.\d\d\n/,
  );
  expect(out).toContain('Calls to Xero: at least 2 calls');
  expect(out).toMatch(/All of it took 3 calls to Xero/);
  // but for the time that a call takes
  const timeless = (text: string): string => text.replace(/Time: at least .*/, 'Time:');
  expect(timeless((await run(['demo'])).out)).toBe(timeless(out));
});

describe('help and version', () => {
  test('--help lists options, every connection property and the exit codes', async () => {
    const { code, out, err } = await run(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of [
      '--format',
      'XERO_SQL_CONNECTION',
      'Sign-in properties:',
      'OAuthClientId',
    ]) {
      expect(out).toContain(word);
    }
    expect(out).toContain('130');
    expect((await run(['test', '--help'])).out).toBe(out);
  });

  test('--version prints it', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe('Ctrl-C', () => {
  test('cancels the query and its calls, and exits with 130', async () => {
    const slow = await startEmulator({ latencyMs: 300 });
    const io = fakeIo({ stdin: '' });
    const done = runCli(
      [
        '-c',
        slow.connectionString({ PageSize: '10' }),
        'SELECT SUM(Total) FROM Invoices; SELECT 1',
      ],
      io,
    );
    await until(() => slow.log.length > 3, 'calls');
    io.interrupt();
    expect(await done).toBe(130);
    expect(io.out()).toBe('');
    expect(io.err()).toContain('error[CANCELLED]');
    await slow.close();
  });
});

describe('a reader that leaves early', () => {
  test('ends the program quietly and stops the calls', async () => {
    const broken = new PassThrough({ highWaterMark: 1 });
    const io = { ...fakeIo({ stdin: '' }), stdout: broken };
    const sql = 'SELECT * FROM Invoices';
    const done = runCli(
      ['-c', emulator.connectionString({ PageSize: '20' }), '--format', 'csv', sql],
      io,
    );
    broken.once('data', () =>
      broken.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    );
    expect(await done).toBe(0);
    expect(io.err()).toBe('');
    const pages = emulator.log.filter(({ path }) => path.endsWith('/Invoices')).length;
    expect(pages).toBeLessThan(20);
  });

  test('of a real pipe', async () => {
    const { code, out, err } = await shell(
      `set -o pipefail; ${CLI} -c "$CONNECTION" --format csv "SELECT * FROM InvoiceLineItems" | head -n 1`,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^LineItemID,/);
  });
});

test('a slow reader is waited for', async () => {
  const slow = new PassThrough({ highWaterMark: 1024 });
  const io = { ...fakeIo({ stdin: '' }), stdout: slow };
  const done = runCli(['-c', connection, '--format', 'csv', 'SELECT InvoiceID FROM Invoices'], io);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // What is read ahead: a group of rows, not the thousands there are.
  expect(slow.readableLength + slow.writableLength).toBeLessThan(64 * 1024);
  const chunks: Buffer[] = [];
  slow.on('data', (chunk: Buffer) => chunks.push(chunk));
  expect(await done).toBe(0);
  expect(Buffer.concat(chunks).toString().split('\n').length).toBeGreaterThan(2000);
});

test('as a process: separate streams and exit code', async () => {
  const { code, out, err } = await shell(`${CLI} -c "$CONNECTION" "SELECT 1 AS a; SELECT x"`);
  expect(code).toBe(1);
  expect(out).toContain(' a\n');
  expect(plain(err)).toContain('error[UNKNOWN_COLUMN]');
});

const CLI = 'node --import tsx src/cli/main.ts';

function shell(command: string): Promise<Outcome> {
  const child = spawn('bash', ['-c', command], {
    env: { ...process.env, CONNECTION: connection, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
}
