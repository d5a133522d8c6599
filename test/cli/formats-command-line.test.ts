/** Where results go, and how the rest is told: `-o`, `--quiet`, `--color`, `--json-errors`. */
import { spawn } from 'node:child_process';
import {
  chmod,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { duckdb, sqlString } from './formats-support.ts';
import { run, type FakeIoOptions, type Outcome } from './support.ts';

let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-output-'));
  emulator.clear();
});

const folders: string[] = [];
beforeEach(() => void folders.push(folder));

afterAll(async () => {
  await emulator.close();
  for (const path of folders) await rm(path, { recursive: true });
});

const query = (
  sql: string,
  options: readonly string[] = [],
  io?: FakeIoOptions,
): Promise<Outcome> => run(['-c', emulator.connectionString(), ...options, sql], io);

/** Fails at its second row, when the first has been written. */
const FAILS = 'SELECT 1 / (2 - x) AS y FROM (SELECT 1 AS x UNION ALL SELECT 2) t';

describe('-o', () => {
  test('writes the format that the ending stands for, and nothing to stdout', async () => {
    const path = join(folder, 'out.CSV');
    const outcome = await query('SELECT 1 AS a, NULL AS b', ['-o', path, '--null', '-']);
    expect(outcome).toEqual({ code: 0, out: '', err: '' });
    expect(await readFile(path, 'utf8')).toBe('a,b\n1,-\n');
    expect(await readdir(folder)).toEqual(['out.CSV']);
  });

  test('from Xero to Parquet: the same sum of money', async () => {
    const path = join(folder, 'invoices.parquet');
    const sql = 'SELECT InvoiceID, Date, Total, UpdatedDateUTC FROM Invoices';
    expect((await query(sql, ['-o', path])).code).toBe(0);
    const { out } = await query('SELECT COUNT(*) AS n, SUM(Total) AS s FROM Invoices', [
      '--format',
      'jsonl',
    ]);
    const back = await duckdb(
      `SELECT COUNT(*), SUM(Total) FROM read_parquet(${sqlString(path)}) WHERE Date IS NOT NULL`,
    );
    const [count, total] = (back.rows[0] ?? []).map(String);
    const [, n, s] = /^\{"n":(\d+),"s":([\d.]+)\}\n$/.exec(out) ?? [];
    expect(count).toBe(n);
    expect(Number(total)).toBe(Number(s));
    expect(Number(n)).toBeGreaterThan(100);
  });

  test('--format goes before the ending', async () => {
    const path = join(folder, 'out.data');
    expect((await query('SELECT 1 AS a', ['-o', path, '--format', 'jsonl'])).code).toBe(0);
    expect(await readFile(path, 'utf8')).toBe('{"a":1}\n');
  });

  test('- is stdout', async () => {
    expect((await query('SELECT 1 AS a', ['-o', '-', '--format', 'csv'])).out).toBe('a\n1\n');
  });

  test.each(['csv', 'json', 'parquet', 'arrow', 'xlsx', 'html', 'txt'])(
    'a failed query leaves no .%s file, and the one that was there as it was',
    async (ending) => {
      const path = join(folder, `out.${ending}`);
      expect((await query(FAILS, ['-o', path])).code).toBe(1);
      expect(await readdir(folder)).toEqual([]);
      await writeFile(path, 'before');
      expect(await query(FAILS, ['-o', path])).toMatchObject({
        code: 1,
        err: expect.stringContaining('DIVISION_BY_ZERO') as string,
      });
      expect(await readdir(folder)).toEqual([`out.${ending}`]);
      expect(await readFile(path, 'utf8')).toBe('before');
    },
  );

  test('replaces a file through its link, and keeps its rights', async () => {
    const path = join(folder, 'real.csv');
    const link = join(folder, 'link.csv');
    await writeFile(path, 'before');
    await chmod(path, 0o600);
    await symlink(path, link);
    expect((await query('SELECT 1 AS a', ['-o', link])).code).toBe(0);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('a\n1\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('takes several results where the format does', async () => {
    const path = join(folder, 'out.jsonl');
    expect((await query('SELECT 1 AS a; SELECT 2 AS b', ['-o', path])).code).toBe(0);
    expect(await readFile(path, 'utf8')).toBe('{"a":1}\n{"b":2}\n');
    const refused = await query('SELECT 1 AS a; SELECT 2 AS b', ['-o', join(folder, 'o.parquet')]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/parquet holds one result, and there are 2 statements/);
    expect(await readdir(folder)).toEqual(['out.jsonl']);
  });

  test.each([
    [
      'an unknown ending',
      'out.xls',
      /The ending of .*out\.xls stands for no format.*\.xlsx.*--format/,
    ],
    ['no ending', 'out', /stands for no format/],
    ['a folder that is not there', 'nowhere/out.csv', /cannot be written \(ENOENT\)/],
  ])('%s is wrong usage and costs no call', async (_what, name, message) => {
    const { code, err } = await query('SELECT * FROM Invoices', ['-o', join(folder, name)]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(emulator.log).toEqual([]);
  });

  test('a folder is no file', async () => {
    const { code, err } = await query('SELECT 1', ['-o', folder, '--format', 'csv']);
    expect({ code, err }).toEqual({ code: 2, err: `error: ${folder} is a folder, not a file.\n` });
  });

  test('a device takes the result as it comes', async () => {
    expect((await query('SELECT 1 AS a', ['-o', '/dev/null', '--format', 'csv'])).code).toBe(0);
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  test('a disk that is full fails the query', async () => {
    const { code, err } = await query('SELECT 1 AS a', ['-o', '/dev/full', '--format', 'csv']);
    expect(code).toBe(1);
    expect(err).toMatch(/error\[OUTPUT\]: \/dev\/full cannot be written \(ENOSPC\)/);
  });

  test('is not for the prompt, nor for other commands', async () => {
    const path = join(folder, 'out.csv');
    const prompt = await run(['--demo', '-o', path], { terminal: true });
    expect(prompt).toMatchObject({ code: 2, err: expect.stringContaining('\\o') as string });
    expect((await run(['demo', '-o', path])).code).toBe(2);
  });

  test('bytes never go to a terminal, but to a pipe', async () => {
    const { code, out, err } = await query('SELECT 1 AS a', ['--format', 'parquet'], {
      terminal: true,
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/parquet is not for a terminal/);
    const piped = await query('SELECT 1 AS a', ['--format', 'arrows']);
    expect(piped.code).toBe(0);
    expect(piped.out.length).toBeGreaterThan(100);
  });
});

describe('texts that a spreadsheet would run', () => {
  const sql = "SELECT '=1+1' AS t, -5 AS n, -1.50 AS d";

  test('are made harmless in CSV, and stay with --formulas', async () => {
    expect((await query(sql, ['--format', 'csv'])).out).toBe("t,n,d\n'=1+1,-5,-1.50\n");
    expect((await query(sql, ['--format', 'csv', '--formulas'])).out).toBe(
      't,n,d\n=1+1,-5,-1.50\n',
    );
  });

  test('stay in formats that run nothing', async () => {
    expect((await query(sql, ['--format', 'jsonl'])).out).toContain('"=1+1"');
  });
});

test('--insert-into names the table', async () => {
  const { out } = await query("SELECT 1 AS a, 'it''s' AS b, DATE '2026-01-31' AS c", [
    '--format',
    'insert',
    '--insert-into',
    'x"y',
  ]);
  expect(out).toBe(`INSERT INTO "x""y" ("a", "b", "c") VALUES (1, 'it''s', DATE '2026-01-31');\n`);
});

describe('--quiet', () => {
  test('leaves results, warnings and errors', async () => {
    expect((await query('SELECT 1 AS a', ['-q'])).err).toBe('');
    expect((await query('SELECT x', ['-q'])).err).toContain('error[UNKNOWN_COLUMN]');
    const limited = `${emulator.connectionString()};MaxRows=2`;
    const { err } = await run(['-c', limited, '-q', 'SELECT Code FROM Accounts']);
    expect(err).toBe('The property MaxRows ends results at 2 rows: there may be more.\n');
  });

  test('shows no progress on a terminal', async () => {
    const { err } = await query('SELECT COUNT(*) AS n FROM Invoices', ['-q'], { terminal: true });
    expect(err).toBe('');
  });
});

describe('--color', () => {
  const sql = 'SELECT NULL AS a, 1 AS b';
  // eslint-disable-next-line no-control-regex
  const coloured = /\x1b\[\d+m/;

  test.each([
    [[], { terminal: true }, true],
    [[], {}, false],
    [[], { terminal: true, env: { NO_COLOR: '1' } }, false],
    [[], { terminal: true, env: { TERM: 'dumb' } }, false],
    [['--color', 'auto'], { env: { FORCE_COLOR: '1' } }, true],
    [['--color', 'never'], { terminal: true }, false],
    [['--color', 'always'], {}, true],
    [['--color', 'always'], { env: { NO_COLOR: '1' } }, true],
  ] as const)('%j with %j: %j', async (options, io, expected) => {
    const { out, err } = await query(sql, options, io);
    expect(coloured.test(out)).toBe(expected);
    expect(coloured.test(err)).toBe(expected);
  });

  test('files never have colours', async () => {
    const path = join(folder, 'out.txt');
    await query(sql, ['--color', 'always', '-o', path]);
    expect(await readFile(path, 'utf8')).not.toMatch(coloured);
  });

  test('another word is wrong usage', async () => {
    expect(await query(sql, ['--color', 'blue'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("'blue' is invalid") as string,
    });
  });
});

describe('--json-errors', () => {
  const parsed = ({ err }: Outcome): unknown => {
    expect(err.match(/\n/g)).toHaveLength(1);
    return JSON.parse(err);
  };

  test('a mistake in a statement, with its place in the script', async () => {
    const outcome = await query('SELECT 1 AS a;\nSELECT Totl FROM Invoices', ['--json-errors']);
    expect(outcome.code).toBe(1);
    expect(parsed(outcome)).toEqual({
      code: 'UNKNOWN_COLUMN',
      message: 'There is no column Totl.',
      hint: 'Did you mean Total?',
      position: { line: 2, column: 8, offset: 22 },
    });
  });

  test('wrong usage, whatever it is', async () => {
    for (const argv of [['--nope'], ['--format', 'xml'], ['-o', 'x.xls', 'SELECT 1']]) {
      const outcome = await run([...argv, '--json-errors']);
      expect(outcome.code).toBe(2);
      expect(parsed(outcome)).toMatchObject({ code: 'USAGE', hint: null, position: null });
    }
  });

  test('no connection', async () => {
    const outcome = await run(['-c', 'Foo=1', '--json-errors', 'SELECT 1']);
    expect(outcome.code).toBe(3);
    expect(parsed(outcome)).toMatchObject({ code: 'PROPERTY_UNKNOWN' });
  });

  test('warnings are JSON too, and nothing else is told', async () => {
    const limited = `${emulator.connectionString()};MaxRows=2`;
    const outcome = await run(['-c', limited, '--json-errors', 'SELECT Code FROM Accounts']);
    expect(parsed(outcome)).toEqual({
      warning: 'The property MaxRows ends results at 2 rows: there may be more.',
    });
  });

  test('nothing that a terminal acts on', async () => {
    const { err } = await query('SELECT "\u202ex\x1b[2J"', ['--json-errors']);
    // eslint-disable-next-line no-control-regex
    expect(err.trimEnd()).not.toMatch(/[\x00-\x1f\u202e]/);
  });
});

// CSV is in cli.test.ts.
test.each(['html', 'xlsx', 'parquet'])(
  'a reader of %s that leaves early ends the program quietly',
  async (format) => {
    const command = `set -o pipefail; node --import tsx src/cli/main.ts -c "$CONNECTION" --format ${format} "SELECT * FROM InvoiceLineItems" | head -c 10 >/dev/null`;
    const child = spawn('bash', ['-c', command], {
      env: {
        ...process.env,
        CONNECTION: emulator.connectionString(),
        XDG_CONFIG_HOME: folder,
        TMPDIR: folder,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await readdir(folder)).filter((name) => name.endsWith('.rows'))).toEqual([]);
  },
  60_000,
);
