import { boolean, date, decimal, defineTable, money, text, timestamp, uuid } from '../define.ts';
import {
  byPath,
  modifiedSince,
  whereDate,
  whereEnum,
  whereKey,
  whereReference,
  whereText,
} from '../filters.ts';
import { payments as endpoint } from './endpoints.ts';
import {
  BATCH_PAYMENT_STATUSES,
  BATCH_PAYMENT_TYPES,
  INVOICE_TYPES,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
} from './enumerations.ts';

/** A refund of a credit note can come as an `Invoice` whose Type is that of a credit note. */
export const Payments = defineTable({
  schema: 'ACCOUNTING',
  name: 'Payments',
  aliases: ['Payment'],
  description: 'Payments of invoices and bills, and refunds of credits, one row each.',
  endpoint,
  columns: {
    PaymentID: uuid('PaymentID', 'Key of the payment.'),
    Date: date('Date', 'Day of the payment.'),
    PaymentType: text('PaymentType', 'What kind of document it pays.', {
      values: PAYMENT_TYPES,
    }),
    Status: text('Status', 'Whether the payment stands.', { values: PAYMENT_STATUSES }),
    Amount: money('Amount', 'Amount paid, in the currency of the document.'),
    BankAmount: money('BankAmount', 'Amount paid, in the currency of the bank account.'),
    CurrencyRate: decimal('CurrencyRate', 'Units of the document currency to one of the base.'),
    Reference: text('Reference', 'Description of the payment.'),
    InvoiceID: uuid('Invoice.InvoiceID', 'Key of the invoice it pays.'),
    InvoiceNumber: text('Invoice.InvoiceNumber', 'Number of the invoice it pays.'),
    InvoiceType: text('Invoice.Type', 'Type of the invoice it pays.', { values: INVOICE_TYPES }),
    InvoiceCurrencyCode: text('Invoice.CurrencyCode', 'Currency of the invoice it pays.'),
    InvoiceContactID: uuid(
      'Invoice.Contact.ContactID',
      'Key of the customer or supplier of the invoice.',
    ),
    InvoiceContactName: text(
      'Invoice.Contact.Name',
      'Name of the customer or supplier of the invoice.',
    ),
    CreditNoteID: uuid('CreditNote.CreditNoteID', 'Key of the credit note it refunds.'),
    CreditNoteNumber: text('CreditNote.CreditNoteNumber', 'Number of the credit note it refunds.'),
    PrepaymentID: uuid('Prepayment.PrepaymentID', 'Key of the prepayment it refunds.'),
    OverpaymentID: uuid('Overpayment.OverpaymentID', 'Key of the overpayment it refunds.'),
    AccountID: uuid('Account.AccountID', 'Key of the account it was paid from or into.'),
    AccountCode: text('Account.Code', 'Code of the account it was paid from or into.'),
    IsReconciled: boolean('IsReconciled', 'Whether it is matched with a bank statement line.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    BatchPaymentID: uuid('BatchPaymentID', 'Key of the batch it was made in.'),
    BatchPaymentDate: date('BatchPayment.Date', 'Day of the batch.'),
    BatchPaymentType: text('BatchPayment.Type', 'Whether the batch pays or receives.', {
      values: BATCH_PAYMENT_TYPES,
    }),
    BatchPaymentStatus: text('BatchPayment.Status', 'Whether the batch stands.', {
      values: BATCH_PAYMENT_STATUSES,
    }),
    BatchPaymentTotalAmount: money('BatchPayment.TotalAmount', 'Total of the batch.'),
    HasAccount: boolean('HasAccount', 'Whether an account is attached to the payment.'),
    BankAccountNumber: text('BankAccountNumber', 'Bank account of the supplier it was paid into.'),
    Particulars: text('Particulars', 'Particulars on the statement of the supplier.'),
    Details: text('Details', 'Details on the statement of the supplier.'),
  },
  key: ['PaymentID'],
  references: [
    { columns: ['InvoiceID'], table: 'Invoices' },
    { columns: ['CreditNoteID'], table: 'CreditNotes' },
    { columns: ['PrepaymentID'], table: 'Prepayments' },
    { columns: ['OverpaymentID'], table: 'Overpayments' },
    { columns: ['BatchPaymentID'], table: 'BatchPayments' },
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['InvoiceContactID'], table: 'Contacts', targetColumns: ['ContactID'] },
  ],
  filters: [
    byPath('PaymentID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('PaymentID', 'PaymentID'),
    whereReference('InvoiceID', 'Invoice.InvoiceID'),
    whereEnum('PaymentType', 'PaymentType'),
    whereEnum('Status', 'Status'),
    whereDate('Date', 'Date'),
    whereText('Reference', 'Reference'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});
