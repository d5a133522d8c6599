-- PIVOT and UNPIVOT.

-- @ordered
SELECT * FROM (SELECT Type, Status, Total FROM Invoices) PIVOT (SUM(Total) FOR Status IN ('PAID', 'AUTHORISED', 'VOIDED')) ORDER BY Type;

-- @ordered
SELECT * FROM (SELECT Type, Status, Total FROM Invoices) AS i PIVOT (SUM(Total) AS total, COUNT(*) AS n FOR Status IN ('PAID' AS paid, 'AUTHORISED' AS due)) AS p ORDER BY p.Type;

-- @ordered
SELECT p.* FROM Invoices AS i PIVOT (MAX(Date) FOR Type IN ('ACCREC', 'ACCPAY') GROUP BY Status) AS p ORDER BY p.Status;

-- @ordered
SELECT * FROM (SELECT extract(month FROM Date)::INTEGER AS m, Type, Total FROM Invoices) PIVOT (SUM(Total) FOR m IN (1, 2, 3 AS march)) ORDER BY Type;

SELECT c.Name, p.paid FROM (SELECT ContactID, Status, Total FROM Invoices) PIVOT (SUM(Total) FOR Status IN ('PAID' AS paid)) AS p JOIN Contacts c ON c.ContactID = p.ContactID WHERE p.paid > 1000;

WITH sums AS (SELECT Type, Status, SUM(Total) AS total FROM Invoices GROUP BY Type, Status) SELECT * FROM sums PIVOT (SUM(total) FOR Type IN ('ACCREC' AS sales, 'ACCPAY' AS bills));

-- @ordered
SELECT * FROM (SELECT InvoiceID, SubTotal, TotalTax FROM Invoices) UNPIVOT (amount FOR part IN (SubTotal, TotalTax)) ORDER BY InvoiceID, part;

SELECT part, SUM(amount) AS total FROM (SELECT Type, SubTotal, TotalTax, Total FROM Invoices) AS i UNPIVOT (amount FOR part IN (SubTotal AS 'net', TotalTax AS 'tax', Total AS 'all')) GROUP BY part;

-- @ordered
SELECT * FROM (SELECT InvoiceID, Reference, InvoiceNumber FROM Invoices) UNPIVOT INCLUDE NULLS (word FOR part IN (Reference, InvoiceNumber)) ORDER BY InvoiceID, part;
