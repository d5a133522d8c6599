-- Subqueries: scalar, EXISTS, IN, ANY and ALL, correlated or not.

SELECT InvoiceNumber, Total FROM Invoices WHERE Total = (SELECT max(Total) FROM Invoices);

SELECT InvoiceNumber FROM Invoices WHERE Total > (SELECT avg(Total) * 20 FROM Invoices);

SELECT c.Name, (SELECT count(*) FROM Invoices i WHERE i.ContactID = c.ContactID) AS n FROM Contacts c;

SELECT c.Name, (SELECT sum(i.AmountDue) FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Status = 'AUTHORISED') AS due FROM Contacts c;

SELECT c.Name, (SELECT max(i.Date) FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Type = 'ACCREC') AS last FROM Contacts c WHERE c.IsCustomer;

SELECT (SELECT Name FROM Organisation) AS org, count(*) FROM Invoices;

SELECT (SELECT Name FROM Accounts WHERE Code = 'none'), (SELECT count(*) FROM Users);

SELECT Name FROM Contacts c WHERE EXISTS (SELECT 1 FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Total > 8000);

SELECT Name FROM Contacts c WHERE NOT EXISTS (SELECT 1 FROM Invoices i WHERE i.ContactID = c.ContactID);

SELECT Name FROM Contacts c WHERE EXISTS (SELECT * FROM CreditNotes n WHERE n.ContactID = c.ContactID) AND NOT EXISTS (SELECT * FROM CreditNotes n WHERE n.ContactID = c.ContactID AND n.Status = 'PAID');

SELECT Name FROM Contacts WHERE ContactID IN (SELECT ContactID FROM Invoices WHERE Status = 'DRAFT');

SELECT Name FROM Contacts WHERE ContactID NOT IN (SELECT ContactID FROM Invoices);

-- @empty
SELECT Name FROM Contacts WHERE ContactID NOT IN (SELECT ContactID FROM BankTransactions);

SELECT Name FROM Contacts WHERE ContactID NOT IN (SELECT ContactID FROM BankTransactions WHERE ContactID IS NOT NULL) AND IsSupplier;

SELECT Code FROM Accounts WHERE Code NOT IN (SELECT AccountCode FROM JournalLines WHERE AccountCode IS NOT NULL);

SELECT Code FROM Items WHERE Code IN (SELECT ItemCode FROM InvoiceLineItems WHERE Quantity > 1500);

SELECT InvoiceNumber FROM Invoices i WHERE Total > ALL (SELECT Total FROM Invoices x WHERE x.ContactID = i.ContactID AND x.InvoiceID <> i.InvoiceID) AND Status = 'PAID' AND Type = 'ACCPAY';

SELECT InvoiceNumber FROM Invoices WHERE Total >= ALL (SELECT Total FROM Invoices WHERE Type = 'ACCREC') ;

SELECT InvoiceNumber FROM Invoices WHERE Type = 'ACCREC' AND Total < ANY (SELECT AmountDue FROM Invoices WHERE AmountDue > 0 AND Type = 'ACCPAY') AND Status = 'AUTHORISED';

SELECT InvoiceNumber FROM Invoices WHERE ContactID = ANY (SELECT ContactID FROM Contacts WHERE Discount IS NOT NULL) AND Status = 'AUTHORISED';

SELECT InvoiceNumber FROM Invoices WHERE Total = SOME (SELECT Total FROM CreditNotes);
-- @oracle DuckDB has no SOME
SELECT InvoiceNumber FROM Invoices WHERE Total = ANY (SELECT Total FROM CreditNotes);

SELECT InvoiceNumber FROM Invoices WHERE ContactID <> ALL (SELECT ContactID FROM Contacts WHERE IsCustomer) AND Status <> 'PAID';

SELECT i.InvoiceNumber FROM Invoices i WHERE (SELECT count(*) FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID) > 4;

SELECT i.InvoiceNumber FROM Invoices i WHERE i.SubTotal <> (SELECT sum(l.LineAmount) FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID) AND i.LineAmountTypes <> 'Inclusive' AND i.Status = 'PAID' OR i.InvoiceNumber = 'INV-0007';

SELECT i.InvoiceNumber, (SELECT l.Description FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID ORDER BY l.LineNumber DESC LIMIT 1) AS last FROM Invoices i WHERE i.Status = 'AUTHORISED';

SELECT c.Name, CASE WHEN EXISTS (SELECT 1 FROM Payments p WHERE p.InvoiceContactID = c.ContactID AND p.IsReconciled = FALSE) THEN 'open' ELSE 'done' END AS state FROM Contacts c WHERE c.IsCustomer;

SELECT c.Name FROM Contacts c WHERE (SELECT sum(Total) FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Status = 'PAID') > (SELECT sum(Total) / 100 FROM Invoices WHERE Status = 'PAID');

SELECT a.Code FROM Accounts a WHERE EXISTS (SELECT 1 FROM Items t WHERE t.SalesDetailsAccountCode = a.Code AND EXISTS (SELECT 1 FROM InvoiceLineItems l WHERE l.ItemCode = t.Code AND l.LineAmount > 3000));

SELECT n.CreditNoteNumber FROM CreditNotes n WHERE n.Total > (SELECT coalesce(sum(a.Amount), 0) FROM CreditNoteAllocations a WHERE a.CreditNoteID = n.CreditNoteID) AND n.Status = 'AUTHORISED';

SELECT InvoiceNumber FROM Invoices WHERE (Type, Status) IN (SELECT Type, Status FROM Invoices WHERE Total > 9000 AND Status <> 'PAID') AND Date > '2026-01-01';

SELECT Type, sum(Total) FROM Invoices GROUP BY Type HAVING sum(Total) > (SELECT sum(Total) FROM CreditNotes);

SELECT Status, count(*) FROM Invoices i WHERE EXISTS (SELECT 1 FROM InvoiceLineItems l WHERE l.InvoiceID = i.InvoiceID AND l.DiscountRate IS NOT NULL) GROUP BY Status;

SELECT x.n, count(*) FROM (SELECT ContactID, count(*) AS n FROM Invoices GROUP BY ContactID) x GROUP BY x.n;

SELECT max(n), min(n) FROM (SELECT InvoiceID, count(*) AS n FROM InvoiceLineItems GROUP BY InvoiceID) x;

SELECT c.Name, x.Total FROM Contacts c JOIN (SELECT ContactID, max(Total) AS Total FROM Invoices WHERE Type = 'ACCREC' GROUP BY ContactID) x ON x.ContactID = c.ContactID WHERE x.Total > 2000;

SELECT c.Name, x.InvoiceNumber, x.Total FROM Contacts c, LATERAL (SELECT InvoiceNumber, Total FROM Invoices i WHERE i.ContactID = c.ContactID ORDER BY Total DESC, InvoiceID LIMIT 1) x WHERE c.IsCustomer AND c.Discount IS NOT NULL;

SELECT c.Name, x.InvoiceNumber FROM Contacts c LEFT JOIN LATERAL (SELECT InvoiceNumber FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Status = 'DRAFT' ORDER BY Date DESC, InvoiceID LIMIT 2) x ON TRUE WHERE c.Name > 'R';

SELECT g.Name, x.n FROM ContactGroups g CROSS JOIN LATERAL (SELECT count(*) AS n FROM ContactGroupMembers m WHERE m.ContactGroupID = g.ContactGroupID) x;

SELECT InvoiceNumber FROM (SELECT * FROM (SELECT * FROM Invoices WHERE Type = 'ACCREC') a WHERE a.Status = 'DRAFT') b WHERE b.Total > 100;

SELECT t.Name, (SELECT count(*) FROM InvoiceLineItems l WHERE l.TaxType = t.TaxType AND l.InvoiceStatus = 'PAID') AS n FROM TaxRates t;

SELECT InvoiceNumber FROM Invoices i WHERE Date = (SELECT min(Date) FROM Invoices x WHERE x.ContactID = i.ContactID) AND CurrencyCode <> 'AUD';

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE EXISTS (SELECT 1 FROM ContactPurchasesTracking);

SELECT count(*) FROM Invoices WHERE NOT EXISTS (SELECT 1 FROM ContactPurchasesTracking);

SELECT count(*) FROM Invoices WHERE Total > ALL (SELECT 1.5 FROM ContactPurchasesTracking);

-- @empty
SELECT InvoiceNumber FROM Invoices WHERE Total > (SELECT max(Amount) FROM Payments WHERE Status = 'NONE');
