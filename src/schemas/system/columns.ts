import { boolean, integer, text } from '../define.ts';
import { isNullable, isParameter, pushedFilters, sortableOf } from '../describe.ts';
import type { ColumnDefinition, TableDefinition } from '../model.ts';
import { defineSystemTable, type Tables } from './define.ts';

export const sysTableColumns = (tables: Tables): TableDefinition =>
  defineSystemTable({
    name: 'sys_tablecolumns',
    description: 'The columns of all tables, with the filters that Xero applies.',
    columns: {
      SchemaName: text('SchemaName', 'Schema of the table.'),
      TableName: text('TableName', 'Name of the table.'),
      ColumnName: text('ColumnName', 'Name of the column.'),
      Ordinal: integer('Ordinal', 'Place in the table, from 1.'),
      DataTypeName: text('DataTypeName', 'SQL type.'),
      IsNullable: boolean('IsNullable', 'Whether it can be NULL.'),
      IsKey: boolean('IsKey', 'Whether it is part of the key.'),
      Description: text('Description', 'What the column holds.'),
      PushedFilters: text(
        'PushedFilters',
        'Operators that Xero applies; a superset is checked again here.',
      ),
      IsSortable: boolean('IsSortable', 'Whether Xero can sort by it.'),
      IsParameter: boolean('IsParameter', 'Whether calls are made with a value of it.'),
      CallPerRow: boolean('CallPerRow', 'Whether reading it costs a call for each row.'),
      Values: text('Values', 'Documented values, comma-separated.'),
      Aliases: text('Aliases', 'Other names it is found by, comma-separated.'),
    },
    key: ['SchemaName', 'TableName', 'ColumnName'],
    rows: () => tables().flatMap((table) => table.columns.map(columnRow(table))),
  });

const columnRow = (table: TableDefinition) => (column: ColumnDefinition, index: number) => ({
  SchemaName: table.schema,
  TableName: table.name,
  ColumnName: column.name,
  Ordinal: index + 1,
  DataTypeName: column.type,
  IsNullable: isNullable(table, column),
  IsKey: table.primaryKey.includes(column.name),
  Description: column.description,
  PushedFilters: pushedFilters(table, column.name) || null,
  IsSortable: sortableOf(table).includes(column.name),
  IsParameter: isParameter(table, column),
  CallPerRow: column.onlyInDetail,
  Values: column.values.join(', ') || null,
  Aliases: column.aliases.join(', ') || null,
});
