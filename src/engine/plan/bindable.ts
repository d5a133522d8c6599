/** The columns of an operator's output whose values, when they are known before, save calls. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import { outputColumns, type ColumnId, type Rel, type Scan } from '../rel/rel.ts';
import { isCorrelated } from '../rel/walk.ts';
import { declaredFilter } from './calls/conditions.ts';
import type { ScanKeys } from './plan.ts';

export interface Bindable {
  /** The output column. */
  readonly id: ColumnId;
  readonly scan: Scan;
  /** Its name in the table that is scanned. */
  readonly column: string;
  readonly use: ScanKeys['use'];
  /** Whose rows give the keys otherwise, for a table that is read one key at a time. */
  readonly parent: TableDefinition | null;
}

/**
 * Where a row of the scan that has another value there changes no row of `rel` that has this one:
 * not below a LIMIT or a window, and below a GROUP BY only for its keys.
 */
export function bindableColumns(rel: Rel): readonly Bindable[] {
  switch (rel.kind) {
    case 'scan':
      return rel.columns.flatMap(({ id, column }) => {
        const use = useOf(rel, column);
        return use === null ? [] : [{ id, scan: rel, column, ...use }];
      });
    case 'filter':
    case 'sort':
      return bindableColumns(rel.input);
    case 'distinct': {
      const { on } = rel;
      const inside = bindableColumns(rel.input);
      if (on === null) return inside;
      return inside.filter(({ id }) => on.some((key) => key.kind === 'column' && key.id === id));
    }
    case 'project':
      return renamed(bindableColumns(rel.input), rel.columns);
    case 'aggregate':
      return renamed(bindableColumns(rel.input), rel.keys);
    case 'join': {
      if (rel.lateral || isCorrelated(rel)) return [];
      const left = rel.type === 'right' || rel.type === 'full' ? [] : bindableColumns(rel.left);
      const right = rel.type === 'left' || rel.type === 'full' ? [] : bindableColumns(rel.right);
      return [...left, ...right];
    }
    case 'setOperation': {
      const places = (input: Rel): readonly Bindable[] => {
        const inside = outputColumns(input);
        return bindableColumns(input).flatMap((bindable) => {
          const place = inside.findIndex(({ id }) => id === bindable.id);
          const outside = rel.columns[place];
          return outside ? [{ ...bindable, id: outside.id }] : [];
        });
      };
      return [...places(rel.left), ...places(rel.right)];
    }
    default:
      return [];
  }
}

type Passing = Extract<Rel, { kind: 'project' }>['columns'];

/** The columns of `inside` that are passed on under other ids. */
function renamed(inside: readonly Bindable[], columns: Passing): readonly Bindable[] {
  return columns.flatMap(({ id, expr }) => {
    if (expr.kind !== 'column') return [];
    return inside
      .filter((bindable) => bindable.id === expr.id)
      .map((bindable) => ({ ...bindable, id }));
  });
}

/** Types whose equal values read the same. */
const KEY_TYPES: ReadonlySet<string> = new Set(['uuid', 'text', 'integer', 'date']);

function useOf(scan: Scan, column: string): Pick<Bindable, 'use' | 'parent'> | null {
  const { table } = scan;
  const { source } = table;
  if (source.kind !== 'endpoint') return null;
  if (!KEY_TYPES.has(columnNamed(table, column).type)) return null;
  for (const { inputs } of [source, ...source.alternatives]) {
    const input = inputs.find((candidate) => candidate.column === column);
    if (input?.from.kind === 'parent') return { use: 'each', parent: input.from.table };
    if (input?.from.kind === 'optional' && inputs !== source.inputs)
      return { use: 'each', parent: null };
  }
  if (source.detail?.column === column && readsDetail(scan)) return { use: 'each', parent: table };
  // A list that comes whole takes one call, however few of its rows are needed.
  const { paging } = source.endpoint;
  if (paging.kind !== 'page') return null;
  const canNarrow =
    declaredFilter(table, column, 'in', 'param')?.encoding.list === true ||
    declaredFilter(table, column, 'in', 'where') !== null;
  return canNarrow ? { use: 'narrow', parent: null } : null;
}

const readsDetail = ({ table, columns }: Scan): boolean =>
  columns.some(({ column }) =>
    table.columns.some((own) => own.name === column && own.onlyInDetail),
  );
