import { createVault, type Keychain, type Vault } from '../../src/connection/index.ts';

export interface FakeKeychain extends Keychain {
  /** The key, as whoever opens the keychain sees it. */
  held(): string | null;
}

export function fakeKeychain(): FakeKeychain {
  let held: string | null = null;
  return {
    name: 'a keychain for tests',
    held: () => held,
    read: () => Promise.resolve(held),
    write: (key) => {
      held = key;
      return Promise.resolve();
    },
  };
}

/** A vault as another process has it. @param lock a file in a folder of the test's */
export function vaultOf(keychain: Keychain, lock: string): Vault {
  return createVault({ find: () => Promise.resolve({ kind: 'present', keychain }), lock });
}
