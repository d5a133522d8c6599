/**
 * Fiscal years: named by the calendar year in which they end, as accountants in Australia, New
 * Zealand and the United Kingdom name them. A call cannot ask the organisation, so the month (and
 * the day, where it is not the month's last) in which the year ends are arguments.
 */
import { ExecutionError } from '../../errors.ts';
import { daysInMonth, timeToDate, toTime, civilToTime, MS_PER_DAY } from '../values/datetime.ts';
import type { SqlValue } from '../values/types.ts';
import type { Overload, ScalarDeclaration } from './declare.ts';

/** The month that the fiscal year ends in, and the day, 31 for every month's last one. */
interface YearEnd {
  readonly month: number;
  readonly day: number;
}

const MONTHS = 12;
const LAST_DAY = 31;

/** @throws ExecutionError OUT_OF_RANGE */
function yearEnd(month: number, day = LAST_DAY): YearEnd {
  if (month < 1 || month > MONTHS || day < 1 || day > LAST_DAY) {
    throw new ExecutionError('OUT_OF_RANGE', `no fiscal year ends in month ${month}, day ${day}`, {
      hint: 'Write the month from 1 to 12, then the day: fiscal_year(Date, 6, 30).',
    });
  }
  // 30 June is the last of its month, so every fiscal month ends with the calendar's; so does 28 February.
  const shortest = month === 2 ? 28 : daysInMonth(2026, month);
  return { month, day: day >= shortest ? LAST_DAY : day };
}

/** A date as the number of its fiscal month since year 0, counted in whole months. */
function fiscalMonth(date: string, { month, day }: YearEnd): number {
  const [y = 0, m = 1, d = 1] = date.slice(0, 10).split('-').map(Number);
  const isNext = d > Math.min(day, daysInMonth(y, m));
  return y * MONTHS + (m - 1) + (isNext ? 1 : 0) + MONTHS - month;
}

/** The first day of a fiscal month. */
function firstDay(fiscal: number, { month, day }: YearEnd): string {
  // It begins on the day after the calendar month before has had its end.
  const calendar = fiscal - MONTHS + month - 1;
  const [y, m] = [Math.floor(calendar / MONTHS), (calendar % MONTHS) + 1];
  const end = civilToTime(y, m, Math.min(day, daysInMonth(y, m)));
  if (end === null)
    throw new ExecutionError('OUT_OF_RANGE', 'a date must lie in the years 1 to 9999');
  return timeToDate(end + MS_PER_DAY);
}

const dayBefore = (date: string): string => timeToDate(toTime(date) - MS_PER_DAY);

/** The first fiscal month of the period of `months` months that `fiscal` is in. */
const periodStart = (fiscal: number, months: number): number => fiscal - (fiscal % months);

const fiscal = (
  name: string,
  description: string,
  returns: 'integer' | 'date',
  evaluate: (month: number, end: YearEnd) => SqlValue,
): ScalarDeclaration => {
  const overload = (args: Overload['args']): Overload => ({
    args,
    returns,
    evaluate: ([date, month, day]) => {
      const end = yearEnd(month as number, (day ?? LAST_DAY) as number);
      return evaluate(fiscalMonth(date as string, end), end);
    },
  });
  return {
    name,
    description,
    overloads: [overload(['timestamp', 'integer']), overload(['timestamp', 'integer', 'integer'])],
  };
};

export const FISCAL_FUNCTIONS: readonly ScalarDeclaration[] = [
  fiscal(
    'fiscal_year',
    'The calendar year in which the fiscal year of a date ends: fiscal_year(date, end_month[, end_day]).',
    'integer',
    (month) => Math.floor(month / MONTHS),
  ),
  fiscal(
    'fiscal_quarter',
    'The quarter, 1 to 4, of the fiscal year that a date is in.',
    'integer',
    (month) => Math.floor((month % MONTHS) / 3) + 1,
  ),
  fiscal(
    'fiscal_month',
    'The month, 1 to 12, of the fiscal year that a date is in.',
    'integer',
    (month) => (month % MONTHS) + 1,
  ),
  fiscal(
    'fiscal_year_start',
    'The first day of the fiscal year that a date is in.',
    'date',
    (month, end) => firstDay(periodStart(month, MONTHS), end),
  ),
  fiscal(
    'fiscal_year_end',
    'The last day of the fiscal year that a date is in.',
    'date',
    (month, end) => dayBefore(firstDay(periodStart(month, MONTHS) + MONTHS, end)),
  ),
  fiscal(
    'fiscal_quarter_start',
    'The first day of the fiscal quarter that a date is in.',
    'date',
    (month, end) => firstDay(periodStart(month, 3), end),
  ),
  fiscal(
    'fiscal_month_start',
    'The first day of the fiscal month that a date is in.',
    'date',
    (month, end) => firstDay(month, end),
  ),
];
