/**
 * Answers through a stand-in for Xero that has other habits than our emulator: the same statements
 * under each way that Xero's documentation leaves open, compared with DuckDB on the same data.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import {
  difference,
  oracleAnswer,
  ourAnswer,
  type Answer,
} from '../differential/support/answers.ts';
import { FakeClock } from '../xero/support.ts';
import { makeBooks } from './other-xero/books.ts';
import { loadOtherBooks } from './other-xero/oracle.ts';
import { startOtherXero, type OtherXero } from './other-xero/server.ts';
import { ALL_ORGANISATIONS, isOrdered, STATEMENTS } from './other-xero/statements.ts';
import type { Variation } from './other-xero/variation.ts';
import { NOW, open } from './support.ts';

const TENANT = '7d1c0f6e-9a1b-4c55-8f2e-0b7a61c3d901';
const OTHER_TENANT = '0e9b8a7c-6d5e-4f3a-a2b1-c0d9e8f7a6b5';
const FIRST = makeBooks(
  41,
  { tenantId: TENANT, tenantName: 'Kererū Joinery' },
  // a last page exactly full, a single full one, one document, none
  {
    contacts: 230,
    invoices: 300,
    payments: 200,
    journals: 200,
    quotes: 100,
    employees: 100,
    files: 57,
    projects: 50,
  },
);
const SECOND = makeBooks(
  99,
  { tenantId: OTHER_TENANT, tenantName: 'Second & Sons' },
  {
    contacts: 9,
    invoices: 100,
    payments: 1,
    journals: 3,
    quotes: 0,
    employees: 7,
    files: 0,
    projects: 1,
  },
);

let xero: OtherXero;
const oracles = new Map<string, Answer>();
const clock = new FakeClock(NOW.getTime());
const opened: Database[] = [];

beforeAll(async () => {
  xero = await startOtherXero(
    [{ books: FIRST }, { books: SECOND }],
    [{ tenantId: '5f5f5f5f-0000-4000-8000-00000000000f', tenantName: 'Advisers' }],
  );
  const one = await loadOtherBooks([FIRST]);
  const all = await loadOtherBooks([FIRST, SECOND]);
  const learn = async (oracle: DuckDBConnection, sql: string): Promise<void> => {
    oracles.set(sql, await oracleAnswer(oracle, sql));
  };
  for (const sql of STATEMENTS) await learn(one, sql);
  for (const sql of ALL_ORGANISATIONS) await learn(all, sql);
}, 30_000);
afterAll(() => xero.close());
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function database(properties: Readonly<Record<string, string>> = {}): Promise<Database> {
  const service = {
    connectionString: (extra: Readonly<Record<string, string>> = {}) =>
      Object.entries({
        AuthScheme: 'OAuthClient',
        OAuthClientId: 'other-client',
        OAuthClientSecret: 'other-secret',
        ApiUrl: xero.url,
        IdentityUrl: xero.url,
        LoginUrl: xero.url,
        CacheSeconds: '0',
        ...extra,
      })
        .map(([name, value]) => `${name}=${value}`)
        .join(';'),
  };
  const made = await open(service, { clock, properties });
  opened.push(made);
  return made;
}

const MOST_SHOWN = 600;

/** What is wrong with the answers, one line a statement. */
async function wrongAnswers(
  db: Database,
  statements: readonly string[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const sql of statements) {
    try {
      const { columns, rows } = await db.query(sql);
      const oracle = oracles.get(sql);
      if (oracle === undefined) throw new Error('no oracle');
      const found = difference(ourAnswer(columns, rows), oracle, isOrdered(sql));
      if (found !== null) wrong.push(`${sql}\n  ${found.slice(0, MOST_SHOWN)}`);
    } catch (error) {
      wrong.push(`${sql}\n  ${String(error)}`);
    }
  }
  return wrong;
}

const VARIATIONS: Readonly<Record<string, Partial<Variation>>> = {
  'as documented': {},
  'pages of a hundred': { pageSize: 'hundred' },
  'pages of forty, without pagination': { pageSize: 'capped', pagination: 'none' },
  'pages of a hundred, without pagination': { pageSize: 'hundred', pagination: 'none' },
  'pages as asked for, without pagination': { pagination: 'none', unchanged: '304' },
  'pagination without itemCount': { pagination: 'withoutCount', body: 'gzip' },
  'pages of forty, without itemCount': { pageSize: 'capped', pagination: 'withoutCount' },
  'dates with an offset': { dates: 'offset', dateStrings: 'beside', ids: 'upper' },
  'days at midnight of the server': { dates: 'localMidnight', limitHeaders: false },
  'dates without an offset, fields that are null': {
    dates: 'bare',
    nulls: 'null',
    emptyLists: 'null',
  },
  'dates in ISO': { dates: 'iso', emptyLists: 'absent', body: 'chunked' },
  'dates in ISO with Z, numbers as text': { dates: 'isoZ', numbers: 'texts' },
  'dates only as text, numbers of four places': { dateStrings: 'only', numbers: 'fourPlaces' },
  'numbers with exponents': { numbers: 'exponents', texts: 'caseless' },
  'nothing undocumented': { undocumented: 'refused', pageSize: 'hundred' },
  'no where': { where: 'refused' },
  'filters ignored': { filters: 'ignored' },
  'order ignored': { order: 'ignored' },
};

describe.each(Object.entries(VARIATIONS))('%s', (_, variation) => {
  it('gives the right answers', async () => {
    xero.vary(variation);
    expect(await wrongAnswers(await database({ Tenant: TENANT }), STATEMENTS)).toEqual([]);
    expect(await wrongAnswers(await database({ Tenant: '*' }), ALL_ORGANISATIONS)).toEqual([]);
  });
});
