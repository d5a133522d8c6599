/** The lists and documents of the Australian payroll API that tables are read from. */
import { endpointOf, SINGLE } from '../endpoint.ts';
import type { Endpoint, Paging } from '../model.ts';

const schema = 'PAYROLLAUS';

/** Pages whose size Xero sets. */
const BY_HUNDRED: Paging = { kind: 'page', sizeParam: null, maxSize: 100 };

/** Both kinds of apps ask for the same scopes; the one that only reads ends in `.read`. */
const scopes = (name: string): Endpoint['scopes'] => ({
  broad: `payroll.${name}.read`,
  granular: `payroll.${name}.read`,
});

const EMPLOYEES = scopes('employees');
const SETTINGS = scopes('settings');
const PAY_RUNS = scopes('payruns');

const list = (name: string, idField: string, scopesOfList: Endpoint['scopes']): Endpoint =>
  endpointOf(schema, `/${name}`, scopesOfList, {
    items: name,
    paging: BY_HUNDRED,
    idField,
    stableOrder: `${idField} ASC`,
  });

const single = (of: Endpoint, key: string): Endpoint => ({
  ...of,
  path: `${of.path}/{${key}}`,
  paging: SINGLE,
  stableOrder: null,
});

export const employees = list('Employees', 'EmployeeID', EMPLOYEES);
export const employee = single(employees, 'EmployeeID');

/** The second version also lists leave that was rejected. */
export const leaveApplications: Endpoint = {
  ...list('LeaveApplications', 'LeaveApplicationID', EMPLOYEES),
  path: '/LeaveApplications/v2',
};

export const payItems = endpointOf(schema, '/PayItems', SETTINGS, {
  items: 'PayItems',
  paging: SINGLE,
});

export const payrollCalendars = list('PayrollCalendars', 'PayrollCalendarID', SETTINGS);
export const payRuns = list('PayRuns', 'PayRunID', PAY_RUNS);
export const payRun = single(payRuns, 'PayRunID');

export const payslip = endpointOf(schema, '/Payslip/{PayslipID}', scopes('payslip'), {
  items: 'Payslip',
  paging: SINGLE,
  idField: 'PayslipID',
});

export const settings = endpointOf(schema, '/Settings', SETTINGS, {
  items: 'Settings',
  paging: SINGLE,
});

export const superFunds: Endpoint = {
  ...list('Superfunds', 'SuperFundID', SETTINGS),
  items: 'SuperFunds',
};

export const superFundProducts = endpointOf(schema, '/SuperfundProducts', SETTINGS, {
  items: 'SuperFundProducts',
});

export const timesheets = list('Timesheets', 'TimesheetID', scopes('timesheets'));
