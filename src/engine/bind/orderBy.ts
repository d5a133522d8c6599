/** ORDER BY: of a SELECT, and of what has only output columns (set operations, VALUES). */
import { nearestName } from '../../suggest.ts';
import type { Expression, OrderItem } from '../ast/ast.ts';
import { exprKey } from '../rel/equal.ts';
import { printExpr } from '../rel/print.ts';
import type { Expr, OutputColumn, Rel } from '../rel/rel.ts';
import { sortKey } from './aggregates.ts';
import { bindValue } from './expressions/index.ts';
import { selectedAt } from './grouping.ts';
import { type Level, sameName } from './scope.ts';
import type { SelectColumn } from './select.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';

/** What a SELECT is ordered by, over the same columns as its select list. */
export interface OrderKey {
  readonly item: OrderItem;
  readonly expr: Expr;
}

/** A name alone means an output column first, as in PostgreSQL; inside expressions never. */
export function bindOrderBy(
  items: readonly OrderItem[],
  selected: readonly SelectColumn[],
  level: Level,
): readonly OrderKey[] {
  return items.flatMap((item) =>
    item.expression.kind === 'allColumns'
      ? selected.map(({ expr }) => ({ item, expr }))
      : [{ item, expr: bindOrderItem(item.expression, selected, level) }],
  );
}

function bindOrderItem(
  expression: Expression,
  selected: readonly SelectColumn[],
  level: Level,
): Expr {
  const output = bindOutput(expression, selected, level);
  return output === null ? bindValue(expression, level) : output.expr;
}

/** The output column that a position or a bare name means; null for any other expression. */
function bindOutput<T extends SelectColumn>(
  expression: Expression,
  selected: readonly T[],
  level: Level,
): T | SelectColumn | null {
  const clause = level.clause === 'DISTINCT ON' ? level.clause : 'ORDER BY';
  if (expression.kind === 'number') return selectedAt(expression, selected, clause, level);
  if (expression.kind === 'string' || expression.kind === 'null') {
    throw sqlError(
      level.statement,
      'ORDER_BY_ERROR',
      `${clause} takes columns, expressions and positions, not constants`,
      expression.at,
      expression.kind === 'string' ? 'Names take double quotes, or none.' : undefined,
    );
  }
  if (expression.kind !== 'column' || expression.qualifier.length > 0) return null;
  const { name } = expression.name;
  const named = selected.filter((column) => sameName(column.name, name));
  const [first] = named;
  if (first === undefined) return null;
  if (new Set(named.map((column) => exprKey(column.expr))).size === 1) return first;
  throw sqlError(
    level.statement,
    'AMBIGUOUS_COLUMN',
    `The result has several columns named ${name}`,
    expression.at,
    'Write the table before it, or order by position.',
  );
}

/** A select list, and which of its rows count. */
export interface Projected {
  readonly columns: readonly SelectColumn[];
  readonly distinct: boolean;
  /** Rows that are alike in these are one row, the first in order; null without DISTINCT ON. */
  readonly distinctOn: readonly Expr[] | null;
}

/**
 * Sorts what `columns` of `input` select. Keys that are not selected are computed beside them
 * and dropped by who asked, above a LIMIT too.
 */
export function sortSelected(
  statement: Statement,
  { columns, distinct, distinctOn }: Projected,
  keys: readonly OrderKey[],
  input: Rel,
): { readonly rel: Rel; readonly columns: readonly OutputColumn[] } {
  const outputs = columns.map(({ name, expr }) => ({
    ...newColumn(statement, name, expr.type),
    expr,
  }));
  const byExpr = new Map(outputs.map((column) => [exprKey(column.expr), column]));
  const hidden: typeof outputs = [];
  const computed = (expr: Expr): Expr => {
    const key = exprKey(expr);
    const known = byExpr.get(key);
    if (known !== undefined) return columnExpr(known);
    const column = { ...newColumn(statement, printExpr(expr), expr.type), expr };
    hidden.push(column);
    byExpr.set(key, column);
    return columnExpr(column);
  };
  const sortKeys = keys.map(({ item, expr }) => {
    if (distinct && !byExpr.has(exprKey(expr))) throw notSelected(statement, item);
    return sortKey(item, computed(expr));
  });
  const on = distinctOn?.map(computed) ?? null;
  const project: Rel = { kind: 'project', input, columns: [...outputs, ...hidden] };
  const unique: Rel = distinct ? { kind: 'distinct', input: project, on: null } : project;
  const sorted: Rel =
    sortKeys.length === 0 ? unique : { kind: 'sort', input: unique, keys: sortKeys };
  const rel: Rel = on === null ? sorted : { kind: 'distinct', input: sorted, on };
  return { rel, columns: outputs };
}

function notSelected(statement: Statement, { expression }: OrderItem): Error {
  return sqlError(
    statement,
    'ORDER_BY_ERROR',
    'With SELECT DISTINCT, ORDER BY can only use what is selected',
    expression.at,
    'Add it to the select list.',
  );
}

/** The sort of an operator that has only its output columns to name. */
export function sortOutput(
  items: readonly OrderItem[],
  rel: Rel,
  columns: readonly OutputColumn[],
  level: Level,
): Rel {
  if (items.length === 0) return rel;
  const selected = columns.map((column) => ({
    name: column.name,
    expr: columnExpr(column),
    isClockTime: false,
    at: 0,
  }));
  const keys = items.flatMap((item) => {
    if (item.expression.kind === 'allColumns')
      return selected.map(({ expr }) => sortKey(item, expr));
    const output = bindOutput(item.expression, selected, level);
    if (output === null) throw notOutput(item, columns, level);
    return [sortKey(item, output.expr)];
  });
  return { kind: 'sort', input: rel, keys };
}

function notOutput(
  { expression }: OrderItem,
  columns: readonly OutputColumn[],
  { statement }: Level,
): Error {
  const names = columns.map((column) => column.name);
  const near = expression.kind === 'column' ? nearestName(expression.name.name, names) : undefined;
  return sqlError(
    statement,
    'ORDER_BY_ERROR',
    'After UNION, INTERSECT, EXCEPT or VALUES, ORDER BY takes only names and positions of the result',
    expression.at,
    near === undefined
      ? `The result has ${names.join(', ')}; to order by more, put it in a subquery in FROM.`
      : `Did you mean ${near}?`,
  );
}
