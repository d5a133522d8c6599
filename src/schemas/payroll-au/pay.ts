/** Pay runs, their payslips (a call for each pay run) and the lines of those (a call for each payslip). */
import {
  defineTable,
  boolean,
  date,
  decimal,
  money,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, modifiedSince, whereDate, whereEnum, whereKey } from '../filters.ts';
import { fromParent } from '../inputs.ts';
import { payRun, payRuns, payslip } from './endpoints.ts';
import {
  MANUAL_TAX_TYPES,
  PAY_OUT_TYPES,
  PAY_RUN_STATUSES,
  SUPERANNUATION_CALCULATION_TYPES,
  SUPERANNUATION_CONTRIBUTION_TYPES,
} from './enumerations.ts';
import { EARNINGS_LINE, DEDUCTION_LINE, REIMBURSEMENT_LINE } from './parts.ts';

const schema = 'PAYROLLAUS';

export const PayRuns = defineTable({
  schema,
  name: 'PayRuns',
  aliases: ['PayRun'],
  description: 'Pay runs, one row each, with their totals.',
  endpoint: payRuns,
  columns: {
    PayRunID: uuid('PayRunID', 'Key of the pay run.'),
    PayrollCalendarID: uuid('PayrollCalendarID', 'Key of the payroll calendar.'),
    PayRunPeriodStartDate: date('PayRunPeriodStartDate', 'First day that is paid for.'),
    PayRunPeriodEndDate: date('PayRunPeriodEndDate', 'Last day that is paid for.'),
    PayRunStatus: text('PayRunStatus', 'Whether it is posted.', { values: PAY_RUN_STATUSES }),
    PaymentDate: date('PaymentDate', 'Day of payment.'),
    PayslipMessage: text('PayslipMessage', 'Message on the payslips.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    Wages: money('Wages', 'Gross wages.'),
    Deductions: money('Deductions', 'Deductions.'),
    Tax: money('Tax', 'Tax withheld.'),
    Super: money('Super', 'Superannuation.'),
    Reimbursement: money('Reimbursement', 'Reimbursements.'),
    NetPay: money('NetPay', 'Paid out.'),
  },
  key: ['PayRunID'],
  references: [{ columns: ['PayrollCalendarID'], table: 'PayrollCalendars' }],
  filters: [
    byPath('PayRunID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('PayRunID', 'PayRunID'),
    whereKey('PayrollCalendarID', 'PayrollCalendarID'),
    whereEnum('PayRunStatus', 'PayRunStatus'),
    whereDate('PaymentDate', 'PaymentDate'),
    whereDate('PayRunPeriodStartDate', 'PayRunPeriodStartDate'),
    whereDate('PayRunPeriodEndDate', 'PayRunPeriodEndDate'),
  ],
});

export const Payslips = defineTable({
  schema,
  name: 'Payslips',
  aliases: ['Payslip'],
  description: 'Payslips, one row each, with their totals; one call a pay run.',
  endpoint: payRun,
  rowPath: ['Payslips'],
  columns: {
    PayslipID: uuid('PayslipID', 'Key of the payslip.'),
    EmployeeID: uuid('EmployeeID', 'Key of the employee.'),
    FirstName: text('FirstName', 'First name.'),
    LastName: text('LastName', 'Last name.'),
    EmployeeGroup: text('EmployeeGroup', 'Group the employee is in.'),
    Wages: money('Wages', 'Gross wages.'),
    Deductions: money('Deductions', 'Deductions.'),
    Tax: money('Tax', 'Tax withheld.'),
    Super: money('Super', 'Superannuation.'),
    Reimbursements: money('Reimbursements', 'Reimbursements.'),
    NetPay: money('NetPay', 'Paid out.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    PayRunID: parent(uuid('PayRunID', 'Key of the pay run.')),
    PayRunStatus: parent(
      text('PayRunStatus', 'Whether the pay run is posted.', { values: PAY_RUN_STATUSES }),
    ),
    PaymentDate: parent(date('PaymentDate', 'Day of payment.')),
    PayRunPeriodStartDate: parent(date('PayRunPeriodStartDate', 'First day that is paid for.')),
    PayRunPeriodEndDate: parent(date('PayRunPeriodEndDate', 'Last day that is paid for.')),
  },
  key: ['PayslipID'],
  references: [
    { columns: ['PayRunID'], table: 'PayRuns' },
    { columns: ['EmployeeID'], table: 'Employees' },
  ],
  inputs: [
    fromParent('PayRunID', PayRuns, {
      shared: {
        PayRunStatus: 'PayRunStatus',
        PaymentDate: 'PaymentDate',
        PayRunPeriodStartDate: 'PayRunPeriodStartDate',
        PayRunPeriodEndDate: 'PayRunPeriodEndDate',
      },
    }),
  ],
});

const ofPayslip = fromParent('PayslipID', Payslips, { shared: { EmployeeID: 'EmployeeID' } });

export const PayslipEarnings = defineTable({
  schema,
  name: 'PayslipEarnings',
  description: 'Lines of payslips: earnings, one row each.',
  endpoint: payslip,
  rowPath: ['EarningsLines'],
  aliasPrefix: 'EarningsLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    ...EARNINGS_LINE,
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
  ],
  inputs: [ofPayslip],
});

export const PayslipTimesheetEarnings = defineTable({
  schema,
  name: 'PayslipTimesheetEarnings',
  description: 'Lines of payslips: earnings by timesheet, one row each.',
  endpoint: payslip,
  rowPath: ['TimesheetEarningsLines'],
  aliasPrefix: 'TimesheetEarningsLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    ...EARNINGS_LINE,
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
  ],
  inputs: [ofPayslip],
});

export const PayslipLeaveEarnings = defineTable({
  schema,
  name: 'PayslipLeaveEarnings',
  description: 'Lines of payslips: pay for leave, one row each.',
  endpoint: payslip,
  rowPath: ['LeaveEarningsLines'],
  aliasPrefix: 'LeaveEarningsLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    EarningsRateID: uuid('EarningsRateID', 'Key of the earnings rate.'),
    RatePerUnit: money('RatePerUnit', 'Pay for one unit.'),
    NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
    PayOutType: text('PayOutType', 'Whether taken or paid out.', { values: PAY_OUT_TYPES }),
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
  ],
  inputs: [ofPayslip],
});

export const PayslipDeductions = defineTable({
  schema,
  name: 'PayslipDeductions',
  description: 'Lines of payslips: deductions, one row each.',
  endpoint: payslip,
  rowPath: ['DeductionLines'],
  aliasPrefix: 'DeductionLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    ...DEDUCTION_LINE,
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['DeductionTypeID'], table: 'PayItemsDeductions' },
  ],
  inputs: [ofPayslip],
});

export const PayslipLeaveAccrual = defineTable({
  schema,
  name: 'PayslipLeaveAccrual',
  description: 'Lines of payslips: leave accrued, one row each.',
  endpoint: payslip,
  rowPath: ['LeaveAccrualLines'],
  aliasPrefix: 'LeaveAccrualLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
    AutoCalculate: boolean('AutoCalculate', 'Whether it is worked out by itself.'),
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  inputs: [ofPayslip],
});

export const PayslipReimbursements = defineTable({
  schema,
  name: 'PayslipReimbursements',
  description: 'Lines of payslips: reimbursements, one row each.',
  endpoint: payslip,
  rowPath: ['ReimbursementLines'],
  aliasPrefix: 'ReimbursementLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    ...REIMBURSEMENT_LINE,
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['ReimbursementTypeID'], table: 'PayItemsReimbursements' },
  ],
  inputs: [ofPayslip],
});

export const PayslipSuperannuations = defineTable({
  schema,
  name: 'PayslipSuperannuations',
  description: 'Lines of payslips: superannuation, one row each.',
  endpoint: payslip,
  rowPath: ['SuperannuationLines'],
  aliasPrefix: 'SuperannuationLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    SuperMembershipID: uuid('SuperMembershipID', 'Key of the membership of a fund.'),
    ContributionType: text('ContributionType', 'Who contributes, and why.', {
      values: SUPERANNUATION_CONTRIBUTION_TYPES,
    }),
    CalculationType: text('CalculationType', 'How it is worked out.', {
      values: SUPERANNUATION_CALCULATION_TYPES,
    }),
    MinimumMonthlyEarnings: money(
      'MinimumMonthlyEarnings',
      'Earnings of a month from which it is due.',
    ),
    ExpenseAccountCode: text('ExpenseAccountCode', 'Code of the account it is charged to.'),
    LiabilityAccountCode: text('LiabilityAccountCode', 'Code of the account it is owed on.'),
    PaymentDateForThisPeriod: date('PaymentDateForThisPeriod', 'Day it is to be paid.'),
    Percentage: decimal('Percentage', 'Percent.'),
    Amount: money('Amount', 'Amount.'),
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
  ],
  inputs: [ofPayslip],
});

export const PayslipTaxes = defineTable({
  schema,
  name: 'PayslipTaxes',
  description: 'Lines of payslips: tax, one row each.',
  endpoint: payslip,
  rowPath: ['TaxLines'],
  aliasPrefix: 'TaxLine',
  columns: {
    PayslipID: parent(uuid('PayslipID', 'Key of the payslip.')),
    Ordinal: position('Place among the lines of its kind, from 1.'),
    EmployeeID: parent(uuid('EmployeeID', 'Key of the employee.')),
    PayslipTaxLineID: uuid('PayslipTaxLineID', 'Key of the line.'),
    Amount: money('Amount', 'Amount.'),
    TaxTypeName: text('TaxTypeName', 'Name of the tax.'),
    Description: text('Description', 'Description.'),
    ManualTaxType: text('ManualTaxType', 'Kind of tax entered by hand.', {
      values: MANUAL_TAX_TYPES,
    }),
    LiabilityAccount: text('LiabilityAccount', 'Code of the account it is owed on.'),
  },
  key: ['PayslipID', 'Ordinal'],
  references: [
    { columns: ['PayslipID'], table: 'Payslips' },
    { columns: ['EmployeeID'], table: 'Employees' },
  ],
  inputs: [ofPayslip],
});
