/** Reads the fields of JSON objects into the slots of tuples. */
import { ApiError } from '../../errors.ts';
import type { ColumnDefinition, TableDefinition } from '../../schemas/model.ts';
import { abbreviate } from '../values/abbreviate.ts';
import type { SqlValue } from '../values/types.ts';
import { type ValueReader, valueReader } from './values.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What errors say about where a value came from. */
export interface Origin {
  readonly table: TableDefinition;
  readonly idField: string | null;
  readonly call: string;
}

/** A column, where its value stands in the tuples, and how it is read. */
interface Target {
  readonly column: ColumnDefinition;
  readonly slot: number;
  readonly read: ValueReader;
}

/** What is read of a field: its value, for any number of columns, or what is inside of it. */
interface Field {
  readonly targets: Target[];
  /** With one of the columns that are read in there, for errors. */
  inner: { readonly reader: ObjectReader; readonly column: ColumnDefinition } | null;
}

/**
 * Goes through the fields that an object has, once, whatever the columns wanted of it: looking up
 * each column's path in turn takes several times longer, as most tables have many columns.
 */
export class ObjectReader {
  readonly #origin: Origin;
  readonly #fields = new Map<string, Field>();
  /** Xero sends some dates also as text: `Date` and `DateString`. */
  readonly #twins: { readonly field: string; readonly twin: string; readonly target: Target }[] =
    [];

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** Has the value at `path` of each object read into `slot`. */
  add(path: readonly string[], column: ColumnDefinition, slot: number): void {
    const [name = '', ...rest] = path;
    const field = this.#fields.get(name) ?? { targets: [], inner: null };
    this.#fields.set(name, field);
    if (rest.length > 0) {
      field.inner ??= { reader: new ObjectReader(this.#origin), column };
      field.inner.reader.add(rest, column, slot);
      return;
    }
    const target = { column, slot, read: valueReader(column) };
    field.targets.push(target);
    if (column.type === 'date') this.#twins.push({ field: name, twin: `${name}String`, target });
  }

  /**
   * @param document the object is in, named in errors
   * @param tuple has null in the slots that are read
   * @throws ApiError BAD_RESPONSE
   */
  read(object: Json, document: Json, tuple: SqlValue[]): void {
    for (const name in object) {
      const field = this.#fields.get(name);
      if (field === undefined) continue;
      const json = object[name];
      if (json === undefined || json === null) continue;
      const { targets, inner } = field;
      for (let i = 0; i < targets.length; i += 1) {
        this.#set(targets[i] as Target, json, document, tuple);
      }
      if (inner === null) continue;
      if (!isObject(json)) throw unreadable(this.#origin, inner.column, document);
      inner.reader.read(json, document, tuple);
    }
    for (const { field, twin, target } of this.#twins) {
      if (tuple[target.slot] !== null || (object[field] ?? null) !== null) continue;
      const json = object[twin] ?? null;
      if (json !== null) this.#set(target, json, document, tuple);
    }
  }

  #set({ column, slot, read }: Target, json: unknown, document: Json, tuple: SqlValue[]): void {
    const value = read(json);
    if (value === undefined) throw unreadable(this.#origin, column, document, json);
    tuple[slot] = value;
  }
}

/** @param json null for what lies inside of a value that is no object */
function unreadable(
  origin: Origin,
  column: ColumnDefinition,
  document: Json,
  json: unknown = null,
): ApiError {
  const shown = json === null ? 'inside a value that is no object' : abbreviated(json);
  return badResponse(origin, document, `${column.name} is ${shown}, which is no ${column.type}`);
}

function abbreviated(json: unknown): string {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return abbreviate(text.replace(/\p{Cc}+/gu, ' '));
}

export function badResponse(origin: Origin, document: Json, what: string): ApiError {
  const { table, idField, call } = origin;
  const id = idField === null ? undefined : document[idField];
  const named = typeof id === 'string' || typeof id === 'number' ? ` of the document ${id}` : '';
  return new ApiError('BAD_RESPONSE', `Xero sent ${table.name}${named} in which ${what}.`, {
    call,
    hint: 'Please report this: the column’s definition may need to follow Xero.',
  });
}
