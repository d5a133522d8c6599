/** The comparison itself: what it must not overlook. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { difference, oracleAnswer, type Answer } from './support/answers.ts';
import { readCases } from './support/cases.ts';
import { Generator } from './support/generator.ts';
import { openDuckDb } from './support/loader.ts';

let oracle: DuckDBConnection;

beforeAll(async () => {
  oracle = await openDuckDb();
});

const ask = (values: string): Promise<Answer> =>
  oracleAnswer(oracle, `SELECT a, b FROM (VALUES ${values}) AS v (a, b)`);

async function differ(left: string, right: string, ordered = false): Promise<boolean> {
  return difference(await ask(left), await ask(right), ordered) !== null;
}

describe('answers differ when', () => {
  test.each([
    ['a row is missing', "(1, 'x'), (2, 'y')", "(1, 'x')"],
    ['a row is there twice', "(1, 'x'), (1, 'x')", "(1, 'x')"],
    ['another row is there twice', "(1, 'x'), (1, 'x'), (2, 'y')", "(1, 'x'), (2, 'y'), (2, 'y')"],
    ['NULL is an empty text', '(1, NULL)', "(1, '')"],
    ['NULL is the text null', '(1, NULL)', "(1, 'null')"],
    ['the fourth decimal differs', "(1.0001, 'x')", "(1.0002, 'x')"],
    ['a large sum differs by a cent', "(12345678901234567.01, 'x')", "(12345678901234567.02, 'x')"],
    ['a space follows', "(1, 'x')", "(1, 'x ')"],
    ['values change places between rows', "(1, 'x'), (2, 'y')", "(1, 'y'), (2, 'x')"],
    ['values change places in a row', "('1', '2')", "('2', '1')"],
  ])('%s', async (_, left, right) => {
    expect(await differ(left, right)).toBe(true);
  });

  test('rows change places, where order counts', async () => {
    expect(await differ("(1, 'x'), (2, 'y')", "(2, 'y'), (1, 'x')", true)).toBe(true);
    expect(await differ("(1, 'x'), (2, 'y')", "(2, 'y'), (1, 'x')")).toBe(false);
  });

  test('a column bears another name', async () => {
    const ours = await oracleAnswer(oracle, 'SELECT 1 AS a');
    expect(difference(ours, await oracleAnswer(oracle, 'SELECT 1 AS b'), false)).not.toBeNull();
  });
});

test('zeros at the end of a decimal do not differ', async () => {
  expect(await differ("(1.50, 'x')", "(1.5, 'x')")).toBe(false);
});

describe('files of queries', () => {
  test('directives go with the query below, the oracle’s text with the one above', () => {
    const text = [
      '-- A heading.',
      '-- @ordered',
      'SELECT 1;',
      '',
      '-- @empty',
      'SELECT 2 /* ; */;',
      '-- @oracle because',
      'SELECT 3;',
    ].join('\n');
    expect(readCases(text)).toEqual([
      { sql: 'SELECT 1', oracle: 'SELECT 1', ordered: true, empty: false, fails: null },
      { sql: 'SELECT 2 /* ; */', oracle: 'SELECT 3', ordered: false, empty: true, fails: null },
    ]);
  });

  test('a directive that there is not is an error', () => {
    expect(() => readCases('-- @orderd\nSELECT 1;')).toThrow('unknown directive');
  });
});

test('the same choices make the same statement, none the simplest', () => {
  const tables = [{ name: 't', columns: [{ name: 'n', type: 'integer', samples: [] }] }] as const;
  const statement = (choices: readonly number[]) => new Generator(tables, choices).statement().sql;
  const choices = Array.from({ length: 80 }, (_, index) => (index * 7919) % 65_521);
  expect(statement(choices)).toBe(statement(choices));
  expect(statement([])).toBe('SELECT t1.n AS c1 FROM t AS t1');
});
