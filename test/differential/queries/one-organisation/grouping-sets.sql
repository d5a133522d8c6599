-- GROUPING SETS, ROLLUP, CUBE and GROUPING.

SELECT Type, Status, sum(Total), count(*) FROM Invoices GROUP BY ROLLUP (Type, Status);

SELECT Type, Status, sum(Total), count(*) FROM Invoices GROUP BY CUBE (Type, Status);

SELECT Type, Status, sum(Total) FROM Invoices GROUP BY GROUPING SETS ((Type), (Status), ());

SELECT Type, Status, CurrencyCode, count(*) FROM Invoices GROUP BY Type, ROLLUP (Status, CurrencyCode);

SELECT Type, Status, CurrencyCode, count(*) FROM Invoices GROUP BY ROLLUP (Type), CUBE (Status, CurrencyCode);

SELECT Type, Status, CurrencyCode, count(*) FROM Invoices GROUP BY ROLLUP ((Type, Status), CurrencyCode);

SELECT Type, Status, CurrencyCode, count(*) FROM Invoices GROUP BY GROUPING SETS (Type, ROLLUP (Status, CurrencyCode), GROUPING SETS ((Type, Status), ()));

SELECT Type, Status, GROUPING(Type) AS gt, GROUPING(Status) AS gs, GROUPING(Type, Status) AS g, sum(Total) FROM Invoices GROUP BY CUBE (Type, Status);

SELECT Reference, GROUPING(Reference) AS total, count(*) FROM Invoices GROUP BY ROLLUP (Reference) HAVING count(*) > 3;

SELECT CASE WHEN GROUPING(ContactName) = 1 THEN 'All' ELSE ContactName END AS contact, sum(AmountDue) AS due FROM Invoices WHERE AmountDue > 0 GROUP BY ROLLUP (ContactName);

-- @ordered
SELECT CurrencyCode, Type, sum(Total) AS total FROM Invoices GROUP BY ROLLUP (CurrencyCode, Type) ORDER BY GROUPING(CurrencyCode), CurrencyCode, GROUPING(Type), Type;

SELECT Type, sum(Total) FROM Invoices GROUP BY ROLLUP (Type) HAVING GROUPING(Type) = 1;

SELECT Type, Status, sum(Total) FROM Invoices GROUP BY ROLLUP (Type, Status) HAVING Type = 'ACCREC';

SELECT Type, Status, sum(Total) FROM Invoices GROUP BY ROLLUP (Type, Status) HAVING Status IS NULL;

SELECT * FROM (SELECT Type, Status, sum(Total) AS total FROM Invoices GROUP BY ROLLUP (Type, Status)) AS q WHERE Type = 'ACCPAY';

SELECT * FROM (SELECT Type, Status, sum(Total) AS total FROM Invoices GROUP BY Type, ROLLUP (Status)) AS q WHERE Type = 'ACCPAY';

SELECT * FROM (SELECT Type, sum(Total) AS total, count(*) AS n FROM Invoices GROUP BY ROLLUP (Type)) AS q WHERE Type IS NULL;

SELECT count(*), sum(Total) FROM Invoices WHERE Status = 'NONE' GROUP BY ();

SELECT Type, count(*), sum(Total) FROM Invoices WHERE Status = 'NONE' GROUP BY ROLLUP (Type);

-- @empty
SELECT Type, count(*) FROM Invoices WHERE Status = 'NONE' GROUP BY Type, ROLLUP (Status);

SELECT Type, count(*) FROM Invoices WHERE 1 = 2 GROUP BY CUBE (Type, Status);

SELECT count(*) FROM Invoices GROUP BY GROUPING SETS ((), ());

SELECT Type, count(*) FROM Invoices GROUP BY GROUPING SETS (Type, Type);

SELECT Type, count(*) FROM Invoices GROUP BY Type, ROLLUP (Type, Status);

SELECT extract(year FROM Date) AS y, date_trunc('month', Date) AS m, sum(Total) FROM Invoices GROUP BY ROLLUP (extract(year FROM Date), date_trunc('month', Date));

SELECT upper(Status) AS s, count(*) FROM Invoices GROUP BY ROLLUP (1);

SELECT upper(Status) AS s, Type AS t, count(*) FROM Invoices GROUP BY CUBE (s, t);

SELECT DISTINCT Type FROM Invoices GROUP BY CUBE (Type, Status);

SELECT c.Name, i.Type, sum(i.Total) FROM Invoices i JOIN Contacts c ON c.ContactID = i.ContactID GROUP BY ROLLUP (c.Name, i.Type);

SELECT Type, string_agg(DISTINCT CurrencyCode, ',' ORDER BY CurrencyCode), count(DISTINCT ContactID) FROM Invoices GROUP BY ROLLUP (Type);

SELECT Type, sum(Total) FILTER (WHERE Status = 'PAID'), count(*) FROM Invoices GROUP BY ROLLUP (Type);

SELECT a.Code, (SELECT count(*) FROM (SELECT TaxType FROM InvoiceLineItems l WHERE l.AccountCode = a.Code GROUP BY ROLLUP (TaxType)) AS q) AS n FROM Accounts a;

WITH t AS (SELECT Type, Status, sum(Total) AS total FROM Invoices GROUP BY CUBE (Type, Status)) SELECT a.Type, a.total, b.total AS overall FROM t a JOIN t b ON b.Type IS NULL AND b.Status IS NULL WHERE a.Status IS NULL;

SELECT Type, GROUPING(Type) + 1 AS level, sum(Total) FROM Invoices GROUP BY Type;

SELECT Type FROM Invoices GROUP BY ROLLUP (Type) UNION ALL SELECT Status FROM Invoices GROUP BY ROLLUP (Status);
