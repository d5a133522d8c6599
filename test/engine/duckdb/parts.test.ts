/** What is handed to DuckDB, what is not and why, and that no word of the user's is in the SQL. */
import { describe, expect, it } from 'vitest';
import { findParts, type InputProfile, printPart } from '../../../src/engine/duckdb/index.ts';
import type { QueryPlan } from '../../../src/engine/plan/plan.ts';
import { planSql, table } from '../finish/support.ts';

const INVOICES = table('Invoices', {
  InvoiceID: 'uuid',
  ContactID: 'uuid',
  Number: 'text',
  Date: 'date',
  At: 'timestamp',
  Total: 'decimal',
  Lines: 'integer',
  Sent: 'boolean',
});
const CONTACTS = table('Contacts', { ContactID: 'uuid', Name: 'text', Discount: 'decimal' });

const planned = (sql: string): QueryPlan => planSql(sql, [INVOICES, CONTACTS]);

const PROFILE: InputProfile = {
  rows: 1000n,
  numbers: Array.from({ length: 20 }, () => ({ scale: 4, digits: 2, limit: 1_000_000n })),
};

/** The SQL and bound texts of a statement's only part. */
function printed(sql: string): { readonly sql: string; readonly texts: readonly string[] } {
  const [part, ...more] = findParts(planned(sql)).parts.values();
  if (part === undefined || more.length > 0) throw new Error(`not one part: ${sql}`);
  return printPart(
    part,
    part.inputs.map(() => PROFILE),
  );
}

const operators = (sql: string): readonly (readonly string[])[] =>
  [...findParts(planned(sql)).parts.values()].map((part) => part.operators);

describe('parts', () => {
  it.each([
    ['SELECT COUNT(*) FROM Invoices', [['aggregate']]],
    ['SELECT Number FROM Invoices ORDER BY Total DESC LIMIT 3', [['sort']]],
    [
      'SELECT c.Name, SUM(i.Total) FROM Invoices i JOIN Contacts c ON c.ContactID = i.ContactID GROUP BY c.Name ORDER BY 2',
      [['sort', 'aggregate', 'join']],
    ],
    [
      'SELECT DISTINCT c.Name FROM Invoices i LEFT JOIN Contacts c USING (ContactID)',
      [['distinct', 'join']],
    ],
    ['SELECT Number, ROW_NUMBER() OVER (ORDER BY Date) FROM Invoices', [['window']]],
    // The functions above the sums are the built-in engine's.
    ['SELECT UPPER(Number), MAX(Total) / 3 FROM Invoices GROUP BY Number', [['aggregate']]],
    // One that DuckDB has not lies between two that it can run.
    [
      'SELECT s, COUNT(*) FROM (SELECT Number, STDDEV(Total) s FROM (SELECT DISTINCT i.* FROM Invoices i CROSS JOIN Contacts) x GROUP BY Number) y GROUP BY s',
      [['aggregate'], ['distinct', 'join']],
    ],
  ])('%s', (sql, found) => {
    expect(operators(sql)).toEqual(found);
  });

  it.each([
    'SELECT * FROM Invoices',
    "SELECT Number FROM Invoices WHERE Total > 5 AND Number LIKE 'a%'",
    // Their rows come as they are read, and LIMIT ends that.
    'SELECT DISTINCT Number FROM Invoices',
    'SELECT Number FROM Invoices UNION ALL SELECT Name FROM Contacts',
  ])('none: %s', (sql) => {
    expect(operators(sql)).toEqual([]);
    expect(findParts(planned(sql)).declined).toEqual([]);
  });

  it.each([
    ['SELECT STDDEV(Total) FROM Invoices', 'it uses stddev()'],
    ["SELECT STRING_AGG(DISTINCT Number, ',') FROM Invoices", 'it uses string_agg(DISTINCT)'],
    ['SELECT AVG(Total) FROM Invoices GROUP BY ROLLUP (Number)', 'it computes with a mean'],
    ['SELECT SUM(CAST(Total AS DOUBLE PRECISION)) FROM Invoices', 'it uses sum() of double'],
    [
      'SELECT 1 FROM Invoices i JOIN Contacts c ON UPPER(i.Number || c.Name) = c.Name',
      'it uses upper() of text',
    ],
    ["SELECT 1 FROM Invoices i JOIN Contacts c ON i.Number || c.Name ILIKE 'x%'", 'it uses ILIKE'],
    [
      'SELECT SUM(Total) OVER (ORDER BY Lines RANGE BETWEEN 3 PRECEDING AND CURRENT ROW) FROM Invoices',
      'it uses a frame of RANGE or GROUPS with a distance',
    ],
    [
      'SELECT LAST_VALUE(Number) OVER (ORDER BY Date) FROM Invoices',
      'it uses last_value() over rows that are equal in order',
    ],
    // The join would be of all pairs without its condition.
    [
      "SELECT 1 FROM Invoices i, Contacts c WHERE i.ContactID = c.ContactID AND UPPER(i.Number || c.Name) = 'X'",
      'it uses upper() of text',
    ],
    ["SELECT Number FROM Invoices ORDER BY At - TIMESTAMP '2026-01-01'", 'it reads an interval'],
  ])('declined: %s', (sql, reason) => {
    const { parts, declined } = findParts(planned(sql));
    expect([...parts.values()]).toEqual([]);
    expect(declined).toEqual([reason]);
  });

  it('computes beforehand what reads one input alone', () => {
    const [part] = findParts(
      planned(
        "SELECT TO_CHAR(i.Date, 'YYYY-MM'), SUM(i.Total) FROM Invoices i JOIN Contacts c USING (ContactID) GROUP BY 1",
      ),
    ).parts.values();
    expect(part?.operators).toEqual(['aggregate', 'join']);
    expect(part?.inputs.map(({ computed }) => computed.length)).toEqual([1, 0]);
  });

  it('computes nothing beforehand that an outer join may fill with NULL', () => {
    const sql = `SELECT COALESCE(UPPER(c.Name), '?'), COUNT(*) FROM Invoices i LEFT JOIN Contacts c USING (ContactID) GROUP BY 1`;
    const { parts, declined } = findParts(planned(sql));
    expect([...parts.values()].map((part) => part.operators)).toEqual([['join']]);
    expect(declined).toEqual(['it uses upper() of text']);
  });
});

describe('SQL', () => {
  const NAMES = [`x"); DROP TABLE t0; --`, `a' OR '1'='1`, '$1', 'c0_0', '__proto__'];
  const GENERATED = /^[a-z]+\d+(_\d+)?$/;

  it.each(NAMES)('holds no name: %s', (name) => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const { sql, texts } = printed(
      `SELECT Number AS ${quoted}, SUM(Total) FROM Invoices ${quoted} GROUP BY Number ORDER BY ${quoted}`,
    );
    expect(sql).not.toContain('Number');
    if (!GENERATED.test(name)) expect(sql).not.toContain(name);
    expect(texts).toEqual([]);
  });

  it.each(NAMES)('holds no value: %s', (value) => {
    const literal = `'${value.replaceAll("'", "''")}'`;
    const { sql, texts } = printed(
      `SELECT i.Number, ${literal} FROM Invoices i LEFT JOIN Contacts c ON c.Name = ${literal} AND i.Number LIKE ${literal} ORDER BY CASE WHEN c.Name IN (${literal}, 'z') THEN 1 ELSE 2 END`,
    );
    expect(texts).toContain(value);
    for (const text of sql.match(/'[^']*'/g) ?? []) expect(text).toBe("'integer'");
    expect(sql).toContain('CAST($1 AS VARCHAR)');
  });

  it('is made of a closed list of words', () => {
    const statements = [
      "SELECT c.Name, COUNT(DISTINCT i.Number) FILTER (WHERE i.Sent), AVG(i.Total * 1.1) FROM Invoices i FULL JOIN Contacts c ON i.ContactID = c.ContactID AND i.Date >= DATE '2026-01-31' GROUP BY c.Name HAVING SUM(i.Lines) > 3 ORDER BY 2 DESC LIMIT 5 OFFSET 2",
      'SELECT LAG(Total, 2, 0) OVER (PARTITION BY ContactID ORDER BY At), SUM(Total) OVER (ORDER BY Date ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM Invoices',
    ];
    const words = new Set(
      statements
        .map((statement) => printed(statement).sql.replace(/'[^']*'|\$\d+/g, ''))
        .flatMap((sql) => sql.match(/[A-Za-z_][A-Za-z_0-9]*/g) ?? []),
    );
    const ours = [...words].filter((word) => !/^[A-Z]+$/.test(word) && !GENERATED.test(word));
    expect(ours.sort()).toEqual(['coalesce', 'count', 'lag', 'min', 'rowid', 'sum']);
  });
});
