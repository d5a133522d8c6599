/** Groups of columns that several documents have in common. */
import { boolean, date, decimal, integer, money, text, uuid, type ColumnSpec } from '../define.ts';
import {
  ADDRESS_TYPES,
  PAYMENT_TERM_TYPES,
  PHONE_TYPES,
  TAXABILITIES,
  TAX_BREAKDOWN_TYPES,
} from './enumerations.ts';

const LINE = {
  Description: text('Description', 'What was sold or bought.'),
  Quantity: decimal('Quantity', 'Number of units.'),
  UnitAmount: money('UnitAmount', 'Price of one unit, to four decimal places.'),
  LineAmount: money('LineAmount', 'Amount of the line after discount, with or without tax.'),
  TaxAmount: money('TaxAmount', 'Tax on the line.'),
  DiscountRate: decimal('DiscountRate', 'Discount in percent.'),
  DiscountAmount: money('DiscountAmount', 'Discount as an amount.'),
  AccountCode: text('AccountCode', 'Code of the account the line is posted to.'),
  TaxType: text('TaxType', 'Tax rate of the line, as in TaxRates.TaxType.'),
  ItemCode: text('ItemCode', 'Code of the item sold or bought.'),
  ItemName: text('Item.Name', 'Name of the item sold or bought.'),
  AccountID: uuid('AccountID', 'Key of the account the line is posted to.'),
  ItemID: uuid('Item.ItemID', 'Key of the item sold or bought.'),
};

const LINE_SALES_TAX = {
  Taxability: text('Taxability', 'Whether the line is taxed, under automated US sales tax.', {
    values: TAXABILITIES,
  }),
  SalesTaxCodeId: decimal('SalesTaxCodeId', 'Sales tax code, under automated US sales tax.'),
};

/** A line of a document. */
export const LINE_ITEM = {
  ...LINE,
  RepeatingInvoiceID: uuid(
    'RepeatingInvoiceID',
    'Key of the repeating invoice that the line came from.',
  ),
  ...LINE_SALES_TAX,
};

/** A line of a repeating invoice, which it is itself from. */
export const TEMPLATE_LINE_ITEM = { ...LINE, ...LINE_SALES_TAX };

/** The option of a tracking category that a line is tagged with. */
export const LINE_TRACKING = {
  TrackingCategoryID: uuid('TrackingCategoryID', 'Key of the tracking category.'),
  TrackingOptionID: uuid('TrackingOptionID', 'Key of the option the line is tagged with.'),
  Name: text('Name', 'Name of the tracking category.'),
  Option: text('Option', 'Name of the option the line is tagged with.'),
};

/** One jurisdiction's part of a line's tax, under automated US sales tax. */
export const TAX_BREAKDOWN = {
  TaxComponentId: uuid('TaxComponentId', 'Key of the tax component.'),
  Type: text('Type', 'Kind of jurisdiction.', { values: TAX_BREAKDOWN_TYPES }),
  Name: text('Name', 'Name of the jurisdiction.'),
  TaxPercentage: decimal('TaxPercentage', 'Rate in percent.'),
  TaxAmount: money('TaxAmount', 'Tax due to the jurisdiction.'),
  TaxableAmount: money('TaxableAmount', 'Part of the line that is taxed.'),
  NonTaxableAmount: money('NonTaxableAmount', 'Part of the line that is not taxed.'),
  ExemptAmount: money('ExemptAmount', 'Part of the line that is exempt.'),
  StateAssignedNo: text('StateAssignedNo', 'Number the state gave the jurisdiction.'),
  JurisdictionRegion: text('JurisdictionRegion', 'Region the jurisdiction lies in.'),
};

const POSTAL = {
  AddressLine1: text('AddressLine1', 'First line of the address.'),
  AddressLine2: text('AddressLine2', 'Second line of the address.'),
  AddressLine3: text('AddressLine3', 'Third line of the address.'),
  AddressLine4: text('AddressLine4', 'Fourth line of the address.'),
  City: text('City', 'Town or city.'),
  Region: text('Region', 'State, county or region.'),
  PostalCode: text('PostalCode', 'Postal code.'),
  Country: text('Country', 'Country.'),
};

export const INVOICE_ADDRESS = POSTAL;

export const address = (types: readonly string[] = ADDRESS_TYPES) => ({
  AddressType: text('AddressType', 'What the address is for.', { values: types }),
  ...POSTAL,
  AttentionTo: text('AttentionTo', 'Person the post is for.'),
});

export const PHONE = {
  PhoneType: text('PhoneType', 'What the number is for.', { values: PHONE_TYPES }),
  PhoneNumber: text('PhoneNumber', 'Number without its codes.'),
  PhoneAreaCode: text('PhoneAreaCode', 'Area code.'),
  PhoneCountryCode: text('PhoneCountryCode', 'Country code.'),
};

/** A payment as it is listed on the document that it pays. */
export const DOCUMENT_PAYMENT = {
  PaymentID: uuid('PaymentID', 'Key of the payment.'),
  Date: date('Date', 'Day of the payment.'),
  Amount: money('Amount', 'Amount paid, in the currency of the document.'),
  Reference: text('Reference', 'Description of the payment.'),
  CurrencyRate: decimal('CurrencyRate', 'Units of the document currency to one of the base.'),
  BatchPaymentID: uuid('BatchPaymentID', 'Key of the batch the payment was made in.'),
  HasAccount: boolean('HasAccount', 'Whether an account is attached to the payment.'),
};

/** An amount of a credit note, an overpayment or a prepayment that is applied to an invoice. */
export const ALLOCATION = {
  InvoiceID: uuid('Invoice.InvoiceID', 'Key of the invoice it is applied to.', {
    aliases: ['Allocation_InvoiceID'],
  }),
  InvoiceNumber: text('Invoice.InvoiceNumber', 'Number of the invoice it is applied to.', {
    aliases: ['Allocation_InvoiceNumber'],
  }),
  Date: date('Date', 'Day it was applied.'),
  Amount: money('Amount', 'Amount applied.', { aliases: ['Allocation_AppliedAmount'] }),
  IsDeleted: boolean('IsDeleted', 'Whether the allocation was taken back.'),
};

/** When bills and sales invoices fall due, on a contact or an organisation. */
export const PAYMENT_TERMS = {
  PaymentTermsBillsDay: dueDay('Bills', 'bills'),
  PaymentTermsBillsType: dueType('Bills', 'bills'),
  PaymentTermsSalesDay: dueDay('Sales', 'sales invoices'),
  PaymentTermsSalesType: dueType('Sales', 'sales invoices'),
};

function dueDay(side: string, documents: string): ColumnSpec {
  return integer(`PaymentTerms.${side}.Day`, `Day or number of days for ${documents} to fall due.`);
}

function dueType(side: string, documents: string): ColumnSpec {
  const values = PAYMENT_TERM_TYPES;
  return text(`PaymentTerms.${side}.Type`, `How the due day of ${documents} is counted.`, {
    values,
  });
}
