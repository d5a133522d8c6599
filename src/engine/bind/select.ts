/** SELECT: FROM, WHERE, groups, select list, DISTINCT and order, in the order they take effect. */
import type { OrderItem, Select, SelectItem } from '../ast/ast.ts';
import type { Expr, OutputColumn, Rel } from '../rel/rel.ts';
import { AggregateSink } from './aggregates.ts';
import { bindCondition, bindExpression } from './expressions/index.ts';
import { bindFrom } from './from.ts';
import { bindGroupBy, Grouping } from './grouping.ts';
import { bindOrderBy, sortSelected } from './orderBy.ts';
import { outputName } from './outputName.ts';
import { type Env, type Level, newLevel, type QueryLevel } from './scope.ts';
import { expandStar } from './stars.ts';
import { settle } from './types.ts';

/** A column of the select list, over the columns of FROM. */
export interface SelectColumn {
  readonly name: string;
  readonly expr: Expr;
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
  const withAggregates = (clause: Level['clause']): Level => ({
    ...plain(clause),
    aggregates: sink,
  });

  const where = select.where === null ? null : bindCondition(select.where, plain('WHERE'));
  const selected = bindItems(
    select.items,
    { ...withAggregates('SELECT'), outputNames: [] },
    options,
  );
  const keys = bindGroupBy(select.groupBy, selected, plain('GROUP BY'), sink);
  const having =
    select.having === null ? null : bindCondition(select.having, withAggregates('HAVING'));
  const order = bindOrderBy(options.orderBy, selected, withAggregates('ORDER BY'));

  const filtered = filter(from.rel, where);
  const places = selected.map(({ at }) => at);
  const { distinct } = select;
  const isGrouped =
    select.groupBy.length > 0 || having !== null || sink.columns.length > 0 || sink.usesGrouping;
  if (!isGrouped) {
    const projected = { columns: selected, distinct };
    return { ...sortSelected(env.statement, projected, order, filtered), places };
  }

  const grouping = new Grouping(env.statement, query, sink, keys);
  const columns = selected.map((column) => ({ ...column, expr: grouping.overGroups(column.expr) }));
  const groupHaving = having === null ? null : grouping.overGroups(having);
  const groupOrder = order.map((key) => ({ ...key, expr: grouping.overGroups(key.expr) }));
  const groups = filter(grouping.toRel(filtered), groupHaving);
  return { ...sortSelected(env.statement, { columns, distinct }, groupOrder, groups), places };
}

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
    return [{ name, expr: keepUnknown ? expr : settle(expr), at: item.expression.at }];
  });
}
