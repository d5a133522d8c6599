/** DuckDB for one statement: loaded on demand, closed to the world outside, bounded, and gone afterwards. */
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ConnectionError } from '../../errors.ts';
import type { Tuple } from '../values/types.ts';
import { Declined } from './forms.ts';
import type { Query } from './parts.ts';
import { tupleReader } from './result.ts';
import { type Source, Table } from './table.ts';

type Api = typeof import('@duckdb/node-api');

export interface SessionOptions {
  /** Bytes that DuckDB may take before it writes to disk; a quarter of the machine's by default. */
  readonly memoryLimit?: number | undefined;
  /** For tests: what imports the package. */
  readonly load?: (() => Promise<Api>) | undefined;
}

const PACKAGE = '@duckdb/node-api';
/** The version that answers are compared with the built-in engine's for; package.json asks for it. */
const VERSION = '1.5.5-r.5';
/** More threads than these gain little on rows of one process. */
const MOST_THREADS = 4;
const MEGABYTE = 1_000_000;
const LEAST_MEMORY = 256 * MEGABYTE;
const MEMORY_A_THREAD = 64 * MEGABYTE;
/** How often a query that was told to stop is told again: it may not have begun the first time. */
const INTERRUPT_MS = 20;

let loading: Promise<Api> | undefined;

/** The package; null where it is not installed. @throws DuckDbError where it cannot be loaded */
export async function loadDuckDb(load = importPackage): Promise<Api | null> {
  try {
    return await load();
  } catch (error) {
    if (isMissing(error)) return null;
    throw new DuckDbError('DuckDB cannot be loaded', { cause: error });
  }
}

// The name stands in a literal so that bundlers see it and leave it a package.
const importPackage = (): Promise<Api> => (loading ??= import('@duckdb/node-api'));

/** Whether the package is there, without loading its 60 MB. */
export function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is the package that is missing, or the binary of it for this machine. */
function isMissing(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const codes: unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];
  return codes.includes(code) && typeof message === 'string' && message.includes('@duckdb/');
}

export const notInstalled = (): ConnectionError =>
  new ConnectionError('ENGINE_MISSING', 'Engine=duckdb needs a package that is not installed.', {
    hint: `Run npm install ${PACKAGE}@${VERSION}, or leave Engine out: the built-in engine has the same answers.`,
  });

/** DuckDB failed at something that the built-in engine may do: the cause is not shown to anybody. */
export class DuckDbError extends Error {
  /** Memory and disk did not do: another engine, which has no disk, would not fare better. */
  get isOutOfMemory(): boolean {
    return this.cause instanceof Error && this.cause.message.startsWith('Out of Memory');
  }
}

export class Session {
  readonly #api: Api;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #signal: AbortSignal;
  readonly #tables: Table[] = [];

  private constructor(
    api: Api,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    folder: string,
    signal: AbortSignal,
  ) {
    this.#api = api;
    this.#instance = instance;
    this.#connection = connection;
    this.#folder = folder;
    this.#signal = signal;
  }

  /**
   * @param signal interrupts what runs; whoever aborts it closes the session too
   * @throws DuckDbError
   */
  static async open(
    api: Api,
    signal: AbortSignal,
    { memoryLimit }: SessionOptions,
  ): Promise<Session> {
    const folder = await ownFolder();
    try {
      const bytes = memoryLimit ?? Math.max(machineMemory() / 4, LEAST_MEMORY);
      const instance = await api.DuckDBInstance.create(':memory:', {
        memory_limit: `${Math.floor(bytes / MEGABYTE)}MB`,
        threads: String(threadsFor(bytes)),
        temp_directory: folder,
        enable_external_access: 'false',
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        allow_community_extensions: 'false',
      });
      const connection = await instance.connect();
      await connection.run('SET lock_configuration = true');
      return new Session(api, instance, connection, folder, signal);
    } catch (cause) {
      await removeFolder(folder);
      throw new DuckDbError('DuckDB did not start', { cause });
    }
  }

  /** As `Table.create`. @throws Declined, DuckDbError */
  async createTable(
    input: number,
    sources: readonly Source[],
    first: readonly Tuple[],
  ): Promise<Table> {
    const table = await this.#guarded(() =>
      Table.create(this.#api, this.#connection, input, sources, first),
    );
    this.#tables.push(table);
    return table;
  }

  /** The query's rows as they come. @throws DuckDbError */
  async *run(query: Query): AsyncGenerator<readonly Tuple[], undefined, undefined> {
    const read = tupleReader(query);
    const result = await this.#guarded(() =>
      this.#connection.stream(
        query.sql,
        [...query.texts],
        query.texts.map(() => this.#api.VARCHAR),
      ),
    );
    for (;;) {
      const chunk = await this.#guarded(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield read(chunk);
    }
  }

  /** Whether a query has a row. @throws DuckDbError */
  async hasRow({ sql, texts }: Pick<Query, 'sql' | 'texts'>): Promise<boolean> {
    const reader = await this.#guarded(() =>
      this.#connection.runAndReadAll(
        sql,
        [...texts],
        texts.map(() => this.#api.VARCHAR),
      ),
    );
    return reader.currentRowCount > 0;
  }

  async close(): Promise<void> {
    this.#connection.interrupt();
    for (const table of this.#tables) table.close();
    this.#connection.closeSync();
    this.#instance.closeSync();
    await removeFolder(this.#folder);
  }

  /** Awaits DuckDB; an abort interrupts it. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const signal = this.#signal;
    let timer: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      this.#connection.interrupt();
      timer = setInterval(() => this.#connection.interrupt(), INTERRUPT_MS);
    };
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof Declined) throw cause;
      throw new DuckDbError('DuckDB failed', { cause });
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', interrupt);
    }
  }
}

const folders = new Set<string>();

/** Readable by its user only: what is spilled there are rows of the books. @throws DuckDbError */
async function ownFolder(): Promise<string> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'xero-sql-duckdb-'));
    if (folders.size === 0) process.once('exit', removeAtExit);
    folders.add(folder);
    await chmod(folder, 0o700);
    return folder;
  } catch (cause) {
    throw new DuckDbError('there is no folder to spill to', { cause });
  }
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeAtExit);
}

/** For programs that end in the middle of a statement. */
function removeAtExit(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** What spills needs some memory for each thread. */
const threadsFor = (bytes: number): number =>
  Math.max(1, Math.min(availableParallelism(), MOST_THREADS, Math.floor(bytes / MEMORY_A_THREAD)));

/** What the process may use: a container's limit is less than the machine has. */
function machineMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
