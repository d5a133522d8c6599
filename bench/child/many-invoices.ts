/** A list of any number of made-up invoices over HTTP, a thousand a page. Prints its address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [rows = '0'] = process.argv.slice(2);
const itemCount = Number(rows);
const PAGE_SIZE = 1000;
const MS_PER_DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2020, 0, 1);

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

function invoice(number: number): object {
  const cents = 100 + ((number * 7919) % 1_000_000);
  const day = FIRST_DAY + (number % 2000) * MS_PER_DAY;
  const scattered = hex(Math.imul(number, 0x9e3779b1) >>> 0, 8);
  return {
    InvoiceID: `${scattered}-0000-4000-8000-${hex(number, 12)}`,
    Type: number % 3 === 0 ? 'ACCPAY' : 'ACCREC',
    InvoiceNumber: `INV-${number}`,
    Reference: `Order ${number % 977}`,
    Contact: {
      ContactID: `c0000000-0000-4000-8000-${hex(number % 5000, 12)}`,
      Name: `Contact ${number % 5000}`,
    },
    Status: 'AUTHORISED',
    LineAmountTypes: 'Exclusive',
    Date: `/Date(${day}+0000)/`,
    DateString: new Date(day).toISOString().slice(0, 19),
    DueDate: `/Date(${day + 14 * MS_PER_DAY}+0000)/`,
    SubTotal: cents / 100,
    TotalTax: 0,
    Total: cents / 100,
    AmountDue: number % 2 === 0 ? 0 : cents / 100,
    CurrencyCode: 'AUD',
    UpdatedDateUTC: `/Date(${day + 3_600_000}+0000)/`,
  };
}

const server = createServer((request, response) => {
  const page = Number(new URL(request.url ?? '/', 'http://localhost').searchParams.get('page'));
  const first = (page - 1) * PAGE_SIZE;
  const length = Math.min(PAGE_SIZE, Math.max(0, itemCount - first));
  const body = {
    pagination: {
      page,
      pageSize: PAGE_SIZE,
      pageCount: Math.ceil(itemCount / PAGE_SIZE),
      itemCount,
    },
    Invoices: Array.from({ length }, (_, index) => invoice(first + index)),
  };
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
});
// A reader that is slow to come back finds its connection open.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
// Lives as long as its parent holds its standard input open.
process.stdin.resume().on('end', () => process.exit());
