import { columnNamed } from '../../schemas/column.ts';
import { readingOf, type ScanPlan } from './plan.ts';

/** The `order` that a scan's lists are asked in: the plan's, else the one that keeps pages stable. */
export function orderAsked(plan: ScanPlan): string | null {
  const { table, order } = readingOf(plan);
  if (table.source.kind !== 'endpoint') return null;
  if (order === null) return table.source.endpoint.stableOrder;
  const { source } = columnNamed(table, order.column);
  const field = source.kind === 'json' ? source.path.join('.') : order.column;
  return `${field} ${order.descending ? 'DESC' : 'ASC'}`;
}
