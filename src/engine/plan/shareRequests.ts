/**
 * Documents and their children, joined by the document's key, come in the same calls: a filter on
 * `Invoices` then spares reading all of them again for `InvoiceLineItems`.
 */
import { columnNamed } from '../../schemas/column.ts';
import type { ColumnSource, Endpoint } from '../../schemas/model.ts';
import {
  outputColumns,
  type ColumnId,
  type Expr,
  type Join,
  type Rel,
  type Scan,
} from '../rel/rel.ts';
import { conjuncts, equatedColumns, hasSubquery, subqueriesIn, visitRel } from '../rel/walk.ts';
import type { PlannedRels } from './attachScans.ts';
import { documentCondition } from './documentFields.ts';
import { callsOf } from './lightAnswers.ts';
import type { ScanPlan } from './plan.ts';

export interface ShareOptions {
  /** The connection reads one organisation, so that a key says which document is meant. */
  readonly oneTenant: boolean;
}

/** `to` needs only rows of documents that `from` reads. */
export interface Edge {
  readonly from: Scan;
  readonly to: Scan;
  /** The join compares their organisations, too. */
  readonly sameTenant: boolean;
}

export function shareRequests(planned: PlannedRels, options: ShareOptions): PlannedRels {
  const edges: Edge[] = [];
  for (const rel of [planned.root, ...planned.ctes.map((cte) => cte.rel)]) {
    visitRel(rel, (node) => {
      if (node.kind === 'join') edges.push(...documentEdges(node));
      edges.push(...subqueryEdges(node));
    });
  }
  const scans = new Map(planned.scans);
  // What one scan borrowed, a third may borrow from it.
  while (edges.some((edge) => borrow(edge, scans, options)));
  return { ...planned, scans };
}

/** Whether `to` now makes the calls of `from` in place of reading its list for itself. */
function borrow(
  { from, to, sameTenant }: Edge,
  scans: Map<number, ScanPlan>,
  options: ShareOptions,
): boolean {
  const lender = scans.get(from.scanId);
  const borrower = scans.get(to.scanId);
  if (!lender || !borrower || lender.keys || borrower.keys) return false;
  if (isWhole(lender) || !(isWhole(borrower) || isFilteredBy(lender, borrower))) return false;
  const unfiltered = lender.tenantFilter.length === 0 && borrower.tenantFilter.length === 0;
  if (!sameTenant && !(options.oneTenant && unfiltered)) return false;
  const filteredColumns = lender.table === borrower.table ? lender.filteredColumns : [];
  scans.set(to.scanId, { ...borrower, requests: lender.requests, filteredColumns });
  return true;
}

/** Whether all that Xero filters exactly for `borrower`, it filters for `lender` too, in other calls. */
function isFilteredBy(lender: ScanPlan, borrower: ScanPlan): boolean {
  if (borrower.requests.length === 0 || listOf(lender.scan) !== listOf(borrower.scan)) return false;
  if (JSON.stringify(lender.requests) === JSON.stringify(borrower.requests)) return false;
  const filtered = new Set(exactConditions(lender));
  return exactConditions(borrower).every((condition) => filtered.has(condition));
}

/** What is not checked again of a scan's rows, as conditions on its documents. */
function exactConditions({
  table,
  pushed,
  residual,
  conditionColumns,
}: ScanPlan): readonly string[] {
  return pushed
    .filter((condition) => !residual.includes(condition))
    .map((condition) => documentCondition(condition, table, conditionColumns));
}

/** Whether a list is read that nothing narrows. */
export function isWhole({ requests: [request, ...more] }: ScanPlan): boolean {
  if (!request || more.length > 0) return false;
  const { query, modifiedSince, single, startOffset, endOffset } = request;
  const bounds = [modifiedSince, startOffset, endOffset];
  return !single && Object.keys(query).length === 0 && bounds.every((bound) => bound === null);
}

/**
 * Keys narrow a list to spare calls: not where another scan reads the very same list anyway, whose
 * answers serve both.
 */
export function withoutNeedlessKeys(
  scans: ReadonlyMap<number, ScanPlan>,
): ReadonlyMap<number, ScanPlan> {
  const read = new Set(
    [...scans.values()]
      .filter(({ keys, stopsEarly }) => keys === null && stopsEarly !== true)
      .map((plan) => callsOf(plan)),
  );
  return new Map(
    [...scans].map(([id, plan]) => {
      const isRead = plan.keys?.use === 'narrow' && read.has(callsOf(plan));
      return [id, isRead ? { ...plan, keys: null } : plan];
    }),
  );
}

// ------------------------------------------------------------------------- joins

/** Sides of a join that are read from one list, joined by its documents' key. */
export function documentEdges(join: Join): readonly Edge[] {
  if (join.type === 'full' || join.lateral) return [];
  const pairs = conjuncts(join.on).flatMap(columnPair);
  const left = keyColumns(join.left);
  const right = keyColumns(join.right);
  const joined = pairs.flatMap(([one, other]) => {
    const keys = [left.get(one) ?? left.get(other), right.get(one) ?? right.get(other)] as const;
    return keys[0] && keys[1] ? [{ left: keys[0], right: keys[1] }] : [];
  });
  const tenants = joined.filter(
    (pair) => pair.left.role === 'tenant' && pair.right.role === 'tenant',
  );
  return joined.flatMap((pair): Edge[] => {
    if (pair.left.role !== 'document' || pair.right.role !== 'document') return [];
    const [one, other] = [pair.left.scan, pair.right.scan];
    if (listOf(one) !== listOf(other)) return [];
    const sameTenant = tenants.some(({ left, right }) => left.scan === one && right.scan === other);
    const toRight = { from: one, to: other, sameTenant };
    const toLeft = { from: other, to: one, sameTenant };
    // An outer join keeps the rows of one side whatever the other holds.
    if (join.type === 'left') return [toRight];
    return join.type === 'right' ? [toLeft] : [toRight, toLeft];
  });
}

/**
 * Subqueries about the documents of the rows around them: `EXISTS (… WHERE l.InvoiceID =
 * i.InvoiceID)`, `InvoiceID IN (SELECT InvoiceID …)`, the right side of a LATERAL. They need rows of
 * those documents alone.
 */
export function subqueryEdges(node: Rel): readonly Edge[] {
  if (node.kind === 'join') return node.lateral ? correlatedEdges(node.left, [node.right]) : [];
  const exprs =
    node.kind === 'filter'
      ? [node.predicate]
      : node.kind === 'project'
        ? node.columns.map(({ expr }) => expr)
        : [];
  if ((node.kind !== 'filter' && node.kind !== 'project') || !exprs.some(hasSubquery)) return [];
  const inside = exprs.flatMap(subqueriesIn);
  return [
    ...correlatedEdges(node.input, inside),
    ...exprs.flatMap(conjuncts).flatMap((condition) => {
      const edges = membershipEdges(node.input, condition);
      // as a column it keeps every row
      const inner = new Set(inside.flatMap(scanIdsOf));
      return node.kind === 'filter' ? edges : edges.filter(({ to }) => inner.has(to.scanId));
    }),
  ];
}

function scanIdsOf(rel: Rel): readonly number[] {
  const ids: number[] = [];
  visitRel(rel, (node) => {
    if (node.kind === 'scan') ids.push(node.scanId);
  });
  return ids;
}

/** `inner.key = outer.key` inside. */
export function correlatedEdges(around: Rel, inside: readonly Rel[]): readonly Edge[] {
  const outer = keyColumns(around);
  if (outer.size === 0) return [];
  const edges: Edge[] = [];
  for (const rel of inside) {
    visitRel(rel, (node) => {
      if (node.kind !== 'filter') return;
      const inner = keyColumns(node.input);
      for (const [one, other] of conjuncts(node.predicate).flatMap(columnPair)) {
        const from = outer.get(one) ?? outer.get(other);
        const to = inner.get(one) ?? inner.get(other);
        edges.push(...edgeBetween(from, to));
      }
    });
  }
  return edges;
}

/** `key IN (SELECT key …)`: each side needs no document that the other has not. */
export function membershipEdges(around: Rel, condition: Expr): readonly Edge[] {
  if (condition.kind !== 'inSubquery') return [];
  const outer = keyColumns(around);
  const inner = keyColumns(condition.rel);
  const produced = outputColumns(condition.rel);
  return condition.args.flatMap((arg, index) => {
    const from = arg.kind === 'column' ? outer.get(arg.id) : undefined;
    const to = inner.get(produced[index]?.id ?? -1);
    const back = condition.negated ? [] : edgeBetween(to, from);
    return [...edgeBetween(from, to), ...back];
  });
}

function edgeBetween(from: KeyColumn | undefined, to: KeyColumn | undefined): readonly Edge[] {
  if (from?.role !== 'document' || to?.role !== 'document') return [];
  if (listOf(from.scan) !== listOf(to.scan)) return [];
  return [{ from: from.scan, to: to.scan, sameTenant: false }];
}

function columnPair(condition: Expr): (readonly [ColumnId, ColumnId])[] {
  const pair = equatedColumns(condition);
  return pair === null ? [] : [[pair[0].id, pair[1].id]];
}

interface KeyColumn {
  readonly scan: Scan;
  readonly role: 'document' | 'tenant';
}

/**
 * The output columns of `rel` that tell documents and organisations apart, where a row of the scan
 * that is left out changes no other row: not below a LIMIT, a GROUP BY or the like.
 */
function keyColumns(rel: Rel): ReadonlyMap<ColumnId, KeyColumn> {
  switch (rel.kind) {
    case 'scan':
      return keysOfScan(rel);
    case 'filter':
      return keyColumns(rel.input);
    case 'project': {
      const inside = keyColumns(rel.input);
      return new Map(
        rel.columns.flatMap(({ id, expr }) => {
          const key = expr.kind === 'column' ? inside.get(expr.id) : undefined;
          return key ? [[id, key] as const] : [];
        }),
      );
    }
    case 'join': {
      if (rel.lateral) return new Map();
      const left = rel.type === 'right' || rel.type === 'full' ? [] : keyColumns(rel.left);
      const right = rel.type === 'left' || rel.type === 'full' ? [] : keyColumns(rel.right);
      return new Map([...left, ...right]);
    }
    default:
      return new Map();
  }
}

/** Whether `id` is the column of `scan` that tells its documents apart. */
export const isDocumentKey = (scan: Scan, id: ColumnId): boolean =>
  keysOfScan(scan).get(id)?.role === 'document';

function keysOfScan(scan: Scan): ReadonlyMap<ColumnId, KeyColumn> {
  const { source } = scan.table;
  if (source.kind !== 'endpoint') return new Map();
  return new Map(
    scan.columns.flatMap(({ id, column }) => {
      const role = roleOf(columnNamed(scan.table, column).source, source.endpoint, source.rowPath);
      return role ? [[id, { scan, role }] as const] : [];
    }),
  );
}

function roleOf(
  source: ColumnSource,
  endpoint: Endpoint,
  rowPath: readonly string[],
): KeyColumn['role'] | null {
  switch (source.kind) {
    case 'tenant':
      return source.field === 'tenantId' ? 'tenant' : null;
    case 'json': {
      const isId = source.path.length === 1 && source.path[0] === endpoint.idField;
      return isId && source.up === rowPath.length ? 'document' : null;
    }
    case 'position':
    case 'dayByPosition':
    case 'input':
    case 'query':
      return null;
  }
}

const listOf = ({ table: { source } }: Scan): Endpoint | null =>
  source.kind === 'endpoint' ? source.endpoint : null;
