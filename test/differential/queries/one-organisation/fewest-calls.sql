-- What the planner answers with fewer calls than reading every list that is named.

-- The first documents of a list, and what comes in the same page.

SELECT l.Description, l.LineAmount FROM (SELECT InvoiceID FROM Invoices ORDER BY Date DESC, InvoiceID LIMIT 5) i JOIN InvoiceLineItems l USING (InvoiceID);

SELECT i.InvoiceNumber, l.LineNumber, l.LineAmount FROM (SELECT * FROM Invoices ORDER BY UpdatedDateUTC, InvoiceID LIMIT 7 OFFSET 3) i LEFT JOIN InvoiceLineItems l USING (InvoiceID);

SELECT i.InvoiceID, (SELECT max(LineAmount) FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID) FROM (SELECT * FROM Invoices WHERE Status = 'PAID' ORDER BY Date DESC, InvoiceID LIMIT 40) i;

SELECT sum(LineAmount), count(*) FROM InvoiceLineItems WHERE InvoiceID IN (SELECT InvoiceID FROM Invoices ORDER BY Date, InvoiceID DESC LIMIT 10);

SELECT count(*), sum(LineAmount) FROM InvoiceLineItems WHERE InvoiceID NOT IN (SELECT InvoiceID FROM Invoices ORDER BY Date, InvoiceID DESC LIMIT 10);

SELECT l.AccountCode, count(*) FROM (SELECT * FROM Invoices WHERE Type = 'ACCPAY' ORDER BY Date, InvoiceID LIMIT 100) i LEFT JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND l.Quantity > 1 GROUP BY 1;

SELECT i.InvoiceID FROM (SELECT InvoiceID FROM Invoices ORDER BY Date DESC, InvoiceID LIMIT 25) i WHERE NOT EXISTS (SELECT 1 FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID AND l.LineAmount > 100);

SELECT b.InvoiceNumber, b.Total FROM (SELECT InvoiceID FROM Invoices ORDER BY Date DESC, InvoiceID LIMIT 5) i JOIN Invoices b USING (InvoiceID);

SELECT t.InvoiceID, t.n, l.LineNumber FROM (SELECT InvoiceID, count(*) AS n FROM (SELECT InvoiceID FROM CreditNoteAllocations UNION ALL SELECT InvoiceID FROM (SELECT InvoiceID FROM Invoices ORDER BY Date, InvoiceID LIMIT 9) a) u GROUP BY InvoiceID) t JOIN InvoiceLineItems l USING (InvoiceID);

SELECT count(*) = 5, count(DISTINCT i.InvoiceID) = 5, count(*) FILTER (WHERE n > 0) = 5 FROM (SELECT i.InvoiceID, (SELECT count(*) FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID) AS n FROM (SELECT InvoiceID FROM Invoices WHERE Status = 'PAID' LIMIT 5) i) i;

SELECT a.CreditNoteID, l.Description FROM (SELECT CreditNoteID FROM CreditNotes WHERE Status = 'PAID' ORDER BY Date DESC, CreditNoteID LIMIT 3) a JOIN CreditNoteLineItems l USING (CreditNoteID);

-- Common table expressions that are read several times, for other columns each time.

WITH open AS (SELECT * FROM Invoices WHERE Status = 'AUTHORISED') SELECT (SELECT COUNT(*) FROM open) AS n, (SELECT MAX(DueDate) FROM open) AS latest;

WITH x AS (SELECT * FROM CreditNotes WHERE Total > 100) SELECT a.CreditNoteID, b.Total, a.Date FROM x a JOIN x b ON a.ContactID = b.ContactID AND a.Date < b.Date;

WITH x AS (SELECT DISTINCT Status, Type, CurrencyCode FROM Invoices) SELECT (SELECT COUNT(*) FROM x), (SELECT MAX(Status) FROM x), (SELECT COUNT(*) FROM x a, x b WHERE a.Type = b.Type);

WITH x AS (SELECT * FROM Invoices), y AS (SELECT * FROM x WHERE Status = 'DRAFT' UNION ALL SELECT * FROM x WHERE Type = 'ACCPAY') SELECT (SELECT MAX(Date) FROM y), (SELECT SUM(Total) FROM x), (SELECT COUNT(DueDate) FROM y);

WITH x AS (SELECT * FROM Contacts), y AS (SELECT c.*, i.Total FROM x c LEFT JOIN Invoices i USING (ContactID)) SELECT Name, Total FROM y WHERE Total > 20000 UNION ALL SELECT EmailAddress, 0 FROM x WHERE Name LIKE 'A%';

WITH x AS (SELECT Status, Total, DueDate FROM Invoices ORDER BY DueDate, Total, InvoiceID LIMIT 20) SELECT a.Total, count(*) FROM x a, x b WHERE a.Total >= b.Total GROUP BY a.Total;

WITH x AS (SELECT ContactID, max(Date) AS last, count(*) AS n, sum(Total) AS total FROM Invoices GROUP BY ContactID) SELECT (SELECT count(*) FROM x), (SELECT max(n) FROM x), (SELECT min(last) FROM x);

WITH RECURSIVE x AS (SELECT 1 AS n, 'a' AS t, 2 AS m UNION ALL SELECT n + 1, t || 'b', m * 2 FROM x WHERE n < 6) SELECT a.n, b.m FROM x a JOIN x b ON a.n = b.n + 1;

WITH x AS (SELECT * FROM Invoices WHERE Reference = 'no such reference') SELECT (SELECT COUNT(*) FROM x), (SELECT MAX(DueDate) FROM x), (SELECT SUM(Total) FROM x);

SELECT count(*) FROM (SELECT Date, Total FROM Invoices UNION ALL SELECT Date, Total FROM CreditNotes) q;

SELECT max(Date), count(Reference) FROM (SELECT Status, Date, Reference, Total FROM Invoices WHERE Total > 500 UNION ALL SELECT Status, Date, Reference, Total FROM CreditNotes) q WHERE Status = 'PAID';

SELECT (SELECT count(*) FROM (SELECT Date, Total FROM Invoices UNION SELECT Date, Total FROM CreditNotes) q), (SELECT max(Date) FROM (SELECT Date, Total FROM Invoices EXCEPT SELECT Date, Total FROM CreditNotes) q);

SELECT q.Total, t.n FROM (SELECT InvoiceID, ContactID, Total FROM Invoices WHERE Status = 'DRAFT' UNION ALL SELECT CreditNoteID, ContactID, Total FROM CreditNotes WHERE Status = 'DRAFT') q CROSS JOIN LATERAL (SELECT count(*) AS n FROM Contacts c WHERE c.ContactID = q.ContactID) t;

-- Dates moved by days and months, on the column's side. Columns with NULLs, and ends of months.

SELECT InvoiceID, Date FROM Invoices WHERE Date + interval '30 days' > DATE '2026-11-20';

SELECT InvoiceID, DueDate FROM Invoices WHERE DueDate - 7 BETWEEN DATE '2026-02-01' AND DATE '2026-02-28';

SELECT count(*), count(DueDate) FROM Invoices WHERE NOT (DueDate + interval '1 month' > DATE '2026-02-28');

SELECT InvoiceID, Date FROM Invoices WHERE Date + interval '1 month' >= DATE '2026-02-28' AND Date + interval '1 month' <= DATE '2026-03-31';

SELECT Date, count(*) FROM Invoices WHERE Date - interval '1 month' = DATE '2026-02-28' GROUP BY Date;

SELECT Date, count(*) FROM Invoices WHERE Date - interval '1 month' IN (DATE '2026-02-28', DATE '2024-02-29', DATE '2025-04-30') GROUP BY Date;

SELECT Date, count(*) FROM Invoices WHERE Date - interval '1 month' <> DATE '2026-02-28' AND Date - interval '2 months' <= DATE '2026-02-28' AND Date - interval '1 year' >= DATE '2024-02-29' GROUP BY Date;

SELECT count(*) FROM Invoices WHERE (Date + interval '1 month' - interval '1 day')::date <= DATE '2026-02-27';

SELECT count(*) FROM Invoices WHERE CAST(Date - interval '36 hours' AS date) = DATE '2026-02-27';

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC + interval '1 month' > TIMESTAMP '2026-11-30 10:00:00' OR UpdatedDateUTC - interval '1 month' < TIMESTAMP '2025-02-28 12:00:00';

SELECT count(*) FROM Invoices WHERE NOT (UpdatedDateUTC + interval '1 month' > TIMESTAMP '2026-03-31 10:00:00');

SELECT count(*) FROM Invoices WHERE FullyPaidOnDate + interval '1 month' IS NULL OR FullyPaidOnDate + 3 > DATE '2026-10-31';

SELECT InvoiceID, CASE WHEN Date + interval '1 month' > DATE '2026-11-30' THEN 'new' WHEN true THEN 'old' ELSE 'never' END FROM Invoices WHERE CASE WHEN 1 = 2 THEN 1 / 0 = 1 WHEN 1 = 1 THEN Status = 'DRAFT' ELSE Total > 5 END;

SELECT count(*) FROM Invoices WHERE CASE WHEN Status = 'DRAFT' THEN false WHEN NULL THEN true WHEN 'a' = 'a' THEN Total > 100 WHEN Total > 5 THEN true END;

-- What is asked of a document and of its lines.

SELECT i.InvoiceNumber, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) WHERE i.Date >= DATE '2026-05-01' AND l.InvoiceDate < DATE '2026-06-01';

-- @empty
SELECT l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) WHERE i.Status = 'PAID' AND l.InvoiceStatus = 'DRAFT';

SELECT i.InvoiceID, l.LineAmount FROM Invoices i LEFT JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND l.InvoiceStatus = 'DRAFT' WHERE i.Status = 'VOIDED';

SELECT i.InvoiceID, l.LineAmount FROM Invoices i LEFT JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND l.InvoiceStatus IN ('DRAFT', 'PAID') WHERE i.Status IN ('DRAFT', 'VOIDED') AND i.Total > 1000;

SELECT count(*), count(l.LineItemID) FROM Invoices i FULL JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND l.InvoiceStatus = 'DRAFT' AND i.Status = 'PAID';

-- Keys that are one value.

SELECT InvoiceNumber, Total FROM Invoices WHERE ContactID = (SELECT ContactID FROM Contacts WHERE Name = 'Pyrmont Bridge Bakery');

-- @empty
SELECT Total FROM Invoices WHERE (SELECT ContactID FROM Contacts WHERE Name = 'No such name') = ContactID;

SELECT InvoiceID FROM Invoices WHERE Date = (SELECT max(Date) FROM Invoices);

SELECT InvoiceID FROM Invoices WHERE Date IN (SELECT max(Date) FROM Payments);

SELECT DISTINCT i.Date FROM Invoices i JOIN (SELECT Date FROM Payments WHERE Amount > 5000) p ON p.Date = i.Date;

SELECT LineAmount, Description FROM InvoiceLineItems WHERE InvoiceID = (SELECT InvoiceID FROM Invoices ORDER BY Date DESC, InvoiceID LIMIT 1);

-- @fails CARDINALITY
SELECT Total FROM Invoices WHERE ContactID = (SELECT ContactID FROM Contacts WHERE Name LIKE 'P%');

-- @fails CARDINALITY
SELECT LineAmount FROM InvoiceLineItems WHERE InvoiceID = (SELECT InvoiceID FROM Invoices ORDER BY Date DESC LIMIT 2);

-- Journals in the order of their numbers.

-- @ordered
SELECT JournalNumber, JournalDate, SourceType FROM Journals ORDER BY JournalNumber LIMIT 10 OFFSET 95;

-- @ordered
SELECT JournalNumber FROM Journals WHERE SourceType = 'ACCPAY' ORDER BY JournalNumber LIMIT 5;

-- @ordered
SELECT PostingNumber, NetAmount, JournalLineID FROM JournalLines ORDER BY PostingNumber, NetAmount DESC, JournalLineID LIMIT 40 OFFSET 230;

-- @ordered
SELECT JournalNumber FROM Journals ORDER BY JournalNumber DESC LIMIT 5;

-- @ordered
SELECT JournalNumber FROM Journals WHERE JournalNumber > 5800 ORDER BY JournalNumber NULLS FIRST LIMIT 130;

-- Counts, first and last of a list.

SELECT COUNT(*), MAX(Date) FROM Invoices;

SELECT MIN(Date), MAX(Date), COUNT(*), COUNT(InvoiceID), COUNT(DISTINCT InvoiceID) FROM Invoices;
SELECT COUNT(*), COUNT(InvoiceID), COUNT(DISTINCT InvoiceID), COUNT(DISTINCT LineItemID) FROM InvoiceLineItems;
SELECT l.ItemCode, COUNT(DISTINCT l.InvoiceID) FROM InvoiceLineItems l JOIN Invoices i USING (InvoiceID) GROUP BY 1;
SELECT COUNT(DISTINCT JournalID), COUNT(JournalID) FROM JournalLines;

SELECT MIN(Date), MAX(Date), MAX(UpdatedDateUTC), COUNT(*) FROM CreditNotes WHERE Status = 'PAID';

SELECT MIN(Date), MAX(Date), COUNT(*) FROM Invoices WHERE Status = 'DELETED' AND Type = 'ACCPAY' AND Date < DATE '1990-01-01';

SELECT MAX(Date) - MIN(Date), COUNT(*) * 2 FROM Payments HAVING COUNT(*) > 5;

SELECT TenantName, MIN(Date), MAX(UpdatedDateUTC), COUNT(*) FROM BankTransactions GROUP BY TenantName;

-- @empty
SELECT TenantName, MIN(Date), MAX(UpdatedDateUTC), COUNT(*) FROM BankTransactions WHERE Date < DATE '1990-01-01' GROUP BY TenantName;

SELECT (SELECT MAX(Date) FROM Invoices), (SELECT SUM(Total) FROM Invoices), (SELECT COUNT(*) FROM Invoices), (SELECT COUNT(DISTINCT ContactID) FROM Invoices);

SELECT COUNT(i.InvoiceID), COUNT(DISTINCT i.InvoiceID), COUNT(*) FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND i.Status = 'DRAFT';

SELECT COUNT(DISTINCT InvoiceID) FROM (SELECT InvoiceID FROM Invoices WHERE Status = 'PAID' UNION ALL SELECT InvoiceID FROM Invoices WHERE Type = 'ACCREC') u;

SELECT COUNT(InvoiceID) FILTER (WHERE Total > 1000), COUNT(DISTINCT InvoiceID) FILTER (WHERE DueDate IS NULL), MAX(Date) FROM Invoices;

-- Lines that take the calls of their documents, which are filtered by more.

SELECT i.InvoiceID, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) WHERE i.Date >= DATE '2026-05-01' AND l.InvoiceDate < DATE '2026-06-01' AND i.Total > 100.5;

SELECT i.InvoiceID, l.LineAmount FROM Invoices i LEFT JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND l.InvoiceStatus = 'DRAFT' WHERE i.Status = 'DRAFT' AND i.Type = 'ACCREC';

SELECT i.InvoiceID, l.LineAmount FROM Invoices i LEFT JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID AND l.InvoiceStatus = 'PAID' AND l.InvoiceDate > DATE '2026-06-01' WHERE i.Status IN ('PAID', 'DRAFT') AND i.Date > DATE '2026-06-01' AND i.AmountPaid > 200;

SELECT i.InvoiceID, t.LineItemID FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) LEFT JOIN InvoiceLineItemTracking t ON t.InvoiceID = i.InvoiceID AND t.LineItemID = l.LineItemID WHERE i.Status = 'AUTHORISED' AND l.InvoiceStatus IN ('AUTHORISED', 'DRAFT') AND i.Type = 'ACCPAY';

SELECT count(*), sum(b.Total) FROM Invoices a JOIN Invoices b USING (InvoiceID) WHERE a.Status = 'PAID' AND b.Status = 'PAID' AND a.Date >= DATE '2026-01-01' AND b.Total > 100;

