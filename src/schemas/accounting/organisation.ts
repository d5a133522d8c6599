import {
  boolean,
  date,
  defineTable,
  integer,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { organisation as endpoint, organisationActions } from './endpoints.ts';
import {
  EXTERNAL_LINK_TYPES,
  ORGANISATION_ACTION_STATUSES,
  ORGANISATION_ADDRESS_TYPES,
  ORGANISATION_CLASSES,
  ORGANISATION_EDITIONS,
  ORGANISATION_TYPES,
  ORGANISATION_VERSIONS,
  SALES_TAX_BASES,
  SALES_TAX_PERIODS,
} from './enumerations.ts';
import { PAYMENT_TERMS, PHONE, address } from './parts.ts';

const schema = 'ACCOUNTING';

export const Organisation = defineTable({
  schema,
  name: 'Organisation',
  aliases: ['Organisations'],
  description: 'The organisation itself: its name, country, currency, tax and lock dates.',
  endpoint,
  columns: {
    OrganisationID: uuid('OrganisationID', 'Key of the organisation.'),
    Name: text('Name', 'Name shown in Xero.'),
    LegalName: text('LegalName', 'Name shown on reports.'),
    BaseCurrency: text('BaseCurrency', 'Currency of the books.'),
    CountryCode: text('CountryCode', 'Country, in two letters.'),
    OrganisationType: text('OrganisationType', 'Legal form.', { values: ORGANISATION_TYPES }),
    OrganisationEntityType: text('OrganisationEntityType', 'Legal form, as shown in Xero.', {
      values: ORGANISATION_TYPES,
    }),
    OrganisationStatus: text('OrganisationStatus', 'ACTIVE for an organisation that can be read.'),
    IsDemoCompany: boolean('IsDemoCompany', 'Whether it is a demo company.'),
    CreatedDateUTC: timestamp('CreatedDateUTC', 'When it was created in Xero.'),
    FinancialYearEndDay: integer('FinancialYearEndDay', 'Day the financial year ends.'),
    FinancialYearEndMonth: integer('FinancialYearEndMonth', 'Month the financial year ends.'),
    PeriodLockDate: date('PeriodLockDate', 'Day up to which most users cannot change the books.'),
    EndOfYearLockDate: date('EndOfYearLockDate', 'Day up to which nobody can change the books.'),
    PaysTax: boolean('PaysTax', 'Whether it is registered for sales tax.'),
    TaxNumber: text('TaxNumber', 'Tax, VAT, GST or business number.'),
    RegistrationNumber: text('RegistrationNumber', 'Number in the register of companies.'),
    EmployerIdentificationNumber: text(
      'EmployerIdentificationNumber',
      'Number as an employer; US only.',
    ),
    SalesTaxBasis: text('SalesTaxBasis', 'When sales tax is accounted for.', {
      values: SALES_TAX_BASES,
    }),
    SalesTaxPeriod: text('SalesTaxPeriod', 'How often sales tax is returned.', {
      values: SALES_TAX_PERIODS,
    }),
    DefaultSalesTax: text('DefaultSalesTax', 'Whether new sales lines include tax.'),
    DefaultPurchasesTax: text('DefaultPurchasesTax', 'Whether new purchase lines include tax.'),
    ...PAYMENT_TERMS,
    Timezone: text('Timezone', 'Time zone, by its Windows name.'),
    LineOfBusiness: text('LineOfBusiness', 'What it does.'),
    Version: text('Version', 'Country edition of Xero.', { values: ORGANISATION_VERSIONS }),
    Edition: text('Edition', 'Business or partner edition.', { values: ORGANISATION_EDITIONS }),
    Class: text('Class', 'Plan it is subscribed to.', { values: ORGANISATION_CLASSES }),
    ShortCode: text('ShortCode', 'Short key used in links into Xero.'),
  },
  key: ['OrganisationID'],
});

const organisationKey = parent(uuid('OrganisationID', 'Key of the organisation it belongs to.'));
const toOrganisation = { columns: ['OrganisationID'], table: 'Organisation' } as const;
const ordinal = position('Place in the list of the organisation, from 1.');

export const OrganisationAddresses = defineTable({
  schema,
  name: 'OrganisationAddresses',
  description: 'Addresses of the organisation.',
  endpoint,
  rowPath: ['Addresses'],
  columns: {
    OrganisationID: organisationKey,
    Ordinal: ordinal,
    ...address(ORGANISATION_ADDRESS_TYPES),
  },
  key: ['OrganisationID', 'Ordinal'],
  references: [toOrganisation],
});

export const OrganisationPhones = defineTable({
  schema,
  name: 'OrganisationPhones',
  description: 'Telephone numbers of the organisation.',
  endpoint,
  rowPath: ['Phones'],
  columns: { OrganisationID: organisationKey, Ordinal: ordinal, ...PHONE },
  key: ['OrganisationID', 'Ordinal'],
  references: [toOrganisation],
});

export const OrganisationExternalLinks = defineTable({
  schema,
  name: 'OrganisationExternalLinks',
  description: 'Web pages of the organisation.',
  endpoint,
  rowPath: ['ExternalLinks'],
  columns: {
    OrganisationID: organisationKey,
    Ordinal: ordinal,
    LinkType: text('LinkType', 'Site the page is on.', { values: EXTERNAL_LINK_TYPES }),
    Url: text('Url', 'Address of the page.'),
    Description: text('Description', 'What the page is.'),
  },
  key: ['OrganisationID', 'Ordinal'],
  references: [toOrganisation],
});

export const OrganisationActions = defineTable({
  schema,
  name: 'OrganisationActions',
  aliases: ['OrganisationAction'],
  description: 'What the signed-in user may do in the organisation.',
  endpoint: organisationActions,
  columns: {
    Name: text('Name', 'Name of the action, as CreateApprovedInvoice.'),
    Status: text('Status', 'Whether it is allowed.', { values: ORGANISATION_ACTION_STATUSES }),
  },
  key: ['TenantId', 'Name'],
});
