/** Replaces the filters on each scan by the calls that do their work, and what they leave over. */
import type { Cte, Rel } from '../rel/rel.ts';
import { conjunction, conjuncts, mapRelDeep, referencedColumns } from '../rel/walk.ts';
import type { ScanPlan } from './plan.ts';
import { planScan, type ScanOptions } from './calls/index.ts';
import { pruneColumns, scansOf } from './pruneColumns.ts';

export interface Rels {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
}

export interface PlannedRels extends Rels {
  readonly scans: ReadonlyMap<number, ScanPlan>;
}

/** Plans every scan of a statement; scans keep only the columns that something still reads. */
export function attachScans({ root, ctes }: Rels, options: ScanOptions): PlannedRels {
  const scans = new Map<number, ScanPlan>();
  const attach = (rel: Rel): Rel => mapRelDeep(rel, (node) => attachTo(node, scans, options));
  const attached = {
    root: attach(root),
    ctes: ctes.map((cte) => ({ ...cte, rel: attach(cte.rel) })),
  };
  // The conditions that choose organisations are evaluated over the scan's columns.
  const tenantFilters = [...scans.values()].flatMap((plan) => plan.tenantFilter);
  const kept = tenantFilters.flatMap((expr) => [...referencedColumns(expr)]);
  const pruned = pruneColumns(attached, kept);
  const remaining = scansOf(pruned).flatMap((scan): [number, ScanPlan][] => {
    const plan = scans.get(scan.scanId);
    return plan ? [[scan.scanId, { ...plan, scan }]] : [];
  });
  return { ...pruned, scans: new Map(remaining) };
}

function attachTo(node: Rel, scans: Map<number, ScanPlan>, options: ScanOptions): Rel {
  if (node.kind === 'scan') {
    scans.set(node.scanId, planScan(node, [], options));
    return node;
  }
  if (node.kind !== 'filter' || node.input.kind !== 'scan') return node;
  const plan = planScan(node.input, conjuncts(node.predicate), options);
  scans.set(node.input.scanId, plan);
  const predicate = conjunction(plan.residual);
  return predicate ? { ...node, predicate } : node.input;
}
