/**
 * Streams the invoices of a made-up organisation to CSV and reports its own memory: a line of JSON
 * for each hundredth of the rows. Arguments: the API's address, the number of rows.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { loadFormat } from '../../src/cli/formats/index.ts';
import { PLAIN } from '../../src/cli/style.ts';
import type { Row, RowStream } from '../../src/index.ts';
import { openFresh, skippingClock } from '../offline.ts';

/** As the command line groups rows. */
const GROUP_ROWS = 256;

const [apiUrl = '', rows = '0'] = process.argv.slice(2);
const report = Math.floor(Number(rows) / 100);

async function* grouped(stream: RowStream): AsyncGenerator<readonly Row[]> {
  let [group, total]: [Row[], number] = [[], 0];
  for await (const row of stream) {
    total += 1;
    group.push(row);
    if (total % report === 0)
      console.log(JSON.stringify({ rows: total, rss: process.memoryUsage.rss() }));
    if (group.length < GROUP_ROWS) continue;
    yield group;
    group = [];
  }
  yield group;
}

const { database } = await openFresh(
  `AuthScheme=OAuthClient;OAuthClientId=x;OAuthClientSecret=x;Tenant=5f1c2a90-7b3e-4d18-9c46-0a8e2f6d1b35;ApiUrl=${apiUrl}`,
  {
    clock: skippingClock(),
    tokens: { current: () => Promise.resolve('x'), renew: () => Promise.resolve('x') },
  },
);
const stream = database.stream(
  'SELECT InvoiceID, InvoiceNumber, ContactName, Status, Date, DueDate, Total, AmountDue FROM Invoices WHERE Total >= 1',
);
const write = await loadFormat('csv');
const file = createWriteStream('/dev/null');
const pieces = write(
  { columns: stream.columns, batches: grouped(stream) },
  {
    terminalWidth: null,
    header: true,
    nullText: null,
    style: PLAIN,
    thousands: false,
    formulas: 'harmless',
    insertInto: 'result',
    note: () => undefined,
  },
);
for await (const piece of pieces) if (!file.write(piece)) await once(file, 'drain');
file.end();
await database.close();
