/** Syntax of expressions → bound expressions: one function for each kind. */
import type { Expression } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import { booleanLiteral, numberLiteral } from '../constants.ts';
import type { Level } from '../scope.ts';
import { sqlError } from '../statement.ts';
import { coerceBoolean, coerceLiteral, type Operand, settle } from '../types.ts';
import {
  bindArray,
  bindArraySubquery,
  bindLikeArray,
  bindQuantifiedArray,
  bindSlice,
  bindSubscript,
} from './arrays.ts';
import { bindArithmetic, bindNegate, bindPlus } from './arithmetic.ts';
import { bindCall, bindCast, bindExtract } from './calls.ts';
import { bindAtTimeZone, bindOverlaps } from './times.ts';
import { bindCase } from './case.ts';
import { bindColumn } from './columns.ts';
import {
  bindBetween,
  bindComparison,
  bindDistinctFrom,
  bindInList,
  bindLike,
} from './comparisons.ts';
import { bindIs, bindLogic, bindNot } from './logic.ts';
import { bindExists, bindInSubquery, bindQuantified, bindScalarSubquery } from './subqueries.ts';

/**
 * Binds an expression at a place of the statement. Its type is `unknown` only when it is NULL, a
 * string or a string parameter that nothing gave a type.
 */
export function bindExpression(expression: Expression, level: Level): Expr {
  const { statement } = level;
  switch (expression.kind) {
    case 'null':
      return { kind: 'literal', value: null, type: 'unknown' };
    case 'boolean':
      return booleanLiteral(expression.value);
    case 'number':
      return numberLiteral(statement, expression.text, expression.at);
    case 'string':
      return { kind: 'literal', value: expression.value, type: 'unknown' };
    case 'typedLiteral': {
      const { value, type, at } = expression;
      return coerceLiteral(statement, { kind: 'literal', value, type: 'unknown' }, type, at);
    }
    case 'parameter':
      return statement.reader.read(expression.key, expression.at);
    case 'column':
      return bindColumn(expression, level);
    case 'arithmetic':
      return bindArithmetic(expression, level);
    case 'plus':
      return bindPlus(expression, level);
    case 'negate':
      return bindNegate(expression, level);
    case 'comparison':
      return bindComparison(expression, level);
    case 'and':
    case 'or':
      return bindLogic(expression, level);
    case 'not':
      return bindNot(expression, level);
    case 'is':
      return bindIs(expression, level);
    case 'isDistinctFrom':
      return bindDistinctFrom(expression, level);
    case 'between':
      return bindBetween(expression, level);
    case 'like':
      return bindLike(expression, level);
    case 'inList':
      return bindInList(expression, level);
    case 'inSubquery':
      return bindInSubquery(expression, level);
    case 'exists':
      return bindExists(expression, level);
    case 'scalarSubquery':
      return bindScalarSubquery(expression, level);
    case 'quantified':
      return bindQuantified(expression, level);
    case 'quantifiedArray':
      return bindQuantifiedArray(expression, level);
    case 'likeArray':
      return bindLikeArray(expression, level);
    case 'array':
      return bindArray(expression, level);
    case 'arraySubquery':
      return bindArraySubquery(expression, level);
    case 'subscript':
      return bindSubscript(expression, level);
    case 'slice':
      return bindSlice(expression, level);
    case 'overlaps':
      return bindOverlaps(expression, level);
    case 'atTimeZone':
      return bindAtTimeZone(expression, level);
    case 'row':
      throw sqlError(
        statement,
        'NOT_SUPPORTED',
        'A row of several values can only be compared: (a, b) = (c, d), (a, b) IN (…)',
        expression.at,
      );
    case 'wholeRow':
      throw sqlError(
        statement,
        'NOT_SUPPORTED',
        'A whole row is not supported here',
        expression.at,
        'It can be counted, count(t.*), and tested, t IS NULL; for more, name its columns.',
      );
    case 'allColumns':
      throw sqlError(
        statement,
        'ORDER_BY_ERROR',
        'ALL stands alone in the ORDER BY of a query',
        expression.at,
      );
    case 'case':
      return bindCase(expression, level);
    case 'cast':
      return bindCast(expression, level);
    case 'extract':
      return bindExtract(expression, level);
    case 'call':
      return bindCall(expression, level);
  }
}

export const bindOperand = (expression: Expression, level: Level): Operand => ({
  expr: bindExpression(expression, level),
  at: expression.at,
});

/** An expression whose type is settled: `unknown` becomes text. */
export const bindValue = (expression: Expression, level: Level): Expr =>
  settle(bindExpression(expression, level));

/** An expression that must be a condition, in the clause that `level` names. */
export const bindCondition = (expression: Expression, level: Level): Expr =>
  coerceBoolean(level.statement, bindOperand(expression, level), level.clause);
