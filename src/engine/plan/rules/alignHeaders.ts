import { exprKey } from '../../rel/equal.ts';
import type { ColumnId, Expr, Join, Rel, Scan, ScanColumn } from '../../rel/rel.ts';
import {
  conjunction,
  conjuncts,
  hasSubquery,
  mapRelDeep,
  referencedColumns,
  replaceColumns,
  visitRel,
} from '../../rel/walk.ts';
import { documentCondition, fieldOf } from '../documentFields.ts';
import { documentEdges, type Edge } from '../shareRequests.ts';
import type { Rule } from './rule.ts';

/**
 * Lines repeat the header of their document. Where both are joined by its key and both have a
 * condition on the same field, `i.Status = 'PAID' AND l.InvoiceStatus <> 'VOIDED'`, each holds for the
 * other too: together they may contradict, and if not, both are read by the same calls.
 */
export const alignHeaders: Rule = {
  name: 'align headers',
  apply: (rel, { oneTenant = false }) =>
    mapRelDeep(rel, (node) => (node.kind === 'join' ? aligned(node, oneTenant) : node)),
};

function aligned(join: Join, oneTenant: boolean): Rel {
  const filters = filtersOnScans(join);
  const added = new Map<number, readonly Expr[]>();
  const touched = new Set<number>();
  for (const edge of documentEdges(join)) {
    if (!edge.sameTenant && !oneTenant) continue;
    const known = filters.get(edge.to.scanId) ?? [];
    const conditions = heldByOther(edge, filters.get(edge.from.scanId) ?? [], known);
    if (conditions.length === 0) continue;
    added.set(edge.to.scanId, [...(added.get(edge.to.scanId) ?? []), ...conditions]);
    touched.add(edge.to.scanId).add(edge.from.scanId);
  }
  if (touched.size === 0) return join;
  return mapRelDeep(join, (node) => {
    if (node.kind !== 'filter' || node.input.kind !== 'scan') return node;
    const { scanId } = node.input;
    if (!touched.has(scanId)) return node;
    const all = [...conjuncts(node.predicate), ...(added.get(scanId) ?? [])];
    const predicate = conjunction(inOneOrder(all, node.input));
    return predicate === null ? node : { ...node, predicate };
  });
}

/** In an order that says nothing of the scan: what is alike on two scans is asked of Xero alike. */
function inOneOrder(conditions: readonly Expr[], scan: Scan): readonly Expr[] {
  const text = (condition: Expr): string => documentCondition(condition, scan.table, scan.columns);
  return conditions.toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
}

function filtersOnScans(rel: Rel): ReadonlyMap<number, readonly Expr[]> {
  const found = new Map<number, readonly Expr[]>();
  visitRel(rel, (node) => {
    if (node.kind === 'filter' && node.input.kind === 'scan') {
      found.set(node.input.scanId, conjuncts(node.predicate));
    }
  });
  return found;
}

/** What `conditions` on the one scan say of columns that the other has conditions `known` on. */
function heldByOther(
  { from, to }: Edge,
  conditions: readonly Expr[],
  known: readonly Expr[],
): readonly Expr[] {
  const filtered = new Set(known.flatMap((condition) => [...referencedColumns(condition)]));
  const same = sameFields(from, to);
  const texts = new Set(known.map(exprKey));
  return conditions.flatMap((condition) => {
    const used = [...referencedColumns(condition)];
    const isKnown = used.every((id) => filtered.has(same.get(id)?.id ?? -1));
    if (used.length === 0 || !isKnown || hasSubquery(condition)) return [];
    const held = replaceColumns(condition, ({ id, type }) => {
      const column = same.get(id);
      return column && { kind: 'column', id: column.id, name: column.name, type };
    });
    return texts.has(exprKey(held)) ? [] : [held];
  });
}

/** The columns of `to` that hold the same field of the document as columns of `from`, by those. */
function sameFields(from: Scan, to: Scan): ReadonlyMap<ColumnId, ScanColumn> {
  const fields = new Map(
    to.columns.flatMap((column): [string, ScanColumn][] => {
      const field = fieldOf(to.table, column);
      return field === null ? [] : [[field, column]];
    }),
  );
  return new Map(
    from.columns.flatMap((column): [ColumnId, ScanColumn][] => {
      const other = fields.get(fieldOf(from.table, column) ?? '');
      return other === undefined ? [] : [[column.id, other]];
    }),
  );
}
