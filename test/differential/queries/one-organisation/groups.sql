-- Aggregates, grouping, HAVING, FILTER and DISTINCT.

SELECT count(*), count(Reference), count(DISTINCT Reference), count(DISTINCT ContactID) FROM Invoices;

SELECT sum(Total), min(Total), max(Total), avg(Total) FROM Invoices;

SELECT sum(Total), min(Date), max(UpdatedDateUTC), count(*), avg(Total) FROM Invoices WHERE Status = 'NONE';

SELECT Status, count(*) AS n FROM Invoices GROUP BY Status;

SELECT Type, Status, count(*), sum(Total), sum(AmountDue) FROM Invoices GROUP BY Type, Status;

SELECT CurrencyCode, sum(Total) AS total, round(sum(Total / CurrencyRate), 2) AS base FROM Invoices WHERE Status IN ('PAID', 'AUTHORISED') GROUP BY CurrencyCode;

SELECT ContactName, sum(AmountDue) AS due FROM Invoices WHERE Type = 'ACCREC' AND Status = 'AUTHORISED' GROUP BY ContactName HAVING sum(AmountDue) > 1000;

SELECT Reference, count(*) FROM Invoices GROUP BY Reference HAVING count(*) > 1;

SELECT SentToContact, count(*) FROM Invoices GROUP BY SentToContact;

SELECT FullyPaidOnDate, count(*) FROM Invoices GROUP BY FullyPaidOnDate HAVING count(*) > 5;

SELECT date_trunc('month', Date) AS month, count(*), sum(Total) FROM Invoices GROUP BY 1;

SELECT extract(year FROM Date) AS y, extract(quarter FROM Date) AS q, sum(Total) FROM Invoices WHERE Type = 'ACCREC' GROUP BY y, q;

SELECT extract(year FROM Date) AS y, Type, sum(TotalTax) FROM Invoices GROUP BY extract(year FROM Date), Type;

SELECT CASE WHEN Total < 100 THEN 'small' WHEN Total < 1000 THEN 'middle' ELSE 'large' END AS size, count(*), sum(Total) FROM Invoices GROUP BY 1;

SELECT upper(left(ContactName, 1)) AS letter, count(DISTINCT ContactID) FROM Invoices GROUP BY upper(left(ContactName, 1));

SELECT count(*) FILTER (WHERE Status = 'PAID') AS paid, count(*) FILTER (WHERE Status = 'DRAFT') AS drafts, sum(Total) FILTER (WHERE Type = 'ACCREC') AS sales FROM Invoices;

SELECT ContactName, count(*) FILTER (WHERE Status = 'VOIDED') AS voided, sum(Total) FILTER (WHERE AmountDue > 0) AS open FROM Invoices GROUP BY ContactName;

SELECT Type, count(DISTINCT CurrencyCode), count(DISTINCT Total), sum(DISTINCT CurrencyRate) FROM Invoices GROUP BY Type;

SELECT Type, bool_and(SentToContact), bool_or(HasAttachments) FROM Invoices GROUP BY Type;

SELECT Status, string_agg(InvoiceNumber, ',' ORDER BY InvoiceNumber) FROM Invoices WHERE Type = 'ACCREC' AND Status IN ('DRAFT', 'SUBMITTED') GROUP BY Status;

SELECT string_agg(DISTINCT CurrencyCode, '/' ORDER BY CurrencyCode) FROM Invoices;

SELECT TaxType, count(*), sum(LineAmount), sum(TaxAmount), avg(UnitAmount), min(Quantity), max(Quantity) FROM InvoiceLineItems GROUP BY TaxType;

SELECT AccountCode, sum(NetAmount) AS net, sum(TaxAmount) AS tax, sum(GrossAmount) AS gross FROM JournalLines GROUP BY AccountCode;

SELECT sum(NetAmount), sum(GrossAmount) - sum(TaxAmount) FROM JournalLines;

SELECT JournalID, sum(NetAmount) AS net FROM JournalLines GROUP BY JournalID HAVING count(*) > 5;

SELECT AccountType, AccountName, sum(NetAmount) FROM JournalLines GROUP BY AccountType, AccountName HAVING abs(sum(NetAmount)) > 100000;

SELECT SourceType, count(*), min(JournalNumber), max(JournalNumber) FROM Journals GROUP BY SourceType;

SELECT PaymentType, Status, sum(Amount), sum(BankAmount), count(BatchPaymentID), count(DISTINCT BatchPaymentID) FROM Payments GROUP BY PaymentType, Status;

SELECT BankAccountName, Type, sum(Total) AS total FROM BankTransactions WHERE Status = 'AUTHORISED' GROUP BY BankAccountName, Type;

SELECT Name, Option, count(*), count(DISTINCT InvoiceID) FROM InvoiceLineItemTracking GROUP BY Name, Option;

SELECT AddressType, City, count(*) FROM ContactAddresses GROUP BY AddressType, City;

SELECT PhoneType, count(*), count(*) FILTER (WHERE PhoneNumber = '') AS blank FROM ContactPhones GROUP BY PhoneType;

SELECT Class, Type, count(*) FROM Accounts GROUP BY Class, Type HAVING count(*) >= 2;

SELECT DISTINCT Status FROM Invoices;

SELECT DISTINCT Type, Status, CurrencyCode FROM Invoices;

SELECT DISTINCT Reference FROM Invoices WHERE Reference NOT LIKE 'PO %';

SELECT DISTINCT AmountDue FROM Invoices WHERE AmountDue < 500;

SELECT count(*) FROM (SELECT DISTINCT ContactID, Date FROM Invoices) x;

SELECT sum(CASE WHEN Type = 'ACCREC' THEN Total ELSE -Total END) AS net FROM Invoices WHERE Status = 'PAID';

SELECT ContactID, max(Total) - min(Total) AS spread FROM Invoices GROUP BY ContactID HAVING count(*) > 40;

SELECT count(*) + 1, sum(Total) * 2, max(Total) - min(Total) FROM CreditNotes;

SELECT Type AS kind, count(*) AS n FROM Invoices GROUP BY kind HAVING count(*) > 1000;

SELECT Status, avg(DISTINCT Total) FROM CreditNotes GROUP BY Status;

SELECT stddev(Total), variance(Total), stddev_pop(Total), var_pop(AmountDue) FROM Invoices;

SELECT min(ContactName), max(ContactName), min(InvoiceID), max(InvoiceNumber) FROM Invoices;

SELECT min(UpdatedDateUTC), max(UpdatedDateUTC), min(DueDate), max(DueDate), max(PlannedPaymentDate) FROM Invoices;

-- @empty
SELECT Type, count(*) FROM Invoices WHERE Total < 0 GROUP BY Type;

SELECT IsSold, IsPurchased, IsTrackedAsInventory, count(*), sum(QuantityOnHand), sum(TotalCostPool) FROM Items GROUP BY IsSold, IsPurchased, IsTrackedAsInventory;

SELECT i.ContactName, count(DISTINCT l.ItemCode) AS items, sum(l.Quantity) AS quantity FROM Invoices i JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID WHERE i.Type = 'ACCREC' GROUP BY i.ContactName HAVING count(DISTINCT l.ItemCode) > 10;

SELECT a.Class, sum(j.NetAmount) FROM JournalLines j JOIN Accounts a ON a.AccountID = j.AccountID GROUP BY a.Class;
