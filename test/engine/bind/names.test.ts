import { describe, expect, it } from 'vitest';
import { bound, bindSql, columns } from './support.ts';

describe('names', () => {
  it('match without regard to case and are shown as declared', () => {
    expect(columns('select TOTAL, "status", [date] from ACCOUNTING.invoices')).toBe(
      'Total decimal, Status text, Date date',
    );
  });

  it('resolve hidden aliases, showing the declared name', () => {
    expect(columns('SELECT Contact_ContactID FROM Invoices')).toBe('ContactID uuid');
  });

  it('may be qualified by alias, table or schema and table', () => {
    expect(bound('SELECT Invoices.Total, ACCOUNTING.Invoices.Date FROM Invoices')).toBe(
      'Project [Total, Date]\n  Scan ACCOUNTING.Invoices [Total, Date]',
    );
    expect(bound('SELECT i.Total FROM Invoices i')).toBe(
      'Project [Total]\n  Scan ACCOUNTING.Invoices AS i [Total]',
    );
  });

  it('tell tables of one name in two schemas apart', () => {
    const sql =
      'SELECT ACCOUNTING.Invoices.Total, FILES.Invoices.Size FROM Invoices, FILES.Invoices';
    expect(columns(sql)).toBe('Total decimal, Size integer');
  });

  it('of an alias with columns replace the declared ones', () => {
    expect(columns('SELECT a, Name FROM Contacts AS c (a)')).toBe('a uuid, Name text');
  });

  it('of common table expressions come before tables', () => {
    expect(bound('WITH Invoices AS (SELECT 1 AS a) SELECT a FROM Invoices')).toBe(
      [
        'Invoices :=',
        'Project [1 AS a]',
        '  Values [] ()',
        'Project [a]',
        '  CteScan Invoices [a]',
      ].join('\n'),
    );
  });
});

describe('a scan', () => {
  it('yields only the columns that something refers to', () => {
    expect(bound('SELECT Total FROM Invoices WHERE Status IS NULL ORDER BY Date')).toBe(
      [
        'Project [Total]',
        '  Sort Date',
        '    Project [Total, Date]',
        '      Filter Status IS NULL',
        '        Scan ACCOUNTING.Invoices [Status, Total, Date]',
      ].join('\n'),
    );
  });

  it('may yield none', () => {
    expect(bound('SELECT COUNT(*) FROM Invoices')).toBe(
      [
        'Project [count(*) AS count]',
        '  Aggregate [] [count(*)]',
        '    Scan ACCOUNTING.Invoices []',
      ].join('\n'),
    );
  });
});

describe('the result', () => {
  it('names columns as PostgreSQL does', () => {
    const sql = `SELECT Total, SUM(Total) OVERALL, COUNT(*), upper('a'), 1 + 1, 'a', TRUE, NULL,
      CASE WHEN TRUE THEN 1 END, CAST(Total AS INT), CAST('1' AS INT), DATE '2026-01-31',
      EXTRACT(year FROM DATE '2026-01-31'), EXISTS (SELECT 1), (SELECT MAX(Name) FROM Contacts)
      FROM Invoices GROUP BY Total`;
    const names = bindSql(sql).columns.map(({ name }) => name);
    expect(names.join(' ')).toBe(
      'Total OVERALL count upper ?column? ?column? bool ?column? case Total int date extract exists max',
    );
  });

  it('may have several columns of one name, each with an id of its own', () => {
    const outputs = bindSql('SELECT Total, Total, * FROM Invoices').columns;
    expect(outputs.slice(0, 2).map(({ name }) => name)).toEqual(['Total', 'Total']);
    expect(new Set(outputs.map(({ id }) => id)).size).toBe(outputs.length);
  });

  it('makes what has no type text', () => {
    expect(columns("SELECT NULL AS a, 'x' AS b, ? AS c", ['y'])).toBe('a text, b text, c text');
  });
});

describe('*', () => {
  it('lists all columns of all tables, in order', () => {
    expect(columns('SELECT l.*, Size FROM InvoiceLineItems l, FILES.Invoices f')).toBe(
      'InvoiceID uuid, LineNumber integer, Description text, LineAmount decimal, Size integer',
    );
    expect(columns('SELECT * FROM FILES.Files a, FILES.Invoices b')).toBe(
      'FileId uuid, Name text, FileId uuid, Size integer',
    );
  });

  it('lists columns that USING merges once, and first', () => {
    expect(columns('SELECT * FROM FILES.Files JOIN FILES.Invoices USING (FileId)')).toBe(
      'FileId uuid, Name text, Size integer',
    );
  });
});
