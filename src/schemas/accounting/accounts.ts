import { boolean, defineTable, text, timestamp, uuid } from '../define.ts';
import { byPath, modifiedSince, whereEnum } from '../filters.ts';
import { accounts as endpoint } from './endpoints.ts';
import {
  ACCOUNT_CLASSES,
  ACCOUNT_STATUSES,
  ACCOUNT_TYPES,
  BANK_ACCOUNT_TYPES,
  SYSTEM_ACCOUNTS,
} from './enumerations.ts';

export const Accounts = defineTable({
  schema: 'ACCOUNTING',
  name: 'Accounts',
  aliases: ['Account'],
  description: 'The chart of accounts, bank accounts included.',
  endpoint,
  columns: {
    AccountID: uuid('AccountID', 'Key of the account.'),
    Code: text('Code', 'Code given by the user; bank accounts may have none.'),
    Name: text('Name', 'Name of the account.'),
    Type: text('Type', 'Kind of account.', { values: ACCOUNT_TYPES }),
    Class: text('Class', 'Part of the books it belongs to.', { values: ACCOUNT_CLASSES }),
    Status: text('Status', 'Whether the account is in use.', { values: ACCOUNT_STATUSES }),
    Description: text('Description', 'What the account is for.'),
    TaxType: text('TaxType', 'Tax rate of new lines, as in TaxRates.TaxType.'),
    CurrencyCode: text('CurrencyCode', 'Currency; bank accounts only.'),
    BankAccountNumber: text('BankAccountNumber', 'Number; bank accounts only.'),
    BankAccountType: text('BankAccountType', 'Kind of bank account.', {
      values: BANK_ACCOUNT_TYPES,
    }),
    SystemAccount: text('SystemAccount', 'Role that Xero gives the account.', {
      values: SYSTEM_ACCOUNTS,
    }),
    EnablePaymentsToAccount: boolean(
      'EnablePaymentsToAccount',
      'Whether payments can be made from it.',
    ),
    ShowInExpenseClaims: boolean('ShowInExpenseClaims', 'Whether expense claims can use it.'),
    AddToWatchlist: boolean('AddToWatchlist', 'Whether the dashboard watches it.'),
    ReportingCode: text('ReportingCode', 'Code that groups it in reports.'),
    ReportingCodeName: text('ReportingCodeName', 'Name of the reporting code.'),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['AccountID'],
  filters: [
    byPath('AccountID'),
    modifiedSince('UpdatedDateUTC'),
    whereEnum('Status', 'Status'),
    whereEnum('Type', 'Type'),
  ],
});
