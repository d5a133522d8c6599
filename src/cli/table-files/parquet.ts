/** Apache Parquet: its columns keep their types, and decimals every digit. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  parquetMetadata,
  parquetRead,
  type Compressors,
  type FileMetaData,
  type SchemaElement,
} from 'hyparquet';
import type { LocalColumn, LocalRow } from '../../database/local-table.ts';
import { Decimal } from '../../engine/values/decimal.ts';
import { timeToDate, timeToTimestamp } from '../../engine/values/datetime.ts';
import { XeroSqlError } from '../../errors.ts';
import type { ColumnType } from '../../schemas/model.ts';
import type { FileRows } from './index.ts';

/** A value as the file holds it, or as one of `PARSERS` made it. */
type Stored = unknown;
type CellValue = string | number | bigint | boolean | Decimal | null;

interface ColumnReader {
  readonly name: string;
  readonly type: ColumnType;
  /** Never called for NULL. */
  readonly read: (stored: Stored) => CellValue;
}

/** @throws XeroSqlError LOCAL_TABLE */
export async function readParquet(bytes: Uint8Array, file: string): Promise<FileRows> {
  const content = arrayBufferOf(bytes);
  try {
    const metadata = parquetMetadata(content);
    const readers = topColumns(metadata).map((element) => columnReader(element, file));
    if (readers.length === 0) throw wrong(file, 'has no columns');
    const table = await rowsOf(content, withRawDecimals(metadata));
    const cells = table.map((row) => readers.map((reader, index) => cell(row[index], reader)));
    const columns = readers.map(({ name, type }, index): LocalColumn => {
      const isLarge = (row: readonly CellValue[]): boolean => typeof row[index] === 'bigint';
      return { name, type: type === 'integer' && cells.some(isLarge) ? 'decimal' : type };
    });
    const rows = cells.map((row): LocalRow =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])),
    );
    return { rows, columns };
  } catch (cause) {
    if (cause instanceof XeroSqlError) throw cause;
    const why = cause instanceof Error ? cause.message.replace(/^parquet /, '') : 'unknown failure';
    throw wrong(file, `is no Parquet that can be read (${why})`, hintFor(why));
  }
}

async function rowsOf(
  content: ArrayBuffer,
  metadata: FileMetaData,
): Promise<readonly (readonly Stored[])[]> {
  let rows: readonly (readonly Stored[])[] = [];
  await parquetRead({
    file: content,
    metadata,
    rowFormat: 'array',
    utf8: false,
    geoparquet: false,
    compressors: COMPRESSORS,
    parsers: PARSERS,
    onComplete: (complete: Stored[][]) => {
      rows = complete;
    },
  });
  return rows;
}

function cell(stored: Stored, { read }: ColumnReader): CellValue {
  return stored === undefined || stored === null ? null : read(stored);
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

const COMPRESSORS: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
};

const hintFor = (why: string): string | undefined =>
  /compression/i.test(why)
    ? 'Write it with compression SNAPPY, GZIP or BROTLI, or with none.'
    : undefined;

/** Times by their milliseconds: that is what a TIMESTAMP of SQL holds here. */
const PARSERS = {
  dateFromDays: (days: number): string => timeToDate(days * 86_400_000),
  timestampFromMilliseconds: (time: bigint | number): string => timeToTimestamp(Number(time)),
  timestampFromMicroseconds: (time: bigint): string => timeToTimestamp(floored(time, 1_000n)),
  timestampFromNanoseconds: (time: bigint): string => timeToTimestamp(floored(time, 1_000_000n)),
  jsonFromBytes: (bytes: Uint8Array): string => utf8(bytes),
  stringFromBytes: (bytes: Uint8Array): string => utf8(bytes),
};

/** Before 1970 too the instant lies in the millisecond that has begun. */
function floored(time: bigint, unit: bigint): number {
  const rest = ((time % unit) + unit) % unit;
  return Number((time - rest) / unit);
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

// ----------------------------------------------------------------------- columns

const isDecimal = ({ converted_type, logical_type }: SchemaElement): boolean =>
  converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL';

/** The columns of the root, nested ones as one. */
function topColumns({ schema }: FileMetaData): readonly SchemaElement[] {
  const columns: SchemaElement[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at++]?.num_children ?? 0;
    for (let child = 0; child < children; child++) skip();
  };
  while (at < schema.length) {
    const element = schema[at];
    if (element !== undefined) columns.push(element);
    skip();
  }
  return columns;
}

/** The reader would make doubles of decimals: without their mark they come as whole numbers and bytes. */
function withRawDecimals(metadata: FileMetaData): FileMetaData {
  const plain = (element: SchemaElement): SchemaElement => {
    if (!isDecimal(element)) return element;
    const raw = { ...element };
    delete raw.converted_type;
    delete raw.logical_type;
    return raw;
  };
  return { ...metadata, schema: metadata.schema.map(plain) };
}

function columnReader(element: SchemaElement, file: string): ColumnReader {
  const { name } = element;
  const kind = kindOf(element);
  const reader = kind === null ? null : READERS[kind];
  if (reader === null)
    throw wrong(file, `has in ${name} ${describe(element)}, which no column can hold`);
  const { type, read } = reader;
  return {
    name,
    type,
    read(stored) {
      const value = read(stored, element);
      if (value !== undefined) return value;
      throw wrong(file, `has in ${name} a value that is no ${type}`);
    },
  };
}

type Kind =
  'boolean' | 'integer' | 'decimal' | 'double' | 'float' | 'date' | 'timestamp' | 'uuid' | 'text';

/** null for what no column can hold. */
function kindOf(element: SchemaElement): Kind | null {
  const { type, converted_type: converted, logical_type: logical } = element;
  if ((element.num_children ?? 0) > 0 || element.repetition_type === 'REPEATED') return null;
  if (isDecimal(element)) return 'decimal';
  const mark = logical?.type ?? converted;
  switch (mark) {
    case 'DATE':
      return 'date';
    case 'TIMESTAMP':
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return 'timestamp';
    case 'UUID':
      return 'uuid';
    case 'STRING':
    case 'UTF8':
    case 'ENUM':
    case 'JSON':
      return 'text';
    case 'FLOAT16':
      return 'float';
    case undefined:
      return PLAIN[type ?? 'FIXED_LEN_BYTE_ARRAY'];
    default:
      return mark === 'INTEGER' || /^U?INT_/.test(mark) ? 'integer' : null;
  }
}

const PLAIN: Readonly<Record<NonNullable<SchemaElement['type']>, Kind | null>> = {
  BOOLEAN: 'boolean',
  INT32: 'integer',
  INT64: 'integer',
  INT96: 'timestamp',
  FLOAT: 'float',
  DOUBLE: 'double',
  BYTE_ARRAY: 'text',
  FIXED_LEN_BYTE_ARRAY: null,
};

function describe({ type, converted_type, logical_type, num_children }: SchemaElement): string {
  if ((num_children ?? 0) > 0) return 'a list or structure';
  return `values of type ${logical_type?.type ?? converted_type ?? type ?? 'unknown'}`;
}

interface KindReader {
  readonly type: ColumnType;
  /** undefined for a value that is none of the kind. */
  readonly read: (stored: Stored, element: SchemaElement) => CellValue | undefined;
}

const READERS: Readonly<Record<Kind, KindReader>> = {
  boolean: {
    type: 'boolean',
    read: (stored) => (typeof stored === 'boolean' ? stored : undefined),
  },
  integer: { type: 'integer', read: wholeNumber },
  decimal: {
    type: 'decimal',
    read(stored, { scale = 0 }) {
      const unscaled = stored instanceof Uint8Array ? signed(stored) : wholeNumber(stored);
      return unscaled === undefined ? undefined : scaled(BigInt(unscaled), scale);
    },
  },
  double: { type: 'decimal', read: (stored) => finite(stored, String) },
  float: { type: 'decimal', read: (stored) => finite(stored, shortest) },
  date: { type: 'date', read: textOf },
  timestamp: { type: 'timestamp', read: textOf },
  uuid: { type: 'uuid', read: textOf },
  text: { type: 'text', read: textOf },
};

/** A bigint where a double would lose digits. */
function wholeNumber(stored: Stored): number | bigint | undefined {
  if (typeof stored === 'bigint') {
    return Number.isSafeInteger(Number(stored)) ? Number(stored) : stored;
  }
  return typeof stored === 'number' && Number.isSafeInteger(stored) ? stored : undefined;
}

/** Two's complement, the highest byte first. */
function signed(bytes: Uint8Array): bigint {
  const unsigned = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(bytes.length * 8, unsigned);
}

function scaled(unscaled: bigint, scale: number): Decimal {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return Decimal.parse(unscaled < 0n ? `-${text}` : text);
}

/** The digits that a floating-point number prints with; NaN and infinities are no numbers of SQL. */
function finite(stored: Stored, print: (value: number) => string): Decimal | undefined {
  if (typeof stored !== 'number' || !Number.isFinite(stored)) return undefined;
  return Decimal.parse(print(stored));
}

/** Of a number of single precision: as many digits as tell it from its neighbours. */
function shortest(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return String(text);
  }
  return String(Number(value.toPrecision(9)));
}

function textOf(stored: Stored): string | undefined {
  if (typeof stored === 'string') return stored;
  if (!(stored instanceof Uint8Array)) return undefined;
  try {
    return utf8(stored);
  } catch {
    return undefined;
  }
}

const wrong = (file: string, what: string, hint?: string): XeroSqlError =>
  new XeroSqlError('LOCAL_TABLE', `${file} ${what}.`, { hint });
