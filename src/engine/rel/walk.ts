/**
 * Going over algebra and expressions without naming every kind: children, rebuilt copies, which
 * columns are read and which come from outside. All functions are pure; rebuilt nodes are new,
 * and a node whose children did not change is returned as it is.
 */
import type {
  AggregateCall,
  ColumnId,
  Expr,
  Frame,
  FrameBound,
  Rel,
  SortKey,
  WindowCall,
} from './rel.ts';
import { outputColumns } from './rel.ts';

// --------------------------------------------------------------- expressions

export type ColumnExpr = Extract<Expr, { kind: 'column' }>;

/** The expressions directly inside `expr`. A subquery's algebra is not among them. */
export function childExprs(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'scalarSubquery':
    case 'exists':
      return [];
    case 'compare':
    case 'distinctFrom':
      return [expr.left, expr.right];
    case 'and':
    case 'or':
    case 'call':
    case 'inSubquery':
      return expr.args;
    case 'not':
    case 'isNull':
    case 'isTruth':
    case 'cast':
    case 'quantified':
      return [expr.arg];
    case 'inList':
      return [expr.arg, ...expr.list];
    case 'like':
      return expr.escape === null
        ? [expr.arg, expr.pattern]
        : [expr.arg, expr.pattern, expr.escape];
    case 'case':
      return [...expr.whens.flatMap(({ when, then }) => [when, then]), expr.otherwise];
  }
}

/** The algebra of the subquery that `expr` itself is; null for every other expression. */
export function subqueryOf(expr: Expr): Rel | null {
  switch (expr.kind) {
    case 'scalarSubquery':
    case 'exists':
    case 'inSubquery':
    case 'quantified':
      return expr.rel;
    default:
      return null;
  }
}

/** Maps a list; the same list when no item changed. */
function mapList<T>(list: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : mapped;
}

/** `original` with `changes`, or `original` itself when nothing in them is new. */
function withChanges<T extends object>(original: T, changes: Partial<T>): T {
  const changed = (Object.keys(changes) as (keyof T)[]).some(
    (key) => changes[key] !== original[key],
  );
  return changed ? { ...original, ...changes } : original;
}

const sameRel = (rel: Rel): Rel => rel;

/**
 * `expr` with each direct child replaced by `map(child)`, and a subquery's algebra by
 * `mapRel(rel)` (left alone when that is not given).
 */
export function mapChildExprs(
  expr: Expr,
  map: (child: Expr) => Expr,
  mapRel: (rel: Rel) => Rel = sameRel,
): Expr {
  switch (expr.kind) {
    case 'literal':
    case 'column':
      return expr;
    case 'compare':
    case 'distinctFrom':
      return withChanges(expr, { left: map(expr.left), right: map(expr.right) });
    case 'and':
    case 'or':
    case 'call':
      return withChanges(expr, { args: mapList(expr.args, map) });
    case 'not':
    case 'isNull':
    case 'isTruth':
    case 'cast':
      return withChanges(expr, { arg: map(expr.arg) });
    case 'inList':
      return withChanges(expr, { arg: map(expr.arg), list: mapList(expr.list, map) });
    case 'like':
      return withChanges(expr, {
        arg: map(expr.arg),
        pattern: map(expr.pattern),
        escape: expr.escape === null ? null : map(expr.escape),
      });
    case 'case':
      return withChanges(expr, {
        whens: mapList(expr.whens, (branch) =>
          withChanges(branch, { when: map(branch.when), then: map(branch.then) }),
        ),
        otherwise: map(expr.otherwise),
      });
    case 'scalarSubquery':
    case 'exists':
      return withChanges(expr, { rel: mapRel(expr.rel) });
    case 'inSubquery':
      return withChanges(expr, { args: mapList(expr.args, map), rel: mapRel(expr.rel) });
    case 'quantified':
      return withChanges(expr, { arg: map(expr.arg), rel: mapRel(expr.rel) });
  }
}

/** Rebuilds `expr` from its leaves up: children first, then `map` of the node with them. */
export function mapExpr(expr: Expr, map: (expr: Expr) => Expr): Expr {
  return map(mapChildExprs(expr, (child) => mapExpr(child, map)));
}

/** Calls `visit` for `expr` and everything inside it, parents first; not inside subqueries. */
export function visitExpr(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  for (const child of childExprs(expr)) visitExpr(child, visit);
}

/** Whether `test` holds for `expr` or anything inside it; not inside subqueries. */
export function someExpr(expr: Expr, test: (expr: Expr) => boolean): boolean {
  return test(expr) || childExprs(expr).some((child) => someExpr(child, test));
}

export const hasSubquery = (expr: Expr): boolean =>
  someExpr(expr, (inner) => subqueryOf(inner) !== null);

/** The conditions that must all hold for `predicate` to hold. */
export function conjuncts(predicate: Expr | null): readonly Expr[] {
  if (predicate === null) return [];
  return predicate.kind === 'and' ? predicate.args.flatMap(conjuncts) : [predicate];
}

/** AND of the conditions; null for none. The inverse of `conjuncts`. */
export function conjunction(conditions: readonly Expr[]): Expr | null {
  const args = conditions.flatMap(conjuncts);
  return args.length > 1 ? { kind: 'and', args, type: 'boolean' } : (args[0] ?? null);
}

/** The two columns that `condition` says are equal; null when it is another condition. */
export function equatedColumns(condition: Expr): readonly [ColumnExpr, ColumnExpr] | null {
  if (condition.kind !== 'compare' || condition.operator !== '=') return null;
  const { left, right } = condition;
  return left.kind === 'column' && right.kind === 'column' ? [left, right] : null;
}

/** The columns that `expr` reads; of its subqueries, those that they take from outside. */
export function referencedColumns(expr: Expr): ReadonlySet<ColumnId> {
  const ids = new Set<ColumnId>();
  visitExpr(expr, (inner) => {
    if (inner.kind === 'column') ids.add(inner.id);
    const rel = subqueryOf(inner);
    if (rel !== null) for (const id of freeColumns(rel)) ids.add(id);
  });
  return ids;
}

/** `expr` with its columns (in subqueries too) replaced; `replace` answers undefined to keep one. */
export function replaceColumns(
  expr: Expr,
  replace: (column: ColumnExpr) => Expr | undefined,
): Expr {
  if (expr.kind === 'column') return replace(expr) ?? expr;
  const inside = (child: Expr): Expr => replaceColumns(child, replace);
  return mapChildExprs(expr, inside, (rel) => mapExprsDeep(rel, inside));
}

// ----------------------------------------------------------------- operators

/** The operators directly below `rel`. */
export function inputsOf(rel: Rel): readonly Rel[] {
  switch (rel.kind) {
    case 'scan':
    case 'values':
    case 'cteScan':
    case 'tableFunction':
      return [];
    case 'recursiveUnion':
      return [rel.seed, rel.step];
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'window':
    case 'sort':
    case 'limit':
    case 'distinct':
      return [rel.input];
    case 'join':
    case 'setOperation':
      return [rel.left, rel.right];
  }
}

function exprsOfCall(call: AggregateCall): readonly Expr[] {
  const filter = call.filter === null ? [] : [call.filter];
  return [...call.args, ...filter, ...call.orderBy.map((key) => key.expr)];
}

function exprsOfWindowCall({ args, filter, frame }: WindowCall): readonly Expr[] {
  const bounds = [frame.start, frame.end].flatMap((bound) => {
    if (!('offset' in bound)) return [];
    return bound.range === null
      ? [bound.offset]
      : [bound.offset, bound.range.key, bound.range.edge];
  });
  return [...args, ...(filter === null ? [] : [filter]), ...bounds];
}

/** The expressions that `rel` itself holds, not those of its inputs. */
export function exprsOf(rel: Rel): readonly Expr[] {
  switch (rel.kind) {
    case 'scan':
    case 'cteScan':
    case 'setOperation':
    case 'recursiveUnion':
      return [];
    case 'limit':
      return (rel.ties ?? []).map((key) => key.expr);
    case 'distinct':
      return rel.on ?? [];
    case 'values':
      return rel.rows.flat();
    case 'tableFunction':
      return rel.args;
    case 'filter':
      return [rel.predicate];
    case 'project':
      return rel.columns.map((column) => column.expr);
    case 'join':
      return rel.on === null ? [] : [rel.on];
    case 'sort':
      return rel.keys.map((key) => key.expr);
    case 'aggregate':
      return [
        ...rel.keys.map((key) => key.expr),
        ...rel.aggregates.flatMap(({ call }) => exprsOfCall(call)),
      ];
    case 'window':
      return [
        ...rel.partitionBy,
        ...rel.orderBy.map((key) => key.expr),
        ...rel.calls.flatMap(({ call }) => exprsOfWindowCall(call)),
      ];
  }
}

/** `rel` with each input replaced by `map(input)`. */
export function mapInputs(rel: Rel, map: (input: Rel) => Rel): Rel {
  switch (rel.kind) {
    case 'scan':
    case 'values':
    case 'cteScan':
    case 'tableFunction':
      return rel;
    case 'recursiveUnion':
      return withChanges(rel, { seed: map(rel.seed), step: map(rel.step) });
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'window':
    case 'sort':
    case 'limit':
    case 'distinct':
      return withChanges<Rel & { readonly input: Rel }>(rel, { input: map(rel.input) });
    case 'join':
    case 'setOperation':
      return withChanges<Rel & { readonly left: Rel; readonly right: Rel }>(rel, {
        left: map(rel.left),
        right: map(rel.right),
      });
  }
}

const mapKey =
  (map: (expr: Expr) => Expr) =>
  (key: SortKey): SortKey =>
    withChanges(key, { expr: map(key.expr) });

function mapCall(call: AggregateCall, map: (expr: Expr) => Expr): AggregateCall {
  return withChanges(call, {
    args: mapList(call.args, map),
    filter: call.filter === null ? null : map(call.filter),
    orderBy: mapList(call.orderBy, mapKey(map)),
  });
}

function mapBound(bound: FrameBound, map: (expr: Expr) => Expr): FrameBound {
  if (!('offset' in bound)) return bound;
  const { range } = bound;
  return withChanges(bound, {
    offset: map(bound.offset),
    range:
      range === null ? null : withChanges(range, { key: map(range.key), edge: map(range.edge) }),
  });
}

const mapFrame = (frame: Frame, map: (expr: Expr) => Expr): Frame =>
  withChanges(frame, { start: mapBound(frame.start, map), end: mapBound(frame.end, map) });

const mapWindowCall = (call: WindowCall, map: (expr: Expr) => Expr): WindowCall =>
  withChanges(call, {
    args: mapList(call.args, map),
    filter: call.filter === null ? null : map(call.filter),
    frame: mapFrame(call.frame, map),
  });

/** `rel` with each expression that it itself holds replaced by `map(expr)`. */
export function mapExprsOf(rel: Rel, map: (expr: Expr) => Expr): Rel {
  switch (rel.kind) {
    case 'scan':
    case 'cteScan':
    case 'setOperation':
    case 'recursiveUnion':
      return rel;
    case 'limit':
      return rel.ties === undefined
        ? rel
        : withChanges(rel, { ties: mapList(rel.ties, mapKey(map)) });
    case 'tableFunction':
      return withChanges(rel, { args: mapList(rel.args, map) });
    case 'distinct':
      return withChanges(rel, { on: rel.on === null ? null : mapList(rel.on, map) });
    case 'values':
      return withChanges(rel, { rows: mapList(rel.rows, (row) => mapList(row, map)) });
    case 'filter':
      return withChanges(rel, { predicate: map(rel.predicate) });
    case 'project':
      return withChanges(rel, {
        columns: mapList(rel.columns, (column) => withChanges(column, { expr: map(column.expr) })),
      });
    case 'join':
      return withChanges(rel, { on: rel.on === null ? null : map(rel.on) });
    case 'sort':
      return withChanges(rel, { keys: mapList(rel.keys, mapKey(map)) });
    case 'aggregate':
      return withChanges(rel, {
        keys: mapList(rel.keys, (key) => withChanges(key, { expr: map(key.expr) })),
        aggregates: mapList(rel.aggregates, (column) =>
          withChanges(column, { call: mapCall(column.call, map) }),
        ),
      });
    case 'window':
      return withChanges(rel, {
        partitionBy: mapList(rel.partitionBy, map),
        orderBy: mapList(rel.orderBy, mapKey(map)),
        calls: mapList(rel.calls, (column) =>
          withChanges(column, { call: mapWindowCall(column.call, map) }),
        ),
      });
  }
}

/** `rel` with every expression in it and below it replaced by `map(expr)`. */
export function mapExprsDeep(rel: Rel, map: (expr: Expr) => Expr): Rel {
  return mapExprsOf(
    mapInputs(rel, (input) => mapExprsDeep(input, map)),
    map,
  );
}

/** Rebuilds `rel` from its leaves up: inputs first, then `map`. Subqueries are left alone. */
export function mapRel(rel: Rel, map: (rel: Rel) => Rel): Rel {
  return map(mapInputs(rel, (input) => mapRel(input, map)));
}

/** As `mapRel`, but inside the subqueries of its expressions first. */
export function mapRelDeep(rel: Rel, map: (rel: Rel) => Rel): Rel {
  const deep = (inner: Rel): Rel => mapRelDeep(inner, map);
  const inExpr = (expr: Expr): Expr => mapChildExprs(expr, inExpr, deep);
  return map(mapExprsOf(mapInputs(rel, deep), inExpr));
}

/** The subqueries directly inside `expr`. */
export function subqueriesIn(expr: Expr): readonly Rel[] {
  const found: Rel[] = [];
  visitExpr(expr, (inner) => {
    const subquery = subqueryOf(inner);
    if (subquery !== null) found.push(subquery);
  });
  return found;
}

/** The subqueries directly inside the expressions that `rel` itself holds. */
export const subqueriesOf = (rel: Rel): readonly Rel[] => exprsOf(rel).flatMap(subqueriesIn);

/** Calls `visit` for `rel` and all operators below it, parents first, subqueries included. */
export function visitRel(rel: Rel, visit: (rel: Rel) => void): void {
  visit(rel);
  for (const subquery of subqueriesOf(rel)) visitRel(subquery, visit);
  for (const input of inputsOf(rel)) visitRel(input, visit);
}

// ------------------------------------------------------------------- columns

export const outputIds = (rel: Rel): ReadonlySet<ColumnId> =>
  new Set(outputColumns(rel).map((column) => column.id));

/** The outer columns of `rel`: those it reads and that nothing inside it produces. */
export function freeColumns(rel: Rel): ReadonlySet<ColumnId> {
  const free = new Set<ColumnId>();
  const inputs = inputsOf(rel);
  for (const expr of exprsOf(rel)) for (const id of referencedColumns(expr)) free.add(id);
  for (const input of inputs) for (const column of outputColumns(input)) free.delete(column.id);
  for (const [index, input] of inputs.entries()) {
    const left = rel.kind === 'join' && rel.lateral && index === 1 ? outputIds(rel.left) : null;
    for (const id of freeColumns(input)) if (left?.has(id) !== true) free.add(id);
  }
  return free;
}

export const isCorrelated = (rel: Rel): boolean => freeColumns(rel).size > 0;
