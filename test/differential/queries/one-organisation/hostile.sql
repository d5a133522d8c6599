-- Texts that break careless programs.

SELECT ContactID, Name FROM Contacts WHERE Name = '__proto__';

SELECT ContactID, Name FROM Contacts WHERE Name IN ('constructor', 'toString', 'hasOwnProperty', '__proto__');

SELECT ContactName, count(*), sum(Total) FROM Invoices WHERE ContactName IN ('constructor', 'toString', 'hasOwnProperty', '__proto__') GROUP BY ContactName;

SELECT ContactName, count(*) AS "__proto__", sum(Total) AS "constructor" FROM Invoices GROUP BY ContactName HAVING count(*) > 25;

SELECT Name AS "__proto__" FROM Contacts WHERE Name LIKE '\_\_%' ESCAPE '\';

SELECT "__proto__".Name AS "toString" FROM Contacts AS "__proto__" WHERE "__proto__".Name = 'constructor';

WITH "__proto__" AS (SELECT ContactID AS "constructor" FROM Contacts WHERE Name = 'toString') SELECT "constructor" FROM "__proto__";

SELECT Name FROM Contacts WHERE Name = 'O''Brien & Sons';

SELECT Name FROM Contacts WHERE Name = 'The "Daily" Grind';

SELECT Name FROM Contacts WHERE Name = 'back\slash';

SELECT Name FROM Contacts WHERE Name = 'Ends in a backslash\';

SELECT Name FROM Contacts WHERE Name LIKE '%\' ESCAPE '!';

SELECT Name FROM Contacts WHERE Name = '☕ Bean There 🚀';

SELECT Name, length(Name) FROM Contacts WHERE Name LIKE '%🚀';

SELECT Name, upper(Name), reverse(Name) FROM Contacts WHERE Name LIKE '☕%';

SELECT Name FROM Contacts WHERE Name LIKE '100\%%' ESCAPE '\';

SELECT Name FROM Contacts WHERE Name LIKE '%\_%' ESCAPE '\';

SELECT Name FROM Contacts WHERE Name = '50%_off';

SELECT Name FROM Contacts WHERE Name LIKE '%	%';

SELECT Name FROM Contacts WHERE length(Name) > 200;

SELECT Name, count(*) FROM Contacts WHERE lower(Name) = 'espresso lane' GROUP BY Name;

SELECT lower(Name), count(*) FROM Contacts GROUP BY lower(Name) HAVING count(*) > 1;

SELECT Name FROM Contacts WHERE Name = ' Leading Space Roasters' OR Name = 'Trailing Space Roasters ';

-- @empty
SELECT Name FROM Contacts WHERE Name = 'Leading Space Roasters' OR Name = 'Trailing Space Roasters';

SELECT Name FROM Contacts WHERE Name = 'Кофейня на Невском' OR Name LIKE '上海%' OR Name = 'مقهى البحر';

SELECT Name, length(Name) FROM Contacts WHERE Name LIKE 'Caf%Zo%';

SELECT count(*) FROM Contacts a JOIN Contacts b ON a.Name = b.Name;

SELECT a.Name FROM Contacts a JOIN Invoices i ON i.ContactName = a.Name WHERE i.Status = 'DRAFT';

SELECT Name FROM Contacts WHERE Name = '''; DROP TABLE Contacts; --';

SELECT Name FROM Contacts WHERE Name = 'NULL' OR Name = 'true' OR Name = '0042' OR Name = '1e3';

SELECT Name FROM Contacts WHERE Name = '2024-02-29' OR Name LIKE '/Date(%';

SELECT Name FROM Contacts WHERE Name LIKE '<b>%' OR Name LIKE '{%}' OR Name LIKE '$1 ${name} :name ?';

SELECT Name FROM Contacts WHERE Name = '[Square] `Ticks`';

SELECT Name, length(Name) FROM Contacts WHERE Name LIKE 'Zero%Width';

-- @ordered
SELECT Name FROM Contacts WHERE Name > 'Z' ORDER BY Name;

-- @ordered
SELECT DISTINCT Reference FROM Invoices WHERE Reference NOT LIKE 'PO%' ORDER BY Reference DESC;

SELECT Reference, count(*) FROM Invoices WHERE Reference IN ('__proto__', 'constructor', 'NULL', '', '  padded  ') GROUP BY Reference;

SELECT InvoiceNumber FROM Invoices WHERE Reference LIKE '%' || chr(10) || '%';

SELECT InvoiceNumber, Reference FROM Invoices WHERE Reference = '00000000-0000-0000-0000-000000000000';

SELECT InvoiceNumber, Reference FROM Invoices WHERE Reference = '12345678901234567890';

SELECT InvoiceNumber FROM Invoices WHERE InvoiceNumber = '__proto__';

SELECT count(*) FROM Invoices WHERE BrandingThemeID IS NULL;

SELECT BrandingThemeID, count(*) FROM Invoices GROUP BY BrandingThemeID;

SELECT MergedToContactID, Name FROM Contacts WHERE ContactStatus = 'ARCHIVED';

SELECT UnitAmount, count(*) FROM InvoiceLineItems WHERE UnitAmount <> round(UnitAmount, 2) GROUP BY UnitAmount;

SELECT sum(UnitAmount), sum(Quantity), sum(UnitAmount * Quantity) FROM InvoiceLineItems;

SELECT Description, sum(NetAmount) FROM JournalLines WHERE Description LIKE '%"%' GROUP BY Description;

SELECT Option, count(*) FROM InvoiceLineItemTracking WHERE Option LIKE '%&%"%' GROUP BY Option;

SELECT AddressLine1, AddressLine2 FROM ContactAddresses WHERE AddressLine1 LIKE '%\%' ESCAPE '!' OR AddressLine2 LIKE '%' || chr(10) || '%';

SELECT PhoneNumber, count(*) FROM ContactPhones WHERE PhoneNumber = '' GROUP BY PhoneNumber;

SELECT DISTINCT LastName FROM Users WHERE LastName = 'O''Dwyer' OR LastName = '王';

SELECT 'x' || Name || 'y' FROM Contacts WHERE Name LIKE 'Ends%';

SELECT replace(Name, '\', '/'), replace(Name, '$1', '$&') FROM Contacts WHERE Name LIKE '%\%' ESCAPE '!' OR Name LIKE '$1%';

SELECT lower(Name), upper(Name) FROM Contacts WHERE Name LIKE '%Straße';
-- @oracle DuckDB has a capital ß; PostgreSQL and Unicode's mapping leave it
SELECT lower(Name), replace(upper(Name), 'ẞ', 'ß') FROM Contacts WHERE Name LIKE '%Straße';

SELECT Name FROM Contacts WHERE lower(Name) LIKE 'istanbul%';
