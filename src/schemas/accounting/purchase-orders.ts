import {
  boolean,
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
import { byPath, dateRange, enumParam, modifiedSince } from '../filters.ts';
import { purchaseOrders as endpoint } from './endpoints.ts';
import { LINE_AMOUNT_TYPES, PURCHASE_ORDER_STATUSES } from './enumerations.ts';
import { LINE_ITEM, LINE_TRACKING, TAX_BREAKDOWN } from './parts.ts';

const schema = 'ACCOUNTING';

export const PurchaseOrders = defineTable({
  schema,
  name: 'PurchaseOrders',
  aliases: ['PurchaseOrder'],
  description: 'Orders to suppliers, one row each.',
  endpoint,
  columns: {
    PurchaseOrderID: uuid('PurchaseOrderID', 'Key of the order.'),
    PurchaseOrderNumber: text('PurchaseOrderNumber', 'Number of the order.'),
    Status: text('Status', 'Where the order stands.', { values: PURCHASE_ORDER_STATUSES }),
    Date: date('Date', 'Day of issue.'),
    DeliveryDate: date('DeliveryDate', 'Day the goods are to be delivered.'),
    ExpectedArrivalDate: date('ExpectedArrivalDate', 'Day the goods are expected to arrive.'),
    ContactID: uuid('Contact.ContactID', 'Key of the supplier.'),
    ContactName: text('Contact.Name', 'Name of the supplier.'),
    Reference: text('Reference', 'Further reference.'),
    SubTotal: money('SubTotal', 'Total without tax.'),
    TotalTax: money('TotalTax', 'Total of tax.'),
    Total: money('Total', 'Total with tax.'),
    TotalDiscount: money('TotalDiscount', 'Total of the discounts on lines.'),
    CurrencyCode: text('CurrencyCode', 'Currency of the amounts.'),
    CurrencyRate: decimal('CurrencyRate', 'Units of its currency to one of the base.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    SentToContact: boolean('SentToContact', 'Whether it is marked as sent.'),
    DeliveryAddress: text('DeliveryAddress', 'Address the goods are to be delivered to.'),
    AttentionTo: text('AttentionTo', 'Person the goods are for.'),
    Telephone: text('Telephone', 'Telephone number of that person.'),
    DeliveryInstructions: text('DeliveryInstructions', 'What the carrier is to know.'),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    BrandingThemeID: uuid('BrandingThemeID', 'Key of the branding theme.'),
  },
  key: ['PurchaseOrderID'],
  references: [
    { columns: ['ContactID'], table: 'Contacts' },
    { columns: ['BrandingThemeID'], table: 'BrandingThemes' },
  ],
  filters: [
    byPath('PurchaseOrderID'),
    modifiedSince('UpdatedDateUTC'),
    enumParam('Status', 'Status'),
    dateRange('Date', 'DateFrom', 'DateTo'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

// ------------------------------------------------------------------- children

const orderKey = (levels: number) =>
  parent(uuid('PurchaseOrderID', 'Key of the order it belongs to.'), levels);

/** What Xero can filter purchase orders by, under names that do not clash with PurchaseOrders'. */
const orderHeader = (levels: number) => ({
  PurchaseOrderStatus: parent(
    text('Status', 'Status of the order.', { values: PURCHASE_ORDER_STATUSES }),
    levels,
  ),
  PurchaseOrderDate: parent(date('Date', 'Day of issue of the order.'), levels),
  PurchaseOrderUpdatedDateUTC: parent(
    timestamp('UpdatedDateUTC', 'Last change of the order.'),
    levels,
  ),
});

const filters = [
  byPath('PurchaseOrderID'),
  modifiedSince('PurchaseOrderUpdatedDateUTC'),
  enumParam('PurchaseOrderStatus', 'Status'),
  dateRange('PurchaseOrderDate', 'DateFrom', 'DateTo'),
] as const;

const toPurchaseOrder = { columns: ['PurchaseOrderID'], table: 'PurchaseOrders' } as const;

export const PurchaseOrderLineItems = defineTable({
  schema,
  name: 'PurchaseOrderLineItems',
  aliases: ['PurchaseOrdersItems', 'PurchaseOrderLines'],
  description: 'Lines of purchase orders, one row each.',
  endpoint,
  rowPath: ['LineItems'],
  aliasPrefix: 'LineItem',
  columns: {
    LineItemID: uuid('LineItemID', 'Key of the line.'),
    PurchaseOrderID: orderKey(1),
    LineNumber: position('Place of the line on the order, from 1.'),
    ...LINE_ITEM,
    ...orderHeader(1),
  },
  key: ['PurchaseOrderID', 'LineItemID'],
  references: [
    toPurchaseOrder,
    { columns: ['AccountID'], table: 'Accounts' },
    { columns: ['ItemID'], table: 'Items' },
  ],
  filters,
});

export const PurchaseOrderLineItemTracking = defineTable({
  schema,
  name: 'PurchaseOrderLineItemTracking',
  description: 'Tracking options that lines of purchase orders are tagged with.',
  endpoint,
  rowPath: ['LineItems', 'Tracking'],
  columns: {
    PurchaseOrderID: orderKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...orderHeader(2),
  },
  key: ['PurchaseOrderID', 'LineItemID', 'TrackingCategoryID'],
  references: [
    toPurchaseOrder,
    { columns: ['PurchaseOrderID', 'LineItemID'], table: 'PurchaseOrderLineItems' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});

export const PurchaseOrderLineItemTaxBreakdown = defineTable({
  schema,
  name: 'PurchaseOrderLineItemTaxBreakdown',
  description: 'Tax of order lines by jurisdiction, under automated US sales tax.',
  endpoint,
  rowPath: ['LineItems', 'TaxBreakdown'],
  columns: {
    PurchaseOrderID: orderKey(2),
    LineItemID: parent(uuid('LineItemID', 'Key of the line it belongs to.')),
    Ordinal: position('Place in the list of the line, from 1.'),
    ...TAX_BREAKDOWN,
    ...orderHeader(2),
  },
  key: ['PurchaseOrderID', 'LineItemID', 'Ordinal'],
  references: [
    toPurchaseOrder,
    { columns: ['PurchaseOrderID', 'LineItemID'], table: 'PurchaseOrderLineItems' },
  ],
  filters,
});
