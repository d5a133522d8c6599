/**
 * The operating system's keychain: macOS Keychain, Windows Credential Manager, or the Secret Service
 * of a Linux desktop. It holds one key of ours, by which files with secrets are sealed: keychains
 * limit the size of an entry (2,560 bytes on Windows), and cannot replace a file at once.
 */

export interface Keychain {
  /** As a person knows it. */
  readonly name: string;
  /** The key; null when there is none yet. */
  read(): Promise<string | null>;
  write(key: string): Promise<void>;
}

export type KeychainState =
  | { readonly kind: 'present'; readonly keychain: Keychain }
  /** @param reason as the end of a sentence */
  | { readonly kind: 'absent'; readonly reason: string };

/** `off` keeps secrets in files that only their owner may read, as on machines without a keychain. */
export const KEYCHAIN_VARIABLE = 'XERO_SQL_KEYCHAIN';

const SERVICE = 'xero-sql';
const ACCOUNT = 'file key';
/** A locked keychain asks the person for a password. */
const PATIENCE_MS = 60_000;

const NAMES: Partial<Readonly<Record<NodeJS.Platform, string>>> = {
  darwin: 'the macOS keychain',
  win32: 'the Windows Credential Manager',
  linux: 'the Secret Service (GNOME Keyring, KWallet)',
};

/** The keychain that can be used now. The package for it is optional and loaded here only. */
export async function findKeychain(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<KeychainState> {
  if (env[KEYCHAIN_VARIABLE]?.toLowerCase() === 'off') {
    return { kind: 'absent', reason: `${KEYCHAIN_VARIABLE}=off` };
  }
  const name = NAMES[process.platform];
  if (name === undefined) return { kind: 'absent', reason: `none is known on ${process.platform}` };
  const library = await import('@napi-rs/keyring').catch(() => null);
  if (library === null) {
    return { kind: 'absent', reason: 'the optional package @napi-rs/keyring is not installed' };
  }
  let entry: import('@napi-rs/keyring').AsyncEntry;
  try {
    // Not the kernel's keyring, which forgets at the next start of the machine.
    entry = new library.AsyncEntry(SERVICE, ACCOUNT, { linux: { store: 'secret-service' } });
    await entry.getPassword(AbortSignal.timeout(PATIENCE_MS));
  } catch (error) {
    return { kind: 'absent', reason: `${name} cannot be reached: ${reasonOf(error)}` };
  }
  const keychain: Keychain = {
    name,
    read: async () => (await entry.getPassword(AbortSignal.timeout(PATIENCE_MS))) ?? null,
    write: (key) => entry.setPassword(key, AbortSignal.timeout(PATIENCE_MS)),
  };
  return { kind: 'present', keychain };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 200);
}
