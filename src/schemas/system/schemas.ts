import { integer, text } from '../define.ts';
import {
  OWN_SCHEMAS,
  SCHEMA_NAMES,
  type OwnSchema,
  type SchemaName,
  type TableDefinition,
} from '../model.ts';
import { defineSystemTable, type Tables } from './define.ts';

const DESCRIPTIONS: Readonly<Record<SchemaName | OwnSchema, string>> = {
  ACCOUNTING: 'The books: invoices, contacts, payments, journals, settings.',
  ASSETS: 'Fixed assets.',
  PAYROLLAUS: 'Australian payroll.',
  FILES: 'The file library.',
  PROJECTS: 'Projects, tasks and time.',
  BOOKS: 'Views that come with xero-sql: ledger, aged balances, sales, profit, bank state.',
  SYS: 'What there is to query.',
  INFORMATION_SCHEMA: 'The same, under the names of the SQL standard.',
  LOCAL: 'Rows of your own, from a program or from files, and your views.',
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
      [...SCHEMA_NAMES, ...OWN_SCHEMAS].map((schema) => ({
        SchemaName: schema,
        Description: DESCRIPTIONS[schema],
        TableCount: tables().filter((table) => table.schema === schema).length,
      })),
  });
