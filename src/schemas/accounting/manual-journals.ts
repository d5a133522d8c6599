import {
  boolean,
  date,
  defineTable,
  money,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import {
  byPath,
  modifiedSince,
  whereDate,
  whereEnum,
  whereKey,
  whereMatch,
  whereText,
} from '../filters.ts';
import { manualJournals as endpoint } from './endpoints.ts';
import { LINE_AMOUNT_TYPES, MANUAL_JOURNAL_STATUSES } from './enumerations.ts';

const schema = 'ACCOUNTING';

export const ManualJournals = defineTable({
  schema,
  name: 'ManualJournals',
  aliases: ['ManualJournal'],
  description: 'Journals that users entered by hand, one row each.',
  endpoint,
  columns: {
    ManualJournalID: uuid('ManualJournalID', 'Key of the journal.'),
    Narration: text('Narration', 'What the journal is for.'),
    Date: date('Date', 'Day it is posted to.'),
    Status: text('Status', 'Where the journal stands.', { values: MANUAL_JOURNAL_STATUSES }),
    LineAmountTypes: text('LineAmountTypes', 'Whether line amounts include tax.', {
      values: LINE_AMOUNT_TYPES,
    }),
    ShowOnCashBasisReports: boolean(
      'ShowOnCashBasisReports',
      'Whether reports on a cash basis show it.',
    ),
    HasAttachments: boolean('HasAttachments', 'Whether files are attached.'),
    Url: text('Url', 'Link to a source document outside Xero.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['ManualJournalID'],
  filters: [
    byPath('ManualJournalID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('ManualJournalID', 'ManualJournalID'),
    whereEnum('Status', 'Status'),
    whereDate('Date', 'Date'),
    whereText('Narration', 'Narration'),
    whereMatch('Narration', 'Narration'),
  ],
  sortable: ['Date', 'UpdatedDateUTC'],
});

/** Lines have no key of their own: their place in the journal tells them apart. */
export const ManualJournalLines = defineTable({
  schema,
  name: 'ManualJournalLines',
  aliases: ['ManualJournalsItems', 'ManualJournalLine'],
  description: 'Debits (positive) and credits (negative) of manual journals, one row each.',
  endpoint,
  rowPath: ['JournalLines'],
  aliasPrefix: 'JournalLine',
  columns: {
    ManualJournalID: parent(uuid('ManualJournalID', 'Key of the journal it belongs to.')),
    LineNumber: position('Place of the line in the journal, from 1.'),
    AccountCode: text('AccountCode', 'Code of the account.'),
    AccountID: uuid('AccountID', 'Key of the account.'),
    Description: text('Description', 'Description of the line.'),
    LineAmount: money('LineAmount', 'Amount of the line; credits are negative.'),
    TaxType: text('TaxType', 'Tax rate of the line, as in TaxRates.TaxType.'),
    TaxAmount: money('TaxAmount', 'Tax on the line; that of credits is negative.'),
    IsBlank: boolean('IsBlank', 'Whether the line was left empty.'),
    ManualJournalStatus: parent(
      text('Status', 'Status of the journal.', { values: MANUAL_JOURNAL_STATUSES }),
    ),
    ManualJournalDate: parent(date('Date', 'Day the journal is posted to.')),
    ManualJournalUpdatedDateUTC: parent(timestamp('UpdatedDateUTC', 'Last change of the journal.')),
  },
  key: ['ManualJournalID', 'LineNumber'],
  references: [
    { columns: ['ManualJournalID'], table: 'ManualJournals' },
    { columns: ['AccountID'], table: 'Accounts' },
  ],
  filters: [
    byPath('ManualJournalID'),
    modifiedSince('ManualJournalUpdatedDateUTC'),
    whereKey('ManualJournalID', 'ManualJournalID'),
    whereEnum('ManualJournalStatus', 'Status'),
    whereDate('ManualJournalDate', 'Date'),
  ],
});
