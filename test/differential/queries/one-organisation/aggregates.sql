-- Percentiles, median, mode, statistics of pairs, first and last.

-- DuckDB interpolates decimals to the scale of the column; both answers are rounded.
SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY Total), 2) AS m FROM Invoices;
-- @oracle its percentile of a decimal is cut to the column's scale
SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(Total AS DOUBLE)), 2) AS m FROM Invoices;

SELECT Type, round(percentile_cont(0.9) WITHIN GROUP (ORDER BY Total), 4) AS p90, round(percentile_cont(0.1) WITHIN GROUP (ORDER BY Total DESC), 4) AS top FROM Invoices GROUP BY Type;
-- @oracle its percentile of a decimal is cut to the column's scale
SELECT Type, round(percentile_cont(0.9) WITHIN GROUP (ORDER BY CAST(Total AS DOUBLE)), 4) AS p90, round(percentile_cont(0.1) WITHIN GROUP (ORDER BY CAST(Total AS DOUBLE) DESC), 4) AS top FROM Invoices GROUP BY Type;

SELECT Status, percentile_disc(0.5) WITHIN GROUP (ORDER BY Total) AS d FROM Invoices GROUP BY Status;

SELECT percentile_disc(0) WITHIN GROUP (ORDER BY Date) AS a, percentile_disc(1) WITHIN GROUP (ORDER BY Date) AS z, percentile_disc(0.25) WITHIN GROUP (ORDER BY Date DESC) AS q FROM Invoices;

SELECT Type, percentile_disc(0.75) WITHIN GROUP (ORDER BY ContactName) AS d FROM Invoices GROUP BY Type;

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY FullyPaidOnDate) AS d, count(*) FROM Invoices;

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY Total) FILTER (WHERE Status = 'NONE') AS none, percentile_disc(0.5) WITHIN GROUP (ORDER BY Total) FILTER (WHERE Status = 'PAID') AS paid FROM Invoices;

SELECT Type, round(median(Total), 4) AS m FROM Invoices GROUP BY Type;
-- @oracle its median of a decimal is cut to the column's scale
SELECT Type, round(median(CAST(Total AS DOUBLE)), 4) AS m FROM Invoices GROUP BY Type;

SELECT median(LineNumber) AS m FROM (SELECT CAST(Quantity AS INTEGER) AS LineNumber FROM InvoiceLineItems) AS q;

SELECT median(Total) AS m, mode(Status) AS s FROM Invoices WHERE Status = 'NONE';

SELECT Type, mode() WITHIN GROUP (ORDER BY Status) AS s FROM Invoices GROUP BY Type;

SELECT mode(CurrencyCode) AS c, mode(Type) AS t FROM Invoices;

SELECT Type, count_if(Status = 'PAID') AS paid, count_if(Total > 1000) AS large FROM Invoices GROUP BY Type;

-- Where all values are NULL, DuckDB's count_if is NULL; a count is 0.
SELECT count_if(FullyPaidOnDate > DATE '2000-01-01') AS n FROM Invoices WHERE Status = 'DRAFT';
-- @oracle its count_if of NULLs alone is NULL
SELECT count(*) FILTER (WHERE FullyPaidOnDate > DATE '2000-01-01') AS n FROM Invoices WHERE Status = 'DRAFT';

SELECT round(corr(Total, TotalTax), 8) AS c, round(covar_pop(Total, TotalTax), 4) AS p, round(covar_samp(Total, TotalTax), 4) AS s FROM Invoices;

SELECT Type, round(regr_slope(TotalTax, SubTotal), 8) AS s, round(regr_intercept(TotalTax, SubTotal), 6) AS i, round(regr_r2(TotalTax, SubTotal), 8) AS r FROM Invoices GROUP BY Type;

SELECT regr_count(AmountPaid, Total) AS n, round(regr_avgx(AmountPaid, Total), 6) AS x, round(regr_avgy(AmountPaid, Total), 6) AS y, round(regr_sxx(AmountPaid, Total), 2) AS xx, round(regr_syy(AmountPaid, Total), 2) AS yy, round(regr_sxy(AmountPaid, Total), 2) AS xy FROM Invoices;

SELECT corr(Total, TotalTax) AS c, regr_count(Total, TotalTax) AS n, covar_pop(Total, TotalTax) AS p FROM Invoices WHERE Status = 'NONE';

SELECT Type, first(InvoiceNumber ORDER BY Date, InvoiceNumber) AS f, last(InvoiceNumber ORDER BY Date, InvoiceNumber) AS l FROM Invoices GROUP BY Type;

SELECT Status, first(FullyPaidOnDate ORDER BY InvoiceNumber, InvoiceID) AS f, last(Reference ORDER BY Date DESC, InvoiceID) AS l FROM Invoices GROUP BY Status;

SELECT Type, round(stddev(Total), 6) AS a, round(stddev_pop(Total), 6) AS b, round(variance(Total), 4) AS c, round(var_pop(Total), 4) AS d, round(stddev_samp(Total), 6) AS e, round(var_samp(Total), 4) AS f FROM Invoices GROUP BY Type;

SELECT Type, every(Total >= 0) AS e, bool_or(Total > 5000) AS o, bool_and(SentToContact) AS a FROM Invoices GROUP BY Type;
-- @oracle it has no EVERY
SELECT Type, bool_and(Total >= 0) AS e, bool_or(Total > 5000) AS o, bool_and(SentToContact) AS a FROM Invoices GROUP BY Type;

SELECT any_value(CurrencyCode) AS c FROM Invoices WHERE CurrencyCode = 'AUD';

SELECT Type, string_agg(Status, ', ') WITHIN GROUP (ORDER BY Status, InvoiceID) AS s FROM Invoices WHERE Date >= DATE '2026-11-01' GROUP BY Type;
-- @oracle it takes WITHIN GROUP only for listagg
SELECT Type, string_agg(Status, ', ' ORDER BY Status, InvoiceID) AS s FROM Invoices WHERE Date >= DATE '2026-11-01' GROUP BY Type;

SELECT c.Name, (SELECT median(i.Total) FROM Invoices i WHERE i.ContactID = c.ContactID AND i.Total = 0) AS m FROM Contacts c;

SELECT Type, Status, percentile_disc(0.5) WITHIN GROUP (ORDER BY Total) AS d FROM Invoices GROUP BY ROLLUP (Type, Status);

-- @fails OUT_OF_RANGE
SELECT percentile_disc(1.5) WITHIN GROUP (ORDER BY Total) FROM Invoices;
