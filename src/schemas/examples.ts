/** Queries that the pages of the tables show; `test/e2e/examples.test.ts` runs each. */
import type { SchemaName, SystemSchema } from './model.ts';

export interface Example {
  /** What is asked, as a heading. */
  readonly title: string;
  readonly sql: string;
}

export const EXAMPLES: Readonly<Record<SchemaName | SystemSchema, readonly Example[]>> = {
  ACCOUNTING: [
    {
      title: 'Which customers owe most, and since when',
      sql: `SELECT ContactName, COUNT(*) AS Invoices, MIN(DueDate) AS OldestDue, SUM(AmountDue) AS Due
FROM Invoices
WHERE Type = 'ACCREC' AND Status = 'AUTHORISED' AND AmountDue > 0
GROUP BY ContactName
ORDER BY Due DESC
LIMIT 10`,
    },
    {
      title: 'Lines of invoices with what they were sold for',
      sql: `SELECT i.InvoiceNumber, i.Date, l.ItemCode, l.Description, l.Quantity, l.LineAmount
FROM Invoices i
JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID
WHERE i.Type = 'ACCREC' AND i.Date >= DATE '2026-11-01'`,
    },
    {
      title: 'What changed since a moment',
      sql: `SELECT InvoiceNumber, Status, Total, UpdatedDateUTC
FROM Invoices
WHERE UpdatedDateUTC >= '2026-11-18'
ORDER BY UpdatedDateUTC`,
    },
    {
      title: 'Profit and loss by month: 24 months in three calls',
      sql: `SELECT PeriodEnd, Section, Label, Amount
FROM ProfitAndLoss
WHERE FromDate = '2024-07-01' AND ToDate = '2026-06-30' AND Timeframe = 'MONTH'
ORDER BY PeriodEnd, LineNumber`,
    },
    {
      title: 'Profit and loss of half a year',
      sql: `SELECT Section, Label, Amount
FROM ProfitAndLoss
WHERE FromDate = '2026-01-01' AND ToDate = '2026-06-30'
ORDER BY LineNumber`,
    },
    {
      title: 'Balance sheet as at a day',
      sql: `SELECT Section, Label, Amount FROM BalanceSheet WHERE Date = '2026-06-30' ORDER BY LineNumber`,
    },
    {
      title: 'Accounts whose balance is in debit',
      sql: `SELECT AccountCode, Label, YTDDebit FROM TrialBalance WHERE Date = '2026-06-30' AND YTDDebit > 0`,
    },
    {
      title: 'What came into and went out of bank accounts',
      sql: `SELECT Label, OpeningBalance, CashReceived, CashSpent, ClosingBalance
FROM BankSummary
WHERE FromDate = '2026-10-01' AND ToDate = '2026-10-31' AND RowType = 'Row'`,
    },
    {
      title: 'What a customer owes, document by document',
      sql: `SELECT c.Name, a.Number, a.DueDate, a.Due
FROM Contacts c
JOIN AgedReceivablesByContact a ON a.ContactID = c.ContactID
WHERE c.Name LIKE 'Harbour%' AND a.RowType = 'Row'`,
    },
    {
      title: 'Who did what to an invoice',
      sql: `SELECT DateUTC, User, Changes, Details
FROM HistoryInvoices
WHERE InvoiceID IN (SELECT InvoiceID FROM Invoices WHERE InvoiceNumber = 'INV-0042')
ORDER BY DateUTC`,
    },
    {
      title: 'Files attached to the bills of a month',
      sql: `SELECT i.InvoiceNumber, a.FileName, a.MimeType, a.ContentLength
FROM Invoices i
JOIN AttachmentsInvoices a ON a.InvoiceID = i.InvoiceID
WHERE i.Type = 'ACCPAY' AND i.Date >= '2026-10-01' AND i.HasAttachments = TRUE`,
    },
    {
      title: 'Turnover by account and month, from the ledger',
      sql: `SELECT l.AccountCode, l.AccountName, date_trunc('month', j.JournalDate) AS Month, -SUM(l.NetAmount) AS Amount
FROM Journals j
JOIN JournalLines l ON l.JournalID = j.JournalID
WHERE l.AccountType = 'REVENUE'
GROUP BY l.AccountCode, l.AccountName, date_trunc('month', j.JournalDate)
ORDER BY Month, l.AccountCode`,
    },
    {
      title: 'Budgeted amounts by month',
      sql: `SELECT b.Description, l.AccountCode, l.Period, l.Amount
FROM Budgets b
JOIN BudgetLines l ON l.BudgetID = b.BudgetID
ORDER BY l.Period, l.AccountCode`,
    },
    {
      title: 'Members of contact groups',
      sql: `SELECT m.ContactGroupName, c.Name
FROM ContactGroupMembers m
JOIN Contacts c ON c.ContactID = m.ContactID
ORDER BY 1, 2`,
    },
  ],
  ASSETS: [
    {
      title: 'The register by type',
      sql: `SELECT t.AssetTypeName, COUNT(*) AS Assets, SUM(a.PurchasePrice) AS Cost, SUM(a.AccountingBookValue) AS BookValue
FROM ASSETS.Assets a
JOIN ASSETS.AssetTypes t ON t.AssetTypeId = a.AssetTypeId
WHERE a.AssetStatus = 'Registered'
GROUP BY t.AssetTypeName
ORDER BY Cost DESC`,
    },
    {
      title: 'The accounts that depreciation is charged to',
      sql: `SELECT t.AssetTypeName, a.Code, a.Name
FROM ASSETS.AssetTypes t
JOIN ACCOUNTING.Accounts a ON a.AccountID = t.DepreciationExpenseAccountId`,
    },
  ],
  PAYROLLAUS: [
    {
      title: 'Pay of the pay runs of a quarter',
      sql: `SELECT PaymentDate, Wages, Tax, Super, NetPay
FROM PAYROLLAUS.PayRuns
WHERE PaymentDate BETWEEN '2026-07-01' AND '2026-09-30' AND PayRunStatus = 'POSTED'
ORDER BY PaymentDate`,
    },
    {
      title: 'Payslips of pay runs: one call for each pay run that is chosen',
      sql: `SELECT FirstName, LastName, PaymentDate, Wages, Tax, NetPay
FROM PAYROLLAUS.Payslips
WHERE PaymentDate >= '2026-11-01'
ORDER BY LastName, PaymentDate`,
    },
    {
      title: 'Hours worked by day and employee',
      sql: `SELECT e.FirstName, e.LastName, d.Date, SUM(d.NumberOfUnits) AS Hours
FROM PAYROLLAUS.TimesheetDays d
JOIN PAYROLLAUS.Employees e ON e.EmployeeID = d.EmployeeID
WHERE d.TimesheetStartDate >= '2026-10-01'
GROUP BY e.FirstName, e.LastName, d.Date
ORDER BY d.Date, e.LastName`,
    },
    {
      title: 'Leave that employees have left',
      sql: `SELECT e.LastName, b.LeaveName, b.NumberOfUnits, b.TypeOfUnits
FROM PAYROLLAUS.Employees e
JOIN PAYROLLAUS.EmployeeLeaveBalances b ON b.EmployeeID = e.EmployeeID
WHERE e.Status = 'ACTIVE'
ORDER BY e.LastName, b.LeaveName`,
    },
  ],
  FILES: [
    {
      title: 'Files by folder',
      sql: `SELECT d.Name AS Folder, COUNT(*) AS Files, SUM(f.Size) AS Bytes
FROM FILES.Files f
JOIN FILES.Folders d ON d.FolderId = f.FolderId
GROUP BY d.Name
ORDER BY d.Name`,
    },
    {
      title: 'What files are attached to',
      sql: `SELECT f.Name, a.ObjectType, a.ObjectId
FROM FILES.Files f
JOIN FILES.Associations a ON a.FileId = f.FileId`,
    },
  ],
  PROJECTS: [
    {
      title: 'What is still to be invoiced',
      sql: `SELECT p.Name, c.Name AS Customer, p.TotalToBeInvoicedValue
FROM PROJECTS.Projects p
JOIN ACCOUNTING.Contacts c ON c.ContactID = p.ContactId
WHERE p.Status = 'INPROGRESS'
ORDER BY p.TotalToBeInvoicedValue DESC`,
    },
    {
      title: 'Hours of a month by user',
      sql: `SELECT u.Name, SUM(t.Duration) / 60.0 AS Hours
FROM PROJECTS.Time t
JOIN PROJECTS.ProjectUsers u ON u.UserId = t.UserId
WHERE t.DateUtc >= '2026-10-01' AND t.DateUtc < '2026-11-01'
GROUP BY u.Name`,
    },
    {
      title: 'Tasks of projects and the time spent on them',
      sql: `SELECT p.Name AS Project, t.Name AS Task, t.TotalMinutes, t.AmountToBeInvoicedValue
FROM PROJECTS.Projects p
JOIN PROJECTS.Tasks t ON t.ProjectId = p.ProjectId
WHERE p.Status = 'INPROGRESS'`,
    },
  ],
  SYS: [
    {
      title: 'Tables that take a call for each row of another',
      sql: `SELECT SchemaName, TableName, ParentTable, Calls FROM sys_tables WHERE ParentTable IS NOT NULL`,
    },
    {
      title: 'Columns that cost a call for each row, and parameters',
      sql: `SELECT SchemaName, TableName, ColumnName, CallPerRow, IsParameter
FROM sys_tablecolumns
WHERE CallPerRow = TRUE OR IsParameter = TRUE`,
    },
    {
      title: 'What refers to contacts',
      sql: `SELECT SchemaName, TableName, ColumnName FROM sys_foreignkeys WHERE ReferencedTableName = 'Contacts'`,
    },
  ],
  INFORMATION_SCHEMA: [
    {
      title: 'Columns of a table, as tools ask for them',
      sql: `SELECT column_name, data_type, is_nullable
FROM information_schema.columns
WHERE table_schema = 'ACCOUNTING' AND table_name = 'Invoices'
ORDER BY ordinal_position`,
    },
    {
      title: 'Foreign keys with what they refer to',
      sql: `SELECT k.table_name, k.column_name, u.table_name AS referenced_table, u.column_name AS referenced_column
FROM information_schema.key_column_usage k
JOIN information_schema.referential_constraints r USING (constraint_schema, constraint_name)
JOIN information_schema.key_column_usage u
  ON u.constraint_schema = r.unique_constraint_schema
  AND u.constraint_name = r.unique_constraint_name
  AND u.ordinal_position = k.position_in_unique_constraint
WHERE k.table_schema = 'PROJECTS'`,
    },
  ],
};
