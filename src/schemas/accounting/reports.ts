/**
 * Xero's reports as tables: typed, one row a value. What a report is asked with are columns, so
 * `WHERE FromDate = '2026-01-01' AND ToDate = '2026-06-30'` says it; without it today counts.
 */
import {
  boolean,
  date,
  decimal,
  defineTable,
  input,
  integer,
  money,
  parent,
  text,
  timestamp,
  uuid,
  type ColumnSpecs,
} from '../define.ts';
import { fromParent, optionalParam, paramFromParent } from '../inputs.ts';
import type { ReportShape, TableInput } from '../model.ts';
import { Accounts } from './accounts.ts';
import { Contacts } from './contacts.ts';
import { publishedReport, report, type ReportName } from './endpoints.ts';

const schema = 'ACCOUNTING';

const AMOUNTS = { rows: 'amounts', cells: null } as const;
const LINES = { rows: 'lines', cells: null } as const;

const TIMEFRAMES = ['MONTH', 'QUARTER', 'YEAR'] as const;
const ROW_TYPES = ['Row', 'SummaryRow'] as const;

const LINE = {
  LineNumber: integer('LineNumber', 'Place of the line in the report, from 1.'),
  Section: text('Section', 'Heading that the line stands under.'),
  RowType: text('RowType', 'Row for a line, SummaryRow for a total.', { values: ROW_TYPES }),
  Label: text('Label', 'What the line says it is.'),
} as const satisfies ColumnSpecs;

const ACCOUNT = {
  AccountID: uuid('AccountID', 'Key of the account, where the line is one.'),
} as const satisfies ColumnSpecs;

const AMOUNT = {
  ColumnNumber: integer('ColumnNumber', 'Place of the amount in its line, from 1.'),
  ColumnTitle: text('ColumnTitle', 'What stands above the amount: a period or tracking option.'),
} as const satisfies ColumnSpecs;

const RANGE = {
  FromDate: input(date('', 'First day of the report; say FromDate = a day.')),
  ToDate: input(date('', 'Last day of the report; say ToDate = a day.')),
} as const satisfies ColumnSpecs;

const AS_AT = { Date: input(date('', 'Day of the report; say Date = a day.')) } as const;

const PAYMENTS_ONLY = {
  PaymentsOnly: input(boolean('', 'True for a report on cash basis.')),
} as const;

const rangeInputs: readonly TableInput<'FromDate' | 'ToDate'>[] = [
  optionalParam('FromDate', 'fromDate'),
  optionalParam('ToDate', 'toDate'),
];
const dateInput = optionalParam('Date', 'date');
const paymentsOnly = optionalParam('PaymentsOnly', 'paymentsOnly');

/** By period when Timeframe is said: the range is then cut into such periods. */
export const ProfitAndLoss = defineTable({
  schema,
  name: 'ProfitAndLoss',
  description: 'Profit and loss, one row for each amount of a line and period.',
  endpoint: report('ProfitAndLoss'),
  columns: {
    ...LINE,
    PeriodStart: date('PeriodStart', 'First day of the period, where Timeframe is said.'),
    PeriodEnd: date('PeriodEnd', 'Last day of the period.'),
    Amount: money('Amount', 'The amount.'),
    ...ACCOUNT,
    ...AMOUNT,
    ...RANGE,
    Timeframe: input(
      text('', 'Say MONTH, QUARTER or YEAR to cut the range into such.', { values: TIMEFRAMES }),
    ),
    Periods: input(integer('', 'Earlier periods to compare with, 1 to 11.')),
    TrackingCategoryID: input(uuid('', 'A tracking category whose options become columns.')),
    TrackingOptionID: input(uuid('', 'An option of that category to keep to.')),
    TrackingCategoryID2: input(uuid('', 'A second tracking category.')),
    TrackingOptionID2: input(uuid('', 'An option of the second category.')),
    StandardLayout: input(boolean('', 'True for the standard layout in place of a custom one.')),
    ...PAYMENTS_ONLY,
  },
  key: ['LineNumber', 'ColumnNumber', 'ToDate', 'PeriodEnd'],
  references: [{ columns: ['AccountID'], table: 'Accounts' }],
  report: { ...AMOUNTS, calls: 'range' },
  inputs: [
    ...rangeInputs,
    optionalParam('Timeframe', 'timeframe'),
    optionalParam('Periods', 'periods'),
    optionalParam('TrackingCategoryID', 'trackingCategoryID'),
    optionalParam('TrackingOptionID', 'trackingOptionID'),
    optionalParam('TrackingCategoryID2', 'trackingCategoryID2'),
    optionalParam('TrackingOptionID2', 'trackingOptionID2'),
    optionalParam('StandardLayout', 'standardLayout'),
    paymentsOnly,
  ],
});

export const BalanceSheet = defineTable({
  schema,
  name: 'BalanceSheet',
  description: 'Balance sheet, one row for each balance of a line and day.',
  endpoint: report('BalanceSheet'),
  columns: {
    ...LINE,
    PeriodEnd: date('PeriodEnd', 'Day of the balance.'),
    Amount: money('Amount', 'The balance.'),
    ...ACCOUNT,
    ...AMOUNT,
    ...AS_AT,
    Timeframe: input(text('', 'How far apart the days compared are.', { values: TIMEFRAMES })),
    Periods: input(integer('', 'Earlier days to compare with, 1 to 11.')),
    TrackingOptionID1: input(uuid('', 'A tracking option to keep to.')),
    TrackingOptionID2: input(uuid('', 'A second tracking option.')),
    StandardLayout: input(boolean('', 'True for the standard layout in place of a custom one.')),
    ...PAYMENTS_ONLY,
  },
  key: ['LineNumber', 'ColumnNumber', 'Date'],
  references: [{ columns: ['AccountID'], table: 'Accounts' }],
  report: { ...AMOUNTS, calls: 'date' },
  inputs: [
    dateInput,
    optionalParam('Timeframe', 'timeframe'),
    optionalParam('Periods', 'periods'),
    optionalParam('TrackingOptionID1', 'trackingOptionID1'),
    optionalParam('TrackingOptionID2', 'trackingOptionID2'),
    optionalParam('StandardLayout', 'standardLayout'),
    paymentsOnly,
  ],
});

export const TrialBalance = defineTable({
  schema,
  name: 'TrialBalance',
  description: 'Trial balance, one row an account.',
  endpoint: report('TrialBalance'),
  columns: {
    ...LINE,
    AccountCode: text('AccountCode', 'Code of the account, where it has one.'),
    Debit: money('Debit', 'Debits of the month of the day.'),
    Credit: money('Credit', 'Credits of the month of the day.'),
    YTDDebit: money('YTDDebit', 'Balance in debit, or debits of the financial year so far.'),
    YTDCredit: money('YTDCredit', 'Balance in credit, or credits of the financial year so far.'),
    ...ACCOUNT,
    ...AS_AT,
    ...PAYMENTS_ONLY,
  },
  key: ['LineNumber', 'Date'],
  references: [{ columns: ['AccountID'], table: 'Accounts' }],
  report: { ...LINES, calls: 'date' },
  inputs: [dateInput, paymentsOnly],
});

export const BankSummary = defineTable({
  schema,
  name: 'BankSummary',
  description: 'What came into and went out of each bank account.',
  endpoint: report('BankSummary'),
  columns: {
    ...LINE,
    OpeningBalance: money('OpeningBalance', 'Balance before the first day.'),
    CashReceived: money('CashReceived', 'Money received.'),
    CashSpent: money('CashSpent', 'Money spent.'),
    FXGain: money('FXGain', 'Gain by exchange rates, where there is one.'),
    ClosingBalance: money('ClosingBalance', 'Balance after the last day.'),
    ...ACCOUNT,
    ...RANGE,
  },
  key: ['LineNumber', 'ToDate'],
  references: [{ columns: ['AccountID'], table: 'Accounts' }],
  report: { ...LINES, calls: 'range' },
  inputs: rangeInputs,
});

/** Not in the OpenAPI files: as Xero documented it, for organisations that were granted it. */
export const BankStatement = defineTable({
  schema,
  name: 'BankStatement',
  description: 'Lines of the statements of bank accounts; one call an account, up to 365 days.',
  endpoint: report('BankStatement'),
  columns: {
    LineNumber: LINE.LineNumber,
    BankAccountID: input(uuid('', 'Key of the bank account; one call each.')),
    Date: date('Date', 'Day of the line.'),
    RowType: LINE.RowType,
    Description: text(
      'Description',
      'Payee or text; Opening Balance and Closing Balance at the ends.',
    ),
    Reference: text('Reference', 'Reference.'),
    Reconciled: text('Reconciled', 'Whether it is reconciled.', { values: ['Yes', 'No'] }),
    Source: text('Source', 'Where the line came from.'),
    Amount: money('Amount', 'Money in; out is negative.'),
    Balance: money('Balance', 'Balance after the line.'),
    ...RANGE,
  },
  key: ['BankAccountID', 'LineNumber', 'ToDate'],
  references: [{ columns: ['BankAccountID'], table: 'Accounts', targetColumns: ['AccountID'] }],
  report: { ...LINES, calls: 'range' },
  inputs: [
    paramFromParent('BankAccountID', 'bankAccountID', Accounts, {
      parentColumn: 'AccountID',
      only: { Type: ['BANK'] },
    }),
    ...rangeInputs,
  ],
});

export const BudgetSummary = defineTable({
  schema,
  name: 'BudgetSummary',
  description: 'The overall budget, one row for each amount of a line and period.',
  endpoint: report('BudgetSummary'),
  columns: {
    ...LINE,
    PeriodEnd: date('PeriodEnd', 'Last day of the month that the period is named after.'),
    Amount: money('Amount', 'Amount budgeted.'),
    ...ACCOUNT,
    ...AMOUNT,
    ...AS_AT,
    Timeframe: input(integer('', 'Months in a period: 1, 3 or 12.')),
    Periods: input(integer('', 'How many periods, 1 to 12.')),
  },
  key: ['LineNumber', 'ColumnNumber', 'Date'],
  references: [{ columns: ['AccountID'], table: 'Accounts' }],
  report: { ...AMOUNTS, calls: 'date' },
  inputs: [dateInput, optionalParam('Timeframe', 'timeframe'), optionalParam('Periods', 'periods')],
});

export const ExecutiveSummary = defineTable({
  schema,
  name: 'ExecutiveSummary',
  description: 'Key figures of a month beside those of the month before.',
  endpoint: report('ExecutiveSummary'),
  columns: {
    ...LINE,
    ThisMonth: decimal('ThisMonth', 'Figure of the month.'),
    PreviousMonth: decimal('PreviousMonth', 'Figure of the month before.'),
    Variance: decimal('Variance', 'Change in percent.'),
    ...AS_AT,
  },
  key: ['LineNumber', 'Date'],
  report: {
    rows: 'lines',
    cells: ['Label', 'ThisMonth', 'PreviousMonth', 'Variance'],
    calls: 'date',
  },
  inputs: [dateInput],
});

const AGED = {
  LineNumber: LINE.LineNumber,
  ContactID: input(uuid('', 'Key of the contact; one call each.')),
  DocumentDate: date('Date', 'Day of the document.'),
  Number: text('Number', 'Number of the document, or what the line says.'),
  Label: text('Label', 'What the line says first: a day, or the name of a total.'),
  DueDate: date('DueDate', 'Day it falls due.'),
  RowType: LINE.RowType,
  Overdue: text('Overdue', 'How long it is overdue, as Xero says it.'),
  Total: money('Total', 'Total of the document.'),
  Paid: money('Paid', 'Amount paid.'),
  Credited: money('Credited', 'Amount credited.'),
  Due: money('Due', 'Amount still due.'),
  InvoiceID: uuid('InvoiceID', 'Key of the invoice, where the line is one.'),
  ReportDate: input(date('', 'Day that payments count to; say ReportDate = a day.')),
  FromDate: input(date('', 'First day of the documents; say FromDate = a day.')),
  ToDate: input(date('', 'Last day of the documents; say ToDate = a day.')),
} as const satisfies ColumnSpecs;

const agedReport: ReportShape = {
  rows: 'lines',
  cells: ['Date', 'Number', 'DueDate', 'Overdue', 'Total', 'Paid', 'Credited', 'Due'],
  calls: 'asked',
};

const aged = (name: ReportName, description: string) =>
  defineTable({
    schema,
    name,
    description,
    endpoint: report(name),
    columns: AGED,
    key: ['ContactID', 'LineNumber'],
    references: [
      { columns: ['ContactID'], table: 'Contacts' },
      { columns: ['InvoiceID'], table: 'Invoices' },
    ],
    report: agedReport,
    inputs: [
      paramFromParent('ContactID', 'contactId', Contacts),
      optionalParam('ReportDate', 'date'),
      optionalParam('FromDate', 'fromDate'),
      optionalParam('ToDate', 'toDate'),
    ],
  });

export const AgedReceivablesByContact = aged(
  'AgedReceivablesByContact',
  'What customers owe, document by document; one call a contact.',
);

export const AgedPayablesByContact = aged(
  'AgedPayablesByContact',
  'What is owed to suppliers, document by document; one call a contact.',
);

const box = (number: number) => money(`Box${number}`, `Amount in box ${number} of the form.`);

export const TenNinetyNine = defineTable({
  schema,
  name: 'TenNinetyNine',
  description: 'Payments to contractors for form 1099, one row a contact; US organisations only.',
  endpoint: report('TenNinetyNine'),
  rowPath: ['Contacts'],
  columns: {
    ContactID: uuid('ContactId', 'Key of the contact.'),
    Name: text('Name', 'Name of the contact.'),
    LegalName: text('LegalName', 'Legal name.'),
    BusinessName: text('BusinessName', 'Name of the business.'),
    FederalTaxIDType: text('FederalTaxIDType', 'Kind of tax number.'),
    TaxID: text('TaxID', 'Tax number.'),
    FederalTaxClassification: text('FederalTaxClassification', 'Kind of business for tax.', {
      values: [
        'SOLE_PROPRIETOR',
        'PARTNERSHIP',
        'TRUST_OR_ESTATE',
        'NONPROFIT',
        'C_CORP',
        'S_CORP',
        'OTHER',
      ],
    }),
    Email: text('Email', 'E-mail address.'),
    StreetAddress: text('StreetAddress', 'Street address.'),
    City: text('City', 'Town or city.'),
    State: text('State', 'State.'),
    Zip: text('Zip', 'Postal code.'),
    Box1: box(1),
    Box2: box(2),
    Box3: box(3),
    Box4: box(4),
    Box5: box(5),
    Box6: box(6),
    Box7: box(7),
    Box8: box(8),
    Box9: box(9),
    Box10: box(10),
    Box11: box(11),
    Box13: box(13),
    Box14: box(14),
    ReportName: parent(text('ReportName', 'Which form it is.')),
    ReportYear: input(text('', 'Tax year; say ReportYear = a year in quotes.')),
  },
  key: ['ContactID'],
  references: [{ columns: ['ContactID'], table: 'Contacts' }],
  inputs: [optionalParam('ReportYear', 'reportYear')],
});

/** Statements for the tax office that were published; each is a report of its own in Xero. */
export const Reports = defineTable({
  schema,
  name: 'Reports',
  aliases: ['Report'],
  description: 'Published reports, as activity statements: names and days only.',
  endpoint: report(null),
  columns: {
    ReportID: text('ReportID', 'Key of the report.'),
    ReportName: text('ReportName', 'Name of the report.'),
    ReportType: text('ReportType', 'Kind of report.'),
    ReportDate: text('ReportDate', 'Day of the report, in words.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['ReportID'],
});

/** What stands in published reports; one call each. */
export const ReportCells = defineTable({
  schema,
  name: 'ReportCells',
  description: 'What published reports say, one row for each cell of a line.',
  endpoint: publishedReport,
  columns: {
    ReportID: input(text('', 'Key of the report; one call each.')),
    ...LINE,
    ...AMOUNT,
    Value: text('Amount', 'What stands in the cell.'),
    ...ACCOUNT,
  },
  key: ['ReportID', 'LineNumber', 'ColumnNumber'],
  references: [
    { columns: ['ReportID'], table: 'Reports' },
    { columns: ['AccountID'], table: 'Accounts' },
  ],
  report: { ...AMOUNTS, calls: 'asked' },
  inputs: [fromParent('ReportID', Reports)],
});
