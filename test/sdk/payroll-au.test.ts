/** The official SDK reads the emulator's payroll, every GET of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PayrollAuApi } from 'xero-node';
import { generateDemoBooks, MAIN_TENANT_ID, type Doc } from '../../fixtures/books/index.ts';
import type { PayrollCollections } from '../../fixtures/books/types.ts';
import { asText } from '../../fixtures/emulator/documents.ts';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { accessToken } from '../fixtures/emulator/support.ts';

const books = generateDemoBooks({ scale: 0.2 });
const main = books.organisations.find(({ tenantId }) => tenantId === MAIN_TENANT_ID)?.collections;

const T = MAIN_TENANT_ID;
const none = undefined;

let emulator: Emulator;
let api: PayrollAuApi;

beforeAll(async () => {
  emulator = await startEmulator({ books, rateLimits: { perMinute: 1000 } });
  api = new PayrollAuApi(`${emulator.url}/payroll.xro/1.0`);
  api.accessToken = await accessToken(emulator);
});
afterAll(() => emulator.close());

const rows = (name: keyof PayrollCollections): readonly Doc[] => main?.[name] ?? [];
const text = (row: Doc | undefined, field: string): string => asText(row?.[field]);
const children = (row: Doc | undefined, field: string): readonly Doc[] =>
  (row?.[field] ?? []) as readonly Doc[];

describe('lists', () => {
  it.each([
    [
      'PayrollEmployees',
      async (p: number) => (await api.getEmployees(T, none, none, none, p)).body.employees,
    ],
    [
      'PayrollCalendars',
      async (p: number) =>
        (await api.getPayrollCalendars(T, none, none, none, p)).body.payrollCalendars,
    ],
    ['PayRuns', async (p: number) => (await api.getPayRuns(T, none, none, none, p)).body.payRuns],
    [
      'SuperFunds',
      async (p: number) => (await api.getSuperfunds(T, none, none, none, p)).body.superFunds,
    ],
    [
      'Timesheets',
      async (p: number) => (await api.getTimesheets(T, none, none, none, p)).body.timesheets,
    ],
    [
      'LeaveApplications',
      async (p: number) =>
        (await api.getLeaveApplicationsV2(T, none, none, none, p)).body.leaveApplications,
    ],
  ] as const)('%s come page by page', async (name, read) => {
    let got = 0;
    for (let page = 1; ; page += 1) {
      const found = (await read(page)) ?? [];
      if (found.length === 0) break;
      got += found.length;
    }
    expect(got).toBeGreaterThan(0);
    expect(got).toBe(rows(name).length);
  });

  it('leave without what is only asked for', async () => {
    const { body } = await api.getLeaveApplications(T);
    const statuses = body.leaveApplications?.flatMap(
      ({ leavePeriods }) =>
        leavePeriods?.map(({ leavePeriodStatus }) => String(leavePeriodStatus)) ?? [],
    );
    expect([...new Set(statuses)].sort()).toEqual(['PROCESSED', 'SCHEDULED']);
  });

  it('pay items are one object of four lists', async () => {
    const { body } = await api.getPayItems(T);
    const [own] = rows('PayItems');
    expect(body.payItems?.earningsRates).toHaveLength(children(own, 'EarningsRates').length);
    expect(body.payItems?.deductionTypes).toHaveLength(children(own, 'DeductionTypes').length);
    expect(body.payItems?.leaveTypes).toHaveLength(children(own, 'LeaveTypes').length);
    expect(body.payItems?.reimbursementTypes).toHaveLength(
      children(own, 'ReimbursementTypes').length,
    );
    expect(body.payItems?.earningsRates?.map(({ name }) => name)).toContain('Ordinary Hours');
  });

  it('settings', async () => {
    const { settings } = (await api.getSettings(T)).body;
    expect(settings?.accounts?.map(({ code }) => code)).toEqual([
      '090',
      '803',
      '825',
      '478',
      '826',
      '477',
    ]);
    expect(settings?.trackingCategories?.employeeGroups?.trackingCategoryName).toBe('Region');
    expect(settings?.daysInPayrollYear).toBe(365);
  });

  it('products of a fund', async () => {
    const { body } = await api.getSuperfundProducts(T, '11000000131');
    expect(body.superFundProducts?.map(({ uSI }) => uSI)).toEqual([
      '11000000131001',
      '11000000131002',
    ]);
    const one = await api.getSuperfundProducts(T, none, 'HMS0117AU');
    expect(one.body.superFundProducts).toHaveLength(1);
  });
});

describe('by id', () => {
  it('an employee with all that lists leave out', async () => {
    const own = rows('PayrollEmployees').find(({ FirstName }) => FirstName === 'Daniel');
    const { body } = await api.getEmployee(T, text(own, 'EmployeeID'));
    const [employee] = body.employees ?? [];
    expect(employee?.bankAccounts?.map(({ amount, remainder }) => [amount, remainder])).toEqual([
      [none, true],
      [600, false],
      [50, false],
    ]);
    expect(employee?.homeAddress?.postalCode).toBe('4000');
    expect(employee?.payTemplate?.earningsLines).toHaveLength(1);
    expect(employee?.payTemplate?.deductionLines).toHaveLength(2);
    expect(employee?.payTemplate?.reimbursementLines).toHaveLength(1);
    expect(employee?.leaveBalances?.length).toBeGreaterThan(1);
    expect(employee?.superMemberships).toHaveLength(1);
    expect(employee?.taxDeclaration?.taxFreeThresholdClaimed).toBe(true);
    expect(employee?.openingBalances?.openingBalanceDate).toBeDefined();
    expect(new Date(employee?.dateOfBirth ?? '').toISOString().slice(0, 10)).toBe('1979-04-17');
  });

  it('a pay run with its payslips, and each payslip with its lines', async () => {
    const own = rows('PayRuns').at(-3);
    const { body } = await api.getPayRun(T, text(own, 'PayRunID'));
    const [run] = body.payRuns ?? [];
    expect(run?.wages).toBe(own?.Wages);
    expect(run?.payslips).toHaveLength(children(own, 'Payslips').length);
    for (const summary of run?.payslips ?? []) {
      const { payslip } = (await api.getPayslip(T, summary.payslipID ?? '')).body;
      expect(payslip?.netPay).toBe(summary.netPay);
      expect(payslip?.taxLines?.length).toBeGreaterThan(0);
      expect(payslip?.superannuationLines?.length).toBeGreaterThan(0);
    }
  });

  it('a timesheet, whose dates come without an offset', async () => {
    const own = rows('Timesheets').find((row) => children(row, 'TimesheetLines').length > 1);
    const { timesheet } = (await api.getTimesheet(T, text(own, 'TimesheetID'))).body;
    expect(timesheet?.hours).toBe(own?.Hours);
    expect(new Date(timesheet?.startDate ?? '').toISOString().slice(0, 10)).toBe(own?.StartDate);
    expect(timesheet?.timesheetLines?.map(({ numberOfUnits }) => numberOfUnits)).toEqual(
      children(own, 'TimesheetLines').map(({ NumberOfUnits }) => NumberOfUnits),
    );
  });

  it.each([
    ['LeaveApplications', 'LeaveApplicationID', (id: string) => api.getLeaveApplication(T, id)],
    ['PayrollCalendars', 'PayrollCalendarID', (id: string) => api.getPayrollCalendar(T, id)],
    ['SuperFunds', 'SuperFundID', (id: string) => api.getSuperfund(T, id)],
  ] as const)('%s by %s', async (name, field, read) => {
    const wanted = text(rows(name)[0], field);
    const { body } = await read(wanted);
    const [found] = Object.values(body).find(Array.isArray) as Readonly<Record<string, unknown>>[];
    expect(found?.[field.charAt(0).toLowerCase() + field.slice(1)]).toBe(wanted);
  });
});

describe('filters', () => {
  it('where and order', async () => {
    const { body } = await api.getPayRuns(
      T,
      none,
      'PayRunStatus=="POSTED" AND PaymentDate>=DateTime(2026, 7, 1)',
      'NetPay DESC',
    );
    const expected = rows('PayRuns')
      .filter((row) => row.PayRunStatus === 'POSTED' && text(row, 'PaymentDate') >= '2026-07-01')
      .map(({ NetPay }) => Number(NetPay));
    expect(expected.length).toBeGreaterThan(10);
    expect(body.payRuns?.map(({ netPay }) => netPay)).toEqual(expected.toSorted((a, b) => b - a));
  });

  it('changes since a time', async () => {
    const since = new Date('2026-10-01T00:00:00.000Z');
    const { body } = await api.getPayRuns(T, since);
    expect(body.payRuns).toHaveLength(
      rows('PayRuns').filter((row) => Date.parse(text(row, 'UpdatedDateUTC')) > since.getTime())
        .length,
    );
  });

  it('errors reach the caller as the SDK reads them', async () => {
    await expect(api.getEmployees(T, none, 'Foo==1')).rejects.toThrow(/QueryParseException/);
  });
});
