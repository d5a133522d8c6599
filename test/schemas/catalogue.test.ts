import { describe, expect, it } from 'vitest';
import { createCatalogue, catalogue } from '../../src/schemas/index.ts';
import {
  SCHEMA_NAMES,
  SYSTEM_SCHEMAS,
  type CatalogueValue,
  type TableDefinition,
} from '../../src/schemas/model.ts';

const found = (schema: string | null, name: string) => catalogue.find(schema, name, 'ACCOUNTING');

const column = (table: TableDefinition | null, name: string) =>
  table?.columns.find(({ name: own, aliases }) =>
    [own, ...aliases].some((known) => known.toLowerCase() === name.toLowerCase()),
  )?.name;

describe('finding a table', () => {
  it('minds no case', () => {
    expect(found('accounting', 'INVOICES')?.name).toBe('Invoices');
    expect(found(null, 'invoicelineitems')?.name).toBe('InvoiceLineItems');
  });

  it('knows other names', () => {
    expect(found(null, 'CreditNotesItems')?.name).toBe('CreditNoteLineItems');
    expect(found(null, 'Organisations')?.name).toBe('Organisation');
  });

  it('looks an unqualified name up in the default schema, then among the system tables', () => {
    expect(catalogue.find(null, 'Invoices', 'FILES')).toBeNull();
    expect(catalogue.find('ACCOUNTING', 'Invoices', 'FILES')?.name).toBe('Invoices');
    expect(catalogue.find(null, 'sys_tables', 'FILES')?.schema).toBe('SYS');
    expect(catalogue.find('sys', 'SYS_TABLES', 'FILES')?.name).toBe('sys_tables');
    expect(catalogue.find('ACCOUNTING', 'sys_tables', 'ACCOUNTING')).toBeNull();
  });

  it('finds nothing under a name of the language JavaScript', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(found(null, name)).toBeNull();
      expect(found(name, name)).toBeNull();
    }
  });

  it.each(SCHEMA_NAMES)('finds Tenants in %s, qualified or not', (schema) => {
    expect(catalogue.find(schema, 'Tenants', 'ACCOUNTING')?.schema).toBe(schema);
    expect(catalogue.find(null, 'tenants', schema)?.schema).toBe(schema);
  });

  it('has one table of each name in a schema', () => {
    const names = catalogue.tables.flatMap(({ schema, name, aliases }) =>
      [name, ...aliases].map((known) => `${schema}.${known}`.toLowerCase()),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('hidden names of columns', () => {
  it('are the path joined by underscores', () => {
    expect(column(found(null, 'BankTransactions'), 'BankAccount_AccountID')).toBe('BankAccountID');
    expect(column(found(null, 'Invoices'), 'Contact_ContactId')).toBe('ContactID');
    expect(column(found(null, 'Items'), 'SalesDetails_UnitPrice')).toBe('SalesDetailsUnitPrice');
  });

  it('are those of a flattened child in its own table', () => {
    const lines = found(null, 'InvoiceLineItems');
    expect(column(lines, 'LineItem_UnitAmount')).toBe('UnitAmount');
    expect(column(lines, 'LineItem_Item_Name')).toBe('ItemName');
    expect(column(found(null, 'TaxComponents'), 'TaxComponent_Rate')).toBe('Rate');
  });

  it('are those that the leading driver gives to the fields of a document', () => {
    expect(column(found(null, 'BankTransfers'), 'FromBankAccount_AccountId')).toBe(
      'FromBankAccountID',
    );
    expect(column(found(null, 'BatchPaymentPayments'), 'Payment_InvoiceId')).toBe('InvoiceID');
    expect(column(found(null, 'ManualJournalLines'), 'JournalLine_LineAmount')).toBe('LineAmount');
    expect(column(found(null, 'RepeatingInvoices'), 'Schedule_DueDateType')).toBe(
      'ScheduleDueDateType',
    );
    for (const table of ['CreditNote', 'Overpayment', 'Prepayment']) {
      const allocations = found(null, `${table}Allocations`);
      expect(column(allocations, 'Allocation_AppliedAmount')).toBe('Amount');
      expect(column(allocations, 'Allocation_InvoiceId')).toBe('InvoiceID');
      expect(column(allocations, 'Allocation_Date')).toBe('Date');
    }
    for (const table of ['PurchaseOrders', 'Overpayments', 'Prepayments', 'Receipts']) {
      expect(column(found(null, table), 'Contact_Name')).toBe('ContactName');
    }
  });

  it('are Name and Type of Tenants', () => {
    expect(column(found(null, 'Tenants'), 'Name')).toBe('TenantName');
    expect(column(found(null, 'Tenants'), 'Type')).toBe('TenantType');
  });
});

describe('SELECT * of the main tables', () => {
  const first = (name: string, count: number) =>
    found(null, name)
      ?.columns.slice(0, count)
      .map((own) => own.name);

  it('shows key, number, dates, names and amounts first', () => {
    expect(first('Invoices', 14)).toEqual([
      'InvoiceID',
      'InvoiceNumber',
      'Type',
      'Status',
      'Date',
      'DueDate',
      'ContactID',
      'ContactName',
      'Reference',
      'SubTotal',
      'TotalTax',
      'Total',
      'AmountDue',
      'AmountPaid',
    ]);
    expect(first('Contacts', 2)).toEqual(['ContactID', 'Name']);
    expect(first('Journals', 3)).toEqual(['JournalID', 'JournalNumber', 'JournalDate']);
  });
});

// -------------------------------------------------------------- system tables

type Row = Readonly<Record<string, CatalogueValue | undefined>>;

function rowsOf(name: string, from = catalogue, schema = 'SYS'): readonly Row[] {
  const table = from.find(schema, name, 'ACCOUNTING');
  if (table?.source.kind !== 'catalogue') throw new Error(`${name} is no system table`);
  const names = table.columns.map((own) => own.name);
  return table.source
    .rows()
    .map((row) => Object.fromEntries(names.map((own, index) => [own, row[index]])));
}

describe('the system tables', () => {
  it('list all schemas with the number of their tables', () => {
    const rows = rowsOf('sys_schemas');
    expect(rows.map((row) => row.SchemaName)).toEqual([
      ...SCHEMA_NAMES,
      'BOOKS',
      'SYS',
      'INFORMATION_SCHEMA',
      'LOCAL',
    ]);
    const count = rows.reduce((sum, row) => sum + Number(row.TableCount), 0);
    expect(count).toBe(catalogue.tables.length);
  });

  it('list all tables, themselves too', () => {
    const rows = rowsOf('sys_tables');
    expect(rows.map((row) => row.TableName)).toEqual(catalogue.tables.map(({ name }) => name));
    expect(rows.find((row) => row.TableName === 'InvoiceLineItems')).toMatchObject({
      SchemaName: 'ACCOUNTING',
      TableType: 'TABLE',
      ApiPath: '/Invoices',
      RowPath: 'LineItems',
      Paging: 'page',
      Scope: 'accounting.invoices.read',
    });
    expect(rows.find((row) => row.TableName === 'sys_tables')).toMatchObject({
      TableType: 'SYSTEM TABLE',
      ApiPath: null,
    });
  });

  it('list all columns with the filters that Xero applies', () => {
    const rows = rowsOf('sys_tablecolumns');
    expect(rows.length).toBe(catalogue.tables.flatMap(({ columns }) => columns).length);
    const of = (table: string, name: string) =>
      rows.find((row) => row.TableName === table && row.ColumnName === name);
    expect(of('Invoices', 'Status')).toMatchObject({
      Ordinal: 4,
      DataTypeName: 'text',
      PushedFilters: '=, in (exact)',
      Values: 'DRAFT, SUBMITTED, DELETED, AUTHORISED, PAID, VOIDED',
    });
    expect(of('Invoices', 'Date')).toMatchObject({
      PushedFilters: '=, <, <=, >, >= (exact)',
      IsSortable: true,
    });
    expect(of('Invoices', 'UpdatedDateUTC')).toMatchObject({
      DataTypeName: 'timestamp',
      PushedFilters: '>, >= (superset)',
    });
    expect(of('Invoices', 'InvoiceID')).toMatchObject({ IsKey: true, IsNullable: false });
    expect(of('Invoices', 'LineAmountTypes')).toMatchObject({ PushedFilters: null });
  });

  it('say which columns cost a call for each row, and which calls are made with', () => {
    const rows = rowsOf('sys_tablecolumns');
    const of = (table: string, name: string) =>
      rows.find((row) => row.TableName === table && row.ColumnName === name);
    expect(of('Assets', 'SerialNumber')).toMatchObject({ CallPerRow: true, IsParameter: false });
    expect(of('Assets', 'AssetName')).toMatchObject({ CallPerRow: false, IsParameter: false });
    expect(of('Assets', 'AssetStatus')).toMatchObject({
      IsParameter: true,
      PushedFilters: '=, in (superset)',
    });
    expect(of('ProfitAndLoss', 'FromDate')).toMatchObject({
      IsParameter: true,
      PushedFilters: '=, in (exact)',
    });
    expect(of('HistoryInvoices', 'InvoiceID')).toMatchObject({ IsParameter: true });
    const costly = rows.filter((row) => row.CallPerRow).map((row) => row.TableName);
    expect([...new Set(costly)]).toEqual(['Assets', 'Employees']);
  });

  it('say what a table takes in calls, and the parent it is read by', () => {
    const calls = (table: string, schema = 'ACCOUNTING') => {
      const row = rowsOf('sys_tables').find(
        ({ SchemaName, TableName }) => SchemaName === schema && TableName === table,
      );
      return [row?.ParentTable, row?.Calls];
    };
    expect(calls('Invoices')).toEqual([null, 'one call for each 1,000 documents']);
    expect(calls('Journals')).toEqual([null, 'one call for each 100 documents']);
    expect(calls('Accounts')).toEqual([null, 'one call']);
    expect(calls('sys_tables', 'SYS')).toEqual([null, 'none']);
    expect(calls('HistoryInvoices')).toEqual([
      'Invoices',
      'one call for each row of Invoices, unless InvoiceID is given',
    ]);
    expect(calls('OnlineInvoices')).toEqual([
      'Invoices',
      'one call for each row of Invoices with Type ACCREC and Status AUTHORISED or PAID, unless InvoiceID is given',
    ]);
    expect(calls('ProfitAndLoss')).toEqual([
      null,
      'one call, or as few as cover the range by periods where Timeframe is said',
    ]);
    expect(calls('Associations', 'FILES')).toEqual([
      'Files',
      'one call for each row of Files, unless FileId is given; with ObjectId given, one for each',
    ]);
    expect(calls('Assets', 'ASSETS')).toEqual([
      null,
      'one call for each 200 documents and each of the 3 values of AssetStatus; one more for each row when one of 2 columns that lists omit is read',
    ]);
    expect(calls('PayslipEarnings', 'PAYROLLAUS')[0]).toBe('Payslips');
  });

  it('list keys and references', () => {
    const keys = rowsOf('sys_keycolumns').filter((row) => row.TableName === 'InvoiceLineItems');
    expect(keys.map((row) => [row.ColumnName, row.KeySequence])).toEqual([
      ['InvoiceID', 1],
      ['LineItemID', 2],
    ]);
    expect(rowsOf('sys_foreignkeys')).toContainEqual({
      SchemaName: 'ACCOUNTING',
      TableName: 'BankTransactions',
      ForeignKeyName: 'BankTransactions_BankAccountID',
      ColumnName: 'BankAccountID',
      KeySequence: 1,
      ReferencedSchemaName: 'ACCOUNTING',
      ReferencedTableName: 'Accounts',
      ReferencedColumnName: 'AccountID',
    });
    expect(rowsOf('sys_foreignkeys')).toContainEqual({
      SchemaName: 'PROJECTS',
      TableName: 'Projects',
      ForeignKeyName: 'Projects_ContactId',
      ColumnName: 'ContactId',
      KeySequence: 1,
      ReferencedSchemaName: 'ACCOUNTING',
      ReferencedTableName: 'Contacts',
      ReferencedColumnName: 'ContactID',
    });
  });

  it('have rows that their keys tell apart', () => {
    for (const table of catalogue.tables) {
      if (!SYSTEM_SCHEMAS.some((schema) => schema === table.schema)) continue;
      const keys = rowsOf(table.name, catalogue, table.schema).map((row) =>
        table.primaryKey.map((key) => row[key]).join(),
      );
      expect(new Set(keys).size, table.name).toBe(keys.length);
    }
  });

  it('say the same under the names of the SQL standard', () => {
    const standard = (name: string) => rowsOf(name, catalogue, 'INFORMATION_SCHEMA');
    expect(standard('tables').map((row) => row.table_name)).toEqual(
      catalogue.tables.map(({ name }) => name),
    );
    expect(standard('tables')).toContainEqual({
      table_catalog: 'xero',
      table_schema: 'BOOKS',
      table_name: 'GeneralLedger',
      table_type: 'VIEW',
    });
    const typeOf = (table: string, name: string) =>
      standard('columns').find((row) => row.table_name === table && row.column_name === name)
        ?.data_type;
    expect(typeOf('Invoices', 'Total')).toBe('numeric');
    expect(typeOf('Invoices', 'UpdatedDateUTC')).toBe('timestamp with time zone');
    expect(typeOf('Invoices', 'Date')).toBe('date');
    const references = standard('referential_constraints');
    expect(references).toContainEqual({
      constraint_catalog: 'xero',
      constraint_schema: 'PROJECTS',
      constraint_name: 'Projects_ContactId_fkey',
      unique_constraint_catalog: 'xero',
      unique_constraint_schema: 'ACCOUNTING',
      unique_constraint_name: 'Contacts_pkey',
    });
    expect(references.length).toBe(catalogue.tables.flatMap((table) => table.references).length);
    const keys = standard('table_constraints')
      .filter((row) => row.constraint_type !== 'FOREIGN KEY')
      .map((row) => `${String(row.constraint_schema)}.${String(row.constraint_name)}`);
    for (const row of references) {
      expect(keys).toContain(
        `${String(row.unique_constraint_schema)}.${String(row.unique_constraint_name)}`,
      );
    }
    expect(
      standard('key_column_usage').find((row) => row.constraint_name === 'Projects_ContactId_fkey'),
    ).toMatchObject({ column_name: 'ContactId', position_in_unique_constraint: 1 });
  });

  it('list the connection properties they are given', () => {
    expect(rowsOf('sys_connection_props')).toEqual([]);
    const property = {
      name: 'PageSize',
      aliases: ['Page Size'],
      group: 'Reading',
      kind: 'integer',
      allowed: '1 to 1000',
      default: '',
      description: 'Documents a page.',
    };
    const own = createCatalogue({ connectionProperties: [property] });
    expect(rowsOf('sys_connection_props', own)).toEqual([
      {
        Name: 'PageSize',
        Category: 'Reading',
        Type: 'integer',
        Default: null,
        Values: '1 to 1000',
        Description: 'Documents a page.',
        Aliases: 'Page Size',
      },
    ]);
  });
});
