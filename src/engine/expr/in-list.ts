import type { Expr } from '../rel/rel.ts';
import { identityOf } from '../values/compare.ts';
import type { SqlType } from '../values/types.ts';
import { equality } from './compare.ts';
import type { Compile, Evaluator } from './environment.ts';

/**
 * `x [NOT] IN (…)`. Literals go into a hash set; other items are compared one by one, and only
 * when no literal has matched.
 */
export function compileInList(
  expr: Extract<Expr, { readonly kind: 'inList' }>,
  recurse: Compile,
): Evaluator {
  const type = listType(expr);
  const identity = identityOf(type);
  const literals = expr.list.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
  const known = new Set(literals.filter((value) => value !== null).map(identity));
  const hasNull = literals.includes(null);
  const others = expr.list.filter((item) => item.kind !== 'literal').map(recurse);
  const equal = equality(type);
  const arg = recurse(expr.arg);
  return (row) => {
    const value = arg(row);
    if (value === null) return null;
    if (known.has(identity(value))) return !expr.negated;
    let unsure = hasNull;
    for (const other of others) {
      const item = other(row);
      if (item === null) unsure = true;
      else if (equal(value, item)) return !expr.negated;
    }
    return unsure ? null : expr.negated;
  };
}

function listType({ arg, list }: Extract<Expr, { readonly kind: 'inList' }>): SqlType {
  return [arg, ...list].find(({ type }) => type !== 'unknown')?.type ?? 'unknown';
}
