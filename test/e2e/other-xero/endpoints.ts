/** What each list takes and how it is answered, from Xero's OpenAPI files. */
import type { Collection } from './books.ts';

export interface List {
  readonly collection: Collection;
  /** The member that holds the list; null: the answer is the list. */
  readonly items: string | null;
  readonly key: string;
  readonly paging: 'sized' | 'hundred' | 'whole' | 'offset' | 'files';
  /** Whether the answer is wrapped and dated as those of accounting and payroll. */
  readonly dotNet: boolean;
  /** Most documents of a page. */
  readonly most?: number;
  readonly defaultSize?: number;
  readonly where?: boolean;
  /** Columns that `order` is documented with. */
  readonly order?: readonly string[];
  /** Parameters: name → field that equals one of its values. */
  readonly equal?: Readonly<Record<string, string>>;
  /** Parameters that bound a field: name → [field, whether from below]. */
  readonly bounds?: Readonly<Record<string, readonly [string, boolean]>>;
  readonly others?: readonly string[];
  /** Fields that lists which are not paged leave out. */
  readonly onlyPaged?: readonly string[];
  /** Fields that `summaryOnly` leaves out. */
  readonly notInSummary?: readonly string[];
  readonly changed?: string;
}

const LINES = ['LineItems'];
const accounting = (
  collection: Collection,
  key: string,
  differences: Partial<List> = {},
): List => ({
  collection,
  items: collection,
  key,
  paging: 'whole',
  dotNet: true,
  where: true,
  changed: 'UpdatedDateUTC',
  ...differences,
});
const sized = (
  collection: Collection,
  key: string,
  order: readonly string[],
  differences: Partial<List> = {},
): List =>
  accounting(collection, key, {
    paging: 'sized',
    most: 1_000,
    defaultSize: 100,
    order: [key, 'UpdatedDateUTC', ...order],
    onlyPaged: LINES,
    ...differences,
  });
const payroll = (collection: Collection, items: string, key: string): List => ({
  collection,
  items,
  key,
  paging: 'hundred',
  dotNet: true,
  where: true,
  order: ['EmailAddress', 'FirstName', 'LastName', 'UpdatedDateUTC'],
  changed: 'UpdatedDateUTC',
});
const project = (collection: Collection, key: string, differences: Partial<List> = {}): List => ({
  collection,
  items: 'items',
  key,
  paging: 'sized',
  dotNet: false,
  most: 500,
  defaultSize: 50,
  ...differences,
});

export const LISTS: Readonly<Record<string, List>> = {
  '/api.xro/2.0/Organisation': accounting('Organisation', 'OrganisationID', {
    items: 'Organisations',
    where: false,
  }),
  '/api.xro/2.0/Accounts': accounting('Accounts', 'AccountID', { order: ['Name'] }),
  '/api.xro/2.0/ContactGroups': accounting('ContactGroups', 'ContactGroupID', { order: ['Name'] }),
  '/api.xro/2.0/Currencies': accounting('Currencies', 'Code', { order: ['Code'] }),
  '/api.xro/2.0/Items': accounting('Items', 'ItemID', { order: ['Code'], others: ['unitdp'] }),
  '/api.xro/2.0/TaxRates': accounting('TaxRates', 'TaxType', { order: ['Name'] }),
  '/api.xro/2.0/TrackingCategories': accounting('TrackingCategories', 'TrackingCategoryID', {
    order: ['Name'],
    others: ['includeArchived'],
  }),
  '/api.xro/2.0/Users': accounting('Users', 'UserID', { order: ['LastName'] }),
  '/api.xro/2.0/Contacts': sized('Contacts', 'ContactID', ['Name'], {
    equal: { IDs: 'ContactID' },
    others: ['includeArchived', 'summaryOnly', 'searchTerm'],
    onlyPaged: ['ContactPersons', 'Balances'],
    notInSummary: [
      'Addresses',
      'Phones',
      'ContactGroups',
      'ContactPersons',
      'Balances',
      'HasAttachments',
      'IsCustomer',
      'IsSupplier',
    ],
  }),
  '/api.xro/2.0/Invoices': sized('Invoices', 'InvoiceID', ['Date', 'InvoiceNumber'], {
    equal: {
      IDs: 'InvoiceID',
      InvoiceNumbers: 'InvoiceNumber',
      ContactIDs: 'Contact.ContactID',
      Statuses: 'Status',
    },
    others: ['includeArchived', 'createdByMyApp', 'unitdp', 'summaryOnly', 'searchTerm'],
    notInSummary: ['LineItems', 'Payments', 'HasAttachments', 'CISDeduction', 'CurrencyRate'],
  }),
  '/api.xro/2.0/CreditNotes': sized('CreditNotes', 'CreditNoteID', ['Date', 'CreditNoteNumber'], {
    others: ['unitdp'],
  }),
  '/api.xro/2.0/Payments': sized('Payments', 'PaymentID', ['Date', 'Amount']),
  '/api.xro/2.0/BankTransactions': sized(
    'BankTransactions',
    'BankTransactionID',
    ['Date', 'Type'],
    { others: ['unitdp'] },
  ),
  '/api.xro/2.0/ManualJournals': sized('ManualJournals', 'ManualJournalID', ['Date'], {
    onlyPaged: ['JournalLines'],
  }),
  '/api.xro/2.0/PurchaseOrders': sized(
    'PurchaseOrders',
    'PurchaseOrderID',
    ['Date', 'PurchaseOrderNumber'],
    {
      where: false,
      equal: { Status: 'Status' },
      bounds: { DateFrom: ['Date', true], DateTo: ['Date', false] },
      onlyPaged: [],
    },
  ),
  '/api.xro/2.0/Quotes': accounting('Quotes', 'QuoteID', {
    paging: 'hundred',
    where: false,
    order: ['Status', 'QuoteID', 'Date', 'UpdatedDateUTC'],
    equal: { Status: 'Status', ContactID: 'Contact.ContactID', QuoteNumber: 'QuoteNumber' },
    bounds: { DateFrom: ['Date', true], DateTo: ['Date', false] },
  }),
  '/api.xro/2.0/Journals': accounting('Journals', 'JournalID', {
    paging: 'offset',
    where: false,
    others: ['paymentsOnly'],
    changed: 'CreatedDateUTC',
  }),
  '/assets.xro/1.0/Assets': {
    collection: 'Assets',
    items: 'items',
    key: 'assetId',
    paging: 'sized',
    dotNet: false,
    most: 200,
    defaultSize: 10,
    equal: { status: 'assetStatus' },
    others: ['orderBy', 'sortDirection', 'filterBy'],
  },
  '/files.xro/1.0/Files': {
    collection: 'Files',
    items: 'Items',
    key: 'Id',
    paging: 'files',
    dotNet: false,
    others: ['sort', 'direction'],
  },
  '/files.xro/1.0/Folders': {
    collection: 'Folders',
    items: null,
    key: 'Id',
    paging: 'whole',
    dotNet: false,
    others: ['sort'],
  },
  '/projects.xro/2.0/Projects': project('Projects', 'projectId', {
    equal: { projectIds: 'projectId', contactID: 'contactId', states: 'status' },
  }),
  '/projects.xro/2.0/Projects/{projectId}/Tasks': project('Tasks', 'taskId', {
    equal: { taskIds: 'taskId', chargeType: 'chargeType' },
  }),
  '/projects.xro/2.0/Projects/{projectId}/Time': project('TimeEntries', 'timeEntryId', {
    equal: { userId: 'userId', taskId: 'taskId', states: 'status' },
    bounds: { dateAfterUtc: ['dateUtc', true], dateBeforeUtc: ['dateUtc', false] },
    others: ['invoiceId', 'contactId', 'isChargeable'],
  }),
  '/payroll.xro/1.0/Employees': payroll('PayrollEmployees', 'Employees', 'EmployeeID'),
  '/payroll.xro/1.0/PayRuns': payroll('PayRuns', 'PayRuns', 'PayRunID'),
  '/payroll.xro/1.0/Timesheets': payroll('Timesheets', 'Timesheets', 'TimesheetID'),
};
