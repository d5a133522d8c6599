/** Connection string → Database: puts the connection, the sign-in, the client and the tables together. */
import { appendFileSync } from 'node:fs';
import { ConnectionError } from '../errors.ts';
import { createAccessTokens } from '../auth/index.ts';
import {
  describeProperties,
  PROPERTY_NAMES,
  proxySettings,
  resolveConnection,
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
  type Logger,
} from '../xero/index.ts';
import { VERSION } from '../version.ts';
import { createDatabase, type Database, type QueryOptions, type QueryResult } from './database.ts';
import type { Row } from './rows.ts';
import type { Parameters } from './statement.ts';

/** How a sign-in reaches the person at the keyboard. What suits the machine is the default. */
export interface SignInOptions {
  /** `browser` opens one; `paste` prints the address and asks for the code; `print` only prints it. */
  readonly signInMode?: 'browser' | 'paste' | 'print';
  readonly openBrowser?: (url: string) => Promise<void>;
  /** Asks for a line of text; without it nothing can be pasted. */
  readonly prompt?: (question: string, signal: AbortSignal) => Promise<string>;
  /** Takes text for the person; the standard error stream by default. */
  readonly write?: (text: string) => void;
}

export interface ConnectOptions {
  /** Hears of every call, wait and retry, for a progress line or statistics. */
  readonly onEvent?: ClientListener;
  readonly signIn?: SignInOptions;
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
  const properties = await resolveConnection(connection);
  const secrets = new Set(secretsOf(properties));
  const log = loggerFor(properties, secrets);
  const tokens = createAccessTokens(properties, {
    log,
    onToken: (token) => secrets.add(token),
    ...options.signIn,
  });
  const client = createXeroClient({
    apiUrl: properties.ApiUrl,
    tokens,
    timeoutMs: properties.Timeout * 1000,
    maxRetries: properties.MaxRetries,
    userAgent: `xero-sql/${VERSION}`,
    retryDailyLimit: properties.RetryDailyLimit,
    proxy: proxySettings(properties),
    log,
    onEvent: options.onEvent,
  });
  const localTables = new LocalTables();
  return createDatabase({
    properties,
    catalogue: createCatalogue({
      connectionProperties: describeProperties(properties),
      localTables,
    }),
    localTables,
    client,
    tenants: createTenantDirectory({ client, tenant: properties.Tenant ?? '' }),
    log,
    now: options.now ?? (() => new Date()),
  });
}

/** Runs one statement over a connection of its own. For several, `connect` once. */
export async function query<R = Row>(
  connection: string,
  sql: string,
  parameters?: Parameters,
  options?: QueryOptions,
): Promise<QueryResult<R>> {
  const database = await connect(connection);
  try {
    return await database.query<R>(sql, parameters, options);
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

function loggerFor(properties: ConnectionProperties, secrets: ReadonlySet<string>): Logger {
  const { Logfile, Verbosity } = properties;
  if (Logfile === null) return silentLogger;
  const append = (text: string): void => appendFileSync(Logfile, text, { mode: 0o600 });
  try {
    append('');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown failure';
    throw new ConnectionError(
      'PROPERTY_INVALID',
      `The Logfile ${Logfile} cannot be written (${code}).`,
      {
        hint: 'Name a file in a folder that exists and that you may write to.',
      },
    );
  }
  return createLogger({
    verbosity: Verbosity as 1 | 2 | 3 | 4 | 5,
    write: (line) => {
      try {
        append(line);
      } catch {
        // a full disk must not fail a query that is right
      }
    },
    secrets,
  });
}
