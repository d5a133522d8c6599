/** Statements over several organisations: one that may not be read, and one that is slow. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  HARBOUR_NZ_TENANT_ID,
  HARBOUR_UK_TENANT_ID,
  MAIN_TENANT_ID,
} from '../../fixtures/books/index.ts';
import { type Emulator, type Fault, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import { XeroSqlError } from '../../src/errors.ts';
import { run as runCommand } from '../cli/support.ts';
import { FakeClock } from '../xero/support.ts';
import { apiCalls, NOW, open } from './support.ts';

const clock = new FakeClock(NOW.getTime());
let emulator: Emulator;
const opened: Database[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
});
beforeEach(() => emulator.clear());
afterAll(async () => {
  for (const database of opened) await database.close();
  await emulator.close();
});

async function database(properties: Readonly<Record<string, string>>): Promise<Database> {
  const made = await open(emulator, { clock, properties });
  opened.push(made);
  return made;
}

const refuse = (tenant: string, status = 403, match: Fault['match'] = {}): void =>
  emulator.fault({ kind: 'status', status, times: 1_000, match: { ...match, tenant } });

async function failure(work: Promise<unknown>): Promise<XeroSqlError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof XeroSqlError) return error;
  throw new Error('It did not fail');
}

const BY_TENANT =
  'SELECT TenantId, COUNT(InvoiceID) AS n FROM Invoices GROUP BY TenantId ORDER BY 1';

describe('fail, the default', () => {
  it.each([
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
  ])('%d names the organisation and says what can be done', async (status, code) => {
    refuse(HARBOUR_NZ_TENANT_ID, status);
    const error = await failure((await database({ Tenant: '*' })).query(BY_TENANT));
    expect(error).toMatchObject({ name: 'ApiError', code, status });
    expect(error.message).toContain(`Organisation "Harbour Trading" (${HARBOUR_NZ_TENANT_ID}): `);
    expect(error.hint).toContain('OnTenantError=skip');
  });

  it('one organisation alone is not called one of several', async () => {
    refuse(MAIN_TENANT_ID);
    const error = await failure((await database({ Tenant: MAIN_TENANT_ID })).query(BY_TENANT));
    expect(error.code).toBe('FORBIDDEN');
    expect(error.hint).not.toContain('OnTenantError');
  });
});

describe('skip', () => {
  const skip = (more: Readonly<Record<string, string>> = {}) =>
    database({ Tenant: '*', OnTenantError: 'skip', ...more });

  it('leaves the organisation out with a warning, and the others are whole', async () => {
    const whole = await (await skip()).query(BY_TENANT);
    expect(whole.rows).toHaveLength(3);
    expect(whole.warnings).toEqual([]);
    refuse(HARBOUR_NZ_TENANT_ID);
    const { rows, warnings } = await (await skip()).query(BY_TENANT);
    expect(rows).toEqual(whole.rows.filter((row) => row['TenantId'] !== HARBOUR_NZ_TENANT_ID));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^Left out\. Organisation "Harbour Trading"/);
    expect(warnings[0]).toContain(HARBOUR_NZ_TENANT_ID);
  });

  it('also when it fails after some of its rows have come', async () => {
    refuse(MAIN_TENANT_ID, 403, { page: 3 });
    const { rows, warnings } = await (
      await skip()
    ).query('SELECT TenantId, COUNT(Type) AS n FROM Invoices GROUP BY 1');
    expect(rows.map((row) => row['TenantId'])).not.toContain(MAIN_TENANT_ID);
    expect(rows).toHaveLength(2);
    expect(warnings).toHaveLength(1);
  });

  it('leaves it out of every table, so that sums and outer joins stay of one set', async () => {
    refuse(HARBOUR_UK_TENANT_ID, 403, { path: /Invoices$/i });
    const { rows, warnings } = await (
      await skip()
    ).query(
      `SELECT DISTINCT c.TenantId FROM Contacts c
       WHERE NOT EXISTS (SELECT 1 FROM Invoices i WHERE i.ContactID = c.ContactID AND i.TenantId = c.TenantId)`,
    );
    expect(rows.map((row) => row['TenantId'])).not.toContain(HARBOUR_UK_TENANT_ID);
    expect(warnings).toHaveLength(1);
  });

  it('several at once; and when none is left it is an error', async () => {
    refuse(HARBOUR_NZ_TENANT_ID);
    refuse(HARBOUR_UK_TENANT_ID, 404);
    const { rows, warnings } = await (await skip()).query(BY_TENANT);
    expect(rows.map((row) => row['TenantId'])).toEqual([MAIN_TENANT_ID]);
    expect(warnings).toHaveLength(2);
    refuse(MAIN_TENANT_ID);
    const error = await failure((await skip()).query(BY_TENANT));
    expect(error.code).toBe('FORBIDDEN');
  });

  it('where a condition chooses organisations, too', async () => {
    refuse(HARBOUR_NZ_TENANT_ID);
    const connection = await database({ OnTenantError: 'skip' });
    const { rows, warnings } = await connection.query(
      `SELECT DISTINCT TenantId FROM Accounts WHERE TenantId IN ('${HARBOUR_NZ_TENANT_ID}', '${HARBOUR_UK_TENANT_ID}')`,
    );
    expect(rows).toEqual([{ TenantId: HARBOUR_UK_TENANT_ID }]);
    expect(warnings).toHaveLength(1);
  });

  it('does not leave one out for a failure that passes or concerns all', async () => {
    const error = await failure(
      (async () => {
        emulator.fault({
          kind: 'status',
          status: 500,
          times: 1_000,
          match: { tenant: HARBOUR_NZ_TENANT_ID },
        });
        return (await skip({ MaxRetries: '1' })).query(BY_TENANT);
      })(),
    );
    expect(error.code).toBe('SERVER_ERROR');
    expect(error.message).toContain('Organisation "Harbour Trading"');
  });

  it('EXPLAIN ANALYZE and streams tell of it', async () => {
    refuse(HARBOUR_NZ_TENANT_ID);
    const connection = await skip();
    const plan = await connection.query(`EXPLAIN ANALYZE ${BY_TENANT}`);
    const lines = plan.rows.map((row) => String(row['QUERY PLAN']));
    expect(lines.filter((line) => line.startsWith('Warning: Left out.'))).toHaveLength(1);
    const stream = connection.stream('SELECT TenantId FROM Accounts');
    expect(stream.warnings()).toEqual([]);
    for await (const row of stream) expect(row['TenantId']).not.toBe(HARBOUR_NZ_TENANT_ID);
    expect(stream.warnings()).toHaveLength(1);
  });

  it('the command line writes the warning to the standard error', async () => {
    refuse(HARBOUR_NZ_TENANT_ID);
    const connection = emulator.connectionString({ Tenant: '*', OnTenantError: 'skip' });
    const { code, out, err } = await runCommand(['-c', connection, '--format', 'csv', BY_TENANT]);
    expect(code, err).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(3);
    expect(err).toMatch(/^Left out\. Organisation "Harbour Trading"/);
  });
});

it('ORDER BY … LIMIT finds the first rows of all organisations, whichever is read first', async () => {
  const connection = await database({});
  const both = `TenantId IN ('${HARBOUR_NZ_TENANT_ID}', '${HARBOUR_UK_TENANT_ID}')`;
  const dates = await connection.query(`SELECT Date FROM Invoices WHERE ${both}`);
  const sorted = dates.rows.map((row) => String(row['Date'])).sort();
  for (const [direction, expected] of [
    ['ASC', sorted.slice(0, 30)],
    ['DESC', sorted.slice(-30).reverse()],
  ] as const) {
    emulator.clear();
    const { rows } = await connection.query(
      `SELECT Date FROM Invoices WHERE ${both} ORDER BY Date ${direction} LIMIT 30`,
    );
    expect(rows.map((row) => row['Date'])).toEqual(expected);
    expect(apiCalls(emulator)).toHaveLength(2);
  }
});

it('a slow organisation holds up no other', async () => {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  const connection = await database({ Tenant: '*', PageSize: '2' });
  const [first, ...others] = (await connection.query('SELECT TenantId FROM Organisation')).rows.map(
    (row) => String(row['TenantId']),
  );
  expect(others).toHaveLength(2);
  emulator.clear();
  emulator.fault({ kind: 'hold', until, match: { tenant: first ?? '', page: 1 } });
  const result = connection.query('SELECT TenantId, COUNT(Name) AS n FROM Contacts GROUP BY 1');
  result.catch(() => undefined);
  // every page of the others is read while the first organisation has not answered yet
  const pagesOf = (tenant: string): number =>
    apiCalls(emulator).filter((call) => call.tenantId === tenant).length;
  await expect
    .poll(() => others.filter((tenant) => pagesOf(tenant) >= 2).length, { timeout: 10_000 })
    .toBe(others.length);
  release();
  const { rows } = await result;
  for (const row of rows.filter((one) => one['TenantId'] !== first)) {
    expect(pagesOf(String(row['TenantId']))).toBe(Math.ceil(Number(row['n']) / 2));
  }
});
