/** Who owes, or is owed, how much since when: receivables and payables, by document and by contact. */
import { date, integer, text, uuid } from '../define.ts';
import { defineView, type ShippedView } from '../view.ts';
import { inBase, money, TENANT } from './columns.ts';

const BUCKETS = ['Not due', '1-30', '31-60', '61-90', 'Over 90'] as const;

interface Side {
  readonly detail: string;
  readonly summary: string;
  readonly invoice: 'ACCREC' | 'ACCPAY';
  readonly credit: 'ACCRECCREDIT' | 'ACCPAYCREDIT';
  readonly overpayment: string;
  readonly prepayment: string;
  /** Whose documents, and what is owed, in the words of descriptions. */
  readonly who: string;
  readonly account: string;
  readonly report: string;
}

const RECEIVABLES: Side = {
  detail: 'AgedReceivablesDetail',
  summary: 'AgedReceivablesSummary',
  invoice: 'ACCREC',
  credit: 'ACCRECCREDIT',
  overpayment: "'RECEIVE-OVERPAYMENT', 'AROVERPAYMENT'",
  prepayment: "'RECEIVE-PREPAYMENT', 'ARPREPAYMENT'",
  who: 'customers owe',
  account: 'Accounts Receivable',
  report: 'AgedReceivablesByContact',
};

const PAYABLES: Side = {
  detail: 'AgedPayablesDetail',
  summary: 'AgedPayablesSummary',
  invoice: 'ACCPAY',
  credit: 'ACCPAYCREDIT',
  overpayment: "'SPEND-OVERPAYMENT'",
  prepayment: "'SPEND-PREPAYMENT', 'APPREPAYMENT'",
  who: 'suppliers are owed',
  account: 'Accounts Payable',
  report: 'AgedPayablesByContact',
};

/** The open documents of one kind under common names. */
const documents = (
  kind: string,
  table: string,
  columns: {
    readonly id: string;
    readonly number: string;
    readonly due: string;
    readonly open: string;
  },
  where: string,
): string => `  SELECT '${kind}' AS Kind, ${columns.id} AS DocumentID, ${columns.number} AS Number, Reference,
    Date, ${columns.due} AS DueDate, ContactID, ContactName, CurrencyCode, ${columns.open} AS Amount,
    ${inBase(columns.open)} AS BaseAmount, TenantId, TenantName
  FROM ${table}
  WHERE ${where} AND Status = 'AUTHORISED'`;

const openDocuments = ({ invoice, credit, overpayment, prepayment }: Side): string =>
  [
    documents(
      'INVOICE',
      'Invoices',
      { id: 'InvoiceID', number: 'InvoiceNumber', due: 'DueDate', open: 'AmountDue' },
      `Type = '${invoice}'`,
    ),
    documents(
      'CREDIT NOTE',
      'CreditNotes',
      { id: 'CreditNoteID', number: 'CreditNoteNumber', due: 'Date', open: '-RemainingCredit' },
      `Type = '${credit}'`,
    ),
    documents(
      'OVERPAYMENT',
      'Overpayments',
      { id: 'OverpaymentID', number: 'NULL', due: 'Date', open: '-RemainingCredit' },
      `Type IN (${overpayment})`,
    ),
    documents(
      'PREPAYMENT',
      'Prepayments',
      { id: 'PrepaymentID', number: 'InvoiceNumber', due: 'Date', open: '-RemainingCredit' },
      `Type IN (${prepayment})`,
    ),
  ].join('\n  UNION ALL\n');

const detail = (side: Side): ShippedView =>
  defineView({
    name: side.detail,
    description: `What ${side.who}, one row for each open document, with its age today.`,
    notes: `Approved documents that are not settled, as they stand now: Xero tells what is due today, not
what was due on an earlier day (\`${side.report}\` does, a call a contact). Credit notes, overpayments and
prepayments that are not yet applied count against it and are aged from their own day. The rows without
\`Kind = 'PREPAYMENT'\` add up to the balance of ${side.account}: a prepayment is booked to the account it was
coded to. \`BaseAmount\` is at the rate of the document, as the ledger has it. Today is the day in UTC.`,
    columns: {
      Kind: text('', 'Kind of document.', {
        values: ['INVOICE', 'CREDIT NOTE', 'OVERPAYMENT', 'PREPAYMENT'],
      }),
      Number: text('', 'Number of the document.'),
      Reference: text('', 'Further reference.'),
      Date: date('', 'Day of the document.'),
      DueDate: date('', 'Day it falls due; of credits the day of the document.'),
      DaysOverdue: integer('', 'Days since it fell due; 0 or less while it is not due.'),
      Bucket: text('', 'Age in days after the due date.', { values: BUCKETS }),
      ContactID: uuid('', 'Key of the contact.'),
      ContactName: text('', 'Name of the contact.'),
      CurrencyCode: text('', 'Currency of the document.'),
      Amount: money('What is open, in the currency of the document; credits are negative.'),
      BaseAmount: money('What is open in the base currency, to the cent; credits are negative.'),
      DocumentID: uuid('', 'Key of the document.'),
      ...TENANT,
    },
    key: ['DocumentID'],
    sql: `
SELECT Kind, Number, Reference, Date, DueDate, current_date - DueDate AS DaysOverdue,
  CASE
    WHEN current_date - DueDate > 90 THEN 'Over 90'
    WHEN current_date - DueDate > 60 THEN '61-90'
    WHEN current_date - DueDate > 30 THEN '31-60'
    WHEN current_date - DueDate > 0 THEN '1-30'
    ELSE 'Not due'
  END AS Bucket,
  ContactID, ContactName, CurrencyCode, Amount, BaseAmount, DocumentID, TenantId, TenantName
FROM (
${openDocuments(side)}
) AS open_documents`,
    examples: [
      {
        title: 'The oldest of them',
        sql: `SELECT ContactName, Number, DueDate, DaysOverdue, CurrencyCode, Amount
FROM ${side.detail} WHERE Kind = 'INVOICE' AND DaysOverdue > 60 ORDER BY DaysOverdue DESC LIMIT 20`,
      },
      {
        title: 'By the month in which they fall due',
        sql: `SELECT to_char(DueDate, 'YYYY-MM') AS Due, COUNT(*) AS Documents, SUM(BaseAmount) AS Amount
FROM ${side.detail} GROUP BY to_char(DueDate, 'YYYY-MM') ORDER BY Due`,
      },
    ],
  });

const inBucket = (bucket: (typeof BUCKETS)[number]): string =>
  `COALESCE(SUM(BaseAmount) FILTER (WHERE Bucket = '${bucket}'), 0.00)`;

const summary = (side: Side): ShippedView =>
  defineView({
    name: side.summary,
    description: `What ${side.who} by contact and age today, in the base currency.`,
    notes: `The rows of \`${side.detail}\`, prepayments too, one row a contact.`,
    columns: {
      ContactID: uuid('', 'Key of the contact.'),
      ContactName: text('', 'Name of the contact.'),
      NotDue: money('Open and not yet due.'),
      Days1To30: money('Overdue for 1 to 30 days.'),
      Days31To60: money('Overdue for 31 to 60 days.'),
      Days61To90: money('Overdue for 61 to 90 days.'),
      Over90Days: money('Overdue for more than 90 days.'),
      Total: money('All that is open.'),
      OldestDueDate: date('', 'The earliest due date of an invoice among them.'),
      Documents: integer('', 'How many documents are open.'),
      ...TENANT,
    },
    key: ['TenantId', 'ContactID'],
    sql: `
SELECT ContactID, ContactName,
  ${inBucket('Not due')} AS NotDue,
  ${inBucket('1-30')} AS Days1To30,
  ${inBucket('31-60')} AS Days31To60,
  ${inBucket('61-90')} AS Days61To90,
  ${inBucket('Over 90')} AS Over90Days,
  SUM(BaseAmount) AS Total,
  MIN(DueDate) FILTER (WHERE Kind = 'INVOICE') AS OldestDueDate,
  COUNT(*) AS Documents, TenantId, TenantName
FROM BOOKS.${side.detail}
GROUP BY ContactID, ContactName, TenantId, TenantName`,
    examples: [
      {
        title: 'The largest, with their ages',
        sql: `SELECT ContactName, NotDue, Days1To30, Days31To60, Days61To90, Over90Days, Total
FROM ${side.summary} ORDER BY Total DESC LIMIT 10`,
      },
      {
        title: 'All of it by age',
        sql: `SELECT SUM(NotDue) AS NotDue, SUM(Days1To30) AS Days1To30, SUM(Days31To60) AS Days31To60,
  SUM(Days61To90) AS Days61To90, SUM(Over90Days) AS Over90Days, SUM(Total) AS Total
FROM ${side.summary}`,
      },
    ],
  });

export const AgedReceivablesDetail = detail(RECEIVABLES);
export const AgedReceivablesSummary = summary(RECEIVABLES);
export const AgedPayablesDetail = detail(PAYABLES);
export const AgedPayablesSummary = summary(PAYABLES);
