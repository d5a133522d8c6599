/** Rows set aside on disk while something about all of them is found out. */
import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { XeroSqlError } from '../../errors.ts';
import type { FlatCell } from './flat.ts';

/** A row's values in the order of its columns. */
export type Cells = readonly FlatCell[];

/** Each group of rows is its length in bytes, in four bytes, and its bytes. */
const LENGTH_BYTES = 4;

export class Spool {
  readonly #handle: FileHandle;
  readonly #path: string;
  #size = 0;

  private constructor(handle: FileHandle, path: string) {
    this.#handle = handle;
    this.#path = path;
  }

  /**
   * A new file in the folder for temporary files, which only this user can read.
   * @throws XeroSqlError OUTPUT
   */
  static async open(): Promise<Spool> {
    const path = join(tmpdir(), `xero-sql-${randomUUID()}.rows`);
    return trying(async () => new Spool(await open(path, 'wx+', 0o600), path));
  }

  /** @throws XeroSqlError OUTPUT */
  async add(rows: readonly Cells[]): Promise<void> {
    const bytes = serialize(rows);
    const frame = Buffer.alloc(LENGTH_BYTES + bytes.length);
    frame.writeUInt32LE(bytes.length);
    frame.set(bytes, LENGTH_BYTES);
    await trying(async () => {
      for (let at = 0; at < frame.length;) {
        const length = frame.length - at;
        at += (await this.#handle.write(frame, at, length, this.#size + at)).bytesWritten;
      }
    });
    this.#size += frame.length;
  }

  /** The rows in the groups and the order they came in. */
  async *read(): AsyncGenerator<readonly Cells[]> {
    for (let at = 0; at < this.#size;) {
      const length = (await this.#bytes(at, LENGTH_BYTES)).readUInt32LE();
      yield deserialize(await this.#bytes(at + LENGTH_BYTES, length)) as readonly Cells[];
      at += LENGTH_BYTES + length;
    }
  }

  async remove(): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }

  async #bytes(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length);
    return trying(async () => {
      for (let at = 0; at < length;) {
        const { bytesRead } = await this.#handle.read(buffer, at, length - at, position + at);
        if (bytesRead === 0) throw new Error('The file has become shorter.');
        at += bytesRead;
      }
      return buffer;
    });
  }
}

async function trying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new XeroSqlError('OUTPUT', `Rows could not be set aside in ${tmpdir()} (${code}).`, {
      hint: 'Make room there, or name another folder for temporary files in TMPDIR.',
      cause: error,
    });
  }
}
