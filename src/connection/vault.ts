/** Seals secrets before they are written to disk, where the machine has a keychain for the key. */
import { join } from 'node:path';
import { ConnectionError } from '../errors.ts';
import { configFolder } from './config-folder.ts';
import { findKeychain, KEYCHAIN_VARIABLE, type Keychain, type KeychainState } from './keychain.ts';
import { withFileLock } from './private-file.ts';
import { isKey, keyIdOf, newKey, seal, unseal, type Sealed } from './seal.ts';

export interface Vault {
  /** null where there is no keychain: the caller then keeps the text in a file of its owner's. */
  seal(text: string): Promise<Sealed | null>;
  /** @throws ConnectionError KEYCHAIN */
  open(sealed: Sealed): Promise<string>;
  /** Where the key is, or why there is none. */
  state(): Promise<KeychainState>;
}

export interface VaultOptions {
  readonly find?: () => Promise<KeychainState>;
  /** Locked while the key is made, so that two processes do not make two. */
  readonly lock?: string;
}

/** Asks the keychain when a secret is first written or read, and once only. */
export function createVault(options: VaultOptions = {}): Vault {
  const { find = findKeychain, lock = join(configFolder(), 'keychain') } = options;
  let found: Promise<KeychainState> | null = null;
  let key: Promise<string> | null = null;
  const state = (): Promise<KeychainState> => (found ??= find());

  const keyIn = (keychain: Keychain): Promise<string> => {
    key ??= existingKey(keychain).then(
      (existing) => existing ?? withFileLock(lock, () => makeKey(keychain)),
    );
    return key;
  };

  return {
    state,
    async seal(text) {
      const where = await state();
      if (where.kind === 'absent') return null;
      try {
        return seal(text, await keyIn(where.keychain));
      } catch {
        // A keychain that refuses is as good as none.
        found = Promise.resolve({ kind: 'absent', reason: `${where.keychain.name} refused` });
        return null;
      }
    },
    async open(sealed) {
      const where = await state();
      if (where.kind === 'absent') throw unreachable(where.reason);
      const existing = await existingKey(where.keychain).catch(() => null);
      if (existing === null) throw unreachable(`${where.keychain.name} does not hold the key`);
      const text = unseal(sealed, existing);
      if (text !== null) return text;
      throw unreachable(
        sealed.key === keyIdOf(existing)
          ? 'the sealed text was changed'
          : `${where.keychain.name} holds another key`,
      );
    },
  };
}

async function existingKey(keychain: Keychain): Promise<string | null> {
  const key = await keychain.read();
  return key !== null && isKey(key) ? key : null;
}

async function makeKey(keychain: Keychain): Promise<string> {
  const existing = await existingKey(keychain);
  if (existing !== null) return existing;
  const key = newKey();
  await keychain.write(key);
  return key;
}

function unreachable(reason: string): ConnectionError {
  return new ConnectionError(
    'KEYCHAIN',
    `Stored secrets are sealed with a key in the keychain, which cannot be used: ${reason}.`,
    {
      hint:
        `Unlock the keychain, or give the secrets again: save the connection anew and sign in again; ` +
        `${KEYCHAIN_VARIABLE}=off then keeps them in files that only you may read.`,
    },
  );
}

/** Keeps text as it is: for tests, and for stores that protect it themselves. */
export const noVault: Vault = {
  seal: () => Promise.resolve(null),
  open: () => Promise.reject(unreachable('none is used here')),
  state: () => Promise.resolve({ kind: 'absent', reason: 'none is used here' }),
};

let shared: Vault | null = null;

/** The process's vault. */
export function systemVault(): Vault {
  shared ??= createVault();
  return shared;
}
