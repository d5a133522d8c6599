import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/schemas/index.ts';
import type { TableDefinition } from '../../src/schemas/model.ts';

const folded = (names: readonly string[]): readonly string[] =>
  names.map((name) => name.toLowerCase());

const repeated = (names: readonly string[]): readonly string[] =>
  folded(names).filter((name, index, all) => all.indexOf(name) !== index);

const allNames = (table: TableDefinition): readonly string[] =>
  table.columns.flatMap(({ name, aliases }) => [name, ...aliases]);

const label = (table: TableDefinition): string => `${table.schema}.${table.name}`;

describe.each(catalogue.tables.map((table) => [label(table), table] as const))('%s', (_, table) => {
  const columnNames = table.columns.map(({ name }) => name);

  it('has names that no other column of it bears, whatever their case', () => {
    expect(repeated(allNames(table))).toEqual([]);
  });

  it('has a key of its own columns', () => {
    expect(table.primaryKey.length).toBeGreaterThan(0);
    expect(columnNames).toEqual(expect.arrayContaining([...table.primaryKey]));
    expect(repeated(table.primaryKey)).toEqual([]);
  });

  it('describes itself and every column in a sentence', () => {
    expect(table.description).toMatch(/^[A-Z].*\.$/);
    for (const { name, description } of table.columns) {
      expect(description, name).toMatch(/^\S.*\.$/);
      expect(description.length, name).toBeLessThan(100);
    }
  });

  it('reads no field twice', () => {
    const places = table.columns.flatMap(({ source }) =>
      source.kind === 'json' ? [`${source.up}:${source.path.join('.')}`] : [],
    );
    expect(repeated(places)).toEqual([]);
  });

  it('refers to columns that exist, of the same type', () => {
    for (const reference of table.references) {
      const target = catalogue.tables.find(
        ({ schema, name }) => schema === table.schema && name === reference.table,
      );
      expect(target, reference.table).toBeDefined();
      expect(reference.targetColumns.length).toBe(reference.columns.length);
      reference.columns.forEach((name, index) => {
        const own = table.columns.find((column) => column.name === name);
        const other = target?.columns.find(
          (column) => column.name === reference.targetColumns[index],
        );
        expect(own?.type, `${reference.table}.${name}`).toBe(other?.type);
        expect(own, name).toBeDefined();
      });
    }
  });
});

const documents = catalogue.tables.filter(({ source }) => source.kind === 'endpoint');

describe.each(documents.map((table) => [table.name, table] as const))('%s', (_, table) => {
  it('ends with the organisation', () => {
    expect(table.columns.slice(-2).map(({ name, source }) => [name, source])).toEqual([
      ['TenantId', { kind: 'tenant', field: 'tenantId' }],
      ['TenantName', { kind: 'tenant', field: 'tenantName' }],
    ]);
  });

  it('climbs no further out than its lists', () => {
    const lists = table.source.kind === 'endpoint' ? table.source.rowPath.length : 0;
    for (const { name, source } of table.columns) {
      if (source.kind === 'json') expect(source.up, name).toBeLessThanOrEqual(lists);
      if (source.kind === 'position') expect(lists, name).toBeGreaterThan(0);
    }
  });

  it('shows its key first', () => {
    const first = table.columns.slice(0, 4).map(({ name }) => name);
    const own = table.primaryKey.filter((name) => name !== 'TenantId');
    expect(first).toEqual(expect.arrayContaining(own));
  });

  it('keeps the digits of money and nothing else', () => {
    for (const { name, type, scale } of table.columns) {
      const isMoney =
        /(Amount|Total|SubTotal|TotalTax|Price|Due|Paid|Credited|Credit|Outstanding|Overdue|CostPool|Deduction|TotalDiscount)$/.test(
          name,
        ) && type === 'decimal';
      expect(scale, name).toBe(isMoney ? 2 : 0);
    }
  });
});

/** `Contact.ContactID` is ContactID, `BankAccount.AccountID` is BankAccountID. */
function mergedName(path: readonly string[]): string {
  return path.reduce((name, part) => {
    for (let length = Math.min(name.length, part.length); length > 0; length--) {
      const overlap = part.slice(0, length);
      const startsWord = /^[A-Z]/.test(part.slice(length));
      if (startsWord && name.endsWith(overlap)) return name + part.slice(length);
    }
    return name + part;
  });
}

describe('column names', () => {
  it('join the path of a nested field, the word in common once', () => {
    expect(mergedName(['Contact', 'ContactID'])).toBe('ContactID');
    expect(mergedName(['BankAccount', 'AccountID'])).toBe('BankAccountID');
    expect(mergedName(['SalesDetails', 'UnitPrice'])).toBe('SalesDetailsUnitPrice');
    const different = documents.flatMap((table) =>
      table.columns.flatMap(({ name, source }) => {
        if (source.kind !== 'json' || source.up > 0) return [];
        const expected = mergedName(source.path);
        return expected === name ? [] : [`${table.name}.${name}: ${expected}`];
      }),
    );
    // The name and status of a group, on the table of its members.
    expect(different).toEqual([
      'ContactGroupMembers.ContactGroupName: Name',
      'ContactGroupMembers.ContactGroupStatus: Status',
    ]);
  });

  it('do not repeat between a document and its children, but for keys', () => {
    const clashes = documents.flatMap((child) =>
      child.source.kind === 'endpoint' && child.source.rowPath.length > 0
        ? documents
            .filter(
              (other) =>
                other.source.kind === 'endpoint' &&
                child.source.kind === 'endpoint' &&
                other.source.rowPath.length === 0 &&
                other.source.endpoint === child.source.endpoint,
            )
            .flatMap((other) =>
              child.columns
                .filter(({ name, source }) => {
                  const parentField = source.kind === 'json' && source.up > 0;
                  const key = other.primaryKey.includes(name);
                  return (
                    parentField && !key && other.columns.some((column) => column.name === name)
                  );
                })
                .map(({ name }) => `${child.name}.${name}`),
            )
        : [],
    );
    expect(clashes).toEqual([]);
  });

  it('are no hidden names elsewhere: in a subquery one would hide the column of the outer query', () => {
    const declared = new Set(
      documents.flatMap(({ columns }) => columns.map(({ name }) => name.toLowerCase())),
    );
    const hiding = documents.flatMap((table) =>
      table.columns.flatMap(({ name, aliases }) =>
        folded(aliases)
          .filter((alias) => declared.has(alias))
          .map((alias) => `${table.name}.${name}: ${alias}`),
      ),
    );
    expect(hiding).toEqual([]);
  });
});
