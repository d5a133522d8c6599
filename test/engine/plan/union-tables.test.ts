/** Tables that are several under one name: only the members that conditions leave are read. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../../src/engine/bind/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import { plan } from '../../../src/engine/plan/index.ts';
import { catalogue } from '../../../src/schemas/index.ts';

const ID = '297c2dc5-cc47-4afd-8ec8-74990b8761e9';

/** The paths of all requests, in the order of the statement. */
function paths(sql: string): readonly string[] {
  const { query } = parse(sql);
  const bound = bind(query, { sql, catalogue, defaultSchema: 'ACCOUNTING', parameters: [] });
  const now = new Date('2026-11-20T10:00:00Z');
  const { scans } = plan(bound, { pageSize: 1000, now, oneTenant: true });
  return [...scans.values()].flatMap(({ requests }) => requests.map(({ path }) => path));
}

describe('History', () => {
  it('reads the kinds of documents that EntityType names', () => {
    const sql = `SELECT Details FROM History WHERE EntityType = 'Invoices' AND EntityID = '${ID}'`;
    expect(paths(sql)).toEqual([`/Invoices/${ID}/History`]);
    const several = `SELECT EntityType, Details FROM History h
      WHERE h.EntityType IN ('Quotes', 'Items') AND h.EntityID = '${ID}'`;
    expect(paths(several)).toEqual([`/Items/${ID}/History`, `/Quotes/${ID}/History`]);
    expect(paths(`SELECT * FROM History WHERE EntityType = 'Nothing'`)).toEqual([]);
  });

  it('asks every kind for a document whose kind is not said', () => {
    expect(paths(`SELECT * FROM History WHERE EntityID = '${ID}'`)).toHaveLength(16);
  });
});

it('Attachments asks only documents that say they have some', () => {
  expect(paths(`SELECT FileName FROM Attachments WHERE EntityType = 'Contacts'`)).toEqual([
    '/Contacts/{ContactID}/Attachments',
    '/Contacts',
  ]);
});
