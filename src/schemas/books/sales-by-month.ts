import { date, integer, text, uuid } from '../define.ts';
import { defineView } from '../view.ts';
import { inBase, money, TENANT } from './columns.ts';

/** Net of tax as the ledger has it: the total and the tax are each converted to the cent. */
const NET = `${inBase('Total')} - ${inBase('TotalTax')}`;

const MONTH = "CAST(date_trunc('month', Date) AS DATE)";

export const SalesByMonth = defineView({
  name: 'SalesByMonth',
  description:
    'Sales by month and customer, net of tax, credit notes taken off, in the base currency.',
  notes: `Approved and paid sales invoices and credit notes to customers, by their dates. \`Net\` of a month
is what these documents have posted to all accounts but receivables and tax. So it is the month's revenue
in the profit and loss as far as all revenue comes from invoices: not in it are sales rung up as money
received at the bank, manual journals to revenue and interest; in it are invoice lines coded to accounts
that are no revenue, as the sale of an asset. Drafts and what was voided do not count.`,
  columns: {
    Month: date('', 'First day of the month.'),
    ContactID: uuid('', 'Key of the customer.'),
    ContactName: text('', 'Name of the customer.'),
    Invoices: integer('', 'How many invoices.'),
    CreditNotes: integer('', 'How many credit notes.'),
    Sales: money('Invoices, net of tax.'),
    Credits: money('Credit notes, net of tax; not negative.'),
    Net: money('Sales less credits.'),
    ...TENANT,
  },
  key: ['TenantId', 'Month', 'ContactID'],
  sql: `
SELECT Month, ContactID, ContactName,
  COUNT(*) FILTER (WHERE Kind = 'INVOICE') AS Invoices,
  COUNT(*) FILTER (WHERE Kind = 'CREDIT NOTE') AS CreditNotes,
  COALESCE(SUM(Amount) FILTER (WHERE Kind = 'INVOICE'), 0.00) AS Sales,
  COALESCE(SUM(Amount) FILTER (WHERE Kind = 'CREDIT NOTE'), 0.00) AS Credits,
  SUM(CASE WHEN Kind = 'INVOICE' THEN Amount ELSE -Amount END) AS Net,
  TenantId, TenantName
FROM (
  SELECT 'INVOICE' AS Kind, ${MONTH} AS Month, ContactID, ContactName,
    ${NET} AS Amount, TenantId, TenantName
  FROM Invoices WHERE Type = 'ACCREC' AND Status IN ('AUTHORISED', 'PAID')
  UNION ALL
  SELECT 'CREDIT NOTE', ${MONTH}, ContactID, ContactName,
    ${NET}, TenantId, TenantName
  FROM CreditNotes WHERE Type = 'ACCRECCREDIT' AND Status IN ('AUTHORISED', 'PAID')
) AS documents
GROUP BY Month, ContactID, ContactName, TenantId, TenantName`,
  examples: [
    {
      title: 'The ten best customers of a financial year',
      sql: `SELECT ContactName, SUM(Net) AS Net FROM SalesByMonth
WHERE Month >= DATE '2025-07-01' AND Month < DATE '2026-07-01'
GROUP BY ContactID, ContactName ORDER BY Net DESC LIMIT 10`,
    },
    {
      title: 'Sales by month, with those of the year before',
      sql: `SELECT Month, SUM(Net) AS Net, LAG(SUM(Net), 12) OVER (ORDER BY Month) AS YearBefore
FROM SalesByMonth GROUP BY Month ORDER BY Month DESC LIMIT 12`,
    },
  ],
});
