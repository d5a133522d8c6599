/** Bound expressions → functions over tuples. */
export { compile, compilePredicate, layoutOf } from './compile.ts';
export { compilePlainPredicate, evaluateConstant, evaluateOver, isConstant } from './constant.ts';
export type { Environment, Evaluator, Layout, SubqueryRows } from './environment.ts';
export { compileLike, type Matcher } from './like.ts';
export { severalRows } from './subquery.ts';
