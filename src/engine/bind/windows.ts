/** Window calls: the windows that a query has, and the columns that stand for the calls. */
import type { FunctionCall, Identifier, NamedWindow, WindowSpecification } from '../ast/ast.ts';
import { exprKey } from '../rel/equal.ts';
import type { ColumnId, Expr, OutputColumn, Rel, SortKey, Window, WindowCall } from '../rel/rel.ts';
import { mapExprsOf, referencedColumns } from '../rel/walk.ts';
import { nearestName } from '../../suggest.ts';
import { sortKey } from './aggregates.ts';
import { bindCondition, bindExpression, bindValue } from './expressions/index.ts';
import { ignoringNulls } from '../functions/index.ts';
import { bindFrame } from './frames.ts';
import { castArguments, isWindowFunction, windowFunction } from './functions.ts';
import { needsOrderedValues } from './orderedSets.ts';
import { type Level, sameName } from './scope.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';

type WindowColumn = OutputColumn & { readonly call: WindowCall; readonly at: number };

interface Partitions {
  readonly partitionBy: readonly Expr[];
  readonly orderBy: readonly SortKey[];
}

interface CalledWindow extends Partitions {
  readonly calls: Map<string, WindowColumn>;
}

/** The windows of one query. Equal windows are one, and equal calls are computed once. */
export class WindowSink {
  /** Of the query's WINDOW clause. */
  readonly named: readonly NamedWindow[];
  readonly #windows = new Map<string, CalledWindow>();

  constructor(named: readonly NamedWindow[]) {
    this.named = named;
  }

  get columns(): readonly WindowColumn[] {
    return [...this.#windows.values()].flatMap(({ calls }) => [...calls.values()]);
  }

  /** A reference to the column that holds the call's result. */
  add(
    statement: Statement,
    partitions: Partitions,
    call: WindowCall,
    type: Expr['type'],
    at: number,
  ): Expr {
    const windowKey = JSON.stringify([
      partitions.partitionBy.map(exprKey),
      partitions.orderBy.map(orderKey),
    ]);
    const window: CalledWindow = this.#windows.get(windowKey) ?? {
      ...partitions,
      calls: new Map(),
    };
    this.#windows.set(windowKey, window);
    const key = callKey(call);
    const column = window.calls.get(key) ?? { ...newColumn(statement, call.name, type), call, at };
    window.calls.set(key, column);
    return columnExpr(column);
  }

  /**
   * What puts the operators that compute the calls on an input.
   * @param over what the windows' expressions are over that input
   */
  over(over: (expr: Expr) => Expr): (input: Rel) => Rel {
    // A literal counts rows or values here, though the query may group by one that equals it.
    const inPlace = (expr: Expr): Expr => (expr.kind === 'literal' ? expr : over(expr));
    const windows = [...this.#windows.values()].map(({ partitionBy, orderBy, calls }) => {
      const columns = [...calls.values()].map(({ at: _, ...column }) => column);
      const window: Window = {
        kind: 'window',
        input: NOTHING,
        partitionBy,
        orderBy,
        calls: columns,
      };
      return mapExprsOf(window, inPlace) as Window;
    });
    return (input) => windows.reduce<Rel>((rel, window) => ({ ...window, input: rel }), input);
  }
}

const NOTHING: Rel = { kind: 'values', columns: [], rows: [] };

const orderKey = ({ expr, descending, nullsFirst }: SortKey): unknown => [
  exprKey(expr),
  descending,
  nullsFirst,
];

function callKey({ name, args, filter, frame }: WindowCall): string {
  const bounds = [frame.start, frame.end].map((bound) =>
    'offset' in bound
      ? [bound.kind, exprKey(bound.offset), bound.range === null ? '' : exprKey(bound.range.edge)]
      : bound.kind,
  );
  return JSON.stringify([
    name,
    args.map(exprKey),
    filter === null ? '' : exprKey(filter),
    frame.mode,
    bounds,
    frame.exclude,
  ]);
}

// --------------------------------------------------------------------- calls

/**
 * `f(…) OVER …`.
 * @throws SqlError WINDOW_ERROR where no window function may stand and for windows that make no
 *   sense, NOT_SUPPORTED, UNKNOWN_FUNCTION, TYPE_MISMATCH.
 */
export function bindWindowCall(call: FunctionCall, level: Level): Expr {
  const { statement, windows } = level;
  if (windows === null) throw misplaced(call, level);
  refuseModifiers(call, statement);
  const inside: Level = { ...level, windows: null, rows: null, clause: 'OVER' };
  const operands = call.args.map((arg) => ({ expr: bindExpression(arg, inside), at: arg.at }));
  const fn = windowFunction(statement, calledName(call, statement), operands, call.at);
  const args = castArguments(statement, operands, fn.argTypes);
  const filter =
    call.filter === null ? null : bindCondition(call.filter, { ...inside, clause: 'FILTER' });
  const window = specificationOf(call, windows.named, statement);
  const { partitions, frame } = bindWindow(window, inside);
  const type = fn.returnType === 'unknown' ? 'text' : fn.returnType;
  return windows.add(statement, partitions, { name: fn.name, args, filter, frame }, type, call.at);
}

/** @throws SqlError SYNTAX_ERROR for IGNORE NULLS where it says nothing */
function calledName({ name, ignoreNulls, at }: FunctionCall, statement: Statement): string {
  const called = ignoreNulls === true ? ignoringNulls(name.name) : name.name;
  if (called !== null) return called;
  throw sqlError(
    statement,
    'SYNTAX_ERROR',
    `IGNORE NULLS does not go with ${name.name}`,
    at,
    'It goes with lag, lead, first_value, last_value and nth_value.',
  );
}

function bindWindow(
  window: WindowSpecification,
  inside: Level,
): { readonly partitions: Partitions; readonly frame: WindowCall['frame'] } {
  const partitionBy = window.partitionBy.map((expression) => bindValue(expression, inside));
  const orderBy = window.orderBy.map((item) => sortKey(item, bindValue(item.expression, inside)));
  return { partitions: { partitionBy, orderBy }, frame: bindFrame(window, orderBy, inside) };
}

function refuseModifiers(call: FunctionCall, statement: Statement): void {
  const name = call.name.name.toUpperCase();
  if (call.filter !== null && isWindowFunction(name)) {
    throw sqlError(
      statement,
      'SYNTAX_ERROR',
      `FILTER is for aggregates, and ${call.name.name} is not one`,
      call.at,
    );
  }
  if (needsOrderedValues(call)) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `${name} orders its values itself, which is not there over a window`,
      call.at,
      'Aggregate in a subquery with GROUP BY and join it.',
    );
  }
  const modifier = call.distinct ? 'DISTINCT' : call.orderBy.length > 0 ? 'ORDER BY' : null;
  if (modifier === null) return;
  throw sqlError(
    statement,
    'NOT_SUPPORTED',
    `${modifier} inside a window function is not there: ${name}(… ${modifier} …) OVER`,
    call.at,
    call.distinct
      ? 'Aggregate in a subquery with GROUP BY and join it.'
      : 'The window’s own ORDER BY orders the rows that the function sees.',
  );
}

function misplaced(call: FunctionCall, { clause, statement }: Level): Error {
  const name = call.name.name.toUpperCase();
  const subquery = 'compute it in a subquery in FROM';
  const places: Partial<Record<Level['clause'], readonly [where: string, hint: string]>> = {
    WHERE: ['in WHERE', `Put the condition in QUALIFY, or ${subquery} and filter that.`],
    HAVING: ['in HAVING', `Put the condition in QUALIFY, or ${subquery} and filter that.`],
    'GROUP BY': ['in GROUP BY', 'Compute it in a subquery in FROM and group that.'],
    ON: ['in ON', 'Compute it in a subquery in FROM and join that.'],
    OVER: ['inside another window function', 'Compute the inner one in a subquery in FROM.'],
    FILTER: ['in FILTER', 'Compute it in a subquery in FROM.'],
    SELECT: ['inside an aggregate', 'Compute it in a subquery in FROM and aggregate that.'],
  };
  const [where, hint] = places[clause] ?? [`in ${clause}`, undefined];
  return sqlError(
    statement,
    'WINDOW_ERROR',
    `The window function ${name} cannot stand ${where}`,
    call.at,
    hint,
  );
}

/** @throws SqlError WINDOW_ERROR at a window function that GROUP BY names by its alias or position. */
export function refuseWindowKeys(
  keys: readonly Expr[],
  windows: WindowSink,
  statement: Statement,
): void {
  const used = new Set<ColumnId>(keys.flatMap((key) => [...referencedColumns(key)]));
  const column = windows.columns.find(({ id }) => used.has(id));
  if (column === undefined) return;
  throw sqlError(
    statement,
    'WINDOW_ERROR',
    `The window function ${column.name.toUpperCase()} cannot be grouped by`,
    column.at,
    'Compute it in a subquery in FROM and group that.',
  );
}

// ------------------------------------------------------------- named windows

/** Binds what the WINDOW clause defines: a mistake in it counts even where nothing uses it. */
export function checkNamedWindows(level: Level, windows: WindowSink): void {
  const { statement } = level;
  windows.named.forEach(({ name, window }, index) => {
    const before = windows.named.slice(0, index);
    if (before.some((other) => sameName(other.name.name, name.name))) {
      throw sqlError(statement, 'WINDOW_ERROR', `WINDOW defines ${name.name} twice`, name.at);
    }
    bindWindow(extended(window, before, statement), { ...level, windows: null, clause: 'OVER' });
  });
}

function specificationOf(
  { over }: FunctionCall,
  named: readonly NamedWindow[],
  statement: Statement,
): WindowSpecification {
  if (over?.kind === 'window') return extended(over, named, statement);
  const name = over?.name ?? { name: '', at: 0 };
  return find(name, named, statement);
}

/** A named window with all that it builds on. */
function find(
  name: Identifier,
  named: readonly NamedWindow[],
  statement: Statement,
): WindowSpecification {
  const index = named.findIndex((candidate) => sameName(candidate.name.name, name.name));
  const found = named[index];
  if (found !== undefined) return extended(found.window, named.slice(0, index), statement);
  const near = nearestName(
    name.name,
    named.map((candidate) => candidate.name.name),
  );
  throw sqlError(
    statement,
    'WINDOW_ERROR',
    `There is no window ${name.name}`,
    name.at,
    near === undefined
      ? `Define it: WINDOW ${name.name} AS (…), or write PARTITION BY or ORDER BY before an expression.`
      : `Did you mean ${near}?`,
  );
}

/** `OVER (w ORDER BY x)`: the named window may lack what is added, and must have no frame. */
function extended(
  window: WindowSpecification,
  named: readonly NamedWindow[],
  statement: Statement,
): WindowSpecification {
  const { base } = window;
  if (base === null) return window;
  const found = find(base, named, statement);
  const clash =
    window.partitionBy.length > 0
      ? 'PARTITION BY stands in the named window, if at all'
      : window.orderBy.length > 0 && found.orderBy.length > 0
        ? `The window ${base.name} has an ORDER BY already`
        : found.frame !== null
          ? `The window ${base.name} has a frame, so nothing can build on it`
          : null;
  if (clash !== null) {
    const hint =
      found.frame === null ? undefined : `Without parentheses it can be used: OVER ${base.name}.`;
    throw sqlError(statement, 'WINDOW_ERROR', clash, base.at, hint);
  }
  const orderBy = found.orderBy.length > 0 ? found.orderBy : window.orderBy;
  return { ...window, base: null, partitionBy: found.partitionBy, orderBy };
}
