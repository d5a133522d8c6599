import {
  boolean,
  decimal,
  defineTable,
  money,
  notInSummary,
  parent,
  position,
  text,
  timestamp,
  uuid,
  type ColumnSpecs,
} from '../define.ts';
import { keyList, modifiedSince, whereMatch, whereText } from '../filters.ts';
import { contactGroups, contacts as endpoint } from './endpoints.ts';
import {
  CONTACT_GROUP_STATUSES,
  CONTACT_STATUSES,
  DEFAULT_LINE_AMOUNT_TYPES,
  TAX_NUMBER_TYPES,
} from './enumerations.ts';
import { PAYMENT_TERMS, PHONE, address } from './parts.ts';

const schema = 'ACCOUNTING';

/** Every column of a group, marked as absent from a `summaryOnly` answer. */
function allNotInSummary<C extends ColumnSpecs>(columns: C): C {
  const marked = Object.entries(columns).map(([name, spec]) => [name, notInSummary(spec)] as const);
  return Object.fromEntries(marked) as C;
}

/**
 * Xero documents which fields a `summaryOnly` answer lacks; users report that it lacks more. Only
 * what is sure to be there is left unmarked.
 *
 * There is no filter by path: `/Contacts/{id}` finds archived contacts that the list leaves out,
 * and the list takes `IDs` at the same cost.
 */
export const Contacts = defineTable({
  schema,
  name: 'Contacts',
  aliases: ['Contact'],
  description: 'Customers and suppliers; archived ones only when the connection includes them.',
  endpoint,
  columns: {
    ContactID: uuid('ContactID', 'Key of the contact.'),
    Name: text('Name', 'Name of the person or organisation.'),
    ContactNumber: text('ContactNumber', 'Identifier given by another system.'),
    AccountNumber: text('AccountNumber', 'Account number given by the user.'),
    ContactStatus: text('ContactStatus', 'Whether the contact is in use.', {
      values: CONTACT_STATUSES,
    }),
    FirstName: text('FirstName', 'First name of the main person.'),
    LastName: text('LastName', 'Last name of the main person.'),
    EmailAddress: text('EmailAddress', 'E-mail address of the main person.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change; balances do not count as one.'),
    ...allNotInSummary({
      IsCustomer: boolean('IsCustomer', 'Whether it has sales invoices.'),
      IsSupplier: boolean('IsSupplier', 'Whether it has bills.'),
      BalancesAccountsReceivableOutstanding: money(
        'Balances.AccountsReceivable.Outstanding',
        'Unpaid sales invoices, in the base currency.',
        { aliases: ['AccountsReceivableOutstanding'] },
      ),
      BalancesAccountsReceivableOverdue: money(
        'Balances.AccountsReceivable.Overdue',
        'Overdue sales invoices, in the base currency.',
        { aliases: ['AccountsReceivableOverdue'] },
      ),
      BalancesAccountsPayableOutstanding: money(
        'Balances.AccountsPayable.Outstanding',
        'Unpaid bills, in the base currency.',
        { aliases: ['AccountsPayableOutstanding'] },
      ),
      BalancesAccountsPayableOverdue: money(
        'Balances.AccountsPayable.Overdue',
        'Overdue bills, in the base currency.',
        { aliases: ['AccountsPayableOverdue'] },
      ),
      DefaultCurrency: text('DefaultCurrency', 'Currency of new invoices.'),
      TaxNumber: text('TaxNumber', 'Tax, VAT, GST or business number.'),
      TaxNumberType: text('TaxNumberType', 'Kind of tax number; US only.', {
        values: TAX_NUMBER_TYPES,
      }),
      CompanyNumber: text('CompanyNumber', 'Registration number of the company.'),
      Website: text('Website', 'Address of the website.'),
      Discount: decimal('Discount', 'Default discount in percent.'),
      AccountsReceivableTaxType: text(
        'AccountsReceivableTaxType',
        'Tax rate of new sales invoices, as in TaxRates.TaxType.',
      ),
      AccountsPayableTaxType: text(
        'AccountsPayableTaxType',
        'Tax rate of new bills, as in TaxRates.TaxType.',
      ),
      SalesDefaultAccountCode: text(
        'SalesDefaultAccountCode',
        'Code of the account for new sales lines.',
      ),
      PurchasesDefaultAccountCode: text(
        'PurchasesDefaultAccountCode',
        'Code of the account for new purchase lines.',
      ),
      SalesDefaultLineAmountType: text(
        'SalesDefaultLineAmountType',
        'Whether new sales lines include tax.',
        { values: DEFAULT_LINE_AMOUNT_TYPES },
      ),
      PurchasesDefaultLineAmountType: text(
        'PurchasesDefaultLineAmountType',
        'Whether new purchase lines include tax.',
        { values: DEFAULT_LINE_AMOUNT_TYPES },
      ),
      ...PAYMENT_TERMS,
      BankAccountDetails: text('BankAccountDetails', 'Number of the bank account.'),
      BatchPaymentsBankAccountNumber: text(
        'BatchPayments.BankAccountNumber',
        'Bank account number for batch payments.',
      ),
      BatchPaymentsBankAccountName: text(
        'BatchPayments.BankAccountName',
        'Bank account name for batch payments.',
      ),
      BatchPaymentsDetails: text('BatchPayments.Details', 'Details for batch payments.'),
      BatchPaymentsCode: text('BatchPayments.Code', 'Code for batch payments; NZ only.'),
      BatchPaymentsReference: text(
        'BatchPayments.Reference',
        'Reference for batch payments; NZ only.',
      ),
      BrandingThemeID: uuid('BrandingTheme.BrandingThemeID', 'Key of the branding theme.'),
      BrandingThemeName: text('BrandingTheme.Name', 'Name of the branding theme.'),
      TrackingCategoryName: text('TrackingCategoryName', 'Name of the default tracking category.'),
      TrackingCategoryOption: text(
        'TrackingCategoryOption',
        'Name of the default tracking option.',
      ),
      MergedToContactID: uuid('MergedToContactID', 'Key of the contact it was merged into.'),
      XeroNetworkKey: text('XeroNetworkKey', 'Key for invoicing from Xero to Xero.'),
      HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    }),
  },
  key: ['ContactID'],
  references: [{ columns: ['BrandingThemeID'], table: 'BrandingThemes' }],
  filters: [
    keyList('ContactID', 'IDs'),
    modifiedSince('UpdatedDateUTC'),
    whereText('Name', 'Name'),
    whereMatch('Name', 'Name'),
    whereText('EmailAddress', 'EmailAddress'),
    whereText('AccountNumber', 'AccountNumber'),
  ],
  sortable: ['UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const contactKey = parent(uuid('ContactID', 'Key of the contact it belongs to.'));
const contactHeader = {
  ContactUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the contact.')),
};
const filters = [keyList('ContactID', 'IDs'), modifiedSince('ContactUpdatedDateUTC')] as const;
const toContact = { columns: ['ContactID'], table: 'Contacts' } as const;
const ordinal = position('Place in the list of the contact, from 1.');

export const ContactAddresses = defineTable({
  schema,
  name: 'ContactAddresses',
  description: 'Addresses of contacts.',
  endpoint,
  rowPath: ['Addresses'],
  columns: { ContactID: contactKey, Ordinal: ordinal, ...address(), ...contactHeader },
  key: ['ContactID', 'Ordinal'],
  references: [toContact],
  filters,
});

export const ContactPhones = defineTable({
  schema,
  name: 'ContactPhones',
  description: 'Telephone numbers of contacts.',
  endpoint,
  rowPath: ['Phones'],
  columns: { ContactID: contactKey, Ordinal: ordinal, ...PHONE, ...contactHeader },
  key: ['ContactID', 'Ordinal'],
  references: [toContact],
  filters,
});

export const ContactPersons = defineTable({
  schema,
  name: 'ContactPersons',
  description: 'People of a contact beside the main one; Xero keeps up to five.',
  endpoint,
  rowPath: ['ContactPersons'],
  columns: {
    ContactID: contactKey,
    Ordinal: ordinal,
    FirstName: text('FirstName', 'First name.'),
    LastName: text('LastName', 'Last name.'),
    EmailAddress: text('EmailAddress', 'E-mail address.'),
    IncludeInEmails: boolean('IncludeInEmails', 'Whether invoices are e-mailed to the person too.'),
    ...contactHeader,
  },
  key: ['ContactID', 'Ordinal'],
  references: [toContact],
  filters,
});

const defaultTracking = {
  ContactID: contactKey,
  Ordinal: ordinal,
  TrackingCategoryName: text('TrackingCategoryName', 'Name of the tracking category.'),
  TrackingOptionName: text('TrackingOptionName', 'Name of the option.'),
  ...contactHeader,
};

export const ContactSalesTracking = defineTable({
  schema,
  name: 'ContactSalesTracking',
  aliases: ['ContactSalesTrackingCategories'],
  description: 'Default tracking options of contacts for sales.',
  endpoint,
  rowPath: ['SalesTrackingCategories'],
  columns: defaultTracking,
  key: ['ContactID', 'Ordinal'],
  references: [toContact],
  filters,
});

export const ContactPurchasesTracking = defineTable({
  schema,
  name: 'ContactPurchasesTracking',
  aliases: ['ContactPurchasesTrackingCategories'],
  description: 'Default tracking options of contacts for purchases.',
  endpoint,
  rowPath: ['PurchasesTrackingCategories'],
  columns: defaultTracking,
  key: ['ContactID', 'Ordinal'],
  references: [toContact],
  filters,
});

// --------------------------------------------------------------------- groups

/** No filter by path: only the list is known to leave out deleted groups. */
export const ContactGroups = defineTable({
  schema,
  name: 'ContactGroups',
  aliases: ['ContactGroup'],
  description: 'Groups that contacts are gathered in; deleted ones are not listed.',
  endpoint: contactGroups,
  columns: {
    ContactGroupID: uuid('ContactGroupID', 'Key of the group.'),
    Name: text('Name', 'Name of the group.'),
    Status: text('Status', 'Whether the group is in use.', { values: CONTACT_GROUP_STATUSES }),
  },
  key: ['ContactGroupID'],
});

/**
 * Read from the contacts, which name their groups on every page: the list of groups leaves its
 * members out, so reading them from there would take a call for each group.
 */
export const ContactGroupMembers = defineTable({
  schema,
  name: 'ContactGroupMembers',
  description: 'Which contact is in which group; archived contacts as in Contacts.',
  endpoint,
  rowPath: ['ContactGroups'],
  aliasPrefix: 'ContactGroup',
  columns: {
    ContactGroupID: uuid('ContactGroupID', 'Key of the group.'),
    ContactID: contactKey,
    ContactGroupName: text('Name', 'Name of the group.'),
    ContactGroupStatus: text('Status', 'Whether the group is in use.', {
      values: CONTACT_GROUP_STATUSES,
    }),
    ...contactHeader,
  },
  key: ['ContactGroupID', 'ContactID'],
  references: [toContact, { columns: ['ContactGroupID'], table: 'ContactGroups' }],
  filters,
});
