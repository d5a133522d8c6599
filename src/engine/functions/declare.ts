/** How functions are declared; see `scalars.ts` for all of them. */
import { arrayOf } from '../values/arrays.ts';
import type { ArrayType, ElementType, SqlType, SqlValue } from '../values/types.ts';
import type { AggregateFunction, EvaluationContext } from './registry.ts';

/** Arguments of the declared types; without NULLs when the function is strict. */
export type Evaluate = (args: readonly SqlValue[], context: EvaluationContext) => SqlValue;

/** One signature of a scalar function and what it does. */
export interface Overload {
  readonly args: readonly SqlType[];
  /** Any number of further arguments of the last type may follow. */
  readonly variadic?: true;
  /** Text arguments take values of every type, as their text. */
  readonly anyAsText?: true;
  readonly returns: SqlType;
  readonly evaluate: Evaluate;
}

export interface ScalarDeclaration {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One sentence. */
  readonly description: string;
  /** Default true: NULL in, NULL out. */
  readonly strict?: false;
  readonly overloads: readonly Overload[];
}

export interface AggregateOverload {
  readonly args: readonly SqlType[];
  /** As for window functions: the argument, by its place, that says nothing of another's type. */
  readonly rowCount?: number;
  readonly returns: SqlType;
  readonly fold: Omit<AggregateFunction, 'name' | 'keepsNulls'>;
}

export interface AggregateDeclaration {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  /** Its first argument may be NULL: such rows count too. */
  readonly keepsNulls?: true;
  readonly overloads: readonly AggregateOverload[];
}

/** Every type but arrays. */
export const ELEMENT_TYPES: readonly ElementType[] = [
  'text',
  'boolean',
  'integer',
  'decimal',
  'double',
  'uuid',
  'date',
  'timestamp',
  'interval',
];

/** Every type a value can have. */
export const VALUE_TYPES: readonly SqlType[] = [...ELEMENT_TYPES, ...ELEMENT_TYPES.map(arrayOf)];

/** One overload per type, for functions that take values of one type, whichever. */
export function forEachType(make: (type: SqlType) => Overload): readonly Overload[] {
  return VALUE_TYPES.map(make);
}

/** One overload per type of element, for functions over arrays, whichever. */
export const forEachArray = (
  make: (array: ArrayType, element: ElementType) => Overload,
): readonly Overload[] => ELEMENT_TYPES.map((element) => make(arrayOf(element), element));
