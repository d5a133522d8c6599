import {
  date,
  decimal,
  defineTable,
  money,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, dateRange, enumParam, keyParam, looseParam, modifiedSince } from '../filters.ts';
import { quotes as endpoint } from './endpoints.ts';
import { QUOTE_LINE_AMOUNT_TYPES, QUOTE_STATUSES } from './enumerations.ts';
import { LINE_ITEM, LINE_TRACKING, TAX_BREAKDOWN } from './parts.ts';

const schema = 'ACCOUNTING';

export const Quotes = defineTable({
  schema,
  name: 'Quotes',
  aliases: ['Quote'],
  description: 'Quotes to customers, one row each.',
  endpoint,
  columns: {
    QuoteID: uuid('QuoteID', 'Key of the quote.'),
    QuoteNumber: text('QuoteNumber', 'Number of the quote.'),
    Status: text('Status', 'Where the quote stands.', { values: QUOTE_STATUSES }),
    Date: date('Date', 'Day of issue.'),
    ExpiryDate: date('ExpiryDate', 'Last day it holds.'),
    ContactID: uuid('Contact.ContactID', 'Key of the customer.'),
    ContactName: text('Contact.Name', 'Name of the customer.'),
    Reference: text('Reference', 'Further reference.'),
    Title: text('Title', 'Heading of the quote.'),
    Summary: text('Summary', 'Text under the heading.'),
    Terms: text('Terms', 'Terms of the quote.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    TotalDiscount: money('TotalDiscount', 'Total of the discounts on lines.'),
    CurrencyCode: text('CurrencyCode', 'Currency of the amounts.'),
    CurrencyRate: decimal('CurrencyRate', 'Units of its currency to one of the base.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: QUOTE_LINE_AMOUNT_TYPES,
    }),
    BrandingThemeID: uuid('BrandingThemeID', 'Key of the branding theme.'),
  },
  key: ['QuoteID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BrandingThemeID'], table: 'BrandingThemes' },
  ],
  filters: [
    byPath('QuoteID'),
    modifiedSince('UpdatedDateUTC'),
    keyParam('ContactID', 'ContactID'),
    enumParam('Status', 'Status'),
    looseParam('QuoteNumber', 'QuoteNumber'),
    dateRange('Date', 'DateFrom', 'DateTo'),
    dateRange('ExpiryDate', 'ExpiryDateFrom', 'ExpiryDateTo'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const quoteKey = (levels: number) =>
  parent(uuid('QuoteID', 'Key of the quote it belongs to.'), levels);

/** What Xero can filter quotes by, under names that do not clash with Quotes'. */
const quoteHeader = (levels: number) => ({
  QuoteStatus: parent(text('Status', 'Status of the quote.', { values: QUOTE_STATUSES }), levels),
  QuoteDate: parent(date('Date', 'Day of issue of the quote.'), levels),
  QuoteUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the quote.'), levels),
});

const filters = [
  byPath('QuoteID'),
  modifiedSince('QuoteUpdatedDateUTC'),
  enumParam('QuoteStatus', 'Status'),
  dateRange('QuoteDate', 'DateFrom', 'DateTo'),
] as const;

const toQuote = { columns: ['QuoteID'], table: 'Quotes' } as const;

export const QuoteLineItems = defineTable({
  schema,
  name: 'QuoteLineItems',
  aliases: ['QuotesItems', 'QuoteLines'],
  description: 'Lines of quotes, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    LineItemID: uuid('LineItemID', 'Key of the line.'),
    QuoteID: quoteKey(1),
    LineNumber: position('Place of the line on the quote, from 1.'),
    ...LINE_ITEM,
    ...quoteHeader(1),
  },
  key: ['QuoteID', 'LineItemID'],
  references: [
    toQuote,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

export const QuoteLineItemTracking = defineTable({
  schema,
  name: 'QuoteLineItemTracking',
  description: 'Tracking options that lines of quotes are tagged with.',
  endpoint,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    QuoteID: quoteKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...quoteHeader(2),
  },
  key: ['QuoteID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toQuote,
    { columns: ['QuoteID', 'LineItemID'], table: 'QuoteLineItems' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});

export const QuoteLineItemTaxBreakdown = defineTable({
  schema,
  name: 'QuoteLineItemTaxBreakdown',
  description: 'Tax of quote lines by jurisdiction, under automated US sales tax.',
  endpoint,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    QuoteID: quoteKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...quoteHeader(2),
  },
  key: ['QuoteID', 'LineItemID', 'Ordinal'],
  references: [toQuote, { columns: ['QuoteID', 'LineItemID'], table: 'QuoteLineItems' }],
  filters,
});
