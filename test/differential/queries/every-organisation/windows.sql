-- Windows over several organisations: keys of different ones never mix by themselves.

SELECT TenantName, InvoiceID, row_number() OVER (PARTITION BY TenantId ORDER BY InvoiceID) FROM Invoices;

SELECT TenantName, sum(Total), rank() OVER (ORDER BY sum(Total) DESC) FROM Invoices WHERE Type = 'ACCREC' GROUP BY TenantName;

SELECT DISTINCT ON (TenantName) TenantName, InvoiceNumber FROM Invoices ORDER BY TenantName, Total DESC, InvoiceID;

SELECT * FROM (SELECT TenantName, InvoiceID, count(*) OVER (PARTITION BY TenantName) AS n FROM Invoices) q WHERE TenantName LIKE '%a%';
