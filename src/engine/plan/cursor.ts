import { columnNamed } from '../../schemas/column.ts';
import type { ScanPlan } from './plan.ts';

/** Whether `column` holds the number by which the scan's list goes on, ascending, from call to call. */
export function isCursor({ table, requests }: ScanPlan, column: string): boolean {
  if (table.source.kind !== 'endpoint') return false;
  const { endpoint, rowPath } = table.source;
  const { source } = columnNamed(table, column);
  if (endpoint.paging.kind !== 'offset' || source.kind !== 'json') return false;
  const isField = source.path.length === 1 && source.path[0] === endpoint.paging.cursor;
  return isField && source.up === rowPath.length && requests.every(({ single }) => !single);
}
