import type { Expression, FunctionCall, Identifier } from './ast.ts';

/** `name(args)` and nothing around it. */
export const plainCall = (name: Identifier, args: readonly Expression[]): FunctionCall => ({
  kind: 'call',
  name,
  star: false,
  distinct: false,
  args,
  orderBy: [],
  filter: null,
  over: null,
  at: name.at,
});
