/**
 * Our engine over the emulator, with the planner whole or in part, and with a clock that jumps
 * over waits for Xero's rate limits.
 */
import { startEmulator } from '../../../fixtures/emulator/index.ts';
import type { DemoBooks } from '../../../fixtures/books/index.ts';
import { createAccessTokens } from '../../../src/auth/index.ts';
import { describeProperties, resolveConnection } from '../../../src/connection/index.ts';
import { createDatabase, type Database } from '../../../src/database/database.ts';
import { resultColumns, rowMaker } from '../../../src/database/rows.ts';
import { evaluateOver } from '../../../src/engine/expr/index.ts';
import { execute, type EngineOptions as SecondEngine } from '../../../src/engine/finish/index.ts';
import type { QueryPlan } from '../../../src/engine/plan/index.ts';
import type { Expr, ScanColumn } from '../../../src/engine/rel/rel.ts';
import { createScanner } from '../../../src/engine/scan/index.ts';
import type { RowSource } from '../../../src/engine/scan/source.ts';
import type { SqlValue, Tuple } from '../../../src/engine/values/types.ts';
import { catalogueOf } from '../../../src/schemas/catalogue.ts';
import { createCatalogue, LocalTables } from '../../../src/schemas/index.ts';
import type { Catalogue, TableDefinition } from '../../../src/schemas/model.ts';
import { BudgetRegistry } from '../../../src/xero/budget.ts';
import type { RequestOptions, XeroClient, XeroResponse } from '../../../src/xero/client.ts';
import type { Clock } from '../../../src/xero/clock.ts';
import {
  createTenantDirectory,
  createXeroClient,
  silentLogger,
  type Tenant,
} from '../../../src/xero/index.ts';
import { ourAnswer, type Answer } from './answers.ts';
import { collect, compile, memorySource, never } from './memory.ts';

/** Which part of the engine is left out; the answer must be the same for all. */
export const VARIANTS = ['whole', 'rules off', 'pushdown off'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface Engine {
  ask(sql: string, variant?: Variant): Promise<Answer>;
  /** Tuples over tables that are read once into memory, by whichever of the two engines. */
  readonly run: (sql: string, engine?: SecondEngine) => Promise<readonly Tuple[]>;
  /** Of the whole engine, for checks beyond answers. */
  readonly database: Database;
  close(): Promise<void>;
}

const NO_LIMITS = { perMinute: 1e9, perDay: 1e9, appPerMinute: 1e9 };

/** Waits take no time; time goes on. */
function jumpingClock(): Clock {
  let ahead = 0;
  return {
    now: () => performance.timeOrigin + performance.now() + ahead,
    sleep: (ms) => {
      ahead += ms;
      return Promise.resolve();
    },
  };
}

/** A query that needs no more rows must not cancel the call for those that ask again. */
function withoutSignal({ allowNotFound }: RequestOptions): RequestOptions {
  return allowNotFound === undefined ? {} : { allowNotFound };
}

/** Answers kept, of which the whole ledger takes 70. */
const REMEMBERED = 200;

/** Answers a repeated request from memory: the books do not change while the tests run. */
function remembering(client: XeroClient): XeroClient {
  const known = new Map<string, Promise<XeroResponse>>();
  return {
    get(request, options = {}) {
      const key = JSON.stringify([request, options.allowNotFound]);
      const answer = known.get(key) ?? client.get(request, withoutSignal(options));
      known.set(key, answer);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      return answer;
    },
  };
}

export interface EngineOptions {
  readonly books: DemoBooks;
  /** Connection properties beside those of the emulator. */
  readonly properties: Readonly<Record<string, string>>;
  readonly now: Date;
}

export async function startEngine({ books, properties: set, now }: EngineOptions): Promise<Engine> {
  const emulator = await startEmulator({
    books,
    rateLimits: NO_LIMITS,
    accessTokenSeconds: 1e6,
  });
  const properties = await resolveConnection(
    emulator.connectionString({ OAuthSettingsLocation: 'memory://', ...set }),
  );
  const tokens = createAccessTokens(properties, { log: silentLogger });
  const http = createXeroClient({
    apiUrl: properties.ApiUrl,
    tokens,
    timeoutMs: 60_000,
    maxRetries: 0,
    userAgent: 'xero-sql/test',
    retryDailyLimit: false,
    log: silentLogger,
    clock: jumpingClock(),
    budgets: new BudgetRegistry(),
  });
  const client = { ...remembering(http), close: () => http.close() };
  const tenants = createTenantDirectory({ client, tenant: properties.Tenant ?? '' });
  const localTables = new LocalTables();
  const catalogue = createCatalogue({ connectionProperties: describeProperties(), localTables });
  const database = createDatabase({
    localTables,
    properties,
    catalogue,
    client,
    tenants,
    tokens,
    log: silentLogger,
    now: () => now,
  });

  const { Schema: defaultSchema, PageSize: pageSize } = properties;
  const compiled = (sql: string, over: Catalogue, rulesOff: boolean): QueryPlan =>
    compile(sql, { catalogue: over, defaultSchema, pageSize, now, rulesOff });

  const tenantPasses = (
    conditions: readonly Expr[],
    columns: readonly ScanColumn[],
    tenant: Tenant,
  ): boolean => {
    const values = new Map<number, SqlValue>(
      columns.map(({ id, column }) => [
        id,
        column === 'TenantId' ? tenant.tenantId : tenant.tenantName,
      ]),
    );
    return conditions.every((condition) => evaluateOver(condition, values, { now }) === true);
  };

  const overHttp = (planned: QueryPlan): RowSource =>
    createScanner({
      client,
      tenants,
      includeArchived: properties.IncludeArchived,
      tenantPasses,
      plans: planned.scans.values(),
    });

  const unfiltered = withoutPushdown(catalogue);
  const inMemory = memorySource((table) => {
    const planned = compiled(`SELECT * FROM "${table.schema}"."${table.name}"`, unfiltered, true);
    return collect(execute(planned, overHttp(planned), { now, signal: never }));
  }, now);

  const ask = async (sql: string, variant: Variant = 'whole'): Promise<Answer> => {
    if (variant === 'whole') {
      const { columns, rows } = await database.query(sql);
      return ourAnswer(columns, rows);
    }
    const pushes = variant === 'rules off';
    const planned = compiled(sql, pushes ? catalogue : unfiltered, variant === 'rules off');
    const source = pushes ? overHttp(planned) : inMemory;
    const columns = resultColumns(planned.columns);
    const tuples = await collect(execute(planned, source, { now, signal: never }));
    return ourAnswer(columns, tuples.map(rowMaker(columns)));
  };

  const run: Engine['run'] = (sql, engine) => {
    const planned = compiled(sql, unfiltered, false);
    const chosen = engine === undefined ? {} : { engine };
    return collect(execute(planned, inMemory, { now, signal: never, ...chosen }));
  };

  return {
    ask,
    run,
    database,
    async close() {
      await database.close();
      await emulator.close();
    },
  };
}

/** The same tables, of which Xero can filter and sort none. */
export function withoutPushdown(catalogue: Catalogue): Catalogue {
  return catalogueOf(
    catalogue.tables.map((table): TableDefinition => {
      const { source } = table;
      return source.kind === 'endpoint'
        ? { ...table, source: { ...source, filters: [], sortable: [] } }
        : table;
    }),
  );
}
