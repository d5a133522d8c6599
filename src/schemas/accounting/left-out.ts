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
const SINGLE_ONLY = 'Filled only when one document is read by its key; lists leave it empty.';
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
  ].map((field) => ({ field, reason: WRITE_ANSWER })),

  ...['Invoice.Attachments', 'Contact.Attachments', 'ContactGroup.Contacts'].map((field) => ({
    field,
    reason: SINGLE_ONLY,
  })),

  ...[
    'Invoice.UpdatedDateUTCString',
    'CreditNote.UpdatedDateUTCString',
    'Payment.UpdatedDateUTCString',
  ].map((field) => ({ field, reason: SAME_INSTANT })),

  { field: 'Organisation.APIKey', reason: 'A secret for linking organisations.' },

  // ------------------------------------------- objects that are tables of their own
  {
    field: 'Invoice.Contact.*',
    reason: 'Lists name the contact only; the rest is in Contacts, by ContactID.',
  },
  {
    field: 'CreditNote.Contact.*',
    reason: 'Lists name the contact only; the rest is in Contacts, by ContactID.',
  },
  {
    field: 'BankTransaction.Contact.*',
    reason: 'Lists name the contact only; the rest is in Contacts, by ContactID.',
  },
  {
    field: 'BankTransaction.BankAccount.*',
    reason: 'The rest of the account is in Accounts, by BankAccountID.',
  },
  {
    field: 'Contact.BrandingTheme.*',
    reason: 'The rest of the theme belongs to the branding themes, by BrandingThemeID.',
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
    reason: 'Lists name the prepayment only; the rest belongs to the prepayments.',
  },
  {
    field: 'Payment.Overpayment.*',
    reason: 'Lists name the overpayment only; the rest belongs to the overpayments.',
  },
  {
    field: 'Payment.Account.*',
    reason: 'Lists name the account only; the rest is in Accounts, by AccountID.',
  },
  {
    field: 'Payment.BatchPayment.*',
    reason: 'The rest of the batch belongs to the batch payments, by BatchPaymentID.',
  },
  {
    field: 'Allocation.Invoice.*',
    reason: 'The rest of the invoice is in Invoices, by InvoiceID.',
  },
  {
    field: 'Allocation.CreditNote',
    reason: 'The credit note that the list of allocations stands in: CreditNoteID.',
  },
  {
    field: 'Allocation.Prepayment',
    reason: 'Allocations of prepayments; a credit note has none.',
  },
  {
    field: 'Allocation.Overpayment',
    reason: 'Allocations of overpayments; a credit note has none.',
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
    reason: 'An invoice lists prepayments in short; the rest belongs to the prepayments.',
  },
  {
    field: 'Invoices.Overpayments.*',
    reason: 'An invoice lists overpayments in short; the rest belongs to the overpayments.',
  },
  {
    field: 'CreditNotes.Payments.*',
    reason: 'A credit note lists its payments in short; the rest is in Payments, by PaymentID.',
  },
  {
    field: 'Contacts.ContactGroups.*',
    reason: 'The members of a group are the rows of ContactGroupMembers.',
  },

  // ------------------------------------------------------------ said by another field
  { field: 'LineItem.Item.Code', reason: 'The same as ItemCode.' },
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
];
