/**
 * The one place that knows alasql. It joins, groups and sorts plain objects of our own making:
 * row numbers and keys under generated names. Its SQL is one of the few texts below; it never
 * sees a name, a literal or an unprefixed value from a statement or from Xero, because alasql
 * pastes names into code, uses values as property names and compares NULLs as equal.
 */
import { ExecutionError } from '../../errors.ts';

/**
 * Above so many rows the objects that alasql takes and makes, one for each row and key, cost more
 * than the work itself: then our own hash tables and sorted arrays do the same.
 */
const MOST_ROWS = 5_000;

export const isLarge = ({ length }: { readonly length: number }): boolean => length > MOST_ROWS;

/** A row by its number, and its key: a text that begins with a type's letter, never NULL. */
export interface KeyedRow {
  readonly i: number;
  readonly k: string;
}

/** A row by its number; per sort key `n<j>` (0 first, 1 value, 2 last) and `k<j>` to compare. */
export type SortableRow = Readonly<Record<string, number | bigint | string>>;

export interface Skeleton {
  /** Numbers of the rows whose keys are equal, in pairs. Hashed. */
  readonly join: (
    left: readonly KeyedRow[],
    right: readonly KeyedRow[],
  ) => readonly { readonly a: number; readonly b: number }[];
  /** Row numbers by key. */
  readonly group: (rows: readonly KeyedRow[]) => readonly { readonly g: readonly number[] }[];
  /** Row numbers in order; rows that compare equal keep theirs. One flag per key: descending? */
  readonly sort: (
    rows: readonly SortableRow[],
    descending: readonly boolean[],
  ) => readonly { readonly i: number }[];
}

/** Takes one array of rows per `?`. */
type Statement = (tables: readonly (readonly object[])[]) => unknown;

interface Alasql {
  readonly options: { cache: boolean };
  readonly compile: (sql: string) => Statement;
}

const JOIN = 'SELECT t0.i AS a, t1.i AS b FROM ? t0 JOIN ? t1 ON t0.k = t1.k';
const GROUP = 'SELECT ARRAY(t0.i) AS g FROM ? t0 GROUP BY t0.k';

const sortText = (descending: readonly boolean[]): string =>
  `SELECT t0.i AS i FROM ? t0 ORDER BY ${descending
    .map((down, j) => `t0.n${j}, t0.k${j}${down ? ' DESC' : ''}`)
    .join(', ')}`;

/** Sort texts that are kept compiled; there are 2^keys of them. */
const MAX_SORTS = 64;

let loading: Promise<Skeleton> | undefined;

/** Loads alasql on first use: it takes longer to import than most statements take to run. */
export function loadSkeleton(): Promise<Skeleton> {
  return (loading ??= import('alasql').then((module) =>
    makeSkeleton(module.default as unknown as Alasql),
  ));
}

function makeSkeleton(alasql: Alasql): Skeleton {
  // Its cache tells statements apart by a 32-bit hash alone, and keeps their rows alive.
  alasql.options.cache = false;
  const [join, group] = [prepare(alasql, JOIN), prepare(alasql, GROUP)];
  const sorts = new Map<string, Statement>();
  const sortFor = (text: string): Statement => {
    if (sorts.size >= MAX_SORTS) sorts.clear();
    const statement = sorts.get(text) ?? prepare(alasql, text);
    sorts.set(text, statement);
    return statement;
  };
  return {
    join: (left, right) => join([left, right]) as ReturnType<Skeleton['join']>,
    group: (rows) => group([rows]) as ReturnType<Skeleton['group']>,
    sort: (rows, descending) =>
      sortFor(sortText(descending))([rows]) as ReturnType<Skeleton['sort']>,
  };
}

/** A compiled statement. It would keep its last rows alive, so it is run once more over none. */
function prepare(alasql: Alasql, text: string): Statement {
  const statement = alasql.compile(text);
  return (tables) => {
    try {
      const rows = statement(tables);
      statement(tables.map(() => []));
      return rows;
    } catch (cause) {
      throw new ExecutionError('INTERNAL', 'alasql failed to run a generated statement', { cause });
    }
  };
}
