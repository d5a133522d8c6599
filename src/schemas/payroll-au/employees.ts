/** Employees and what hangs on them, which lists leave out: it costs a call for each employee. */
import {
  type ColumnSpec,
  defineTable,
  boolean,
  date,
  decimal,
  money,
  onlyInDetail,
  parent,
  position,
  text,
  timestamp,
  uuid,
} from '../define.ts';
import { byPath, modifiedSince, whereDate, whereEnum, whereKey, whereText } from '../filters.ts';
import { fromParent } from '../inputs.ts';
import { employee, employees } from './endpoints.ts';
import {
  EMPLOYEE_GENDERS,
  EMPLOYEE_STATUSES,
  EMPLOYEE_TERMINATION_REASONS,
  EMPLOYMENT_BASISES,
  EMPLOYMENT_TERMINATION_PAYMENT_TYPES,
  EMPLOYMENT_TYPES,
  ENTITLEMENT_FINAL_PAY_PAYOUT_TYPES,
  INCOME_TYPES,
  LEAVE_LINE_CALCULATION_TYPES,
  RESIDENCY_STATUSES,
  SENIOR_MARITAL_STATUSES,
  STATES,
  TAX_SCALE_TYPES,
  TFN_EXEMPTION_TYPES,
  WORK_CONDITIONS,
} from './enumerations.ts';
import { EARNINGS_LINE, DEDUCTION_LINE, SUPER_LINE, REIMBURSEMENT_LINE } from './parts.ts';

const schema = 'PAYROLLAUS';

export const Employees = defineTable({
  schema,
  name: 'Employees',
  aliases: ['Employee'],
  description: 'Employees, present and past, one row each.',
  endpoint: employees,
  detail: { endpoint: employee, column: 'EmployeeID' },
  columns: {
    EmployeeID: uuid('EmployeeID', 'Key of the employee.'),
    FirstName: text('FirstName', 'First name.'),
    LastName: text('LastName', 'Last name.'),
    Status: text('Status', 'Whether still employed.', { values: EMPLOYEE_STATUSES }),
    Email: text('Email', 'E-mail address.'),
    StartDate: date('StartDate', 'First day.'),
    DateOfBirth: date('DateOfBirth', 'Day of birth.'),
    Title: onlyInDetail(text('Title', 'Title.')),
    MiddleNames: text('MiddleNames', 'Middle names.'),
    Gender: text('Gender', 'Gender, by its letter.', { values: EMPLOYEE_GENDERS }),
    Phone: text('Phone', 'Telephone number.'),
    Mobile: text('Mobile', 'Mobile number.'),
    TwitterUserName: onlyInDetail(text('TwitterUserName', 'Name on Twitter.')),
    IsAuthorisedToApproveLeave: onlyInDetail(
      boolean('IsAuthorisedToApproveLeave', 'Whether the employee may approve leave.'),
    ),
    IsAuthorisedToApproveTimesheets: onlyInDetail(
      boolean('IsAuthorisedToApproveTimesheets', 'Whether the employee may approve timesheets.'),
    ),
    JobTitle: onlyInDetail(text('JobTitle', 'What the job is called.')),
    Classification: onlyInDetail(text('Classification', 'Classification under an award.')),
    OrdinaryEarningsRateID: uuid('OrdinaryEarningsRateID', 'Key of the rate of ordinary pay.'),
    PayrollCalendarID: uuid('PayrollCalendarID', 'Key of the payroll calendar.'),
    EmployeeGroupName: onlyInDetail(text('EmployeeGroupName', 'Group the employee is in.')),
    TerminationDate: onlyInDetail(date('TerminationDate', 'Last day of employment.')),
    TerminationReason: onlyInDetail(
      text('TerminationReason', 'Why employment ended, by its letter.', {
        values: EMPLOYEE_TERMINATION_REASONS,
      }),
    ),
    IncomeType: onlyInDetail(
      text('IncomeType', 'Kind of income for the tax office.', { values: INCOME_TYPES }),
    ),
    EmploymentType: onlyInDetail(
      text('EmploymentType', 'Whether employee or contractor.', { values: EMPLOYMENT_TYPES }),
    ),
    CountryOfResidence: onlyInDetail(text('CountryOfResidence', 'Country the employee lives in.')),
    IsSTP2Qualified: boolean(
      'IsSTP2Qualified',
      'Whether the details suffice for Single Touch Payroll phase 2.',
    ),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    HomeAddressLine1: onlyInDetail(text('HomeAddress.AddressLine1', 'First line of the address.')),
    HomeAddressLine2: onlyInDetail(text('HomeAddress.AddressLine2', 'Second line of the address.')),
    HomeAddressCity: onlyInDetail(text('HomeAddress.City', 'Town or city.')),
    HomeAddressRegion: onlyInDetail(
      text('HomeAddress.Region', 'State or territory.', { values: STATES }),
    ),
    HomeAddressPostalCode: onlyInDetail(text('HomeAddress.PostalCode', 'Postal code.')),
    HomeAddressCountry: onlyInDetail(text('HomeAddress.Country', 'Country.')),
  },
  key: ['EmployeeID'],
  references: [
    { columns: ['PayrollCalendarID'], table: 'PayrollCalendars' },
    {
      columns: ['OrdinaryEarningsRateID'],
      table: 'PayItemsEarnings',
      targetColumns: ['EarningsRateID'],
    },
  ],
  filters: [
    byPath('EmployeeID'),
    modifiedSince('UpdatedDateUTC'),
    whereKey('EmployeeID', 'EmployeeID'),
    whereEnum('Status', 'Status'),
    whereText('FirstName', 'FirstName'),
    whereText('LastName', 'LastName'),
    whereText('Email', 'Email'),
    whereDate('StartDate', 'StartDate'),
  ],
});

/** Columns of the employee that a part belongs to, `levels` above it. */
const employeeID = (levels?: number): ColumnSpec =>
  parent(uuid('EmployeeID', 'Key of the employee.'), levels);
const employeeStatus = (levels?: number): ColumnSpec =>
  parent(text('Status', 'Whether still employed.', { values: EMPLOYEE_STATUSES }), levels);

const ofEmployee = fromParent('EmployeeID', Employees, { shared: { EmployeeStatus: 'Status' } });

export const EmployeeBankAccounts = defineTable({
  schema,
  name: 'EmployeeBankAccounts',
  description: 'Bank accounts that employees are paid to, one row each.',
  endpoint: employee,
  rowPath: ['BankAccounts'],
  columns: {
    EmployeeID: employeeID(),
    Ordinal: position('Place in the list, from 1.'),
    StatementText: text('StatementText', 'Text on the bank statement.'),
    AccountName: text('AccountName', 'Name of the bank account.'),
    BSB: text('BSB', 'Bank and branch number.'),
    AccountNumber: text('AccountNumber', 'Number of the bank account.'),
    Remainder: boolean('Remainder', 'Whether it takes what is left.'),
    Amount: money('Amount', 'Amount.'),
    EmployeeStatus: employeeStatus(),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [{ columns: ['EmployeeID'], table: 'Employees' }],
  inputs: [ofEmployee],
});

export const EmployeeLeaveBalances = defineTable({
  schema,
  name: 'EmployeeLeaveBalances',
  aliases: ['LeaveBalances'],
  description: 'Leave that employees have accrued, one row for each kind.',
  endpoint: employee,
  rowPath: ['LeaveBalances'],
  columns: {
    EmployeeID: employeeID(),
    Ordinal: position('Place in the list, from 1.'),
    LeaveName: text('LeaveName', 'Name of the leave.'),
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
    TypeOfUnits: text('TypeOfUnits', 'What its units are called.'),
    EmployeeStatus: employeeStatus(),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeSuperMemberships = defineTable({
  schema,
  name: 'EmployeeSuperMemberships',
  aliases: ['SuperMemberships'],
  description: 'Superannuation funds that employees are members of.',
  endpoint: employee,
  rowPath: ['SuperMemberships'],
  columns: {
    EmployeeID: employeeID(),
    SuperMembershipID: uuid('SuperMembershipID', 'Key of the membership of a fund.'),
    SuperFundID: uuid('SuperFundID', 'Key of the fund.'),
    EmployeeNumber: text('EmployeeNumber', 'Number the fund gave the employee.'),
    EmployeeStatus: employeeStatus(),
  },
  key: ['EmployeeID', 'SuperMembershipID'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['SuperFundID'], table: 'SuperFunds' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeTaxDeclarations = defineTable({
  schema,
  name: 'EmployeeTaxDeclarations',
  aliases: ['TaxDeclarations'],
  description: 'What employees declared for tax, one row each.',
  endpoint: employee,
  rowPath: ['TaxDeclaration'],
  columns: {
    EmployeeID: employeeID(),
    EmploymentBasis: text('EmploymentBasis', 'Full time, part time, casual or other.', {
      values: EMPLOYMENT_BASISES,
    }),
    TFNExemptionType: text('TFNExemptionType', 'Why there is no tax file number.', {
      values: TFN_EXEMPTION_TYPES,
    }),
    TaxFileNumber: text('TaxFileNumber', 'Tax file number, as Xero shows it.'),
    ABN: text('ABN', 'Australian Business Number.'),
    AustralianResidentForTaxPurposes: boolean(
      'AustralianResidentForTaxPurposes',
      'Whether a resident for tax.',
    ),
    ResidencyStatus: text('ResidencyStatus', 'Residency for tax.', { values: RESIDENCY_STATUSES }),
    TaxScaleType: text('TaxScaleType', 'Tax scale.', { values: TAX_SCALE_TYPES }),
    WorkCondition: text('WorkCondition', 'Condition of work, for some tax scales.', {
      values: WORK_CONDITIONS,
    }),
    SeniorMaritalStatus: text('SeniorMaritalStatus', 'Marital status, for the senior tax scale.', {
      values: SENIOR_MARITAL_STATUSES,
    }),
    TaxFreeThresholdClaimed: boolean(
      'TaxFreeThresholdClaimed',
      'Whether the tax-free threshold is claimed.',
    ),
    TaxOffsetEstimatedAmount: money('TaxOffsetEstimatedAmount', 'Estimated tax offset.'),
    HasHELPDebt: boolean('HasHELPDebt', 'Whether there is a HELP debt.'),
    HasSFSSDebt: boolean('HasSFSSDebt', 'Whether there is an SFSS debt.'),
    HasTradeSupportLoanDebt: boolean(
      'HasTradeSupportLoanDebt',
      'Whether there is a trade support loan.',
    ),
    UpwardVariationTaxWithholdingAmount: decimal(
      'UpwardVariationTaxWithholdingAmount',
      'Further tax to withhold, in percent.',
    ),
    EligibleToReceiveLeaveLoading: boolean(
      'EligibleToReceiveLeaveLoading',
      'Whether leave loading is due.',
    ),
    ApprovedWithholdingVariationPercentage: decimal(
      'ApprovedWithholdingVariationPercentage',
      'Approved variation of tax, in percent.',
    ),
    HasStudentStartupLoan: boolean(
      'HasStudentStartupLoan',
      'Whether there is a student start-up loan.',
    ),
    HasLoanOrStudentDebt: boolean(
      'HasLoanOrStudentDebt',
      'Whether there is any such loan or debt.',
    ),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
    IncludeLeaveLoadingInQualifyingEarnings: boolean(
      'IncludeLeaveLoadingInQualifyingEarnings',
      'Whether leave loading counts as qualifying earnings.',
    ),
    EmployeeStatus: employeeStatus(),
  },
  key: ['EmployeeID'],
  references: [{ columns: ['EmployeeID'], table: 'Employees' }],
  inputs: [ofEmployee],
});

export const EmployeePayTemplateEarnings = defineTable({
  schema,
  name: 'EmployeePayTemplateEarnings',
  description: 'Lines of the pay templates of employees: earnings.',
  endpoint: employee,
  rowPath: ['PayTemplate', 'EarningsLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...EARNINGS_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
  ],
  inputs: [ofEmployee],
});

export const EmployeePayTemplateDeductions = defineTable({
  schema,
  name: 'EmployeePayTemplateDeductions',
  description: 'Lines of the pay templates of employees: deductions.',
  endpoint: employee,
  rowPath: ['PayTemplate', 'DeductionLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...DEDUCTION_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['DeductionTypeID'], table: 'PayItemsDeductions' },
  ],
  inputs: [ofEmployee],
});

export const EmployeePayTemplateSupers = defineTable({
  schema,
  name: 'EmployeePayTemplateSupers',
  description: 'Lines of the pay templates of employees: supers.',
  endpoint: employee,
  rowPath: ['PayTemplate', 'SuperLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...SUPER_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [{ columns: ['EmployeeID'], table: 'Employees' }],
  inputs: [ofEmployee],
});

export const EmployeePayTemplateReimbursements = defineTable({
  schema,
  name: 'EmployeePayTemplateReimbursements',
  description: 'Lines of the pay templates of employees: reimbursements.',
  endpoint: employee,
  rowPath: ['PayTemplate', 'ReimbursementLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...REIMBURSEMENT_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['ReimbursementTypeID'], table: 'PayItemsReimbursements' },
  ],
  inputs: [ofEmployee],
});

export const EmployeePayTemplateLeave = defineTable({
  schema,
  name: 'EmployeePayTemplateLeave',
  description: 'Lines of the pay templates of employees: leave.',
  endpoint: employee,
  rowPath: ['PayTemplate', 'LeaveLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    CalculationType: text('CalculationType', 'How it is worked out.', {
      values: LEAVE_LINE_CALCULATION_TYPES,
    }),
    EntitlementFinalPayPayoutType: text(
      'EntitlementFinalPayPayoutType',
      'Whether it is paid out at the end of employment.',
      { values: ENTITLEMENT_FINAL_PAY_PAYOUT_TYPES },
    ),
    EmploymentTerminationPaymentType: text(
      'EmploymentTerminationPaymentType',
      'Kind of termination payment.',
      { values: EMPLOYMENT_TERMINATION_PAYMENT_TYPES },
    ),
    IncludeSuperannuationGuaranteeContribution: boolean(
      'IncludeSuperannuationGuaranteeContribution',
      'Whether superannuation guarantee is due on it.',
    ),
    IsQualifyingEarnings: boolean(
      'IsQualifyingEarnings',
      'Whether it counts as qualifying earnings.',
    ),
    NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
    AnnualNumberOfUnits: decimal('AnnualNumberOfUnits', 'Units a year.'),
    FullTimeNumberOfUnitsPerPeriod: decimal(
      'FullTimeNumberOfUnitsPerPeriod',
      'Units a period of full-time work.',
    ),
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalances = defineTable({
  schema,
  name: 'EmployeeOpeningBalances',
  aliases: ['OpeningBalances'],
  description: 'Balances that employees began with in Xero, one row each.',
  endpoint: employee,
  rowPath: ['OpeningBalances'],
  columns: {
    EmployeeID: employeeID(),
    OpeningBalanceDate: date('OpeningBalanceDate', 'Day of the balances.'),
    Tax: money('Tax', 'Tax withheld.'),
    EmployeeStatus: employeeStatus(),
  },
  key: ['EmployeeID'],
  references: [{ columns: ['EmployeeID'], table: 'Employees' }],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalanceEarnings = defineTable({
  schema,
  name: 'EmployeeOpeningBalanceEarnings',
  description: 'Opening balances of employees: earnings.',
  endpoint: employee,
  rowPath: ['OpeningBalances', 'EarningsLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...EARNINGS_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['EarningsRateID'], table: 'PayItemsEarnings' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalanceDeductions = defineTable({
  schema,
  name: 'EmployeeOpeningBalanceDeductions',
  description: 'Opening balances of employees: deductions.',
  endpoint: employee,
  rowPath: ['OpeningBalances', 'DeductionLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...DEDUCTION_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['DeductionTypeID'], table: 'PayItemsDeductions' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalanceSupers = defineTable({
  schema,
  name: 'EmployeeOpeningBalanceSupers',
  description: 'Opening balances of employees: supers.',
  endpoint: employee,
  rowPath: ['OpeningBalances', 'SuperLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...SUPER_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [{ columns: ['EmployeeID'], table: 'Employees' }],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalanceReimbursements = defineTable({
  schema,
  name: 'EmployeeOpeningBalanceReimbursements',
  description: 'Opening balances of employees: reimbursements.',
  endpoint: employee,
  rowPath: ['OpeningBalances', 'ReimbursementLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    ...REIMBURSEMENT_LINE,
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['ReimbursementTypeID'], table: 'PayItemsReimbursements' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalanceLeave = defineTable({
  schema,
  name: 'EmployeeOpeningBalanceLeave',
  description: 'Opening balances of employees: leave.',
  endpoint: employee,
  rowPath: ['OpeningBalances', 'LeaveLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  inputs: [ofEmployee],
});

export const EmployeeOpeningBalancePaidLeave = defineTable({
  schema,
  name: 'EmployeeOpeningBalancePaidLeave',
  description: 'Opening balances of employees: paid leave.',
  endpoint: employee,
  rowPath: ['OpeningBalances', 'PaidLeaveEarningsLines'],
  columns: {
    EmployeeID: employeeID(2),
    Ordinal: position('Place in the list, from 1.'),
    LeaveTypeID: uuid('LeaveTypeID', 'Key of the kind of leave.'),
    Amount: money('Amount', 'Amount.'),
    SGCAppliedLeaveLoadingAmount: money(
      'SGCAppliedLeaveLoadingAmount',
      'Leave loading with superannuation guarantee.',
    ),
    SGCExemptedLeaveLoadingAmount: money(
      'SGCExemptedLeaveLoadingAmount',
      'Leave loading without superannuation guarantee.',
    ),
    ResetSTPCategorisation: boolean(
      'ResetSTPCategorisation',
      'Whether its category is reported anew.',
    ),
    EmployeeStatus: employeeStatus(2),
  },
  key: ['EmployeeID', 'Ordinal'],
  references: [
    { columns: ['EmployeeID'], table: 'Employees' },
    { columns: ['LeaveTypeID'], table: 'PayItemsLeave' },
  ],
  inputs: [ofEmployee],
});
