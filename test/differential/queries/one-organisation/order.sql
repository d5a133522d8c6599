-- ORDER BY, NULLS, LIMIT and OFFSET.

-- @ordered
SELECT InvoiceNumber, InvoiceID FROM Invoices ORDER BY InvoiceID;

-- @ordered
SELECT Name, ContactID FROM Contacts ORDER BY Name, ContactID;

-- @ordered
SELECT Name, ContactID FROM Contacts ORDER BY Name DESC, ContactID DESC;

-- @ordered
SELECT Reference, InvoiceID FROM Invoices ORDER BY Reference, InvoiceID LIMIT 100;

-- @ordered
SELECT Reference, InvoiceID FROM Invoices ORDER BY Reference DESC, InvoiceID LIMIT 30;

-- @ordered
SELECT Reference, InvoiceID FROM Invoices ORDER BY Reference NULLS FIRST, InvoiceID LIMIT 30;

-- @ordered
SELECT Reference, InvoiceID FROM Invoices ORDER BY Reference DESC NULLS LAST, InvoiceID LIMIT 30;

-- @ordered
SELECT Date, Total, InvoiceID FROM Invoices ORDER BY Date DESC, Total DESC, InvoiceID LIMIT 25;

-- @ordered
SELECT Date, InvoiceID FROM Invoices ORDER BY Date, InvoiceID LIMIT 25 OFFSET 1000;

-- @ordered
SELECT UpdatedDateUTC, InvoiceID FROM Invoices ORDER BY UpdatedDateUTC DESC, InvoiceID LIMIT 10;

-- @ordered
SELECT UpdatedDateUTC, InvoiceID FROM Invoices WHERE Status = 'PAID' ORDER BY UpdatedDateUTC, InvoiceID LIMIT 5;

-- @ordered
SELECT Date, PaymentID FROM Payments ORDER BY Date DESC, PaymentID LIMIT 7;

-- @ordered
SELECT Date, BankTransactionID FROM BankTransactions WHERE Type = 'SPEND' ORDER BY Date, BankTransactionID LIMIT 9 OFFSET 3;

-- @ordered
SELECT InvoiceNumber FROM Invoices WHERE Status = 'DRAFT' ORDER BY Total, InvoiceID;

-- @ordered
SELECT InvoiceNumber AS n, Total AS t FROM Invoices WHERE Status = 'DRAFT' ORDER BY t DESC, n;

-- @ordered
SELECT InvoiceNumber, Total, InvoiceID FROM Invoices WHERE Status = 'DRAFT' ORDER BY 2, 3;

-- @ordered
SELECT InvoiceID FROM Invoices WHERE Status = 'SUBMITTED' ORDER BY Total * -1, InvoiceID;

-- @ordered
SELECT InvoiceID FROM Invoices WHERE Status = 'SUBMITTED' ORDER BY CASE Type WHEN 'ACCPAY' THEN 0 ELSE 1 END, InvoiceID DESC;

-- @ordered
SELECT Status, count(*) AS n FROM Invoices GROUP BY Status ORDER BY n DESC, Status;

-- @ordered
SELECT Status FROM Invoices GROUP BY Status ORDER BY sum(Total) DESC, Status;

-- @ordered
SELECT ContactName, sum(AmountDue) AS due FROM Invoices WHERE Type = 'ACCREC' AND Status = 'AUTHORISED' GROUP BY ContactName ORDER BY due DESC, ContactName LIMIT 10;

-- @ordered
SELECT DISTINCT CurrencyCode FROM Invoices ORDER BY CurrencyCode DESC;

-- @ordered
SELECT DISTINCT Type, Status FROM Invoices ORDER BY Status, Type LIMIT 4 OFFSET 2;

-- @ordered
SELECT SentToContact, InvoiceID FROM Invoices ORDER BY SentToContact, InvoiceID LIMIT 40;

-- @ordered
SELECT SentToContact, InvoiceID FROM Invoices ORDER BY SentToContact DESC, InvoiceID LIMIT 40;

-- @ordered
SELECT FullyPaidOnDate, InvoiceID FROM Invoices ORDER BY FullyPaidOnDate DESC, InvoiceID LIMIT 200;

-- @empty
SELECT InvoiceID FROM Invoices LIMIT 0;

-- @empty
SELECT InvoiceID FROM Invoices LIMIT 5 OFFSET 100000;

SELECT count(*) FROM (SELECT InvoiceID FROM Invoices LIMIT 17) x;

SELECT count(*) FROM (SELECT InvoiceID FROM Invoices WHERE Total > 100 LIMIT 17 OFFSET 5) x;

-- @ordered
SELECT x.InvoiceID, x.Total FROM (SELECT InvoiceID, Total FROM Invoices ORDER BY Total DESC, InvoiceID LIMIT 20) x WHERE x.Total < 40000 ORDER BY x.Total, x.InvoiceID;

-- @ordered
SELECT c.Name, i.InvoiceNumber FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND i.Status = 'DRAFT' ORDER BY c.Name, c.ContactID, i.InvoiceNumber NULLS FIRST, i.InvoiceID LIMIT 60;

-- @ordered
SELECT Code, Name FROM Accounts ORDER BY length(Name) DESC, Name, AccountID;

-- @ordered
SELECT lower(Name) AS l, ContactID FROM Contacts ORDER BY l, ContactID;

-- @ordered
SELECT JournalNumber FROM Journals ORDER BY JournalNumber DESC LIMIT 3;

-- @ordered
SELECT JournalNumber, JournalDate FROM Journals WHERE JournalNumber > 250 ORDER BY JournalNumber LIMIT 5;

-- @ordered
SELECT Name FROM Items ORDER BY SalesDetailsUnitPrice - PurchaseDetailsUnitPrice DESC NULLS LAST, ItemID;

-- @ordered
SELECT InvoiceID FROM Invoices ORDER BY DueDate NULLS FIRST, Total, InvoiceID FETCH FIRST 12 ROWS ONLY;
-- @oracle DuckDB has no FETCH FIRST
SELECT InvoiceID FROM Invoices ORDER BY DueDate NULLS FIRST, Total, InvoiceID LIMIT 12;

-- FETCH FIRST, WITH TIES and computed limits. DuckDB has no WITH TIES.

-- @ordered
SELECT InvoiceNumber, InvoiceID FROM Invoices ORDER BY 1, 2 OFFSET 3 ROWS FETCH NEXT 4 ROWS ONLY;
-- @oracle it has no FETCH
SELECT InvoiceNumber, InvoiceID FROM Invoices ORDER BY 1, 2 LIMIT 4 OFFSET 3;

SELECT Date FROM Invoices ORDER BY Date DESC FETCH FIRST 5 ROWS WITH TIES;
-- @oracle it has no WITH TIES
SELECT Date FROM (SELECT Date, rank() OVER (ORDER BY Date DESC) AS r FROM Invoices) AS q WHERE r <= 5;

SELECT FullyPaidOnDate, Type FROM Invoices ORDER BY FullyPaidOnDate DESC, Type OFFSET 2 FETCH FIRST 3 ROWS WITH TIES;
-- @oracle it has no WITH TIES
SELECT FullyPaidOnDate, Type FROM (SELECT FullyPaidOnDate, Type, rank() OVER w AS r, row_number() OVER w AS n FROM Invoices WINDOW w AS (ORDER BY FullyPaidOnDate DESC NULLS FIRST, Type)) AS q WHERE r <= 5 AND n > 2;

SELECT TOP 3 WITH TIES Status FROM Invoices WHERE Type = 'ACCREC' ORDER BY Status;
-- @oracle it has no WITH TIES
SELECT Status FROM (SELECT Status, rank() OVER (ORDER BY Status) AS r FROM Invoices WHERE Type = 'ACCREC') AS q WHERE r <= 3;

SELECT a.Name, (SELECT count(*) FROM (SELECT l.LineAmount FROM InvoiceLineItems l WHERE l.AccountCode = a.Code ORDER BY l.TaxType FETCH FIRST ROW WITH TIES) AS q) AS n FROM Accounts a;
-- @oracle it has no WITH TIES
SELECT a.Name, (SELECT count(*) FROM InvoiceLineItems l WHERE l.AccountCode = a.Code AND l.TaxType IS NOT DISTINCT FROM (SELECT min(m.TaxType) FROM InvoiceLineItems m WHERE m.AccountCode = a.Code)) AS n FROM Accounts a;

-- @ordered
SELECT InvoiceNumber, InvoiceID FROM Invoices ORDER BY 1, 2 LIMIT 2 * 3 OFFSET least(4, 9);

-- @ordered
SELECT InvoiceNumber, InvoiceID FROM Invoices WHERE Type = 'ACCREC' ORDER BY 1, 2 LIMIT ALL OFFSET 300;
