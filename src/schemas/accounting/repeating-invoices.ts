import {
  boolean,
  date,
  defineTable,
  integer,
  money,
  parent,
  position,
  text,
  uuid,
} from '../define.ts';
import { byPath, whereEnum, whereKey } from '../filters.ts';
import { repeatingInvoices as endpoint } from './endpoints.ts';
import {
  LINE_AMOUNT_TYPES,
  REPEATING_INVOICE_STATUSES,
  REPEATING_INVOICE_TYPES,
  SCHEDULE_DUE_DATE_TYPES,
  SCHEDULE_UNITS,
} from './enumerations.ts';
import { LINE_TRACKING, TAX_BREAKDOWN, TEMPLATE_LINE_ITEM } from './parts.ts';

const schema = 'ACCOUNTING';

export const RepeatingInvoices = defineTable({
  schema,
  name: 'RepeatingInvoices',
  aliases: ['RepeatingInvoice'],
  description: 'Templates that Xero makes sales invoices and bills from, one row each.',
  endpoint,
  columns: {
    RepeatingInvoiceID: uuid('RepeatingInvoiceID', 'Key of the template.'),
    Type: text('Type', 'ACCREC for a sales invoice, ACCPAY for a bill.', {
      values: REPEATING_INVOICE_TYPES,
    }),
    Status: text('Status', 'Where the template stands.', { values: REPEATING_INVOICE_STATUSES }),
    ContactID: uuid('Contact.ContactID', 'Key of the customer or supplier.'),
    ContactName: text('Contact.Name', 'Name of the customer or supplier.'),
    Reference: text('Reference', 'Further reference; sales invoices only.'),
    SchedulePeriod: integer('Schedule.Period', 'Number of units between invoices.'),
    ScheduleUnit: text('Schedule.Unit', 'Unit of the schedule.', { values: SCHEDULE_UNITS }),
    ScheduleStartDate: date('Schedule.StartDate', 'Day of the first invoice.'),
    ScheduleNextScheduledDate: date('Schedule.NextScheduledDate', 'Day of the next invoice.'),
    ScheduleEndDate: date('Schedule.EndDate', 'Day the schedule ends, if it does.'),
    ScheduleDueDate: integer('Schedule.DueDate', 'Day or number of days to fall due.'),
    ScheduleDueDateType: text('Schedule.DueDateType', 'How the due day is counted.', {
      values: SCHEDULE_DUE_DATE_TYPES,
    }),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    CurrencyCode: text('CurrencyCode', 'Currency of the amounts.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    ApprovedForSending: boolean('ApprovedForSending', 'Whether Xero sends its invoices.'),
    SendCopy: boolean('SendCopy', 'Whether the sender gets a copy.'),
    MarkAsSent: boolean('MarkAsSent', 'Whether its invoices are marked as sent.'),
    IncludePDF: boolean('IncludePDF', 'Whether a PDF goes with its invoices.'),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    BrandingThemeID: uuid('BrandingThemeID', 'Key of the branding theme.'),
  },
  key: ['RepeatingInvoiceID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BrandingThemeID'], table: 'BrandingThemes' },
  ],
  filters: [
    byPath('RepeatingInvoiceID'),
    whereKey('RepeatingInvoiceID', 'RepeatingInvoiceID'),
    whereEnum('Type', 'Type'),
    whereEnum('Status', 'Status'),
  ],
});

// ------------------------------------------------------------------- children

const templateKey = (levels: number) =>
  parent(uuid('RepeatingInvoiceID', 'Key of the template it belongs to.'), levels);

/** What Xero can filter repeating invoices by, under names that do not clash with RepeatingInvoices'. */
const templateHeader = (levels: number) => ({
  RepeatingInvoiceType: parent(
    text('Type', 'ACCREC or ACCPAY, from the template.', { values: REPEATING_INVOICE_TYPES }),
    levels,
  ),
  RepeatingInvoiceStatus: parent(
    text('Status', 'Status of the template.', { values: REPEATING_INVOICE_STATUSES }),
    levels,
  ),
});

const filters = [
  byPath('RepeatingInvoiceID'),
  whereKey('RepeatingInvoiceID', 'RepeatingInvoiceID'),
  whereEnum('RepeatingInvoiceType', 'Type'),
  whereEnum('RepeatingInvoiceStatus', 'Status'),
] as const;

const toRepeatingInvoice = { columns: ['RepeatingInvoiceID'], table: 'RepeatingInvoices' } as const;

export const RepeatingInvoiceLineItems = defineTable({
  schema,
  name: 'RepeatingInvoiceLineItems',
  aliases: ['RepeatingInvoicesItems', 'RepeatingInvoiceLines'],
  description: 'Lines of repeating invoices, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    LineItemID: uuid('LineItemID', 'Key of the line.'),
    RepeatingInvoiceID: templateKey(1),
    LineNumber: position('Place of the line on the template, from 1.'),
    ...TEMPLATE_LINE_ITEM,
    ...templateHeader(1),
  },
  key: ['RepeatingInvoiceID', 'LineItemID'],
  references: [
    toRepeatingInvoice,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

export const RepeatingInvoiceLineItemTracking = defineTable({
  schema,
  name: 'RepeatingInvoiceLineItemTracking',
  description: 'Tracking options that lines of repeating invoices are tagged with.',
  endpoint,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    RepeatingInvoiceID: templateKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...templateHeader(2),
  },
  key: ['RepeatingInvoiceID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toRepeatingInvoice,
    { columns: ['RepeatingInvoiceID', 'LineItemID'], table: 'RepeatingInvoiceLineItems' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});

export const RepeatingInvoiceLineItemTaxBreakdown = defineTable({
  schema,
  name: 'RepeatingInvoiceLineItemTaxBreakdown',
  description: 'Tax of template lines by jurisdiction, under automated US sales tax.',
  endpoint,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    RepeatingInvoiceID: templateKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...templateHeader(2),
  },
  key: ['RepeatingInvoiceID', 'LineItemID', 'Ordinal'],
  references: [
    toRepeatingInvoice,
    { columns: ['RepeatingInvoiceID', 'LineItemID'], table: 'RepeatingInvoiceLineItems' },
  ],
  filters,
});
