/** `--table name=file`: what files become, and what is said of those that cannot be read. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Decimal } from '../../src/engine/values/decimal.ts';
import { readTableFile } from '../../src/cli/table-files/index.ts';
import { run } from './support.ts';

let folder: string;
let emulator: Emulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-tables-'));
  emulator = await startEmulator();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await emulator.close();
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const read = async (name: string, content: string | Buffer) =>
  readTableFile(await file(name, content));

const typesOf = ({ columns }: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(columns.map(({ name, type }) => [name, type]));

describe('CSV', () => {
  it('types a column by all of its values; nothing is NULL', async () => {
    const found = await read(
      'types.csv',
      '\uFEFFi,d,day,at,b,code,s,none\r\n1,1.50,2026-01-31,2026-01-31T10:00:00Z,true,0200,"a, ""b""",\r\n,-2,2026-02-01,2026-02-01,FALSE,1,,\r\n',
    );
    expect(typesOf(found)).toEqual({
      i: 'integer',
      d: 'decimal',
      day: 'date',
      at: 'timestamp',
      b: 'boolean',
      code: 'text',
      s: 'text',
      none: 'text',
    });
    expect(found.rows[0]).toMatchObject({ i: '1', s: 'a, "b"', none: null });
    expect(found.rows[1]).toMatchObject({ i: null, s: null });
  });

  it.each([
    ['day', '2026-02-30', 'text'],
    ['big', '9007199254740993', 'decimal'],
    ['dotted', '1.', 'text'],
    ['grouped', '"1,000.50"', 'text'],
  ])('%s: %s is %s', async (name, value, type) => {
    expect(typesOf(await read('one.csv', `${name}\n${value}\n`))).toEqual({ [name]: type });
  });

  it('reads what spreadsheets write with semicolons, and tabs', async () => {
    expect(typesOf(await read('semi.csv', 'a;b\n1;x\n'))).toEqual({ a: 'integer', b: 'text' });
    expect(typesOf(await read('tabs.tsv', 'a,b\tc\n1\tx\n'))).toEqual({
      'a,b': 'integer',
      c: 'text',
    });
  });

  it.each([
    ['a line of another length', 'a,b\n1,2\n3\n', /bad\.csv.*line 3/],
    ['an open quote', 'a\n"x\n', /bad\.csv.*line/],
    ['a column twice', 'a,A\n1,2\n', /bad\.csv, line 1: two columns are called A/],
    ['a column without a name', 'a,\n1,2\n', /bad\.csv, line 1: column 2 has no name/],
    ['nothing', '', /bad\.csv is empty/],
    ['bytes that are no text', Buffer.from([0x61, 0x0a, 0xff, 0xfe]), /bad\.csv is not UTF-8/],
  ])('refuses %s', async (_, content, message) => {
    const failed = read('bad.csv', content);
    await expect(failed).rejects.toMatchObject({ code: 'LOCAL_TABLE' });
    await expect(failed).rejects.toThrow(message);
  });
});

describe('JSON', () => {
  it('keeps every digit, and takes dates for dates', async () => {
    const found = await read(
      'rows.json',
      '[{"i":1,"m":0.10,"d":"2026-01-31","s":"x","b":true},{"I":2,"m":12345678901234567.25,"d":null}]',
    );
    expect(typesOf(found)).toEqual({
      i: 'integer',
      m: 'decimal',
      d: 'date',
      s: 'text',
      b: 'boolean',
    });
    expect(found.rows.map((row) => String(row['m']))).toEqual(['0.10', '12345678901234567.25']);
  });

  it('reads an object a line', async () => {
    const found = await read('rows.jsonl', '{"a":1}\n\n{"a":2.5}\n');
    expect(typesOf(found)).toEqual({ a: 'decimal' });
    expect(found.rows).toHaveLength(2);
  });

  it.each([
    ['bad.json', '{"a":1}', /bad\.json holds no array/],
    ['bad.json', '[{"a":1},{"a":{}}]', /bad\.json, row 2 has an object/],
    ['bad.json', '[{"a":null},{"a":1},{"a":"x"}]', /bad\.json, row 3 has another type in a/],
    ['bad.json', '[{"a":1}', /bad\.json is no JSON/],
    ['bad.json', '[]', /bad\.json has no rows/],
    ['bad.jsonl', '{"a":1}\n[1]\n', /bad\.jsonl, line 2 is no object/],
    ['bad.jsonl', '{"a":1}\n{"a"\n', /bad\.jsonl, line 2 is no JSON/],
  ])('%s: refuses %s', async (name, content, message) => {
    const failed = read(name, content);
    await expect(failed).rejects.toMatchObject({ code: 'LOCAL_TABLE' });
    await expect(failed).rejects.toThrow(message);
  });
});

describe('Parquet', () => {
  /** A file of DuckDB's, whose writer is not ours. */
  async function written(name: string, select: string, options = ''): Promise<string> {
    const path = join(folder, name);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet${options})`);
    connection.closeSync();
    return path;
  }

  const SELECT = `SELECT * FROM (VALUES
    (1, 12345678901234567.89::DECIMAL(19,2), 0.10::DECIMAL(4,2), -0.005::DECIMAL(38,3),
     DATE '2026-01-31', TIMESTAMP '2026-01-31 10:00:00.123456', true, '0200', 0.1::DOUBLE, 0.1::FLOAT,
     '5f1c2a90-7b3e-4d18-9c46-0a8e2f6d1b35'::UUID, 9007199254740993::BIGINT, 'a'::ENUM('a', 'b')),
    (-2, -1::DECIMAL(19,2), NULL, 12345678901234567890123456789012345.678::DECIMAL(38,3),
     DATE '1899-12-31', TIMESTAMP '1969-12-31 23:59:59.999999', false, 'Zürich', -2.5::DOUBLE, 1e10::FLOAT,
     NULL, 1::BIGINT, 'b')
  ) AS t (i, d19, d4, d38, day, at_, b, code, dbl, flt, id, big, kind)`;

  it.each(['', ', COMPRESSION gzip', ', COMPRESSION brotli', ', COMPRESSION uncompressed'])(
    'keeps types and digits%s',
    async (options) => {
      const { rows, columns } = await readTableFile(
        await written('types.parquet', SELECT, options),
      );
      expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual({
        i: 'integer',
        d19: 'decimal',
        d4: 'decimal',
        d38: 'decimal',
        day: 'date',
        at_: 'timestamp',
        b: 'boolean',
        code: 'text',
        dbl: 'decimal',
        flt: 'decimal',
        id: 'uuid',
        big: 'decimal',
        kind: 'text',
      });
      const shown = rows.map((row) =>
        Object.values(row).map((value) =>
          value === null ? null : (value as string | Decimal).toString(),
        ),
      );
      expect(shown).toEqual([
        [
          '1',
          '12345678901234567.89',
          '0.10',
          '-0.005',
          '2026-01-31',
          '2026-01-31T10:00:00.123Z',
          'true',
        ].concat([
          '0200',
          '0.1',
          '0.1',
          '5f1c2a90-7b3e-4d18-9c46-0a8e2f6d1b35',
          '9007199254740993',
          'a',
        ]),
        [
          ...['-2', '-1.00', null, '12345678901234567890123456789012345.678', '1899-12-31'],
          ...['1969-12-31T23:59:59.999Z', 'false', 'Zürich', '-2.5', '10000000000', null, '1', 'b'],
        ],
      ]);
    },
  );

  it('reads what xero-sql writes, and joins it', async () => {
    const path = join(folder, 'own.parquet');
    const outcome = await run([
      '-c',
      emulator.connectionString(),
      '-o',
      path,
      'SELECT InvoiceID, InvoiceNumber, Date, UpdatedDateUTC, Total, HasAttachments FROM Invoices LIMIT 1500',
    ]);
    expect(outcome.code, outcome.err).toBe(0);
    const { code, out, err } = await run([
      '-c',
      emulator.connectionString(),
      '--format',
      'csv',
      '--table',
      `own=${path}`,
      `SELECT COUNT(*) AS n, COUNT(DISTINCT own.InvoiceID) AS ids FROM own JOIN Invoices i
       ON i.InvoiceID = own.InvoiceID AND i.Total = own.Total AND i.Date = own.Date
         AND i.UpdatedDateUTC = own.UpdatedDateUTC AND i.HasAttachments = own.HasAttachments`,
    ]);
    expect({ code, out }, err).toEqual({ code: 0, out: 'n,ids\n1500,1500\n' });
  });

  it('has a table of no rows', async () => {
    const { rows, columns } = await readTableFile(
      await written('none.parquet', 'SELECT 1 AS a, 2.50 AS b WHERE false'),
    );
    expect({ rows, columns }).toEqual({
      rows: [],
      columns: [
        { name: 'a', type: 'integer' },
        { name: 'b', type: 'decimal' },
      ],
    });
  });

  it.each([
    ['a list', 'SELECT [1, 2] AS l', /bad\.parquet has in l a list or structure/],
    ['a structure', "SELECT {'x': 1} AS s, 1 AS a", /bad\.parquet has in s a list or structure/],
    ['a time of day', "SELECT TIME '10:00' AS t", /bad\.parquet has in t values of type TIME/],
    [
      'an interval',
      "SELECT INTERVAL '1 day' AS i",
      /bad\.parquet has in i values of type INTERVAL/,
    ],
    [
      'what is no number',
      "SELECT 'NaN'::DOUBLE AS x",
      /bad\.parquet has in x a value that is no decimal/,
    ],
    ['bytes', "SELECT '\\xFF'::BLOB AS x", /bad\.parquet has in x a value that is no text/],
  ])('refuses %s', async (_, select, message) => {
    const failed = readTableFile(await written('bad.parquet', select));
    await expect(failed).rejects.toMatchObject({ code: 'LOCAL_TABLE' });
    await expect(failed).rejects.toThrow(message);
  });

  it('refuses what is no Parquet, is cut short, or is compressed otherwise', async () => {
    const whole = await written('whole.parquet', 'SELECT range AS a FROM range(1000)');
    const bytes = await readFile(whole);
    for (const content of ['a,b\n1,2\n', Buffer.alloc(0), bytes.subarray(0, 300)]) {
      await expect(read('bad.parquet', content)).rejects.toMatchObject({
        code: 'LOCAL_TABLE',
        message: expect.stringMatching(/bad\.parquet is no Parquet that can be read/) as string,
      });
    }
    await expect(
      readTableFile(await written('zstd.parquet', 'SELECT 1 AS a', ', COMPRESSION zstd')),
    ).rejects.toMatchObject({
      code: 'LOCAL_TABLE',
      hint: 'Write it with compression SNAPPY, GZIP or BROTLI, or with none.',
    });
  });
});

describe('on the command line', () => {
  const execute = (...args: readonly string[]) =>
    run(['-c', emulator.connectionString(), '--format', 'csv', ...args]);

  it('joins files with each other and with Xero', async () => {
    const targets = await file('targets.csv', 'Code,Target\nAUD,10.5\nXXX,1\n');
    const names = await file('names.json', '[{"Code":"AUD","Label":"home"}]');
    const { code, out, err } = await execute(
      '--table',
      `targets=${targets}`,
      '--table',
      `names=${names}`,
      `SELECT c.Code, t.Target, n.Label FROM Currencies c JOIN targets t USING (Code)
       JOIN names n USING (Code)`,
    );
    expect({ code, out }, err).toEqual({ code: 0, out: 'Code,Target,Label\nAUD,10.5,home\n' });
  });

  it.each([
    [['--table', 'targets', 'SELECT 1'], 2, /--table takes name=file/],
    [['--table', 'a=x.csv', '--table', 'A=y.csv', 'SELECT 1'], 2, /names A twice/],
    [['--table', 'a=nowhere.csv', 'SELECT 1'], 2, /nowhere\.csv cannot be read \(ENOENT\)/],
    [['--table', 'a=rows.xlsx', 'SELECT 1'], 2, /files that end with \.csv/],
  ])('%j is refused', async (args, code, message) => {
    const outcome = await execute(...args);
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(message);
    expect(outcome.out).toBe('');
  });

  it('says where in the file it went wrong', async () => {
    const path = await file('short.csv', 'a,b\n1\n');
    const { code, err } = await execute('--table', `t=${path}`, 'SELECT 1');
    expect(code).toBe(1);
    expect(err).toMatch(/short\.csv.*line 2/s);
    expect(err).not.toContain('    at ');
  });
});
