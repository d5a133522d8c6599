/**
 * The calls that a report takes. Xero cuts earlier periods by counting months back from the last
 * day of the newest one, and so loses the 31st where that day is a 30th: each call therefore ends
 * in a period whose last day is none too early for the others, and what is too new is left out.
 */
import { SqlError } from '../../../errors.ts';
import type { EndpointSource, ReportShape } from '../../../schemas/model.ts';
import type { SqlValue } from '../../values/types.ts';
import type { ApiRequest, ReportPeriod } from '../plan.ts';

type Inputs = Readonly<Record<string, SqlValue>>;

/** Columns of amounts in one answer: the newest period and eleven earlier ones. */
const MOST_PERIODS = 12;

const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** What a report is as at, where no condition says: today, or the month so far. */
export function reportDefaults(
  { report, inputs }: EndpointSource,
  values: Inputs,
  today: string,
): Inputs {
  const hasInput = (column: string): boolean => inputs.some((input) => input.column === column);
  const day = textOf(values['Date']) ?? today;
  if (report?.calls === 'date') return hasInput('Date') ? { ...values, Date: day } : values;
  if (report?.calls !== 'range') return values;
  const ToDate = textOf(values['ToDate']) ?? today;
  const FromDate = textOf(values['FromDate']) ?? `${ToDate.slice(0, 8)}01`;
  return { ...values, FromDate, ToDate };
}

/** @throws SqlError INVALID_VALUE for a range that is no whole number of its periods */
export function reportRequests(
  table: string,
  { calls }: ReportShape,
  request: ApiRequest,
): readonly ApiRequest[] {
  if (calls !== 'range') return [request];
  const [from, to] = [textOf(request.inputs['FromDate']), textOf(request.inputs['ToDate'])];
  if (from === null || to === null) return [request];
  if (from > to) return [];
  const timeframe = textOf(request.inputs['Timeframe']);
  if (timeframe === null || request.inputs['Periods'] !== undefined) {
    checkLength(table, from, to);
    return [request];
  }
  const months = MONTHS[timeframe];
  if (months === undefined) return [];
  return callsFor(periodsOf(table, from, to, months, timeframe), months).map((periods) => {
    const newest = periods[0] as ReportPeriod;
    return {
      ...request,
      query: {
        ...request.query,
        fromDate: newest.start,
        toDate: newest.end,
        ...(periods.length > 1 ? { periods: String(periods.length - 1) } : {}),
      },
      periods,
    };
  });
}

const textOf = (value: SqlValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

/** Xero refuses a range of more than a year. */
function checkLength(table: string, from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days <= 365) return;
  throw new SqlError('INVALID_VALUE', `${table} covers at most 365 days, not ${from} to ${to}.`, {
    hint: "Say Timeframe = 'MONTH', 'QUARTER' or 'YEAR' to have a longer range by periods.",
  });
}

// ---------------------------------------------------------------------- periods

type Period = Omit<ReportPeriod, 'wanted'>;

/** A month as a number, so that months can be counted. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const firstDay = (month: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10);

const lastDay = (month: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);

/** The period of so many months that ends with `month`. */
const periodEnding = (month: number, months: number): Period => ({
  start: firstDay(month - months + 1),
  end: lastDay(month),
});

/** The whole periods from one day to another, the newest first. */
function periodsOf(
  table: string,
  from: string,
  to: string,
  months: number,
  timeframe: string,
): readonly Period[] {
  const [first, last] = [monthOf(from), monthOf(to)];
  const count = (last - first + 1) / months;
  if (from !== firstDay(first) || to !== lastDay(last) || !Number.isInteger(count)) {
    throw new SqlError(
      'INVALID_VALUE',
      `${table} by ${timeframe} needs whole periods, which ${from} to ${to} are not.`,
      { hint: 'Begin on the first day of a month and end on the last day of one.' },
    );
  }
  return Array.from({ length: count }, (_, index) => periodEnding(last - index * months, months));
}

/** The fewest calls that bring all of them, each a list of the columns it will have. */
function callsFor(
  periods: readonly Period[],
  months: number,
): readonly (readonly ReportPeriod[])[] {
  const calls: (readonly ReportPeriod[])[] = [];
  for (let rest = periods; rest.length > 0;) {
    const { anchors, covered } = bestCall(rest, months);
    calls.push([
      ...anchors.map((period) => ({ ...period, wanted: false })),
      ...rest.slice(0, covered).map((period) => ({ ...period, wanted: true })),
    ]);
    rest = rest.slice(covered);
  }
  return calls;
}

interface Call {
  /** Newer periods that the call begins with, for the sake of their last day. */
  readonly anchors: readonly Period[];
  /** How many of the periods it brings. */
  readonly covered: number;
}

function bestCall(periods: readonly Period[], months: number): Call {
  const newest = monthOf(periods[0]?.end ?? '');
  let best: Call = { anchors: [], covered: 0 };
  for (let ahead = 0; ahead < MOST_PERIODS; ahead += 1) {
    const anchors = Array.from({ length: ahead }, (_, index) =>
      periodEnding(newest + (ahead - index) * months, months),
    );
    const last = dayOfMonth(anchors[0] ?? periods[0]);
    const room = periods.slice(0, MOST_PERIODS - ahead);
    const tooLate = room.findIndex((period) => dayOfMonth(period) > last);
    const covered = tooLate === -1 ? room.length : tooLate;
    if (covered > best.covered) best = { anchors, covered };
  }
  return best;
}

const dayOfMonth = (period: Period | undefined): number => Number(period?.end.slice(8));
