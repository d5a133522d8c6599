/** `Date + interval '30 days'`, `Date - 7`: a date or timestamp column moved by constants. */
import type { Expr } from '../../rel/rel.ts';
import type { ColumnExpr } from '../../rel/walk.ts';
import { addInterval, MS_PER_DAY, toTime } from '../../values/datetime.ts';
import { negateInterval } from '../../values/interval.ts';
import type { Interval, SqlValue } from '../../values/types.ts';
import { columnIn, period, type Period } from './periods.ts';

interface Moved {
  readonly column: ColumnExpr;
  /** What it is moved by, one after the other. */
  readonly steps: readonly Interval[];
}

/**
 * The period in which the column lies just when `expr`, the column moved, has `value`, or lies within
 * that day if `wholeDay`. Days of the month that there are not move to its last one, so a later date
 * is never moved before an earlier one; but times of day can be, and are left alone.
 */
export function movedPeriod(expr: Expr, value: SqlValue, wholeDay: boolean): Period | null {
  const moved = movedColumn(expr);
  const time = timeOf(value);
  if (moved === null || time === null) return null;
  if (moved.column.type !== 'date' && moved.steps.some(({ months }) => months !== 0)) return null;
  return period(
    moved.column,
    firstReaching(moved, time),
    firstReaching(moved, time + (wholeDay ? MS_PER_DAY : 1)),
  );
}

/** Around the period of a timestamp moved by months: a few days to spare, for their different lengths. */
export function widePeriod(expr: Expr, value: SqlValue): Period | null {
  const moved = movedColumn(expr);
  const time = timeOf(value);
  if (moved === null || time === null || moved.column.type !== 'timestamp') return null;
  if (moved.steps.every(({ months }) => months === 0)) return null;
  const about = movedBack(moved, time);
  const spare = moved.steps.length * SPARE_DAYS * MS_PER_DAY;
  return period(moved.column, about - spare, about + spare);
}

/** Steps that can lead no date of a book out of the years there are. */
const MOST_MONTHS = 1_200;
const MOST_DAYS = 36_600;
/** The same for what it is compared with. */
const FIRST = Date.UTC(1500, 0, 1);
const LAST = Date.UTC(3000, 0, 1);

function timeOf(value: SqlValue): number | null {
  const time = typeof value === 'string' ? toTime(value) : NaN;
  return time >= FIRST && time <= LAST ? time : null;
}

function movedColumn(expr: Expr | undefined): Moved | null {
  const column = columnIn(expr);
  if (column !== null) return { column, steps: [] };
  if (expr?.kind !== 'call' || (expr.name !== '+' && expr.name !== '-')) return null;
  const [left, right] = expr.args;
  const leftStep = expr.name === '+' ? stepOf(left) : null;
  const step = leftStep ?? stepOf(right);
  const inner = movedColumn(leftStep === null ? left : right);
  if (step === null || inner === null) return null;
  return { ...inner, steps: [...inner.steps, expr.name === '+' ? step : negateInterval(step)] };
}

function stepOf(expr: Expr | undefined): Interval | null {
  if (expr?.kind !== 'literal' || expr.value === null) return null;
  const step = asInterval(expr.value);
  if (step === null || Math.abs(step.months) > MOST_MONTHS) return null;
  return Math.abs(step.days) + Math.abs(step.milliseconds) / MS_PER_DAY > MOST_DAYS ? null : step;
}

function asInterval(value: SqlValue): Interval | null {
  if (typeof value === 'number') {
    return { kind: 'interval', months: 0, days: value, milliseconds: 0 };
  }
  return typeof value === 'object' && value !== null && 'months' in value ? value : null;
}

const moveAll = (steps: readonly Interval[], time: number): number =>
  steps.reduce(addInterval, time);

const movedBack = ({ steps }: Moved, time: number): number =>
  moveAll(steps.toReversed().map(negateInterval), time);

/** Days by which a step of months and the step back can differ at most, and one for a time of day. */
const SPARE_DAYS = 4;

/** The first day, or instant, that is moved to `time` or beyond it. */
function firstReaching(moved: Moved, time: number): number | null {
  const about = movedBack(moved, time);
  if (moved.column.type !== 'date') return about;
  const spare = (moved.steps.length + 1) * SPARE_DAYS;
  const first = Math.floor(about / MS_PER_DAY) - spare;
  for (let day = first; day <= first + 2 * spare; day += 1) {
    if (moveAll(moved.steps, day * MS_PER_DAY) >= time) {
      return day === first ? null : day * MS_PER_DAY;
    }
  }
  return null;
}
