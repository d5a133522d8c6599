/** AND, OR, NOT, IS TRUE and CASE in three-valued logic. */
import type { Expr } from '../rel/rel.ts';
import type { Compile, Evaluator } from './environment.ts';

/** FALSE as soon as one is FALSE; else NULL if one is NULL. */
export function compileAnd(args: readonly Evaluator[]): Evaluator {
  return decidedBy(false, args);
}

/** TRUE as soon as one is TRUE; else NULL if one is NULL. */
export function compileOr(args: readonly Evaluator[]): Evaluator {
  return decidedBy(true, args);
}

function decidedBy(decisive: boolean, args: readonly Evaluator[]): Evaluator {
  return (row) => {
    let result: boolean | null = !decisive;
    for (const arg of args) {
      const value = arg(row);
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  };
}

export function compileNot(arg: Evaluator): Evaluator {
  return (row) => {
    const value = arg(row);
    return value === null ? null : value !== true;
  };
}

/** `x IS [NOT] TRUE | FALSE`: never NULL. */
export function compileIsTruth(arg: Evaluator, value: boolean, negated: boolean): Evaluator {
  return (row) => (arg(row) === value) !== negated;
}

/** Conditions in order; only the branch that is taken is evaluated. */
export function compileCase(
  { whens, otherwise }: Extract<Expr, { readonly kind: 'case' }>,
  recurse: Compile,
): Evaluator {
  const branches = whens.map(({ when, then }) => ({ when: recurse(when), then: recurse(then) }));
  const last = recurse(otherwise);
  return (row) => {
    for (const { when, then } of branches) if (when(row) === true) return then(row);
    return last(row);
  };
}
