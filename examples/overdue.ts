/** Who owes most: a query with values of the program's own. Run it with XERO_SQL_CONNECTION set. */
import { connect } from 'xero-sql';

interface Debtor {
  readonly ContactName: string;
  readonly Invoices: number;
  /** Money is text, so that no digit is lost. */
  readonly Overdue: string;
}

const today = process.env['TODAY'] ?? new Date().toISOString().slice(0, 10);

await using db = await connect();
const { rows, stats } = await db.sql<Debtor>`
  SELECT ContactName, COUNT(*) AS Invoices, SUM(AmountDue) AS Overdue
  FROM Invoices
  WHERE Type = 'ACCREC' AND Status = ${'AUTHORISED'} AND DueDate < ${today}
  GROUP BY ContactName
  ORDER BY Overdue DESC
  LIMIT 3`;

for (const { ContactName, Invoices, Overdue } of rows) {
  console.log(`${ContactName}: ${Overdue} on ${Invoices} invoices`);
}
console.log(`${stats.apiCalls} calls to Xero`);
