/** SELECT: FROM, WHERE, groups, select list, DISTINCT and order, in the order they take effect. */
import type { OrderItem, Select, SelectItem } from '../ast/ast.ts';
import type { Expr, OutputColumn, Rel } from '../rel/rel.ts';
import { AggregateSink } from './aggregates.ts';
import { bindDistinctOn, checkLeadingOrder } from './distinctOn.ts';
import { bindCondition, bindExpression } from './expressions/index.ts';
import { isClockTime } from './expressions/times.ts';
import { bindFrom } from './from.ts';
import { bindGroupBy, Grouping } from './grouping.ts';
import type { GroupBy } from './groupingSets.ts';
import { bindOrderBy, sortSelected } from './orderBy.ts';
import { outputName } from './outputName.ts';
import { type Env, type Level, newLevel, type QueryLevel } from './scope.ts';
import { expandStar } from './stars.ts';
import { RowSink } from './selectedRows.ts';
import { sqlError } from './statement.ts';
import { settle } from './types.ts';
import { checkNamedWindows, refuseWindowKeys, WindowSink } from './windows.ts';

/** A column of the select list, over the columns of FROM. */
export interface SelectColumn {
  readonly name: string;
  readonly expr: Expr;
  /** Whether it is a time on some clock, not an instant; see `AT TIME ZONE`. */
  readonly isClockTime: boolean;
  readonly at: number;
}

/** What a query's body computes. */
export interface Body {
  readonly rel: Rel;
  /** The result's columns: the first of those that `rel` yields. */
  readonly columns: readonly OutputColumn[];
  /** Where each column stands in the text. */
  readonly places: readonly number[];
}

export interface SelectOptions {
  readonly orderBy: readonly OrderItem[];
  /** Leave columns that nothing gave a type `unknown`: the other side of a UNION may have one. */
  readonly keepUnknown: boolean;
}

export function bindSelect(select: Select, env: Env, options: SelectOptions): Body {
  const query: QueryLevel = { kind: 'query' };
  const from = bindFrom(select.from, env, query);
  const outputNames = aliases(select.items);
  const plain = (clause: Level['clause']): Level => ({
    ...newLevel(env, query, from.scope, clause),
    outputNames,
  });
  const sink = new AggregateSink();
  const windows = new WindowSink(select.windows);
  const rows = new RowSink();
  const withAggregates = (clause: Level['clause']): Level => ({
    ...plain(clause),
    aggregates: sink,
  });
  const withWindows = (clause: Level['clause']): Level => ({ ...withAggregates(clause), windows });

  const where = select.where === null ? null : bindCondition(select.where, plain('WHERE'));
  const selected = bindItems(
    select.items,
    { ...withWindows('SELECT'), rows, outputNames: [] },
    // DISTINCT ON compares values, so each column needs its type now.
    { ...options, keepUnknown: options.keepUnknown && select.distinctOn.length === 0 },
  );
  const groupBy = bindGroupBy(select.groupBy, selected, plain('GROUP BY'), sink, windows);
  const having =
    select.having === null ? null : bindCondition(select.having, withAggregates('HAVING'));
  rows.refuseKeys(groupBy.keys, env.statement);
  refuseWindowKeys(groupBy.keys, windows, env.statement);
  checkNamedWindows(withAggregates('OVER'), windows);
  const qualify = bindQualify(select, withWindows('QUALIFY'));
  const order = bindOrderBy(options.orderBy, selected, withWindows('ORDER BY'));
  const on = bindDistinctOn(select.distinctOn, selected, withWindows('DISTINCT ON'));
  if (on.length > 0) checkLeadingOrder(env.statement, on, order);

  const filtered = filter(from.rel, where);
  const places = selected.map(({ at }) => at);
  const isGrouped =
    isGroupBy(select, groupBy) || having !== null || sink.columns.length > 0 || sink.usesGrouping;
  const grouping = isGrouped ? new Grouping(env.statement, query, sink, groupBy) : null;
  /** An expression over the rows of FROM as one over what is selected from. */
  const over = (expr: Expr): Expr => grouping?.overGroups(expr) ?? expr;

  const projected = {
    columns: selected.map((column) => ({ ...column, expr: over(column.expr) })),
    distinct: select.distinct,
    distinctOn: on.length === 0 ? null : on.map(over),
  };
  const keysOver = order.map((key) => ({ ...key, expr: over(key.expr) }));
  const havingOver = having === null ? null : over(having);
  const qualifyOver = qualify === null ? null : over(qualify);
  const makeWindows = windows.over(over);
  const groups = grouping === null ? filtered : filter(grouping.toRel(filtered), havingOver);
  const input = rows.join(env.statement, filter(makeWindows(groups), qualifyOver), over);
  const body = sortSelected(env.statement, projected, keysOver, input);
  selected.forEach(({ isClockTime }, index) => {
    const column = body.columns[index];
    if (isClockTime && column !== undefined) env.statement.clockTimes.add(column.id);
  });
  return { ...body, places };
}

/** @throws SqlError WINDOW_ERROR when there is no window function that it could be about. */
function bindQualify(select: Select, level: Level): Expr | null {
  if (select.qualify === null) return null;
  const qualify = bindCondition(select.qualify, { ...level, aliased: select.items });
  if (level.windows !== null && level.windows.columns.length > 0) return qualify;
  throw sqlError(
    level.statement,
    'WINDOW_ERROR',
    'QUALIFY needs a window function, in itself or in the select list',
    select.qualify.at,
    'Conditions on rows stand in WHERE, on groups in HAVING.',
  );
}

const isGroupBy = ({ groupBy }: Select, { keys }: GroupBy): boolean =>
  groupBy === 'all' ? keys.length > 0 : groupBy.length > 0;

const filter = (input: Rel, predicate: Expr | null): Rel =>
  predicate === null ? input : { kind: 'filter', input, predicate };

const aliases = (items: readonly SelectItem[]): readonly string[] =>
  items.flatMap((item) => (item.kind === 'item' && item.alias !== null ? [item.alias.name] : []));

function bindItems(
  items: readonly SelectItem[],
  level: Level,
  { keepUnknown }: SelectOptions,
): readonly SelectColumn[] {
  return items.flatMap((item): readonly SelectColumn[] => {
    if (item.kind === 'star') return expandStar(item, level);
    const expr = bindExpression(item.expression, level);
    const name = item.alias?.name ?? outputName(item.expression, expr);
    return [
      {
        name,
        expr: keepUnknown ? expr : settle(expr),
        isClockTime: isClockTime(item.expression, expr, level),
        at: item.expression.at,
      },
    ];
  });
}
