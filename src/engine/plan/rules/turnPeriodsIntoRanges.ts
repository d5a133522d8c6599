import type { CompareOperator, Expr } from '../../rel/rel.ts';
import type { ColumnExpr } from '../../rel/walk.ts';
import { MONTHS_PER_UNIT, parseDateUnit, truncateTime } from '../../values/datefields.ts';
import {
  addMonths,
  civilToTime,
  MS_PER_DAY,
  timeToDate,
  timeToTimestamp,
  toTime,
} from '../../values/datetime.ts';
import { Decimal } from '../../values/decimal.ts';
import type { SqlValue } from '../../values/types.ts';
import { rewriteExprs, type Rule } from './rule.ts';

/**
 * `extract(year FROM Date) = 2026`, `date_trunc('month', Date) = DATE '2026-06-01'`,
 * `to_char(Date, 'YYYY-MM') = '2026-06'` and `CAST(Date AS TEXT) LIKE '2026-06%'` say of a column
 * that it lies in a period: `Date >= … AND Date < …`, which Xero can filter by. So do days counted
 * between a column and a date. Both forms are NULL for the same rows.
 */
export const turnPeriodsIntoRanges: Rule = {
  name: 'turn periods into ranges',
  apply: (rel) => rewriteExprs(rel, (expr) => rewrite(expr) ?? expr),
};

/** From an instant until before another, in milliseconds since 1970. */
interface Period {
  readonly column: ColumnExpr;
  readonly from: number;
  readonly to: number;
}

function rewrite(expr: Expr): Expr | null {
  switch (expr.kind) {
    case 'compare':
      if (expr.left.kind === 'literal') {
        return compared(MIRRORED[expr.operator], expr.right, expr.left);
      }
      return expr.right.kind === 'literal' ? compared(expr.operator, expr.left, expr.right) : null;
    case 'inList':
      return listed(expr);
    case 'like': {
      const period = periodOfPattern(expr);
      return period && within(expr.negated ? '<>' : '=', period);
    }
    default:
      return null;
  }
}

type Literal = Extract<Expr, { kind: 'literal' }>;

const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

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

/** The column that an expression is a date or timestamp of, days as their midnights. */
function columnIn(expr: Expr | undefined): ColumnExpr | null {
  const isTime = (type: Expr['type']): boolean => type === 'date' || type === 'timestamp';
  if (expr?.kind === 'column') return isTime(expr.type) ? expr : null;
  if (expr?.kind !== 'cast' || expr.type !== 'timestamp' || expr.arg.kind !== 'column') return null;
  return isTime(expr.arg.type) ? expr.arg : null;
}

/** The period in which a column lies just when `expr`, a function that never falls, has `value`. */
function periodOf(expr: Expr, value: SqlValue): Period | null {
  if (expr.kind === 'cast' && expr.type === 'date' && typeof value === 'string') {
    if (expr.arg.kind === 'call') return truncated(expr.arg, value, MS_PER_DAY);
    const column = expr.arg.type === 'timestamp' ? columnIn(expr.arg) : null;
    return column && period(column, toTime(value), toTime(value) + MS_PER_DAY);
  }
  if (expr.kind !== 'call') return null;
  if (expr.name === 'date_trunc')
    return typeof value === 'string' ? truncated(expr, value, 1) : null;
  const column = yearOf(expr);
  const year = wholeNumber(value);
  if (column === null || year === null) return null;
  return period(column, civilToTime(year, 1, 1), civilToTime(year + 1, 1, 1));
}

const YEAR_FUNCTIONS: readonly string[] = ['extract', 'date_part', 'datepart'];

function yearOf({ name, args }: Extract<Expr, { kind: 'call' }>): ColumnExpr | null {
  const [first, second] = args;
  if (name === 'year') return columnIn(first);
  if (!YEAR_FUNCTIONS.includes(name) || first?.kind !== 'literal') return null;
  return first.value === 'year' ? columnIn(second) : null;
}

function wholeNumber(value: SqlValue): number | null {
  if (value instanceof Decimal) return value.toInteger();
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
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

/** Null beyond the last year there is. */
function laterBy(months: number, time: number): number | null {
  return new Date(time).getUTCFullYear() >= 9999 ? null : addMonths(time, months);
}

/** Null where a bound is outside the years there are, or within a day of a column of days. */
function period(column: ColumnExpr, from: number | null, to: number | null): Period | null {
  if (from === null || to === null || to > LAST_TIME) return null;
  const wholeDays = from % MS_PER_DAY === 0 && to % MS_PER_DAY === 0;
  return column.type === 'date' && !wholeDays ? null : { column, from, to };
}

const LAST_TIME = Date.UTC(9999, 11, 31);

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

function within(operator: CompareOperator, { column, from, to }: Period): Expr {
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
