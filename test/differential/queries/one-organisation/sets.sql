-- Set operations, WITH and derived tables.

SELECT Name FROM Contacts UNION SELECT Name FROM Accounts;

SELECT ContactName FROM Invoices UNION ALL SELECT ContactName FROM CreditNotes;

SELECT ContactID FROM Invoices INTERSECT SELECT ContactID FROM CreditNotes;

SELECT ContactID FROM Contacts EXCEPT SELECT ContactID FROM Invoices;

SELECT ContactID FROM Invoices WHERE Status = 'PAID' INTERSECT ALL SELECT ContactID FROM CreditNotes;

SELECT Reference FROM Invoices EXCEPT ALL SELECT Reference FROM Payments;

SELECT Reference FROM Invoices EXCEPT SELECT Reference FROM Payments;

SELECT Reference FROM Invoices INTERSECT SELECT Reference FROM BankTransactions;

SELECT ContactID FROM BankTransactions INTERSECT SELECT ContactID FROM Invoices UNION SELECT ContactID FROM CreditNotes;

SELECT Code FROM Accounts UNION SELECT Code FROM Items UNION SELECT Code FROM Currencies;

(SELECT Code FROM Accounts EXCEPT SELECT AccountCode FROM InvoiceLineItems) EXCEPT SELECT AccountCode FROM BankTransactionLineItems;

SELECT Code FROM Accounts EXCEPT (SELECT AccountCode FROM InvoiceLineItems EXCEPT SELECT AccountCode FROM CreditNoteLineItems);

-- @ordered
SELECT InvoiceNumber AS number, Total FROM Invoices WHERE Status = 'DRAFT' UNION ALL SELECT CreditNoteNumber, -Total FROM CreditNotes WHERE Status = 'DRAFT' ORDER BY number, Total;

-- @ordered
SELECT Name AS n FROM Contacts UNION SELECT Name FROM Accounts ORDER BY n DESC LIMIT 12 OFFSET 3;

SELECT 'invoice' AS kind, count(*) AS n FROM Invoices UNION ALL SELECT 'credit note', count(*) FROM CreditNotes UNION ALL SELECT 'payment', count(*) FROM Payments;

SELECT Date, Total FROM Invoices WHERE Total > 9000 UNION SELECT Date, Amount FROM Payments WHERE Amount > 9000;

SELECT 1 AS x UNION SELECT 1.0 UNION SELECT 2;

SELECT NULL AS x UNION ALL SELECT Total FROM CreditNotes WHERE Total > 500;

WITH due AS (SELECT ContactID, sum(AmountDue) AS amount FROM Invoices WHERE Status = 'AUTHORISED' AND Type = 'ACCREC' GROUP BY ContactID) SELECT c.Name, d.amount FROM due d JOIN Contacts c ON c.ContactID = d.ContactID;

WITH a AS (SELECT ContactID, count(*) AS n FROM Invoices GROUP BY ContactID), b AS (SELECT ContactID, n FROM a WHERE n > 20) SELECT c.Name, b.n FROM b JOIN Contacts c USING (ContactID);

WITH m AS (SELECT date_trunc('month', Date) AS month, sum(Total) AS total FROM Invoices WHERE Type = 'ACCREC' GROUP BY 1) SELECT a.month, a.total, b.total AS before FROM m a LEFT JOIN m b ON b.month = a.month - INTERVAL '1 month';

WITH x (id, amount) AS (SELECT InvoiceID, Total FROM Invoices WHERE Total > 7000) SELECT id, amount FROM x WHERE amount < 9000;

WITH t AS (SELECT * FROM Invoices WHERE Status = 'PAID') SELECT count(*), (SELECT max(Total) FROM t) FROM t WHERE Total > (SELECT avg(Total) FROM t);

WITH s AS (SELECT ContactID, sum(Total) AS total FROM Invoices WHERE Type = 'ACCREC' GROUP BY ContactID) SELECT count(*) FROM s WHERE total = (SELECT max(total) FROM s);

WITH u AS (SELECT ContactID FROM Invoices UNION SELECT ContactID FROM BankTransactions) SELECT count(*), count(ContactID) FROM u;

WITH Invoices AS (SELECT 1 AS a) SELECT a FROM Invoices;

SELECT x.Type, x.n * 100 / y.n AS percent FROM (SELECT Type, count(*) AS n FROM Invoices GROUP BY Type) x CROSS JOIN (SELECT count(*) AS n FROM Invoices) y;

SELECT a.n, b.n FROM (SELECT count(*) AS n FROM Contacts WHERE IsCustomer) a, (SELECT count(*) AS n FROM Contacts WHERE IsSupplier) b;

SELECT z.Status, z.n FROM (SELECT Status, count(*) AS n FROM (SELECT * FROM Invoices UNION ALL SELECT * FROM Invoices WHERE Total > 5000) w GROUP BY Status) z;

SELECT count(*) FROM (SELECT InvoiceID FROM InvoiceLineItems EXCEPT SELECT InvoiceID FROM Invoices) x;

SELECT v.a, v.b FROM (VALUES (1, 'x'), (2, NULL), (3, 'z')) AS v (a, b);

SELECT s, count(*) FROM (SELECT Status AS s FROM Invoices UNION ALL SELECT Status FROM CreditNotes) q GROUP BY s;
