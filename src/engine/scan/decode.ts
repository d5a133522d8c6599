/** From Xero's documents to tuples: readers compiled once for a scan, run for every row. */
import { columnNamed } from '../../schemas/column.ts';
import { ApiError } from '../../errors.ts';
import type { ColumnDefinition, TableDefinition } from '../../schemas/model.ts';
import type { Tenant } from '../../xero/tenants.ts';
import { abbreviate } from '../values/abbreviate.ts';
import { MS_PER_DAY, timeToDate, toTime } from '../values/datetime.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { valueReader } from './values.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Where a row stands: the document first, then the object of each list down to the row's own. */
interface Place {
  readonly objects: Json[];
  position: number;
  tenant: Tenant;
  inputs: Inputs;
}

type Reader = (place: Place) => SqlValue;

/** The values that a call was made with, by column. */
export type Inputs = Readonly<Record<string, SqlValue>>;

const NO_INPUTS: Inputs = {};

/** Rows of `documents` that one organisation gave for `inputs`, in order. @throws ApiError BAD_RESPONSE */
export type Decoder = (documents: readonly Json[], tenant: Tenant, inputs?: Inputs) => Tuple[];

/**
 * @param columns names of the columns wanted, in the order of the tuples
 * @param call named in errors
 */
export function compileDecoder(
  table: TableDefinition,
  columns: readonly string[],
  call: string,
): Decoder {
  const source = table.source.kind === 'endpoint' ? table.source : null;
  const rowPath = source?.rowPath ?? [];
  const origin: Origin = { table, idField: source?.endpoint.idField ?? null, call };
  const readers = columns.map((name) => columnReader(origin, columnNamed(table, name), rowPath));
  const width = readers.length;

  const readRow = (place: Place): Tuple => {
    const tuple = new Array<SqlValue>(width);
    for (let i = 0; i < width; i += 1) tuple[i] = (readers[i] as Reader)(place);
    return tuple;
  };
  const descend = (place: Place, depth: number, rows: Tuple[]): void => {
    const step = rowPath[depth];
    if (step === undefined) {
      rows.push(readRow(place));
      return;
    }
    const plain = source?.plainRows === true && depth === rowPath.length - 1;
    const children = childList(origin, place, depth, step, plain);
    for (let i = 0; i < children.length; i += 1) {
      place.objects[depth + 1] = children[i] as Json;
      place.position = i + 1;
      descend(place, depth + 1, rows);
    }
  };
  return (documents, tenant, inputs = NO_INPUTS) => {
    const rows: Tuple[] = [];
    const place: Place = { objects: [], position: 0, tenant, inputs };
    for (let i = 0; i < documents.length; i += 1) {
      place.objects[0] = documents[i] as Json;
      place.position = i + 1;
      descend(place, 0, rows);
    }
    return rows;
  };
}

/** What errors say about where a value came from. */
interface Origin {
  readonly table: TableDefinition;
  readonly idField: string | null;
  readonly call: string;
}

function columnReader(
  origin: Origin,
  column: ColumnDefinition,
  rowPath: readonly string[],
): Reader {
  const { source } = column;
  switch (source.kind) {
    case 'position':
      return ({ position }) => position;
    case 'tenant': {
      const { field } = source;
      return ({ tenant }) => tenant[field];
    }
    case 'input':
      return ({ inputs }) => inputs[column.name] ?? null;
    case 'query':
      throw new Error(`${column.name} is read by way of its view's query`);
    case 'json':
      return jsonReader(origin, column, rowPath.length - source.up, source.path);
    case 'dayByPosition': {
      const firstDay = jsonReader(origin, column, rowPath.length - source.up, source.path);
      return (place) => laterDay(firstDay(place), place.position - 1);
    }
  }
}

function laterDay(day: SqlValue, days: number): SqlValue {
  return typeof day === 'string' ? timeToDate(toTime(day) + days * MS_PER_DAY) : null;
}

function jsonReader(
  origin: Origin,
  column: ColumnDefinition,
  level: number,
  path: readonly string[],
): Reader {
  const get = pathGetter(path);
  const other = column.type === 'date' ? pathGetter(textTwin(path)) : null;
  const read = valueReader(column);
  return (place) => {
    const object = place.objects[level] as Json;
    let json = get(object);
    if (json === undefined || json === null) json = other?.(object);
    if (json === undefined || json === null) return null;
    const value = json === MISSHAPEN ? undefined : read(json);
    if (value === undefined) throw unreadable(origin, column, place, json);
    return value;
  };
}

/** Xero sends some dates also as text: `Date` and `DateString`. */
function textTwin(path: readonly string[]): readonly string[] {
  return path.map((field, index) => (index === path.length - 1 ? `${field}String` : field));
}

/** In place of a value whose path leads through something that is no object. */
const MISSHAPEN = Symbol('misshapen');

function pathGetter(path: readonly string[]): (object: Json) => unknown {
  const [first = '', second, ...rest] = path;
  if (second === undefined) return (object) => object[first];
  if (rest.length === 0) return (object) => step(object[first], second);
  return (object) => path.reduce<unknown>(step, object);
}

function step(object: unknown, field: string): unknown {
  if (object === undefined || object === null || object === MISSHAPEN) return object;
  return isObject(object) ? object[field] : MISSHAPEN;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NONE: readonly Json[] = [];

/**
 * The children of a row's parent: a list, one object, or nothing.
 *
 * @param plain the list holds plain values
 */
function childList(
  origin: Origin,
  place: Place,
  depth: number,
  field: string,
  plain: boolean,
): readonly Json[] {
  const list = place.objects[depth]?.[field];
  if (list === undefined || list === null) return NONE;
  if (plain && Array.isArray(list)) return list.map((Value: unknown) => ({ Value }));
  if (isObject(list)) return [list];
  if (Array.isArray(list) && list.every(isObject)) return list;
  throw badResponse(origin, place, `${field} is not a list of objects`);
}

function unreadable(
  origin: Origin,
  column: ColumnDefinition,
  place: Place,
  json: unknown,
): ApiError {
  const shown = json === MISSHAPEN ? 'inside a value that is no object' : abbreviated(json);
  return badResponse(origin, place, `${column.name} is ${shown}, which is no ${column.type}`);
}

function abbreviated(json: unknown): string {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return abbreviate(text.replace(/\p{Cc}+/gu, ' '));
}

function badResponse(origin: Origin, place: Place, what: string): ApiError {
  const { table, idField, call } = origin;
  const id = idField === null ? undefined : place.objects[0]?.[idField];
  const document = typeof id === 'string' || typeof id === 'number' ? ` of the document ${id}` : '';
  return new ApiError('BAD_RESPONSE', `Xero sent ${table.name}${document} in which ${what}.`, {
    call,
    hint: 'Please report this: the column’s definition may need to follow Xero.',
  });
}
