/**
 * The file that results go to. It is written under another name beside its own and takes its name
 * only when it is whole: a query that fails, or a program that is killed, leaves no half result
 * that looks like a whole one, and a file that was there before stays until then.
 */
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { XeroSqlError } from '../../errors.ts';
import { UsageError } from '../exit-codes.ts';
import type { Piece } from './format.ts';

export interface ResultFile {
  readonly path: string;
  /** @throws XeroSqlError OUTPUT when the disk is full or the file cannot be written any more */
  write(piece: Piece): Promise<void>;
  /**
   * Gives the file its name.
   * @throws XeroSqlError OUTPUT
   */
  commit(): Promise<void>;
  /** Takes away what was written. After `commit` it does nothing. */
  discard(): Promise<void>;
}

/**
 * Opens a file for results. Nothing of that name is touched before `commit`.
 * @throws UsageError when the file cannot be made
 */
export async function openResultFile(path: string): Promise<ResultFile> {
  const existing = await statOrNull(path);
  if (existing?.isDirectory() === true) throw new UsageError(`${path} is a folder, not a file.`);
  // A device or a named pipe has no name to give and nothing to keep.
  if (existing !== null && !existing.isFile()) return openInPlace(path);
  // Through a symbolic link, so that the link stays and its file is replaced.
  const target = existing === null ? path : await realpath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  const handle = await openOrFail(temporary, 'wx', path, existing?.mode);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    path,
    write: (piece) => write(handle, piece, path),
    async commit() {
      try {
        await handle.sync();
        await close();
        await rename(temporary, target);
      } catch (error) {
        throw notWritten(path, error);
      }
    },
    async discard() {
      await close();
      await rm(temporary, { force: true });
    },
  };
}

async function openInPlace(path: string): Promise<ResultFile> {
  const handle = await openOrFail(path, 'w', path);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return { path, write: (piece) => write(handle, piece, path), commit: close, discard: close };
}

async function openOrFail(
  name: string,
  flags: string,
  path: string,
  mode?: number,
): Promise<FileHandle> {
  try {
    return await open(name, flags, mode === undefined ? 0o666 : mode & 0o777);
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${errorCode(error)}).`, { cause: error });
  }
}

async function write(handle: FileHandle, piece: Piece, path: string): Promise<void> {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  try {
    for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
  } catch (error) {
    throw notWritten(path, error);
  }
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

function notWritten(path: string, error: unknown): XeroSqlError {
  return new XeroSqlError('OUTPUT', `${path} cannot be written (${errorCode(error)}).`, {
    hint: 'Make room on the disk, or name a file elsewhere with -o.',
    cause: error,
  });
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
