-- Conditions that the planner turns into ranges of days.

SELECT InvoiceID FROM Invoices WHERE extract(year FROM Date) = 2026;
SELECT InvoiceID FROM Invoices WHERE extract(year FROM Date) = 2026 AND extract(month FROM Date) = 3;
SELECT InvoiceID FROM Invoices WHERE date_part('quarter', Date) = 2 AND Total > 100 AND date_part('year', Date) = 2025;

SELECT InvoiceID FROM Invoices WHERE year(Date) IN (2024, 2026) AND month(Date) = 6;

SELECT count(*) FROM Invoices WHERE year(FullyPaidOnDate) <> 2026;

SELECT count(*) FROM Invoices WHERE NOT year(FullyPaidOnDate) = 2026;

SELECT count(*), count(*) FILTER (WHERE year(DueDate) > 2025) FROM Invoices WHERE year(Date) <= 2025;

SELECT InvoiceID FROM Invoices WHERE date_trunc('month', Date) = DATE '2026-06-01';

SELECT InvoiceID FROM Invoices WHERE date_trunc('quarter', Date) > DATE '2026-04-01' AND date_trunc('week', DueDate) <= DATE '2026-11-02';

-- @empty
SELECT InvoiceID FROM Invoices WHERE date_trunc('month', Date) = DATE '2026-06-02';

SELECT InvoiceID FROM Invoices WHERE CAST(Date AS VARCHAR) LIKE '2026-06%' OR CAST(Date AS VARCHAR) LIKE '2025-12-0%';

SELECT InvoiceID FROM Invoices WHERE CAST(FullyPaidOnDate AS VARCHAR) NOT LIKE '2026%';

SELECT InvoiceID FROM Invoices WHERE to_char(Date, 'YYYY-MM') = '2026-06';
-- @oracle it has strftime
SELECT InvoiceID FROM Invoices WHERE strftime(Date, '%Y-%m') = '2026-06';

SELECT InvoiceID FROM Invoices WHERE CAST(UpdatedDateUTC AS DATE) >= DATE '2026-11-01';

SELECT InvoiceID, DATE '2026-11-20' - DueDate AS days FROM Invoices WHERE DATE '2026-11-20' - DueDate > 30 AND AmountDue > 0;

SELECT ContactName, count(*) FROM Invoices WHERE DueDate - DATE '2026-01-01' BETWEEN 0 AND 89 GROUP BY ContactName;

SELECT i.InvoiceID FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND year(i.Date) = 2026 WHERE c.Name LIKE 'A%' AND (i.InvoiceID IS NULL OR year(i.DueDate) = 2026);

SELECT year(Date) = 2026 AS y, count(*) FROM Invoices GROUP BY 1;
