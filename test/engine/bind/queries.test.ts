/** Whole queries as bound trees. */
import { describe, expect, it } from 'vitest';
import { bound, columns } from './support.ts';

/** Text without the indentation that this file gives it. */
function tree(text: string): string {
  const lines = text.split('\n').slice(1, -1);
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}

type Case = readonly [what: string, sql: string, expected: string];

const GROUPS: Readonly<Record<string, readonly Case[]>> = {
  'windows, QUALIFY and DISTINCT ON': [
    [
      'in one operator for each window',
      'SELECT Total, rank() OVER (PARTITION BY Status ORDER BY Total DESC) AS r, sum(Total) OVER (PARTITION BY Status ORDER BY Total DESC ROWS 1 PRECEDING), count(*) OVER () FROM Invoices',
      `
        Project [Total, rank() OVER (PARTITION BY Status ORDER BY Total DESC) AS r, sum(Total) OVER (PARTITION BY Status ORDER BY Total DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS sum, count(*) OVER () AS count]
          Window [count(*)]
            Window [rank(), sum(Total) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW] PARTITION BY Status ORDER BY Total DESC
              Scan ACCOUNTING.Invoices [Total, Status]
      `,
    ],
    [
      'computed once',
      'SELECT rank() OVER (ORDER BY Total), 1 + rank() OVER (ORDER BY Total) FROM Invoices ORDER BY rank() OVER (ORDER BY Total)',
      `
        Sort rank
          Project [rank() OVER (ORDER BY Total) AS rank, 1 + rank() OVER (ORDER BY Total) AS ?column?]
            Window [rank()] ORDER BY Total
              Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'by name, built upon',
      'SELECT sum(Total) OVER w, lag(Total) OVER (w ORDER BY Date) FROM Invoices WINDOW w AS (PARTITION BY Status)',
      `
        Project [sum(Total) OVER (PARTITION BY Status) AS sum, lag(Total) OVER (PARTITION BY Status ORDER BY Date) AS lag]
          Window [lag(Total)] PARTITION BY Status ORDER BY Date
            Window [sum(Total)] PARTITION BY Status
              Scan ACCOUNTING.Invoices [Total, Status, Date]
      `,
    ],
    [
      'over groups',
      'SELECT Status, sum(sum(Total)) OVER (ORDER BY count(*) DESC) FROM Invoices GROUP BY Status HAVING count(*) > 1',
      `
        Project [Status, sum(sum(Total)) OVER (ORDER BY count(*) DESC) AS sum]
          Window [sum(sum(Total))] ORDER BY count(*) DESC
            Filter count(*) > 1
              Aggregate [Status] [sum(Total), count(*)]
                Scan ACCOUNTING.Invoices [Status, Total]
      `,
    ],
    [
      'over groups that only a window makes',
      'SELECT rank() OVER (ORDER BY sum(Total)) FROM Invoices',
      `
        Project [rank() OVER (ORDER BY sum(Total)) AS rank]
          Window [rank()] ORDER BY sum(Total)
            Aggregate [] [sum(Total)]
              Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'over groups by an expression',
      'SELECT sum(count(*)) OVER (ORDER BY Total / 2 RANGE 10 PRECEDING) FROM Invoices GROUP BY Total / 2',
      `
        Project [sum(count(*)) OVER (ORDER BY Total / 2 RANGE BETWEEN 10 PRECEDING AND CURRENT ROW) AS sum]
          Window [sum(count(*)) RANGE BETWEEN 10 PRECEDING AND CURRENT ROW] ORDER BY Total / 2
            Aggregate [Total / 2] [count(*)]
              Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'reaching over time',
      "SELECT sum(Total) OVER (ORDER BY Date DESC RANGE BETWEEN INTERVAL '1 month' PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM Invoices",
      `
        Project [sum(Total) OVER (ORDER BY Date DESC RANGE BETWEEN INTERVAL '1 months' PRECEDING AND CURRENT ROW EXCLUDE TIES) AS sum]
          Window [sum(Total) RANGE BETWEEN INTERVAL '1 months' PRECEDING AND CURRENT ROW EXCLUDE TIES] ORDER BY Date DESC
            Scan ACCOUNTING.Invoices [Total, Date]
      `,
    ],
    [
      'with QUALIFY',
      'SELECT InvoiceNumber, row_number() OVER (PARTITION BY ContactID ORDER BY Date DESC) AS place FROM Invoices WHERE Total > 0 QUALIFY place = 1 ORDER BY Date',
      `
        Project [InvoiceNumber, place]
          Sort Date
            Project [InvoiceNumber, row_number() OVER (PARTITION BY ContactID ORDER BY Date DESC) AS place, Date]
              Filter row_number() OVER (PARTITION BY ContactID ORDER BY Date DESC) = 1
                Window [row_number()] PARTITION BY ContactID ORDER BY Date DESC
                  Filter Total > 0
                    Scan ACCOUNTING.Invoices [Total, InvoiceNumber, ContactID, Date]
      `,
    ],
    [
      'with QUALIFY by a column before an alias',
      'SELECT AmountDue AS Total FROM Invoices QUALIFY Total > avg(Total) OVER ()',
      `
        Project [AmountDue AS Total]
          Filter Total > avg(Total) OVER ()
            Window [avg(Total)]
              Scan ACCOUNTING.Invoices [AmountDue, Total]
      `,
    ],
    [
      'and DISTINCT',
      'SELECT DISTINCT Status, count(*) OVER (PARTITION BY Status) AS n FROM Invoices ORDER BY n',
      `
        Sort n
          Distinct
            Project [Status, count(*) OVER (PARTITION BY Status) AS n]
              Window [count(*)] PARTITION BY Status
                Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'DISTINCT ON',
      'SELECT DISTINCT ON (ContactID) InvoiceNumber FROM Invoices ORDER BY ContactID, Date DESC LIMIT 5',
      `
        Project [InvoiceNumber]
          Limit 5
            Distinct ON (ContactID)
              Sort ContactID, Date DESC
                Project [InvoiceNumber, ContactID, Date]
                  Scan ACCOUNTING.Invoices [InvoiceNumber, ContactID, Date]
      `,
    ],
    [
      'DISTINCT ON a position and a name',
      'SELECT DISTINCT ON (1, d) Status, Date AS d FROM Invoices',
      `
        Distinct ON (Status, d)
          Project [Status, Date AS d]
            Scan ACCOUNTING.Invoices [Status, Date]
      `,
    ],
    [
      'DISTINCT ON in a union',
      "SELECT DISTINCT ON (Date) Status FROM Invoices UNION ALL SELECT 'x'",
      `
        UNION ALL [Status]
          Project [Status]
            Distinct ON (Date)
              Project [Status, Date]
                Scan ACCOUNTING.Invoices [Status, Date]
          Project ['x' AS ?column?]
            Values [] ()
      `,
    ],
    [
      'of a correlated subquery',
      'SELECT (SELECT max(r) FROM (SELECT rank() OVER (ORDER BY i.Total - c.Discount) AS r FROM Invoices i) x) FROM Contacts c',
      `
        Project [(subquery 1) AS max]
          subquery 1:
            Project [max(r) AS max]
              Aggregate [] [max(r)]
                Project [rank() OVER (ORDER BY i.Total - c.Discount) AS r]
                  Window [rank()] ORDER BY i.Total - c.Discount
                    Scan ACCOUNTING.Invoices AS i [Total]
          Scan ACCOUNTING.Contacts AS c [Discount]
      `,
    ],
  ],
  joins: [
    [
      'on a condition',
      'SELECT c.Name, Total FROM Contacts c LEFT JOIN Invoices i ON c.ContactID = i.ContactID AND Total > 5',
      `
        Project [c.Name, i.Total]
          LEFT JOIN ON c.ContactID = i.ContactID AND i.Total > 5
            Scan ACCOUNTING.Contacts AS c [ContactID, Name]
            Scan ACCOUNTING.Invoices AS i [ContactID, Total]
      `,
    ],
    [
      'by comma',
      'SELECT Name, Size FROM Contacts, FILES.Invoices',
      `
        Project [Contacts.Name, Invoices.Size]
          CROSS JOIN
            Scan ACCOUNTING.Contacts [Name]
            Scan FILES.Invoices [Size]
      `,
    ],
    [
      'using a column of the side that is never missing',
      'SELECT ContactID FROM Contacts c RIGHT JOIN Invoices i USING (ContactID)',
      `
        Project [i.ContactID]
          RIGHT JOIN ON c.ContactID = i.ContactID
            Scan ACCOUNTING.Contacts AS c [ContactID]
            Scan ACCOUNTING.Invoices AS i [ContactID]
      `,
    ],
    [
      'full, using whichever is there',
      'SELECT ContactID, c.ContactID FROM Contacts c FULL JOIN Invoices USING (ContactID)',
      `
        Project [coalesce(c.ContactID, Invoices.ContactID) AS ContactID, c.ContactID]
          FULL JOIN ON c.ContactID = Invoices.ContactID
            Scan ACCOUNTING.Contacts AS c [ContactID]
            Scan ACCOUNTING.Invoices [ContactID]
      `,
    ],
    [
      'three, using one merged column',
      'SELECT InvoiceID FROM Invoices a JOIN Invoices b USING (InvoiceID) JOIN InvoiceLineItems USING (InvoiceID)',
      `
        Project [a.InvoiceID]
          INNER JOIN ON a.InvoiceID = InvoiceLineItems.InvoiceID
            INNER JOIN ON a.InvoiceID = b.InvoiceID
              Scan ACCOUNTING.Invoices AS a [InvoiceID]
              Scan ACCOUNTING.Invoices AS b [InvoiceID]
            Scan ACCOUNTING.InvoiceLineItems [InvoiceID]
      `,
    ],
    [
      'natural',
      'SELECT FileId, Size FROM FILES.Files NATURAL JOIN FILES.Invoices',
      `
        Project [Files.FileId, Invoices.Size]
          INNER JOIN ON Files.FileId = Invoices.FileId
            Scan FILES.Files [FileId]
            Scan FILES.Invoices [FileId, Size]
      `,
    ],
    [
      'natural without a common column',
      'SELECT Size FROM Contacts NATURAL LEFT JOIN FILES.Invoices',
      `
        Project [Invoices.Size]
          LEFT JOIN ON TRUE
            Scan ACCOUNTING.Contacts []
            Scan FILES.Invoices [Size]
      `,
    ],
    [
      'nested',
      'SELECT 1 AS x FROM Contacts c LEFT JOIN (Invoices i JOIN InvoiceLineItems l USING (InvoiceID)) ON i.ContactID = c.ContactID',
      `
        Project [1 AS x]
          LEFT JOIN ON i.ContactID = c.ContactID
            Scan ACCOUNTING.Contacts AS c [ContactID]
            INNER JOIN ON i.InvoiceID = l.InvoiceID
              Scan ACCOUNTING.Invoices AS i [InvoiceID, ContactID]
              Scan ACCOUNTING.InvoiceLineItems AS l [InvoiceID]
      `,
    ],
    [
      'lateral',
      'SELECT c.Name, s.t FROM Contacts c LEFT JOIN LATERAL (SELECT SUM(Total) AS t FROM Invoices i WHERE i.ContactID = c.ContactID) s ON TRUE',
      `
        Project [c.Name, t]
          LEFT JOIN LATERAL ON TRUE
            Scan ACCOUNTING.Contacts AS c [ContactID, Name]
            Project [sum(i.Total) AS t]
              Aggregate [] [sum(i.Total)]
                Filter i.ContactID = c.ContactID
                  Scan ACCOUNTING.Invoices AS i [ContactID, Total]
      `,
    ],
    [
      'lateral across a nested join',
      'SELECT 1 AS x FROM Contacts c, (Invoices i CROSS JOIN LATERAL (SELECT c.Name AS n) s)',
      `
        Project [1 AS x]
          CROSS JOIN LATERAL
            Scan ACCOUNTING.Contacts AS c [Name]
            CROSS JOIN
              Scan ACCOUNTING.Invoices AS i []
              Project [c.Name AS n]
                Values [] ()
      `,
    ],
  ],
  grouping: [
    [
      'by a column',
      'SELECT Status, SUM(Total) FROM Invoices GROUP BY Status HAVING SUM(Total) > 10 ORDER BY 2 DESC',
      `
        Sort sum DESC
          Project [Status, sum(Total) AS sum]
            Filter sum(Total) > 10
              Aggregate [Status] [sum(Total)]
                Scan ACCOUNTING.Invoices [Status, Total]
      `,
    ],
    [
      'by an expression',
      'SELECT Total * 2, COUNT(*) FROM Invoices GROUP BY Total * 2',
      `
        Project [Total * 2 AS ?column?, count(*) AS count]
          Aggregate [Total * 2] [count(*)]
            Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'by position',
      'SELECT upper(Status), COUNT(*) FROM Invoices GROUP BY 1',
      `
        Project [upper(Status) AS upper, count(*) AS count]
          Aggregate [upper(Status)] [count(*)]
            Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'by an alias',
      'SELECT upper(Status) AS s, COUNT(*) FROM Invoices GROUP BY s ORDER BY s',
      `
        Sort s
          Project [upper(Status) AS s, count(*) AS count]
            Aggregate [upper(Status)] [count(*)]
              Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'by the input column before the alias',
      'SELECT upper(Status) AS Status FROM Invoices GROUP BY Status',
      `
        Project [upper(Status) AS Status]
          Aggregate [Status] []
            Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'uses an expression over a key',
      'SELECT upper(Status) || COUNT(*) FROM Invoices GROUP BY Status',
      `
        Project [upper(Status) || CAST(count(*) AS TEXT) AS ?column?]
          Aggregate [Status] [count(*)]
            Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'by the primary key lets the table’s other columns stand',
      'SELECT InvoiceNumber, COUNT(*) FROM Invoices GROUP BY InvoiceID',
      `
        Project [InvoiceNumber, count(*) AS count]
          Aggregate [InvoiceID, InvoiceNumber] [count(*)]
            Scan ACCOUNTING.Invoices [InvoiceNumber, InvoiceID]
      `,
    ],
    [
      'by a constant of the select list',
      "SELECT 'x' AS k, COUNT(*) FROM Invoices GROUP BY k UNION SELECT Status, 1 FROM Invoices",
      `
        UNION [k, count]
          Project ['x' AS k, count(*) AS count]
            Aggregate ['x'] [count(*)]
              Scan ACCOUNTING.Invoices []
          Project [Invoices.Status, 1 AS ?column?]
            Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'of all rows',
      'SELECT MAX(Date) FROM Invoices HAVING COUNT(*) > 1',
      `
        Project [max(Date) AS max]
          Filter count(*) > 1
            Aggregate [] [max(Date), count(*)]
              Scan ACCOUNTING.Invoices [Date]
      `,
    ],
    [
      'computes equal aggregates once',
      'SELECT SUM(Total), SUM(Total) + 1 FROM Invoices HAVING SUM(Total) > 0 ORDER BY SUM(Total)',
      `
        Sort sum
          Project [sum(Total) AS sum, sum(Total) + 1 AS ?column?]
            Filter sum(Total) > 0
              Aggregate [] [sum(Total)]
                Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'takes FILTER, DISTINCT and ORDER BY',
      "SELECT COUNT(DISTINCT Status) AS a, SUM(Total) FILTER (WHERE SentToContact) AS b, string_agg(Status, ',' ORDER BY Date DESC) AS c FROM Invoices",
      `
        Project [count(DISTINCT Status) AS a, sum(Total) FILTER (WHERE SentToContact) AS b, string_agg(Status, ',' ORDER BY Date DESC) AS c]
          Aggregate [] [count(DISTINCT Status), sum(Total) FILTER (WHERE SentToContact), string_agg(Status, ',' ORDER BY Date DESC)]
            Scan ACCOUNTING.Invoices [Status, Total, SentToContact, Date]
      `,
    ],
    [
      'reaches into subqueries',
      'SELECT Status, (SELECT COUNT(*) FROM InvoiceLineItems WHERE Description = i.Status) AS n FROM Invoices i GROUP BY Status',
      `
        Project [i.Status, (subquery 1) AS n]
          subquery 1:
            Project [count(*) AS count]
              Aggregate [] [count(*)]
                Filter InvoiceLineItems.Description = i.Status
                  Scan ACCOUNTING.InvoiceLineItems [Description]
          Aggregate [i.Status] []
            Scan ACCOUNTING.Invoices AS i [Status]
      `,
    ],
    [
      'by what a subquery of the select list computes',
      'SELECT (SELECT MAX(Name) FROM Contacts c WHERE c.ContactID = i.ContactID) AS n, COUNT(*) FROM Invoices i GROUP BY 1',
      `
        Project [(subquery) AS n, count(*) AS count]
          Aggregate [(subquery 1) AS (subquery)] [count(*)]
            subquery 1:
              Project [max(c.Name) AS max]
                Aggregate [] [max(c.Name)]
                  Filter c.ContactID = i.ContactID
                    Scan ACCOUNTING.Contacts AS c [ContactID, Name]
            Scan ACCOUNTING.Invoices AS i [ContactID]
      `,
    ],
    [
      'takes aggregates from inside subqueries',
      'SELECT ContactID FROM Invoices i GROUP BY ContactID HAVING EXISTS (SELECT 1 FROM Contacts c WHERE c.Discount > SUM(i.Total))',
      `
        Project [i.ContactID]
          Filter EXISTS (subquery 1)
            subquery 1:
              Project [1 AS ?column?]
                Filter c.Discount > sum(i.Total)
                  Scan ACCOUNTING.Contacts AS c [Discount]
            Aggregate [i.ContactID] [sum(i.Total)]
              Scan ACCOUNTING.Invoices AS i [ContactID, Total]
      `,
    ],
  ],
  order: [
    [
      'by an output name first',
      'SELECT -Total AS Date FROM Invoices ORDER BY Date',
      `
        Sort Date
          Project [-Total AS Date]
            Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'by input columns inside expressions',
      'SELECT -Total AS Total FROM Invoices ORDER BY Total + 1',
      `
        Project [Total]
          Sort Total + 1
            Project [-Total AS Total, Total + 1]
              Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'by what is not selected, dropped above the limit',
      'SELECT Status FROM Invoices ORDER BY Date DESC, Total NULLS FIRST LIMIT 5 OFFSET 10',
      `
        Project [Status]
          Limit 5 OFFSET 10
            Sort Date DESC, Total NULLS FIRST
              Project [Status, Date, Total]
                Scan ACCOUNTING.Invoices [Status, Date, Total]
      `,
    ],
    [
      'of distinct rows',
      'SELECT DISTINCT Status, Date FROM Invoices ORDER BY Date, 1 DESC NULLS LAST',
      `
        Sort Date, Status DESC NULLS LAST
          Distinct
            Project [Status, Date]
              Scan ACCOUNTING.Invoices [Status, Date]
      `,
    ],
    [
      'of distinct rows by a selected expression',
      'SELECT DISTINCT lower(Status) FROM Invoices ORDER BY lower(Status)',
      `
        Sort lower
          Distinct
            Project [lower(Status) AS lower]
              Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'with LIMIT 0 and folded numbers',
      'SELECT Status FROM Invoices LIMIT 2 * 3 - 6',
      `
        Limit 0
          Project [Status]
            Scan ACCOUNTING.Invoices [Status]
      `,
    ],
    [
      'with LIMIT NULL',
      'SELECT Status FROM Invoices LIMIT NULL OFFSET 0',
      `
        Project [Status]
          Scan ACCOUNTING.Invoices [Status]
      `,
    ],
  ],
  'set operations': [
    [
      'bring both sides to one type',
      "SELECT Total, Date FROM Invoices UNION ALL SELECT 1, '2026-01-31'",
      `
        UNION ALL [Total, Date]
          Project [Total, Date]
            Scan ACCOUNTING.Invoices [Total, Date]
          Project [1 AS ?column?, DATE '2026-01-31' AS ?column?]
            Values [] ()
      `,
    ],
    [
      'cast columns above',
      'SELECT LineNumber FROM InvoiceLineItems INTERSECT SELECT Total FROM Invoices',
      `
        INTERSECT [LineNumber]
          Project [CAST(LineNumber AS DECIMAL) AS LineNumber]
            Project [InvoiceLineItems.LineNumber]
              Scan ACCOUNTING.InvoiceLineItems [LineNumber]
          Project [Invoices.Total]
            Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'give NULL the other side’s type',
      'SELECT DISTINCT NULL AS d UNION SELECT Date FROM Invoices ORDER BY d',
      `
        Sort d
          UNION [d]
            Distinct
              Project [NULL AS d]
                Values [] ()
            Project [Date]
              Scan ACCOUNTING.Invoices [Date]
      `,
    ],
    [
      'of sides with order and limit of their own',
      '(SELECT Total FROM Invoices ORDER BY Date LIMIT 1) EXCEPT ALL SELECT 5',
      `
        EXCEPT ALL [Total]
          Project [Total]
            Limit 1
              Sort Date
                Project [Total, Date]
                  Scan ACCOUNTING.Invoices [Total, Date]
          Project [5 AS ?column?]
            Values [] ()
      `,
    ],
    [
      'of VALUES',
      "VALUES (1, 'a'), (2.5, NULL) ORDER BY column1 LIMIT 1",
      `
        Limit 1
          Sort column1
            Values [column1, column2] (1, 'a'), (2.5, NULL)
      `,
    ],
    [
      'in parentheses are one query',
      '(SELECT Status FROM Invoices) ORDER BY Date LIMIT 1',
      `
        Project [Status]
          Limit 1
            Sort Date
              Project [Status, Date]
                Scan ACCOUNTING.Invoices [Status, Date]
      `,
    ],
  ],
  subqueries: [
    [
      'scalar and correlated',
      'SELECT (SELECT MAX(Total) FROM Invoices i WHERE i.ContactID = c.ContactID) FROM Contacts c',
      `
        Project [(subquery 1) AS max]
          subquery 1:
            Project [max(i.Total) AS max]
              Aggregate [] [max(i.Total)]
                Filter i.ContactID = c.ContactID
                  Scan ACCOUNTING.Invoices AS i [ContactID, Total]
          Scan ACCOUNTING.Contacts AS c [ContactID]
      `,
    ],
    [
      'EXISTS',
      'SELECT Name FROM Contacts c WHERE NOT EXISTS (SELECT 1 FROM Invoices i WHERE i.ContactID = c.ContactID)',
      `
        Project [c.Name]
          Filter NOT EXISTS (subquery 1)
            subquery 1:
              Project [1 AS ?column?]
                Filter i.ContactID = c.ContactID
                  Scan ACCOUNTING.Invoices AS i [ContactID]
            Scan ACCOUNTING.Contacts AS c [ContactID, Name]
      `,
    ],
    [
      'IN',
      'SELECT Name FROM Contacts WHERE ContactID NOT IN (SELECT ContactID FROM Invoices)',
      `
        Project [Contacts.Name]
          Filter Contacts.ContactID NOT IN (subquery 1)
            subquery 1:
              Project [Invoices.ContactID]
                Scan ACCOUNTING.Invoices [ContactID]
            Scan ACCOUNTING.Contacts [ContactID, Name]
      `,
    ],
    [
      'IN for rows, with casts',
      'SELECT 1 AS x FROM Invoices WHERE (ContactName, Total) IN (SELECT ContactID, LineNumber FROM Contacts, InvoiceLineItems)',
      `
        Project [1 AS x]
          Filter (lower(Invoices.ContactName), Invoices.Total) IN (subquery 1)
            subquery 1:
              Project [CAST(ContactID AS TEXT) AS ContactID, CAST(LineNumber AS DECIMAL) AS LineNumber]
                Project [Contacts.ContactID, InvoiceLineItems.LineNumber]
                  CROSS JOIN
                    Scan ACCOUNTING.Contacts [ContactID]
                    Scan ACCOUNTING.InvoiceLineItems [LineNumber]
            Scan ACCOUNTING.Invoices [ContactName, Total]
      `,
    ],
    [
      'ANY',
      'SELECT 1 AS x FROM Invoices WHERE Total >= ALL (SELECT LineNumber FROM InvoiceLineItems)',
      `
        Project [1 AS x]
          Filter Invoices.Total >= ALL (subquery 1)
            subquery 1:
              Project [CAST(LineNumber AS DECIMAL) AS LineNumber]
                Project [InvoiceLineItems.LineNumber]
                  Scan ACCOUNTING.InvoiceLineItems [LineNumber]
            Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'derived tables',
      'SELECT a + 1 AS b FROM (SELECT Total FROM Invoices) AS d (a) WHERE d.a > 1',
      `
        Project [a + 1 AS b]
          Filter a > 1
            Project [Total]
              Scan ACCOUNTING.Invoices [Total]
      `,
    ],
    [
      'common table expressions, once each and only those used',
      'WITH a (n) AS (SELECT Name FROM Contacts), b AS (SELECT n FROM a), c AS (SELECT 1) SELECT x.n FROM b x, b y',
      `
        a :=
        Project [Name]
          Scan ACCOUNTING.Contacts [Name]
        b :=
        Project [n]
          CteScan a [n]
        Project [b.n]
          CROSS JOIN
            CteScan b [n]
            CteScan b [n]
      `,
    ],
    [
      'common table expressions of an outer row, in place',
      'SELECT Name FROM Contacts c WHERE EXISTS (WITH i AS (SELECT Total FROM Invoices v WHERE v.ContactID = c.ContactID) SELECT 1 FROM i WHERE Total > 1)',
      `
        Project [c.Name]
          Filter EXISTS (subquery 1)
            subquery 1:
              Project [1 AS ?column?]
                Filter Total > 1
                  Project [v.Total]
                    Filter v.ContactID = c.ContactID
                      Scan ACCOUNTING.Invoices AS v [ContactID, Total]
            Scan ACCOUNTING.Contacts AS c [ContactID, Name]
      `,
    ],
    [
      'RECURSIVE without recursion',
      'WITH RECURSIVE a AS (SELECT 1 AS x) SELECT x FROM a',
      `
        a :=
        Project [1 AS x]
          Values [] ()
        Project [x]
          CteScan a [x]
      `,
    ],
  ],
};

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  it.each(cases)('%s', (_what, sql, expected) => {
    expect(bound(sql)).toBe(tree(expected));
  });
});

describe('deep statements', () => {
  it('bind: a UNION of 300 sides, an OR of 3,000, an IN of 10,000', () => {
    const union = Array.from({ length: 300 }, (_, index) => `SELECT ${index} AS n`).join(
      ' UNION ALL ',
    );
    expect(columns(union)).toBe('n integer');
    const or = Array.from({ length: 3000 }, (_, index) => `Total = ${index}`).join(' OR ');
    expect(columns(`SELECT 1 AS n FROM Invoices WHERE ${or}`)).toBe('n integer');
    const list = Array.from({ length: 10_000 }, (_, index) => index).join(', ');
    expect(columns(`SELECT 1 AS n FROM Invoices WHERE Total IN (${list})`)).toBe('n integer');
  });
});
