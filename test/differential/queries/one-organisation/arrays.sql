-- Arrays: array_agg, unnest, ANY and ALL, ARRAY(subquery), and what else is written without a
-- function call: OVERLAPS, BETWEEN SYMMETRIC, fiscal years, time zones.

-- @ordered
SELECT Status, array_agg(InvoiceNumber ORDER BY InvoiceNumber) AS numbers FROM Invoices GROUP BY Status ORDER BY Status;

SELECT Type, array_agg(DISTINCT Status ORDER BY Status DESC) AS statuses FROM Invoices GROUP BY Type;

SELECT array_agg(Total ORDER BY Total DESC, InvoiceID) FILTER (WHERE Type = 'ACCREC') AS totals FROM Invoices WHERE Total > 3000;

SELECT InvoiceID FROM Invoices WHERE Status = ANY (ARRAY['PAID', 'VOIDED']);

SELECT InvoiceID FROM Invoices WHERE Status = ANY ('{PAID,VOIDED}');
-- @oracle its lists are written in brackets
SELECT InvoiceID FROM Invoices WHERE Status = ANY (['PAID', 'VOIDED']);

SELECT InvoiceID FROM Invoices WHERE Status <> ALL (ARRAY['PAID', 'VOIDED']) AND Total >= ALL (ARRAY[100, 200.5]);
-- @oracle it has ALL of subqueries only
SELECT InvoiceID FROM Invoices WHERE Status NOT IN ('PAID', 'VOIDED') AND Total >= 200.5;

SELECT Name FROM Contacts WHERE Name LIKE ANY (ARRAY['A%', '%s']) AND Name NOT ILIKE ALL (ARRAY['%x%', '%bay%']);
-- @oracle it has no LIKE ANY of lists
SELECT Name FROM Contacts WHERE (Name LIKE 'A%' OR Name LIKE '%s') AND Name NOT ILIKE '%x%' AND Name NOT ILIKE '%bay%';

-- @ordered
SELECT c.Name, ARRAY(SELECT i.InvoiceNumber FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Total > 2000 ORDER BY i.InvoiceNumber) AS large FROM Contacts c ORDER BY c.ContactID;

SELECT w.word, count(*) AS n FROM Contacts c, unnest(string_to_array(c.Name, ' ')) AS w(word) GROUP BY w.word;

SELECT c.ContactID, w.word FROM Contacts c LEFT JOIN LATERAL unnest(string_to_array(c.EmailAddress, '@')) AS w(word) ON true;
-- @oracle an empty text is a list of one there
SELECT c.ContactID, w.word FROM Contacts c LEFT JOIN LATERAL unnest(string_to_array(nullif(c.EmailAddress, ''), '@')) AS w(word) ON true;

SELECT AccountID, unnest(string_to_array(Name, ' ')) AS word FROM Accounts;

SELECT InvoiceID, (string_to_array(InvoiceNumber, '-'))[1] AS prefix, array_length(string_to_array(InvoiceNumber, '-'), 1) AS parts FROM Invoices;

SELECT array_to_string(array_agg(Code ORDER BY Code), '/') AS codes FROM Accounts WHERE Type = 'EXPENSE';

-- @ordered
SELECT Status, count(*) AS n FROM Invoices GROUP BY Status HAVING array_agg(Type) && ARRAY['ACCPAY'] ORDER BY Status;

SELECT InvoiceID FROM Invoices WHERE (Date, DueDate) OVERLAPS (DATE '2026-05-10', DATE '2026-05-20') AND Date < DueDate;
-- @oracle it has no OVERLAPS
SELECT InvoiceID FROM Invoices WHERE Date < DATE '2026-05-20' AND DueDate > DATE '2026-05-10' AND Date < DueDate;

SELECT InvoiceID FROM Invoices WHERE Total BETWEEN SYMMETRIC 2000 AND 500;
-- @oracle it has no SYMMETRIC
SELECT InvoiceID FROM Invoices WHERE Total BETWEEN 500 AND 2000;

SELECT fiscal_year(Date, 6, 30) AS fy, fiscal_quarter(Date, 6) AS fq, sum(Total) AS total FROM Invoices GROUP BY fy, fq;
-- @oracle it has no fiscal years
SELECT year(Date + INTERVAL 6 MONTH) AS fy, quarter(Date + INTERVAL 6 MONTH) AS fq, sum(Total) AS total FROM Invoices GROUP BY fy, fq;

SELECT fiscal_year(i.Date, o.FinancialYearEndMonth, o.FinancialYearEndDay) AS fy, count(*) AS n FROM Invoices i JOIN Organisation o ON o.TenantId = i.TenantId GROUP BY fy;
-- @oracle it has no fiscal years
SELECT year(i.Date) + CASE WHEN month(i.Date) > o.FinancialYearEndMonth THEN 1 ELSE 0 END AS fy, count(*) AS n FROM Invoices i JOIN Organisation o ON o.TenantId = i.TenantId GROUP BY fy;

SELECT InvoiceID, UpdatedDateUTC AT TIME ZONE 'Pacific/Auckland' AS local FROM Invoices;
-- @oracle its timestamps are times on a clock
SELECT InvoiceID, timezone('Pacific/Auckland', timezone('UTC', UpdatedDateUTC)) AS local FROM Invoices;

SELECT InvoiceID, percentile_cont(ARRAY[0.25, 0.5]) WITHIN GROUP (ORDER BY LineAmount) AS p FROM InvoiceLineItems GROUP BY InvoiceID HAVING count(LineAmount) = 1;
-- @oracle its percentiles over lists are doubles
SELECT InvoiceID, [max(LineAmount), max(LineAmount)] AS p FROM InvoiceLineItems GROUP BY InvoiceID HAVING count(LineAmount) = 1;
