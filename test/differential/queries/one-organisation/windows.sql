-- Window functions, QUALIFY and DISTINCT ON. Where rows tie, a key makes the order total, or the
-- call does not depend on it.

SELECT InvoiceID, row_number() OVER (ORDER BY InvoiceID) FROM Invoices;

SELECT InvoiceNumber, row_number() OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID) FROM Invoices;

SELECT InvoiceNumber, rank() OVER (ORDER BY Total DESC), dense_rank() OVER (ORDER BY Total DESC) FROM Invoices;

SELECT InvoiceNumber, percent_rank() OVER (PARTITION BY Type ORDER BY Total), cume_dist() OVER (PARTITION BY Type ORDER BY Total) FROM Invoices;

SELECT InvoiceID, ntile(4) OVER (ORDER BY Total, InvoiceID), ntile(7) OVER (PARTITION BY Status ORDER BY InvoiceID) FROM Invoices;

SELECT InvoiceID, ntile(100000) OVER (ORDER BY InvoiceID) FROM Invoices WHERE Total > 1000;

SELECT InvoiceID, lag(Total) OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID), lead(Total) OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID) FROM Invoices;

SELECT InvoiceID, lag(Date, 2) OVER (ORDER BY InvoiceID), lead(InvoiceNumber, 3, 'none') OVER (ORDER BY InvoiceID) FROM Invoices;

SELECT InvoiceID, Total - lag(Total, 1, 0) OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID) AS change FROM Invoices;

SELECT InvoiceID, Date - lag(Date) OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID) AS days FROM Invoices WHERE Type = 'ACCREC';

SELECT InvoiceID, lag(Total, 0) OVER (ORDER BY InvoiceID), lead(Total, -1) OVER (ORDER BY InvoiceID) FROM Invoices;

SELECT InvoiceID, lag(FullyPaidOnDate, 1, Date) OVER (ORDER BY InvoiceID) FROM Invoices;

SELECT InvoiceID, first_value(Total) OVER w, last_value(Total) OVER w, nth_value(Total, 2) OVER w FROM Invoices WINDOW w AS (PARTITION BY ContactID ORDER BY Date, InvoiceID);

SELECT InvoiceID, last_value(InvoiceNumber) OVER (PARTITION BY Status ORDER BY Date, InvoiceID ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM Invoices;

SELECT InvoiceID, nth_value(InvoiceNumber, 3) OVER (PARTITION BY Status ORDER BY InvoiceID ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM Invoices;

-- Aggregates over whole partitions.

SELECT InvoiceID, sum(Total) OVER (), count(*) OVER () FROM Invoices;

SELECT InvoiceID, Total / sum(Total) OVER (PARTITION BY CurrencyCode) AS share FROM Invoices WHERE Total > 0;

SELECT InvoiceID, count(*) OVER (PARTITION BY ContactID), avg(Total) OVER (PARTITION BY ContactID), max(Date) OVER (PARTITION BY ContactID) FROM Invoices;

SELECT InvoiceID, count(Reference) OVER (PARTITION BY Reference), count(*) OVER (PARTITION BY Reference) FROM Invoices;

SELECT InvoiceID, bool_and(SentToContact) OVER (PARTITION BY Status), bool_or(HasAttachments) OVER (PARTITION BY Status) FROM Invoices;

SELECT InvoiceID, sum(Total) FILTER (WHERE Status = 'PAID') OVER (PARTITION BY ContactID), count(*) FILTER (WHERE AmountDue > 0) OVER (PARTITION BY Type) FROM Invoices;

SELECT InvoiceID, count(*) OVER (PARTITION BY Type, Status), count(*) OVER (PARTITION BY Type), count(*) OVER () FROM Invoices;

SELECT InvoiceID, count(*) OVER (PARTITION BY date_trunc('month', Date)) FROM Invoices;

SELECT InvoiceID, stddev(Total) OVER (PARTITION BY Type), var_pop(AmountDue) OVER (PARTITION BY Type) FROM Invoices;

SELECT InvoiceID, min(Reference) OVER (PARTITION BY ContactID), max(InvoiceNumber) OVER (PARTITION BY ContactID) FROM Invoices;

-- Running values: the default frame ends with the last peer.

SELECT InvoiceID, sum(Total) OVER (ORDER BY Date) FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (PARTITION BY ContactID ORDER BY Date DESC), count(*) OVER (PARTITION BY ContactID ORDER BY Date DESC) FROM Invoices;

SELECT InvoiceID, sum(AmountDue) OVER (ORDER BY DueDate NULLS FIRST), sum(AmountDue) OVER (ORDER BY DueDate DESC NULLS LAST) FROM Invoices;

SELECT InvoiceID, rank() OVER (ORDER BY Reference), rank() OVER (ORDER BY Reference DESC), rank() OVER (ORDER BY Reference NULLS FIRST) FROM Invoices;

SELECT InvoiceID, avg(Total) OVER (ORDER BY Date, InvoiceID) FROM Invoices;

SELECT InvoiceID, string_agg(InvoiceNumber, ',') OVER (PARTITION BY ContactID ORDER BY InvoiceID) FROM Invoices WHERE Status = 'DRAFT';

SELECT JournalID, JournalNumber, count(*) OVER (ORDER BY JournalDate), max(JournalNumber) OVER (PARTITION BY SourceType ORDER BY JournalNumber) FROM Journals;

SELECT AccountCode, JournalID, sum(NetAmount) OVER (PARTITION BY AccountCode ORDER BY JournalCreatedDateUTC) FROM JournalLines WHERE AccountCode IN ('090', '200', '400');

-- Frames of rows.

SELECT InvoiceID, sum(Total) OVER (ORDER BY InvoiceID ROWS 2 PRECEDING) FROM Invoices;

SELECT InvoiceID, avg(Total) OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (ORDER BY InvoiceID ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING), count(Total) OVER (ORDER BY InvoiceID ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING) FROM Invoices;

SELECT InvoiceID, min(Total) OVER (ORDER BY InvoiceID ROWS BETWEEN 5 PRECEDING AND CURRENT ROW), max(Total) OVER (ORDER BY InvoiceID ROWS BETWEEN CURRENT ROW AND 5 FOLLOWING) FROM Invoices;

SELECT InvoiceID, max(Total) OVER (ORDER BY InvoiceID ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), sum(Total) OVER (ORDER BY InvoiceID ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (PARTITION BY Type ORDER BY InvoiceID ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) FROM Invoices;

SELECT InvoiceID, sum(Total) FILTER (WHERE Type = 'ACCREC') OVER (ORDER BY InvoiceID ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) FROM Invoices;

SELECT InvoiceID, bool_and(SentToContact) OVER (ORDER BY InvoiceID ROWS 3 PRECEDING) FROM Invoices;

SELECT InvoiceID, string_agg(Status, '/') OVER (ORDER BY InvoiceID ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (ORDER BY InvoiceID ROWS (1 + 1) PRECEDING) FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM Invoices;

-- Frames of values.

SELECT InvoiceID, sum(Total) OVER (ORDER BY Date RANGE BETWEEN INTERVAL '30 days' PRECEDING AND CURRENT ROW) FROM Invoices;

SELECT InvoiceID, count(*) OVER (PARTITION BY ContactID ORDER BY Date RANGE BETWEEN INTERVAL '3 months' PRECEDING AND INTERVAL '1 day' PRECEDING) FROM Invoices;

SELECT InvoiceID, max(Total) OVER (PARTITION BY Type ORDER BY Date DESC RANGE BETWEEN INTERVAL '1 year' PRECEDING AND INTERVAL '1 week' FOLLOWING) FROM Invoices;

SELECT InvoiceID, count(*) OVER (ORDER BY UpdatedDateUTC RANGE BETWEEN INTERVAL '12 hours' PRECEDING AND INTERVAL '12 hours' FOLLOWING) FROM Invoices;

SELECT InvoiceID, count(*) OVER (ORDER BY FullyPaidOnDate RANGE BETWEEN INTERVAL '10 days' PRECEDING AND INTERVAL '10 days' FOLLOWING) FROM Invoices;

SELECT InvoiceID, count(*) OVER (ORDER BY Total RANGE BETWEEN 100 PRECEDING AND 100 FOLLOWING), avg(Total) OVER (ORDER BY Total DESC RANGE BETWEEN 250.50 PRECEDING AND CURRENT ROW) FROM Invoices;

SELECT InvoiceID, LineNumber, sum(LineAmount) OVER (PARTITION BY InvoiceID ORDER BY LineNumber RANGE 1 PRECEDING) FROM InvoiceLineItems;

SELECT JournalID, count(*) OVER (ORDER BY JournalNumber RANGE BETWEEN 10 FOLLOWING AND 20 FOLLOWING) FROM Journals;

SELECT InvoiceID, sum(Total) OVER (ORDER BY Date RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM Invoices;

-- Frames of groups of peers, and exclusions.

SELECT InvoiceID, sum(Total) OVER (ORDER BY Date GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM Invoices;

SELECT InvoiceID, count(*) OVER (PARTITION BY Type ORDER BY Status GROUPS 1 PRECEDING), min(Date) OVER (ORDER BY Status GROUPS BETWEEN 2 FOLLOWING AND UNBOUNDED FOLLOWING) FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (PARTITION BY ContactID ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS others FROM Invoices;

SELECT InvoiceID, max(Total) OVER (PARTITION BY ContactID ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS others FROM Invoices;

SELECT InvoiceID, sum(Total) OVER (ORDER BY Date RANGE BETWEEN INTERVAL '5 days' PRECEDING AND INTERVAL '5 days' FOLLOWING EXCLUDE GROUP) FROM Invoices;

SELECT InvoiceID, count(*) OVER (ORDER BY Date GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES), avg(Total) OVER (ORDER BY Date GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM Invoices;

SELECT InvoiceID, first_value(InvoiceNumber) OVER (ORDER BY InvoiceID ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING EXCLUDE CURRENT ROW) FROM Invoices;

-- Named windows.

SELECT InvoiceID, sum(Total) OVER w, avg(Total) OVER w, rank() OVER w FROM Invoices WINDOW w AS (PARTITION BY ContactID ORDER BY Date);

SELECT InvoiceID, count(*) OVER c, row_number() OVER (c ORDER BY InvoiceID), sum(Total) OVER (c ORDER BY Date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM Invoices WINDOW c AS (PARTITION BY ContactID);

SELECT InvoiceID, sum(Total) OVER d FROM Invoices WINDOW c AS (PARTITION BY ContactID), d AS (c ORDER BY Date);

-- Over groups.

SELECT Status, sum(Total), sum(sum(Total)) OVER (), sum(Total) / sum(sum(Total)) OVER () AS share FROM Invoices GROUP BY Status HAVING sum(Total) > 0;

SELECT date_trunc('month', Date) AS month, sum(Total), sum(sum(Total)) OVER (ORDER BY date_trunc('month', Date)) AS running FROM Invoices WHERE Type = 'ACCREC' GROUP BY 1;

SELECT ContactName, count(*), rank() OVER (ORDER BY count(*) DESC), rank() OVER (ORDER BY sum(Total) DESC) FROM Invoices GROUP BY ContactName;

SELECT Type, Status, sum(Total), sum(sum(Total)) OVER (PARTITION BY Type), max(count(*)) OVER (PARTITION BY Type) FROM Invoices GROUP BY Type, Status;

SELECT extract(year FROM Date) AS y, extract(month FROM Date) AS m, sum(Total) AS total, lag(sum(Total)) OVER (ORDER BY extract(year FROM Date), extract(month FROM Date)) AS before FROM Invoices GROUP BY y, m;

SELECT count(*), row_number() OVER () FROM Invoices;

SELECT sum(count(*)) OVER (), avg(sum(Total)) OVER () FROM Invoices GROUP BY Status, Type;

SELECT AccountCode, sum(NetAmount) AS net, round(100 * sum(NetAmount) / sum(sum(NetAmount)) OVER (PARTITION BY AccountType), 2) AS percent FROM JournalLines WHERE AccountType = 'EXPENSE' GROUP BY AccountCode, AccountType;

-- In expressions, in ORDER BY, with DISTINCT, with joins and subqueries.

-- @ordered
SELECT InvoiceID FROM Invoices ORDER BY row_number() OVER (ORDER BY Total DESC, InvoiceID) LIMIT 10;

-- @ordered
SELECT ContactName, Total FROM Invoices ORDER BY rank() OVER (PARTITION BY ContactName ORDER BY Total DESC), Total DESC, ContactName, InvoiceID LIMIT 20;

-- @ordered
SELECT InvoiceNumber, Total, sum(Total) OVER (ORDER BY Date, InvoiceID) AS running FROM Invoices ORDER BY Date DESC, InvoiceID DESC LIMIT 5 OFFSET 2;

SELECT DISTINCT ContactName, first_value(Total) OVER (PARTITION BY ContactID ORDER BY Date DESC, InvoiceID) AS latest FROM Invoices;

SELECT InvoiceID, CASE WHEN row_number() OVER (PARTITION BY ContactID ORDER BY InvoiceID) = 1 THEN 'first' ELSE 'later' END FROM Invoices;

SELECT InvoiceID, coalesce(lag(Reference) OVER (ORDER BY InvoiceID), '-') || Status FROM Invoices;

SELECT c.Name, i.InvoiceNumber, row_number() OVER (PARTITION BY c.ContactID ORDER BY i.Total DESC, i.InvoiceID) FROM Contacts c JOIN Invoices i USING (ContactID);

SELECT c.Name, count(i.InvoiceID) OVER (PARTITION BY c.ContactID) FROM Contacts c LEFT JOIN Invoices i ON i.ContactID = c.ContactID AND i.Status = 'AUTHORISED';

SELECT * FROM (SELECT InvoiceNumber, ContactName, rank() OVER (PARTITION BY ContactID ORDER BY Total DESC) AS place FROM Invoices) q WHERE place <= 2;

SELECT * FROM (SELECT InvoiceID, Status, row_number() OVER (PARTITION BY Status ORDER BY InvoiceID) AS place FROM Invoices) q WHERE Status = 'PAID' AND place < 4;

SELECT * FROM (SELECT InvoiceID, Status, count(*) OVER () AS n FROM Invoices) q WHERE Status = 'PAID';

SELECT * FROM (SELECT InvoiceID, Date, Type, sum(Total) OVER (PARTITION BY Type, Date) AS day, count(*) OVER (PARTITION BY Date) AS n FROM Invoices) q WHERE Date >= DATE '2026-01-01' AND Type = 'ACCREC';

SELECT * FROM (SELECT date_trunc('month', Date) AS month, InvoiceID, count(*) OVER (PARTITION BY date_trunc('month', Date)) AS n FROM Invoices) q WHERE month = DATE '2026-03-01';

WITH ranked AS (SELECT ContactID, Total, row_number() OVER (PARTITION BY ContactID ORDER BY Date, InvoiceID) AS place FROM Invoices) SELECT a.ContactID, a.Total, b.Total FROM ranked a JOIN ranked b ON a.ContactID = b.ContactID AND b.place = a.place + 1;

SELECT c.Name, (SELECT max(q.place) FROM (SELECT dense_rank() OVER (ORDER BY i.Status) AS place FROM Invoices i WHERE i.ContactID = c.ContactID) q) AS statuses FROM Contacts c;

SELECT c.Name, q.InvoiceNumber, q.place FROM Contacts c, LATERAL (SELECT i.InvoiceNumber, row_number() OVER (ORDER BY i.Total DESC, i.InvoiceID) AS place FROM Invoices i WHERE i.ContactID = c.ContactID) q WHERE q.place <= 2;

SELECT Name FROM Contacts WHERE ContactID IN (SELECT ContactID FROM Invoices QUALIFY rank() OVER (ORDER BY Total DESC) <= 5);

SELECT InvoiceID, rank() OVER (ORDER BY Total) FROM Invoices WHERE Type = 'ACCPAY' UNION ALL SELECT CreditNoteID, rank() OVER (ORDER BY Total) FROM CreditNotes;

-- @empty
SELECT InvoiceID, row_number() OVER (ORDER BY InvoiceID) FROM Invoices WHERE Status = 'NONE';

-- QUALIFY.

SELECT InvoiceNumber FROM Invoices QUALIFY row_number() OVER (PARTITION BY ContactID ORDER BY Date DESC, InvoiceID) = 1;

SELECT InvoiceNumber, row_number() OVER (PARTITION BY ContactID ORDER BY Date DESC, InvoiceID) AS place FROM Invoices WHERE Type = 'ACCREC' QUALIFY place <= 3 AND place % 2 = 1;

SELECT InvoiceNumber, Total FROM Invoices QUALIFY Total > 2 * avg(Total) OVER (PARTITION BY ContactID);

SELECT ContactName, sum(Total) AS total FROM Invoices GROUP BY ContactName HAVING count(*) > 3 QUALIFY rank() OVER (ORDER BY sum(Total) DESC) <= 5;

SELECT InvoiceNumber FROM Invoices WINDOW w AS (PARTITION BY ContactID ORDER BY Date, InvoiceID) QUALIFY Total < lag(Total) OVER w AND Status = 'PAID';

SELECT DISTINCT Status FROM Invoices QUALIFY count(*) OVER (PARTITION BY Status) > 10;

-- @ordered
SELECT InvoiceNumber, rank() OVER (ORDER BY Total DESC) AS place FROM Invoices QUALIFY place < 6 ORDER BY place, InvoiceID;

-- @empty
SELECT InvoiceNumber FROM Invoices QUALIFY row_number() OVER (ORDER BY InvoiceID) < 1;

-- DISTINCT ON.

SELECT DISTINCT ON (ContactID) ContactName, InvoiceNumber, Date FROM Invoices ORDER BY ContactID, Date DESC, InvoiceID;

-- @ordered
SELECT DISTINCT ON (Status, Type) Status, Type, InvoiceNumber FROM Invoices ORDER BY Type DESC, Status, Total DESC NULLS LAST, InvoiceID;

-- @ordered
SELECT DISTINCT ON (1) date_trunc('month', Date) AS month, InvoiceNumber FROM Invoices ORDER BY month, Total, InvoiceID LIMIT 6;

SELECT DISTINCT ON (Reference) Reference, InvoiceID FROM Invoices ORDER BY Reference, InvoiceID;

SELECT DISTINCT ON (Status) Status FROM Invoices;

SELECT * FROM (SELECT DISTINCT ON (ContactID) ContactID, Status, Total FROM Invoices ORDER BY ContactID, Date DESC, InvoiceID) q WHERE Status = 'AUTHORISED';

SELECT * FROM (SELECT DISTINCT ON (Status) Status, InvoiceNumber FROM Invoices ORDER BY Status, InvoiceID) q WHERE Status IN ('PAID', 'VOIDED');

SELECT DISTINCT ON (Status) Status, count(*) FROM Invoices GROUP BY Status, Type ORDER BY Status, count(*) DESC;

SELECT DISTINCT ON (Status) Status, row_number() OVER (ORDER BY InvoiceID) AS place FROM Invoices ORDER BY Status, place;

SELECT c.Name, q.Total FROM Contacts c JOIN (SELECT DISTINCT ON (ContactID) ContactID, Total FROM Invoices WHERE Type = 'ACCREC' ORDER BY ContactID, Total DESC) q USING (ContactID);

SELECT DISTINCT ON (Type) Type, InvoiceID FROM Invoices WHERE Status = 'PAID' ORDER BY Type, InvoiceID;

-- A number of rows says nothing of an untyped literal's type.

SELECT InvoiceNumber, nth_value('a', 1) OVER w, lag('a', 1) OVER w, lead('b', 2, 'none') OVER w FROM Invoices WINDOW w AS (ORDER BY InvoiceID);
