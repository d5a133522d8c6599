import { readFile } from 'node:fs/promises';
import { ConnectionError } from '../errors.ts';
import { parseConnectionString } from './parse.ts';
import { codeOf } from './private-file.ts';
import type { ConnectionProperties } from './properties.ts';
import { connectionBook, isConnectionName } from './saved.ts';

/** The environment variable that is used when no connection is given. */
export const CONNECTION_VARIABLE = 'XERO_SQL_CONNECTION';

/** How files and saved connections are read. */
export interface ConnectionFiles {
  readText(path: string): Promise<string>;
  load(name: string): Promise<string>;
  /** The name of the connection to use when none is given; null when none is chosen. */
  defaultName(): Promise<string | null>;
}

export const connectionFiles: ConnectionFiles = {
  readText: (path) => readFile(path, 'utf8'),
  load: (name) => connectionBook().load(name),
  defaultName: () => connectionBook().defaultName(),
};

/**
 * The connection that `input` stands for: a connection string, `@` and the file that holds one, or
 * the name of a saved one. Without an input, `XERO_SQL_CONNECTION` may hold any of the three, and
 * the saved connection that was made the default comes last.
 *
 * @throws ConnectionError
 */
export async function resolveConnection(
  input: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
  files: ConnectionFiles = connectionFiles,
): Promise<ConnectionProperties> {
  return (await findConnection(input, env, files)).properties;
}

export interface FoundConnection {
  readonly properties: ConnectionProperties;
  /** The name it is saved under; null for a connection string and a file that holds one. */
  readonly savedAs: string | null;
}

/** As `resolveConnection`, and tells under which name the connection is saved. */
export async function findConnection(
  input: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
  files: ConnectionFiles = connectionFiles,
): Promise<FoundConnection> {
  const source = input ?? env[CONNECTION_VARIABLE] ?? (await files.defaultName()) ?? '';
  if (source.trim() === '') {
    throw new ConnectionError('PROPERTY_MISSING', 'No connection is given.', {
      hint:
        `Give a connection string, the name of a saved connection or @file, set ${CONNECTION_VARIABLE}, or ` +
        `save one with xero-sql connections create. xero-sql demo needs none.`,
    });
  }
  const trimmed = source.trim();
  if (trimmed.startsWith('@')) {
    const text = await readConnectionFile(trimmed.slice(1), files);
    return { properties: parseConnectionString(text), savedAs: null };
  }
  if (!isConnectionName(trimmed)) {
    return { properties: parseConnectionString(source), savedAs: null };
  }
  const saved = parseConnectionString(await files.load(trimmed));
  const ConnectionName = saved.ConnectionName ?? trimmed;
  return { properties: { ...saved, ConnectionName }, savedAs: trimmed };
}

async function readConnectionFile(path: string, files: ConnectionFiles): Promise<string> {
  try {
    return (await files.readText(path)).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConnectionError(
      'CONNECTION_NOT_FOUND',
      `The connection file ${path} cannot be read (${codeOf(error) ?? 'unknown error'}).`,
      { cause: error },
    );
  }
}
