import {
  boolean,
  date,
  decimal,
  defineTable,
  money,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import {
  byPath,
  modifiedSince,
  whereDate,
  whereEnum,
  whereKey,
  whereMatch,
  whereText,
} from '../filters.ts';
import { creditNotes as endpoint } from './endpoints.ts';
import {
  CREDIT_NOTE_TYPES,
  INVOICE_ADDRESS_TYPES,
  INVOICE_STATUSES,
  LINE_AMOUNT_TYPES,
} from './enumerations.ts';
import {
  ALLOCATION,
  DOCUMENT_PAYMENT,
  INVOICE_ADDRESS,
  LINE_ITEM,
  LINE_TRACKING,
  TAX_BREAKDOWN,
} from './parts.ts';

const schema = 'ACCOUNTING';

export const CreditNotes = defineTable({
  schema,
  name: 'CreditNotes',
  aliases: ['CreditNote'],
  description: 'Credit notes to customers (ACCRECCREDIT) and from suppliers (ACCPAYCREDIT).',
  endpoint,
  columns: {
    CreditNoteID: uuid('CreditNoteID', 'Key of the credit note.'),
    CreditNoteNumber: text(
      'CreditNoteNumber',
      'Number of the credit note; not unique for those of suppliers.',
    ),
    Type: text('Type', 'ACCRECCREDIT to a customer, ACCPAYCREDIT from a supplier.', {
      values: CREDIT_NOTE_TYPES,
    }),
    Status: text('Status', 'Where the credit note stands.', { values: INVOICE_STATUSES }),
    Date: date('Date', 'Day of issue.'),
    DueDate: date('DueDate', 'Day it falls due; Xero may leave it out of lists.'),
    ContactID: uuid('Contact.ContactID', 'Key of the customer or supplier.'),
    ContactName: text('Contact.Name', 'Name of the customer or supplier.'),
    Reference: text('Reference', 'Further reference; credit notes to customers only.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    RemainingCredit: money('RemainingCredit', 'Amount not yet applied or paid back.'),
    AppliedAmount: money('AppliedAmount', 'Amount applied to invoices.'),
    CurrencyCode: text('CurrencyCode', 'Currency of the amounts.'),
    CurrencyRate: decimal('CurrencyRate', 'Units of its currency to one of the base.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    FullyPaidOnDate: date('FullyPaidOnDate', 'Day the last of it was applied or paid back.'),
    CISDeduction: money('CISDeduction', 'Deduction under the UK Construction Industry Scheme.'),
    CISRate: decimal('CISRate', 'Rate of that deduction in percent, under the same scheme.'),
    SentToContact: boolean('SentToContact', 'Whether it is marked as sent.'),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    BrandingThemeID: uuid('BrandingThemeID', 'Key of the branding theme.'),
  },
  key: ['CreditNoteID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BrandingThemeID'], table: 'BrandingThemes' },
  ],
  filters: [
    byPath('CreditNoteID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('CreditNoteID', 'CreditNoteID'),
    whereEnum('Status', 'Status'),
    whereEnum('Type', 'Type'),
    whereDate('Date', 'Date'),
    whereText('Reference', 'Reference'),
    whereKey('ContactID', 'Contact.ContactID'),
    whereText('ContactName', 'Contact.Name'),
    whereMatch('ContactName', 'Contact.Name'),
    whereText('CreditNoteNumber', 'CreditNoteNumber'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const creditNoteKey = (levels: number) =>
  parent(uuid('CreditNoteID', 'Key of the credit note it belongs to.'), levels);

/** What Xero can filter credit notes by, under names that do not clash with CreditNotes'. */
const creditNoteHeader = (levels: number) => ({
  CreditNoteType: parent(
    text('Type', 'ACCRECCREDIT or ACCPAYCREDIT, from the credit note.', {
      values: CREDIT_NOTE_TYPES,
    }),
    levels,
  ),
  CreditNoteStatus: parent(
    text('Status', 'Status of the credit note.', { values: INVOICE_STATUSES }),
    levels,
  ),
  CreditNoteDate: parent(date('Date', 'Day of issue of the credit note.'), levels),
  CreditNoteUpdatedDateUTC: parent(
    timestamp('UpdatedDateUTC', 'Last change of the credit note.'),
    levels,
  ),
});

const filters = [
  byPath('CreditNoteID'),
  modifiedSince('CreditNoteUpdatedDateUTC'),
  whereKey('CreditNoteID', 'CreditNoteID'),
  whereEnum('CreditNoteStatus', 'Status'),
  whereEnum('CreditNoteType', 'Type'),
  whereDate('CreditNoteDate', 'Date'),
] as const;

const toCreditNote = { columns: ['CreditNoteID'], table: 'CreditNotes' } as const;

export const CreditNoteLineItems = defineTable({
  schema,
  name: 'CreditNoteLineItems',
  aliases: ['CreditNotesItems', 'CreditNoteLines'],
  description: 'Lines of credit notes, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    LineItemID: uuid('LineItemID', 'Key of the line.'),
    CreditNoteID: creditNoteKey(1),
    LineNumber: position('Place of the line on the credit note, from 1.'),
    ...LINE_ITEM,
    ...creditNoteHeader(1),
  },
  key: ['CreditNoteID', 'LineItemID'],
  references: [
    toCreditNote,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

export const CreditNoteLineItemTracking = defineTable({
  schema,
  name: 'CreditNoteLineItemTracking',
  description: 'Tracking options that lines of credit notes are tagged with.',
  endpoint,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    CreditNoteID: creditNoteKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...creditNoteHeader(2),
  },
  key: ['CreditNoteID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toCreditNote,
    { columns: ['CreditNoteID', 'LineItemID'], table: 'CreditNoteLineItems' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});

export const CreditNoteLineItemTaxBreakdown = defineTable({
  schema,
  name: 'CreditNoteLineItemTaxBreakdown',
  description: 'Tax of credit note lines by jurisdiction, under automated US sales tax.',
  endpoint,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    CreditNoteID: creditNoteKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...creditNoteHeader(2),
  },
  key: ['CreditNoteID', 'LineItemID', 'Ordinal'],
  references: [
    toCreditNote,
    { columns: ['CreditNoteID', 'LineItemID'], table: 'CreditNoteLineItems' },
  ],
  filters,
});

export const CreditNoteAllocations = defineTable({
  schema,
  name: 'CreditNoteAllocations',
  description: 'Amounts of credit notes applied to invoices.',
  endpoint,
  rowPath: ['Allocations'],
  aliasPrefix: 'Allocation',
  columns: {
    AllocationID: uuid('AllocationID', 'Key of the allocation.'),
    CreditNoteID: creditNoteKey(1),
    ...ALLOCATION,
    ...creditNoteHeader(1),
  },
  key: ['CreditNoteID', 'AllocationID'],
  references: [toCreditNote, { columns: ['InvoiceID'], table: 'Invoices' }],
  filters,
});

export const CreditNotePayments = defineTable({
  schema,
  name: 'CreditNotePayments',
  description: 'Refunds of credit notes, as each credit note lists them.',
  endpoint,
  rowPath: ['Payments'],
  columns: { CreditNoteID: creditNoteKey(1), ...DOCUMENT_PAYMENT, ...creditNoteHeader(1) },
  key: ['CreditNoteID', 'PaymentID'],
  references: [toCreditNote, { columns: ['PaymentID'], table: 'Payments' }],
  filters,
});

export const CreditNoteAddresses = defineTable({
  schema,
  name: 'CreditNoteAddresses',
  description: 'Addresses that automated US sales tax of credit notes is worked out from.',
  endpoint,
  rowPath: ['InvoiceAddresses'],
  columns: {
    CreditNoteID: creditNoteKey(1),
    Ordinal: position('Place in the list of the credit note, from 1.'),
    InvoiceAddressType: text('InvoiceAddressType', 'Origin (FROM) or destination (TO).', {
      values: INVOICE_ADDRESS_TYPES,
    }),
    ...INVOICE_ADDRESS,
    ...creditNoteHeader(1),
  },
  key: ['CreditNoteID', 'Ordinal'],
  references: [toCreditNote],
  filters,
});
