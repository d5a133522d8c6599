/** Replaces the filters on each scan by the calls that do their work, and what they leave over. */
import type { ColumnId, Cte, Rel, Scan } from '../rel/rel.ts';
import { outputColumns } from '../rel/rel.ts';
import {
  conjunction,
  conjuncts,
  exprsOf,
  inputsOf,
  mapRelDeep,
  referencedColumns,
  subqueriesOf,
  visitRel,
} from '../rel/walk.ts';
import type { ScanPlan } from './plan.ts';
import { planScan, type ScanOptions } from './calls/index.ts';

export interface PlannedRels {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
  readonly scans: ReadonlyMap<number, ScanPlan>;
}

/** Plans every scan of a statement; scans keep only the columns that something still reads. */
export function attachScans(root: Rel, ctes: readonly Cte[], options: ScanOptions): PlannedRels {
  const scans = new Map<number, ScanPlan>();
  const attach = (rel: Rel): Rel => mapRelDeep(rel, (node) => attachTo(node, scans, options));
  const planned = {
    root: attach(root),
    ctes: ctes.map((cte) => ({ ...cte, rel: attach(cte.rel) })),
  };
  return pruneScans(planned.root, planned.ctes, scans);
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

function pruneScans(
  root: Rel,
  ctes: readonly Cte[],
  scans: ReadonlyMap<number, ScanPlan>,
): PlannedRels {
  const used = new Set<ColumnId>();
  for (const rel of [root, ...ctes.map((cte) => cte.rel)]) {
    addOutput(rel, used);
    visitRel(rel, (node) => addUses(node, used));
  }
  for (const plan of scans.values()) {
    for (const expr of plan.tenantFilter) addAll(referencedColumns(expr), used);
  }
  const prune = (rel: Rel): Rel =>
    mapRelDeep(rel, (node) => (node.kind === 'scan' ? pruned(node, used) : node));
  return {
    root: prune(root),
    ctes: ctes.map((cte) => ({ ...cte, rel: prune(cte.rel) })),
    scans: new Map(
      [...scans].map(([id, plan]) => [id, { ...plan, scan: pruned(plan.scan, used) }]),
    ),
  };
}

const pruned = (scan: Scan, used: ReadonlySet<ColumnId>): Scan => ({
  ...scan,
  columns: scan.columns.filter((column) => used.has(column.id)),
});

/** What `rel` reads of its inputs: by id in expressions, by position where all columns count. */
function addUses(rel: Rel, used: Set<ColumnId>): void {
  for (const expr of exprsOf(rel)) addAll(referencedColumns(expr), used);
  for (const subquery of subqueriesOf(rel)) addOutput(subquery, used);
  if (rel.kind === 'setOperation' || rel.kind === 'distinct') {
    for (const input of inputsOf(rel)) addOutput(input, used);
  }
}

function addOutput(rel: Rel, used: Set<ColumnId>): void {
  for (const column of outputColumns(rel)) used.add(column.id);
}

function addAll(ids: Iterable<ColumnId>, used: Set<ColumnId>): void {
  for (const id of ids) used.add(id);
}
