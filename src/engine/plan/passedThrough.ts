import type { ColumnId, Rel, Scan } from '../rel/rel.ts';

/** The scan whose rows reach `rel` one for one, and the column of it that `id` is; null when it is computed. */
export function passedThrough(
  rel: Rel,
  id: ColumnId,
): { readonly scan: Scan; readonly column: string } | null {
  if (rel.kind === 'scan') {
    const column = rel.columns.find((candidate) => candidate.id === id)?.column;
    return column === undefined ? null : { scan: rel, column };
  }
  if (rel.kind !== 'project') return null;
  const expr = rel.columns.find((column) => column.id === id)?.expr;
  return expr?.kind === 'column' ? passedThrough(rel.input, expr.id) : null;
}

/** As `passedThrough`, but where filters may stand between. */
export function behindFilters(rel: Rel, id: ColumnId): ReturnType<typeof passedThrough> {
  if (rel.kind === 'filter') return behindFilters(rel.input, id);
  if (rel.kind !== 'project') return passedThrough(rel, id);
  const expr = rel.columns.find((column) => column.id === id)?.expr;
  return expr?.kind === 'column' ? behindFilters(rel.input, expr.id) : null;
}
