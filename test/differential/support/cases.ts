/**
 * Reads a file of queries. Each ends with `;` at the end of a line; what comes before it says:
 *
 * - `-- @ordered`: the ORDER BY is total, so the order of the rows counts.
 * - `-- @empty`: no row is the right answer; otherwise an empty answer is a failure.
 * - `-- @fails CODE`: both engines refuse it, ours with this code.
 * - `-- @oracle REASON`: not a query of ours, but the text of the one before for the oracle, whose
 *   dialect differs in the way that REASON says.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Case {
  readonly sql: string;
  readonly oracle: string;
  readonly ordered: boolean;
  readonly empty: boolean;
  /** The code of the error that is the right answer; null for an answer of rows. */
  readonly fails: string | null;
}

export interface Theme {
  readonly name: string;
  readonly cases: readonly Case[];
}

const DIRECTIVE = /^-- @(ordered|empty|fails [A-Z_]+|oracle .+)$/gm;

/** @throws Error for a directive that there is not */
export function readCases(text: string): readonly Case[] {
  const cases: Case[] = [];
  for (const block of text.split(/;[ \t]*$/m)) {
    const directives = Array.from(block.matchAll(DIRECTIVE), ([, name = '']) => name);
    const sql = block.replace(/^-- .*$/gm, '').trim();
    if (/^-- @/m.test(block.replace(DIRECTIVE, ''))) throw new Error(`unknown directive: ${block}`);
    if (sql === '') continue;
    if (directives.some((name) => name.startsWith('oracle'))) {
      const last = cases.pop();
      if (last === undefined) throw new Error('the oracle’s text stands before any query');
      cases.push({ ...last, oracle: sql });
    } else {
      const [ordered, empty] = [directives.includes('ordered'), directives.includes('empty')];
      const fails = directives.find((name) => name.startsWith('fails'))?.slice('fails '.length);
      cases.push({ sql, oracle: sql, ordered, empty, fails: fails ?? null });
    }
  }
  return cases;
}

export function readThemes(folder: URL): readonly Theme[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.sql$/, ''),
      cases: readCases(readFileSync(new URL(file, folder), 'utf8')),
    }));
}
