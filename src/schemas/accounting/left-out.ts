/**
 * Fields of Xero's GET answers that no table shows, each with its reason: the tables are complete
 * but for these. A field is named by its schema in the OpenAPI file, or by the list and path where
 * only that place leaves it out. `Payment.Invoice.*` is whatever of it is not shown.
 */
export interface LeftOutField {
  readonly field: string;
  readonly reason: string;
}

const WRITE_ANSWER = 'Answers to writes only.';
const ATTACHED = 'The files are the rows of the tables called Attachments…, read by document.';
const NO_LINE_KEY = 'The lines have no key that their parts could refer to them by.';
const CONTACT_ELSEWHERE = 'Lists name the contact only; the rest is in Contacts, by ContactID.';
const SAME_DAY = 'The same day as the date beside it, as text.';
const SAME_INSTANT = 'The same instant as UpdatedDateUTC, as text.';

export const LEFT_OUT: readonly LeftOutField[] = [
  ...[
    'Account.ValidationErrors',
    'Contact.ValidationErrors',
    'Contact.HasValidationErrors',
    'Contact.StatusAttributeString',
    'Invoice.HasErrors',
    'Invoice.StatusAttributeString',
    'Invoice.ValidationErrors',
    'Invoice.Warnings',
    'CreditNote.HasErrors',
    'CreditNote.StatusAttributeString',
    'CreditNote.ValidationErrors',
    'CreditNote.Warnings',
    'Allocation.StatusAttributeString',
    'Allocation.ValidationErrors',
    'Payment.HasValidationErrors',
    'Payment.StatusAttributeString',
    'Payment.ValidationErrors',
    'Payment.Warnings',
    'BankTransaction.StatusAttributeString',
    'BankTransaction.ValidationErrors',
    'Item.StatusAttributeString',
    'Item.ValidationErrors',
    'BankTransfer.ValidationErrors',
    'BatchPayment.ValidationErrors',
    'Receipt.ValidationErrors',
    'Receipt.Warnings',
    'LinkedTransaction.ValidationErrors',
    'Employee.StatusAttributeString',
    'Employee.ValidationErrors',
    'ManualJournal.StatusAttributeString',
    'ManualJournal.ValidationErrors',
    'ManualJournal.Warnings',
    'PaymentService.ValidationErrors',
    'PurchaseOrder.StatusAttributeString',
    'PurchaseOrder.ValidationErrors',
    'PurchaseOrder.Warnings',
    'Quote.StatusAttributeString',
    'Quote.ValidationErrors',
  ].map((field) => ({ field, reason: WRITE_ANSWER })),

  ...[
    'Invoice.Attachments',
    'Contact.Attachments',
    'Receipt.Attachments',
    'ManualJournal.Attachments',
    'Overpayment.Attachments',
    'Prepayment.Attachments',
    'PurchaseOrder.Attachments',
    'RepeatingInvoice.Attachments',
  ].map((field) => ({ field, reason: ATTACHED })),

  ...[
    'ManualJournalLine.Tracking',
    'Overpayments.LineItems.Tracking',
    'Overpayments.LineItems.TaxBreakdown',
    'Prepayments.LineItems.Tracking',
    'Prepayments.LineItems.TaxBreakdown',
  ].map((field) => ({ field, reason: NO_LINE_KEY })),

  ...['BatchPayment.DateString', 'Quote.DateString', 'Quote.ExpiryDateString'].map((field) => ({
    field,
    reason: SAME_DAY,
  })),

  ...[
    'Invoice.UpdatedDateUTCString',
    'CreditNote.UpdatedDateUTCString',
    'Payment.UpdatedDateUTCString',
    'Overpayment.UpdatedDateUTCString',
    'Prepayment.UpdatedDateUTCString',
  ].map((field) => ({ field, reason: SAME_INSTANT })),

  { field: 'Organisation.APIKey', reason: 'A secret for linking organisations.' },

  // ------------------------------------------- objects that are tables of their own
  ...[
    'Invoice',
    'CreditNote',
    'BankTransaction',
    'Overpayment',
    'Prepayment',
    'PurchaseOrder',
    'Quote',
    'RepeatingInvoice',
    'Receipt',
  ].map((document) => ({ field: `${document}.Contact.*`, reason: CONTACT_ELSEWHERE })),
  {
    field: 'BankTransfer.FromBankAccount.*',
    reason: 'The rest of the account is in Accounts, by FromBankAccountID.',
  },
  {
    field: 'BankTransfer.ToBankAccount.*',
    reason: 'The rest of the account is in Accounts, by ToBankAccountID.',
  },
  {
    field: 'BatchPayment.Account.*',
    reason: 'The rest of the account is in Accounts, by AccountID.',
  },
  {
    field: 'ExpenseClaim.User.*',
    reason: 'The rest of the user is in Users, by UserID.',
  },
  {
    field: 'Receipt.User.*',
    reason: 'The rest of the user is in Users, by UserID.',
  },
  {
    field: 'BankTransaction.BankAccount.*',
    reason: 'The rest of the account is in Accounts, by BankAccountID.',
  },
  {
    field: 'Contact.BrandingTheme.*',
    reason: 'The rest of the theme is in BrandingThemes, by BrandingThemeID.',
  },
  {
    field: 'Payment.Invoice.*',
    reason: 'Lists name the invoice only; the rest is in Invoices, by InvoiceID.',
  },
  {
    field: 'Payment.CreditNote.*',
    reason: 'Lists name the credit note only; the rest is in CreditNotes, by CreditNoteID.',
  },
  {
    field: 'Payment.Prepayment.*',
    reason: 'Lists name the prepayment only; the rest is in Prepayments, by PrepaymentID.',
  },
  {
    field: 'Payment.Overpayment.*',
    reason: 'Lists name the overpayment only; the rest is in Overpayments, by OverpaymentID.',
  },
  {
    field: 'Payment.Account.*',
    reason: 'Lists name the account only; the rest is in Accounts, by AccountID.',
  },
  {
    field: 'Payment.BatchPayment.*',
    reason: 'The rest of the batch is in BatchPayments, by BatchPaymentID.',
  },
  {
    field: 'Allocation.Invoice.*',
    reason: 'The rest of the invoice is in Invoices, by InvoiceID.',
  },
  {
    field: 'Allocation.CreditNote',
    reason: 'The credit note that the list stands in: CreditNoteID; others have none.',
  },
  {
    field: 'Allocation.Prepayment',
    reason: 'The prepayment that the list stands in: PrepaymentID; others have none.',
  },
  {
    field: 'Allocation.Overpayment',
    reason: 'The overpayment that the list stands in: OverpaymentID; others have none.',
  },

  // ------------------------------------------------------ lists of other documents
  {
    field: 'Invoices.Payments.*',
    reason: 'An invoice lists its payments in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'Invoices.CreditNotes.*',
    reason: 'An invoice lists credit notes in short; the rest is in CreditNotes.',
  },
  {
    field: 'Invoices.Prepayments.*',
    reason: 'An invoice lists prepayments in short; the rest is in Prepayments.',
  },
  {
    field: 'Invoices.Overpayments.*',
    reason: 'An invoice lists overpayments in short; the rest is in Overpayments.',
  },
  {
    field: 'CreditNotes.Payments.*',
    reason: 'A credit note lists its payments in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'Overpayments.Payments.*',
    reason: 'An overpayment lists its refunds in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'Prepayments.Payments.*',
    reason: 'A prepayment lists its refunds in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'BatchPayments.Payments.*',
    reason: 'A batch lists its payments in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'Contacts.ContactGroups.*',
    reason: 'The members of a group are the rows of ContactGroupMembers.',
  },

  {
    field: 'ExpenseClaims.Payments.*',
    reason: 'A claim lists its payments in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'ExpenseClaims.Receipts.LineItems',
    reason: 'The lines of a receipt are in ReceiptLineItems, which a join reads by ReceiptID.',
  },
  {
    field: 'ContactGroups.Contacts',
    reason: 'The members of a group are the rows of ContactGroupMembers.',
  },

  // -------------------------------------------------------------------- reports
  ...['ReportWithRow.ReportTitle', 'ReportWithRow.ReportTitles'].map((field) => ({
    field,
    reason: 'Its name, organisation and days in words: the table, TenantName and the parameters.',
  })),
  {
    field: 'ReportWithRow.Fields',
    reason: 'Extras of some published reports; those that are tables have none.',
  },
  ...['Report.ReportType', 'Report.ReportTitle', 'Report.ReportDate', 'Report.UpdatedDateUTC'].map(
    (field) => ({ field, reason: 'It says TenNinetyNine, its year, or when it was asked for.' }),
  ),

  // ------------------------------------------------------------ said by another field
  { field: 'LineItem.Item.Code', reason: 'The same as ItemCode.' },
  { field: 'BatchPayment.Amount', reason: 'For writes; reads have it in TotalAmount.' },
  { field: 'ExpenseClaim.ReceiptID', reason: 'For writes; a claim lists its receipts.' },
  { field: 'RepeatingInvoice.ID', reason: 'The same as RepeatingInvoiceID.' },
  {
    field: 'RepeatingInvoices.LineItems.RepeatingInvoiceID',
    reason: 'The template that the line stands in: RepeatingInvoiceID.',
  },
  { field: 'Payment.InvoiceNumber', reason: 'For writes; reads have it in Invoice.' },
  { field: 'Payment.CreditNoteNumber', reason: 'For writes; reads have it in CreditNote.' },
  { field: 'Payment.Code', reason: 'For writes; reads have it in Account.' },
  {
    field: 'TrackingOption.TrackingCategoryID',
    reason: 'The category that the list of options stands in: TrackingCategoryID.',
  },
  {
    field: 'TrackingCategories.TrackingOptionID',
    reason: 'Present where a line is tagged; a category has Options.',
  },
  {
    field: 'TrackingCategories.Option',
    reason: 'Present where a line is tagged; a category has Options.',
  },
  {
    field: 'Journals.JournalLines.TrackingCategories.Status',
    reason: 'Present in the list of categories: TrackingCategories.Status.',
  },
  {
    field: 'Journals.JournalLines.TrackingCategories.Options',
    reason: 'Present in the list of categories: TrackingOptions.',
  },
  {
    field: 'Budgets.Tracking.Status',
    reason: 'Present in the list of categories: TrackingCategories.Status.',
  },
  {
    field: 'Budgets.Tracking.Options',
    reason: 'Present in the list of categories: TrackingOptions.',
  },
];
