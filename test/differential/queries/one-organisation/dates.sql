-- Dates, timestamps and intervals.

SELECT InvoiceNumber FROM Invoices WHERE Date = '2026-03-02';

SELECT InvoiceNumber FROM Invoices WHERE Date >= DATE '2026-07-01' AND Date < DATE '2026-08-01';

SELECT InvoiceNumber FROM Invoices WHERE Date BETWEEN '2024-02-28' AND '2024-03-01';

SELECT InvoiceNumber FROM Invoices WHERE Date <> DueDate AND DueDate - Date > 35;

SELECT InvoiceNumber, DueDate - Date AS days FROM Invoices WHERE Status = 'AUTHORISED';

SELECT InvoiceNumber, Date + 30, Date - 1 FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, Date + INTERVAL '1 month', Date - INTERVAL '1 year', DueDate + INTERVAL '2 days' FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, UpdatedDateUTC + INTERVAL '90 minutes' FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, UpdatedDateUTC - CAST(Date AS TIMESTAMP) > INTERVAL '2 days' AS late FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, extract(year FROM Date), extract(month FROM Date), extract(day FROM Date), extract(dow FROM Date), extract(doy FROM Date), extract(week FROM Date), extract(quarter FROM Date) FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, extract(hour FROM UpdatedDateUTC), extract(minute FROM UpdatedDateUTC), extract(isodow FROM UpdatedDateUTC), extract(epoch FROM UpdatedDateUTC) FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber, date_part('year', Date), date_part('month', UpdatedDateUTC) FROM Invoices WHERE Status = 'DRAFT';

SELECT DISTINCT date_trunc('year', Date), date_trunc('quarter', Date), date_trunc('month', Date) FROM Invoices;

SELECT InvoiceNumber, date_trunc('week', Date), date_trunc('day', UpdatedDateUTC), date_trunc('hour', UpdatedDateUTC) FROM Invoices WHERE Status = 'DRAFT';

SELECT InvoiceNumber FROM Invoices WHERE date_trunc('month', Date) = '2025-12-01';

SELECT InvoiceNumber FROM Invoices WHERE extract(month FROM Date) = 2 AND extract(day FROM Date) = 29;

SELECT InvoiceNumber FROM Invoices WHERE UpdatedDateUTC >= '2026-10-01' AND UpdatedDateUTC < '2026-10-08';

SELECT InvoiceNumber FROM Invoices WHERE UpdatedDateUTC > TIMESTAMP '2026-11-01 12:30:00';

SELECT InvoiceNumber FROM Invoices WHERE UpdatedDateUTC = '2022-08-01T10:19:03.964Z';
-- @oracle DuckDB’s TIMESTAMP takes no zone
SELECT InvoiceNumber FROM Invoices WHERE UpdatedDateUTC = TIMESTAMP '2022-08-01 10:19:03.964';

SELECT InvoiceNumber FROM Invoices WHERE CAST(UpdatedDateUTC AS DATE) = '2026-10-05';

SELECT InvoiceNumber FROM Invoices WHERE DueDate IS NULL;

SELECT InvoiceNumber FROM Invoices WHERE DueDate < '2023-01-01' OR DueDate IS NULL;

SELECT InvoiceNumber, DueDate FROM Invoices WHERE DueDate < current_date AND AmountDue > 0 AND Status = 'AUTHORISED';
-- @oracle The engine's clock stands still
SELECT InvoiceNumber, DueDate FROM Invoices WHERE DueDate < DATE '2026-11-20' AND AmountDue > 0 AND Status = 'AUTHORISED';

SELECT InvoiceNumber, current_date - DueDate AS late FROM Invoices WHERE Status = 'AUTHORISED' AND DueDate < current_date - 30;
-- @oracle The engine's clock stands still
SELECT InvoiceNumber, DATE '2026-11-20' - DueDate AS late FROM Invoices WHERE Status = 'AUTHORISED' AND DueDate < DATE '2026-11-20' - 30;

SELECT CASE WHEN current_date - DueDate <= 0 THEN 'current' WHEN current_date - DueDate <= 30 THEN '1-30' WHEN current_date - DueDate <= 60 THEN '31-60' ELSE 'older' END AS age, count(*), sum(AmountDue) FROM Invoices WHERE Type = 'ACCREC' AND Status = 'AUTHORISED' GROUP BY 1;
-- @oracle The engine's clock stands still
SELECT CASE WHEN DATE '2026-11-20' - DueDate <= 0 THEN 'current' WHEN DATE '2026-11-20' - DueDate <= 30 THEN '1-30' WHEN DATE '2026-11-20' - DueDate <= 60 THEN '31-60' ELSE 'older' END AS age, count(*), sum(AmountDue) FROM Invoices WHERE Type = 'ACCREC' AND Status = 'AUTHORISED' GROUP BY 1;

SELECT count(*) FROM Invoices WHERE Date > now() - INTERVAL '90 days';
-- @oracle The engine's clock stands still
SELECT count(*) FROM Invoices WHERE Date > TIMESTAMP '2026-11-20 09:00:00' - INTERVAL '90 days';

SELECT count(*) FROM Invoices WHERE Date >= date_trunc('month', current_date) - INTERVAL '3 months' AND Date < date_trunc('month', current_date);
-- @oracle The engine's clock stands still
SELECT count(*) FROM Invoices WHERE Date >= DATE '2026-08-01' AND Date < DATE '2026-11-01';

SELECT DATE '2024-01-31' + INTERVAL '1 month', DATE '2024-02-29' + INTERVAL '1 year', DATE '2024-03-31' - INTERVAL '1 month';

SELECT DATE '2026-03-01' - DATE '2026-02-01', DATE '2024-12-30' < DATE '2025-01-01', TIMESTAMP '2026-01-01 10:00:00' > DATE '2026-01-01';

SELECT PaymentID, Date, BatchPaymentDate FROM Payments WHERE BatchPaymentDate = Date AND Date > '2026-06-01';

SELECT count(*) FROM Payments WHERE BatchPaymentDate IS NULL AND Date >= '2026-01-01';

SELECT JournalNumber FROM Journals WHERE JournalDate = '2024-06-30';

SELECT JournalNumber FROM Journals WHERE CreatedDateUTC >= '2026-11-10' AND SourceType = 'ACCREC';

SELECT min(j.CreatedDateUTC - CAST(j.JournalDate AS TIMESTAMP)) < INTERVAL '3 days' FROM Journals j;

SELECT Name, UpdatedDateUTC FROM Contacts WHERE UpdatedDateUTC > '2026-06-01';

SELECT extract(year FROM FullyPaidOnDate) AS y, avg(FullyPaidOnDate - Date) AS days FROM Invoices WHERE Type = 'ACCREC' AND FullyPaidOnDate IS NOT NULL GROUP BY 1;

SELECT make_date(2026, 2, 28), last_day(DATE '2024-02-10');
