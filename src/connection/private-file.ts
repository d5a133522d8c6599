/**
 * Files that hold secrets: readable by their owner only, replaced as a whole, locked while changed.
 * What only changes need is loaded for the first one: most statements make none.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The file's text; null when there is no file. */
export async function readPrivateFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Replaces the file at once and makes the change durable; readers see the old text or the new. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await makePrivateFolder(dirname(path));
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, text, { mode: 0o600, fsync: true });
}

async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

export interface FileLockOptions {
  /** Milliseconds after which the lock of a holder that stopped renewing it is taken over. */
  readonly staleMs?: number;
  /** Milliseconds to wait for the holder. */
  readonly waitMs?: number;
}

/** Another process held the lock for longer than the wait allowed. */
export class FileLockedError extends Error {}

/**
 * Runs `work` while no other caller, in this process or another, runs its own for the same file.
 * A holder that dies leaves a lock that is taken over once it is stale. Two callers that find the
 * same stale lock at the same instant may both get it: `work` must stay right, if slower, when run
 * twice at once.
 *
 * @throws FileLockedError
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  { staleMs = 10_000, waitMs = 120_000 }: FileLockOptions = {},
): Promise<T> {
  await makePrivateFolder(dirname(path));
  const release = await acquire(path, staleMs, Date.now() + waitMs);
  try {
    return await work();
  } finally {
    // A lock that was lost meanwhile needs no release, and must not hide what `work` returned.
    await release().catch(() => undefined);
  }
}

async function acquire(
  path: string,
  staleMs: number,
  deadline: number,
): Promise<() => Promise<void>> {
  const { lock } = await import('proper-lockfile');
  for (;;) {
    try {
      return await lock(path, {
        realpath: false,
        stale: staleMs,
        // The default would throw outside of any caller. See the note on stale locks above.
        onCompromised: () => undefined,
      });
    } catch (error) {
      if (codeOf(error) !== 'ELOCKED') throw error;
      if (Date.now() > deadline) throw new FileLockedError(`${path} stays locked`);
    }
    await sleep(10 + Math.random() * 40);
  }
}

/** The `code` of a Node error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
