/** Which columns are still read of what is read several times, and whether summaries suffice for them. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../../src/engine/bind/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import { plan } from '../../../src/engine/plan/index.ts';
import { catalogue } from '../../../src/schemas/index.ts';

/** `Table[columns]`, and whether the light form is asked for, of each scan. */
function readBy(sql: string): readonly string[] {
  const bound = bind(parse(sql).query, {
    sql,
    catalogue,
    defaultSchema: 'ACCOUNTING',
    parameters: [],
  });
  const now = new Date('2026-11-20T10:00:00Z');
  const { scans } = plan(bound, { pageSize: 1000, now, oneTenant: true });
  return [...scans.values()].map(({ scan, requests }) => {
    const light = requests[0]?.query['summaryOnly'] === 'true' ? ' light' : '';
    const columns = scan.columns.map(({ column }) => column);
    return `${scan.table.name}[${[...columns].sort().join(', ')}]${light}`;
  });
}

describe('what is read by position keeps the columns that any reader needs', () => {
  it.each<readonly [sql: string, ...scans: string[]]>([
    [
      `WITH open AS (SELECT * FROM Invoices WHERE Status = 'AUTHORISED')
       SELECT (SELECT COUNT(*) FROM open), (SELECT MAX(DueDate) FROM open)`,
      'Invoices[DueDate] light',
    ],
    [
      `WITH x AS (SELECT * FROM Invoices) SELECT a.Total, b.DueDate FROM x a JOIN x b USING (ContactID)`,
      'Invoices[ContactID, DueDate, Total] light',
    ],
    // a condition of its own is read, and not handed on
    [
      `WITH x AS (SELECT * FROM Invoices WHERE Total - AmountPaid > 0)
       SELECT a.Date FROM x a, x b WHERE a.Date < b.Date`,
      'Invoices[AmountPaid, Date, Total] light',
    ],
    // one reads another
    [
      `WITH x AS (SELECT * FROM Invoices), y AS (SELECT * FROM x UNION ALL SELECT * FROM x)
       SELECT (SELECT MAX(Date) FROM y), (SELECT MIN(Total) FROM x)`,
      'Invoices[Date, Total] light',
    ],
    // both sides of a UNION ALL
    [
      `SELECT MAX(Date) FROM (SELECT * FROM Invoices WHERE Total - AmountPaid > 0 UNION ALL SELECT * FROM Invoices) q`,
      'Invoices[AmountPaid, Date, Total] light',
      'Invoices[Date] light',
    ],
    // of a UNION, whose rows are told apart by all of them
    [
      `SELECT MAX(Date) FROM (SELECT Date, Total FROM Invoices UNION SELECT Date, Total FROM Invoices) q`,
      'Invoices[Date, Total] light',
      'Invoices[Date, Total] light',
    ],
    // alike in all columns
    [
      `WITH x AS (SELECT DISTINCT Status, Date, Total FROM Invoices)
       SELECT (SELECT COUNT(*) FROM x), (SELECT MAX(Date) FROM x)`,
      'Invoices[Date, Status, Total] light',
    ],
    // a column that no summary has
    [
      `WITH x AS (SELECT * FROM Invoices)
       SELECT (SELECT MAX(CurrencyRate) FROM x), (SELECT MAX(DueDate) FROM x)`,
      'Invoices[CurrencyRate, DueDate]',
    ],
    // its rows alone
    [
      `WITH x AS (SELECT * FROM Invoices WHERE DueDate > '2026-01-01') SELECT 1 FROM x a, x b`,
      'Invoices[] light',
    ],
  ])('%s', (sql, ...scans) => expect(readBy(sql)).toEqual(scans));
});
