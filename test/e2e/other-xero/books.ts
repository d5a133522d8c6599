/**
 * Books for the other stand-in of Xero, from a generator of its own: plain documents with Xero's
 * field names. Days are `2026-01-31`, instants `2026-01-31T10:00:00.000Z`; null is a field that has
 * no value. How they go over the wire is `wire.ts`'s.
 */

export type Value = string | number | boolean | null | readonly Value[] | Doc;
export interface Doc {
  readonly [field: string]: Value;
}

/** As text; '' for nothing and for what has parts. */
export const textOf = (value: Value | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';

export type Collection =
  | 'Organisation'
  | 'Accounts'
  | 'BankTransactions'
  | 'ContactGroups'
  | 'Contacts'
  | 'CreditNotes'
  | 'Currencies'
  | 'Invoices'
  | 'Items'
  | 'Journals'
  | 'ManualJournals'
  | 'Payments'
  | 'PurchaseOrders'
  | 'Quotes'
  | 'TaxRates'
  | 'TrackingCategories'
  | 'Users'
  | 'Assets'
  | 'Files'
  | 'Folders'
  | 'Projects'
  | 'Tasks'
  | 'TimeEntries'
  | 'PayrollEmployees'
  | 'PayRuns'
  | 'Timesheets';

export interface Books {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly collections: Readonly<Record<Collection, readonly Doc[]>>;
}

/** Which numbers a collection has: the sizes at which paging goes wrong. */
export interface Sizes {
  readonly contacts: number;
  readonly invoices: number;
  readonly payments: number;
  readonly journals: number;
  readonly quotes: number;
  readonly employees: number;
  readonly files: number;
  readonly projects: number;
}

/** Xorshift32. */
function generator(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const DAY_MS = 86_400_000;
const day = (offset: number): string =>
  new Date(Date.UTC(2024, 6, 1) + offset * DAY_MS).toISOString().slice(0, 10);
const instant = (offset: number, ms: number): string =>
  new Date(Date.UTC(2024, 6, 1) + offset * DAY_MS + ms).toISOString();

const NAMES = [
  'Ōtaki Timber',
  'van der Berg & Zonen',
  "O'Hara Bros",
  'ACME',
  'acme',
  'Zoë "Z" Ltd',
  'North_West 100%',
  'Søren\\Partners',
];

/** The books of one organisation; the same seed gives the same. */
export function makeBooks(
  seed: number,
  tenant: Pick<Books, 'tenantId' | 'tenantName'>,
  sizes: Sizes,
): Books {
  const below = generator(seed);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const cents = (most: number): number => below(most * 100) / 100;
  const guid = (): string => {
    const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  const some = <T>(count: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const changed = (): string => instant(below(800), below(DAY_MS));
  const round = (value: number): number => Math.round(value * 100) / 100;
  const sum = (values: readonly number[]): number => round(values.reduce((a, b) => a + b, 0));

  const accounts = some(12, (index) => {
    const type = oneOf(['REVENUE', 'EXPENSE', 'CURRENT', 'DIRECTCOSTS']);
    return {
      AccountID: guid(),
      Code: String(100 + index * 20),
      Name: `Account ${index}`,
      Type: index < 2 ? 'BANK' : type,
      Class: index < 2 ? 'ASSET' : type === 'REVENUE' ? 'REVENUE' : 'EXPENSE',
      Status: index === 5 ? 'ARCHIVED' : 'ACTIVE',
      TaxType: 'OUTPUT',
      Description: index % 3 === 0 ? null : `Books of ${index}`,
      BankAccountNumber: index < 2 ? `0101230123${index}00` : null,
      CurrencyCode: index < 2 ? 'NZD' : null,
      EnablePaymentsToAccount: index % 4 === 1,
      ShowInExpenseClaims: false,
      HasAttachments: false,
      UpdatedDateUTC: changed(),
    };
  });
  const contacts = some(sizes.contacts, (index) => ({
    ContactID: guid(),
    Name: index < NAMES.length ? (NAMES[index] as string) : `${oneOf(NAMES)} ${index}`,
    ContactNumber: index % 5 === 0 ? `C-${index}` : null,
    AccountNumber: null,
    ContactStatus: 'ACTIVE',
    FirstName: index % 2 === 0 ? null : 'Kim',
    LastName: index % 2 === 0 ? null : oneOf(['Lee', 'Ngata', 'Śliwa']),
    EmailAddress: index % 3 === 0 ? '' : `c${index}@example.com`,
    IsCustomer: index % 2 === 0,
    IsSupplier: index % 3 === 0,
    Addresses:
      index % 4 === 0
        ? []
        : [
            { AddressType: 'STREET', City: oneOf(['Ōtaki', 'Perth', '']), Country: 'NZ' },
            ...(index % 2 === 0 ? [{ AddressType: 'POBOX', City: null, PostalCode: '6011' }] : []),
          ],
    Phones: index % 6 === 0 ? [{ PhoneType: 'DEFAULT', PhoneNumber: '5551234' }] : [],
    ContactGroups: [],
    ContactPersons: [],
    Balances:
      index % 3 === 1
        ? null
        : {
            AccountsReceivable: { Outstanding: cents(9000), Overdue: cents(90) },
            AccountsPayable: { Outstanding: 0, Overdue: 0 },
          },
    HasAttachments: index % 7 === 0,
    UpdatedDateUTC: changed(),
  }));
  const contactOf = (): Doc => {
    const { ContactID, Name } = oneOf(contacts);
    return { ContactID, Name };
  };
  const categories = some(2, (index) => ({
    TrackingCategoryID: guid(),
    Name: ['Region', 'Crew'][index] as string,
    Status: 'ACTIVE',
    Options: some(3, (option) => ({
      TrackingOptionID: guid(),
      Name: `Option ${option}`,
      Status: 'ACTIVE',
    })),
  }));
  const lines = (count: number): readonly Doc[] =>
    some(count, () => {
      const category = oneOf(categories);
      const option = oneOf(category.Options);
      const account = oneOf(accounts);
      return {
        LineItemID: guid(),
        Description: oneOf(['Hire', 'Two-by-four', '', null]),
        Quantity: below(50) / 4,
        UnitAmount: below(1_000_000) / 10_000,
        LineAmount: cents(5000),
        TaxAmount: cents(50),
        TaxType: 'OUTPUT',
        AccountCode: account.Code,
        AccountID: account.AccountID,
        ItemCode: null,
        DiscountRate: below(4) === 0 ? 12.5 : null,
        Tracking:
          below(3) === 0
            ? []
            : [
                {
                  TrackingCategoryID: category.TrackingCategoryID,
                  TrackingOptionID: option.TrackingOptionID,
                  Name: category.Name,
                  Option: option.Name,
                },
              ],
      };
    });
  const amounts = (
    items: readonly Doc[],
  ): { SubTotal: number; TotalTax: number; Total: number } => {
    const SubTotal = sum(items.map(({ LineAmount }) => LineAmount as number));
    const TotalTax = sum(items.map(({ TaxAmount }) => TaxAmount as number));
    return { SubTotal, TotalTax, Total: round(SubTotal + TotalTax) };
  };
  const RATES = [1, 1.082345, 0.0001, 152.3];
  const invoices = some(sizes.invoices, (index) => {
    const Type = oneOf(['ACCREC', 'ACCPAY']);
    const Status = oneOf(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'PAID', 'VOIDED']);
    const LineItems = lines(1 + below(3));
    const { SubTotal, TotalTax, Total } =
      index === 3
        ? { SubTotal: 9_876_543_210.99, TotalTax: 0, Total: 9_876_543_210.99 }
        : amounts(LineItems);
    const issued = below(800);
    const paid = Status === 'PAID' ? Total : 0;
    return {
      InvoiceID: guid(),
      InvoiceNumber:
        Type === 'ACCREC' ? `INV-${String(index).padStart(4, '0')}` : oneOf(['', `b/${index}`]),
      Type,
      Status,
      Contact: contactOf(),
      Date: day(issued),
      DueDate: index % 11 === 0 ? null : day(issued + 14),
      FullyPaidOnDate: Status === 'PAID' ? day(issued + below(40)) : null,
      Reference: Type === 'ACCREC' ? oneOf(['PO 7', 'po 7', null]) : null,
      LineAmountTypes: 'Exclusive',
      SubTotal,
      TotalTax,
      Total,
      AmountPaid: paid,
      AmountDue: round(Total - paid),
      AmountCredited: 0,
      CurrencyCode: oneOf(['NZD', 'AUD']),
      CurrencyRate: oneOf(RATES),
      SentToContact: index % 2 === 0,
      HasAttachments: index % 9 === 0,
      IsDiscounted: false,
      UpdatedDateUTC: changed(),
      LineItems,
      Payments: [],
      CreditNotes: [],
      Prepayments: [],
      Overpayments: [],
    };
  });
  const creditNotes = some(17, (index) => {
    const LineItems = lines(1);
    const target = oneOf(invoices);
    const all = amounts(LineItems);
    return {
      CreditNoteID: guid(),
      CreditNoteNumber: `CN-${index}`,
      Type: oneOf(['ACCRECCREDIT', 'ACCPAYCREDIT']),
      Status: oneOf(['AUTHORISED', 'PAID']),
      Contact: contactOf(),
      Date: day(below(800)),
      LineAmountTypes: 'NoTax',
      ...all,
      RemainingCredit: 0,
      CurrencyCode: 'NZD',
      CurrencyRate: 1,
      HasAttachments: false,
      UpdatedDateUTC: changed(),
      LineItems,
      Allocations: [
        {
          AllocationID: guid(),
          Amount: all.Total,
          Date: day(below(800)),
          Invoice: { InvoiceID: target.InvoiceID, InvoiceNumber: target.InvoiceNumber },
        },
      ],
    };
  });
  const payments = some(sizes.payments, (index) => {
    const paid = oneOf(invoices);
    return {
      PaymentID: guid(),
      Date: day(below(830)),
      Amount: cents(2000),
      BankAmount: cents(2000),
      Reference: oneOf(['', 'wire', null]),
      CurrencyRate: oneOf(RATES),
      PaymentType: paid.Type === 'ACCREC' ? 'ACCRECPAYMENT' : 'ACCPAYPAYMENT',
      Status: index % 10 === 0 ? 'DELETED' : 'AUTHORISED',
      IsReconciled: index % 2 === 0,
      HasAccount: true,
      Account: { AccountID: oneOf(accounts).AccountID, Code: '100' },
      Invoice: {
        InvoiceID: paid.InvoiceID,
        InvoiceNumber: paid.InvoiceNumber,
        Type: paid.Type,
        CurrencyCode: paid.CurrencyCode,
        Contact: paid.Contact,
      },
      UpdatedDateUTC: changed(),
    };
  });
  const bankTransactions = some(60, (index) => {
    const LineItems = lines(1 + (index % 2));
    return {
      BankTransactionID: guid(),
      Type: oneOf(['SPEND', 'RECEIVE']),
      Status: index % 8 === 0 ? 'DELETED' : 'AUTHORISED',
      Contact: contactOf(),
      BankAccount: {
        AccountID: accounts[index % 2]?.AccountID ?? '',
        Code: '100',
        Name: 'Account 0',
      },
      Date: day(below(800)),
      Reference: null,
      IsReconciled: index % 3 === 0,
      LineAmountTypes: 'Inclusive',
      ...amounts(LineItems),
      CurrencyCode: 'NZD',
      HasAttachments: false,
      UpdatedDateUTC: changed(),
      LineItems,
    };
  });
  let number = 0;
  const journals = some(sizes.journals, () => {
    // numbers have gaps: what was rolled back keeps its number
    number += 1 + below(7);
    const net = cents(800);
    const posting = (amount: number): Doc => {
      const { AccountID, Code, Name, Type } = oneOf(accounts);
      return {
        JournalLineID: guid(),
        AccountID,
        AccountCode: Code,
        AccountName: Name,
        AccountType: Type,
        Description: oneOf(['', null, 'Hire']),
        NetAmount: amount,
        GrossAmount: amount,
        TaxAmount: 0,
        TrackingCategories: [],
      };
    };
    return {
      JournalID: guid(),
      JournalNumber: number,
      JournalDate: day(below(800)),
      CreatedDateUTC: changed(),
      Reference: oneOf(['PO 7', null]),
      SourceType: oneOf(['ACCREC', 'ACCPAY', 'CASHREC']),
      SourceID: oneOf(invoices).InvoiceID,
      JournalLines: [posting(net), posting(-net)],
    };
  });
  const manualJournals = some(21, (index) => ({
    ManualJournalID: guid(),
    Narration: `Accrual ${index}`,
    Date: day(below(800)),
    Status: oneOf(['DRAFT', 'POSTED']),
    LineAmountTypes: 'NoTax',
    ShowOnCashBasisReports: true,
    HasAttachments: false,
    UpdatedDateUTC: changed(),
    JournalLines: [100.1, -100.1].map((LineAmount) => ({
      LineAmount,
      AccountCode: oneOf(accounts).Code,
      Description: null,
    })),
  }));
  const order = (key: string, numbered: string, statuses: readonly string[]) => (index: number) => {
    const LineItems = lines(1 + below(2));
    return {
      [key]: guid(),
      [`${numbered}Number`]: `${numbered}-${index}`,
      Status: oneOf(statuses),
      Contact: contactOf(),
      Date: day(below(800)),
      ...amounts(LineItems),
      CurrencyCode: 'NZD',
      CurrencyRate: 1,
      UpdatedDateUTC: changed(),
      LineItems,
    };
  };
  const employees = some(sizes.employees, (index) => ({
    EmployeeID: guid(),
    FirstName: oneOf(['Ana', 'Bo']),
    LastName: `Worker ${index}`,
    Status: index % 6 === 0 ? 'TERMINATED' : 'ACTIVE',
    Email: index % 2 === 0 ? null : `w${index}@example.com`,
    DateOfBirth: day(-9_000 - below(11_000)),
    StartDate: day(below(700)),
    UpdatedDateUTC: changed(),
  }));
  const money = (value: number): Doc => ({ currency: 'NZD', value });
  const projects = some(sizes.projects, (index) => ({
    projectId: guid(),
    contactId: oneOf(contacts).ContactID,
    name: `Project ${index}`,
    currencyCode: 'NZD',
    status: index % 3 === 0 ? 'CLOSED' : 'INPROGRESS',
    minutesLogged: below(5000),
    deadlineUtc: index % 2 === 0 ? null : changed(),
    totalTaskAmount: money(cents(900)),
    totalInvoiced: money(cents(900)),
  }));
  const tasks = some(sizes.projects * 2, (index) => ({
    taskId: guid(),
    projectId: projects[index % projects.length]?.projectId ?? '',
    name: `Task ${index}`,
    status: 'ACTIVE',
    chargeType: oneOf(['TIME', 'FIXED']),
    rate: money(cents(200)),
    totalMinutes: below(900),
  }));
  return {
    ...tenant,
    collections: {
      Organisation: [
        {
          OrganisationID: tenant.tenantId,
          Name: tenant.tenantName,
          BaseCurrency: 'NZD',
          CountryCode: 'NZ',
          FinancialYearEndDay: 31,
          FinancialYearEndMonth: 3,
          CreatedDateUTC: changed(),
          IsDemoCompany: false,
          Addresses: [],
          Phones: [],
          ExternalLinks: [],
        },
      ],
      Accounts: accounts,
      Contacts: contacts,
      ContactGroups: some(2, (index) => ({
        ContactGroupID: guid(),
        Name: `Group ${index}`,
        Status: 'ACTIVE',
      })),
      Invoices: invoices,
      CreditNotes: creditNotes,
      Payments: payments,
      BankTransactions: bankTransactions,
      Journals: journals,
      ManualJournals: manualJournals,
      PurchaseOrders: some(
        13,
        order('PurchaseOrderID', 'PurchaseOrder', ['DRAFT', 'AUTHORISED', 'BILLED']),
      ),
      Quotes: some(sizes.quotes, order('QuoteID', 'Quote', ['DRAFT', 'SENT', 'ACCEPTED'])),
      Items: some(9, (index) => ({
        ItemID: guid(),
        Code: `I${index}`,
        Name: `Item ${index}`,
        IsSold: true,
        IsPurchased: index % 2 === 0,
        IsTrackedAsInventory: false,
        SalesDetails: { UnitPrice: below(1_000_000) / 10_000, AccountCode: '200' },
        PurchaseDetails: index % 2 === 0 ? { UnitPrice: cents(90) } : null,
        UpdatedDateUTC: changed(),
      })),
      TaxRates: [
        {
          TaxType: 'OUTPUT',
          Name: 'GST on Income',
          Status: 'ACTIVE',
          EffectiveRate: 12.5,
          DisplayTaxRate: 12.5,
          CanApplyToRevenue: true,
          TaxComponents: [{ Name: 'GST', Rate: 12.5, IsCompound: false, IsNonRecoverable: false }],
        },
      ],
      TrackingCategories: categories,
      Currencies: [{ Code: 'NZD', Description: 'New Zealand Dollar' }],
      Users: some(3, (index) => ({
        UserID: guid(),
        FirstName: 'U',
        LastName: `User ${index}`,
        EmailAddress: `u${index}@example.com`,
        OrganisationRole: 'STANDARD',
        IsSubscriber: index === 0,
        UpdatedDateUTC: changed(),
      })),
      Assets: some(26, (index) => ({
        assetId: guid(),
        assetName: `Asset ${index}`,
        assetNumber: `FA-${String(index).padStart(4, '0')}`,
        assetStatus: oneOf(['Draft', 'Registered', 'Disposed']),
        purchaseDate: day(below(700)),
        purchasePrice: cents(9000),
        accountingBookValue: cents(9000),
        canRollback: true,
      })),
      Files: some(sizes.files, (index) => ({
        Id: guid(),
        Name: `scan ${index}.pdf`,
        MimeType: 'application/pdf',
        Size: below(4_000_000),
        CreatedDateUtc: changed(),
        UpdatedDateUtc: changed(),
        FolderId: null,
      })),
      Folders: [{ Id: guid(), Name: 'Inbox', FileCount: sizes.files, IsInbox: true }],
      Projects: projects,
      Tasks: tasks,
      TimeEntries: some(30, (index) => {
        const { taskId, projectId } = oneOf(tasks);
        return {
          timeEntryId: guid(),
          userId: guid(),
          projectId,
          taskId,
          dateUtc: changed(),
          duration: below(400),
          description: index % 2 === 0 ? null : 'on site',
          status: 'ACTIVE',
        };
      }),
      PayrollEmployees: employees,
      PayRuns: some(4, (index) => ({
        PayRunID: guid(),
        PayRunPeriodStartDate: day(index * 14),
        PayRunPeriodEndDate: day(index * 14 + 13),
        PaymentDate: day(index * 14 + 15),
        PayRunStatus: index === 3 ? 'DRAFT' : 'POSTED',
        Wages: cents(9000),
        NetPay: cents(7000),
        UpdatedDateUTC: changed(),
      })),
      Timesheets: some(9, () => ({
        TimesheetID: guid(),
        EmployeeID: oneOf(employees).EmployeeID,
        StartDate: day(below(700)),
        EndDate: day(710),
        Status: oneOf(['DRAFT', 'APPROVED']),
        Hours: below(400) / 10,
        UpdatedDateUTC: changed(),
        TimesheetLines: [],
      })),
    },
  };
}
