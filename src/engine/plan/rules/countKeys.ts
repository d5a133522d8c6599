import { mapRelDeep } from '../../rel/walk.ts';
import type { Aggregate, AggregateCall, Scan } from '../../rel/rel.ts';
import { behindFilters } from '../passedThrough.ts';
import { isDocumentKey } from '../shareRequests.ts';
import type { Rule } from './rule.ts';

/**
 * `COUNT(InvoiceID)` counts rows, for no document is without its key; so does `COUNT(DISTINCT
 * InvoiceID)` over one organisation's documents. Rows can be counted without being read.
 */
export const countKeys: Rule = {
  name: 'count keys',
  apply: (rel, { oneTenant = false }) =>
    mapRelDeep(rel, (node) => {
      if (node.kind !== 'aggregate') return node;
      if (!node.aggregates.some(({ call }) => countsRows(call, node, oneTenant))) return node;
      const aggregates = node.aggregates.map((column) =>
        countsRows(column.call, node, oneTenant)
          ? { ...column, call: { ...column.call, args: [], distinct: false } }
          : column,
      );
      return { ...node, aggregates };
    }),
};

function countsRows(
  { name, args, distinct }: AggregateCall,
  { input }: Aggregate,
  oneTenant: boolean,
): boolean {
  const [arg] = args;
  if (name !== 'count' || args.length !== 1 || arg?.kind !== 'column') return false;
  if (distinct && !oneTenant) return false;
  const found = behindFilters(input, arg.id);
  const column = found?.scan.columns.find((candidate) => candidate.column === found.column);
  if (found === null || column === undefined || !isDocumentKey(found.scan, column.id)) return false;
  // a document may have many lines
  return !distinct || isOfDocuments(found.scan);
}

const isOfDocuments = ({ table: { source } }: Scan): boolean =>
  source.kind === 'endpoint' && source.rowPath.length === 0;
