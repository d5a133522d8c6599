/**
 * Expense claims of the classic kind and the receipts that are not yet claimed. Lists of either
 * leave out what hangs on them: the lines of a receipt, the receipts and payments of a claim.
 */
import { boolean, date, defineTable, money, text, timestamp, uuid } from '../define.ts';
import { byPath, modifiedSince, whereDate, whereEnum, whereKey } from '../filters.ts';
import { expenseClaims, receipts } from './endpoints.ts';
import { EXPENSE_CLAIM_STATUSES, LINE_AMOUNT_TYPES, RECEIPT_STATUSES } from './enumerations.ts';

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
