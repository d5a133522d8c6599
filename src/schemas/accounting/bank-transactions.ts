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
  whereReference,
} from '../filters.ts';
import { bankTransactions as endpoint } from './endpoints.ts';
import {
  BANK_TRANSACTION_STATUSES,
  BANK_TRANSACTION_TYPES,
  LINE_AMOUNT_TYPES,
} from './enumerations.ts';
import { LINE_ITEM, LINE_TRACKING, TAX_BREAKDOWN } from './parts.ts';

const schema = 'ACCOUNTING';

export const BankTransactions = defineTable({
  schema,
  name: 'BankTransactions',
  aliases: ['BankTransaction'],
  description:
    'Money spent and received that is no payment of an invoice; also prepayments and overpayments.',
  endpoint,
  columns: {
    BankTransactionID: uuid('BankTransactionID', 'Key of the transaction.'),
    Type: text('Type', 'Money spent or received, and as what.', {
      values: BANK_TRANSACTION_TYPES,
    }),
    Status: text('Status', 'Whether the transaction stands.', {
      values: BANK_TRANSACTION_STATUSES,
    }),
    Date: date('Date', 'Day of the transaction.'),
    ContactID: uuid('Contact.ContactID', 'Key of the other party.'),
    ContactName: text('Contact.Name', 'Name of the other party.', {
      aliases: ['Contact_ContactName'],
    }),
    BankAccountID: uuid('BankAccount.AccountID', 'Key of the bank account.'),
    BankAccountCode: text('BankAccount.Code', 'Code of the bank account.'),
    BankAccountName: text('BankAccount.Name', 'Name of the bank account.'),
    Reference: text('Reference', 'Further reference.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    CurrencyCode: text('CurrencyCode', 'Currency of the amounts.'),
    CurrencyRate: decimal('CurrencyRate', 'Units of its currency to one of the base.'),
    IsReconciled: boolean('IsReconciled', 'Whether it is matched with a bank statement line.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    PrepaymentID: uuid('PrepaymentID', 'Key of the prepayment, when it is one.'),
    OverpaymentID: uuid('OverpaymentID', 'Key of the overpayment, when it is one.'),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    Url: text('Url', 'Link to a source document outside Xero.'),
  },
  key: ['BankTransactionID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BankAccountID'], table: 'Accounts', targetColumns: ['AccountID'] },
    { columns: ['PrepaymentID'], table: 'Prepayments' },
    { columns: ['OverpaymentID'], table: 'Overpayments' },
  ],
  filters: [
    byPath('BankTransactionID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('BankTransactionID', 'BankTransactionID'),
    whereEnum('Type', 'Type'),
    whereEnum('Status', 'Status'),
    whereDate('Date', 'Date'),
    whereReference('ContactID', 'Contact.ContactID'),
    whereReference('BankAccountID', 'BankAccount.AccountID'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const transactionKey = (levels: number) =>
  parent(uuid('BankTransactionID', 'Key of the transaction it belongs to.'), levels);

/** What Xero can filter transactions by, under names that do not clash with BankTransactions'. */
const transactionHeader = (levels: number) => ({
  BankTransactionType: parent(
    text('Type', 'Type of the transaction.', { values: BANK_TRANSACTION_TYPES }),
    levels,
  ),
  BankTransactionStatus: parent(
    text('Status', 'Status of the transaction.', { values: BANK_TRANSACTION_STATUSES }),
    levels,
  ),
  BankTransactionDate: parent(date('Date', 'Day of the transaction.'), levels),
  BankTransactionUpdatedDateUTC: parent(
    timestamp('UpdatedDateUTC', 'Last change of the transaction.'),
    levels,
  ),
});

const filters = [
  byPath('BankTransactionID'),
  modifiedSince('BankTransactionUpdatedDateUTC'),
  whereKey('BankTransactionID', 'BankTransactionID'),
  whereEnum('BankTransactionType', 'Type'),
  whereEnum('BankTransactionStatus', 'Status'),
  whereDate('BankTransactionDate', 'Date'),
] as const;

const toTransaction = { columns: ['BankTransactionID'], table: 'BankTransactions' } as const;

export const BankTransactionLineItems = defineTable({
  schema,
  name: 'BankTransactionLineItems',
  aliases: ['BankTransactionsItems', 'BankTransactionLines'],
  description: 'Lines of bank transactions, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    LineItemID: uuid('LineItemID', 'Key of the line.'),
    BankTransactionID: transactionKey(1),
    LineNumber: position('Place of the line on the transaction, from 1.'),
    ...LINE_ITEM,
    ...transactionHeader(1),
  },
  key: ['BankTransactionID', 'LineItemID'],
  references: [
    toTransaction,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

export const BankTransactionLineItemTracking = defineTable({
  schema,
  name: 'BankTransactionLineItemTracking',
  description: 'Tracking options that lines of bank transactions are tagged with.',
  endpoint,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    BankTransactionID: transactionKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...transactionHeader(2),
  },
  key: ['BankTransactionID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toTransaction,
    { columns: ['BankTransactionID', 'LineItemID'], table: 'BankTransactionLineItems' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});

export const BankTransactionLineItemTaxBreakdown = defineTable({
  schema,
  name: 'BankTransactionLineItemTaxBreakdown',
  description: 'Tax of bank transaction lines by jurisdiction, under automated US sales tax.',
  endpoint,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    BankTransactionID: transactionKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...transactionHeader(2),
  },
  key: ['BankTransactionID', 'LineItemID', 'Ordinal'],
  references: [
    toTransaction,
    { columns: ['BankTransactionID', 'LineItemID'], table: 'BankTransactionLineItems' },
  ],
  filters,
});
