/**
 * What Xero's GET answers hold and no table shows, by API, each with its reason: the tables are
 * complete but for these.
 */
import { LEFT_OUT as ACCOUNTING, type LeftOutField } from './accounting/left-out.ts';
import type { SchemaName } from './model.ts';

export type { LeftOutField };

export interface LeftOutEndpoint {
  /** As in the OpenAPI file, or its last part for all that end so. */
  readonly path: string;
  readonly reason: string;
}

export interface LeftOut {
  readonly fields: readonly LeftOutField[];
  readonly endpoints: readonly LeftOutEndpoint[];
}

const CONTENT = 'The content of a file: bytes, not rows.';
const PDF = 'The document as a PDF: bytes, not rows.';

export const LEFT_OUT: Readonly<Record<SchemaName, LeftOut>> = {
  ACCOUNTING: {
    fields: ACCOUNTING,
    endpoints: [
      { path: '/Attachments/{AttachmentID}', reason: CONTENT },
      { path: '/Attachments/{FileName}', reason: CONTENT },
      { path: '/pdf', reason: PDF },
    ],
  },
  ASSETS: { fields: [], endpoints: [] },
  PAYROLLAUS: {
    fields: [
      ...[
        'Employee',
        'LeaveApplication',
        'Timesheet',
        'PayRun',
        'PayrollCalendar',
        'SuperFund',
      ].map((of) => ({ field: `${of}.ValidationErrors`, reason: 'Answers to writes only.' })),
      {
        field: 'TaxDeclaration.EmployeeID',
        reason: 'The employee that the declaration stands in: EmployeeID.',
      },
      ...[
        'FirstName',
        'LastName',
        'Wages',
        'Deductions',
        'Tax',
        'Super',
        'Reimbursements',
        'NetPay',
        'UpdatedDateUTC',
      ].map((name) => ({
        field: `Payslip.${name}`,
        reason: 'In Payslips, which fewer calls read: pay runs list them.',
      })),
    ],
    endpoints: [
      {
        path: '/LeaveApplications',
        reason: 'LeaveApplications/v2 lists the same, and what was rejected too.',
      },
    ],
  },
  FILES: {
    fields: [],
    endpoints: [
      { path: '/Files/{FileId}/Content', reason: CONTENT },
      {
        path: '/Associations/Count',
        reason: 'How many rows of Associations each object has: COUNT(*) … GROUP BY ObjectId.',
      },
    ],
  },
  PROJECTS: { fields: [], endpoints: [] },
};
