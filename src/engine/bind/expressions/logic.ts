/** AND, OR, NOT and the tests of truth. */
import type { Expression } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import { conjunction } from '../../rel/walk.ts';
import type { Level } from '../scope.ts';
import { coerceBoolean, settle } from '../types.ts';
import { fieldsOf, notExpr } from './comparisons.ts';
import { bindExpression, bindOperand } from './index.ts';
import { fieldsOfTable } from './wholeRows.ts';

type LogicNode = Extract<Expression, { kind: 'and' | 'or' }>;

/** Chains of one operator become one expression with many arguments. */
export function bindLogic(node: LogicNode, level: Level): Expr {
  const args = flatten(node).map((arg) =>
    coerceBoolean(level.statement, bindOperand(arg, level), node.kind.toUpperCase()),
  );
  return { kind: node.kind, args, type: 'boolean' };
}

/** Without recursion down the left side: a chain may have thousands of links. */
function flatten(node: LogicNode): readonly Expression[] {
  const args: Expression[] = [];
  const pending: Expression[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === node.kind) pending.push(next.right, next.left);
    else args.push(next);
  }
  return args;
}

export function bindNot(node: Extract<Expression, { kind: 'not' }>, level: Level): Expr {
  return notExpr(coerceBoolean(level.statement, bindOperand(node.operand, level), 'NOT'));
}

export function bindIs(node: Extract<Expression, { kind: 'is' }>, level: Level): Expr {
  const { negated, test } = node;
  if (test === 'null') {
    const fields = fieldsOfTable(node.operand, negated, level) ?? fieldsOf(node.operand);
    const tests = fields.map((field): Expr => {
      const arg = settle(bindExpression(field, level));
      return { kind: 'isNull', arg, negated, type: 'boolean' };
    });
    // A row is NULL when each field is, and NOT NULL when none is.
    return conjunction(tests) ?? { kind: 'literal', value: !negated, type: 'boolean' };
  }
  const clause = `IS ${test.toUpperCase()}`;
  const arg = coerceBoolean(level.statement, bindOperand(node.operand, level), clause);
  if (test === 'unknown') return { kind: 'isNull', arg, negated, type: 'boolean' };
  return { kind: 'isTruth', arg, value: test === 'true', negated, type: 'boolean' };
}
