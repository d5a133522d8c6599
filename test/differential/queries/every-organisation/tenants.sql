-- Several organisations in one query.

SELECT TenantName, TenantId, count(*), sum(Total) FROM Invoices GROUP BY TenantName, TenantId;

SELECT Name, BaseCurrency, CountryCode, TenantId FROM Organisation;

SELECT count(*) FROM Invoices WHERE TenantName = 'Harbour Trading';

SELECT InvoiceNumber FROM Invoices WHERE TenantName = 'Harbour Trading' AND Status = 'AUTHORISED';

SELECT InvoiceNumber, Total FROM Invoices WHERE TenantId = 'a3d94e17-52c8-4f60-8b1d-6e7f09c4d2a8' AND Type = 'ACCREC';

SELECT Status, count(*) FROM Invoices WHERE TenantId IN ('a3d94e17-52c8-4f60-8b1d-6e7f09c4d2a8', 'c86b0f52-e19d-4a73-b5f4-1d3a7e92806c') GROUP BY Status;

SELECT TenantName, count(*) FROM Contacts WHERE TenantName <> 'Harbour Trading' GROUP BY TenantName;

SELECT TenantName, count(*) FROM Contacts WHERE TenantName LIKE 'B%' GROUP BY TenantName;

-- @empty
SELECT Name FROM Contacts WHERE TenantName = 'harbour trading';

-- @empty
SELECT InvoiceID FROM Invoices WHERE TenantName = 'Lane & Ledger Accountants';

SELECT t.TenantName, t.TenantType, count(i.InvoiceID) FROM Tenants t LEFT JOIN Invoices i ON i.TenantId = t.TenantId GROUP BY t.TenantId, t.TenantName, t.TenantType;

SELECT t.TenantName, o.BaseCurrency FROM Tenants t LEFT JOIN Organisation o ON o.TenantId = t.TenantId;

SELECT o.BaseCurrency, sum(i.Total / i.CurrencyRate) > 0, count(*) FROM Organisation o JOIN Invoices i ON i.TenantId = o.TenantId WHERE i.Status = 'PAID' GROUP BY o.BaseCurrency;

SELECT a.Name FROM Contacts a JOIN Contacts b ON a.Name = b.Name AND a.TenantId <> b.TenantId;

SELECT a.Code, count(DISTINCT a.TenantId) FROM Accounts a GROUP BY a.Code HAVING count(DISTINCT a.TenantId) < 3;

SELECT Code FROM Accounts WHERE TenantId = '5f1c2a90-7b3e-4d18-9c46-0a8e2f6d1b35' EXCEPT SELECT Code FROM Accounts WHERE TenantId = 'a3d94e17-52c8-4f60-8b1d-6e7f09c4d2a8';

SELECT i.InvoiceNumber, c.Name FROM Invoices i JOIN Contacts c ON c.ContactID = i.ContactID AND c.TenantId = i.TenantId WHERE i.TenantName = 'Harbour Trading' AND i.Date >= '2026-10-01';

SELECT TenantName, Status, count(*) FROM TaxRates GROUP BY TenantName, Status;

SELECT TaxType, count(*) FROM TaxRates GROUP BY TaxType;

-- @ordered
SELECT TenantId, InvoiceID, Total FROM Invoices ORDER BY Total DESC, InvoiceID LIMIT 10;

-- @ordered
SELECT Date, InvoiceID FROM Invoices ORDER BY Date, InvoiceID LIMIT 10;

-- @ordered
SELECT UpdatedDateUTC, InvoiceID FROM Invoices ORDER BY UpdatedDateUTC DESC, InvoiceID LIMIT 10 OFFSET 5;

SELECT count(*) FROM (SELECT InvoiceID FROM Invoices LIMIT 2550) x;

SELECT TenantName FROM Tenants WHERE TenantType = 'PRACTICE';

SELECT TenantName FROM Tenants WHERE TenantId NOT IN (SELECT TenantId FROM Organisation);

SELECT x.TenantName, (SELECT count(*) FROM CreditNotes n WHERE n.TenantId = x.TenantId) AS notes FROM Tenants x;

SELECT TenantId, max(JournalNumber) FROM Journals WHERE TenantName = 'Harbour Trading' GROUP BY TenantId;

SELECT Name FROM Contacts WHERE TenantName = 'Bellbird Coffee Traders' AND Name LIKE 'Z%' OR TenantName = 'Harbour Trading' AND Name LIKE 'B%';

SELECT TenantId, InvoiceNumber FROM Invoices WHERE InvoiceNumber = 'INV-0001';

SELECT InvoiceID FROM Invoices WHERE InvoiceID = '2024c5f4-e839-452a-bfe3-f51594526312';

SELECT count(DISTINCT TenantId), count(DISTINCT TenantName) FROM Invoices;
