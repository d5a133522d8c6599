/** Periods of a date or timestamp column, and the comparisons that say one. */
import type { CompareOperator, Expr } from '../../rel/rel.ts';
import type { ColumnExpr } from '../../rel/walk.ts';
import { addMonths, MS_PER_DAY, timeToDate, timeToTimestamp } from '../../values/datetime.ts';
import { Decimal } from '../../values/decimal.ts';
import type { SqlValue } from '../../values/types.ts';

/** From an instant until before another, in milliseconds since 1970. */
export interface Period {
  readonly column: ColumnExpr;
  readonly from: number;
  readonly to: number;
}

/** The column that an expression is a date or timestamp of, days as their midnights. */
export function columnIn(expr: Expr | undefined): ColumnExpr | null {
  const isTime = (type: Expr['type']): boolean => type === 'date' || type === 'timestamp';
  if (expr?.kind === 'column') return isTime(expr.type) ? expr : null;
  if (expr?.kind !== 'cast' || expr.type !== 'timestamp' || expr.arg.kind !== 'column') return null;
  return isTime(expr.arg.type) ? expr.arg : null;
}

const PART_FUNCTIONS: readonly string[] = ['extract', 'date_part', 'datepart'];

/** `extract(month FROM d)`, `month(d)`: the part and the column it is of. */
export function datePart(
  expr: Expr,
): { readonly part: string; readonly column: ColumnExpr } | null {
  if (expr.kind !== 'call') return null;
  const [first, second] = expr.args;
  if (!PART_FUNCTIONS.includes(expr.name)) {
    const column = columnIn(first);
    return column && { part: expr.name, column };
  }
  if (first?.kind !== 'literal' || typeof first.value !== 'string') return null;
  const column = columnIn(second);
  return column && { part: first.value, column };
}

/** A literal's value as an integer; null where it is none. */
export function wholeNumber(value: SqlValue): number | null {
  if (value instanceof Decimal) return value.toInteger();
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** Null beyond the last year there is. */
export function laterBy(months: number, time: number): number | null {
  return new Date(time).getUTCFullYear() >= 9999 ? null : addMonths(time, months);
}

/** Null where a bound is outside the years there are, or within a day of a column of days. */
export function period(column: ColumnExpr, from: number | null, to: number | null): Period | null {
  if (from === null || to === null || to > LAST_TIME) return null;
  const wholeDays = from % MS_PER_DAY === 0 && to % MS_PER_DAY === 0;
  return column.type === 'date' && !wholeDays ? null : { column, from, to };
}

export const LAST_TIME = Date.UTC(9999, 11, 31);

/** `column operator period`, as comparisons with its bounds. */
export function within(operator: CompareOperator, { column, from, to }: Period): Expr {
  const literal = (time: number): Expr =>
    column.type === 'date'
      ? { kind: 'literal', value: timeToDate(time), type: 'date' }
      : { kind: 'literal', value: timeToTimestamp(time), type: 'timestamp' };
  const compare = (with_: CompareOperator, time: number): Expr => ({
    kind: 'compare',
    operator: with_,
    left: column,
    right: literal(time),
    type: 'boolean',
  });
  switch (operator) {
    case '=':
      return { kind: 'and', args: [compare('>=', from), compare('<', to)], type: 'boolean' };
    case '<>':
      return { kind: 'or', args: [compare('<', from), compare('>=', to)], type: 'boolean' };
    case '<':
      return compare('<', from);
    case '<=':
      return compare('<', to);
    case '>':
      return compare('>=', to);
    case '>=':
      return compare('>=', from);
  }
}
