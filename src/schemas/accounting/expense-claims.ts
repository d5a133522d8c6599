/**
 * Expense claims of the classic kind and the receipts that are not yet claimed. Lists of either
 * leave out what hangs on them: the lines of a receipt, the receipts and payments of a claim, which
 * cost a call for each receipt or claim.
 */
import {
  boolean,
  date,
  defineTable,
  money,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, modifiedSince, whereDate, whereEnum, whereKey } from '../filters.ts';
import { fromParent } from '../inputs.ts';
import { expenseClaim, expenseClaims, receipt, receipts } from './endpoints.ts';
import { EXPENSE_CLAIM_STATUSES, LINE_AMOUNT_TYPES, RECEIPT_STATUSES } from './enumerations.ts';
import { DOCUMENT_PAYMENT, LINE_ITEM, LINE_TRACKING, TAX_BREAKDOWN } from './parts.ts';

const schema = 'ACCOUNTING';

export const ExpenseClaims = defineTable({
  schema,
  name: 'ExpenseClaims',
  aliases: ['ExpenseClaim'],
  description: 'What users claim back, one row a claim.',
  endpoint: expenseClaims,
  columns: {
    ExpenseClaimID: uuid('ExpenseClaimID', 'Key of the claim.'),
    Status: text('Status', 'Where the claim stands.', { values: EXPENSE_CLAIM_STATUSES }),
    UserID: uuid('User.UserID', 'Key of the user who claims.'),
    UserFirstName: text('User.FirstName', 'First name of the user who claims.'),
    UserLastName: text('User.LastName', 'Last name of the user who claims.'),
    UserEmailAddress: text('User.EmailAddress', 'E-mail address of the user who claims.'),
    ReportingDate: date('ReportingDate', 'Day it is posted to.'),
    PaymentDueDate: date('PaymentDueDate', 'Day it is to be paid.'),
    Total: money('Total', 'Total claimed.'),
    AmountDue: money('AmountDue', 'Amount not yet paid.'),
    AmountPaid: money('AmountPaid', 'Amount paid.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['ExpenseClaimID'],
  references: [{ columns: ['UserID'], table: 'Users' }],
  filters: [
    byPath('ExpenseClaimID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('ExpenseClaimID', 'ExpenseClaimID'),
    whereEnum('Status', 'Status'),
  ],
});

export const Receipts = defineTable({
  schema,
  name: 'Receipts',
  aliases: ['Receipt'],
  description: 'Receipts that no expense claim holds yet, one row each.',
  endpoint: receipts,
  columns: {
    ReceiptID: uuid('ReceiptID', 'Key of the receipt.'),
    ReceiptNumber: text('ReceiptNumber', 'Number among the receipts of the user.'),
    Status: text('Status', 'Where the receipt stands.', { values: RECEIPT_STATUSES }),
    Date: date('Date', 'Day of the receipt.'),
    UserID: uuid('User.UserID', 'Key of the user who paid.'),
    UserFirstName: text('User.FirstName', 'First name of the user who paid.'),
    UserLastName: text('User.LastName', 'Last name of the user who paid.'),
    ContactID: uuid('Contact.ContactID', 'Key of the supplier.'),
    ContactName: text('Contact.Name', 'Name of the supplier.'),
    Reference: text('Reference', 'Further reference.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    Url: text('Url', 'Link to a source document outside Xero.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['ReceiptID'],
  references: [
    { columns: ['UserID'], table: 'Users' },
    { columns: ['ContactID'], table: 'Contacts' },
  ],
  filters: [
    byPath('ReceiptID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('ReceiptID', 'ReceiptID'),
    whereEnum('Status', 'Status'),
    whereDate('Date', 'Date'),
  ],
});

// ------------------------------------------------------------------- children

const claimHeader = {
  ExpenseClaimStatus: parent(
    text('Status', 'Status of the claim.', { values: EXPENSE_CLAIM_STATUSES }),
  ),
};

const ofClaim = fromParent('ExpenseClaimID', ExpenseClaims, {
  shared: { ExpenseClaimStatus: 'Status' },
});

const toClaim = { columns: ['ExpenseClaimID'], table: 'ExpenseClaims' } as const;

export const ExpenseClaimReceipts = defineTable({
  schema,
  name: 'ExpenseClaimReceipts',
  description: 'Receipts that expense claims hold, one row each.',
  endpoint: expenseClaim,
  rowPath: ['Receipts'],
  columns: {
    ExpenseClaimID: parent(uuid('ExpenseClaimID', 'Key of the claim it belongs to.')),
    ReceiptID: uuid('ReceiptID', 'Key of the receipt.'),
    ReceiptNumber: text('ReceiptNumber', 'Number among the receipts of the user.'),
    Status: text('Status', 'Where the receipt stands.', { values: RECEIPT_STATUSES }),
    Date: date('Date', 'Day of the receipt.'),
    ContactID: uuid('Contact.ContactID', 'Key of the supplier.'),
    ContactName: text('Contact.Name', 'Name of the supplier.'),
    UserID: uuid('User.UserID', 'Key of the user who paid.'),
    Reference: text('Reference', 'Further reference.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    Url: text('Url', 'Link to a source document outside Xero.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    ...claimHeader,
  },
  key: ['ExpenseClaimID', 'ReceiptID'],
  references: [
    toClaim,
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['UserID'], table: 'Users' },
  ],
  inputs: [ofClaim],
});

export const ExpenseClaimPayments = defineTable({
  schema,
  name: 'ExpenseClaimPayments',
  description: 'Payments of expense claims, as each claim lists them.',
  endpoint: expenseClaim,
  rowPath: ['Payments'],
  columns: {
    ExpenseClaimID: parent(uuid('ExpenseClaimID', 'Key of the claim it belongs to.')),
    ...DOCUMENT_PAYMENT,
    ...claimHeader,
  },
  key: ['ExpenseClaimID', 'PaymentID'],
  references: [toClaim],
  inputs: [ofClaim],
});

const receiptHeader = (levels: number) => ({
  ReceiptStatus: parent(
    text('Status', 'Status of the receipt.', { values: RECEIPT_STATUSES }),
    levels,
  ),
  ReceiptDate: parent(date('Date', 'Day of the receipt.'), levels),
});

const ofReceipt = fromParent('ReceiptID', Receipts, {
  shared: { ReceiptStatus: 'Status', ReceiptDate: 'Date' },
});

const receiptKey = (levels: number) =>
  parent(uuid('ReceiptID', 'Key of the receipt it belongs to.'), levels);

const toReceipt = { columns: ['ReceiptID'], table: 'Receipts' } as const;

export const ReceiptLineItems = defineTable({
  schema,
  name: 'ReceiptLineItems',
  aliases: ['ReceiptLines'],
  description: 'Lines of receipts that no expense claim holds yet, one row each.',
  endpoint: receipt,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    ReceiptID: receiptKey(1),
    LineNumber: position('Place of the line on the receipt, from 1.'),
    LineItemID: uuid('LineItemID', 'Key of the line, where Xero gives one.'),
    ...LINE_ITEM,
    ...receiptHeader(1),
  },
  key: ['ReceiptID', 'LineNumber'],
  references: [
    toReceipt,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  inputs: [ofReceipt],
});

export const ReceiptLineItemTracking = defineTable({
  schema,
  name: 'ReceiptLineItemTracking',
  description: 'Tracking options that lines of receipts are tagged with.',
  endpoint: receipt,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    ReceiptID: receiptKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line, where Xero gives one.')),
    ...LINE_TRACKING,
    ...receiptHeader(2),
  },
  key: ['ReceiptID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toReceipt,
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  inputs: [ofReceipt],
});

export const ReceiptLineItemTaxBreakdown = defineTable({
  schema,
  name: 'ReceiptLineItemTaxBreakdown',
  description: 'Tax of receipt lines by jurisdiction, under automated US sales tax.',
  endpoint: receipt,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    ReceiptID: receiptKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line, where Xero gives one.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...receiptHeader(2),
  },
  key: ['ReceiptID', 'LineItemID', 'Ordinal'],
  references: [toReceipt],
  inputs: [ofReceipt],
});
