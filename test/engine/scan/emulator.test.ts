/** The scanner and the HTTP client together, against the emulator's books, limits and faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, type Fault, startEmulator } from '../../../fixtures/emulator/index.ts';
import { createScanner, type Scanner } from '../../../src/engine/scan/index.ts';
import type { ScanPlan } from '../../../src/engine/plan/plan.ts';
import type { Tuple } from '../../../src/engine/values/types.ts';
import { createCatalogue } from '../../../src/schemas/index.ts';
import type { AccessTokens } from '../../../src/xero/client.ts';
import { createTenantDirectory } from '../../../src/xero/tenants.ts';
import { clientFor, FakeClock } from '../../xero/support.ts';
import { plan, REQUEST, rowsOf } from './support.ts';

const clock = new FakeClock(Date.UTC(2026, 5, 30));
let emulator: Emulator;
let tokens: AccessTokens;

beforeAll(async () => {
  emulator = await startEmulator({ clock: () => clock.time });
  tokens = await custom(emulator);
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.clear();
  clock.time += 120_000;
});

async function custom({ url, apps }: Emulator): Promise<AccessTokens> {
  const { clientId, clientSecret } = apps.custom;
  const Authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  const fresh = async (): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const init = { method: 'POST', headers: { Authorization }, body };
    const answer = await fetch(`${url}/connect/token`, init);
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  let token = await fresh();
  return {
    current: () => Promise.resolve(token),
    renew: async (rejected) => (token = rejected === token ? await fresh() : token),
  };
}

function scan(name: string, more: Partial<ScanPlan> = {}): ScanPlan {
  const table = createCatalogue().find('ACCOUNTING', name, 'ACCOUNTING');
  if (table?.source.kind !== 'endpoint') throw new Error(name);
  const { path } = table.source.endpoint;
  return plan(table, { requests: [{ ...REQUEST, path }], pageSize: 1000, ...more });
}

function scannerOf(plans: readonly ScanPlan[]): Scanner {
  const client = clientFor(emulator.url, { tokens, clock, timeoutMs: 10_000 });
  return createScanner({
    client,
    tenants: createTenantDirectory({ client, tenant: '' }),
    includeArchived: false,
    tenantPasses: () => true,
    plans,
  });
}

const read = (of: ScanPlan): Promise<Tuple[]> => rowsOf(scannerOf([of]), of);

const TABLES = createCatalogue().tables.filter(
  ({ schema, source }) =>
    schema === 'ACCOUNTING' && source.kind === 'endpoint' && source.inputs.length === 0,
);

/** Numbers of the pages of contacts asked for. */
const pages = (): number[] =>
  emulator.log
    .filter(({ path }) => path.endsWith('/Contacts'))
    .map(({ query }) => Number(query['page']));

const FAULTS: readonly (readonly [string, Fault])[] = [
  [
    '429',
    { kind: 'status', status: 429, retryAfter: 9, headers: { 'X-Rate-Limit-Problem': 'minute' } },
  ],
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503, retryAfter: 2 }],
  ['a reset', { kind: 'reset' }],
  ['a truncated body', { kind: 'truncate' }],
  ['a malformed body', { kind: 'malformed' }],
];

describe('the tables of the demo books', () => {
  it('are read, every value by its type; tables of one list share its calls', async () => {
    const plans = TABLES.map(({ name }) => scan(name));
    const scanner = scannerOf(plans);
    const counts = new Map<string, number>();
    for (const one of plans) counts.set(one.table.name, (await rowsOf(scanner, one)).length);
    for (const name of ['Invoices', 'InvoiceLineItems', 'Contacts', 'Accounts', 'JournalLines']) {
      expect(counts.get(name)).toBeGreaterThan(20);
    }
    const made = emulator.log.map(({ path, query }) => `${path} ${JSON.stringify(query)}`);
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('a fault', () => {
  const LAST = 4;
  let contacts: Tuple[];
  let inPages: ScanPlan;
  beforeAll(async () => {
    contacts = await read(scan('Contacts'));
    expect(contacts.length).toBeGreaterThan(2 * LAST);
    inPages = scan('Contacts', { pageSize: Math.ceil(contacts.length / LAST) });
  });
  const ALL_PAGES = Array.from({ length: LAST }, (_, index) => index + 1);
  const spoil = (page: number, fault: Fault): void => {
    emulator.clear();
    clock.time += 120_000;
    emulator.fault({ ...fault, match: { path: '/api.xro/2.0/Contacts', page } });
  };

  it.each(FAULTS)('(%s) on any page changes no row, and costs one more call', async (_, fault) => {
    for (const page of ALL_PAGES) {
      spoil(page, fault);
      expect(await read(inPages)).toEqual(contacts);
      expect(pages().sort()).toEqual([...ALL_PAGES, page].sort());
    }
  });

  it('(an expired token) on any page changes no row', async () => {
    for (const page of ALL_PAGES) {
      spoil(page, { kind: 'expireToken' });
      expect(await read(inPages)).toEqual(contacts);
      // calls under way with the same token are refused too
      expect(pages().length).toBeLessThanOrEqual(2 * LAST);
      expect(pages().filter((number) => number === page)).toHaveLength(2);
    }
  });

  it.each(FAULTS)('(%s) that stays on any page is an error, never fewer rows', async (_, fault) => {
    for (const page of ALL_PAGES) {
      spoil(page, { ...fault, times: 100 });
      await expect(read(inPages)).rejects.toMatchObject({ name: 'ApiError' });
    }
  });
});

describe('the limits', () => {
  it('are kept, however many calls a scan needs', async () => {
    const all = scan('Invoices', { pageSize: 15 });
    const rows = await read(all);
    const [stats] = Object.values(emulator.stats);
    expect(rows.length).toBeGreaterThan(1000);
    expect(stats?.calls).toBe(Math.ceil(rows.length / 15));
    expect(stats?.maxInFlight).toBeLessThanOrEqual(5);
    expect(stats?.maxPerMinute).toBeLessThanOrEqual(60);
    expect(emulator.log.filter(({ status }) => status === 429)).toEqual([]);
  });
});
