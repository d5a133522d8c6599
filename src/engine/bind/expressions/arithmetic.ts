/** `+ - * / % ^ ||` and signs. */
import type { Expression } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import { negated } from '../constants.ts';
import { operatorCall } from '../functions.ts';
import type { Level } from '../scope.ts';
import { coerce } from '../types.ts';
import { bindOperand } from './index.ts';

export function bindArithmetic(
  node: Extract<Expression, { kind: 'arithmetic' }>,
  level: Level,
): Expr {
  const operands = [bindOperand(node.left, level), bindOperand(node.right, level)];
  return operatorCall(level.statement, node.operator, operands, node.at);
}

/** Plus changes nothing, but stands only where minus may. */
export function bindPlus(
  node: Extract<Expression, { kind: 'negate' | 'plus' }>,
  level: Level,
): Expr {
  const operand = bindOperand(node.operand, level);
  const { type } = operatorCall(level.statement, 'negate', [operand], node.at);
  return coerce(level.statement, operand, type);
}

/** Minus before a number literal is the negative literal. */
export function bindNegate(
  node: Extract<Expression, { kind: 'negate' | 'plus' }>,
  level: Level,
): Expr {
  const operand = bindOperand(node.operand, level);
  const literal = operand.expr.kind === 'literal' ? negated(operand.expr) : null;
  return literal ?? operatorCall(level.statement, 'negate', [operand], node.at);
}
