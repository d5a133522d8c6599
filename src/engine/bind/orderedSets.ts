/** Ordered-set aggregates (WITHIN GROUP) as ordinary ones: the value they order is their first argument. */
import type { Expression, FunctionCall, OrderItem } from '../ast/ast.ts';
import type { Expr } from '../rel/rel.ts';
import { referencedColumns } from '../rel/walk.ts';
import { sqlError, type Statement } from './statement.ts';

const PERCENTILES: ReadonlySet<string> = new Set(['percentile_cont', 'percentile_disc']);
/** Aggregates that need their values in order and are written without saying so. */
const OF_ORDERED_VALUES: ReadonlySet<string> = new Set(['median', 'mode']);
const TEXT_JOINS: ReadonlySet<string> = new Set(['string_agg', 'listagg', 'group_concat']);
/** DuckDB's percentiles, which take the value first. Ours are exact where theirs are approximate. */
const QUANTILES: Readonly<Record<string, string>> = {
  quantile: 'percentile_disc',
  quantile_disc: 'percentile_disc',
  quantile_cont: 'percentile_cont',
  approx_quantile: 'percentile_cont',
};

/** Whether a call is an aggregate under another name. */
export const isQuantile = ({ name }: FunctionCall): boolean =>
  Object.hasOwn(QUANTILES, name.name.toLowerCase());

/** Whether a call is over values in an order of its own, which no window gives it. */
export function needsOrderedValues({ name, withinGroup }: FunctionCall): boolean {
  const lower = name.name.toLowerCase();
  return (
    withinGroup !== undefined ||
    Object.hasOwn(QUANTILES, lower) ||
    PERCENTILES.has(lower) ||
    OF_ORDERED_VALUES.has(lower)
  );
}

/** @throws SqlError SYNTAX_ERROR for WITHIN GROUP where it cannot stand, and for its absence. */
export function asOrdinaryAggregate(call: FunctionCall, statement: Statement): FunctionCall {
  const name = call.name.name.toLowerCase();
  const { withinGroup: order, args } = call;
  const wrong = (message: string, hint?: string): Error =>
    sqlError(statement, 'SYNTAX_ERROR', message, call.at, hint);
  const percentile = QUANTILES[name];
  if (percentile !== undefined && order === undefined) {
    const [value, ...fraction] = args;
    if (value === undefined || fraction.length !== 1) {
      throw wrong(`${name} takes a value and a fraction`, `Write ${name}(Total, 0.5).`);
    }
    const called = { name: percentile, at: call.name.at };
    return { ...call, name: called, orderBy: [ascending(value)] };
  }
  if (order === undefined) {
    if (PERCENTILES.has(name)) {
      throw wrong(
        `${name} needs WITHIN GROUP`,
        `Write ${name}(0.5) WITHIN GROUP (ORDER BY Total).`,
      );
    }
    const [value] = args;
    if (!OF_ORDERED_VALUES.has(name) || value === undefined) return call;
    return { ...call, orderBy: [ascending(value)] };
  }
  if (TEXT_JOINS.has(name) && call.orderBy.length === 0) return { ...call, orderBy: order };
  const direct = PERCENTILES.has(name) ? 1 : name === 'mode' ? 0 : null;
  const [item, ...others] = order;
  if (direct === null || item === undefined) {
    throw wrong(
      `WITHIN GROUP does not go with ${call.name.name}`,
      'It goes with percentile_cont, percentile_disc, mode and string_agg.',
    );
  }
  if (call.distinct) throw wrong('DISTINCT and WITHIN GROUP exclude each other');
  if (args.length !== direct || others.length > 0 || call.star) {
    const shown = direct === 0 ? 'mode()' : `${name}(fraction)`;
    throw wrong(`Write ${shown} WITHIN GROUP (ORDER BY one value)`);
  }
  return { ...call, args: [item.expression, ...args], orderBy: [item] };
}

const ascending = (expression: Expression): OrderItem => ({
  expression,
  descending: false,
  nulls: null,
});

/** @throws SqlError NOT_SUPPORTED when a percentile's fraction depends on the row. */
export function checkFraction(
  call: FunctionCall,
  args: readonly Expr[],
  statement: Statement,
): void {
  const fraction = args[1];
  if (!PERCENTILES.has(call.name.name.toLowerCase()) || fraction === undefined) return;
  if (referencedColumns(fraction).size === 0) return;
  throw sqlError(
    statement,
    'NOT_SUPPORTED',
    `The fraction of ${call.name.name} must be a number or a parameter`,
    call.args[1]?.at ?? call.at,
  );
}
