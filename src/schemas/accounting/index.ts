import type { TableDefinition } from '../model.ts';
import * as contacts from './contacts.ts';
import * as invoices from './invoices.ts';

/** The tables of the ACCOUNTING schema, documents before what hangs on them. */
export const accountingTables: readonly TableDefinition[] = [
  ...Object.values(invoices),
  ...Object.values(contacts),
];
