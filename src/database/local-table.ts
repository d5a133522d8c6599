/** Rows of a program's own → a table definition with the engine's typed values. */
import { ExecutionError, XeroSqlError } from '../errors.ts';
import { castValue } from '../engine/values/coerce.ts';
import { timeToDate, timeToTimestamp } from '../engine/values/datetime.ts';
import { Decimal } from '../engine/values/decimal.ts';
import type { SqlValue } from '../engine/values/types.ts';
import type { ColumnDefinition, ColumnType, TableDefinition } from '../schemas/model.ts';
import { declaredType, type DeclaredType } from './column-type.ts';

/** A row by the names of its columns; what it leaves out is NULL, as is `undefined`. */
export type LocalRow = Readonly<Record<string, unknown>>;

/** A row's values in the order of the columns, which must then be named. */
export type LocalValues = readonly unknown[];

export interface LocalColumn {
  readonly name: string;
  /** As SQL spells types: `integer`, `NUMERIC(10,2)`, `varchar(30)`; absent = what the values are. */
  readonly type?: ColumnType | (string & {}) | undefined;
}

/** Columns, or their names alone, in order; or their types by name. */
export type LocalColumns = readonly (LocalColumn | string)[] | Readonly<Record<string, string>>;

interface TypedColumn extends DeclaredType {
  readonly name: string;
  readonly untyped?: boolean;
}

/**
 * The table `LOCAL.name`.
 *
 * Without `columns` the values say the types: whole numbers are integers, others decimals that keep
 * the digits they print with; strings are text, whatever they look like; a Date is a timestamp. A column
 * that is NULL throughout may stand for any type.
 *
 * @throws XeroSqlError LOCAL_TABLE that says which row, from 1, and which column
 */
export function localTable(
  name: string,
  rows: readonly (LocalRow | LocalValues)[],
  columns?: LocalColumns,
): TableDefinition {
  if (typeof name !== 'string' || name.trim() === '') throw invalid('A local table needs a name');
  const table = new LocalTableReader(name, rows);
  const known = table.columns(columns);
  return {
    schema: 'LOCAL',
    name,
    aliases: [],
    description: 'Rows of your own.',
    columns: known.map(columnDefinition),
    primaryKey: [],
    references: [],
    source: { kind: 'local', rows: table.tuples(known) },
  };
}

function columnDefinition({ name, type, untyped }: TypedColumn): ColumnDefinition {
  return {
    name,
    type,
    source: { kind: 'json', up: 0, path: [name] },
    description: '',
    scale: 0,
    aliases: [],
    values: [],
    absentFromSummary: false,
    onlyInDetail: false,
    ...(untyped === true && { untyped }),
  };
}

/** Given out as text. */
const UNTYPED = { type: 'text', untyped: true } as const;

class LocalTableReader {
  readonly #name: string;
  readonly #rows: readonly (LocalRow | LocalValues)[];

  constructor(name: string, rows: readonly (LocalRow | LocalValues)[]) {
    this.#name = name;
    this.#rows = rows;
    if (!Array.isArray(rows)) throw invalid(`The rows of ${name} must be an array`);
    const misfit = rows.findIndex((row: unknown) => !isPlainRow(row));
    if (misfit >= 0) {
      throw this.#wrong(misfit, 'is neither an object nor an array with a value for each column');
    }
  }

  columns(given: LocalColumns | undefined): readonly TypedColumn[] {
    if (given === undefined) return this.#inferred([]);
    const named = Array.isArray(given)
      ? (given as readonly (LocalColumn | string)[]).map((column) =>
          typeof column === 'string' ? { name: column } : column,
        )
      : Object.entries(given as Readonly<Record<string, string>>).map(([name, type]) => ({
          name,
          type,
        }));
    this.#checkNames(named);
    const declared = named.map(({ name, type }) => ({
      name,
      declared: this.#declared(name, type),
    }));
    const open = declared.filter((column) => column.declared === undefined);
    const found = open.length === 0 ? [] : this.#inferred(named.map(({ name }) => name));
    return declared.map(({ name, declared: type }, place) => ({
      name,
      ...(type ?? found[place] ?? UNTYPED),
    }));
  }

  #checkNames(columns: readonly LocalColumn[]): void {
    const taken = new Set<string>();
    for (const column of columns as readonly unknown[]) {
      const name = typeof column === 'object' && column !== null && 'name' in column && column.name;
      if (typeof name !== 'string' || name === '') {
        throw invalid(`A column of ${this.#name} has no name`);
      }
      if (taken.has(name.toUpperCase())) {
        throw invalid(`${this.#name} has the column ${name} twice`, 'Column names have no case.');
      }
      taken.add(name.toUpperCase());
    }
  }

  #declared(name: string, spelling: unknown): DeclaredType | undefined {
    if (spelling === undefined) return undefined;
    const type = typeof spelling === 'string' ? declaredType(spelling) : undefined;
    if (type !== undefined) return type;
    throw invalid(
      `${this.#name}.${name} has no type that there is`,
      'The types are integer, decimal, double, text, boolean, date, timestamp and uuid.',
    );
  }

  /**
   * The columns in the order in which rows bring them, with the types of their values.
   * @param names the columns that there are; none = those of the rows
   */
  #inferred(names: readonly string[]): readonly TypedColumn[] {
    const found = new Map<string, { readonly name: string; type: ColumnType | null }>();
    for (const name of names) found.set(name.toUpperCase(), { name, type: null });
    this.#rows.forEach((row, index) => {
      for (const [name, value] of this.#entries(row, names, index)) {
        const column = found.get(name.toUpperCase()) ?? { name, type: null };
        found.set(name.toUpperCase(), column);
        const type = typeOf(value);
        if (type === undefined) throw this.#unusable(index, name, value);
        if (type === null) continue;
        const common = commonType(column.type, type);
        if (common === undefined) {
          throw this.#wrong(
            index,
            `has ${article(type)} in ${column.name}, and rows before it ${article(column.type ?? type)}`,
            `Give all rows one type, or declare it: columns = [{ name: '${column.name}', type: 'text' }, …].`,
          );
        }
        column.type = common;
      }
    });
    if (found.size === 0) {
      throw invalid(
        `${this.#name} has no columns`,
        'Say them, as [{ name, type }], for a table without rows.',
      );
    }
    return [...found.values()].map(({ name, type }) => ({
      name,
      ...(type === null ? UNTYPED : { type }),
    }));
  }

  /** The values of a row with the names of their columns. */
  #entries(
    row: LocalRow | LocalValues,
    names: readonly string[],
    index: number,
  ): readonly (readonly [string, unknown])[] {
    if (!isValues(row)) return Object.entries(row);
    if (names.length === 0) {
      throw this.#wrong(index, 'is an array', "Name the columns: columns = ['a', 'b', …].");
    }
    if (row.length !== names.length) {
      throw this.#wrong(index, `has ${row.length} values for ${names.length} columns`);
    }
    return names.map((name, place) => [name, row[place]]);
  }

  tuples(columns: readonly TypedColumn[]): readonly (readonly SqlValue[])[] {
    const places = new Map(columns.map(({ name }, place) => [name.toUpperCase(), place]));
    const names = columns.map(({ name }) => name);
    return this.#rows.map((row, index) => {
      const tuple = new Array<SqlValue>(columns.length).fill(null);
      const given = new Set<number>();
      for (const [name, value] of this.#entries(row, names, index)) {
        const place = places.get(name.toUpperCase());
        const column = place === undefined ? undefined : columns[place];
        if (place === undefined || column === undefined) {
          throw this.#wrong(index, `has ${name}, which is none of the columns`);
        }
        if (given.has(place)) {
          throw this.#wrong(index, `has ${column.name} twice`, 'Column names have no case.');
        }
        given.add(place);
        tuple[place] = this.#value(value, column, index);
      }
      return tuple;
    });
  }

  #value(value: unknown, { name, type, scale }: TypedColumn, index: number): SqlValue {
    try {
      const converted = sqlValue(value, type);
      if (converted !== undefined) {
        return scale === undefined ? converted : this.#scaled(converted as Decimal | null, scale);
      }
    } catch (cause) {
      if (!(cause instanceof XeroSqlError)) throw cause;
      throw this.#wrong(index, `column ${name}: ${cause.message.replace(/\.$/, '')}`, cause.hint);
    }
    throw this.#unusable(index, name, value, type);
  }

  /** @throws ExecutionError when a digit would be lost */
  #scaled(value: Decimal | null, scale: number): Decimal | null {
    const scaled = value?.withMinScale(scale).round(scale) ?? null;
    if (scaled === null || value === null || scaled.equals(value)) return scaled;
    throw new ExecutionError('OUT_OF_RANGE', `${value.toString()} has more than ${scale} places`, {
      hint: `Round it, or declare the column as decimal, which keeps every place.`,
    });
  }

  #unusable(index: number, name: string, value: unknown, type?: ColumnType): XeroSqlError {
    if (type === 'integer' && isBeyondIntegers(value)) {
      return this.#wrong(
        index,
        `has in ${name} ${String(value)}, not an integer within reach`,
        `Integers reach ${Number.MAX_SAFE_INTEGER}: declare the column as decimal, which is exact.`,
      );
    }
    const wanted = type === undefined ? 'a value that a column can hold' : article(type);
    return this.#wrong(index, `has in ${name} ${kindOf(value)}, not ${wanted}`);
  }

  #wrong(index: number, what: string, hint?: string): XeroSqlError {
    const separator = what.startsWith('column ') ? ', ' : ' ';
    return invalid(`Row ${index + 1} of ${this.#name}${separator}${what}`, hint);
  }
}

const invalid = (message: string, hint?: string): XeroSqlError =>
  new XeroSqlError('LOCAL_TABLE', `${message}.`, { hint });

const isValues = (row: LocalRow | LocalValues): row is LocalValues => Array.isArray(row);

function isPlainRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null) return false;
  return !(row instanceof Date) && !(row instanceof Map) && !(row instanceof Decimal);
}

const isBeyondIntegers = (value: unknown): boolean =>
  typeof value === 'bigint' || (Number.isInteger(value) && !Number.isSafeInteger(value));

/** null for what is NULL in any column; undefined for what no column holds. */
function typeOf(value: unknown): ColumnType | null | undefined {
  if (value === null || value === undefined) return null;
  if (value instanceof Decimal) return 'decimal';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : 'timestamp';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'number':
      if (Number.isSafeInteger(value)) return 'integer';
      return Number.isFinite(value) ? 'decimal' : undefined;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? 'integer' : 'decimal';
    default:
      return undefined;
  }
}

function commonType(a: ColumnType | null, b: ColumnType): ColumnType | undefined {
  if (a === null || a === b) return b;
  const both = [a, b];
  return both.includes('integer') && both.includes('decimal') ? 'decimal' : undefined;
}

/** undefined when the value is none of the type. @throws ExecutionError for text that cannot be read */
function sqlValue(value: unknown, type: ColumnType): SqlValue | undefined {
  const own = typeOf(value);
  if (own === null || own === undefined) return own;
  if (typeof value === 'string') return castValue(value, 'text', type);
  const plain = value instanceof Date ? timeToTimestamp(value.getTime()) : numberOf(value, own);
  if (own === type) return plain;
  if (type === 'text') return castValue(plain, own, 'text');
  if (type === 'decimal' && own === 'integer') return castValue(plain, own, type);
  if (type === 'double' && (own === 'integer' || own === 'decimal')) return Number(value);
  // as databases without a type for it keep truth
  if (type === 'boolean' && (plain === 0 || plain === 1)) return plain === 1;
  if (type === 'date' && value instanceof Date) return timeToDate(value.getTime());
  // a declared integer that is written with places, as 3.00
  if (type === 'integer' && plain instanceof Decimal) return plain.toInteger() ?? undefined;
  return undefined;
}

function numberOf(value: unknown, type: ColumnType): SqlValue {
  if (type === 'integer') return Number(value) + 0;
  if (type !== 'decimal' || value instanceof Decimal) return value as SqlValue;
  return typeof value === 'bigint' ? Decimal.of(value) : Decimal.fromNumber(value as number);
}

const article = (type: ColumnType): string =>
  type === 'text' ? 'text' : `${/^[aeiou]/.test(type) && type !== 'uuid' ? 'an' : 'a'} ${type}`;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return 'an invalid date';
  const type = typeOf(value);
  return type === undefined || type === null ? `a value of type ${typeof value}` : article(type);
}
