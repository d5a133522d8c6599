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

