import type { Cte, Rel } from '../rel/rel.ts';
import { outputColumns } from '../rel/rel.ts';
import { visitRel } from '../rel/walk.ts';

/** Gives ids that nothing in a statement has: of columns, scans and common table expressions. */
export type NewId = () => number;

export function newIds({
  root,
  ctes,
}: {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
}): NewId {
  let last = 0;
  const see = (id: number): void => {
    last = Math.max(last, id);
  };
  for (const rel of [root, ...ctes.map((cte) => cte.rel)]) {
    visitRel(rel, (node) => {
      for (const { id } of outputColumns(node)) see(id);
      if (node.kind === 'scan') see(node.scanId);
      if (node.kind === 'recursiveUnion') see(node.workId);
    });
  }
  for (const { cteId } of ctes) see(cteId);
  return () => (last += 1);
}
