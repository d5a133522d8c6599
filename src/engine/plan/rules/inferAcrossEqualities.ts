import type { ColumnId, Expr } from '../../rel/rel.ts';
import {
  equatedColumns,
  hasSubquery,
  referencedColumns,
  replaceColumns,
  type ColumnExpr,
} from '../../rel/walk.ts';

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

type Pair = readonly [ColumnExpr, ColumnExpr];

function columnPair(condition: Expr): Pair[] {
  const pair = equatedColumns(condition);
  return pair !== null && pair[0].type === pair[1].type ? [pair] : [];
}

/** The one column a condition with constants is about. */
function onlyColumn(condition: Expr): ColumnId | null {
  if (hasSubquery(condition)) return null;
  const [id, ...more] = referencedColumns(condition);
  return id === undefined || more.length > 0 ? null : id;
}

/** The columns that equalities, followed any number of times, make equal to `column`. */
function equalTo(column: ColumnId, pairs: readonly Pair[]): readonly ColumnExpr[] {
  const found = new Map<ColumnId, ColumnExpr>();
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
