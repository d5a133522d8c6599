import {
  ACCOUNT_CLASSES,
  ACCOUNT_TYPES,
  JOURNAL_SOURCE_TYPES,
} from '../accounting/enumerations.ts';
import { date, integer, text, timestamp, uuid } from '../define.ts';
import { defineView } from '../view.ts';
import { money, TENANT } from './columns.ts';

export const GeneralLedger = defineView({
  name: 'GeneralLedger',
  description: 'The general ledger, one row for each line of a journal; accrual basis.',
  notes: `Every posting that the Journals of Xero have, in the base currency. The sum of \`NetAmount\` of
an account up to a day is its balance in the trial balance of that day, and of all accounts nothing. What
was voided is there twice, posted and taken back. Journals are read 100 a call and Xero filters them by
\`JournalNumber >\` and \`JournalCreatedDateUTC >=\` alone: keep what you have read, and ask for what came
since. An account of a type that Xero does not document has no class.`,
  columns: {
    JournalNumber: integer('', 'Number of the journal, in the order of posting.'),
    JournalDate: date('', 'Day it is posted to.'),
    LineNumber: integer('', 'Place of the line in the journal, from 1.'),
    AccountCode: text('', 'Code of the account.'),
    AccountName: text('', 'Name of the account.'),
    AccountType: text('', 'Kind of account.', { values: ACCOUNT_TYPES }),
    AccountClass: text('', 'Part of the books that the account belongs to, by its type.', {
      values: ACCOUNT_CLASSES,
    }),
    Debit: money('NetAmount where it is a debit, else 0.'),
    Credit: money('NetAmount where it is a credit, without its sign, else 0.'),
    NetAmount: money('Amount without tax; credits are negative.'),
    TaxAmount: money('Tax; credits are negative.'),
    GrossAmount: money('Amount with tax; credits are negative.'),
    Description: text('', 'Description of the line.'),
    Reference: text('', 'Reference of the document that posted it.'),
    SourceType: text('', 'Kind of that document.', { values: JOURNAL_SOURCE_TYPES }),
    SourceID: uuid('', 'Key of that document.'),
    TaxType: text('', 'Tax rate, as in TaxRates.TaxType.'),
    TaxName: text('', 'Name of the tax rate.'),
    AccountID: uuid('', 'Key of the account.'),
    JournalID: uuid('', 'Key of the journal.'),
    JournalLineID: uuid('', 'Key of the line.'),
    JournalCreatedDateUTC: timestamp('', 'When it was posted.'),
    ...TENANT,
  },
  key: ['JournalLineID'],
  sql: `
SELECT PostingNumber AS JournalNumber, PostingDate AS JournalDate, LineNumber,
  AccountCode, AccountName, AccountType,
  CASE
    WHEN AccountType IN ('REVENUE', 'SALES', 'OTHERINCOME') THEN 'REVENUE'
    WHEN AccountType IN ('DIRECTCOSTS', 'EXPENSE', 'OVERHEADS', 'DEPRECIATN', 'WAGESEXPENSE',
      'SUPERANNUATIONEXPENSE') THEN 'EXPENSE'
    WHEN AccountType IN ('BANK', 'CURRENT', 'FIXED', 'INVENTORY', 'NONCURRENT', 'PREPAYMENT') THEN 'ASSET'
    WHEN AccountType IN ('CURRLIAB', 'LIABILITY', 'TERMLIAB', 'PAYG', 'PAYGLIABILITY',
      'SUPERANNUATIONLIABILITY') THEN 'LIABILITY'
    WHEN AccountType = 'EQUITY' THEN 'EQUITY'
  END AS AccountClass,
  CASE WHEN NetAmount > 0 THEN NetAmount ELSE 0.00 END AS Debit,
  CASE WHEN NetAmount < 0 THEN -NetAmount ELSE 0.00 END AS Credit,
  NetAmount, TaxAmount, GrossAmount, Description, JournalReference AS Reference,
  JournalSourceType AS SourceType, JournalSourceID AS SourceID,
  TaxType, TaxName, AccountID, JournalID, JournalLineID, JournalCreatedDateUTC,
  TenantId, TenantName
FROM JournalLines`,
  examples: [
    {
      title: 'The account of a quarter, with its running balance',
      sql: `SELECT JournalDate, SourceType, Reference, Debit, Credit,
  SUM(NetAmount) OVER (ORDER BY JournalDate, JournalNumber, LineNumber) AS Balance
FROM GeneralLedger
WHERE AccountCode = '200' AND JournalDate BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'
ORDER BY JournalDate, JournalNumber, LineNumber`,
    },
    {
      title: 'The balance of every account at the end of a day',
      sql: `SELECT AccountCode, AccountName, SUM(NetAmount) AS Balance
FROM GeneralLedger WHERE JournalDate <= DATE '2026-06-30'
GROUP BY AccountCode, AccountName ORDER BY AccountCode`,
    },
    {
      title: 'What was posted since you last looked, in as many calls as there are hundreds of it',
      sql: `SELECT JournalNumber, JournalDate, AccountCode, NetAmount FROM GeneralLedger
WHERE JournalNumber > 2000 ORDER BY JournalNumber, LineNumber`,
    },
  ],
});
