/** Rows of a program's own → a table definition with the engine's typed values. */
import { XeroSqlError } from '../errors.ts';
import { castValue } from '../engine/values/coerce.ts';
import { timeToDate, timeToTimestamp } from '../engine/values/datetime.ts';
import { Decimal } from '../engine/values/decimal.ts';
import type { SqlValue } from '../engine/values/types.ts';
import type { ColumnDefinition, ColumnType, TableDefinition } from '../schemas/model.ts';

/** A row by the names of its columns; what it leaves out is NULL, as is `undefined`. */
export type LocalRow = Readonly<Record<string, unknown>>;

export interface LocalColumn {
  readonly name: string;
  readonly type: ColumnType;
}

const COLUMN_TYPES: readonly ColumnType[] = [
  'uuid',
  'text',
  'boolean',
  'integer',
  'decimal',
  'date',
  'timestamp',
];

/**
 * The table `LOCAL.name`.
 *
 * Without `columns` the values say the types: whole numbers are integers, others decimals that keep
 * the digits they print with; strings are text, whatever they look like; a Date is a timestamp.
 *
 * @throws XeroSqlError LOCAL_TABLE that says which row, from 1, and which column
 */
export function localTable(
  name: string,
  rows: readonly LocalRow[],
  columns?: readonly LocalColumn[],
): TableDefinition {
  if (typeof name !== 'string' || name.trim() === '') throw invalid('A local table needs a name');
  const table = new LocalTableReader(name, rows);
  const known = columns === undefined ? table.inferred() : table.declared(columns);
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

function columnDefinition({ name, type }: LocalColumn): ColumnDefinition {
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
  };
}

class LocalTableReader {
  readonly #name: string;
  readonly #rows: readonly LocalRow[];

  constructor(name: string, rows: readonly LocalRow[]) {
    this.#name = name;
    this.#rows = rows;
    if (!Array.isArray(rows)) throw invalid(`The rows of ${name} must be an array of objects`);
    const misfit = rows.findIndex((row: unknown) => !isPlainRow(row));
    if (misfit >= 0) throw this.#wrong(misfit, 'is no object with a value for each column');
  }

  declared(columns: readonly LocalColumn[]): readonly LocalColumn[] {
    const taken = new Set<string>();
    for (const { name, type } of columns) {
      if (typeof name !== 'string' || name === '') {
        throw invalid(`A column of ${this.#name} has no name`);
      }
      if (taken.has(name.toUpperCase())) {
        throw invalid(`${this.#name} has the column ${name} twice`, 'Column names have no case.');
      }
      taken.add(name.toUpperCase());
      if (!COLUMN_TYPES.includes(type)) {
        throw invalid(
          `${this.#name}.${name} has no type that there is`,
          `The types are ${COLUMN_TYPES.join(', ')}.`,
        );
      }
    }
    return columns;
  }

  /** The columns in the order in which rows bring them, with the types of their values. */
  inferred(): readonly LocalColumn[] {
    const found = new Map<string, { readonly name: string; type: ColumnType | null }>();
    this.#rows.forEach((row, index) => {
      for (const [name, value] of Object.entries(row)) {
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
    return [...found.values()].map(({ name, type }) => ({ name, type: type ?? 'text' }));
  }

  tuples(columns: readonly LocalColumn[]): readonly (readonly SqlValue[])[] {
    const places = new Map(columns.map(({ name }, place) => [name.toUpperCase(), place]));
    return this.#rows.map((row, index) => {
      const tuple = new Array<SqlValue>(columns.length).fill(null);
      const given = new Set<number>();
      for (const [name, value] of Object.entries(row)) {
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

  #value(value: unknown, { name, type }: LocalColumn, index: number): SqlValue {
    try {
      const converted = sqlValue(value, type);
      if (converted !== undefined) return converted;
    } catch (cause) {
      if (!(cause instanceof XeroSqlError)) throw cause;
      throw this.#wrong(index, `column ${name}: ${cause.message.replace(/\.$/, '')}`, cause.hint);
    }
    throw this.#unusable(index, name, value, type);
  }

  #unusable(index: number, name: string, value: unknown, type?: ColumnType): XeroSqlError {
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

function isPlainRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
  return !(row instanceof Date) && !(row instanceof Map) && !(row instanceof Decimal);
}

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
