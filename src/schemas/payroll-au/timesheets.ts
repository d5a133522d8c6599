/** Timesheets, their lines and days. */
import {
  defineTable,
  date,
  dayByPosition,
  decimal,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, modifiedSince, whereDate, whereEnum, whereKey } from '../filters.ts';
import { timesheets } from './endpoints.ts';
import { TIMESHEET_STATUSES } from './enumerations.ts';

const schema = 'PAYROLLAUS';

export const Timesheets = defineTable({
  schema,
  name: 'Timesheets',
  aliases: ['Timesheet'],
  description: 'Timesheets, one row each.',
  endpoint: timesheets,
  columns: {
    TimesheetID: uuid('TimesheetID', 'Key of the timesheet.'),
    EmployeeID: uuid('EmployeeID', 'Key of the employee.'),
    StartDate: date('StartDate', 'First day.'),
    EndDate: date('EndDate', 'Last day.'),
    Status: text('Status', 'Where the timesheet stands.', { values: TIMESHEET_STATUSES }),
    Hours: decimal('Hours', 'Hours in all.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['TimesheetID'],
  references: [{ columns: ['EmployeeID'], table: 'Employees' }],
  filters: [
    byPath('TimesheetID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('TimesheetID', 'TimesheetID'),
    whereKey('EmployeeID', 'EmployeeID'),
    whereEnum('Status', 'Status'),
    whereDate('StartDate', 'StartDate'),
    whereDate('EndDate', 'EndDate'),
  ],
});

export const TimesheetLines = defineTable({
  schema,
  name: 'TimesheetLines',
  description: 'Lines of timesheets, one row for each rate and tracking option.',
  endpoint: timesheets,
  rowPath: ['TimesheetLines'],
  columns: {
    TimesheetID: parent(uuid('TimesheetID', 'Key of the timesheet.')),
    LineNumber: position('Place of the line, from 1.'),
    EarningsRateID: uuid('EarningsRateID', 'Key of the earnings rate.'),
    TrackingItemID: uuid('TrackingItemID', 'Key of the tracking option.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    TimesheetStatus: parent(
      text('Status', 'Where the timesheet stands.', { values: TIMESHEET_STATUSES }),
    ),
    TimesheetStartDate: parent(date('StartDate', 'First day of the timesheet.')),
    TimesheetEndDate: parent(date('EndDate', 'Last day of the timesheet.')),
  },
  key: ['TimesheetID', 'LineNumber'],
  references: [
    { columns: ['TimesheetID'], table: 'Timesheets' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
    {
      columns: ['TrackingItemID'],
      schema: 'ACCOUNTING',
      table: 'TrackingOptions',
      targetColumns: ['TrackingOptionID'],
    },
  ],
  filters: [
    whereKey('TimesheetID', 'TimesheetID'),
    whereKey('EmployeeID', 'EmployeeID'),
    whereEnum('TimesheetStatus', 'Status'),
    whereDate('TimesheetStartDate', 'StartDate'),
    whereDate('TimesheetEndDate', 'EndDate'),
    byPath('TimesheetID'),
  ],
});

export const TimesheetDays = defineTable({
  schema,
  name: 'TimesheetDays',
  description: 'Units worked, one row for each day of a line of a timesheet.',
  endpoint: timesheets,
  rowPath: ['TimesheetLines', 'NumberOfUnits'],
  plainRows: true,
  columns: {
    TimesheetID: parent(uuid('TimesheetID', 'Key of the timesheet.'), 2),
    EarningsRateID: parent(uuid('EarningsRateID', 'Key of the earnings rate.')),
    TrackingItemID: parent(uuid('TrackingItemID', 'Key of the tracking option.')),
    DayNumber: position('Place of the day in the timesheet, from 1.'),
    Date: dayByPosition('StartDate', 'The day.', 2),
    NumberOfUnits: decimal('Value', 'Units worked that day.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.'), 2),
    TimesheetStatus: parent(
      text('Status', 'Where the timesheet stands.', { values: TIMESHEET_STATUSES }),
      2,
    ),
    TimesheetStartDate: parent(date('StartDate', 'First day of the timesheet.'), 2),
    TimesheetEndDate: parent(date('EndDate', 'Last day of the timesheet.'), 2),
  },
  key: ['TimesheetID', 'EarningsRateID', 'TrackingItemID', 'DayNumber'],
  references: [
    { columns: ['TimesheetID'], table: 'Timesheets' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
    {
      columns: ['TrackingItemID'],
      schema: 'ACCOUNTING',
      table: 'TrackingOptions',
      targetColumns: ['TrackingOptionID'],
    },
  ],
  filters: [
    whereKey('TimesheetID', 'TimesheetID'),
    whereKey('EmployeeID', 'EmployeeID'),
    whereEnum('TimesheetStatus', 'Status'),
    whereDate('TimesheetStartDate', 'StartDate'),
    whereDate('TimesheetEndDate', 'EndDate'),
    byPath('TimesheetID'),
  ],
});
