import { describe, expect, it } from 'vitest';
import {
  date,
  decimal,
  defineTable,
  money,
  notInSummary,
  parent,
  position,
  text,
  uuid,
} from '../../src/schemas/define.ts';
import { keyList, whereDate } from '../../src/schemas/filters.ts';
import type { Endpoint } from '../../src/schemas/model.ts';

const endpoint: Endpoint = {
  schema: 'ACCOUNTING',
  path: '/Things',
  items: 'Things',
  paging: { kind: 'whole' },
  idField: 'ThingID',
  stableOrder: null,
  fixedParams: {},
  summaryParam: null,
  splitBy: null,
  cacheable: false,
  archivedParam: null,
  scopes: { broad: 'things.read', granular: 'things.read' },
};

const columns = {
  ThingID: uuid('ThingID', 'Key of the thing.'),
  Date: date('Date', 'Day of the thing.'),
  OwnerName: text('Owner.Name', 'Name of the owner.', { aliases: ['OWNERNAME', 'Holder'] }),
  Total: notInSummary(money('Total', 'Total.')),
  Rate: decimal('Rate', 'Rate.'),
};

const common = {
  schema: 'ACCOUNTING',
  name: 'Things',
  description: 'Things.',
  endpoint,
} as const;

describe('defineTable', () => {
  const table = defineTable({
    ...common,
    columns,
    key: ['ThingID'],
    filters: [keyList('ThingID', 'IDs'), whereDate('Date', 'Date')],
    sortable: ['Date'],
  });
  const named = (name: string) => table.columns.find((column) => column.name === name);

  it('keeps the columns in their order and adds the organisation', () => {
    expect(table.columns.map(({ name }) => name)).toEqual([
      ...Object.keys(columns),
      'TenantId',
      'TenantName',
    ]);
  });

  it('derives the underscore name of a nested field, and drops aliases that say nothing', () => {
    expect(named('OwnerName')?.aliases).toEqual(['Holder', 'Owner_Name']);
    expect(named('ThingID')?.aliases).toEqual([]);
  });

  it('keeps two digits for money and any for rates', () => {
    expect(named('Total')).toMatchObject({ type: 'decimal', scale: 2, absentFromSummary: true });
    expect(named('Rate')).toMatchObject({ type: 'decimal', scale: 0, absentFromSummary: false });
  });

  it('refers to columns of the same name, in the same schema, unless told otherwise', () => {
    const other = defineTable({
      ...common,
      columns,
      key: ['ThingID'],
      references: [
        { columns: ['ThingID'], table: 'Things' },
        { columns: ['OwnerName'], schema: 'PROJECTS', table: 'Owners', targetColumns: ['Name'] },
      ],
    });
    expect(other.references).toEqual([
      { columns: ['ThingID'], schema: 'ACCOUNTING', table: 'Things', targetColumns: ['ThingID'] },
      { columns: ['OwnerName'], schema: 'PROJECTS', table: 'Owners', targetColumns: ['Name'] },
    ]);
  });

  it('takes columns from the parents of a child', () => {
    const child = defineTable({
      ...common,
      rowPath: ['Parts', 'Pieces'],
      aliasPrefix: 'Piece',
      columns: {
        ThingID: parent(uuid('ThingID', 'Key of the thing.'), 2),
        PartID: parent(uuid('PartID', 'Key of the part.')),
        Ordinal: position('Place in the list.'),
        Weight: decimal('Weight', 'Weight.'),
      },
      key: ['ThingID', 'PartID', 'Ordinal'],
    });
    expect(child.columns.slice(0, 4).map(({ source }) => source)).toEqual([
      { kind: 'json', up: 2, path: ['ThingID'] },
      { kind: 'json', up: 1, path: ['PartID'] },
      { kind: 'position' },
      { kind: 'json', up: 0, path: ['Weight'] },
    ]);
    expect(child.columns.map(({ aliases }) => aliases.join())).toEqual([
      '',
      '',
      '',
      'Piece_Weight',
      '',
      '',
    ]);
  });

  it('takes the organisation as part of a key', () => {
    const own = defineTable({ ...common, columns, key: ['TenantId', 'OwnerName'] });
    expect(own.primaryKey).toEqual(['TenantId', 'OwnerName']);
  });
});

describe('what the compiler refuses', () => {
  it('is a name that is no column, in a key, a filter, an order or a reference', () => {
    const wrong = [
      // @ts-expect-error no such column
      defineTable({ ...common, columns, key: ['ThingId'] }),
      // @ts-expect-error no such column
      defineTable({ ...common, columns, key: ['ThingID'], filters: [keyList('PartID', 'IDs')] }),
      // @ts-expect-error no such column
      defineTable({ ...common, columns, key: ['ThingID'], sortable: ['DueDate'] }),
      defineTable({
        ...common,
        columns,
        key: ['ThingID'],
        // @ts-expect-error no such column
        references: [{ columns: ['PartID'], table: 'Parts' }],
      }),
      // @ts-expect-error the organisation is chosen, not filtered by Xero
      defineTable({ ...common, columns, key: ['ThingID'], filters: [keyList('TenantId', 'IDs')] }),
      // @ts-expect-error a table has a key
      defineTable({ ...common, columns }),
    ];
    expect(wrong).toHaveLength(6);
  });
});
