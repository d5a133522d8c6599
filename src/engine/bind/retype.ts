/** Other expressions in place of an operator's columns. */
import { type Expr, type OutputColumn, outputColumns, type Rel } from '../rel/rel.ts';
import { columnExpr, newColumn, type Statement } from './statement.ts';

/**
 * `rel` with its columns computed by `exprs`, which are over its columns; `rel` itself when they
 * are just its columns.
 */
export function retype(statement: Statement, rel: Rel, exprs: readonly Expr[]): Rel {
  const columns = outputColumns(rel);
  const same = exprs.every((expr, index) => {
    const column = columns[index];
    return expr.kind === 'column' && expr.id === column?.id && expr.type === column.type;
  });
  if (same) return rel;
  return {
    kind: 'project',
    input: rel,
    columns: exprs.map((expr, index) => ({
      ...newColumn(statement, columns[index]?.name ?? '', expr.type),
      expr,
    })),
  };
}

/** `input` with `columns`, its first, alone. */
export function narrowed(statement: Statement, input: Rel, columns: readonly OutputColumn[]): Rel {
  if (outputColumns(input).length === columns.length) return input;
  return {
    kind: 'project',
    input,
    columns: columns.map(({ id, name, type }) => ({
      ...newColumn(statement, name, type),
      expr: columnExpr({ id, name, type }),
    })),
  };
}
