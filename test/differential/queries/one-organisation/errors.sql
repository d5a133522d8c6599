-- Statements that both engines refuse.

-- @fails UNKNOWN_COLUMN
SELECT Nothing FROM Invoices;

-- @fails UNKNOWN_TABLE
SELECT 1 FROM Nothing;

-- @fails AMBIGUOUS_COLUMN
SELECT Name FROM Contacts a JOIN Accounts b ON a.Name = b.Name;

-- @fails GROUPING_ERROR
SELECT Status, Total FROM Invoices GROUP BY Status;

-- @fails GROUPING_ERROR
SELECT Status, sum(Total) FROM Invoices;

-- @fails GROUPING_ERROR
SELECT Status FROM Invoices WHERE sum(Total) > 1;

-- @fails CARDINALITY
SELECT (SELECT Name FROM Accounts) FROM Currencies;

-- @fails CARDINALITY
SELECT c.Name, (SELECT i.Total FROM Invoices i WHERE i.ContactID = c.ContactID) FROM Contacts c;

-- @fails INVALID_VALUE
SELECT CAST(Name AS INTEGER) FROM Accounts;

-- @fails INVALID_VALUE
SELECT CAST(Name AS DATE) FROM Contacts WHERE Name LIKE 'C%';

-- @fails TYPE_MISMATCH
SELECT upper(Name) + 1 FROM Contacts;

-- @fails SYNTAX_ERROR
SELECT FROM WHERE Invoices;

-- @fails COLUMN_COUNT
SELECT Code FROM Accounts UNION SELECT Code, Name FROM Items;

-- @fails UNKNOWN_FUNCTION
SELECT no_such_function(Total) FROM Invoices;

-- @fails UNKNOWN_TABLE
SELECT a.Name FROM Contacts b;

-- @fails WINDOW_ERROR
SELECT InvoiceID FROM Invoices WHERE row_number() OVER (ORDER BY InvoiceID) = 1;

-- @fails WINDOW_ERROR
SELECT Status FROM Invoices GROUP BY Status HAVING rank() OVER (ORDER BY Status) = 1;

-- @fails WINDOW_ERROR
SELECT sum(rank() OVER (ORDER BY InvoiceID)) FROM Invoices;

-- @fails WINDOW_ERROR
SELECT sum(Total) OVER w FROM Invoices;

-- @fails WINDOW_ERROR
SELECT sum(Total) OVER (ORDER BY Date, Total RANGE 1 PRECEDING) FROM Invoices;

-- @fails WINDOW_ERROR
SELECT InvoiceID FROM Invoices QUALIFY Total > 1;

-- @fails GROUPING_ERROR
SELECT Status, sum(Total) OVER () FROM Invoices GROUP BY Status;
