/** The keys of a parent's rows as a query of its own, for tables that are read one parent at a time. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import type { ColumnExpr } from '../rel/walk.ts';
import type { ColumnId, Cte, Expr, Rel, Scan, ScanColumn } from '../rel/rel.ts';
import { conjunction, hasSubquery, referencedColumns, replaceColumns } from '../rel/walk.ts';
import type { OpenInput } from './calls/index.ts';
import type { NewId } from './newIds.ts';
import type { ScanKeys } from './plan.ts';

/** Every table has them, and a child's row is of the parent's organisation. */
const ORGANISATION = { TenantId: 'TenantId', TenantName: 'TenantName' } as const;

export interface ParentKeys {
  readonly keys: ScanKeys;
  readonly cte: Cte;
}

/**
 * @param exprs conditions on the child: those on columns that repeat the parent's choose parents
 */
export function parentKeys(
  child: Scan,
  open: OpenInput,
  exprs: readonly Expr[],
  newId: NewId,
): ParentKeys {
  const { parent } = open;
  const shared: Readonly<Record<string, string>> = {
    ...open.shared,
    ...ORGANISATION,
    [open.column]: open.parentColumn,
  };
  const columns = new Map<string, ScanColumn>();
  const columnOf = (name: string): ScanColumn => {
    const known = columns.get(name) ?? newColumn(parent, name, newId);
    columns.set(name, known);
    return known;
  };
  const [value, tenant] = [columnOf(open.parentColumn), columnOf(ORGANISATION.TenantId)];
  const own = new Map(child.columns.map(({ id, column }) => [id, column]));
  const conditions: Expr[] = exprs
    .filter((expr) => isAboutParent(expr, own, shared))
    .map((expr) =>
      replaceColumns(expr, ({ id }) => asExpr(columnOf(shared[own.get(id) ?? ''] ?? ''))),
    );
  for (const [name, wanted] of Object.entries(open.only)) {
    const column = columnOf(name);
    const list = wanted.map((value): Expr => ({ kind: 'literal', value, type: column.type }));
    conditions.push({
      kind: 'inList',
      arg: asExpr(column),
      list,
      negated: false,
      type: 'boolean',
    });
  }
  const scan: Scan = {
    kind: 'scan',
    scanId: newId(),
    table: parent,
    alias: parent.name,
    columns: [...columns.values()],
  };
  const predicate = conjunction(conditions);
  const rows: Rel = predicate === null ? scan : { kind: 'filter', input: scan, predicate };
  const cteId = newId();
  const rel: Rel = {
    kind: 'project',
    input: rows,
    columns: [value, tenant].map((column) => ({ ...plain(column), expr: asExpr(column) })),
  };
  return {
    cte: { cteId, name: `keys of ${parent.name}`, rel },
    keys: { column: open.column, use: 'each', cteId, value: value.id, tenant: tenant.id },
  };
}

function isAboutParent(
  expr: Expr,
  own: ReadonlyMap<ColumnId, string>,
  shared: Readonly<Record<string, string>>,
): boolean {
  const used = [...referencedColumns(expr)];
  return (
    used.length > 0 &&
    !hasSubquery(expr) &&
    used.every((id) => Object.hasOwn(shared, own.get(id) ?? ''))
  );
}

function newColumn(table: TableDefinition, name: string, newId: NewId): ScanColumn {
  const { type } = columnNamed(table, name);
  return { id: newId(), name, type, column: name };
}

const plain = ({ id, name, type }: ScanColumn): Omit<ScanColumn, 'column'> => ({ id, name, type });

const asExpr = ({ id, name, type }: ScanColumn): ColumnExpr => ({ kind: 'column', id, name, type });
