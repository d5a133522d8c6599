/** Reads a table of any length page by page, and stops when it has seen enough. */
import { connect } from 'xero-sql';

await using db = await connect();
db.on('page', ({ table, rows }) => console.log(`a page of ${rows} rows of ${table}`));
db.on('retry', ({ reason, seconds }) => console.log(`again in ${seconds} s: ${reason}`));

let lines = 0;
const stream = db.stream<{ LineAmount: string | null }>('SELECT LineAmount FROM InvoiceLineItems');
for await (const { LineAmount } of stream) {
  if (LineAmount?.startsWith('-') === true) console.log(`a credit line: ${LineAmount}`);
  lines += 1;
  if (lines === 500) break; // no further page is asked for
}
console.log(`${lines} lines, ${stream.stats().apiCalls} calls`);
