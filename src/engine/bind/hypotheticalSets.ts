/** `rank(x) WITHIN GROUP (ORDER BY y)`: the place that a row of x would have, as counts of rows. */
import type { Expression, FunctionCall, OrderItem } from '../ast/ast.ts';
import { plainCall } from '../ast/build.ts';
import { referencedColumns } from '../rel/walk.ts';
import { bindExpression } from './expressions/index.ts';
import type { Level } from './scope.ts';
import { sqlError } from './statement.ts';

type Placed = (call: FunctionCall, order: readonly OrderItem[]) => Expression;

/** What each function comes to, over the rows before and beside the imagined one. */
const FUNCTIONS: Readonly<Record<string, Placed>> = {
  rank: (call, order) => plusOne(counting(call, before(call.args, order))),
  dense_rank: (call, order) => {
    const items = order.map(({ expression }) => expression);
    const earlier = counting(call, before(call.args, order));
    const row: Expression = { kind: 'row', items, at: call.at };
    return plusOne({ ...earlier, star: false, distinct: true, args: [row] });
  },
  percent_rank: (call, order) => {
    const all = invoke('nullif', [counting(call, null), number('0', call.at)], call.at);
    const share = quotient(counting(call, before(call.args, order)), all);
    return invoke('coalesce', [share, number('0', call.at)], call.at);
  },
  cume_dist: (call, order) =>
    quotient(
      plusOne(counting(call, before(call.args, order, true))),
      plusOne(counting(call, null)),
    ),
};

/** Whether the call is of the place of an imagined row, not of those that there are. */
export const isHypothetical = ({ name, withinGroup, over }: FunctionCall): boolean =>
  withinGroup !== undefined && over === null && Object.hasOwn(FUNCTIONS, name.name.toLowerCase());

/** The expression that `call` stands for. @throws SqlError SYNTAX_ERROR, NOT_SUPPORTED */
export function placeOfRow(call: FunctionCall, level: Level): Expression {
  const { statement } = level;
  const order = call.withinGroup ?? [];
  if (call.args.length !== order.length || call.star || call.distinct) {
    throw sqlError(
      statement,
      'SYNTAX_ERROR',
      `${call.name.name} takes as many values as WITHIN GROUP orders by`,
      call.at,
      `Write ${call.name.name}(100) WITHIN GROUP (ORDER BY Total).`,
    );
  }
  const inner: Level = { ...level, aggregates: null, windows: null, rows: null };
  const ofRow = call.args.find((arg) => referencedColumns(bindExpression(arg, inner)).size > 0);
  if (ofRow !== undefined) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `The value that ${call.name.name} places must be a number, a text or a parameter`,
      ofRow.at,
    );
  }
  const placed = FUNCTIONS[call.name.name.toLowerCase()];
  if (placed === undefined) throw new RangeError(call.name.name);
  return placed(call, order);
}

/** Whether a row comes before the values, or beside them too, in the order. */
function before(
  values: readonly Expression[],
  order: readonly OrderItem[],
  orBeside = false,
): Expression {
  const [value, ...otherValues] = values;
  const [item, ...others] = order;
  if (value === undefined || item === undefined) {
    return { kind: 'boolean', value: orBeside, at: 0 };
  }
  const { expression: left, descending } = item;
  const { at } = left;
  const nullsFirst = item.nulls === null ? descending : item.nulls === 'first';
  const operator = descending ? '>' : '<';
  const isNull = (operand: Expression, negated: boolean): Expression => ({
    kind: 'is',
    operand,
    test: 'null',
    negated,
    at,
  });
  const compared: Expression = { kind: 'comparison', operator, left, right: value, at };
  const smaller: Expression = { kind: 'is', operand: compared, test: 'true', negated: false, at };
  const byNull = and(isNull(left, !nullsFirst), isNull(value, nullsFirst));
  const beside: Expression = {
    kind: 'isDistinctFrom',
    left,
    right: value,
    negated: true,
    at,
  };
  const later = and(beside, before(otherValues, others, orBeside));
  return or(or(smaller, byNull), later);
}

const and = (left: Expression, right: Expression): Expression => ({
  kind: 'and',
  left,
  right,
  at: left.at,
});

const or = (left: Expression, right: Expression): Expression => ({
  kind: 'or',
  left,
  right,
  at: left.at,
});

/** `count(*) FILTER (WHERE condition)`, of the rows that the call's own FILTER lets through. */
function counting(call: FunctionCall, condition: Expression | null): FunctionCall {
  const filter =
    condition === null || call.filter === null
      ? (condition ?? call.filter)
      : and(call.filter, condition);
  return { ...invoke('count', [], call.at), star: true, filter };
}

const number = (text: string, at: number): Expression => ({ kind: 'number', text, at });

const plusOne = (left: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '+',
  left,
  right: number('1', left.at),
  at: left.at,
});

const quotient = (left: Expression, right: Expression): Expression => {
  const { at } = left;
  const operand: Expression = {
    kind: 'cast',
    operand: left,
    type: { name: 'double precision', args: [], at },
    at,
  };
  return { kind: 'arithmetic', operator: '/', left: operand, right, at };
};

const invoke = (name: string, args: readonly Expression[], at: number): FunctionCall =>
  plainCall({ name, at }, args);
