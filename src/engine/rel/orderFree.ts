/** Aggregates that give the same whatever order they see rows in, and whose state is one value. */
export const ORDER_FREE: ReadonlySet<string> = new Set([
  'count',
  'count_if',
  'sum',
  'avg',
  'min',
  'max',
  'bool_and',
  'bool_or',
]);
