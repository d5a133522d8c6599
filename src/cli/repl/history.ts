/** Statements of this and earlier sessions, oldest first. */
import { appendFile, chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findProperty, definitionOf } from '../../connection/properties.ts';
import { readPrivateFile, writePrivateFile } from '../../connection/private-file.ts';
import { redact } from '../../xero/redact.ts';

const MOST = 1000;

export interface History {
  /** Oldest first. */
  readonly entries: readonly string[];
  /** Keeps a statement, unless it looks as if it held a secret. */
  add(entry: string): Promise<void>;
}

/**
 * The history in `file`, one JSON string a line; without a file it ends with the session. A file
 * that cannot be read or written is no reason to fail: the session then goes without.
 */
export async function openHistory(file: string | null): Promise<History> {
  const entries = file === null ? [] : await load(file);
  return {
    entries,
    async add(entry) {
      if (entry.trim() === '' || entry === entries.at(-1) || holdsSecret(entry)) return;
      entries.push(entry);
      if (entries.length > MOST) entries.shift();
      if (file !== null) await append(file, entry).catch(() => undefined);
    },
  };
}

/** Whether a text has something like `ClientSecret=…`, or a token, in it. */
export function holdsSecret(text: string): boolean {
  if (redact(text) !== text) return true;
  for (const [, name = ''] of text.matchAll(/([A-Za-z][A-Za-z _]*?)\s*=/g)) {
    // The key may follow other words: `\c x OAuth Client Secret=…`.
    const words = name.split(' ');
    if (words.some((_, from) => isSecretName(words.slice(from).join(' ')))) return true;
  }
  return false;
}

function isSecretName(name: string): boolean {
  const property = findProperty(name);
  return property !== undefined && definitionOf(property).kind === 'secret';
}

async function load(file: string): Promise<string[]> {
  try {
    const text = await readPrivateFile(file);
    if (text === null) return [];
    await chmod(file, 0o600);
    const entries = text.split('\n').flatMap(readEntry);
    const kept = entries.slice(-MOST);
    // Sessions only add to it, so it is trimmed when the next one begins.
    if (entries.length > 2 * MOST) await writePrivateFile(file, kept.map(toLine).join(''));
    return kept;
  } catch {
    return [];
  }
}

async function append(file: string, entry: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await appendFile(file, toLine(entry), { mode: 0o600 });
}

const toLine = (entry: string): string => `${JSON.stringify(entry)}\n`;

function readEntry(line: string): readonly string[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'string' ? [entry] : [];
  } catch {
    return [];
  }
}
