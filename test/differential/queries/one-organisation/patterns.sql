-- Regular expressions and SIMILAR TO.

SELECT InvoiceNumber FROM Invoices WHERE InvoiceNumber ~ '^INV-00[0-9]{2}$';
-- @oracle its ~ matches the whole text, PostgreSQL's any part
SELECT InvoiceNumber FROM Invoices WHERE regexp_matches(InvoiceNumber, '^INV-00[0-9]{2}$');

SELECT Name FROM Contacts WHERE Name ~* 'bar|caf[eé]';
-- @oracle its ~ matches the whole text, PostgreSQL's any part
SELECT Name FROM Contacts WHERE regexp_matches(Name, 'bar|caf[eé]', 'i');

SELECT Name FROM Contacts WHERE Name !~ '[a-m]$' AND Name !~* '^[x-z]';
-- @oracle its ~ matches the whole text, PostgreSQL's any part
SELECT Name FROM Contacts WHERE NOT regexp_matches(Name, '[a-m]$') AND NOT regexp_matches(Name, '^[x-z]', 'i');

SELECT InvoiceID, Reference ~ '\d' AS m FROM Invoices WHERE Type = 'ACCPAY';
-- @oracle its ~ matches the whole text, PostgreSQL's any part
SELECT InvoiceID, regexp_matches(Reference, '\d') AS m FROM Invoices WHERE Type = 'ACCPAY';

SELECT Name, regexp_replace(Name, '[aeiou]', '*') AS a, regexp_replace(Name, '[aeiou]', '*', 'g') AS b, regexp_replace(Name, '(\w+) (\w+)', '\2 \1') AS c FROM Accounts;

SELECT Name, regexp_replace(Name, 'a', '<\&>', 'gi') AS a FROM Accounts;
-- @oracle its whole match is \0
SELECT Name, regexp_replace(Name, 'a', '<\0>', 'gi') AS a FROM Accounts;

SELECT Name, regexp_substr(Name, '[A-Z][a-z]+') AS a, regexp_substr(Name, '(\w+) (\w+)', 1, 1, '', 2) AS b FROM Accounts;
-- @oracle it has regexp_extract, which is empty where nothing matches
SELECT Name, nullif(regexp_extract(Name, '[A-Z][a-z]+'), '') AS a, nullif(regexp_extract(Name, '(\w+) (\w+)', 2), '') AS b FROM Accounts;

SELECT Name, regexp_count(Name, '[aeiou]') AS n, regexp_like(Name, 'E', 'i') AS l FROM Accounts;
-- @oracle it has neither
SELECT Name, len(regexp_extract_all(Name, '[aeiou]')) AS n, regexp_matches(Name, 'E', 'i') AS l FROM Accounts;

SELECT Name FROM Accounts WHERE Name SIMILAR TO '%(Bank|Sales)%';
-- @oracle its SIMILAR TO is a regular expression without wildcards
SELECT Name FROM Accounts WHERE Name LIKE '%Bank%' OR Name LIKE '%Sales%';

SELECT Code, Code SIMILAR TO '[24]0_' AS m, Code NOT SIMILAR TO '2%' AS n FROM Accounts;
-- @oracle its SIMILAR TO is a regular expression without wildcards
SELECT Code, Code SIMILAR TO '[24]0.' AS m, Code NOT SIMILAR TO '2.*' AS n FROM Accounts;

SELECT Name, substring(Name FROM '([A-Z])[a-z]') AS a, substring(Name FROM '[0-9]+') AS b FROM Accounts;
-- @oracle its SUBSTRING takes no pattern
SELECT Name, nullif(regexp_extract(Name, '([A-Z])[a-z]', 1), '') AS a, nullif(regexp_extract(Name, '[0-9]+'), '') AS b FROM Accounts;

SELECT Status ~ 'A' || 'UTH' AS m, count(*) FROM Invoices GROUP BY 1;
-- @oracle PostgreSQL reads (Status ~ 'A') || 'UTH', as all other operators have one level
SELECT CASE WHEN Status LIKE '%A%' THEN 'trueUTH' ELSE 'falseUTH' END AS m, count(*) FROM Invoices GROUP BY 1;
