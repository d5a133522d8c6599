import { integer, text } from '../define.ts';
import type { ForeignKey, TableDefinition } from '../model.ts';
import { defineSystemTable, type Tables } from './define.ts';

export const sysKeyColumns = (tables: Tables): TableDefinition =>
  defineSystemTable({
    name: 'sys_keycolumns',
    description: 'The columns that tell the rows of each table apart.',
    columns: {
      SchemaName: text('SchemaName', 'Schema of the table.'),
      TableName: text('TableName', 'Name of the table.'),
      ColumnName: text('ColumnName', 'Name of the column.'),
      KeySequence: integer('KeySequence', 'Place in the key, from 1.'),
    },
    key: ['SchemaName', 'TableName', 'ColumnName'],
    rows: () =>
      tables().flatMap((table) =>
        table.primaryKey.map((column, index) => ({
          SchemaName: table.schema,
          TableName: table.name,
          ColumnName: column,
          KeySequence: index + 1,
        })),
      ),
  });

export const sysForeignKeys = (tables: Tables): TableDefinition =>
  defineSystemTable({
    name: 'sys_foreignkeys',
    description: 'The columns that refer to other tables, and to what.',
    columns: {
      SchemaName: text('SchemaName', 'Schema of the table.'),
      TableName: text('TableName', 'Name of the table.'),
      ForeignKeyName: text('ForeignKeyName', 'Name of the reference, unique in its schema.'),
      ColumnName: text('ColumnName', 'Name of the column.'),
      KeySequence: integer('KeySequence', 'Place in the reference, from 1.'),
      ReferencedSchemaName: text('ReferencedSchemaName', 'Schema of the table referred to.'),
      ReferencedTableName: text('ReferencedTableName', 'Table referred to.'),
      ReferencedColumnName: text('ReferencedColumnName', 'Column referred to.'),
    },
    key: ['SchemaName', 'ForeignKeyName', 'KeySequence'],
    rows: () =>
      tables().flatMap((table) =>
        table.references.flatMap((reference) => referenceRows(table, reference)),
      ),
  });

function referenceRows(table: TableDefinition, reference: ForeignKey) {
  return reference.columns.map((column, index) => ({
    SchemaName: table.schema,
    TableName: table.name,
    ForeignKeyName: [table.name, ...reference.columns].join('_'),
    ColumnName: column,
    KeySequence: index + 1,
    ReferencedSchemaName: reference.schema,
    ReferencedTableName: reference.table,
    ReferencedColumnName: reference.targetColumns[index] ?? column,
  }));
}
