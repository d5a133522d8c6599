import { mapRelDeep } from '../../rel/walk.ts';
import type { Rule } from './rule.ts';

/** A condition that always holds keeps every row: without it a LIMIT above reaches the scan. */
export const dropTrueFilters: Rule = {
  name: 'drop true filters',
  apply: (rel) =>
    mapRelDeep(rel, (node) => {
      const holds =
        node.kind === 'filter' &&
        node.predicate.kind === 'literal' &&
        node.predicate.value === true;
      return holds ? node.input : node;
    }),
};
