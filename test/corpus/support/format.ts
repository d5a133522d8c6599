/**
 * Files of cases, as a person reads and writes them:
 *
 *     # NULL is not unequal to anything.
 *     query integer, text sorted
 *     SELECT id, s FROM words WHERE s <> 'a'
 *     ----
 *     2 | "A"
 *     3 | ""
 *
 *     error DIVISION_BY_ZERO
 *     SELECT 1 / 0
 *
 * `query` names the columns' types; `sorted` says that the order of the rows does not count, and
 * they stand sorted. Values: NULL, true, 12, 1.50, 2024-02-29, 2024-02-29T12:30:00.000Z; texts,
 * intervals and arrays (`{1,NULL}`) in double quotes, escaped as in JSON. A blank line ends a case. Comments go with the
 * case below; `# judge: PostgreSQL, …` or `# judge: DuckDB, …` says that only one of the oracles
 * was asked, or that they differ, and why that one is right.
 */

import type { CellValue } from '../../../src/database/rows.ts';
import { arrayText } from '../../../src/engine/values/arrays.ts';

export type Judge = 'both' | 'PostgreSQL' | 'DuckDB';

export interface Expected {
  readonly types: readonly string[];
  /** Whether the order of the rows does not count. */
  readonly sorted: boolean;
  /** Rows as the file has them. */
  readonly rows: readonly string[];
}

export interface CorpusCase {
  readonly sql: string;
  /** Lines before it, without `# `. */
  readonly comments: readonly string[];
  readonly judge: Judge;
  /** The code of the error, or the answer; null while no oracle has been asked. */
  readonly expected: Expected | { readonly error: string } | null;
  /** Line of the file, from 1. */
  readonly line: number;
}

const SEPARATOR = '----';
const JUDGE = /^judge: (PostgreSQL|DuckDB), .+/;

/** @throws Error that says which line is not right */
export function readCorpus(text: string): readonly CorpusCase[] {
  const cases: CorpusCase[] = [];
  const lines = text.split('\n');
  for (let start = 0; start < lines.length; start++) {
    if (lines[start] === '') continue;
    let end = start;
    while (end < lines.length && lines[end] !== '') end++;
    const block = lines.slice(start, end);
    const comments = block
      .filter((line) => line.startsWith('#'))
      .map((line) => line.slice(1).trim());
    const rest = block.filter((line) => !line.startsWith('#'));
    if (rest.length > 0) cases.push(readCase(rest, comments, start + comments.length + 1));
    start = end;
  }
  return cases;
}

function readCase(
  [head = '', ...rest]: readonly string[],
  comments: readonly string[],
  line: number,
): CorpusCase {
  const judge = (comments.map((comment) => JUDGE.exec(comment)?.[1]).find(Boolean) ??
    'both') as Judge;
  const cut = rest.indexOf(SEPARATOR);
  const sql = (cut < 0 ? rest : rest.slice(0, cut)).join('\n');
  if (sql.trim() === '') throw new Error(`line ${line}: a case without a statement`);
  const common = { sql, comments, judge, line };
  const error = /^error ([A-Z_]+)$/.exec(head)?.[1];
  if (error !== undefined) {
    if (cut >= 0) throw new Error(`line ${line}: an error has no rows`);
    return { ...common, expected: { error } };
  }
  const query = /^query(?: (.*?))?( sorted)?$/.exec(head);
  if (query === null) throw new Error(`line ${line}: expected "query …" or "error CODE"`);
  const [, types, sorted] = query;
  if (cut < 0) return { ...common, expected: null };
  return {
    ...common,
    expected: {
      types: (types ?? '').split(', '),
      sorted: sorted !== undefined,
      rows: rest.slice(cut + 1),
    },
  };
}

export function writeCorpus(heading: string, cases: readonly CorpusCase[]): string {
  const blocks = cases.map(({ sql, comments, expected }) => {
    const notes = comments.map((comment) => `# ${comment}`);
    if (expected === null) return [...notes, 'query', sql].join('\n');
    if ('error' in expected) return [...notes, `error ${expected.error}`, sql].join('\n');
    const head = `query ${expected.types.join(', ')}${expected.sorted ? ' sorted' : ''}`;
    return [...notes, head, sql, SEPARATOR, ...expected.rows].join('\n');
  });
  return `# ${heading}\n\n${blocks.join('\n\n')}\n`;
}

/** A row as the files have it. @param row values as programs get them */
export function rowText(row: readonly CellValue[], types: readonly string[]): string {
  return row
    .map((value, index) => {
      if (value === null) return 'NULL';
      return typeof value === 'object'
        ? cellText(arrayText(value.map((item) => (item === null ? null : String(item)))), 'array')
        : cellText(String(value), types[index] ?? '');
    })
    .join(' | ');
}

/** A value as the files have it. @param value its text in our notation */
export const cellText = (value: string, type: string): string =>
  ['text', 'uuid', 'interval', 'array'].includes(type) || type.endsWith('[]')
    ? JSON.stringify(value)
    : value;
