/** Settings of the payroll. */
import { defineTable, boolean, integer, text, uuid } from '../define.ts';
import { settings } from './endpoints.ts';
import { ACCOUNT_TYPES } from './enumerations.ts';

const schema = 'PAYROLLAUS';

const trackingCategory = <Column extends string>(column: Column) => ({
  columns: [column],
  schema: 'ACCOUNTING' as const,
  table: 'TrackingCategories',
  targetColumns: ['TrackingCategoryID'],
});

export const Settings = defineTable({
  schema,
  name: 'Settings',
  aliases: ['PayrollSettings'],
  description: 'How the organisation runs its payroll: one row.',
  endpoint: settings,
  columns: {
    DaysInPayrollYear: integer('DaysInPayrollYear', 'Days that a payroll year counts.'),
    EmployeesAreSTP2: boolean(
      'EmployeesAreSTP2',
      'Whether employees are reported by Single Touch Payroll phase 2.',
    ),
    EmployeeGroupsTrackingCategoryID: uuid(
      'TrackingCategories.EmployeeGroups.TrackingCategoryID',
      'Key of the tracking category that groups employees.',
    ),
    EmployeeGroupsTrackingCategoryName: text(
      'TrackingCategories.EmployeeGroups.TrackingCategoryName',
      'Name of the tracking category that groups employees.',
    ),
    TimesheetCategoriesTrackingCategoryID: uuid(
      'TrackingCategories.TimesheetCategories.TrackingCategoryID',
      'Key of the tracking category of timesheets.',
    ),
    TimesheetCategoriesTrackingCategoryName: text(
      'TrackingCategories.TimesheetCategories.TrackingCategoryName',
      'Name of the tracking category of timesheets.',
    ),
  },
  key: ['TenantId'],
  references: [
    trackingCategory('EmployeeGroupsTrackingCategoryID'),
    trackingCategory('TimesheetCategoriesTrackingCategoryID'),
  ],
});

export const SettingsAccounts = defineTable({
  schema,
  name: 'SettingsAccounts',
  description: 'Accounts that payroll posts to, one row each.',
  endpoint: settings,
  rowPath: ['Accounts'],
  columns: {
    AccountID: uuid('AccountID', 'Key of the account.'),
    Type: text('Type', 'Kind.', { values: ACCOUNT_TYPES }),
    Code: text('Code', 'Code of the account.'),
    Name: text('Name', 'Name.'),
  },
  key: ['AccountID', 'Type'],
  references: [{ columns: ['AccountID'], schema: 'ACCOUNTING', table: 'Accounts' }],
});
