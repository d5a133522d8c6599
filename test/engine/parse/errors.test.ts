import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { XeroSqlError } from '../../../src/errors.ts';
import { parse } from '../../../src/engine/parse/index.ts';

/** Blocks of a statement, `line:column CODE message` and perhaps `hint: …`. */
const blocks = readFileSync(new URL('./wrong-statements.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n\n')
  .map((block) => {
    const [sql = '', ...error] = block.split('\n');
    return { sql, error: error.map((line) => line.trim()).join('\n') };
  });

function errorText(sql: string): string {
  try {
    parse(sql);
    return 'no error';
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    const { position, code, message, hint } = error;
    const place = position === undefined ? '?' : `${position.line}:${position.column}`;
    return `${place} ${code} ${message}${hint === undefined ? '' : `\nhint: ${hint}`}`;
  }
}

describe('wrong statements', () => {
  it('are many', () => {
    expect(blocks.length).toBeGreaterThan(100);
  });

  it.each(blocks)('$sql', ({ sql, error }) => {
    expect(errorText(sql)).toBe(error);
  });

  it.each(['', '   ', ';', '-- nothing\n', '/* nothing */;'])('an empty statement: %j', (sql) => {
    expect(errorText(sql)).toMatch(/^1:1 SYNTAX_ERROR The statement is empty\./);
  });

  it('points at the opener of what is never closed, lines below', () => {
    expect(errorText("SELECT a\nFROM t\nWHERE b = 'x\nAND c = 1")).toMatch(
      /^3:11 SYNTAX_ERROR This string/,
    );
    expect(errorText('SELECT a\nFROM (SELECT b\nFROM t')).toMatch(/^2:6 SYNTAX_ERROR This "\("/);
  });
});

describe('size', () => {
  const nested = (depth: number): string =>
    `SELECT 1 FROM t WHERE ${'('.repeat(depth)}a = 1${' OR b = 2)'.repeat(depth)}`;

  it('parses deep nesting and refuses what is deeper', () => {
    for (const depth of [20, 30, 60, 100]) parse(nested(depth));
    expect(errorText(nested(101))).toMatch(
      /TOO_COMPLEX The statement is nested more than 100 deep/,
    );
  });

  it('parses an IN list of 10,000 literals', () => {
    const list = Array.from({ length: 10_000 }, (_, i) => `'id-${i}'`).join(', ');
    parse(`SELECT 1 FROM t WHERE a IN (${list})`);
  });

  it.each([
    ['operators', `SELECT 1${' + 1'.repeat(5000)}`],
    ['signs', `SELECT ${'- '.repeat(5000)}1`],
    ['NOTs between comparisons', `SELECT ${'1 = NOT '.repeat(5000)}1`],
    ['casts', `SELECT 1${'::int'.repeat(5000)}`],
    ['joins', `SELECT 1 FROM t${' JOIN t ON true'.repeat(5000)}`],
    ['set operations', `SELECT 1${' UNION SELECT 1'.repeat(5000)}`],
    ['WITH queries', `WITH ${Array(5000).fill('a AS (SELECT 1)').join(', ')} SELECT 1`],
    ['columns', `SELECT ${Array(50_000).fill('a').join(', ')}`],
  ])('refuses endless %s', (_, sql) => {
    expect(errorText(sql)).toMatch(/TOO_COMPLEX/);
  });
});
