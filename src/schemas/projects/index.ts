/** The tables of the PROJECTS schema, from Xero's projects API. */
import { defineTable, integer, money, text, timestamp, uuid } from '../define.ts';
import { endpointOf, pagesOf, scope } from '../endpoint.ts';
import { byPath, enumList, enumParam, instantRange, keyList, keyParam } from '../filters.ts';
import { fromParent } from '../inputs.ts';
import type { TableDefinition } from '../model.ts';

const schema = 'PROJECTS';
const SCOPE = scope('projects.read');
const PAGED = { items: 'items', paging: pagesOf(500) };

const PROJECT_STATUSES = ['INPROGRESS', 'CLOSED'] as const;
const CHARGE_TYPES = ['TIME', 'FIXED', 'NON_CHARGEABLE'] as const;
const TASK_STATUSES = ['ACTIVE', 'INVOICED', 'LOCKED'] as const;
const TIME_STATUSES = ['ACTIVE', 'LOCKED', 'INVOICED'] as const;

/** Xero sends an amount of money as an object of its value and its currency. */
const amount = <Name extends string>(name: Name, path: string, what: string) =>
  ({
    [`${name}Value`]: money(`${path}.value`, `${what}.`),
    [`${name}Currency`]: text(`${path}.currency`, `Currency of ${name}Value.`),
  }) as { readonly [Key in `${Name}Value` | `${Name}Currency`]: ReturnType<typeof money> };

export const Projects = defineTable({
  schema,
  name: 'Projects',
  aliases: ['Project'],
  description: 'Projects, with what was worked, invoiced and is still to be invoiced.',
  endpoint: endpointOf(schema, '/Projects', SCOPE, { ...PAGED, idField: 'projectId' }),
  columns: {
    ProjectId: uuid('projectId', 'Key of the project.'),
    Name: text('name', 'Name of the project.'),
    Status: text('status', 'Whether it is in progress.', { values: PROJECT_STATUSES }),
    ContactId: uuid('contactId', 'Key of the customer.'),
    DeadlineUtc: timestamp('deadlineUtc', 'When it is due.', { aliases: ['Deadline'] }),
    CurrencyCode: text('currencyCode', 'Currency of the project.'),
    MinutesLogged: integer('minutesLogged', 'Minutes worked.'),
    MinutesToBeInvoiced: integer('minutesToBeInvoiced', 'Minutes not invoiced yet.'),
    ...amount('Estimate', 'estimate', 'Estimated price'),
    ...amount('EstimateAmount', 'estimateAmount', 'Estimated amount'),
    ...amount('TotalTaskAmount', 'totalTaskAmount', 'Price of all tasks'),
    ...amount('TotalExpenseAmount', 'totalExpenseAmount', 'All expenses'),
    ...amount('TaskAmountToBeInvoiced', 'taskAmountToBeInvoiced', 'Tasks not invoiced yet'),
    ...amount('TaskAmountInvoiced', 'taskAmountInvoiced', 'Tasks invoiced'),
    ...amount('ExpenseAmountToBeInvoiced', 'expenseAmountToBeInvoiced', 'Expenses to invoice'),
    ...amount('ExpenseAmountInvoiced', 'expenseAmountInvoiced', 'Expenses invoiced'),
    ...amount('ProjectAmountInvoiced', 'projectAmountInvoiced', 'Invoiced for the project itself'),
    ...amount('Deposit', 'deposit', 'Deposits invoiced'),
    ...amount('DepositApplied', 'depositApplied', 'Deposits used on invoices'),
    ...amount('CreditNoteAmount', 'creditNoteAmount', 'Credited'),
    ...amount('TotalInvoiced', 'totalInvoiced', 'Invoiced in all'),
    ...amount('TotalToBeInvoiced', 'totalToBeInvoiced', 'Still to be invoiced in all'),
  },
  key: ['ProjectId'],
  references: [
    {
      columns: ['ContactId'],
      schema: 'ACCOUNTING',
      table: 'Contacts',
      targetColumns: ['ContactID'],
    },
  ],
  filters: [
    keyList('ProjectId', 'projectIds'),
    keyParam('ContactId', 'contactID'),
    enumParam('Status', 'states'),
    byPath('ProjectId'),
  ],
});

export const ProjectUsers = defineTable({
  schema,
  name: 'ProjectUsers',
  aliases: ['Users', 'ProjectsUsers'],
  description: 'Users who may work on projects.',
  endpoint: endpointOf(schema, '/ProjectsUsers', SCOPE, { ...PAGED, idField: 'userId' }),
  columns: {
    UserId: uuid('userId', 'Key of the user.'),
    Name: text('name', 'Full name.'),
    Email: text('email', 'E-mail address.'),
  },
  key: ['UserId'],
});

export const Tasks = defineTable({
  schema,
  name: 'Tasks',
  aliases: ['Task'],
  description: 'Tasks of projects, with time and money spent on them.',
  endpoint: endpointOf(schema, '/Projects/{ProjectId}/Tasks', SCOPE, {
    ...PAGED,
    idField: 'taskId',
  }),
  columns: {
    TaskId: uuid('taskId', 'Key of the task.'),
    ProjectId: uuid('projectId', 'Key of the project it belongs to.'),
    Name: text('name', 'Name of the task.'),
    Status: text('status', 'Whether it is still worked on.', { values: TASK_STATUSES }),
    ChargeType: text('chargeType', 'How it is charged.', { values: CHARGE_TYPES }),
    ...amount('Rate', 'rate', 'Price of an hour, or of the task when fixed'),
    EstimateMinutes: integer('estimateMinutes', 'Estimated minutes.'),
    TotalMinutes: integer('totalMinutes', 'Minutes worked.'),
    MinutesInvoiced: integer('minutesInvoiced', 'Minutes invoiced.'),
    MinutesToBeInvoiced: integer('minutesToBeInvoiced', 'Minutes not invoiced yet.'),
    FixedMinutes: integer('fixedMinutes', 'Minutes worked at a fixed price.'),
    NonChargeableMinutes: integer('nonChargeableMinutes', 'Minutes that are not charged.'),
    ...amount('TotalAmount', 'totalAmount', 'Price of the minutes worked'),
    ...amount('AmountToBeInvoiced', 'amountToBeInvoiced', 'Not invoiced yet'),
    ...amount('AmountInvoiced', 'amountInvoiced', 'Invoiced'),
  },
  key: ['TaskId'],
  references: [{ columns: ['ProjectId'], table: 'Projects' }],
  inputs: [fromParent('ProjectId', Projects)],
  filters: [keyList('TaskId', 'taskIds'), enumParam('ChargeType', 'chargeType')],
});

export const Time = defineTable({
  schema,
  name: 'Time',
  aliases: ['TimeEntries', 'TimeEntry'],
  description: 'Time worked on the tasks of projects.',
  endpoint: endpointOf(schema, '/Projects/{ProjectId}/Time', SCOPE, {
    ...PAGED,
    idField: 'timeEntryId',
  }),
  columns: {
    TimeEntryId: uuid('timeEntryId', 'Key of the entry.'),
    ProjectId: uuid('projectId', 'Key of the project it belongs to.'),
    TaskId: uuid('taskId', 'Key of the task.'),
    UserId: uuid('userId', 'Key of the user who worked.'),
    DateUtc: timestamp('dateUtc', 'When the work was done.'),
    Duration: integer('duration', 'Minutes worked.'),
    Status: text('status', 'Whether it is invoiced.', { values: TIME_STATUSES }),
    Description: text('description', 'What was done.'),
    DateEnteredUtc: timestamp('dateEnteredUtc', 'When the entry was made.', {
      aliases: ['DateEntered'],
    }),
  },
  key: ['TimeEntryId'],
  references: [
    { columns: ['ProjectId'], table: 'Projects' },
    { columns: ['TaskId'], table: 'Tasks' },
    { columns: ['UserId'], table: 'ProjectUsers' },
  ],
  inputs: [fromParent('ProjectId', Projects)],
  filters: [
    keyParam('UserId', 'userId'),
    keyParam('TaskId', 'taskId'),
    enumList('Status', 'states'),
    instantRange('DateUtc', 'dateAfterUtc', 'dateBeforeUtc'),
  ],
});

export const projectsTables: readonly TableDefinition[] = [Projects, Tasks, Time, ProjectUsers];
