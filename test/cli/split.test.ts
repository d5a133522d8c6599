import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStatements, statementsOf } from '../../src/cli/split.ts';

const texts = (script: string): string[] => statementsOf(script).map(({ text }) => text);

describe('statementsOf', () => {
  test('splits at semicolons; the last statement needs none', () => {
    expect(texts('SELECT 1; SELECT 2 ;\r\nSELECT 3')).toEqual([
      'SELECT 1',
      'SELECT 2 ',
      'SELECT 3',
    ]);
  });

  test('tells where each begins in the script', () => {
    const script = '-- first\nSELECT 1;\n  SELECT 2';
    for (const { text, offset } of statementsOf(script)) {
      expect(script.slice(offset, offset + text.length)).toBe(text);
    }
  });

  test.each([
    ["SELECT 'a;b'"],
    ["SELECT 'it''s; fine'"],
    ["SELECT E'\\';'"],
    ['SELECT ";" FROM t'],
    ['SELECT "a"";" FROM t'],
    ['SELECT `;` FROM t'],
    ['SELECT [;] FROM t'],
    ['SELECT 1 -- ; not here\n + 1'],
    ['SELECT /* ; /* ; */ ; */ 1'],
    ['SELECT a - b / c'],
  ])('does not split %s', (statement) => {
    expect(texts(`${statement}; SELECT 2`)).toEqual([statement, 'SELECT 2']);
  });

  test("a name that ends in e before a text does not make it an E'…'", () => {
    expect(texts("SELECT like'\\'; SELECT 2")).toEqual(["SELECT like'\\'", 'SELECT 2']);
  });

  test('comments, blanks and lone semicolons are no statements', () => {
    expect(texts(' ;; -- nothing\n /* nothing */ ;')).toEqual([]);
  });

  test('what is not closed is left to the parser, as one statement', () => {
    expect(texts("SELECT 'abc; SELECT 2")).toEqual(["SELECT 'abc; SELECT 2"]);
  });

  test('any statements that need no look inside come back as they were', () => {
    const piece = fc.constantFrom(
      'a',
      "'x;y'",
      '"n;m"',
      '/* c; */',
      '1.5',
      '(',
      ')',
      ',',
      "E'\\';'",
    );
    const statement = fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => `SELECT ${pieces.join(' ')}`);
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        expect(texts(statements.join(' ;\n'))).toEqual(
          statements.map((text, index) => (index < statements.length - 1 ? `${text} ` : text)),
        );
      }),
    );
  });

  test('reads a megabyte of text in one literal', () => {
    const statement = `SELECT '${"x''".repeat(400_000)}'`;
    expect(texts(`${statement};`)).toEqual([statement]);
  });
});

describe('splitStatements', () => {
  test.each([
    ['SELECT 1', 'statement'],
    ["SELECT 'a", 'string'],
    ["SELECT E'a\\'", 'string'],
    ['SELECT "a', 'name'],
    ['SELECT [a', 'name'],
    ['SELECT /* a', 'comment'],
    ["SELECT 'a' ", 'statement'],
  ])('tells what is open at the end of %s', (script, open) => {
    expect(splitStatements(script).rest?.open).toBe(open);
  });

  test('knows a comment that is open before any statement', () => {
    expect(splitStatements('SELECT 1; /* more')).toMatchObject({ rest: null, openComment: true });
    expect(splitStatements('SELECT 1; /* more */')).toMatchObject({ openComment: false });
  });

  test('tells where the rest begins', () => {
    expect(splitStatements('SELECT 1; SELECT').restOffset).toBe(9);
  });
});
