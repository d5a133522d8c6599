/** A plan as text: the operators, and for every scan the calls, what Xero filters and what is checked here. */
import { engineLines, type EngineExplained } from './engine.ts';
import { callsSummary, counted, type Forecast } from './forecast.ts';
import { requestLine } from './requests.ts';
import type { QueryPlan, ScanPlan } from '../plan/index.ts';
import type { Rel } from '../rel/rel.ts';
import { printExpr, printRel, type PrintOptions } from '../rel/print.ts';
import { hasSubquery } from '../rel/walk.ts';

export { counted, type Forecast, type OrganisationForecast } from './forecast.ts';

/** What reading one scan took, for EXPLAIN ANALYZE. */
export interface ScanMeasure {
  readonly apiCalls: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface ExplainOptions {
  /** By scan id: what was measured; nothing for a plain EXPLAIN. */
  readonly measures?: ReadonlyMap<number, ScanMeasure>;
  /** The connection's CacheSeconds; 0, the default: nothing is kept. */
  readonly cacheSeconds?: number;
  /** Which engine is asked for and which ran; absent: nothing is said of it. */
  readonly engine?: EngineExplained;
  /** Whether the connection's Tenant is one organisation; several multiply the calls. */
  readonly oneTenant: boolean;
  /** What is known of the organisations; null, the default: which are read takes a call to learn. */
  readonly forecast?: Forecast | null;
}

/** @returns one line of text per element; never a secret, for none is in a plan. */
export function explain(plan: QueryPlan, options: ExplainOptions): readonly string[] {
  const details = (rel: Rel, print: PrintOptions): readonly string[] => {
    const scan = rel.kind === 'scan' ? plan.scans.get(rel.scanId) : undefined;
    return scan ? scanDetails(plan, scan, print, options) : [];
  };
  const ctes = plan.ctes.flatMap((cte) => [
    `With ${cte.name}`,
    ...indented(printRel(cte.rel, details)),
  ]);
  const engines = options.engine === undefined ? [] : engineLines(plan, options.engine);
  return [
    ...ctes,
    ...printRel(plan.root, details).split('\n'),
    ...engines,
    ...lastLines(plan, options),
  ];
}

const indented = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);

function scanDetails(
  { ctes }: QueryPlan,
  plan: ScanPlan,
  print: PrintOptions,
  { measures, cacheSeconds = 0, forecast }: ExplainOptions,
): readonly string[] {
  const measure = measures?.get(plan.scan.scanId);
  const list = (name: string, exprs: ScanPlan['pushed']): string[] =>
    exprs.length > 0
      ? [`${name}: ${exprs.map((expr) => printExpr(expr, print)).join(' AND ')}`]
      : [];
  return [
    ...plan.requests.slice(0, 3).map((request) => requestLine(plan, request)),
    ...(plan.requests.length > 3 ? [`… and ${plan.requests.length - 3} requests more`] : []),
    ...(cacheSeconds > 0 && isCacheable(plan)
      ? [`from the cache if read within ${cacheSeconds} s`]
      : []),
    ...(plan.countOnly === true ? ['counted by Xero: the page says how many there are'] : []),
    ...extremesLine(plan),
    ...documentsLine(forecast?.documents.get(plan.scan.scanId) ?? null),
    ...keysLine(plan, ctes),
    ...(plan.requests.length === 0 ? ['no call: no row can qualify'] : []),
    ...list('organisations where', plan.tenantFilter),
    ...list('Xero filters', plan.pushed),
    // Those with subqueries stand in the filter above, where the subquery has its number.
    ...list(
      'checked here',
      plan.residual.filter((expr) => !hasSubquery(expr)),
    ),
    ...(plan.rowLimit === null ? [] : [`stops after ${plan.rowLimit} rows`]),
    ...(measure ? [measureLine(measure)] : []),
  ];
}

function isCacheable({ table: { source }, requests }: ScanPlan): boolean {
  return (
    source.kind === 'endpoint' &&
    source.endpoint.cacheable &&
    requests.some(({ single }) => !single)
  );
}

function extremesLine({ extremes }: ScanPlan): readonly string[] {
  if (extremes === undefined) return [];
  const orders = extremes.orders.map(
    ({ column, descending }) => `${descending ? 'last' : 'first'} by ${column}`,
  );
  const counted = extremes.counted ? ', counted by Xero: the page says how many there are' : '';
  return [`only the ${orders.join(' and the ')}${counted}`];
}

const documentsLine = (documents: number | null): readonly string[] =>
  documents === null ? [] : [`${counted(documents, 'document')} when it was last read`];

function keysLine({ keys }: ScanPlan, ctes: QueryPlan['ctes']): readonly string[] {
  if (keys === null) return [];
  const from = ctes.find(({ cteId }) => cteId === keys.cteId)?.name ?? '';
  return keys.use === 'each'
    ? [`once for each ${keys.column} in ${from}`]
    : [`only each ${keys.column} in ${from}, where that takes fewer calls`];
}

function measureLine({ apiCalls, rows, bytes }: ScanMeasure): string {
  return `actual: ${counted(apiCalls, 'call')}, ${counted(rows, 'row')}, ${counted(bytes, 'byte')}`;
}

const lastLines = (
  plan: QueryPlan,
  { oneTenant, forecast = null }: ExplainOptions,
): readonly string[] => callsSummary(plan, { oneTenant, forecast });
