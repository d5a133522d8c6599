/** `xero-sql demo`: what xero-sql does, in a few queries. */
import { XeroSqlError } from '../errors.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts';
import { count } from './progress.ts';
import type { Session } from './session.ts';
import { styleFor } from './style.ts';

interface DemoQuery {
  readonly title: string;
  readonly sql: string;
}

/** @param today the day on which the books stand: what is overdue must not depend on the clock */
export function demoQueries(today: string): readonly DemoQuery[] {
  // LEFT JOIN: Contacts leaves archived contacts out, but they may owe money.
  const overdue = `SELECT LEFT(i.ContactName, 30) AS Contact, c.EmailAddress AS Email, i.CurrencyCode AS Currency,
       COUNT(*) AS Invoices, MIN(i.DueDate) AS OldestDue, SUM(i.AmountDue) AS Overdue
FROM Invoices i
LEFT JOIN Contacts c ON c.ContactID = i.ContactID
WHERE i.Type = 'ACCREC' AND i.Status = 'AUTHORISED'
  AND i.AmountDue > 0 AND i.DueDate < DATE '${today}'
GROUP BY i.ContactName, c.EmailAddress, i.CurrencyCode
ORDER BY Overdue DESC
LIMIT 5`;
  return [
    {
      title: 'The organisations that this sign-in reaches',
      sql: 'SELECT TenantName, TenantType, TenantId FROM Tenants',
    },
    { title: `Who owes most, overdue on ${today}`, sql: overdue },
    { title: 'The calls to Xero that this takes (none is made)', sql: `EXPLAIN ${overdue}` },
  ];
}

export async function runDemo(session: Session, today: string): Promise<ExitCode> {
  const { screen, io, progress } = session;
  const style = styleFor(io.stdout, io.env);
  const interrupt = new AbortController();
  const stopListening = io.onInterrupt(() =>
    interrupt.abort(new XeroSqlError('CANCELLED', 'The demo was cancelled.')),
  );
  try {
    for (const { title, sql } of demoQueries(today)) {
      await screen.result(`${style.bold(`-- ${title}`)}\n${style.cyan(`${sql};`)}\n\n`);
      await session.run(sql, interrupt.signal);
      await screen.result('\n');
    }
  } catch (error) {
    session.report(error);
    return exitCodeOf(error);
  } finally {
    stopListening();
  }
  await screen.result(
    `All of it took ${count(progress.totalCalls, 'call')} to Xero; an organisation allows 60 a minute and 5,000 a day.\n`,
  );
  return EXIT.done;
}
