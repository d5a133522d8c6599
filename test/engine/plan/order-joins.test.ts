/** In which order inner joins run: no product of tables that an equality connects. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../../src/engine/bind/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import { plan } from '../../../src/engine/plan/index.ts';
import type { Rel } from '../../../src/engine/rel/rel.ts';
import { catalogue } from '../../../src/schemas/index.ts';

/** Joins as `(left ⋈ right)`, products as `(left × right)`, scans by their alias. */
function shape(rel: Rel): string {
  switch (rel.kind) {
    case 'scan':
      return rel.alias;
    case 'join': {
      const symbol = rel.type === 'cross' ? '×' : rel.type === 'inner' ? '⋈' : rel.type;
      return `(${shape(rel.left)} ${symbol} ${shape(rel.right)})`;
    }
    case 'project':
    case 'filter':
    case 'aggregate':
      return shape(rel.input);
    default:
      return rel.kind;
  }
}

function orderOf(from: string): string {
  const sql = `SELECT count(*) FROM ${from}`;
  const bound = bind(parse(sql).query, {
    sql,
    catalogue,
    defaultSchema: 'ACCOUNTING',
    parameters: [],
  });
  return shape(plan(bound, { pageSize: 100, now: new Date(0), bindKeys: false }).root);
}

describe('the order of inner joins', () => {
  it.each([
    [
      'a product that an equality with a later table makes needless',
      'Items a, Items b, Items c WHERE a.Code = c.Code AND b.Name = c.Name',
      '((a ⋈ c) ⋈ b)',
    ],
    [
      'a chain against its written order',
      'Items a, Items b, Items c, Items d WHERE a.Code = d.Code AND d.Name = b.Name AND b.Code = c.Code',
      '(((a ⋈ d) ⋈ b) ⋈ c)',
    ],
    [
      'tables that nothing connects come together last',
      'Items a, Items b, Items c, Items d WHERE a.Code = c.Code AND b.Code = d.Code',
      '((a ⋈ c) × (b ⋈ d))',
    ],
    [
      'a condition that is no equality stands where its tables meet',
      'Items a, Items b, Items c, Items d WHERE a.Code = c.Code AND a.Name < b.Name AND d.Code = c.Name',
      '(((a ⋈ c) ⋈ d) ⋈ b)',
    ],
    [
      'an equality of expressions connects too',
      'Items a, Items b, Items c WHERE lower(a.Code) = c.Code AND b.Code = a.Name || c.Name',
      '((a ⋈ c) ⋈ b)',
    ],
    [
      'an outer join is one input',
      'Items a, Items b LEFT JOIN Items x ON x.Code = b.Name, Items c WHERE a.Code = c.Code AND c.Name = b.Name',
      '((a ⋈ c) ⋈ (b left x))',
    ],
    [
      'an order without products stays as it is written',
      'Items a, Items b, Items c WHERE a.Code = b.Code AND b.Name = c.Name',
      '((a ⋈ b) ⋈ c)',
    ],
    ['a product that is asked for stays', 'Items a, Items b', '(a × b)'],
  ])('%s', (_, from, expected) => {
    expect(orderOf(from)).toBe(expected);
  });
});
