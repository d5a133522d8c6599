-- Joins of every kind.

SELECT i.InvoiceNumber, c.Name FROM Invoices i JOIN Contacts c ON c.ContactID = i.ContactID WHERE i.Total > 5000;

SELECT i.InvoiceNumber, c.Name, c.EmailAddress FROM Invoices i INNER JOIN Contacts c USING (ContactID) WHERE i.Status = 'DRAFT';

SELECT c.Name, i.InvoiceNumber FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND i.Status = 'AUTHORISED';

SELECT c.Name, i.InvoiceNumber FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID WHERE i.InvoiceID IS NULL;

SELECT c.Name FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND i.Total > 10000 WHERE i.Total IS NOT NULL;

SELECT c.Name, count(i.InvoiceID) AS n FROM Invoices i RIGHT JOIN Contacts c ON i.ContactID = c.ContactID GROUP BY c.Name;

SELECT a.Code, t.Name FROM Accounts a FULL JOIN TaxRates t ON t.TaxType = a.TaxType;

SELECT a.Code, t.Name FROM Accounts a FULL JOIN TaxRates t ON t.TaxType = a.TaxType AND a.Class = 'REVENUE';

SELECT a.Code, b.Code FROM Accounts a FULL JOIN Accounts b ON a.ReportingCodeName = b.ReportingCodeName AND a.Code < b.Code;

SELECT t.Name, c.Code FROM TaxRates t CROSS JOIN Currencies c;

SELECT t.Name, c.Code FROM TaxRates t, Currencies c WHERE c.Code > t.Name;

SELECT u.FirstName, v.FirstName FROM Users u JOIN Users v ON u.UserID < v.UserID;

SELECT i.InvoiceNumber, l.LineNumber, l.LineAmount FROM Invoices i JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID WHERE i.Status = 'SUBMITTED';

SELECT i.InvoiceNumber, l.Description, t.Name FROM Invoices i JOIN InvoiceLineItems l ON l.InvoiceID = i.InvoiceID LEFT JOIN Items t ON t.ItemID = l.ItemID WHERE i.Status = 'DRAFT';

SELECT i.InvoiceNumber, l.LineItemID, a.Name FROM Invoices i JOIN InvoiceLineItems l USING (InvoiceID) JOIN Accounts a ON a.Code = l.AccountCode WHERE i.Date >= '2026-10-01' AND i.Type = 'ACCREC';

SELECT p.PaymentID, i.InvoiceNumber, n.CreditNoteNumber FROM Payments p LEFT JOIN Invoices i ON i.InvoiceID = p.InvoiceID LEFT JOIN CreditNotes n ON n.CreditNoteID = coalesce(p.CreditNoteID, p.InvoiceID) WHERE i.InvoiceID IS NULL;

SELECT i.InvoiceNumber, p.Amount, p.Date - i.Date AS days FROM Invoices i JOIN Payments p ON p.InvoiceID = i.InvoiceID AND p.Status <> 'DELETED' AND p.Date > i.DueDate WHERE i.Type = 'ACCPAY' AND i.Date >= '2025-07-01';

SELECT i.InvoiceNumber, p.Amount FROM Invoices i LEFT JOIN Payments p ON p.InvoiceID = i.InvoiceID AND p.Amount > 1000 WHERE i.Date BETWEEN '2024-01-01' AND '2024-01-31';

SELECT i.InvoiceNumber, n.CreditNoteNumber, a.Amount FROM CreditNoteAllocations a JOIN Invoices i ON i.InvoiceID = a.InvoiceID JOIN CreditNotes n ON n.CreditNoteID = a.CreditNoteID;

SELECT n.CreditNoteNumber, a.Amount FROM CreditNotes n LEFT JOIN CreditNoteAllocations a USING (CreditNoteID);

SELECT g.Name, c.Name FROM ContactGroups g LEFT JOIN ContactGroupMembers m ON m.ContactGroupID = g.ContactGroupID LEFT JOIN Contacts c ON c.ContactID = m.ContactID;

SELECT c.Name, a.City, p.PhoneNumber FROM Contacts c JOIN ContactAddresses a ON a.ContactID = c.ContactID AND a.AddressType = 'POBOX' LEFT JOIN ContactPhones p ON p.ContactID = c.ContactID AND p.PhoneType = 'DEFAULT' AND p.PhoneNumber <> '';

SELECT b.BankTransactionID, a.Name, b.Total FROM BankTransactions b JOIN Accounts a ON a.AccountID = b.BankAccountID WHERE a.CurrencyCode = 'USD';

SELECT b.BankTransactionID, c.Name FROM BankTransactions b LEFT JOIN Contacts c ON c.ContactID = b.ContactID WHERE b.Total > 8000;

SELECT t.Name AS Category, o.Name AS OptionName FROM TrackingCategories t LEFT JOIN TrackingOptions o ON o.TrackingCategoryID = t.TrackingCategoryID AND o.Status = 'ACTIVE';

SELECT o.Name, count(k.LineItemID) FROM TrackingOptions o LEFT JOIN InvoiceLineItemTracking k ON k.TrackingOptionID = o.TrackingOptionID GROUP BY o.TrackingOptionID, o.Name;

SELECT a.InvoiceNumber, b.InvoiceNumber FROM Invoices a JOIN Invoices b ON a.ContactID = b.ContactID AND a.Date = b.Date AND a.InvoiceID < b.InvoiceID WHERE a.Status = 'PAID' AND b.Status = 'PAID';

SELECT a.Name, b.Name FROM Contacts a JOIN Contacts b ON lower(a.Name) = lower(b.Name) AND a.ContactID <> b.ContactID;

SELECT a.Name, b.Name FROM Contacts a LEFT JOIN Contacts b ON a.MergedToContactID = b.ContactID WHERE a.ContactStatus = 'ARCHIVED';

SELECT j.JournalNumber, i.InvoiceNumber FROM Journals j JOIN Invoices i ON i.InvoiceID = j.SourceID WHERE i.Status = 'AUTHORISED' AND i.Type = 'ACCPAY';

SELECT j.JournalNumber, l.AccountCode, l.NetAmount FROM Journals j JOIN JournalLines l USING (JournalID) WHERE j.SourceType = 'MANJOURNAL' AND l.NetAmount > 10000;

SELECT x.InvoiceNumber, y.Name FROM (Invoices x JOIN Contacts y ON x.ContactID = y.ContactID) WHERE x.Status = 'SUBMITTED';

SELECT c.Name, i.InvoiceNumber, p.Amount FROM Contacts c LEFT JOIN (Invoices i JOIN InvoicePayments p ON p.InvoiceID = i.InvoiceID) ON i.ContactID = c.ContactID AND p.Amount > 15000;

SELECT c.Name, i.InvoiceNumber FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND 1 = 0 WHERE c.Name < 'B';


SELECT u.FirstName, o.Name FROM Users u FULL JOIN Organisation o ON u.IsSubscriber = o.PaysTax;

SELECT a.Code, i.Code FROM Accounts a RIGHT JOIN Items i ON i.SalesDetailsAccountCode = a.Code AND a.Status = 'ACTIVE' AND i.SalesDetailsUnitPrice > 40;

SELECT count(*) FROM Invoices i JOIN Contacts c ON i.ContactID = c.ContactID JOIN ContactAddresses a ON a.ContactID = c.ContactID;

SELECT i.InvoiceNumber, c.Name FROM Invoices i LEFT JOIN Contacts c ON c.ContactID = i.ContactID AND c.IsSupplier = (i.Type = 'ACCPAY') WHERE i.Date >= '2026-09-01';

SELECT l.InvoiceID, l.LineItemID, x.Name FROM InvoiceLineItems l JOIN TaxRates x ON x.TaxType = l.TaxType WHERE l.InvoiceStatus = 'DRAFT' AND x.EffectiveRate > 0;

SELECT c.Code, i.Code FROM Currencies c JOIN (SELECT Code FROM Items WHERE Code > 'R') i ON TRUE WHERE FALSE OR c.Code = 'AUD';
