import { boolean, date, defineTable, money, parent, text, timestamp, uuid } from '../define.ts';
import {
  byPath,
  modifiedSince,
  whereDate,
  whereEnum,
  whereKey,
  whereReference,
} from '../filters.ts';
import { batchPayments as endpoint } from './endpoints.ts';
import { BATCH_PAYMENT_STATUSES, BATCH_PAYMENT_TYPES } from './enumerations.ts';

const schema = 'ACCOUNTING';

export const BatchPayments = defineTable({
  schema,
  name: 'BatchPayments',
  aliases: ['BatchPayment'],
  description: 'Payments of several invoices or bills at once, one row a batch.',
  endpoint,
  columns: {
    BatchPaymentID: uuid('BatchPaymentID', 'Key of the batch.'),
    Type: text('Type', 'Whether the batch pays or receives.', { values: BATCH_PAYMENT_TYPES }),
    Status: text('Status', 'Whether the batch stands.', { values: BATCH_PAYMENT_STATUSES }),
    Date: date('Date', 'Day of the payment.'),
    AccountID: uuid('Account.AccountID', 'Key of the bank account.'),
    AccountCode: text('Account.Code', 'Code of the bank account.'),
    AccountName: text('Account.Name', 'Name of the bank account.'),
    AccountCurrencyCode: text('Account.CurrencyCode', 'Currency of the bank account.'),
    TotalAmount: money('TotalAmount', 'Total of the payments.'),
    Reference: text('Reference', 'Reference on the bank statement; New Zealand only.'),
    Particulars: text('Particulars', 'Particulars on the bank statement; New Zealand only.'),
    Code: text('Code', 'Code on the bank statement; New Zealand only.'),
    Details: text('Details', 'Details on the bank statement; not in New Zealand.'),
    Narrative: text('Narrative', 'Text of the statement line; United Kingdom only.'),
    IsReconciled: boolean('IsReconciled', 'Whether it is matched with a bank statement line.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['BatchPaymentID'],
  references: [{ columns: ['AccountID'], table: 'Accounts' }],
  filters: [
    byPath('BatchPaymentID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('BatchPaymentID', 'BatchPaymentID'),
    whereEnum('Type', 'Type'),
    whereEnum('Status', 'Status'),
    whereDate('Date', 'Date'),
    whereReference('AccountID', 'Account.AccountID'),
  ],
});

export const BatchPaymentPayments = defineTable({
  schema,
  name: 'BatchPaymentPayments',
  description: 'Payments that batches are made of, as each batch lists them.',
  endpoint,
  rowPath: ['Payments'],
  aliasPrefix: 'Payment',
  columns: {
    PaymentID: uuid('PaymentID', 'Key of the payment.'),
    BatchPaymentID: parent(uuid('BatchPaymentID', 'Key of the batch it belongs to.')),
    InvoiceID: uuid('Invoice.InvoiceID', 'Key of the invoice it pays.', {
      aliases: ['Payment_InvoiceID'],
    }),
    InvoiceCurrencyCode: text('Invoice.CurrencyCode', 'Currency of the invoice it pays.'),
    Amount: money('Amount', 'Amount paid, in the currency of the document.'),
    BankAmount: money('BankAmount', 'Amount paid, in the currency of the bank account.'),
    Reference: text('Reference', 'Description of the payment.'),
    BankAccountNumber: text('BankAccountNumber', 'Bank account of the supplier it was paid into.'),
    Particulars: text('Particulars', 'Particulars on the statement of the supplier.'),
    Details: text('Details', 'Details on the statement of the supplier.'),
    BatchPaymentType: parent(text('Type', 'Type of the batch.', { values: BATCH_PAYMENT_TYPES })),
    BatchPaymentStatus: parent(
      text('Status', 'Status of the batch.', { values: BATCH_PAYMENT_STATUSES }),
    ),
    BatchPaymentDate: parent(date('Date', 'Day of the batch.')),
    BatchPaymentUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the batch.')),
  },
  key: ['BatchPaymentID', 'PaymentID'],
  references: [
    { columns: ['BatchPaymentID'], table: 'BatchPayments' },
    { columns: ['PaymentID'], table: 'Payments' },
    { columns: ['InvoiceID'], table: 'Invoices' },
  ],
  filters: [
    byPath('BatchPaymentID'),
    modifiedSince('BatchPaymentUpdatedDateUTC'),
    whereKey('BatchPaymentID', 'BatchPaymentID'),
    whereEnum('BatchPaymentType', 'Type'),
    whereEnum('BatchPaymentStatus', 'Status'),
    whereDate('BatchPaymentDate', 'Date'),
  ],
});
