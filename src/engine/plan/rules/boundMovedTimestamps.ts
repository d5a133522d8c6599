import { MIRRORED } from '../../rel/mirrored.ts';
import type { CompareOperator, Expr } from '../../rel/rel.ts';
import { widePeriod } from './movedDates.ts';
import { within } from './periods.ts';
import { rewriteExprs, type Rule } from './rule.ts';

/**
 * `UpdatedDateUTC + interval '1 month' > now()` cannot be said exactly of the column, because months
 * differ in length. That it is after about a month ago can: Xero filters by that, and the condition
 * stays. Both are NULL for the same rows.
 */
export const boundMovedTimestamps: Rule = {
  name: 'bound moved timestamps',
  apply: (rel) =>
    rewriteExprs(rel, (expr) => {
      const bound = expr.kind === 'compare' ? boundOf(expr.operator, expr.left, expr.right) : null;
      return bound === null ? expr : { kind: 'and', args: [bound, expr], type: 'boolean' };
    }),
};

function boundOf(operator: CompareOperator, left: Expr, right: Expr): Expr | null {
  if (left.kind === 'literal') return boundOf(MIRRORED[operator], right, left);
  if (right.kind !== 'literal' || operator === '<>') return null;
  const period = widePeriod(left, right.value);
  if (period === null) return null;
  // `<=` the end of the period is beyond all that is `<` what it surrounds
  return within(operator === '<' ? '<=' : operator === '>' ? '>=' : operator, period);
}
