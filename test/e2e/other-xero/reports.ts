/** Reports in the shape of the examples of Xero's OpenAPI files. */
import { textOf, type Books, type Doc } from './books.ts';

interface Amount {
  readonly label: string;
  readonly accountId: string | null;
  readonly values: readonly string[];
}

/** The lines of a report of the accounts of `books`: amounts told by account and column. */
export function reportLines(books: Books, columns: number): readonly Amount[] {
  return books.collections.Accounts.map((account, index) => ({
    label: textOf(account['Name']),
    accountId: textOf(account['AccountID']),
    values: Array.from({ length: columns }, (_, column) =>
      index % 4 === 3 ? '' : ((index * 1_234_567 - column * 999) / 100).toFixed(2),
    ),
  }));
}

const cell = (value: string, accountId: string | null): Doc =>
  accountId === null
    ? { Value: value }
    : { Value: value, Attributes: [{ Value: accountId, Id: 'account' }] };

const row = ({ label, accountId, values }: Amount, kind = 'Row'): Doc => ({
  RowType: kind,
  Cells: [label, ...values].map((value) => cell(value, accountId)),
});

const header = (titles: readonly string[]): Doc => ({
  RowType: 'Header',
  Cells: titles.map((Value) => ({ Value })),
});

export const AGED = [
  [
    '2024-05-13T00:00:00',
    'INV-1',
    '2024-06-22T00:00:00',
    '305 days overdue',
    '100.00',
    '0.00',
    '0.00',
    '100.00',
  ],
  [
    '2024-04-23T00:00:00',
    'INV-2',
    '2024-05-07T00:00:00',
    '',
    '1250.50',
    '250.00',
    '0.00',
    '1000.50',
  ],
] as const;

/** null when the path is no report's. */
export function reportOf(books: Books, path: string, params: URLSearchParams): Doc | null {
  const name = /^\/api\.xro\/2\.0\/Reports\/(\w+)$/.exec(path)?.[1];
  const made = name === undefined ? undefined : rowsOf(books, name, params);
  if (made === undefined) return null;
  return {
    Id: '0b3ee35e-b97c-4b3c-b7e2-9a465233e329',
    Status: 'OK',
    Reports: [
      {
        ReportID: name ?? '',
        ReportName: name ?? '',
        ReportType: name ?? '',
        ReportTitles: [name ?? '', books.tenantName],
        ReportDate: '31 August 2026',
        UpdatedDateUTC: '2026-08-31T10:00:00.000Z',
        Fields: [],
        Rows: made,
      },
    ],
  };
}

function rowsOf(books: Books, name: string, params: URLSearchParams): readonly Doc[] | undefined {
  const titles = { ProfitAndLoss: ['', '31 Aug 26'], BalanceSheet: ['', '31 Aug 2026'] }[name];
  if (titles !== undefined) {
    const lines = reportLines(books, 1);
    return [
      header(titles),
      { RowType: 'Section', Title: 'Empty', Rows: [] },
      { RowType: 'Section', Title: 'First', Rows: lines.slice(0, 5).map((line) => row(line)) },
      {
        RowType: 'Section',
        Title: '',
        Rows: [
          ...lines.slice(5).map((line) => row(line)),
          row({ label: 'Total', accountId: null, values: ['1.00'] }, 'SummaryRow'),
        ],
      },
    ];
  }
  if (name === 'TrialBalance') {
    return [
      header(['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit']),
      {
        RowType: 'Section',
        Title: 'Revenue',
        Rows: reportLines(books, 4).map((line) => row(line)),
      },
    ];
  }
  if (name === 'AgedReceivablesByContact' && params.has('contactId')) {
    return [
      header(['Date', 'Number', 'Due Date', '', 'Total', 'Paid', 'Credited', 'Due']),
      {
        RowType: 'Section',
        Title: '',
        Rows: AGED.map((cells) => ({ RowType: 'Row', Cells: cells.map((Value) => ({ Value })) })),
      },
    ];
  }
  return undefined;
}
