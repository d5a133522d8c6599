import type { CompareOperator, Expr } from '../../rel/rel.ts';
import { rewriteExprs, type Rule } from './rule.ts';

/**
 * Moves NOT down to the conditions it negates and turns `a = 1 OR a = 2` into `a IN (1, 2)`:
 * the forms in which conditions can be pushed. Every step holds in three-valued logic.
 */
export const normalisePredicates: Rule = {
  name: 'normalise predicates',
  apply: (rel) => rewriteExprs(rel, normalise),
};

function normalise(expr: Expr): Expr {
  if (expr.kind === 'not') return negate(expr.arg) ?? expr;
  if (expr.kind === 'and' || expr.kind === 'or') return flatten(expr);
  return expr;
}

const OPPOSITE: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** NOT `expr` without the NOT; null when there is no such form. */
function negate(expr: Expr): Expr | null {
  switch (expr.kind) {
    case 'not':
      return expr.arg;
    case 'compare':
      return { ...expr, operator: OPPOSITE[expr.operator] };
    case 'and':
    case 'or': {
      const args = expr.args.map((arg) => negate(arg) ?? not(arg));
      return flatten({ kind: expr.kind === 'and' ? 'or' : 'and', args, type: 'boolean' });
    }
    case 'isNull':
    case 'isTruth':
    case 'inList':
    case 'like':
    case 'exists':
    case 'inSubquery':
    case 'distinctFrom':
      return { ...expr, negated: !expr.negated };
    default:
      return null;
  }
}

const not = (arg: Expr): Expr => ({ kind: 'not', arg, type: 'boolean' });

type Connective = Extract<Expr, { kind: 'and' | 'or' }>;

export function flatten(expr: Connective): Expr {
  const args = expr.args.flatMap((arg) => (arg.kind === expr.kind ? arg.args : [arg]));
  if (expr.kind === 'and') return { ...expr, args };
  const merged = mergeEqualities(args);
  const [first] = merged;
  return merged.length === 1 && first ? first : { ...expr, args: merged };
}

/** Arms that compare one column with literals become one IN list. */
function mergeEqualities(args: readonly Expr[]): readonly Expr[] {
  const lists = new Map<number, { arg: Expr; list: Expr[]; arms: number }>();
  const others: Expr[] = [];
  for (const arm of args) {
    const equality = equalityArm(arm);
    if (!equality) {
      others.push(arm);
      continue;
    }
    const known = lists.get(equality.id);
    if (known) {
      known.list.push(...equality.list);
      known.arms++;
    } else lists.set(equality.id, { arg: equality.arg, list: [...equality.list], arms: 1 });
  }
  if ([...lists.values()].every(({ arms }) => arms === 1)) return args;
  const inLists = [...lists.values()].map(({ arg, list }): Expr => ({
    kind: 'inList',
    arg,
    list,
    negated: false,
    type: 'boolean',
  }));
  return [...inLists, ...others];
}

function equalityArm(arm: Expr): { id: number; arg: Expr; list: readonly Expr[] } | null {
  if (arm.kind === 'compare' && arm.operator === '=') {
    const [arg, value] = arm.left.kind === 'column' ? [arm.left, arm.right] : [arm.right, arm.left];
    if (arg.kind === 'column' && value.kind === 'literal')
      return { id: arg.id, arg, list: [value] };
  }
  if (arm.kind === 'inList' && !arm.negated && arm.arg.kind === 'column') {
    return { id: arm.arg.id, arg: arm.arg, list: arm.list };
  }
  return null;
}
