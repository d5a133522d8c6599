import { MIRRORED } from '../../rel/mirrored.ts';
import type { ColumnId, CompareOperator, Expr, Rel } from '../../rel/rel.ts';
import { conjuncts, mapRelDeep, replaceColumns } from '../../rel/walk.ts';
import { mapSubqueries, type Rule, type RuleContext } from './rule.ts';

/**
 * Conditions on one column that no value satisfies together, as `Date > '2026-05-01' AND Date <
 * '2026-04-01'` or `Status = 'PAID' AND Status <> 'PAID'`, become FALSE: then nothing is read.
 */
export const findContradictions: Rule = {
  name: 'find contradictions',
  apply(rel, context) {
    const apply = (node: Rel): Rel => mapRelDeep(node, (inner) => decided(inner, context));
    return apply(mapSubqueries(rel, apply));
  },
};

function decided(node: Rel, context: RuleContext): Rel {
  if (node.kind !== 'filter') return node;
  const groups = new Map<ColumnId, Test[]>();
  for (const condition of conjuncts(node.predicate)) {
    const test = testOf(condition);
    if (test !== null) groups.set(test.id, [...(groups.get(test.id) ?? []), test]);
  }
  const holdsNever = [...groups.values()].some((tests) => contradict(tests, context));
  return holdsNever ? { ...node, predicate: FALSE } : node;
}

const FALSE: Expr = { kind: 'literal', value: false, type: 'boolean' };

type Literal = Extract<Expr, { kind: 'literal' }>;

/** A condition on one column and constants. */
interface Test {
  readonly id: ColumnId;
  readonly condition: Expr;
  /** The only values that can satisfy it; null when it does not list them. */
  readonly values: readonly Literal[] | null;
  /** What it bounds the column by, the column on the left. */
  readonly bound: { readonly operator: CompareOperator; readonly value: Literal } | null;
}

function testOf(condition: Expr): Test | null {
  switch (condition.kind) {
    case 'compare': {
      const { left, right, operator } = condition;
      if (left.kind === 'column' && right.kind === 'literal')
        return compared(left.id, operator, right, condition);
      if (left.kind === 'literal' && right.kind === 'column')
        return compared(right.id, MIRRORED[operator], left, condition);
      return null;
    }
    case 'inList': {
      const { arg, list, negated } = condition;
      const values = list.filter((item) => item.kind === 'literal');
      if (arg.kind !== 'column' || values.length < list.length) return null;
      return { id: arg.id, condition, values: negated ? null : values, bound: null };
    }
    case 'isNull': {
      const { arg, negated } = condition;
      if (arg.kind !== 'column') return null;
      const nothing: Literal = { kind: 'literal', value: null, type: arg.type };
      return { id: arg.id, condition, values: negated ? null : [nothing], bound: null };
    }
    case 'like': {
      const { arg, pattern } = condition;
      if (arg.kind !== 'column' || pattern.kind !== 'literal') return null;
      return { id: arg.id, condition, values: null, bound: null };
    }
    default:
      return null;
  }
}

const compared = (
  id: ColumnId,
  operator: CompareOperator,
  value: Literal,
  condition: Expr,
): Test => ({
  id,
  condition,
  values: operator === '=' ? [value] : null,
  bound: { operator, value },
});

/** Values tried at most: long lists are asked for in many calls, and seldom contradict anything. */
const MOST_TRIED = 500;

function contradict(tests: readonly Test[], { evaluate }: RuleContext): boolean {
  if (tests.length < 2) return false;
  const [listing] = tests
    .filter(({ values }) => values !== null && values.length <= MOST_TRIED)
    .toSorted((one, other) => (one.values?.length ?? 0) - (other.values?.length ?? 0));
  if (listing?.values) {
    const others = tests.filter((test) => test !== listing);
    return listing.values.every((value) => others.some((test) => fails(test, value, evaluate)));
  }
  const lower = boundsOf(tests, ['>', '>=']);
  const upper = boundsOf(tests, ['<', '<=']);
  return lower.some((low) => upper.some((high) => leavesNothing(low, high, evaluate)));
}

type Evaluate = RuleContext['evaluate'];

/** Whether the condition is false or NULL where the column has that value. */
function fails({ id, condition }: Test, value: Literal, evaluate: Evaluate): boolean {
  const result = evaluate(
    replaceColumns(condition, (column) => (column.id === id ? value : undefined)),
  );
  return result?.kind === 'literal' && result.value !== true;
}

type Bound = NonNullable<Test['bound']>;

const boundsOf = (tests: readonly Test[], operators: readonly CompareOperator[]): Bound[] =>
  tests.flatMap(({ bound }) =>
    bound !== null && operators.includes(bound.operator) ? [bound] : [],
  );

/** Between `low` and `high` there is no value of any type. */
function leavesNothing(low: Bound, high: Bound, evaluate: Evaluate): boolean {
  if (low.value.type !== high.value.type) return false;
  const both = low.operator === '>=' && high.operator === '<=';
  const result = evaluate({
    kind: 'compare',
    operator: both ? '<=' : '<',
    left: low.value,
    right: high.value,
    type: 'boolean',
  });
  return result?.kind === 'literal' && result.value === false;
}
