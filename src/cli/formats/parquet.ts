/** Apache Parquet, a row group at a time. */
import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer';
import type { FlatCell, WriteFlat } from './flat.ts';
import { VERSION } from '../../version.ts';
import type { Cells } from './spool.ts';
import { daysOf, inGroupsOf, millisecondsOf, typed, unscaled, type TypedColumn } from './typed.ts';

/** Rows held at a time: row groups are what readers skip and share out. */
const ROW_GROUP_ROWS = 32_768;

export const parquet: WriteFlat = (result, layout) => typed(result, layout, writeParquet);

async function* writeParquet(
  columns: readonly TypedColumn[],
  batches: AsyncIterable<readonly Cells[]>,
): AsyncGenerator<Uint8Array> {
  const buffer = new ByteWriter();
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(schemaElement)];
  const writer = new ParquetWriter({ writer: buffer, schema, createdBy: `xero-sql ${VERSION}` });
  for await (const rows of inGroupsOf(ROW_GROUP_ROWS, batches)) {
    await writer.write({ columnData: columnData(columns, rows), rowGroupSize: ROW_GROUP_ROWS });
    yield taken(buffer);
  }
  await writer.finish();
  yield taken(buffer);
}

/** What the buffer holds, which is then empty; offsets in the file go on counting. */
function taken(buffer: ByteWriter): Uint8Array {
  const bytes = buffer.getBytes().slice();
  buffer.index = 0;
  return bytes;
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

function schemaElement(column: TypedColumn): SchemaElement {
  const { name } = column;
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (column.kind) {
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' };
    case 'integer':
      return { ...optional, type: 'INT64' };
    case 'double':
      return { ...optional, type: 'DOUBLE' };
    case 'date':
      return { ...optional, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
    case 'timestamp':
      return {
        ...optional,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
      };
    case 'text':
      return {
        ...optional,
        type: 'BYTE_ARRAY',
        converted_type: 'UTF8',
        logical_type: { type: 'STRING' },
      };
    case 'decimal': {
      const { precision, scale } = column;
      return {
        ...optional,
        ...(precision <= 18
          ? { type: 'INT64' as const }
          : { type: 'FIXED_LEN_BYTE_ARRAY' as const, type_length: 16 }),
        converted_type: 'DECIMAL',
        logical_type: { type: 'DECIMAL', precision, scale },
        precision,
        scale,
      };
    }
  }
}

function columnData(columns: readonly TypedColumn[], rows: readonly Cells[]): ColumnSource[] {
  return columns.map((column, index) => ({
    name: column.name,
    data: rows.map((row) => {
      const cell = row[index] ?? null;
      return cell === null ? null : stored(cell, column);
    }),
  }));
}

function stored(
  cell: Exclude<FlatCell, null>,
  column: TypedColumn,
): string | number | boolean | bigint {
  switch (column.kind) {
    case 'boolean':
    case 'double':
      return cell;
    case 'integer':
      return BigInt(cell);
    case 'date':
      return daysOf(String(cell));
    case 'timestamp':
      return BigInt(millisecondsOf(String(cell))) * 1000n;
    case 'text':
      return String(cell);
    case 'decimal':
      return unscaled(String(cell), column.scale);
  }
}
