import { MIRRORED } from '../../rel/mirrored.ts';
import type { CompareOperator, Expr } from '../../rel/rel.ts';
import type { ColumnExpr } from '../../rel/walk.ts';
import { MONTHS_PER_UNIT, parseDateUnit, truncateTime } from '../../values/datefields.ts';
import { civilToTime, MS_PER_DAY, timeToDate, toTime } from '../../values/datetime.ts';
import type { SqlValue } from '../../values/types.ts';
import { movedPeriod } from './movedDates.ts';
import { partsOfYears } from './partsOfYears.ts';
import {
  columnIn,
  datePart,
  LAST_TIME,
  laterBy,
  period,
  type Period,
  wholeNumber,
  within,
} from './periods.ts';
import { rewriteExprs, type Rule } from './rule.ts';

/**
 * `extract(year FROM Date) = 2026`, `date_trunc('month', Date) = DATE '2026-06-01'`,
 * `to_char(Date, 'YYYY-MM') = '2026-06'` and `CAST(Date AS TEXT) LIKE '2026-06%'` say of a column
 * that it lies in a period: `Date >= … AND Date < …`, which Xero can filter by. So do a year with a month
 * or quarter of it, days counted between a column and a date, and a column moved by days or, for days,
 * months. Both forms are NULL for the same rows.
 */
export const turnPeriodsIntoRanges: Rule = {
  name: 'turn periods into ranges',
  apply: (rel) => rewriteExprs(rel, (expr) => rewrite(expr) ?? expr),
};

function rewrite(expr: Expr): Expr | null {
  switch (expr.kind) {
    case 'compare':
      if (expr.left.kind === 'literal') {
        return compared(MIRRORED[expr.operator], expr.right, expr.left);
      }
      return expr.right.kind === 'literal' ? compared(expr.operator, expr.left, expr.right) : null;
    case 'inList':
      return listed(expr);
    case 'and':
      return partsOfYears(expr.args);
    case 'like': {
      const period = periodOfPattern(expr);
      return period && within(expr.negated ? '<>' : '=', period);
    }
    default:
      return null;
  }
}

type Literal = Extract<Expr, { kind: 'literal' }>;

function compared(operator: CompareOperator, left: Expr, { value }: Literal): Expr | null {
  const period = periodOf(left, value);
  if (period !== null) return within(operator, period);
  const text = operator === '=' || operator === '<>' ? periodOfText(left, value) : null;
  return text === null ? daysBetween(operator, left, value) : within(operator, text);
}

function listed(expr: Extract<Expr, { kind: 'inList' }>): Expr | null {
  const periods = expr.list.map((item) =>
    item.kind === 'literal'
      ? (periodOf(expr.arg, item.value) ?? periodOfText(expr.arg, item.value))
      : null,
  );
  if (expr.negated || !periods.every((found) => found !== null)) return null;
  const args = periods.map((found) => within('=', found));
  const [only] = args;
  return args.length === 1 && only !== undefined ? only : { kind: 'or', args, type: 'boolean' };
}

// -------------------------------------------------------------------- periods

/** The period in which a column lies just when `expr`, a function that never falls, has `value`. */
function periodOf(expr: Expr, value: SqlValue): Period | null {
  if (expr.kind === 'cast' && expr.type === 'date' && typeof value === 'string') {
    if (expr.arg.kind === 'call') {
      return truncated(expr.arg, value, MS_PER_DAY) ?? movedPeriod(expr.arg, value, true);
    }
    const column = expr.arg.type === 'timestamp' ? columnIn(expr.arg) : null;
    return column && period(column, toTime(value), toTime(value) + MS_PER_DAY);
  }
  if (expr.kind !== 'call') return null;
  if (expr.name === 'date_trunc')
    return typeof value === 'string' ? truncated(expr, value, 1) : null;
  if (expr.name === '+' || expr.name === '-') return movedPeriod(expr, value, false);
  const found = datePart(expr);
  const year = wholeNumber(value);
  if (found?.part !== 'year' || year === null) return null;
  return period(found.column, civilToTime(year, 1, 1), civilToTime(year + 1, 1, 1));
}

/** @param finest the length that the units must have at least, in milliseconds */
function truncated(
  { name, args }: Extract<Expr, { kind: 'call' }>,
  value: string,
  finest: number,
): Period | null {
  const [unitName, inner] = args;
  const column = columnIn(inner);
  if (name !== 'date_trunc' || unitName?.kind !== 'literal' || column === null) return null;
  if (typeof unitName.value !== 'string' || !KNOWN_UNITS.has(unitName.value)) return null;
  const unit = parseDateUnit(unitName.value);
  const start = toTime(value);
  if (truncateTime(unit, start) !== start) return null;
  const months = MONTHS_PER_UNIT[unit];
  const length = LENGTHS[unit];
  if (months !== undefined) return period(column, start, laterBy(months, start));
  return length === undefined || length < finest ? null : period(column, start, start + length);
}

const KNOWN_UNITS: ReadonlySet<string> = new Set([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
]);
const LENGTHS: Readonly<Record<string, number>> = {
  week: 7 * MS_PER_DAY,
  day: MS_PER_DAY,
  hour: MS_PER_DAY / 24,
};

// ----------------------------------------------------------------------- text

const TEMPLATES: Readonly<Record<string, RegExp>> = {
  YYYY: /^\d{4}$/,
  'YYYY-MM': /^\d{4}-\d\d$/,
  'YYYY-MM-DD': /^\d{4}-\d\d-\d\d$/,
};

function periodOfText(expr: Expr, value: SqlValue): Period | null {
  if (expr.kind !== 'call' || expr.name !== 'to_char' || typeof value !== 'string') return null;
  const [inner, template] = expr.args;
  const column = columnIn(inner);
  if (column === null || template?.kind !== 'literal') return null;
  const form = TEMPLATES[typeof template.value === 'string' ? template.value : ''];
  return form?.test(value) === true ? periodNamed(column, value) : null;
}

/** `CAST(d AS TEXT) LIKE '2026-06%'`: the text of a date begins with its year and month. */
function periodOfPattern(expr: Extract<Expr, { kind: 'like' }>): Period | null {
  const { arg, pattern } = expr;
  if (arg.kind !== 'cast' || arg.type !== 'text' || arg.length !== undefined) return null;
  const column = columnIn(arg.arg);
  if (column === null || pattern.kind !== 'literal' || typeof pattern.value !== 'string')
    return null;
  const [, day] = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)-?%$/.exec(pattern.value) ?? [];
  // A dash after the day would be of no date's text.
  if (day === undefined || (day.length === 10 && pattern.value.endsWith('-%'))) return null;
  return arg.arg === column ? periodNamed(column, day) : null;
}

/** The year, month or day that `2026`, `2026-06` or `2026-06-30` names. */
function periodNamed(column: ColumnExpr, name: string): Period | null {
  const [year = 0, month, day] = name.split('-').map(Number);
  const from = civilToTime(year, month ?? 1, day ?? 1);
  if (from === null) return null;
  if (day !== undefined) return period(column, from, from + MS_PER_DAY);
  return period(column, from, laterBy(month === undefined ? 12 : 1, from));
}

// ---------------------------------------------------------------- comparisons

/** `DATE '2026-11-20' - DueDate > 30` is `DueDate < DATE '2026-10-21'`. */
function daysBetween(operator: CompareOperator, expr: Expr, value: SqlValue): Expr | null {
  if (expr.kind !== 'call' || expr.name !== '-' || typeof value !== 'number') return null;
  const [left, right] = expr.args;
  if (left?.type !== 'date' || right?.type !== 'date') return null;
  if (left.kind === 'literal' && right.kind === 'column') {
    return dayCompared(MIRRORED[operator], right, left.value, -value);
  }
  return left.kind === 'column' && right.kind === 'literal'
    ? dayCompared(operator, left, right.value, value)
    : null;
}

function dayCompared(
  operator: CompareOperator,
  column: ColumnExpr,
  date: SqlValue,
  days: number,
): Expr | null {
  if (typeof date !== 'string' || !Number.isSafeInteger(days)) return null;
  const time = toTime(date) + days * MS_PER_DAY;
  if (!(time >= FIRST_TIME && time <= LAST_TIME)) return null;
  const right: Expr = { kind: 'literal', value: timeToDate(time), type: 'date' };
  return { kind: 'compare', operator, left: column, right, type: 'boolean' };
}

const FIRST_TIME = Date.parse('0001-01-01T00:00:00Z');
