/** Functions, aggregates, CAST and EXTRACT. */
import type { Expression, FunctionCall } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import { isArrayType } from '../../values/arrays.ts';
import { canCast, canCoerce } from '../../values/coerce.ts';
import { bindAggregate } from '../aggregates.ts';
import { textLiteral } from '../constants.ts';
import { isDateLiteral, misplacedDateLiteral } from '../dateLiterals.ts';
import { isAggregate, isWindowFunction, scalarCall } from '../functions.ts';
import { bindGrouping, isGrouping } from '../groupingSets.ts';
import { isHypothetical, placeOfRow } from '../hypotheticalSets.ts';
import { isQuantile } from '../orderedSets.ts';
import type { Level } from '../scope.ts';
import { bindRowFunction } from '../selectedRows.ts';
import { sqlError } from '../statement.ts';
import { makesRows } from '../tableFunctions.ts';
import { castTarget, coerceLiteral, settle, typeName } from '../types.ts';
import { bindWindowCall } from '../windows.ts';
import { bindExpression, bindOperand } from './index.ts';
import { isZoneOfClockTime } from './times.ts';

/** @throws SqlError UNKNOWN_FUNCTION, TYPE_MISMATCH, GROUPING_ERROR, WINDOW_ERROR, NOT_SUPPORTED. */
export function bindCall(call: FunctionCall, level: Level): Expr {
  const { statement } = level;
  if (call.over !== null) {
    checkStar(call, level);
    return bindWindowCall(call, level);
  }
  if (call.ignoreNulls === true) {
    throw sqlError(statement, 'SYNTAX_ERROR', 'IGNORE NULLS needs OVER', call.at);
  }
  if (makesRows(call.name.name.toLowerCase())) return bindRowFunction(call, level);
  if (isDateLiteral(call)) throw misplacedDateLiteral(call, level);
  if (isGrouping(call)) return bindGrouping(call, level);
  if (isHypothetical(call)) return bindExpression(placeOfRow(call, level), level);
  if (isWindowFunction(call.name.name)) throw withoutOver(call, level);
  if (isAggregate(call.name.name) || isQuantile(call)) {
    checkStar(call, level);
    return bindAggregate(call, level);
  }
  const modifier = aggregateModifier(call);
  const inside = isCoalesce(call) ? { ...level, rows: null } : level;
  const operands = call.args.map((arg) => bindOperand(arg, inside));
  const name = isZoneOfClockTime(call, operands, level) ? 'from_timezone' : call.name.name;
  const bound = scalarCall(statement, name, operands, call.at);
  if (modifier === null) return bound;
  throw sqlError(
    statement,
    'SYNTAX_ERROR',
    `${modifier} is for aggregates, and ${call.name.name} is not one`,
    call.at,
  );
}

/** Not all of its arguments are evaluated. */
const isCoalesce = ({ name }: FunctionCall): boolean =>
  ['coalesce', 'ifnull', 'nvl', 'isnull'].includes(name.name.toLowerCase());

const withoutOver = ({ name, at }: FunctionCall, { statement }: Level): Error =>
  sqlError(
    statement,
    'WINDOW_ERROR',
    `${name.name.toUpperCase()} is a window function: it needs OVER`,
    at,
    `Write ${name.name}(…) OVER (ORDER BY …).`,
  );

function checkStar(call: FunctionCall, level: Level): void {
  if (!call.star || call.name.name.toLowerCase() === 'count') return;
  throw sqlError(
    level.statement,
    'SYNTAX_ERROR',
    isWindowFunction(call.name.name)
      ? 'Only COUNT takes *'
      : `Only COUNT takes *, ${call.name.name.toUpperCase()} takes a value`,
    call.at,
  );
}

function aggregateModifier(call: FunctionCall): string | null {
  if (call.star) return '*';
  if (call.distinct) return 'DISTINCT';
  if (call.filter !== null) return 'FILTER';
  if (call.withinGroup !== undefined) return 'WITHIN GROUP';
  return call.orderBy.length > 0 ? 'ORDER BY' : null;
}

export function bindCast(node: Extract<Expression, { kind: 'cast' }>, level: Level): Expr {
  const { statement } = level;
  const target = castTarget(statement, node.type);
  if (
    node.operand.kind === 'array' &&
    node.operand.items.length === 0 &&
    isArrayType(target.type)
  ) {
    return { kind: 'literal', value: [], type: target.type };
  }
  const { expr, at } = bindOperand(node.operand, level);
  const plain = target.decimal === undefined && target.length === undefined;
  if (plain && target.type === expr.type) return expr;
  if (plain && node.try !== true && expr.kind === 'literal' && canCoerce(expr.type, target.type)) {
    return coerceLiteral(statement, expr, target.type, at);
  }
  if (canCast(expr.type, target.type)) {
    return { kind: 'cast', arg: settle(expr), ...target, ...(node.try === true && { try: true }) };
  }
  throw sqlError(
    statement,
    'TYPE_MISMATCH',
    `There is no cast from ${typeName(expr.type)} to ${target.type}`,
    node.at,
  );
}

export function bindExtract(node: Extract<Expression, { kind: 'extract' }>, level: Level): Expr {
  const field = { expr: textLiteral(node.field.toLowerCase()), at: node.at };
  return scalarCall(level.statement, 'extract', [field, bindOperand(node.operand, level)], node.at);
}
