/**
 * What hangs on documents and is read one document at a time: their history and notes, and the
 * files attached to them. A condition or a join on the document's key keeps the calls few.
 */
import {
  boolean,
  defineTable,
  defineUnion,
  input,
  integer,
  position,
  text,
  timestamp,
  uuid,
  type ColumnSpecs,
} from '../define.ts';
import { fromParent } from '../inputs.ts';
import type { EndpointSource, TableDefinition } from '../model.ts';
import { Accounts } from './accounts.ts';
import { BankTransactions } from './bank-transactions.ts';
import { BankTransfers } from './bank-transfers.ts';
import { BatchPayments } from './batch-payments.ts';
import { Contacts } from './contacts.ts';
import { CreditNotes } from './credit-notes.ts';
import { ATTACHMENTS, partsOf } from './endpoints.ts';
import { ExpenseClaims, Receipts } from './expense-claims.ts';
import { Invoices } from './invoices.ts';
import { Items } from './items.ts';
import { ManualJournals } from './manual-journals.ts';
import { Overpayments } from './overpayments.ts';
import { Payments } from './payments.ts';
import { Prepayments } from './prepayments.ts';
import { PurchaseOrders } from './purchase-orders.ts';
import { Quotes } from './quotes.ts';
import { RepeatingInvoices } from './repeating-invoices.ts';

const schema = 'ACCOUNTING';

/** A kind of document: its table, what its key is called, and what it is called in a sentence. */
interface Entity {
  readonly table: TableDefinition;
  readonly key: string;
  readonly plural: string;
}

const entity = (table: TableDefinition, plural: string): Entity => ({
  table,
  key: table.primaryKey[0] ?? '',
  plural,
});

const listOf = ({ source, name }: TableDefinition): EndpointSource => {
  if (source.kind !== 'endpoint') throw new Error(`${name} is not read from a list`);
  return source;
};

/** A key that the call says, for Xero does not repeat it in the rows. */
const keyColumn = ({ key, plural }: Entity) => ({
  [key]: input(uuid('', `Key among the ${plural}.`)),
});

const WITH_HISTORY: readonly Entity[] = [
  entity(BankTransactions, 'bank transactions'),
  entity(BankTransfers, 'bank transfers'),
  entity(BatchPayments, 'batch payments'),
  entity(Contacts, 'contacts'),
  entity(CreditNotes, 'credit notes'),
  entity(ExpenseClaims, 'expense claims'),
  entity(Invoices, 'invoices and bills'),
  entity(Items, 'items'),
  entity(ManualJournals, 'manual journals'),
  entity(Overpayments, 'overpayments'),
  entity(Payments, 'payments'),
  entity(Prepayments, 'prepayments'),
  entity(PurchaseOrders, 'purchase orders'),
  entity(Quotes, 'quotes'),
  entity(Receipts, 'receipts'),
  entity(RepeatingInvoices, 'repeating invoices'),
];

const HISTORY = {
  Ordinal: position('Place among the entries, from 1.'),
  DateUTC: timestamp('DateUTC', 'When it was done.'),
  Changes: text('Changes', 'What kind of change it was.'),
  User: text('User', 'Who did it.'),
  Details: text('Details', 'What changed, or the text of a note.'),
} as const satisfies ColumnSpecs;

/** `HistoryInvoices`: what was done to each invoice, and the notes on it. */
function historyOf(of: Entity): TableDefinition {
  const { endpoint } = listOf(of.table);
  return defineTable({
    schema,
    name: `History${of.table.name}`,
    description: `What was done to ${of.plural}, and notes on them, one row an entry.`,
    endpoint: partsOf(endpoint, of.key, 'History', 'HistoryRecords'),
    columns: {
      ...keyColumn(of),
      ...HISTORY,
    },
    key: [of.key as 'Ordinal', 'Ordinal'],
    references: [{ columns: [of.key as 'Ordinal'], table: of.table.name }],
    inputs: [fromParent(of.key as 'Ordinal', of.table)],
  });
}

export const historyTables: readonly TableDefinition[] = WITH_HISTORY.map(historyOf);

const kindsOf = (entities: readonly Entity[]): readonly string[] =>
  entities.map(({ table }) => table.name);

/** One table over those of each kind; a condition on EntityType chooses among them. */
function together(
  name: string,
  description: string,
  entities: readonly Entity[],
  tables: readonly TableDefinition[],
  columns: ColumnSpecs,
): TableDefinition {
  return defineUnion({
    schema,
    name,
    description,
    columns: {
      EntityType: text('EntityType', 'Kind of document, as the table of such is called.', {
        values: kindsOf(entities),
      }),
      EntityID: uuid('EntityID', 'Key of the document.'),
      ...columns,
    },
    key: ['EntityType', 'EntityID', 'Ordinal' in columns ? 'Ordinal' : 'AttachmentID'],
    members: entities.map(({ table, key }, index) => ({
      table: tables[index] ?? table,
      columns: { EntityType: { value: table.name }, EntityID: { column: key } },
    })),
  });
}

export const History = together(
  'History',
  'What was done to documents of all kinds, and notes on them; one call a document.',
  WITH_HISTORY,
  historyTables,
  HISTORY,
);

const WITH_ATTACHMENTS: readonly Entity[] = [
  entity(Accounts, 'accounts'),
  entity(BankTransactions, 'bank transactions'),
  entity(BankTransfers, 'bank transfers'),
  entity(Contacts, 'contacts'),
  entity(CreditNotes, 'credit notes'),
  entity(Invoices, 'invoices and bills'),
  entity(ManualJournals, 'manual journals'),
  entity(PurchaseOrders, 'purchase orders'),
  entity(Quotes, 'quotes'),
  entity(Receipts, 'receipts'),
  entity(RepeatingInvoices, 'repeating invoices'),
];

/** Documents that say they have no attachments are not asked for them. */
const saysWhetherAttached = ({ columns }: TableDefinition): boolean =>
  columns.some(({ name }) => name === 'HasAttachments');

const ATTACHMENT = {
  AttachmentID: uuid('AttachmentID', 'Key of the attachment.'),
  FileName: text('FileName', 'Name of the file.'),
  MimeType: text('MimeType', 'What kind of file it is.'),
  ContentLength: integer('ContentLength', 'Size in bytes.'),
  IncludeOnline: boolean('IncludeOnline', 'Whether the online invoice shows it.'),
  Url: text('Url', 'Address of its content, for those who are signed in.'),
} as const satisfies ColumnSpecs;

/** `AttachmentsInvoices`: the files attached to each invoice, without what is in them. */
function attachmentsOf(of: Entity): TableDefinition {
  const { endpoint } = listOf(of.table);
  const only = saysWhetherAttached(of.table) ? { HasAttachments: [true] } : {};
  return defineTable({
    schema,
    name: `Attachments${of.table.name}`,
    description: `Files attached to ${of.plural}, one row each.`,
    endpoint: partsOf(endpoint, of.key, 'Attachments', 'Attachments', { scopes: ATTACHMENTS }),
    columns: {
      ...keyColumn(of),
      ...ATTACHMENT,
    },
    key: [of.key as 'AttachmentID', 'AttachmentID'],
    references: [{ columns: [of.key as 'AttachmentID'], table: of.table.name }],
    inputs: [fromParent(of.key as 'AttachmentID', of.table, { only })],
  });
}

export const attachmentTables: readonly TableDefinition[] = WITH_ATTACHMENTS.map(attachmentsOf);

export const Attachments = together(
  'Attachments',
  'Files attached to documents of all kinds; one call a document that has some.',
  WITH_ATTACHMENTS,
  attachmentTables,
  ATTACHMENT,
);
