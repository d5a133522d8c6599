/** Arrays as DuckDB calls them: lists. What PostgreSQL has too is an alias in `arrays.ts`. */
import { isArray } from '../values/arrays.ts';
import { compareValues, keyOf } from '../values/compare.ts';
import type { ElementType, ElementValue, SqlArray, SqlType, SqlValue } from '../values/types.ts';
import { AGGREGATES, type Fold } from './aggregates.ts';
import { forEachArray, type Overload, type ScalarDeclaration } from './declare.ts';
import { ORDERED_AGGREGATES } from './orderedAggregates.ts';

const list = (value: SqlValue | undefined): SqlArray =>
  value !== undefined && isArray(value) ? value : [];

/** An aggregate over the elements; NULLs do not count. */
function aggregated({ initial, step, result }: Fold, elements: SqlArray): SqlValue {
  let state = initial();
  for (const element of elements) if (element !== null) state = step(state, [element]);
  return result(state);
}

/** `list_sum(list)` and its like: `sort` for those that take their values in order. */
function listAggregate(name: string, aggregate: string, sort = false): ScalarDeclaration {
  const declared = [...AGGREGATES, ...ORDERED_AGGREGATES].find((each) => each.name === aggregate);
  const overloads = (declared?.overloads ?? []).flatMap(({ args, returns, fold }): Overload[] => {
    const [type, ...others] = args;
    if (type === undefined || type.endsWith('[]') || others.length > 0) return [];
    const compare = compareValues(type);
    return [
      {
        args: [`${type as ElementType}[]`],
        returns,
        evaluate: ([value]) => {
          const elements = list(value).filter((element) => element !== null);
          return aggregated(fold, sort ? [...elements].sort(compare) : elements);
        },
      },
    ];
  });
  return { name, description: `${aggregate} over the elements of an array.`, overloads };
}

/** The first of equal elements, without NULLs. */
function distinct(elements: SqlArray, type: SqlType): SqlArray {
  const key = keyOf(type);
  const first = new Map<string, ElementValue>();
  for (const element of elements) {
    if (element !== null && !first.has(key(element))) first.set(key(element), element);
  }
  return [...first.values()];
}

/** DuckDB counts negative places from the end. */
const placed = (elements: SqlArray, place: number): ElementValue =>
  (place < 0 ? elements.at(place) : elements[place - 1]) ?? null;

export const LIST_FUNCTIONS: readonly ScalarDeclaration[] = [
  listAggregate('list_sum', 'sum'),
  listAggregate('list_avg', 'avg'),
  listAggregate('list_min', 'min'),
  listAggregate('list_max', 'max'),
  listAggregate('list_count', 'count'),
  listAggregate('list_median', 'median', true),
  {
    name: 'list_contains',
    aliases: ['list_has', 'array_contains', 'array_has'],
    description: 'Whether the value is an element of the array.',
    overloads: forEachArray((array, element) => {
      const compare = compareValues(element);
      return {
        args: [array, element],
        returns: 'boolean',
        evaluate: ([value, wanted = null]) =>
          list(value).some((item) => item !== null && compare(item, wanted) === 0),
      };
    }),
  },
  {
    name: 'list_distinct',
    aliases: ['array_distinct'],
    description:
      'The elements without NULLs and repetitions, in the order in which they first come.',
    overloads: forEachArray((array, element) => ({
      args: [array],
      returns: array,
      evaluate: ([value]) => distinct(list(value), element),
    })),
  },
  {
    name: 'list_unique',
    aliases: ['array_unique'],
    description: 'How many different elements the array has, NULLs not counted.',
    overloads: forEachArray((array, element) => ({
      args: [array],
      returns: 'integer',
      evaluate: ([value]) => distinct(list(value), element).length,
    })),
  },
  {
    name: 'list_extract',
    aliases: ['list_element', 'array_extract'],
    description:
      'The element at a place, from the end if it is negative; NULL where there is none.',
    overloads: forEachArray((array, element) => ({
      args: [array, 'integer'],
      returns: element,
      evaluate: ([value, place]) => placed(list(value), place as number),
    })),
  },
  {
    name: 'string_split',
    aliases: ['str_split', 'split'],
    description: 'The parts of a text between delimiters; of an empty one, its characters.',
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'text[]',
        evaluate: ([text, delimiter]) =>
          delimiter === ''
            ? Array.from(text as string)
            : (text as string).split(delimiter as string),
      },
    ],
  },
];
