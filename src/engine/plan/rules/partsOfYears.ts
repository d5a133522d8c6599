/** `extract(year FROM d) = 2026 AND extract(month FROM d) = 3`: the year is a range by then. */
import type { CompareOperator, Expr } from '../../rel/rel.ts';
import type { ColumnExpr } from '../../rel/walk.ts';
import { civilToTime, toTime } from '../../values/datetime.ts';
import { datePart, laterBy, period, wholeNumber, within } from './periods.ts';

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3 };

/** The conjunction with ranges in place of months and quarters of a year that is given; null if none. */
export function partsOfYears(conjuncts: readonly Expr[]): Expr | null {
  const all = conjuncts.flatMap((expr) => (expr.kind === 'and' ? expr.args : [expr]));
  const parts = all.flatMap((expr) => partOfYear(expr, all) ?? []);
  if (parts.length === 0) return null;
  const years = new Set(parts.flatMap(({ year }) => year.bounds));
  const args = all
    .filter((expr) => !years.has(expr))
    .map((expr) => parts.find((part) => part.expr === expr)?.range ?? expr);
  return { kind: 'and', args, type: 'boolean' };
}

interface PartOfYear {
  readonly expr: Expr;
  readonly year: Year;
  /** What `expr` and the year say together. */
  readonly range: Expr;
}

interface Year {
  readonly number: number;
  /** The conjuncts that say it. */
  readonly bounds: readonly Expr[];
}

/** Of `month = 3`, where the other conjuncts give the year. */
function partOfYear(expr: Expr, conjuncts: readonly Expr[]): PartOfYear | null {
  if (expr.kind !== 'compare' || expr.operator !== '=' || expr.right.kind !== 'literal')
    return null;
  const found = datePart(expr.left);
  const months = MONTHS[found?.part ?? ''];
  const number = wholeNumber(expr.right.value);
  if (found === null || months === undefined || number === null) return null;
  const year = yearOf(found.column, conjuncts);
  if (year === null || number < 1 || number > 12 / months) return null;
  const from = civilToTime(year.number, (number - 1) * months + 1, 1);
  const within_ = from === null ? null : period(found.column, from, laterBy(months, from));
  return within_ && { expr, year, range: within('=', within_) };
}

/** The year that a column lies in, as `d >= 1 January AND d < 1 January of the next` say it. */
function yearOf(column: ColumnExpr, conjuncts: readonly Expr[]): Year | null {
  for (const start of conjuncts) {
    const from = operandOf(start, '>=', column);
    if (from === null) continue;
    const number = new Date(from).getUTCFullYear();
    const next = laterBy(12, from);
    const end = conjuncts.find((expr) => next !== null && operandOf(expr, '<', column) === next);
    if (from === civilToTime(number, 1, 1) && end !== undefined) {
      return { number, bounds: [start, end] };
    }
  }
  return null;
}

/** The instant that a column is compared with so; null where it is not. */
function operandOf(expr: Expr, operator: CompareOperator, { id }: ColumnExpr): number | null {
  if (expr.kind !== 'compare' || expr.operator !== operator) return null;
  const { left, right } = expr;
  if (left.kind !== 'column' || left.id !== id || right.kind !== 'literal') return null;
  return typeof right.value === 'string' ? toTime(right.value) : null;
}
