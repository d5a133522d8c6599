/** The values that `=` and `IN` leave for each column of a scan. */
import type { Expr } from '../../rel/rel.ts';
import type { SqlValue } from '../../values/types.ts';
import { columnPredicate, type ColumnPredicate, type ScanColumns } from './predicates.ts';
import { valueText } from './valueText.ts';

/** A conjunct with what it says of one column, if it says no more; null when it does. */
export interface Conjunct {
  readonly expr: Expr;
  readonly predicate: ColumnPredicate | null;
}

export const conjunctsOf = (exprs: readonly Expr[], columns: ScanColumns): readonly Conjunct[] =>
  exprs.map((expr) => ({ expr, predicate: columnPredicate(expr, columns) }));

export interface EqualityList {
  readonly values: readonly SqlValue[];
  readonly from: readonly Conjunct[];
}

/** By column; several lists on one column intersect. */
export function equalities(conjuncts: readonly Conjunct[]): ReadonlyMap<string, EqualityList> {
  const lists = new Map<string, EqualityList>();
  for (const conjunct of conjuncts) {
    const predicate = conjunct.predicate;
    if (!predicate?.exact || !isEquality(predicate)) continue;
    const name = predicate.column.column;
    const before = lists.get(name);
    const kept = new Set(before?.values.map(valueText));
    const values = before
      ? predicate.values.filter((value) => kept.has(valueText(value)))
      : predicate.values;
    lists.set(name, { values, from: [...(before?.from ?? []), conjunct] });
  }
  return lists;
}

/** Decimals are left out: 1.0 and 1.00 are equal and read differently. */
function isEquality({ operator, column }: ColumnPredicate): boolean {
  return (operator === '=' || operator === 'in') && column.type !== 'decimal';
}
