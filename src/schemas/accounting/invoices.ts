import {
  boolean,
  date,
  decimal,
  defineTable,
  money,
  notInSummary,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import {
  byPath,
  enumList,
  keyList,
  modifiedSince,
  textList,
  whereAmount,
  whereDate,
  whereEnum,
  whereKey,
  whereMatch,
  whereText,
} from '../filters.ts';
import { invoices as endpoint } from './endpoints.ts';
import {
  INVOICE_ADDRESS_TYPES,
  INVOICE_STATUSES,
  INVOICE_TYPES,
  LINE_AMOUNT_TYPES,
} from './enumerations.ts';
import {
  DOCUMENT_PAYMENT,
  INVOICE_ADDRESS,
  LINE_ITEM,
  LINE_TRACKING,
  TAX_BREAKDOWN,
} from './parts.ts';

const schema = 'ACCOUNTING';

/**
 * Xero documents that a `summaryOnly` answer lacks Payments, LineItems, HasAttachments and
 * CISDeduction. The columns marked here beyond those are ones that no example of it shows.
 */
export const Invoices = defineTable({
  schema,
  name: 'Invoices',
  aliases: ['Invoice'],
  description: 'Sales invoices (ACCREC) and bills (ACCPAY), one row each.',
  endpoint,
  columns: {
    InvoiceID: uuid('InvoiceID', 'Key of the invoice.'),
    InvoiceNumber: text('InvoiceNumber', 'Number of the invoice; not unique for bills.'),
    Type: text('Type', 'ACCREC for a sales invoice, ACCPAY for a bill.', {
      values: INVOICE_TYPES,
    }),
    Status: text('Status', 'Where the invoice stands.', { values: INVOICE_STATUSES }),
    Date: date('Date', 'Day of issue.'),
    DueDate: date('DueDate', 'Day the invoice falls due.'),
    ContactID: uuid('Contact.ContactID', 'Key of the customer or supplier.'),
    ContactName: text('Contact.Name', 'Name of the customer or supplier.'),
    Reference: text('Reference', 'Further reference; sales invoices only.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    AmountDue: money('AmountDue', 'Amount still to be paid.'),
    AmountPaid: money('AmountPaid', 'Sum of the payments.'),
    AmountCredited: money(
      'AmountCredited',
      'Sum of the credit notes, prepayments and overpayments applied.',
    ),
    CurrencyCode: text('CurrencyCode', 'Currency of the amounts.'),
    CurrencyRate: notInSummary(
      decimal('CurrencyRate', 'Units of the invoice currency to one of the base.'),
    ),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    FullyPaidOnDate: notInSummary(date('FullyPaidOnDate', 'Day the last of it was paid.')),
    ExpectedPaymentDate: notInSummary(
      date('ExpectedPaymentDate', 'Day payment is expected; sales invoices only.'),
    ),
    PlannedPaymentDate: notInSummary(
      date('PlannedPaymentDate', 'Day payment is planned; bills only.'),
    ),
    TotalDiscount: notInSummary(money('TotalDiscount', 'Sum of the discounts on the lines.')),
    CISDeduction: notInSummary(
      money('CISDeduction', 'Deduction under the UK Construction Industry Scheme.'),
    ),
    CISRate: notInSummary(
      decimal('CISRate', 'Rate of that deduction in percent, under the same scheme.'),
    ),
    SentToContact: notInSummary(boolean('SentToContact', 'Whether it is marked as sent.')),
    IsDiscounted: notInSummary(boolean('IsDiscounted', 'Whether a line has a discount.')),
    HasAttachments: notInSummary(boolean('HasAttachments', 'Whether files are attached.')),
    BrandingThemeID: notInSummary(uuid('BrandingThemeID', 'Key of the branding theme.')),
    RepeatingInvoiceID: notInSummary(
      uuid('RepeatingInvoiceID', 'Key of the repeating invoice that made it.'),
    ),
    Url: notInSummary(text('Url', 'Link to a source document outside Xero.')),
  },
  key: ['InvoiceID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BrandingThemeID'], table: 'BrandingThemes' },
    { columns: ['RepeatingInvoiceID'], table: 'RepeatingInvoices' },
  ],
  filters: [
    keyList('InvoiceID', 'IDs'),
    textList('InvoiceNumber', 'InvoiceNumbers'),
    keyList('ContactID', 'ContactIDs'),
    enumList('Status', 'Statuses'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('InvoiceID', 'InvoiceID'),
    whereText('InvoiceNumber', 'InvoiceNumber'),
    whereMatch('InvoiceNumber', 'InvoiceNumber'),
    whereKey('ContactID', 'Contact.ContactID'),
    whereText('ContactName', 'Contact.Name'),
    whereMatch('ContactName', 'Contact.Name'),
    whereEnum('Status', 'Status'),
    whereEnum('Type', 'Type'),
    whereDate('Date', 'Date'),
    whereDate('DueDate', 'DueDate'),
    whereText('Reference', 'Reference'),
    whereMatch('Reference', 'Reference'),
    whereAmount('AmountDue', 'AmountDue'),
    whereAmount('AmountPaid', 'AmountPaid'),
    whereAmount('Total', 'Total'),
    byPath('InvoiceID'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const invoiceKey = (levels: number) =>
  parent(uuid('InvoiceID', 'Key of the invoice it belongs to.'), levels);

/** What Xero can filter invoices by, under names that do not clash in a join with Invoices. */
const invoiceHeader = (levels: number) => ({
  InvoiceType: parent(
    text('Type', 'ACCREC or ACCPAY, from the invoice.', { values: INVOICE_TYPES }),
    levels,
  ),
  InvoiceStatus: parent(
    text('Status', 'Status of the invoice.', { values: INVOICE_STATUSES }),
    levels,
  ),
  InvoiceDate: parent(date('Date', 'Day of issue of the invoice.'), levels),
  InvoiceUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the invoice.'), levels),
});

const filters = [
  keyList('InvoiceID', 'IDs'),
  enumList('InvoiceStatus', 'Statuses'),
  modifiedSince('InvoiceUpdatedDateUTC'),
  whereKey('InvoiceID', 'InvoiceID'),
  whereEnum('InvoiceStatus', 'Status'),
  whereEnum('InvoiceType', 'Type'),
  whereDate('InvoiceDate', 'Date'),
  byPath('InvoiceID'),
] as const;

const toInvoice = { columns: ['InvoiceID'], table: 'Invoices' } as const;

export const InvoiceLineItems = defineTable({
  schema,
  name: 'InvoiceLineItems',
  aliases: ['InvoicesItems', 'InvoiceLines'],
  description: 'Lines of invoices and bills, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    LineItemID: uuid('LineItemID', 'Key of the line.'),
    InvoiceID: invoiceKey(1),
    LineNumber: position('Place of the line on the invoice, from 1.'),
    ...LINE_ITEM,
    ...invoiceHeader(1),
  },
  key: ['InvoiceID', 'LineItemID'],
  references: [
    toInvoice,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

export const InvoiceLineItemTracking = defineTable({
  schema,
  name: 'InvoiceLineItemTracking',
  description: 'Tracking options that lines of invoices and bills are tagged with.',
  endpoint,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    InvoiceID: invoiceKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...invoiceHeader(2),
  },
  key: ['InvoiceID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toInvoice,
    { columns: ['InvoiceID', 'LineItemID'], table: 'InvoiceLineItems' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});

export const InvoiceLineItemTaxBreakdown = defineTable({
  schema,
  name: 'InvoiceLineItemTaxBreakdown',
  description: 'Tax of invoice lines by jurisdiction, under automated US sales tax.',
  endpoint,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    InvoiceID: invoiceKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...invoiceHeader(2),
  },
  key: ['InvoiceID', 'LineItemID', 'Ordinal'],
  references: [toInvoice, { columns: ['InvoiceID', 'LineItemID'], table: 'InvoiceLineItems' }],
  filters,
});

export const InvoicePayments = defineTable({
  schema,
  name: 'InvoicePayments',
  description: 'Payments of invoices and bills, as each invoice lists them.',
  endpoint,
  rowPath: ['Payments'],
  columns: { InvoiceID: invoiceKey(1), ...DOCUMENT_PAYMENT, ...invoiceHeader(1) },
  key: ['InvoiceID', 'PaymentID'],
  references: [toInvoice, { columns: ['PaymentID'], table: 'Payments' }],
  filters,
});

const appliedAmount = (of: string) =>
  money('AppliedAmount', `Amount of the ${of} applied to the invoice.`);

export const InvoiceCreditNotes = defineTable({
  schema,
  name: 'InvoiceCreditNotes',
  description: 'Credit notes applied to invoices and bills, as each invoice lists them.',
  endpoint,
  rowPath: ['CreditNotes'],
  columns: {
    InvoiceID: invoiceKey(1),
    CreditNoteID: uuid('CreditNoteID', 'Key of the credit note.'),
    CreditNoteNumber: text('CreditNoteNumber', 'Number of the credit note.'),
    Date: date('Date', 'Day it was applied.'),
    AppliedAmount: appliedAmount('credit note'),
    Total: money('Total', 'Total of the credit note.'),
    ...invoiceHeader(1),
  },
  key: ['InvoiceID', 'CreditNoteID'],
  references: [toInvoice, { columns: ['CreditNoteID'], table: 'CreditNotes' }],
  filters,
});

export const InvoicePrepayments = defineTable({
  schema,
  name: 'InvoicePrepayments',
  description: 'Prepayments applied to invoices and bills, as each invoice lists them.',
  endpoint,
  rowPath: ['Prepayments'],
  columns: {
    InvoiceID: invoiceKey(1),
    PrepaymentID: uuid('PrepaymentID', 'Key of the prepayment.'),
    Date: date('Date', 'Day it was applied.'),
    AppliedAmount: appliedAmount('prepayment'),
    Total: money('Total', 'Total of the prepayment.'),
    ...invoiceHeader(1),
  },
  key: ['InvoiceID', 'PrepaymentID'],
  references: [toInvoice, { columns: ['PrepaymentID'], table: 'Prepayments' }],
  filters,
});

export const InvoiceOverpayments = defineTable({
  schema,
  name: 'InvoiceOverpayments',
  description: 'Overpayments applied to invoices and bills, as each invoice lists them.',
  endpoint,
  rowPath: ['Overpayments'],
  columns: {
    InvoiceID: invoiceKey(1),
    OverpaymentID: uuid('OverpaymentID', 'Key of the overpayment.'),
    Date: date('Date', 'Day it was applied.'),
    AppliedAmount: appliedAmount('overpayment'),
    Total: money('Total', 'Total of the overpayment.'),
    ...invoiceHeader(1),
  },
  key: ['InvoiceID', 'OverpaymentID'],
  references: [toInvoice, { columns: ['OverpaymentID'], table: 'Overpayments' }],
  filters,
});

export const InvoiceAddresses = defineTable({
  schema,
  name: 'InvoiceAddresses',
  description: 'Addresses that automated US sales tax is worked out from.',
  endpoint,
  rowPath: ['InvoiceAddresses'],
  columns: {
    InvoiceID: invoiceKey(1),
    Ordinal: position('Place in the list of the invoice, from 1.'),
    InvoiceAddressType: text('InvoiceAddressType', 'Origin (FROM) or destination (TO).', {
      values: INVOICE_ADDRESS_TYPES,
    }),
    ...INVOICE_ADDRESS,
    ...invoiceHeader(1),
  },
  key: ['InvoiceID', 'Ordinal'],
  references: [toInvoice],
  filters,
});
