/** Connection string → Database: puts the connection, the sign-in, the client and the tables together. */
import { appendFileSync } from 'node:fs';
import { ConnectionError } from '../errors.ts';
import {
  createAccessTokens,
  ownerOf,
  storageTokenStore,
  type TokenStorage,
} from '../auth/index.ts';
import {
  apiUrlsOf,
  connectionBook,
  describeProperties,
  PROPERTY_NAMES,
  proxySettings,
  findConnection,
  Secret,
  type ConnectionProperties,
} from '../connection/index.ts';
import { createCatalogue, LocalTables } from '../schemas/index.ts';
import {
  createLogger,
  createTenantDirectory,
  createXeroClient,
  silentLogger,
  type ClientListener,
  type LogEntry,
  type Logger,
} from '../xero/index.ts';
import { VERSION } from '../version.ts';
import { createDatabase, type Database, type QueryOptions, type QueryResult } from './database.ts';
import { createEvents, type EventListeners } from './events.ts';
import type { Row } from './rows.ts';
import type { SqlText } from './sql.ts';
import type { Parameters } from './statement.ts';
import { savedViews, viewStorage } from './view-storage.ts';

/** How a sign-in reaches the person at the keyboard. What suits the machine is the default. */
export interface SignInOptions {
  /**
   * `browser` opens one; `paste` prints the address and asks for the code; `print` only prints it;
   * `never` fails in place of a sign-in.
   */
  readonly signInMode?: 'browser' | 'paste' | 'print' | 'never';
  readonly openBrowser?: (url: string) => Promise<void>;
  /** Asks for a line of text; without it nothing can be pasted. */
  readonly prompt?: (question: string, signal: AbortSignal) => Promise<string>;
  /** Milliseconds to wait for the person; five minutes by default. */
  readonly signInTimeoutMs?: number;
  /** Takes text for the person; the standard error stream by default. */
  readonly write?: (text: string) => void;
}

export interface ConnectOptions {
  /** Hears of every call, wait and retry, for a progress line or statistics. */
  readonly onEvent?: ClientListener;
  /** Listeners of the connection's events; `Database.on` adds more. */
  readonly on?: EventListeners;
  readonly signIn?: SignInOptions;
  /** Keeps the tokens in place of the file that OAuthSettingsLocation names. */
  readonly tokenStore?: TokenStorage;
  /**
   * Takes what is logged, up to the level of the Verbosity property, besides the Logfile. No secret and
   * no token is in it.
   */
  readonly logger?: (entry: LogEntry) => void;
  /**
   * Local tables and views that another connection had, to go on with. Those of a saved connection are
   * there by themselves.
   * @internal
   */
  readonly localTables?: LocalTables | undefined;
  /** The time that `now()` and `current_date` start from; the clock by default. */
  readonly now?: () => Date;
}

/**
 * Opens a connection. Makes no call yet: the first query signs in.
 * @param connection a connection string, `@file`, the name of a saved connection, or nothing for
 *   what XERO_SQL_CONNECTION holds
 * @throws ConnectionError
 */
export async function connect(
  connection?: string,
  options: ConnectOptions = {},
): Promise<Database> {
  const { properties, savedAs } = await findConnection(connection);
  const secrets = new Set(secretsOf(properties));
  const log = loggerFor(properties, secrets, options.logger);
  const events = createEvents(log, options.on);
  const { tokenStore, onEvent } = options;
  const tokens = createAccessTokens(properties, {
    log,
    store: tokenStore && storageTokenStore(tokenStore, ownerOf(properties)),
    onToken: (token) => secrets.add(token),
    ...options.signIn,
  });
  const client = createXeroClient({
    apiUrl: properties.ApiUrl,
    apiUrls: apiUrlsOf(properties),
    tokens,
    timeoutMs: properties.Timeout * 1000,
    maxRetries: properties.MaxRetries,
    userAgent: `xero-sql/${VERSION}`,
    retryDailyLimit: properties.RetryDailyLimit,
    proxy: proxySettings(properties),
    log,
    onEvent: (event) => {
      events.fromClient(event);
      onEvent?.(event);
    },
  });
  const localTables = options.localTables ?? new LocalTables();
  if (savedAs !== null) await takeViews(localTables, savedAs);
  return createDatabase({
    properties,
    catalogue: createCatalogue({
      connectionProperties: describeProperties(properties),
      localTables,
    }),
    localTables,
    client,
    callsLeft: (tenantId) => client.callsLeft(tenantId),
    tenants: createTenantDirectory({ client, tenant: properties.Tenant ?? '' }),
    tokens,
    events,
    log,
    now: options.now ?? (() => new Date()),
  });
}

/** Makes the views that are kept with a saved connection those of the session. */
async function takeViews(localTables: LocalTables, connection: string): Promise<void> {
  const book = connectionBook();
  for (const view of await savedViews(book, connection)) localTables.set(view);
  localTables.viewStorage = viewStorage(book, connection);
}

/**
 * Runs one statement over a connection of its own. For several, `connect` once.
 * @param sql a text with `parameters`, or what the `sql` tag made
 */
export async function query<R = Row>(
  connection: string,
  sql: string | SqlText,
  parameters?: Parameters,
  options?: QueryOptions,
): Promise<QueryResult<R>> {
  const database = await connect(connection);
  try {
    return typeof sql === 'string'
      ? await database.query<R>(sql, parameters, options)
      : await database.query<R>(sql, options);
  } finally {
    await database.close();
  }
}

function secretsOf(properties: ConnectionProperties): string[] {
  return PROPERTY_NAMES.flatMap((name) => {
    const value = properties[name];
    return value instanceof Secret ? [value.reveal()] : [];
  });
}

function loggerFor(
  properties: ConnectionProperties,
  secrets: ReadonlySet<string>,
  listener: ConnectOptions['logger'],
): Logger {
  const { Logfile, Verbosity } = properties;
  if (Logfile === null && listener === undefined) return silentLogger;
  const append = Logfile === null ? () => undefined : appenderTo(Logfile);
  return createLogger({
    verbosity: Verbosity as 1 | 2 | 3 | 4 | 5,
    write: (line, entry) => {
      try {
        append(line);
        listener?.(entry);
      } catch {
        // a full disk must not fail a query that is right, nor a listener that throws
      }
    },
    secrets,
  });
}

/** @throws ConnectionError PROPERTY_INVALID when the file cannot be written */
function appenderTo(file: string): (text: string) => void {
  const append = (text: string): void => appendFileSync(file, text, { mode: 0o600 });
  try {
    append('');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown failure';
    throw new ConnectionError(
      'PROPERTY_INVALID',
      `The Logfile ${file} cannot be written (${code}).`,
      {
        hint: 'Name a file in a folder that exists and that you may write to.',
      },
    );
  }
  return append;
}
