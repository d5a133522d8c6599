/** Connections to the emulator as programs open them, on a clock that never waits. */
import type { Emulator, LoggedRequest } from '../../fixtures/emulator/index.ts';
import { createAccessTokens } from '../../src/auth/index.ts';
import { describeProperties, resolveConnection } from '../../src/connection/index.ts';
import { createDatabase, type Database } from '../../src/database/database.ts';
import { createCatalogue, LocalTables } from '../../src/schemas/index.ts';
import type { Catalogue } from '../../src/schemas/model.ts';
import { BudgetRegistry } from '../../src/xero/budget.ts';
import { type Clock, systemClock } from '../../src/xero/clock.ts';
import {
  createTenantDirectory,
  createXeroClient,
  silentLogger,
  type ClientListener,
} from '../../src/xero/index.ts';

export const NOW = new Date('2026-11-20T10:00:00Z');

export interface OpenOptions {
  readonly properties?: Readonly<Record<string, string>>;
  /** A time-out of calls below the whole seconds of the Timeout property. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  readonly budgets?: BudgetRegistry;
  readonly onEvent?: ClientListener;
  /** Other tables than the product's. */
  readonly catalogue?: Catalogue;
}

/**
 * As `connect`, but with the clock and the budgets that are given: waits for the limits, for
 * Retry-After and between tries take no real time on a clock that moves on by itself.
 */
export async function open(
  service: Pick<Emulator, 'connectionString'>,
  options: OpenOptions = {},
): Promise<Database> {
  const { clock = systemClock, budgets = new BudgetRegistry() } = options;
  const properties = await resolveConnection(service.connectionString(options.properties));
  const tokens = createAccessTokens(properties, { log: silentLogger });
  const client = createXeroClient({
    apiUrl: properties.ApiUrl,
    tokens,
    timeoutMs: options.timeoutMs ?? properties.Timeout * 1000,
    maxRetries: properties.MaxRetries,
    userAgent: 'xero-sql/test',
    retryDailyLimit: properties.RetryDailyLimit,
    log: silentLogger,
    onEvent: options.onEvent,
    clock,
    budgets,
    random: () => 0.5,
  });
  const localTables = new LocalTables();
  return createDatabase({
    properties,
    catalogue:
      options.catalogue ??
      createCatalogue({ connectionProperties: describeProperties(properties), localTables }),
    localTables,
    client,
    callsLeft: (tenantId) => client.callsLeft(tenantId),
    tenants: createTenantDirectory({ client, tenant: properties.Tenant ?? '' }),
    tokens,
    log: silentLogger,
    now: () => NOW,
    clock,
  });
}

const isApiCall = ({ path }: LoggedRequest): boolean => path.startsWith('/api.xro/');

/** The calls that the emulator saw at an organisation's endpoints. */
export const apiCalls = ({ log }: Emulator): readonly LoggedRequest[] => log.filter(isApiCall);

/** The calls that the emulator saw at `GET /connections`. */
export const connectionCalls = ({ log }: Emulator): readonly LoggedRequest[] =>
  log.filter(({ path }) => /^\/connections$/i.test(path));

/** As `/Invoices?page=1`, for messages of failing tests. */
export const lineOf = ({ path, query }: LoggedRequest): string =>
  `${path.replace('/api.xro/2.0', '')}?${Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')}`;
