/** `+ - * / % ^ ||` and unary minus. */
import type { Expression } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import { negated } from '../constants.ts';
import { operatorCall } from '../functions.ts';
import type { Level } from '../scope.ts';
import { bindOperand } from './index.ts';

export function bindArithmetic(
  node: Extract<Expression, { kind: 'arithmetic' }>,
  level: Level,
): Expr {
  const operands = [bindOperand(node.left, level), bindOperand(node.right, level)];
  return operatorCall(level.statement, node.operator, operands, node.at);
}

/** Minus before a number literal is the negative literal. */
export function bindNegate(node: Extract<Expression, { kind: 'negate' }>, level: Level): Expr {
  const operand = bindOperand(node.operand, level);
  const literal = operand.expr.kind === 'literal' ? negated(operand.expr) : null;
  return literal ?? operatorCall(level.statement, 'negate', [operand], node.at);
}
