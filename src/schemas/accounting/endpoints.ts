/** The lists of the accounting API that tables are read from. */
import type { Endpoint, Paging } from '../model.ts';

const PAGED: Paging = { kind: 'page', sizeParam: 'pageSize', maxSize: 1_000 };
/** Pages whose size Xero sets. */
const PAGED_BY_HUNDRED: Paging = { kind: 'page', sizeParam: null, maxSize: 100 };
const WHOLE: Paging = { kind: 'whole' };

const SETTINGS = scopes('accounting.settings.read');
const CONTACTS = scopes('accounting.contacts.read');
const INVOICES = scopes('accounting.transactions.read', 'accounting.invoices.read');
const PAYMENTS = scopes('accounting.transactions.read', 'accounting.payments.read');
const BANK_TRANSACTIONS = scopes(
  'accounting.transactions.read',
  'accounting.banktransactions.read',
);
const MANUAL_JOURNALS = scopes('accounting.transactions.read', 'accounting.manualjournals.read');
const EXPENSES = scopes('accounting.transactions.read', 'accounting.classicexpenses.read');
const BUDGETS = scopes('accounting.budgets.read');
const JOURNALS = scopes('accounting.journals.read');
/** It has no read-only form. */
const PAYMENT_SERVICES = scopes('paymentservices');

/** Unit amounts are rounded to two decimals unless four are asked for. */
const FOUR_DECIMALS = { unitdp: '4' };

export const organisation = endpoint('Organisation', SETTINGS, {
  items: 'Organisations',
  cacheable: true,
});

export const accounts = endpoint('Accounts', SETTINGS, { idField: 'AccountID', cacheable: true });

export const contacts = endpoint('Contacts', CONTACTS, {
  ...paged('ContactID'),
  summaryParam: 'summaryOnly',
  archivedParam: 'includeArchived',
});

export const contactGroups = endpoint('ContactGroups', CONTACTS, { idField: 'ContactGroupID' });

export const invoices = endpoint('Invoices', INVOICES, {
  ...paged('InvoiceID'),
  fixedParams: FOUR_DECIMALS,
  summaryParam: 'summaryOnly',
  archivedParam: 'includeArchived',
  splitBy: 'Date',
});

export const creditNotes = endpoint('CreditNotes', INVOICES, {
  ...paged('CreditNoteID'),
  splitBy: 'Date',
  fixedParams: FOUR_DECIMALS,
});

export const payments = endpoint('Payments', PAYMENTS, {
  ...paged('PaymentID'),
  splitBy: 'Date',
  mostInOrder: 100_000,
});

export const bankTransactions = endpoint('BankTransactions', BANK_TRANSACTIONS, {
  ...paged('BankTransactionID'),
  splitBy: 'Date',
  fixedParams: FOUR_DECIMALS,
});

export const items = endpoint('Items', SETTINGS, {
  idField: 'ItemID',
  fixedParams: FOUR_DECIMALS,
});

export const taxRates = endpoint('TaxRates', SETTINGS, { cacheable: true });

export const trackingCategories = endpoint('TrackingCategories', SETTINGS, {
  idField: 'TrackingCategoryID',
  cacheable: true,
  archivedParam: 'includeArchived',
});

export const currencies = endpoint('Currencies', SETTINGS, { cacheable: true });

export const users = endpoint('Users', SETTINGS, { idField: 'UserID', cacheable: true });

export const employees = endpoint('Employees', SETTINGS, { idField: 'EmployeeID' });

export const journals = endpoint('Journals', JOURNALS, {
  idField: 'JournalID',
  paging: { kind: 'offset', param: 'offset', cursor: 'JournalNumber', size: 100 },
});

export const organisationActions = endpoint('Organisation/Actions', SETTINGS, {
  items: 'Actions',
});

export const brandingThemes = endpoint('BrandingThemes', SETTINGS, {
  idField: 'BrandingThemeID',
  cacheable: true,
});

export const invoiceReminderSettings = endpoint('InvoiceReminders/Settings', SETTINGS, {
  items: 'InvoiceReminders',
});

export const paymentServices = endpoint('PaymentServices', PAYMENT_SERVICES, {
  idField: 'PaymentServiceID',
});

export const budgets = endpoint('Budgets', BUDGETS, { idField: 'BudgetID' });

/** Deleted transfers are left out unless asked for; every other list has its deleted documents. */
export const bankTransfers = endpoint('BankTransfers', BANK_TRANSACTIONS, {
  idField: 'BankTransferID',
  fixedParams: { includeDeleted: 'true' },
});

export const batchPayments = endpoint('BatchPayments', PAYMENTS, { idField: 'BatchPaymentID' });

export const overpayments = endpoint('Overpayments', PAYMENTS, {
  ...paged('OverpaymentID'),
  fixedParams: FOUR_DECIMALS,
});

export const prepayments = endpoint('Prepayments', PAYMENTS, {
  ...paged('PrepaymentID'),
  fixedParams: FOUR_DECIMALS,
});

export const purchaseOrders = endpoint('PurchaseOrders', INVOICES, paged('PurchaseOrderID'));

export const quotes = endpoint('Quotes', INVOICES, {
  ...paged('QuoteID'),
  paging: PAGED_BY_HUNDRED,
});

export const repeatingInvoices = endpoint('RepeatingInvoices', INVOICES, {
  idField: 'RepeatingInvoiceID',
});

/** It takes no order: its pages stay stable only as far as Xero keeps them so. */
export const linkedTransactions = endpoint('LinkedTransactions', INVOICES, {
  paging: PAGED_BY_HUNDRED,
  idField: 'LinkedTransactionID',
});

export const manualJournals = endpoint('ManualJournals', MANUAL_JOURNALS, {
  ...paged('ManualJournalID'),
  splitBy: 'Date',
});

export const expenseClaims = endpoint('ExpenseClaims', EXPENSES, { idField: 'ExpenseClaimID' });

export const receipts = endpoint('Receipts', EXPENSES, {
  idField: 'ReceiptID',
  fixedParams: FOUR_DECIMALS,
});

// ------------------------------------------------------------------------- reports

const REPORT_SCOPES = {
  ProfitAndLoss: 'profitandloss',
  BalanceSheet: 'balancesheet',
  TrialBalance: 'trialbalance',
  BankSummary: 'banksummary',
  BankStatement: 'bankstatement',
  BudgetSummary: 'budgetsummary',
  ExecutiveSummary: 'executivesummary',
  AgedReceivablesByContact: 'aged',
  AgedPayablesByContact: 'aged',
  TenNinetyNine: 'tenninetynine',
} as const;

export type ReportName = keyof typeof REPORT_SCOPES;

/** A report by its name; null: the list of published ones. */
export const report = (name: ReportName | null): Endpoint =>
  endpoint(
    name === null ? 'Reports' : `Reports/${name}`,
    scopes(
      'accounting.reports.read',
      `accounting.reports.${name === null ? 'taxreports' : REPORT_SCOPES[name]}.read`,
    ),
    { items: 'Reports' },
  );

/** One of the published reports, with its lines. */
export const publishedReport: Endpoint = { ...report(null), path: '/Reports/{ReportID}' };

// ------------------------------------------------- what is read one document at a time

/** One document of a list by its key, with what the list leaves out. */
export const single = (list: Endpoint, key: string): Endpoint => ({
  ...list,
  path: `${list.path}/{${key}}`,
  paging: { kind: 'single' },
  stableOrder: null,
  summaryParam: null,
  archivedParam: null,
  fixedParams: list.fixedParams['unitdp'] === undefined ? {} : FOUR_DECIMALS,
});

export const budget = single(budgets, 'BudgetID');
export const receipt = single(receipts, 'ReceiptID');
export const expenseClaim = single(expenseClaims, 'ExpenseClaimID');

/** What hangs on the documents of a list: `/Invoices/{InvoiceID}/History`. */
export const partsOf = (
  list: Endpoint,
  key: string,
  name: string,
  items: string,
  differences: Partial<Endpoint> = {},
): Endpoint =>
  endpoint(`${list.path.slice(1)}/{${key}}/${name}`, list.scopes, { items, ...differences });

export const ATTACHMENTS = scopes('accounting.attachments.read');

/** A list that comes whole under the endpoint's own name, unless `differences` say otherwise. */
function endpoint(
  name: string,
  scopesOfList: Endpoint['scopes'],
  differences: Partial<Endpoint> = {},
): Endpoint {
  return {
    schema: 'ACCOUNTING',
    path: `/${name}`,
    items: name,
    paging: WHOLE,
    idField: null,
    stableOrder: null,
    fixedParams: {},
    summaryParam: null,
    archivedParam: null,
    splitBy: null,
    cacheable: false,
    scopes: scopesOfList,
    ...differences,
  };
}

/** Pages stay as they are while the books change only when ordered by a key that never changes. */
function paged(idField: string): Partial<Endpoint> {
  return { paging: PAGED, idField, stableOrder: `${idField} ASC` };
}

function scopes(broad: string, granular = broad): Endpoint['scopes'] {
  return { broad, granular };
}
