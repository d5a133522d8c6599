/** `--table name=file`: files of rows that become local tables. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Database } from '../../database/database.ts';
import type { LocalColumn, LocalRow } from '../../database/local-table.ts';
import { XeroSqlError } from '../../errors.ts';
import type { TableFile } from '../command-line.ts';
import { UsageError } from '../exit-codes.ts';

export interface FileRows {
  readonly rows: readonly LocalRow[];
  readonly columns: readonly LocalColumn[];
}

/** @param file for messages */
type Reader = (bytes: Uint8Array, file: string) => FileRows | Promise<FileRows>;

const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  '.csv': async () => ofText((await import('./csv.ts')).readCsv),
  '.tsv': async () => ofText((await import('./csv.ts')).readCsv),
  '.json': async () => ofText((await import('./json.ts')).readJson),
  '.jsonl': async () => ofText((await import('./json.ts')).readJsonLines),
  '.ndjson': async () => ofText((await import('./json.ts')).readJsonLines),
  '.parquet': async () => (await import('./parquet.ts')).readParquet,
};

const ofText =
  (read: (text: string, file: string) => FileRows): Reader =>
  (bytes, file) =>
    read(decoded(bytes, file), file);

/** @throws UsageError, XeroSqlError LOCAL_TABLE */
export async function registerFiles(
  database: Database,
  tables: readonly TableFile[],
): Promise<void> {
  for (const { name, file } of tables) {
    const { rows, columns } = await readTableFile(file);
    database.registerTable(name, rows, columns);
  }
}

/** The rows of a file, by what its name ends with. @throws UsageError, XeroSqlError LOCAL_TABLE */
export async function readTableFile(file: string): Promise<FileRows> {
  const load = READERS[extname(file).toLowerCase()];
  if (load === undefined) {
    throw new UsageError(
      `--table reads files that end with ${Object.keys(READERS).join(', ')}; not ${file}.`,
    );
  }
  const [read, bytes] = await Promise.all([load(), readBytes(file)]);
  return read(bytes, file);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown failure';
    throw new UsageError(`${file} cannot be read (${code}).`);
  }
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    // takes a byte order mark off
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XeroSqlError('LOCAL_TABLE', `${file} is not UTF-8 text.`, {
      hint: 'Save it as UTF-8; in a spreadsheet choose "CSV UTF-8".',
    });
  }
}
