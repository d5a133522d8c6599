/**
 * A LIMIT reads the first documents of a list. Their children, and other rows that are needed for
 * those documents alone, come in the same pages.
 */
import { outputColumns, type ColumnId, type Cte, type Rel, type Scan } from '../rel/rel.ts';
import type { PlannedRels } from './attachScans.ts';
import type { ScanKeys, ScanPlan } from './plan.ts';
import { isDocumentKey, isWhole, type ShareOptions } from './shareRequests.ts';

export function shareFirstDocuments(planned: PlannedRels, options: ShareOptions): PlannedRels {
  const scans = new Map(planned.scans);
  for (const [id, plan] of planned.scans) {
    if (plan.keys === null) continue;
    const lender = scanBehind(plan.keys, planned.ctes);
    const lent = lender === null ? undefined : scans.get(lender.scanId);
    if (lent !== undefined && canBorrow(plan, plan.keys, lent, options)) {
      scans.set(id, readAs(plan, lent));
    }
  }
  return { ...planned, scans };
}

/** Whether the pages that `lender` reads hold all rows of `borrower` that have the keys. */
function canBorrow(
  borrower: ScanPlan,
  keys: ScanKeys,
  lender: ScanPlan,
  { oneTenant }: ShareOptions,
): boolean {
  if (keys.use !== 'narrow' || lender.keys !== null || lender.readAs !== undefined) return false;
  if (lender.rowLimit === null && lender.firstWithTies === undefined) return false;
  // of several rows where there must be one nothing is read, so that the condition can fail
  if (keys.single === true && lender.rowLimit !== 1) return false;
  if (!isWhole(borrower) || borrower.rowLimit !== null || borrower.order !== null) return false;
  const [own, other] = [borrower.table.source, lender.table.source];
  if (own.kind !== 'endpoint' || other.kind !== 'endpoint') return false;
  if (own.endpoint !== other.endpoint) return false;
  if (borrower.tenantFilter.length > 0 || lender.tenantFilter.length > 0) return false;
  // with an order, each organisation has its own first documents
  return oneTenant || (keys.tenant !== null && lender.order !== null);
}

function readAs(borrower: ScanPlan, lender: ScanPlan): ScanPlan {
  const { table, order, rowLimit, firstWithTies, requests, pageSize } = lender;
  const { exact, conditionColumns } = lender;
  const first = firstWithTies === undefined ? {} : { firstWithTies };
  const filteredColumns = table === borrower.table ? lender.filteredColumns : [];
  return {
    ...borrower,
    keys: null,
    requests,
    pageSize,
    filteredColumns,
    readAs: { table, order, rowLimit, exact, conditionColumns, ...first },
  };
}

/** The scan whose documents' ids the keys are; null when they may be others. */
function scanBehind({ cteId, value }: ScanKeys, ctes: readonly Cte[]): Scan | null {
  const cte = ctes.find((candidate) => candidate.cteId === cteId);
  return cte === undefined ? null : documentsBehind(cte.rel, value, ctes);
}

function documentsBehind(rel: Rel, id: ColumnId, ctes: readonly Cte[]): Scan | null {
  switch (rel.kind) {
    case 'scan':
      return isDocumentKey(rel, id) ? rel : null;
    case 'filter':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'window':
      return documentsBehind(rel.input, id, ctes);
    case 'project':
    case 'aggregate': {
      const passing = rel.kind === 'project' ? rel.columns : rel.keys;
      const expr = passing.find((column) => column.id === id)?.expr;
      return expr?.kind === 'column' ? documentsBehind(rel.input, expr.id, ctes) : null;
    }
    case 'join':
      return (
        documentsBehind(rel.left, id, ctes) ??
        (rel.lateral ? null : documentsBehind(rel.right, id, ctes))
      );
    case 'cteScan': {
      const place = rel.columns.findIndex((column) => column.id === id);
      const cte = ctes.find(({ cteId }) => cteId === rel.cteId);
      const inside = cte === undefined ? undefined : outputColumns(cte.rel)[place];
      return cte && inside ? documentsBehind(cte.rel, inside.id, ctes) : null;
    }
    default:
      return null;
  }
}
