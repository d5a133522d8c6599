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
  textList,
  whereDate,
  whereEnum,
  whereKey,
  whereText,
} from '../filters.ts';
import { prepayments as endpoint } from './endpoints.ts';
import { LINE_AMOUNT_TYPES, PREPAYMENT_STATUSES, PREPAYMENT_TYPES } from './enumerations.ts';
import { ALLOCATION, DOCUMENT_PAYMENT, LINE_ITEM } from './parts.ts';

const schema = 'ACCOUNTING';

export const Prepayments = defineTable({
  schema,
  name: 'Prepayments',
  aliases: ['Prepayment'],
  description: 'Money paid ahead of an invoice, by customers or to suppliers, one row each.',
  endpoint,
  columns: {
    PrepaymentID: uuid('PrepaymentID', 'Key of the prepayment.'),
    Type: text('Type', 'Money received or spent.', { values: PREPAYMENT_TYPES }),
    Status: text('Status', 'Where the prepayment stands.', { values: PREPAYMENT_STATUSES }),
    Date: date('Date', 'Day of the prepayment.'),
    ContactID: uuid('Contact.ContactID', 'Key of the customer or supplier.'),
    ContactName: text('Contact.Name', 'Name of the customer or supplier.'),
    InvoiceNumber: text('InvoiceNumber', 'Number of the prepayment; received ones only.'),
    Reference: text('Reference', 'The same number; Xero keeps no other reference.'),
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
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    BrandingThemeID: uuid('BrandingThemeID', 'Key of the branding theme.'),
  },
  key: ['PrepaymentID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BrandingThemeID'], table: 'BrandingThemes' },
  ],
  filters: [
    byPath('PrepaymentID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('PrepaymentID', 'PrepaymentID'),
    textList('InvoiceNumber', 'InvoiceNumbers'),
    whereEnum('Status', 'Status'),
    whereEnum('Type', 'Type'),
    whereDate('Date', 'Date'),
    whereKey('ContactID', 'Contact.ContactID'),
    whereText('ContactName', 'Contact.Name'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const prepaymentKey = parent(uuid('PrepaymentID', 'Key of the prepayment it belongs to.'));

/** What Xero can filter prepayments by, under names that do not clash with Prepayments'. */
const prepaymentHeader = {
  PrepaymentType: parent(text('Type', 'Type of the prepayment.', { values: PREPAYMENT_TYPES })),
  PrepaymentStatus: parent(
    text('Status', 'Status of the prepayment.', { values: PREPAYMENT_STATUSES }),
  ),
  PrepaymentDate: parent(date('Date', 'Day of the prepayment.')),
  PrepaymentUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the prepayment.')),
};

const filters = [
  byPath('PrepaymentID'),
  modifiedSince('PrepaymentUpdatedDateUTC'),
  whereKey('PrepaymentID', 'PrepaymentID'),
  whereEnum('PrepaymentStatus', 'Status'),
  whereEnum('PrepaymentType', 'Type'),
  whereDate('PrepaymentDate', 'Date'),
] as const;

const toPrepayment = { columns: ['PrepaymentID'], table: 'Prepayments' } as const;

/** Xero gives these lines no key: their place tells them apart. */
export const PrepaymentLineItems = defineTable({
  schema,
  name: 'PrepaymentLineItems',
  aliases: ['PrepaymentsItems', 'PrepaymentLines'],
  description: 'Lines of prepayments, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    PrepaymentID: prepaymentKey,
    LineNumber: position('Place of the line on the prepayment, from 1.'),
    LineItemID: uuid('LineItemID', 'Key of the line, where Xero gives one.'),
    ...LINE_ITEM,
    ...prepaymentHeader,
  },
  key: ['PrepaymentID', 'LineNumber'],
  references: [
    toPrepayment,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

/** Xero gives these allocations no key: their place tells them apart. */
export const PrepaymentAllocations = defineTable({
  schema,
  name: 'PrepaymentAllocations',
  description: 'Amounts of prepayments applied to invoices.',
  endpoint,
  rowPath: ['Allocations'],
  aliasPrefix: 'Allocation',
  columns: {
    PrepaymentID: prepaymentKey,
    Ordinal: position('Place in the list of the prepayment, from 1.'),
    AllocationID: uuid('AllocationID', 'Key of the allocation, where Xero gives one.'),
    ...ALLOCATION,
    ...prepaymentHeader,
  },
  key: ['PrepaymentID', 'Ordinal'],
  references: [toPrepayment, { columns: ['InvoiceID'], table: 'Invoices' }],
  filters,
});

export const PrepaymentPayments = defineTable({
  schema,
  name: 'PrepaymentPayments',
  description: 'Refunds of prepayments, as each prepayment lists them.',
  endpoint,
  rowPath: ['Payments'],
  columns: { PrepaymentID: prepaymentKey, ...DOCUMENT_PAYMENT, ...prepaymentHeader },
  key: ['PrepaymentID', 'PaymentID'],
  references: [toPrepayment, { columns: ['PaymentID'], table: 'Payments' }],
  filters,
});
