/** What payslips are made of, calendars and funds. */
import { defineTable, boolean, date, decimal, money, text, timestamp, uuid } from '../define.ts';
import { byPath, modifiedSince } from '../filters.ts';
import { optionalParam, paramFromParent } from '../inputs.ts';
import { payItems, payrollCalendars, superFundProducts, superFunds } from './endpoints.ts';
import {
  ALLOWANCE_CATEGORIES,
  ALLOWANCE_TYPES,
  CALENDAR_TYPES,
  DEDUCTION_TYPE_DEDUCTION_CATEGORIES,
  EARNINGS_TYPES,
  EMPLOYMENT_TERMINATION_PAYMENT_TYPES,
  LEAVE_CATEGORY_CODES,
  RATE_TYPES,
  SUPER_FUND_TYPES,
} from './enumerations.ts';

const schema = 'PAYROLLAUS';

export const PayItemsEarnings = defineTable({
  schema,
  name: 'PayItemsEarnings',
  aliases: ['EarningsRates'],
  description: 'Rates that earnings are paid at.',
  endpoint: payItems,
  rowPath: ['EarningsRates'],
  columns: {
    EarningsRateID: uuid('EarningsRateID', 'Key of the earnings rate.'),
    Name: text('Name', 'Name.'),
    AccountCode: text('AccountCode', 'Code of the account it is posted to.'),
    TypeOfUnits: text('TypeOfUnits', 'What its units are called.'),
    IsExemptFromTax: boolean('IsExemptFromTax', 'Whether no tax is withheld.'),
    IsExemptFromSuper: boolean('IsExemptFromSuper', 'Whether no superannuation is due.'),
    IsReportableAsW1: boolean(
      'IsReportableAsW1',
      'Whether it counts as gross wages (W1) on activity statements.',
    ),
    IsQualifyingEarnings: boolean(
      'IsQualifyingEarnings',
      'Whether it counts as qualifying earnings.',
    ),
    AllowanceContributesToAnnualLeaveRate: boolean(
      'AllowanceContributesToAnnualLeaveRate',
      'Whether the allowance raises the rate of annual leave.',
    ),
    AllowanceContributesToOvertimeRate: boolean(
      'AllowanceContributesToOvertimeRate',
      'Whether the allowance raises the rate of overtime.',
    ),
    EarningsType: text('EarningsType', 'Kind of earnings.', { values: EARNINGS_TYPES }),
    RateType: text('RateType', 'How the rate is said.', { values: RATE_TYPES }),
    RatePerUnit: money('RatePerUnit', 'Pay for one unit.'),
    Multiplier: decimal('Multiplier', 'Multiple of the ordinary rate.'),
    AccrueLeave: boolean('AccrueLeave', 'Whether leave accrues on it.'),
    Amount: money('Amount', 'Amount.'),
    EmploymentTerminationPaymentType: text(
      'EmploymentTerminationPaymentType',
      'Kind of termination payment.',
      { values: EMPLOYMENT_TERMINATION_PAYMENT_TYPES },
    ),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    CurrentRecord: boolean('CurrentRecord', 'Whether it is in use.'),
    AllowanceType: text('AllowanceType', 'Kind of allowance.', { values: ALLOWANCE_TYPES }),
    AllowanceCategory: text('AllowanceCategory', 'Category of an allowance of kind OTHER.', {
      values: ALLOWANCE_CATEGORIES,
    }),
  },
  key: ['EarningsRateID'],
});

export const PayItemsDeductions = defineTable({
  schema,
  name: 'PayItemsDeductions',
  aliases: ['DeductionTypes'],
  description: 'Kinds of deductions.',
  endpoint: payItems,
  rowPath: ['DeductionTypes'],
  columns: {
    DeductionTypeID: uuid('DeductionTypeID', 'Key of the deduction type.'),
    Name: text('Name', 'Name.'),
    AccountCode: text('AccountCode', 'Code of the account it is posted to.'),
    ReducesTax: boolean('ReducesTax', 'Whether it lowers the tax.'),
    ReducesSuper: boolean('ReducesSuper', 'Whether it lowers superannuation.'),
    IsExemptFromW1: boolean('IsExemptFromW1', 'Whether it stays out of gross wages (W1).'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    DeductionCategory: text('DeductionCategory', 'Category of the deduction.', {
      values: DEDUCTION_TYPE_DEDUCTION_CATEGORIES,
    }),
    CurrentRecord: boolean('CurrentRecord', 'Whether it is in use.'),
  },
  key: ['DeductionTypeID'],
});

export const PayItemsLeave = defineTable({
  schema,
  name: 'PayItemsLeave',
  aliases: ['LeaveTypes'],
  description: 'Kinds of leave.',
  endpoint: payItems,
  rowPath: ['LeaveTypes'],
  columns: {
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    Name: text('Name', 'Name.'),
    TypeOfUnits: text('TypeOfUnits', 'What its units are called.'),
    NormalEntitlement: decimal('NormalEntitlement', 'Units a year an employee is entitled to.'),
    LeaveLoadingRate: decimal('LeaveLoadingRate', 'Loading in percent.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    IsPaidLeave: boolean('IsPaidLeave', 'Whether it is paid.'),
    ShowOnPayslip: boolean('ShowOnPayslip', 'Whether payslips show it.'),
    CurrentRecord: boolean('CurrentRecord', 'Whether it is in use.'),
    LeaveCategoryCode: text('LeaveCategoryCode', 'Category of the leave.', {
      values: LEAVE_CATEGORY_CODES,
    }),
    SGCExempt: boolean('SGCExempt', 'Whether no superannuation guarantee is due.'),
    IsQualifyingEarnings: boolean(
      'IsQualifyingEarnings',
      'Whether it counts as qualifying earnings.',
    ),
  },
  key: ['LeaveTypeID'],
});

export const PayItemsReimbursements = defineTable({
  schema,
  name: 'PayItemsReimbursements',
  aliases: ['ReimbursementTypes'],
  description: 'Kinds of reimbursements.',
  endpoint: payItems,
  rowPath: ['ReimbursementTypes'],
  columns: {
    ReimbursementTypeID: uuid('ReimbursementTypeID', 'Key of the reimbursement type.'),
    Name: text('Name', 'Name.'),
    AccountCode: text('AccountCode', 'Code of the account it is posted to.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    CurrentRecord: boolean('CurrentRecord', 'Whether it is in use.'),
  },
  key: ['ReimbursementTypeID'],
});

export const PayrollCalendars = defineTable({
  schema,
  name: 'PayrollCalendars',
  aliases: ['PayrollCalendar'],
  description: 'How often, and when, groups of employees are paid.',
  endpoint: payrollCalendars,
  columns: {
    PayrollCalendarID: uuid('PayrollCalendarID', 'Key of the payroll calendar.'),
    Name: text('Name', 'Name.'),
    CalendarType: text('CalendarType', 'How often is paid.', { values: CALENDAR_TYPES }),
    StartDate: date('StartDate', 'First day.'),
    PaymentDate: date('PaymentDate', 'Day of payment.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    ReferenceDate: date('ReferenceDate', 'A day that periods are counted from.'),
  },
  key: ['PayrollCalendarID'],
  filters: [byPath('PayrollCalendarID'), modifiedSince('UpdatedDateUTC')],
});

export const SuperFunds = defineTable({
  schema,
  name: 'SuperFunds',
  aliases: ['SuperFund'],
  description: 'Superannuation funds that contributions are paid to.',
  endpoint: superFunds,
  columns: {
    SuperFundID: uuid('SuperFundID', 'Key of the fund.'),
    Name: text('Name', 'Name.'),
    Type: text('Type', 'Kind.', { values: SUPER_FUND_TYPES }),
    ABN: text('ABN', 'Australian Business Number.'),
    BSB: text('BSB', 'Bank and branch number.'),
    AccountNumber: text('AccountNumber', 'Number of the bank account.'),
    AccountName: text('AccountName', 'Name of the bank account.'),
    ElectronicServiceAddress: text(
      'ElectronicServiceAddress',
      'Electronic service address of a self-managed fund.',
    ),
    EmployerNumber: text('EmployerNumber', 'Number the fund gave the employer.'),
    SPIN: text('SPIN', 'Product identification number.'),
    USI: text('USI', 'Unique superannuation identifier.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['SuperFundID'],
  filters: [byPath('SuperFundID'), modifiedSince('UpdatedDateUTC')],
});

/** Xero finds products by USI, or by the ABN of a fund: by default those of the organisation's funds. */
export const SuperFundProducts = defineTable({
  schema,
  name: 'SuperFundProducts',
  aliases: ['SuperFundProduct'],
  description: 'Products of superannuation funds; one call for each USI.',
  endpoint: superFundProducts,
  columns: {
    ABN: text('ABN', 'Australian Business Number.'),
    USI: text('USI', 'Unique superannuation identifier.'),
    SPIN: text('SPIN', 'Product identification number.'),
    ProductName: text('ProductName', 'Name of the product.'),
  },
  key: ['ABN', 'USI'],
  inputs: [paramFromParent('USI', 'USI', SuperFunds)],
  alternatives: [{ endpoint: superFundProducts, inputs: [optionalParam('ABN', 'ABN')] }],
});
