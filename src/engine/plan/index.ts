/**
 * Bound query → plan: the algebra rewritten so that conditions stand where Xero can apply them,
 * and for every scan the calls to make. Makes no call itself.
 */
import { evaluateConstant } from '../expr/index.ts';
import type { BoundQuery, Expr, Rel } from '../rel/rel.ts';
import { attachScans, type Rels } from './attachScans.ts';
import { bindKeys, type BoundRels } from './bindKeys.ts';
import { shareFirstDocuments } from './firstDocuments.ts';
import { lightAnswers } from './lightAnswers.ts';
import { limitScans } from './limitScans.ts';
import { countedLists, firstOfOrder } from './metadataAnswers.ts';
import { newIds } from './newIds.ts';
import type { QueryPlan } from './plan.ts';
import { pruneColumns } from './pruneColumns.ts';
import { alignHeaders } from './rules/alignHeaders.ts';
import { boundMovedTimestamps } from './rules/boundMovedTimestamps.ts';
import { countKeys } from './rules/countKeys.ts';
import { dropTrueFilters } from './rules/dropTrueFilters.ts';
import { emptyInputs } from './rules/emptyInputs.ts';
import { findContradictions } from './rules/findContradictions.ts';
import { foldConstants } from './rules/foldConstants.ts';
import { inlineCtes } from './rules/inlineCtes.ts';
import { normalisePredicates } from './rules/normalisePredicates.ts';
import { orderJoins } from './rules/orderJoins.ts';
import { pushFiltersDown } from './rules/pushFiltersDown.ts';
import type { Rule, RuleContext } from './rules/rule.ts';
import { turnPeriodsIntoRanges } from './rules/turnPeriodsIntoRanges.ts';
import type { ScanOptions } from './calls/index.ts';
import { shareRequests, withoutNeedlessKeys } from './shareRequests.ts';

export {
  sampleSize,
  expectedCalls,
  pagesWanted,
  type ExpectedCalls,
  type SizeOf,
} from './expectedCalls.ts';
export { requestsForEach, requestsNarrowedTo } from './keyedRequests.ts';
export { orderAsked } from './order.ts';
export {
  readingOf,
  type ApiRequest,
  type QueryPlan,
  type ScanKeys,
  type ScanPlan,
} from './plan.ts';

/** In the order in which they run. Leaving one out changes what a query costs, never its answer. */
export const RULES: readonly Rule[] = [
  countKeys,
  foldConstants,
  turnPeriodsIntoRanges,
  boundMovedTimestamps,
  normalisePredicates,
  emptyInputs,
  pushFiltersDown,
  orderJoins,
  alignHeaders,
  findContradictions,
  // Conditions that came down on constants are decided there, those on periods of a view's column too.
  foldConstants,
  turnPeriodsIntoRanges,
  emptyInputs,
  dropTrueFilters,
];

export interface PlanOptions extends Omit<ScanOptions, 'today'> {
  /** The instant the statement began: what `now()` and `current_date` stand for. */
  readonly now: Date;
  /** The connection reads one organisation; false when not known. */
  readonly oneTenant?: boolean;
  /** For tests: the rules to apply in place of all. */
  readonly rules?: readonly Rule[];
  /** For tests: false reads every list without regard to the keys found elsewhere. */
  readonly bindKeys?: boolean;
}

export function plan(query: BoundQuery, options: PlanOptions): QueryPlan {
  const oneTenant = options.oneTenant ?? false;
  const context: RuleContext = {
    evaluate: (expr) => constant(expr, options.now),
    oneTenant,
  };
  const rules = options.rules ?? RULES;
  const rewrite = (rel: Rel): Rel => rules.reduce((done, rule) => rule.apply(done, context), rel);
  const inlined = inlineCtes(query);
  const rewritten = {
    root: rewrite(inlined.root),
    ctes: inlined.ctes.map((cte) => ({ ...cte, rel: rewrite(cte.rel) })),
  };
  const newId = newIds(rewritten);
  const pruned = pruneColumns(rewritten, []);
  const bound =
    options.bindKeys === false ? unbound(pruned) : bindKeys(pruned, newId, { oneTenant });
  const today = options.now.toISOString().slice(0, 10);
  const attached = attachScans(bound, bound.keys, newId, { ...options, today });
  const shared = shareRequests(attached, { oneTenant });
  const limited = shareFirstDocuments(limitScans(shared, oneTenant), { oneTenant });
  const planned = firstOfOrder(limited);
  return {
    root: planned.root,
    columns: query.columns,
    ctes: planned.ctes,
    scans: byId(lightAnswers(countedLists(withoutNeedlessKeys(planned.scans)))),
  };
}

/** In the order of the statement; what the planner added comes last. */
const byId = (scans: QueryPlan['scans']): QueryPlan['scans'] =>
  new Map([...scans].sort(([one], [other]) => one - other));

const unbound = (rels: Rels): BoundRels => ({ ...rels, keys: new Map() });

/** What fails to evaluate stays as it is and fails, or not, when a row reaches it. */
function constant(expr: Expr, now: Date): Expr | null {
  try {
    return { kind: 'literal', value: evaluateConstant(expr, { now }), type: expr.type };
  } catch {
    return null;
  }
}
