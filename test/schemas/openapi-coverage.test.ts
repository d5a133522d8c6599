import { describe, expect, it } from 'vitest';
import { accounting, resolve, type SchemaFacts } from '../../fixtures/openapi/index.ts';
import { LEFT_OUT } from '../../src/schemas/accounting/left-out.ts';
import { tablesOf } from '../../src/schemas/index.ts';
import type { ColumnDefinition, ColumnType, TableDefinition } from '../../src/schemas/model.ts';

/** A table with the list it is read from, and the OpenAPI schema of its rows. */
interface Read {
  readonly table: TableDefinition;
  readonly list: string;
  readonly rowPath: readonly string[];
  readonly documentSchema: SchemaFacts;
  readonly rowSchema: SchemaFacts;
}

const schemaOf = (schema: SchemaFacts): SchemaFacts => resolve(accounting, schema);

const nameOf = (schema: SchemaFacts): string => schema.$ref?.split('/').at(-1) ?? '';

function member(schema: SchemaFacts, name: string): SchemaFacts {
  const found = schemaOf(schema).properties?.[name];
  if (!found) throw new Error(`no ${name} in ${nameOf(schema)}`);
  return found;
}

function itemsOf(schema: SchemaFacts, name: string): SchemaFacts {
  const items = member(schema, name).items;
  if (!items) throw new Error(`${name} is no list`);
  return items;
}

const reads: readonly Read[] = tablesOf('ACCOUNTING').flatMap((table) => {
  if (table.source.kind !== 'endpoint') return [];
  const { endpoint, rowPath } = table.source;
  const list = endpoint.items ?? '';
  // Of some lists the file describes the answer without the path.
  const response = accounting.operations[endpoint.path]?.response ?? list;
  const answer = { $ref: `#/schemas/${response}` };
  const documentSchema = itemsOf(answer, list);
  const rowSchema = rowPath.reduce(itemsOf, documentSchema);
  return [{ table, list, rowPath, documentSchema, rowSchema }];
});

const jsonColumns = (table: TableDefinition) =>
  table.columns.flatMap((column) =>
    column.source.kind === 'json' ? [{ column, source: column.source }] : [],
  );

const exposes = (table: TableDefinition, path: readonly string[]): boolean =>
  jsonColumns(table).some(
    ({ source }) => source.up === 0 && source.path.join('.') === path.join('.'),
  );

const hasChild = (read: Read, path: readonly string[]): boolean =>
  reads.some(
    (other) =>
      other.list === read.list && other.rowPath.join('.') === [...read.rowPath, ...path].join('.'),
  );

const used = new Set<string>();

/** The names under which a field may be left out, and whether one of them is. */
function isLeftOut(read: Read, path: readonly string[]): boolean {
  const place = [read.list, ...read.rowPath];
  const exact = [[nameOf(read.rowSchema), ...path].join('.'), [...place, ...path].join('.')];
  const rest = [...exact, place.join('.')].map((name) => `${name}.*`);
  const parents = path.slice(0, -1).map((_, index) => path.slice(0, index + 1));
  const inParents = parents.flatMap((parent) => [
    [nameOf(read.rowSchema), ...parent, '*'].join('.'),
    [...place, ...parent, '*'].join('.'),
  ]);
  const names = new Set([...exact, ...rest, ...inParents]);
  const hits = LEFT_OUT.filter(({ field }) => names.has(field));
  hits.forEach(({ field }) => used.add(field));
  return hits.length > 0;
}

interface Coverage {
  shown: string[];
  leftOut: string[];
  missing: string[];
}

/** Sorts every field of the rows into shown, left out and missing. */
function coverage(read: Read): Coverage {
  const result: Coverage = { shown: [], leftOut: [], missing: [] };
  const visit = (schema: SchemaFacts, path: readonly string[], depth: number): void => {
    for (const [name, facts] of Object.entries(schemaOf(schema).properties ?? {})) {
      const field = [...path, name];
      const label = [read.table.name, ...field].join('.');
      const target = schemaOf(facts);
      if (facts.type === 'array') {
        if (hasChild(read, field)) result.shown.push(label);
        else if (isLeftOut(read, field)) result.leftOut.push(label);
        else result.missing.push(label);
      } else if (target.properties && !leavesOutWhole(read, field)) {
        if (depth < 3) visit(facts, field, depth + 1);
      } else if (exposes(read.table, field)) {
        result.shown.push(label);
      } else if (isLeftOut(read, field)) {
        result.leftOut.push(label);
      } else {
        result.missing.push(label);
      }
    }
  };
  visit(read.rowSchema, [], 0);
  return result;
}

/** An object is left out whole when no column stands in it and it is listed. */
function leavesOutWhole(read: Read, field: readonly string[]): boolean {
  const prefix = `${field.join('.')}.`;
  const inside = jsonColumns(read.table).some(({ source }) =>
    `${source.path.join('.')}.`.startsWith(prefix),
  );
  return !inside && isLeftOut(read, field);
}

const all = reads.map((read) => ({ read, coverage: coverage(read) }));

describe('the fields of the GET answers', () => {
  it.each(all.map(({ read, coverage: of }) => [read.table.name, of] as const))(
    '%s shows every field, or says why not',
    (_, of) => {
      expect(of.missing).toEqual([]);
    },
  );

  it('counts', () => {
    const shown = all.reduce((sum, { coverage: of }) => sum + of.shown.length, 0);
    expect(reads.length).toBeGreaterThanOrEqual(81);
    expect(shown).toBeGreaterThanOrEqual(890);
  });

  it('come from every list but reports and what hangs on one document', () => {
    const lists = Object.keys(accounting.operations).filter(
      (path) => !path.includes('{') && !path.startsWith('/Reports'),
    );
    const read = new Set(
      reads.map(({ table }) => table.source.kind === 'endpoint' && table.source.endpoint.path),
    );
    expect(lists.filter((path) => !read.has(path))).toEqual([]);
    expect(lists.length).toBe(30);
  });

  it('leaves nothing out that is shown or does not exist', () => {
    const unused = LEFT_OUT.map(({ field }) => field).filter((field) => !used.has(field));
    expect(unused).toEqual([]);
    for (const { read } of all) {
      for (const { source } of jsonColumns(read.table)) {
        if (source.up > 0) continue;
        const exact = [nameOf(read.rowSchema), ...source.path].join('.');
        expect(LEFT_OUT.map(({ field }) => field)).not.toContain(exact);
      }
    }
  });

  it('gives every left-out field a reason', () => {
    for (const { field, reason } of LEFT_OUT) expect(reason, field).toMatch(/\w.*\.$/);
    expect(new Set(LEFT_OUT.map(({ field }) => field)).size).toBe(LEFT_OUT.length);
  });
});

// ----------------------------------------------------------------------- types

function typeOf(facts: SchemaFacts): ColumnType {
  if (facts.type === 'boolean') return 'boolean';
  if (facts.type === 'integer') return 'integer';
  if (facts.type === 'number') return 'decimal';
  switch (facts.format) {
    case 'uuid':
      return 'uuid';
    case 'msdate':
      return 'date';
    case 'msdate-time':
      return 'timestamp';
    default:
      return 'text';
  }
}

/** The facts of a column's field: in the row, or in the object `up` lists further out. */
function factsOf(read: Read, column: ColumnDefinition): SchemaFacts | null {
  const { source } = column;
  if (source.kind !== 'json') return null;
  const outer = read.rowPath.slice(0, read.rowPath.length - source.up);
  const owner = outer.reduce(itemsOf, read.documentSchema);
  return schemaOf(source.path.reduce(member, owner));
}

/** Open lists of codes that Xero adds to: not worth repeating as values. */
const OPEN_LISTS = new Set([
  'BaseCurrency',
  'CurrencyCode',
  'DefaultCurrency',
  'CountryCode',
  'Timezone',
]);

describe('the columns', () => {
  const columns = reads.flatMap((read) =>
    read.table.columns.flatMap((column) => {
      const facts = factsOf(read, column);
      return facts ? [{ name: `${read.table.name}.${column.name}`, column, facts }] : [];
    }),
  );

  it('stand where the OpenAPI file puts them, with its types', () => {
    const wrong = columns
      .filter(({ column, facts }) => column.type !== typeOf(facts))
      .map(({ name, column, facts }) => `${name}: ${column.type}, not ${typeOf(facts)}`);
    expect(wrong).toEqual([]);
    expect(columns.length).toBeGreaterThan(500);
  });

  it('list the values of every enumeration', () => {
    const wrong = columns
      .filter(({ column, facts }) => {
        const open = OPEN_LISTS.has(column.name) || column.name.endsWith('CurrencyCode');
        const documented = open || column.name === 'Code' ? [] : (facts.enum ?? []).filter(Boolean);
        return documented.join() !== column.values.join();
      })
      .map(({ name }) => name);
    expect(wrong).toEqual([]);
  });
});
