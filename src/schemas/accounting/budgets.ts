import { defineTable, parent, text, timestamp, uuid } from '../define.ts';
import { keyParam } from '../filters.ts';
import { budgets as endpoint } from './endpoints.ts';
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
