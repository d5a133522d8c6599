import { text } from '../define.ts';
import { callsNeeded, parentOf } from '../describe.ts';
import type { TableDefinition } from '../model.ts';
import { defineSystemTable, type Tables } from './define.ts';

export const sysTables = (tables: Tables): TableDefinition =>
  defineSystemTable({
    name: 'sys_tables',
    description: 'The tables of all schemas.',
    columns: {
      SchemaName: text('SchemaName', 'Schema of the table.'),
      TableName: text('TableName', 'Name of the table.'),
      TableType: text('TableType', 'Where its rows come from.', {
        values: ['TABLE', 'VIEW', 'SYSTEM TABLE', 'LOCAL TABLE'],
      }),
      Description: text('Description', 'What a row is.'),
      ApiPath: text('ApiPath', 'List of Xero it is read from.'),
      RowPath: text('RowPath', 'List inside a document, for a child table.'),
      ParentTable: text(
        'ParentTable',
        'Table of whose rows each takes a call, unless one is chosen.',
      ),
      Calls: text('Calls', 'Calls that SELECT * takes without conditions.'),
      Paging: text('Paging', 'How the list is read: whole, by page or by offset.'),
      Scope: text('Scope', 'Scope that reading it needs, in the granular form.'),
      Aliases: text('Aliases', 'Other names it is found by, comma-separated.'),
    },
    key: ['SchemaName', 'TableName'],
    rows: () => tables().map(tableRow),
  });

function tableRow(table: TableDefinition) {
  return {
    SchemaName: table.schema,
    TableName: table.name,
    TableType: tableType(table),
    Description: table.description,
    ...origin(table),
    ParentTable: parentOf(table)?.name ?? null,
    Calls: callsNeeded(table),
    Aliases: table.aliases.length === 0 ? null : table.aliases.join(', '),
  };
}

function tableType({ source }: TableDefinition): string {
  if (source.kind === 'view') return 'VIEW';
  if (source.kind === 'local') return 'LOCAL TABLE';
  return source.kind === 'catalogue' ? 'SYSTEM TABLE' : 'TABLE';
}

function origin({ source }: TableDefinition) {
  switch (source.kind) {
    case 'endpoint':
      return {
        ApiPath: source.endpoint.path,
        RowPath: source.rowPath.length === 0 ? null : source.rowPath.join('.'),
        Paging: source.endpoint.paging.kind,
        Scope: source.endpoint.scopes.granular,
      };
    case 'connections':
      return { ApiPath: '/connections', RowPath: null, Paging: 'whole', Scope: null };
    case 'union':
    case 'view':
    case 'catalogue':
    case 'local':
      return { ApiPath: null, RowPath: null, Paging: null, Scope: null };
  }
}
