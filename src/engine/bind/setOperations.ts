/** UNION, INTERSECT, EXCEPT and VALUES: columns by position, types made equal. */
import type { QueryBody, SetOperation, Values } from '../ast/ast.ts';
import { printExpr } from '../rel/print.ts';
import {
  type ColumnId,
  type Expr,
  type OutputColumn,
  outputColumns,
  type Rel,
} from '../rel/rel.ts';
import { bindOperand } from './expressions/index.ts';
import { NAMELESS } from './outputName.ts';
import { bindQuery } from './query.ts';
import { narrowed, retype } from './retype.ts';
import { EMPTY_SCOPE, type Env, newLevel } from './scope.ts';
import { type Body, bindSelect } from './select.ts';
import { columnExpr, copyClockTimes, newColumn, sqlError, type Statement } from './statement.ts';
import { type Operand, settle, unify } from './types.ts';

/** A query's body without order: also a side of a set operation. */
export function bindBody(body: QueryBody, env: Env): Body {
  switch (body.kind) {
    case 'select':
      return withoutHidden(
        bindSelect(body, env, { orderBy: [], keepUnknown: true }),
        env.statement,
      );
    case 'setOperation':
      return bindSetOperation(body, env);
    case 'values':
      return bindValues(body, env);
    case 'query': {
      const { rel, columns } = bindQuery(body, env);
      return { rel, columns, places: columns.map(() => body.at) };
    }
  }
}

/** DISTINCT ON computes columns that are not selected. */
function withoutHidden(body: Body, statement: Statement): Body {
  const rel = narrowed(statement, body.rel, body.columns);
  return rel === body.rel ? body : { ...body, rel, columns: outputColumns(rel) };
}

export function bindSetOperation(node: SetOperation, env: Env): Body {
  const { statement } = env;
  const left = bindBody(node.left, env);
  const right = bindBody(node.right, env);
  const operator = node.operator.toUpperCase();
  if (left.columns.length !== right.columns.length) {
    throw sqlError(
      statement,
      'COLUMN_COUNT',
      `Both sides of ${operator} need the same number of columns, but the left has ${left.columns.length} and the right ${right.columns.length}`,
      node.right.at,
    );
  }
  const rights = operandsOf(right);
  const pairs = operandsOf(left).map((operand, index) =>
    unify(statement, [operand, ...rights.slice(index, index + 1)], `both sides of ${operator}`),
  );
  const columns = pairs.map((pair, index) =>
    newColumn(statement, left.columns[index]?.name ?? '', pair[0]?.type ?? 'text'),
  );
  copyClockTimes(statement, left.columns, columns);
  copyClockTimes(statement, right.columns, columns);
  const rel: Rel = {
    kind: 'setOperation',
    operator: node.operator,
    all: node.all,
    left: withTypes(
      statement,
      left.rel,
      pairs.flatMap((pair) => pair.slice(0, 1)),
    ),
    right: withTypes(
      statement,
      right.rel,
      pairs.flatMap((pair) => pair.slice(1)),
    ),
    columns,
  };
  return { rel, columns, places: left.places };
}

/** A side's columns; literals as themselves, so that the other side can give them a type. */
function operandsOf({ rel, columns, places }: Body): readonly Operand[] {
  return columns.map((column, index) => {
    const source = sourceOf(rel, column.id);
    const expr = source?.kind === 'literal' ? source : columnExpr(named(column, source));
    return { expr, at: places[index] ?? 0 };
  });
}

/** Messages and EXPLAIN call a nameless column by its expression. */
const named = (column: OutputColumn, source: Expr | null): OutputColumn =>
  column.name === NAMELESS && source !== null ? { ...column, name: printExpr(source) } : column;

/** The expression that the select list has for a column; null when there is no select list. */
function sourceOf(rel: Rel, id: ColumnId): Expr | null {
  if (rel.kind === 'distinct' && rel.on === null) return sourceOf(rel.input, id);
  if (rel.kind !== 'project') return null;
  return rel.columns.find((column) => column.id === id)?.expr ?? null;
}

/** Literals change where they are computed, all else above. */
function withTypes(statement: Statement, rel: Rel, exprs: readonly Expr[]): Rel {
  const typed = withLiterals(rel, exprs);
  const above = outputColumns(typed).map((column, index) => {
    const expr = exprs[index];
    return expr === undefined || expr.kind === 'literal' ? columnExpr(column) : expr;
  });
  return retype(statement, typed, above);
}

function withLiterals(rel: Rel, exprs: readonly Expr[]): Rel {
  if (rel.kind === 'distinct' && rel.on === null)
    return { ...rel, input: withLiterals(rel.input, exprs) };
  if (rel.kind !== 'project') return rel;
  const columns = rel.columns.map((column, index) => {
    const expr = exprs[index];
    return expr?.kind === 'literal' ? { ...column, expr, type: expr.type } : column;
  });
  return { ...rel, columns };
}

export function bindValues({ rows }: Values, env: Env): Body {
  const { statement } = env;
  const level = newLevel(env, { kind: 'query' }, EMPTY_SCOPE, 'VALUES');
  const operands = rows.map((row) => row.map((value) => bindOperand(value, level)));
  const width = operands[0]?.length ?? 0;
  const odd = rows.find((row) => row.length !== width);
  if (odd !== undefined) {
    throw sqlError(
      statement,
      'COLUMN_COUNT',
      `Every row of VALUES needs as many values: the first has ${width}, this one has ${odd.length}`,
      odd[0]?.at ?? 0,
    );
  }
  const byColumn = Array.from({ length: width }, (_, index) =>
    unify(
      statement,
      operands.flatMap((row) => row.slice(index, index + 1)),
      `the values of column ${index + 1}`,
    ).map(settle),
  );
  const columns = byColumn.map((values, index) =>
    newColumn(statement, `column${index + 1}`, values[0]?.type ?? 'text'),
  );
  const rel: Rel = {
    kind: 'values',
    columns,
    rows: operands.map((_, row) => byColumn.flatMap((values) => values.slice(row, row + 1))),
  };
  return { rel, columns, places: (operands[0] ?? []).map(({ at }) => at) };
}
