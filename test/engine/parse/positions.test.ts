import { describe, expect, it } from 'vitest';
import { XeroSqlError } from '../../../src/errors.ts';
import { parse } from '../../../src/engine/parse/index.ts';

/** Every node of a tree with an `at`, by kind or name. */
function nodes(value: unknown, found: [string, number][] = []): [string, number][] {
  if (Array.isArray(value)) value.forEach((item) => nodes(item, found));
  else if (typeof value === 'object' && value !== null) {
    const node = value as Record<string, unknown>;
    const label = node['kind'] ?? node['name'];
    if (typeof node['at'] === 'number' && typeof label === 'string')
      found.push([label, node['at']]);
    Object.values(node).forEach((item) => nodes(item, found));
  }
  return found;
}

describe('positions', () => {
  it('point at each node’s first character in the user’s text', () => {
    const sql = `/* 'x' */ SELECT "a""b" + 1 AS "é", SUM(c)
      FROM [s].t u JOIN (SELECT 2) d ON NOT u.i = ?
      WHERE CASE WHEN 'it''s' IS NULL THEN -5 END IN (7)`;
    const at = (text: string): number => sql.indexOf(text);
    const byLabel = new Map(nodes(parse(sql)));
    expect(Object.fromEntries(byLabel)).toMatchObject({
      select: at('SELECT 2'),
      arithmetic: at('"a""b"'),
      'a"b': at('"a""b"'),
      é: at('"é"'),
      call: at('SUM'),
      s: at('[s]'),
      t: at('t u'),
      u: at('u.i'),
      join: at('[s]'),
      derived: at('(SELECT 2)'),
      not: at('NOT'),
      comparison: at('u.i'),
      parameter: at('?'),
      inList: at('CASE'),
      case: at('CASE'),
      string: at("'it''s'"),
      is: at("'it''s'"),
      negate: at('-5'),
    });
  });

  it('survive line ends of every kind in errors', () => {
    const error = catchError('SELECT a,\r\n  b,\n  c,\rFROM t');
    expect(error.position).toEqual({ line: 3, column: 4, offset: 19 });
  });
});

function catchError(sql: string): XeroSqlError {
  try {
    parse(sql);
  } catch (error) {
    if (error instanceof XeroSqlError) return error;
  }
  throw new Error(`no XeroSqlError from ${sql}`);
}
