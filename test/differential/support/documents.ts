/**
 * Which table and column of the oracle holds which field of Xero's documents. Written from the
 * documentation of Xero and of our tables, not from the table definitions, so that a mistake in
 * those shows as a difference.
 *
 * A column is `Name type` when the field bears its name, else `Name type path`; `../` is the
 * document that a child stands in, `#` the place of a child in its list, from 1.
 */
import type { CollectionName } from '../../../fixtures/books/index.ts';

export interface Mapping<Name extends string = CollectionName> {
  readonly table: string;
  readonly collection: Name;
  /** The lists to descend into. */
  readonly lists: readonly string[];
  readonly columns: string;
}

const of = (
  table: string,
  collection: CollectionName,
  lists: readonly string[],
  columns: string,
): Mapping => ({ table, collection, lists, columns });

const ADDRESS = `AddressType text, AddressLine1 text, AddressLine2 text, AddressLine3 text,
  AddressLine4 text, City text, Region text, PostalCode text, Country text, AttentionTo text`;
const PHONE = 'PhoneType text, PhoneNumber text, PhoneAreaCode text, PhoneCountryCode text';
const TERMS = `PaymentTermsBillsDay integer PaymentTerms.Bills.Day,
  PaymentTermsBillsType text PaymentTerms.Bills.Type,
  PaymentTermsSalesDay integer PaymentTerms.Sales.Day,
  PaymentTermsSalesType text PaymentTerms.Sales.Type`;
const LINE = `LineNumber integer #, Description text, Quantity decimal, UnitAmount decimal,
  LineAmount decimal, TaxAmount decimal, DiscountRate decimal, DiscountAmount decimal,
  AccountCode text, TaxType text, ItemCode text, ItemName text Item.Name, AccountID id,
  ItemID id Item.ItemID, RepeatingInvoiceID id, Taxability text, SalesTaxCodeId decimal`;
const TRACKING = 'TrackingCategoryID id, TrackingOptionID id, Name text, Option text';
const PAYMENT = `PaymentID id, Date date, Amount decimal, Reference text, CurrencyRate decimal,
  BatchPaymentID id, HasAccount boolean`;
const CONTACT_HEADER = 'ContactUpdatedDateUTC timestamp ../UpdatedDateUTC';
const DEFAULT_TRACKING = `ContactID id ../ContactID, Ordinal integer #, TrackingCategoryName text,
  TrackingOptionName text, ${CONTACT_HEADER}`;

/** What a child repeats of the document `levels` above it. */
function header(document: string, levels = 1): string {
  const up = '../'.repeat(levels);
  return `${document}Type text ${up}Type, ${document}Status text ${up}Status,
    ${document}Date date ${up}Date, ${document}UpdatedDateUTC timestamp ${up}UpdatedDateUTC`;
}

const applied = (document: string): string => `InvoiceID id ../InvoiceID, ${document}ID id,
  Date date, AppliedAmount decimal, Total decimal, ${header('Invoice')}`;

export const MAPPINGS: readonly Mapping[] = [
  of(
    'Organisation',
    'Organisation',
    [],
    `OrganisationID id, Name text, LegalName text, BaseCurrency text, CountryCode text,
    OrganisationType text, OrganisationEntityType text, OrganisationStatus text,
    IsDemoCompany boolean, CreatedDateUTC timestamp, FinancialYearEndDay integer,
    FinancialYearEndMonth integer, PeriodLockDate date, EndOfYearLockDate date, PaysTax boolean,
    TaxNumber text, RegistrationNumber text, EmployerIdentificationNumber text,
    SalesTaxBasis text, SalesTaxPeriod text, DefaultSalesTax text, DefaultPurchasesTax text,
    ${TERMS}, Timezone text, LineOfBusiness text, Version text, Edition text, Class text,
    ShortCode text`,
  ),
  of(
    'OrganisationAddresses',
    'Organisation',
    ['Addresses'],
    `OrganisationID id ../OrganisationID, Ordinal integer #, ${ADDRESS}`,
  ),
  of(
    'OrganisationPhones',
    'Organisation',
    ['Phones'],
    `OrganisationID id ../OrganisationID, Ordinal integer #, ${PHONE}`,
  ),
  of(
    'OrganisationExternalLinks',
    'Organisation',
    ['ExternalLinks'],
    'OrganisationID id ../OrganisationID, Ordinal integer #, LinkType text, Url text, Description text',
  ),
  of(
    'Accounts',
    'Accounts',
    [],
    `AccountID id, Code text, Name text, Type text, Class text, Status text, Description text,
    TaxType text, CurrencyCode text, BankAccountNumber text, BankAccountType text,
    SystemAccount text, EnablePaymentsToAccount boolean, ShowInExpenseClaims boolean,
    AddToWatchlist boolean, ReportingCode text, ReportingCodeName text, HasAttachments boolean,
    UpdatedDateUTC timestamp`,
  ),
  of(
    'Contacts',
    'Contacts',
    [],
    `ContactID id, Name text, ContactNumber text, AccountNumber text, ContactStatus text,
    FirstName text, LastName text, EmailAddress text, UpdatedDateUTC timestamp,
    IsCustomer boolean, IsSupplier boolean,
    BalancesAccountsReceivableOutstanding decimal Balances.AccountsReceivable.Outstanding,
    BalancesAccountsReceivableOverdue decimal Balances.AccountsReceivable.Overdue,
    BalancesAccountsPayableOutstanding decimal Balances.AccountsPayable.Outstanding,
    BalancesAccountsPayableOverdue decimal Balances.AccountsPayable.Overdue,
    DefaultCurrency text, TaxNumber text, TaxNumberType text, CompanyNumber text, Website text,
    Discount decimal, AccountsReceivableTaxType text, AccountsPayableTaxType text,
    SalesDefaultAccountCode text, PurchasesDefaultAccountCode text,
    SalesDefaultLineAmountType text, PurchasesDefaultLineAmountType text, ${TERMS},
    BankAccountDetails text,
    BatchPaymentsBankAccountNumber text BatchPayments.BankAccountNumber,
    BatchPaymentsBankAccountName text BatchPayments.BankAccountName,
    BatchPaymentsDetails text BatchPayments.Details, BatchPaymentsCode text BatchPayments.Code,
    BatchPaymentsReference text BatchPayments.Reference,
    BrandingThemeID id BrandingTheme.BrandingThemeID, BrandingThemeName text BrandingTheme.Name,
    TrackingCategoryName text, TrackingCategoryOption text, MergedToContactID id,
    XeroNetworkKey text, HasAttachments boolean`,
  ),
  of(
    'ContactAddresses',
    'Contacts',
    ['Addresses'],
    `ContactID id ../ContactID, Ordinal integer #, ${ADDRESS}, ${CONTACT_HEADER}`,
  ),
  of(
    'ContactPhones',
    'Contacts',
    ['Phones'],
    `ContactID id ../ContactID, Ordinal integer #, ${PHONE}, ${CONTACT_HEADER}`,
  ),
  of(
    'ContactPersons',
    'Contacts',
    ['ContactPersons'],
    `ContactID id ../ContactID, Ordinal integer #, FirstName text, LastName text,
    EmailAddress text, IncludeInEmails boolean, ${CONTACT_HEADER}`,
  ),
  of('ContactSalesTracking', 'Contacts', ['SalesTrackingCategories'], DEFAULT_TRACKING),
  of('ContactPurchasesTracking', 'Contacts', ['PurchasesTrackingCategories'], DEFAULT_TRACKING),
  of('ContactGroups', 'ContactGroups', [], 'ContactGroupID id, Name text, Status text'),
  of(
    'ContactGroupMembers',
    'Contacts',
    ['ContactGroups'],
    `ContactGroupID id, ContactID id ../ContactID, ContactGroupName text Name,
    ContactGroupStatus text Status, ${CONTACT_HEADER}`,
  ),
  of(
    'Invoices',
    'Invoices',
    [],
    `InvoiceID id, InvoiceNumber text, Type text, Status text, Date date, DueDate date,
    ContactID id Contact.ContactID, ContactName text Contact.Name, Reference text,
    SubTotal decimal, TotalTax decimal, Total decimal, AmountDue decimal, AmountPaid decimal,
    AmountCredited decimal, CurrencyCode text, CurrencyRate decimal, UpdatedDateUTC timestamp,
    LineAmountTypes text, FullyPaidOnDate date, ExpectedPaymentDate date,
    PlannedPaymentDate date, TotalDiscount decimal, CISDeduction decimal, CISRate decimal,
    SentToContact boolean, IsDiscounted boolean, HasAttachments boolean, BrandingThemeID id,
    RepeatingInvoiceID id, Url text`,
  ),
  of(
    'InvoiceLineItems',
    'Invoices',
    ['LineItems'],
    `LineItemID id, InvoiceID id ../InvoiceID, ${LINE}, ${header('Invoice')}`,
  ),
  of(
    'InvoiceLineItemTracking',
    'Invoices',
    ['LineItems', 'Tracking'],
    `InvoiceID id ../../InvoiceID, LineItemID id ../LineItemID, ${TRACKING}, ${header('Invoice', 2)}`,
  ),
  of(
    'InvoicePayments',
    'Invoices',
    ['Payments'],
    `InvoiceID id ../InvoiceID, ${PAYMENT}, ${header('Invoice')}`,
  ),
  of(
    'InvoiceCreditNotes',
    'Invoices',
    ['CreditNotes'],
    `InvoiceID id ../InvoiceID, CreditNoteID id, CreditNoteNumber text, Date date,
    AppliedAmount decimal, Total decimal, ${header('Invoice')}`,
  ),
  of('InvoicePrepayments', 'Invoices', ['Prepayments'], applied('Prepayment')),
  of('InvoiceOverpayments', 'Invoices', ['Overpayments'], applied('Overpayment')),
  of(
    'CreditNotes',
    'CreditNotes',
    [],
    `CreditNoteID id, CreditNoteNumber text, Type text, Status text, Date date, DueDate date,
    ContactID id Contact.ContactID, ContactName text Contact.Name, Reference text,
    SubTotal decimal, TotalTax decimal, Total decimal, RemainingCredit decimal,
    AppliedAmount decimal, CurrencyCode text, CurrencyRate decimal, UpdatedDateUTC timestamp,
    LineAmountTypes text, FullyPaidOnDate date, CISDeduction decimal, CISRate decimal,
    SentToContact boolean, HasAttachments boolean, BrandingThemeID id`,
  ),
  of(
    'CreditNoteLineItems',
    'CreditNotes',
    ['LineItems'],
    `LineItemID id, CreditNoteID id ../CreditNoteID, ${LINE}, ${header('CreditNote')}`,
  ),
  of(
    'CreditNoteLineItemTracking',
    'CreditNotes',
    ['LineItems', 'Tracking'],
    `CreditNoteID id ../../CreditNoteID, LineItemID id ../LineItemID, ${TRACKING},
    ${header('CreditNote', 2)}`,
  ),
  of(
    'CreditNoteAllocations',
    'CreditNotes',
    ['Allocations'],
    `AllocationID id, CreditNoteID id ../CreditNoteID, InvoiceID id Invoice.InvoiceID,
    InvoiceNumber text Invoice.InvoiceNumber, Date date, Amount decimal, IsDeleted boolean,
    ${header('CreditNote')}`,
  ),
  of(
    'CreditNotePayments',
    'CreditNotes',
    ['Payments'],
    `CreditNoteID id ../CreditNoteID, ${PAYMENT}, ${header('CreditNote')}`,
  ),
  of(
    'Payments',
    'Payments',
    [],
    `PaymentID id, Date date, PaymentType text, Status text, Amount decimal, BankAmount decimal,
    CurrencyRate decimal, Reference text, InvoiceID id Invoice.InvoiceID,
    InvoiceNumber text Invoice.InvoiceNumber, InvoiceType text Invoice.Type,
    InvoiceCurrencyCode text Invoice.CurrencyCode,
    InvoiceContactID id Invoice.Contact.ContactID,
    InvoiceContactName text Invoice.Contact.Name, CreditNoteID id CreditNote.CreditNoteID,
    CreditNoteNumber text CreditNote.CreditNoteNumber,
    PrepaymentID id Prepayment.PrepaymentID, OverpaymentID id Overpayment.OverpaymentID,
    AccountID id Account.AccountID, AccountCode text Account.Code, IsReconciled boolean,
    UpdatedDateUTC timestamp, BatchPaymentID id, BatchPaymentDate date BatchPayment.Date,
    BatchPaymentType text BatchPayment.Type, BatchPaymentStatus text BatchPayment.Status,
    BatchPaymentTotalAmount decimal BatchPayment.TotalAmount, HasAccount boolean,
    BankAccountNumber text, Particulars text, Details text`,
  ),
  of(
    'BankTransactions',
    'BankTransactions',
    [],
    `BankTransactionID id, Type text, Status text, Date date, ContactID id Contact.ContactID,
    ContactName text Contact.Name, BankAccountID id BankAccount.AccountID,
    BankAccountCode text BankAccount.Code, BankAccountName text BankAccount.Name,
    Reference text, SubTotal decimal, TotalTax decimal, Total decimal, CurrencyCode text,
    CurrencyRate decimal, IsReconciled boolean, UpdatedDateUTC timestamp, LineAmountTypes text,
    PrepaymentID id, OverpaymentID id, HasAttachments boolean, Url text`,
  ),
  of(
    'BankTransactionLineItems',
    'BankTransactions',
    ['LineItems'],
    `LineItemID id, BankTransactionID id ../BankTransactionID, ${LINE},
    ${header('BankTransaction')}`,
  ),
  of(
    'BankTransactionLineItemTracking',
    'BankTransactions',
    ['LineItems', 'Tracking'],
    `BankTransactionID id ../../BankTransactionID, LineItemID id ../LineItemID, ${TRACKING},
    ${header('BankTransaction', 2)}`,
  ),
  of(
    'Items',
    'Items',
    [],
    `ItemID id, Code text, Name text, Description text, PurchaseDescription text,
    SalesDetailsUnitPrice decimal SalesDetails.UnitPrice,
    SalesDetailsAccountCode text SalesDetails.AccountCode,
    SalesDetailsTaxType text SalesDetails.TaxType,
    SalesDetailsCOGSAccountCode text SalesDetails.COGSAccountCode,
    PurchaseDetailsUnitPrice decimal PurchaseDetails.UnitPrice,
    PurchaseDetailsAccountCode text PurchaseDetails.AccountCode,
    PurchaseDetailsCOGSAccountCode text PurchaseDetails.COGSAccountCode,
    PurchaseDetailsTaxType text PurchaseDetails.TaxType, IsSold boolean, IsPurchased boolean,
    IsTrackedAsInventory boolean, QuantityOnHand decimal, TotalCostPool decimal,
    InventoryAssetAccountCode text, UpdatedDateUTC timestamp`,
  ),
  of(
    'TaxRates',
    'TaxRates',
    [],
    `TaxType text, Name text, Status text, EffectiveRate decimal, DisplayTaxRate decimal,
    ReportTaxType text, CanApplyToAssets boolean, CanApplyToEquity boolean,
    CanApplyToExpenses boolean, CanApplyToLiabilities boolean, CanApplyToRevenue boolean`,
  ),
  of(
    'TaxComponents',
    'TaxRates',
    ['TaxComponents'],
    `TaxType text ../TaxType, Ordinal integer #, Name text, Rate decimal, IsCompound boolean,
    IsNonRecoverable boolean`,
  ),
  of(
    'TrackingCategories',
    'TrackingCategories',
    [],
    'TrackingCategoryID id, Name text, Status text',
  ),
  of(
    'TrackingOptions',
    'TrackingCategories',
    ['Options'],
    'TrackingOptionID id, TrackingCategoryID id ../TrackingCategoryID, Name text, Status text',
  ),
  of('Currencies', 'Currencies', [], 'Code text, Description text'),
  of(
    'Users',
    'Users',
    [],
    `UserID id, FirstName text, LastName text, EmailAddress text, OrganisationRole text,
    IsSubscriber boolean, UpdatedDateUTC timestamp`,
  ),
  of(
    'Journals',
    'Journals',
    [],
    `JournalID id, JournalNumber integer, JournalDate date, CreatedDateUTC timestamp,
    Reference text, SourceType text, SourceID id`,
  ),
  of(
    'JournalLines',
    'Journals',
    ['JournalLines'],
    `JournalLineID id, JournalID id ../JournalID, LineNumber integer #, AccountCode text,
    AccountName text, AccountType text, Description text, NetAmount decimal,
    GrossAmount decimal, TaxAmount decimal, TaxType text, TaxName text, AccountID id,
    PostingNumber integer ../JournalNumber, PostingDate date ../JournalDate,
    JournalReference text ../Reference, JournalSourceType text ../SourceType,
    JournalSourceID id ../SourceID,
    JournalCreatedDateUTC timestamp ../CreatedDateUTC`,
  ),
  of(
    'JournalLineTracking',
    'Journals',
    ['JournalLines', 'TrackingCategories'],
    `JournalID id ../../JournalID, JournalLineID id ../JournalLineID, ${TRACKING},
    PostingNumber integer ../../JournalNumber, PostingDate date ../../JournalDate,
    JournalReference text ../../Reference, JournalSourceType text ../../SourceType,
    JournalSourceID id ../../SourceID,
    JournalCreatedDateUTC timestamp ../../CreatedDateUTC`,
  ),
];
