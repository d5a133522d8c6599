import type { Expr } from '../../rel/rel.ts';
import { childExprs, subqueryOf } from '../../rel/walk.ts';
import { rewriteExprs, type Rule } from './rule.ts';

/** `current_date - interval '1 month'` becomes the date it is; `x AND TRUE` becomes `x`. */
export const foldConstants: Rule = {
  name: 'fold constants',
  apply: (rel, { evaluate }) => rewriteExprs(rel, (expr) => simplify(fold(expr, evaluate))),
};

function fold(expr: Expr, evaluate: (expr: Expr) => Expr | null): Expr {
  if (expr.kind === 'literal' || expr.kind === 'column' || subqueryOf(expr)) return expr;
  if (!childExprs(expr).every((child) => child.kind === 'literal')) return expr;
  // What fails to evaluate (1/0) must fail only if a row ever reaches it.
  return evaluate(expr) ?? expr;
}

function simplify(expr: Expr): Expr {
  if (expr.kind === 'case') return simplifyCase(expr);
  return expr.kind === 'compare' ? simplifyComparison(expr) : simplifyConnective(expr);
}

/** Branches that are never taken go, and those after one that always is. */
function simplifyCase(expr: Extract<Expr, { kind: 'case' }>): Expr {
  const open = expr.whens.filter(({ when }) => when.kind !== 'literal' || when.value === true);
  const certain = open.findIndex(({ when }) => when.kind === 'literal');
  const whens = certain < 0 ? open : open.slice(0, certain);
  const otherwise = open[certain]?.then ?? expr.otherwise;
  if (whens.length === 0) return otherwise;
  return whens.length === expr.whens.length ? expr : { ...expr, whens, otherwise };
}

/** Nothing is equal to, above or below NULL. */
function simplifyComparison(expr: Extract<Expr, { kind: 'compare' }>): Expr {
  const isNull = (side: Expr): boolean => side.kind === 'literal' && side.value === null;
  if (!isNull(expr.left) && !isNull(expr.right)) return expr;
  return { kind: 'literal', value: null, type: 'boolean' };
}

/** Drops arms that decide nothing; an arm that decides all takes over. */
function simplifyConnective(expr: Expr): Expr {
  if (expr.kind !== 'and' && expr.kind !== 'or') return expr;
  const neutral = expr.kind === 'and';
  if (expr.args.some((arg) => arg.kind === 'literal' && arg.value === !neutral)) {
    return { kind: 'literal', value: !neutral, type: 'boolean' };
  }
  const args = expr.args.filter((arg) => !(arg.kind === 'literal' && arg.value === neutral));
  const [first] = args;
  if (!first) return { kind: 'literal', value: neutral, type: 'boolean' };
  return args.length === 1 ? first : args.length < expr.args.length ? { ...expr, args } : expr;
}
