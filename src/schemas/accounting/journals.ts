import {
  date,
  defineTable,
  integer,
  money,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byOffset, byPath, modifiedSince } from '../filters.ts';
import { journals as endpoint } from './endpoints.ts';
import { ACCOUNT_TYPES, JOURNAL_SOURCE_TYPES } from './enumerations.ts';
import { LINE_TRACKING } from './parts.ts';

const schema = 'ACCOUNTING';

export const Journals = defineTable({
  schema,
  name: 'Journals',
  aliases: ['Journal'],
  description: 'The general ledger: what each document posted; accrual basis.',
  endpoint,
  columns: {
    JournalID: uuid('JournalID', 'Key of the journal.'),
    JournalNumber: integer('JournalNumber', 'Number in the order of posting.'),
    JournalDate: date('JournalDate', 'Day it is posted to.'),
    CreatedDateUTC: timestamp('CreatedDateUTC', 'When it was posted.'),
    Reference: text('Reference', 'Reference of the document.'),
    SourceType: text('SourceType', 'Kind of document that posted it.', {
      values: JOURNAL_SOURCE_TYPES,
    }),
    SourceID: uuid('SourceID', 'Key of the document that posted it.'),
  },
  key: ['JournalID'],
  filters: [byPath('JournalID'), byOffset('JournalNumber'), modifiedSince('CreatedDateUTC')],
});

// ------------------------------------------------------------------- children

const journalKey = (levels: number) =>
  parent(uuid('JournalID', 'Key of the journal it belongs to.'), levels);

/** What lists of postings need of the journal, under names that do not clash with Journals'. */
const journalHeader = (levels: number) => ({
  PostingNumber: parent(integer('JournalNumber', 'Number of the journal.'), levels),
  PostingDate: parent(date('JournalDate', 'Day the journal is posted to.'), levels),
  JournalReference: parent(text('Reference', 'Reference of the document.'), levels),
  JournalSourceType: parent(
    text('SourceType', 'Kind of document that posted it.', { values: JOURNAL_SOURCE_TYPES }),
    levels,
  ),
  JournalSourceID: parent(uuid('SourceID', 'Key of the document that posted it.'), levels),
  JournalCreatedDateUTC: parent(timestamp('CreatedDateUTC', 'When it was posted.'), levels),
});

const filters = [
  byPath('JournalID'),
  byOffset('PostingNumber'),
  modifiedSince('JournalCreatedDateUTC'),
] as const;

const toJournal = { columns: ['JournalID'], table: 'Journals' } as const;

export const JournalLines = defineTable({
  schema,
  name: 'JournalLines',
  aliases: ['JournalLine'],
  description: 'Debits (positive) and credits (negative) of the general ledger, one row each.',
  endpoint,
  rowPath: ['JournalLines'],
  aliasPrefix: 'JournalLine',
  columns: {
    JournalLineID: uuid('JournalLineID', 'Key of the line.'),
    JournalID: journalKey(1),
    LineNumber: position('Place of the line in the journal, from 1.'),
    AccountCode: text('AccountCode', 'Code of the account.'),
    AccountName: text('AccountName', 'Name of the account.'),
    AccountType: text('AccountType', 'Kind of account.', { values: ACCOUNT_TYPES }),
    Description: text('Description', 'Description of the line.'),
    NetAmount: money('NetAmount', 'Amount without tax; credits are negative.'),
    GrossAmount: money('GrossAmount', 'Amount with tax; credits are negative.'),
    TaxAmount: money('TaxAmount', 'Tax; credits are negative.'),
    TaxType: text('TaxType', 'Tax rate, as in TaxRates.TaxType.'),
    TaxName: text('TaxName', 'Name of the tax rate.'),
    AccountID: uuid('AccountID', 'Key of the account.'),
    ...journalHeader(1),
  },
  key: ['JournalLineID'],
  references: [toJournal, { columns: ['AccountID'], table: 'Accounts' }],
  filters,
});

export const JournalLineTracking = defineTable({
  schema,
  name: 'JournalLineTracking',
  description: 'Tracking options that journal lines are tagged with.',
  endpoint,
  rowPath: ['JournalLines', 'TrackingCategories'],
  columns: {
    JournalID: journalKey(2),
    JournalLineID: parent(uuid('JournalLineID', 'Key of the line it belongs to.')),
    ...LINE_TRACKING,
    ...journalHeader(2),
  },
  key: ['JournalLineID', 'TrackingCategoryID'],
  references: [
    toJournal,
    { columns: ['JournalLineID'], table: 'JournalLines' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters,
});
