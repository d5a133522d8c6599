-- Windows, QUALIFY and DISTINCT ON together with grouping sets, recursion, series and ordered sets.

-- Windows over the rows of grouping sets.

SELECT Type, Status, sum(Total) AS total, rank() OVER (PARTITION BY GROUPING(Type, Status) ORDER BY sum(Total) DESC) AS place FROM Invoices GROUP BY CUBE (Type, Status);

SELECT Type, Status, GROUPING(Type) AS g, sum(Total), sum(sum(Total)) OVER (PARTITION BY GROUPING(Type, Status)) AS level_total FROM Invoices GROUP BY ROLLUP (Type, Status);

SELECT Type, Status, count(*), lag(count(*), 1, 0) OVER (PARTITION BY GROUPING(Type, Status), Type ORDER BY Status) AS before FROM Invoices GROUP BY GROUPING SETS ((Type, Status), (Type), ());

SELECT Status, sum(Total), sum(Total) / sum(sum(Total)) OVER w > 0.2 AS big FROM Invoices GROUP BY ROLLUP (Status) WINDOW w AS (PARTITION BY GROUPING(Status));

SELECT Type, Status, sum(Total) FROM Invoices GROUP BY ROLLUP (Type, Status) HAVING count(*) > 1 QUALIFY row_number() OVER (PARTITION BY GROUPING(Type, Status) ORDER BY sum(Total) DESC, Type, Status) = 1;

SELECT Type, Status, count(*) AS n FROM Invoices GROUP BY CUBE (Type, Status) QUALIFY GROUPING(Type) = 0 AND rank() OVER (PARTITION BY Type ORDER BY count(*) DESC) < 3;

SELECT * FROM (SELECT Type, Status, sum(Total) AS total, rank() OVER (PARTITION BY Type ORDER BY sum(Total)) AS place FROM Invoices GROUP BY ROLLUP (Type, Status)) q WHERE Type = 'ACCREC';

SELECT * FROM (SELECT Type, Status, sum(Total) AS total, rank() OVER (PARTITION BY Type ORDER BY sum(Total)) AS place FROM Invoices GROUP BY ROLLUP (Type, Status)) q WHERE Type IS NULL;

-- @ordered
SELECT DISTINCT ON (Type) Type, Status, sum(Total) AS total FROM Invoices GROUP BY ROLLUP (Type, Status) ORDER BY Type, GROUPING(Status), sum(Total) DESC, Status;

SELECT count(*), count(one), count(before) FROM (SELECT 1 AS one, Type, lag(count(*), 1) OVER (ORDER BY count(*), Type) AS before FROM Invoices GROUP BY ROLLUP (1), Type) q;
-- @oracle it takes every 1 for the one that is grouped by
SELECT count(*), count(one), count(before) FROM (SELECT 1 AS one, Type, lag(count(*)) OVER (ORDER BY count(*), Type) AS before FROM Invoices GROUP BY ROLLUP (1), Type) q;

SELECT 1 AS one, Type, sum(count(*)) OVER (ORDER BY Type ROWS 1 PRECEDING) AS two FROM Invoices GROUP BY CUBE (1), Type HAVING GROUPING(1) = 1;
-- @oracle it reads GROUPING(1) as of a constant
SELECT NULL::int AS one, Type, sum(count(*)) OVER (ORDER BY Type ROWS 1 PRECEDING) AS two FROM Invoices GROUP BY Type;

-- Windows and recursion.

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n, sum(n) OVER (ORDER BY n) AS total FROM t QUALIFY row_number() OVER (ORDER BY n DESC) <= 3;

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n % 3 AS k, n FROM t QUALIFY rank() OVER (PARTITION BY k ORDER BY n DESC) = 1;

WITH RECURSIVE months(d) AS (SELECT DATE '2026-01-01' UNION ALL SELECT CAST(d + INTERVAL '1 month' AS DATE) FROM months WHERE d < DATE '2026-12-01') SELECT m.d, coalesce(sum(i.Total), 0) AS total, sum(coalesce(sum(i.Total), 0)) OVER (ORDER BY m.d) AS running FROM months m LEFT JOIN Invoices i ON date_trunc('month', i.Date) = m.d GROUP BY m.d;

WITH RECURSIVE t AS (SELECT 0 AS depth, Code FROM (SELECT Code, row_number() OVER (ORDER BY Code) AS r FROM Accounts) a WHERE r <= 4 UNION ALL SELECT depth + 1, Code FROM (SELECT depth, Code, row_number() OVER (ORDER BY Code) AS r FROM t) q WHERE r > 1) SELECT depth, Code FROM t;

WITH RECURSIVE t AS (SELECT 1 AS n, 0 AS k UNION ALL SELECT * FROM (SELECT DISTINCT ON (v.k) t.n + 1 AS n, v.k FROM t, (VALUES (1), (2)) AS v(k) WHERE t.n < 4 ORDER BY v.k, t.n DESC) q) SELECT n, k FROM t;

-- Series.

-- @ordered
SELECT DISTINCT ON (g % 3) g % 3 AS k, g FROM generate_series(1, 10) AS s(g) ORDER BY g % 3, g DESC;

SELECT DISTINCT ON (g / 4) g FROM generate_series(1, 10) AS s(g) ORDER BY g / 4, g;
-- @oracle / of integers is a fraction there
SELECT DISTINCT ON (g // 4) g FROM generate_series(1, 10) AS s(g) ORDER BY g // 4, g;

SELECT g, avg(g) OVER (ORDER BY g ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS smooth FROM generate_series(1, 9) AS s(g);

SELECT g, count(InvoiceID), lag(count(InvoiceID)) OVER (ORDER BY g) AS before FROM generate_series(1, 6) AS s(g) LEFT JOIN Invoices ON extract(month FROM Date) = g GROUP BY g;

SELECT c.Name, q.Total FROM Contacts c, LATERAL (SELECT DISTINCT ON (i.Type) i.Type, i.Total FROM Invoices i WHERE i.ContactID = c.ContactID ORDER BY i.Type, i.Total DESC) q;

-- A set operation of rows that DISTINCT ON chose by what is not selected.

SELECT g FROM (SELECT DISTINCT ON (s.g / 5) s.g FROM generate_series(1, 9) AS s(g) ORDER BY s.g / 5, s.g) a UNION ALL (SELECT DISTINCT ON (Type) 0 FROM Invoices);
-- @oracle / of integers is a fraction there
SELECT g FROM (SELECT DISTINCT ON (s.g // 5) s.g FROM generate_series(1, 9) AS s(g) ORDER BY s.g // 5, s.g) a UNION ALL SELECT 0 FROM (SELECT DISTINCT Type FROM Invoices);

SELECT DISTINCT ON (Type, Status) 1 FROM Invoices UNION ALL SELECT DISTINCT ON (Status) 2 FROM Invoices;

-- WITH TIES.

SELECT DISTINCT ON (Status) Status, Type FROM Invoices ORDER BY Status, Type FETCH FIRST 2 ROWS WITH TIES;
-- @oracle it has no WITH TIES; each status comes once
SELECT DISTINCT ON (Status) Status, Type FROM Invoices ORDER BY Status, Type LIMIT 2;

SELECT DISTINCT ON (Status, Type) Type FROM Invoices ORDER BY Status, Type, Total FETCH FIRST 3 ROWS WITH TIES;
-- @oracle it has no WITH TIES; each pair comes once
SELECT Type FROM (SELECT DISTINCT Status, Type FROM Invoices) ORDER BY Status, Type LIMIT 3;

SELECT InvoiceNumber FROM Invoices ORDER BY ntile(4) OVER (ORDER BY InvoiceID) FETCH FIRST 1 ROW WITH TIES;
-- @oracle it has no WITH TIES
SELECT InvoiceNumber FROM Invoices QUALIFY ntile(4) OVER (ORDER BY InvoiceID) = 1;

-- Ordered sets beside windows.

SELECT Type, percentile_cont(0.5) WITHIN GROUP (ORDER BY AmountDue) AS middle, rank() OVER (ORDER BY sum(Total)) AS place FROM Invoices GROUP BY Type;

SELECT Status, median(Total) AS middle, rank() OVER (ORDER BY median(Total) DESC, Status) AS place FROM Invoices GROUP BY Status QUALIFY place < 4;

SELECT Status, mode() WITHIN GROUP (ORDER BY Type) AS usual, max(percentile_disc(0.9) WITHIN GROUP (ORDER BY Total)) OVER () AS top FROM Invoices GROUP BY ROLLUP (Status);

SELECT Status, corr(SubTotal, Total) OVER (PARTITION BY Status) > 0.5 AS together, count_if(Total > 100) OVER (PARTITION BY Status ORDER BY InvoiceID ROWS 5 PRECEDING) AS large FROM Invoices;

-- NULLs count for first and last, over windows too.

SELECT InvoiceNumber, first(Reference) OVER w AS first_one, last(Reference) OVER w AS last_one FROM Invoices WINDOW w AS (ORDER BY InvoiceID ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING);

SELECT InvoiceNumber FROM Invoices WHERE Date BETWEEN DATE '2026-01-01' AND DATE '2026-12-31' QUALIFY InvoiceNumber ~ '[05]$' AND row_number() OVER (PARTITION BY extract(month FROM Date) ORDER BY InvoiceID) < 9;
-- @oracle its ~ is of the whole text
SELECT InvoiceNumber FROM Invoices WHERE Date BETWEEN DATE '2026-01-01' AND DATE '2026-12-31' QUALIFY regexp_matches(InvoiceNumber, '[05]$') AND row_number() OVER (PARTITION BY extract(month FROM Date) ORDER BY InvoiceID) < 9;
