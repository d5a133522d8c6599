/** Tuples → a table of DuckDB. */
import { isArrayType } from '../values/arrays.ts';
import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import type { Decimal } from '../values/decimal.ts';
import { MS_PER_DAY, toTime } from '../values/datetime.ts';
import type { SqlType, SqlValue, Tuple } from '../values/types.ts';
import { Declined, type PlainType, type Sql, sqlTypeOf } from './forms.ts';
import {
  columnName,
  digitsName,
  type InputProfile,
  type NumberProfile,
  tableName,
} from './relations.ts';

type Api = typeof import('@duckdb/node-api');

/** Rows of a data chunk. */
const CHUNK_ROWS = 2048;
/** Decimals have at least so many digits after the point in a table: prices have four. */
const LEAST_SCALE = 4;
const MAX_INT64 = 2n ** 63n - 1n;

/** What a column's values are read by; computed ones are computed here. */
export interface Source {
  readonly type: SqlType;
  readonly read: (row: Tuple) => SqlValue;
}

interface Column {
  readonly definitions: readonly Sql[];
  readonly types: readonly DuckDBType[];
  readonly source: Source;
  /** What each of its columns in DuckDB holds. @throws Declined when a value does not fit */
  readonly encode: (values: readonly SqlValue[]) => readonly (readonly DuckDBValue[])[];
  /** Of numbers: what has been encoded so far. */
  readonly profile: () => NumberProfile | null;
}

/**
 * The table of one input. Data chunks by columns are the fastest way in from tuples: 100,000 values
 * take 3 to 15 ms as numbers or dates and 25 to 40 ms as texts.
 */
export class Table {
  readonly #columns: readonly Column[];
  readonly #chunk: DuckDBDataChunk;
  readonly #appender: DuckDBAppender;
  #waiting: Tuple[] = [];
  #rows = 0;

  private constructor(
    columns: readonly Column[],
    chunk: DuckDBDataChunk,
    appender: DuckDBAppender,
  ) {
    this.#columns = columns;
    this.#chunk = chunk;
    this.#appender = appender;
  }

  /**
   * @param input its number
   * @param first rows that show how many digits decimals have; they are not added yet
   * @throws Declined
   */
  static async create(
    api: Api,
    connection: DuckDBConnection,
    input: number,
    sources: readonly Source[],
    first: readonly Tuple[],
  ): Promise<Table> {
    const columns = sources.map((source, index) => columnOf(api, input, index, source, first));
    if (columns.length === 0) columns.push(rowsAlone(api, input));
    const definitions = columns.flatMap((column) => column.definitions);
    await connection.run(`CREATE TABLE ${tableName(input)} (${definitions.join(', ')})`);
    const chunk = api.DuckDBDataChunk.create(columns.flatMap((column) => column.types));
    return new Table(columns, chunk, await connection.createAppender(tableName(input)));
  }

  /** @throws Declined when a value does not fit; then it is among the rows that wait. */
  add(rows: readonly Tuple[]): void {
    for (const row of rows) this.#waiting.push(row);
    this.#write(CHUNK_ROWS);
  }

  /** Makes all rows visible to queries; more may follow. @throws Declined as `add` does. */
  finish(): void {
    this.#write(1);
    this.#appender.flushSync();
  }

  /** Makes the rows that are written visible. @returns those that are not, which follow them */
  settle(): readonly Tuple[] {
    this.#appender.flushSync();
    return this.#waiting;
  }

  close(): void {
    this.#appender.closeSync();
  }

  get profile(): InputProfile {
    return { rows: BigInt(this.#rows), numbers: this.#columns.map(({ profile }) => profile()) };
  }

  /** Writes what waits, by chunks, while there are `least` rows. */
  #write(least: number): void {
    let done = 0;
    try {
      while (this.#waiting.length - done >= least) {
        const rows = this.#waiting.slice(done, done + CHUNK_ROWS);
        this.#writeChunk(rows);
        done += rows.length;
      }
    } finally {
      this.#waiting = this.#waiting.slice(done);
    }
  }

  #writeChunk(rows: readonly Tuple[]): void {
    const encoded = this.#columns.flatMap(({ source, encode }) =>
      encode(rows.map((row) => source.read(row))),
    );
    this.#chunk.reset();
    this.#chunk.rowCount = rows.length;
    encoded.forEach((values, index) => this.#chunk.setColumnValues(index, values));
    this.#appender.appendDataChunk(this.#chunk);
    this.#rows += rows.length;
  }
}

// -------------------------------------------------------------------- columns

function columnOf(
  api: Api,
  input: number,
  index: number,
  source: Source,
  first: readonly Tuple[],
): Column {
  const name = columnName(input, index);
  switch (source.type) {
    case 'decimal':
      return decimalColumn(api, name, digitsName(input, index), source, first);
    case 'integer':
      return integerColumn(api, name, source);
    case 'interval':
      throw new Declined('it passes on intervals');
    case 'unknown':
      return plainColumn(api, name, { ...source, type: 'text' }, 'text');
    default:
      if (isArrayType(source.type)) throw new Declined('it passes on arrays');
      return plainColumn(api, name, source, source.type);
  }
}

function plainColumn(api: Api, name: Sql, source: Source, type: PlainType): Column {
  const [duckDbType, encode] = encodingOf(api, type);
  return {
    definitions: [`${name} ${sqlTypeOf(type)}`],
    types: [duckDbType],
    source,
    encode: (values) => [values.map((value) => (value === null ? null : encode(value)))],
    profile: () => null,
  };
}

type Encode = (value: Exclude<SqlValue, null>) => DuckDBValue;

function encodingOf(api: Api, type: PlainType): readonly [DuckDBType, Encode] {
  switch (type) {
    case 'boolean':
      return [api.BOOLEAN, (value) => value as boolean];
    case 'double':
      return [api.DOUBLE, (value) => value as number];
    case 'date':
      return [api.DATE, (value) => new api.DuckDBDateValue(toTime(value as string) / MS_PER_DAY)];
    case 'timestamp':
      return [
        api.TIMESTAMP,
        (value) => new api.DuckDBTimestampValue(BigInt(toTime(value as string)) * 1000n),
      ];
    case 'text':
    case 'uuid':
      return [api.VARCHAR, (value) => wellFormed(value as string)];
  }
}

/** Half a pair of surrogates has no UTF-8: it would become another text. */
function wellFormed(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new Declined('a text is not Unicode');
  return text;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function integerColumn(api: Api, name: Sql, source: Source): Column {
  let largest = 0;
  return {
    definitions: [`${name} BIGINT`],
    types: [api.BIGINT],
    source,
    encode: (values) => [
      values.map((value) => {
        if (value === null) return null;
        const size = Math.abs(value as number);
        if (size > largest) largest = size;
        return BigInt(value as number);
      }),
    ],
    profile: () => ({ scale: 0, digits: 0, limit: BigInt(largest) }),
  };
}

/** All at one scale, which the first rows show; beside each the digits that it shows itself. */
function decimalColumn(
  api: Api,
  name: Sql,
  digitsName: Sql,
  source: Source,
  first: readonly Tuple[],
): Column {
  const scale = first.reduce((most, row) => {
    const value = source.read(row) as Decimal | null;
    return value === null ? most : Math.max(most, value.scale);
  }, LEAST_SCALE);
  let largest = 0n;
  let largestNumber = 0;
  let shown: number | null | undefined;
  const whole = (value: Decimal): bigint => {
    if (value.scale > scale) throw new Declined('a number has more digits than those before it');
    if (shown === undefined) shown = value.scale;
    else if (shown !== value.scale) shown = null;
    const unscaled = value.unscaledAt(scale);
    if (typeof unscaled === 'number') {
      const size = Math.abs(unscaled);
      if (size > largestNumber) largestNumber = size;
      return BigInt(unscaled);
    }
    const size = unscaled < 0n ? -unscaled : unscaled;
    if (size > MAX_INT64) throw new Declined('a number has too many digits');
    if (size > largest) largest = size;
    return unscaled;
  };
  return {
    definitions: [`${name} BIGINT`, `${digitsName} INTEGER`],
    types: [api.BIGINT, api.INTEGER],
    source,
    encode: (values) => {
      const decimals = values as readonly (Decimal | null)[];
      return [
        decimals.map((value) => (value === null ? null : whole(value))),
        decimals.map((value) => (value === null ? null : value.scale)),
      ];
    },
    profile: () => ({
      scale,
      digits: shown === undefined ? scale : shown,
      limit: largest > BigInt(largestNumber) ? largest : BigInt(largestNumber),
    }),
  };
}

/** A table must have a column, even if its rows are only counted. */
function rowsAlone(api: Api, input: number): Column {
  return {
    definitions: [`${columnName(input, 0)} BOOLEAN`],
    types: [api.BOOLEAN],
    source: { type: 'boolean', read: () => null },
    encode: (values) => [values.map(() => null)],
    profile: () => null,
  };
}
