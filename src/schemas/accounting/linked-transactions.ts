import { defineTable, text, timestamp, uuid } from '../define.ts';
import { byPath, looseParam } from '../filters.ts';
import { linkedTransactions as endpoint } from './endpoints.ts';
import {
  LINKED_TRANSACTION_SOURCE_TYPES,
  LINKED_TRANSACTION_STATUSES,
  LINKED_TRANSACTION_TYPES,
} from './enumerations.ts';

/**
 * Xero documents each parameter by itself, and Status only beside ContactID: what several of them
 * do together is not said, so every one is checked again.
 */
export const LinkedTransactions = defineTable({
  schema: 'ACCOUNTING',
  name: 'LinkedTransactions',
  aliases: ['LinkedTransaction'],
  description: 'Billable expenses: a line that was bought, and the customer it is charged to.',
  endpoint,
  columns: {
    LinkedTransactionID: uuid('LinkedTransactionID', 'Key of the link.'),
    Type: text('Type', 'Kind of link.', { values: LINKED_TRANSACTION_TYPES }),
    Status: text('Status', 'How far it is charged.', { values: LINKED_TRANSACTION_STATUSES }),
    SourceTransactionID: uuid('SourceTransactionID', 'Key of the bill or spent money.'),
    SourceLineItemID: uuid('SourceLineItemID', 'Key of the line that was bought.'),
    SourceTransactionTypeCode: text('SourceTransactionTypeCode', 'Kind of document it is from.', {
      values: LINKED_TRANSACTION_SOURCE_TYPES,
    }),
    ContactID: uuid('ContactID', 'Key of the customer it is charged to.'),
    TargetTransactionID: uuid('TargetTransactionID', 'Key of the sales invoice that charges it.'),
    TargetLineItemID: uuid('TargetLineItemID', 'Key of the line that charges it.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['LinkedTransactionID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['TargetTransactionID'], table: 'Invoices', targetColumns: ['InvoiceID'] },
  ],
  filters: [
    byPath('LinkedTransactionID'),
    looseParam('SourceTransactionID', 'SourceTransactionID'),
    looseParam('TargetTransactionID', 'TargetTransactionID'),
    looseParam('ContactID', 'ContactID'),
    looseParam('Status', 'Status'),
  ],
});
