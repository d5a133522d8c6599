/** A table that is several tables under one name: the union of their rows. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition, UnionMember, UnionSource } from '../../schemas/model.ts';
import type { Expr, OutputColumn, Rel, ScanColumn } from '../rel/rel.ts';
import { columnExpr, newColumn, type Statement } from './statement.ts';

export interface UnionRows {
  readonly rel: Rel;
  /** In the order of the definition. */
  readonly columns: readonly OutputColumn[];
}

export function bindUnion(
  statement: Statement,
  definition: TableDefinition,
  { members }: UnionSource,
): UnionRows {
  const rows = members.map((member) => memberRows(statement, definition, member));
  const [first, ...others] = rows;
  if (first === undefined) throw new Error(`${definition.name} has no members`);
  return others.reduce((left, right): UnionRows => {
    const columns = left.columns.map(({ name, type }) => newColumn(statement, name, type));
    const rel: Rel = {
      kind: 'setOperation',
      operator: 'union',
      all: true,
      left: left.rel,
      right: right.rel,
      columns,
    };
    return { rel, columns };
  }, first);
}

/** The rows of one member under the columns of the union. */
function memberRows(
  statement: Statement,
  definition: TableDefinition,
  { table, columns: mapped }: UnionMember,
): UnionRows {
  const scanned: ScanColumn[] = [];
  const read = (column: string): Expr => {
    const { type } = columnNamed(table, column);
    const made: ScanColumn = { ...newColumn(statement, column, type), column };
    scanned.push(made);
    return columnExpr(made);
  };
  const columns = definition.columns.map(({ name, type }) => {
    const from = mapped[name] ?? { column: name };
    const expr: Expr =
      'value' in from ? { kind: 'literal', value: from.value, type } : read(from.column);
    return { ...newColumn(statement, name, type), expr };
  });
  const scanId = statement.newId();
  const input: Rel = { kind: 'scan', scanId, table, alias: table.name, columns: scanned };
  return { rel: { kind: 'project', input, columns }, columns };
}
