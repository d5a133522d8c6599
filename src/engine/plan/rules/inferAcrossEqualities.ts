import type { ColumnId, Expr } from '../../rel/rel.ts';
import { hasSubquery, referencedColumns, replaceColumns } from '../../rel/walk.ts';

/**
 * What also holds when all of `conditions` hold: from `a.id = b.id` and `a.id IN (1, 2)` follows
 * `b.id IN (1, 2)`, so that both tables can be filtered at Xero.
 */
export function inferAcrossEqualities(conditions: readonly Expr[]): readonly Expr[] {
  const pairs = conditions.flatMap(columnPair);
  if (pairs.length === 0) return [];
  const inferred: Expr[] = [];
  for (const condition of conditions) {
    const column = onlyColumn(condition);
    if (column === null) continue;
    for (const other of equalTo(column, pairs)) {
      inferred.push(
        replaceColumns(condition, (found) => (found.id === column ? other : undefined)),
      );
    }
  }
  return inferred;
}

type Column = Extract<Expr, { kind: 'column' }>;
type Pair = readonly [Column, Column];

function columnPair(condition: Expr): Pair[] {
  if (condition.kind !== 'compare' || condition.operator !== '=') return [];
  const { left, right } = condition;
  const both = left.kind === 'column' && right.kind === 'column' && left.type === right.type;
  return both ? [[left, right]] : [];
}

/** The one column a condition with constants is about. */
function onlyColumn(condition: Expr): ColumnId | null {
  if (hasSubquery(condition)) return null;
  const [id, ...more] = referencedColumns(condition);
  return id === undefined || more.length > 0 ? null : id;
}

/** The columns that equalities, followed any number of times, make equal to `column`. */
function equalTo(column: ColumnId, pairs: readonly Pair[]): readonly Column[] {
  const found = new Map<ColumnId, Column>();
  const open = [column];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const [left, right] of pairs) {
      const other = left.id === id ? right : right.id === id ? left : null;
      if (!other || other.id === column || found.has(other.id)) continue;
      found.set(other.id, other);
      open.push(other.id);
    }
  }
  return [...found.values()];
}
