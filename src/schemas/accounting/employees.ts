import { defineTable, text, timestamp, uuid } from '../define.ts';
import { employees as endpoint } from './endpoints.ts';
import { EMPLOYEE_STATUSES, EXTERNAL_LINK_TYPES } from './enumerations.ts';

/**
 * Xero describes the answer and no longer how to ask for it, so nothing is asked but the list.
 * People on the payroll are in PAYROLLAUS.
 */
export const Employees = defineTable({
  schema: 'ACCOUNTING',
  name: 'Employees',
  aliases: ['Employee'],
  description: 'Employees known to the books; those on the payroll are in the payroll schema.',
  endpoint,
  columns: {
    EmployeeID: uuid('EmployeeID', 'Key of the employee.'),
    FirstName: text('FirstName', 'First name.'),
    LastName: text('LastName', 'Last name.'),
    Status: text('Status', 'Whether the employee is in use.', { values: EMPLOYEE_STATUSES }),
    ExternalLinkType: text('ExternalLink.LinkType', 'Site that the page of the employee is on.', {
      values: EXTERNAL_LINK_TYPES,
    }),
    ExternalLinkUrl: text('ExternalLink.Url', 'Address of the page of the employee.'),
    ExternalLinkDescription: text('ExternalLink.Description', 'What that page is.'),
    UpdatedDateUTC: timestamp('UpdatedDateUTC', 'Last change.'),
  },
  key: ['EmployeeID'],
});
