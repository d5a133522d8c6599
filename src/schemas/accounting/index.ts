import type { TableDefinition } from '../model.ts';
import { Accounts } from './accounts.ts';
import {
  BankTransactionLineItems,
  BankTransactionLineItemTaxBreakdown,
  BankTransactionLineItemTracking,
  BankTransactions,
} from './bank-transactions.ts';
import {
  BankTransferFromTracking,
  BankTransfers,
  BankTransferToTracking,
} from './bank-transfers.ts';
import { BatchPaymentPayments, BatchPayments } from './batch-payments.ts';
import { BudgetLines, Budgets, BudgetTracking } from './budgets.ts';
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
  BrandingThemePaymentServices,
  ContactCISSettings,
  OnlineInvoices,
  OrganisationCISSettings,
} from './details.ts';
import { Employees } from './employees.ts';
import {
  ExpenseClaimPayments,
  ExpenseClaimReceipts,
  ExpenseClaims,
  ReceiptLineItems,
  ReceiptLineItemTaxBreakdown,
  ReceiptLineItemTracking,
  Receipts,
} from './expense-claims.ts';
import { attachmentTables, historyTables } from './history.ts';
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
import { LinkedTransactions } from './linked-transactions.ts';
import { ManualJournalLines, ManualJournals } from './manual-journals.ts';
import {
  Organisation,
  OrganisationActions,
  OrganisationAddresses,
  OrganisationExternalLinks,
  OrganisationPhones,
} from './organisation.ts';
import {
  OverpaymentAllocations,
  OverpaymentLineItems,
  OverpaymentPayments,
  Overpayments,
} from './overpayments.ts';
import { Payments } from './payments.ts';
import {
  PrepaymentAllocations,
  PrepaymentLineItems,
  PrepaymentPayments,
  Prepayments,
} from './prepayments.ts';
import {
  PurchaseOrderLineItems,
  PurchaseOrderLineItemTaxBreakdown,
  PurchaseOrderLineItemTracking,
  PurchaseOrders,
} from './purchase-orders.ts';
import {
  QuoteLineItems,
  QuoteLineItemTaxBreakdown,
  QuoteLineItemTracking,
  Quotes,
} from './quotes.ts';
import {
  RepeatingInvoiceLineItems,
  RepeatingInvoiceLineItemTaxBreakdown,
  RepeatingInvoiceLineItemTracking,
  RepeatingInvoices,
} from './repeating-invoices.ts';
import {
  AgedPayablesByContact,
  AgedReceivablesByContact,
  BalanceSheet,
  BankSummary,
  BudgetSummary,
  ExecutiveSummary,
  ProfitAndLoss,
  ReportCells,
  Reports,
  TenNinetyNine,
  TrialBalance,
} from './reports.ts';
import { BrandingThemes, InvoiceReminderSettings, PaymentServices } from './sales-settings.ts';
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
  OrganisationActions,
  OrganisationCISSettings,
  Accounts,
  Contacts,
  ContactAddresses,
  ContactPhones,
  ContactPersons,
  ContactSalesTracking,
  ContactPurchasesTracking,
  ContactGroups,
  ContactGroupMembers,
  ContactCISSettings,
  Invoices,
  InvoiceLineItems,
  InvoiceLineItemTracking,
  InvoiceLineItemTaxBreakdown,
  InvoicePayments,
  InvoiceCreditNotes,
  InvoicePrepayments,
  InvoiceOverpayments,
  InvoiceAddresses,
  OnlineInvoices,
  RepeatingInvoices,
  RepeatingInvoiceLineItems,
  RepeatingInvoiceLineItemTracking,
  RepeatingInvoiceLineItemTaxBreakdown,
  Quotes,
  QuoteLineItems,
  QuoteLineItemTracking,
  QuoteLineItemTaxBreakdown,
  PurchaseOrders,
  PurchaseOrderLineItems,
  PurchaseOrderLineItemTracking,
  PurchaseOrderLineItemTaxBreakdown,
  CreditNotes,
  CreditNoteLineItems,
  CreditNoteLineItemTracking,
  CreditNoteLineItemTaxBreakdown,
  CreditNoteAllocations,
  CreditNotePayments,
  CreditNoteAddresses,
  Overpayments,
  OverpaymentLineItems,
  OverpaymentAllocations,
  OverpaymentPayments,
  Prepayments,
  PrepaymentLineItems,
  PrepaymentAllocations,
  PrepaymentPayments,
  Payments,
  BatchPayments,
  BatchPaymentPayments,
  BankTransactions,
  BankTransactionLineItems,
  BankTransactionLineItemTracking,
  BankTransactionLineItemTaxBreakdown,
  BankTransfers,
  BankTransferFromTracking,
  BankTransferToTracking,
  ExpenseClaims,
  ExpenseClaimReceipts,
  ExpenseClaimPayments,
  Receipts,
  ReceiptLineItems,
  ReceiptLineItemTracking,
  ReceiptLineItemTaxBreakdown,
  LinkedTransactions,
  Items,
  TaxRates,
  TaxComponents,
  TrackingCategories,
  TrackingOptions,
  Currencies,
  Users,
  Employees,
  BrandingThemes,
  BrandingThemePaymentServices,
  PaymentServices,
  InvoiceReminderSettings,
  Budgets,
  BudgetTracking,
  BudgetLines,
  ManualJournals,
  ManualJournalLines,
  Journals,
  JournalLines,
  JournalLineTracking,
  ProfitAndLoss,
  BalanceSheet,
  TrialBalance,
  BankSummary,
  BudgetSummary,
  ExecutiveSummary,
  AgedReceivablesByContact,
  AgedPayablesByContact,
  TenNinetyNine,
  Reports,
  ReportCells,
  ...historyTables,
  ...attachmentTables,
];
