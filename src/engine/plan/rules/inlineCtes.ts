import type { BoundQuery, Cte, CteScan, Rel } from '../../rel/rel.ts';
import { outputColumns } from '../../rel/rel.ts';
import { mapRelDeep, visitRel } from '../../rel/walk.ts';

type Queries = Pick<BoundQuery, 'root' | 'ctes'>;

/**
 * A common table expression that is read once takes its reader's place, so that filters reach its
 * scans. One that is read several times stays shared; one that is never read goes.
 */
export function inlineCtes({ root, ctes }: Queries): Queries {
  const [cte] = ctes.filter((candidate) => readers(candidate, root, ctes) <= 1);
  if (!cte) return { root, ctes };
  const others = ctes.filter((other) => other !== cte);
  const inline = (rel: Rel): Rel =>
    mapRelDeep(rel, (node) =>
      node.kind === 'cteScan' && node.cteId === cte.cteId ? inPlaceOf(node, cte) : node,
    );
  return inlineCtes({
    root: inline(root),
    ctes: others.map((other) => ({ ...other, rel: inline(other.rel) })),
  });
}

function readers(cte: Cte, root: Rel, ctes: readonly Cte[]): number {
  let count = 0;
  for (const rel of [root, ...ctes.map((other) => other.rel)]) {
    visitRel(rel, (node) => {
      if (node.kind === 'cteScan' && node.cteId === cte.cteId) count++;
    });
  }
  return count;
}

function inPlaceOf(reader: CteScan, cte: Cte): Rel {
  const produced = outputColumns(cte.rel);
  return {
    kind: 'project',
    input: cte.rel,
    columns: reader.columns.map((column, index) => {
      const { id, name, type } = produced[index] ?? column;
      return { ...column, expr: { kind: 'column', id, name, type } };
    }),
  };
}
