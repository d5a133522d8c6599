-- What users of T-SQL bring, and date literals. The day of these tests is 2026-11-20, a Friday.

SELECT InvoiceID, IIF(Total > 1000, 'large', 'small') AS size FROM Invoices;
-- @oracle it has no IIF
SELECT InvoiceID, CASE WHEN Total > 1000 THEN 'large' ELSE 'small' END AS size FROM Invoices;

SELECT Name, CHARINDEX('a', Name) AS i, CHARINDEX('a', Name, 4) AS j, STUFF(Name, 1, 2, 'XX') AS s, LEN(Name) AS l FROM Accounts;
-- @oracle it has neither
SELECT Name, strpos(Name, 'a') AS i, CASE WHEN strpos(substring(Name, 4), 'a') = 0 THEN 0 ELSE strpos(substring(Name, 4), 'a') + 3 END AS j, 'XX' || substring(Name, 3) AS s, length(Name) AS l FROM Accounts;

SELECT InvoiceID, DATEPART(year, Date) AS y, DATEPART(dw, Date) AS w, DATEPART('mm', Date) AS m, DATENAME(month, Date) AS n, DATENAME(weekday, Date) AS d, DATENAME('yy', Date) AS t FROM Invoices;
-- @oracle its weekdays begin with 0, and it has no DATENAME
SELECT InvoiceID, year(Date) AS y, dayofweek(Date) + 1 AS w, month(Date) AS m, monthname(Date) AS n, dayname(Date) AS d, CAST(year(Date) AS VARCHAR) AS t FROM Invoices;

SELECT InvoiceID, CONVERT(varchar(7), Date) AS m, ISNULL(Reference, 'none') AS r, SPACE(2) || Status AS s FROM Invoices;
-- @oracle it has neither
SELECT InvoiceID, left(CAST(Date AS VARCHAR), 7) AS m, coalesce(Reference, 'none') AS r, '  ' || Status AS s FROM Invoices;

SELECT count(*) FROM Invoices WHERE Date = L_LAST_MONTH();
-- @oracle it has no date literals
SELECT count(*) FROM Invoices WHERE Date BETWEEN DATE '2026-10-01' AND DATE '2026-10-31';

SELECT count(*) FROM Invoices WHERE Date = L_THIS_QUARTER() OR Date = L_LAST_YEAR;
-- @oracle it has no date literals
SELECT count(*) FROM Invoices WHERE Date BETWEEN DATE '2026-10-01' AND DATE '2026-12-31' OR Date BETWEEN DATE '2025-01-01' AND DATE '2025-12-31';

SELECT InvoiceNumber FROM Invoices WHERE Date <> L_THIS_YEAR() AND Date > L_LAST_N_YEARS('2') OR Date < L_LAST_N_QUARTERS(11);
-- @oracle it has no date literals
SELECT InvoiceNumber FROM Invoices WHERE Date NOT BETWEEN DATE '2026-01-01' AND DATE '2026-12-31' AND Date >= DATE '2026-01-01' OR Date < DATE '2024-01-01';

SELECT InvoiceNumber FROM Invoices WHERE Date BETWEEN L_LAST_WEEK() AND L_TODAY() OR DueDate IN (L_TOMORROW(), L_NEXT_WEEK());
-- @oracle it has no date literals
SELECT InvoiceNumber FROM Invoices WHERE Date BETWEEN DATE '2026-11-09' AND DATE '2026-11-20' OR DueDate = DATE '2026-11-21' OR DueDate BETWEEN DATE '2026-11-23' AND DATE '2026-11-29';

SELECT count(*) FROM Invoices WHERE UpdatedDateUTC = L_LAST_N_MONTHS(3) OR DueDate >= L_NEXT_N_DAYS(7);
-- @oracle it has no date literals
SELECT count(*) FROM Invoices WHERE (UpdatedDateUTC >= TIMESTAMP '2026-08-01' AND UpdatedDateUTC < TIMESTAMP '2026-11-01') OR DueDate >= DATE '2026-11-21';

SELECT count(*) FROM Invoices WHERE Date = L_LAST_90_DAYS() AND L_YESTERDAY() > Date;
-- @oracle it has no date literals
SELECT count(*) FROM Invoices WHERE Date >= DATE '2026-08-22' AND Date < DATE '2026-11-19';
