/** How documents to customers look, are paid and are followed up. */
import { boolean, defineTable, integer, text, timestamp, uuid } from '../define.ts';
import { brandingThemes, invoiceReminderSettings, paymentServices } from './endpoints.ts';
import { BRANDING_THEME_TYPES } from './enumerations.ts';

const schema = 'ACCOUNTING';

export const BrandingThemes = defineTable({
  schema,
  name: 'BrandingThemes',
  aliases: ['BrandingTheme'],
  description: 'Looks of documents to customers.',
  endpoint: brandingThemes,
  columns: {
    BrandingThemeID: uuid('BrandingThemeID', 'Key of the theme.'),
    Name: text('Name', 'Name of the theme.'),
    Type: text('Type', 'Kind of document it is for.', { values: BRANDING_THEME_TYPES }),
    SortOrder: integer('SortOrder', 'Place in the order of themes; the default one has 0.'),
    LogoUrl: text('LogoUrl', 'Address of the logo.'),
    CreatedDateUTC: timestamp('CreatedDateUTC', 'When it was created.'),
  },
  key: ['BrandingThemeID'],
});

export const PaymentServices = defineTable({
  schema,
  name: 'PaymentServices',
  aliases: ['PaymentService'],
  description: 'Services by which customers can pay an invoice online.',
  endpoint: paymentServices,
  columns: {
    PaymentServiceID: uuid('PaymentServiceID', 'Key of the service.'),
    PaymentServiceName: text('PaymentServiceName', 'Name of the service.'),
    PaymentServiceType: text('PaymentServiceType', 'Kind of service.'),
    PaymentServiceUrl: text('PaymentServiceUrl', 'Address that customers pay at.'),
    PayNowText: text('PayNowText', 'What the button to pay says.'),
  },
  key: ['PaymentServiceID'],
});

export const InvoiceReminderSettings = defineTable({
  schema,
  name: 'InvoiceReminderSettings',
  aliases: ['InvoiceReminders'],
  description: 'Whether Xero reminds customers of overdue invoices, one row an organisation.',
  endpoint: invoiceReminderSettings,
  columns: { Enabled: boolean('Enabled', 'Whether reminders are sent.') },
  key: ['TenantId'],
});
