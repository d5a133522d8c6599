/** JavaScript values given with a statement → literals. */
import type { BindContext } from './statement.ts';
import { type Position, positionAt, SqlError } from '../../errors.ts';
import type { Expr } from '../rel/rel.ts';
import { arrayOf } from '../values/arrays.ts';
import { castValue, commonType } from '../values/coerce.ts';
import { Decimal } from '../values/decimal.ts';
import type { ElementType, ElementValue, SqlType } from '../values/types.ts';

export interface ParameterReader {
  /** The literal for the parameter `key` (an index from 0, or a name) that stands at `at`. */
  readonly read: (key: number | string, at: number) => Expr;
  /** @throws SqlError PARAMETER_ERROR when a value was given that no parameter names. */
  readonly finish: () => void;
}

type Context = Pick<BindContext, 'sql' | 'parameters'>;

type Values = NonNullable<BindContext['parameters']>;

const isList = (parameters: Values): parameters is readonly unknown[] => Array.isArray(parameters);

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const shown = (key: number | string): string =>
  typeof key === 'number' ? `$${key + 1}` : `:${key}`;

/** @throws SqlError PARAMETER_ERROR, from `read` and `finish`. */
export function parameterReader({ sql, parameters }: Context): ParameterReader {
  return parameters === null ? noParameters(sql) : readerOf(sql, parameters);
}

function readerOf(sql: string, parameters: Values): ParameterReader {
  const used = new Set<number | string>();

  const fail = (message: string, hint?: string, position?: Position): SqlError =>
    new SqlError('PARAMETER_ERROR', `${message}.`, { hint, position });

  function lookUp(key: number | string, position: Position): unknown {
    if (isList(parameters)) {
      if (typeof key === 'string') {
        throw fail(
          `The statement names the parameter :${key}, but the values came as a list`,
          `Pass an object: { ${key}: … }.`,
          position,
        );
      }
      if (key < parameters.length) return parameters[key];
      throw fail(
        `There is no value for parameter ${key + 1}: ${plural(parameters.length, 'value')} given`,
        undefined,
        position,
      );
    }
    if (typeof key === 'number') {
      throw fail(
        `Parameter ${key + 1} goes by position, but the values came by name`,
        'Pass a list of values, or write :name.',
        position,
      );
    }
    if (Object.hasOwn(parameters, key)) return parameters[key];
    throw fail(`There is no value for the parameter :${key}`, undefined, position);
  }

  return {
    read(key, at) {
      const position = positionAt(sql, at);
      const value = lookUp(key, position);
      used.add(key);
      const literal = toLiteral(value);
      if (typeof literal !== 'string') return literal;
      throw fail(`Parameter ${shown(key)} ${literal}`, HINTS[literal], position);
    },
    finish() {
      const keys = isList(parameters) ? parameters.keys() : Object.keys(parameters);
      const unused = [...keys].find((key) => !used.has(key));
      if (unused === undefined) return;
      throw fail(
        `A value was given for the parameter ${shown(unused)}, which the statement does not have`,
      );
    },
  };
}

/** The values of a statement are not those of a view that it makes or reads. */
const noParameters = (sql: string): ParameterReader => ({
  read(_key, at) {
    throw new SqlError('PARAMETER_ERROR', 'A view takes no parameters.', {
      hint: 'Leave the condition out of the view, and write it where the view is read.',
      position: positionAt(sql, at),
    });
  },
  finish: () => undefined,
});

const HINTS: Readonly<Record<string, string>> = {
  'is undefined': 'Pass null for NULL.',
  'is a list of values of several types': 'Give all one type; texts become what they stand for.',
  'is a list of lists': 'Arrays have one dimension.',
};

/** The literal of a value; a text that says what is wrong with it. */
function toLiteral(value: unknown): Expr | string {
  switch (typeof value) {
    case 'string':
      return { kind: 'literal', value, type: 'unknown' };
    case 'boolean':
      return { kind: 'literal', value, type: 'boolean' };
    case 'number':
      return numberLiteral(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value))
        ? { kind: 'literal', value: Number(value), type: 'integer' }
        : { kind: 'literal', value: Decimal.of(value), type: 'decimal' };
    case 'undefined':
      return 'is undefined';
    case 'object':
      return objectLiteral(value);
    default:
      return `is a ${typeof value}, which has no SQL type`;
  }
}

function numberLiteral(value: number): Expr | string {
  if (!Number.isFinite(value)) return `is ${value}, which is not a number that SQL knows`;
  if (Number.isSafeInteger(value)) return { kind: 'literal', value: value + 0, type: 'integer' };
  return { kind: 'literal', value: Decimal.parse(String(value)), type: 'decimal' };
}

function objectLiteral(value: object | null): Expr | string {
  if (value === null) return { kind: 'literal', value: null, type: 'unknown' };
  if (Array.isArray(value)) return listLiteral(value);
  if (!(value instanceof Date)) return 'is an object, which has no SQL type';
  if (Number.isNaN(value.getTime())) return 'is an invalid Date';
  const text = value.toISOString();
  if (text.length !== 24) return 'is a Date outside the years 0 to 9999';
  return { kind: 'literal', value: text, type: 'timestamp' };
}

/** A list is an array: `x = ANY ($1)`. */
function listLiteral(list: readonly unknown[]): Expr | string {
  if (list.some((item) => Array.isArray(item))) return 'is a list of lists';
  const items = list.map(toLiteral);
  const wrong = items.find((item) => typeof item === 'string');
  if (wrong !== undefined) return `is a list in which one value ${wrong}`;
  const literals = items.flatMap((item) =>
    typeof item !== 'string' && item.kind === 'literal' ? [item] : [],
  );
  const types = new Set(literals.filter(({ value }) => value !== null).map((each) => each.type));
  // One text among numbers would be read as a number.
  const mixed = types.has('unknown') && types.size > 1;
  const type = [...types].reduce<SqlType | null>(
    (common, each) => (common === null ? null : commonType(common, each)),
    'unknown',
  );
  if (type === null || mixed) return 'is a list of values of several types';
  const element = type === 'unknown' ? 'text' : (type as ElementType);
  const value = literals.map(
    (literal) => castValue(literal.value, literal.type, element) as ElementValue,
  );
  return { kind: 'literal', value, type: arrayOf(element) };
}
