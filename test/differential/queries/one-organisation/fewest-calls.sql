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

