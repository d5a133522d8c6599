/** The other books in DuckDB: the accounting tables as the differential tests map them, and more. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { MAPPINGS, type Mapping } from '../../differential/support/documents.ts';
import { loadTables, openDuckDb } from '../../differential/support/loader.ts';
import type { Books, Collection } from './books.ts';

const of = (
  table: string,
  collection: Collection,
  columns: string,
  lists: readonly string[] = [],
): Mapping<Collection> => ({ table, collection, lists, columns });

const ORDER = `ContactID id Contact.ContactID, ContactName text Contact.Name, Date date, Status text,
  SubTotal decimal, TotalTax decimal, Total decimal, CurrencyCode text, CurrencyRate decimal,
  UpdatedDateUTC timestamp`;

const ACCOUNTING: readonly Mapping<Collection>[] = [
  of('Quotes', 'Quotes', `QuoteID id, QuoteNumber text, ${ORDER}`),
  of('QuoteLineItems', 'Quotes', 'QuoteID id ../QuoteID, LineAmount decimal', ['LineItems']),
  of('PurchaseOrders', 'PurchaseOrders', `PurchaseOrderID id, PurchaseOrderNumber text, ${ORDER}`),
  of(
    'ManualJournals',
    'ManualJournals',
    'ManualJournalID id, Narration text, Date date, Status text, UpdatedDateUTC timestamp',
  ),
  of(
    'ManualJournalLines',
    'ManualJournals',
    'ManualJournalID id ../ManualJournalID, LineNumber integer #, LineAmount decimal, AccountCode text',
    ['JournalLines'],
  ),
];

const OTHERS: Readonly<Record<string, readonly Mapping<Collection>[]>> = {
  assets: [
    of(
      'Assets',
      'Assets',
      `AssetId id assetId, AssetNumber text assetNumber, AssetStatus text assetStatus,
      PurchaseDate date purchaseDate, PurchasePrice decimal purchasePrice`,
    ),
  ],
  files: [
    of('Files', 'Files', 'FileId id Id, Name text, Size integer, CreatedDateUtc timestamp'),
    of('Folders', 'Folders', 'FolderId id Id, Name text, FileCount integer, IsInbox boolean'),
  ],
  projects: [
    of(
      'Projects',
      'Projects',
      `ProjectId id projectId, Name text name, Status text status, ContactId id contactId,
      DeadlineUtc timestamp deadlineUtc, MinutesLogged integer minutesLogged,
      TotalInvoicedValue decimal totalInvoiced.value`,
    ),
    of(
      'Tasks',
      'Tasks',
      `TaskId id taskId, ProjectId id projectId, Name text name, ChargeType text chargeType,
      RateValue decimal rate.value`,
    ),
    of(
      'Time',
      'TimeEntries',
      `TimeEntryId id timeEntryId, ProjectId id projectId, TaskId id taskId,
      DateUtc timestamp dateUtc, Duration integer duration`,
    ),
  ],
  payrollaus: [
    of(
      'Employees',
      'PayrollEmployees',
      `EmployeeID id, FirstName text, LastName text, Status text, Email text, DateOfBirth date,
      StartDate date, UpdatedDateUTC timestamp`,
    ),
    of(
      'PayRuns',
      'PayRuns',
      `PayRunID id, PayRunPeriodStartDate date, PaymentDate date, PayRunStatus text, Wages decimal,
      NetPay decimal`,
    ),
    of('Timesheets', 'Timesheets', 'TimesheetID id, EmployeeID id, StartDate date, Hours decimal'),
  ],
};

export async function loadOtherBooks(books: readonly Books[]): Promise<DuckDBConnection> {
  const connection = await openDuckDb();
  await connection.run('CREATE SCHEMA accounting; USE accounting');
  const known = new Set<string>(Object.keys(books[0]?.collections ?? {}));
  const isOurs = (mapping: Mapping<string>): mapping is Mapping<Collection> =>
    known.has(mapping.collection);
  const shared = (MAPPINGS as readonly Mapping<string>[]).filter(isOurs);
  await loadTables(connection, 'accounting', [...shared, ...ACCOUNTING], books);
  for (const [schema, mappings] of Object.entries(OTHERS)) {
    await connection.run(`CREATE SCHEMA ${schema}`);
    await loadTables(connection, schema, mappings, books);
  }
  return connection;
}
