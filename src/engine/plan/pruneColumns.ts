/** Drops the columns that nothing reads, from the top of a plan down to its scans. */
import type { ColumnId, Cte, Rel, Scan } from '../rel/rel.ts';
import { outputColumns } from '../rel/rel.ts';
import {
  exprsOf,
  inputsOf,
  mapRelDeep,
  referencedColumns,
  subqueriesOf,
  visitRel,
} from '../rel/walk.ts';

interface Rels {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
}

/** @param kept columns to keep although nothing in the algebra reads them */
export function pruneColumns(rels: Rels, kept: readonly ColumnId[]): Rels {
  // What a dropped column alone had read can go in the next round.
  for (let before = rels; ;) {
    const used = usedColumns(before, kept);
    const prune = (rel: Rel): Rel => mapRelDeep(rel, (node) => pruned(node, used));
    const after = {
      root: prune(before.root),
      ctes: before.ctes.map((cte) => ({ ...cte, rel: prune(cte.rel) })),
    };
    if (columnCount(after) === columnCount(before)) return after;
    before = after;
  }
}

export function scansOf(rels: Rels): readonly Scan[] {
  const scans: Scan[] = [];
  visitAll(rels, (node) => {
    if (node.kind === 'scan') scans.push(node);
  });
  return scans;
}

function visitAll({ root, ctes }: Rels, visit: (rel: Rel) => void): void {
  for (const rel of [root, ...ctes.map((cte) => cte.rel)]) visitRel(rel, visit);
}

function columnCount(rels: Rels): number {
  let count = 0;
  visitAll(rels, (node) => (count += outputColumns(node).length));
  return count;
}

function pruned(node: Rel, used: ReadonlySet<ColumnId>): Rel {
  const isUsed = (column: { readonly id: ColumnId }): boolean => used.has(column.id);
  switch (node.kind) {
    case 'scan':
      return { ...node, columns: node.columns.filter(isUsed) };
    case 'project':
      return { ...node, columns: node.columns.filter(isUsed) };
    case 'aggregate':
      return { ...node, aggregates: node.aggregates.filter(isUsed) };
    case 'window': {
      const calls = node.calls.filter(isUsed);
      return calls.length === 0 ? node.input : { ...node, calls };
    }
    default:
      return node;
  }
}

function usedColumns(rels: Rels, kept: readonly ColumnId[]): ReadonlySet<ColumnId> {
  const used = new Set(kept);
  for (const rel of [rels.root, ...rels.ctes.map((cte) => cte.rel)]) addOutput(rel, used);
  visitAll(rels, (node) => addUses(node, used));
  return used;
}

/** What `rel` reads of its inputs: by id in expressions, by position where all columns count. */
function addUses(rel: Rel, used: Set<ColumnId>): void {
  for (const expr of exprsOf(rel)) for (const id of referencedColumns(expr)) used.add(id);
  for (const subquery of subqueriesOf(rel)) addOutput(subquery, used);
  const byPosition =
    rel.kind === 'setOperation' ||
    rel.kind === 'recursiveUnion' ||
    (rel.kind === 'distinct' && rel.on === null);
  if (byPosition) {
    for (const input of inputsOf(rel)) addOutput(input, used);
  }
}

function addOutput(rel: Rel, used: Set<ColumnId>): void {
  for (const column of outputColumns(rel)) used.add(column.id);
}
