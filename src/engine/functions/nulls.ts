/** Functions about NULL. */
import { compareValues } from '../values/compare.ts';
import type { SqlValue } from '../values/types.ts';
import { forEachType, type ScalarDeclaration } from './declare.ts';

const counting = (
  name: string,
  description: string,
  counts: (value: SqlValue) => boolean,
): ScalarDeclaration => ({
  name,
  description,
  strict: false,
  overloads: [
    {
      args: ['text'],
      variadic: true,
      anyAsText: true,
      returns: 'integer',
      evaluate: (args) => args.filter(counts).length,
    },
  ],
});

export const NULL_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'coalesce',
    aliases: ['ifnull', 'nvl', 'isnull'],
    description: 'The first value that is not NULL.',
    strict: false,
    overloads: forEachType((type) => ({
      args: [type],
      variadic: true,
      returns: type,
      evaluate: (args) => args.find((arg) => arg !== null) ?? null,
    })),
  },
  counting('num_nulls', 'How many of the values are NULL.', (value) => value === null),
  counting('num_nonnulls', 'How many of the values are not NULL.', (value) => value !== null),
  {
    name: 'nullif',
    description: 'NULL if the two values are equal, else the first.',
    strict: false,
    overloads: forEachType((type) => {
      const compare = compareValues(type);
      return {
        args: [type, type],
        returns: type,
        evaluate: ([a = null, b = null]) =>
          a !== null && b !== null && compare(a, b) === 0 ? null : a,
      };
    }),
  },
];
