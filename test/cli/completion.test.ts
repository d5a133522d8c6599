import { describe, expect, test } from 'vitest';
import { catalogue, createCatalogue, LocalTables } from '../../src/schemas/index.ts';
import { ownView } from '../../src/schemas/view.ts';
import { commonPrefix, complete, type Names } from '../../src/cli/repl/completion/index.ts';

const names: Names = {
  catalogue,
  defaultSchema: 'ACCOUNTING',
  commands: [
    { name: 'd', help: 'describe', takes: 'table' },
    { name: 'dt', help: 'tables', takes: 'table' },
    { name: 'explain', help: 'the calls', takes: 'sql' },
    { name: 'timing', help: 'times', takes: 'switch' },
    { name: 'tenant', help: 'organisation', takes: 'tenant' },
    { name: 'connect', help: 'another connection', takes: 'connection' },
    { name: 'chart', help: 'draws', takes: 'chart' },
    { name: 'i', help: 'runs a file', takes: 'file' },
    { name: 'q', help: 'leaves', takes: 'none' },
  ],
  tenants: ["Bellbird's Coffee", 'Harbour Trading'],
  variables: ['since', 'status'],
  resultColumns: [
    { name: 'Month', type: 'date' },
    { name: 'Total due', type: 'decimal' },
  ],
  connections: ['books'],
  formats: ['table', 'csv'],
  settings: ['null'],
  topics: ['charts'],
  listFolder: (path) => (path === '.' ? ['reports/', 'overdue.sql'] : ['a.sql']),
};

/** `|` is the cursor. */
function at(text: string) {
  const cursor = text.indexOf('|');
  return complete(text.replace('|', ''), cursor, names);
}

const texts = (text: string): readonly string[] => at(text).proposals.map((one) => one.text);

/** The text once the first proposal is taken. */
function taken(text: string): string {
  const { from, to, proposals } = at(text);
  const plain = text.replace('|', '');
  return plain.slice(0, from) + (proposals[0]?.text ?? '') + plain.slice(to);
}

describe('views', () => {
  const local = new LocalTables();
  const view = { name: 'unpaid', sql: 'SELECT 1 AS n', defaultSchema: 'ACCOUNTING' } as const;
  local.set(ownView({ ...view, columns: [{ name: 'n', output: 'n', type: 'integer' }] }));
  const own = createCatalogue({ localTables: local });
  const proposed = (text: string): readonly string[] =>
    complete(text, text.length, { ...names, catalogue: own }).proposals.map((one) => one.text);

  test("of one's own and those of BOOKS are proposed as tables are, with their columns", () => {
    expect(proposed('SELECT * FROM unp')).toEqual(['unpaid']);
    expect(proposed('SELECT * FROM LOCAL.')).toEqual(['unpaid']);
    expect(proposed('SELECT * FROM GeneralL')).toEqual(['GeneralLedger']);
    expect(proposed('SELECT * FROM BankReconciliation b WHERE b.Unrec')).toEqual([
      'UnreconciledItems',
      'UnreconciledAmount',
      'UnreconciledBase',
    ]);
    expect(proposed('CREATE VIEW x AS SELECT * FROM GeneralL')).toEqual(['GeneralLedger']);
  });

  test("of one's own are proposed to be dropped", () => {
    expect(proposed('DROP VIEW ')).toEqual(['unpaid']);
    expect(proposed('DROP VIEW IF EXISTS a, ')).toEqual(['unpaid']);
  });
});

describe('statements', () => {
  test('begin', () => {
    expect(texts('|')).toEqual(['SELECT', 'WITH', 'EXPLAIN', 'CREATE VIEW', 'DROP VIEW']);
    expect(texts('SELECT 1; |')).toEqual(['SELECT', 'WITH', 'EXPLAIN', 'CREATE VIEW', 'DROP VIEW']);
    expect(texts('explain |')).toEqual(['SELECT', 'WITH', 'ANALYZE']);
  });

  test('keywords follow the case that is typed', () => {
    expect(texts('sel|')).toEqual(['select']);
    expect(texts('SEL|')).toEqual(['SELECT']);
    expect(texts('SELECT 1 inters|')).toEqual(['intersect']);
    expect(texts('select 1 order |')).toEqual(['BY']);
  });

  test('nothing inside a comment, a quoted name, a number or a text that is compared with nothing', () => {
    const places = [
      "select 'sel|",
      'select "Inv|',
      'select /* sel|',
      'select 1 -- sel|',
      'select 12|',
    ];
    for (const text of places) expect([text, texts(text)]).toEqual([text, []]);
    expect(texts('select /* done */|')).toEqual(texts('select |'));
  });
});

describe('tables', () => {
  test('after FROM, JOIN and a comma of FROM', () => {
    expect(texts('select * from CreditN|')).toContain('CreditNotes');
    expect(texts('select * from invoices i join Curr|')).toEqual(['Currencies']);
    expect(texts('select * from invoices, Curr|')).toEqual(['Currencies']);
    expect(texts('select * from (invoices join Curr|')).toEqual(['Currencies']);
    expect(texts('select (select 1 from Curr|')).toEqual(['Currencies']);
    expect(texts('select * from payr|')).toEqual(['PAYROLLAUS.']);
    expect(texts('select * from sys_ta|')).toEqual(['sys_tablecolumns', 'sys_tables']);
    expect(texts('select * from files.|')).toContain('Tenants');
    expect(texts('select * from "ACCOUNTING".Curr|')).toEqual(['Currencies']);
  });

  test('but not after FROM inside a function', () => {
    expect(texts('select extract(year from DueD|) from Invoices')).toEqual(['DueDate']);
  });

  test('related ones first after JOIN', () => {
    const related = texts('select * from Contacts c join |');
    expect(related.indexOf('Invoices')).toBeLessThan(related.indexOf('Accounts'));
  });

  test('WITH queries, with the columns they give', () => {
    const text =
      'with Due as (select ContactID, sum(AmountDue) as Owed, Status from Invoices group by 1)';
    expect(texts(`${text} select * from du|`)).toEqual(['Due']);
    expect(texts(`${text} select d.| from Due d`)).toEqual(['ContactID', 'Owed', 'Status']);
    expect(texts(`${text} select * from Due where Owe|`)).toEqual(['Owed']);
    expect(texts(`with a (x, y) as (select 1, 2) select a.| from a`)).toEqual([]);
    expect(texts(`with a (x) as (select Status from Invoices) select a.| from a`)).toEqual(['x']);
  });

  test('what can follow one', () => {
    expect(texts('select * from Currencies |')).toContain('WHERE');
    expect(texts('select * from Currencies c wh|')).toEqual(['where']);
  });
});

describe('columns', () => {
  test('of the tables that the statement reads, before and after the cursor', () => {
    expect(texts('select InvoiceNu| from Invoices')).toEqual(['InvoiceNumber']);
    expect(texts('select * from Invoices where DueD|')).toEqual(['DueDate']);
    expect(texts('select * from Currencies c where |')).toEqual(
      expect.arrayContaining(['Code', 'Description', 'c.']),
    );
    expect(texts('select * from Currencies where DueD|')).toEqual([]);
    expect(texts('select * from Invoices; select DueD| from Currencies')).toEqual([]);
    expect(texts('select Code from Currencies union select DueD| from Invoices')).toEqual([
      'DueDate',
    ]);
  });

  test('with their types', () => {
    const [dueDate] = at('select DueD| from Invoices').proposals;
    expect(dueDate).toEqual({ text: 'DueDate', kind: 'column', detail: 'date' });
    const [code] = at('select Cod| from Invoices i cross join Currencies c').proposals;
    expect(code).toMatchObject({ text: 'Code', detail: 'text, c' });
  });

  test('of any table before FROM is written', () => {
    expect(texts('select InvoiceNu|')).toContain('InvoiceNumber');
  });

  test('what has the letters inside, when nothing begins with them', () => {
    expect(texts('select LineI| from Invoices')).toEqual([]);
    expect(texts('select * from lineitemtr|')).toContain('InvoiceLineItemTracking');
  });

  test('of one table after its alias or name', () => {
    const text = 'from Invoices i join Contacts as c on c.ContactID = i.ContactID';
    expect(texts(`select c.Emai| ${text}`)).toEqual(['EmailAddress']);
    expect(texts(`select i.Emai| ${text}`)).toEqual([]);
    expect(texts('select Currencies.Co| from Currencies')).toEqual(['Code']);
    expect(texts('select x.Co| from Accounts left join "Currencies" x')).toEqual(['Code']);
    expect(texts('select ACCOUNTING.Currencies.| from ACCOUNTING.Currencies')).toContain('Code');
  });

  test('with a qualifier when several tables have them', () => {
    const hits = texts('select ContactI|, i.Total from Invoices i join Contacts c on true');
    expect(hits).toEqual(['i.ContactID', 'c.ContactID']);
    expect(texts('select | from Invoices i join Contacts c on true')).toEqual(
      expect.arrayContaining(['i.ContactID', 'c.ContactID', 'DueDate']),
    );
  });

  test('of a query in FROM', () => {
    const text =
      "from (select i.Status, Total * 2 as Twice, count(*), 'x' y, i.DueDate due from Invoices i) q";
    expect(texts(`select q.| ${text}`)).toEqual(['Status', 'Twice', 'count', 'y', 'due']);
    expect(at(`select q.du| ${text}`).proposals[0]?.detail).toBe('date');
    expect(texts('select q.Cod| from (select * from Currencies) q')).toEqual(['Code']);
  });

  test('inside a query in FROM, not of the tables beside it; inside EXISTS and LATERAL, of them too', () => {
    expect(texts('select * from Invoices i, (select DueD| from Currencies c) q')).toEqual([]);
    const outer = 'select * from Invoices i where exists (select 1 from Currencies c where DueD|)';
    expect(texts(outer)).toEqual(['DueDate']);
    expect(texts('select * from Invoices i, lateral (select DueD| from Currencies c) q')).toEqual([
      'DueDate',
    ]);
    expect(texts('with a as (select DueD| from Currencies) select * from Invoices')).toEqual([]);
  });

  test('shared ones after USING', () => {
    const hits = texts('select * from InvoiceLineItems l join Invoices i using (|)');
    expect(hits).toContain('InvoiceID');
    expect(hits).not.toContain('DueDate');
  });
});

describe('join conditions', () => {
  test('from the foreign keys, in both directions, after ON and in place of it', () => {
    const [first] = at('select * from Invoices i join Contacts c on |').proposals;
    expect(first).toMatchObject({ text: 'c.ContactID = i.ContactID', kind: 'join' });
    expect(texts('select * from Contacts c join Invoices i on |')[0]).toBe(
      'i.ContactID = c.ContactID',
    );
    expect(texts('select * from Contacts c left join Invoices |')[0]).toBe(
      'ON Invoices.ContactID = c.ContactID',
    );
    expect(texts('select * from Contacts c cross join Invoices i |')).not.toContain(
      'ON i.ContactID = c.ContactID',
    );
  });

  test('keys of several columns, keys of other names, the table joined before last', () => {
    expect(texts('select * from InvoiceLineItems l join InvoiceLineItemTracking t on |')).toContain(
      't.InvoiceID = l.InvoiceID AND t.LineItemID = l.LineItemID',
    );
    expect(texts('select * from BankTransfers b join Accounts a on |').slice(0, 2)).toEqual([
      'a.AccountID = b.FromBankAccountID',
      'a.AccountID = b.ToBankAccountID',
    ]);
    const three = 'select * from Contacts c join Invoices i on true join InvoiceLineItems l on |';
    expect(texts(three)[0]).toBe('l.InvoiceID = i.InvoiceID');
  });
});

describe('values', () => {
  test('documented ones inside a comparison, with quotes', () => {
    expect(texts('select * from Invoices where Status = |')).toContain("'AUTHORISED'");
    expect(taken("select * from Invoices where Status = 'AUTH|")).toBe(
      "select * from Invoices where Status = 'AUTHORISED'",
    );
    expect(taken("select * from Invoices i where i.status <> 'au|' limit 1")).toBe(
      "select * from Invoices i where i.status <> 'AUTHORISED' limit 1",
    );
    expect(texts("select * from Invoices where Reference = 'AUTH|")).toEqual([]);
  });

  test('inside IN, of a query in FROM too', () => {
    expect(taken("select * from Invoices where Status not in ('PAID', 'dra|")).toBe(
      "select * from Invoices where Status not in ('PAID', 'DRAFT'",
    );
    expect(taken("select * from (select Status as s from Invoices) q where q.s = 'PAI|")).toContain(
      "q.s = 'PAID'",
    );
  });

  test('truth values and the names of organisations', () => {
    expect(texts('select * from Payments where IsReconciled = |').slice(0, 2)).toEqual([
      'TRUE',
      'FALSE',
    ]);
    expect(taken("select * from Invoices where TenantName = 'Bell|")).toContain(
      "TenantName = 'Bellbird''s Coffee'",
    );
  });

  test('variables after a colon, types after a double one and in CAST', () => {
    expect(texts('select * from Invoices where Date > :si|')).toEqual([':since']);
    expect(texts('select :|')).toEqual([':since', ':status']);
    expect(texts('select Total::dec| from Invoices')).toEqual(['decimal']);
    expect(texts('select cast(Total as dec|')).toEqual(['decimal']);
  });
});

describe('functions', () => {
  test('with their parenthesis and what they take', () => {
    expect(at('select date_tr|').proposals).toEqual([
      {
        text: 'date_trunc(',
        kind: 'function',
        detail: expect.stringContaining('→ ') as string,
        goesOn: true,
      },
    ]);
    expect(texts('select coale|')).toEqual(['coalesce(']);
  });
});

describe('commands', () => {
  test('and their arguments', () => {
    expect(texts('\\t|')).toEqual(['timing', 'tenant']);
    expect(texts('\\d Curr|')).toEqual(['Currencies']);
    expect(texts('\\d accounting.Curr|')).toEqual(['ACCOUNTING.Currencies']);
    expect(texts('\\timing o|')).toEqual(['on', 'off']);
    expect(texts('\\tenant Har|')).toEqual(['Harbour Trading']);
    expect(texts('\\q |')).toEqual([]);
    expect(texts('\\nonsense |')).toEqual([]);
    expect(taken('\\explain select * from Invoices where Status = |')).toContain(
      "Status = 'DRAFT'",
    );
  });

  test('saved connections and properties, and the values these take', () => {
    expect(texts('\\connect bo|')).toEqual(['books']);
    expect(texts('\\connect Tenant=x;Auth|')).toEqual(['AuthScheme=']);
    expect(texts('\\connect authscheme=P|')).toEqual(['PKCE']);
  });

  test('files, folder by folder', () => {
    expect(texts('\\i |')).toEqual(['reports/', 'overdue.sql']);
    expect(texts('\\i reports/a|')).toEqual(['reports/a.sql']);
  });

  test('charts: kinds, keys and the columns of the last result', () => {
    expect(texts('\\chart b|')).toEqual(['bar']);
    expect(texts('\\chart bar x|')).toEqual(['x=']);
    expect(texts('\\chart bar x=Mo|')).toEqual(['x=Month']);
    expect(texts('\\chart bar x=Month y=|')).toEqual(['y=Month', 'y="Total due"']);
  });
});

test('any text cut anywhere is no reason to fail', () => {
  const text =
    "with a as (select 'it''s', E'\\x', $1, :p, [b], \"c\" from t /* x /* y */ */ -- z\n) select a.*, (select 1 from Invoices i where i.Status in ('A', 'B')) from a join Contacts c on c.ContactID = 1e5x; ((( ]] ''' $$ \\ # é 😀";
  for (let cursor = 0; cursor <= text.length; cursor++) {
    const { from, to } = complete(text, cursor, names);
    expect(from).toBeLessThanOrEqual(cursor);
    expect(to).toBeGreaterThanOrEqual(cursor);
    const cut = complete(text.slice(0, cursor), cursor, names);
    expect(cut.to).toBe(cursor);
  }
});

test('what proposals have in common, whatever its case', () => {
  const proposals = ['InvoiceID', 'invoiceNumber', 'InvoiceDate'].map(
    (text) => ({ text, kind: 'column', detail: '' }) as const,
  );
  expect(commonPrefix(proposals)).toBe('Invoice');
  expect(commonPrefix([])).toBe('');
});
