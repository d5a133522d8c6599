import { date, defineTable, input, money, parent, text, timestamp, uuid } from '../define.ts';
import { keyParam } from '../filters.ts';
import { fromParent, optionalParam } from '../inputs.ts';
import { budget, budgets as endpoint } from './endpoints.ts';
import { BUDGET_TYPES } from './enumerations.ts';
import { LINE_TRACKING } from './parts.ts';

const schema = 'ACCOUNTING';

/**
 * No filter by path: `/Budgets/{id}` brings every line of the budget too, the list its head only.
 * DateFrom and DateTo of the list choose lines, not budgets.
 */
export const Budgets = defineTable({
  schema,
  name: 'Budgets',
  aliases: ['Budget'],
  description: 'Budgets, of the whole organisation or of tracking options; without their lines.',
  endpoint,
  columns: {
    BudgetID: uuid('BudgetID', 'Key of the budget.'),
    Type: text('Type', 'Whether it is for all or for tracking options.', { values: BUDGET_TYPES }),
    Description: text('Description', 'Name of the budget.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['BudgetID'],
  filters: [keyParam('BudgetID', 'IDs')],
});

export const BudgetTracking = defineTable({
  schema,
  name: 'BudgetTracking',
  description: 'Tracking options that budgets are for.',
  endpoint,
  rowPath: ['Tracking'],
  columns: {
    BudgetID: parent(uuid('BudgetID', 'Key of the budget it belongs to.')),
    ...LINE_TRACKING,
    BudgetType: parent(text('Type', 'Type of the budget.', { values: BUDGET_TYPES })),
  },
  key: ['BudgetID', 'TrackingCategoryID'],
  references: [
    { columns: ['BudgetID'], table: 'Budgets' },
    { columns: ['TrackingCategoryID'], table: 'TrackingCategories' },
    { columns: ['TrackingOptionID'], table: 'TrackingOptions' },
  ],
  filters: [keyParam('BudgetID', 'IDs')],
});

/** One call a budget. Without DateFrom and DateTo Xero decides which months come. */
export const BudgetLines = defineTable({
  schema,
  name: 'BudgetLines',
  aliases: ['BudgetLine'],
  description: 'Budgeted amounts, one row for each account and month of a budget.',
  endpoint: budget,
  rowPath: ['BudgetLines', 'BudgetBalances'],
  columns: {
    BudgetID: parent(uuid('BudgetID', 'Key of the budget it belongs to.'), 2),
    AccountID: parent(uuid('AccountID', 'Key of the account.')),
    Period: date('Period', 'First day of the month.'),
    AccountCode: parent(text('AccountCode', 'Code of the account.')),
    Amount: money('Amount', 'Amount budgeted for the month.'),
    UnitAmount: money('UnitAmount', 'Units budgeted for the month.'),
    Notes: text('Notes', 'Notes on the month.'),
    BudgetType: parent(text('Type', 'Type of the budget.', { values: BUDGET_TYPES }), 2),
    DateFrom: input(date('', 'Say DateFrom = a day to begin with the month that day is in.')),
    DateTo: input(date('', 'Say DateTo = a day to end with the month that day is in.')),
  },
  key: ['BudgetID', 'AccountID', 'Period'],
  references: [
    { columns: ['BudgetID'], table: 'Budgets' },
    { columns: ['AccountID'], table: 'Accounts' },
  ],
  inputs: [
    fromParent('BudgetID', Budgets, { shared: { BudgetType: 'Type' } }),
    optionalParam('DateFrom', 'DateFrom'),
    optionalParam('DateTo', 'DateTo'),
  ],
});
