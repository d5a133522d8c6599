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
import { configFolder, type ConnectionProperties } from '../connection/index.ts';
import { AuthError } from '../errors.ts';
import { emptyState, type TokenState } from './grant.ts';
import { readState, writeState } from './state-file.ts';

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
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: () => Promise.resolve(state),
    write(next) {
      state = next;
      return Promise.resolve();
    },
    exclusive<T>(work: () => Promise<T>): Promise<T> {
      const mine = last.then(work, work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Tokens in a file that only its owner may read. */
export function fileTokenStore(path: string, owner: string, lock?: FileLockOptions): TokenStore {
  return {
    async read() {
      const text = await readPrivateFile(path).catch(fail(path, 'read'));
      return text === null ? emptyState(owner) : parse(text, path, owner);
    },
    write: (state) => writePrivateFile(path, writeState(state)).catch(fail(path, 'written')),
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

function parse(text: string, path: string, owner: string): TokenState {
  const state = readState(text);
  if (state === null) {
    throw new AuthError('TOKEN_STORE', `The token file ${path} is damaged.`, {
      hint: 'It is left as it is. Move it away and sign in again.',
    });
  }
  if (state.owner !== owner) {
    throw new AuthError('TOKEN_STORE', `The token file ${path} belongs to another app or scheme.`, {
      hint: 'Give each client ID an OAuthSettingsLocation of its own, or leave the property out.',
    });
  }
  return state;
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
  const location = properties.OAuthSettingsLocation;
  if (location?.toLowerCase().startsWith('memory://') === true) return memoryTokenStore(owner);
  return fileTokenStore(location ?? defaultTokenFile(properties), owner);
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
