import type { TableDefinition } from '../model.ts';
import { Accounts } from './accounts.ts';
import {
  BankTransactionLineItems,
  BankTransactionLineItemTaxBreakdown,
  BankTransactionLineItemTracking,
  BankTransactions,
} from './bank-transactions.ts';
import {
  ContactAddresses,
  ContactGroupMembers,
  ContactGroups,
  ContactPersons,
  ContactPhones,
  ContactPurchasesTracking,
  Contacts,
  ContactSalesTracking,
} from './contacts.ts';
import {
  CreditNoteAddresses,
  CreditNoteAllocations,
  CreditNoteLineItems,
  CreditNoteLineItemTaxBreakdown,
  CreditNoteLineItemTracking,
  CreditNotePayments,
  CreditNotes,
} from './credit-notes.ts';
import {
  InvoiceAddresses,
  InvoiceCreditNotes,
  InvoiceLineItems,
  InvoiceLineItemTaxBreakdown,
  InvoiceLineItemTracking,
  InvoiceOverpayments,
  InvoicePayments,
  InvoicePrepayments,
  Invoices,
} from './invoices.ts';
import { Items } from './items.ts';
import { JournalLines, JournalLineTracking, Journals } from './journals.ts';
import {
  Organisation,
  OrganisationAddresses,
  OrganisationExternalLinks,
  OrganisationPhones,
} from './organisation.ts';
import { Payments } from './payments.ts';
import {
  Currencies,
  TaxComponents,
  TaxRates,
  TrackingCategories,
  TrackingOptions,
  Users,
} from './settings.ts';

/** The tables of the ACCOUNTING schema: each document, then what hangs on it. */
export const accountingTables: readonly TableDefinition[] = [
  Organisation,
  OrganisationAddresses,
  OrganisationPhones,
  OrganisationExternalLinks,
  Accounts,
  Contacts,
  ContactAddresses,
  ContactPhones,
  ContactPersons,
  ContactSalesTracking,
  ContactPurchasesTracking,
  ContactGroups,
  ContactGroupMembers,
  Invoices,
  InvoiceLineItems,
  InvoiceLineItemTracking,
  InvoiceLineItemTaxBreakdown,
  InvoicePayments,
  InvoiceCreditNotes,
  InvoicePrepayments,
  InvoiceOverpayments,
  InvoiceAddresses,
  CreditNotes,
  CreditNoteLineItems,
  CreditNoteLineItemTracking,
  CreditNoteLineItemTaxBreakdown,
  CreditNoteAllocations,
  CreditNotePayments,
  CreditNoteAddresses,
  Payments,
  BankTransactions,
  BankTransactionLineItems,
  BankTransactionLineItemTracking,
  BankTransactionLineItemTaxBreakdown,
  Items,
  TaxRates,
  TaxComponents,
  TrackingCategories,
  TrackingOptions,
  Currencies,
  Users,
  Journals,
  JournalLines,
  JournalLineTracking,
];
