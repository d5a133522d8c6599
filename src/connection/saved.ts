/**
 * Connections saved by name, in one file in the configuration folder. Their secrets are sealed where
 * the machine has a keychain; else the file's owner is the only one who may read it.
 */
import { join } from 'node:path';
import { ConnectionError } from '../errors.ts';
import { configFolder } from './config-folder.ts';
import { quote } from './format.ts';
import { parseConnectionString } from './parse.ts';
import { readPrivateFile, withFileLock, writePrivateFile } from './private-file.ts';
import { definitionOf, findProperty } from './properties.ts';
import { isSealed, type Sealed } from './seal.ts';
import { isSavedView, type SavedView } from './saved-views.ts';
import { splitSegments } from './segments.ts';
import { nearestName } from '../suggest.ts';
import { systemVault, type Vault } from './vault.ts';

export interface SavedConnection {
  readonly name: string;
  /** Used when no connection is given. */
  readonly isDefault: boolean;
  /** Without its sealed part. */
  readonly connectionString: string;
  /** Where its secrets are: `none` when it has none. */
  readonly secrets: 'keychain' | 'file' | 'none';
}

/** The saved connections. Names are compared without case. */
export interface ConnectionBook {
  readonly file: string;
  /** Sorted by name. */
  list(): Promise<readonly SavedConnection[]>;
  /**
   * The whole connection string, secrets included.
   * @throws ConnectionError CONNECTION_NOT_FOUND, KEYCHAIN
   */
  load(name: string): Promise<string>;
  /**
   * Saves a connection string under a name; replaces what bore that name, but for its views.
   * @param name anything but a blank, a text with `=` or one that starts with `@`.
   * @throws ConnectionError PROPERTY_INVALID when the name could be taken for a connection string, or
   * what `parseConnectionString` throws for a wrong one.
   */
  save(name: string, connectionString: string): Promise<void>;
  /** @throws ConnectionError CONNECTION_NOT_FOUND */
  remove(name: string): Promise<void>;
  /** The name of the default connection; null when there is none. */
  defaultName(): Promise<string | null>;
  /** The views that were made over the connection. @throws ConnectionError CONNECTION_NOT_FOUND */
  views(connection: string): Promise<readonly SavedView[]>;
  /**
   * @returns false when there is a view of that name that must not be replaced: nothing is saved then
   * @throws ConnectionError CONNECTION_NOT_FOUND
   */
  saveView(
    connection: string,
    view: SavedView,
    options: { readonly replace: boolean },
  ): Promise<boolean>;
  /** Also when there is none of that name. @throws ConnectionError CONNECTION_NOT_FOUND */
  removeView(connection: string, name: string): Promise<void>;
  /** @param name null for none. @throws ConnectionError CONNECTION_NOT_FOUND */
  setDefault(name: string | null): Promise<void>;
}

interface Entry {
  readonly name: string;
  readonly connectionString: string;
  /** `Key=Value;…` of the properties that are secrets. */
  readonly sealed?: Sealed;
  readonly views?: readonly SavedView[];
}

interface Content {
  readonly default?: string;
  readonly connections: readonly Entry[];
}

export interface BookOptions {
  readonly file?: string;
  readonly vault?: Vault;
}

export function connectionBook(options: BookOptions = {}): ConnectionBook {
  const { file = join(configFolder(), 'connections.json'), vault = systemVault() } = options;

  const change = (make: (content: Content) => Content | Promise<Content>): Promise<void> =>
    withFileLock(file, async () => {
      const content = await make(await readContent(file));
      await writePrivateFile(file, `${JSON.stringify({ version: 1, ...content }, null, 2)}\n`);
    });

  return {
    file,
    async list() {
      const content = await readContent(file);
      return content.connections
        .map((entry) => described(entry, content))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },
    async load(name) {
      const { connectionString, sealed } = entryNamed(await readContent(file), name);
      if (sealed === undefined) return connectionString;
      return [connectionString, await vault.open(sealed)].filter((part) => part !== '').join(';');
    },
    async save(name, connectionString) {
      if (!isConnectionName(name)) throw notAName();
      parseConnectionString(connectionString);
      const entry = await sealedEntry(name.trim(), connectionString, vault);
      await change(({ connections, ...content }) => {
        const others = connections.filter((saved) => !sameName(saved.name, name));
        const views = connections.find((saved) => sameName(saved.name, name))?.views;
        return { ...content, connections: [...others, withViews(entry, views ?? [])] };
      });
    },
    async views(connection) {
      return entryNamed(await readContent(file), connection).views ?? [];
    },
    async saveView(connection, view, { replace }) {
      let isSaved = true;
      await change((content) =>
        withEntry(content, connection, (entry) => {
          const { views = [] } = entry;
          isSaved = replace || !views.some((known) => sameName(known.name, view.name));
          const others = views.filter((known) => !sameName(known.name, view.name));
          return isSaved ? withViews(entry, [...others, view]) : entry;
        }),
      );
      return isSaved;
    },
    async removeView(connection, name) {
      await change((content) =>
        withEntry(content, connection, (entry) =>
          withViews(
            entry,
            (entry.views ?? []).filter((known) => !sameName(known.name, name)),
          ),
        ),
      );
    },
    async remove(name) {
      await change((content) => {
        const gone = entryNamed(content, name);
        const connections = content.connections.filter((entry) => entry !== gone);
        const stays = content.default !== undefined && !sameName(content.default, name);
        return { ...(stays ? { default: content.default } : {}), connections };
      });
    },
    async defaultName() {
      const content = await readContent(file);
      return content.connections.find((entry) => described(entry, content).isDefault)?.name ?? null;
    },
    async setDefault(name) {
      await change((content) => {
        const { connections } = content;
        return name === null
          ? { connections }
          : { default: entryNamed(content, name).name, connections };
      });
    },
  };
}

function withViews({ views: _, ...entry }: Entry, views: readonly SavedView[]): Entry {
  return views.length === 0 ? entry : { ...entry, views };
}

/** @throws ConnectionError CONNECTION_NOT_FOUND */
function withEntry(content: Content, name: string, make: (entry: Entry) => Entry): Content {
  const old = entryNamed(content, name);
  const connections = content.connections.map((entry) => (entry === old ? make(entry) : entry));
  return { ...content, connections };
}

async function sealedEntry(name: string, connectionString: string, vault: Vault): Promise<Entry> {
  const { open, secret } = partSecrets(connectionString);
  const sealed = secret === '' ? null : await vault.seal(secret);
  return sealed === null ? { name, connectionString } : { name, connectionString: open, sealed };
}

/** The properties that may be read, and those that may not. */
function partSecrets(connectionString: string): { open: string; secret: string } {
  const open: string[] = [];
  const secret: string[] = [];
  for (const { key, value } of splitSegments(connectionString)) {
    const name = findProperty(key);
    const isSecret = name !== undefined && definitionOf(name).kind === 'secret' && value !== '';
    (isSecret ? secret : open).push(`${key}=${quote(value)}`);
  }
  return { open: open.join(';'), secret: secret.join(';') };
}

function described(entry: Entry, content: Content): SavedConnection {
  const { name, connectionString, sealed } = entry;
  const isPlain = partSecrets(connectionString).secret !== '';
  return {
    name,
    isDefault: content.default !== undefined && sameName(content.default, name),
    connectionString,
    secrets: sealed !== undefined ? 'keychain' : isPlain ? 'file' : 'none',
  };
}

/** Whether a text is a name and not a connection string or a file: it has no `=` and no `@` in front. */
export function isConnectionName(text: string): boolean {
  return text.trim() !== '' && !text.includes('=') && !text.trimStart().startsWith('@');
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function notAName(): ConnectionError {
  return new ConnectionError('PROPERTY_INVALID', 'A connection cannot be saved under this name.', {
    hint: 'A name is not blank, has no "=" and does not start with "@".',
  });
}

/** @throws ConnectionError CONNECTION_NOT_FOUND */
function entryNamed({ connections }: Content, name: string): Entry {
  const entry = connections.find((candidate) => sameName(candidate.name, name));
  if (entry !== undefined) return entry;
  throw notFound(
    name,
    connections.map((candidate) => candidate.name),
  );
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

async function readContent(file: string): Promise<Content> {
  const text = await readPrivateFile(file);
  if (text === null) return { connections: [] };
  const content = parseJson(text);
  if (isRecord(content) && Array.isArray(content.connections)) {
    const connections: unknown[] = content.connections;
    if (connections.every(isEntry)) {
      return typeof content.default === 'string'
        ? { default: content.default, connections }
        : { connections };
    }
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

function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.connectionString === 'string' &&
    (value.sealed === undefined || isSealed(value.sealed)) &&
    (value.views === undefined || (Array.isArray(value.views) && value.views.every(isSavedView)))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
