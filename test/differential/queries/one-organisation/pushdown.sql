-- Conditions that Xero can apply, in every form that reaches it and in forms that only look so.

SELECT * FROM Invoices WHERE InvoiceID = '2024c5f4-e839-452a-bfe3-f51594526312';

SELECT InvoiceNumber FROM Invoices WHERE InvoiceID = '2024C5F4-E839-452A-BFE3-F51594526312';
-- @oracle A key is text there
SELECT InvoiceNumber FROM Invoices WHERE InvoiceID = '2024c5f4-e839-452a-bfe3-f51594526312';

SELECT InvoiceNumber FROM Invoices WHERE InvoiceID IN ('2024c5f4-e839-452a-bfe3-f51594526312', '3d1c7646-6d66-4e4e-ad05-bcc2e974a86e', '00000000-0000-4000-8000-000000000000');

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE InvoiceID = '00000000-0000-0000-0000-000000000000';

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE InvoiceID = '11111111-2222-4333-8444-555555555555';

SELECT count(*) FROM Invoices WHERE InvoiceID <> '2024c5f4-e839-452a-bfe3-f51594526312';

SELECT count(*) FROM Invoices WHERE InvoiceID NOT IN ('2024c5f4-e839-452a-bfe3-f51594526312', '3d1c7646-6d66-4e4e-ad05-bcc2e974a86e');

SELECT InvoiceNumber FROM Invoices WHERE InvoiceID < '05000000-0000-0000-0000-000000000000';

SELECT InvoiceID FROM Invoices WHERE InvoiceNumber = 'INV-0007';

-- @empty
SELECT InvoiceID FROM Invoices WHERE InvoiceNumber = 'inv-0007';

SELECT InvoiceID FROM Invoices WHERE InvoiceNumber IN ('INV-0007', 'INV-0008', 'inv-leap', 'nothing');

SELECT InvoiceID FROM Invoices WHERE InvoiceNumber = 'inv-leap' OR InvoiceNumber = '__proto__';

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE InvoiceNumber LIKE 'INV-00%';

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE InvoiceNumber LIKE '%77';

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE InvoiceNumber LIKE '%-10%';

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE InvoiceNumber LIKE 'INV-0_5_';

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE InvoiceNumber LIKE 'inv%';

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE InvoiceNumber ILIKE 'inv-1%9';

SELECT count(*) FROM Invoices WHERE InvoiceNumber NOT LIKE 'INV-%';

SELECT count(*) FROM Invoices WHERE InvoiceNumber IS NULL;

SELECT count(*) FROM Invoices WHERE InvoiceNumber <> 'INV-0001';

SELECT count(*) FROM Invoices WHERE InvoiceNumber > 'INV-1500';

SELECT InvoiceNumber FROM Invoices WHERE ContactID = 'cb37a88a-d100-4bae-bde6-b6714bc29e41';

SELECT InvoiceNumber FROM Invoices WHERE ContactID IN ('cb37a88a-d100-4bae-bde6-b6714bc29e41', 'a8b651d9-0661-432e-8026-ddc18dbe0d24') AND Status = 'PAID';

SELECT InvoiceNumber FROM Invoices WHERE ContactName = 'Central Market Coffee';

SELECT InvoiceNumber FROM Invoices WHERE ContactName = 'Espresso Lane';

SELECT InvoiceNumber FROM Invoices WHERE ContactName IN ('espresso lane', 'ESPRESSO LANE');

SELECT InvoiceNumber, ContactName FROM Invoices WHERE ContactName LIKE 'C%' AND Status = 'AUTHORISED';

SELECT InvoiceNumber, ContactName FROM Invoices WHERE ContactName LIKE '%Caf%';

SELECT InvoiceNumber, ContactName FROM Invoices WHERE ContactName LIKE '%Café' AND Type = 'ACCREC';

SELECT InvoiceNumber, ContactName FROM Invoices WHERE ContactName LIKE 'espresso%';

SELECT InvoiceNumber FROM Invoices WHERE Status = 'AUTHORISED';

SELECT InvoiceNumber FROM Invoices WHERE Status IN ('DRAFT', 'VOIDED');

SELECT count(*) FROM Invoices WHERE Status <> 'PAID';

SELECT count(*) FROM Invoices WHERE Status IN ('DRAFT', 'nonsense');

-- @empty
SELECT InvoiceID FROM Invoices WHERE Status = 'nonsense';

SELECT count(*) FROM Invoices WHERE Type = 'ACCPAY';

SELECT count(*) FROM Invoices WHERE Type IN ('ACCPAY', 'ACCREC') AND Status IN ('PAID');

SELECT count(*) FROM Invoices WHERE Type LIKE 'ACCP%' AND Status LIKE '%ED';

SELECT count(*) FROM Invoices WHERE Status > 'DRAFT';

SELECT InvoiceID FROM Invoices WHERE Date = '2025-05-05';

SELECT count(*) FROM Invoices WHERE Date < '2023-01-01';

SELECT count(*) FROM Invoices WHERE Date <= '2023-01-03';

SELECT count(*) FROM Invoices WHERE Date > '2026-06-30';

SELECT count(*) FROM Invoices WHERE Date >= '2026-06-30' AND Date <= '2026-09-30';

SELECT count(*) FROM Invoices WHERE Date <> '2025-05-05';

SELECT count(*) FROM Invoices WHERE Date IN ('2025-05-05', '2025-05-06', '2024-02-29');

SELECT count(*) FROM Invoices WHERE Date >= TIMESTAMP '2026-06-30 12:00:00';

SELECT count(*) FROM Invoices WHERE '2026-01-01' <= Date;

SELECT InvoiceID FROM Invoices WHERE DueDate = '2025-05-12';

SELECT count(*) FROM Invoices WHERE DueDate < '2023-01-01';

SELECT count(*) FROM Invoices WHERE NOT (DueDate >= '2023-01-01');

SELECT count(*) FROM Invoices WHERE NOT (DueDate > '2026-11-01') AND Status = 'AUTHORISED';

SELECT InvoiceID FROM Invoices WHERE Reference = '100%';

SELECT InvoiceID FROM Invoices WHERE Reference = 'it''s';

SELECT InvoiceID FROM Invoices WHERE Reference = 'say "hello"';

SELECT InvoiceID FROM Invoices WHERE Reference = 'C:\orders\2024\';

SELECT InvoiceID FROM Invoices WHERE Reference LIKE 'PO 4711%';

SELECT InvoiceID, Reference FROM Invoices WHERE Reference LIKE '%"%';

SELECT InvoiceID, Reference FROM Invoices WHERE Reference LIKE '%2024%';

SELECT InvoiceID FROM Invoices WHERE Reference LIKE 'a\_b' ESCAPE '\';

SELECT InvoiceID, Reference FROM Invoices WHERE Reference LIKE '%!%' ESCAPE '!';
-- @oracle The same pattern without the escape sign
SELECT InvoiceID, Reference FROM Invoices WHERE right(Reference, 1) = '%';

SELECT InvoiceID FROM Invoices WHERE Reference LIKE '%';

SELECT InvoiceID FROM Invoices WHERE Reference LIKE '';

SELECT InvoiceID FROM Invoices WHERE AmountDue > 2000;

SELECT InvoiceID FROM Invoices WHERE AmountDue > 0 AND AmountDue <= 50.5;

SELECT count(*) FROM Invoices WHERE AmountDue = 0;

SELECT InvoiceID FROM Invoices WHERE AmountPaid >= 12000;

SELECT InvoiceID FROM Invoices WHERE Total = 542.34;

SELECT InvoiceID FROM Invoices WHERE Total = 542.340;

-- @empty
SELECT InvoiceID FROM Invoices WHERE Total = 542.3400001;

SELECT count(*) FROM Invoices WHERE Total < 99.995;

SELECT count(*) FROM Invoices WHERE Total + 1 > 101;

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC > '2026-10-31T23:59:59.999Z';
-- @oracle DuckDB’s TIMESTAMP takes no zone
SELECT count(*) FROM Invoices WHERE UpdatedDateUTC > TIMESTAMP '2026-10-31 23:59:59.999';

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC >= TIMESTAMP '2025-07-01 02:15:30.417';

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC > TIMESTAMP '2025-07-01 02:15:30.417';

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC < '2023-01-01';

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC > '2026-10-01' AND Status = 'PAID' AND Type = 'ACCREC' AND Date >= '2026-01-01' AND ContactName LIKE 'B%';

SELECT count(*) FROM Invoices WHERE Status = 'PAID' OR Type = 'ACCPAY';

SELECT count(*) FROM Invoices WHERE (Status = 'DRAFT' OR Status = 'SUBMITTED') AND (Type = 'ACCREC' OR Total > 100);

SELECT count(*) FROM Invoices WHERE (Status = 'DRAFT' AND Type = 'ACCREC') OR (Status = 'VOIDED' AND Type = 'ACCPAY');

SELECT LineItemID FROM InvoiceLineItems WHERE InvoiceID = '2024c5f4-e839-452a-bfe3-f51594526312';

SELECT count(*), sum(LineAmount) FROM InvoiceLineItems WHERE InvoiceStatus = 'DRAFT';

SELECT count(*) FROM InvoiceLineItems WHERE InvoiceType = 'ACCPAY' AND InvoiceDate >= '2026-09-01';

SELECT count(*) FROM InvoiceLineItems WHERE InvoiceUpdatedDateUTC >= '2026-10-01';

SELECT LineItemID FROM InvoiceLineItems WHERE AccountCode = '201' AND InvoiceStatus IN ('DRAFT', 'SUBMITTED');

SELECT * FROM InvoicePayments WHERE InvoiceStatus = 'AUTHORISED';

SELECT * FROM InvoiceLineItemTracking WHERE InvoiceID IN ('f5c585b8-78df-408c-bcf4-80bce915c602', '2024c5f4-e839-452a-bfe3-f51594526312');

SELECT Name FROM Contacts WHERE ContactID = 'cb37a88a-d100-4bae-bde6-b6714bc29e41';

SELECT ContactID, Name FROM Contacts WHERE Name = 'Café Zoë';

SELECT ContactID FROM Contacts WHERE Name IN ('Espresso Lane', 'espresso lane', 'toString');

SELECT Name FROM Contacts WHERE Name LIKE 'The%';

SELECT Name FROM Contacts WHERE Name LIKE '%Ltd';

SELECT Name FROM Contacts WHERE Name LIKE '%\%' ESCAPE '!';

SELECT Name FROM Contacts WHERE EmailAddress = 'accounts@112774.example.com';

SELECT Name FROM Contacts WHERE AccountNumber = '1/Mel';

SELECT Name FROM Contacts WHERE AccountNumber IS NULL AND Name < 'B';

SELECT Name FROM Contacts WHERE ContactStatus = 'ARCHIVED';

SELECT Name, BalancesAccountsReceivableOutstanding FROM Contacts WHERE BalancesAccountsReceivableOutstanding > 1000;

SELECT City, count(*) FROM ContactAddresses WHERE ContactID IN (SELECT ContactID FROM Invoices WHERE Status = 'DRAFT') GROUP BY City;

SELECT CreditNoteNumber FROM CreditNotes WHERE Status = 'PAID' AND Type = 'ACCRECCREDIT' AND Date >= '2025-01-01';

SELECT CreditNoteNumber FROM CreditNotes WHERE CreditNoteNumber IN ('CN-0002', 'SC-0003', 'cn-0004');

SELECT CreditNoteNumber FROM CreditNotes WHERE CreditNoteID = '9d48d5be-f539-4b1c-b7c2-1863eaeff445';

SELECT CreditNoteNumber FROM CreditNotes WHERE Reference = 'INV-0011' OR Reference IS NULL AND Total > 200;

SELECT CreditNoteNumber FROM CreditNotes WHERE ContactName LIKE 'G%' AND DueDate IS NULL;

SELECT count(*) FROM CreditNoteLineItems WHERE CreditNoteStatus = 'AUTHORISED' AND CreditNoteDate < '2026-01-01';

SELECT PaymentID FROM Payments WHERE InvoiceID = '2024c5f4-e839-452a-bfe3-f51594526312';

SELECT PaymentID FROM Payments WHERE PaymentID = '03ae1835-d89b-48df-9736-ecbe205a1ac5';

SELECT count(*) FROM Payments WHERE PaymentType = 'ACCRECPAYMENT' AND Status = 'DELETED';

SELECT count(*) FROM Payments WHERE PaymentType NOT IN ('ACCRECPAYMENT', 'ACCPAYPAYMENT');

SELECT count(*) FROM Payments WHERE Date BETWEEN '2026-01-01' AND '2026-03-31' AND Reference = 'EFT';

SELECT count(*) FROM Payments WHERE InvoiceID IS NULL;

SELECT PaymentID FROM Payments WHERE Reference LIKE '%\%' ESCAPE '!';

SELECT BankTransactionID FROM BankTransactions WHERE BankTransactionID = '94763431-3f17-4b95-9752-ed8bb5ced8c6';

SELECT count(*) FROM BankTransactions WHERE BankAccountID = 'b1ed674a-eb4b-4030-a083-968f250fdbfa' AND Type = 'SPEND' AND Status = 'AUTHORISED';

SELECT count(*) FROM BankTransactions WHERE ContactID IS NULL;

SELECT count(*) FROM BankTransactions WHERE Date >= '2026-07-01' AND Type IN ('RECEIVE', 'RECEIVE-OVERPAYMENT') AND IsReconciled = FALSE;

SELECT sum(LineAmount) FROM BankTransactionLineItems WHERE BankTransactionType = 'RECEIVE' AND BankTransactionDate >= '2026-01-01';

SELECT Code, Name FROM Accounts WHERE Type = 'BANK' AND Status = 'ACTIVE';

SELECT Code FROM Accounts WHERE AccountID = 'b1ed674a-eb4b-4030-a083-968f250fdbfa';

SELECT Code FROM Accounts WHERE Class = 'EXPENSE' AND Type <> 'DIRECTCOSTS';

SELECT Code FROM Items WHERE IsSold = TRUE AND IsTrackedAsInventory;

SELECT Code FROM Items WHERE NOT IsSold;

SELECT Name FROM Items WHERE ItemID = '3888eb66-62aa-44cc-89f8-f536ad0ac1ff';

SELECT Name FROM TaxRates WHERE Status = 'DELETED';

SELECT Name FROM TaxComponents WHERE TaxType = 'OUTPUT';

SELECT Name FROM TrackingCategories WHERE Status = 'ARCHIVED';

SELECT FirstName FROM Users WHERE IsSubscriber = TRUE;

SELECT FirstName FROM Users WHERE UserID = 'b15aef6f-49a8-46f7-8e63-3a0086a368ad';

SELECT JournalID FROM Journals WHERE JournalNumber = 4711;

SELECT JournalNumber FROM Journals WHERE JournalNumber >= 5900;

SELECT count(*) FROM Journals WHERE JournalNumber IN (1, 2, 500, 1000000);

SELECT JournalNumber FROM Journals WHERE JournalID = '3d6b4887-6447-4b17-b098-08802ddb332e';

SELECT AccountCode, NetAmount FROM JournalLines WHERE JournalID = '3d6b4887-6447-4b17-b098-08802ddb332e';

SELECT count(*) FROM JournalLines WHERE JournalCreatedDateUTC >= '2026-11-01';
