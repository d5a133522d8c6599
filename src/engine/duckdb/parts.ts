/**
 * Which parts of a plan DuckDB can run: the largest trees of joins, groups, orders and windows whose
 * every expression has the same meaning there. Their inputs are read by the built-in engine.
 */
import { XeroSqlError } from '../../errors.ts';
import { outputColumns, type Cte, type Expr, type Join, type Rel } from '../rel/rel.ts';
import { sameExpr } from '../rel/equal.ts';
import { inputsOf } from '../rel/walk.ts';
import { Declined, type Form, namesOf, type Sql } from './forms.ts';
import { formOf, type Input, type InputProfile, Printer, type Relation } from './relations.ts';

/** A tree of operators that DuckDB can run. */
export interface Part {
  readonly root: Rel;
  readonly inputs: readonly Input[];
  /** For EXPLAIN: the kinds of its operators, from the root down. */
  readonly operators: readonly Rel['kind'][];
}

export interface PartsOfPlan {
  /** By root. */
  readonly parts: ReadonlyMap<Rel, Part>;
  /** Why joins, groups, orders and windows are not in a part, each reason once. */
  readonly declined: readonly string[];
}

/** What DuckDB is asked for. */
export interface Query {
  readonly sql: Sql;
  /** For the `$1`, `$2`, … in it. */
  readonly texts: readonly string[];
  /** How each of the root's columns is made of what the query selects. */
  readonly columns: readonly Form[];
  readonly selected: readonly Sql[];
}

const HEAVY: ReadonlySet<Rel['kind']> = new Set([
  'join',
  'aggregate',
  'sort',
  'window',
  'distinct',
]);

/** Operators that the built-in engine runs row by row, as fast as rows could be loaded. */
const LIGHT: ReadonlySet<Rel['kind']> = new Set(['filter', 'project', 'limit', 'setOperation']);

/** A plan, as far as it matters here. */
interface Trees {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
}

/** The parts of the trees that are run once for a statement: its root and its WITH queries. */
export function findParts({ root, ctes }: Trees): PartsOfPlan {
  const parts = new Map<Rel, Part>();
  const declined = new Set<string>();
  const visit = (rel: Rel): void => {
    const found = canBegin(rel) ? findPart(rel) : null;
    if (found === null || typeof found === 'string') {
      const below = joinOf(rel);
      if (found !== null && (HEAVY.has(rel.kind) || below !== null)) declined.add(found);
      for (const input of inputsOf(below ?? rel)) if (rel.kind !== 'recursiveUnion') visit(input);
      return;
    }
    parts.set(rel, found);
    for (const input of found.inputs) visit(input.rel);
  };
  for (const tree of [root, ...ctes.map(({ rel }) => rel)]) visit(tree);
  return { parts, declined: [...declined] };
}

/**
 * The join below a filter that is its condition, as in `FROM a, b WHERE a.x = b.x AND …`. Without the
 * filter it may have every pair of rows: only both together are worth anything.
 */
function joinOf(rel: Rel): Join | null {
  if (rel.kind !== 'filter' || rel.input.kind !== 'join' || rel.input.lateral) return null;
  return rel.input.type === 'inner' || rel.input.type === 'cross' ? rel.input : null;
}

/**
 * Whether a part may begin here: an operator that needs all rows of its input anyway. What gives rows
 * as they come goes on doing so, and stops calls when no more are wanted.
 */
export function canBegin(rel: Rel): boolean {
  switch (rel.kind) {
    case 'join':
    case 'aggregate':
    case 'window':
    case 'sort':
      return true;
    case 'filter':
    case 'project':
    case 'limit':
    case 'distinct':
      return canBegin(rel.input);
    case 'scan':
    case 'values':
    case 'setOperation':
    case 'cteScan':
    case 'recursiveUnion':
    case 'tableFunction':
      return false;
  }
}

/** Whether rows come only when all have been read, however few are wanted. */
export function readsAll(rel: Rel): boolean {
  switch (rel.kind) {
    case 'aggregate':
    case 'window':
    case 'sort':
      return true;
    case 'filter':
    case 'project':
    case 'limit':
    case 'distinct':
      return readsAll(rel.input);
    default:
      return false;
  }
}

/** A text says why not; null: there is nothing heavy in it. */
function findPart(root: Rel): Part | string | null {
  const search = new Search();
  try {
    const { forms } = search.printer.print(root);
    if (outputColumns(root).some(({ id }) => !forms.has(id))) return 'it passes on intervals';
  } catch (error) {
    if (error instanceof Declined) return error.message;
    throw error;
  }
  // Rows that turn out not to suit are read back, whole.
  if (search.inputs.some(({ rel }) => outputColumns(rel).some(({ type }) => type === 'interval'))) {
    return 'it passes on intervals';
  }
  const operators: Rel['kind'][] = [];
  const inputs = new Set(search.inputs.map(({ rel }) => rel));
  const note = (rel: Rel): void => {
    if (inputs.has(rel)) return;
    if (HEAVY.has(rel.kind) || rel.kind === 'setOperation') operators.push(rel.kind);
    for (const input of inputsOf(rel)) note(input);
  };
  note(root);
  if (!operators.some((kind) => HEAVY.has(kind))) return null;
  return { root, inputs: search.inputs, operators };
}

/** Finds a part's inputs by printing it: what cannot be printed is an input. */
class Search {
  #inputs: { readonly rel: Rel; computed: readonly Expr[] }[] = [];
  readonly printer: Printer;

  constructor() {
    const inputs = (): readonly Input[] => this.#inputs;
    this.printer = new Printer({
      input: (rel, print) => (isSimple(rel) ? this.#add(rel) : this.#tried(rel, print)),
      get inputs() {
        return inputs();
      },
      profile: () => ASSUMED,
      compute: (input, expr) => this.#compute(input, expr),
      text: () => '$1',
    });
  }

  get inputs(): readonly Input[] {
    return this.#inputs;
  }

  #add(rel: Rel): number {
    this.#inputs.push({ rel, computed: [] });
    return this.#inputs.length - 1;
  }

  #tried(rel: Rel, print: () => Relation): Relation | number {
    const before = this.#inputs.map((input) => ({ ...input }));
    try {
      return print();
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      this.#inputs = before;
      return this.#add(rel);
    }
  }

  #compute(input: number, expr: Expr): number | null {
    const found = this.#inputs[input];
    if (found === undefined) return null;
    const known = found.computed.findIndex((other) => sameExpr(other, expr));
    if (known >= 0) return known;
    found.computed = [...found.computed, expr];
    return found.computed.length - 1;
  }
}

/** Before rows are read: numbers of money, and so many that nothing is declined without need. */
const ASSUMED_NUMBER = { scale: 4, digits: 4, limit: 10n ** 12n };
const ASSUMED: InputProfile = {
  rows: 1_000_000n,
  numbers: Array.from({ length: 1000 }, () => ASSUMED_NUMBER),
};

/** What is worth nothing to hand over alone: filters and the like on rows as they are read. */
function isSimple(rel: Rel): boolean {
  if (HEAVY.has(rel.kind)) return rel.kind === 'join' && rel.lateral;
  if (!LIGHT.has(rel.kind)) return true;
  return rel.kind !== 'setOperation' && inputsOf(rel).every(isSimple);
}

/** Prints a part whose inputs have been read. @throws Declined where what they hold does not suit. */
export function printPart({ root, inputs }: Part, profiles: readonly InputProfile[]): Query {
  const { printer, texts } = printerOf(inputs, profiles);
  return wholeOf(root, printer.print(root), texts);
}

/** All rows of a relation, in order. */
function wholeOf(rel: Rel, relation: Relation, texts: readonly string[]): Query {
  const columns = outputColumns(rel).map((column) => formOf(relation, column));
  const selected = [...new Set(columns.flatMap(namesOf))];
  // A column at least: rows without one are rows too.
  const select = selected.length === 0 ? [relation.ordinal] : selected;
  const order = relation.order ?? relation.ordinal;
  const sql = `SELECT ${select.join(', ')} FROM ${relation.from} ORDER BY ${order}`;
  return { ...withTexts(sql, texts), columns, selected: select };
}

/** Printing binds texts of expressions that it then finds another way for: those are left out. */
function withTexts(sql: Sql, texts: readonly string[]): Pick<Query, 'sql' | 'texts'> {
  const used: string[] = [];
  const renumbered = sql.replace(/\$(\d+)/g, (_, number: string) => {
    const text = texts[Number(number) - 1] ?? '';
    if (!used.includes(text)) used.push(text);
    return `$${used.indexOf(text) + 1}`;
  });
  return { sql: renumbered, texts: used };
}

/** Prints what an input's table holds of its columns, in order. */
export function printInput(
  { inputs }: Part,
  input: number,
  profiles: readonly InputProfile[],
): Query {
  const { printer, texts } = printerOf(inputs, profiles);
  const rel = inputs[input]?.rel;
  if (rel === undefined) throw new XeroSqlError('INTERNAL', `there is no input ${input}`);
  // A table is read in the order in which it was filled; sorting it would take memory.
  const { sql, ...query } = wholeOf(rel, printer.of(rel), texts);
  return { ...query, sql: sql.slice(0, sql.lastIndexOf(' ORDER BY ')) };
}

/** Asks whether `rel`, an operator of the part, has a row. */
export function printTest(
  rel: Rel,
  { inputs }: Part,
  profiles: readonly InputProfile[],
): Pick<Query, 'sql' | 'texts'> {
  const { printer, texts } = printerOf(inputs, profiles);
  return withTexts(`SELECT 1 FROM ${printer.of(rel).from} LIMIT 1`, texts);
}

function printerOf(
  inputs: readonly Input[],
  profiles: readonly InputProfile[],
): { readonly printer: Printer; readonly texts: readonly string[] } {
  const places = new Map(inputs.map(({ rel }, index) => [rel, index]));
  const texts: string[] = [];
  const printer = new Printer({
    input: (rel, print) => places.get(rel) ?? print(),
    inputs,
    profile: (input) => profiles[input] ?? { rows: 0n, numbers: [] },
    compute(input, expr) {
      const place = inputs[input]?.computed.findIndex((other) => sameExpr(other, expr)) ?? -1;
      return place < 0 ? null : place;
    },
    text(value) {
      const known = texts.indexOf(value);
      if (known >= 0) return `$${known + 1}`;
      texts.push(value);
      return `$${texts.length}`;
    },
  });
  return { printer, texts };
}
