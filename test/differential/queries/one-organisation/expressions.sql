-- CASE, casts, NULL functions, numbers and text.

SELECT InvoiceNumber, CASE Status WHEN 'PAID' THEN 1 WHEN 'DRAFT' THEN 2 END AS s FROM Invoices WHERE Total > 3000;

SELECT InvoiceNumber, CASE WHEN DueDate < '2026-11-20' AND AmountDue > 0 THEN 'overdue' WHEN AmountDue > 0 THEN 'open' ELSE 'settled' END AS state FROM Invoices WHERE Status <> 'DELETED';

SELECT InvoiceNumber, CASE WHEN Reference LIKE 'PO%' THEN Total ELSE 0 END AS po FROM Invoices WHERE Status = 'AUTHORISED';

SELECT InvoiceNumber, coalesce(Reference, InvoiceNumber, 'none') AS label FROM Invoices WHERE Type = 'ACCPAY';

SELECT InvoiceNumber, nullif(AmountDue, 0) AS due, nullif(Reference, '') AS ref FROM Invoices WHERE Type = 'ACCREC' AND Total < 300;

SELECT InvoiceNumber, greatest(AmountDue, AmountPaid, AmountCredited), least(Total, 100) FROM Invoices WHERE Status = 'AUTHORISED';

SELECT InvoiceNumber, greatest(DueDate, FullyPaidOnDate), least(Date, ExpectedPaymentDate) FROM Invoices WHERE Status = 'PAID' AND Total > 3000;

SELECT InvoiceNumber, Total * 1.1, Total / 3 > 100, Total - SubTotal = TotalTax, -Total, - -Total FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, round(Total / CurrencyRate, 2) AS base FROM Invoices WHERE CurrencyCode <> 'AUD';

SELECT LineItemID, Quantity * UnitAmount AS gross, round(Quantity * UnitAmount, 2) - LineAmount AS diff FROM InvoiceLineItems WHERE InvoiceStatus = 'AUTHORISED';

SELECT LineItemID, round(UnitAmount, 3), round(UnitAmount), round(-UnitAmount, 1), trunc(UnitAmount), ceil(UnitAmount), floor(-UnitAmount) FROM InvoiceLineItems WHERE InvoiceStatus = 'DRAFT' AND UnitAmount IS NOT NULL;

SELECT LineItemID, abs(Quantity - 10), sign(Quantity - 10), Quantity % 7 FROM InvoiceLineItems WHERE InvoiceStatus = 'SUBMITTED' AND Quantity > 0;

SELECT JournalNumber, JournalNumber / 7, JournalNumber % 7, JournalNumber * 2 - 1, -JournalNumber / 2 FROM Journals WHERE JournalNumber <= 50;

SELECT JournalNumber, mod(JournalNumber, 3) FROM Journals WHERE JournalNumber BETWEEN 101 AND 110;

SELECT 7 / 2, -7 / 2, 7 % -3, -7 % 3, 1.5 + 1, 0.1 + 0.2;

SELECT round(2.5), round(-2.5), round(0.125, 2), round(1234.5678, -2), 10 / 4.0 = 2.5;

SELECT CAST(Total AS INTEGER), InvoiceID FROM Invoices WHERE Status = 'SUBMITTED';

SELECT CAST(Total AS DECIMAL(12, 1)), InvoiceID FROM Invoices WHERE Status = 'SUBMITTED';

SELECT Total::text, InvoiceID FROM Invoices WHERE Status = 'SUBMITTED';
-- @oracle The oracle's amounts have four decimals, Xero's two
SELECT CAST(CAST(Total AS DECIMAL(14, 2)) AS TEXT), InvoiceID FROM Invoices WHERE Status = 'SUBMITTED';

SELECT CAST(JournalNumber AS VARCHAR) || '/' || SourceType FROM Journals WHERE JournalNumber < 20;

SELECT CAST(Code AS INTEGER) + 1 FROM Accounts WHERE Code LIKE '4__';

SELECT CAST('12.50' AS DECIMAL(10, 2)) + 1, CAST('2026-02-28' AS DATE) + 1, CAST('t' AS BOOLEAN), CAST(TRUE AS TEXT);

SELECT InvoiceNumber, CAST(Date AS TEXT), CAST(Date AS TIMESTAMP) FROM Invoices WHERE Status = 'SUBMITTED';

SELECT InvoiceNumber, CAST(UpdatedDateUTC AS DATE) FROM Invoices WHERE Status = 'SUBMITTED';

SELECT Name, length(Name), upper(FirstName), lower(LastName) FROM Contacts;

SELECT Name, left(Name, 3), right(Name, 3), substring(Name, 2, 4), substring(Name FROM 3), substring(Name FROM 2 FOR 1) FROM Contacts;

SELECT Name, position('a' IN Name), strpos(Name, 'e'), replace(Name, 'o', '0'), reverse(Code) FROM Accounts;

SELECT Name, lpad(Code, 6, '0'), rpad(Code, 5, '-'), repeat(Code, 2) FROM Accounts;

SELECT Name, trim(Name), ltrim(Name), rtrim(Name), trim(BOTH 'e' FROM Name) FROM Contacts WHERE Name LIKE ' %' OR Name LIKE '% ' OR Name LIKE 'e%';

SELECT Name, split_part(Name, ' ', 1), split_part(Name, ' ', 2) FROM Contacts;

SELECT Name, concat(FirstName, ' ', LastName), FirstName || ' ' || LastName, concat_ws(', ', LastName, FirstName, EmailAddress) FROM Contacts;

SELECT Name, starts_with(Name, 'C'), Name LIKE 'C%', Name ILIKE 'c%' FROM Contacts;

SELECT Name, translate(Name, 'abc', 'xy'), ascii(Name), chr(65) FROM Accounts;

SELECT EmailAddress, split_part(EmailAddress, '@', 2) AS domain FROM Contacts WHERE EmailAddress IS NOT NULL;

SELECT InvoiceNumber FROM Invoices WHERE length(Reference) > 10 AND upper(Reference) = Reference;

SELECT InvoiceNumber || ': ' || coalesce(Reference, '-') AS text FROM Invoices WHERE Total > 6000;

SELECT 'it''s', 'a\b', '', ' ', 'ünï', '☕', 'é';

SELECT TRUE AND NULL, FALSE AND NULL, TRUE OR NULL, NOT NULL, NULL IS NULL;

SELECT 1 IN (1, NULL), 2 IN (1, NULL), 2 NOT IN (1, NULL), 2 NOT IN (1, 3), NULL IN (1);

SELECT 'a' < 'B', 'a' = 'A', 'é' > 'z', '' < 'a', 'a ' = 'a';

SELECT 'abc' LIKE 'a%', 'abc' LIKE '_b_', 'abc' LIKE 'b', 'abc' NOT LIKE 'A%', 'abc' ILIKE 'A%', NULL LIKE 'a';

SELECT 1.10 = 1.1, 1 = 1.0, 0.30 = 0.1 + 0.2, -0.0 = 0;

SELECT sqrt(16), power(2, 10), exp(0), ln(1);

SELECT Total BETWEEN 100 AND 50, Total BETWEEN 50 AND 100 FROM CreditNotes;

