/** Arrays: they are numbered from 1, have one dimension, and hold NULLs like any value. */
import { ExecutionError } from '../../errors.ts';
import { elementToText } from '../values/coerce.ts';
import { compareValues } from '../values/compare.ts';
import { arrayText, isArray } from '../values/arrays.ts';
import type { ElementType, ElementValue, SqlArray, SqlValue } from '../values/types.ts';
import { ELEMENT_TYPES, forEachArray, type Overload, type ScalarDeclaration } from './declare.ts';
import { groupsOfMatches, splitAt } from './regexFunctions.ts';

const list = (value: SqlValue | undefined): SqlArray =>
  value !== undefined && isArray(value) ? value : [];

type Equal = (left: SqlValue, right: SqlValue) => boolean;

/** NULL is equal to NULL here, as it is where arrays are searched. */
function sameValue(type: ElementType): Equal {
  const compare = compareValues(type);
  return (left, right) =>
    left === null || right === null ? left === right : compare(left, right) === 0;
}

/** Where arrays are compared as sets, NULL is in none. */
function contains(type: ElementType): (array: SqlArray, value: SqlValue) => boolean {
  const same = sameValue(type);
  return (array, value) => value !== null && array.some((item) => same(item, value));
}

/** `x <op> ANY | ALL (array)`: what the comparisons with all elements come to, joined by OR or AND. */
function quantified(operator: string, quantifier: 'any' | 'all'): ScalarDeclaration {
  const test = TESTS[operator] ?? ((): boolean => false);
  return {
    name: `${operator} ${quantifier}`,
    description: `Whether x ${operator} ${quantifier.toUpperCase()} (array) holds.`,
    strict: false,
    overloads: forEachArray((array, element) => {
      const compare = compareValues(element);
      const decisive = quantifier === 'any';
      return {
        args: [element, array],
        returns: 'boolean',
        evaluate: ([value = null, members = null]) => {
          if (members === null) return null;
          let result: boolean | null = !decisive;
          for (const member of list(members)) {
            if (value === null || member === null) result = null;
            else if (test(compare(value, member)) === decisive) return decisive;
          }
          return result;
        },
      };
    }),
  };
}

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const QUANTIFIED = Object.keys(TESTS).flatMap((operator) => [
  quantified(operator, 'any'),
  quantified(operator, 'all'),
]);

/** The operators on two arrays, which `operators.ts` declares with their other meanings. */
export const CONCATENATE_ARRAYS: readonly Overload[] = [
  ...forEachArray((array) => ({
    args: [array, array],
    returns: array,
    evaluate: ([left, right]) => [...list(left), ...list(right)],
  })),
  ...forEachArray((array, element) => ({
    args: [array, element],
    returns: array,
    evaluate: ([left, right = null]) => [...list(left), right as ElementValue],
  })),
  ...forEachArray((array, element) => ({
    args: [element, array],
    returns: array,
    evaluate: ([left = null, right]) => [left as ElementValue, ...list(right)],
  })),
];

const setOperator = (
  name: string,
  description: string,
  test: (
    left: SqlArray,
    right: SqlArray,
    has: (array: SqlArray, value: SqlValue) => boolean,
  ) => boolean,
): ScalarDeclaration => ({
  name,
  description,
  overloads: forEachArray((array, element) => {
    const has = contains(element);
    return {
      args: [array, array],
      returns: 'boolean',
      evaluate: ([left, right]) => test(list(left), list(right), has),
    };
  }),
});

const SET_OPERATORS = [
  setOperator('@>', 'Whether the first array has every element of the second.', (a, b, has) =>
    b.every((item) => has(a, item)),
  ),
  setOperator('<@', 'Whether the second array has every element of the first.', (a, b, has) =>
    a.every((item) => has(b, item)),
  ),
  setOperator('&&', 'Whether the arrays have an element in common.', (a, b, has) =>
    a.some((item) => has(b, item)),
  ),
];

/** (array, dimension) → integer; NULL for a dimension that an array does not have. */
const ofDimension = (
  name: string,
  description: string,
  evaluate: (array: SqlArray) => number,
): ScalarDeclaration => ({
  name,
  description,
  overloads: forEachArray((array) => ({
    args: [array, 'integer'],
    returns: 'integer',
    evaluate: ([value, dimension]) =>
      dimension === 1 && list(value).length > 0 ? evaluate(list(value)) : null,
  })),
});

/** array → something. */
const ofArray = (
  name: string,
  description: string,
  returns: 'integer' | 'array',
  evaluate: (array: SqlArray, type: ElementType) => SqlValue,
): ScalarDeclaration => ({
  name,
  description,
  overloads: forEachArray((array, element) => ({
    args: [array],
    returns: returns === 'array' ? array : returns,
    evaluate: ([value]) => evaluate(list(value), element),
  })),
});

/** (array, element) → something; the element may be NULL. */
const withElement = (
  name: string,
  description: string,
  returns: 'integer' | 'integer[]' | 'array',
  evaluate: (array: SqlArray, value: ElementValue, same: Equal) => SqlValue,
): ScalarDeclaration => ({
  name,
  description,
  strict: false,
  overloads: forEachArray((array, element) => {
    const same = sameValue(element);
    return {
      args: [array, element],
      returns: returns === 'array' ? array : returns,
      evaluate: ([value = null, item = null]) =>
        value === null ? null : evaluate(list(value), item as ElementValue, same),
    };
  }),
});

/** The places, from 1, of the elements that are `value`. */
const placesOf = (array: SqlArray, value: ElementValue, same: Equal): number[] =>
  array.flatMap((item, index) => (same(item, value) ? [index + 1] : []));

function joined(
  array: SqlArray,
  type: ElementType,
  delimiter: string,
  nulls: string | null,
): string {
  return array
    .map((item) => elementToText(item, type) ?? nulls)
    .filter((item) => item !== null)
    .join(delimiter);
}

/** Ascending, NULLs last; descending, NULLs first. */
function sorted(
  array: SqlArray,
  type: ElementType,
  descending = false,
  nullsFirst = descending,
): SqlArray {
  const compare = compareValues(type);
  return [...array].sort((a, b) => {
    if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
    return descending ? compare(b, a) : compare(a, b);
  });
}

/** The parts between delimiters; without one, every character. */
function split(text: string, delimiter: string | null): string[] {
  if (text === '') return [];
  if (delimiter === null) return Array.from(text);
  return delimiter === '' ? [text] : text.split(delimiter);
}

/** One match, or all with the option g. */
const matchTexts = (text: string, pattern: string, options: string): string[] =>
  groupsOfMatches(text, pattern, options).map(arrayText);

function trimmed(array: SqlArray, count: number): SqlArray {
  if (count >= 0 && count <= array.length) return array.slice(0, array.length - count);
  throw new ExecutionError(
    'OUT_OF_RANGE',
    `an array of ${array.length} cannot lose ${count} elements`,
  );
}

export const ARRAY_FUNCTIONS: readonly ScalarDeclaration[] = [
  ...QUANTIFIED,
  ...SET_OPERATORS,
  {
    name: 'array',
    aliases: ['list_value', 'list_pack'],
    description: 'An array of the values, as ARRAY[a, b].',
    strict: false,
    overloads: forEachArray((array, element) => ({
      args: [element],
      variadic: true,
      returns: array,
      evaluate: (items) => items as SqlArray,
    })),
  },
  {
    name: 'subscript',
    description: 'The element at a place, as array[n]; NULL where there is none.',
    overloads: forEachArray((array, element) => ({
      args: [array, 'integer'],
      returns: element,
      evaluate: ([value, place]) => list(value)[(place as number) - 1] ?? null,
    })),
  },
  {
    name: 'slice',
    aliases: ['list_slice', 'array_slice'],
    description: 'The elements from one place to another, as array[m:n].',
    overloads: forEachArray((array) => ({
      args: [array, 'integer', 'integer'],
      returns: array,
      evaluate: ([value, low, high]) =>
        list(value).slice(Math.max((low as number) - 1, 0), Math.max(high as number, 0)),
    })),
  },
  ofArray('cardinality', 'How many elements the array has.', 'integer', (array) => array.length),
  ofArray(
    'array_ndims',
    'How many dimensions the array has: one, NULL for an empty one.',
    'integer',
    (array) => (array.length === 0 ? null : 1),
  ),
  ofDimension(
    'array_length',
    'How many elements the array has in a dimension; NULL for none.',
    (array) => array.length,
  ),
  ofDimension('array_upper', 'The place of the last element.', (array) => array.length),
  ofDimension('array_lower', 'The place of the first element: 1.', () => 1),
  {
    ...ofArray('array_reverse', 'The elements from the last to the first.', 'array', (array) =>
      [...array].reverse(),
    ),
    aliases: ['list_reverse'],
  },
  {
    name: 'array_sort',
    aliases: ['list_sort'],
    description: 'The elements in order; also descending, and with NULLs first or last.',
    overloads: [
      ...forEachArray((array, element) => ({
        args: [array],
        returns: array,
        evaluate: ([value]) => sorted(list(value), element),
      })),
      ...forEachArray((array, element) => ({
        args: [array, 'boolean'],
        returns: array,
        evaluate: ([value, descending]) => sorted(list(value), element, descending === true),
      })),
      ...forEachArray((array, element) => ({
        args: [array, 'boolean', 'boolean'],
        returns: array,
        evaluate: ([value, descending, nullsFirst]) =>
          sorted(list(value), element, descending === true, nullsFirst === true),
      })),
    ],
  },
  {
    name: 'trim_array',
    description: 'The array without so many of its last elements.',
    overloads: forEachArray((array) => ({
      args: [array, 'integer'],
      returns: array,
      evaluate: ([value, count]) => trimmed(list(value), count as number),
    })),
  },
  {
    name: 'array_append',
    aliases: ['list_append', 'array_push_back'],
    description: 'The array with one more element at its end.',
    strict: false,
    overloads: forEachArray((array, element) => ({
      args: [array, element],
      returns: array,
      evaluate: ([value, item = null]) => [...list(value), item as ElementValue],
    })),
  },
  {
    name: 'array_prepend',
    description: 'The array with one more element at its beginning.',
    strict: false,
    overloads: forEachArray((array, element) => ({
      args: [element, array],
      returns: array,
      evaluate: ([item = null, value]) => [item as ElementValue, ...list(value)],
    })),
  },
  {
    name: 'array_cat',
    aliases: ['list_concat', 'list_cat', 'array_concat'],
    description: 'The elements of both arrays.',
    strict: false,
    overloads: forEachArray((array) => ({
      args: [array, array],
      returns: array,
      evaluate: ([left = null, right = null]) =>
        left === null ? right : right === null ? left : [...list(left), ...list(right)],
    })),
  },
  withElement(
    'array_remove',
    'The array without the elements equal to a value.',
    'array',
    (array, value, same) => array.filter((item) => !same(item, value)),
  ),
  {
    ...withElement(
      'array_position',
      'The first place of a value; NULL if it is not there.',
      'integer',
      (array, value, same) => placesOf(array, value, same)[0] ?? null,
    ),
    aliases: ['list_position', 'list_indexof', 'array_indexof'],
  },
  withElement('array_positions', 'All places of a value.', 'integer[]', placesOf),
  {
    name: 'array_replace',
    description: 'The array with one value in place of another.',
    strict: false,
    overloads: forEachArray((array, element) => {
      const same = sameValue(element);
      return {
        args: [array, element, element],
        returns: array,
        evaluate: ([value = null, old = null, now = null]) =>
          value === null
            ? null
            : list(value).map((item) => (same(item, old) ? (now as ElementValue) : item)),
      };
    }),
  },
  {
    name: 'array_to_string',
    description:
      'The elements as text with a delimiter between them; NULLs are left out, or shown as the third argument.',
    strict: false,
    overloads: [
      ...forEachArray((array, element) => ({
        args: [array, 'text'],
        returns: 'text',
        evaluate: ([value = null, delimiter = null]) =>
          value === null || delimiter === null
            ? null
            : joined(list(value), element, delimiter as string, null),
      })),
      ...forEachArray((array, element) => ({
        args: [array, 'text', 'text'],
        returns: 'text',
        evaluate: ([value = null, delimiter = null, nulls = null]) =>
          value === null || delimiter === null
            ? null
            : joined(list(value), element, delimiter as string, nulls as string | null),
      })),
    ],
  },
  {
    name: 'string_to_array',
    description:
      'The parts of a text between delimiters; NULL as delimiter: its characters. Parts equal to the third argument are NULL.',
    strict: false,
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'text[]',
        evaluate: ([text = null, delimiter = null]) =>
          text === null ? null : split(text as string, delimiter as string | null),
      },
      {
        args: ['text', 'text', 'text'],
        returns: 'text[]',
        evaluate: ([text = null, delimiter = null, nulls = null]) =>
          text === null
            ? null
            : split(text as string, delimiter as string | null).map((part) =>
                part === nulls ? null : part,
              ),
      },
    ],
  },
  {
    name: 'match_texts',
    description: 'What regexp_matches finds: of each match its groups as the text of an array.',
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'text[]',
        evaluate: ([text, pattern]) => matchTexts(text as string, pattern as string, ''),
      },
      {
        args: ['text', 'text', 'text'],
        returns: 'text[]',
        evaluate: ([text, pattern, options]) =>
          matchTexts(text as string, pattern as string, options as string),
      },
    ],
  },
  {
    name: 'regexp_split_to_array',
    description: 'The parts of a text between the matches of a regular expression (with options).',
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'text[]',
        evaluate: ([text, pattern]) => splitAt(text as string, pattern as string, ''),
      },
      {
        args: ['text', 'text', 'text'],
        returns: 'text[]',
        evaluate: ([text, pattern, options]) =>
          splitAt(text as string, pattern as string, options as string),
      },
    ],
  },
];

/** `width_bucket(x, thresholds)`: how many of the ascending thresholds are not above x. */
export const BUCKET_OF_THRESHOLDS: readonly Overload[] = ELEMENT_TYPES.map((element) => {
  const compare = compareValues(element);
  return {
    args: [element, `${element}[]`],
    returns: 'integer',
    evaluate: ([value = null, thresholds]) =>
      list(thresholds).filter((threshold) => threshold !== null && compare(threshold, value) <= 0)
        .length,
  };
});
