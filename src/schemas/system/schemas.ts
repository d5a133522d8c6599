import { integer, text } from '../define.ts';
import { SCHEMA_NAMES, type SchemaName, type TableDefinition } from '../model.ts';
import { defineSystemTable, type Tables } from './define.ts';

const DESCRIPTIONS: Readonly<Record<SchemaName | 'SYS' | 'LOCAL', string>> = {
  ACCOUNTING: 'The books: invoices, contacts, payments, journals, settings.',
  ASSETS: 'Fixed assets.',
  PAYROLLAUS: 'Australian payroll.',
  FILES: 'The file library.',
  PROJECTS: 'Projects, tasks and time.',
  SYS: 'What there is to query.',
  LOCAL: 'Rows of your own, from a program or from files.',
};

export const sysSchemas = (tables: Tables): TableDefinition =>
  defineSystemTable({
    name: 'sys_schemas',
    description: 'The schemas.',
    columns: {
      SchemaName: text('SchemaName', 'Name of the schema.'),
      Description: text('Description', 'What the schema holds.'),
      TableCount: integer('TableCount', 'Number of its tables.'),
    },
    key: ['SchemaName'],
    rows: () =>
      [...SCHEMA_NAMES, 'SYS' as const, 'LOCAL' as const].map((schema) => ({
        SchemaName: schema,
        Description: DESCRIPTIONS[schema],
        TableCount: tables().filter((table) => table.schema === schema).length,
      })),
  });
