/** CASE, in both forms. */
import type { Expression } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import type { Level } from '../scope.ts';
import { coerceBoolean, unify, unifyForComparison } from '../types.ts';
import { bindOperand } from './index.ts';

type CaseNode = Extract<Expression, { kind: 'case' }>;

export function bindCase(node: CaseNode, outside: Level): Expr {
  const level: Level = { ...outside, rows: null };
  const conditions = node.whens.map(({ when }) => bindWhen(node.operand, when, level));
  const results = node.whens.map(({ then }) => bindOperand(then, level));
  const otherwise =
    node.otherwise === null
      ? { expr: { kind: 'literal', value: null, type: 'unknown' } as const, at: node.at }
      : bindOperand(node.otherwise, level);
  const branches = unify(level.statement, [...results, otherwise], 'the branches of CASE');
  const last = branches.at(-1) ?? otherwise.expr;
  return {
    kind: 'case',
    whens: conditions.map((when, index) => ({ when, then: branches[index] ?? last })),
    otherwise: last,
    type: last.type,
  };
}

/** `CASE x WHEN y` tests x = y; x is bound for each WHEN, as each needs ids of its own. */
function bindWhen(operand: Expression | null, when: Expression, level: Level): Expr {
  if (operand === null) {
    return coerceBoolean(level.statement, bindOperand(when, level), 'WHEN');
  }
  const [left, right] = unifyForComparison(level.statement, [
    bindOperand(operand, level),
    bindOperand(when, level),
  ]) as [Expr, Expr];
  return { kind: 'compare', operator: '=', left, right, type: 'boolean' };
}
