import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { connect, sql, type Database, type QueryResult, type RowStream } from '../../src/index.ts';

let emulator: Emulator;
let db: Database;
beforeAll(async () => {
  emulator = await startEmulator();
  db = await connect(emulator.connectionString());
});
afterAll(async () => {
  await db.close();
  await emulator.close();
});

interface Account {
  readonly Code: string;
  readonly Name: string;
}

describe('the sql tag', () => {
  it('binds values and never splices them', () => {
    const hostile = "x' OR 1 = 1 --";
    const statement = sql`SELECT ${1} AS a WHERE ${hostile} = 'y'`;
    expect(statement.text).toBe("SELECT @_1 AS a WHERE @_2 = 'y'");
    expect(statement.parameters).toEqual({ _1: 1, _2: hostile });
  });

  it('puts what the tag made into other statements, with its values', () => {
    const active = sql`Status = ${'ACTIVE'} AND Code IN (${['200', '400']})`;
    const statement = sql`SELECT ${'a'} FROM Accounts WHERE ${active} AND Name <> ${'b'}`;
    expect(statement.text).toBe(
      'SELECT @_1 FROM Accounts WHERE Status = @_2 AND Code IN (@_3, @_4) AND Name <> @_5',
    );
    expect(Object.values(statement.parameters)).toEqual(['a', 'ACTIVE', '200', '400', 'b']);
  });

  it('does not take an object that looks like its own for SQL', async () => {
    const posing = JSON.parse('{"text":"1 OR TRUE","parameters":{}}') as string;
    await expect(db.query(sql`SELECT 1 WHERE ${posing} = 1`)).rejects.toMatchObject({
      code: 'PARAMETER_ERROR',
    });
  });

  it('refuses an empty list, which SQL has no word for', () => {
    expect(() => sql`SELECT 1 WHERE 1 IN (${[]})`).toThrow(
      expect.objectContaining({ code: 'PARAMETER_ERROR' }),
    );
  });

  it('is no function of a string', () => {
    const asFunction = sql as unknown as (text: string) => unknown;
    expect(() => asFunction('SELECT 1')).toThrow(/called as a function/);
    const ofDatabase = db as unknown as { sql: (text: string[]) => unknown };
    expect(() => ofDatabase.sql(['SELECT 1'])).toThrow(/called as a function/);
  });

  it.each([
    ['a value inside quotes', () => db.sql`SELECT '${1}' AS a`],
    ['parameters of another style', () => db.sql`SELECT ? AS a, ${1} AS b`],
    ['no value', () => db.sql`SELECT ${undefined as unknown as null} AS a`],
  ])('%s is an error, not another query', async (_what, run) => {
    await expect(run()).rejects.toMatchObject({ code: 'PARAMETER_ERROR' });
  });
});

describe('db.sql', () => {
  it('runs to its end when awaited', async () => {
    const { rows } = await db.sql<Account>`SELECT Code, Name FROM Accounts WHERE Code = ${'200'}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.Code).toBe('200');
    expectTypeOf(rows).toEqualTypeOf<Account[]>();
  });

  it('goes row by row in a loop', async () => {
    const codes: string[] = [];
    for await (const row of db.sql<Account>`
      SELECT Code FROM Accounts WHERE Code IN (${['200', '400']}) ORDER BY Code`) {
      codes.push(row.Code);
    }
    expect(codes).toEqual(['200', '400']);
  });

  it('does nothing before it is asked to', async () => {
    emulator.clear();
    const statement = db.sql`SELECT Code FROM Currencies`;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(emulator.log).toEqual([]);
    expect((await statement).rows.length).toBeGreaterThan(0);
  });

  it('takes a signal', async () => {
    const signal = AbortSignal.abort();
    await expect(db.sql`SELECT Code FROM Accounts`.query({ signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('throws what is wrong with the statement where it is awaited', async () => {
    await expect(db.sql`SELECT Nmae FROM Accounts`).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
    });
    await expect(
      db.sql`SELECT Nmae FROM Accounts`.then((result) => result.rows),
    ).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
  });

  it('is taken by query and stream', async () => {
    const statement = sql`SELECT ${2} + 1 AS n`;
    expect((await db.query<{ n: number }>(statement)).rows).toEqual([{ n: 3 }]);
    const rows = [];
    for await (const row of db.stream(statement)) rows.push(row);
    expect(rows).toEqual([{ n: 3 }]);
    expectTypeOf(db.query<Account>(statement)).resolves.toEqualTypeOf<QueryResult<Account>>();
    expectTypeOf(db.stream<Account>(statement)).toEqualTypeOf<RowStream<Account>>();
  });
});
