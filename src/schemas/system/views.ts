import { text } from '../define.ts';
import type { TableDefinition } from '../model.ts';
import { defineSystemTable, type Tables } from './define.ts';

export const sysViews = (tables: Tables): TableDefinition =>
  defineSystemTable({
    name: 'sys_views',
    description: 'The views, with the query of each.',
    columns: {
      SchemaName: text('SchemaName', 'BOOKS for those that come with xero-sql, LOCAL for yours.'),
      ViewName: text('ViewName', 'Name of the view.'),
      Description: text('Description', 'What a row is.'),
      Definition: text('Definition', 'Text of its query.'),
      DefaultSchema: text('DefaultSchema', 'Where its tables without a schema are looked up.'),
    },
    key: ['SchemaName', 'ViewName'],
    rows: () =>
      tables().flatMap(({ schema, name, description, source }) =>
        source.kind !== 'view'
          ? []
          : [
              {
                SchemaName: schema,
                ViewName: name,
                Description: description,
                Definition: source.sql,
                DefaultSchema: source.defaultSchema,
              },
            ],
      ),
  });
