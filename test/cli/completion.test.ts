import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/schemas/index.ts';
import { complete } from '../../src/cli/repl/completion.ts';

const names = { catalogue, defaultSchema: 'ACCOUNTING' } as const;

/** `|` is the cursor. */
function at(text: string): readonly string[] {
  const [before = '', after = ''] = text.split('|');
  return complete(before, after, names).hits;
}

describe('complete', () => {
  test('begins statements', () => {
    expect(at('|')).toEqual(['EXPLAIN', 'SELECT', 'WITH']);
    expect(at('SELECT 1; |')).toEqual(['EXPLAIN', 'SELECT', 'WITH']);
  });

  test('keywords follow the case that is typed', () => {
    expect(at('sel|')).toEqual(['select']);
    expect(at('SEL|')).toEqual(['SELECT']);
    expect(at('SELECT 1 inters|')).toEqual(['intersect']);
  });

  test('tables and schemas after FROM, JOIN and a comma of FROM', () => {
    expect(at('select * from CreditN|')).toContain('CreditNotes');
    expect(at('select * from invoices i join Curr|')).toEqual(['Currencies']);
    expect(at('select * from invoices, Curr|')).toEqual(['Currencies']);
    expect(at('select * from payr|')).toEqual(['PAYROLLAUS.']);
    expect(at('select * from sys_ta|')).toEqual(['sys_tablecolumns', 'sys_tables']);
    expect(at('select * from files.|')).toEqual(['Tenants']);
    expect(at('\\d Curr|')).toEqual(['Currencies']);
  });

  test('columns of the tables that the statement reads, before and after the cursor', () => {
    expect(at('select InvoiceNu| from Invoices')).toEqual(['InvoiceNumber']);
    expect(at('select * from Invoices where DueD|')).toEqual(['DueDate']);
    expect(at('select * from Currencies c where |')).toEqual(
      expect.arrayContaining(['Code', 'Description', 'c']),
    );
    expect(at('select * from Currencies |where true')).toContain('Code');
    expect(at('select * from Currencies where DueD|')).toEqual([]);
    expect(at('select * from Invoices; select DueD| from Currencies')).toEqual([]);
  });

  test('columns of any table before FROM is written', () => {
    expect(at('select InvoiceNu|')).toContain('InvoiceNumber');
  });

  test('columns of one table after its alias or name', () => {
    const text = 'from Invoices i join Contacts as c on c.ContactID = i.ContactID';
    expect(at(`select c.Emai| ${text}`)).toEqual(['EmailAddress']);
    expect(at(`select i.Emai| ${text}`)).toEqual([]);
    expect(at('select Currencies.Co| from Currencies')).toEqual(['Code']);
    expect(at('select x.Co| from Accounts left join "Currencies" x')).toEqual(['Code']);
    expect(at('select ACCOUNTING.Currencies.| from ACCOUNTING.Currencies')).toContain('Code');
  });

  test('functions, with their parenthesis', () => {
    expect(at('select date_tr|')).toEqual(['date_trunc(']);
    expect(at('select coale|')).toEqual(['coalesce(']);
  });

  test('nothing inside a text, a quoted name or a comment', () => {
    expect(at("select 'sel|")).toEqual([]);
    expect(at('select "Inv|')).toEqual([]);
    expect(at('select /* sel|')).toEqual([]);
  });

  test('what all hits begin with is never less than what was typed', () => {
    for (const text of ['select in| from Invoices', 'select De| from Currencies', 'sELECT d|']) {
      const [before = '', after = ''] = text.split('|');
      const { hits, typed } = complete(before, after, names);
      const heads = new Set(hits.map((hit) => hit.slice(0, typed.length)));
      expect(hits.length).toBeGreaterThan(1);
      expect(heads.size).toBe(1);
    }
  });
});
