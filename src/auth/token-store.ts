/** Where tokens are kept between calls, and by whom they may be changed at a time. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  codeOf,
  FileLockedError,
  readPrivateFile,
  withFileLock,
  writePrivateFile,
  type FileLockOptions,
} from '../connection/private-file.ts';
import {
  configFolder,
  noVault,
  systemVault,
  type ConnectionProperties,
  type Vault,
} from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import { emptyState, type TokenState } from './grant.ts';
import { readSealed, readState, writeSealed, writeState } from './state-file.ts';

export interface TokenStore {
  /** @throws AuthError TOKEN_STORE */
  read(): Promise<TokenState>;
  /** Only inside `exclusive`. @throws AuthError TOKEN_STORE */
  write(state: TokenState): Promise<void>;
  /** Runs `work` while nobody else, in this process or another, runs theirs. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

/** Tokens that end with the program. */
export function memoryTokenStore(owner: string): TokenStore {
  let state = emptyState(owner);
  return {
    read: () => Promise.resolve(state),
    write(next) {
      state = next;
      return Promise.resolve();
    },
    exclusive: queue(),
  };
}

/** Runs what it is given one after another. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Tokens in a file that only its owner may read, sealed where there is a keychain. */
export function fileTokenStore(
  path: string,
  owner: string,
  lock?: FileLockOptions,
  vault: Vault = noVault,
): TokenStore {
  return {
    async read() {
      const text = await readPrivateFile(path).catch(fail(path, 'read'));
      if (text === null) return emptyState(owner);
      const sealed = readSealed(text);
      const opened = sealed === null ? text : await vault.open(sealed);
      return checked(readState(opened), `The token file ${path}`, owner);
    },
    async write(state) {
      const text = writeState(state);
      const sealed = await vault.seal(text);
      const kept = sealed === null ? text : writeSealed(sealed);
      await writePrivateFile(path, kept).catch(fail(path, 'written'));
    },
    async exclusive<T>(work: () => Promise<T>): Promise<T> {
      // A failure of `work` is its own; a failure to lock is the store's.
      const settled = await withFileLock(path, () => settle(work), lock).catch(
        fail(path, 'locked'),
      );
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value;
    },
  };
}

async function settle<T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  const [settled] = await Promise.allSettled([work()]);
  return settled;
}

/** @param what names the store, as the beginning of a sentence */
function checked(state: TokenState | null, what: string, owner: string): TokenState {
  if (state === null) {
    throw new AuthError('TOKEN_STORE', `${what} is damaged.`, {
      hint: 'It is left as it is. Move it away and sign in again.',
    });
  }
  if (state.owner !== owner) {
    throw new AuthError('TOKEN_STORE', `${what} belongs to another app or scheme.`, {
      hint: 'Give each client ID an OAuthSettingsLocation of its own, or leave the property out.',
    });
  }
  return state;
}

/**
 * Where a program keeps tokens itself: a database, a secrets manager. The text is opaque and holds
 * secrets. Several processes that share a storage need `exclusive`: Xero replaces a refresh token at
 * each use, and two that refresh at once can lose it.
 */
export interface TokenStorage {
  /** What was last saved; null when nothing was. */
  load(): Promise<string | null>;
  /** Replaces what is kept, whole and durably, before it resolves. */
  save(text: string): Promise<void>;
  /** Runs `work` while no other process runs theirs; without it only this process is ordered. */
  exclusive?<T>(work: () => Promise<T>): Promise<T>;
}

/** @throws AuthError TOKEN_STORE from its methods */
export function storageTokenStore(storage: TokenStorage, owner: string): TokenStore {
  const fails =
    (what: string) =>
    (cause: unknown): never => {
      throw new AuthError('TOKEN_STORE', `The token store given cannot be ${what}.`, {
        hint: 'Its own error is this one’s cause.',
        cause,
      });
    };
  const inTurn = queue();
  return {
    async read() {
      const text = await Promise.resolve(storage.load()).catch(fails('read'));
      if (text === null) return emptyState(owner);
      return checked(readState(text), 'The token store given', owner);
    },
    write: (state) => Promise.resolve(storage.save(writeState(state))).catch(fails('written')),
    exclusive: (work) =>
      inTurn(async () => {
        if (storage.exclusive === undefined) return work();
        // A failure of `work` is its own; a failure to lock is the store's.
        const settled = await storage.exclusive(() => settle(work)).catch(fails('locked'));
        if (settled.status === 'rejected') throw settled.reason;
        return settled.value;
      }),
  };
}

function fail(path: string, what: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof FileLockedError) {
      throw new AuthError('TOKEN_STORE', `Another process keeps the token file ${path} locked.`, {
        hint: `Wait for it to end its sign-in or refresh. If none runs, remove ${path}.lock.`,
      });
    }
    const reason = codeOf(error) ?? 'unknown error';
    throw new AuthError('TOKEN_STORE', `The token file ${path} cannot be ${what} (${reason}).`, {
      hint: 'Check OAuthSettingsLocation and the rights on its folder.',
    });
  };
}

/** Who tokens belong to: they are never used for another app, scheme or identity host. */
export function ownerOf(properties: ConnectionProperties): string {
  const { IdentityUrl, AuthScheme, OAuthClientId } = properties;
  return hash(JSON.stringify([IdentityUrl, AuthScheme, OAuthClientId]));
}

/** The store that OAuthSettingsLocation names. */
export function tokenStoreFor(properties: ConnectionProperties): TokenStore {
  const owner = ownerOf(properties);
  const file = tokenFileOf(properties);
  return file === null
    ? memoryTokenStore(owner)
    : fileTokenStore(file, owner, undefined, systemVault());
}

/** The file that tokens are kept in; null when they are kept in memory. */
export function tokenFileOf(properties: ConnectionProperties): string | null {
  const location = properties.OAuthSettingsLocation;
  if (location?.toLowerCase().startsWith('memory://') === true) return null;
  return location ?? defaultTokenFile(properties);
}

/** One file per app and scheme, and per refresh token given: those are different people's. */
export function defaultTokenFile(properties: ConnectionProperties): string {
  const given = properties.OAuthRefreshToken?.reveal();
  const parts = [
    properties.AuthScheme.toLowerCase(),
    ownerOf(properties).slice(0, 16),
    ...(given === undefined ? [] : [hash(given).slice(0, 16)]),
  ];
  return join(configFolder(), 'tokens', `${parts.join('-')}.json`);
}

/** SHA-256, in hexadecimal. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
