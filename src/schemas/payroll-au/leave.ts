/** Leave that employees asked for. */
import { defineTable, date, decimal, parent, position, text, timestamp, uuid } from '../define.ts';
import { modifiedSince, whereDate, whereKey } from '../filters.ts';
import { leaveApplications } from './endpoints.ts';
import { LEAVE_PERIOD_STATUSES, PAY_OUT_TYPES } from './enumerations.ts';

const schema = 'PAYROLLAUS';

export const LeaveApplications = defineTable({
  schema,
  name: 'LeaveApplications',
  aliases: ['LeaveApplication'],
  description: 'Leave that employees asked for, one row an application.',
  endpoint: leaveApplications,
  columns: {
    LeaveApplicationID: uuid('LeaveApplicationID', 'Key of the application.'),
    EmployeeID: uuid('EmployeeID', 'Key of the employee.'),
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    Title: text('Title', 'Title.'),
    StartDate: date('StartDate', 'First day.'),
    EndDate: date('EndDate', 'Last day.'),
    Description: text('Description', 'Description.'),
    PayOutType: text('PayOutType', 'Whether taken or paid out.', { values: PAY_OUT_TYPES }),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['LeaveApplicationID'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  // The path of one application is that of the first version, which the list is not.
  filters: [
    modifiedSince('UpdatedDateUTC'),
    whereKey('LeaveApplicationID', 'LeaveApplicationID'),
    whereKey('EmployeeID', 'EmployeeID'),
    whereDate('StartDate', 'StartDate'),
    whereDate('EndDate', 'EndDate'),
  ],
});

export const LeaveApplicationPeriods = defineTable({
  schema,
  name: 'LeaveApplicationPeriods',
  aliases: ['LeavePeriods'],
  description: 'Pay periods that leave is taken in, one row for each application and period.',
  endpoint: leaveApplications,
  rowPath: ['LeavePeriods'],
  columns: {
    LeaveApplicationID: parent(uuid('LeaveApplicationID', 'Key of the application.')),
    Ordinal: position('Place in the list, from 1.'),
    PayPeriodStartDate: date('PayPeriodStartDate', 'First day of the pay period.'),
    PayPeriodEndDate: date('PayPeriodEndDate', 'Last day of the pay period.'),
    NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
    LeavePeriodStatus: text('LeavePeriodStatus', 'Where the leave of the period stands.', {
      values: LEAVE_PERIOD_STATUSES,
    }),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    LeaveTypeID: parent(uuid('LeaveTypeID', 'Key of the kind of leave.')),
  },
  key: ['LeaveApplicationID', 'Ordinal'],
  references: [
    { columns: ['LeaveApplicationID'], table: 'LeaveApplications' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  filters: [
    whereKey('LeaveApplicationID', 'LeaveApplicationID'),
    whereKey('EmployeeID', 'EmployeeID'),
  ],
});
