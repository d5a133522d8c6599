/** The functions, operators and aggregates of the engine. */
import { XeroSqlError } from '../../errors.ts';
import type { SqlType } from '../values/types.ts';
import { AGGREGATES } from './aggregates.ts';
import { ARRAY_FUNCTIONS } from './arrays.ts';
import { BASE_FUNCTIONS } from './bases.ts';
import { CALENDAR_FUNCTIONS } from './calendar.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import type { AggregateDeclaration, ScalarDeclaration } from './declare.ts';
import { FISCAL_FUNCTIONS } from './fiscal.ts';
import { FORMAT_FUNCTIONS } from './formatText.ts';
import { INTERVAL_FUNCTIONS } from './intervals.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { MATHEMATICAL_FUNCTIONS } from './mathematics.ts';
import { NULL_FUNCTIONS } from './nulls.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { OPERATORS } from './operators.ts';
import { ORDERED_AGGREGATES } from './orderedAggregates.ts';
import { REGEX_FUNCTIONS } from './regexFunctions.ts';
import { REGRESSION_AGGREGATES } from './regression.ts';
import type { AggregateFunction, Resolution, ScalarFunction } from './registry.ts';
import { catalogue, exactOverload, resolve, suggestions } from './resolve.ts';
import { SPARKLINES } from './sparkline.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import { TSQL_FUNCTIONS } from './tsql.ts';
import { ZONE_FUNCTIONS } from './zones.ts';
import { WINDOW_FUNCTIONS, type WindowOverload } from './windows.ts';

export { refusalOf } from './refused.ts';
export { ignoringNulls, WINDOW_FUNCTIONS, type PartitionView } from './windows.ts';

/** Every scalar function, the operators among them. */
export const SCALAR_FUNCTIONS: readonly ScalarDeclaration[] = [
  ...OPERATORS,
  ...STRING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...NULL_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...INTERVAL_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  ...TSQL_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...MATHEMATICAL_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...FISCAL_FUNCTIONS,
  ...ZONE_FUNCTIONS,
  ...BASE_FUNCTIONS,
  ...CALENDAR_FUNCTIONS,
  ...LIST_FUNCTIONS,
];

export const AGGREGATE_FUNCTIONS: readonly AggregateDeclaration[] = [
  ...AGGREGATES,
  ...ORDERED_AGGREGATES,
  ...REGRESSION_AGGREGATES,
  ...SPARKLINES,
];

const scalars = catalogue(SCALAR_FUNCTIONS);
const aggregates = catalogue(AGGREGATE_FUNCTIONS);
const windows = catalogue(WINDOW_FUNCTIONS);

/**
 * The scalar function or operator (`+ - * / % ^ ||`, `negate`) of a name, without regard to
 * case, that takes arguments of these types. An `unknown` argument takes the type it is given.
 */
export function resolveScalar(name: string, argTypes: readonly SqlType[]): Resolution {
  const found = resolve(scalars, name, argTypes);
  if (found.kind !== 'unknown') return found;
  // who misspells an aggregate or a window function means one all the same
  return {
    kind: 'unknown',
    suggestions: suggestions(name, [...scalars.keys(), ...aggregates.keys(), ...windows.keys()]),
  };
}

/** As `resolveScalar`, for aggregates. `COUNT(*)` is `count` without arguments. */
export function resolveAggregate(name: string, argTypes: readonly SqlType[]): Resolution {
  return resolve(aggregates, name, argTypes);
}

export function isAggregate(name: string): boolean {
  return aggregates.has(name.toLowerCase());
}

/** As `resolveScalar`, for the functions that stand before OVER alone. */
export function resolveWindow(name: string, argTypes: readonly SqlType[]): Resolution {
  return resolve(windows, name, argTypes);
}

/** What a resolved window function does; null for the name of an aggregate. */
export function windowFunction(
  name: string,
  argTypes: readonly SqlType[],
): WindowOverload['evaluate'] | null {
  const declaration = windows.get(name);
  if (declaration === undefined) return null;
  const overload = exactOverload(declaration, argTypes);
  if (!overload) throw unresolved(name, argTypes);
  return overload.evaluate;
}

/** What a resolved call does. `argTypes` are those of the resolution. */
export function scalarFunction(name: string, argTypes: readonly SqlType[]): ScalarFunction {
  const declaration = scalars.get(name);
  const overload = declaration && exactOverload(declaration, argTypes);
  if (declaration === undefined || !overload) throw unresolved(name, argTypes);
  return {
    name: declaration.name,
    strict: declaration.strict ?? true,
    evaluate: overload.evaluate,
  };
}

/** The fold of a resolved aggregate. `argTypes` are those of the resolution. */
export function aggregateFunction(name: string, argTypes: readonly SqlType[]): AggregateFunction {
  const declaration = aggregates.get(name);
  const overload = declaration && exactOverload(declaration, argTypes);
  if (declaration === undefined || !overload) throw unresolved(name, argTypes);
  return {
    name: declaration.name,
    keepsNulls: declaration.keepsNulls ?? false,
    ...overload.fold,
  };
}

function unresolved(name: string, argTypes: readonly SqlType[]): XeroSqlError {
  return new XeroSqlError('INTERNAL', `no function ${name}(${argTypes.join(', ')})`);
}
