/** Groups of columns that pay templates, opening balances and payslips have in common. */
import { decimal, money, text, uuid, type ColumnSpecs } from '../define.ts';
import {
  DEDUCTION_TYPE_CALCULATION_TYPES,
  EARNINGS_RATE_CALCULATION_TYPES,
  SUPERANNUATION_CALCULATION_TYPES,
  SUPERANNUATION_CONTRIBUTION_TYPES,
} from './enumerations.ts';

/** A line of earnings. */
export const EARNINGS_LINE = {
  EarningsRateID: uuid('EarningsRateID', 'Key of the earnings rate.'),
  CalculationType: text('CalculationType', 'How it is worked out.', {
    values: EARNINGS_RATE_CALCULATION_TYPES,
  }),
  AnnualSalary: money('AnnualSalary', 'Salary a year.'),
  NumberOfUnitsPerWeek: decimal('NumberOfUnitsPerWeek', 'Units a week.'),
  RatePerUnit: money('RatePerUnit', 'Pay for one unit.'),
  NormalNumberOfUnits: decimal('NormalNumberOfUnits', 'Units in a normal period.'),
  Amount: money('Amount', 'Amount.'),
  NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
  FixedAmount: money('FixedAmount', 'Fixed amount.'),
} as const satisfies ColumnSpecs;

/** A line of deductions. */
export const DEDUCTION_LINE = {
  DeductionTypeID: uuid('DeductionTypeID', 'Key of the deduction type.'),
  CalculationType: text('CalculationType', 'How it is worked out.', {
    values: DEDUCTION_TYPE_CALCULATION_TYPES,
  }),
  Amount: money('Amount', 'Amount.'),
  Percentage: decimal('Percentage', 'Percent.'),
  NumberOfUnits: decimal('NumberOfUnits', 'Number of units.'),
} as const satisfies ColumnSpecs;

/** A line of superannuation. */
export const SUPER_LINE = {
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
  Percentage: decimal('Percentage', 'Percent.'),
  Amount: money('Amount', 'Amount.'),
} as const satisfies ColumnSpecs;

/** A line of reimbursements. */
export const REIMBURSEMENT_LINE = {
  ReimbursementTypeID: uuid('ReimbursementTypeID', 'Key of the reimbursement type.'),
  Amount: money('Amount', 'Amount.'),
  Description: text('Description', 'Description.'),
  ExpenseAccount: text('ExpenseAccount', 'Code of the account it is charged to.'),
} as const satisfies ColumnSpecs;
