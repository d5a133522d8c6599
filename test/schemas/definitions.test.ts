import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/schemas/index.ts';
import type { EndpointSource, TableDefinition, TableInput } from '../../src/schemas/model.ts';

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
        ({ schema, name }) => schema === reference.schema && name === reference.table,
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

/** What names of amounts of money end in. */
const MONEY = new RegExp(
  `(${[
    'Amount|Total|SubTotal|TotalTax|Price|Due|Paid|Credited|Credit|Debit|Outstanding|Overdue',
    'Balance|CostPool|Deduction|TotalDiscount|OpeningBalance|ClosingBalance|CashReceived|CashSpent|FXGain',
    'Box\\d+|Gain|GainLoss|BookValue|ResidualValue|CostLimit|Salary|RatePerUnit|MonthlyEarnings',
    'Wages|Deductions|Tax|Super|Reimbursements?|NetPay|Value',
  ].join('|')})$`,
);

/** Percentages whose names say amount. */
const NOT_MONEY = new Set(['EmployeeTaxDeclarations.UpwardVariationTaxWithholdingAmount']);

const endpointOf = (table: TableDefinition): EndpointSource => {
  if (table.source.kind !== 'endpoint') throw new Error(`${table.name} has no endpoint`);
  return table.source;
};

const hasPathInput = (table: TableDefinition): boolean =>
  endpointOf(table).inputs.some(({ place }) => place.kind === 'path');

const documents = catalogue.tables.filter(({ source }) => source.kind === 'endpoint');

describe.each(documents.map((table) => [label(table), table] as const))('%s', (_, table) => {
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
      if (source.kind === 'dayByPosition') expect(source.up, name).toBeLessThanOrEqual(lists);
      if (source.kind === 'position' || source.kind === 'dayByPosition') {
        // The rows of a call for one parent are a list of it, too.
        expect(lists > 0 || hasPathInput(table), name).toBe(true);
      }
    }
  });

  it('shows its key first; of a report the line, for what tells calls apart is asked for', () => {
    const first = table.columns.slice(0, 4).map(({ name }) => name);
    const own = table.primaryKey.filter((name) => name !== 'TenantId');
    if (endpointOf(table).report === null) expect(first).toEqual(expect.arrayContaining(own));
    else expect(first.slice(0, 2)).toContain('LineNumber');
  });

  it('keeps the digits of money and nothing else', () => {
    for (const { name, type, scale } of table.columns) {
      const isMoney =
        MONEY.test(name) && type === 'decimal' && !NOT_MONEY.has(`${table.name}.${name}`);
      expect(scale, name).toBe(isMoney ? 2 : 0);
    }
  });
});

describe.each(documents.map((table) => [label(table), table] as const))('%s', (_, table) => {
  const source = endpointOf(table);
  const columnNamed = (name: string) => table.columns.find((column) => column.name === name);

  const paths: readonly (readonly [string, readonly TableInput[]])[] = [
    [source.endpoint.path, source.inputs],
    ...source.alternatives.map(({ endpoint, inputs }) => [endpoint.path, inputs] as const),
    ...(source.detail === null
      ? []
      : [[source.detail.endpoint.path, [pathInput(source.detail.column)]] as const]),
  ];

  it('fills exactly the places of its paths', () => {
    for (const [path, inputs] of paths) {
      const places = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const given = inputs.flatMap(({ place }) => (place.kind === 'path' ? [place.name] : []));
      expect([...given].sort()).toEqual([...places].sort());
      const params = inputs.flatMap(({ place }) => (place.kind === 'param' ? [place.param] : []));
      expect(repeated(params)).toEqual([]);
      expect(repeated(inputs.map(({ column }) => column))).toEqual([]);
    }
  });

  it('is made with values of its own columns, from one parent at most', () => {
    for (const [, inputs] of paths) {
      for (const { column } of inputs) expect(columnNamed(column), column).toBeDefined();
    }
    const parents = source.inputs.flatMap(({ from }) => (from.kind === 'parent' ? [from] : []));
    expect(parents.length).toBeLessThanOrEqual(1);
  });

  it('takes parents from a table of its schema whose rows cost no parent more than once', () => {
    for (const { column, from } of source.inputs) {
      if (from.kind !== 'parent') continue;
      expect(catalogue.tables).toContain(from.table);
      expect(from.table.schema).toBe(table.schema);
      const parentColumn = (name: string) => from.table.columns.find((own) => own.name === name);
      expect(parentColumn(from.column)?.type).toBe(columnNamed(column)?.type);
      for (const [own, theirs] of Object.entries(from.shared)) {
        expect(columnNamed(own)?.type, own).toBeDefined();
        expect(columnNamed(own)?.type, own).toBe(parentColumn(theirs)?.type);
      }
      for (const [name, values] of Object.entries(from.only)) {
        const wanted = parentColumn(name);
        expect(wanted, name).toBeDefined();
        for (const value of values) {
          if (wanted?.type === 'boolean') expect(typeof value).toBe('boolean');
          else if ((wanted?.values.length ?? 0) > 0) expect(wanted?.values).toContain(value);
        }
      }
      if (from.table.primaryKey[0] !== from.column) continue;
      expect(table.references.map((key) => [key.columns, key.table])).toContainEqual([
        [column],
        from.table.name,
      ]);
    }
  });

  it('asks for each of the values that the column has', () => {
    for (const { column, from } of source.inputs) {
      if (from.kind !== 'each') continue;
      expect(columnNamed(column)?.values).toEqual(Object.keys(from.values));
    }
  });

  it('shows every value that calls are made with, and nothing as one that none is', () => {
    const shown = table.columns.filter((own) => own.source.kind === 'input');
    const inputs = paths.flatMap(([, of]) => of.map(({ column }) => column));
    for (const { name } of shown) expect(inputs).toContain(name);
  });

  it('has columns that cost a call each only where a document is found whole by its key', () => {
    const costly = table.columns.filter(({ onlyInDetail }) => onlyInDetail);
    expect(costly.length > 0).toBe(source.detail !== null);
    if (source.detail === null) return;
    expect(source.rowPath).toEqual([]);
    expect(table.primaryKey).toEqual([source.detail.column]);
    expect(costly.map(({ name }) => name)).not.toContain(source.detail.column);
    const pushed = [...source.filters.map(({ column }) => column), ...source.sortable];
    expect(costly.filter(({ name }) => pushed.includes(name))).toEqual([]);
  });

  it('reads plain values only inside a list', () => {
    if (source.plainRows) expect(source.rowPath.length).toBeGreaterThan(0);
    if (source.report === null) return;
    expect(source.rowPath).toEqual([]);
    expect(source.filters).toEqual([]);
  });
});

function pathInput(column: string): TableInput {
  return { column, place: { kind: 'path', name: column }, from: { kind: 'optional' } };
}

/** `projectId` is ProjectId: names begin with a capital in every schema. */
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `Contact.ContactID` is ContactID, `BankAccount.AccountID` is BankAccountID. */
function mergedName(path: readonly string[]): string {
  return path.map(capital).reduce((name, part) => {
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
        return expected === name ? [] : [`${label(table)}.${name}: ${expected}`];
      }),
    );
    expect(different).toEqual([
      // The name and status of a group, on the table of its members.
      'ACCOUNTING.ContactGroupMembers.ContactGroupName: Name',
      'ACCOUNTING.ContactGroupMembers.ContactGroupStatus: Status',
      // Date is a parameter of reports.
      'ACCOUNTING.AgedReceivablesByContact.DocumentDate: Date',
      'ACCOUNTING.AgedPayablesByContact.DocumentDate: Date',
      // The schema spells every key so.
      'ACCOUNTING.TenNinetyNine.ContactID: ContactId',
      // Cells of published reports hold texts, too.
      'ACCOUNTING.ReportCells.Value: Amount',
      // Plain values have no name.
      'PAYROLLAUS.TimesheetDays.NumberOfUnits: Value',
      // The path would be longer than it says.
      'PAYROLLAUS.Settings.EmployeeGroupsTrackingCategoryID: TrackingCategoriesEmployeeGroupsTrackingCategoryID',
      'PAYROLLAUS.Settings.EmployeeGroupsTrackingCategoryName: TrackingCategoriesEmployeeGroupsTrackingCategoryName',
      'PAYROLLAUS.Settings.TimesheetCategoriesTrackingCategoryID: TrackingCategoriesTimesheetCategoriesTrackingCategoryID',
      'PAYROLLAUS.Settings.TimesheetCategoriesTrackingCategoryName: TrackingCategoriesTimesheetCategoriesTrackingCategoryName',
      // Keys bear one name wherever they stand: Id alone would join anything.
      'FILES.Files.FileId: Id',
      'FILES.Folders.FolderId: Id',
      'FILES.Inbox.FolderId: Id',
    ]);
  });

  it('do not repeat between a document and its children, but for keys, own and others’', () => {
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
                  const key =
                    other.primaryKey.includes(name) ||
                    other.references.some(({ columns }) => columns.includes(name));
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
