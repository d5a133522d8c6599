/** The statements to run, wherever they come from. */
import { readFile } from 'node:fs/promises';
import { UsageError } from './exit-codes.ts';
import type { CliIo } from './io.ts';

export interface Script {
  readonly text: string;
  /** Where it came from, for messages. */
  readonly name: string;
}

/**
 * The argument, the file (`-` is stdin), or what is piped in; null when a person sits there instead.
 * @throws UsageError when a file cannot be read
 */
export async function readScript(
  io: CliIo,
  sql: string | undefined,
  file: string | undefined,
): Promise<Script | null> {
  if (sql !== undefined) return { text: sql, name: 'the argument' };
  if (file !== undefined && file !== '-') return { text: await readSqlFile(file), name: file };
  if (file === undefined && io.stdin.isTTY === true) return null;
  return { text: decode(await readAll(io.stdin), 'stdin'), name: 'stdin' };
}

async function readSqlFile(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UsageError(`${path} cannot be read (${code}).`, { cause: error });
  }
  return decode(bytes, path);
}

async function readAll(input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  return Buffer.concat(chunks);
}

/** A byte-order mark is dropped. */
function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${name} is not text in UTF-8.`, { cause: error });
  }
}
