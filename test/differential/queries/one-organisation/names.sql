-- Names: quoted, in any case, qualified, aliased, by position.

SELECT "InvoiceNumber", "Total" FROM "Invoices" WHERE "Status" = 'DRAFT';

SELECT invoicenumber, TOTAL FROM invoices WHERE STATUS = 'DRAFT';

SELECT i.* FROM Invoices i WHERE i.Status = 'SUBMITTED';

SELECT Invoices.InvoiceNumber FROM Invoices WHERE Invoices.Status = 'SUBMITTED';

SELECT ACCOUNTING.Invoices.InvoiceNumber FROM ACCOUNTING.Invoices WHERE Invoices.Status = 'SUBMITTED';

SELECT i.InvoiceNumber AS "Number of Invoice", i.Total "Total, in all", i.Date AS "date" FROM Invoices AS i WHERE i.Status = 'SUBMITTED';

SELECT i.InvoiceNumber number, i.Total t FROM Invoices i WHERE i.Status = 'SUBMITTED';

SELECT [InvoiceNumber] FROM [Invoices] WHERE [Status] = 'DRAFT';
-- @oracle DuckDB quotes with double quotes only
SELECT "InvoiceNumber" FROM "Invoices" WHERE "Status" = 'DRAFT';

SELECT `InvoiceNumber` FROM `Invoices` WHERE `Status` = 'DRAFT';
-- @oracle DuckDB quotes with double quotes only
SELECT "InvoiceNumber" FROM "Invoices" WHERE "Status" = 'DRAFT';

SELECT Contact_ContactID, Contact_Name FROM Invoices WHERE Status = 'DRAFT';
-- @oracle The other driver's names for the same columns
SELECT ContactID, ContactName FROM Invoices WHERE Status = 'DRAFT';

SELECT a.Name, b.Name FROM TrackingCategories a, TrackingCategories b WHERE a.Name < b.Name;

SELECT Code, Code FROM Currencies;

SELECT Date, "Date" AS d2, Type, Option AS o FROM (SELECT i.Date, i.Type, t.Option FROM Invoices i JOIN InvoiceLineItemTracking t ON t.InvoiceID = i.InvoiceID WHERE i.Status = 'DRAFT') x;

SELECT ContactID, count(*) FROM Invoices JOIN Contacts USING (ContactID) GROUP BY ContactID HAVING count(*) > 60;

SELECT * FROM Currencies a JOIN Currencies b USING (Code);

SELECT * FROM (SELECT Status, Type FROM Invoices WHERE Total > 9000) x;

SELECT x.* FROM TaxRates t JOIN TaxComponents x ON x.TaxType = t.TaxType AND x.TenantId = t.TenantId;

SELECT Type, Status, count(*) FROM Invoices GROUP BY 1, 2;

SELECT "sum" FROM (SELECT sum(Total) FROM CreditNotes) x;
-- @oracle DuckDB calls the column sum(Total)
SELECT sum(Total) AS "sum" FROM CreditNotes;

SELECT TenantName, count(*) FROM Invoices GROUP BY TenantName;

SELECT Status /* a comment; with a semicolon */, count(*) -- and another
FROM Invoices GROUP BY Status;

SELECT "x y"."a b" FROM (SELECT Code AS "a b" FROM Items WHERE Code < 'C') AS "x y";

SELECT t.TenantName, t.TenantType FROM Tenants t;

SELECT count(*) FROM Tenants JOIN Organisation ON Organisation.OrganisationID = Tenants.TenantId;
