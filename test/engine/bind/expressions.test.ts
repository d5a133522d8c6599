import { describe, expect, it } from 'vitest';
import { columns, condition, selected } from './support.ts';

describe('literals', () => {
  it.each([
    ['1', '1 : integer'],
    ['9007199254740991', '9007199254740991 : integer'],
    ['9007199254740992', '9007199254740992 : decimal'],
    ['1.50', '1.50 : decimal'],
    ['1e3', '1000 : decimal'],
    ['-5', '-5 : integer'],
    ['-0.5', '-0.5 : decimal'],
    ["'it''s'", "'it''s' : text"],
    ['NULL', 'NULL : text'],
    ["DATE '2026-01-31'", "DATE '2026-01-31' : date"],
    ["TIMESTAMP '2026-01-31 10:00'", "TIMESTAMP '2026-01-31T10:00:00.000Z' : timestamp"],
    ["INTERVAL '1 month 2 days'", "INTERVAL '1 months 2 days' : interval"],
  ])('%s', (sql, expected) => {
    expect(selected(sql)).toBe(expected);
  });
});

describe('a literal takes the type of what it is compared with', () => {
  it.each([
    ["Date > '2026-01-31'", "Date > DATE '2026-01-31'"],
    ["'2026-01-31' <= Date", "DATE '2026-01-31' <= Date"],
    ["UpdatedDateUTC > '2026-01-31'", "UpdatedDateUTC > TIMESTAMP '2026-01-31T00:00:00.000Z'"],
    ["Total = '12.50'", 'Total = 12.50'],
    ["SentToContact = 'true'", 'SentToContact = TRUE'],
    [
      "ContactID = 'ABCDEF00-0000-4000-8000-000000000001'",
      "ContactID = 'abcdef00-0000-4000-8000-000000000001'",
    ],
    ["Date IN ('2026-01-31', NULL)", "Date IN (DATE '2026-01-31', NULL)"],
    [
      "Date BETWEEN '2026-01-01' AND '2026-01-31'",
      "Date >= DATE '2026-01-01' AND Date <= DATE '2026-01-31'",
    ],
    ["Date IS DISTINCT FROM '2026-01-31'", "Date IS DISTINCT FROM DATE '2026-01-31'"],
    ["(Status, Date) = ('A', '2026-01-31')", "Status = 'A' AND Date = DATE '2026-01-31'"],
    ['Status = NULL', 'Status = NULL'],
    ["'a' = 'b'", "'a' = 'b'"],
  ])('%s', (sql, expected) => {
    expect(condition(sql)).toBe(expected);
  });
});

describe('comparisons bring both sides to one type', () => {
  it.each([
    ['Total > 5', 'Total > 5'],
    ['5 = 5.0', '5 = 5.0'],
    ['Date < UpdatedDateUTC', 'CAST(Date AS TIMESTAMP) < UpdatedDateUTC'],
    ['InvoiceID = InvoiceNumber', 'CAST(InvoiceID AS TEXT) = lower(InvoiceNumber)'],
    ['InvoiceNumber IN (InvoiceID)', 'lower(InvoiceNumber) IN (CAST(InvoiceID AS TEXT))'],
    ['(Total, Date) < (1, NULL)', 'Total < 1 OR (Total = 1 AND Date < NULL)'],
    [
      '(Status, Total) IN ((Status, 1), (NULL, 2))',
      '(Status = Status AND Total = 1) OR (Status = NULL AND Total = 2)',
    ],
    ['NOT Total IN (1, 2)', 'Total NOT IN (1, 2)'],
    ["NOT Status NOT LIKE 'a'", "Status LIKE 'a'"],
    ['NOT (Total IS NULL)', 'Total IS NOT NULL'],
    ['NOT Total BETWEEN 1 AND 2', 'NOT (Total >= 1 AND Total <= 2)'],
  ])('%s', (sql, expected) => {
    expect(condition(sql)).toBe(expected);
  });
});

describe('conditions', () => {
  it.each([
    ['SentToContact', 'SentToContact'],
    ['NULL', 'NULL'],
    [
      'Total > 1 AND Date IS NULL AND NOT SentToContact',
      'Total > 1 AND Date IS NULL AND NOT SentToContact',
    ],
    ['Total > 1 OR (Total < 0 AND SentToContact)', 'Total > 1 OR (Total < 0 AND SentToContact)'],
    ['SentToContact IS NOT TRUE', 'SentToContact IS NOT TRUE'],
    ['SentToContact IS UNKNOWN', 'SentToContact IS NULL'],
    ["Status LIKE 'A%'", "Status LIKE 'A%'"],
    ["Status NOT ILIKE 'a!%' ESCAPE '!'", "Status NOT ILIKE 'a!%' ESCAPE '!'"],
    ["Status LIKE 'a' ESCAPE ''", "Status LIKE 'a' ESCAPE ''"],
    ["ContactID LIKE 'ab%'", "CAST(ContactID AS TEXT) LIKE 'ab%'"],
  ])('%s', (sql, expected) => {
    expect(condition(sql)).toBe(expected);
  });
});

describe('arithmetic', () => {
  it.each([
    ['7 / 2', '7 / 2 : integer'],
    ['Total / 2', 'Total / 2 : decimal'],
    ['Date + 1', 'Date + 1 : date'],
    ['Date - DueDate', 'Date - DueDate : integer'],
    ["Date - INTERVAL '1 day'", "Date - INTERVAL '1 days' : timestamp"],
    ['UpdatedDateUTC - UpdatedDateUTC', 'UpdatedDateUTC - UpdatedDateUTC : interval'],
    ["INTERVAL '1 day' * 2", "INTERVAL '1 days' * 2 : interval"],
    ["Status || Total || 'x'", "(Status || CAST(Total AS TEXT)) || 'x' : text"],
    ['-Total', '-Total : decimal'],
  ])('%s', (sql, expected) => {
    expect(selected(sql)).toBe(expected);
  });
});

describe('CASE, CAST and functions', () => {
  it.each([
    [
      "CASE Date WHEN '2026-01-31' THEN 1 WHEN NULL THEN 2.5 END",
      "CASE WHEN Date = DATE '2026-01-31' THEN 1 WHEN Date = NULL THEN 2.5 ELSE NULL END : decimal",
    ],
    [
      "CASE WHEN SentToContact THEN Date ELSE '2026-01-31' END",
      "CASE WHEN SentToContact THEN Date ELSE DATE '2026-01-31' END : date",
    ],
    ["CASE WHEN TRUE THEN 'a' END", "CASE WHEN TRUE THEN 'a' ELSE NULL END : text"],
    ["CAST('5' AS INTEGER)", '5 : integer'],
    ['CAST(Total AS DECIMAL(10, 1))', 'CAST(Total AS DECIMAL(10, 1)) : decimal'],
    ['CAST(Status AS VARCHAR(3))', 'CAST(Status AS TEXT(3)) : text'],
    ['Status::char', 'CAST(Status AS TEXT(1)) : text'],
    ["TRY_CAST('x' AS DATE)", "TRY_CAST('x' AS DATE) : date"],
    ['COALESCE(Total, 0)', 'coalesce(Total, 0) : decimal'],
    ['upper(Status)', 'upper(Status) : text'],
  ])('%s', (sql, expected) => {
    expect(selected(sql)).toBe(expected);
  });
});

describe('parameters', () => {
  const when = new Date('2026-01-31T10:20:30.456Z');
  it.each([
    [1, '1 : integer'],
    [2 ** 53, '9007199254740992 : decimal'],
    [0.1, '0.1 : decimal'],
    [-0, '0 : integer'],
    [10n ** 20n, '100000000000000000000 : decimal'],
    [7n, '7 : integer'],
    ["it's", "'it''s' : text"],
    [true, 'TRUE : boolean'],
    [null, 'NULL : text'],
    [when, "TIMESTAMP '2026-01-31T10:20:30.456Z' : timestamp"],
  ])('%s', (value, expected) => {
    expect(selected('?', [value])).toBe(expected);
  });

  it('of text take the type of their context', () => {
    expect(condition('Date > ?', ['2026-01-31'])).toBe("Date > DATE '2026-01-31'");
    expect(condition('Total > :least', { least: '12.50' })).toBe('Total > 12.50');
  });

  it('may be used several times', () => {
    expect(condition('Total > $1 OR AmountDue > $1', [5])).toBe('Total > 5 OR AmountDue > 5');
  });

  it('may count rows', () => {
    expect(columns('SELECT 1 AS a FROM Invoices LIMIT ? OFFSET ?', [10, 5n])).toBe('a integer');
  });
});
