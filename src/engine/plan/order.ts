import { columnNamed } from '../../schemas/column.ts';
import { readingOf, type ScanPlan } from './plan.ts';

/** The `order` that a scan's lists are asked in: the plan's, else the one that keeps pages stable. */
export function orderAsked(plan: ScanPlan): string | null {
  const { table, order } = readingOf(plan);
  if (table.source.kind !== 'endpoint') return null;
  if (order === null) return table.source.endpoint.stableOrder;
  return `${orderField(plan) ?? order.column} ${order.descending ? 'DESC' : 'ASC'}`;
}

/** The field of a document that the plan's order is by; null when it has none. */
export function orderField(plan: ScanPlan): string | null {
  const { table, order } = readingOf(plan);
  if (order === null) return null;
  const { source } = columnNamed(table, order.column);
  return source.kind === 'json' ? source.path.join('.') : null;
}
