/** Replaces the filters on each scan by the calls that do their work, and what they leave over. */
import type { ColumnId, Cte, Expr, Rel, Scan } from '../rel/rel.ts';
import { conjunction, conjuncts, mapRelDeep, referencedColumns, visitRel } from '../rel/walk.ts';
import type { ScanKeys, ScanPlan } from './plan.ts';
import { planScan, type OpenInput, type ScanOptions } from './calls/index.ts';
import { columnPredicate } from './calls/predicates.ts';
import type { NewId } from './newIds.ts';
import { parentKeys } from './parentKeys.ts';
import { pruneColumns, scansOf } from './pruneColumns.ts';

export interface Rels {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
}

export interface PlannedRels extends Rels {
  readonly scans: ReadonlyMap<number, ScanPlan>;
}

/** Keys that scans are known to need rows of only, by scan id. */
export type KeysByScan = ReadonlyMap<number, readonly ScanKeys[]>;

/**
 * Plans every scan of a statement; scans keep only the columns that something still reads. The keys
 * of parents that scans lack become common table expressions, read before.
 */
export function attachScans(
  { root, ctes }: Rels,
  keys: KeysByScan,
  newId: NewId,
  options: ScanOptions,
): PlannedRels {
  const scans = new Map<number, ScanPlan>();
  const parents: Cte[] = [];
  const attach = (rel: Rel): Rel => {
    const filtered = filteredScans(rel);
    return mapRelDeep(rel, (node) => attachTo(node, filtered));
  };
  const attachTo = (node: Rel, filtered: ReadonlySet<number>): Rel => {
    if (node.kind === 'scan') {
      if (!filtered.has(node.scanId)) planOne(node, []);
      return node;
    }
    if (node.kind !== 'filter' || node.input.kind !== 'scan') return node;
    const plan = planOne(node.input, conjuncts(node.predicate));
    const predicate = conjunction(plan.residual);
    return predicate ? { ...node, predicate } : node.input;
  };
  const planOne = (scan: Scan, exprs: readonly Expr[]): ScanPlan => {
    const known = bestKeys(scan, exprs, keys.get(scan.scanId) ?? []);
    const { plan, open } = planScan(scan, exprs, options, known);
    const done = open === null ? plan : withParentKeys(plan, exprs, open);
    scans.set(scan.scanId, done);
    return done;
  };
  const withParentKeys = (plan: ScanPlan, exprs: readonly Expr[], open: OpenInput): ScanPlan => {
    const made = parentKeys(plan.scan, open, exprs, newId);
    parents.push({ ...made.cte, rel: attach(made.cte.rel) });
    return { ...plan, keys: made.keys };
  };
  const attached = {
    root: attach(root),
    ctes: [...ctes.map((cte) => ({ ...cte, rel: attach(cte.rel) })), ...parents],
  };
  const pruned = pruneColumns(attached, [...scans.values()].flatMap(columnsOfPlan));
  const remaining = scansOf(pruned).flatMap((scan): [number, ScanPlan][] => {
    const plan = scans.get(scan.scanId);
    return plan ? [[scan.scanId, { ...plan, scan }]] : [];
  });
  return { ...pruned, scans: new Map(remaining) };
}

/** Columns that a plan reads besides the algebra: its keys, and what chooses organisations. */
function columnsOfPlan({ keys, tenantFilter }: ScanPlan): readonly ColumnId[] {
  const ofKeys = keys === null ? [] : [keys.value, keys.tenant].filter((id) => id !== null);
  return [...ofKeys, ...tenantFilter.flatMap((expr) => [...referencedColumns(expr)])];
}

/** The scans that a filter stands on: they are planned with it. */
function filteredScans(rel: Rel): ReadonlySet<number> {
  const ids = new Set<number>();
  visitRel(rel, (node) => {
    if (node.kind === 'filter' && node.input.kind === 'scan') ids.add(node.input.scanId);
  });
  return ids;
}

/** Calls that must be made one for each key come first; a constant key needs no others. */
function bestKeys(
  scan: Scan,
  exprs: readonly Expr[],
  candidates: readonly ScanKeys[],
): ScanKeys | null {
  const columns = new Map(scan.columns.map((column) => [column.id, column]));
  const fixed = new Set(
    exprs.flatMap((expr) => {
      const predicate = columnPredicate(expr, columns);
      const isFixed = predicate?.operator === '=' || predicate?.operator === 'in';
      return isFixed ? [predicate.column.column] : [];
    }),
  );
  const open = candidates.filter(({ column }) => !fixed.has(column));
  return open.find(({ use }) => use === 'each') ?? open[0] ?? null;
}
