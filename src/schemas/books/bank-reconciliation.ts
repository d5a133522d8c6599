import { date, integer, text, uuid } from '../define.ts';
import { defineView } from '../view.ts';
import { inBase, money, TENANT } from './columns.ts';

export const BankReconciliation = defineView({
  name: 'BankReconciliation',
  description: 'How far each bank account is reconciled: balances, and what is not yet matched.',
  notes: `\`Balance\` is the closing balance of today in the report BankSummary, in the base currency;
\`ReconciledBalance\` is that less what is not matched with a statement line yet. Xero's API gives no
balances of bank statements, so this is the side of the books. Items are spent and received money,
transfers, and payments into and out of the account up to today; what was deleted does not count, and an
opening balance is no item. \`UnreconciledAmount\` is in the currency of the account, \`UnreconciledBase\` at
the rates of the items. All transactions and payments are read, because Xero documents no filter for
reconciled ones. Today is the day in UTC.`,
  columns: {
    AccountCode: text('', 'Code of the bank account.'),
    AccountName: text('', 'Name of the bank account.'),
    CurrencyCode: text('', 'Currency of the account.'),
    Balance: money('Balance in Xero today, in the base currency.'),
    ReconciledBalance: money('Balance less what is not reconciled, in the base currency.'),
    UnreconciledItems: integer('', 'How many items are not reconciled.'),
    UnreconciledAmount: money(
      'What they sum to, in the currency of the account; spent is negative.',
    ),
    UnreconciledBase: money('What they sum to in the base currency; spent is negative.'),
    OldestUnreconciled: date('', 'Day of the oldest of them.'),
    AccountID: uuid('', 'Key of the bank account.'),
    ...TENANT,
  },
  key: ['AccountID'],
  sql: `
SELECT a.Code AS AccountCode, a.Name AS AccountName, a.CurrencyCode,
  b.ClosingBalance AS Balance,
  b.ClosingBalance - COALESCE(CASE WHEN a.CurrencyCode = o.BaseCurrency THEN i.Amount ELSE i.BaseAmount END, 0.00)
    AS ReconciledBalance,
  COALESCE(i.Items, 0) AS UnreconciledItems,
  COALESCE(i.Amount, 0.00) AS UnreconciledAmount,
  COALESCE(CASE WHEN a.CurrencyCode = o.BaseCurrency THEN i.Amount ELSE i.BaseAmount END, 0.00)
    AS UnreconciledBase,
  i.Oldest AS OldestUnreconciled,
  a.AccountID, a.TenantId, a.TenantName
FROM Accounts AS a
JOIN Organisation AS o ON o.TenantId = a.TenantId
LEFT JOIN (
  SELECT AccountID, TenantId, ClosingBalance FROM BankSummary
  WHERE FromDate = current_date AND ToDate = current_date AND RowType = 'Row'
) AS b ON b.AccountID = a.AccountID AND b.TenantId = a.TenantId
LEFT JOIN (
  SELECT AccountID, TenantId, COUNT(*) AS Items, SUM(Amount) AS Amount, SUM(BaseAmount) AS BaseAmount,
    MIN(Date) AS Oldest
  FROM (
    SELECT BankAccountID AS AccountID, TenantId, Date,
      CASE WHEN Type LIKE 'RECEIVE%' THEN Total ELSE -Total END AS Amount,
      CASE WHEN Type LIKE 'RECEIVE%' THEN 1 ELSE -1 END * ${inBase('Total')} AS BaseAmount
    FROM BankTransactions
    WHERE Status = 'AUTHORISED' AND IsReconciled IS NOT TRUE AND Date <= current_date
    UNION ALL
    SELECT AccountID, TenantId, Date, Sign * BankAmount, Sign * ${inBase('Amount')}
    FROM (
      SELECT *,
        CASE WHEN PaymentType IN ('ACCRECPAYMENT', 'APCREDITPAYMENT', 'APOVERPAYMENTPAYMENT', 'APPREPAYMENTPAYMENT')
          THEN 1 ELSE -1 END AS Sign
      FROM Payments
      WHERE Status = 'AUTHORISED' AND IsReconciled IS NOT TRUE AND Date <= current_date
    ) AS payments
  ) AS items
  GROUP BY AccountID, TenantId
) AS i ON i.AccountID = a.AccountID AND i.TenantId = a.TenantId
WHERE a.Type = 'BANK'`,
  examples: [
    {
      title: 'What is left to do',
      sql: `SELECT AccountName, UnreconciledItems, UnreconciledAmount, OldestUnreconciled
FROM BankReconciliation WHERE UnreconciledItems > 0 ORDER BY OldestUnreconciled`,
    },
    {
      title: 'All of the state',
      sql: `SELECT AccountName, CurrencyCode, Balance, ReconciledBalance, UnreconciledItems
FROM BankReconciliation ORDER BY AccountName`,
    },
  ],
});
