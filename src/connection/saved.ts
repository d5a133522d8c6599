/** Connections saved by name, in one file in the operating system's configuration folder. */
import { join } from 'node:path';
import envPaths from 'env-paths';
import { ConnectionError } from '../errors.ts';
import { parseConnectionString } from './parse.ts';
import { readPrivateFile, withFileLock, writePrivateFile } from './private-file.ts';
import { nearestName } from '../suggest.ts';

/** Where xero-sql keeps its files when nothing else is said. */
export function configFolder(): string {
  return envPaths('xero-sql', { suffix: '' }).config;
}

export function defaultConnectionsFile(): string {
  return join(configFolder(), 'connections.json');
}

interface SavedConnection {
  readonly name: string;
  readonly connectionString: string;
}

/**
 * Saves a connection string, secrets included, under a name; replaces what bore that name.
 *
 * @param name anything but a blank, a text with `=` or one that starts with `@`.
 * @throws ConnectionError PROPERTY_INVALID when the name could be taken for a connection string, or
 * what `parseConnectionString` throws for a wrong one.
 */
export async function saveConnection(
  name: string,
  connectionString: string,
  file = defaultConnectionsFile(),
): Promise<void> {
  if (!isConnectionName(name)) {
    throw new ConnectionError('PROPERTY_INVALID', 'A connection cannot be saved under this name.', {
      hint: 'A name is not blank, has no "=" and does not start with "@".',
    });
  }
  parseConnectionString(connectionString);
  await withFileLock(file, async () => {
    const others = (await readSaved(file)).filter((saved) => !sameName(saved.name, name));
    const connections = [...others, { name: name.trim(), connectionString }];
    await writePrivateFile(file, `${JSON.stringify({ version: 1, connections }, null, 2)}\n`);
  });
}

/** The names of the saved connections, sorted. */
export async function listConnections(file = defaultConnectionsFile()): Promise<readonly string[]> {
  return (await readSaved(file)).map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en'));
}

/**
 * The connection string saved under `name`, compared without case.
 *
 * @throws ConnectionError CONNECTION_NOT_FOUND
 */
export async function loadConnection(
  name: string,
  file = defaultConnectionsFile(),
): Promise<string> {
  const saved = await readSaved(file);
  const match = saved.find((candidate) => sameName(candidate.name, name));
  if (match !== undefined) return match.connectionString;
  throw notFound(
    name,
    saved.map((candidate) => candidate.name),
  );
}

/** Whether a text is a name and not a connection string or a file: it has no `=` and no `@` in front. */
export function isConnectionName(text: string): boolean {
  return text.trim() !== '' && !text.includes('=') && !text.trimStart().startsWith('@');
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function notFound(name: string, known: readonly string[]): ConnectionError {
  // A long text is more likely a token than a name: do not repeat it.
  const shown = name.trim().length <= 30 ? ` named "${name.trim()}"` : ' of that name';
  const near = nearestName(name, known);
  const choice =
    known.length === 0 ? 'None is saved yet.' : `There are: ${[...known].sort().join(', ')}.`;
  const hint =
    near === undefined
      ? `${choice} A connection string has the form Key=Value;Key=Value.`
      : `Did you mean ${near}?`;
  return new ConnectionError('CONNECTION_NOT_FOUND', `There is no saved connection${shown}.`, {
    hint,
  });
}

async function readSaved(file: string): Promise<readonly SavedConnection[]> {
  const text = await readPrivateFile(file);
  if (text === null) return [];
  const content = parseJson(text);
  if (isRecord(content) && Array.isArray(content.connections)) {
    const connections: unknown[] = content.connections;
    if (connections.every(isSavedConnection)) return connections;
  }
  throw new ConnectionError('CONNECTION_NOT_FOUND', `${file} does not hold saved connections.`, {
    hint: 'The file is damaged. Repair it or move it away; it is left as it is.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isSavedConnection(value: unknown): value is SavedConnection {
  return (
    isRecord(value) && typeof value.name === 'string' && typeof value.connectionString === 'string'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
