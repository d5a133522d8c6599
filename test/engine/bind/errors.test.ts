/** Wrong statements and what each is answered with, to the letter. */
import { describe, expect, it } from 'vitest';
import { failure, type Parameters } from './support.ts';

type Case = readonly [sql: string, expected: string, parameters?: Parameters];

const GROUPS: Readonly<Record<string, readonly Case[]>> = {
  'windows, QUALIFY and DISTINCT ON': [
    [
      'SELECT ROW_NUMBER() FROM Invoices',
      'WINDOW_ERROR 1:8 ROW_NUMBER is a window function: it needs OVER. | Write ROW_NUMBER(…) OVER (ORDER BY …).',
    ],
    [
      'SELECT upper(Status) OVER () FROM Invoices',
      'WINDOW_ERROR 1:8 UPPER takes no OVER: it is neither a window function nor an aggregate.',
    ],
    [
      'SELECT row_numbr() OVER () FROM Invoices',
      'UNKNOWN_FUNCTION 1:8 There is no function row_numbr(). | Did you mean row_number?',
    ],
    [
      'SELECT row_number(Total) OVER () FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no row_number(decimal). | There is row_number() → integer.',
    ],
    [
      'SELECT lag(Total, 1.5) OVER (ORDER BY Date) FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no lag(decimal, decimal). | There is lag(decimal) → decimal, lag(decimal, integer) → decimal, lag(decimal, integer, decimal) → decimal.',
    ],
    [
      'SELECT ntile() OVER (ORDER BY Date) FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no ntile(). | There is ntile(integer) → integer.',
    ],
    ['SELECT rank(*) OVER (ORDER BY Date) FROM Invoices', 'SYNTAX_ERROR 1:8 Only COUNT takes *.'],
    [
      'SELECT 1 FROM Invoices WHERE row_number() OVER (ORDER BY Date) = 1',
      'WINDOW_ERROR 1:30 The window function ROW_NUMBER cannot stand in WHERE. | Put the condition in QUALIFY, or compute it in a subquery in FROM and filter that.',
    ],
    [
      'SELECT Status FROM Invoices GROUP BY Status HAVING rank() OVER (ORDER BY Status) = 1',
      'WINDOW_ERROR 1:52 The window function RANK cannot stand in HAVING. | Put the condition in QUALIFY, or compute it in a subquery in FROM and filter that.',
    ],
    [
      'SELECT 1 FROM Invoices GROUP BY rank() OVER (ORDER BY Status)',
      'WINDOW_ERROR 1:33 The window function RANK cannot stand in GROUP BY. | Compute it in a subquery in FROM and group that.',
    ],
    [
      'SELECT rank() OVER (ORDER BY Status) AS r, count(*) FROM Invoices GROUP BY r',
      'WINDOW_ERROR 1:8 The window function RANK cannot be grouped by. | Compute it in a subquery in FROM and group that.',
    ],
    [
      'SELECT rank() OVER (ORDER BY Status) AS r, count(*) FROM Invoices GROUP BY 1',
      'WINDOW_ERROR 1:8 The window function RANK cannot be grouped by. | Compute it in a subquery in FROM and group that.',
    ],
    [
      'SELECT 1 FROM Invoices i JOIN Contacts c ON rank() OVER () = 1',
      'WINDOW_ERROR 1:45 The window function RANK cannot stand in ON. | Compute it in a subquery in FROM and join that.',
    ],
    [
      'SELECT sum(rank() OVER (ORDER BY Date)) FROM Invoices',
      'WINDOW_ERROR 1:12 The window function RANK cannot stand inside an aggregate. | Compute it in a subquery in FROM and aggregate that.',
    ],
    [
      'SELECT sum(rank() OVER (ORDER BY Date)) OVER () FROM Invoices',
      'WINDOW_ERROR 1:12 The window function RANK cannot stand inside another window function. | Compute the inner one in a subquery in FROM.',
    ],
    [
      'SELECT rank() OVER (ORDER BY rank() OVER ()) FROM Invoices',
      'WINDOW_ERROR 1:30 The window function RANK cannot stand inside another window function. | Compute the inner one in a subquery in FROM.',
    ],
    [
      'SELECT count(*) FILTER (WHERE rank() OVER () = 1) FROM Invoices',
      'WINDOW_ERROR 1:31 The window function RANK cannot stand in FILTER. | Compute it in a subquery in FROM.',
    ],
    [
      'SELECT count(*) FILTER (WHERE rank() OVER () = 1) OVER () FROM Invoices',
      'WINDOW_ERROR 1:31 The window function RANK cannot stand in FILTER. | Compute it in a subquery in FROM.',
    ],
    [
      'SELECT 1 LIMIT rank() OVER ()',
      'WINDOW_ERROR 1:16 The window function RANK cannot stand in LIMIT.',
    ],
    [
      'VALUES (rank() OVER ())',
      'WINDOW_ERROR 1:9 The window function RANK cannot stand in VALUES.',
    ],
    [
      'SELECT rank() FILTER (WHERE Total > 1) OVER () FROM Invoices',
      'SYNTAX_ERROR 1:8 FILTER is for aggregates, and rank is not one.',
    ],
    [
      'SELECT count(DISTINCT Status) OVER () FROM Invoices',
      'NOT_SUPPORTED 1:8 DISTINCT inside a window function is not there: COUNT(… DISTINCT …) OVER. | Aggregate in a subquery with GROUP BY and join it.',
    ],
    [
      "SELECT string_agg(Status, ',' ORDER BY Date) OVER () FROM Invoices",
      'NOT_SUPPORTED 1:8 ORDER BY inside a window function is not there: STRING_AGG(… ORDER BY …) OVER. | The window’s own ORDER BY orders the rows that the function sees.',
    ],
    [
      'SELECT sum(Status) OVER () FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no sum(text). | There is sum(integer) → integer, sum(decimal) → decimal, sum(double) → double, sum(interval) → interval.',
    ],
    [
      'SELECT sum(Total) OVER (Status) FROM Invoices',
      'WINDOW_ERROR 1:25 There is no window Status. | Define it: WINDOW Status AS (…), or write PARTITION BY or ORDER BY before an expression.',
    ],
    [
      'SELECT sum(Total) OVER v FROM Invoices WINDOW vv AS (ORDER BY Date)',
      'WINDOW_ERROR 1:24 There is no window v. | Did you mean vv?',
    ],
    [
      'SELECT sum(Total) OVER w FROM Invoices WINDOW w AS (v), v AS ()',
      'WINDOW_ERROR 1:53 There is no window v. | Define it: WINDOW v AS (…), or write PARTITION BY or ORDER BY before an expression.',
    ],
    ['SELECT 1 FROM Invoices WINDOW w AS (), W AS ()', 'WINDOW_ERROR 1:40 WINDOW defines W twice.'],
    [
      'SELECT 1 FROM Invoices WINDOW w AS (ORDER BY Nonsense)',
      "UNKNOWN_COLUMN 1:46 There is no column Nonsense. | SELECT ColumnName FROM sys_tablecolumns WHERE TableName = 'Invoices' lists the columns.",
    ],
    [
      'SELECT sum(Total) OVER (w PARTITION BY Status) FROM Invoices WINDOW w AS (ORDER BY Date)',
      'WINDOW_ERROR 1:25 PARTITION BY stands in the named window, if at all.',
    ],
    [
      'SELECT sum(Total) OVER (w ORDER BY Status) FROM Invoices WINDOW w AS (ORDER BY Date)',
      'WINDOW_ERROR 1:25 The window w has an ORDER BY already.',
    ],
    [
      'SELECT sum(Total) OVER (w) FROM Invoices WINDOW w AS (ORDER BY Date ROWS 1 PRECEDING)',
      'WINDOW_ERROR 1:25 The window w has a frame, so nothing can build on it. | Without parentheses it can be used: OVER w.',
    ],
    [
      'SELECT sum(Total) OVER (GROUPS 1 PRECEDING) FROM Invoices',
      'WINDOW_ERROR 1:25 GROUPS counts groups of rows that are equal in order, and this window has no ORDER BY. | Add ORDER BY, or use ROWS.',
    ],
    [
      'SELECT sum(Total) OVER (RANGE 1 PRECEDING) FROM Invoices',
      'WINDOW_ERROR 1:31 RANGE with an offset needs one ORDER BY expression to measure from, and this window has 0. | Order by one number, date or timestamp, or use ROWS.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Date, Total RANGE 1 PRECEDING) FROM Invoices',
      'WINDOW_ERROR 1:52 RANGE with an offset needs one ORDER BY expression to measure from, and this window has 2. | Order by one number, date or timestamp, or use ROWS.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Status RANGE 1 PRECEDING) FROM Invoices',
      'TYPE_MISMATCH 1:47 RANGE with an offset measures numbers, dates and times, and Status is text. | Use ROWS or GROUPS.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Date RANGE 7 PRECEDING) FROM Invoices',
      "TYPE_MISMATCH 1:45 RANGE cannot reach integer from Date (date). | Write an interval: RANGE INTERVAL '7 days' PRECEDING.",
    ],
    [
      "SELECT sum(Total) OVER (ORDER BY Total RANGE INTERVAL '1 day' PRECEDING) FROM Invoices",
      'TYPE_MISMATCH 1:46 RANGE cannot reach interval from Total (decimal). | Write a number.',
    ],
    [
      "SELECT sum(Total) OVER (ORDER BY Date RANGE 'soon' PRECEDING) FROM Invoices",
      "INVALID_VALUE 1:45 'soon' is not an interval. | Intervals are written as '1 month', '2 years 3 days' or '1 day 02:30:00'.",
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Date ROWS -1 PRECEDING) FROM Invoices',
      'INVALID_VALUE 1:44 A frame reaches 0 or more rows, not -1. | Rows after this one are FOLLOWING.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Date ROWS 1.5 PRECEDING) FROM Invoices',
      'TYPE_MISMATCH 1:44 1.5 is a decimal, where an integer is needed. | Convert it: CAST(1.5 AS INTEGER).',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Total RANGE AmountDue PRECEDING) FROM Invoices',
      'WINDOW_ERROR 1:46 A frame’s offset is one value for all rows: it cannot name columns.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Date ROWS (SELECT 1) PRECEDING) FROM Invoices',
      'NOT_SUPPORTED 1:44 A frame’s offset cannot be a subquery.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY (SELECT 1) RANGE 1 PRECEDING) FROM Invoices',
      'NOT_SUPPORTED 1:34 RANGE with an offset cannot measure from a subquery. | Compute it in a subquery in FROM.',
    ],
    [
      'SELECT sum(Total) OVER (ORDER BY Date ROWS count(*) PRECEDING) FROM Invoices',
      'GROUPING_ERROR 1:44 The aggregate COUNT cannot stand in OVER.',
    ],
    [
      'SELECT Total AS t, rank() OVER (ORDER BY t) FROM Invoices',
      "UNKNOWN_COLUMN 1:42 There is no column t. | SELECT ColumnName FROM sys_tablecolumns WHERE TableName = 'Invoices' lists the columns.",
    ],
    [
      'SELECT Status, rank() OVER (ORDER BY Total) FROM Invoices GROUP BY Status',
      'GROUPING_ERROR 1:38 Total is neither grouped by nor inside an aggregate. | Add Total to GROUP BY, or aggregate it, as in MAX(Total).',
    ],
    [
      'SELECT Status FROM Invoices QUALIFY Status = 1',
      "TYPE_MISMATCH 1:46 Cannot compare Status (text) with 1 (integer). | Write the value as a string: '1'.",
    ],
    [
      "SELECT Status FROM Invoices QUALIFY Status = 'PAID'",
      'WINDOW_ERROR 1:37 QUALIFY needs a window function, in itself or in the select list. | Conditions on rows stand in WHERE, on groups in HAVING.',
    ],
    [
      'SELECT Status FROM Invoices QUALIFY rank() OVER (ORDER BY Date)',
      'TYPE_MISMATCH 1:37 QUALIFY needs a condition, but rank is an integer. | Compare it, as in rank <> 0.',
    ],
    [
      'SELECT rank() OVER () AS r, Total AS r FROM Invoices QUALIFY r = 1',
      'AMBIGUOUS_COLUMN 1:62 The select list has several columns named r.',
    ],
    [
      'SELECT rank() OVER () AS r FROM Invoices QUALIFY sum(r) OVER () = 1',
      'WINDOW_ERROR 1:8 The window function RANK cannot stand inside another window function. | Compute the inner one in a subquery in FROM.',
    ],
    [
      'SELECT rank() OVER () AS r FROM Invoices WHERE r = 1',
      'UNKNOWN_COLUMN 1:48 There is no column r. | r is named in the select list, which comes after WHERE: repeat its expression here.',
    ],
    [
      'SELECT DISTINCT ON (Status) Total FROM Invoices ORDER BY Total',
      'ORDER_BY_ERROR 1:58 ORDER BY must begin with the expressions of DISTINCT ON. | Put them first, in any order; what follows chooses the row that is kept.',
    ],
    [
      'SELECT DISTINCT ON (Status, Date) Total FROM Invoices ORDER BY Date, Total, Status',
      'ORDER_BY_ERROR 1:70 ORDER BY must begin with the expressions of DISTINCT ON. | Put them first, in any order; what follows chooses the row that is kept.',
    ],
    [
      "SELECT DISTINCT ON ('x') Total FROM Invoices",
      'ORDER_BY_ERROR 1:21 DISTINCT ON takes columns, expressions and positions, not constants. | Names take double quotes, or none.',
    ],
    [
      'SELECT DISTINCT ON (3) Total FROM Invoices',
      'ORDER_BY_ERROR 1:21 DISTINCT ON 3 is not a position in the select list, which has 1 column.',
    ],
    [
      'SELECT DISTINCT ON (Nope) Total FROM Invoices',
      "UNKNOWN_COLUMN 1:21 There is no column Nope. | SELECT ColumnName FROM sys_tablecolumns WHERE TableName = 'Invoices' lists the columns.",
    ],
    [
      'SELECT DISTINCT ON (Status) count(*) FROM Invoices GROUP BY Date',
      'GROUPING_ERROR 1:21 Status is neither grouped by nor inside an aggregate. | Add Status to GROUP BY, or aggregate it, as in MAX(Status).',
    ],
    [
      'SELECT DISTINCT Status FROM Invoices ORDER BY rank() OVER (ORDER BY Status)',
      'ORDER_BY_ERROR 1:47 With SELECT DISTINCT, ORDER BY can only use what is selected. | Add it to the select list.',
    ],
  ],
  tables: [
    [
      'SELECT * FROM Invoicez',
      'UNKNOWN_TABLE 1:15 There is no table Invoicez. | Did you mean Invoices?',
    ],
    [
      'SELECT * FROM Nonsense',
      'UNKNOWN_TABLE 1:15 There is no table Nonsense. | SELECT TableName FROM sys_tables lists the tables.',
    ],
    [
      'SELECT * FROM ACOUNTING.Invoices',
      'UNKNOWN_SCHEMA 1:15 There is no schema ACOUNTING. | Did you mean ACCOUNTING?',
    ],
    [
      'SELECT * FROM warehouse.Invoices',
      'UNKNOWN_SCHEMA 1:15 There is no schema warehouse. | The schemas are ACCOUNTING, ASSETS, PAYROLLAUS, FILES, PROJECTS.',
    ],
    [
      'SELECT * FROM Files',
      'UNKNOWN_TABLE 1:15 There is no table Files. | FILES has it: write FILES.Files.',
    ],
    [
      'SELECT * FROM FILES.Contacts',
      'UNKNOWN_TABLE 1:21 There is no table Contacts in FILES. | ACCOUNTING has it: write ACCOUNTING.Contacts.',
    ],
    [
      'SELECT x.* FROM Invoices',
      'UNKNOWN_TABLE 1:8 There is no table x in FROM. | In scope: Invoices.',
    ],
    [
      'SELECT * FROM Invoices i JOIN Contacts i ON TRUE',
      'DUPLICATE_ALIAS 1:40 Two tables are called i. | Give one of them another alias: i AS i2.',
    ],
    [
      'SELECT * FROM Invoices, Invoices',
      'DUPLICATE_ALIAS 1:25 Two tables are called Invoices. | Give one of them another alias: Invoices AS i2.',
    ],
    [
      'WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a',
      'DUPLICATE_ALIAS 1:23 WITH defines a twice.',
    ],
    [
      'SELECT Invoices.Total FROM ACCOUNTING.Invoices, FILES.Invoices',
      'AMBIGUOUS_COLUMN 1:8 Invoices may be any of ACCOUNTING.Invoices, FILES.Invoices. | Write the schema before it, or give the tables aliases.',
    ],
    [
      'SELECT i FROM Invoices i',
      'UNKNOWN_COLUMN 1:8 There is no column i. | i is a table: write i.* or one of its columns.',
    ],
    ['SELECT *', 'SYNTAX_ERROR 1:8 SELECT * needs a FROM clause.'],
  ],
  columns: [
    [
      'SELECT Totl FROM Invoices',
      'UNKNOWN_COLUMN 1:8 There is no column Totl. | Did you mean Total?',
    ],
    [
      'SELECT\n  Total,\n  nosuch\nFROM Invoices',
      "UNKNOWN_COLUMN 3:3 There is no column nosuch. | SELECT ColumnName FROM sys_tablecolumns WHERE TableName = 'Invoices' lists the columns.",
    ],
    [
      'SELECT i.Name FROM Invoices i JOIN Contacts c USING (ContactID)',
      'UNKNOWN_COLUMN 1:8 There is no column Name in i. | c has it: write c.Name.',
    ],
    [
      'SELECT Invoices.Total FROM Invoices i',
      'UNKNOWN_TABLE 1:8 There is no table Invoices in FROM. | It is called i here.',
    ],
    [
      'SELECT LineAmount FROM Invoices',
      'UNKNOWN_COLUMN 1:8 There is no column LineAmount. | InvoiceLineItems has LineAmount: JOIN InvoiceLineItems USING (InvoiceID).',
    ],
    [
      'SELECT Discount FROM Invoices',
      'UNKNOWN_COLUMN 1:8 There is no column Discount. | Contacts has Discount: JOIN Contacts USING (ContactID).',
    ],
    [
      'SELECT * FROM Contacts WHERE Name = "Acme Ltd"',
      "UNKNOWN_COLUMN 1:37 There is no column Acme Ltd. | Double quotes are for names; a string takes single quotes: 'Acme Ltd'.",
    ],
    [
      'SELECT * FROM Contacts WHERE Name = "Acme"',
      "UNKNOWN_COLUMN 1:37 There is no column Acme. | Double quotes are for names; a string takes single quotes: 'Acme'.",
    ],
    [
      'SELECT Total AS t FROM Invoices WHERE t > 1',
      'UNKNOWN_COLUMN 1:39 There is no column t. | t is named in the select list, which comes after WHERE: repeat its expression here.',
    ],
    [
      'SELECT Status, COUNT(*) AS n FROM Invoices GROUP BY Status HAVING n > 1',
      'UNKNOWN_COLUMN 1:67 There is no column n. | n is named in the select list, which comes after HAVING: repeat its expression here.',
    ],
    [
      'SELECT Status AS s FROM Invoices ORDER BY lower(s)',
      'UNKNOWN_COLUMN 1:49 There is no column s. | s is named in the select list, which ORDER BY knows only when it stands alone: repeat its expression here.',
    ],
    [
      'SELECT ContactID FROM Contacts c JOIN Invoices i ON c.ContactID = i.ContactID',
      'AMBIGUOUS_COLUMN 1:8 ContactID is in several tables: c, i. | Say which: c.ContactID or i.ContactID.',
    ],
    [
      'SELECT a FROM (SELECT Total AS a, Date AS a FROM Invoices) x',
      'AMBIGUOUS_COLUMN 1:8 x has several columns named a. | Give them different names inside it.',
    ],
    [
      'SELECT Total AS a, Date AS a FROM Invoices ORDER BY a',
      'AMBIGUOUS_COLUMN 1:53 The result has several columns named a. | Write the table before it, or order by position.',
    ],
    [
      'SELECT * FROM Invoices JOIN Contacts USING (Nme)',
      'UNKNOWN_COLUMN 1:45 USING needs Nme on both sides, but the left side (Invoices) does not have it.',
    ],
    [
      'SELECT * FROM Invoices JOIN Contacts USING (Name)',
      'UNKNOWN_COLUMN 1:45 USING needs Name on both sides, but the left side (Invoices) does not have it.',
    ],
    [
      'SELECT * FROM Invoices AS i (a, b, c, d, e, f, g, h, j, k, l, m)',
      'COLUMN_COUNT 1:63 i has 11 columns, but 12 names are given.',
    ],
    [
      'SELECT * FROM Contacts c, (SELECT 1 FROM Invoices i WHERE i.ContactID = c.ContactID) x',
      'UNKNOWN_TABLE 1:73 There is no table c in FROM. | c stands beside this subquery: write LATERAL before the subquery to use the columns of tables to its left.',
    ],
    [
      'SELECT * FROM Contacts c, (SELECT 1 FROM Invoices i WHERE Name = ContactName) x',
      'UNKNOWN_COLUMN 1:59 There is no column Name. | c stands beside this subquery: write LATERAL before the subquery to use the columns of tables to its left.',
    ],
    [
      'SELECT * FROM Contacts c, Invoices i JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND c.Discount > 0',
      'UNKNOWN_TABLE 1:95 There is no table c in FROM. | c is not part of this join: ON sees only the two sides that it joins.',
    ],
  ],
  types: [
    [
      "SELECT * FROM Invoices WHERE Date > 'yesterday-ish'",
      "INVALID_VALUE 1:37 'yesterday-ish' is not a date. | Dates are written as '2026-01-31'.",
    ],
    [
      "SELECT * FROM Invoices WHERE ContactID = 'Acme'",
      "INVALID_VALUE 1:42 'Acme' is not a UUID. | ContactID holds an identifier that Xero issued; compare ContactName instead.",
    ],
    [
      "SELECT * FROM InvoiceLineItems WHERE InvoiceID IN ('INV-1')",
      "INVALID_VALUE 1:52 'INV-1' is not a UUID. | InvoiceID holds an identifier that Xero issued.",
    ],
    ["SELECT * FROM Invoices WHERE Total = 'abc'", "INVALID_VALUE 1:38 'abc' is not a number."],
    [
      'SELECT * FROM Invoices WHERE InvoiceNumber = 5',
      "TYPE_MISMATCH 1:46 Cannot compare InvoiceNumber (text) with 5 (integer). | Write the value as a string: '5'.",
    ],
    [
      'SELECT * FROM Invoices WHERE Date > 2026-01-31',
      "TYPE_MISMATCH 1:37 Cannot compare Date (date) with (2026 - 1) - 31 (integer). | A date stands in quotes: '2026-01-31'.",
    ],
    [
      'SELECT * FROM Invoices WHERE Total = Status',
      'TYPE_MISMATCH 1:38 Cannot compare Total (decimal) with Status (text). | Convert it: CAST(Total AS TEXT).',
    ],
    [
      'SELECT * FROM Invoices WHERE 1',
      'TYPE_MISMATCH 1:30 WHERE needs a condition, but 1 is an integer. | Write TRUE or FALSE, or a comparison.',
    ],
    [
      'SELECT * FROM Invoices WHERE Status',
      'TYPE_MISMATCH 1:30 WHERE needs a condition, but Status is text. | Compare it, as in Status IS NOT NULL.',
    ],
    [
      'SELECT * FROM Invoices WHERE Total AND TRUE',
      'TYPE_MISMATCH 1:30 AND needs a condition, but Total is a decimal. | Compare it, as in Total <> 0.',
    ],
    [
      'SELECT NOT Total FROM Invoices',
      'TYPE_MISMATCH 1:12 NOT needs a condition, but Total is a decimal. | Compare it, as in Total <> 0.',
    ],
    [
      "SELECT * FROM Invoices WHERE Date LIKE '2026%'",
      'TYPE_MISMATCH 1:30 Date is a date, where text is needed. | Convert it: CAST(Date AS TEXT).',
    ],
    [
      "SELECT * FROM Invoices WHERE Status LIKE 'a%' ESCAPE 'ab'",
      'INVALID_VALUE 1:54 ESCAPE takes one character, or none.',
    ],
    [
      'SELECT Date + Date FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no date + date. | There is date + interval → timestamp, interval + date → timestamp, date + integer → date, integer + date → date.',
    ],
    [
      'SELECT -Status FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no -text. | There is negate(integer) → integer, negate(decimal) → decimal, negate(double) → double, negate(interval) → interval.',
    ],
    [
      "SELECT DATE '2026-02-30'",
      "INVALID_VALUE 1:8 '2026-02-30' is not a date. | Dates are written as '2026-01-31'.",
    ],
    [
      'SELECT CASE WHEN TRUE THEN Total ELSE Status END FROM Invoices',
      'TYPE_MISMATCH 1:39 Total is a decimal but Status is text: the branches of CASE need one type. | Convert it: CAST(Total AS TEXT).',
    ],
    [
      'SELECT CAST(Date AS money) FROM Invoices',
      'NOT_SUPPORTED 1:21 There is no type MONEY. | The types are BOOLEAN, INTEGER, DECIMAL, DOUBLE, TEXT, UUID, DATE, TIMESTAMP and INTERVAL, and arrays of them.',
    ],
    [
      'SELECT CAST(Date AS INTEGER) FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no cast from date to integer.',
    ],
    [
      'SELECT CAST(1 AS DECIMAL(2, 3))',
      'INVALID_VALUE 1:18 DECIMAL(2, 3) is not possible: precision is 1 to 1000, scale 0 to the precision.',
    ],
    ["SELECT COALESCE(Total, 'none') FROM Invoices", "INVALID_VALUE 1:24 'none' is not a number."],
    [
      'SELECT lenght(Status) FROM Invoices',
      'UNKNOWN_FUNCTION 1:8 There is no function lenght(text). | Did you mean length?',
    ],
    [
      'SELECT SUM(Status) FROM Invoices',
      'TYPE_MISMATCH 1:8 There is no SUM(text). | There is sum(integer) → integer, sum(decimal) → decimal, sum(double) → double, sum(interval) → interval.',
    ],
    [
      'SELECT upper(DISTINCT Status) FROM Invoices',
      'SYNTAX_ERROR 1:8 DISTINCT is for aggregates, and upper is not one.',
    ],
    ['SELECT SUM(*) FROM Invoices', 'SYNTAX_ERROR 1:8 Only COUNT takes *, SUM takes a value.'],
    [
      'SELECT (1, 2)',
      'NOT_SUPPORTED 1:8 A row of several values can only be compared: (a, b) = (c, d), (a, b) IN (…).',
    ],
    [
      'SELECT * FROM Invoices WHERE (Total, Date) = (1, 2, 3)',
      'COLUMN_COUNT 1:46 Cannot compare 2 columns with 3 columns.',
    ],
  ],
  grouping: [
    [
      'SELECT * FROM Invoices WHERE SUM(Total) > 1',
      'GROUPING_ERROR 1:30 The aggregate SUM cannot stand in WHERE. | WHERE chooses rows before they are grouped: put conditions on groups in HAVING.',
    ],
    [
      'SELECT * FROM Invoices i JOIN Contacts c ON COUNT(*) > 1',
      'GROUPING_ERROR 1:45 The aggregate COUNT cannot stand in ON. | Aggregate in a subquery in FROM and join that.',
    ],
    [
      'SELECT 1 FROM Invoices GROUP BY SUM(Total)',
      'GROUPING_ERROR 1:33 The aggregate SUM cannot stand in GROUP BY. | Group by columns or expressions; aggregates belong in the select list.',
    ],
    [
      'SELECT SUM(Total) FROM Invoices GROUP BY 1',
      'GROUPING_ERROR 1:42 sum is an aggregate: it cannot be grouped by. | Group by columns or expressions; aggregates belong in the select list.',
    ],
    [
      'SELECT SUM(COUNT(*)) FROM Invoices',
      'GROUPING_ERROR 1:8 SUM has another aggregate inside it. | Compute the inner one in a subquery in FROM, the outer one over that.',
    ],
    [
      'SELECT COUNT(*) FILTER (WHERE SUM(Total) > 1) FROM Invoices',
      'GROUPING_ERROR 1:8 COUNT has another aggregate inside it. | Compute the inner one in a subquery in FROM, the outer one over that.',
    ],
    [
      'SELECT Status, Total FROM Invoices GROUP BY Status',
      'GROUPING_ERROR 1:16 Total is neither grouped by nor inside an aggregate. | Add Total to GROUP BY, or aggregate it, as in MAX(Total).',
    ],
    [
      'SELECT Status, COUNT(*) FROM Invoices',
      'GROUPING_ERROR 1:8 Status is neither grouped by nor inside an aggregate. | The query has aggregates: write GROUP BY Status, or aggregate it too.',
    ],
    [
      'SELECT Status FROM Invoices HAVING COUNT(*) > 1',
      'GROUPING_ERROR 1:8 Status is neither grouped by nor inside an aggregate. | The query has aggregates: write GROUP BY Status, or aggregate it too.',
    ],
    [
      'SELECT COUNT(*) FROM Invoices ORDER BY Total',
      'GROUPING_ERROR 1:40 Total is neither grouped by nor inside an aggregate. | The query has aggregates: write GROUP BY Total, or aggregate it too.',
    ],
    [
      'SELECT * FROM Invoices GROUP BY Status',
      'GROUPING_ERROR 1:8 InvoiceID is neither grouped by nor inside an aggregate. | Add InvoiceID to GROUP BY, or aggregate it, as in MAX(InvoiceID).',
    ],
    [
      'SELECT LineAmount FROM InvoiceLineItems GROUP BY InvoiceID',
      'GROUPING_ERROR 1:8 LineAmount is neither grouped by nor inside an aggregate. | Add LineAmount to GROUP BY, or aggregate it, as in MAX(LineAmount).',
    ],
    [
      'SELECT (SELECT COUNT(*) FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID) FROM Invoices i GROUP BY ContactID',
      'GROUPING_ERROR 1:69 InvoiceID is neither grouped by nor inside an aggregate. | Add InvoiceID to GROUP BY, or aggregate it, as in MAX(InvoiceID).',
    ],
    [
      'SELECT Status FROM Invoices GROUP BY 2',
      'GROUPING_ERROR 1:38 GROUP BY 2 is not a position in the select list, which has 1 column.',
    ],
    [
      "SELECT Status FROM Invoices GROUP BY 'Status'",
      'GROUPING_ERROR 1:38 GROUP BY takes columns, expressions and positions, not constants. | Names take double quotes, or none.',
    ],
  ],
  'order, limits, set operations': [
    [
      'SELECT Status FROM Invoices ORDER BY 3',
      'ORDER_BY_ERROR 1:38 ORDER BY 3 is not a position in the select list, which has 1 column.',
    ],
    [
      "SELECT Status FROM Invoices ORDER BY 'Status'",
      'ORDER_BY_ERROR 1:38 ORDER BY takes columns, expressions and positions, not constants. | Names take double quotes, or none.',
    ],
    [
      'SELECT DISTINCT Status FROM Invoices ORDER BY Total',
      'ORDER_BY_ERROR 1:47 With SELECT DISTINCT, ORDER BY can only use what is selected. | Add it to the select list.',
    ],
    [
      'SELECT Status FROM Invoices UNION SELECT Name FROM Contacts ORDER BY Statu',
      'ORDER_BY_ERROR 1:70 After UNION, INTERSECT, EXCEPT or VALUES, ORDER BY takes only names and positions of the result. | Did you mean Status?',
    ],
    [
      'SELECT Status FROM Invoices UNION SELECT Name FROM Contacts ORDER BY lower(Status)',
      'ORDER_BY_ERROR 1:70 After UNION, INTERSECT, EXCEPT or VALUES, ORDER BY takes only names and positions of the result. | The result has Status; to order by more, put it in a subquery in FROM.',
    ],
    [
      'SELECT Status FROM Invoices UNION SELECT Total FROM Invoices',
      'TYPE_MISMATCH 1:42 Status is text but Total is a decimal: both sides of UNION need one type. | Convert it: CAST(Total AS TEXT).',
    ],
    [
      'SELECT Status FROM Invoices EXCEPT SELECT Total + 1 FROM Invoices',
      'TYPE_MISMATCH 1:43 Status is text but Total + 1 is a decimal: both sides of EXCEPT need one type. | Convert it: CAST(Total + 1 AS TEXT).',
    ],
    [
      'SELECT 1, 2 UNION SELECT 3',
      'COLUMN_COUNT 1:19 Both sides of UNION need the same number of columns, but the left has 2 and the right 1.',
    ],
    ["VALUES (1), ('a')", "INVALID_VALUE 1:14 'a' is not an integer."],
    [
      'VALUES (1, 2), (3)',
      'COLUMN_COUNT 1:17 Every row of VALUES needs as many values: the first has 2, this one has 1.',
    ],
    [
      'SELECT * FROM Invoices LIMIT -1',
      'INVALID_VALUE 1:30 LIMIT must be a whole number of rows, 0 or more, not -1.',
    ],
    [
      'SELECT * FROM Invoices LIMIT 1.5',
      'INVALID_VALUE 1:30 LIMIT must be a whole number of rows, 0 or more, not 1.5.',
    ],
    [
      'SELECT * FROM Invoices LIMIT Total',
      'NOT_SUPPORTED 1:30 LIMIT and OFFSET take a number or a parameter, not the column Total.',
    ],
    [
      "SELECT * FROM Invoices OFFSET (SELECT 'x')",
      'TYPE_MISMATCH 1:31 OFFSET takes a number of rows, not text.',
    ],
    [
      'SELECT Total FROM Invoices ORDER BY Total FETCH FIRST (SELECT 2) ROWS WITH TIES',
      'NOT_SUPPORTED 1:55 WITH TIES takes a number or a parameter, not an expression over rows.',
    ],
    ['SELECT lower(Name) IGNORE NULLS FROM Contacts', 'SYNTAX_ERROR 1:8 IGNORE NULLS needs OVER.'],
    [
      'SELECT rank() IGNORE NULLS OVER (ORDER BY Name) FROM Contacts',
      'SYNTAX_ERROR 1:8 IGNORE NULLS does not go with rank. | It goes with lag, lead, first_value, last_value and nth_value.',
    ],
    [
      'SELECT rank(Total) WITHIN GROUP (ORDER BY Total) FROM Invoices',
      'NOT_SUPPORTED 1:13 The value that rank places must be a number, a text or a parameter.',
    ],
    [
      'SELECT sum(i.*) FROM Invoices i',
      'NOT_SUPPORTED 1:12 A whole row is not supported here. | It can be counted, count(t.*), and tested, t IS NULL; for more, name its columns.',
    ],
    [
      'SELECT * EXCLUDE (Totl) FROM Invoices',
      'UNKNOWN_COLUMN 1:19 * has no column Totl. | Did you mean Total?',
    ],
    [
      '(SELECT 1 LIMIT 2) LIMIT 3',
      'SYNTAX_ERROR 1:26 LIMIT stands both inside and outside the parentheses. | Put the inner query in FROM: SELECT * FROM (…) AS q.',
    ],
  ],
  subqueries: [
    [
      'SELECT (SELECT 1, 2)',
      'COLUMN_COUNT 1:8 A subquery that stands for a value must have 1 column, this one has 2 columns.',
    ],
    [
      'SELECT * FROM Invoices WHERE Total IN (SELECT Total, Date FROM Invoices)',
      'COLUMN_COUNT 1:40 Cannot compare 1 column with 2 columns.',
    ],
    [
      'SELECT * FROM Invoices WHERE (Total, Date) IN (SELECT Total FROM Invoices)',
      'COLUMN_COUNT 1:48 Cannot compare 2 columns with 1 column.',
    ],
    [
      'SELECT * FROM Invoices WHERE Total > ALL (SELECT Date FROM Invoices)',
      'TYPE_MISMATCH 1:43 Cannot compare Total (decimal) with Date (date).',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n FROM a UNION ALL SELECT 2) SELECT * FROM a',
      'NOT_SUPPORTED 1:41 a cannot be read here: it is being defined. | A recursive query reads itself once, in the part after its last UNION; none reads a later one.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT x FROM a) SELECT * FROM a',
      'NOT_SUPPORTED 1:16 The recursive query a reads itself without a UNION. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT p.n FROM a p, a q) SELECT * FROM a',
      'NOT_SUPPORTED 1:16 The recursive query a reads itself more than once. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT MAX(n) FROM a) SELECT * FROM a',
      'NOT_SUPPORTED 1:16 The recursive query a reads itself under an aggregate. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT 2 WHERE EXISTS (SELECT 1 FROM a)) SELECT * FROM a',
      'NOT_SUPPORTED 1:16 The recursive query a reads itself in a subquery of an expression. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT i.n FROM (VALUES (1)) AS i (n) LEFT JOIN a ON a.n = i.n) SELECT * FROM a',
      'NOT_SUPPORTED 1:16 The recursive query a reads itself on the optional side of an outer join. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a ORDER BY 1) SELECT * FROM a',
      'NOT_SUPPORTED 1:16 The recursive query a has an ORDER BY. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 0.5 FROM a) SELECT * FROM a',
      'TYPE_MISMATCH 1:46 n begins as integer, but the second part of the recursive query makes it decimal. | Cast it in the first part: CAST(… AS DECIMAL).',
    ],
    [
      'WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n, n FROM a) SELECT * FROM a',
      'COLUMN_COUNT 1:46 The first part of the recursive query has 1 column, the second 2 columns.',
    ],
    [
      'SELECT (WITH RECURSIVE a AS (SELECT c.Name AS n UNION SELECT n FROM a) SELECT n FROM a) FROM Contacts c',
      'NOT_SUPPORTED 1:24 The recursive query a depends on a row of the query around it. | Write a AS (SELECT … UNION ALL SELECT … FROM a WHERE …); order and limit what reads it.',
    ],
    [
      'SELECT * FROM Contacts c RIGHT JOIN LATERAL (SELECT c.Name AS n) x ON TRUE',
      'NOT_SUPPORTED 1:15 A LATERAL subquery cannot be the right side of a RIGHT JOIN.',
    ],
  ],
  parameters: [
    ['SELECT ?', 'PARAMETER_ERROR 1:8 There is no value for parameter 1: 0 values given.', []],
    ['SELECT ?, ?', 'PARAMETER_ERROR 1:11 There is no value for parameter 2: 1 value given.', [1]],
    [
      'SELECT ?',
      'PARAMETER_ERROR - A value was given for the parameter $2, which the statement does not have.',
      [1, 2],
    ],
    ['SELECT :a', 'PARAMETER_ERROR 1:8 There is no value for the parameter :a.', { b: 1 }],
    [
      'SELECT :a',
      'PARAMETER_ERROR - A value was given for the parameter :b, which the statement does not have.',
      { a: 1, b: 1 },
    ],
    [
      'SELECT :a',
      'PARAMETER_ERROR 1:8 The statement names the parameter :a, but the values came as a list. | Pass an object: { a: … }.',
      [1],
    ],
    [
      'SELECT ?',
      'PARAMETER_ERROR 1:8 Parameter 1 goes by position, but the values came by name. | Pass a list of values, or write :name.',
      { a: 1 },
    ],
    [
      'SELECT ?',
      'PARAMETER_ERROR 1:8 Parameter $1 is undefined. | Pass null for NULL.',
      [undefined],
    ],
    [
      'SELECT ?',
      'PARAMETER_ERROR 1:8 Parameter $1 is NaN, which is not a number that SQL knows.',
      [NaN],
    ],
    [
      'SELECT ?',
      'PARAMETER_ERROR 1:8 Parameter $1 is a list of values of several types. | Give all one type; texts become what they stand for.',
      [[1, 'a']],
    ],
    ['SELECT ?', 'PARAMETER_ERROR 1:8 Parameter $1 is an object, which has no SQL type.', [{}]],
    ['SELECT ?', 'PARAMETER_ERROR 1:8 Parameter $1 is an invalid Date.', [new Date(NaN)]],
    [
      'SELECT ?',
      'PARAMETER_ERROR 1:8 Parameter $1 is a function, which has no SQL type.',
      [() => 1],
    ],
    [
      'SELECT * FROM Invoices WHERE Date = ?',
      "INVALID_VALUE 1:37 'soon' is not a date. | Dates are written as '2026-01-31'.",
      ['soon'],
    ],
    ['SELECT :toString', 'PARAMETER_ERROR 1:8 There is no value for the parameter :toString.', {}],
  ],
};

describe.each(Object.entries(GROUPS))('wrong %s', (_, cases) => {
  for (const [sql, expected, parameters] of cases) {
    it(sql, () => {
      expect(failure(sql, parameters)).toBe(expected);
    });
  }
});
