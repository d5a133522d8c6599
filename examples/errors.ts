/** What to do about failures: the code says what happened, the hint what to do. */
import { connect, XeroSqlError } from 'xero-sql';

await using db = await connect();
const statements = ['SELECT Totl FROM Invoices', 'SELECT Name FROM Organisation'];
for (const statement of statements) {
  try {
    const { rows } = await db.query(statement, [], { signal: AbortSignal.timeout(60_000) });
    console.log(`${rows.length} rows`);
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    const { code, message, hint, position } = error;
    console.log(`${code} at column ${position?.column ?? 0}: ${message} ${hint ?? ''}`);
  }
}
