/** Small lists that come whole: tax rates, tracking categories, currencies, users. */
import {
  boolean,
  decimal,
  defineTable,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, modifiedSince, whereBoolean, whereEnum } from '../filters.ts';
import { currencies, taxRates, trackingCategories, users } from './endpoints.ts';
import {
  ORGANISATION_ROLES,
  REPORT_TAX_TYPES,
  TAX_RATE_STATUSES,
  TRACKING_STATUSES,
} from './enumerations.ts';

const schema = 'ACCOUNTING';

// ------------------------------------------------------------------ tax rates

export const TaxRates = defineTable({
  schema,
  name: 'TaxRates',
  aliases: ['TaxRate'],
  description: 'Rates of sales tax, VAT or GST.',
  endpoint: taxRates,
  columns: {
    TaxType: text('TaxType', 'Code of the rate, which lines and accounts refer to.'),
    Name: text('Name', 'Name of the rate.'),
    Status: text('Status', 'Whether the rate is in use.', { values: TAX_RATE_STATUSES }),
    EffectiveRate: decimal('EffectiveRate', 'Rate in percent, compounding counted.'),
    DisplayTaxRate: decimal('DisplayTaxRate', 'Rate in percent, as shown in Xero.'),
    ReportTaxType: text('ReportTaxType', 'Box of the tax return it counts in.', {
      values: REPORT_TAX_TYPES,
    }),
    CanApplyToAssets: boolean('CanApplyToAssets', 'Whether asset accounts can use it.'),
    CanApplyToEquity: boolean('CanApplyToEquity', 'Whether equity accounts can use it.'),
    CanApplyToExpenses: boolean('CanApplyToExpenses', 'Whether expense accounts can use it.'),
    CanApplyToLiabilities: boolean(
      'CanApplyToLiabilities',
      'Whether liability accounts can use it.',
    ),
    CanApplyToRevenue: boolean('CanApplyToRevenue', 'Whether revenue accounts can use it.'),
  },
  key: ['TenantId', 'TaxType'],
  filters: [whereEnum('Status', 'Status')],
});

export const TaxComponents = defineTable({
  schema,
  name: 'TaxComponents',
  aliases: ['TaxRateComponents'],
  description: 'Parts that tax rates are made of.',
  endpoint: taxRates,
  rowPath: ['TaxComponents'],
  aliasPrefix: 'TaxComponent',
  columns: {
    TaxType: parent(text('TaxType', 'Code of the rate it belongs to.')),
    Ordinal: position('Place in the list of the rate, from 1.'),
    Name: text('Name', 'Name of the component.'),
    Rate: decimal('Rate', 'Rate in percent.'),
    IsCompound: boolean('IsCompound', 'Whether it is worked out on top of the others.'),
    IsNonRecoverable: boolean('IsNonRecoverable', 'Whether it cannot be claimed back.'),
  },
  key: ['TenantId', 'TaxType', 'Ordinal'],
  references: [{ columns: ['TaxType'], table: 'TaxRates' }],
});

// ------------------------------------------------------------------- tracking

/**
 * No filter by path: `/TrackingCategories/{id}` finds archived categories that the list leaves
 * out, and the list is one call anyway.
 */
export const TrackingCategories = defineTable({
  schema,
  name: 'TrackingCategories',
  aliases: ['TrackingCategory'],
  description: 'Categories that lines are tagged by; archived ones only when included.',
  endpoint: trackingCategories,
  columns: {
    TrackingCategoryID: uuid('TrackingCategoryID', 'Key of the category.'),
    Name: text('Name', 'Name of the category.'),
    Status: text('Status', 'Whether the category is in use.', { values: TRACKING_STATUSES }),
  },
  key: ['TrackingCategoryID'],
  filters: [whereEnum('Status', 'Status')],
});

export const TrackingOptions = defineTable({
  schema,
  name: 'TrackingOptions',
  aliases: ['TrackingOption'],
  description: 'Options of the tracking categories; archived ones only when included.',
  endpoint: trackingCategories,
  rowPath: ['Options'],
  columns: {
    TrackingOptionID: uuid('TrackingOptionID', 'Key of the option.'),
    TrackingCategoryID: parent(uuid('TrackingCategoryID', 'Key of the category.')),
    Name: text('Name', 'Name of the option.', { aliases: ['OptionName'] }),
    Status: text('Status', 'Whether the option is in use.', { values: TRACKING_STATUSES }),
  },
  key: ['TrackingOptionID'],
  references: [{ columns: ['TrackingCategoryID'], table: 'TrackingCategories' }],
});

// ----------------------------------------------------------- currencies, users

export const Currencies = defineTable({
  schema,
  name: 'Currencies',
  aliases: ['Currency'],
  description: 'Currencies the organisation uses.',
  endpoint: currencies,
  columns: {
    Code: text('Code', 'Currency, in three letters.'),
    Description: text('Description', 'Name of the currency.'),
  },
  key: ['TenantId', 'Code'],
});

export const Users = defineTable({
  schema,
  name: 'Users',
  aliases: ['User'],
  description: 'People who can sign in to the organisation.',
  endpoint: users,
  columns: {
    UserID: uuid('UserID', 'Key of the user.'),
    FirstName: text('FirstName', 'First name.'),
    LastName: text('LastName', 'Last name.'),
    EmailAddress: text('EmailAddress', 'E-mail address.'),
    OrganisationRole: text('OrganisationRole', 'What the user may do.', {
      values: ORGANISATION_ROLES,
    }),
    IsSubscriber: boolean('IsSubscriber', 'Whether the user owns the subscription.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['UserID'],
  filters: [
    byPath('UserID'),
    modifiedSince('UpdatedDateUTC'),
    whereBoolean('IsSubscriber', 'IsSubscriber'),
  ],
});
