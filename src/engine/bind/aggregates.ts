/** Aggregate calls: which query they belong to, and the columns that stand for them. */
import type { Expression, FunctionCall, OrderItem } from '../ast/ast.ts';
import { exprKey } from '../rel/equal.ts';
import type { AggregateCall, ColumnId, Expr, OutputColumn, SortKey } from '../rel/rel.ts';
import { referencedColumns } from '../rel/walk.ts';
import { bindCondition, bindExpression } from './expressions/index.ts';
import { countOfTable } from './expressions/wholeRows.ts';
import { aggregateFunction, castArguments } from './functions.ts';
import { hasGroupingCall } from './groupingSets.ts';
import { asOrdinaryAggregate, checkFraction } from './orderedSets.ts';
import type { Level } from './scope.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';
import { settle } from './types.ts';

export type AggregateColumn = OutputColumn & { readonly call: AggregateCall };

/** The aggregates of one query; equal calls are computed once. */
export class AggregateSink {
  readonly #columns = new Map<string, AggregateColumn>();
  /** Whether GROUPING(…) was read, which makes groups of rows just as an aggregate does. */
  usesGrouping = false;

  get columns(): readonly AggregateColumn[] {
    return [...this.#columns.values()];
  }

  has(id: ColumnId): boolean {
    return this.columns.some((column) => column.id === id);
  }

  /** A reference to the column that holds the call's result. */
  add(statement: Statement, call: AggregateCall, type: Expr['type']): Expr {
    const key = callKey(call);
    const known = this.#columns.get(key);
    const column = known ?? { ...newColumn(statement, call.name, type), call };
    this.#columns.set(key, column);
    return columnExpr(column);
  }
}

function callKey(call: AggregateCall): string {
  const args = call.args.map(exprKey).join();
  const filter = call.filter === null ? '' : exprKey(call.filter);
  const order = call.orderBy.map((key) => [exprKey(key.expr), key.descending, key.nullsFirst]);
  return JSON.stringify([call.name, call.distinct, args, filter, order]);
}

/** @throws SqlError GROUPING_ERROR where no aggregate may stand, and for one inside another. */
export function bindAggregate(written: FunctionCall, level: Level): Expr {
  const { statement } = level;
  const call = countOfRows(countOfTable(asOrdinaryAggregate(written, statement), level));
  const inside: Level = {
    ...level,
    aggregates: level.aggregates ?? new AggregateSink(),
    windows: null,
    rows: null,
  };
  const operands = call.args.map((arg) => ({ expr: bindExpression(arg, inside), at: arg.at }));
  const fn = aggregateFunction(statement, call.name.name, operands, call.at);
  const args = castArguments(statement, operands, fn.argTypes);
  checkFraction(call, args, statement);
  const bound: AggregateCall = {
    name: fn.name,
    args,
    distinct: call.distinct,
    filter:
      call.filter === null ? null : bindCondition(call.filter, { ...inside, clause: 'FILTER' }),
    orderBy: [
      ...call.orderBy.map((item) => sortKey(item, settle(bindExpression(item.expression, inside)))),
      ...orderOfDistinct(call, fn.name, args),
    ],
  };
  checkDistinctOrder(bound, call, statement);
  const home = homeOf(bound, inside);
  if (home.aggregates === null || (home === inside && level.aggregates === null)) {
    throw misplaced(call, home);
  }
  const nested = [...bound.args, ...bound.orderBy.map((key) => key.expr)].some(hasGroupingCall);
  if (nested || idsOf(bound).some((id) => home.aggregates?.has(id))) {
    throw sqlError(
      statement,
      'GROUPING_ERROR',
      `${call.name.name} has another aggregate inside it`,
      call.at,
      'Compute the inner one in a subquery in FROM, the outer one over that.',
    );
  }
  return home.aggregates.add(statement, bound, fn.returnType);
}

/**
 * `count(DISTINCT (a, b))` counts the rows of several values that differ, with NULLs among them: as
 * arrays of texts, equal where the values are.
 */
function countOfRows(call: FunctionCall): FunctionCall {
  const [row, ...others] = call.args;
  const isCount = call.name.name.toLowerCase() === 'count' && call.distinct;
  if (!isCount || row?.kind !== 'row' || others.length > 0) return call;
  const items = row.items.map((item): Expression => {
    const name = { name: 'distinct_text', at: item.at };
    return { ...call, name, args: [item], distinct: false, orderBy: [], filter: null, over: null };
  });
  return { ...call, args: [{ kind: 'array', items, at: row.at }] };
}

/** PostgreSQL sorts to find what is alike: a list of distinct values is in order. */
function orderOfDistinct(
  call: FunctionCall,
  name: string,
  [value]: readonly Expr[],
): readonly SortKey[] {
  const isList = name === 'array_agg' || name === 'string_agg';
  if (!call.distinct || !isList || call.orderBy.length > 0 || value === undefined) return [];
  return [{ expr: value, descending: false, nullsFirst: false }];
}

export const sortKey = (item: OrderItem, expr: Expr): SortKey => ({
  expr,
  descending: item.descending,
  nullsFirst: item.nulls === null ? item.descending : item.nulls === 'first',
});

function idsOf(call: AggregateCall): readonly ColumnId[] {
  const exprs = [...call.args, ...call.orderBy.map((key) => key.expr)];
  if (call.filter !== null) exprs.push(call.filter);
  return exprs.flatMap((expr) => [...referencedColumns(expr)]);
}

/**
 * An aggregate belongs to the innermost query whose columns it is over: in a subquery that may
 * be an outer one. Without columns it belongs where it stands.
 */
function homeOf(call: AggregateCall, inner: Level): Level {
  const ids = idsOf(call);
  for (let level: Level | null = inner; level !== null; level = level.parent) {
    const { query, statement, aggregates } = level;
    const own = ids.some(
      (id) => statement.origins.get(id)?.level === query || aggregates?.has(id) === true,
    );
    if (own) return level;
  }
  return inner;
}

function checkDistinctOrder(bound: AggregateCall, call: FunctionCall, statement: Statement): void {
  if (!bound.distinct) return;
  const args = new Set(bound.args.map(exprKey));
  const stray = bound.orderBy.findIndex((key) => !args.has(exprKey(key.expr)));
  const item = call.orderBy[stray];
  if (item === undefined) return;
  throw sqlError(
    statement,
    'ORDER_BY_ERROR',
    `${call.name.name}(DISTINCT …) can be ordered only by its own arguments`,
    item.expression.at,
  );
}

function misplaced(call: FunctionCall, { clause, statement }: Level): Error {
  const name = call.name.name.toUpperCase();
  const hints: Partial<Record<Level['clause'], string>> = {
    WHERE: 'WHERE chooses rows before they are grouped: put conditions on groups in HAVING.',
    ON: 'Aggregate in a subquery in FROM and join that.',
    'GROUP BY': 'Group by columns or expressions; aggregates belong in the select list.',
    FILTER: 'FILTER chooses the rows that go into the aggregate.',
  };
  return sqlError(
    statement,
    'GROUPING_ERROR',
    `The aggregate ${name} cannot stand in ${clause}`,
    call.at,
    hints[clause],
  );
}
