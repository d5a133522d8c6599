import type { CompareOperator } from './rel.ts';

/** The operator that says the same with its sides exchanged: `a < b` is `b > a`. */
export const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
