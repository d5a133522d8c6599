import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XeroSqlError } from '../../../src/errors.ts';
import { parse, parseExpression } from '../../../src/engine/parse/index.ts';

/** Pieces of SQL in no order: they reach further into the parser than random characters do. */
const PIECES =
  `SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT OFFSET FETCH FIRST ROWS ONLY JOIN LEFT CROSS
  NATURAL ON USING UNION ALL INTERSECT EXCEPT WITH RECURSIVE AS VALUES DISTINCT TOP CASE WHEN THEN
  ELSE END NOT AND OR IN LIKE ILIKE ESCAPE BETWEEN IS NULL TRUE ANY EXISTS CAST EXTRACT INTERVAL DATE
  SUM COUNT OVER PARTITION FILTER NULLS LAST DESC ASC LATERAL EXPLAIN ANALYZE FOR INTO a b t "q" [q]
  'x' 1 0.5 ? $1 :n ( ) ( ) ( ) , , . * = < > + - || :: ; -- /* */ E'\\' #`.split(/\s+/);

const soup = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 40 })
  .map((pieces) => pieces.join(' '));
const queries = soup.map((text) => `SELECT a FROM t ${text}`);
const text = fc.string({ unit: 'binary', maxLength: 60 });

function check(sql: string): void {
  try {
    parse(sql);
  } catch (error) {
    expect(error).toBeInstanceOf(XeroSqlError);
    expect((error as XeroSqlError).code).not.toBe('INTERNAL');
    expect((error as XeroSqlError).position).toBeDefined();
  }
}

describe('any text', { timeout: 120_000 }, () => {
  it.each([
    ['words of SQL in any order', soup, 4000],
    ['words of SQL after a query', queries, 4000],
    ['any characters', text, 2000],
  ] as const)('gives a tree or a XeroSqlError with a position: %s', (_, texts, numRuns) => {
    fc.assert(fc.property(texts, check), { numRuns });
  });

  it('survives long repetitions of anything', () => {
    for (const piece of [
      ...PIECES,
      '(a',
      'a)',
      'NOT a = ',
      'SELECT a FROM (',
      'JOIN t ON a ',
      'a, ',
    ]) {
      check(`${piece} `.repeat(3000));
      check(`SELECT a FROM t ${`${piece} `.repeat(3000)}`);
    }
  });
});

describe('literals and names', () => {
  it('keep any text unchanged', () => {
    fc.assert(
      fc.property(text, (value) => {
        const sql = `'${value.replaceAll("'", "''")}'`;
        expect(parseExpression(sql)).toEqual({ kind: 'string', value, at: 0 });
      }),
    );
  });

  it.each([
    ['"', '"'],
    ['`', '`'],
    ['[', ']'],
  ])('keep any name unchanged in %s', (open, close) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
        const sql = `${open}${name.replaceAll(close, close + close)}${close}`;
        expect(parseExpression(sql)).toMatchObject({ kind: 'column', name: { name } });
        const { query } = parse(`SELECT 1 AS ${sql} FROM ${sql}.${sql} ${sql}`);
        expect(query.body).toMatchObject({
          items: [{ alias: { name } }],
          from: [{ schema: { name }, name: { name }, alias: { name: { name } } }],
        });
      }),
    );
  });
});
