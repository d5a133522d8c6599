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
import { overpayments as endpoint } from './endpoints.ts';
import { LINE_AMOUNT_TYPES, OVERPAYMENT_STATUSES, OVERPAYMENT_TYPES } from './enumerations.ts';
import { ALLOCATION, DOCUMENT_PAYMENT, LINE_ITEM } from './parts.ts';

const schema = 'ACCOUNTING';

export const Overpayments = defineTable({
  schema,
  name: 'Overpayments',
  aliases: ['Overpayment'],
  description: 'Money paid beyond what was due, by customers or to suppliers, one row each.',
  endpoint,
  columns: {
    OverpaymentID: uuid('OverpaymentID', 'Key of the overpayment.'),
    Type: text('Type', 'Money received or spent.', { values: OVERPAYMENT_TYPES }),
    Status: text('Status', 'Where the overpayment stands.', { values: OVERPAYMENT_STATUSES }),
    Date: date('Date', 'Day of the overpayment.'),
    ContactID: uuid('Contact.ContactID', 'Key of the customer or supplier.'),
    ContactName: text('Contact.Name', 'Name of the customer or supplier.'),
    Reference: text('Reference', 'Further reference.'),
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
  },
  key: ['OverpaymentID'],
  references: [{ columns: ['ContactID'], table: 'Contacts' }],
  filters: [
    byPath('OverpaymentID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('OverpaymentID', 'OverpaymentID'),
    textList('Reference', 'References'),
    whereEnum('Status', 'Status'),
    whereEnum('Type', 'Type'),
    whereDate('Date', 'Date'),
    whereKey('ContactID', 'Contact.ContactID'),
    whereText('ContactName', 'Contact.Name'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const overpaymentKey = parent(uuid('OverpaymentID', 'Key of the overpayment it belongs to.'));

/** What Xero can filter overpayments by, under names that do not clash with Overpayments'. */
const overpaymentHeader = {
  OverpaymentType: parent(text('Type', 'Type of the overpayment.', { values: OVERPAYMENT_TYPES })),
  OverpaymentStatus: parent(
    text('Status', 'Status of the overpayment.', { values: OVERPAYMENT_STATUSES }),
  ),
  OverpaymentDate: parent(date('Date', 'Day of the overpayment.')),
  OverpaymentUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the overpayment.')),
};

const filters = [
  byPath('OverpaymentID'),
  modifiedSince('OverpaymentUpdatedDateUTC'),
  whereKey('OverpaymentID', 'OverpaymentID'),
  whereEnum('OverpaymentStatus', 'Status'),
  whereEnum('OverpaymentType', 'Type'),
  whereDate('OverpaymentDate', 'Date'),
] as const;

const toOverpayment = { columns: ['OverpaymentID'], table: 'Overpayments' } as const;

/** Xero gives these lines no key: their place tells them apart. */
export const OverpaymentLineItems = defineTable({
  schema,
  name: 'OverpaymentLineItems',
  aliases: ['OverpaymentsItems', 'OverpaymentLines'],
  description: 'Lines of overpayments, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    OverpaymentID: overpaymentKey,
    LineNumber: position('Place of the line on the overpayment, from 1.'),
    LineItemID: uuid('LineItemID', 'Key of the line, where Xero gives one.'),
    ...LINE_ITEM,
    ...overpaymentHeader,
  },
  key: ['OverpaymentID', 'LineNumber'],
  references: [
    toOverpayment,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

/** Xero gives these allocations no key: their place tells them apart. */
export const OverpaymentAllocations = defineTable({
  schema,
  name: 'OverpaymentAllocations',
  description: 'Amounts of overpayments applied to invoices.',
  endpoint,
  rowPath: ['Allocations'],
  aliasPrefix: 'Allocation',
  columns: {
    OverpaymentID: overpaymentKey,
    Ordinal: position('Place in the list of the overpayment, from 1.'),
    AllocationID: uuid('AllocationID', 'Key of the allocation, where Xero gives one.'),
    ...ALLOCATION,
    ...overpaymentHeader,
  },
  key: ['OverpaymentID', 'Ordinal'],
  references: [toOverpayment, { columns: ['InvoiceID'], table: 'Invoices' }],
  filters,
});

export const OverpaymentPayments = defineTable({
  schema,
  name: 'OverpaymentPayments',
  description: 'Refunds of overpayments, as each overpayment lists them.',
  endpoint,
  rowPath: ['Payments'],
  columns: { OverpaymentID: overpaymentKey, ...DOCUMENT_PAYMENT, ...overpaymentHeader },
  key: ['OverpaymentID', 'PaymentID'],
  references: [toOverpayment, { columns: ['PaymentID'], table: 'Payments' }],
  filters,
});
