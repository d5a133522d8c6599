-- WITH RECURSIVE, VALUES, TABLE and generate_series.

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT * FROM t;

WITH RECURSIVE t(n, f) AS (VALUES (1, 1) UNION ALL SELECT n + 1, f * (n + 1) FROM t WHERE n < 12) SELECT n, f FROM t;

WITH RECURSIVE t AS (SELECT 1 AS n UNION SELECT (n * 3) % 7 FROM t) SELECT * FROM t;

WITH RECURSIVE months(d) AS (SELECT DATE '2026-01-01' UNION ALL SELECT CAST(d + INTERVAL '1 month' AS DATE) FROM months WHERE d < DATE '2026-12-01') SELECT m.d, count(i.InvoiceID) AS invoices, coalesce(sum(i.Total), 0) AS total FROM months m LEFT JOIN Invoices i ON date_trunc('month', i.Date) = m.d GROUP BY m.d;

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT a.n, b.n FROM t a JOIN t b ON b.n = a.n + 1;

WITH RECURSIVE t AS (SELECT Code, 0 AS depth FROM Accounts WHERE Type = 'BANK' UNION ALL SELECT a.Code, t.depth + 1 FROM t JOIN Accounts a ON a.Code > t.Code AND a.Type = 'BANK' WHERE t.depth < 3) SELECT Code, depth, count(*) FROM t GROUP BY Code, depth;

WITH RECURSIVE t AS (SELECT InvoiceID, Total AS rest, 0 AS n FROM Invoices WHERE Status = 'AUTHORISED' AND Total > 2000 UNION ALL SELECT InvoiceID, rest - 1000, n + 1 FROM t WHERE rest > 1000) SELECT InvoiceID, max(n) AS n, min(rest) AS rest FROM t GROUP BY InvoiceID;

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT count(*) FROM Accounts WHERE Type = 'BANK')) SELECT count(*) FROM t;

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT q.n FROM (SELECT n + 2 AS n FROM t WHERE n < 9) AS q) SELECT n FROM t;

WITH RECURSIVE t AS (SELECT 'a' AS s UNION ALL SELECT s || 'b' FROM t WHERE length(s) < 5) SELECT s FROM t;

WITH RECURSIVE a AS (SELECT 1 AS x), t AS (SELECT x FROM a UNION ALL SELECT x + 1 FROM t WHERE x < 4) SELECT * FROM t;

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 6), u AS (SELECT n FROM t WHERE n % 2 = 0 UNION ALL SELECT n * 10 FROM u WHERE n < 100) SELECT * FROM u;

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + v.d FROM t, (VALUES (1), (2)) AS v(d) WHERE t.n < 6) SELECT n, count(*) FROM t GROUP BY n;

-- @empty
WITH RECURSIVE t AS (SELECT 1 AS n WHERE 1 = 2 UNION ALL SELECT n + 1 FROM t) SELECT * FROM t;

SELECT count(*) FROM Invoices WHERE Total > (WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n * 2 FROM t WHERE n < 1000) SELECT max(n) FROM t);

WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t JOIN LATERAL (SELECT count(*) AS c FROM Accounts a WHERE a.Type = 'BANK') AS q ON q.c > t.n) SELECT n FROM t;

VALUES (1, 'a'), (2, NULL), (NULL, 'c');
-- @oracle its columns are col0 and col1, PostgreSQL's column1 and column2
SELECT * FROM (VALUES (1, 'a'), (2, NULL), (NULL, 'c')) AS t(column1, column2);

-- @ordered
VALUES (3), (1), (2) ORDER BY 1 DESC LIMIT 2;
-- @oracle its column is col0, PostgreSQL's column1
SELECT * FROM (VALUES (3), (2)) AS t(column1) ORDER BY 1 DESC;

SELECT * FROM (VALUES ('ACCREC', 'Sales'), ('ACCPAY', 'Bills')) AS t(a, b);

SELECT t.b, count(*), sum(i.Total) FROM Invoices i JOIN (VALUES ('ACCREC', 'Sales'), ('ACCPAY', 'Bills')) AS t(a, b) ON t.a = i.Type GROUP BY t.b;

SELECT a + b AS s FROM (VALUES (1, 2.5), (2, 3)) AS t(a, b);

SELECT count(*) FROM Invoices WHERE Status IN (VALUES ('PAID'), ('DRAFT'));

WITH v(k, w) AS (VALUES ('AUD', 1), ('USD', 2)) SELECT v.w, count(*) FROM v JOIN Invoices i ON i.CurrencyCode = v.k GROUP BY v.w;

TABLE TrackingCategories;
-- @oracle its table has columns in another order
SELECT * FROM TrackingCategories;

SELECT * FROM generate_series(1, 5);

SELECT n FROM generate_series(10, 1, -3) AS n;
-- @oracle it names the column after the function, PostgreSQL after the alias
SELECT n FROM generate_series(10, 1, -3) AS g(n);

SELECT g.x * 2 AS y FROM generate_series(1, 4) AS g(x) WHERE g.x <> 2;

-- @empty
SELECT * FROM generate_series(5, 1);

-- @empty
SELECT * FROM generate_series(1, CAST(NULL AS INTEGER));

SELECT CAST(d AS DATE) AS d FROM generate_series(DATE '2026-01-31', DATE '2026-06-30', INTERVAL '1 month') AS g(d);

SELECT d FROM generate_series(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-02 00:00:00', INTERVAL '6 hours') AS g(d);

SELECT d FROM generate_series(DATE '2026-03-01', DATE '2026-02-01', INTERVAL '-1 week') AS g(d);

SELECT CAST(m.d AS DATE) AS month, count(i.InvoiceID) AS n, sum(i.Total) AS total FROM generate_series(DATE '2026-01-01', DATE '2026-11-01', INTERVAL '1 month') AS m(d) LEFT JOIN Invoices i ON i.Date >= m.d AND i.Date < m.d + INTERVAL '1 month' GROUP BY m.d;

SELECT v.a, g.n FROM (VALUES (1), (3), (0)) AS v(a), generate_series(1, v.a) AS g(n);
-- @oracle its functions in FROM take no columns of other tables
SELECT v.a, g.n FROM (VALUES (1), (3), (0)) AS v(a), LATERAL (SELECT unnest(generate_series(1, v.a)) AS n) AS g;

SELECT v.a, g.n FROM (VALUES (2), (0)) AS v(a) LEFT JOIN LATERAL generate_series(1, v.a) AS g(n) ON TRUE;
-- @oracle its functions in FROM take no columns of other tables
SELECT v.a, g.n FROM (VALUES (2, 1), (2, 2), (0, NULL)) AS v(a, n), LATERAL (SELECT v.n) AS g(n);

SELECT a.Name, (SELECT sum(n) FROM generate_series(1, length(a.Name)) AS g(n)) AS s FROM Accounts a WHERE a.Type = 'BANK';
-- @oracle its functions in FROM take no columns of other tables
SELECT a.Name, CAST(length(a.Name) * (length(a.Name) + 1) / 2 AS INTEGER) AS s FROM Accounts a WHERE a.Type = 'BANK';

SELECT count(*) FROM generate_series(1, 1000) a, generate_series(1, 20) b WHERE a.a % 7 = 0 AND b.b = 1;
-- @oracle it names the column after the function
SELECT count(*) FROM generate_series(1, 1000) AS a(a), generate_series(1, 20) AS b(b) WHERE a.a % 7 = 0 AND b.b = 1;

-- @fails INVALID_VALUE
SELECT * FROM generate_series(1, 5, 0);
