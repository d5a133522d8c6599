import { boolean, decimal, defineTable, money, text, timestamp, uuid } from '../define.ts';
import { byPath, modifiedSince, whereBoolean } from '../filters.ts';
import { items as endpoint } from './endpoints.ts';

export const Items = defineTable({
  schema: 'ACCOUNTING',
  name: 'Items',
  aliases: ['Item'],
  description: 'Things bought and sold.',
  endpoint,
  columns: {
    ItemID: uuid('ItemID', 'Key of the item.'),
    Code: text('Code', 'Code given by the user.'),
    Name: text('Name', 'Name of the item.'),
    Description: text('Description', 'What is put on sales lines.'),
    PurchaseDescription: text('PurchaseDescription', 'What is put on purchase lines.'),
    SalesDetailsUnitPrice: money('SalesDetails.UnitPrice', 'Price it is sold at.'),
    SalesDetailsAccountCode: text('SalesDetails.AccountCode', 'Code of the account for sales.'),
    SalesDetailsTaxType: text('SalesDetails.TaxType', 'Tax rate of sales, as in TaxRates.TaxType.'),
    SalesDetailsCOGSAccountCode: text(
      'SalesDetails.COGSAccountCode',
      'Code of the cost of goods sold account on the side of sales.',
    ),
    PurchaseDetailsUnitPrice: money('PurchaseDetails.UnitPrice', 'Price it is bought at.'),
    PurchaseDetailsAccountCode: text(
      'PurchaseDetails.AccountCode',
      'Code of the account for purchases; untracked items only.',
    ),
    PurchaseDetailsCOGSAccountCode: text(
      'PurchaseDetails.COGSAccountCode',
      'Code of the cost of goods sold account; tracked items only.',
    ),
    PurchaseDetailsTaxType: text(
      'PurchaseDetails.TaxType',
      'Tax rate of purchases, as in TaxRates.TaxType.',
    ),
    IsSold: boolean('IsSold', 'Whether it is sold.'),
    IsPurchased: boolean('IsPurchased', 'Whether it is bought.'),
    IsTrackedAsInventory: boolean('IsTrackedAsInventory', 'Whether its stock is tracked.'),
    QuantityOnHand: decimal('QuantityOnHand', 'Units in stock; tracked items only.'),
    TotalCostPool: money('TotalCostPool', 'Value of the stock; tracked items only.'),
    InventoryAssetAccountCode: text(
      'InventoryAssetAccountCode',
      'Code of the stock account; tracked items only.',
    ),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['ItemID'],
  filters: [byPath('ItemID'), modifiedSince('UpdatedDateUTC'), whereBoolean('IsSold', 'IsSold')],
});
