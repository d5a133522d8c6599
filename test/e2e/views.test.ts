/** Views of one's own: made, read inline with the least calls, kept with a saved connection, dropped. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import { connectionBook } from '../../src/connection/index.ts';
import { connect } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/database.ts';
import { SqlError } from '../../src/errors.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, lineOf, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
let database: Database;

beforeAll(async () => {
  emulator = await startEmulator({
    clock: () => clock.time,
    rateLimits: { perMinute: 1e6, perDay: 1e6, appPerMinute: 1e6 },
  });
  database = await open(emulator, { clock });
});
afterAll(async () => {
  await database.close();
  await emulator.close();
});
afterEach(async () => {
  for (const { schema, name } of database.views.list()) {
    if (schema === 'LOCAL') await database.views.drop(name);
  }
});

const run = (sql: string) => database.query(sql);

async function calls(sql: string): Promise<readonly string[]> {
  emulator.clear();
  await run(sql);
  return apiCalls(emulator).map(lineOf);
}

async function refusal(sql: string, parameters: readonly string[] = []): Promise<SqlError> {
  try {
    await database.query(sql, parameters);
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error(`${sql} was not refused`);
}

const UNPAID = `CREATE VIEW unpaid AS
  SELECT InvoiceID, InvoiceNumber AS Number, ContactName, Date, AmountDue * 2 AS Twice
  FROM Invoices WHERE Type = 'ACCREC' AND Status = 'AUTHORISED'`;

describe('a view', () => {
  it('costs nothing to make, and says so', async () => {
    emulator.clear();
    const { rows, columns, notice, stats } = await run(UNPAID);
    expect({ rows, columns, notice }).toEqual({
      rows: [],
      columns: [],
      notice: 'The view unpaid is made, for as long as this session lasts.',
    });
    expect(stats.apiCalls).toBe(0);
    expect(emulator.log).toEqual([]);
  });

  it.each([
    ["WHERE ContactName = 'ESPRESSO LANE'", /Statuses=AUTHORISED.*ESPRESSO LANE/],
    ["WHERE Date >= DATE '2026-10-01'", /where=.*Date >= DateTime\(2026,10,01\)/],
    ["WHERE Number = 'INV-1284'", /InvoiceNumbers=INV-1284/],
    ['LIMIT 3', /pageSize=3&/],
    ['ORDER BY Date DESC LIMIT 3', /order=Date/],
  ])('lets %s through to Xero, in one call', async (tail, call) => {
    await run(UNPAID);
    const made = await calls(`SELECT Number FROM unpaid ${tail}`);
    const written = UNPAID.slice(UNPAID.indexOf('SELECT'));
    expect(made).toEqual(await calls(`SELECT Number FROM (${written}) AS unpaid ${tail}`));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatch(call);
  });

  it('gives what its query gives, under aliases and joined with itself, in one fetch', async () => {
    await run(UNPAID);
    const { rows } = await run(
      `SELECT a.Number, b.Twice FROM LOCAL.unpaid a JOIN unpaid AS b (Id) ON b.Id = a.InvoiceID
       ORDER BY a.Number`,
    );
    const { rows: expected } = await run(
      `SELECT InvoiceNumber AS Number, AmountDue * 2 AS Twice FROM Invoices
       WHERE Type = 'ACCREC' AND Status = 'AUTHORISED' ORDER BY 1`,
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(rows).toEqual(expected);
    expect(
      await calls('SELECT COUNT(b.Twice) FROM unpaid a JOIN unpaid b USING (InvoiceID)'),
    ).toHaveLength(1);
  });

  it('reads other views, and does not see WITH around it', async () => {
    await run(UNPAID);
    await run(
      'CREATE VIEW large (Who, Much) AS SELECT ContactName, SUM(Twice) FROM unpaid GROUP BY 1',
    );
    const sql = 'SELECT Who FROM large WHERE Much > 20000 ORDER BY Much DESC';
    const { rows } = await run(sql);
    expect(rows.length).toBeGreaterThan(0);
    const shadowed = await run(
      `WITH unpaid AS (SELECT 1 AS x), Invoices AS (SELECT 2 AS y) ${sql}`,
    );
    expect(shadowed.rows).toEqual(rows);
  });

  it('of a report lets what the report is asked with through', async () => {
    await run(`CREATE VIEW profit AS
      SELECT PeriodEnd, Label, Amount, FromDate, ToDate, Timeframe FROM ProfitAndLoss
      WHERE Label = 'Net Profit'`);
    const tail = "WHERE FromDate = '2026-01-01' AND ToDate = '2026-06-30' AND Timeframe = 'MONTH'";
    const made = await calls(`SELECT PeriodEnd, Amount FROM profit ${tail} ORDER BY PeriodEnd`);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatch(/^\/Reports\/ProfitAndLoss\?.*timeframe=MONTH/);
    const { rows } = await run(`SELECT Amount FROM profit ${tail} ORDER BY PeriodEnd`);
    const { rows: direct } = await run(
      `SELECT Amount FROM ProfitAndLoss ${tail} AND Label = 'Net Profit' ORDER BY PeriodEnd`,
    );
    expect(rows).toEqual(direct);
    expect(rows).toHaveLength(6);
  });

  it('is explained by the calls of its query, and makes none', async () => {
    await run(UNPAID);
    emulator.clear();
    const { rows } = await run("EXPLAIN SELECT Number FROM unpaid WHERE ContactName = 'x'");
    const text = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    expect(text).toContain('Contact.Name == "x"');
    expect(apiCalls(emulator)).toEqual([]);
  });

  it('keeps its ORDER BY and LIMIT, whatever is asked of it', async () => {
    await run(
      'CREATE VIEW latest AS SELECT InvoiceNumber, Date FROM Invoices ORDER BY Date DESC, InvoiceNumber LIMIT 5',
    );
    const { rows } = await run('SELECT * FROM latest');
    expect(rows).toHaveLength(5);
    const filtered = await run("SELECT * FROM latest WHERE Date < DATE '2020-01-01'");
    expect(filtered.rows).toEqual([]);
  });
});

describe('its columns', () => {
  it('are those it had when it was made, whatever SELECT * gives now', async () => {
    database.registerTable('t', [{ a: 1, b: 2 }]);
    await run('CREATE VIEW v AS SELECT * FROM t');
    database.registerTable('t', [{ c: 3, b: 2, a: 1 }]);
    expect((await run('SELECT * FROM v')).rows).toEqual([{ a: 1, b: 2 }]);
    database.registerTable('t', [{ a: 1 }]);
    const error = await refusal('SELECT a FROM v');
    expect(error).toMatchObject({ code: 'VIEW_ERROR', position: { line: 1, column: 15 } });
    expect(error.message).toBe('In the view LOCAL.v: Its query gives no column b any more.');
    database.unregisterTable('t');
  });

  it('may be renamed, in part', async () => {
    await run('CREATE VIEW v (one) AS SELECT 1 AS x, 2 AS two, 3 AS two3');
    expect((await run('SELECT * FROM v')).rows).toEqual([{ one: 1, two: 2, two3: 3 }]);
  });

  it('keep types that no table has', async () => {
    await run("CREATE VIEW v AS SELECT sqrt(2.0) AS d, INTERVAL '1 month' AS i, NULL AS n");
    const { rows } = await run(
      "SELECT ColumnName, DataTypeName FROM sys_tablecolumns WHERE TableName = 'v' ORDER BY Ordinal",
    );
    const { columns } = await run('SELECT * FROM v');
    expect(rows.map((row) => row['DataTypeName'])).toEqual(columns.map(({ type }) => type));
  });
});

describe('what is in the catalogue', () => {
  it('sys_tables, sys_views and sys_tablecolumns have it', async () => {
    await run('CREATE VIEW Mine AS SELECT Name, Date FROM Accounts, Invoices -- both\n;');
    const { rows } = await run(
      `SELECT t.SchemaName, t.TableType, v.Definition, v.DefaultSchema, c.ColumnName, c.DataTypeName
       FROM sys_tables t JOIN sys_views v ON v.ViewName = t.TableName
       JOIN sys_tablecolumns c USING (TableName) WHERE t.TableName = 'Mine' ORDER BY c.Ordinal`,
    );
    const both = {
      SchemaName: 'LOCAL',
      TableType: 'VIEW',
      Definition: 'SELECT Name, Date FROM Accounts, Invoices',
      DefaultSchema: 'ACCOUNTING',
    };
    expect(rows).toEqual([
      { ...both, ColumnName: 'Name', DataTypeName: 'text' },
      { ...both, ColumnName: 'Date', DataTypeName: 'date' },
    ]);
  });
});

describe('refused is', () => {
  it.each([
    ['CREATE VIEW v AS SELECT Totl FROM Invoices', 'UNKNOWN_COLUMN', 25, /Totl/],
    ['CREATE VIEW v AS SELECT 1 FROM Nowhere', 'UNKNOWN_TABLE', 32, /Nowhere/],
    ['CREATE VIEW v AS SELECT 1 AS a, 2 AS A', 'VIEW_ERROR', 13, /two columns A/],
    ['CREATE VIEW v (a, b) AS SELECT 1', 'COLUMN_COUNT', 19, /1 columns, but 2 names/],
    ['CREATE VIEW v (a, A) AS SELECT 1, 2', 'SYNTAX_ERROR', 19, /named twice/],
    ['CREATE VIEW v AS DELETE FROM Invoices', 'READ_ONLY', 18, /DELETE/],
    ['CREATE VIEW v SELECT 1', 'SYNTAX_ERROR', 15, /Expected AS/],
    ['CREATE VIEW ACCOUNTING.v AS SELECT 1', 'VIEW_ERROR', 13, /in LOCAL, not in ACCOUNTING/],
    ['CREATE VIEW v AS SELECT * FROM v', 'UNKNOWN_TABLE', 32, /no table v/],
    ['CREATE VIEW IF NOT EXISTS v AS SELECT 1', 'NOT_SUPPORTED', 13, /IF NOT EXISTS/],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1', 'NOT_SUPPORTED', 1, /MATERIALIZED/],
    ['CREATE TABLE v (a int)', 'NOT_SUPPORTED', 1, /CREATE is not supported/],
    ['EXPLAIN CREATE VIEW v AS SELECT 1', 'NOT_SUPPORTED', 9, /CREATE is not supported/],
    ['DROP VIEW nothing', 'UNKNOWN_TABLE', 11, /no view nothing/],
    ['DROP VIEW v CASCADE', 'NOT_SUPPORTED', 13, /CASCADE/],
    ['DROP VIEW BOOKS.GeneralLedger', 'VIEW_ERROR', 11, /in LOCAL, not in BOOKS/],
  ])('%s: %s at column %i', async (sql, code, column, message) => {
    const error = await refusal(sql);
    expect(error).toMatchObject({ code, position: { line: 1, column } });
    expect(error.message).toMatch(message);
    expect(database.views.list().filter(({ schema }) => schema === 'LOCAL')).toEqual([]);
  });

  it('a parameter in it, and values with it', async () => {
    const error = await refusal('CREATE VIEW v AS SELECT * FROM Invoices WHERE Type = ?', ['x']);
    expect(error).toMatchObject({ code: 'PARAMETER_ERROR' });
    await expect(run('CREATE VIEW v AS SELECT :a AS x')).rejects.toMatchObject({
      code: 'PARAMETER_ERROR',
      position: { column: 25 },
    });
  });

  it('a name that is taken; OR REPLACE takes the place of a view, never of a table', async () => {
    await run('CREATE VIEW v AS SELECT 1 AS a');
    expect(await refusal('CREATE VIEW V AS SELECT 2 AS a')).toMatchObject({ code: 'VIEW_ERROR' });
    await run('CREATE OR REPLACE VIEW V AS SELECT 2 AS a');
    expect((await run('SELECT a FROM v')).rows).toEqual([{ a: 2 }]);
    database.registerTable('t', [{ a: 1 }]);
    expect(await refusal('CREATE OR REPLACE VIEW t AS SELECT 2 AS a')).toMatchObject({
      code: 'VIEW_ERROR',
      message: 't is a local table.',
    });
    expect(() => database.registerTable('v', [{ a: 1 }])).toThrow('V is a view');
    expect(database.unregisterTable('v')).toBe(false);
    database.unregisterTable('t');
  });

  it('a circle', async () => {
    await run('CREATE VIEW a AS SELECT 1 AS x');
    await run('CREATE VIEW b AS SELECT x FROM a');
    const error = await refusal('CREATE OR REPLACE VIEW a AS SELECT x FROM b');
    expect(error.code).toBe('VIEW_ERROR');
    expect(error.message).toContain('LOCAL.A → LOCAL.B → LOCAL.A');
    expect(await refusal('CREATE OR REPLACE VIEW b AS SELECT x FROM b')).toMatchObject({
      code: 'VIEW_ERROR',
    });
    expect((await run('SELECT x FROM b')).rows).toEqual([{ x: 1 }]);
  });

  it('what doubles until nothing holds it', async () => {
    await run('CREATE VIEW v0 AS SELECT 1 AS x');
    const levels = Array.from({ length: 8 }, (_, n) => n);
    for (const n of levels.slice(0, -1)) {
      await run(`CREATE VIEW v${n + 1} AS SELECT a.x FROM v${n} a, v${n} b`);
    }
    expect(await refusal('CREATE VIEW v8 AS SELECT a.x FROM v7 a, v7 b')).toMatchObject({
      code: 'TOO_COMPLEX',
    });
    expect(await refusal('SELECT * FROM v7 a, v7 b')).toMatchObject({ code: 'TOO_COMPLEX' });
  });
});

describe('a mistake inside', () => {
  it('names the view and the place in it', async () => {
    database.registerTable('t', [{ a: 1 }]);
    await run('CREATE VIEW inner_one AS SELECT\n  a\nFROM t');
    await run('CREATE VIEW outer_one AS SELECT a FROM inner_one');
    database.unregisterTable('t');
    const error = await refusal('SELECT 1, a\nFROM outer_one');
    expect(error).toMatchObject({ code: 'UNKNOWN_TABLE', position: { line: 2, column: 6 } });
    expect(error.message).toBe(
      'In the view LOCAL.outer_one, line 1, column 15: In the view LOCAL.inner_one, line 3, column 6: There is no table t.',
    );
  });
});

describe('names', () => {
  it('a view may be called as the table that it reads, and hides nothing', async () => {
    const { notice } = await run(
      "CREATE VIEW Invoices AS SELECT * FROM Invoices WHERE Status = 'PAID'",
    );
    expect(notice).toContain('read the view as LOCAL.Invoices');
    expect(await refusal('SELECT 1 FROM Invoices')).toMatchObject({ code: 'AMBIGUOUS_TABLE' });
    const { rows } = await run('SELECT DISTINCT Status FROM LOCAL.Invoices');
    expect(rows).toEqual([{ Status: 'PAID' }]);
  });

  it('inside a view are looked up as when it was made', async () => {
    await database.views.create('v', 'SELECT COUNT(*) AS n FROM Accounts;', { columns: ['N'] });
    expect(database.views.list().find(({ name }) => name === 'v')).toMatchObject({
      schema: 'LOCAL',
      definition: 'SELECT COUNT(*) AS n FROM Accounts',
    });
    await expect(database.views.create('w', 'EXPLAIN SELECT 1')).rejects.toMatchObject({
      code: 'VIEW_ERROR',
    });
    expect(await database.views.drop('V')).toBe(true);
    expect(await database.views.drop('v')).toBe(false);
  });
});

describe('dropping', () => {
  it('several at once; IF EXISTS takes what is not there', async () => {
    await run('CREATE VIEW a AS SELECT 1 AS x');
    await run('CREATE VIEW b AS SELECT 1 AS x');
    const { notice } = await run('DROP VIEW IF EXISTS a, nothing, LOCAL.b;');
    expect(notice).toBe('The views a, b are dropped.');
    expect((await run('DROP VIEW IF EXISTS a')).notice).toBe('There was no view of that name.');
  });
});

describe('with a saved connection', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xero-sql-views-'));
    vi.stubEnv('XERO_SQL_HOME', folder);
    vi.stubEnv('XERO_SQL_KEYCHAIN', 'off');
    await connectionBook().save('books', emulator.connectionString({ PageSize: '500' }));
    await connectionBook().save('other', emulator.connectionString());
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it('is there at the next start, with that connection alone, until it is dropped', async () => {
    const first = await connect('books');
    const { notice } = await first.query('CREATE VIEW v (x) AS SELECT * FROM (SELECT 1 AS a) s');
    expect(notice).toBe('The view v is made, and kept with the connection books.');
    await first.close();
    // An edit of the connection leaves its views.
    await connectionBook().save('books', emulator.connectionString({ PageSize: '400' }));
    const [second, rival, other] = await Promise.all(
      ['books', 'BOOKS', 'other'].map((n) => connect(n)),
    );
    if (second === undefined || rival === undefined || other === undefined) throw new Error();
    expect((await second.query('SELECT x FROM v')).rows).toEqual([{ x: 1 }]);
    await expect(other.query('SELECT x FROM v')).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
    await second.query('DROP VIEW v');
    await second.query('CREATE VIEW w AS SELECT 2 AS y');
    // The rival does not know of it yet.
    await expect(rival.query('CREATE VIEW w AS SELECT 3 AS y')).rejects.toMatchObject({
      code: 'VIEW_ERROR',
    });
    await expect(rival.query('SELECT * FROM w')).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
    await Promise.all([second, rival, other].map((one) => one.close()));
    expect((await connectionBook().views('books')).map(({ name }) => name)).toEqual(['w']);
  });

  it('of which many sessions make views at once, none is lost', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => connect('other')));
    await Promise.all(
      sessions.map((session, n) => session.query(`CREATE VIEW v${n} AS SELECT ${n} AS n`)),
    );
    await Promise.all(sessions.map((session) => session.close()));
    expect((await connectionBook().views('other')).map(({ name }) => name).sort()).toEqual(
      Array.from({ length: 6 }, (_, n) => `v${n}`),
    );
  });

  it('that a later version cannot read any more fails where it is used, not at the start', async () => {
    await connectionBook().saveView(
      'books',
      { name: 'odd', sql: 'SELECT FROM WHERE', schema: 'NOWHERE', columns: [] },
      { replace: true },
    );
    const session = await connect('books');
    expect((await session.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }]);
    await expect(session.query('SELECT * FROM odd')).rejects.toThrow(
      /^In the view LOCAL\.odd, line 1/,
    );
    await session.query('DROP VIEW odd');
    await session.close();
  });
});
