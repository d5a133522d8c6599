import { ACCOUNT_TYPES } from '../accounting/enumerations.ts';
import { date, text, uuid } from '../define.ts';
import { defineView } from '../view.ts';
import { money, TENANT } from './columns.ts';

export const ProfitAndLossByMonth = defineView({
  name: 'ProfitAndLossByMonth',
  description: 'Profit and loss by month and account, from the journals; accrual basis.',
  notes: `To the cent what the report ProfitAndLoss says of each account and month in its standard layout;
an account without postings in a month has no row. \`SUM(Profit)\` over any rows is what they add to the
net profit. It reads all journals, 100 a call, and goes back to the first: where whole months of up to a
few years do, \`ProfitAndLoss\` with \`Timeframe = 'MONTH'\` takes a call for about a year of them.`,
  columns: {
    Month: date('', 'First day of the month.'),
    Section: text('', 'Part of the profit and loss, by the type of the account.', {
      values: ['Income', 'Cost of Sales', 'Other Income', 'Operating Expenses'],
    }),
    AccountCode: text('', 'Code of the account.'),
    AccountName: text('', 'Name of the account.'),
    AccountType: text('', 'Kind of account.', { values: ACCOUNT_TYPES }),
    Amount: money('Amount as the report shows it: income and costs alike are positive.'),
    Profit: money('What it adds to the profit: costs are negative.'),
    AccountID: uuid('', 'Key of the account.'),
    ...TENANT,
  },
  key: ['TenantId', 'Month', 'AccountID', 'AccountType'],
  sql: `
SELECT CAST(date_trunc('month', JournalDate) AS DATE) AS Month,
  CASE
    WHEN AccountType = 'OTHERINCOME' THEN 'Other Income'
    WHEN AccountType = 'DIRECTCOSTS' THEN 'Cost of Sales'
    WHEN AccountClass = 'REVENUE' THEN 'Income'
    ELSE 'Operating Expenses'
  END AS Section,
  MAX(AccountCode) AS AccountCode, MAX(AccountName) AS AccountName, AccountType,
  CASE WHEN AccountClass = 'REVENUE' THEN -SUM(NetAmount) ELSE SUM(NetAmount) END AS Amount,
  -SUM(NetAmount) AS Profit,
  AccountID, TenantId, TenantName
FROM BOOKS.GeneralLedger
WHERE AccountClass IN ('REVENUE', 'EXPENSE')
GROUP BY CAST(date_trunc('month', JournalDate) AS DATE), AccountType, AccountClass, AccountID, TenantId, TenantName`,
  examples: [
    {
      title: 'Net profit by month of a financial year',
      sql: `SELECT Month, SUM(Profit) AS NetProfit FROM ProfitAndLossByMonth
WHERE Month >= DATE '2025-07-01' AND Month < DATE '2026-07-01' GROUP BY Month ORDER BY Month`,
    },
    {
      title: 'Costs that grew by half against the last month that had any',
      sql: `WITH Costs AS (
  SELECT Month, AccountName, Amount,
    LAG(Amount) OVER (PARTITION BY AccountID ORDER BY Month) AS Before
  FROM ProfitAndLossByMonth WHERE Section = 'Operating Expenses'
)
SELECT * FROM Costs WHERE Amount > 1.5 * Before AND Month >= DATE '2026-01-01'
ORDER BY Amount - Before DESC LIMIT 10`,
    },
  ],
});
