/** LIMIT, OFFSET and WITH TIES. */
import type { Expression, Query } from '../ast/ast.ts';
import type { Expr, Frame, Rel, SortKey, Window } from '../rel/rel.ts';
import { rowCount } from './constants.ts';
import { bindOperand } from './expressions/index.ts';
import { scalarCall } from './functions.ts';
import { EMPTY_SCOPE, type Env, type Level, newLevel } from './scope.ts';
import { canCoerce } from '../values/coerce.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';
import { typeName } from './types.ts';

/** A number of rows: known when the statement is bound, or an integer that is not; null = all. */
type RowCount = number | null | Expr;

const isKnown = (rows: RowCount): rows is number | null =>
  rows === null || typeof rows === 'number';

/** The rows of `input` that LIMIT and OFFSET leave. */
export function limited(input: Rel, query: Query, env: Env): Rel {
  if (query.limit === null && query.offset === null) return input;
  // Neither the query's rows nor an outer query's can be named here.
  const level: Level = {
    ...newLevel(env, { kind: 'query' }, EMPTY_SCOPE, 'LIMIT'),
    parent: null,
  };
  const count = rowsOf(query.limit, 'LIMIT', level);
  const offset = rowsOf(query.offset, 'OFFSET', level);
  const ties = query.withTies === true ? tiesOf(input, query, env) : null;
  if (isKnown(count) && isKnown(offset)) {
    if (count === null && (offset ?? 0) === 0) return input;
    const limit = { kind: 'limit', input, count, offset: offset ?? 0 } as const;
    return ties === null ? limit : { ...limit, ties };
  }
  if (ties === null) return numbered(input, count, offset, env.statement);
  throw sqlError(
    env.statement,
    'NOT_SUPPORTED',
    'WITH TIES takes a number or a parameter, not an expression over rows',
    query.limit?.at ?? query.at,
  );
}

function rowsOf(expression: Expression | null, clause: 'LIMIT' | 'OFFSET', level: Level): RowCount {
  if (expression === null) return null;
  const operand = bindOperand(expression, level);
  const known = rowCount(level.statement, operand.expr, expression, clause);
  if (known !== 'unknown') return known;
  if (canCoerce(operand.expr.type, 'decimal')) {
    return scalarCall(level.statement, 'row_count', [operand], expression.at);
  }
  throw sqlError(
    level.statement,
    'TYPE_MISMATCH',
    `${clause} takes a number of rows, not ${typeName(operand.expr.type)}`,
    expression.at,
  );
}

function tiesOf(input: Rel, query: Query, env: Env): readonly SortKey[] {
  const ties = sortKeysOf(input);
  if (ties !== null) return ties;
  throw sqlError(
    env.statement,
    'ORDER_BY_ERROR',
    'WITH TIES needs an ORDER BY: rows are tied when they sort alike',
    query.limit?.at ?? query.at,
  );
}

/** What rows come ordered by; DISTINCT ON stands above the sort and keeps its order. */
function sortKeysOf(rel: Rel): readonly SortKey[] | null {
  if (rel.kind === 'sort') return rel.keys;
  return rel.kind === 'distinct' && rel.on !== null ? sortKeysOf(rel.input) : null;
}

const ALL_ROWS: Frame = {
  mode: 'rows',
  start: { kind: 'unboundedPreceding' },
  end: { kind: 'unboundedFollowing' },
  exclude: 'no others',
};

const ZERO: Expr = { kind: 'literal', value: 0, type: 'integer' };

/** Rows by their numbers, as `row_number()` gives them: for a count that only the run can tell. */
function numbered(input: Rel, count: RowCount, offset: RowCount, statement: Statement): Rel {
  const number = newColumn(statement, 'row_number', 'integer');
  const call = { name: 'row_number', args: [], filter: null, frame: ALL_ROWS };
  const calls = [{ ...number, call }];
  const window: Window = { kind: 'window', input, partitionBy: [], orderBy: [], calls };
  const operator = (name: string, left: Expr, right: Expr): Expr => ({
    kind: 'call',
    name,
    args: [left, right],
    type: 'integer',
  });
  const skipped = operator('coalesce', exprOf(offset), ZERO);
  const beyond: Expr = {
    kind: 'compare',
    operator: '>',
    left: columnExpr(number),
    right: skipped,
    type: 'boolean',
  };
  if (count === null) return { kind: 'filter', input: window, predicate: beyond };
  const wanted = exprOf(count);
  const within: Expr = {
    kind: 'compare',
    operator: '<=',
    left: operator('-', columnExpr(number), skipped),
    right: wanted,
    type: 'boolean',
  };
  const all: Expr = { kind: 'isNull', arg: wanted, negated: false, type: 'boolean' };
  const either: Expr = { kind: 'or', args: [all, within], type: 'boolean' };
  const predicate: Expr = { kind: 'and', args: [beyond, either], type: 'boolean' };
  return { kind: 'filter', input: window, predicate };
}

const exprOf = (rows: RowCount): Expr =>
  isKnown(rows) ? { kind: 'literal', value: rows, type: 'integer' } : rows;
