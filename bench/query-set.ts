/**
 * Sixty statements, and for each what somebody who knows Xero’s API well would call by hand: as few
 * calls as can give the answer, each with as few bytes as Xero can be asked for.
 */
import {
  HARBOUR_NZ_TENANT_ID,
  HARBOUR_UK_TENANT_ID,
  MAIN_TENANT_ID,
} from '../fixtures/books/index.ts';

/** A call to the accounting API. */
export interface Call {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly tenantId: string;
  /** `If-Modified-Since`. */
  readonly since?: string;
}

/** Documents that a call was answered with. */
export type Documents = readonly Readonly<Record<string, unknown>>[];

/** Calls that do not depend on each other’s answers, or a program that makes them. */
export type LeastCalls =
  readonly Call[] | ((get: (call: Call) => Promise<Documents>) => Promise<void>);

export interface BenchQuery {
  readonly sql: string;
  readonly least: LeastCalls;
  /** Properties of the connection besides those of the sign-in. */
  readonly properties?: Readonly<Record<string, string>>;
}

const INVOICE = '89c4fbb4-1d9d-48a9-8118-5261a7e50047';
const CONTACT = 'f81fd7a6-22b4-427e-b7c4-2a1b15c45225';
const BAKERY = '024911e3-55b9-4d7b-8e7c-28ab97cb52a6';

type Query = Readonly<Record<string, string>>;

/** Their unit amounts are rounded unless four places are asked for. */
const HAVE_UNIT_AMOUNTS = new Set(['Invoices', 'CreditNotes', 'BankTransactions', 'Items']);

const whole = (path: string, query: Query = {}): Call => ({
  path,
  query: { ...(HAVE_UNIT_AMOUNTS.has(path) ? { unitdp: '4' } : {}), ...query },
  tenantId: MAIN_TENANT_ID,
});
/** Until it has come nobody knows that a page is the only one: the order keeps pages stable. */
const page = (path: string, query: Query = {}, number = 1): Call =>
  whole(path, {
    order: path.replace(/s$/, 'ID'),
    pageSize: '1000',
    ...query,
    page: String(number),
  });
const pages = (path: string, query: Query = {}): readonly Call[] =>
  [1, 2, 3].map((number) => page(path, query, number));
const of = (tenantId: string, call: Call): Call => ({ ...call, tenantId });

const SUMMARY = { summaryOnly: 'true' };
const ONE = { pageSize: '1' };
/** 2,402 invoices are three pages; the other lists fit one. */
const ALL_INVOICES = pages('Invoices');
const ALL_SUMMARIES = pages('Invoices', SUMMARY);
const DRAFTS = [page('Invoices', { ...SUMMARY, Statuses: 'DRAFT' })];
const summaries = (where: string): readonly Call[] => [page('Invoices', { ...SUMMARY, where })];
const EVERY_ORGANISATION = { Tenant: '*' };
const inEvery = (call: Call): readonly Call[] =>
  [MAIN_TENANT_ID, HARBOUR_NZ_TENANT_ID, HARBOUR_UK_TENANT_ID].map((id) => of(id, call));

const idsOf = (documents: Documents, read: (document: Documents[number]) => unknown): string =>
  [...new Set(documents.map(read))].join(',');
const contactOf = ({ Contact }: Documents[number]): unknown =>
  (Contact as { readonly ContactID: string }).ContactID;

export const QUERY_SET: readonly BenchQuery[] = [
  // whole lists
  { sql: 'SELECT * FROM Invoices', least: ALL_INVOICES },
  { sql: 'SELECT InvoiceNumber, Total FROM Invoices', least: ALL_SUMMARIES },
  { sql: 'SELECT * FROM Payments', least: pages('Payments') },
  { sql: 'SELECT * FROM BankTransactions', least: [page('BankTransactions')] },
  { sql: 'SELECT * FROM Contacts', least: [page('Contacts')] },
  { sql: 'SELECT Name FROM Contacts', least: [page('Contacts', SUMMARY)] },
  { sql: 'SELECT * FROM Items', least: [whole('Items')] },
  { sql: 'SELECT * FROM Accounts', least: [whole('Accounts')] },
  { sql: 'SELECT * FROM Organisation', least: [whole('Organisation')] },
  { sql: 'SELECT * FROM TaxRates', least: [whole('TaxRates')] },
  {
    sql: 'SELECT TrackingCategoryID, OptionName FROM TrackingOptions',
    least: [whole('TrackingCategories')],
  },
  {
    sql: 'SELECT Status, SUM(Total) AS amount FROM Invoices GROUP BY Status',
    least: ALL_SUMMARIES,
  },
  { sql: 'SELECT DISTINCT CurrencyCode FROM Invoices', least: ALL_SUMMARIES },
  // one document, some documents
  {
    sql: `SELECT * FROM Invoices WHERE InvoiceID = '${INVOICE}'`,
    least: [page('Invoices', { IDs: INVOICE })],
  },
  {
    sql: "SELECT InvoiceNumber, Total FROM Invoices WHERE InvoiceNumber = 'INV-0042'",
    least: [page('Invoices', { ...SUMMARY, InvoiceNumbers: 'INV-0042' })],
  },
  {
    sql: "SELECT * FROM Invoices WHERE InvoiceNumber IN ('INV-0042', 'INV-0043', 'INV-0044')",
    least: [page('Invoices', { InvoiceNumbers: 'INV-0042,INV-0043,INV-0044' })],
  },
  {
    sql: `SELECT InvoiceNumber FROM Invoices WHERE ContactID = '${CONTACT}' AND Status = 'PAID'`,
    least: [page('Invoices', { ...SUMMARY, ContactIDs: CONTACT, Statuses: 'PAID' })],
  },
  {
    sql: `SELECT * FROM Payments WHERE InvoiceID = '${INVOICE}'`,
    least: [page('Payments', { where: `Invoice.InvoiceID == Guid("${INVOICE}")` })],
  },
  // filters that Xero applies
  {
    sql: "SELECT InvoiceNumber FROM Invoices WHERE Status IN ('DRAFT', 'SUBMITTED', 'VOIDED')",
    least: [page('Invoices', { ...SUMMARY, Statuses: 'DRAFT,SUBMITTED,VOIDED' })],
  },
  {
    sql: "SELECT InvoiceNumber, Total FROM Invoices WHERE Date >= '2026-01-01' AND Date < '2026-04-01'",
    least: summaries('Date >= DateTime(2026,01,01) AND Date < DateTime(2026,04,01)'),
  },
  {
    sql: 'SELECT InvoiceNumber, Total FROM Invoices WHERE extract(year FROM Date) = 2025',
    least: summaries('Date >= DateTime(2025,01,01) AND Date < DateTime(2026,01,01)'),
  },
  {
    sql: 'SELECT InvoiceNumber, Total FROM Invoices WHERE extract(year FROM Date) = 2026 AND extract(month FROM Date) = 3',
    least: summaries('Date >= DateTime(2026,03,01) AND Date < DateTime(2026,04,01)'),
  },
  {
    sql: "SELECT InvoiceNumber, Total FROM Invoices WHERE Date >= date_trunc('month', current_date) - interval '3 months'",
    least: summaries('Date >= DateTime(2026,08,01)'),
  },
  {
    sql: "SELECT InvoiceNumber FROM Invoices WHERE Date = '2026-11-20' OR Status = 'DRAFT'",
    least: summaries('Date == DateTime(2026,11,20) OR Status == "DRAFT"'),
  },
  {
    sql: "SELECT InvoiceNumber, AmountDue FROM Invoices WHERE AmountDue > 0 AND DueDate < '2026-11-20'",
    least: summaries('AmountDue > 0 AND DueDate < DateTime(2026,11,20)'),
  },
  {
    sql: "SELECT InvoiceNumber, Total FROM Invoices WHERE InvoiceNumber LIKE 'INV-00%'",
    least: summaries('InvoiceNumber != null AND InvoiceNumber.StartsWith("INV-00")'),
  },
  {
    sql: "SELECT * FROM BankTransactions WHERE Type = 'SPEND' AND Date >= '2026-01-01'",
    least: [
      page('BankTransactions', { where: 'Type == "SPEND" AND Date >= DateTime(2026,01,01)' }),
    ],
  },
  {
    sql: "SELECT * FROM Payments WHERE Date = '2026-11-03'",
    least: [page('Payments', { where: 'Date == DateTime(2026,11,03)' })],
  },
  {
    sql: "SELECT InvoiceNumber FROM Invoices WHERE UpdatedDateUTC > '2026-11-18'",
    least: [{ ...page('Invoices', SUMMARY), since: '2026-11-18T00:00:00' }],
  },
  {
    sql: "SELECT * FROM (SELECT InvoiceNumber, Status FROM Invoices) q WHERE Status = 'DRAFT'",
    least: DRAFTS,
  },
  {
    sql: "SELECT InvoiceNumber, row_number() OVER (ORDER BY Date) AS n FROM Invoices WHERE Status = 'DRAFT'",
    least: DRAFTS,
  },
  {
    sql: "SELECT Status, COUNT(*) AS n FROM Invoices GROUP BY Status HAVING Status = 'DRAFT'",
    least: DRAFTS,
  },
  // the first rows, counts, first and last values
  {
    sql: 'SELECT InvoiceNumber FROM Invoices LIMIT 10',
    least: [page('Invoices', { ...SUMMARY, pageSize: '10' })],
  },
  {
    sql: 'SELECT InvoiceNumber, Date FROM Invoices ORDER BY Date DESC LIMIT 20',
    least: [page('Invoices', { ...SUMMARY, order: 'Date DESC', pageSize: '20' })],
  },
  {
    sql: 'SELECT PaymentID, Date FROM Payments ORDER BY Date LIMIT 1',
    least: [page('Payments', { order: 'Date', ...ONE })],
  },
  { sql: 'SELECT COUNT(*) AS n FROM Invoices', least: [page('Invoices', { ...SUMMARY, ...ONE })] },
  {
    sql: "SELECT COUNT(*) AS n FROM Invoices WHERE Status = 'DRAFT'",
    least: [page('Invoices', { ...SUMMARY, Statuses: 'DRAFT', ...ONE })],
  },
  {
    sql: 'SELECT MAX(Date) AS newest FROM Invoices',
    least: [page('Invoices', { ...SUMMARY, order: 'Date DESC', ...ONE })],
  },
  {
    sql: 'SELECT EXISTS (SELECT 1 FROM Invoices) AS found',
    least: [page('Invoices', { ...SUMMARY, ...ONE })],
  },
  // nothing to ask
  { sql: 'SELECT * FROM Invoices LIMIT 0', least: [] },
  { sql: "SELECT * FROM Invoices WHERE Status = 'PAID' AND Status = 'VOIDED'", least: [] },
  // journals by number
  {
    sql: 'SELECT JournalNumber FROM Journals WHERE JournalNumber > 5900',
    least: [whole('Journals', { offset: '5900' })],
  },
  {
    sql: 'SELECT JournalNumber FROM Journals WHERE JournalNumber BETWEEN 101 AND 200',
    least: [whole('Journals', { offset: '100' })],
  },
  // lines, and documents with their lines
  { sql: 'SELECT SUM(LineAmount) AS amount FROM InvoiceLineItems', least: ALL_INVOICES },
  {
    sql: "SELECT Description FROM InvoiceLineItems WHERE InvoiceDate >= '2026-10-01'",
    least: [page('Invoices', { where: 'Date >= DateTime(2026,10,01)' })],
  },
  {
    sql: 'SELECT i.InvoiceNumber, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID)',
    least: ALL_INVOICES,
  },
  {
    sql: `SELECT i.InvoiceNumber, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID)
          WHERE i.Status = 'AUTHORISED' AND i.AmountDue > 0`,
    least: [page('Invoices', { Statuses: 'AUTHORISED', where: 'AmountDue > 0' })],
  },
  {
    sql: `SELECT InvoiceNumber, (SELECT COUNT(*) FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID) AS n
          FROM Invoices i`,
    least: ALL_INVOICES,
  },
  {
    sql: 'SELECT c.Name, a.City FROM Contacts c LEFT JOIN ContactAddresses a USING (ContactID)',
    least: [page('Contacts')],
  },
  // joins and subqueries
  {
    sql: `SELECT c.Name, SUM(i.AmountDue) AS due FROM Invoices i JOIN Contacts c USING (ContactID)
          WHERE i.Type = 'ACCREC' AND i.Status = 'AUTHORISED' AND i.DueDate < '2026-11-20' GROUP BY c.Name`,
    least: async (get) => {
      const where = 'Type == "ACCREC" AND DueDate < DateTime(2026,11,20)';
      const overdue = await get(page('Invoices', { ...SUMMARY, Statuses: 'AUTHORISED', where }));
      await get(page('Contacts', { ...SUMMARY, IDs: idsOf(overdue, contactOf) }));
    },
  },
  {
    sql: 'SELECT COUNT(*) AS n FROM Invoices a JOIN Invoices b ON a.ContactID = b.ContactID AND a.Date < b.Date',
    least: ALL_SUMMARIES,
  },
  {
    sql: `WITH open AS (SELECT * FROM Invoices WHERE Status = 'AUTHORISED')
          SELECT (SELECT COUNT(*) FROM open) AS n, (SELECT MAX(DueDate) FROM open) AS latest`,
    least: [page('Invoices', { ...SUMMARY, Statuses: 'AUTHORISED' })],
  },
  {
    sql: 'SELECT Name FROM Contacts WHERE ContactID IN (SELECT ContactID FROM CreditNotes)',
    least: [page('Contacts', SUMMARY), page('CreditNotes')],
  },
  {
    sql: 'SELECT Status FROM CreditNotes UNION ALL SELECT Status FROM BankTransactions',
    least: [page('CreditNotes'), page('BankTransactions')],
  },
  {
    sql: `SELECT i.Total FROM Invoices i JOIN Contacts c USING (ContactID)
          WHERE c.Name = 'Pyrmont Bridge Bakery'`,
    least: [
      page('Contacts', { ...SUMMARY, where: 'Name == "Pyrmont Bridge Bakery"' }),
      page('Invoices', { ...SUMMARY, ContactIDs: BAKERY }),
    ],
  },
  {
    sql: `SELECT i.Total FROM Invoices i JOIN Contacts c USING (ContactID) WHERE c.Name = 'No such name'`,
    least: [page('Contacts', { ...SUMMARY, where: 'Name == "No such name"' })],
  },
  {
    sql: `SELECT l.Description FROM (SELECT InvoiceID FROM Invoices ORDER BY Date DESC LIMIT 5) i
          JOIN InvoiceLineItems l USING (InvoiceID)`,
    // unlike SQL's, a list of five invoices in Xero's order has their lines
    least: [page('Invoices', { order: 'Date DESC', pageSize: '5' })],
  },
  // all organisations
  {
    sql: 'SELECT SUM(Total) AS amount FROM Invoices',
    properties: EVERY_ORGANISATION,
    least: [
      ...ALL_SUMMARIES,
      of(HARBOUR_NZ_TENANT_ID, page('Invoices', SUMMARY)),
      of(HARBOUR_UK_TENANT_ID, page('Invoices', SUMMARY)),
    ],
  },
  {
    sql: 'SELECT COUNT(*) AS n FROM Invoices',
    properties: EVERY_ORGANISATION,
    least: inEvery(page('Invoices', { ...SUMMARY, ...ONE })),
  },
  {
    sql: 'SELECT TenantName, Name FROM Organisation',
    properties: EVERY_ORGANISATION,
    least: inEvery(whole('Organisation')),
  },
];
