/** Small things that are read one document at a time. */
import { boolean, decimal, defineTable, input, text, uuid } from '../define.ts';
import { fromParent } from '../inputs.ts';
import { Contacts } from './contacts.ts';
import {
  brandingThemes,
  contacts,
  invoices,
  organisation,
  partsOf,
  paymentServices,
} from './endpoints.ts';
import { Invoices } from './invoices.ts';
import { Organisation } from './organisation.ts';
import { BrandingThemes } from './sales-settings.ts';

const schema = 'ACCOUNTING';

export const ContactCISSettings = defineTable({
  schema,
  name: 'ContactCISSettings',
  description:
    'Contacts under the UK Construction Industry Scheme; Xero refuses organisations elsewhere.',
  endpoint: partsOf(contacts, 'ContactID', 'CISSettings', 'CISSettings', {
    scopes: organisation.scopes,
  }),
  columns: {
    ContactID: input(uuid('', 'Key of the contact.')),
    CISEnabled: boolean('CISEnabled', 'Whether the scheme applies to the contact.'),
    Rate: decimal('Rate', 'Rate of deduction in percent.'),
  },
  key: ['ContactID'],
  references: [{ columns: ['ContactID'], table: 'Contacts' }],
  inputs: [fromParent('ContactID', Contacts)],
});

export const OrganisationCISSettings = defineTable({
  schema,
  name: 'OrganisationCISSettings',
  description: 'The organisation under the UK Construction Industry Scheme.',
  endpoint: partsOf(organisation, 'OrganisationID', 'CISSettings', 'CISSettings'),
  columns: {
    OrganisationID: input(uuid('', 'Key of the organisation.')),
    CISContractorEnabled: boolean('CISContractorEnabled', 'Whether it is a contractor.'),
    CISSubContractorEnabled: boolean('CISSubContractorEnabled', 'Whether it is a subcontractor.'),
    Rate: decimal('Rate', 'Rate of deduction as a subcontractor in percent.'),
  },
  key: ['OrganisationID'],
  references: [{ columns: ['OrganisationID'], table: 'Organisation' }],
  inputs: [fromParent('OrganisationID', Organisation, { only: { CountryCode: ['GB'] } })],
});

/** Bills have none, and what is not approved is not online. */
export const OnlineInvoices = defineTable({
  schema,
  name: 'OnlineInvoices',
  aliases: ['OnlineInvoice'],
  description: 'Where customers see their sales invoices online.',
  endpoint: partsOf(invoices, 'InvoiceID', 'OnlineInvoice', 'OnlineInvoices'),
  columns: {
    InvoiceID: input(uuid('', 'Key of the sales invoice.')),
    OnlineInvoiceUrl: text('OnlineInvoiceUrl', 'Address of the invoice.'),
  },
  key: ['InvoiceID'],
  references: [{ columns: ['InvoiceID'], table: 'Invoices' }],
  inputs: [
    fromParent('InvoiceID', Invoices, {
      only: { Type: ['ACCREC'], Status: ['AUTHORISED', 'PAID'] },
    }),
  ],
});

export const BrandingThemePaymentServices = defineTable({
  schema,
  name: 'BrandingThemePaymentServices',
  description: 'Payment services that branding themes offer.',
  endpoint: partsOf(brandingThemes, 'BrandingThemeID', 'PaymentServices', 'PaymentServices', {
    scopes: paymentServices.scopes,
  }),
  columns: {
    BrandingThemeID: input(uuid('', 'Key of the branding theme.')),
    PaymentServiceID: uuid('PaymentServiceID', 'Key of the payment service.'),
    PaymentServiceName: text('PaymentServiceName', 'Name of the payment service.'),
    PaymentServiceUrl: text('PaymentServiceUrl', 'Address that takes the payment.'),
    PayNowText: text('PayNowText', 'Text on the button.'),
    PaymentServiceType: text('PaymentServiceType', 'Kind of payment service.'),
  },
  key: ['BrandingThemeID', 'PaymentServiceID'],
  references: [{ columns: ['BrandingThemeID'], table: 'BrandingThemes' }],
  inputs: [fromParent('BrandingThemeID', BrandingThemes)],
});
