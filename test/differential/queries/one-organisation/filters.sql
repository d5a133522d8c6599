-- Conditions and three-valued logic.

SELECT InvoiceID, InvoiceNumber FROM Invoices WHERE Total > 10000;

SELECT InvoiceNumber, Total FROM Invoices WHERE Total BETWEEN 100 AND 120.50;

SELECT InvoiceNumber FROM Invoices WHERE Total NOT BETWEEN 10 AND 20000;

SELECT InvoiceNumber, AmountDue FROM Invoices WHERE AmountDue <> 0;

SELECT InvoiceNumber, AmountDue, AmountPaid FROM Invoices WHERE AmountDue > 0 AND AmountPaid > 0;

SELECT InvoiceID FROM Invoices WHERE Reference IS NULL;

SELECT InvoiceID, Reference FROM Invoices WHERE Reference IS NOT NULL;

SELECT InvoiceID FROM Invoices WHERE Reference = '';

SELECT InvoiceID, Reference FROM Invoices WHERE NOT (Reference = 'NULL');

SELECT InvoiceID, Reference FROM Invoices WHERE NOT (Reference LIKE 'PO%');

SELECT count(*) FROM Invoices WHERE Reference LIKE 'PO%' OR NOT (Reference LIKE 'PO%');

SELECT count(*) FROM Invoices WHERE (Reference = 'x') IS NULL;

SELECT count(*) FROM Invoices WHERE (Reference = 'x') IS NOT TRUE;

SELECT count(*) FROM Invoices WHERE (Reference <> 'x') IS TRUE;

SELECT count(*) FROM Invoices WHERE (Reference = 'x') IS FALSE;

SELECT InvoiceNumber FROM Invoices WHERE SentToContact;

SELECT InvoiceNumber FROM Invoices WHERE NOT SentToContact;

SELECT count(*) FROM Invoices WHERE SentToContact IS NULL;

SELECT count(*) FROM Invoices WHERE SentToContact IS NOT TRUE;

SELECT InvoiceNumber FROM Invoices WHERE SentToContact = TRUE AND HasAttachments = TRUE;

SELECT InvoiceNumber FROM Invoices WHERE SentToContact OR HasAttachments;

SELECT InvoiceNumber FROM Invoices WHERE SentToContact = HasAttachments;

SELECT InvoiceNumber FROM Invoices WHERE SentToContact IS DISTINCT FROM HasAttachments;

SELECT InvoiceNumber FROM Invoices WHERE Reference IS NOT DISTINCT FROM InvoiceNumber OR Reference IS NOT DISTINCT FROM NULL;

SELECT InvoiceNumber FROM Invoices WHERE Status IN ('DRAFT', 'SUBMITTED') AND Type = 'ACCREC';

SELECT InvoiceNumber FROM Invoices WHERE Status NOT IN ('PAID', 'VOIDED', 'DELETED');

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE Status NOT IN ('PAID', NULL);

SELECT InvoiceNumber FROM Invoices WHERE Status IN ('DRAFT', NULL);

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE Reference = NULL;

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE Status = 'paid';

SELECT count(*) FROM Invoices WHERE lower(Status) = 'paid';

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE Status = 'DRAFT' AND Status = 'PAID';

SELECT InvoiceNumber FROM Invoices WHERE Status = 'DRAFT' OR (Status = 'AUTHORISED' AND Total > 5000);

SELECT InvoiceNumber FROM Invoices WHERE NOT (Status = 'PAID' OR Total > 100);

SELECT InvoiceNumber FROM Invoices WHERE NOT (Status = 'PAID' AND Total > 100) AND Type = 'ACCPAY';

SELECT InvoiceNumber FROM Invoices WHERE Total - AmountDue - AmountPaid - AmountCredited <> 0 OR Total = SubTotal + TotalTax AND Total > 20000;

SELECT InvoiceNumber FROM Invoices WHERE AmountPaid = Total AND AmountDue = 0 AND Total > 3000;

SELECT InvoiceNumber FROM Invoices WHERE CurrencyRate <> 1 AND CurrencyRate < 0.6;

SELECT InvoiceNumber FROM Invoices WHERE CurrencyCode <> 'AUD' AND Total / CurrencyRate > 9000;

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE 1 = 0;

SELECT count(*) FROM Invoices WHERE 1 = 1 AND TRUE;

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE NULL;

SELECT count(*) FROM Contacts WHERE FirstName IS NULL AND LastName IS NULL AND EmailAddress IS NOT NULL;

SELECT Name FROM Contacts WHERE coalesce(FirstName, '') = '' AND IsCustomer AND NOT IsSupplier;

SELECT Name FROM Contacts WHERE IsCustomer = FALSE AND IsSupplier = FALSE;

SELECT Name, Discount FROM Contacts WHERE Discount >= 2.5 AND Discount < 10;

SELECT Name FROM Contacts WHERE MergedToContactID IS NOT NULL;

SELECT count(*) FROM Contacts WHERE MergedToContactID IS NULL;

SELECT Name FROM Accounts WHERE Code IS NULL OR Code >= '800';

SELECT Code, Name FROM Accounts WHERE SystemAccount IS NOT NULL AND Status = 'ACTIVE';

SELECT Code FROM Accounts WHERE (EnablePaymentsToAccount, ShowInExpenseClaims) = (TRUE, FALSE);

SELECT Code FROM Accounts WHERE BankAccountType <> '' OR Type = 'EQUITY';
