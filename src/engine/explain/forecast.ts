/** What a statement costs in calls and time, as text. */
import type { CallsLeft } from '../../xero/index.ts';
import { expectedCalls, type ExpectedCalls, type QueryPlan } from '../plan/index.ts';

/** What is known of the organisations that a statement reads. */
export interface Forecast {
  readonly organisations: readonly OrganisationForecast[];
  /** By scan: documents that its lists had when they were last read; null when not known. */
  readonly documents: ReadonlyMap<number, number | null>;
}

export interface OrganisationForecast {
  /** Its name, or its id where that is all that is known. */
  readonly name: string;
  readonly calls: ExpectedCalls;
  readonly left: CallsLeft;
  /** Time that the calls take at least, within its limits. */
  readonly ms: number;
}

export interface SummaryOptions {
  readonly oneTenant: boolean;
  /** null: which organisations are read takes a call to learn. */
  readonly forecast: Forecast | null;
}

/** The last lines of a plan. */
export function callsSummary(
  plan: QueryPlan,
  { oneTenant, forecast }: SummaryOptions,
): readonly string[] {
  const scans = [...plan.scans.values()];
  const blind = expectedCalls(scans, () => null);
  const takesCalls = scans.some(
    ({ table, requests }) => table.source.kind === 'endpoint' && requests.length > 0,
  );
  if (!takesCalls) return [`Calls to Xero: ${callsText(blind)}`];
  if (forecast === null) {
    return [
      `Calls to Xero: ${callsText(blind)}${oneTenant ? '' : ' for each organisation'}`,
      'Calls left: not known before the first call',
    ];
  }
  // calls that belong to no organisation: the list of connections
  const others = expectedCalls(
    scans.filter(({ table }) => table.source.kind !== 'endpoint'),
    () => null,
  );
  const { organisations } = forecast;
  const [only, ...more] = organisations;
  const total = [others, ...organisations.map(({ calls }) => calls)].reduce(added);
  return [
    `Calls to Xero: ${callsText(total)}`,
    ...(only !== undefined && more.length === 0
      ? [`Calls left: ${leftText(only)}`]
      : organisations.map(
          (one) => `  ${one.name}: ${callsText(one.calls)}; left: ${leftText(one)}`,
        )),
    ...timeLine(organisations, total.open),
  ];
}

function added(one: ExpectedCalls, other: ExpectedCalls): ExpectedCalls {
  return {
    least: one.least + other.least,
    certain: one.certain + other.certain,
    open: one.open || other.open,
    each: new Set([...one.each, ...other.each]),
  };
}

function callsText({ least, open, each }: ExpectedCalls): string {
  const more = [...each].map((column) => `, and 1 for each ${column}`).join('');
  return `${open ? 'at least ' : ''}${counted(least, 'call')}${more}`;
}

function leftText({ calls, left: { minute, day } }: OrganisationForecast): string {
  if (minute === null && day === null) return 'not known before the first call';
  const parts = [
    ...(day === null ? [] : [`${day.toLocaleString('en-US')} today`]),
    ...(minute === null ? [] : [`${minute} this minute`]),
  ];
  const short = day !== null && calls.certain > day ? ', too few' : '';
  return parts.join(', ') + short;
}

/** Organisations are read side by side: the slowest of them decides. */
function timeLine(organisations: readonly OrganisationForecast[], open: boolean): string[] {
  const slowest = organisations.toSorted((one, other) => other.ms - one.ms)[0];
  if (slowest === undefined || slowest.ms === 0) return [];
  const { latencyMs } = slowest.left;
  const call = latencyMs === null ? 'if a call takes 0.3 s' : `a call takes ${seconds(latencyMs)}`;
  return [`Time: ${open ? 'at least' : 'about'} ${seconds(slowest.ms)}, ${call}`];
}

function seconds(ms: number): string {
  if (ms < 10_000) return `${Math.max(0.1, Math.round(ms / 100) / 10)} s`;
  const whole = Math.round(ms / 1000);
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}

/** `1 call`, `2 calls`, `2,402 documents`. */
export const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
