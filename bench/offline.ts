/** Connections for measuring: a budget of their own each, and a clock that need not wait. */
import type { Emulator } from '../fixtures/emulator/index.ts';
import { createAccessTokens } from '../src/auth/index.ts';
import { describeProperties, resolveConnection } from '../src/connection/index.ts';
import { createDatabase, type Database } from '../src/database/database.ts';
import { createCatalogue, LocalTables } from '../src/schemas/index.ts';
import { BudgetRegistry } from '../src/xero/budget.ts';
import { type Clock, systemClock } from '../src/xero/clock.ts';
import {
  createTenantDirectory,
  createXeroClient,
  silentLogger,
  type AccessTokens,
  type ClientListener,
  type XeroClient,
} from '../src/xero/index.ts';

/** The day that the demo books end with. */
export const TODAY = new Date('2026-11-20T10:00:00Z');

/** Waits take no time: each moves the clock on. */
export function skippingClock(): Clock {
  let time = TODAY.getTime();
  return {
    now: () => time,
    sleep: async (ms) => {
      time += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

export interface OpenedClient {
  readonly database: Database;
  /** What the database calls Xero by. */
  readonly client: XeroClient;
}

export interface FreshOptions {
  readonly clock?: Clock;
  /** In place of a sign-in. */
  readonly tokens?: AccessTokens;
  readonly onEvent?: ClientListener;
}

/** As `connect`, with a budget that nobody else has used. */
export async function openFresh(
  connection: string,
  { clock = systemClock, tokens, onEvent }: FreshOptions = {},
): Promise<OpenedClient> {
  const properties = await resolveConnection(connection);
  const own = createAccessTokens(properties, { log: silentLogger });
  const client = createXeroClient({
    apiUrl: properties.ApiUrl,
    tokens: tokens ?? own,
    timeoutMs: properties.Timeout * 1000,
    maxRetries: properties.MaxRetries,
    userAgent: 'xero-sql/bench',
    retryDailyLimit: false,
    log: silentLogger,
    onEvent,
    clock,
    budgets: new BudgetRegistry(),
  });
  const localTables = new LocalTables();
  const database = createDatabase({
    properties,
    catalogue: createCatalogue({
      connectionProperties: describeProperties(properties),
      localTables,
    }),
    localTables,
    client,
    tenants: createTenantDirectory({ client, tenant: properties.Tenant ?? '' }),
    tokens: own,
    log: silentLogger,
    now: () => TODAY,
    clock,
  });
  return { database, client };
}

/** The calls that an emulator saw at an organisation’s endpoints. */
export const organisationCalls = ({ log }: Emulator): Emulator['log'] =>
  log.filter(({ path }) => path.includes('.xro/'));
