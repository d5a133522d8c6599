/** Subqueries inside expressions: scalar, EXISTS, IN and ANY or ALL. */
import type { Expression, Query } from '../../ast/ast.ts';
import { type Expr, type OutputColumn, outputColumns, type Rel } from '../../rel/rel.ts';
import { bindQuery } from '../query.ts';
import { narrowed, retype } from '../retype.ts';
import type { Level } from '../scope.ts';
import { columnExpr, newColumn, sqlError } from '../statement.ts';
import { unifyForComparison } from '../types.ts';
import { checkWidth, columnCount, fieldsOf } from './comparisons.ts';
import { bindOperand } from './index.ts';

type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

interface Subquery {
  readonly rel: Rel;
  readonly columns: readonly OutputColumn[];
}

function bindSubquery(query: Query, level: Level): Subquery {
  const { statement, ctes, unreachable } = level;
  return bindQuery(query, { statement, parent: level, ctes, unreachable });
}

export function bindScalarSubquery(node: Node<'scalarSubquery'>, level: Level): Expr {
  const rel = bindOneColumn(node.query, level, node.at, 'that stands for a value');
  return { kind: 'scalarSubquery', rel, type: outputColumns(rel)[0]?.type ?? 'text' };
}

/** @param what the subquery is for, for the message. @throws SqlError COLUMN_COUNT */
export function bindOneColumn(query: Query, level: Level, at: number, what: string): Rel {
  const { rel, columns } = bindSubquery(query, level);
  if (columns.length === 1) return narrowed(level.statement, rel, columns);
  throw sqlError(
    level.statement,
    'COLUMN_COUNT',
    `A subquery ${what} must have 1 column, this one has ${columnCount(columns.length)}`,
    at,
  );
}

/** One of the values of the row that a subquery stands for. */
export function bindFieldOfSubquery(
  node: Node<'scalarSubquery'>,
  place: number,
  width: number,
  level: Level,
): Expr {
  const { rel, columns } = bindSubquery(node.query, level);
  checkWidth(level, width, columns.length, node.at);
  const [column] = columns.slice(place);
  if (column === undefined) throw new RangeError(`no column ${place}`);
  const { name, type } = column;
  const field = { ...newColumn(level.statement, name, type), expr: columnExpr(column) };
  return { kind: 'scalarSubquery', rel: { kind: 'project', input: rel, columns: [field] }, type };
}

export function bindExists(node: Node<'exists'>, level: Level): Expr {
  const { rel } = bindSubquery(node.query, level);
  return { kind: 'exists', rel, negated: false, type: 'boolean' };
}

/** The operands and the subquery's columns, of one type pair by pair. */
function matched(
  operand: Expression,
  query: Query,
  level: Level,
  at: number,
): { readonly args: readonly Expr[]; readonly rel: Rel } {
  const { statement } = level;
  const operands = fieldsOf(operand).map((field) => bindOperand(field, level));
  const subquery = bindSubquery(query, level);
  checkWidth(level, operands.length, subquery.columns.length, at);
  const pairs = subquery.columns.map((column, index) =>
    unifyForComparison(statement, [
      ...operands.slice(index, index + 1),
      { expr: columnExpr(column), at },
    ]),
  );
  return {
    args: pairs.flatMap((pair) => pair.slice(0, 1)),
    rel: retype(
      statement,
      subquery.rel,
      pairs.flatMap((pair) => pair.slice(1)),
    ),
  };
}

export function bindInSubquery(node: Node<'inSubquery'>, level: Level): Expr {
  const { args, rel } = matched(node.operand, node.query, level, node.query.at);
  return { kind: 'inSubquery', args, rel, negated: node.negated, type: 'boolean' };
}

export function bindQuantified(node: Node<'quantified'>, level: Level): Expr {
  const { args, rel } = matched(node.operand, node.query, level, node.query.at);
  const [arg] = args;
  if (arg === undefined || args.length > 1) {
    throw sqlError(
      level.statement,
      'NOT_SUPPORTED',
      'ANY and ALL compare one value, not a row of several',
      node.at,
    );
  }
  const { operator, quantifier } = node;
  return { kind: 'quantified', operator, quantifier, arg, rel, type: 'boolean' };
}
