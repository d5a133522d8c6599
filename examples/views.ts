/** A view over the aged receivables that ship, and what it finds. */
import { connect } from 'xero-sql';

const today = process.env['TODAY'];
const now = (): Date => (today === undefined ? new Date() : new Date(`${today}T12:00:00Z`));
await using db = await connect(undefined, { now });

const { notice } = await db.query(
  `CREATE VIEW reminders AS
   SELECT ContactName, Over90Days, OldestDueDate FROM AgedReceivablesSummary WHERE Over90Days > 0`,
);
console.log(notice);

interface Reminder {
  readonly ContactName: string;
  readonly Over90Days: string;
  readonly OldestDueDate: string;
}

const { rows, stats } = await db.sql<Reminder>`
  SELECT * FROM reminders ORDER BY Over90Days DESC LIMIT ${2}`;
for (const row of rows)
  console.log(`${row.ContactName}: ${row.Over90Days} since ${row.OldestDueDate}`);
console.log(`${stats.apiCalls} calls to Xero`);
