/**
 * Writes what the oracles answer into the corpus: `npx tsx scripts/corpus.ts [theme …]`.
 *
 * Statements come from the files of test/corpus and from scripts/corpus/themes. Where PostgreSQL and
 * DuckDB differ and neither the case nor scripts/corpus/differences.ts says which is right and why,
 * the file is not written. The codes of errors are the engine's own: no oracle knows them.
 * With --check nothing is written: it fails when a file is not what the oracles say.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { XeroSqlError } from '../src/errors.ts';
import { openCorpus } from '../test/corpus/support/database.ts';
import {
  cellText,
  readCorpus,
  writeCorpus,
  type CorpusCase,
  type Expected,
} from '../test/corpus/support/format.ts';
import { differenceOf } from './corpus/differences.ts';
import {
  normal,
  openDuckDb,
  openPostgres,
  type Oracle,
  type OracleAnswer,
} from './corpus/oracles.ts';
import { THEMES } from './corpus/themes/index.ts';

const FOLDER = new URL('../test/corpus/', import.meta.url);
const ENDING = '.test.txt';

/** What takes longer is named. */
const SLOW_MS = 2000;

const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const [postgres, duckdb, database] = [await openPostgres(), await openDuckDb(), await openCorpus()];
const problems: string[] = [];

type Outcome = OracleAnswer | Error;

async function outcome(oracle: Oracle, sql: string): Promise<Outcome> {
  try {
    return await oracle(sql);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Both answers' rows, each value in a notation that fits both. */
function comparable(one: OracleAnswer, other: OracleAnswer): readonly [string[], string[]] {
  const line = (row: OracleAnswer['rows'][number]): string =>
    JSON.stringify(row.map((value, i) => normal(value, one.types[i] ?? '', other.types[i] ?? '')));
  return [one.rows.map(line), other.rows.map(line)];
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();

/** Whether an ORDER BY stands outside of all parentheses. */
function isOrdered(sql: string): boolean {
  let flat = sql.replace(/'(?:[^']|'')*'/g, "''");
  for (let before = ''; before !== flat;) [before, flat] = [flat, flat.replace(/\([^()]*\)/g, '')];
  return /\border\s+by\b/i.test(flat);
}

/** Of an answer of ours: types, or the code of the error. */
async function ours(sql: string): Promise<readonly string[] | string> {
  try {
    return (await database.query(sql)).columns.map(({ type }) => type);
  } catch (error) {
    return error instanceof XeroSqlError ? error.code : String(error);
  }
}

/** Pairs of types that hold the same value: PostgreSQL's sum of bigints is a numeric. */
const EQUAL_TYPES = new Set(['integer>decimal', 'decimal>integer', 'double>decimal']);

async function judged(corpusCase: CorpusCase): Promise<CorpusCase | string> {
  const { sql } = corpusCase;
  const [pg, duck] = [await outcome(postgres, sql), await outcome(duckdb, sql)];
  const { judge } = corpusCase;
  const settle = (answer: Outcome, note: string | null, isTotal: boolean) =>
    expectedOf(corpusCase, answer, note, isTotal);
  if (judge === 'PostgreSQL') return settle(pg, null, isOrdered(sql));
  if (judge === 'DuckDB') return settle(duck, null, isOrdered(sql));
  if (pg instanceof Error && duck instanceof Error) return settle(pg, null, false);
  const known = differenceOf(sql, messageOf(pg), messageOf(duck));
  const byKnown =
    known && settle(known.judge === 'DuckDB' ? duck : pg, known.comment, isOrdered(sql));
  if (pg instanceof Error) return byKnown ?? `PostgreSQL refuses it: ${pg.message}`;
  if (duck instanceof Error) {
    return byKnown ?? settle(pg, 'judge: PostgreSQL, DuckDB refuses it', isOrdered(sql));
  }
  const [left, right] = comparable(pg, duck);
  if (!same(sorted(left), sorted(right))) {
    return (
      byKnown ??
      `PostgreSQL: ${left.slice(0, 6).join(' ')}\n    DuckDB:     ${right.slice(0, 6).join(' ')}`
    );
  }
  return settle(pg, null, isOrdered(sql) && same(left, right));
}

const messageOf = (found: Outcome): string => (found instanceof Error ? found.message : '');

async function expectedOf(
  corpusCase: CorpusCase,
  answer: Outcome,
  note: string | null,
  isTotal: boolean,
): Promise<CorpusCase | string> {
  const { sql } = corpusCase;
  const comments =
    note === null ? corpusCase.comments : [...corpusCase.comments.filter((c) => c !== note), note];
  const engine = await ours(sql);
  if (answer instanceof Error) {
    if (typeof engine !== 'string') return `we answer, the oracles refuse it: ${answer.message}`;
    if (engine === 'INTERNAL') return 'our error is INTERNAL';
    return { ...corpusCase, comments, expected: { error: engine } };
  }
  const types = answer.types.map((type, i) => {
    const own = typeof engine === 'string' ? type : (engine[i] ?? type);
    return EQUAL_TYPES.has(`${type}>${own}`) ? own : type;
  });
  const lines = answer.rows.map((row) => line(row, types));
  const expected: Expected = {
    types,
    sorted: !isTotal && lines.length > 1,
    rows: isTotal ? lines : sorted(lines),
  };
  return { ...corpusCase, comments, expected };
}

const line = (row: readonly (string | null)[], types: readonly string[]): string =>
  row
    .map((value, i) => {
      return value === null ? 'NULL' : cellText(value, types[i] ?? '');
    })
    .join(' | ');

const names = new Set([
  ...readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length)),
  ...Object.keys(THEMES),
]);
let total = 0;
for (const name of [...names].sort()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const file = new URL(name + ENDING, FOLDER);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const present = readCorpus(before);
  const known = new Set(present.map(({ sql }) => sql));
  const theme = THEMES[name];
  const added = [...new Set(theme?.statements ?? [])]
    .filter((sql) => !known.has(sql))
    .map((sql): CorpusCase => ({ sql, comments: [], judge: 'both', expected: null, line: 0 }));
  const cases: CorpusCase[] = [];
  for (const corpusCase of [...present, ...added]) {
    const started = performance.now();
    const found = await judged(corpusCase);
    const elapsed = performance.now() - started;
    if (elapsed > SLOW_MS) console.log(`${elapsed.toFixed(0)} ms: ${corpusCase.sql}`);
    if (typeof found === 'string') problems.push(`${name}: ${corpusCase.sql}\n    ${found}`);
    else cases.push(found);
  }
  total += cases.length;
  const heading = theme?.heading ?? /^# (.*)$/m.exec(before)?.[1] ?? name;
  const text = writeCorpus(heading, cases);
  const whole = problems.every((problem) => !problem.startsWith(`${name}:`));
  if (check && text !== before) problems.push(`${name}: is not what the oracles say`);
  if (!check && (whole || process.argv.includes('--partly'))) writeFileSync(file, text);
}
await database.close();
console.log(problems.join('\n'));
console.log(`${total} cases, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
