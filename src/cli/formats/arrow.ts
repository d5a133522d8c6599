/** Apache Arrow's two IPC forms, a record batch at a time. */
import {
  AsyncByteQueue,
  Bool,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  type Data,
  type DataType,
  type RecordBatchWriter,
  type TypeMap,
} from 'apache-arrow';
import type { FlatCell, WriteFlat } from './flat.ts';
import type { Cells } from './spool.ts';
import { daysOf, inGroupsOf, millisecondsOf, typed, unscaled, type TypedColumn } from './typed.ts';

/** Rows held at a time. */
const BATCH_ROWS = 16_384;

export const arrowFile: WriteFlat = (result, layout) =>
  typed(result, layout, (columns, batches) =>
    writeArrow(new RecordBatchFileWriter({ autoDestroy: false }), columns, batches),
  );

export const arrowStream: WriteFlat = (result, layout) =>
  typed(result, layout, (columns, batches) =>
    writeArrow(new RecordBatchStreamWriter({ autoDestroy: false }), columns, batches),
  );

/** Takes what a writer writes, and hands it on whenever it is asked. */
class Pieces extends AsyncByteQueue {
  #held: Uint8Array[] = [];

  override write(bytes: Uint8Array): void {
    this.#held.push(bytes);
  }

  *take(): Generator<Uint8Array> {
    const held = this.#held;
    this.#held = [];
    yield Buffer.concat(held);
  }
}

async function* writeArrow(
  writer: RecordBatchWriter<TypeMap>,
  columns: readonly TypedColumn[],
  batches: AsyncIterable<readonly Cells[]>,
): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces();
  const fields = columns.map((column) => new Field(column.name, arrowType(column), true));
  const schema = new Schema(fields);
  writer.reset(pieces, schema);
  yield* pieces.take();
  for await (const rows of inGroupsOf(BATCH_ROWS, batches)) {
    writer.write(recordBatch(schema, columns, rows));
    yield* pieces.take();
  }
  writer.finish();
  yield* pieces.take();
}

function arrowType(column: TypedColumn): DataType {
  switch (column.kind) {
    case 'boolean':
      return new Bool();
    case 'integer':
      return new Int64();
    case 'double':
      return new Float64();
    case 'date':
      return new DateDay();
    case 'timestamp':
      return new TimestampMillisecond('UTC');
    case 'text':
      return new Utf8();
    case 'decimal':
      return new Decimal(column.scale, column.precision, 128);
  }
}

function recordBatch(
  schema: Schema,
  columns: readonly TypedColumn[],
  rows: readonly Cells[],
): RecordBatch {
  const children = columns.map((column, index) =>
    columnData(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length: rows.length, nullCount: 0, children }));
}

// ------------------------------------------------------------------------ columns

function columnData(column: TypedColumn, cells: readonly FlatCell[]): Data {
  const length = cells.length;
  const common = { length, ...nulls(cells) };
  switch (column.kind) {
    case 'boolean':
      return makeData({ type: new Bool(), ...common, data: bits(cells, (cell) => cell === true) });
    case 'integer': {
      const data = BigInt64Array.from(cells, (cell) => BigInt(cell ?? 0));
      return makeData({ type: new Int64(), ...common, data });
    }
    case 'double': {
      const data = Float64Array.from(cells, (cell) => Number(cell ?? 0));
      return makeData({ type: new Float64(), ...common, data });
    }
    case 'date': {
      const data = Int32Array.from(cells, (cell) => (cell === null ? 0 : daysOf(String(cell))));
      return makeData({ type: new DateDay(), ...common, data });
    }
    case 'timestamp': {
      const data = BigInt64Array.from(cells, (cell) =>
        cell === null ? 0n : BigInt(millisecondsOf(String(cell))),
      );
      return makeData({ type: new TimestampMillisecond('UTC'), ...common, data });
    }
    case 'text':
      return makeData({ type: new Utf8(), ...common, ...texts(cells) });
    case 'decimal': {
      const { precision, scale } = column;
      const type = new Decimal(scale, precision, 128);
      return makeData({ type, ...common, data: wideIntegers(cells, scale) });
    }
  }
}

/** One bit a row, the lowest first. */
function bits(cells: readonly FlatCell[], isSet: (cell: FlatCell) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(cells.length / 8));
  cells.forEach((cell, index) => {
    if (isSet(cell)) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bytes;
}

function nulls(cells: readonly FlatCell[]): { nullCount: number; nullBitmap: Uint8Array } {
  const nullCount = cells.reduce((count: number, cell) => count + (cell === null ? 1 : 0), 0);
  return { nullCount, nullBitmap: bits(cells, (cell) => cell !== null) };
}

function texts(cells: readonly FlatCell[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const parts = cells.map((cell) => Buffer.from(cell === null ? '' : String(cell)));
  const valueOffsets = new Int32Array(cells.length + 1);
  parts.forEach((part, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + part.length;
  });
  return { valueOffsets, data: Buffer.concat(parts) };
}

const LOW = 0xffff_ffff_ffff_ffffn;

/** Two's complement in 128 bits, the lowest word first. */
function wideIntegers(cells: readonly FlatCell[], scale: number): Uint32Array {
  const words = new BigUint64Array(cells.length * 2);
  cells.forEach((cell, index) => {
    if (cell === null) return;
    const value = BigInt.asUintN(128, unscaled(String(cell), scale));
    words[index * 2] = value & LOW;
    words[index * 2 + 1] = value >> 64n;
  });
  return new Uint32Array(words.buffer);
}
