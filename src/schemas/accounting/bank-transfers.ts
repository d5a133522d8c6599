import {
  boolean,
  date,
  decimal,
  defineTable,
  money,
  parent,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, modifiedSince, whereDate, whereKey } from '../filters.ts';
import { bankTransfers as endpoint } from './endpoints.ts';
import { BANK_TRANSFER_STATUSES } from './enumerations.ts';
import { LINE_TRACKING } from './parts.ts';

const schema = 'ACCOUNTING';

/**
 * A transfer has no date of its last change, but it has not changed before it was created: what
 * was created since an instant is among what Xero says has changed since.
 */
export const BankTransfers = defineTable({
  schema,
  name: 'BankTransfers',
  aliases: ['BankTransfer'],
  description: 'Money moved between bank accounts of the organisation; deleted transfers too.',
  endpoint,
  columns: {
    BankTransferID: uuid('BankTransferID', 'Key of the transfer.'),
    Date: date('Date', 'Day of the transfer.'),
    Status: text('Status', 'Whether the transfer stands.', { values: BANK_TRANSFER_STATUSES }),
    FromBankAccountID: uuid('FromBankAccount.AccountID', 'Key of the account it left.'),
    FromBankAccountCode: text('FromBankAccount.Code', 'Code of the account it left.'),
    FromBankAccountName: text('FromBankAccount.Name', 'Name of the account it left.'),
    ToBankAccountID: uuid('ToBankAccount.AccountID', 'Key of the account it reached.'),
    ToBankAccountCode: text('ToBankAccount.Code', 'Code of the account it reached.'),
    ToBankAccountName: text('ToBankAccount.Name', 'Name of the account it reached.'),
    Amount: money('Amount', 'Amount moved, in the currency of the account it left.'),
    CurrencyRate: decimal('CurrencyRate', 'Rate between the currencies of the accounts.'),
    Reference: text('Reference', 'Further reference.'),
    FromBankTransactionID: uuid('FromBankTransactionID', 'Key of the transaction on the one side.'),
    ToBankTransactionID: uuid('ToBankTransactionID', 'Key of the transaction on the other side.'),
    FromIsReconciled: boolean(
      'FromIsReconciled',
      'Whether it is matched with a statement line of the account it left.',
    ),
    ToIsReconciled: boolean(
      'ToIsReconciled',
      'Whether it is matched with a statement line of the account it reached.',
    ),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    CreatedDateUTC: timestamp('CreatedDateUTC', 'When it was entered.'),
  },
  key: ['BankTransferID'],
  references: [
    { columns: ['FromBankAccountID'], table: 'Accounts', targetColumns: ['AccountID'] },
    { columns: ['ToBankAccountID'], table: 'Accounts', targetColumns: ['AccountID'] },
    {
      columns: ['FromBankTransactionID'],
      table: 'BankTransactions',
      targetColumns: ['BankTransactionID'],
    },
    {
      columns: ['ToBankTransactionID'],
      table: 'BankTransactions',
      targetColumns: ['BankTransactionID'],
    },
  ],
  filters: [
    byPath('BankTransferID'),
    modifiedSince('CreatedDateUTC'),
    whereKey('BankTransferID', 'BankTransferID'),
    whereDate('Date', 'Date'),
  ],
});

// ------------------------------------------------------------------- children

const transferHeader = {
  BankTransferStatus: parent(
    text('Status', 'Status of the transfer.', { values: BANK_TRANSFER_STATUSES }),
  ),
  BankTransferDate: parent(date('Date', 'Day of the transfer.')),
  BankTransferCreatedDateUTC: parent(timestamp('CreatedDateUTC', 'When it was entered.')),
};

const tracking = {
  schema,
  endpoint,
  columns: {
    BankTransferID: parent(uuid('BankTransferID', 'Key of the transfer it belongs to.')),
    ...LINE_TRACKING,
    ...transferHeader,
  },
  key: ['BankTransferID', 'TrackingCategoryID'],
  references: [
    { columns: ['BankTransferID'], table: 'BankTransfers' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters: [
    byPath('BankTransferID'),
    modifiedSince('BankTransferCreatedDateUTC'),
    whereKey('BankTransferID', 'BankTransferID'),
    whereDate('BankTransferDate', 'Date'),
  ],
} as const;

export const BankTransferFromTracking = defineTable({
  ...tracking,
  name: 'BankTransferFromTracking',
  description: 'Tracking options of bank transfers, for the account the money left.',
  rowPath: ['FromTracking'],
});

export const BankTransferToTracking = defineTable({
  ...tracking,
  name: 'BankTransferToTracking',
  description: 'Tracking options of bank transfers, for the account the money reached.',
  rowPath: ['ToTracking'],
});
