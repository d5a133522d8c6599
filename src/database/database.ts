/// <reference lib="esnext.disposable" preserve="true" />
/** A connection: SQL in, rows out. */
import { XeroSqlError } from '../errors.ts';
import {
  counted,
  explain,
  type ExplainOptions,
  type ScanMeasure,
} from '../engine/explain/index.ts';
import { type EngineUse, isInstalled } from '../engine/duckdb/index.ts';
import { evaluateOver } from '../engine/expr/index.ts';
import { execute } from '../engine/finish/index.ts';
import type { QueryPlan } from '../engine/plan/index.ts';
import type { Expr, ScanColumn } from '../engine/rel/rel.ts';
import {
  AnswerCache,
  createScanner,
  ListSizes,
  type Outlook,
  type Scanner,
} from '../engine/scan/index.ts';
import type { SqlValue, Tuple } from '../engine/values/types.ts';
import type { ConnectionProperties } from '../connection/index.ts';
import type { LocalTables } from '../schemas/local.ts';
import type { Catalogue, ColumnDefinition } from '../schemas/model.ts';
import type { ConnectionTokens } from '../auth/index.ts';
import type {
  CallsLeft,
  Clock,
  Logger,
  Tenant,
  TenantDirectory,
  XeroClient,
  XeroConnection,
} from '../xero/index.ts';
import { createEvents, type EventHub } from './events.ts';
import { localTable, type LocalColumns, type LocalRow, type LocalValues } from './local-table.ts';
import { forecast, leftToday, refuseHopeless, type ForesightParts } from './foresight.ts';
import { resultColumns, rowMaker, type Column, type Row } from './rows.ts';
import { SqlText, Statement, type TemplateValue } from './sql.ts';
import {
  compileStatement,
  compileViewOf,
  type CompiledQuery,
  type Parameters,
} from './statement.ts';
import {
  applyViewChange,
  refuseViewName,
  type CreateViewOptions,
  type ViewChange,
} from './views.ts';

export interface QueryOptions {
  /** Cancels the query and its calls: the query fails with CANCELLED. */
  readonly signal?: AbortSignal | undefined;
}

export interface QueryStats {
  /** Calls made to Xero, retries included. */
  readonly apiCalls: number;
  /** Answers that earlier statements of the connection had fetched; see CacheSeconds. */
  readonly cacheHits: number;
  /** Rows that scans delivered, before joins and grouping. */
  readonly rowsFetched: number;
  /** Bytes of Xero's answers as sent over the wire (compressed). */
  readonly bytes: number;
  readonly elapsedMs: number;
}

export interface QueryResult<R = Row> {
  readonly rows: R[];
  readonly columns: readonly Column[];
  readonly stats: QueryStats;
  /** What a person should know of the answer: organisations that were left out. */
  readonly warnings: readonly string[];
  /** What a statement that gives no rows has done, in a sentence: CREATE VIEW, DROP VIEW; else null. */
  readonly notice: string | null;
}

/** Rows as they become known. Leaving the loop early stops further calls. */
export interface RowStream<R = Row> extends AsyncIterable<R> {
  readonly columns: readonly Column[];
  /** Of what has been read so far. */
  stats(): QueryStats;
  /** Of what has been read so far; see `QueryResult`. */
  warnings(): readonly string[];
  /** Of a statement that gives no rows, once it was read to its end; see `QueryResult`. */
  notice(): string | null;
  /** The calls that are known to come: how many pages the lists have that are being read. */
  outlook(): Outlook;
}

/** What a sign-in has at the moment. */
export interface Session {
  /** The scopes of the access token; null when Xero does not say. */
  readonly scopes: readonly string[] | null;
  /** When the access token ends; null when that is not known. */
  readonly expiresAt: Date | null;
  /** Whether it can be renewed without a person. */
  readonly renewable: boolean;
}

/** A view; those of BOOKS come with xero-sql. */
export interface View {
  readonly schema: 'LOCAL' | 'BOOKS';
  readonly name: string;
  /** Text of its query. */
  readonly definition: string;
  readonly columns: readonly ColumnDefinition[];
}

export interface Views {
  list(): readonly View[];
  /**
   * Makes the view `LOCAL.name` of a query. With a saved connection it is kept for later sessions, else
   * it goes with this one.
   * @throws SqlError as a statement with that query; VIEW_ERROR
   */
  create(name: string, sql: string, options?: CreateViewOptions): Promise<void>;
  /** @returns whether there was a view of that name in LOCAL */
  drop(name: string): Promise<boolean>;
}

export interface Database extends AsyncDisposable {
  /** What the connection string came to; secrets print as `***`. */
  readonly properties: ConnectionProperties;
  /** The tables there are. */
  readonly catalogue: Catalogue;
  /**
   * Runs one statement to its end.
   * @throws SqlError, ExecutionError, ApiError, AuthError, ConnectionError; all are XeroSqlError
   */
  query<R = Row>(
    sql: string,
    parameters?: Parameters,
    options?: QueryOptions,
  ): Promise<QueryResult<R>>;
  query<R = Row>(statement: SqlText, options?: QueryOptions): Promise<QueryResult<R>>;
  /** Runs one statement row by row. Mistakes in the statement are thrown at once. */
  stream<R = Row>(sql: string, parameters?: Parameters, options?: QueryOptions): RowStream<R>;
  stream<R = Row>(statement: SqlText, options?: QueryOptions): RowStream<R>;
  /**
   * A statement whose values are bound: `` await db.sql`SELECT … WHERE ContactID = ${id}` ``, or
   * `for await (const row of db.sql…)`.
   */
  sql<R = Row>(parts: TemplateStringsArray, ...values: readonly TemplateValue[]): Statement<R>;
  /** Calls `listener` at each event until the function returned is called. */
  readonly on: EventHub['on'];
  /** The connections of this sign-in, from `GET /connections`: signs in and makes one call. */
  connections(options?: QueryOptions): Promise<readonly XeroConnection[]>;
  /** Signs in when needed, and tells what the sign-in has. Makes no call to an organisation. */
  session(options?: QueryOptions): Promise<Session>;
  /** Ends the sign-in at Xero, so that nobody can renew its tokens, and forgets them. */
  signOut(): Promise<void>;
  /**
   * Makes rows of the program's own a table, `name` or `LOCAL.name`, to be joined with Xero's. The
   * rows are copied; registering a name again replaces its table. Where Xero has a table of that
   * name, the bare name is ambiguous and a statement must say which schema it means.
   *
   * @param columns their names and types, as SQL spells them; without it the values say them, see
   * docs/library.md
   * @throws XeroSqlError LOCAL_TABLE that says which row and column is not right
   */
  registerTable(
    name: string,
    rows: readonly (LocalRow | LocalValues)[],
    columns?: LocalColumns,
  ): void;
  /** @returns whether there was a local table of that name */
  unregisterTable(name: string): boolean;
  /** The views, as CREATE VIEW and DROP VIEW make and drop them. */
  readonly views: Views;
  /**
   * Forgets the answers that are kept for CacheSeconds and how long lists were: the next statements
   * ask Xero again.
   */
  refresh(): void;
  /** Ends running queries (they fail with CLOSED) and frees sockets. */
  close(): Promise<void>;
  /** As `close`: for `await using db = await connect(…)`. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface DatabaseParts {
  readonly properties: ConnectionProperties;
  readonly catalogue: Catalogue;
  readonly client: XeroClient & { close(): void };
  /** What the limits of an organisation leave; not known by default. */
  readonly callsLeft?: (tenantId: string) => CallsLeft;
  readonly tenants: TenantDirectory;
  readonly tokens: Pick<ConnectionTokens, 'session' | 'signOut'>;
  /** The registry that `catalogue` finds the tables of LOCAL in. */
  readonly localTables: LocalTables;
  readonly log: Logger;
  /** None are told by default. */
  readonly events?: EventHub;
  readonly now: () => Date;
  /** For tests: what the kept answers grow old by. */
  readonly clock?: Clock;
}

/** The parts of a connection, and what it remembers between statements. */
interface Connected extends DatabaseParts {
  readonly answers: AnswerCache;
  readonly sizes: ListSizes;
  readonly callsLeft: (tenantId: string) => CallsLeft;
  readonly events: EventHub;
}

const NOT_KNOWN: CallsLeft = { minute: null, day: null, dayAgeMs: 0, latencyMs: null };

export function createDatabase(initial: DatabaseParts): Database {
  const { properties, catalogue, tenants, clock, events = createEvents(initial.log) } = initial;
  const answers = new AnswerCache({
    seconds: properties.CacheSeconds,
    ...(clock === undefined ? {} : { clock }),
  });
  const sizes = new ListSizes(clock);
  const { callsLeft = () => NOT_KNOWN } = initial;
  const parts: Connected = { ...initial, answers, sizes, callsLeft, events };
  const closing = new AbortController();

  const run = (sql: string, parameters: Parameters, options: QueryOptions): Run => {
    if (closing.signal.aborted) throw closed();
    return startRun({ ...parts, events }, sql, parameters, anyOf(closing.signal, options.signal));
  };

  const query = async (
    statement: string | SqlText,
    ...rest: readonly unknown[]
  ): Promise<QueryResult> => {
    const { columns, batches, stats, warnings, notice } = run(...given(statement, rest));
    const toRow = rowMaker(columns);
    const rows: Row[] = [];
    for await (const batch of batches) for (const tuple of batch) rows.push(toRow(tuple));
    return { rows, columns, stats: stats(), warnings: warnings(), notice: notice() };
  };

  const stream = (statement: string | SqlText, ...rest: readonly unknown[]): RowStream => {
    const { columns, batches, ...about } = run(...given(statement, rest));
    const toRow = rowMaker(columns);
    async function* rows(): AsyncGenerator<Row> {
      for await (const batch of batches) for (const tuple of batch) yield toRow(tuple);
    }
    return { columns, ...about, [Symbol.asyncIterator]: rows };
  };

  const close = (): Promise<void> => {
    if (!closing.signal.aborted) closing.abort(closed());
    parts.client.close();
    return Promise.resolve();
  };

  return {
    properties,
    catalogue,
    // The caller states the type of its rows, which no compiler can check.
    query,
    stream,
    sql: (strings, ...values) => new Statement({ query, stream }, strings, values),
    on: events.on,
    connections: ({ signal } = {}) =>
      tenants.connections(Date.now(), { signal: anyOf(closing.signal, signal) }),
    async session({ signal } = {}) {
      const { scopes, expiresAt, renewable } = await parts.tokens.session(
        anyOf(closing.signal, signal),
      );
      return { scopes, expiresAt: expiresAt === null ? null : new Date(expiresAt), renewable };
    },
    registerTable(name, rows, columns) {
      const table = localTable(name, rows, columns);
      refuseViewName(parts.localTables, name);
      parts.localTables.set(table);
    },
    unregisterTable: (name) =>
      parts.localTables.find(name)?.source.kind === 'local' && parts.localTables.delete(name),
    views: viewsOf(parts),
    refresh() {
      answers.clear();
      sizes.clear();
    },
    signOut: () => parts.tokens.signOut(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function viewsOf({ catalogue, localTables, properties }: DatabaseParts): Views {
  return {
    list: () =>
      catalogue.tables.flatMap(({ schema, name, columns, source }) =>
        source.kind === 'view' && (schema === 'LOCAL' || schema === 'BOOKS')
          ? [{ schema, name, definition: source.sql, columns }]
          : [],
      ),
    async create(name, sql, options = {}) {
      const context = { catalogue, defaultSchema: properties.Schema };
      await applyViewChange(compileViewOf(name, sql, options, context), localTables);
    },
    async drop(name) {
      const known = localTables.find(name);
      if (known?.source.kind !== 'view') return false;
      await applyViewChange({ kind: 'dropView', names: [known.name] }, localTables);
      return true;
    },
  };
}

/** The arguments of `query` and `stream` in their two forms. */
function given(
  statement: string | SqlText,
  rest: readonly unknown[],
): [sql: string, parameters: Parameters, options: QueryOptions] {
  if (statement instanceof SqlText) {
    const [options = {}] = rest;
    return [statement.text, statement.parameters, options as QueryOptions];
  }
  const [parameters = [], options = {}] = rest;
  return [statement, parameters as Parameters, options as QueryOptions];
}

const anyOf = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((signal) => signal !== undefined));

const closed = (): XeroSqlError => new XeroSqlError('CLOSED', 'The connection is closed.');

// ------------------------------------------------------------------ one statement

interface Run {
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<readonly Tuple[]>;
  readonly stats: () => QueryStats;
  readonly warnings: () => readonly string[];
  readonly outlook: () => Outlook;
  readonly notice: () => string | null;
}

const NOTHING_TO_COME: Outlook = { calls: 0, pages: 0 };

function startRun(parts: Connected, sql: string, parameters: Parameters, signal: AbortSignal): Run {
  const { properties, log } = parts;
  const started = performance.now();
  const now = parts.now();
  log.log(2, 'query', { sql });
  const compiled = compileStatement(sql, {
    catalogue: parts.catalogue,
    defaultSchema: properties.Schema,
    parameters,
    pageSize: properties.PageSize,
    maxRows: properties.MaxRows,
    oneTenant: readsOneTenant(properties),
    now,
  });
  return 'plan' in compiled
    ? runQuery(parts, compiled, { started, now }, signal)
    : runViewChange(parts.localTables, compiled, started);
}

/** Without rows; what it does, it does when they are asked for. */
function runViewChange(local: LocalTables, change: ViewChange, started: number): Run {
  let notice: string | null = null;
  // eslint-disable-next-line require-yield -- there are no rows
  async function* batches(): AsyncGenerator<readonly Tuple[]> {
    notice = await applyViewChange(change, local);
  }
  return {
    columns: [],
    batches: batches(),
    stats: () => ({ ...NO_CALLS, elapsedMs: performance.now() - started }),
    warnings: () => [],
    outlook: () => NOTHING_TO_COME,
    notice: () => notice,
  };
}

const NO_CALLS = { apiCalls: 0, cacheHits: 0, rowsFetched: 0, bytes: 0 } as const;

function runQuery(
  parts: Connected,
  { kind, plan }: CompiledQuery,
  { started, now }: { readonly started: number; readonly now: Date },
  signal: AbortSignal,
): Run {
  const { properties } = parts;
  const foresight: ForesightParts = {
    ...parts,
    tenantPasses: (conditions, columns, tenant) => tenantPasses(conditions, columns, tenant, now),
  };
  const scanner = createScanner({
    client: parts.client,
    tenants: parts.tenants,
    includeArchived: properties.IncludeArchived,
    tenantPasses: foresight.tenantPasses,
    now,
    leftToday: (tenantId) => leftToday(parts, tenantId),
    plans: plan.scans.values(),
    maxCalls: properties.MaxCalls,
    onPage: (page) => parts.events.emit('page', page),
    answers: parts.answers,
    sizes: parts.sizes,
    skipsTenants: properties.OnTenantError === 'skip',
  });
  const stats = (): QueryStats => ({
    ...scanner.stats(),
    elapsedMs: performance.now() - started,
  });
  const uses: EngineUse[] = [];
  const engine = { choice: properties.Engine, onUse: (use: EngineUse) => uses.push(use) };
  const attempt = (): AsyncIterable<readonly Tuple[]> => {
    uses.length = 0;
    return untilDone(signal, (whole) => {
      refuseHopeless(plan, foresight);
      return execute(plan, scanner, { now, signal: whole, engine });
    });
  };
  const maySkip = properties.OnTenantError === 'skip' && readsSeveralTenants(plan, properties);
  const rows = maySkip ? () => withoutSkipped(scanner, attempt) : attempt;
  const warnings = (): readonly string[] => [
    ...scanner.skipped().map(({ error }) => `Left out. ${error.message}`),
    ...scanner.doubts(),
  ];
  const about = { stats, warnings, outlook: () => scanner.outlook(), notice: () => null };
  const options = (used: readonly EngineUse[] | null): ExplainOptions => ({
    oneTenant: readsOneTenant(properties),
    cacheSeconds: properties.CacheSeconds,
    forecast: forecast(plan, foresight),
    engine: { choice: properties.Engine, installed: isInstalled(), uses: used },
  });
  switch (kind) {
    case 'query':
      return { columns: resultColumns(plan.columns), batches: rows(), ...about };
    case 'explain':
      return { ...planText(() => Promise.resolve(explain(plan, options(null)))), ...about };
    case 'explainAnalyze': {
      const analyze = async (): Promise<readonly string[]> => {
        const measures = await measure(plan, scanner, rows());
        const { apiCalls, cacheHits, rowsFetched, bytes, elapsedMs } = stats();
        const cached = cacheHits === 0 ? '' : `, ${counted(cacheHits, 'answer')} from the cache`;
        return [
          ...explain(plan, { ...options(uses), measures }),
          ...warnings().map((warning) => `Warning: ${warning}`),
          `Actual: ${counted(apiCalls, 'call')}${cached}, ${counted(rowsFetched, 'row')} fetched, ${counted(bytes, 'byte')}, ${elapsedMs.toFixed(0)} ms`,
        ];
      };
      return { ...planText(analyze), ...about };
    }
  }
}

/** A statement that ends, at its end or before it, ends the calls that are still under way for it. */
async function* untilDone(
  signal: AbortSignal,
  start: (signal: AbortSignal) => AsyncIterable<readonly Tuple[]>,
): AsyncGenerator<readonly Tuple[]> {
  const done = new AbortController();
  try {
    yield* start(anyOf(signal, done.signal));
  } finally {
    done.abort(new XeroSqlError('CANCELLED', 'The statement has ended.'));
  }
}

/**
 * Rows of the organisations that can be read. Rows of one that fails later may be in what came
 * before, and in sums: the statement is run again without it, and nothing is given out until then.
 */
async function* withoutSkipped(
  scanner: Scanner,
  attempt: () => AsyncIterable<readonly Tuple[]>,
): AsyncGenerator<readonly Tuple[]> {
  for (;;) {
    const known = scanner.skipped().length;
    const hasFailed = (): boolean => scanner.skipped().length > known;
    const batches: (readonly Tuple[])[] = [];
    try {
      for await (const batch of attempt()) batches.push(batch);
    } catch (error) {
      if (!hasFailed()) throw error;
    }
    if (!hasFailed()) {
      yield* batches;
      return;
    }
    scanner.beginAgain();
  }
}

const readsSeveralTenants = ({ scans }: QueryPlan, properties: ConnectionProperties): boolean =>
  !readsOneTenant(properties) || [...scans.values()].some((scan) => scan.tenantFilter.length > 0);

/** Which organisations a condition on TenantId and TenantName chooses. */
function tenantPasses(
  conditions: readonly Expr[],
  columns: readonly ScanColumn[],
  tenant: Tenant,
  now: Date,
): boolean {
  const values = new Map<number, SqlValue>(
    columns.map(({ id, column }) => [
      id,
      column === 'TenantId' ? tenant.tenantId : tenant.tenantName,
    ]),
  );
  return conditions.every((condition) => evaluateOver(condition, values, { now }) === true);
}

// ------------------------------------------------------------------------ EXPLAIN

const readsOneTenant = ({ Tenant }: ConnectionProperties): boolean => Tenant?.trim() !== '*';

function planText(lines: () => Promise<readonly string[]>): Pick<Run, 'columns' | 'batches'> {
  async function* batches(): AsyncGenerator<readonly Tuple[]> {
    yield (await lines()).map((line) => [line]);
  }
  return { columns: [{ name: 'QUERY PLAN', type: 'text' }], batches: batches() };
}

/** Reads the result to its end, counting what each scan took. */
async function measure(
  plan: QueryPlan,
  scanner: Scanner,
  batches: AsyncIterable<readonly Tuple[]>,
): Promise<ReadonlyMap<number, ScanMeasure>> {
  const rows = batches[Symbol.asyncIterator]();
  while ((await rows.next()).done !== true);
  return new Map(
    [...plan.scans.keys()].map((id) => {
      const { apiCalls, rowsFetched, bytes } = scanner.scanStats(id);
      return [id, { apiCalls, rows: rowsFetched, bytes }];
    }),
  );
}
