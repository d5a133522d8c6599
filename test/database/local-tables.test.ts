/** Rows of a program's own as tables: their types, their names, and joins with Xero's tables. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import type {
  LocalColumn,
  LocalColumns,
  LocalRow,
  LocalValues,
} from '../../src/database/local-table.ts';
import { apiCalls, lineOf, NOW, open } from '../e2e/support.ts';
import { FakeClock } from '../xero/support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
let database: Database;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
  database = await open(emulator, { clock });
});
afterAll(async () => {
  await database.close();
  await emulator.close();
});

const run = async (sql: string): Promise<readonly LocalRow[]> => (await database.query(sql)).rows;

/** The table's columns and rows as queries see them. */
async function stored(rows: readonly (LocalRow | LocalValues)[], columns?: LocalColumns) {
  database.registerTable('t', rows, columns);
  const { rows: found, columns: types } = await database.query('SELECT * FROM t');
  return { rows: found, types: Object.fromEntries(types.map(({ name, type }) => [name, type])) };
}

function refusal(rows: unknown, columns?: unknown): unknown {
  try {
    database.registerTable('bad', rows as LocalRow[], columns as LocalColumn[]);
  } catch (error) {
    return error;
  }
  return null;
}

describe('types that the values say', () => {
  it('integers, decimals, text, booleans, instants', async () => {
    const { rows, types } = await stored([
      { i: 1, d: 0.1, s: '2026-01-31', b: true, at: new Date('2026-01-31T10:00:00Z') },
      { i: -2, d: 3, s: 'x', b: false, at: null },
    ]);
    expect(types).toEqual({
      i: 'integer',
      d: 'decimal',
      s: 'text',
      b: 'boolean',
      at: 'timestamp',
    });
    expect(rows).toEqual([
      { i: 1, d: '0.1', s: '2026-01-31', b: true, at: '2026-01-31T10:00:00.000Z' },
      { i: -2, d: '3', s: 'x', b: false, at: null },
    ]);
  });

  it('keeps numbers exact', async () => {
    await stored([{ x: 0.1 }, { x: 0.2 }, { x: 1234567.89 }]);
    expect(await run('SELECT SUM(x) AS s FROM t')).toEqual([{ s: '1234568.19' }]);
    await stored([{ x: 9007199254740993n }, { x: 1n }]);
    expect(await run('SELECT SUM(x) AS s FROM t')).toEqual([{ s: '9007199254740994' }]);
  });

  it('what a row leaves out is NULL, and a column without values is text', async () => {
    const { rows, types } = await stored([{ a: 1 }, { b: null }, { a: undefined, c: 2 }]);
    expect(types).toEqual({ a: 'integer', b: 'text', c: 'integer' });
    expect(rows).toEqual([
      { a: 1, b: null, c: null },
      { a: null, b: null, c: null },
      { a: null, b: null, c: 2 },
    ]);
  });

  it.each([
    ['text after integers', [{ a: 1 }, { a: 2 }, { a: 'x' }], /Row 3 of bad has text in a/],
    ['NaN', [{ a: 1 }, { a: NaN }], /Row 2 of bad has in a NaN/],
    ['an array', [{ a: [] }], /Row 1 of bad has in a an array/],
    ['a function', [{ a: () => 1 }], /Row 1 of bad has in a a value of type function/],
    ['an invalid date', [{ a: new Date('x') }], /Row 1 of bad has in a an invalid date/],
    ['no row', [{ a: 1 }, 5], /Row 2 of bad is neither an object nor an array/],
    ['values without names', [[1, 2]], /Row 1 of bad is an array/],
    ['one column twice', [{ a: 1, A: 2 }], /Row 1 of bad has a twice/],
    ['no array', 'x', /must be an array/],
    ['no columns', [], /bad has no columns/],
  ])('refuses %s', (_, rows, message) => {
    const error = refusal(rows);
    expect(error).toMatchObject({ code: 'LOCAL_TABLE' });
    expect(String(error)).toMatch(message);
  });
});

describe('types that are declared', () => {
  it('reads text as the type', async () => {
    const { rows, types } = await stored(
      [
        { d: '2026-01-31', at: '2026-01-31 10:00:00', m: '12.50', i: '7', b: 'true', s: 5 },
        { d: null, m: 2, i: 3, b: false },
      ],
      [
        { name: 'd', type: 'date' },
        { name: 'at', type: 'timestamp' },
        { name: 'm', type: 'decimal' },
        { name: 'i', type: 'integer' },
        { name: 'b', type: 'boolean' },
        { name: 's', type: 'text' },
      ],
    );
    expect(types).toEqual({
      d: 'date',
      at: 'timestamp',
      m: 'decimal',
      i: 'integer',
      b: 'boolean',
      s: 'text',
    });
    expect(rows).toEqual([
      { d: '2026-01-31', at: '2026-01-31T10:00:00.000Z', m: '12.50', i: 7, b: true, s: '5' },
      { d: null, at: null, m: '2', i: 3, b: false, s: null },
    ]);
  });

  it.each([
    ['INTEGER', 'integer', 7, 7],
    ['bigint', 'integer', 7n, 7],
    ['int4', 'integer', '7', 7],
    ['INTEGER NOT NULL PRIMARY KEY', 'integer', 3.0, 3],
    ['NUMERIC(10, 2)', 'decimal', 1.5, '1.50'],
    ['DECIMAL(18,4)', 'decimal', '-0.0001', '-0.0001'],
    ['numeric', 'decimal', 12n, '12'],
    ['REAL', 'double', 1.5, 1.5],
    ['double  precision', 'double', '0.1', 0.1],
    ['FLOAT', 'double', 7, 7],
    ['VARCHAR(30)', 'text', 'x', 'x'],
    ['character varying(3)', 'text', 'longer', 'longer'],
    ['Text', 'text', 5, '5'],
    ['bool', 'boolean', 1, true],
    ['BOOLEAN', 'boolean', 'f', false],
    ['Date', 'date', new Date('2026-01-31T23:00:00Z'), '2026-01-31'],
    ['timestamp without time zone', 'timestamp', '2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['TIMESTAMP', 'timestamp', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['timestamp(3)', 'timestamp', null, null],
    [
      'uuid',
      'uuid',
      'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
      'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    ],
  ])('%s is %s', async (spelling, type, given, held) => {
    const { rows, types } = await stored([{ a: given }], [{ name: 'a', type: spelling }]);
    expect(types).toEqual({ a: type });
    expect(rows).toEqual([{ a: held }]);
  });

  it('takes rows as arrays, and types by name', async () => {
    const { rows, types } = await stored(
      [
        [1, 'x'],
        [null, undefined],
      ],
      { a: 'INT', b: 'TEXT' },
    );
    expect(types).toEqual({ a: 'integer', b: 'text' });
    expect(rows).toEqual([
      { a: 1, b: 'x' },
      { a: null, b: null },
    ]);
  });

  it('finds out the types of columns that are only named', async () => {
    const { rows, types } = await stored([[1, 0.5]], ['a', { name: 'b' }]);
    expect(types).toEqual({ a: 'integer', b: 'decimal' });
    expect(rows).toEqual([{ a: 1, b: '0.5' }]);
  });

  it('makes a table without rows', async () => {
    await stored([], [{ name: 'a', type: 'integer' }]);
    expect(await run('SELECT COUNT(*) AS n, SUM(a) AS s FROM t')).toEqual([{ n: 0, s: null }]);
  });

  it.each([
    ['text that is no date', [{ a: 'soon' }], [{ name: 'a', type: 'date' }], /Row 1 .*soon/],
    ['a fraction', [{ a: 1 }, { a: 1.5 }], [{ name: 'a', type: 'integer' }], /Row 2 .* an integer/],
    ['a column not named', [{ a: 1, z: 1 }], [{ name: 'a', type: 'integer' }], /Row 1 .* has z/],
    [
      'a name twice',
      [],
      [
        { name: 'a', type: 'text' },
        { name: 'A', type: 'text' },
      ],
      /the column A twice/,
    ],
    ['a value too few', [[1, 2], [1]], ['a', 'b'], /Row 2 of bad has 1 values for 2 columns/],
    ['a place too many', [{ a: 1.005 }], { a: 'NUMERIC(10,2)' }, /1\.005 has more than 2 places/],
    ['a bigint too large', [{ a: 2n ** 60n }], { a: 'BIGINT' }, /Row 1 of bad .* not an integer/],
    ['an unknown type', [], [{ name: 'a', type: 'money' }], /bad\.a has no type/],
  ])('refuses %s', (_, rows, columns, message) => {
    const error = refusal(rows, columns);
    expect(error).toMatchObject({ code: 'LOCAL_TABLE' });
    expect(String(error)).toMatch(message);
  });
});

describe('names', () => {
  it('without case, in LOCAL, and gone when unregistered', async () => {
    database.registerTable('Targets', [{ Month: '2026-11', Amount: 10 }]);
    expect(await run('SELECT amount FROM targets')).toEqual([{ Amount: 10 }]);
    expect(await run('SELECT Amount FROM local.TARGETS')).toEqual([{ Amount: 10 }]);
    expect(await run("SELECT TableType FROM sys_tables WHERE TableName = 'Targets'")).toEqual([
      { TableType: 'LOCAL TABLE' },
    ]);
    expect(database.unregisterTable('TARGETS')).toBe(true);
    expect(database.unregisterTable('TARGETS')).toBe(false);
    await expect(run('SELECT * FROM Targets')).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
  });

  it('a name registered again has the new rows; a stream keeps those it began with', async () => {
    database.registerTable('again', [{ a: 1 }]);
    const stream = database.stream('SELECT a FROM again');
    database.registerTable('again', [{ a: 2 }]);
    const seen: unknown[] = [];
    for await (const row of stream) seen.push(row);
    expect(seen).toEqual([{ a: 1 }]);
    expect(await run('SELECT a FROM again')).toEqual([{ a: 2 }]);
  });

  it('hides no table of Xero, and is not hidden by one', async () => {
    database.registerTable('Accounts', [{ Code: 'mine' }]);
    await expect(run('SELECT * FROM Accounts')).rejects.toMatchObject({
      code: 'AMBIGUOUS_TABLE',
      hint: 'Write LOCAL.Accounts or ACCOUNTING.Accounts.',
    });
    expect(await run('SELECT Code FROM LOCAL.Accounts')).toEqual([{ Code: 'mine' }]);
    const { rows } = await database.query('SELECT Code FROM ACCOUNTING.Accounts');
    expect(rows.length).toBeGreaterThan(10);
    database.unregisterTable('Accounts');
  });

  it("takes a second spelling of a table of Xero's", async () => {
    database.registerTable('Account', [{ Code: 'mine' }]);
    expect(await run('SELECT Code FROM Account')).toEqual([{ Code: 'mine' }]);
    const { rows } = await database.query('SELECT Code FROM ACCOUNTING.Account');
    expect(rows.length).toBeGreaterThan(10);
    database.unregisterTable('Account');
    expect((await database.query('SELECT Code FROM Account')).rows).toEqual(rows);
  });

  it('a column that is NULL throughout stands for any type, unless one is declared', async () => {
    database.registerTable('hollow', [
      { a: 1, z: null },
      { a: 2, z: undefined },
    ]);
    database.registerTable('nobody', [], ['p', 'q']);
    database.registerTable('declared', [{ z: null }], { z: 'text' });
    expect(
      await run(
        "SELECT sum(z) s, z + 1 i, z || 'x' t, z > DATE '2024-01-01' d FROM hollow GROUP BY z",
      ),
    ).toEqual([{ s: null, i: null, t: null, d: null }]);
    expect(await run('SELECT a FROM hollow WHERE z = 1 OR coalesce(z, a) = 2')).toEqual([{ a: 2 }]);
    expect(await run('SELECT * FROM hollow ORDER BY z, a DESC')).toEqual([
      { a: 2, z: null },
      { a: 1, z: null },
    ]);
    expect(await run('SELECT sum(p) s, count(q) n FROM nobody')).toEqual([{ s: null, n: 0 }]);
    expect(await run('SELECT z FROM hollow UNION SELECT a FROM hollow ORDER BY 1')).toEqual([
      { z: 1 },
      { z: 2 },
      { z: null },
    ]);
    await expect(run('SELECT sum(z) FROM declared')).rejects.toMatchObject({
      code: 'TYPE_MISMATCH',
    });
    for (const table of ['hollow', 'nobody', 'declared']) database.unregisterTable(table);
  });

  it('says what to declare where a value is beyond the integers', () => {
    for (const value of [9223372036854775807n, 2 ** 53]) {
      expect(() => database.registerTable('far', [{ n: value }], { n: 'bigint' })).toThrow(
        expect.objectContaining({
          code: 'LOCAL_TABLE',
          hint: 'Integers reach 9007199254740991: declare the column as decimal, which is exact.',
        }),
      );
    }
  });

  it('names that mean something to JavaScript are names like any other', async () => {
    const row = JSON.parse('{"__proto__": 1, "constructor": "x", "a b": true}') as LocalRow;
    database.registerTable('__proto__', [row]);
    const [found] = await run('SELECT * FROM "__proto__"');
    expect(Object.entries(found ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 'x'],
      ['a b', true],
    ]);
    expect(({} as Record<string, unknown>)['a b']).toBeUndefined();
    database.unregisterTable('__proto__');
  });

  it('rows are copied', async () => {
    const rows = [{ a: 1 }];
    database.registerTable('copied', rows);
    rows.push({ a: 2 });
    (rows[0] as { a: number }).a = 3;
    expect(await run('SELECT a FROM copied')).toEqual([{ a: 1 }]);
  });
});

describe('with Xero', () => {
  it('a local table says which documents are asked for', async () => {
    database.registerTable('bank_lines', [
      { Number: 'INV-0042', Paid: 10.5 },
      { Number: 'INV-0043', Paid: 20 },
    ]);
    emulator.clear();
    const rows = await run(
      `SELECT i.InvoiceNumber, b.Paid FROM Invoices i JOIN bank_lines b ON b.Number = i.InvoiceNumber
       ORDER BY 1`,
    );
    expect(rows).toEqual([
      { InvoiceNumber: 'INV-0042', Paid: '10.5' },
      { InvoiceNumber: 'INV-0043', Paid: '20' },
    ]);
    expect(apiCalls(emulator).map(lineOf)).toEqual([
      expect.stringContaining('InvoiceNumbers=INV-0042,INV-0043'),
    ]);
  });

  it('costs no call by itself, and EXPLAIN says so', async () => {
    database.registerTable('t', [{ a: 1 }]);
    const text = (await run('EXPLAIN SELECT a FROM t')).map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('Scan LOCAL.t');
    expect(text).toContain('no call: rows of a local table');
    expect(text).toContain('Calls to Xero: 0 calls');
  });
});
