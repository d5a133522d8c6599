import { describe, expect, it } from 'vitest';
import { compileDecoder } from '../../../src/engine/scan/decode.ts';
import type { Json } from '../../../src/engine/scan/object-reader.ts';
import type { Tuple } from '../../../src/engine/values/types.ts';
import type { TableDefinition } from '../../../src/schemas/model.ts';
import { column, ORG, table, TENANT_ID, TENANT_NAME } from './support.ts';

function decode(of: TableDefinition, documents: readonly Json[]): Tuple[] {
  const names = of.columns.map(({ name }) => name);
  return compileDecoder(
    of,
    names,
    'GET /Invoices',
  )(documents, { tenantId: ORG, tenantName: 'Demo' });
}

const up = (levels: number, ...path: string[]) => ({ kind: 'json', up: levels, path }) as const;

describe('a document', () => {
  it('is a row of its fields, nested ones and the organisation', () => {
    const of = table([
      column('ID', 'uuid'),
      column('Contact.Name', 'text'),
      column('A.B.C', 'integer'),
      TENANT_ID,
      TENANT_NAME,
    ]);
    const documents = [
      { ID: 'X', Contact: { Name: 'Zoë' }, A: { B: { C: 1 } } },
      { Contact: null },
    ];
    expect(decode(of, documents)).toEqual([
      ['x', 'Zoë', 1, ORG, 'Demo'],
      [null, null, null, ORG, 'Demo'],
    ]);
  });

  it('gives a date from its text twin when the field is absent', () => {
    const of = table([column('Date', 'date'), column('X.Date', 'date')]);
    const documents = [
      { DateString: '2026-01-31T00:00:00', X: { DateString: '2026-02-01T00:00:00' } },
      { Date: '/Date(0)/', DateString: '2026-01-31T00:00:00' },
      { Date: null },
    ];
    expect(decode(of, documents)).toEqual([
      ['2026-01-31', '2026-02-01'],
      ['1970-01-01', null],
      [null, null],
    ]);
  });

  it('with hostile field names is only data', () => {
    const document = JSON.parse('{"__proto__":{"Total":1},"constructor":"x","ID":"a"}') as Json;
    expect(decode(table([column('Total', 'integer')]), [document])).toEqual([[null]]);
  });

  it.each([
    [
      { ID: 'D7', Total: 'many' },
      "Things of the document D7 in which Total is 'many', which is no decimal",
    ],
    [{ Total: { a: 1 } }, `Things in which Total is '{"a":1}', which is no decimal`],
    [{ ID: 7, Total: '1\u001b[2J' }, "document 7 in which Total is '1 [2J'"],
  ])('with a value that cannot be read is BAD_RESPONSE, never NULL: %j', (document, message) => {
    const read = (): unknown => decode(table([column('Total', 'decimal')]), [document]);
    expect(read).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE', call: 'GET /Invoices' }));
    expect(read).toThrow(message);
  });

  it('whose path leads through a value that is no object is BAD_RESPONSE', () => {
    const read = (): unknown =>
      decode(table([column('Contact.Name', 'text')]), [{ Contact: 'Zoë' }]);
    expect(read).toThrow('Name is inside a value that is no object');
  });
});

describe('children', () => {
  const of = table(
    [
      column('ID', 'text', up(2, 'ID')),
      column('Line', 'integer', up(1, 'N')),
      column('Option', 'text'),
      column('Place', 'integer', { kind: 'position' }),
      TENANT_ID,
    ],
    {},
    ['Lines', 'Tracking'],
  );

  it('are rows with the fields of all their parents and their place in the list', () => {
    const documents = [
      {
        ID: 'A',
        Lines: [
          { N: 1, Tracking: [{ Option: 'x' }, { Option: 'y' }] },
          { N: 2, Tracking: [] },
          { N: 3, Tracking: [{ Option: 'z' }] },
        ],
      },
      { ID: 'B' },
      { ID: 'C', Lines: null },
      { ID: 'D', Lines: [{ N: 1 }] },
      { ID: 'E', Lines: { N: 9, Tracking: { Option: 'one object' } } },
    ];
    expect(decode(of, documents)).toEqual([
      ['A', 1, 'x', 1, ORG],
      ['A', 1, 'y', 2, ORG],
      ['A', 3, 'z', 1, ORG],
      ['E', 9, 'one object', 1, ORG],
    ]);
  });

  it.each([[{ Lines: 'none' }], [{ Lines: [null] }], [{ Lines: [[1]] }]])(
    'that are no list of objects are BAD_RESPONSE: %j',
    (document) => {
      expect(() => decode(of, [document])).toThrow('Lines is not a list of objects');
    },
  );
});
