/** Which type becomes which, and how values are converted. */
import { ExecutionError, XeroSqlError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import { arrayElements, arrayText, elementOf } from './arrays.ts';
import { parseDate, parseTimestamp, timestampToText } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { intervalToText, parseInterval } from './interval.ts';
import type { ElementType, ElementValue, Interval, SqlArray, SqlType, SqlValue } from './types.ts';

/** A type that is no array. */
type PlainType = ElementType | 'unknown';

/** What a type becomes without being asked, nearest first. */
const IMPLICIT: Readonly<Record<PlainType, readonly PlainType[]>> = {
  boolean: [],
  integer: ['decimal', 'double'],
  decimal: ['double'],
  double: [],
  text: [],
  uuid: ['text'],
  date: ['timestamp'],
  timestamp: [],
  interval: [],
  unknown: [
    'text',
    'boolean',
    'integer',
    'decimal',
    'double',
    'uuid',
    'date',
    'timestamp',
    'interval',
  ],
};

/** What CAST converts besides: text to and from everything, and these. */
const EXPLICIT: Readonly<Partial<Record<SqlType, readonly SqlType[]>>> = {
  boolean: ['integer'],
  integer: ['boolean'],
  decimal: ['integer'],
  double: ['integer', 'decimal'],
  timestamp: ['date'],
};

/** Whether a value of `from` becomes one of `to` without a CAST. */
export function canCoerce(from: SqlType, to: SqlType): boolean {
  return coercionDistance(from, to) !== null;
}

/** Whether `CAST(x AS to)` exists for an x of `from`. */
export function canCast(from: SqlType, to: SqlType): boolean {
  if (canCoerce(from, to) || to === 'text' || from === 'text') return true;
  const [element, target] = [elementOf(from), elementOf(to)];
  if (element !== null && target !== null) return canCast(element, target);
  return EXPLICIT[from]?.includes(to) ?? false;
}

/**
 * How far `to` is from `from`: 0 for the same type, more for wider ones, null when there is no
 * implicit conversion. Chooses between overloads.
 */
export function coercionDistance(from: SqlType, to: SqlType): number | null {
  if (from === to) return 0;
  const [element, target] = [elementOf(from), elementOf(to)];
  if (target !== null) {
    if (element !== null) return coercionDistance(element, target);
    return from === 'unknown' ? IMPLICIT.unknown.length + 1 : null;
  }
  if (element !== null) return null;
  const index = IMPLICIT[from as PlainType].indexOf(to as PlainType);
  return index < 0 ? null : index + 1;
}

/**
 * The type that values of `a` and `b` are compared and combined in; null when there is none.
 * The common type of two `unknown`s is `unknown`: the caller settles it (as text, usually).
 */
export function commonType(a: SqlType, b: SqlType): SqlType | null {
  if (a === b || a === 'unknown') return b;
  if (b === 'unknown' || canCoerce(b, a)) return a;
  return canCoerce(a, b) ? b : null;
}

export interface CastOptions {
  /** DECIMAL(precision, scale). */
  readonly decimal?: { readonly precision: number; readonly scale: number } | undefined;
  /** VARCHAR(length), in characters. */
  readonly length?: number | undefined;
  /** NULL in place of an error. */
  readonly try?: boolean | undefined;
}

type Converter = (value: Exclude<SqlValue, null>) => SqlValue;

/**
 * The function that casts values of `from` to `to`; NULL stays NULL. It throws ExecutionError
 * INVALID_VALUE or OUT_OF_RANGE for values that have no counterpart, unless `options.try`.
 */
export function caster(
  from: SqlType,
  to: SqlType,
  options: CastOptions = {},
): (value: SqlValue) => SqlValue {
  const convert = withModifiers(converter(from, to), to, options);
  if (options.try !== true) return (value) => (value === null ? null : convert(value));
  return (value) => {
    if (value === null) return null;
    try {
      return convert(value);
    } catch (error) {
      if (error instanceof XeroSqlError) return null;
      throw error;
    }
  };
}

/** Casts one value; see `caster`. */
export function castValue(
  value: SqlValue,
  from: SqlType,
  to: SqlType,
  options: CastOptions = {},
): SqlValue {
  return caster(from, to, options)(value);
}

function withModifiers(convert: Converter, to: SqlType, options: CastOptions): Converter {
  const { decimal, length } = options;
  if (to === 'decimal' && decimal !== undefined) {
    const { precision, scale } = decimal;
    return (value) => fitDecimal(convert(value) as Decimal, precision, scale);
  }
  if (to === 'text' && length !== undefined) {
    return (value) => cutText(convert(value) as string, length);
  }
  return convert;
}

function fitDecimal(value: Decimal, precision: number, scale: number): Decimal {
  const rounded = value.round(scale);
  const limit = Decimal.parse(`1e${precision - scale}`);
  if (rounded.abs().compare(limit) < 0) return rounded;
  throw new ExecutionError(
    'OUT_OF_RANGE',
    `${abbreviate(value.toString())} does not fit DECIMAL(${precision}, ${scale})`,
  );
}

function cutText(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('');
}

function converter(from: SqlType, to: SqlType): Converter {
  if (from === to) return (value) => value;
  const [element, target] = [elementOf(from), elementOf(to)];
  if (target !== null) return arrayConverter(element, target);
  if (to === 'text' || to === 'unknown') return (value) => valueToText(value, from);
  if (from === 'text' || from === 'unknown') return fromText(to);
  const convert = BETWEEN[`${from}>${to}`];
  if (convert !== undefined) return convert;
  throw new ExecutionError('INTERNAL', `there is no cast from ${from} to ${to}`);
}

/** @param from of the elements; null for a text that is to be read as an array. */
function arrayConverter(from: ElementType | null, to: ElementType): Converter {
  const convert = converter(from ?? 'unknown', to);
  const each = (element: ElementValue): ElementValue =>
    element === null ? null : (convert(element) as ElementValue);
  return from === null
    ? (value) => arrayElements(value as string).map(each)
    : (value) => (value as SqlArray).map(each);
}

const BETWEEN: Readonly<Partial<Record<string, Converter>>> = {
  'boolean>integer': (value) => (value === true ? 1 : 0),
  'integer>boolean': (value) => value !== 0,
  'integer>decimal': (value) => Decimal.of(value as number),
  'integer>double': (value) => value,
  'decimal>integer': (value) => decimalToInteger(value as Decimal),
  'decimal>double': (value) => (value as Decimal).toNumber(),
  'double>integer': (value) => doubleToInteger(value as number),
  'double>decimal': (value) => Decimal.fromNumber(value as number),
  'date>timestamp': (value) => `${value as string}T00:00:00.000Z`,
  'timestamp>date': (value) => (value as string).slice(0, 10),
};

function fromText(to: SqlType): Converter {
  switch (to as PlainType) {
    case 'boolean':
      return (value) => parseBoolean(value as string);
    case 'integer':
      return (value) => parseInteger(value as string);
    case 'decimal':
      return (value) => Decimal.parse(value as string);
    case 'double':
      return (value) => parseDouble(value as string);
    case 'uuid':
      return (value) => parseUuid(value as string);
    case 'date':
      return (value) => parseDate(value as string);
    case 'timestamp':
      return (value) => parseTimestamp(value as string);
    case 'interval':
      return (value) => parseInterval(value as string);
    case 'text':
    case 'unknown':
      return (value) => value;
  }
}

/** Rounds half away from zero. @throws ExecutionError OUT_OF_RANGE */
function decimalToInteger(value: Decimal): number {
  return value.round().toInteger() ?? integerOutOfRange(value.toString());
}

/** PostgreSQL rounds doubles half to even. @throws ExecutionError OUT_OF_RANGE */
function doubleToInteger(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  const up = fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0);
  const rounded = (up ? floor + 1 : floor) + 0;
  return Number.isSafeInteger(rounded) ? rounded : integerOutOfRange(String(value));
}

function integerOutOfRange(text: string): never {
  throw new ExecutionError('OUT_OF_RANGE', `${abbreviate(text)} is out of range for an integer`);
}

function invalid(text: string, what: string): never {
  throw new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not ${what}`);
}

/** As PostgreSQL: any beginning of true, false, yes, no; on, off, 1, 0; without regard to case. */
function parseBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  const starts = (full: string, least: number): boolean =>
    word.length >= least && full.startsWith(word);
  if (starts('true', 1) || starts('yes', 1) || word === 'on' || word === '1') return true;
  if (starts('false', 1) || starts('no', 1) || starts('off', 2) || word === '0') return false;
  return invalid(text, 'a boolean');
}

function parseInteger(text: string): number {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) return invalid(text, 'an integer');
  const value = Number(text) + 0;
  return Number.isSafeInteger(value) ? value : integerOutOfRange(text);
}

function parseDouble(text: string): number {
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) return invalid(text, 'a number');
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new ExecutionError('OUT_OF_RANGE', `${abbreviate(text)} is out of range for a double`);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function parseUuid(text: string): string {
  if (UUID.test(text)) return text;
  const bare = text
    .trim()
    .toLowerCase()
    .replaceAll('-', '')
    .replace(/^\{(.*)\}$/, '$1');
  const uuid = bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return UUID.test(uuid) ? uuid : invalid(text, 'a UUID');
}

/** As PostgreSQL prints what arrays hold: a boolean is one letter. NULL is null. */
export function elementToText(value: ElementValue, type: ElementType): string | null {
  if (value === null) return null;
  if (type === 'boolean') return value === true ? 't' : 'f';
  return valueToText(value, type);
}

/** A value of `type` as CAST to text writes it. */
export function valueToText(value: Exclude<SqlValue, null>, type: SqlType): string {
  const element = elementOf(type);
  if (element !== null) {
    return arrayText((value as SqlArray).map((item) => elementToText(item, element)));
  }
  switch (type as PlainType) {
    case 'timestamp':
      return timestampToText(value as string);
    case 'interval':
      return intervalToText(value as Interval);
    case 'double':
      return doubleToText(value as number);
    case 'decimal':
      return (value as Decimal).toString();
    case 'boolean':
    case 'integer':
    case 'text':
    case 'uuid':
    case 'date':
    case 'unknown':
      return `${value as string | number | boolean}`;
  }
}

/** The shortest digits that read back, with an exponent where PostgreSQL uses one. */
function doubleToText(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e15)) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
